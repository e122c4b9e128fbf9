"""Who the child is and where: the head of the page."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence
from dataclasses import dataclass

from sightline.casework.queries.child.corrections import Former
from sightline.casework.queries.child.reading import Reading, holds, in_words, meaning, mid_sentence
from sightline.record.tables.addresses import Address
from sightline.record.tables.cla_episodes import ClaEpisode
from sightline.record.tables.cla_placements import ClaPlacement
from sightline.record.tables.disabilities import Disability
from sightline.record.tables.immigration_statuses import ImmigrationStatus
from sightline.record.tables.legal_statuses import LegalStatus
from sightline.record.tables.linked_identifiers import LinkedIdentifier
from sightline.record.tables.people import Person
from sightline.record.tables.send_records import SendRecord

NAMELESS = "Name not recorded"
NO_DISABILITY = "NONE"
UNBORN = "0"  # of the codes for gender
WITH_PARENTS = "P1"  # a type of placement


@dataclass(frozen=True, slots=True)
class Who:
    """A person as a heading and a list say it. ``facts``: label and value, those that the record has."""

    name: str
    first_name: str
    age: str
    earlier_names: tuple[str, ...]
    facts: tuple[tuple[str, str], ...]
    identifiers: tuple[tuple[str, str], ...]
    is_born: bool


@dataclass(frozen=True, slots=True)
class Place:
    """Where a child lives. ``lines`` are the address; ``about`` what else matters of a placement."""

    kind: str
    since: dt.date | None
    lines: tuple[str, ...]
    about: tuple[str, ...] = ()
    is_out_of_area: bool = False


@dataclass(frozen=True, slots=True)
class Where:
    """The placement of a child in care, and the home; neither where the record has none."""

    placement: Place | None
    home: Place | None
    is_looked_after: bool
    is_away: bool = False  # from home, in care: placed with anybody but a parent


def whole_years(born_on: dt.date, day: dt.date) -> int:
    """How many years old somebody born on a day is; one born on 29 February turns a year older on 1 March."""
    return day.year - born_on.year - ((day.month, day.day) < (born_on.month, born_on.day))


def age_in_words(person: Person | None, day: dt.date) -> str:
    """How old the person is, or was at death, or why it cannot be said."""
    if person is None:
        return "Age not known"
    until = person.died_on if person.died_on is not None and person.died_on <= day else day
    died = f"Died on {in_words(until)}" if until is person.died_on else ""
    if person.born_on is None:
        due = person.expected_birth_on
        if due is None:
            return died or "Age not known"
        return f"Not yet born, expected on {in_words(due)}" + ("; no birth is recorded" if due < day else "")
    if person.born_on > day:
        return f"Not yet born on {in_words(day)}"
    years = whole_years(person.born_on, until)
    if years >= 2:
        old = f"{years} years old"
    else:
        months = (until.year - person.born_on.year) * 12 + until.month - person.born_on.month
        months -= until.day < person.born_on.day
        old = f"{months} months old" if months != 1 else "1 month old"
        if months == 0:
            days = (until - person.born_on).days
            old = f"{days} day{'' if days == 1 else 's'} old"
    return f"{died}, {old}" if died else old


def is_born(person: Person | None, day: dt.date) -> bool:
    """Whether the person is born by ``day``; one without any date is taken to be."""
    if person is None or (person.born_on is None and person.expected_birth_on is None):
        return True
    return person.born_on is not None and person.born_on <= day


def name_of(person: Person | None) -> str:
    """A person's name, or that there is none."""
    parts = [person.forename, person.surname] if person else []
    return " ".join(part.strip() for part in parts if part and part.strip()) or NAMELESS


def who_is(reading: Reading, former: Sequence[Former]) -> Who:
    """Who the child is, as the page's head says it."""
    found = reading.rows(Person)
    person = found[-1] if found else None
    name = name_of(person)
    earlier = [name_of(each.row) for each in former if isinstance(each.row, Person)]
    return Who(
        name=name,
        first_name=(person.forename or "").strip() or "this child" if person else "this child",
        age=age_in_words(person, reading.as_at),
        earlier_names=tuple(dict.fromkeys(each for each in earlier if each not in (name, NAMELESS))),
        facts=tuple((label, value) for label, value in _facts(reading, person) if value),
        identifiers=tuple(_identifiers(reading, person)),
        is_born=is_born(person, reading.as_at),
    )


def _facts(reading: Reading, person: Person | None) -> list[tuple[str, str]]:
    if person is None:
        return []
    gender = meaning("gender", person.gender if person.gender != UNBORN else None)
    sex = meaning("sex", person.sex)
    disabilities = [each.disability_code for each in reading.rows(Disability) if each.disability_code]
    real = sorted({meaning("disability", each) for each in disabilities if each != NO_DISABILITY})
    statuses = [
        meaning("immigration_status", each.immigration_status)
        for each in reading.rows(ImmigrationStatus)
        if holds(reading.as_at, each.started_on, each.ended_on)
    ]
    disabled = ", ".join([real[0], *map(mid_sentence, real[1:])]) if real else "None recorded"
    return [
        ("Born", _born(person)),
        ("Sex", sex if gender in ("", sex) else f"{sex or 'Not recorded'}; gender as the child gives it: {gender}"),
        ("Ethnicity", meaning("ethnicity", person.ethnicity) or "Not recorded"),
        ("Nationality", person.nationality or ""),
        ("Immigration status", ", ".join(statuses)),
        ("Disability", disabled if disabilities or not real else "None recorded"),
        ("Legal status", legal_status(reading)),
    ]


def _born(person: Person) -> str:
    if person.born_on is not None:
        return in_words(person.born_on)
    due = person.expected_birth_on
    return f"Expected on {in_words(due)}" if due else "Date of birth not recorded"


def legal_status(reading: Reading) -> str:
    """The legal statuses that hold, in words, with since when; "" when none does."""
    held = [each for each in reading.rows(LegalStatus) if holds(reading.as_at, each.started_on, each.ended_on)]
    return "; ".join(f"{legal_words(each.legal_status)} since {in_words(each.started_on)}" for each in held)


def legal_words(code: str | None) -> str:
    """A legal status in the words that practitioners use."""
    if code == "V2":
        return "Section 20 (accommodated by agreement)"
    return meaning("legal_status", code) or "Legal status not recorded"


def _identifiers(reading: Reading, person: Person | None) -> list[tuple[str, str]]:
    found = [("Lifelong identifier (such as the NHS number)", person.common_child_id)] if person else []
    found += [(each.type or "Identifier", each.value) for each in reading.rows(LinkedIdentifier)]
    found += [("Unique pupil number", each.upn) for each in reading.rows(SendRecord)]
    found += [("Key in an earlier system", person.legacy_id)] if person else []
    found.append(("Key in this record", reading.record.person_id))
    seen = dict.fromkeys((label[0].upper() + label[1:].lower().replace("nhs", "NHS"), value) for label, value in found)
    return [(label, value) for label, value in seen if value]


def where_is(reading: Reading) -> Where:
    """Where the child lives on the day."""
    day = reading.as_at
    in_care = any(holds(day, each.started_on, each.ceased_on) for each in reading.rows(ClaEpisode))
    placed = [each for each in reading.rows(ClaPlacement) if holds(day, each.started_on, each.ended_on)]
    placed.sort(key=lambda each: each.started_on or dt.date.min)
    homes = [each for each in reading.rows(Address) if holds(day, each.started_on, each.ended_on)]
    homes.sort(key=lambda each: each.started_on or dt.date.min)
    away = bool(placed and placed[-1].placement_type_code != WITH_PARENTS) or (in_care and not placed)
    return Where(_placement(placed[-1]) if placed else None, _home(homes[-1]) if homes else None, in_care, away)


def _placement(found: ClaPlacement) -> Place:
    about = [meaning("placement_provider", found.provider_code)]
    if found.distance_miles is not None:
        about.append(f"{found.distance_miles:.0f} miles from home")
    if found.is_long_term:
        about.append("meant for the long term")
    kind = meaning("placement_type", found.placement_type_code) or "Placement of a kind not recorded"
    lines = (found.postcode,) if found.postcode else ()
    return Place(kind, found.started_on, lines, tuple(filter(None, about)), found.is_out_of_area is True)


def _home(found: Address) -> Place:
    return Place(found.address_type or "Address", found.started_on, tuple(address_lines(found)))


def address_lines(found: Address) -> list[str]:
    """The lines of an address: its parts where they were given as JSON, whatever they are called, and the postcode."""
    lines: list[str] = []
    if found.address_json:
        try:
            parts = json.loads(found.address_json)
        except ValueError:
            parts = found.address_json
        values = parts.values() if isinstance(parts, dict) else parts if isinstance(parts, list) else [parts]
        lines = [str(each).strip() for each in values if isinstance(each, str | int) and str(each).strip()]
    if found.postcode and not any(_squeezed(found.postcode) == _squeezed(line) for line in lines):
        lines.append(found.postcode)
    return lines


def _squeezed(words: str) -> str:
    return words.replace(" ", "").upper()
