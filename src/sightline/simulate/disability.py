"""The 0-25 service: disability, education, health and care plans, and short breaks."""

from __future__ import annotations

from sightline.simulate import days
from sightline.simulate.child import Child

CODES = ("LD", "AUT", "COMM", "MOB", "BEH", "PC", "INC", "VIS", "HEAR", "CON", "HAND")
NEEDS = ("ASD", "SLD", "SLCN", "PD", "PMLD", "MLD", "SEMH", "HI", "VI")


def disabled(c: Child) -> None:
    """The child's recorded disabilities."""
    c.disabled = True
    for code in sorted({CODES[int(c.r() ** 1.5 * len(CODES))] for _ in range(1 + int(c.r() * 3))}):
        c.out.disabilities((c.key(), c.number, code))


def plan(c: Child, asked: int, ends: int) -> bool:
    """An education, health and care plan asked for on ``asked``; whether one is in force at the end."""
    if asked > c.until or asked + 400 > ends:
        return False
    send, request = c.key(), c.key()
    n, said = c.number, c.said
    c.out.send_records((send, n, f"B{700_000_000_000 + n * 13 % 99_999_999_999}", None))
    decided, _ = c.by("ehc-assess-decision-6w", asked, asked + 42, early=0.6, late=15)
    agreed = c.chance(0.8)
    done = decided <= c.until
    c.out.ehcp_requests((request, send, asked, said(decided), ("Y" if agreed else "N") if done else None, n))
    if not agreed or not done:
        return False
    issued, _ = c.by("ehc-final-20w", asked, asked + 140, early=0.85, late=40)
    issued = max(issued, decided + 40)
    assessed = issued - 25
    if assessed > c.until:
        return False
    assessment = c.key()
    c.out.ehcp_assessments((assessment, request, assessed, "Y", None, n))
    if issued > c.until:
        return False
    named = c.key()
    c.out.ehcp_named_plans((named, assessment, issued, said(ends), "Left education" if ends <= c.until else None, n))
    latest = _reviews(c, named, issued, min(ends, c.until))
    active = c.key()
    if ends > c.until:
        c.has_plan = True
        c.out.ehcp_active_plans((active, request, latest, n))
        for rank in range(1 + (c.r() < 0.4)):
            c.out.sen_needs((c.key(), active, NEEDS[int(c.r() ** 1.5 * len(NEEDS))], str(rank + 1), n))
    return ends > c.until


def _year(day: int) -> int:
    return days.add_months(day, 12)


def _reviews(c: Child, named: int, issued: int, last: int) -> int | None:
    latest = None
    for day in c.recur("ehc-annual-review-12m", issued, last, _year, early=0.85, late=45):
        report, _ = c.by("ehc-review-report-2w", day, day + 14, early=0.3, late=8)
        told, _ = c.by("ehc-review-decision-4w", day, day + 28, early=0.5, late=14)
        amends = c.chance(0.35)
        amended = c.by("ehc-amended-plan-8w", told, told + 56, early=0.5, late=25)[0] if amends else days.FOREVER
        c.out.ehcp_reviews((c.key(), named, c.number, day, c.said(report), c.said(told), amends, c.said(amended)))
        latest = told if told <= c.until else day
    return latest


def short_breaks(c: Child, begins: int, ends: int) -> None:
    """A series of short breaks, none over seventeen days nor the year over seventy-five."""
    day = begins + 60 + c.wait(120.0)
    last = min(ends, c.until)
    while day < last:
        nights = 1 + int(c.r() * 3)
        if day + nights <= c.until:
            c.out.short_breaks((c.key(), c.number, day, day + nights))
        day += 30 + c.wait(18.0)
