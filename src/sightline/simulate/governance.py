"""How the council looks at itself: audits and their actions, policies, what leaders are told, its foster carers."""

from __future__ import annotations

from math import log
from random import Random

import numpy as np

from sightline.simulate import days
from sightline.simulate.scenarios import Chances
from sightline.simulate.sink import Sink
from sightline.simulate.staffing import Ints, Staff

COUNCIL = 999  # no English authority has this DfE code
THEMES = ("plans", "management-oversight", "supervision", "assessment", "recording", "voice", "drift")
POLICIES = {"supervision": "gov-supervision-policy", "caseload": "gov-caseload-policy",
            "manager-allocation": "gov-manager-allocation-policy"}  # fmt: skip
TOPICS = ("disability-0-25", "front-door", "child-protection", "looked-after", "care-leavers", "workforce",
          "quality-assurance", "exploitation")  # fmt: skip
MEASURES = (
    "Share of plans with a measurable outcome at the next audit, from 60% to 90%",
    "Visits recorded within two working days, from 80% to 95%",
    "Supervision held in the month, from 85% to 95%",
)


class Governance:
    """Writes the council's own rows; lapses as they are drawn."""

    def __init__(self, seed: int, start: int, until: int, chances: Chances, out: Sink) -> None:
        self._start, self._until, self._chances, self._out = start, until, chances, out
        self._r = Random(f"{seed}/governance").random  # noqa: S311
        self._row = 0

    def write(self, children: int, staff: Staff, held: tuple[Ints, Ints, Ints, Ints], lapsed: int | None) -> None:
        """Everything of the council that is not about one child's case; ``held``: child, team, start, end.

        ``lapsed`` is the day the policies that state a limit gave way to none, if they did.
        """
        self._out.councils((COUNCIL, "Avonmere", self._start))
        self._policies(lapsed)
        self._tell()
        self._audit(children, staff, held)
        self._carers(children, staff)

    def _key(self) -> int:
        self._row += 1
        return self._row

    def _lapse(self, code: str, day: int) -> int:
        good, begins, planted = self._chances[code]
        chance = self._r()
        return 1 if chance < good else 2 if chance < planted and day >= begins else 0

    def _note(self, standard: str, ref: int, subject: int, due: int, kind: int) -> None:
        if kind and due < self._until:
            self._out.lapses((standard, ref, subject, due + 1, kind == 2))

    def _wait(self, mean: float) -> int:
        return int(-mean * log(1.0 - self._r()))

    def _said(self, day: int) -> int | None:
        return day if day <= self._until else None

    def _policies(self, lapsed: int | None) -> None:
        for topic in ("supervision", "caseload", "manager-allocation", "exploitation", "appraisal"):
            adopted = self._start - 200
            lapses = lapsed if topic in POLICIES else None
            self._out.policies((self._key(), COUNCIL, topic, adopted, lapses, True))
            if lapses is None:
                continue
            if topic == "supervision":  # its successor states no frequency; the others have none
                self._out.policies((self._key(), COUNCIL, topic, lapses, None, False))
            self._note(POLICIES[topic], COUNCIL, COUNCIL, max(lapses, self._start), 2)

    def _tell(self) -> None:
        since = {"committee": self._start, "director": self._start}
        told: dict[str, list[tuple[int, int]]] = {"committee": [], "director": []}
        day = self._start + 20
        while day <= self._until:
            for tier, code in (
                ("committee", "gov-committee-told-unallocated"),
                ("director", "gov-director-told-unallocated"),
                ("lead-member", "gov-director-told-unallocated"),
                ("head-of-service", "gov-director-told-unallocated"),
            ):
                if tier == "committee" and self._meeting(day):
                    continue
                silent = self._lapse(code, day)
                self._report(day, tier, "workforce", not silent)
                if tier in told and not silent:
                    told[tier].append((day, silent))
                for _ in range(2):
                    self._report(day, tier, TOPICS[int(self._r() * len(TOPICS))], False)
            day = days.working_day(days.add_months(day, 1))
        for tier, code in (
            ("committee", "gov-committee-told-unallocated"),
            ("director", "gov-director-told-unallocated"),
        ):
            self._silences(code, since[tier], [each for each, _ in told[tier]])

    def _meeting(self, day: int) -> bool:
        """Whether the committee does not sit this month: it meets every other month."""
        return days.date(day).month % 2 == 1

    def _report(self, day: int, tier: str, topic: str, tells: bool) -> None:
        key = self._key()
        silent = self._lapse("gov-committee-challenge", day) if tier == "committee" else int(self._r() < 0.2)
        self._out.leadership_reports((key, COUNCIL, day, tier, topic, tells, not silent))
        if tier == "committee":
            self._note("gov-committee-challenge", key, COUNCIL, day, silent)

    def _silences(self, code: str, since: int, told: list[int]) -> None:
        begins = self._chances[code][1]
        for day in [*told, days.FOREVER]:
            due = days.add_months(since, 4)
            if day > due:
                self._note(code, COUNCIL, COUNCIL, due, 2 if due >= begins else 1)
            since = day
            if day == days.FOREVER:
                break

    def _audit(self, children: int, staff: Staff, held: tuple[Ints, Ints, Ints, Ints]) -> None:
        """A sample of open cases each month; weaknesses lead to actions with a measure, an owner and a date."""
        person, team, starts, ends = held
        each_month = max(3, round(children / 900))
        day = self._start + 15
        managers = [each.worker for each in staff.managers]
        while day <= self._until:
            on = days.working_day(day)
            open_now = np.flatnonzero((starts <= on) & (ends > on))
            for _ in range(min(each_month, len(open_now))):
                which = int(open_now[int(self._r() * len(open_now))])
                auditor = managers[int(self._r() * len(managers))]
                self._one(int(person[which]), int(team[which]), on, auditor, managers)
            day = days.add_months(day, 1)

    def _one(self, person: int, team: int, day: int, auditor: int, managers: list[int]) -> None:
        if day > self._until:
            return
        audit = self._key()
        point = self._r()
        grade = (
            "outstanding" if point < 0.08 else "good" if point < 0.6 else
            "requires-improvement" if point < 0.93 else "inadequate"
        )  # fmt: skip
        theme = THEMES[int(self._r() ** 1.4 * len(THEMES))]
        self._out.practice_audits((audit, person, team, day, auditor, grade, theme))
        if grade in ("outstanding", "good"):
            return
        due = days.add_working_days(day, 20)
        kind = self._lapse("qa-audit-leads-to-action", day)
        self._note("qa-audit-leads-to-action", audit, person, due, kind)
        if kind:
            return
        raised = days.add_working_days(day, 1 + int(self._r() * 17))
        if raised > self._until:
            return
        action = self._key()
        vague = self._lapse("qa-action-measurable", raised)
        self._note("qa-action-measurable", action, person, raised, vague)
        slow = self._lapse("qa-action-done", raised)
        limit = days.add_months(raised, 6)
        self._note("qa-action-done", action, person, limit, slow)
        done = limit + 10 + self._wait(120.0) if slow else raised + 20 + int(self._r() * (limit - raised - 25))
        if slow and self._r() < 0.6:
            done = days.FOREVER
        lacks = int(self._r() * 3) if vague else -1
        self._out.audit_actions(
            (action, audit, person, theme, raised, None if lacks == 0 else managers[int(self._r() * len(managers))],
             None if lacks == 1 else days.add_months(raised, 3),
             None if lacks == 2 else MEASURES[int(self._r() * len(MEASURES))], self._said(days.working_day(done)))
        )  # fmt: skip

    def _carers(self, children: int, staff: Staff) -> None:
        teams = [number for number, _, service in staff.teams if service == "looked-after"]
        for number in range(1, max(4, round(children * 0.013)) + 1):
            approved = days.working_day(self._start - 1200 + int(self._r() * (self._until - self._start + 1200)))
            ended = approved + 500 + self._wait(1500.0)
            carer = number
            team = teams[int(self._r() * len(teams))] if teams else None
            self._out.foster_carers((carer, approved, self._said(ended), team))
            since = approved
            while True:
                limit = days.add_months(since, 12)
                kind = self._lapse("fos-annual-review", since)
                if kind:
                    day = days.working_day(limit + 1 + self._wait(40.0))
                    if limit < ended:
                        self._note("fos-annual-review", carer, carer, limit, kind)
                else:
                    day = days.working_day_before(since + int((limit - since) * (0.85 + 0.15 * self._r())))
                if day >= ended or day > self._until:
                    break
                self._out.foster_carer_reviews((self._key(), carer, day))
                since = day
