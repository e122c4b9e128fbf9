"""A mock inspection with six files audited and people heard, served by a process of its own, to conclude in a browser.

:mod:`tests.support.apart` says how it answers and when it stops.
"""

from __future__ import annotations

from tests.support.apart import make_store, serve


def main() -> None:
    """Make the store, audit, hear, sign everybody in, serve."""
    make_store()
    from sightline.casework.search.index import rebuild_search
    from sightline.inspection.models import Answered, AuditGrade, Leaning, VoiceKind
    from tests.support import auditing, site
    from tests.support.concluding import hear
    from tests.support.persona import Persona
    from tests.support.personas import make

    site.put_in_store()
    rebuild_search()
    mock = auditing.mock_with_auditors()
    grades = (AuditGrade.INADEQUATE, AuditGrade.REQUIRES_IMPROVEMENT, AuditGrade.GOOD)
    for place in range(1, 7):
        weak = {"in-need-reviewed-before-drift": Answered.WEAK} if place < 3 else {}
        audit = auditing.given(mock, place, Persona.PEER_REVIEWER)
        auditing.submitted(audit, grades[min(place - 1, 2)], weak)
    hear(mock, leaning=Leaning.STRENGTH)
    hear(
        mock,
        kind=VoiceKind.STAFF,
        line="supervision-and-decisions",
        judgement="leadership",
        leaning=Leaning.STRENGTH,
        who="social workers of two teams",
        how_many=7,
        words="Supervision comes every month and moves things on.",
    )
    make(Persona.AUDITOR)
    serve((Persona.AUDITOR, Persona.DIRECTOR, Persona.INSPECTOR), {"mock": str(mock.pk)}, threads=4)


if __name__ == "__main__":
    main()
