"""The week's unusual access: what a manager of information governance should ask about, each in a sentence.

Unusual is not wrong. Nothing here accuses: each sentence says what was done, and somebody asks.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.db.models import Count, QuerySet

from sightline.access.children import Right
from sightline.access.models import AccessEntry, Account, Doing, OwnFamily
from sightline.ledger.queries import current
from sightline.web.clock import LONDON

WEEK = dt.timedelta(days=7)
HABIT_WEEKS = 8  # earlier weeks that say what is usual for somebody
FAR_BEYOND = 3  # times one's usual week
AT_LEAST = 20  # children in the week, below which nothing is far beyond
DAY_BEGINS, DAY_ENDS = 7, 20  # hours of a weekday that are not out of hours


class Kind(StrEnum):
    """Why access is unusual."""

    BEYOND = "beyond their reach"
    SURNAME = "same surname"
    COLLEAGUE = "a colleague's family"
    HOURS = "out of hours"
    VOLUME = "far more than usual"


@dataclass(frozen=True, slots=True)
class Unusual:
    """One thing to ask somebody about. ``children``: how many it concerns."""

    account: Account
    kind: Kind
    children: int
    sentence: str


@dataclass(frozen=True, slots=True)
class _Opened:
    at: dt.datetime
    person_id: str
    why: str


def unusual_access(until: dt.datetime, *, hidden: Collection[str] = ()) -> list[Unusual]:
    """What was unusual in the week to ``until``, by account. ``hidden``: children left out of every sentence."""
    week = _opened(until - WEEK, until, hidden)
    habits = _habits(until - WEEK, hidden)
    accounts = Account.objects.in_bulk(week)
    children = {each.person_id for found in week.values() for each in found}
    surnames = dict(current("people").filter(person_id__in=children).values_list("person_id", "surname"))
    families: dict[str, set[int]] = defaultdict(set)
    for person_id, declarer in OwnFamily.objects.filter(person_id__in=children).values_list("person_id", "account"):
        families[person_id].add(declarer)
    out: list[Unusual] = []
    for key, opened in week.items():
        account = accounts[key]
        out += _of(account, opened, habits.get(key, 0.0), surnames, families)
    return sorted(out, key=lambda each: (each.account.name, each.account.pk, each.kind))


def _opened(since: dt.datetime, until: dt.datetime, hidden: Collection[str]) -> dict[int, list[_Opened]]:
    found = _entries(since, until)
    out: dict[int, list[_Opened]] = defaultdict(list)
    for account, at, person_id, why in found.order_by("at", "pk").values_list("account", "at", "person_id", "why"):
        if person_id is not None and account is not None and person_id not in hidden:
            out[account].append(_Opened(at, person_id, why))
    return out


def _entries(since: dt.datetime, until: dt.datetime) -> QuerySet[AccessEntry]:
    return AccessEntry.objects.filter(
        doing=Doing.OPENED.value, at__gt=since, at__lte=until, account__isnull=False, person_id__isnull=False
    )


def _of(
    account: Account,
    opened: Sequence[_Opened],
    usual: float,
    surnames: dict[str, str | None],
    families: dict[str, set[int]],
) -> Iterator[Unusual]:
    def said(kind: Kind, children: Collection[str], words: str) -> Iterator[Unusual]:
        if children:
            number = len(children)
            counted = "1 child" if number == 1 else f"{number} children"
            yield Unusual(account, kind, number, words.format(children=counted))

    everyone = {each.person_id for each in opened}
    beyond = {each.person_id for each in opened if each.why in (Right.REASON, Right.GLASS)}
    yield from said(Kind.BEYOND, beyond, "Opened {children} neither allocated to them nor of their team.")
    surname = account.name.split()[-1].casefold() if account.name.split() else ""
    named = {each for each in everyone if surname and (surnames.get(each) or "").casefold() == surname}
    yield from said(Kind.SURNAME, named, "Opened {children} of the same surname as their own.")
    kin = {each for each in everyone if families.get(each, set()) - {account.pk}}
    yield from said(Kind.COLLEAGUE, kin, "Opened {children} whom a colleague has declared to be of their own family.")
    late = {each.person_id for each in opened if is_out_of_hours(each.at)}
    words = f"Opened {{children}} at a weekend, before {DAY_BEGINS} in the morning or after {DAY_ENDS - 12} at night."
    yield from said(Kind.HOURS, late, words)
    if len(everyone) >= AT_LEAST and len(everyone) > FAR_BEYOND * usual:
        words = f"Opened {{children}} in the week; in the {HABIT_WEEKS} weeks before, {usual:.0f} a week."
        yield from said(Kind.VOLUME, everyone, words)


def is_out_of_hours(at: dt.datetime) -> bool:
    """Whether an instant is at a weekend, or outside seven in the morning to eight at night, in England."""
    here = at.astimezone(LONDON)
    return here.weekday() >= 5 or not DAY_BEGINS <= here.hour < DAY_ENDS


def _habits(until: dt.datetime, hidden: Collection[str]) -> dict[int, float]:
    """Children each account opened in a week, on average over the weeks before ``until``; one query a week."""
    total: dict[int, int] = defaultdict(int)
    for week in range(HABIT_WEEKS):
        opened = _entries(until - WEEK * (week + 1), until - WEEK * week).exclude(person_id__in=hidden)
        counted = opened.values_list("account").annotate(children=Count("person_id", distinct=True))
        for account, children in counted.order_by("account"):
            total[account] += children
    return {account: number / HABIT_WEEKS for account, number in total.items()}
