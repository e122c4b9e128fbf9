"""How long the engine takes to hold the whole catalogue against a large council, and to say how every day stood.

``uv run python -m benchmarks.engine --children 60000``. The council is drawn (or read from ``--keep DIR``, where it was
drawn before) at two sizes ten times apart, so that the growth of the cost shows. *Load* puts the record into the
database; *evaluate* makes every obligation of every standard; *teams* says under which team each counts; *replay* gives
one row a day, standard and team for ten years. Best of ``--runs``; each size runs in a process of its own.

What replay costs follows its rows, one a day for each standard and team that ever had an obligation: a council ten
times as large has more teams, not ten times as many, so its growth is given against its own rows too.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TypeVar

T = TypeVar("T")

UNTIL = dt.date(2016, 11, 14)
YEARS = 10


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--children", type=int, default=60_000)
    arguments.add_argument("--runs", type=int, default=5)
    arguments.add_argument("--keep", type=Path, help="a folder to draw the councils in, or where they were drawn")
    arguments.add_argument("--one", type=Path, help=argparse.SUPPRESS)
    chosen = arguments.parse_args()
    if chosen.one:
        print(json.dumps(measure(chosen.one, chosen.runs)))
        return
    with tempfile.TemporaryDirectory() as temporary:
        sizes = (chosen.children // 10, chosen.children)
        small, large = (_measured(chosen.keep or Path(temporary), size, chosen.runs) for size in sizes)
    for name, seconds in large.items():
        if name.endswith("_s"):
            growth = seconds / small[name] if small[name] else 0.0
            print(
                f"{name.removesuffix('_s'):28} {seconds:7.2f} s   {growth:5.1f} times that of a tenth of the children"
            )
    more_rows = large["days"] / small["days"]
    a_row = large["replay_s"] / small["replay_s"] / more_rows if small["replay_s"] else 0.0
    print(
        f"replay gives {more_rows:.1f} times the rows for ten times the children, since rows follow standards and "
        f"teams ({small['teams']:.0f} teams and {large['teams']:.0f}); a row costs {a_row:.2f} times as much: "
        "beyond 1, what memory fresh from the system costs that a small process uses again"
    )
    print(
        f"{large['children']:,.0f} children, {large['rows']:,.0f} rows, {large['standards']:.0f} standards, "
        f"{large['obligations']:,.0f} obligations, {large['days']:,.0f} rows of replay; peak {large['peak_gb']:.2f} GB"
    )
    print("targets: evaluate 1 s, replay 3 s, growth 12 times")


def measure(folder: Path, runs: int) -> dict[str, float]:
    """The figures for the council in ``folder``; seconds end in ``_s``."""
    from sightline.engines.duckdb import DuckDBEngine
    from sightline.sources.parquet import read
    from sightline.standards.catalogue import CATALOGUE

    began = time.perf_counter()
    extract = read(folder)
    taken: dict[str, list[float]] = {"read_s": [time.perf_counter() - began]}

    def timed(name: str, act: Callable[[], T]) -> T:
        began = time.perf_counter()
        result = act()
        taken.setdefault(f"{name}_s", []).append(time.perf_counter() - began)
        return result

    engine, standards = DuckDBEngine(), list(CATALOGUE.values())
    first = dt.date(UNTIL.year - YEARS, UNTIL.month, UNTIL.day)
    with tempfile.TemporaryDirectory() as nowhere:
        timed(
            "compile_and_load_first", lambda: _without_kept_sql(Path(nowhere), lambda: engine.load(extract, standards))
        )
    peak = days = 0
    for _ in range(runs):
        loaded = timed("load", lambda: engine.load(extract, standards))
        evaluation = timed("evaluate", loaded.evaluate)
        peak = max(peak, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
        timed("teams", evaluation.attribute)
        timed("counts", partial(evaluation.counts, UNTIL))
        days = timed("replay", partial(evaluation.history, first, UNTIL)).num_rows
    return {
        **{name: min(seconds) for name, seconds in taken.items()},
        "children": extract.tables["people"].num_rows,
        "rows": extract.row_count,
        "standards": len(evaluation.standards),
        "obligations": len(evaluation),
        "days": days,
        "teams": len(set(evaluation.counts(UNTIL, by_team=True)["team"].to_pylist())),
        "peak_gb": peak / 2**20,
    }


def _without_kept_sql(folder: Path, act: Callable[[], T]) -> T:
    import os

    from sightline.engines.lower import sql

    before = os.environ.get(sql.FOLDER_VARIABLE)
    os.environ[sql.FOLDER_VARIABLE] = str(folder)
    try:
        return act()
    finally:
        sql.forget()
        if before is None:
            del os.environ[sql.FOLDER_VARIABLE]
        else:
            os.environ[sql.FOLDER_VARIABLE] = before


def _measured(folder: Path, children: int, runs: int) -> dict[str, float]:
    council = folder / f"council-{children}"
    if not (council / "supplied.json").is_file():
        from sightline.simulate import simulate
        from sightline.sources.parquet import write

        write(simulate(children=children, until=UNTIL).extract, council)
    words = [sys.executable, "-m", "benchmarks.engine", "--one", str(council), "--runs", str(runs)]
    result: dict[str, float] = json.loads(subprocess.check_output(words, text=True).splitlines()[-1])
    return result


if __name__ == "__main__":
    main()
