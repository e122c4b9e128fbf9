"""A child's record made of rows, read as the child's page reads it, without a store."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from itertools import count

from sightline.casework.queries.child.reading import TABLE_OF, Reading
from sightline.casework.queries.child.staff import HeldPost, Staff, StaffMember, StaffTeam
from sightline.casework.queries.child.written import Writing, Writings
from sightline.ledger.children import ChildRecord, Kept
from sightline.record.schema import Row

AS_AT = dt.date(2016, 11, 14)
LOADED, HERE = 1, 2  # transactions
STAFF = Staff(
    members={
        "W1": StaffMember("W1", "Sam Worker", "Social worker"),
        "W2": StaffMember("W2", "Mel Manager", "Team manager"),
        "W3": StaffMember("W3", "Pat Worker", "Social worker"),
    },
    teams={
        "T1": StaffTeam("T1", "North Team", "help-and-protection"),
        "T2": StaffTeam("T2", "0-25 Team", "disability-0-25"),
    },
    posts=(
        HeldPost("W1", "T1", False, dt.date(2013, 1, 7), None),
        HeldPost("W2", "T1", True, dt.date(2013, 1, 7), None),
        HeldPost("W3", "T1", True, dt.date(2010, 1, 4), dt.date(2012, 1, 4)),
    ),
)
WRITINGS = Writings(
    {
        LOADED: Writing(dt.datetime(2016, 11, 1, 2, tzinfo=dt.UTC), "case system", "", "nightly load"),
        HERE: Writing(dt.datetime(2016, 11, 10, 23, 30, tzinfo=dt.UTC), "casework", "Ali Auditor", "Read the file"),
    }
)
Read = Callable[..., Reading]


def record_of(rows: list[Row], transaction: int = LOADED) -> ChildRecord:
    """The rows as a child's record."""
    numbers = count(1)
    found: dict[str, tuple[Kept, ...]] = {}
    for row in rows:
        name = TABLE_OF[type(row)].name
        found[name] = (*found.get(name, ()), Kept(row, next(numbers), transaction))
    return ChildRecord("C1", found, transaction)
