"""The family and household on a day, as far as the reader may see: the rest is only that there is a link."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from sightline.access.children import Visible
from sightline.casework.queries.child.kin import IN_CARE, Kin, share_home
from sightline.casework.queries.child.reading import holds
from sightline.casework.queries.child.who import age_in_words, name_of
from sightline.record.tables.people import Person


class Relation(StrEnum):
    """What the record says that somebody is to the child; the value is what the page says."""

    SELF = "This child"
    MOTHER = "Mother"
    CHILD = "Child of this child"
    SIBLING = "Brother or sister: same mother"
    FAMILY = "Recorded in the same family"
    HOME = "Lives or lived at the same address"


class Sex(StrEnum):
    """As a genogram draws it."""

    MALE = "male"
    FEMALE = "female"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Relative:
    """Somebody linked with the child. One who may not be opened has a relation and no more: no name, age or standing.

    ``handle``: to open them by; "" for the child itself. ``at_home``: whether they lived at the child's home then.
    """

    relation: Relation
    name: str
    age: str
    sex: Sex
    standing: str
    at_home: bool
    has_died: bool
    may_open: bool
    handle: str
    person_id: str


@dataclass(frozen=True, slots=True)
class Family:
    """The family on a day: the child first, then the mother, brothers and sisters, and the rest.

    ``is_away``: the child was in care away from home that day, so that those at home were at the family's.
    """

    on: dt.date
    relatives: tuple[Relative, ...]
    is_away: bool = False

    @property
    def child(self) -> Relative:
        """The child itself."""
        return self.relatives[0]

    @property
    def others(self) -> tuple[Relative, ...]:
        """Everyone else whom the reader may see, or see a link with."""
        return self.relatives[1:]

    @property
    def household(self) -> tuple[Relative, ...]:
        """Those at the child's home on the day."""
        return tuple(each for each in self.others if each.at_home)

    @property
    def household_in_words(self) -> str:
        """Who they are; those who may not be opened are counted."""
        named = [f"{each.name} ({each.age})" for each in self.household if each.may_open]
        hidden = sum(not each.may_open for each in self.household)
        if hidden:
            named.append(f"{hidden} {'other ' if named else ''}{'person' if hidden == 1 else 'people'}")
        return ", ".join(named)


def shown_of(kin: Kin, visible: Visible) -> list[str]:
    """Whom the page will name, apart from the child."""
    return visible.only(each for each in kin.others if _is_there(kin, each))


def linked_of(kin: Kin, visible: Visible) -> list[str]:
    """Everyone whom the page admits to be there, named or not: never one restricted from the reader."""
    return [each for each in kin.others if each not in visible.hidden]


def family_of(kin: Kin, visible: Visible, handles: Mapping[str, str], on: dt.date, *, is_away: bool = False) -> Family:
    """The family on a day. Those restricted from the reader are not there; those beyond reach are a link only."""
    me = kin.people.get(kin.person_id) or Person(person_id=kin.person_id)
    found = [_relative(kin, each, visible, handles, on) for each in linked_of(kin, visible) if _was_born(kin, each, on)]
    order = list(Relation)
    found.sort(key=lambda each: (order.index(each.relation), *_eldest_first(kin, each)))
    itself = Relative(
        Relation.SELF,
        name_of(me),
        age_in_words(me, on),
        _sex(me),
        "",
        not is_away,
        _has_died(me, on),
        True,
        "",
        me.person_id,
    )
    return Family(on, (itself, *found), is_away)


def _relative(kin: Kin, key: str, visible: Visible, handles: Mapping[str, str], on: dt.date) -> Relative:
    relation, handle = _relation(kin, key), handles.get(key, "")
    standing = _standing(kin, key, on)
    at_home = share_home(kin, key, on) and standing != IN_CARE  # whoever is in care is placed, not at home
    if key not in visible:
        return Relative(relation, "Not shown", "", Sex.UNKNOWN, "", at_home, False, False, handle, key)
    person = kin.people[key]
    return Relative(
        relation,
        name_of(person),
        age_in_words(person, on),
        _sex(person),
        standing,
        at_home,
        _has_died(person, on),
        True,
        handle,
        key,
    )


def _relation(kin: Kin, key: str) -> Relation:
    me = kin.person_id
    if (key, me) in kin.mothers:
        return Relation.MOTHER
    if (me, key) in kin.mothers:
        return Relation.CHILD
    if set(_mothers(kin, key)) & set(_mothers(kin, me)):
        return Relation.SIBLING
    return Relation.FAMILY if key in kin.family else Relation.HOME


def _mothers(kin: Kin, child: str) -> Iterator[str]:
    return (mother for mother, each in kin.mothers if each == child)


def _standing(kin: Kin, key: str, on: dt.date) -> str:
    held = [each.words for each in kin.standings.get(key, ()) if holds(on, each.started_on, each.ended_on)]
    return held[0] if held else "No open case"


def _is_there(kin: Kin, key: str) -> bool:
    return key in kin.people


def _was_born(kin: Kin, key: str, on: dt.date) -> bool:
    """Somebody born later was in no family on the day."""
    born_on = kin.people[key].born_on
    return born_on is None or born_on <= on


def _has_died(person: Person, on: dt.date) -> bool:
    return person.died_on is not None and person.died_on <= on


def _sex(person: Person) -> Sex:
    return {"1": Sex.MALE, "2": Sex.FEMALE}.get(person.sex or "", Sex.UNKNOWN)


def _eldest_first(kin: Kin, each: Relative) -> tuple[bool, dt.date, str]:
    """Those who may not be named come last, in no order that tells their age."""
    if not each.may_open:
        return True, dt.date.max, each.handle
    return False, kin.people[each.person_id].born_on or dt.date.max, each.name
