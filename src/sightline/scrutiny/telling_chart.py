"""The telling gap as one drawing: a row a failing, a column a tier, a bar as long as the days nobody was told.

The columns stand beside each other rather than on one line of dates, since tiers told on the same day would cover each
other. A bar that nobody ended is red and says *never* or *not since*; a ring stands at the day on which the tier first
asked, and *asked* with the days stands beneath. Colour is never all that tells. It is drawn so narrow that on a
telephone all five tiers are in sight.
"""

from __future__ import annotations

from collections.abc import Sequence

from sightline import charts
from sightline.inspection.standing.words import long_date
from sightline.scrutiny.telling import TIERS, Gap, Told

TITLE = "Days from the record showing a failing to each tier being told of it"
SHORT = (("Team", "manager"), ("Head of", "service"), ("", "Director"), ("Lead", "member"), ("", "Committee"))
WIDE, TOP, ROW, UNTOLD, BETWEEN = 340, 38, 50, 13, 6  # UNTOLD: what a row is higher for words beneath its bars
COLUMN = WIDE / len(TIERS)


def draw(gaps: Sequence[Gap], *, among: Sequence[Gap] = ()) -> str:
    """The drawing (SVG), a row each in the order given; "" where nothing stands out.

    ``among``: those whose longest bar sets the scale, where a drawing is of some of them; the same as ``gaps`` if none.
    """
    if not gaps:
        return ""
    longest = max(1, *(max(each.longest, *_asked_after(each), 0) for each in among or gaps))
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
            parts += _cell(COLUMN * place + 2, base + 21, gap, told, longest)
        base += ROW + (UNTOLD if gap.untold or gap.asked else 0)
    untold, never = sum(len(gap.untold) for gap in gaps), sum(len(gap.never) for gap in gaps)
    failings = "1 failing" if len(gaps) == 1 else f"{len(gaps)} failings, each"
    asked = sum(len(gap.asked) for gap in gaps)
    words = (
        f"{failings} from the day the record first showed it, as at {long_date(gaps[0].until)}. "
        f"{untold} of {len(gaps) * len(TIERS)} were not told since, {never} of them never. {asked} asked. "
        "The table has each day."
    )
    return charts.svg_of("telling-gap", TITLE, words, base, parts, width=WIDE)


def _asked_after(gap: Gap) -> list[int]:
    return [gap.after(each.asked_on) for each in gap.asked if each.asked_on]


def _cell(x: float, y: float, gap: Gap, told: Told, longest: int) -> list[str]:
    """Days in figures above a bar in proportion, of which the whole length stands behind; *never* or *asked* beneath.

    Whoever asked was told, so that the two never stand in one cell.
    """
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
    elif told.asked_on is not None:
        days = gap.after(told.asked_on)
        at = x + 4 + (wide - 8) * days / longest  # the ring stays within the bar's own column
        parts.append(
            f'<circle cx="{at:.1f}" cy="{y + 19.5:.1f}" r="4" fill="#fff" stroke="{charts.INK}" stroke-width="2"/>'
        )
        parts.append(charts.text_at(x, y + 36, f"asked {days:,}", size=12))
    return parts
