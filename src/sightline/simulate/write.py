"""Saves a simulated council to a folder, with what is true of it."""

from __future__ import annotations

from pathlib import Path

from sightline.simulate.council import Council

FORMATS = ("parquet", "ssd-csv")
TRUTH = "truth.json"


def write(council: Council, folder: Path, form: str = "parquet") -> None:
    """Write the record to ``folder`` in ``form`` ("parquet" or "ssd-csv"), and ``truth.json`` beside it.

    Creates the folder if need be. ValueError for a form that is neither; OSError if the folder cannot be written.
    """
    if form not in FORMATS:
        raise ValueError(f"a simulated council is written as {' or '.join(FORMATS)}, not {form!r}")
    folder.mkdir(parents=True, exist_ok=True)
    if form == "parquet":
        from sightline.sources import parquet

        parquet.write(council.extract, folder)
    else:
        from sightline.sources import ssd

        ssd.write(council.extract, folder)
    council.truth.write(folder / TRUTH)
