"""The rows about workers: who they are, their posts, supervision, appraisal, training, and who held which child."""

from __future__ import annotations

from collections.abc import Iterator
from math import log
from random import Random

import numpy as np
import pyarrow as pa

from sightline.simulate import days
from sightline.simulate.keys import key_of
from sightline.simulate.names import BOYS, GIRLS, SURNAMES
from sightline.simulate.pools import ASSESSMENT, POOLS
from sightline.simulate.scenarios import Chances
from sightline.simulate.sink import Sink
from sightline.simulate.staffing import Ints, Pieces, Staff, Tenure

CEILING = 25  # children at once, the local limit
CASE_HOLDERS = ("social-worker", "newly-qualified", "senior-practitioner", "personal-adviser")
TITLES = {
    "social-worker": "Social worker",
    "newly-qualified": "Newly qualified social worker",
    "personal-adviser": "Personal adviser",
    "reviewing-officer": "Independent reviewing officer",
    "conference-chair": "Conference chair",
    "team-manager": "Team manager",
    "service-manager": "Service manager",
    "head-of-service": "Head of service",
    "director": "Director of children's services",
}


class Workforce:
    """Writes what the record says of staff; lapses as they are drawn."""

    def __init__(self, staff: Staff, seed: int, start: int, until: int, chances: Chances, out: Sink) -> None:
        self._staff = staff
        self._seed = seed
        self._start = start
        self._until = until
        self._chances = chances
        self._out = out
        self._post = 0
        self._row = 0
        self._r = Random(f"{seed}/workforce").random  # noqa: S311

    def write(self) -> None:
        """Teams, professionals, posts and all that runs with a post."""
        staff, out = self._staff, self._out
        for number, name, service in staff.teams:
            out.teams((number, name, None, None, service))
        managers = {each.worker: each for each in staff.managers}
        supervisor: dict[int, list[Tenure]] = {}
        for each in staff.managers:
            supervisor.setdefault(each.desk, []).append(each)
        for worker, tenure in sorted(managers.items()):
            post_type = tenure.post_type or "team-manager"
            self._worker(worker, tenure, post_type)
            self._hold(worker, tenure.desk, post_type, True, tenure, tenure.starts, tenure.ends, [])
        for tenure in staff.tenures:
            if tenure.covers:
                continue
            desk = staff.desks[tenure.desk]
            pool = POOLS[desk.pool]
            self._worker(tenure.worker, tenure, pool.post_type)
            above = supervisor[desk.team]
            posts = [self._post + 1]
            if tenure.is_newly_qualified:
                year = min(days.add_months(tenure.starts, 12), tenure.ends)
                moved = tenure.ends > year
                self._hold(tenure.worker, desk.team, "newly-qualified", False, tenure, tenure.starts, year, above,
                           "promoted" if moved else tenure.left)  # fmt: skip
                if moved and year <= self._until:
                    posts.append(self._post + 1)
                    self._hold(tenure.worker, desk.team, "social-worker", False, tenure, year, tenure.ends, above)
            else:
                self._hold(tenure.worker, desk.team, pool.post_type, False, tenure, tenure.starts, tenure.ends, above)
            self._train(tenure, pool.post_type, posts)

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

    def _worker(self, worker: int, tenure: Tenure, post_type: str) -> None:
        names = GIRLS if self._r() < 0.82 else BOYS
        name = f"{names[int(self._r() * len(names))]} {SURNAMES[int(self._r() * len(SURNAMES))]}"
        registered = post_type != "personal-adviser"
        experience = 60 if tenure.is_newly_qualified else 1150 + self._wait(2200.0)
        self._out.professionals(
            (worker, f"S{worker:05d}", name, f"SW{10_000 + worker}" if registered else None, TITLES[post_type], None,
             "Avonmere children's services", 1.0, tenure.is_agency,
             max(tenure.starts - experience, 8000) if registered else None)
        )  # fmt: skip

    def _hold(
        self,
        worker: int,
        team: int,
        post_type: str,
        manages: bool,
        tenure: Tenure,
        starts: int,
        ends: int,
        above: list[Tenure],
        left: str | None = None,
    ) -> None:
        self._post += 1
        post, out, last = self._post, self._out, min(ends, self._until)
        gone = ends <= self._until
        share = 1.0 if self._r() < 0.86 else 0.6
        out.posts(
            (post, worker, team, post_type, manages, tenure.is_agency, share, starts, ends if gone else None,
             (left or tenure.left or None) if gone else None)
        )  # fmt: skip
        if post_type in CASE_HOLDERS:
            self._supervise(worker, post, post_type, starts, ends, above)
        for day in self._recur("wf-appraisal-12m", post, worker, starts, ends, 13, 0.72, 60.0):
            out.appraisals((self._key(), worker, day))
        del last

    def _recur(
        self, code: str, post: int, worker: int, starts: int, ends: int, months: int, early: float, late: float
    ) -> Iterator[int]:
        since = starts
        while True:
            limit = days.add_months(since, months)
            kind = self._lapse(code, since)
            if kind:
                then = days.working_day(limit + 1 + self._wait(late))
                if limit < ends:
                    self._note(code, post, worker, limit, kind)
            else:
                then = days.working_day_before(since + int((limit - since) * (early + (1 - early) * self._r())))
            if then > min(ends, self._until) or then == ends:
                return
            yield then
            since = then

    def _supervise(self, worker: int, post: int, post_type: str, starts: int, ends: int, above: list[Tenure]) -> None:
        since = starts
        settled = days.add_months(starts, 6) if post_type == "newly-qualified" else starts
        weekly = starts + 42 if post_type == "newly-qualified" else starts
        while True:
            limit = since + 7 if since < weekly else since + 14 if since < settled else days.add_months(since, 1)
            kind = self._lapse("wf-supervision-monthly", since)
            if kind:
                month = days.add_months(since, 1)
                then = days.working_day(month + 6 + self._wait(14.0))
                if month + 5 < ends:
                    self._note("wf-supervision-monthly", post, worker, month, kind)
            else:
                then = days.working_day_before(since + int((limit - since) * (0.85 + 0.15 * self._r())))
            if then > min(ends, self._until) or then == ends:
                return
            minutes = 60 if self._lapse("wf-supervision-90min", then) else 90 + 5 * int(self._r() * 7)
            by = next((each.worker for each in above if each.starts <= then < each.ends), None)
            self._out.supervisions((self._key(), worker, by, then, minutes))
            since = then

    def _train(self, tenure: Tenure, post_type: str, posts: list[int]) -> None:
        if post_type not in CASE_HOLDERS:
            posts = []
        end = min(tenure.ends, self._until)
        adviser = post_type == "personal-adviser"
        code = "wf-exploitation-training-advisers" if adviser else "wf-exploitation-training"
        missed = self._lapse(code, tenure.starts)
        if not missed:
            day = tenure.starts + 10 + int(self._r() * 160)
            while day <= end:
                self._out.training_records((self._key(), tenure.worker, "exploitation", day))
                day += 800 + int(self._r() * 250)  # and again while they stay, where the council sees to it
                if self._lapse(code, day):
                    break
        else:
            for post, since in zip(posts, (tenure.starts, days.add_months(tenure.starts, 12)), strict=False):
                ends = since + 366 if post != posts[-1] else tenure.ends
                due = days.add_months(since, 6)
                if min(ends, tenure.ends) > due:
                    self._note("wf-exploitation-training", post, tenure.worker, due, missed)
        for course in ("safeguarding", "domestic-abuse", "review-training", "permanence"):
            day = tenure.starts + 20 + self._wait(300.0)
            if day <= end and self._r() < 0.8:
                self._out.training_records((self._key(), tenure.worker, course, day))


def involve(segments: pa.Table, held: Pieces, order: Ints, until: int, out: Sink, staff: Staff) -> Ints:
    """The involvements rows: one a piece; the key of each piece."""
    keys = np.empty(len(held.segment), dtype=np.int64)
    keys[order] = np.arange(1, len(order) + 1)
    person = segments.column("person").to_numpy()[held.segment]
    referral = segments.column("referral").to_numpy()[held.segment]
    role = segments.column("role").take(pa.array(held.segment)).to_pylist()
    team = np.array([each.team for each in staff.desks])[held.desk]
    named = [staff.desks[each].named for each in held.desk.tolist()]
    append = out.involvements
    rows = zip(
        keys.tolist(), person.tolist(), held.worker.tolist(), role, team.tolist(), held.starts.tolist(),
        held.ends.tolist(), referral.tolist(), named, held.covers.tolist(), strict=True,
    )  # fmt: skip
    for key, child, worker, what, unit, since, ends, case, desk, covers in rows:
        why = _why(desk, covers)
        append((key, child, worker, what, unit, since, ends if ends <= until else None, why, case or None))
    return keys


WAITING = "Social worker left; waiting for a worker, nominally with the manager"
NOMINAL = "Nominally allocated to the manager"


def _why(desk: str, covers: bool) -> str | None:
    """Why a worker took a child on, where the record says."""
    if desk.endswith("waiting"):
        return WAITING
    if "manager" in desk:
        return NOMINAL
    return "Manager covering a vacancy" if covers else None


def manager_held(held: Pieces, keys: Ints, person: Ints, until: int, staff: Staff, out: Sink) -> None:
    """Note each child a manager held for more than ten working days."""
    manages = np.zeros(staff.workers + 1, dtype=bool)
    manages[[each.worker for each in staff.managers]] = True
    which = np.flatnonzero(manages[held.worker])
    due = days.add_working_days_to_all(held.starts[which], 10)
    named = np.array(["manager" in each.named for each in staff.desks], dtype=bool)
    for piece, limit in zip(which.tolist(), due.tolist(), strict=True):
        if held.ends[piece] > limit and limit < until:
            planted = bool(named[held.desk[piece]])
            out.lapses(("wf-case-held-by-manager", int(keys[piece]), int(person[piece]), limit + 1, planted))


def overloaded(
    held: Pieces, keys: Ints, person: Ints, allocated: Ints, until: int, out: Sink, staff: Staff, squeezed: int
) -> None:
    """Note each allocation that took a worker over the ceiling of :data:`CEILING` children.

    A child passed back to the same worker without a break is one allocation, named by its first row.
    """
    which = allocated[np.lexsort((keys[allocated], held.starts[allocated], person[allocated], held.worker[allocated]))]
    merged: list[tuple[int, int, int, int, int]] = []  # worker, start, key, end, desk
    before = (-1, -1)
    for who, child, since, ends, key, desk in zip(
        held.worker[which].tolist(), person[which].tolist(), held.starts[which].tolist(), held.ends[which].tolist(),
        keys[which].tolist(), held.desk[which].tolist(), strict=True,
    ):  # fmt: skip
        if before == (who, child) and since <= merged[-1][3]:
            merged[-1] = (*merged[-1][:3], max(merged[-1][3], ends), desk)
        else:
            merged.append((who, since, key, ends, desk))
        before = (who, child)
    merged.sort(key=lambda each: (each[0], each[1], key_of("involvements", each[2])))
    ending: list[int] = []
    now, at = -1, (-1, -1)
    same: list[tuple[int, int, int, int, int]] = []
    for index, row in enumerate(merged):
        who, since = row[0], row[1]
        if who != now:
            ending, now = [], who
        if (who, since) != at:
            same, at = [], (who, since)
        same.append(row)
        ending.append(row[3])
        if index + 1 < len(merged) and merged[index + 1][:2] == at:
            continue  # starts on one day are one obligation
        ending = [each for each in ending if each > since]
        if len(ending) > CEILING and since - 1 < until:
            first = same[0]
            desk_of = staff.desks[first[4]]
            planted = bool(desk_of.named) or (since >= squeezed and desk_of.pool == ASSESSMENT)
            out.lapses(("wf-safe-workload", first[2], who, since, planted))


def unallocated(cases: pa.Table, held: Pieces, person: Ints, allocated: Ints, until: int, out: Sink) -> None:
    """Note each stretch of more than five working days of an open case that nobody held."""
    order = np.lexsort((cases.column("referred_on").to_numpy(), cases.column("person_id").to_numpy()))
    case_person = cases.column("person_id").to_numpy()[order].astype(np.int64)
    opened = cases.column("referred_on").to_numpy()[order].astype(np.int64)
    closed = cases.column("closed_on").fill_null(days.FOREVER).to_numpy()[order].astype(np.int64)
    refs = cases.column("referral_id").to_numpy()[order].astype(np.int64)
    shift = 1 << 20
    which = allocated[np.lexsort((held.starts[allocated], person[allocated]))]
    at = np.searchsorted(case_person * shift + opened, person[which] * shift + held.starts[which], side="right") - 1
    last_end = opened.copy()
    for case, since, ends in zip(at.tolist(), held.starts[which].tolist(), held.ends[which].tolist(), strict=True):
        before = int(last_end[case])
        if since > before:
            _gap(refs, case_person, case, before, since, int(closed[case]), until, out)
        if ends > before:
            last_end[case] = ends
    for case in np.flatnonzero(last_end < closed).tolist():
        _gap(refs, case_person, case, int(last_end[case]), days.FOREVER, int(closed[case]), until, out)


def _gap(refs: Ints, person: Ints, case: int, since: int, done: int, closed: int, until: int, out: Sink) -> None:
    due = days.add_working_days(since, 5)
    if done > due and closed > due and due < until:
        out.lapses(("cin-allocated-worker", int(refs[case]), int(person[case]), due + 1, False))
