"""How each of three sources is read: to strength, to concern, mixed, or silent, and in what words.

Only files drawn by lot say how common something is, so a share with its interval is of those alone. Files chosen for
risk are told beside them: where what was drawn by lot is sound and what was chosen for risk is not, it is mixed. The
thresholds are Sightline's own and no one else's.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from sightline.inspection.findings import FrozenLine
from sightline.inspection.standing.rule import Grade, Status
from sightline.inspection.standing.weighing import wilson
from sightline.inspection.standing.words import long_date

LEAST_FILES = 4  # of fewer files nothing is said: three that are all sound leave it open whether half of all are weak
CONCERN_SHARE = 0.5  # weak in at least this share of files: concern
SURE_CONCERN = 0.25  # or the share's interval lies wholly above this
SURE_STRENGTH = 0.5  # strength only where the interval of what is weak lies wholly below this
ONE_SIDED = 2 / 3  # of what was heard that leans at all, for it to point one way
INTERVAL_Z = 1.96  # Wilson score interval, 95%


class Reading(StrEnum):
    """What a source says; the value is how it reads."""

    STRENGTH = "Points to strength"
    MIXED = "Mixed"
    CONCERN = "Points to concern"
    SILENT = "Says nothing"


class Source(StrEnum):
    """Where something is known from; the value is how it reads."""

    RECORD = "The record"
    FILES = "Files audited"
    VOICES = "What was seen and heard"


@dataclass(frozen=True, slots=True)
class Said:
    """What one source says of one thing. ``count``: files, or things heard.

    ``share``: of the files drawn by lot, those in which practice was weak or not to be seen; ``low`` and ``high``: its
    interval. All three None where too few were.
    """

    source: Source
    reading: Reading
    words: str
    count: int = 0
    share: float | None = None
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Heard:
    """Something seen or heard: on which judgement and line it bears, and which way it leans (None for neither)."""

    judgement: str
    line: str
    is_strength: bool | None


def record_of_line(line: FrozenLine) -> Said:
    """What the standing evidence says of a line of enquiry."""
    reading = {
        Status.STRONG: Reading.STRENGTH,
        Status.SOUND: Reading.STRENGTH,
        Status.WEAK: Reading.CONCERN,
        Status.FAILING: Reading.CONCERN,
    }.get(line.status, Reading.SILENT)
    if line.serious:
        reading = Reading.CONCERN
    words = line.severity.capitalize()
    if line.stands_out and line.since is not None:
        words += f", {'at least ' if line.may_be_older else ''}since {long_date(line.since)}"
    return Said(Source.RECORD, reading, words)


def record_of_judgement(indicated: Grade | None, reasons: Sequence[str]) -> Said:
    """What the standing evidence says of a judgement: the grade it indicates. Good or better points to strength."""
    if indicated is None or indicated is Grade.NOT_ASSESSABLE:
        return Said(Source.RECORD, Reading.SILENT, reasons[0] if reasons else "The record shows nothing of it")
    holds = indicated in (Grade.OUTSTANDING, Grade.GOOD)
    return Said(Source.RECORD, Reading.STRENGTH if holds else Reading.CONCERN, f"Indicated {indicated.value}")


def files_say(seen: Sequence[tuple[bool, bool]], *, asked: bool = True) -> Said:
    """What files say of practice: of those it applied to (weak or not, by lot or not), in how many it was weak."""
    if not asked:
        return Said(Source.FILES, Reading.SILENT, "No prompt asks it of a file")
    return _of_files(seen, "Weak or not seen", "It applied in")


def files_say_by_grade(seen: Sequence[tuple[Grade, bool]]) -> Said:
    """What files say of a judgement: of those audited for it (grade, was it drawn by lot), how many are below good."""
    poor = [(grade not in (Grade.OUTSTANDING, Grade.GOOD), by_lot) for grade, by_lot in seen]
    inadequate = sum(grade is Grade.INADEQUATE for grade, _ in seen)
    said = _of_files(poor, "Less than good", "Audited for it:")
    if said.reading is Reading.SILENT or not inadequate:
        return said
    return replace(said, words=f"{said.words}; inadequate in {inadequate} of all")


def _of_files(seen: Sequence[tuple[bool, bool]], what: str, applied: str) -> Said:
    if len(seen) < LEAST_FILES:
        words = f"Too few to say. {applied} {_files(len(seen))}" if seen else f"{applied} no file yet"
        return Said(Source.FILES, Reading.SILENT, words, len(seen))
    by_lot = [weak for weak, is_random in seen if is_random]
    for_risk = [weak for weak, is_random in seen if not is_random]
    if len(by_lot) < LEAST_FILES:
        found = sum(weak for weak, _ in seen)
        words = f"{what} in {found} of {_files(len(seen))}, too few of them drawn by lot to say how common it is"
        return Said(Source.FILES, _of_share(found, len(seen)), words, len(seen))
    found, count = sum(by_lot), len(by_lot)
    low, high = interval(found, count)
    reading = _of_share(found, count)
    if reading is Reading.STRENGTH and len(for_risk) >= LEAST_FILES and sum(for_risk) >= CONCERN_SHARE * len(for_risk):
        reading = Reading.MIXED
    words = f"{what} in {found} of {_files(count)} drawn by lot ({low:.0%} to {high:.0%} of all)"
    words += f", and in {sum(for_risk)} of {len(for_risk)} chosen for risk" if for_risk else ""
    return Said(Source.FILES, reading, words, len(seen), found / count, low, high)


def voices_say(heard: Sequence[Heard]) -> Said:
    """What was seen and heard says: it points one way where two thirds of what leans at all lean so."""
    strengths = sum(each.is_strength is True for each in heard)
    concerns = sum(each.is_strength is False for each in heard)
    neither = len(heard) - strengths - concerns
    parts = [
        words
        for count, words in (
            (strengths, f"{strengths} told or showed a strength"),
            (concerns, f"{concerns} a concern" if strengths else f"{concerns} told or showed a concern"),
            (neither, f"{neither} neither"),
        )
        if count
    ]
    leaning = strengths + concerns
    if not leaning:
        words = parts[0] if parts else "Nothing was seen or heard of it yet"
        return Said(Source.VOICES, Reading.SILENT, words, len(heard))
    reading = Reading.MIXED
    if strengths >= ONE_SIDED * leaning:
        reading = Reading.STRENGTH
    elif concerns >= ONE_SIDED * leaning:
        reading = Reading.CONCERN
    return Said(Source.VOICES, reading, ", ".join(parts), len(heard))


def interval(found: int, count: int) -> tuple[float, float]:
    """The Wilson score interval of a share of files."""
    low, high = wilson(found, count, INTERVAL_Z)
    return float(low), float(high)


def _of_share(found: int, count: int) -> Reading:
    low, high = interval(found, count)
    if found >= CONCERN_SHARE * count or low > SURE_CONCERN:
        return Reading.CONCERN
    return Reading.STRENGTH if high < SURE_STRENGTH else Reading.MIXED


def _files(count: int) -> str:
    return "1 file" if count == 1 else f"{count} files"
