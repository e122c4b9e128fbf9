"""When a weakness that was acted on is closed: when a re-audit after the last action shows it gone, and not before.

How a loop stands follows from three things: the actions on it, the files of its re-audits, and what audits find
afterwards. A file of a re-audit counts when it was read after the last action was completed and by somebody who neither
found the weakness nor owns an action on it. Once enough files count, the share found good is held against the aim: at
least the aim closes it, less reopens it. Its interval is always stated, since twenty files say little of the
hundred-and-first. Closed, it is watched: where audits afterwards find so few good that even the upper end of the
interval is below the aim, it is open again. The rules are our own. No Django and no today here.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from sightline.improvement.themes import Share

FEWEST = 10  # files: fewer may not be asked for
WATCHED = 10  # audits after closing before they can reopen a loop


class LoopState(StrEnum):
    """How a loop stands, in the words of a page."""

    REOPENED = "Reopened: the re-audit found it still weak"
    RETURNED = "Reopened: audits since find it weak again"
    NO_ACTION = "Nothing done about it yet"
    ACTING = "Being acted on"
    WAITS = "Acted on: waits for a re-audit"
    UNDER_WAY = "Being audited again"
    CLOSED = "Closed by re-audit"
    SET_ASIDE = "Set aside"

    @property
    def is_open(self) -> bool:
        """Whether the loop is still to be closed."""
        return self not in (LoopState.CLOSED, LoopState.SET_ASIDE)


@dataclass(frozen=True, slots=True)
class LoopAction:
    """Something done about it. ``owner``: a worker's key or ``account:`` and a number, "" where nobody is named."""

    raised_on: dt.date
    completed_on: dt.date | None
    owner: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class FileFound:
    """A file of a re-audit: when it was read, by whom, and whether the theme was good in it."""

    on: dt.date
    auditor: str
    is_good: bool


@dataclass(frozen=True, slots=True)
class ReAudit:
    """A re-audit with the files read so far."""

    number: int
    due_on: dt.date
    files: tuple[FileFound, ...]


@dataclass(frozen=True, slots=True)
class Result:
    """What a re-audit found. ``not_counted``: files read before the last action was completed, or by somebody who was
    part of it. ``passes`` None: not enough files yet.
    """

    re_audit: ReAudit
    good: Share
    not_counted: int
    on: dt.date | None
    passes: bool | None

    @property
    def words(self) -> str:
        """What it found, with its interval."""
        return f"{self.good.words} good" if self.good.of else "no file that counts was read"


@dataclass(frozen=True, slots=True)
class LoopStands:
    """How a loop stands on a day. ``since``: the day it came to stand so. ``age``: days it has been open, or was.

    ``last_done``: when its last action was completed, None while one is not. ``sure``: of a closed one, whether even
    the lower end of the interval reaches the aim.
    """

    state: LoopState
    since: dt.date
    age: int
    last_done: dt.date | None
    results: tuple[Result, ...]
    sure: bool
    words: str


def stands(
    *,
    opened_on: dt.date,
    aim: int,
    files: int,
    actions: Sequence[LoopAction],
    re_audits: Iterable[ReAudit],
    found_by: frozenset[str],
    later: Sequence[FileFound] = (),
    set_aside_on: dt.date | None = None,
    on: dt.date,
) -> LoopStands:
    """How a loop stands on the day ``on``.

    ``aim``: the share to be found good, in hundredths; ``files``: how many at least. ``found_by``: whose audits found
    the weakness. ``later``: what audits other than the re-audits found of the theme, whenever.
    """
    known = sorted((each for each in actions if each.raised_on <= on), key=lambda each: each.raised_on)
    done = [each.completed_on for each in known if each.completed_on is not None and each.completed_on <= on]
    barred = found_by | {each.owner for each in known if each.owner}
    results = []
    for each in re_audits:
        # a re-audit is held against the actions there were when it was read, so that a later one does not undo it
        upto = max((file.on for file in each.files if file.on <= on), default=on)
        before = [action for action in known if action.raised_on <= upto]
        results.append(_result(each, before, barred, aim, files, on))
    results.sort(key=lambda each: (each.on or dt.date.max, each.re_audit.number))
    last_done = max(done) if known and len(done) == len(known) else None
    state, since, sure = _state(opened_on, aim, known, last_done, results, later, on)
    if set_aside_on is not None and set_aside_on <= on:
        state, since = LoopState.SET_ASIDE, set_aside_on
    until = on if state.is_open else since
    words = _words(state, len(known) - len(done), last_done, results, aim, files, on)
    return LoopStands(state, since, (until - opened_on).days, last_done, tuple(results), sure, words)


def _result(
    re_audit: ReAudit, actions: Sequence[LoopAction], barred: frozenset[str], aim: int, files: int, on: dt.date
) -> Result:
    read = [each for each in re_audit.files if each.on <= on]
    open_then = not actions or any(each.completed_on is None for each in actions)
    last = None if open_then else max(each.completed_on for each in actions if each.completed_on)
    counts = [each for each in read if last is not None and each.on > last and each.auditor not in barred]
    good = Share(sum(each.is_good for each in counts), len(counts))
    if good.of < files:
        return Result(re_audit, good, len(read) - len(counts), None, None)
    passes = 100 * good.found >= aim * good.of
    return Result(re_audit, good, len(read) - len(counts), max(each.on for each in counts), passes)


def _state(
    opened_on: dt.date,
    aim: int,
    actions: Sequence[LoopAction],
    last_done: dt.date | None,
    results: Sequence[Result],
    later: Sequence[FileFound],
    on: dt.date,
) -> tuple[LoopState, dt.date, bool]:
    if not actions:
        return LoopState.NO_ACTION, opened_on, False
    ended = [each for each in results if each.passes is not None and each.on is not None]
    latest = ended[-1] if ended else None
    newer = [each for each in actions if latest is not None and latest.on is not None and each.raised_on > latest.on]
    if latest is not None and latest.on is not None and not newer:
        if not latest.passes:
            return LoopState.REOPENED, latest.on, False
        since = [each for each in later if latest.on < each.on <= on]
        watched = Share(sum(each.is_good for each in since), len(since))
        if watched.of >= WATCHED and watched.interval is not None and 100 * watched.interval[1] < aim:
            return LoopState.RETURNED, max(each.on for each in since), False
        low = latest.good.interval[0] if latest.good.interval else 0.0
        return LoopState.CLOSED, latest.on, 100 * low >= aim
    if last_done is None:
        undone = [each.raised_on for each in actions if each.completed_on is None or each.completed_on > on]
        return LoopState.ACTING, min(undone), False
    reading = [each for each in results if each.passes is None and each.good.of]
    if reading:
        return LoopState.UNDER_WAY, last_done, False
    return LoopState.WAITS, last_done, False


def _words(
    state: LoopState,
    undone: int,
    last_done: dt.date | None,
    results: Sequence[Result],
    aim: int,
    files: int,
    on: dt.date,
) -> str:
    ended = [each for each in results if each.passes is not None]
    match state:
        case LoopState.NO_ACTION:
            return "No action answers it. It cannot be closed without one."
        case LoopState.ACTING:
            return "1 action on it is not completed." if undone == 1 else f"{undone} actions on it are not completed."
        case LoopState.WAITS:
            days = (on - (last_done or on)).days
            return (
                f"The last action was completed {days:,} days ago. {files} files are to be read, {aim}% of them good."
            )
        case LoopState.UNDER_WAY:
            reading = next(each for each in reversed(results) if each.passes is None and each.good.of)
            return f"{reading.good.of} of {files} files are read: {reading.words} so far; {aim}% is the aim."
        case LoopState.REOPENED:
            return f"{ended[-1].words}; {aim}% was the aim. Act again, then audit again."
        case LoopState.RETURNED:
            return "The re-audit found it gone, and audits since find fewer good than was aimed at, beyond chance."
        case LoopState.CLOSED:
            return f"{ended[-1].words}; {aim}% was the aim."
        case LoopState.SET_ASIDE:
            return "It was set aside with a reason, and not closed."
