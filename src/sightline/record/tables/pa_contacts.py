"""A contact between a personal adviser and a young person."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sightline.record.schema import Row, day, flag, key, link, table


@table("pa_contacts")
@dataclass(frozen=True, slots=True, kw_only=True)
class PaContact(Row):
    """A contact between a personal adviser and a young person."""

    pa_contact_id: str = key("Key of the contact")
    person_id: str | None = link("people", "The child")
    professional_id: str | None = link("professionals", "The worker")
    contacted_on: dt.date | None = day("Day of the contact")
    is_in_person: bool | None = flag("Whether face to face")
