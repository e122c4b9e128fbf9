"""How long ``sightline inspect`` and a ten-year replay take on a large council, and in how much memory.

60,000 children ever known over ten years, drawn once into a folder (``--keep DIR`` draws it there and uses it again).
Each command runs in a process of its own, as a person would run it, so that start-up and reading count; the replay's
own time, without them, is measured inside one process. Best of ``--runs``.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

CHILDREN, YEARS = 60_000, 10
AS_AT = dt.date(2016, 11, 14)
PROGRAM = Path(sys.executable).with_name("sightline")


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--keep", type=Path, help="a folder to draw the council in, or where it was drawn")
    arguments.add_argument("--children", type=int, default=CHILDREN)
    arguments.add_argument("--runs", type=int, default=3)
    chosen = arguments.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = chosen.keep or Path(temporary)
        parquet, csv = folder / "parquet", folder / "ssd-csv"
        for form, place in (("parquet", parquet), ("ssd-csv", csv)):
            if not (place / "truth.json").is_file():
                _run("simulate", place, "--children", chosen.children, "--years", YEARS, "--format", form, "--seed", 7)
        _time("inspect from Parquet (target 5 s, 2 GB)", chosen.runs, "inspect", parquet)
        _time("inspect from SSD CSV (target 30 s)", chosen.runs, "inspect", csv)
        _replay(parquet, chosen.runs)


def _time(what: str, runs: int, command: str, source: Path) -> None:
    taken, peaks = [], []
    for _ in range(runs):
        with tempfile.NamedTemporaryFile(suffix=".json") as report:
            seconds, peak = _run(command, source, "--as-at", AS_AT, "--format", "json", "-o", report.name)
            found = json.loads(Path(report.name).read_text(encoding="utf-8"))
        taken.append(seconds)
        peaks.append(peak)
    rows = found["data_quality"]["rows"]
    print(f"{what}: {min(taken):.1f} s, peak {max(peaks) / 2**30:.2f} GB, {rows:,} rows")


def _run(*words: object) -> tuple[float, int]:
    """Seconds taken and the most memory held (resident, in bytes) by ``sightline`` with these words."""
    began = time.perf_counter()
    process = subprocess.Popen([PROGRAM, *map(str, words)], stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        raise SystemExit(f"sightline {words[0]} failed")
    return time.perf_counter() - began, used.ru_maxrss * 1024  # Linux counts it in kilobytes


def _replay(folder: Path, runs: int) -> None:
    from sightline.engines.duckdb import DuckDBEngine
    from sightline.inspection.standing.clocks import clocks_from, day_number
    from sightline.inspection.standing.enquiry import weigh_lines
    from sightline.inspection.standing.evaluating import assessable, owed_by
    from sightline.inspection.standing.replay import Replay
    from sightline.inspection.standing.rule import load_rule
    from sightline.inspection.standing.weighing import weigh
    from sightline.sources.recognise import read
    from sightline.standards.catalogue import CATALOGUE

    extract = read(folder)
    asked = assessable(extract, tuple(CATALOGUE.values()))
    rule = load_rule()
    first = AS_AT.replace(year=AS_AT.year - YEARS)
    taken = []
    owed = owed_by(DuckDBEngine(), extract, asked).numbered
    for _ in range(runs):
        began = time.perf_counter()
        clocks = clocks_from(owed, asked)
        weighed = weigh(clocks, day_number(first), day_number(AS_AT), rule, {})
        replay = Replay(first, AS_AT, clocks, weigh_lines(asked, weighed, rule), rule)
        days = replay.days()
        stood = sum(line.first_stood_out(rule) is not None for line in replay.lines.values())
        taken.append(time.perf_counter() - began)
    print(
        f"replay of ten years, obligations at hand (target 3 s): {min(taken):.1f} s, {len(owed.standard):,} "
        f"obligations, {days.num_rows:,} rows a day, standard and team; {stood} lines of enquiry stood out at some time"
    )


if __name__ == "__main__":
    main()
