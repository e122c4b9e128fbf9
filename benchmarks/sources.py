"""How long the readers take on sources as large as a council's, and how much memory: best of several, caches warm.

``uv run --no-sync python -m benchmarks.sources``
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import psutil

from benchmarks.invented_sources import record, write_census, write_return
from sightline.sources import parquet, ssd
from sightline.sources.extract import Extract
from sightline.sources.recognise import read

CHILDREN_EVER_KNOWN = 60_000
CHILDREN_IN_RETURN = 10_000


def main() -> None:
    """Print each figure beside its target."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        census, return_, own, csv, columnar = (folder / each for each in ("c.xml", "903", "own", "csv", "columnar"))
        write_census(census, CHILDREN_IN_RETURN)
        write_return(return_, CHILDREN_IN_RETURN)
        read(census)  # the libraries it needs are loaded once, whatever is read
        _show(f"CIN census of {CHILDREN_IN_RETURN:,} children", lambda: read(census), 2, times=5)
        _show(f"SSDA903 of {CHILDREN_IN_RETURN:,} children", lambda: read(return_), 2, times=5)
        whole = record(CHILDREN_EVER_KNOWN)
        rows = f"{whole.row_count:,} rows"
        _show(f"writing {rows} as Sightline Parquet", lambda: parquet.write(whole, own), None)
        _show(f"writing {rows} as SSD CSV", lambda: ssd.write(whole, csv), None)
        _show(f"writing {rows} as SSD Parquet", lambda: ssd.write(whole, columnar, ssd.SsdFormat.PARQUET), None)
        print(f"  size: own {_megabytes(own)} MB, CSV {_megabytes(csv)} MB, SSD Parquet {_megabytes(columnar)} MB")
        del whole
        _show(f"Sightline Parquet, {rows}", lambda: read(own), 1, times=5)
        _show(f"SSD Parquet, {rows}", lambda: read(columnar), None, times=3)
        _show(f"SSD CSV, {rows}", lambda: read(csv), 15, times=3)
        print(f"peak memory of all the above: {_peak_megabytes():,} MB")


def _show(what: str, work: Callable[[], Extract | None], target: float | None, times: int = 1) -> None:
    taken = []
    for _ in range(times):
        began = time.perf_counter()
        result = work()
        taken.append(time.perf_counter() - began)
        assert result is None or result.row_count
    aim = f" (target {target:g} s)" if target is not None else ""
    print(f"{what}: best {min(taken):.2f} s, worst {max(taken):.2f} s{aim}", flush=True)


def _megabytes(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.iterdir()) >> 20


def _peak_megabytes() -> int:
    if sys.platform == "win32":
        return int(psutil.Process().memory_info().peak_wset) >> 20
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10


if __name__ == "__main__":
    main()
