"""How good a mock inspection is: how often data alone, audits alone, and both find a failing in an invented council.

Councils are simulated with every failing planted at one of several strengths, and with none. What the data find is
whether the standing evidence calls the line of enquiry a weakness. What audits find is drawn from the truth: children's
files are drawn as a mock inspection draws them (:mod:`sightline.inspection.sampling`), invented auditors
(:mod:`benchmarks.auditors`) say on which they see a lapse, and the line is named when more files have one than chance
gives in a good council. ``--write`` keeps the results as the product's own data, from which the page and
``docs/explanation/how-good-is-a-mock.md`` are made.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import time
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

import numpy as np
import pyarrow as pa

from benchmarks.auditors import KINDS, Auditors, Bools, Files, Floats, Ints, kappa, named, said
from sightline.engines.duckdb import DuckDBEngine
from sightline.inspection import certainty
from sightline.inspection.certainty_page import as_markdown
from sightline.inspection.frame import Frame, frame_of
from sightline.inspection.sampling import StratumPlan, draw
from sightline.inspection.standing.detection import MEASURED, Failure, failures_of
from sightline.inspection.standing.inspect import WeighedRecord, weigh_record
from sightline.inspection.strata import Stratum
from sightline.simulate import Scenario, simulate
from sightline.simulate.failings import FAILINGS
from sightline.simulate.scenarios import plant
from sightline.standards.catalogue import CATALOGUE
from sightline.standards.obligations import SubjectKind

AS_AT = dt.date(2016, 11, 14)
CHILDREN, YEARS = 4000, 6
STRENGTHS = (0.0, 0.25, 0.5, 1.0)
COUNCILS = 10
FIRST_SEED = 4001
SAMPLES = 20  # drawn of each council, design and size
TEAMS = 10  # of each kind, that read each sample
EACH = (1, 2, 4, 6, 8, 12)  # of each group
SIZES = tuple(each * len(Stratum) for each in EACH)
DESIGNS = ("random", "by group", "half for risk")
DOUBLED = 44  # files, of which the first so many are read twice
TWICE = (6, 12, 24, 44)
PAGE = Path("docs/explanation/how-good-is-a-mock.md")
# Not in a child's file: whether audits are used, and what leaders are told.
NOT_IN_A_FILE = frozenset({"quality-assurance", "telling-leaders"})
LINES = tuple(MEASURED)
STANDARDS = tuple(CATALOGUE.values())
KIND_OF: Mapping[str, SubjectKind] = MappingProxyType({each.code: each.subject_kind for each in STANDARDS})
Good = Mapping[tuple[str, int, str], Floats]


@dataclass(frozen=True, slots=True)
class Seen:
    """One council: which lines its data alone name, its children's files, and the samples drawn of them.

    ``samples``: by design and size, rows of ``files``, a line a sample.
    """

    data: Bools
    files: Files
    samples: Mapping[tuple[str, int], Ints]


def main() -> None:
    """Run, print, and with ``--write`` keep the results."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--councils", type=int, default=COUNCILS)
    asked.add_argument("--children", type=int, default=CHILDREN)
    asked.add_argument("--write", action="store_true")
    asked.add_argument("--page", action="store_true", help="write the page again from the results kept; no run")
    arguments = asked.parse_args()
    if arguments.page:
        PAGE.write_text(as_markdown(certainty.load()), encoding="utf-8")
        return
    started = time.process_time()
    results = run(arguments.councils, arguments.children)
    print(f"{time.process_time() - started:.0f} s of process time")
    text = written(results)
    print(as_markdown(certainty.read(json.loads(text))))
    if arguments.write:
        certainty.PATH.write_text(text, encoding="utf-8")
        PAGE.write_text(as_markdown(certainty.load()), encoding="utf-8")


def run(councils: int, children: int) -> dict[str, object]:
    """Every result, in the shape :func:`sightline.inspection.certainty.read` reads."""
    engine = DuckDBEngine()
    chance = np.random.default_rng(FIRST_SEED)

    def look(seed: int, strength: float) -> Seen:
        planted = [plant(line, each.began, strength) for line, each in FAILINGS.items()] if strength else []
        council = simulate(children, YEARS, AS_AT, seed, Scenario.HEALTHY, also=planted)
        record = weigh_record(council.extract, AS_AT, engine, STANDARDS)
        print(f"seed {seed} strength {strength}", flush=True)
        data = np.array([bool(record.lines[line].stands_out[-1]) for line in LINES])
        frame = frame_of(record)
        files = files_of(record, failures_of(council.truth.as_json()), frame.people)
        return Seen(data, files, samples_of(frame, seed, chance))

    seeds = iter(range(FIRST_SEED, FIRST_SEED + councils * (len(STRENGTHS) + 1)))
    good = _good_shares([look(next(seeds), 0.0) for _ in range(councils)], chance)
    found: list[dict[str, object]] = []
    agreement: list[dict[str, object]] = []
    for strength in STRENGTHS:
        seen = [look(next(seeds), strength) for _ in range(councils)]
        found += _found(seen, strength, good, chance)
        if strength == 0.5:
            agreement = _agreement(seen, chance)
    return {
        "as_at": AS_AT.isoformat(),
        "councils": councils,
        "children": children,
        "years": YEARS,
        "first_seed": FIRST_SEED,
        "samples": SAMPLES,
        "teams": TEAMS,
        "sizes": list(SIZES),
        "kinds": [
            {"id": each.id, "sensitivity": each.sensitivity, "false_alarm": each.false_alarm, "differ": each.differ}
            for each in KINDS
        ],
        "found": found,
        "agreement": agreement,
    }


def samples_of(frame: Frame, seed: int, chance: np.random.Generator) -> dict[tuple[str, int], Ints]:
    """Samples by design and size: of everybody alike, or as a mock inspection draws them, of each group as many."""
    row = {who: place for place, who in enumerate(frame.people)}
    out: dict[tuple[str, int], Ints] = {}
    for each, size in zip(EACH, SIZES, strict=True):
        for design in DESIGNS:
            rows = np.full((SAMPLES, size), len(row))
            for number in range(SAMPLES):
                if design == "random":
                    mine = chance.permutation(len(row))[:size]
                else:
                    plan = _plan(each, by_risk=design == "half for risk")
                    drawing = draw(frame, plan, seed * SAMPLES + number)
                    mine = np.array([row[one.person_id] for one in drawing.children])
                rows[number, : len(mine)] = mine
            out[design, size] = rows
    return out


def _plan(each: int, *, by_risk: bool) -> list[StratumPlan]:
    """As many of each group; half for risk, of an odd number one more in every other group."""
    shares = [each // 2 + (place % 2 if each % 2 else 0) if by_risk else 0 for place in range(len(Stratum))]
    return [StratumPlan(stratum, share, each - share) for stratum, share in zip(Stratum, shares, strict=True)]


def written(results: Mapping[str, object]) -> str:
    """Results as JSON, a row a line, so that a difference is read."""
    parts = []
    for name, value in results.items():
        if isinstance(value, list) and value and isinstance(value[0], dict):
            rows = ",\n".join(f"  {json.dumps(each, separators=(',', ':'))}" for each in value)
            parts.append(f'"{name}": [\n{rows}\n]')
        else:
            parts.append(f'"{name}": {json.dumps(value)}')
    return "{\n" + ",\n".join(parts) + "\n}\n"


def files_of(record: WeighedRecord, truth: tuple[Failure, ...], people: tuple[str, ...]) -> Files:
    """The file of each of ``people``: the lines that apply to it in the twelve months, and those that truly lapsed."""
    clocks, view = record.clocks, record.view
    lapses: dict[str, set[str]] = defaultdict(set)
    for failure in truth:
        lapses[failure.standard] |= failure.keys
    counted = view.met | view.open | view.late
    refs = record.owed.named()["ref"]
    place_of = {who: place for place, who in enumerate(people)}
    row_of = np.array([place_of.get(who, len(people)) for who in clocks.subjects.to_pylist()])
    applies = np.zeros((len(people) + 1, len(LINES)), dtype=bool)
    lapsed = np.zeros_like(applies)
    codes = [each.code for each in clocks.standards]
    for place, line in enumerate(LINES):
        for code in MEASURED[line]:
            if line in NOT_IN_A_FILE or KIND_OF[code] is not SubjectKind.CHILD or code not in codes:
                continue
            owed = np.flatnonzero(counted & (clocks.standard == codes.index(code)))
            keys = refs.take(pa.array(owed)).cast(pa.string()).to_pylist()
            truly = np.array([key in lapses[code] for key in keys], dtype=bool)
            rows = row_of[clocks.subject[owed]]
            applies[rows, place] = True
            lapsed[rows[truly], place] = True
    applies[-1] = lapsed[-1] = False  # whoever is in no group, whose file nobody draws
    return Files(applies, lapsed)


def _heard(files: Files, samples: Ints, kind: Auditors, chance: np.random.Generator) -> tuple[Bools, Bools]:
    """What several teams say of each sample, and what applies in it; a team and a sample a draw."""
    rows = np.repeat(samples, TEAMS, axis=0)
    return said(files, rows, kind, chance), files.applies[rows]


def _good_shares(learnt: list[Seen], chance: np.random.Generator) -> Good:
    """The share of files said to have lapsed in good councils, by line: what a team is held to know beforehand."""
    out: dict[tuple[str, int, str], Floats] = {}
    for design in DESIGNS:
        for size in SIZES:
            for kind in KINDS:
                says, bases = np.zeros(len(LINES)), np.zeros(len(LINES))
                for each in learnt:
                    heard, applies = _heard(each.files, each.samples[design, size], kind, chance)
                    says += heard.sum(axis=(0, 1))
                    bases += applies.sum(axis=(0, 1))
                out[design, size, kind.id] = np.divide(says, bases, out=np.zeros(len(LINES)), where=bases > 0)
    return out


def _found(seen: list[Seen], strength: float, good: Good, chance: np.random.Generator) -> list[dict[str, object]]:
    out: list[dict[str, object]] = []
    data = np.array([each.data for each in seen])
    bases = np.sum([each.files.applies.sum(axis=0) for each in seen], axis=0)
    share = np.sum([each.files.lapsed.sum(axis=0) for each in seen], axis=0) / np.maximum(bases, 1)
    for design in DESIGNS:
        for kind in KINDS:
            audits, both, read = (np.zeros((len(SIZES), len(LINES))) for _ in range(3))
            for at, size in enumerate(SIZES):
                for each in seen:
                    heard, applies = _heard(each.files, each.samples[design, size], kind, chance)
                    names = named(heard, applies, good[design, size, kind.id])
                    audits[at] += names.mean(axis=0) / len(seen)
                    both[at] += (names | each.data).mean(axis=0) / len(seen)
                    read[at] += applies.sum(axis=1).mean(axis=0) / len(seen)
            for place, line in enumerate(LINES):
                out.append(
                    {
                        "line": line,
                        "strength": strength,
                        "design": design,
                        "auditors": kind.id,
                        "in_files": line not in NOT_IN_A_FILE,
                        "share": round(float(share[place]), 4),
                        "data": int(data[:, place].sum()),
                        "files": [round(float(each), 2) for each in read[:, place]],
                        "audits": [round(float(each), 4) for each in audits[:, place]],
                        "both": [round(float(each), 4) for each in both[:, place]],
                    }
                )
    return out


def _agreement(seen: list[Seen], chance: np.random.Generator) -> list[dict[str, object]]:
    """Kappa of two auditors on the same files, drawn again and again, by how many files both read."""
    out: list[dict[str, object]] = []
    for kind in KINDS:
        for size in TWICE:
            values = []
            for each in seen:
                samples = chance.permuted(each.samples["by group", DOUBLED], axis=1)[:, :size]
                first, applies = _heard(each.files, samples, kind, chance)
                second, _ = _heard(each.files, samples, kind, chance)
                values += [kappa(one[mask], two[mask]) for one, two, mask in zip(first, second, applies, strict=True)]
            low, middle, high = np.nanpercentile(values, [2.5, 50, 97.5])
            out.append(
                {
                    "auditors": kind.id,
                    "files": size,
                    "low": round(float(low), 3),
                    "middle": round(float(middle), 3),
                    "high": round(float(high), 3),
                }
            )
    return out


if __name__ == "__main__":
    main()
