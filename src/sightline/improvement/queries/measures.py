"""What the record says of a measure: its figures at month ends, how it stands on a day, and its chart.

A figure that cannot be told is never a figure that meets its target: nothing fell due, the record holds nobody the
standard applies to, the audits asked no such question, or the council publishes none.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from sightline.charts import Mark
from sightline.country.authorities import authority
from sightline.country.indicators import Measure as Published
from sightline.country.indicators import measures as published
from sightline.country.indicators import values
from sightline.findings.queries.loaded import Loaded, held_or_none
from sightline.improvement import control
from sightline.improvement.control import Control
from sightline.improvement.models import Counted, Measure, MeasureKind
from sightline.improvement.queries import prompt_answers
from sightline.improvement.series import (
    MONTHS,
    Days,
    Point,
    are_few,
    by_month,
    by_quarter,
    days_of,
    days_of_line,
    month_ends,
    share,
    standing,
    trimmed,
)
from sightline.improvement.themes import FEWEST
from sightline.inspection.prompts import PROMPTS
from sightline.inspection.standing.words import long_date

LINE, COUNTRY = "line:", "published:"  # how an indicator's key begins: of this record, or published of every council
STALE = dt.timedelta(days=7)  # figures evaluated longer ago than this say nothing of a day
PUBLISHED_LASTS = dt.timedelta(days=3 * 365)  # a yearly figure comes out up to fifteen months after its year


@dataclass(frozen=True, slots=True)
class Stands:
    """How a measure stands on a day. ``meets`` None: it cannot be told, which is not met.

    ``held_since``: the first day of the unbroken stretch, up to the day, on which it met its target; ``months_held``:
    whole months of it.
    """

    value: float | None
    meets: bool | None
    held_since: dt.date | None
    months_held: int
    words: str

    def has_held(self, months: int) -> bool:
        """Whether it meets its target and has done so for that many months."""
        return self.meets is True and self.months_held >= months


def series(measure: Measure, until: dt.date, loaded: Loaded | None = None) -> list[Point]:
    """The measure's figures at month ends (of what is published, at year ends), five years at most, oldest first.

    From the first there is; a gap after that stays, with no value.
    """
    loaded = loaded or held_or_none()
    match MeasureKind(measure.kind):
        case MeasureKind.PROMPT:
            return trimmed(prompt_answers.shares_by(measure.key, month_ends(until)))
        case MeasureKind.INDICATOR if measure.key.startswith(COUNTRY):
            return [each for each in published_points(measure.key.removeprefix(COUNTRY), loaded) if each.on <= until]
        case _:
            days, read = _days(measure, loaded), _reader(measure)
            if days is None or loaded is None:
                return []
            return trimmed([read(days, each) for each in month_ends(min(until, loaded.as_at))])


def on_day(measure: Measure, on: dt.date, loaded: Loaded | None = None) -> Point:
    """The measure's figure on one day: of what is published, the last year's."""
    loaded = loaded or held_or_none()
    match MeasureKind(measure.kind):
        case MeasureKind.PROMPT:
            return prompt_answers.share_by(measure.key, on)
        case MeasureKind.INDICATOR if measure.key.startswith(COUNTRY):
            found = [each for each in published_points(measure.key.removeprefix(COUNTRY), loaded) if each.on <= on]
            return found[-1] if found and on - found[-1].on <= PUBLISHED_LASTS else Point(on, None)
        case _:
            days = _days(measure, loaded)
            if days is None or loaded is None or on - loaded.as_at > STALE:
                return Point(on, None)
            return _reader(measure)(days, min(on, loaded.as_at))


def stands(measure: Measure, on: dt.date, loaded: Loaded | None = None) -> Stands:
    """Whether the measure meets its target on ``on``, and since when it has held without a break."""
    loaded = loaded or held_or_none()
    point = on_day(measure, on, loaded)
    meets = None if point.value is None else meets_target(measure, point.value)
    since = _held_since(measure, point.on, loaded) if meets else None
    months = whole_months(since, point.on) if since else 0  # a figure says nothing of the days after its own
    return Stands(point.value, meets, since, months, _words(measure, point, meets, since, months))


def meets_target(measure: Measure, value: float) -> bool:
    """Whether a figure is at the measure's target or beyond it."""
    slack = 1e-9  # a share is a quotient, a target was typed
    return value >= measure.target - slack if measure.higher_is_better else value <= measure.target + slack


def whole_months(since: dt.date, on: dt.date) -> int:
    """Months from a day to another, not counting one that is not over."""
    return max(0, (on.year - since.year) * 12 + on.month - since.month - (on.day < since.day))


def charted_points(measure: Measure, loaded: Loaded | None = None) -> Sequence[Point]:
    """What a control chart is drawn of: months that share no case (quarters where months hold few), the stock at each
    month's end, or published years. From the first with a value on.
    """
    loaded = loaded or held_or_none()
    if loaded is None:
        return ()
    months: Sequence[Point]
    if measure.kind == MeasureKind.PROMPT:
        months = prompt_answers.months(measure.key, loaded.as_at)
    elif measure.counted != Counted.OPEN and (codes := _codes(measure, loaded)):
        months = by_month(loaded, codes, measure.team_id)
    else:
        return series(measure, loaded.as_at, loaded)
    some = trimmed(months)
    return trimmed(by_quarter(months)) if are_few(some) else some


def chart_of(measure: Measure, loaded: Loaded | None = None) -> Control:
    """The measure's process-control chart."""
    return control.xmr(
        [Mark(each.on, each.value) for each in charted_points(measure, loaded) if each.value is not None],
        ceiling=ceiling_of(measure),
        say=partial(figure, measure),
        higher_is_better=measure.higher_is_better,
    )


def is_share(measure: Measure) -> bool:
    """Whether the figures are shares from 0 to 1, and not counts or published figures."""
    if measure.kind == MeasureKind.STANDARD:
        return measure.counted == Counted.KEPT
    return measure.kind == MeasureKind.PROMPT or measure.key.startswith(LINE)


def ceiling_of(measure: Measure) -> float | None:
    """The most a figure can be; None where there is no most."""
    if is_share(measure):
        return 1.0
    kind = _published(measure)
    return 100.0 if kind is not None and kind.kind == "share" else None


def figure(measure: Measure, value: float | None) -> str:
    """A figure of the measure in words; an absent one says so."""
    if value is None:
        return "cannot be told"
    if is_share(measure):
        return f"{value:.0%}" if abs(value * 100 - round(value * 100)) < 0.05 else f"{value:.1%}"
    kind = _published(measure)
    if kind is not None and kind.kind == "share":
        return f"{value:.1f}%".replace(".0%", "%")
    return control.plain(value)


def name_of(measure: Measure, loaded: Loaded | None = None) -> str:
    """What the measure measures, in a sentence."""
    if measure.kind == MeasureKind.PROMPT:
        prompt = PROMPTS.get(measure.key)
        return prompt.text if prompt else "An audit prompt that is no longer asked"
    if (kind := _published(measure)) is not None:
        return kind.name
    loaded = loaded or held_or_none()
    if measure.key.startswith(LINE):
        line = loaded.lines.get(measure.key.removeprefix(LINE)) if loaded else None
        return line.title if line else "A line of enquiry"
    standard = loaded.standards.get(measure.key) if loaded else None
    return standard.sentence if standard else measure.key


def counted_words(measure: Measure) -> str:
    """What of it is counted, in words."""
    if measure.kind == MeasureKind.PROMPT:
        return (
            "Share of files audited in the twelve months before in which it was strong or sound; "
            f"not told of fewer than {FEWEST}"
        )
    if (kind := _published(measure)) is not None:
        return f"As published each year: {kind.published_as}"
    if measure.key.startswith(LINE):
        return "Share done in time of what fell due in the twelve months before, all its standards together"
    return Counted(measure.counted).label


def team_name(measure: Measure, loaded: Loaded | None = None) -> str:
    """The team it is of; the whole council for none."""
    if not measure.team_id:
        return "Whole council"
    loaded = loaded or held_or_none()
    return loaded.people.team_name(measure.team_id) if loaded else measure.team_id


def published_points(key: str, loaded: Loaded | None) -> list[Point]:
    """A published indicator of this council by year; none for a council that nothing is published of."""
    measure, own = published().get(key), own_authority(loaded)
    if measure is None or own is None:
        return []
    years = values(measure).series(own)
    return [Point(measure.counted_day(year) or dt.date(year, 3, 31), value) for year, value in years]


def own_authority(loaded: Loaded | None) -> int | None:
    """The code of the authority whose record this is; None for an invented council's."""
    if loaded is None or "councils" not in loaded.extract.tables:
        return None
    codes = loaded.extract.tables["councils"]["council_id"].to_pylist()
    found = authority(codes[0] or "") if len(codes) == 1 else None
    return found.code if found else None


def active() -> list[Measure]:
    """Measures not ended, in the order they were made."""
    return list(Measure.objects.filter(ended_at=None).select_related("recommendation", "by"))


def _days(measure: Measure, loaded: Loaded | None) -> Days | None:
    if loaded is None:
        return None
    if measure.kind == MeasureKind.STANDARD:
        return days_of(loaded, measure.key, measure.team_id)
    return days_of_line(loaded, measure.key.removeprefix(LINE)) if measure.key.startswith(LINE) else None


def _codes(measure: Measure, loaded: Loaded) -> tuple[str, ...]:
    if measure.kind == MeasureKind.STANDARD:
        return (measure.key,)
    line = measure.key.removeprefix(LINE)
    return tuple(each.code for each in loaded.record.standards if measure.key.startswith(LINE) and line in each.lines)


def _reader(measure: Measure) -> Callable[[Days, dt.date], Point]:
    return standing if measure.counted == Counted.OPEN else share


def _published(measure: Measure) -> Published | None:
    if measure.kind != MeasureKind.INDICATOR or not measure.key.startswith(COUNTRY):
        return None
    return published().get(measure.key.removeprefix(COUNTRY))


def _held_since(measure: Measure, on: dt.date, loaded: Loaded | None) -> dt.date | None:
    """Back from a day that meets the target to the first of those that do without a break."""
    days = _days(measure, loaded)
    if days is not None and (at := days.place(on)) is not None:
        read = _reader(measure)
        while at and (value := read(days, days.day(at - 1)).value) is not None and meets_target(measure, value):
            at -= 1
        return days.day(at)
    since = on
    for each in reversed([each for each in series(measure, on, loaded) if each.on <= on]):
        if each.value is None or not meets_target(measure, each.value):
            break
        since = each.on
    return since


def _words(measure: Measure, point: Point, meets: bool | None, since: dt.date | None, months: int) -> str:
    target = f"{'at least' if measure.higher_is_better else 'at most'} {figure(measure, measure.target)}"
    if meets is None:
        why = ""
        if measure.kind == MeasureKind.PROMPT:
            files = point.denominator or 0
            read = "no file was" if not files else "1 file was" if files == 1 else f"{files} files were"
            why = f": {read} audited for it in the twelve months before, and at least {FEWEST} are asked"
        return f"It cannot be told on {long_date(point.on)}{why}; so its target ({target}) is not met."
    made = f" ({point.numerator:,} of {point.denominator:,})" if point.denominator and is_share(measure) else ""
    now = f"{figure(measure, point.value)}{made} on {long_date(point.on)}"
    if not meets or since is None:
        return f"{now}: its target ({target}) is not met."
    held = f"held since {long_date(since)}, {_months(months)}"
    enough = "long enough" if months >= measure.months_to_hold else f"{_months(measure.months_to_hold)} are asked"
    return f"{now}: its target ({target}) is met, and {held}; {enough}."


def _months(count: int) -> str:
    return {0: "less than a month", 1: "one month"}.get(count, f"{count} months")


__all__ = ["MONTHS", "Point", "Stands", "chart_of", "series", "stands"]
