"""The front door and the case it opens: contact, referral, decision, assessment, and what any open case brings."""

from __future__ import annotations

from sightline.simulate import days
from sightline.simulate.child import Child
from sightline.simulate.drift import Drift

SOURCES = (
    ("6", 0.28), ("2A", 0.18), ("3A", 0.04), ("3B", 0.04), ("3E", 0.03), ("3F", 0.04), ("5A", 0.06), ("5D", 0.07),
    ("1A", 0.07), ("1B", 0.03), ("1C", 0.01), ("4", 0.02), ("7", 0.04), ("8", 0.05), ("9", 0.02), ("2B", 0.02),
)  # fmt: skip
PRIVATE = ("1A", "1B", "1C", "1D", "9", "10")  # not professionals
FACTORS = ("3B", "4B", "16A", "17A", "2B", "1B", "4A", "18C", "6A", "5A", "14A", "15A", "19C", "13A")
OVERRUN = "Awaiting information from another agency"


class Wave:
    """What brothers and sisters referred on the same day share."""

    __slots__ = ("day", "drift", "need", "no_enquiry", "shared", "source")

    def __init__(self, day: int, need: str, source: str) -> None:
        self.day = day
        self.need = need
        self.source = source
        self.shared: dict[str, int] = {}
        self.drift: Drift | None = None
        self.no_enquiry = False  # the threshold will be met and no enquiry follow


class Case:
    """An open case: its referral, who should hold it, and until when."""

    __slots__ = (
        "assesses",
        "c",
        "checks",
        "day",
        "decided",
        "held",
        "referral",
        "segments",
        "strategy",
        "unseen",
        "wave",
    )

    def __init__(self, c: Child, wave: Wave) -> None:
        self.c = c
        self.wave = wave
        self.day = wave.day
        self.referral = c.key()
        self.checks = False
        self.decided = wave.day
        self.assesses = True
        self.strategy = False
        self.held = c.key()
        self.segments: list[tuple[int, str, int, str]] = []  # since, service, segment, held by
        self.unseen = False  # nobody will see the child for a year and a half

    def hold(self, service: str, since: int, held_by: str = "") -> None:
        """Pass the case to ``service`` on ``since``."""
        if self.segments:
            self.held = self.c.key()
        self.segments.append((since, service, self.held, held_by))

    def holder(self, day: int) -> int:
        """The segment that holds the case on ``day``."""
        number = self.segments[0][2]
        for since, _, segment, _ in self.segments:
            if since <= day:
                number = segment
        return number

    def close(self, day: int, reason: str) -> None:
        """Close the case on ``day`` and write all that spans it."""
        c = self.c
        out = c.out
        closed = day <= c.until
        c.last = max(c.last, day)
        for index, (since, service, segment, held_by) in enumerate(self.segments):
            ends = self.segments[index + 1][0] if index + 1 < len(self.segments) else day
            c.segment(segment, self.referral, service, "ALLOCATED", since, ends, held_by)
        told = tell(c, self)
        out.cin_episodes(
            (self.referral, c.number, self.day, self.wave.need, self.wave.source, False, reason if closed else None,
             day if closed else None, self.held, self.holder(self.day), c.said(self.decided),
             self.holder(self.day), self.checks, self.assesses, self.strategy, c.said(told))
        )  # fmt: skip
        self._supervise(day)
        self._contacts(day)
        planted = 2 if self.unseen else 1
        c.checks.append(
            lambda: c.check("child-seen-6m", self.referral, self.day, day, c.seen, _six_months, lambda _: planted)
        )

    def _supervise(self, end: int) -> None:
        c = self.c
        for held_on in c.recur(
            "wf-case-supervision-3m", self.day, end, _three_months, early=0.35, late=25, ref=self.referral
        ):
            c.out.case_supervisions((c.key(), c.number, self.holder(held_on), held_on, c.r() < 0.93))

    def _contacts(self, end: int) -> None:
        c = self.c
        last = min(end, c.until)
        day = self.day + 5 + c.wait(330.0)
        while day < last:
            day = days.working_day(day)
            due = days.add_working_days(day, 2)
            answered, kind = c.by("dr-contact-answered-2wd", day, due, early=0.0, late=9)
            if kind and c.chance(0.5):
                answered = days.FOREVER
            key = c.key()
            source = c.choose(("1A", 4), ("2A", 3), ("3F", 2), ("6", 1))
            c.out.contacts((key, c.number, day, source, self.referral, self.holder(day), c.said(answered), False))
            c.note("dr-contact-answered-2wd", key, due, kind)
            day += 5 + c.wait(330.0)
        if c.chance(min(0.5, 0.035 * (last - self.day) / 365)):
            complain(c, self.day + int(c.r() * max(1, last - self.day)), self)


def _six_months(day: int) -> int:
    return days.add_months(day, 6)


def _three_months(day: int) -> int:
    return days.add_months(day, 3)


def complain(c: Child, day: int, case: Case) -> None:
    """A complaint about the team that holds the case."""
    day = days.working_day(day)
    if day > c.until:
        return
    key = c.key()
    due = days.add_working_days(day, 10)
    answered, late = c.by("complaint-stage1-10wd", day, due, early=0.4, late=10)
    learned, never = c.by("complaint-learning", day, days.add_months(day, 3), late=60)
    if never and c.chance(0.8):
        learned = days.FOREVER
    c.out.complaints(
        (key, c.number, case.holder(day), day, "stage-1", c.said(answered), c.said(max(learned, answered)))
    )
    c.note("complaint-stage1-10wd", key, due, late)
    c.note("complaint-learning", key, days.add_months(day, 3), never)
    if c.chance(0.12):
        second = answered + 5 + c.wait(10.0)
        if second <= c.until:
            replied = second + 15 + c.wait(12.0)
            c.out.complaints(
                (
                    c.key(),
                    c.number,
                    case.holder(second),
                    second,
                    "stage-2",
                    c.said(replied),
                    c.said(min(replied + 30, second + 85)),
                )
            )


def contact(c: Child, day: int, source: str, leads: bool) -> None:
    """A contact that is not about an open case."""
    if day > c.until:
        return
    held = c.key()
    c.segment(held, 0, "access-and-response", "DUTY", day, day + 1)
    c.out.contacts(
        (c.key(), c.number, day, source, None, held, c.said(days.add_working_days(day, int(c.r() * 2))), leads)
    )


def early_help(c: Child, referred: int, referral: int) -> None:
    """Help before the referral, for those who had it."""
    kind = c.lapse("eh-before-referral", referred)
    started = referred - 20 - int(c.r() * 320)
    started = max(started, c.last + 1, c.born)  # after any earlier case
    if not kind and started > referred - 14:
        kind = 1  # too young, or too lately known, to have been helped before
    if kind:
        if not any(day >= referred - 365 for day in c.helped):
            c.note("eh-before-referral", referral, referred, kind)
        return
    ended = min(started + 60 + c.wait(80.0), referred)
    c.helped.append(started)
    c.out.early_help_episodes(
        (c.key(), c.number, started, ended, "Family support", "Referred to children's social care",
         c.choose(("School", 3), ("Children's centre", 2), ("Health", 1), ("Council", 2)))
    )  # fmt: skip


def decide(c: Child, case: Case) -> None:
    """What the referral needs, decided by a manager, after welfare checks where those are asked for."""
    case.checks = c.chance(0.16)
    day = case.day
    if case.checks:
        due = days.add_working_days(day, 5)
        case.decided, kind = c.by("fd-welfare-checks-5wd", day, due, early=0.0, late=4)
        if not kind and c.chance(0.7):
            case.decided = min(case.decided, days.add_working_days(day, 1))
        c.note("fd-welfare-checks-5wd", case.referral, due, kind)
    else:
        kind = c.lapse("fd-referral-decision-1wd", day)
        case.decided = days.add_working_days(day, 2 + c.wait(1.2)) if kind else days.add_working_days(day, c.r() < 0.55)
    limit = days.add_working_days(day, 1)
    if case.decided > limit:
        c.note("fd-referral-decision-1wd", case.referral, limit, kind or 1)


def tell(c: Child, case: Case) -> int:
    """The day the referrer is told what was decided; owed to professionals, done for all."""
    due = days.add_working_days(case.decided, 1)
    told, kind = c.by("fd-referrer-feedback", case.decided, due, early=0.0, late=5)
    if case.wave.source not in PRIVATE:
        c.note("fd-referrer-feedback", case.referral, due, kind)
    return told


def not_taken(c: Child, wave: Wave) -> None:
    """A referral decided to need nothing further."""
    contact(c, wave.day, wave.source, True)
    case = Case(c, wave)
    decide(c, case)
    c.segment(case.held, case.referral, "access-and-response", "DUTY", case.day, case.decided + 1)
    c.last = max(c.last, case.decided)
    if case.day <= c.until:
        told = tell(c, case)
        c.out.cin_episodes(
            (case.referral, c.number, case.day, wave.need, wave.source, True, None, c.said(case.decided), case.held,
             case.held, c.said(case.decided), case.held, case.checks, False, False, c.said(told))
        )  # fmt: skip
        c.decide(case.decided, "no-further-action", case.held)


def open_case(c: Child, wave: Wave, service: str = "assessment", strategy: bool = False) -> Case:
    """A referral accepted: contact, early help before it, decision, and a worker from the day of the decision."""
    contact(c, wave.day, wave.source, True)
    case = Case(c, wave)
    c.known = True
    early_help(c, wave.day, case.referral)
    decide(c, case)
    case.strategy = strategy
    case.hold(service, case.decided, wave.drift.leaver if wave.drift else "")
    c.decide(case.decided, "strategy-discussion" if strategy else "assess", case.held)
    return case


def assess(c: Child, case: Case, starts: int, outcome: str, refresh: bool = False) -> int:
    """An assessment from ``starts``; the day it is authorised. ``outcome``: nfa, services or harm."""
    key = c.key()
    due = days.add_working_days(starts if refresh else case.day, 45)
    ends, late = c.by("as-assessment-45wd", starts, due, early=0.45, late=14)
    ends = max(ends, days.add_working_days(starts, 4))
    checked, _ = c.by("as-manager-checkpoints", starts, days.add_working_days(starts, 10), early=0.5, late=8)
    seen = not c.lapse("as-child-seen", starts) and c.born <= ends
    held = case.holder(starts)
    if starts <= c.until:
        reason = OVERRUN if late and not c.lapse("as-overrun-reason", starts) and ends <= c.until else None
        finished = ends <= c.until
        c.out.assessments(
            (key, c.number, case.referral, starts, seen if finished else None, c.said(ends),
             outcome == "nfa" if finished else None, held, held, reason,
             c.said(checked) if checked < ends else None, outcome == "harm" if finished else None,
             outcome != "nfa" if finished else None)
        )  # fmt: skip
        if finished:
            c.assessed.append(ends)
            if seen:
                c.seen.append(ends)
            if not c.lapse("as-factors-recorded", ends):
                found = sorted({FACTORS[int(c.r() ** 1.6 * len(FACTORS))] for _ in range(1 + int(c.r() * 3))})
                c.out.assessment_factors((c.key(), key, '["' + '","'.join(found) + '"]', c.number))
    if not refresh:
        visit(c, case, days.add_working_days(starts, 1 + int(c.r() * 6)))
        if ends - starts > 30:
            visit(c, case, days.working_day(starts + 22 + int(c.r() * 8)))
    return ends


def visit(c: Child, case: Case, day: int, held: int | None = None) -> None:
    """A visit to a child in need (or being assessed)."""
    if day > c.until:
        return
    seen = c.r() < 0.97 and c.born <= day
    alone = None if not seen or c.lapse("cin-seen-alone", day) else c.r() < 0.88 and c.age(day) > 2
    c.out.cin_visits(
        (c.key(), c.number, day, seen, alone, seen and c.r() < 0.85, case.holder(day) if held is None else held)
    )
    if seen:
        c.seen.append(day)
