"""``sightline export``: the record in a form that others ask for."""

from __future__ import annotations

import datetime as dt
import os
import tempfile
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sightline.commands.arrow import load_arrow_alone
from sightline.commands.choices import listed, one_of
from sightline.commands.council import counted
from sightline.commands.dates import day, instant
from sightline.commands.reading import LEDGER
from sightline.commands.showing import showing
from sightline.errors import UserError

if TYPE_CHECKING:
    from sightline.sources.annex_a import Lists

app = typer.Typer(help="Write the record in a form that others ask for.", no_args_is_help=True)

WORKBOOK = ".xlsx"


class FileFormat(StrEnum):
    """What kind of files to write."""

    CSV = "csv"
    PARQUET = "parquet"


From = Annotated[
    Path,
    typer.Option("--from", metavar="SOURCE", help="What to export: `ledger`, or anything `sightline inspect` reads."),
]
KnownAt = Annotated[
    dt.datetime | None, typer.Option(parser=instant, metavar="TIME", help="Of `ledger`: as it was known then.")
]


@app.command("annex-a")
def annex_a(
    target: Annotated[
        Path, typer.Argument(metavar="DIR|FILE", help="The workbook (.xlsx) to write, or the folder to put it in.")
    ],
    as_at: Annotated[dt.date, typer.Option(parser=day, metavar="DATE", help="The day the lists are as at the end of.")],
    source: From = LEDGER,
    known_at: KnownAt = None,
) -> None:
    """The eleven child-level lists an inspector asks for, as a workbook, with what is lacking in them."""
    load_arrow_alone()
    path = target if target.suffix.lower() == WORKBOOK else target / f"annex-a-{as_at}{WORKBOOK}"
    with showing("Reading the record") as show:
        from sightline.commands.reading import read
        from sightline.sources.annex_a import derive, write

        _check_known_at(source, known_at)
        _check_place(path)
        extract = read(source, show.reading, known_at)
        lists = derive(extract, as_at, show.reading)
        words = ("Children whose record is restricted are in these lists.",) if source == LEDGER else ()
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryDirectory(dir=path.parent, prefix=".sightline-") as making:
                made = Path(making) / path.name
                write(lists, made, words=words, progress=show.reading)
                made.chmod(0o600)  # every child is in it
                made.replace(path)
        except OSError as error:
            raise _not_written(path, error) from error
    typer.echo(_summary(path, lists), nl=False)


@app.command("ssd")
def ssd(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="A folder that is empty or not there yet.")],
    source: From = LEDGER,
    known_at: KnownAt = None,
    file_format: Annotated[
        FileFormat, typer.Option("--format", parser=one_of(FileFormat), metavar=listed(FileFormat))
    ] = FileFormat.CSV,
) -> None:
    """The record as files of the Standard Safeguarding Dataset."""
    load_arrow_alone()
    with showing("Reading the record") as show:
        from sightline.commands.reading import read
        from sightline.sources import ssd as dataset

        _check_known_at(source, known_at)
        _check_empty(folder)
        extract = read(source, show.reading, known_at)
        try:
            dataset.write(extract, folder, dataset.SsdFormat(file_format.value), show.reading)
        except OSError as error:
            raise _not_written(folder, error) from error
    tables = sum(1 for name in extract.tables if extract.supplied.get(name))
    typer.echo(f"{folder.name}: {extract.row_count:,} rows in {tables} files.")


def _summary(path: Path, lists: Lists) -> str:
    from sightline.sources.annex_a import gaps

    children = len(lists.people())
    whom = "1 child" if children == 1 else f"{children:,} children"
    lines = [f"{path.name}: {counted(lists.row_count, 'row')}, {whom}.", ""]
    for each in gaps(lists):
        title = f"{each.annex_list.number:>2}  {each.annex_list.title}"
        lines.append(f"{title:<68}{each.rows:>8,}  {'row' if each.rows == 1 else 'rows'}")
        if each.is_unfillable:
            lines.append("    the record has nothing for this list")
            continue
        for gap in each.columns:
            if gap.is_unfillable:
                lines.append(f"    nothing for “{gap.column.name}”")
                continue
            fits = f", {gap.unfit:,} with a code that fits none of the list's" if gap.unfit else ""
            lines.append(f"    “{gap.column.name}” is lacking in {gap.empty:,} of {gap.needed:,}{fits}")
    return "\n".join(lines) + "\n"


def _check_known_at(source: Path, known_at: dt.datetime | None) -> None:
    if known_at is not None and source != LEDGER:
        raise UserError(
            f"--known-at asks what was known then, which only `ledger` can say and {source.name} cannot; leave it out."
        )


def _check_place(path: Path) -> None:
    if path.is_dir():
        raise UserError(f"{path.name} is a folder; give a workbook's name that is not one.")


def _check_empty(folder: Path) -> None:
    try:
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            raise UserError(f"{folder.name} is not an empty folder; choose one, so that no older file is left in it.")
    except OSError as error:
        raise _not_written(folder, error) from error


def _not_written(path: Path, error: OSError) -> UserError:
    reason = (error.strerror or os.strerror(error.errno or 5)).lower()
    return UserError(f"{path.name} cannot be written ({reason}); choose a folder that exists and is yours.")
