"""How long a large council takes to draw: 60,000 children ever known, ten years (target 60 s, at least 3,000,000 rows).

``--children N`` draws another size; ``--runs`` takes the best of several, since a shared machine is noisy.
"""

from __future__ import annotations

import argparse
import datetime as dt
import resource
import time

from sightline.simulate import Scenario, simulate

UNTIL = dt.date(2016, 11, 14)


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--children", type=int, default=60_000)
    arguments.add_argument("--runs", type=int, default=1)
    arguments.add_argument("--scenario", type=Scenario, default=Scenario.HEALTHY, choices=list(Scenario))
    chosen = arguments.parse_args()
    best, worked, rows = float("inf"), float("inf"), 0
    for run in range(chosen.runs):
        began, used = time.perf_counter(), time.process_time()
        council = simulate(chosen.children, 10, UNTIL, 100 + run, chosen.scenario)
        best, worked = min(best, time.perf_counter() - began), min(worked, time.process_time() - used)
        rows = council.extract.row_count
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    print(f"{chosen.children:,} children, 10 years, {chosen.scenario}: {rows:,} rows in {best:.1f} s", end=" ")
    print(f"({worked:.1f} s of one processor), peak {peak:.1f} GB; best of {chosen.runs}")
    assert chosen.children < 60_000 or rows >= 3_000_000


if __name__ == "__main__":
    main()
