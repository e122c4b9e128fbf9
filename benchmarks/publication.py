"""How long an edition of the quarterly pack takes to make on a large council: counted, checked for disclosure, printed.

60,000 children ever known over ten years, drawn once into a folder (``--keep DIR`` draws it there, to use again), or
a council drawn before (``--record DIR``, as Sightline Parquet), which takes well under two minutes in all.
Read beforehand, as a site has it: the record as known, and its standards weighed. Then the same is done as a draft
does, without the store: restricted children left out, children and figures counted, what to hide chosen and proved,
HTML, PDF and CSV made; for two days of one quarter. Seconds on the clock and of processors.
"""

from __future__ import annotations

import argparse
import datetime as dt
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
    arguments.add_argument("--record", type=Path, help="a council drawn before, as Sightline Parquet")
    arguments.add_argument("--children", type=int, default=CHILDREN)
    chosen = arguments.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = chosen.record or (chosen.keep or Path(temporary)) / "parquet"
        if chosen.record is None and not (folder / "truth.json").is_file():
            words = ["simulate", folder, "--children", chosen.children, "--years", YEARS, "--seed", 7]
            subprocess.run([PROGRAM, *map(str, words), "--format", "parquet"], check=True, stdout=subprocess.DEVNULL)
        os.environ |= {"SIGHTLINE_HOME": temporary, "SIGHTLINE_TODAY": AS_AT.isoformat()}
        os.environ.pop("SIGHTLINE_DATABASE_URL", None)
        from sightline.web.start import make_tables, start

        start()
        make_tables()
        measure(folder)


def measure(folder: Path) -> None:
    """Make two editions of the record in ``folder``, and say how long each step took and what was kept."""
    from sightline.engines.duckdb import DuckDBEngine
    from sightline.findings.load import load
    from sightline.inspection.framework import framework_used_on, load_framework
    from sightline.ledger.owed import catalogue_digest, standards
    from sightline.scrutiny.publications_document import render_html, render_pdf
    from sightline.scrutiny.publications_kept import as_csv, as_json
    from sightline.scrutiny.queries.publications import Quarter
    from sightline.scrutiny.queries.publications_making import FORMAT, Asked, make
    from sightline.sources.recognise import read

    extract = read(folder)
    framework = load_framework(framework_used_on(AS_AT))
    loaded = load(extract, AS_AT, standards=standards(), engine=DuckDBEngine(), framework=framework, source="drawn")
    quarter = Quarter(dt.date(2016, 9, 30))
    for number, day in ((1, dt.date(2016, 8, 28)), (2, quarter.ends_on)):
        known_at = dt.datetime(2016, 11, 14, tzinfo=dt.UTC)
        words = "The wrong day was counted." if number > 1 else ""
        asked = Asked(quarter, number, day, known_at, 1, "0" * 64, catalogue_digest(), AS_AT, words, True, (), FORMAT)
        wall, cpu = time.perf_counter(), time.process_time()
        made = make(asked, extract, loaded, ())
        counted = time.perf_counter() - wall, time.process_time() - cpu
        render_html(made.said)
        render_pdf(made.said, AS_AT)
        as_csv(made.said)
        as_json(made.exact)
        whole = time.perf_counter() - wall, time.process_time() - cpu
        cells = [cell["value"] for table in made.said["tables"] for cell in table["cells"]]
        kept = sum(value is not None for value in cells)
        print(f"edition {number}, day {day}: {whole[0]:.2f} s (target 10 s), {whole[1]:.2f} s of processors")
        print(f"    counted, hidden and proved: {counted[0]:.2f} s, {counted[1]:.2f} s of processors")
        proved = f"{made.checked.claims} counts proved open by {made.checked.possible} tables"
        print(f"    {kept} of {len(cells)} cells shown; {proved}")


if __name__ == "__main__":
    main()
