"""Writing notes on a child's file, and correcting them: the earlier words always stay on the record."""

from __future__ import annotations

from dataclasses import replace

from django.db import transaction

from sightline.access import actions as access
from sightline.access.children import Child
from sightline.access.models import Account, Doing
from sightline.casework.actions import drafts
from sightline.casework.actions.drafts import Place, Seen
from sightline.casework.signing import signed
from sightline.ledger.actions import record
from sightline.record.tables.case_notes import CaseNote


@transaction.atomic
def write_note(*, child: Child, note: CaseNote, place: Place, seen: Seen, by: Account) -> None:
    """Put a new note on the record and take its draft away; Conflict if its key is on the record already."""
    written = replace(note, person_id=child.person_id, professional_id=by.professional_id)
    record([written], by=signed(by), why="Case note", expect={("case_notes", note.case_note_id): None})
    drafts.use(place=place, seen=seen, by=by)
    access.log(by=by, doing=Doing.CHANGED, page="case note", person_id=child.person_id, why=child.right)


@transaction.atomic
def correct_note(*, child: Child, note: CaseNote, why: str, place: Place, seen: Seen, by: Account) -> None:
    """Put a corrected note in the place of what it said, with the reason; Conflict if it was changed meanwhile.

    ``note`` keeps the author it had: whoever corrects it is named by the ledger.
    """
    written = replace(note, person_id=child.person_id)
    record([written], by=signed(by), why=why, expect={("case_notes", note.case_note_id): place.version})
    drafts.use(place=place, seen=seen, by=by)
    access.log(by=by, doing=Doing.CHANGED, page="case note", person_id=child.person_id, why=child.right)
