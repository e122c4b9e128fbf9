"""By what act each row of a child's record became known: who wrote it here, or from what source it was loaded."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from sightline.access.models import Account
from sightline.casework.signing import account_number
from sightline.ledger.models import Transaction
from sightline.ledger.writing import CASEWORK
from sightline.web.clock import LONDON


@dataclass(frozen=True, slots=True)
class Writing:
    """One act of writing. ``by`` names who wrote it here; "" for what a load wrote."""

    at: dt.datetime
    source: str
    by: str
    why: str

    @property
    def is_here(self) -> bool:
        """Whether somebody wrote it here, rather than a load."""
        return self.source == CASEWORK

    @property
    def on(self) -> dt.date:
        """The day, in England."""
        return self.at.astimezone(LONDON).date()


@dataclass(frozen=True, slots=True)
class Writings:
    """The acts of writing behind a record, by their number."""

    acts: Mapping[int, Writing] = field(default_factory=dict)

    def here(self, number: int) -> Writing | None:
        """The act, if it was somebody writing here."""
        found = self.acts.get(number)
        return found if found is not None and found.is_here else None

    @property
    def sources(self) -> list[tuple[str, dt.datetime]]:
        """What was loaded from where, and when the latest of it became known; latest first."""
        latest: dict[str, dt.datetime] = {}
        for each in self.acts.values():
            if not each.is_here:
                latest[each.source] = max(each.at, latest.get(each.source, each.at))
        return sorted(latest.items(), key=lambda each: each[1], reverse=True)


def writings_of(numbers: Iterable[int]) -> Writings:
    """The acts of these numbers: two queries."""
    found = list(
        Transaction.objects.filter(number__in=set(numbers)).values_list("number", "recorded_at", "source", "by", "why")
    )
    accounts = {number for each in found if (number := account_number(each[3])) is not None}
    names = dict(Account.objects.filter(pk__in=accounts).values_list("pk", "name"))
    return Writings(
        {
            number: Writing(at, source, names.get(account_number(by) or 0, "") if source == CASEWORK else "", why)
            for number, at, source, by, why in found
        }
    )
