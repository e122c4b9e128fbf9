"""One child's life while it is drawn: chances, keys, what has been intended so far, and every lapse as it happens."""

from __future__ import annotations

from collections.abc import Callable
from math import log
from random import Random

from sightline.simulate import days
from sightline.simulate.scenarios import Chances
from sightline.simulate.sink import Sink

KEYS_PER_CHILD = 10_000

Due = Callable[[int], int]


class Child:
    """The child being drawn, and the hand that draws them.

    ``seen``, ``assessed``, ``planned`` and ``permanence_planned`` gather days that standards on the whole life are
    about; ``last`` is the last day the service knew the child. Days after ``until`` are drawn and not written.
    """

    __slots__ = (
        "adopted",
        "assessed",
        "base",
        "born",
        "chances",
        "checks",
        "concern_until",
        "disabled",
        "enquired",
        "ethnicity",
        "family",
        "has_plan",
        "helped",
        "known",
        "last",
        "leaving",
        "made",
        "name",
        "number",
        "out",
        "permanence_planned",
        "planned",
        "postcode",
        "r",
        "seen",
        "sex",
        "surname",
        "until",
    )

    def __init__(self, number: int, family: int, rng: Random, out: Sink, chances: Chances, until: int) -> None:
        self.number = number
        self.family = family
        self.r = rng.random
        self.out = out
        self.chances = chances
        self.until = until
        self.base = number * KEYS_PER_CHILD
        self.made = 0
        self.born = 0
        self.sex = "1"
        self.has_plan = False
        self.disabled = False  # disabilities are recorded
        self.known = False  # a referral was accepted
        self.adopted = False  # or gone to a guardian: not referred again
        self.name = self.surname = self.ethnicity = self.postcode = ""
        self.last = 0
        self.seen: list[int] = []
        self.assessed: list[int] = []
        self.checks: list[Callable[[], None]] = []  # what can only be said once the whole life is drawn
        self.helped: list[int] = []
        self.concern_until = 0  # an exploitation concern is open until then
        self.leaving = False  # what is owed from sixteen has begun
        self.enquired: list[int] = []
        self.planned: list[int] = []
        self.permanence_planned: list[int] = []

    def key(self) -> int:
        """A new key, unique in the council and stable for the seed."""
        self.made += 1
        return self.base + self.made

    def lapse(self, code: str, day: int) -> int:
        """Whether what ``code`` names goes wrong on ``day``: 0 no, 1 as it may anywhere, 2 by a planted failing."""
        good, begins, planted = self.chances[code]
        chance = self.r()
        if chance < good:
            return 1
        return 2 if chance < planted and day >= begins else 0

    def note(self, standard: str, ref: int, due: int, kind: int, subject: int | None = None) -> None:
        """Write in the truth that ``standard`` was breached after ``due`` for the clock that row ``ref`` started."""
        if kind and due < self.until:
            self.out.lapses((standard, ref, self.number if subject is None else subject, due + 1, kind == 2))

    def by(self, code: str, start: int, due: int, early: float = 0.2, late: float = 8.0) -> tuple[int, int]:
        """The day something asked for on ``start`` is done, due on ``due``, and its lapse (0 when on time)."""
        kind = self.lapse(code, start)
        if kind:
            return days.working_day(due + 1 + self.wait(late)), kind
        day = start + int((due - start) * (early + (1.0 - early) * self.r()) + 0.5)
        return max(start, days.working_day_before(day)), 0

    def recur(
        self,
        code: str,
        start: int,
        end: int,
        due: Due,
        early: float = 0.6,
        late: float = 12.0,
        ref: int | None = None,
        standard: str | None = None,
    ) -> list[int]:
        """The days something that should recur is done from ``start`` until ``end``, each gap within ``due``.

        Lapses are noted against ``ref`` when given. Days lie after ``start``, not after ``end`` or ``until``.
        """
        found: list[int] = []
        last = min(end, self.until)
        named = standard or code
        r = self.r
        while True:
            limit = due(start)
            kind = self.lapse(code, start)
            if kind:
                then = days.working_day(limit + 1 + self.wait(late))
                if ref is not None and limit < end:
                    self.note(named, ref, limit, kind)
            else:
                then = days.working_day_before(start + int((limit - start) * (early + (1.0 - early) * r())))
                if then <= start:
                    then = limit
            if then > last or then == end:
                return found
            found.append(then)
            start = then

    def check(self, standard: str, ref: int, start: int, end: int, happened: list[int], due: Due, kind: Due) -> None:
        """Note each gap from ``start`` to ``end`` longer than ``due`` allows in what ``happened``.

        ``kind`` gives the lapse drawn for the gap that begins on a day; one nobody drew (0) is background.
        """
        for day in [*(each for each in sorted(happened) if start <= each <= end), days.FOREVER]:
            limit = due(start)
            if day > limit and limit < end:
                self.note(standard, ref, limit, kind(start) or 1)
            start = day
            if day == days.FOREVER:
                return

    def wait(self, mean: float) -> int:
        """A number of days, exponential with ``mean``."""
        return int(-mean * log(1.0 - self.r()))

    def said(self, day: int) -> int | None:
        """``day`` as the record has it: None while it lies ahead."""
        return day if day <= self.until else None

    def chance(self, share: float) -> bool:
        """True with probability ``share``."""
        return self.r() < share

    def choose(self, *options: tuple[str, float]) -> str:
        """One of ``options`` by weight; weights need not sum to one."""
        point = self.r() * sum(weight for _, weight in options)
        for option, weight in options:
            point -= weight
            if point < 0:
                return option
        return options[-1][0]

    def age(self, day: int) -> float:
        """Age in years on ``day``, to about a day."""
        return (day - self.born) / 365.25

    def segment(
        self, segment: int, referral: int, service: str, role: str, starts: int, ends: int, held_by: str = ""
    ) -> None:
        """A time through which somebody of ``service`` should hold the case; ``segment`` stands for that worker."""
        if starts <= self.until and ends > starts:
            self.out.segments(
                (segment, self.number, self.family, referral, service, role, starts, min(ends, days.FOREVER), held_by)
            )

    def decide(self, day: int, decision: str, held: int, code: str = "mgt-decision-rationale") -> None:
        """A manager's decision on the child's case."""
        if day > self.until:
            return
        key = self.key()
        kind = self.lapse(code, day)
        self.out.management_decisions((key, self.number, held, day, decision, not kind))
        self.note("mgt-decision-rationale", key, day, kind)
        if decision == "end-plan":
            self.note("cp-end-decision-rationale", key, day, kind)
