"""How well what was planted is found, and what a good council is told, on seeds not used while the rule was written.

For each of ten seeds: the failing council inspected as at 14 November 2016 under the framework of its day (its grades
beside those published, precision and recall by failing, and on what share of seeds it stands out), and the good council
(its indicated grades).
"""

from __future__ import annotations

import argparse
import datetime as dt
from collections import Counter, defaultdict

from sightline.engines.duckdb import DuckDBEngine
from sightline.inspection.framework import load_framework
from sightline.inspection.standing.detection import Detection, detect, failures_of
from sightline.inspection.standing.inspect import conclude, weigh_record
from sightline.inspection.standing.lines import LINES
from sightline.inspection.standing.report import Inspection
from sightline.inspection.standing.rule import Grade
from sightline.simulate import Council, Scenario, simulate
from sightline.standards.catalogue import CATALOGUE

AS_AT = dt.date(2016, 11, 14)
SEEDS = range(101, 111)
PUBLISHED = ("inadequate", "requires improvement", "good", "requires improvement", "inadequate", "inadequate")
STANDARDS = tuple(CATALOGUE.values())


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--seeds", type=int, nargs="*", default=list(SEEDS))
    seeds = arguments.parse_args().seeds
    by_line: dict[str, list[Detection]] = defaultdict(list)
    as_published = 0
    for seed in seeds:
        council = simulate(seed=seed, scenario=Scenario.CASE_2016)
        inspection, detections = _inspected(council)
        as_published += grades(inspection) == PUBLISHED
        print(f"case-2016 seed {seed}: {_shown(inspection)}", flush=True)
        for each in detections:
            by_line[each.line].append(each)
    _table(by_line)
    good = stood = 0
    falsely: Counter[str] = Counter()
    for seed in seeds:
        inspection, _ = _inspected(simulate(seed=seed, scenario=Scenario.HEALTHY))
        none_inadequate = all(each.indicative_grade is not Grade.INADEQUATE for each in inspection.judgements)
        good += inspection.overall is Grade.GOOD and none_inadequate
        standing = [line.id for line in inspection.lines if line.stands_out]
        falsely.update(standing)
        stood += len(standing)
        print(f"healthy seed {seed}: {_shown(inspection)}; stand out: {', '.join(standing) or 'none'}", flush=True)
    print(f"\ncase-2016: the six published grades indicated on {as_published} of {len(seeds)} seeds")
    print(f"healthy: good overall and nothing inadequate on {good} of {len(seeds)} seeds (target 9 of 10)")
    print(f"healthy: {stood / (len(seeds) * len(LINES)):.1%} of lines of enquiry stand out by chance: {dict(falsely)}")


def grades(inspection: Inspection) -> tuple[str, ...]:
    """The judgements' grades in order, then the overall one."""
    overall = inspection.overall.value if inspection.overall else "none"
    return (*(each.indicative_grade.value for each in inspection.judgements), overall)


def _inspected(council: Council) -> tuple[Inspection, tuple[Detection, ...]]:
    record = weigh_record(council.extract, AS_AT, DuckDBEngine(), STANDARDS)
    inspection = conclude(record, load_framework("sif-2013-2017"), STANDARDS)
    return inspection, detect(record, failures_of(council.truth.as_json()))


def _shown(inspection: Inspection) -> str:
    return ", ".join(grades(inspection))


def _table(by_line: dict[str, list[Detection]]) -> None:
    print(f"\n{'':<5}{'line of enquiry':<40}{'precision':>12}{'lowest':>9}{'recall':>10}{'lowest':>9}{'out':>6}")
    for line, each in by_line.items():
        found, true = sum(one.found for one in each), sum(one.true for one in each)
        planted, hit = sum(one.planted for one in each), sum(one.planted_found for one in each)
        lowest_precision = min((one.precision for one in each if one.precision is not None), default=float("nan"))
        lowest_recall = min((one.recall for one in each if one.recall is not None), default=float("nan"))
        print(
            f"{LINES[line].f_number:<5}{LINES[line].title:<40}{true / found if found else float('nan'):>12.3f}"
            f"{lowest_precision:>9.3f}{hit / planted if planted else float('nan'):>10.3f}{lowest_recall:>9.3f}"
            f"{sum(one.stands_out for one in each) / len(each):>6.0%}"
        )


if __name__ == "__main__":
    main()
