"""The telling gap as one drawing: a row a failing, a column a tier, a bar as long as the days nobody was told.

The columns stand beside each other rather than on one line of dates, since tiers told on the same day would cover each
other. A bar that nobody ended is red and says *never* or *not since*; colour is never all that tells. It is drawn so
narrow that on a telephone all five tiers are in sight.
"""

from __future__ import annotations

from collections.abc import Sequence

from sightline import charts
from sightline.inspection.standing.words import long_date
from sightline.scrutiny.telling import TIERS, Gap, Told

TITLE = "Days from the record showing a failing to each tier being told of it"
SHORT = (("Team", "manager"), ("Head of", "service"), ("", "Director"), ("Lead", "member"), ("", "Committee"))
WIDE, TOP, ROW, UNTOLD, BETWEEN = 340, 38, 50, 13, 6  # UNTOLD: what a row is higher for a tier that was not told
COLUMN = WIDE / len(TIERS)


def draw(gaps: Sequence[Gap]) -> str:
    """The drawing (SVG), a row each in the order given; "" where nothing stands out."""
    if not gaps:
        return ""
    longest = max(max(each.longest for each in gaps), 1)
    parts = []
    for place, (above, below) in enumerate(SHORT):
        parts.append(charts.text_at(COLUMN * place + 2, 13, above, size=12))
        parts.append(charts.text_at(COLUMN * place + 2, 28, below, size=12))
    base = TOP
    for gap in gaps:
        parts.append(charts.line_of(0, base, WIDE, base, charts.PALE))
        serious = " (serious)" if gap.is_serious else ""
        parts.append(charts.text_at(2, base + 17, f"{gap.title}{serious}"))
        for place, told in enumerate(gap.told):
            parts += _cell(COLUMN * place + 2, base + 21, told, longest)
        base += ROW + (UNTOLD if gap.untold else 0)
    untold, never = sum(len(gap.untold) for gap in gaps), sum(len(gap.never) for gap in gaps)
    failings = "1 failing" if len(gaps) == 1 else f"{len(gaps)} failings, each"
    words = (
        f"{failings} from the day the record first showed it, as at {long_date(gaps[0].until)}. "
        f"{untold} of {len(gaps) * len(TIERS)} were not told since, {never} of them never. The table has each day."
    )
    return charts.svg_of("telling-gap", TITLE, words, base, parts, width=WIDE)


def _cell(x: float, y: float, told: Told, longest: int) -> list[str]:
    """Days in figures above a bar in proportion, of which the whole length stands behind; *never* beneath."""
    wide = COLUMN - BETWEEN
    is_untold = told.on is None
    fill = charts.RED if is_untold else charts.BLUE
    long = max(2.0, wide * told.days / longest)
    parts = [
        charts.text_at(x, y + 12, f"{told.days:,}", size=13, fill=charts.RED if is_untold else charts.INK),
        f'<rect x="{x:.1f}" y="{y + 16:.0f}" width="{wide:.1f}" height="7" fill="#f3f2f1"/>',
        f'<rect x="{x:.1f}" y="{y + 16:.0f}" width="{long:.1f}" height="7" fill="{fill}"/>',
    ]
    if is_untold:
        since = "never" if told.last_before is None else "not since"
        parts.append(charts.text_at(x, y + 36, since, size=13, fill=charts.RED))
    return parts
