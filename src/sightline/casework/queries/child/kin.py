"""Whom the record links with a child: six queries, however many they are, and nothing of anybody decided yet.

The record holds who is in one family, who is whose mother, and who lived where; not who anybody's father is, nor how
those of one family are related.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from sightline.casework.queries.child.reading import holds, rows
from sightline.casework.queries.child.versions import known_values
from sightline.ledger.children import ChildRecord
from sightline.record.tables.addresses import Address
from sightline.record.tables.families import FamilyMember
from sightline.record.tables.people import Person


@dataclass(frozen=True, slots=True)
class Lived:
    """Where somebody lived and when. ``at``: the address and its postcode, so that two may be compared."""

    at: tuple[str, str]
    started_on: dt.date | None
    ended_on: dt.date | None

    @property
    def is_whole(self) -> bool:
        """Whether more than the postcode is known: several homes share one."""
        return bool(self.at[0])


@dataclass(frozen=True, slots=True)
class Standing:
    """A service that somebody had over a time, in words."""

    words: str
    started_on: dt.date | None
    ended_on: dt.date | None


@dataclass(frozen=True, slots=True)
class Kin:
    """Everyone linked with a child by family, mother or home, by their keys; ``people`` has the child too."""

    person_id: str
    people: Mapping[str, Person]
    family: frozenset[str] = frozenset()
    mothers: frozenset[tuple[str, str]] = frozenset()  # mother, child
    lived: Mapping[str, tuple[Lived, ...]] = field(default_factory=dict)
    standings: Mapping[str, tuple[Standing, ...]] = field(default_factory=dict)

    @property
    def others(self) -> list[str]:
        """Everyone but the child."""
        return [each for each in self.people if each != self.person_id]


IN_CARE = "Looked after"
STANDINGS = (  # gravest first
    ("cla_episodes", "started_on", "ceased_on", IN_CARE),
    ("cp_plans", "started_on", "ended_on", "Child protection plan"),
    ("cin_episodes", "referred_on", "closed_on", "Case open"),
)


def kin_of(record: ChildRecord) -> Kin:
    """Whom the record links with a child, as it was known when ``record`` was."""
    me, through = record.person_id, record.through
    families = {each.family_id for each in rows(record, FamilyMember) if each.family_id}
    of_families = known_values("families", ("person_id",), through, any_of={"family_id": families})
    family = {person for (person,) in of_families if person} - {me}
    addresses = rows(record, Address)
    homes = _homes(addresses)
    lived: dict[str, list[Lived]] = {me: homes}
    near = {"person_id": family, "postcode": _spellings(addresses)}
    columns = ("person_id", "address_json", "postcode", "started_on", "ended_on")
    for person, parts, postcode, started_on, ended_on in known_values("addresses", columns, through, any_of=near):
        if person and person != me:
            lived.setdefault(person, []).append(Lived(_at(parts, postcode), started_on, ended_on))
    whole = {each.at for each in homes if each.is_whole}
    together = {person for person, found in lived.items() if any(each.at in whole for each in found)}
    linked = family | together | {me}
    of_mothers = {"child_person_id": linked, "person_id": {me}}
    pairs = known_values("mothers", ("person_id", "child_person_id"), through, any_of=of_mothers)
    mothers = {(mother, child) for mother, child in pairs if mother and child}
    linked |= {each for pair in mothers for each in pair}
    people = {each.person_id: each for each in _people(linked, through)}
    return Kin(
        me,
        people,
        frozenset(family),
        frozenset(mothers),
        {person: tuple(found) for person, found in lived.items() if person in linked},
        _standings(linked - {me}, through),
    )


def _homes(found: Iterable[Address]) -> list[Lived]:
    return [Lived(_at(each.address_json, each.postcode), each.started_on, each.ended_on) for each in found]


def _spellings(found: Iterable[Address]) -> set[str]:
    """The postcodes of the homes known by more than that, with and without the space."""
    whole = [each.postcode for each in found if each.postcode and each.address_json]
    bare = {each.replace(" ", "").upper() for each in whole}
    return {*whole, *bare, *(f"{each[:-3]} {each[-3:]}" for each in bare)}


def _at(parts: str | None, postcode: str | None) -> tuple[str, str]:
    return " ".join((parts or "").upper().split()), (postcode or "").replace(" ", "").upper()


def _people(keys: Iterable[str], through: int) -> list[Person]:
    columns = ("person_id", "forename", "surname", "sex", "gender", "born_on", "expected_birth_on", "died_on")
    found = known_values("people", columns, through, any_of={"person_id": set(keys)})
    return [Person(**dict(zip(columns, values, strict=True))) for values in found]


def _standings(keys: set[str], through: int) -> dict[str, tuple[Standing, ...]]:
    out: dict[str, list[Standing]] = {}
    for table, starts, ends, words in STANDINGS:
        refusal = ("no_further_action",) if table == "cin_episodes" else ()
        found = known_values(table, ("person_id", starts, ends, *refusal), through, any_of={"person_id": keys})
        for person, started_on, ended_on, *refused in found:
            if True not in refused:
                out.setdefault(person, []).append(Standing(words, started_on, ended_on))
    return {person: tuple(each) for person, each in out.items()}


def share_home(kin: Kin, other: str, day: dt.date) -> bool:
    """Whether the child and ``other`` lived in one home on ``day``. A postcode alone is taken for one home only within
    the family or between a mother and her child: neighbours share it too."""
    mine = {each.at for each in kin.lived.get(kin.person_id, ()) if holds(day, each.started_on, each.ended_on)}
    theirs = {each.at for each in kin.lived.get(other, ()) if holds(day, each.started_on, each.ended_on)}
    is_near = other in kin.family or {(other, kin.person_id), (kin.person_id, other)} & kin.mothers
    return any(at[1] and (at[0] or is_near) for at in mine & theirs)
