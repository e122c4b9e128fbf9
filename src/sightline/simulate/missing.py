"""Children who go missing from care, and the interview when they come back."""

from __future__ import annotations

from sightline.simulate import days
from sightline.simulate.care import Road
from sightline.simulate.child import Child


def draw(c: Child, road: Road) -> None:
    """Missing episodes of an older looked-after child; each is a change the care plan must answer."""
    last = min(road.leaves, c.until)
    begins = max(road.enters + 7, days.add_years(c.born, 11))
    if begins >= last or not c.chance(0.28):
        return
    day = begins + c.wait(260.0)
    gap = 25.0 if c.chance(0.3) else 170.0
    while day < last:
        back = day + int(c.r() * 2.3) if c.chance(0.9) else day + 2 + c.wait(4.0)
        back = min(back, road.leaves)
        key = c.key()
        _write(c, key, day, back)
        road.changes.append((day, key))
        day = back + 2 + c.wait(gap)


def _write(c: Child, key: int, day: int, back: int) -> None:
    told, untold = c.by("mis-police-told", day, day + 1, early=0.0, late=2)
    if not untold:
        told = day
    offered, unoffered = c.by("mis-rhi-offered", back, back + 3, early=0.0, late=3)
    contacted, slow = c.by("mis-rhi-contacted-72h", back, back + 3, early=0.2, late=3)
    held, late = c.by("mis-rhi-72h", back, back + 3, early=0.5, late=5)
    if late and c.chance(0.35):
        held = days.FOREVER  # never done
    if not unoffered:
        offered = min(max(offered, back), back + 3)
    never = bool(unoffered)
    declined = not never and c.chance(0.10)
    contacted = max(contacted, offered)
    if not slow:
        contacted = min(contacted, back + 3)
    held = max(held, contacted)
    if not late:
        held = min(held, back + 3) if contacted <= back + 3 else contacted
    here = back <= c.until
    c.out.missing_episodes(
        (key, c.number, day, "M" if c.chance(0.82) else "A", c.said(back), not never if here else None,
         not declined and not never if here else None, c.said(told))
    )  # fmt: skip
    c.note("mis-police-told", key, day + 1, untold)
    if not here:
        return
    c.note("mis-rhi-offered", key, back + 3, unoffered)
    if never:
        c.note("mis-rhi-contacted-72h", key, back + 3, unoffered)
        c.note("mis-rhi-72h", key, back + 3, unoffered)
        return
    if contacted > back + 3:
        c.note("mis-rhi-contacted-72h", key, back + 3, slow or 1)
    if not declined and held > back + 3:
        c.note("mis-rhi-72h", key, back + 3, late or slow or 1)
    c.out.return_interviews(
        (c.key(), key, c.number, c.said(offered), c.said(contacted), None if declined else c.said(held),
         not c.lapse("mis-rhi-independent", back), declined)
    )  # fmt: skip
