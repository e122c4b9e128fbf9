"""Where the published figures are, and their rows."""

from __future__ import annotations

import csv
import datetime as dt
from pathlib import Path

DATA = Path(__file__).parent / "data"


def rows(name: str) -> list[dict[str, str]]:
    """The rows of a CSV in ``data/``."""
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def day(words: str) -> dt.date | None:
    """A date as it is written in ``data/``; None for none."""
    return dt.date.fromisoformat(words) if words else None
