"""A mock inspection whose files are being audited, served by a process of its own, for a browser to audit in.

:mod:`tests.support.apart` says how it answers and when it stops.
"""

from __future__ import annotations

from tests.support.apart import make_store, serve


def main() -> None:
    """Make the store with files given, some audited twice to the end, and one to audit; sign everybody in; serve."""
    make_store()
    from sightline.inspection.models import AuditGrade
    from tests.support import auditing, site
    from tests.support.persona import Persona

    site.put_in_store()
    site.loaded()
    mock = auditing.mock_with_auditors()
    grades = list(AuditGrade)
    children = [
        auditing.twice(mock, place, grades[place % 4], grades[(place + place // 5) % 4]) for place in range(2, 7)
    ]
    audit = auditing.given(mock, 1, Persona.PEER_REVIEWER)
    everybody = [each for each in Persona if each is not Persona.PUBLIC]
    named = {
        "mock": str(mock.pk),
        "audit": str(audit.pk),
        "first": audit.asked[0],
        "second": audit.asked[1],
        "settle": str(children[3].pk),
    }
    serve(everybody, named)


if __name__ == "__main__":
    main()
