"""How long the council's own store takes, with a large council in it: a load, a night's changes, a write, a reading.

60,000 children ever known over ten years, drawn once into a folder (``--keep DIR`` draws it there and uses it again),
loaded into a new store on ``--database sqlite`` or ``postgres`` (a real one of its own, started for this). Readings and
writes are the best and the median of several, since they are short; the rest is measured once.
"""

from __future__ import annotations

import argparse
import datetime as dt
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from sightline.sources.extract import Extract

CHILDREN, YEARS = 60_000, 10
AS_AT = dt.date(2016, 11, 14)
PROGRAM = Path(sys.executable).with_name("sightline")
CHANGED = 200  # one row in so many changes in a night
TIMES = 15
T = TypeVar("T")


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--database", choices=["sqlite", "postgres", "both"], default="both")
    arguments.add_argument("--keep", type=Path, help="a folder to draw the council in, or where it was drawn")
    arguments.add_argument("--children", type=int, default=CHILDREN)
    chosen = arguments.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = (chosen.keep or Path(temporary)) / "parquet"
        if not (folder / "truth.json").is_file():
            words = ["simulate", folder, "--children", chosen.children, "--years", YEARS, "--seed", 7]
            subprocess.run([PROGRAM, *map(str, words), "--format", "parquet"], check=True, stdout=subprocess.DEVNULL)
        if chosen.database == "both":  # each in a process of its own: Django is set up once
            for database in ("sqlite", "postgres"):
                again = [sys.executable, "-m", "benchmarks.ledger", "--database", database, "--keep", folder.parent]
                subprocess.run(list(map(str, again)), check=True)
            return
        os.environ |= {"SIGHTLINE_HOME": temporary, "SIGHTLINE_TODAY": AS_AT.isoformat()}
        os.environ.pop("SIGHTLINE_DATABASE_URL", None)
        if chosen.database == "postgres":
            from tests.support.databases import start_postgres

            os.environ["SIGHTLINE_DATABASE_URL"] = start_postgres(Path(temporary) / "postgres")
        measure(chosen.database, folder, Path(temporary))


def measure(database: str, folder: Path, temporary: Path) -> None:
    from sightline.web.start import make_tables, start

    start()
    make_tables()
    from sightline.engines.duckdb import DuckDBEngine
    from sightline.ledger import backup, kept, owed, snapshot
    from sightline.ledger.loading import load
    from sightline.ledger.models import Owed
    from sightline.ledger.verify import verify
    from sightline.sources.recognise import read

    extract = read(folder)
    print(f"{database}: {extract.row_count:,} rows of {extract.tables['people'].num_rows:,} people")
    timed("first load (target 180 s)", lambda: load(extract, by="benchmark", why="first load"))
    timed("the same again", lambda: load(extract, by="benchmark", why="again"))
    tonight = changed(extract)
    done = timed("a night's changes (target 30 s)", lambda: load(tonight, by="benchmark", why="nightly"))
    rows = sum(done.superseded.values()) + sum(done.vanished.values()) + sum(done.opened.values())
    print(f"    {rows:,} rows opened, superseded or vanished")
    timed("all that is known, from the store", snapshot.as_known)
    timed("keeping it beside the store", kept.known_now)
    timed("all that is known, as kept (target 2 s)", kept.known_now, 3)
    timed("everything owed worked out again (target: seconds)", lambda: owed.rebuild(DuckDBEngine()))
    timed("the same when little has changed", lambda: owed.rebuild(DuckDBEngine()))
    print(f"    {Owed.objects.count():,} obligations kept")
    writes(extract)
    found = timed("verify", verify)
    assert found.first_break is None, found.first_break
    file = temporary / "backup"
    timed("backup", lambda: backup.back_up(file))
    print(f"    {file.stat().st_size / 1e6:,.0f} MB")


def changed(extract: Extract) -> Extract:
    """``extract`` a night later: of every table one row in 200 otherwise and one gone, or new the night after."""
    import pyarrow as pa
    import pyarrow.compute as pc

    from sightline.record.tables import TABLES

    tables = dict(extract.tables)
    for name, rows in extract.tables.items():
        other = next((c.name for c in TABLES[name].columns if c.kind == "date"), None)
        if other is None or rows.num_rows < CHANGED:
            continue
        place = pa.array(range(rows.num_rows), pa.int64())
        of_a_kind = pc.subtract(place, pc.multiply(pc.divide(place, CHANGED), CHANGED))
        days = pc.if_else(pc.equal(of_a_kind, 0), pa.scalar(AS_AT, pa.date32()), rows[other].combine_chunks())
        rows = rows.set_column(rows.column_names.index(other), other, days)
        tables[name] = rows.filter(pc.not_equal(of_a_kind, 1))
    return type(extract)(tables, extract.supplied, extract.source)


def writes(extract: Extract) -> None:
    """A visit written for children whose records are long, and for children whose are not."""
    from sightline.ledger import owed
    from sightline.ledger.actions import record
    from sightline.ledger.children import child_record
    from sightline.record.tables.cin_visits import CinVisit

    visited = Counter(extract.tables["cin_visits"]["person_id"].to_pylist())
    ordered = [person for person, _ in visited.most_common()]
    for words, people in (("long", ordered[:TIMES]), ("middling", ordered[len(ordered) // 2 :][:TIMES])):
        lengths, taken, refreshed, read = [], [], [], []
        for number, person in enumerate(people):
            visit = CinVisit(cin_visit_id=f"{words} {number}", person_id=person, visited_on=AS_AT, child_seen=True)
            taken.append(seconds(lambda visit=visit: record([visit], by="benchmark", why="a visit")))  # type: ignore[misc]
            refreshed.append(seconds(lambda person=person: owed.refresh([person])))  # type: ignore[misc]
            read.append(seconds(lambda person=person: child_record(person)))  # type: ignore[misc]
            lengths.append(len(list(child_record(person))))
        print(f"    {words} records, of {min(lengths)} to {max(lengths)} rows:")
        for what, times in (
            ("a write, with what is owed", taken),
            ("what is owed (target 50 ms)", refreshed),
            ("reading one", read),
        ):
            print(
                f"      {what}: best {min(times) * 1000:.0f} ms, median {statistics.median(times) * 1000:.0f} ms, "
                f"worst {max(times) * 1000:.0f} ms"
            )


def seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def timed(what: str, work: Callable[[], T], times: int = 1) -> T:
    taken = []
    for _ in range(times):
        began = time.perf_counter()
        found = work()
        taken.append(time.perf_counter() - began)
    print(f"  {what}: {min(taken):.1f} s", flush=True)
    return found


if __name__ == "__main__":
    main()
