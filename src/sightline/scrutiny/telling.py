"""The telling gap: for each failing, when the record showed it and when each tier was told, in days.

Needs no Django. What counts as telling is Sightline's own choice, said in :data:`COUNTS_AS` beside every figure: the
record seldom holds what was said in a room, so a day here is the earliest on which a tier can have known.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from sightline.improvement.inquiries import Tier
from sightline.inspection.standing.words import long_date
from sightline.wording import all_of

TIERS = (Tier.TEAM_MANAGER, Tier.HEAD, Tier.DIRECTOR, Tier.LEAD_MEMBER, Tier.COMMITTEE)
TOLD_OF = 5  # children of a failing before a manager knows of more than a case, and before a day tells of one child
NAMES = {
    Tier.TEAM_MANAGER: "Team manager",
    Tier.HEAD: "Head of service",
    Tier.DIRECTOR: "Director",
    Tier.LEAD_MEMBER: "Lead member",
    Tier.COMMITTEE: "Committee",
}
COUNTS_AS = {
    Tier.TEAM_MANAGER: "A report to team managers about it, or the day by which five children concerned had been "
    "discussed in supervision, decided on by a team manager, or held in a team manager’s own name.",
    Tier.HEAD: "A report to the head of service about it, or the day by which five children concerned had been decided "
    "on by a service manager or head of service, or held in their own name.",
    Tier.DIRECTOR: "A report to the director about it, or the day by which the director had decided on five children "
    "concerned.",
    Tier.LEAD_MEMBER: "A report to the lead member about it.",
    Tier.COMMITTEE: "A report to the committee about it.",
}


@dataclass(frozen=True, slots=True)
class Told:
    """When one tier was told of a failing. ``on`` None: not since it stood out, by the day the figures are about.

    ``days``: from the record's showing it to the telling, or to the day the figures are about where nobody was told.
    ``is_certain``: the record says that they were told of it; else a report on its subject reached them, or children
    concerned were before them, and this is the earliest day. ``asked_on``: the first day a challenge of theirs to such
    a report is minuted, None for none. ``last_before``: the last report about it to that tier before it stood out, None
    for none; only with none before it and none since was a tier never told. ``asked_before``: the same of the last
    challenge minuted before it stood out.
    """

    tier: Tier
    on: dt.date | None
    days: int
    is_certain: bool
    how: str
    asked_on: dt.date | None
    last_before: dt.date | None = None
    asked_before: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Gap:
    """One failing's telling gap. ``showed_on``: the first day it stood out in the record, looked at day by day.

    ``may_be_older``: that is the first day looked at. ``until``: the day the figures are about.
    """

    line: str
    title: str
    is_serious: bool
    showed_on: dt.date
    may_be_older: bool
    until: dt.date
    told: tuple[Told, ...]

    def of(self, tier: Tier) -> Told:
        """One tier's part."""
        return next(each for each in self.told if each.tier is tier)

    @property
    def untold(self) -> tuple[Told, ...]:
        """The tiers that were not told once it stood out, whether or not before."""
        return tuple(each for each in self.told if each.on is None)

    @property
    def never(self) -> tuple[Told, ...]:
        """Those of them that were not told before it stood out either."""
        return tuple(each for each in self.untold if each.last_before is None)

    @property
    def longest(self) -> int:
        """The most days that any tier went, or has gone, without being told."""
        return max(each.days for each in self.told)

    @property
    def asked(self) -> tuple[Told, ...]:
        """The tiers with a challenge minuted, who asked first leading."""
        return tuple(sorted((each for each in self.told if each.asked_on), key=lambda each: str(each.asked_on)))

    @property
    def told_on(self) -> dt.date | None:
        """The day on which any tier was first told of it once it stood out; None where none was."""
        return min((each.on for each in self.told if each.on), default=None)

    @property
    def asked_on(self) -> dt.date | None:
        """The day on which any tier first asked; None where none is minuted to have."""
        return min((each.asked_on for each in self.told if each.asked_on), default=None)

    @property
    def asked_before(self) -> dt.date | None:
        """The last day on which any tier asked before it stood out; None for none."""
        return max((each.asked_before for each in self.told if each.asked_before), default=None)

    def after(self, on: dt.date) -> int:
        """The days from the record's showing it to ``on``."""
        return (on - self.showed_on).days


def words_of(told: Told, until: dt.date) -> str:
    """In words, never a blank: *3 March 2015, 35 days after*, *never told by …*, *not told since, by …: last …*."""
    if told.on is None and told.last_before is not None:
        return f"not told since, by {long_date(until)}: {_last(told.last_before)}"
    if told.on is None:
        return f"never told by {long_date(until)}"
    return f"{long_date(told.on)}, {_after(told.days)}"


def showed_words(gap: Gap) -> str:
    """The day the record first showed a failing, in words."""
    return f"{'on or before ' if gap.may_be_older else ''}{long_date(gap.showed_on)}"


def told_first(gap: Gap) -> str:
    """Who was first told of a failing and when: *Director, 3 March 2015, 35 days after*; nobody, and until when."""
    on = gap.told_on
    if on is None:
        return f"nobody since, by {long_date(gap.until)}"
    return _who(gap, on, [each.tier for each in gap.told if each.on == on])


def asked_first(gap: Gap) -> str:
    """Who first asked about a failing and when, as :func:`told_first`; and when somebody last had before it showed."""
    on = gap.asked_on
    if on is not None:
        return _who(gap, on, [each.tier for each in gap.told if each.asked_on == on])
    before = gap.asked_before
    last = f"; last asked on {long_date(before)}, before it stood out" if before else ""
    return f"nobody is minuted to have since, by {long_date(gap.until)}{last}"


def in_rows(gaps: Iterable[Gap]) -> list[tuple[str, str, str, str]]:
    """Each failing: when the record first showed it, who was first told and when, who first asked and when."""
    return [(each.title, showed_words(each), told_first(each), asked_first(each)) for each in gaps]


def _who(gap: Gap, on: dt.date, tiers: Sequence[Tier]) -> str:
    names = [NAMES[tier] if place == 0 else NAMES[tier].lower() for place, tier in enumerate(tiers)]
    return f"{all_of(names)}, {long_date(on)}, {_after(gap.after(on))}"


def _last(on: dt.date) -> str:
    return f"last told on {long_date(on)}, before it stood out"


def by_weight(gaps: Iterable[Gap]) -> list[Gap]:
    """Those with most tiers not told first, serious ones before others, then those who waited longest."""
    return sorted(gaps, key=lambda each: (-len(each.untold), not each.is_serious, -each.longest, each.showed_on))


def in_short(gaps: Sequence[Gap]) -> str:
    """How often tiers were told, in two sentences; "" for no gap."""
    if not gaps:
        return ""
    until, untold = long_date(gaps[0].until), sum(len(gap.untold) for gap in gaps)
    never = sum(len(gap.never) for gap in gaps)
    opening = (
        f"One failing stands on {until}, to be told to {len(TIERS)} tiers"
        if len(gaps) == 1
        else f"{len(gaps)} failings stand on {until}, each to be told to {len(TIERS)} tiers: "
        f"{len(gaps) * len(TIERS)} tellings in all"
    )
    if not untold:
        return f"{opening}. None is missing since the record showed it."
    missing = f"{untold} {'is' if untold == 1 else 'are'} missing since the record showed the failing"
    if never == 0:
        rest = "though the tier was told before it stood out"
    elif never == untold:
        rest = "and the tier was never told before either"
    else:
        rest = f"and in {never} of those the tier was never told before either"
    return f"{opening}. {missing}, {rest}."


def short_sentence(gap: Gap) -> str:
    """Who was not told of a failing, in a sentence; "" where every tier was."""
    if not gap.untold:
        return ""
    shown = "by" if gap.may_be_older else "on"
    opening = f"{gap.title}: shown {shown} {long_date(gap.showed_on)}"
    if len(gap.never) == len(gap.told):
        return f"{opening}, and no tier was ever told ({gap.longest:,} days so far)."
    never = all_of([NAMES[each.tier].lower() for each in gap.never])
    since = all_of([NAMES[each.tier].lower() for each in gap.untold if each.last_before is not None])
    if len(gap.untold) == len(gap.told) and not gap.never:
        return f"{opening}, and no tier was told after that ({gap.longest:,} days so far)."
    parts = [f"never told: {never}"] if never else []
    parts += [f"not told since: {since}"] if since else []
    return f"{opening}; {'; '.join(parts)} ({max(each.days for each in gap.untold):,} days so far)."


def _after(days: int) -> str:
    return "the same day" if days == 0 else f"{days:,} {'day' if days == 1 else 'days'} after"


def columns() -> tuple[str, ...]:
    """What each row of :func:`cells` holds."""
    return (
        "Failing",
        "Serious",
        "The record showed it on",
        "On or before that day",
        "Tier",
        "Told on",
        "Days",
        "In words",
        "Told of it for certain",
        "What counts as telling here",
        "Challenge minuted on",
        "Days until the challenge",
        "Last told before it showed",
        "Last challenge before it showed",
        "First told of all tiers",
        "First asked of all tiers",
        "As at",
    )


def cells(gaps: Iterable[Gap]) -> Iterator[tuple[object, ...]]:
    """The telling gaps for a CSV, a row a failing and tier; never a blank for a tier that was not told."""
    for gap in gaps:
        for told in gap.told:
            yield (
                gap.title,
                _yes(gap.is_serious),
                gap.showed_on,
                _yes(gap.may_be_older),
                NAMES[told.tier],
                told.on or ("never" if told.last_before is None else "not since"),
                told.days,
                words_of(told, gap.until),
                _yes(told.is_certain),
                told.how or COUNTS_AS[told.tier],
                told.asked_on or "none",
                "none" if told.asked_on is None else gap.after(told.asked_on),
                told.last_before or "none",
                told.asked_before or "none",
                told_first(gap),
                asked_first(gap),
                gap.until,
            )


def _yes(so: bool) -> str:
    return "yes" if so else "no"
