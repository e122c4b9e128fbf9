"""Everything that a child's page shows, read in a number of queries that does not grow with the record."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from sightline.access.children import NOBODY, Child, Visible
from sightline.casework.queries.child.asked import PageAsked
from sightline.casework.queries.child.chronology import BY_TABLE, Chronology, chronology_of
from sightline.casework.queries.child.corrections import (
    Corrections,
    corrections_of,
    former_rows,
    numbers_of,
    withdrawn_rows,
)
from sightline.casework.queries.child.due import Due, due_to, kept_obligations, past_obligations
from sightline.casework.queries.child.family import Family, family_of, linked_of, shown_of
from sightline.casework.queries.child.genogram import genogram
from sightline.casework.queries.child.kin import kin_of
from sightline.casework.queries.child.papers import Paper, papers_of
from sightline.casework.queries.child.reading import Reading
from sightline.casework.queries.child.responsible import Responsible, responsible_for
from sightline.casework.queries.child.staff import staff_of
from sightline.casework.queries.child.status import Status, status_of
from sightline.casework.queries.child.voice import Voice, voice_of
from sightline.casework.queries.child.who import Where, Who, where_is, who_is
from sightline.casework.queries.child.workers import Involvements, involvements_of
from sightline.casework.queries.child.written import writings_of
from sightline.ledger import owed
from sightline.ledger.absent import MissedAtLoad, missed_of
from sightline.ledger.children import ChildRecord, child_record
from sightline.record.tables import TABLES
from sightline.standards.sentences import table_in_words

Handles = Callable[[Sequence[str], Sequence[str]], Mapping[str, str]]


class ShownAmong(Protocol):
    """Which of some people the reader may be shown: :func:`sightline.access.children.visible`, asked of few."""

    def __call__(self, *, among: Collection[str]) -> Visible:
        """Asks it of ``among``."""
        ...


@dataclass(frozen=True, slots=True)
class ChildPage:
    """A child's page. ``corrected``: of who the child is; ``otherwise_corrected``: of what the story leaves out.
    ``missed``: rows that a source sends no more. ``is_empty``: the record held nothing of the child yet when it was
    known."""

    asked: PageAsked
    voice: Voice
    who: Who
    where: Where
    responsible: Responsible
    status: Status
    due: Due
    chronology: Chronology
    family: Family
    at_home: Family
    drawing: str
    papers: tuple[Paper, ...]
    involvements: Involvements
    corrected: tuple[str, ...]
    otherwise_corrected: tuple[str, ...]
    sources: tuple[tuple[str, dt.datetime], ...]
    missed: tuple[MissedAtLoad, ...]
    is_empty: bool


def child_page(opened: Child, asked: PageAsked, shown_among: ShownAmong, handles_of: Handles) -> ChildPage:
    """The page of a child whom the reader has opened.

    ``shown_among``: whom the reader may be shown of those linked with the child. ``handles_of`` is given those about to
    be named and those about to be linked to, writes the first to the access log, and answers with handles for all.
    """
    record = child_record(opened.person_id, asked.known_at)
    former = former_rows(record)
    opened_in = {kept.transaction for each in record.rows.values() for kept in each}
    reading = Reading(record, asked.as_at, staff_of(record), writings_of(opened_in | numbers_of(former)))
    kin = kin_of(record)
    visible = shown_among(among=kin.others) if kin.others else NOBODY
    handles = handles_of(shown_of(kin, visible), linked_of(kin, visible))
    responsible, where = responsible_for(reading), where_is(reading)
    then = where if asked.family_on == asked.as_at else where_is(replace(reading, as_at=asked.family_on))
    family = family_of(kin, visible, handles, asked.family_on, is_away=then.is_away)
    corrections = corrections_of(record, former, reading.writings)
    return ChildPage(
        asked=asked,
        voice=voice_of(reading),
        who=who_is(reading, former),
        where=where,
        responsible=responsible,
        status=status_of(reading, responsible, where),
        due=_due(opened.person_id, asked),
        chronology=chronology_of(reading, corrections, withdrawn_rows(record, former), shown=asked.shown),
        family=family,
        at_home=family if asked.family_on == asked.as_at else family_of(kin, visible, handles, asked.as_at),
        drawing=genogram(family),
        papers=papers_of(reading),
        involvements=involvements_of(reading),
        corrected=tuple(words for (table, _), each in corrections.items() if table == "people" for words in each),
        otherwise_corrected=tuple(_untold(corrections)),
        sources=tuple(reading.writings.sources),
        missed=tuple(_missed(record)),
        is_empty=not record.rows,
    )


def _missed(record: ChildRecord) -> list[MissedAtLoad]:
    keys = {
        name: {str(getattr(each.row, TABLES[name].key.name)) for each in kept} for name, kept in record.rows.items()
    }
    return missed_of(keys, record.through)


def _untold(corrections: Corrections) -> Iterator[str]:
    """Corrections of the parts of the record that neither the head of the page nor the chronology tells."""
    for (table, _), each in corrections.items():
        if table not in BY_TABLE and table != "people":
            part = table_in_words(table)
            yield from (f"{part[0].upper()}{part[1:]}. {words}" for words in each)


def _due(person_id: str, asked: PageAsked) -> Due:
    """What is kept as owed serves today; any other day is worked out from what was known."""
    if asked.is_past:
        found = past_obligations(person_id, asked.known_at)
        return due_to(person_id, found, asked.as_at, standards=owed.standards())
    found = kept_obligations(person_id)
    return due_to(person_id, found, asked.as_at, standards=owed.standards(), is_current=owed.is_current())
