"""Obligations as columns of whole numbers: what is counted, with what the numbers stand for beside it.

Millions of obligations are counted and a few hundred shown, so nothing between a database and a count is text.
"""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

Numbers = npt.NDArray[np.int32]

NEVER = np.int32(10_000_000)  # a day later than any of the calendar: the record does not say
NOBODY = -1  # no team, or a name that is none of those asked about
DATES = ("since", "due", "done_on", "ended_on")
THREADS = 2


@dataclass(frozen=True, slots=True)
class Numbered:
    """Obligations in columns, one position an obligation.

    ``standard``, ``subject`` and ``team`` are places in ``codes``, ``subjects`` and ``teams``, :data:`NOBODY` for none
    of them. Days are numbered from 1 January 1970, :data:`NEVER` where the record does not say.
    """

    codes: pa.Array
    subjects: pa.Array
    teams: pa.Array
    standard: Numbers
    subject: Numbers
    team: Numbers
    since: Numbers
    due: Numbers
    done_on: Numbers
    ended_on: Numbers


def numbered(obligations: pa.Table) -> Numbered:
    """Obligations by name, with the ``team`` of each (all null where no team is known), as numbers.

    Costs little where texts are dictionary-encoded.
    """
    standard, codes = _encoded(obligations["standard"])
    subject, subjects = _encoded(obligations["subject"])
    team, teams = _encoded(obligations["team"])
    nameless = np.append(pc.equal(teams, "").to_numpy(zero_copy_only=False).astype(bool), False)  # -1: the last
    days = days_of(obligations, DATES)
    return Numbered(codes, subjects, teams, standard, subject, np.where(nameless[team], NOBODY, team), *days)


def days_of(rows: pa.Table, columns: Sequence[str]) -> list[Numbers]:
    """Columns of dates, or of their numbers, as numbers with :data:`NEVER` for nulls."""

    def one(name: str) -> Numbers:
        days = np.empty(rows.num_rows, dtype=np.int32)
        place = 0
        for chunk in rows[name].chunks:  # a chunk at a time, which stays near the processor
            part = pc.fill_null(chunk.cast(pa.int32()), int(NEVER)) if chunk.null_count else chunk.cast(pa.int32())
            days[place : place + len(chunk)] = part.to_numpy(zero_copy_only=False)
            place += len(chunk)
        return days

    with ThreadPoolExecutor(THREADS) as pool:
        return list(pool.map(one, columns))


def _encoded(column: pa.ChunkedArray) -> tuple[Numbers, pa.Array]:
    """Texts as numbers, and what each number stands for."""
    if pa.types.is_null(column.type):
        column = column.cast(pa.string())
    if not pa.types.is_dictionary(column.type):
        column = column.dictionary_encode()
    encoded = column.unify_dictionaries().combine_chunks()
    if isinstance(encoded, pa.ChunkedArray):  # no rows at all
        encoded = pa.array([], column.type) if encoded.num_chunks == 0 else encoded.chunk(0)
    places = pc.fill_null(encoded.indices, NOBODY).to_numpy(zero_copy_only=False)
    return np.asarray(places, dtype=np.int32), encoded.dictionary.cast(pa.string())
