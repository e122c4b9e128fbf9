"""Themes of audits: which weakness is named how often, where, whether that changed, and whether it came back.

An audit names one main weakness. A theme is *found weak* by an audit that grades practice less than good and names it;
an audit that found practice good says nothing against it. So of all audits graded in a stretch of time a share found a
theme weak, with Wilson's 95% interval; two stretches differ where Newcombe's interval of the difference of their
shares leaves out nought (R. G. Newcombe, *Statistics in Medicine* 17, 1998, method 10: widely restated, the paper
itself was not seen). All else is our own reading, and the page says so. No Django here.
"""

from __future__ import annotations

import datetime as dt
import tomllib
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib import resources
from operator import attrgetter
from types import MappingProxyType

from sightline.inspection.agreement import wilson
from sightline.record.calendar import add_months
from sightline.record.codes import CODE_SETS

MONTHS = 12  # of the stretch that is compared with the one before
RETURNS_WITHIN = 12  # months after its actions were completed within which a theme comes back
FEWEST = 10  # audits in a stretch below which nothing is said of a change; our own rule
GOOD = frozenset({"outstanding", "good"})
DAY = attrgetter("on")


@dataclass(frozen=True, slots=True)
class Theme:
    """A theme: the questions of audits that are about it, the standards that show it in the record, what is asked of a
    file that is audited again for it."""

    code: str
    name: str
    prompts: tuple[str, ...]
    standards: tuple[str, ...]
    question: str


@cache
def themes() -> Mapping[str, Theme]:
    """Every theme of the record, in its order; ValueError for one without a question, or one that is no theme."""
    with (resources.files("sightline.improvement") / "themes.toml").open("rb") as file:
        raw = tomllib.load(file)
    names = CODE_SETS["audit_theme"].meanings
    if set(raw) != set(names):
        raise ValueError(f"themes.toml is of {sorted(raw)}, the record of {sorted(names)}")
    return MappingProxyType(
        {
            code: Theme(
                code, names[code], tuple(raw[code]["prompts"]), tuple(raw[code]["standards"]), raw[code]["question"]
            )
            for code in names
        }
    )


class From(StrEnum):
    """Which kind of audit said so."""

    RECORD = "audits on the record"
    MOCK = "mock inspections"
    RE_AUDIT = "re-audits"


@dataclass(frozen=True, slots=True)
class Finding:
    """What one audit of a file found. ``weak``: the themes it found weak. ``asked``: the themes it could have found so.

    ``team``: "" for none on record. ``auditor``: a worker's key, or ``account:`` and a number. ``stands_for_all``:
    whether its file was not chosen for what it might show. A file drawn for its risk, or read again where a weakness
    was found, says whether it is there, and nothing of how common it is.
    """

    on: dt.date
    team: str
    auditor: str
    weak: frozenset[str]
    asked: frozenset[str]
    source: From
    stands_for_all: bool = True

    @property
    def is_good(self) -> bool:
        """Whether it found nothing weak."""
        return not self.weak


@dataclass(frozen=True, slots=True)
class Share:
    """``found`` of ``of``, with its 95% interval; no interval of nothing."""

    found: int
    of: int

    @property
    def rate(self) -> float | None:
        """The share; None of nothing."""
        return self.found / self.of if self.of else None

    @property
    def interval(self) -> tuple[float, float] | None:
        """Wilson's 95% interval."""
        return wilson(self.found, self.of) if self.of else None

    @property
    def words(self) -> str:
        """*12 of 156 (8%, between 4% and 13%)*."""
        if self.interval is None:
            return "none was audited"
        low, high = self.interval
        return f"{self.found:,} of {self.of:,} ({self.found / self.of:.0%}, between {low:.0%} and {high:.0%})"


def added(shares: Iterable[Share]) -> Share:
    """Several shares as one of all."""
    found = list(shares)
    return Share(sum(each.found for each in found), sum(each.of for each in found))


class Change(StrEnum):
    """How a share stands to an earlier one, in the words of a page."""

    BETTER = "Getting better"
    WORSE = "Getting worse"
    SAME = "No change that chance would not make"
    TOO_FEW = "Too few audits to tell"


def change(before: Share, after: Share) -> Change:
    """Whether a share of weakness changed by more than chance would make it."""
    found = difference(before, after)
    if found is None or min(before.of, after.of) < FEWEST:
        return Change.TOO_FEW
    low, high = found
    return Change.WORSE if low > 0 else Change.BETTER if high < 0 else Change.SAME


def difference(before: Share, after: Share) -> tuple[float, float] | None:
    """Newcombe's 95% interval of the later share less the earlier; None where either is of nothing."""
    if not before.of or not after.of:
        return None
    first, second = wilson(before.found, before.of), wilson(after.found, after.of)
    earlier, later = before.found / before.of, after.found / after.of
    low = ((later - second[0]) ** 2 + (first[1] - earlier) ** 2) ** 0.5
    high = ((second[1] - later) ** 2 + (earlier - first[0]) ** 2) ** 0.5
    return later - earlier - low, later - earlier + high


@dataclass(frozen=True, slots=True)
class Acted:
    """An action on a theme. ``team``: that of the file whose audit led to it. ``completed_on`` None: not completed."""

    theme: str
    team: str
    raised_on: dt.date
    completed_on: dt.date | None
    owner: str
    found_by: str


@dataclass(frozen=True, slots=True)
class Return:
    """Whether a theme came back where it was acted on: ``again`` of ``of`` completed actions after which, within the
    months that are looked at, an audit of the same team found the theme weak again; ``audits`` were made then.

    Of actions whose team was not audited afterwards nothing is known, and they are not among ``of``.
    """

    again: int
    of: int
    unknown: int

    @property
    def words(self) -> str:
        """As it reads."""
        if not self.of:
            return (
                "No team was audited again after its action was completed" if self.unknown else "Nothing was completed"
            )
        return f"Came back after {self.again:,} of {self.of:,} actions completed"


@dataclass(frozen=True, slots=True)
class TeamShare:
    """A team's share of audits that found a theme weak. ``stands_out``: more than the council's, beyond chance."""

    team: str
    now: Share
    stands_out: bool


@dataclass(frozen=True, slots=True)
class Month:
    """A month by its last day."""

    on: dt.date
    share: Share


@dataclass(frozen=True, slots=True)
class ThemeFigures:
    """A theme as at a day: the last twelve months, the twelve before, month by month, team by team."""

    theme: Theme
    now: Share
    before: Share
    months: tuple[Month, ...]
    teams: tuple[TeamShare, ...]
    acted: int
    done: int
    returned: Return

    @property
    def change(self) -> Change:
        """Is it getting better?"""
        return change(self.before, self.now)

    @property
    def open_actions(self) -> int:
        """Actions raised in the two years that are not completed."""
        return self.acted - self.done


def figures(
    findings: Sequence[Finding], actions: Sequence[Acted], on: dt.date, *, team: str = "", months: int = 24
) -> list[ThemeFigures]:
    """Every theme as at ``on``, the weakest first; of one ``team``'s audits where it is given."""
    start = _back(on, 2 * MONTHS)
    middle = _back(on, MONTHS)
    seen = [each for each in findings if each.on <= on and (not team or each.team == team)]
    recent = [each for each in seen if each.on > start and each.stands_for_all]
    lately_audited = [each for each in recent if each.on > middle]
    after, before = Tally(lately_audited), Tally(each for each in recent if each.on <= middle)
    of_teams = {key: Tally(mine) for key, mine in by_team(lately_audited).items()}
    month_ends = ends_of_months(on, months)
    by_month = {end: Tally(mine) for end, mine in _by_month(seen, month_ends).items()}
    audited = by_team(seen)
    out = []
    for theme in themes().values():
        now = after.share(theme.code)
        mine = [each for each in actions if each.theme == theme.code and (not team or each.team == team)]
        lately = [each for each in mine if start < each.raised_on <= on]
        out.append(
            ThemeFigures(
                theme=theme,
                now=now,
                before=before.share(theme.code),
                months=tuple(Month(end, by_month[end].share(theme.code)) for end in month_ends),
                teams=_of_teams(of_teams, theme.code, now),
                acted=len(lately),
                done=sum(each.completed_on is not None and each.completed_on <= on for each in lately),
                returned=returned(mine, audited, on),
            )
        )
    return sorted(out, key=lambda each: (-(each.now.rate or 0), each.theme.name))


class Tally:
    """Audits counted once, for the share of every theme: few sets of themes are asked about, so they count as one."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self._asked: Counter[frozenset[str]] = Counter()
        self._weak: Counter[str] = Counter()
        for each in findings:
            self._asked[each.asked] += 1
            self._weak.update(each.weak & each.asked)

    def share(self, theme: str) -> Share:
        """Of the audits that asked about a theme, those that found it weak."""
        return Share(self._weak[theme], sum(number for asked, number in self._asked.items() if theme in asked))


def share(findings: Iterable[Finding], theme: str) -> Share:
    """Of the audits that asked about a theme, those that found it weak."""
    return Tally(findings).share(theme)


def by_team(findings: Iterable[Finding]) -> dict[str, list[Finding]]:
    """Audits by the team they were of, in order of day."""
    out: dict[str, list[Finding]] = {}
    for each in sorted(findings, key=DAY):
        out.setdefault(each.team, []).append(each)
    return out


def returned(actions: Iterable[Acted], audits: Mapping[str, Sequence[Finding]], on: dt.date) -> Return:
    """Whether a theme came back where it was acted on, of actions completed in the two years before ``on``.

    ``audits``: by team, in order of day.
    """
    again = of = unknown = 0
    since = _back(on, 2 * MONTHS)
    for action in actions:
        done = action.completed_on
        if done is None or not since < done <= on:
            continue
        until = min(add_months(done, RETURNS_WITHIN) or on, on)
        mine = audits.get(action.team, ())
        within = mine[bisect_right(mine, done, key=DAY) : bisect_right(mine, until, key=DAY)]
        later = [each for each in within if action.theme in each.asked]
        if not later:
            unknown += 1
            continue
        of += 1
        again += any(action.theme in each.weak for each in later)
    return Return(again, of, unknown)


def ends_of_months(on: dt.date, months: int) -> list[dt.date]:
    """The last days of the ``months`` whole months before ``on``, the latest last."""
    first = on.replace(day=1)
    ends = []
    for _ in range(months):
        first = first - dt.timedelta(days=1)
        ends.append(first)
        first = first.replace(day=1)
    return ends[::-1]


def _by_month(findings: Iterable[Finding], ends: Sequence[dt.date]) -> dict[dt.date, list[Finding]]:
    of_month = {(each.year, each.month): each for each in ends}
    out: dict[dt.date, list[Finding]] = {each: [] for each in ends}
    for each in findings:
        if not each.stands_for_all:
            continue
        end = of_month.get((each.on.year, each.on.month))
        if end is not None:
            out[end].append(each)
    return out


def _of_teams(tallies: Mapping[str, Tally], theme: str, council: Share) -> tuple[TeamShare, ...]:
    out = []
    for team, tally in tallies.items():
        own = tally.share(theme)
        if own.of:
            interval = own.interval or (0.0, 1.0)
            out.append(TeamShare(team, own, own.found >= 2 and interval[0] > (council.rate or 0.0)))
    return tuple(sorted(out, key=lambda each: (-(each.now.rate or 0), -each.now.of, each.team)))


def _back(day: dt.date, months: int) -> dt.date:
    return add_months(day, -months) or dt.date.min
