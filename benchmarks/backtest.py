"""What published figures could tell of the inspections that followed: the frozen table of 2013 to 2026, measured again.

Below good against good or better, out of sample, on every inspection from 2017 on (before that no indicators), by the
area under the ROC curve (AUC) with a 95% interval from drawing authorities again. *Across authorities*: each authority
predicted by a model that saw none of its inspections. *Forward*: each year predicted by a model of the years before it.
Then the record of each fifth by the score that fits nothing, which the site shows. ``--write`` keeps the results as the
product's own data. The logistic regression is ten lines of Newton's method; the penalty was set beforehand.
"""

from __future__ import annotations

import argparse
import csv
import datetime as dt
import json
from collections.abc import Callable
from dataclasses import dataclass
from math import sqrt
from pathlib import Path

import numpy as np
import numpy.typing as npt

from benchmarks.backtest_page import PAGE, as_markdown
from sightline.country.authorities import authorities
from sightline.country.indicators import measures, values
from sightline.country.score import FIFTHS, SCORED, distances, fifth_of, scores_on, year_by
from sightline.country.track_record import PATH, track_record

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]
TABLE = Path(__file__).parent / "data" / "backtest_table.csv"
FROM = "2017"  # the first inspections with indicators as published on the day
FORWARD_FROM = 2019
PENALTY = 10.0
FOLDS, SHUFFLES = 10, 5
DRAWN_AGAIN = 1000
SEED = 2026
CASE, CASE_ON = 803, dt.date(2016, 11, 21)


@dataclass(frozen=True, slots=True)
class Table:
    """The inspections from 2017 on with an outcome, a row each; ``previous`` is nan where there was none."""

    code: npt.NDArray[np.int64]
    year: npt.NDArray[np.int64]
    started: tuple[dt.date, ...]
    below_good: Bools
    inadequate: Bools
    previous: Floats
    z: Floats
    names: tuple[str, ...]

    def only(self, keep: Bools) -> Table:
        """The rows kept."""
        started = tuple(day for day, wanted in zip(self.started, keep, strict=True) if wanted)
        return Table(
            self.code[keep],
            self.year[keep],
            started,
            self.below_good[keep],
            self.inadequate[keep],
            self.previous[keep],
            self.z[keep],
            self.names,
        )


def read(path: Path = TABLE) -> Table:
    """The frozen table from 2017 on."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = [each for each in csv.DictReader(file) if each["start"] >= FROM and each["overall"]]
    names = tuple(each[2:] for each in rows[0] if each.startswith("z_"))
    z = np.array([[float(each[f"z_{name}"] or "nan") for name in names] for each in rows])
    return Table(
        np.array([int(each["la_code"]) for each in rows]),
        np.array([int(each["start"][:4]) for each in rows]),
        tuple(dt.date.fromisoformat(each["start"]) for each in rows),
        np.array([each["below_good"] == "True" for each in rows]),
        np.array([each["inadequate"] == "True" for each in rows]),
        np.array([float(each["prev"] or "nan") for each in rows]),
        z,
        names,
    )


def auc(happened: Bools, score: Floats) -> float:
    """How often one to which it happened scores higher than one to which it did not; ties count half."""
    _, place, counts = np.unique(score, return_inverse=True, return_counts=True)
    rank = (np.cumsum(counts) - (counts - 1) / 2)[place]
    ones = int(happened.sum())
    return float((rank[happened].sum() - ones * (ones + 1) / 2) / (ones * (len(happened) - ones)))


def interval(code: npt.NDArray[np.int64], happened: Bools, score: Floats) -> tuple[float, float]:
    """The middle 95% of the AUC, authorities drawn again with all their inspections."""
    chance = np.random.default_rng(SEED)
    known = np.unique(code)
    mine = {each: np.flatnonzero(code == each) for each in known}
    found = []
    for _ in range(DRAWN_AGAIN):
        rows = np.concatenate([mine[each] for each in chance.choice(known, len(known))])
        if 0 < happened[rows].sum() < len(rows):
            found.append(auc(happened[rows], score[rows]))
    low, high = np.percentile(found, [2.5, 97.5])
    return float(low), float(high)


def fitted(x: Floats, y: Floats) -> Floats:
    """Weights of a logistic regression with a ridge penalty, intercept first and not penalised."""
    x = np.column_stack([np.ones(len(x)), x])
    penalty = np.eye(x.shape[1]) * PENALTY
    penalty[0, 0] = 0.0
    weights = np.zeros(x.shape[1])
    for _ in range(50):
        chance = 1 / (1 + np.exp(-x @ weights))
        step = np.linalg.solve(
            (x * (chance * (1 - chance))[:, None]).T @ x + penalty, x.T @ (chance - y) + penalty @ weights
        )
        weights -= step
        if np.abs(step).max() < 1e-10:
            break
    return weights


def predicted(weights: Floats, x: Floats) -> Floats:
    """The linear predictor: its order is all that is used."""
    found: Floats = np.column_stack([np.ones(len(x)), x]) @ weights
    return found


def across(table: Table, x: Floats, y: Bools) -> Floats:
    """Each inspection scored by models that saw none of its authority's, the mean of several shuffles."""
    known = np.unique(table.code)
    total = np.zeros(len(y))
    for shuffle in range(SHUFFLES):
        order = np.random.default_rng(SEED + shuffle).permutation(len(known))
        fold = dict(zip(known.tolist(), (order % FOLDS).tolist(), strict=True))
        which = np.array([fold[each] for each in table.code.tolist()])
        for each in range(FOLDS):
            out = which == each
            total[out] += predicted(fitted(x[~out], y[~out].astype(float)), x[out])
    return total / SHUFFLES


def forward(table: Table, x: Floats, y: Bools) -> tuple[Bools, Floats]:
    """Which inspections were predicted, and each scored by a model of the years before its own."""
    tried = table.year >= FORWARD_FROM
    score = np.zeros(len(y))
    for year in np.unique(table.year[tried]):
        now = table.year == year
        score[now] = predicted(fitted(x[table.year < year], y[table.year < year].astype(float)), x[now])
    return tried, score


def within_years(table: Table, happened: Bools, score: Floats) -> float:
    """The AUC over pairs of the same year alone, so that a base rate that falls helps nobody."""
    won = pairs = 0.0
    for year in np.unique(table.year):
        now = table.year == year
        many = happened[now].sum() * (~happened[now]).sum()
        if many:
            won += auc(happened[now], score[now]) * many
            pairs += many
    return float(won / pairs)


def mean_z(table: Table) -> Floats:
    """The score that fits nothing: the mean of the z of the measures with a stated polarity, worse positive."""
    signs = np.array([{"low": 1.0, "high": -1.0}.get(measures()[each].wanted, np.nan) for each in SCORED])
    places = [table.names.index(each) for each in SCORED]
    return np.asarray(np.nanmean(table.z[:, places] * signs, axis=1))


def by_fifth(table: Table) -> list[dict[str, object]]:
    """Each fifth's record: an inspected authority's fifth is among all authorities, by what was out on the day."""
    found: dict[int, list[bool]] = {each: [] for each in range(1, FIFTHS + 1)}
    for code, day, happened in zip(table.code.tolist(), table.started, table.below_good.tolist(), strict=True):
        scores = scores_on(day)
        if code in scores:
            rank = 1 + sum(each < scores[code] for each in scores.values())
            found[fifth_of(rank, len(scores))].append(happened)
    return [
        {"fifth": each, "inspections": len(some), "below_good": sum(some), **_share(sum(some), len(some))}
        for each, some in found.items()
    ]


def by_year(table: Table) -> list[dict[str, object]]:
    """How often inspections of each year were below good."""
    return [
        {"year": int(year), "inspections": int(now.sum()), "below_good": int(table.below_good[now].sum())}
        for year in np.unique(table.year)
        for now in [table.year == year]
    ]


def same_z(table: Table) -> tuple[int, int]:
    """Of the table's z-scores, how many come out the same (to 0.02) from the shipped indicators, of how many."""
    place = {code: at for at, code in enumerate(authorities())}
    same = of = 0
    for row, (code, day) in enumerate(zip(table.code.tolist(), table.started, strict=True)):
        for column, name in enumerate(table.names):
            measure = measures().get(name)
            if measure is None or np.isnan(table.z[row, column]):
                continue
            year = year_by(measure, day)
            of += 1
            ours = np.nan if year is None else distances(measure, year)[place[code]]
            same += bool(abs(ours - table.z[row, column]) <= 0.02)
    return same, of


def case(table: Table) -> dict[str, object]:
    """Where the council of the case stood, of all authorities, on the figures for the year to March 2016."""
    others = table.only(table.code != CASE)
    z = np.column_stack(
        [
            distances(measures()[each], 2016)
            if 2016 in values(measures()[each]).years
            else np.full(len(authorities()), np.nan)
            for each in table.names
            if each in measures()
        ]
    )
    names = [each for each in table.names if each in measures()]
    place = list(authorities()).index(CASE)
    there = (~np.isnan(z)).sum(axis=1) >= 7
    signs = {each: {"low": 1.0, "high": -1.0}.get(measures()[each].wanted, np.nan) for each in SCORED}
    workforce = {each for each in SCORED if each.startswith("Work_Force")}

    def percentile(score: Floats) -> float:
        mine = score[place]
        return float((score[there] < mine).mean() + (score[there] == mine).mean() / 2)

    def unfitted(leave_out: set[str]) -> float:
        chosen = [each for each in SCORED if each in names and each not in leave_out]
        columns = np.array([z[:, names.index(each)] * signs[each] for each in chosen])
        counted = (~np.isnan(columns)).sum(axis=0)
        return percentile(np.nansum(columns, axis=0) / np.maximum(counted, 1))

    def model(leave_out: set[str]) -> float:
        chosen = [each for each in names if each not in leave_out]
        x = np.nan_to_num(others.z[:, [others.names.index(each) for each in chosen]])
        weights = fitted(x, others.below_good.astype(float))
        return percentile(predicted(weights, np.nan_to_num(z[:, [names.index(each) for each in chosen]])))

    long_run = values(measures()["cin13_repeat_cpp_pct"])
    return {
        "authority": CASE,
        "inspected_on": CASE_ON.isoformat(),
        "recorded_percentile": 0.23,
        "score": round(unfitted(set()), 3),
        "score_without_workforce": round(unfitted(workforce), 3),
        "fitted": round(model(set()), 3),
        "fitted_without_workforce": round(model(workforce), 3),
        "repeat_plans_2015": long_run.of(CASE, 2015),
        "repeat_plans_2016": long_run.of(CASE, 2016),
    }


def measured(table: Table) -> list[dict[str, object]]:
    """The AUC of each predictor, across authorities and forward, with intervals."""
    known = table.only(~np.isnan(table.previous))
    indicators = np.nan_to_num(known.z)
    predictors: dict[str, Floats] = {
        "previous grade": -known.previous[:, None],
        "21 indicators": indicators,
        "both": np.column_stack([indicators, known.previous]),
    }
    rows = []
    for name, x in predictors.items():
        rows.append(_row(name, "below good", known, x, known.below_good))
    rows.append(_row("both", "inadequate", known, predictors["both"], known.inadequate))
    score = mean_z(table)
    low, high = interval(table.code, table.below_good, score)
    rows.append(
        {
            "predictor": "score",
            "outcome": "below good",
            "inspections": len(score),
            "across": round(auc(table.below_good, score), 3),
            "across_low": round(low, 3),
            "across_high": round(high, 3),
            "within_years": round(within_years(table, table.below_good, score), 3),
        }
    )
    return rows


def _row(name: str, outcome: str, table: Table, x: Floats, y: Bools) -> dict[str, object]:
    # One figure alone needs no fitting, so nothing is left out of it.
    score = x[:, 0] if x.shape[1] == 1 else across(table, x, y)
    tried, ahead = forward(table, x, y)
    ahead = x[:, 0] if x.shape[1] == 1 else ahead
    low, high = interval(table.code, y, score)
    forward_low, forward_high = interval(table.code[tried], y[tried], ahead[tried])
    return {
        "predictor": name,
        "outcome": outcome,
        "inspections": len(y),
        "across": round(auc(y, score), 3),
        "across_low": round(low, 3),
        "across_high": round(high, 3),
        "within_years": round(within_years(table, y, score), 3),
        "forward_inspections": int(tried.sum()),
        "forward": round(auc(y[tried], ahead[tried]), 3),
        "forward_low": round(forward_low, 3),
        "forward_high": round(forward_high, 3),
        "forward_within_years": round(within_years(table.only(tried), y[tried], ahead[tried]), 3),
    }


def _share(count: int, of: int, z: float = 1.96) -> dict[str, float]:
    share = count / of
    centre, spread = share + z**2 / (2 * of), z * sqrt(share * (1 - share) / of + z**2 / (4 * of**2))
    low, high = (centre - spread) / (1 + z**2 / of), (centre + spread) / (1 + z**2 / of)
    return {"share": round(share, 3), "low": round(low, 3), "high": round(high, 3)}


def main(say: Callable[[str], None] = print) -> None:
    """Measure, print, and with ``--write`` keep."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--write", action="store_true")
    arguments = asked.parse_args()
    table = read()
    same, of = same_z(table)
    say(f"{len(table.code)} inspections from {FROM}; below good {table.below_good.mean():.0%}")
    say(f"z-scores that come out the same from the indicators shipped: {same:,} of {of:,} ({same / of:.1%})")
    rows = measured(table)
    for row in rows:
        say(" ".join(f"{key}={value}" for key, value in row.items()))
    fifths = by_fifth(table)
    for each in fifths:
        say(str(each))
    case_found = case(table)
    say(str(case_found))
    if arguments.write:
        results = {
            "from": FROM,
            "forward_from": FORWARD_FROM,
            "inspections": len(table.code),
            "below_good": int(table.below_good.sum()),
            "same_z": same,
            "of_z": of,
            "predictors": rows,
            "fifths": fifths,
            "years": by_year(table),
            "case": case_found,
        }
        PATH.write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")
        track_record.cache_clear()
        PAGE.write_text(as_markdown(track_record()), encoding="utf-8")


if __name__ == "__main__":
    main()
