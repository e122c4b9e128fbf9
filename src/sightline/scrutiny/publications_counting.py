"""Whom the pack counts: children of the service on a day, by what they need, age, ethnicity and district.

Needs no Django. Each child is in exactly one finest crossing, so that everything told adds up and can be checked.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from sightline.inspection.standing.population import standing_on
from sightline.scrutiny.disclosure import Dimension, Population, Table
from sightline.sources.extract import Extract

IN_NEED, PROTECTED, LOOKED_AFTER = "In need, without a protection plan", "On a child protection plan", "Looked after"
NEEDS = (IN_NEED, PROTECTED, LOOKED_AFTER)
# The bands in which the Department for Education publishes children in need (Characteristics of children in need).
AGES = ((1, "Under 1"), (5, "1 to 4"), (10, "5 to 9"), (16, "10 to 15"), (18, "16 and 17"))
OLDER, AGE_UNKNOWN = "18 and over", "Not born or age not recorded"
ETHNIC = {"W": "White", "M": "Mixed", "A": "Asian", "C": "Asian", "B": "Black", "O": "Other"}
ETHNICITY_UNKNOWN = "Not recorded"
NO_DISTRICT, OTHER_DISTRICTS = "No address recorded", "Other districts"
DISTRICTS = 6  # named, those with most children; the rest are told together
OUTWARD = re.compile(r"^([A-Z]{1,2}[0-9][0-9A-Z]?)[0-9][A-Z]{2}$")
TITLES = {"need": "Need", "age": "Age", "ethnicity": "Ethnicity", "district": "Postcode district"}


@dataclass(frozen=True, slots=True)
class Told:
    """A table of the pack: its name, which never changes, its title, and by what."""

    name: str
    title: str
    by: tuple[str, ...]


TABLES = (
    Told("children-by-age", "Children by need and age", ("need", "age")),
    Told("children-by-ethnicity", "Children by need and ethnicity", ("need", "ethnicity")),
    Told("children-by-district", "Children by need and postcode district", ("need", "district")),
    Told("children-by-age-and-ethnicity", "Children by age and ethnicity", ("age", "ethnicity")),
)


@dataclass(frozen=True, slots=True)
class Who:
    """One child on the day; ``district`` is the outward part of the postcode of their home, "" for none."""

    need: str
    age: str
    ethnicity: str
    district: str


def children_on(extract: Extract, day: dt.date) -> list[Who]:
    """Every child of the service on ``day``, each once, by the most that the council does for them."""
    needs: dict[str, str] = {}
    spans = (
        ("cin_episodes", "referred_on", "closed_on", IN_NEED),
        ("cp_plans", "started_on", "ended_on", PROTECTED),
        ("cla_episodes", "started_on", "ceased_on", LOOKED_AFTER),
    )
    for name, starts, ends, need in spans:  # in order: whoever is looked after as well is counted as looked after
        rows = extract.tables[name]
        keep = pc.invert(pc.fill_null(rows["no_further_action"], False)) if name == "cin_episodes" else None
        found = standing_on(rows, starts, ends, day, keep)["person_id"]
        needs.update(dict.fromkeys((key for key in found.to_pylist() if key), need))
    people = _of(extract.tables["people"], "person_id", needs)
    born = dict(zip(people["person_id"].to_pylist(), people["born_on"].to_pylist(), strict=True))
    ethnicity = dict(zip(people["person_id"].to_pylist(), people["ethnicity"].to_pylist(), strict=True))
    homes = standing_on(_of(extract.tables["addresses"], "person_id", needs), "started_on", "ended_on", day)
    homes = homes.sort_by([("started_on", "ascending"), ("address_id", "ascending")])
    lives = dict(zip(homes["person_id"].to_pylist(), homes["postcode"].to_pylist(), strict=True))
    return [
        Who(need, _band(born.get(key), day), _ethnic(ethnicity.get(key)), district(lives.get(key)))
        for key, need in sorted(needs.items())
    ]


def districts_of(children: Sequence[Who]) -> tuple[str, ...]:
    """The districts that are named: those with most children, in order of name."""
    counts = Counter(each.district for each in children if each.district)
    most = sorted(counts.items(), key=lambda each: (-each[1], each[0]))[:DISTRICTS]
    return tuple(sorted(name for name, _ in most))


def tables_of(children: Sequence[Who], day: dt.date, districts: Sequence[str]) -> list[Table]:
    """The tables of the pack, all of one population. ``districts``: those that are named."""
    dimensions = dimensions_of(districts)
    named = frozenset(districts)
    rows = (
        (
            each.need,
            each.age,
            each.ethnicity,
            each.district if each.district in named else OTHER_DISTRICTS if each.district else NO_DISTRICT,
        )
        for each in children
    )
    population = Population.of(f"children of the service on {day}", dimensions, rows)
    return [Table(each.name, population, each.by) for each in TABLES]


def dimensions_of(districts: Sequence[str]) -> tuple[Dimension, ...]:
    """By what the pack divides children. That *all* of a group are looked after is not told."""
    return (
        Dimension("need", NEEDS, is_sensitive=True),
        Dimension("age", (*(name for _, name in AGES), OLDER, AGE_UNKNOWN)),
        Dimension("ethnicity", (*dict.fromkeys(ETHNIC.values()), ETHNICITY_UNKNOWN)),
        Dimension("district", (*districts, OTHER_DISTRICTS, NO_DISTRICT)),
    )


def counted(table: Table) -> Mapping[tuple[str, ...], int]:
    """The true count of each cell."""
    return {where: table.count(where) for where in table.cells()}


def district(postcode: str | None) -> str:
    """The outward part of a postcode, "" for none or for what is no postcode."""
    found = OUTWARD.match("".join((postcode or "").upper().split()))
    return found[1] if found else ""


def _of(rows: pa.Table, column: str, keys: Mapping[str, str]) -> pa.Table:
    return rows.filter(pc.is_in(rows[column], value_set=pa.array(sorted(keys), pa.string())))


def _band(born: dt.date | None, day: dt.date) -> str:
    if born is None or born > day:
        return AGE_UNKNOWN
    years = day.year - born.year - ((day.month, day.day) < (born.month, born.day))
    return next((name for below, name in AGES if years < below), OLDER)


def _ethnic(code: str | None) -> str:
    if not code or code in {"REFU", "NOBT"}:
        return ETHNICITY_UNKNOWN
    return ETHNIC.get(code[0], ETHNICITY_UNKNOWN)
