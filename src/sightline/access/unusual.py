"""The week's unusual access: what a manager of information governance should ask about, each in a sentence.

Unusual is not wrong. Nothing here accuses: each sentence says what was done, and somebody asks.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.db.models import Count, Q, QuerySet, Sum

from sightline.access.children import Right
from sightline.access.models import AccessEntry, Account, Doing, OwnFamily
from sightline.ledger.queries import current
from sightline.web.clock import LONDON

WEEK = dt.timedelta(days=7)
HABIT_WEEKS = 8  # earlier weeks that say what is usual for somebody
FAR_BEYOND = 3  # times one's usual week
AT_LEAST = 20  # children opened in the week, below which nothing is far beyond
AT_LEAST_OF = {Doing.SEARCHED: 50, Doing.EXPORTED: 50}  # searches, and rows of children in files, likewise
DAY_BEGINS, DAY_ENDS = 7, 20  # hours of a weekday that are not out of hours


class Kind(StrEnum):
    """Why access is unusual."""

    BEYOND = "beyond their reach"
    SURNAME = "same surname"
    COLLEAGUE = "a colleague's family"
    HOURS = "out of hours"
    VOLUME = "far more than usual"
    SEARCHES = "far more searches than usual"
    EXPORTS = "far more taken away than usual"


@dataclass(frozen=True, slots=True)
class Unusual:
    """One thing to ask somebody about. ``count``: how many children, searches or rows of files it concerns."""

    account: Account
    kind: Kind
    count: int
    sentence: str


@dataclass(frozen=True, slots=True)
class Span:
    """The seven days to ``until``. ``monday``: the first of them, None unless they are a week of the calendar."""

    until: dt.datetime
    monday: dt.date | None = None

    @property
    def since(self) -> dt.datetime:
        """Where they begin."""
        return self.until - WEEK


@dataclass(frozen=True, slots=True)
class _Opened:
    at: dt.datetime
    person_id: str
    why: str


def mondays(now: dt.datetime) -> list[dt.date]:
    """The Monday of each whole week of the log, the last first. One query."""
    first = AccessEntry.objects.order_by("at").values_list("at", flat=True).first()
    monday, out = _monday(now) - WEEK, []
    while first is not None and monday >= _monday(first):
        out.append(monday)
        monday -= WEEK
    return out


def week_of(monday: dt.date) -> Span:
    """The week from ``monday`` on, from midnight to midnight in England."""
    return Span(dt.datetime.combine(monday + WEEK, dt.time(), LONDON), monday)


def _monday(at: dt.datetime) -> dt.date:
    day = at.astimezone(LONDON).date()
    return day - dt.timedelta(days=day.weekday())


def unusual_access(until: dt.datetime, *, hidden: Collection[str] = ()) -> list[Unusual]:
    """What was unusual in the week to ``until``, by account; at most seven queries.

    ``hidden``: children left out of every sentence, but not out of the number of rows that a file had.
    """
    week, counted = _opened(until - WEEK, until, hidden), _counted(until - WEEK, until)
    children = {key: {each.person_id for each in found} for key, found in week.items()}
    habits = _habits(until - WEEK, hidden, [key for key, found in children.items() if len(found) >= AT_LEAST])
    many = {key: number for key, number in counted.items() if number >= AT_LEAST_OF[key[1]]}
    usual = _counted(until - WEEK * (HABIT_WEEKS + 1), until - WEEK, {account for account, _ in many})
    accounts = Account.objects.in_bulk(week.keys() | {account for account, _ in many})
    everyone = set().union(*children.values())
    surnames = dict(current("people").filter(person_id__in=everyone).values_list("person_id", "surname"))
    families: dict[str, set[int]] = defaultdict(set)
    for person_id, declarer in OwnFamily.objects.filter(person_id__in=everyone).values_list("person_id", "account"):
        families[person_id].add(declarer)
    out: list[Unusual] = []
    for key, opened in week.items():
        out += _of(accounts[key], opened, habits.get(key, 0.0), surnames, families)
    for (account, doing), number in many.items():
        out += _too_many(accounts[account], doing, number, usual.get((account, doing), 0) / HABIT_WEEKS)
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


def _habits(until: dt.datetime, hidden: Collection[str], accounts: Collection[int]) -> dict[int, float]:
    """Children each of ``accounts`` opened in a week, on average over the weeks before ``until``. One query at most.

    It is asked only of those who opened many: counting everybody's is most of what the page would take.
    """
    of_week = {
        f"week_{week}": Count(
            "person_id", distinct=True, filter=Q(at__gt=until - WEEK * (week + 1), at__lte=until - WEEK * week)
        )
        for week in range(HABIT_WEEKS)
    }
    opened = _entries(until - WEEK * HABIT_WEEKS, until).filter(account__in=accounts).exclude(person_id__in=hidden)
    counted = opened.order_by().values_list("account").annotate(**of_week)
    return {account: sum(weeks) / HABIT_WEEKS for account, *weeks in counted}


def _counted(
    since: dt.datetime, until: dt.datetime, accounts: Collection[int] | None = None
) -> dict[tuple[int, Doing], int]:
    """Searches, and rows of children in files, by account (None: every account's). One query."""
    found = AccessEntry.objects.filter(
        doing__in=[each.value for each in AT_LEAST_OF], at__gt=since, at__lte=until, account__isnull=False
    )
    if accounts is not None:
        found = found.filter(account__in=accounts)
    counted = found.order_by().values_list("account", "doing").annotate(times=Count("pk"), rows=Sum("shown_count"))
    return {
        (account, Doing(doing)): rows if doing == Doing.EXPORTED else times for account, doing, times, rows in counted
    }


def _too_many(account: Account, doing: Doing, number: int, usual: float) -> Iterator[Unusual]:
    if number <= FAR_BEYOND * usual:
        return
    before = f"in the {HABIT_WEEKS} weeks before, {usual:.0f} a week."
    if doing is Doing.SEARCHED:
        yield Unusual(account, Kind.SEARCHES, number, f"Searched {number} times in the week; {before}")
    else:
        words = f"Took away files with {number} rows of children in the week; {before}"
        yield Unusual(account, Kind.EXPORTS, number, words)
