"""How long the readers take on sources as large as a council's, and how much memory: best of several, each read in a
process of its own.

``uv run --no-sync python -m benchmarks.sources``; with a path, that source alone is read and timed.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.invented_sources import record, write_census, write_return
from sightline.sources import parquet, ssd
from sightline.sources.recognise import read

CHILDREN_EVER_KNOWN = 60_000
CHILDREN_IN_RETURN = 10_000
TIMES = 5


def main() -> None:
    """Print each figure beside its target."""
    if len(sys.argv) > 1:
        _read(Path(sys.argv[1]))
        return
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        census, return_, own, csv, columnar = (folder / each for each in ("c.xml", "903", "own", "csv", "columnar"))
        write_census(census, CHILDREN_IN_RETURN)
        write_return(return_, CHILDREN_IN_RETURN)
        _read_apart(f"CIN census of {CHILDREN_IN_RETURN:,} children, target 2 s", census)
        _read_apart(f"SSDA903 of {CHILDREN_IN_RETURN:,} children, target 2 s", return_)
        _write_record(own, csv, columnar)
        _read_apart("the same as Sightline Parquet, target 1 s", own)
        _read_apart("the same as SSD Parquet", columnar)
        _read_apart("the same as SSD CSV, target 15 s", csv)


def _write_record(own: Path, csv: Path, columnar: Path) -> None:
    whole = record(CHILDREN_EVER_KNOWN)
    print(f"a record of {CHILDREN_EVER_KNOWN:,} children, {whole.row_count:,} rows")
    for what, folder, write in (
        ("Sightline Parquet", own, lambda: parquet.write(whole, own)),
        ("SSD CSV", csv, lambda: ssd.write(whole, csv)),
        ("SSD Parquet", columnar, lambda: ssd.write(whole, columnar, ssd.SsdFormat.PARQUET)),
    ):
        seconds = _timed(write)
        size = sum(path.stat().st_size for path in folder.iterdir()) >> 20
        print(f"  written as {what}: {seconds:.2f} s, {size} MB", flush=True)


def _read_apart(what: str, path: Path) -> None:
    print(f"{what}: ", end="", flush=True)
    subprocess.run([sys.executable, "-m", "benchmarks.sources", str(path)], check=True)


def _read(path: Path) -> None:
    first, *others = [_timed(lambda: read(path)) for _ in range(TIMES + 1)]
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> (20 if sys.platform == "darwin" else 10)
    print(
        f"best {min(others):.2f} s, worst {max(others):.2f} s, first {first:.2f} s (libraries loading), "
        f"peak {peak:,} MB",
        flush=True,
    )


def _timed(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


if __name__ == "__main__":
    main()
