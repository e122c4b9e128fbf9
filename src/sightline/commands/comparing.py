"""Published rates beside simulated ones, as a table of 80 columns."""

from __future__ import annotations

from sightline.simulate import Council, calibration


def table(council: Council) -> str:
    """One line a measure: what it is, the published figure with its quartiles and year, and the simulated one."""
    out = ["", f"{'measure':<42}{'published':>10}{'quartiles':>14}{'simulated':>12}", "-" * 78]
    for each in calibration(council):
        quartiles = "" if each.low is None or each.high is None else f"{each.low:g} to {each.high:g}"
        simulated = "nothing due" if each.simulated is None else f"{each.simulated:g}"
        words = each.words if len(each.words) <= 41 else each.words[:40] + "…"
        out.append(f"{words:<42}{each.published:>10g}{quartiles:>14}{simulated:>12}")
    return "\n".join(out)
