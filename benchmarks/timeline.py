"""How long an inquiry's timeline and the telling gap take on a large council: the timeline is to be there in 2 seconds.

``uv run python -m benchmarks.timeline [--children 60000] [--keep DIR]``: 60,000 children ever known over ten years in
the shape of the case, drawn once into a folder and kept there, loaded into a SQLite store, evaluated once as the site's
own process does. Two questions: the case's (disabled children held by managers) and a heavy one (supervision, workload
and decisions of the whole council over ten years). The first of each, with nothing remembered, and the best of five
after it; on the clock and in processor time.
"""

from __future__ import annotations

import argparse
import datetime as dt
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sightline.findings.queries.loaded import Loaded
    from sightline.improvement.models import Inquiry

CHILDREN, AS_AT, RUNS, TARGET = 60_000, dt.date(2016, 11, 14), 5, 2.0
PROGRAM = Path(sys.executable).with_name("sightline")
QUESTIONS = (
    ("cases-held-by-managers", "disability-0-25", dt.date(2014, 10, 1)),
    ("supervision-and-decisions", "", dt.date(2006, 11, 15)),
)


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--children", type=int, default=CHILDREN)
    arguments.add_argument("--keep", type=Path, help="where the council and its store are kept, or were kept before")
    chosen = arguments.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        home = chosen.keep or Path(temporary)
        loaded = prepare(home, chosen.children)
        measure(loaded)


def prepare(home: Path, children: int) -> Loaded:
    """The council in a store in ``home``, drawn and loaded if it is not there, and evaluated."""
    from sightline.web.demonstration import begin
    from sightline.web.start import make_tables

    record = home / "parquet"
    if not record.exists():
        home.mkdir(parents=True, exist_ok=True)
        command = ["simulate", str(record), "--children", str(children), "--until", AS_AT.isoformat()]
        subprocess.run([str(PROGRAM), *command, "--scenario", "case-2016", "--format", "parquet"], check=True)
    begin(home, AS_AT)
    make_tables()
    from sightline.access.actions import mark_invented
    from sightline.access.personas import make_personas
    from sightline.findings.queries.loaded import hold
    from sightline.ledger.loading import load
    from sightline.ledger.models import Transaction
    from sightline.sources.recognise import read
    from sightline.web.figures import evaluate

    if not Transaction.objects.exists():
        mark_invented(source="benchmark")
        load(read(record), by="benchmark", why="a council to measure with")
        make_personas(AS_AT)
    loaded, _ = evaluate()
    hold(loaded)
    return loaded


def measure(loaded: Loaded) -> None:
    """Print how long each takes."""
    from sightline.improvement.inquiry_bundle import bundle
    from sightline.improvement.queries.inquiries import timeline
    from sightline.scrutiny.queries.telling import telling_gap

    print(f"{loaded.extract.row_count:,} rows; {len(loaded.standing):,} obligations")
    print(f"telling gap of every failing, first: {_said(_timed(lambda: telling_gap(loaded)))}")
    for line, service, since in QUESTIONS:
        asked = _asked(line, service, since)
        first = _timed(lambda asked=asked: timeline(loaded, asked))  # type: ignore[misc]
        again = min(_timed(lambda asked=asked: timeline(loaded, asked)) for _ in range(RUNS))  # type: ignore[misc]
        found = timeline(loaded, asked)
        print(f"{asked.title}: {len(found.events)} events, {found.last_count or 'none'} on the last day")
        print(f"  first {_said(first)}; best of {RUNS} {_said(again)}")
        print(f"  with its proofs as one file: {_said(_timed(lambda found=found: bundle(found)))}")  # type: ignore[misc]
        print(f"  {'within' if first[1] <= TARGET else 'OVER'} the {TARGET:g} s asked for, by processor time")


def _asked(line: str, service: str, since: dt.date) -> Inquiry:
    from sightline.access.models import Account
    from sightline.improvement.models import Inquiry
    from sightline.web import clock

    return Inquiry(
        title=line,
        why="to measure",
        asked_for="nobody",
        line=line,
        service=service,
        since=since,
        until=AS_AT,
        by=Account.objects.first(),
        at=clock.now(),
    )


def _timed(work: Callable[[], object]) -> tuple[float, float]:
    """Seconds on the clock and of processors."""
    clock, processor = time.perf_counter(), time.process_time()
    work()
    return time.perf_counter() - clock, time.process_time() - processor


def _said(took: tuple[float, float]) -> str:
    return f"{took[0]:.2f} s ({took[1]:.2f} s of processors)"


if __name__ == "__main__":
    main()
