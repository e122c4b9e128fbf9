"""A person's membership of a family as the case system groups them."""

from __future__ import annotations

from dataclasses import dataclass

from sightline.record.schema import Row, identifier, key, link, table


@table("families", ssd="ssd_family")
@dataclass(frozen=True, slots=True, kw_only=True)
class FamilyMember(Row):
    """A person's membership of a family as the case system groups them."""

    family_member_id: str = key("Stable key of the row", ssd="fami_table_id")
    person_id: str | None = link("people", "The child", ssd="fami_person_id")
    family_id: str | None = identifier(
        "The family",
        ssd="fami_family_id",
    )
