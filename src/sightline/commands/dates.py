"""Dates, times and files as given on the command line."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import typer


def day(text: str) -> dt.date:
    """A date as YYYY-MM-DD; a usage error that says so otherwise."""
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(f"{text!r} is not a date; write it as YYYY-MM-DD, for instance 2016-11-14") from None


def instant(text: str) -> dt.datetime:
    """A date or a date and time in ISO form; a usage error that says so otherwise."""
    try:
        return dt.datetime.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(
            f"{text!r} is not a time; write it as YYYY-MM-DD or YYYY-MM-DDTHH:MM, for instance 2016-11-14T09:00"
        ) from None


def table_file(path: Path) -> Path:
    """A file to write rows to: .parquet or .csv; a usage error otherwise."""
    if path.suffix.lower() not in (".parquet", ".csv"):
        raise typer.BadParameter(f"{path.name} must end in .parquet or .csv")
    return path
