"""The telling gap as one drawing: a row a failing, a column a tier, a bar as long as the days nobody was told.

The columns stand beside each other rather than on one line of dates, since tiers told on the same day would cover each
other. A bar that nobody ended is red and says *never* or *not since*; colour is never all that tells.
"""

from __future__ import annotations

from collections.abc import Sequence

from sightline import charts
from sightline.inspection.standing.words import long_date
from sightline.scrutiny.telling import TIERS, Gap, Told

TITLE = "Days from the record showing a failing to each tier being told of it"
SHORT = ("Team mgr", "Head", "Director", "Lead mbr", "Committee")
TOP, ROW, BETWEEN = 30, 62, 8
COLUMN = charts.WIDTH / len(TIERS)


def draw(gaps: Sequence[Gap]) -> str:
    """The drawing (SVG); "" where nothing stands out."""
    if not gaps:
        return ""
    longest = max(max(each.longest for each in gaps), 1)
    height = TOP + ROW * len(gaps)
    parts = [charts.text_at(COLUMN * place + 2, 16, name, size=14) for place, name in enumerate(SHORT)]
    for number, gap in enumerate(gaps):
        base = TOP + ROW * number
        parts.append(charts.line_of(0, base, charts.WIDTH, base, charts.PALE))
        parts.append(charts.text_at(2, base + 18, gap.title))
        for place, told in enumerate(gap.told):
            parts += _cell(COLUMN * place + 2, base + 24, told, longest)
    untold, never = sum(len(gap.untold) for gap in gaps), sum(len(gap.never) for gap in gaps)
    words = (
        f"{len(gaps)} failings, each from the day the record first showed it, as at {long_date(gaps[0].until)}. "
        f"{untold} of {len(gaps) * len(TIERS)} were not told since, {never} of them never. The table has each day."
    )
    return charts.svg_of("telling-gap", TITLE, words, height, parts)


def _cell(x: float, y: float, told: Told, longest: int) -> list[str]:
    """Days in figures above a bar in proportion; the bar's whole length stands behind it."""
    wide = COLUMN - BETWEEN
    is_untold = told.on is None
    since = "never" if told.last_before is None else "not since"
    length = max(2.0, wide * told.days / longest)
    figure = f"{since}: {told.days:,}" if is_untold else f"{told.days:,}"
    fill = charts.RED if is_untold else charts.BLUE
    return [
        charts.text_at(x, y + 13, figure, size=13, fill=charts.RED if is_untold else charts.INK),
        f'<rect x="{x:.1f}" y="{y + 19:.0f}" width="{wide:.1f}" height="8" fill="#f3f2f1"/>',
        f'<rect x="{x:.1f}" y="{y + 19:.0f}" width="{length:.1f}" height="8" fill="{fill}"/>',
    ]
