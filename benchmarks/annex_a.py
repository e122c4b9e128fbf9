"""How long the Annex A lists of a large council take, out and in: best of two, of processor and by the clock.

``uv run --no-sync python -m benchmarks.annex_a``. Targets for 60,000 children: out within 10 s, in within 5 s.
"""

from __future__ import annotations

import datetime as dt
import resource
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from sightline.simulate import simulate
from sightline.sources import annex_a
from sightline.sources.annex_a import Lists

CHILDREN = 60_000
DAY = dt.date(2016, 11, 14)
TIMES = 2


def main() -> None:
    """Print each figure beside its target."""
    record = simulate(children=CHILDREN, seed=7, until=DAY).extract
    print(f"a record of {CHILDREN:,} children, {record.row_count:,} rows, lists as at {DAY}")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "lists.xlsx"
        made: list[Lists] = []
        _timed("worked out", lambda: made.append(annex_a.derive(record, DAY)))
        _timed("written", lambda: annex_a.write(made[-1], path))

        def out() -> None:
            annex_a.write(annex_a.derive(record, DAY), path)

        _timed("out: worked out and written, target 10 s", out)
        print(f"  {made[-1].row_count:,} rows, {len(made[-1].people()):,} children, {path.stat().st_size >> 10:,} kB")
        _timed("looked over and read as lists", lambda: annex_a.read_workbook(path))
        _timed("in: read into the record, target 5 s", lambda: annex_a.read(path))
        _timed("gaps counted", lambda: annex_a.gaps(made[-1]))
        theirs = annex_a.read_workbook(path).lists
        _timed("compared with a workbook", lambda: annex_a.compare(made[-1], theirs))
    print(f"  at most {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10:,} MB, the simulated record included")


def _timed(what: str, work: Callable[[], object]) -> None:
    best_clock = best_processor = float("inf")
    for _ in range(TIMES):
        clock, processor = time.perf_counter(), time.process_time()
        work()
        best_clock = min(best_clock, time.perf_counter() - clock)
        best_processor = min(best_processor, time.process_time() - processor)
    print(f"  {what}: {best_processor:.2f} s of processor, {best_clock:.2f} s by the clock", flush=True)


if __name__ == "__main__":
    main()
