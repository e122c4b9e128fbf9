"""The child's story across every part of the record, latest first: what matters, or everything."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from sightline.casework.queries.child.corrections import Corrections, Former
from sightline.casework.queries.child.reading import Reading, in_words, mid_sentence, said
from sightline.casework.queries.child.story import GROUPED, TELLING, WRITTEN_WORDS
from sightline.findings.chronology import SUFFIXES, Told
from sightline.record.schema import Row, Table
from sightline.record.tables import TABLES
from sightline.standards.sentences import table_in_words
from sightline.web.templatetags.wording import counted, day_month

BY_TABLE: Mapping[str, tuple[Told, ...]] = {
    name: tuple(told for told in TELLING if told.table == name)
    for name in dict.fromkeys(told.table for told in TELLING)
}
ORDER = {told: place for place, told in enumerate(TELLING)}
SIGNIFICANT, ALL = "significant", "all"


@dataclass(frozen=True, slots=True)
class Entry:
    """Something on one day. ``part``: which table of the record says so, in words, "" to leave it at the kind.

    ``written``: who wrote it here and when, "" for what was loaded. ``corrected``: what it said before. ``first_on``:
    the first day of a line that stands for many.
    """

    on: dt.date
    kind: str
    words: str
    part: str
    detail: str = ""
    written: str = ""
    corrected: tuple[str, ...] = ()
    is_withdrawn: bool = False
    first_on: dt.date | None = None
    order: int = 0  # of a day: what ends comes after what begins, as the story is told

    @property
    def days(self) -> str:
        """The day, or the first and the last, without the year."""
        return f"{day_month(self.first_on)} to {day_month(self.on)}" if self.first_on else day_month(self.on)

    @property
    def aside(self) -> str:
        """From which part of the record, and who wrote it here."""
        part = f"{self.kind}: {mid_sentence(self.part)}" if self.part else self.kind
        return f"{part}; written here by {self.written}" if self.written else part

    @property
    def is_plain(self) -> bool:
        """Whether there is no more to it than its words."""
        return not (self.detail or self.corrected or self.is_withdrawn)


@dataclass(frozen=True, slots=True)
class Year:
    """A year of the chronology."""

    year: int
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Chronology:
    """The story. ``left_out``: routine entries that are not shown; ``undated``: rows that say what but not when."""

    years: tuple[Year, ...]
    shown: str
    left_out: int
    undated: int

    @property
    def is_empty(self) -> bool:
        """Whether the record tells nothing."""
        return not self.years


@dataclass(frozen=True, slots=True)
class _Fact:
    """A date of a row that the story tells, before it is put in words: most are only counted."""

    on: dt.date
    told: Told
    table: Table
    fields: Mapping[str, Any]
    transaction: int
    corrected: tuple[str, ...]

    @property
    def is_grouped(self) -> bool:
        """Whether it is one of many alike, and says nothing that the others do not."""
        return self.table.name in GROUPED

    @property
    def is_left_out(self) -> bool:
        """Whether it is routine; what was corrected is not."""
        return self.told.is_routine and not self.is_grouped and not self.corrected


def chronology_of(
    reading: Reading, corrections: Corrections, withdrawn: Sequence[Former], *, shown: str = SIGNIFICANT
) -> Chronology:
    """What the record says happened up to the day."""
    facts, undated = _facts(reading, corrections)
    entries = [entry for each in withdrawn for entry in _withdrawn(reading, each)]
    left_out = 0
    if shown == ALL:
        entries += [_entry(reading, each, part=_part(each.table)) for each in facts]
    else:
        entries += [_entry(reading, each) for each in facts if not each.is_grouped and not each.is_left_out]
        entries += _grouped([each for each in facts if each.is_grouped])
        left_out = sum(each.is_left_out for each in facts)
    entries.sort(key=lambda each: (each.on, each.order, each.words), reverse=True)
    years = groupby(entries, key=lambda each: each.on.year)
    return Chronology(tuple(Year(year, tuple(each)) for year, each in years), shown, left_out, undated)


def _facts(reading: Reading, corrections: Corrections) -> tuple[list[_Fact], int]:
    """Every date up to the day that the story tells, and how many rows have none of their dates."""
    found: list[_Fact] = []
    undated = 0
    for name, tellings in BY_TABLE.items():
        table = TABLES[name]
        for kept in reading.record.of(name):
            fields = _fields(table, kept.row)
            corrected = corrections.get((name, str(fields[table.key.name])), ())
            undated += all(fields[told.on] is None for told in tellings)
            for told in tellings:
                on = fields[told.on]
                if on is not None and on <= reading.as_at and told.where(fields):
                    found.append(_Fact(on, told, table, fields, kept.transaction, corrected))
                    corrected = ()  # said once, beside the first date of the row
    return found, undated


def _entry(reading: Reading, fact: _Fact, *, part: str = "") -> Entry:
    told, table, fields = fact.told, fact.table, fact.fields
    column = WRITTEN_WORDS.get(table.name)
    act = reading.writings.here(fact.transaction)
    return Entry(
        on=fact.on,
        kind=told.kind,
        words=_told(reading, told, table, fields),
        part=part,
        detail=str(fields[column] or "").strip() if column else "",
        written=f"{act.by or 'somebody'}, {in_words(act.on)}" if act else "",
        corrected=fact.corrected,
        order=ORDER[told],
    )


def _told(reading: Reading, told: Told, table: Table, fields: Mapping[str, Any]) -> str:
    words = told.words.format_map(_Words(reading, table, fields))
    return words + (SUFFIXES[table.name](fields) if table.name in SUFFIXES else "")


def _withdrawn(reading: Reading, former: Former) -> Iterator[Entry]:
    table = TABLES[former.table]
    fields = _fields(table, former.row)
    act = reading.writings.acts.get(former.closed_in)
    for told in TELLING:
        on = fields.get(told.on)
        if told.table == former.table and on is not None and on <= reading.as_at and told.where(fields):
            words = _told(reading, told, table, fields)
            gone = f"Recorded in error and withdrawn{f' on {in_words(act.on)}' if act else ''}"
            why = f"{gone}{f' by {act.by}' if act and act.by else ''}{f': {act.why}' if act and act.why else ''}"
            yield Entry(on, told.kind, words, _part(table), detail=why, is_withdrawn=True)
            return


def _grouped(facts: Sequence[_Fact]) -> Iterator[Entry]:
    """One line a year for each kind of visit or meeting, on its last day."""
    groups: dict[tuple[int, str], list[_Fact]] = {}
    for each in facts:
        groups.setdefault((each.on.year, each.table.name), []).append(each)
    for (_, name), alike in groups.items():
        days = sorted(each.on for each in alike)
        words = counted(len(alike), GROUPED[name])
        seen = [each.fields for each in alike if each.fields.get("child_seen") is True]
        if any(each.fields.get("child_seen") is not None for each in alike):
            words += f": the child was seen at {len(seen)}"
        if seen:
            words += f", alone at {sum(fields.get('child_seen_alone') is True for fields in seen)}"
        corrected = tuple(words for each in alike for words in each.corrected)
        first = days[0] if days[0] < days[-1] else None
        told = alike[0].told
        yield Entry(days[-1], told.kind, words, "", corrected=corrected, first_on=first)


def _part(table: Table) -> str:
    words = table_in_words(table.name)
    return words[0].upper() + words[1:]


def _fields(table: Table, row: Row) -> dict[str, Any]:
    return {column.name: getattr(row, column.name) for column in table.columns}


class _Words(dict[str, str]):
    """A row's columns as words: a code as its meaning, a worker's key as the name."""

    def __init__(self, reading: Reading, table: Table, fields: Mapping[str, Any]) -> None:
        super().__init__()
        self._reading, self._table, self._fields = reading, table, fields

    def __missing__(self, column: str) -> str:
        value = self._fields[column]
        if column == "professional_id":
            return self._reading.staff.name(value)
        return said(self._table, column, value)
