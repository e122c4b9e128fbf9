"""How far a record reaches, and whether a day asked about lies beyond it.

A record that stops tells nothing of the time after it: every duty then falls due, and nobody is seen to do it. An open
case alone asks for a visit every six weeks and a supervision every month, so a council whose record holds no row for a
quarter of a year has not stopped working; its extract has ended. Of a later day nothing is indicated.
"""

from __future__ import annotations

import datetime as dt

import pyarrow as pa
import pyarrow.compute as pc

from sightline.inspection.standing.words import long_date
from sightline.record.calendar import LAST_WORKING_YEAR
from sightline.record.schema import Kind
from sightline.record.tables import TABLES
from sightline.sources.extract import Extract

LONGEST_GAP_DAYS = 92  # three months: the longest of any three together
# Dates on which something is to happen, recorded before it does; every other date says that something has.
AHEAD = frozenset({"due_on", "target_on", "expected_birth_on", "expected_to_end_on", "follow_up_due_on", "valid_to_on"})


def newest_row_on(extract: Extract, as_at: dt.date) -> dt.date | None:
    """The latest day, up to ``as_at``, on which the record says anything happened; None where it never does."""
    newest: dt.date | None = None
    for name, table in TABLES.items():
        for column in table.columns:
            if column.kind is not Kind.DATE or column.name in AHEAD:
                continue
            days = extract.tables[name][column.name]
            latest = pc.max(days).as_py()
            if latest is not None and latest > as_at and (newest is None or newest < as_at):
                latest = pc.max(days.filter(pc.less_equal(days, pa.scalar(as_at)))).as_py()
            if latest is not None and latest <= as_at and (newest is None or latest > newest):
                newest = latest
    return newest


def beyond(newest: dt.date | None, as_at: dt.date) -> str | None:
    """Why nothing can be indicated on ``as_at``, as a sentence; None if it can, or if there is no row to go by."""
    if as_at.year > LAST_WORKING_YEAR:
        return (
            f"Nothing is indicated on {long_date(as_at)}: bank holidays are known to the end of {LAST_WORKING_YEAR}, "
            "and working days cannot be counted after it."
        )
    if newest is None or (as_at - newest).days <= LONGEST_GAP_DAYS:
        return None
    return (
        f"Nothing is indicated on {long_date(as_at)}: the newest row of this source is of {long_date(newest)}, "
        f"{(as_at - newest).days:,} days before, so what was done since cannot be seen; inspect as at a day the source "
        "reaches."
    )
