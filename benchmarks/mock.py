"""How long a mock inspection's evidence takes to freeze on a large council, and its sample to draw.

60,000 children ever known over ten years, drawn once into a folder (``--keep DIR`` draws it there and uses it again),
loaded into a new SQLite store. Freezing is everything between pressing the button and the next page: reading what is
known as kept beside the store, leaving out restricted children, weighing each day of ten years, wording, listing whom
to draw from, digests, writing. Best of three, in seconds on the clock and of processors.
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
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from sightline.inspection.actions.setting_up import Scope
    from sightline.inspection.models import MockInspection

CHILDREN, YEARS = 60_000, 10
AS_AT = dt.date(2016, 11, 14)
PROGRAM = Path(sys.executable).with_name("sightline")
TIMES = 3
T = TypeVar("T")


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--keep", type=Path, help="a folder to draw the council in, or where it was drawn")
    arguments.add_argument("--children", type=int, default=CHILDREN)
    chosen = arguments.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = (chosen.keep or Path(temporary)) / "parquet"
        if not (folder / "truth.json").is_file():
            words = ["simulate", folder, "--children", chosen.children, "--years", YEARS, "--seed", 7]
            subprocess.run([PROGRAM, *map(str, words), "--format", "parquet"], check=True, stdout=subprocess.DEVNULL)
        os.environ |= {"SIGHTLINE_HOME": temporary, "SIGHTLINE_TODAY": AS_AT.isoformat()}
        os.environ.pop("SIGHTLINE_DATABASE_URL", None)
        from sightline.web.start import make_tables, start

        start()
        make_tables()
        from sightline.ledger.kept import known_now
        from sightline.ledger.loading import load
        from sightline.sources.recognise import read

        load(read(folder), by="benchmark", why="first load")
        known_now()  # kept beside the store, as every load leaves it
        measure()


def measure() -> None:
    """Freeze, draw and look, in the store that Django was pointed at; the record is in it already."""
    from sightline.access.actions import add_account, assign
    from sightline.access.bearer import bearer
    from sightline.inspection.actions import freezing, sampling, setting_up
    from sightline.inspection.framework import load_framework
    from sightline.inspection.queries import samples, steps
    from sightline.inspection.sampling import StratumPlan
    from sightline.web import clock

    account = add_account(email="lead@avonmere.example", name="Lead", by=None)
    assign(account=account, role="auditor", by=None, from_on=clock.today())
    framework = load_framework("sif-2013-2017")
    mock = setting_up.begin(scope=_scope(tuple(each.id for each in framework.areas)), by=account)
    evidence = timed("evidence frozen (target 5 s)", lambda: freezing.freeze(mock=mock, by=account))
    size = len(json.dumps(evidence.findings)) + len(json.dumps(evidence.frame))
    frame = timed("its frame read", lambda: samples.frame_of_evidence(evidence))
    print(f"    {len(frame.people):,} children to draw from, {size / 1e6:.1f} MB kept")
    plan = [StratumPlan(each.stratum, each.by_risk, each.at_random) for each in samples.suggestion(mock, frame)]
    sample = timed(
        "sample drawn", lambda: sampling.draw_sample(mock=mock, plan=plan, why="Of every group a few.", by=account)
    )
    timed("the same drawn again and compared", lambda: samples.comes_out_again(sample))
    timed("the list of its files", lambda: samples.sample_rows(sample, bearer(account, clock.today())))
    timed("the nine steps", lambda: steps.steps(_again(mock)))


def _scope(areas: tuple[str, ...]) -> Scope:
    from sightline.inspection.actions import setting_up

    return setting_up.Scope(
        title="Of a large council",
        why="To see how long it takes.",
        framework="sif-2013-2017",
        event="single-inspection",
        areas=areas,
        as_at=AS_AT,
        starts_on=AS_AT,
        ends_on=AS_AT,
    )


def _again(mock: MockInspection) -> MockInspection:
    return type(mock).objects.get(pk=mock.pk)


def timed(what: str, work: Callable[[], T]) -> T:
    """Say the best of :data:`TIMES`, on the clock and of processors, and give what the last of them gave."""
    taken = []
    for _ in range(TIMES):
        wall, cpu = time.perf_counter(), time.process_time()
        found = work()
        taken.append((time.perf_counter() - wall, time.process_time() - cpu))
    wall, cpu = min(each[0] for each in taken), min(each[1] for each in taken)
    print(f"{what}: {wall:.2f} s, {cpu:.2f} s of processors")
    return found


if __name__ == "__main__":
    main()
