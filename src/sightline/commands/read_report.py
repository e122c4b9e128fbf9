"""``sightline read-report``: what published inspection reports say, each field with the page it was read on."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from sightline.commands.choices import listed, one_of
from sightline.errors import UserError

FEW = 8  # reports; below this starting other processes costs more than it saves


class ReadingFormat(StrEnum):
    """The forms a reading takes."""

    TEXT = "text"
    JSON = "json"


def read_report(
    files: Annotated[list[Path], typer.Argument(metavar="FILE.pdf", help="Published reports, as PDF files.")],
    reading_format: Annotated[
        ReadingFormat,
        typer.Option(
            "--format",
            parser=one_of(ReadingFormat),
            metavar=listed(ReadingFormat),
            help="In words, or as JSON with a line a report.",
        ),
    ] = ReadingFormat.TEXT,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", help="Where to write it; standard output if absent."),
    ] = None,
) -> None:
    """Read published Ofsted reports: whom, when, the grades, and what has to improve, with the page of each.

    With --format json each report is one JSON object on a line of its own, in the order the files were given.
    A file that is no report is named on standard error; the others are read all the same.
    """
    read, refused = [], []
    for file, (text, error) in zip(files, _readings(files, reading_format), strict=True):
        if error:
            refused.append(f"{file.name}: {error}")
        else:
            read.append(text)
    between = "\n" if reading_format is ReadingFormat.JSON else "\n\n"
    whole = between.join(text.rstrip("\n") for text in read) + ("\n" if read else "")
    if output is None:
        sys.stdout.write(whole)
    elif read:
        _write(output, whole)
    if refused:
        raise UserError("\n".join(refused))


def _readings(files: Sequence[Path], form: ReadingFormat) -> Iterator[tuple[str, str]]:
    """Each file's reading or why there is none, in order; many are shared among processes."""
    forms = [form] * len(files)
    if len(files) < FEW:
        yield from map(_reading, files, forms)
        return
    from concurrent.futures import ProcessPoolExecutor  # brings multiprocessing, which no other command waits for
    from concurrent.futures.process import BrokenProcessPool

    try:
        with ProcessPoolExecutor(min(os.cpu_count() or 1, len(files))) as processes:
            yield from processes.map(_reading, files, forms, chunksize=4)
    except BrokenProcessPool:  # PDFium is C++: a damaged file may end the process that reads it
        raise UserError(
            "One of the files ended the process that read it, so nothing was written. "
            f"Read them fewer than {FEW} at a time to find which it is, and leave it out."
        ) from None


def _reading(file: Path, form: ReadingFormat) -> tuple[str, str]:
    """A file's reading in the form asked for, and "", or "" and why it could not be read."""
    from sightline.sources.ofsted_report import as_text
    from sightline.sources.ofsted_report import read_report as read
    from sightline.sources.ofsted_report.pdf import MOST_BYTES

    try:
        with file.open("rb") as opened:
            content = opened.read(MOST_BYTES + 1)  # one byte more than is read, so that a larger file is refused
    except OSError as error:
        return "", f"cannot be read ({error.strerror}); check the path."
    try:
        reading = read(content)
    except UserError as error:
        return "", str(error)
    if form is ReadingFormat.JSON:
        return json.dumps({"file": file.name, **reading.as_data()}, ensure_ascii=False), ""
    return as_text(reading, file.name), ""


def _write(output: Path, whole: str) -> None:
    try:
        output.write_text(whole, encoding="utf-8")
    except OSError as error:
        raise UserError(f"{output.name} cannot be written ({error.strerror}); choose another place.") from None
