"""How many published reports are read in a second, and how much of each: target 20 reports a second.

``uv run python -m benchmarks.reports [--folder DIR]``. Without a folder the eleven sample reports of the tests are
read, and invented reports in every layout are held against what was written in them. With a folder of published reports
it says how many reports a second were read, and in how many each field was found; what was found is not held against
anything, since nobody has written the answers down.
"""

from __future__ import annotations

import argparse
import os
import time
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from sightline.errors import UserError
from sightline.sources.ofsted_report import ReportReading, read_report
from sightline.sources.ofsted_report.read import read_pages
from tests.unit.sources.ofsted_report.layouts import LAYOUTS, invented

SAMPLES = Path(__file__).parent.parent / "tests" / "samples" / "ofsted"
TARGET = 20  # reports a second
FIELDS = ("authority", "framework", "inspection_start", "inspection_end", "published", "lead_inspector")
SEEDS = 100


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--folder", type=Path, help="a folder of published reports, read with its sub-folders")
    folder = arguments.parse_args().folder
    files = sorted((folder or SAMPLES).rglob("*.pdf"))
    one_process(files)
    all_processors(files)
    if folder is None:
        invented_reports()


def one_process(files: list[Path]) -> None:
    """Read every file here, and say what was found."""
    read_one(files[0])  # the libraries are loaded once, before the clock starts
    wall, processor = time.perf_counter(), time.process_time()
    readings = [read_one(file) for file in files]
    wall, processor = time.perf_counter() - wall, time.process_time() - processor
    done = [reading for reading in readings if reading is not None]
    pages = sum(reading.page_count for reading in done)
    print(
        f"{len(done)} reports, {pages} pages, in one process: {len(files) / wall:.1f} a second by the clock, "
        f"{len(files) / processor:.1f} a second of processor time ({processor / max(pages, 1) * 1000:.1f} ms a page)"
    )
    found = Counter(field for reading in done for field in FIELDS if getattr(reading, field).found)
    print("found in: " + ", ".join(f"{field} {found[field]}" for field in FIELDS))
    print(f"refused: {len(files) - len(done)}; without a list: {sum(not reading.recommendations for reading in done)}")


def all_processors(files: list[Path]) -> None:
    """Read the files as the command does when it is given many, often enough to be worth timing."""
    many = files * max(1, 60 // len(files))
    with ProcessPoolExecutor(os.cpu_count()) as processes:
        list(processes.map(read_one, many[: os.cpu_count()]))
        began = time.perf_counter()
        list(processes.map(read_one, many, chunksize=4))
        taken = time.perf_counter() - began
    print(f"on {os.cpu_count()} processors: {len(many) / taken:.1f} a second by the clock (target {TARGET})")


def read_one(file: Path) -> ReportReading | None:
    """One report, or None where it is refused."""
    try:
        return read_report(file.read_bytes())
    except UserError:
        return None


def invented_reports() -> None:
    """How many invented reports of each layout are read as they were written, every field of every item."""
    for layout in LAYOUTS:
        same = 0
        for seed in range(SEEDS):
            wanted = invented(layout, 10_000 + seed)  # seeds the tests do not use
            reading = read_pages(wanted.pages, None)
            same += (
                reading.framework.value == wanted.framework
                and reading.authority.value == wanted.authority
                and (reading.inspection_start.value, reading.inspection_end.value) == (wanted.start, wanted.end)
                and {each.area.value: each.grade.value for each in reading.judgements} == wanted.grades
                and [(each.number, each.page, each.body.value) for each in reading.recommendations]
                == [(each.number, each.page, each.body) for each in wanted.wanted]
            )
        print(f"invented, {layout}: {same} of {SEEDS} read as written")


if __name__ == "__main__":
    main()
