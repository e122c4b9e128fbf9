"""What one transaction wrote, in a form that can be digested: JSON with sorted keys, kept beside the transaction."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass

from sightline.ledger.digests import digest_of

BEFORE_THE_FIRST = "0" * 64  # what the first transaction is chained to


@dataclass(frozen=True, slots=True)
class Opened:
    """The versions a transaction opened of one table: ``count`` of them from number ``first``, and their digest."""

    table: str
    first: int
    count: int
    digest: str


@dataclass(frozen=True, slots=True)
class Listed:
    """How many closures (or absences) a transaction wrote, and their digest."""

    count: int
    digest: str


@dataclass(frozen=True, slots=True)
class Contents:
    """All a transaction wrote. ``supplied``: what the source can hold at all, by table, where an extract was loaded."""

    opened: tuple[Opened, ...]
    closed: Listed
    absences: Listed
    supplied: Mapping[str, Sequence[str]] | None = None

    def as_text(self) -> str:
        """As kept and digested."""
        return json.dumps(asdict(self), sort_keys=True, separators=(",", ":"), ensure_ascii=True)

    @classmethod
    def from_text(cls, text: str) -> Contents:
        """As read back; ValueError, KeyError or TypeError if it is not what :meth:`as_text` writes."""
        found = json.loads(text)
        return cls(
            tuple(Opened(**each) for each in found["opened"]),
            Listed(**found["closed"]),
            Listed(**found["absences"]),
            found["supplied"],
        )


def chained(previous: str, number: int, recorded_at: str, by: str, why: str, source: str, contents: str) -> str:
    """The digest of a transaction; ``recorded_at`` as ISO 8601 in UTC with microseconds."""
    return digest_of([previous, *(json.dumps(part) for part in (number, recorded_at, by, why, source, contents))])
