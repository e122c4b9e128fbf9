"""The small invented record kept in a ledger, with a family, a voice and a correction, served for a browser to look at.

:mod:`tests.support.apart` says how it answers and when it stops.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from sightline.record.schema import Row
from sightline.record.tables.case_notes import CaseNote
from sightline.record.tables.cin_visits import CinVisit
from sightline.record.tables.documents import Document
from sightline.record.tables.families import FamilyMember
from tests.support.apart import make_store, serve
from tests.support.site import AWKWARD_CHILD, LOOKED_AFTER, UNSEEN, UNTELLABLE


def rows() -> Iterator[Row]:
    """What the small record lacks of a child's page."""
    for child in (UNSEEN, LOOKED_AFTER, UNTELLABLE, "K01", "K02", "K03"):
        yield FamilyMember(family_member_id=f"F-{child}", person_id=child, family_id="F1")
    yield CaseNote(
        case_note_id="N1",
        person_id=AWKWARD_CHILD,
        professional_id="W3",
        noted_on=dt.date(2016, 10, 10),
        note_type="visit",
        words="I want to see my brother.\n" + "unbroken" * 40,
        is_childs_voice=True,
    )
    yield Document(document_id="D1", person_id=AWKWARD_CHILD, document_type="court", title="statement" * 20)
    yield CinVisit(
        cin_visit_id="V2-3", person_id=AWKWARD_CHILD, visited_on=dt.date(2016, 3, 11), child_seen=True
    )  # corrects a visit of the small record by a day


def main() -> None:
    """Make the store, sign the director in, serve."""
    make_store()
    from sightline.ledger.actions import record
    from sightline.ledger.loading import load
    from tests.support import pages, site
    from tests.support.persona import Persona

    load(site.extract(), by="nightly", why="the first load")
    record(rows(), by="a test", why="what the small record lacks")
    handles = {name: site.handle(key) for name, key in pages.CHILDREN.items()}
    serve([Persona.DIRECTOR], handles)


if __name__ == "__main__":
    main()
