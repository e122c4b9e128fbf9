"""Holds a simulated council against published rates, and against the council whose shape it takes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from sightline.simulate import days
from sightline.simulate.council import Council
from sightline.simulate.drift import CASE_SIZE
from sightline.simulate.rates import CASE, PUBLISHED

Days = npt.NDArray[np.int64]
YEAR = 365


@dataclass(frozen=True, slots=True)
class Comparison:
    """One line of the table: the published figure (middle authority, or the case's) beside the simulated one.

    ``low`` and ``high`` are the published quartiles; None where only one figure is published.
    """

    measure: str
    words: str
    year: int | None
    published: float
    low: float | None
    high: float | None
    simulated: float | None
    unit: str


def calibration(council: Council) -> list[Comparison]:
    """Every published measure the record can follow, over all the years simulated; then the case's figures at the end.

    The case's figures are scaled to the council's size. ``simulated`` is None where nothing happened to measure.
    """
    record = _Record(council)
    found = [
        Comparison(each.measure, each.words, each.year, each.middle, each.lower, each.upper,
                   _round(RATES[each.measure](record)), each.unit)
        for each in PUBLISHED
    ]  # fmt: skip
    counts = _counts(record)
    scale = council.extract.tables["people"].num_rows / CASE_SIZE
    found += [
        Comparison(each.measure, each.words, 2016, round(each.value * scale, 1), None, None,
                   float(counts[each.measure]), "children")
        for each in CASE
    ]  # fmt: skip
    return found


def _round(value: float | None) -> float | None:
    return None if value is None or not np.isfinite(value) else round(value, 1)


class _Record:
    """Columns of a council as arrays: days as numbers (missing: ``days.FOREVER``), the rest as Arrow."""

    def __init__(self, council: Council) -> None:
        self.tables = council.extract.tables
        self.until = days.number(council.truth.as_at)
        self.start = int(self.day("councils", "started_on")[0])

    def day(self, table: str, column: str) -> Days:
        values = pc.cast(self.tables[table].column(column), pa.int32())
        found: Days = pc.fill_null(values, days.FOREVER).to_numpy().astype(np.int64)
        return found

    def has(self, table: str, column: str, *values: object) -> npt.NDArray[np.bool_]:
        found = pc.is_in(self.tables[table].column(column), value_set=pa.array(list(values)))
        return np.asarray(found.to_numpy(zero_copy_only=False), dtype=bool)

    def code(self, table: str, column: str) -> npt.NDArray[np.int64]:
        """Equal values given equal numbers."""
        codes = pc.dictionary_encode(self.tables[table].column(column).combine_chunks())
        found: Days = codes.indices.to_numpy().astype(np.int64)
        return found

    def within(self, moments: Days) -> npt.NDArray[np.bool_]:
        """Which fall in the years simulated."""
        return (moments >= self.start) & (moments <= self.until)


def _share(part: npt.NDArray[np.bool_], of: npt.NDArray[np.bool_]) -> float | None:
    total = int(of.sum())
    return 100.0 * int((part & of).sum()) / total if total else None


def _from(*codes: str) -> Callable[[_Record], float | None]:
    return lambda r: _share(
        r.has("cin_episodes", "source_code", *codes), r.within(r.day("cin_episodes", "referred_on"))
    )


def _nothing_further(r: _Record) -> float | None:
    return _share(r.has("cin_episodes", "no_further_action", True), r.within(r.day("cin_episodes", "referred_on")))


def _referred_again(r: _Record) -> float | None:
    on, who = r.day("cin_episodes", "referred_on"), r.code("cin_episodes", "person_id")
    order = np.lexsort((on, who))
    on, who = on[order], who[order]
    again = np.zeros(len(on), dtype=bool)
    again[1:] = (who[1:] == who[:-1]) & (on[1:] - on[:-1] <= YEAR)
    return _share(again, r.within(on))


def _assessed_in_time(r: _Record) -> float | None:
    began, ended = r.day("assessments", "started_on"), r.day("assessments", "authorised_on")
    done = r.within(ended)
    due = days.add_working_days_to_all(began, 45)
    return _share(ended <= due, done)


def _open_for(low: int, high: int) -> Callable[[_Record], float | None]:
    def share(r: _Record) -> float | None:
        began, ended = r.day("cin_episodes", "referred_on"), r.day("cin_episodes", "closed_on")
        closed = r.within(ended) & r.has("cin_episodes", "no_further_action", False)
        length = ended - began
        return _share((length >= low) & (length < high), closed)

    return share


def _conferences_in_time(r: _Record) -> float | None:
    held, target = r.day("initial_cp_conferences", "held_on"), r.day("initial_cp_conferences", "target_on")
    return _share(held <= target, r.within(held))


def _reviewed_in_time(r: _Record) -> float | None:
    plan = np.asarray(r.tables["cp_reviews"].column("cp_plan_id").to_pylist(), dtype=object)
    late = set(plan[r.day("cp_reviews", "reviewed_on") > r.day("cp_reviews", "due_on")].tolist())
    plans = np.asarray(r.tables["cp_plans"].column("cp_plan_id").to_pylist(), dtype=object)
    old = np.minimum(r.day("cp_plans", "ended_on"), r.until) - r.day("cp_plans", "started_on") >= 91
    return _share(np.array([each not in late for each in plans], dtype=bool), old)


def _not_first_plan(r: _Record) -> float | None:
    on, who = r.day("cp_plans", "started_on"), r.code("cp_plans", "person_id")
    order = np.lexsort((on, who))
    on, who = on[order], who[order]
    again = np.zeros(len(on), dtype=bool)
    again[1:] = who[1:] == who[:-1]
    return _share(again, (on > r.until - 3 * YEAR) & (on <= r.until))


def _plans_that_lasted(low: int, high: int) -> Callable[[_Record], float | None]:
    def share(r: _Record) -> float | None:
        ended = r.day("cp_plans", "ended_on")
        length = ended - r.day("cp_plans", "started_on")
        return _share((length >= low) & (length < high), r.within(ended))

    return share


def _three_placements(r: _Record) -> float | None:
    began, ended = r.day("cla_placements", "started_on"), r.day("cla_placements", "ended_on")
    who = r.code("cla_placements", "person_id")
    counted = ~r.has("cla_placements", "placement_type_code", "T1", "T3", "T4")
    shares = []
    for day in range(r.until, r.start + YEAR, -YEAR):
        now = np.unique(who[(began <= day) & (ended > day)])
        year = who[counted & (began <= day) & (ended > day - YEAR)]
        number = np.bincount(year, minlength=int(who.max(initial=0)) + 1)
        if len(now):
            shares.append(100.0 * float((number[now] >= 3).mean()))
    return float(np.mean(shares)) if shares else None


def _missing(r: _Record) -> float | None:
    people = r.tables["people"].column("person_id").to_pylist()
    index = {person: number for number, person in enumerate(people)}
    gone = np.array(
        [index[each] for each in r.tables["missing_episodes"].column("person_id").to_pylist()], dtype=np.int64
    )
    on = r.day("missing_episodes", "started_on")
    cared = np.array([index[each] for each in r.tables["cla_episodes"].column("person_id").to_pylist()], dtype=np.int64)
    began, ended = r.day("cla_episodes", "started_on"), r.day("cla_episodes", "ceased_on")
    shares = []
    for day in range(r.until, r.start + YEAR, -YEAR):
        mine = np.unique(cared[(began <= day) & (ended > day - YEAR)])
        lost = np.unique(gone[(on > day - YEAR) & (on <= day)])
        if len(mine):
            shares.append(100.0 * len(np.intersect1d(mine, lost)) / len(mine))
    return float(np.mean(shares)) if shares else None


def _left_care(*reasons: str) -> Callable[[_Record], float | None]:
    def share(r: _Record) -> float | None:
        left = r.within(r.day("cla_episodes", "ceased_on")) & ~r.has("cla_episodes", "ceased_reason_code", "X1")
        return _share(r.has("cla_episodes", "ceased_reason_code", *reasons), left)

    return share


def _teeth(r: _Record) -> float | None:
    began, ended = r.day("cla_episodes", "entered_care_on"), r.day("cla_episodes", "ceased_on")
    who = r.tables["cla_episodes"].column("person_id").to_pylist()
    checked = r.day("cla_health_checks", "checked_on")
    dental = r.has("cla_health_checks", "check_type", "Dental Check") & (checked > r.until - YEAR)
    seen = {
        each
        for each, now in zip(r.tables["cla_health_checks"].column("person_id").to_pylist(), dental, strict=True)
        if now
    }
    year = (began <= r.until - YEAR) & (ended == days.FOREVER)
    return _share(np.array([each in seen for each in who], dtype=bool), year)


def _leavers(column: str, *values: object) -> Callable[[_Record], float | None]:
    def share(r: _Record) -> float | None:
        grown = r.has("care_leavers", "eligibility_code", "Former Relevant")
        return _share(r.has("care_leavers", column, *values), grown)

    return share


SOCIAL_WORK = ("social-worker", "newly-qualified", "senior-practitioner")


def _turnover(r: _Record) -> float | None:
    began, ended = r.day("posts", "started_on"), r.day("posts", "ended_on")
    work = r.has("posts", "post_type", *SOCIAL_WORK) & r.has("posts", "is_agency", False)
    left = work & ~r.has("posts", "left_reason", "promoted")
    shares = []
    for day in range(r.until, r.start + YEAR, -YEAR):
        now = int((work & (began <= day) & (ended > day)).sum())
        gone = int((left & (ended > day - YEAR) & (ended <= day)).sum())
        if now:
            shares.append(100.0 * gone / now)
    return float(np.mean(shares)) if shares else None


def _agency(r: _Record) -> float | None:
    began, ended = r.day("posts", "started_on"), r.day("posts", "ended_on")
    work = r.has("posts", "post_type", *SOCIAL_WORK) & (began <= r.until) & (ended > r.until)
    return _share(r.has("posts", "is_agency", True), work)


def _caseload(r: _Record) -> float | None:
    now = (r.day("involvements", "ended_on") == days.FOREVER) & r.has("involvements", "role", "ALLOCATED")
    workers = np.unique(r.code("involvements", "professional_id")[now])
    return float(now.sum()) / len(workers) if len(workers) else None


RATES: Mapping[str, Callable[[_Record], float | None]] = {
    "RefBySource_Police_%": _from("6"),
    "RefBySource_Schl_%": _from("2A"),
    "RefBySource_HealthServ_%": _from("3A", "3B", "3C", "3D", "3E", "3F"),
    "CIN_Refferals_NFA": _nothing_further,
    "ReReferral": _referred_again,
    "Continue_Assess_Comp": _assessed_in_time,
    "CINCease3months": _open_for(0, 91),
    "CINCease3-6": _open_for(91, 183),
    "CINCease6-1": _open_for(183, 365),
    "CINCease1-2": _open_for(365, 730),
    "CINCease2more": _open_for(730, days.FOREVER),
    "CP_conf_15days": _conferences_in_time,
    "RevCP": _reviewed_in_time,
    "PrevRegCPR": _not_first_plan,
    "CPRDuration": _plans_that_lasted(0, 92),
    "CPPlans2yrs": _plans_that_lasted(730, days.FOREVER),
    "LACStable_2016on": _three_placements,
    "Children_missing": _missing,
    "%_of LAC Adopted": _left_care("E11", "E12"),
    "LAC_ceased_SGO%": _left_care("E43", "E44", "E45", "E46", "E47", "E48"),
    "LACDental%": _teeth,
    "CareLeaverEET": _leavers("activity_code", "F1", "P1", "F2", "P2", "F4", "P4", "F5", "P5"),
    "CareLeaverAcc": _leavers("accommodation_suitable", True),
    "CareLeavers_LA_NotInTouch": _leavers("in_touch_code", "NO"),
    "Work_Force_TO_Rate": _turnover,
    "Work_Force_Agecy_Rate": _agency,
    "Work_Force_AvgNumCase_SW": _caseload,
}


def _counts(r: _Record) -> dict[str, int]:
    def now(table: str, begins: str, ends: str, day: int) -> npt.NDArray[np.bool_]:
        return np.asarray((r.day(table, begins) <= day) & (r.day(table, ends) > day))

    accepted = r.has("cin_episodes", "no_further_action", False)
    care = now("cla_episodes", "started_on", "ceased_on", r.until)
    placed = now("cla_placements", "started_on", "ended_on", r.until)
    left = r.day("cla_episodes", "ceased_on")
    year = (left > r.until - YEAR) & (left <= r.until) & ~r.has("cla_episodes", "ceased_reason_code", "X1")
    enquiries = r.day("s47_enquiries", "started_on")
    return {
        "in-need": int((accepted & now("cin_episodes", "referred_on", "closed_on", r.until)).sum()),
        "on-plan": int(now("cp_plans", "started_on", "ended_on", r.until).sum()),
        "on-plan-before": int(now("cp_plans", "started_on", "ended_on", r.until - YEAR).sum()),
        "looked-after": int(care.sum()),
        "out-of-area": int((placed & r.has("cla_placements", "is_out_of_area", True)).sum()),
        "foster": int(
            (placed & r.has("cla_placements", "placement_type_code", "U1", "U2", "U3", "U4", "U5", "U6")).sum()
        ),
        "homes": int((placed & r.has("cla_placements", "placement_type_code", "K2", "R1")).sum()),
        "section-20": int(
            (
                now("legal_statuses", "started_on", "ended_on", r.until) & r.has("legal_statuses", "legal_status", "V2")
            ).sum()
        ),
        "ceased": int(year.sum()),
        "adopted": int((year & r.has("cla_episodes", "ceased_reason_code", "E11", "E12")).sum()),
        "guardians": int(
            (year & r.has("cla_episodes", "ceased_reason_code", "E43", "E44", "E45", "E46", "E47", "E48")).sum()
        ),
        "enquiries": int(((enquiries > r.until - YEAR) & (enquiries <= r.until)).sum()),
        "private": int(now("private_fostering_arrangements", "notified_on", "ended_on", r.until).sum()),
        "at-risk": _at_risk(r),
    }


def _at_risk(r: _Record) -> int:
    """Children with an open concern whose latest screening judged the risk medium or high."""
    open_now = r.day("exploitation_concerns", "closed_on") == days.FOREVER
    mine = set(r.tables["exploitation_concerns"].column("person_id").filter(pa.array(open_now)).to_pylist())
    latest: dict[str, tuple[int, str]] = {}
    screenings = r.tables["exploitation_screenings"]
    for who, day, level in zip(
        screenings.column("person_id").to_pylist(), r.day("exploitation_screenings", "screened_on").tolist(),
        screenings.column("level").to_pylist(), strict=True,
    ):  # fmt: skip
        latest[who] = max(latest.get(who, (0, "")), (day, level))
    return sum(latest.get(each, (0, ""))[1] in ("medium", "high") for each in mine)
