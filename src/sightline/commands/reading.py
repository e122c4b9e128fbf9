"""What a command's SOURCE holds: files of any kind that is known, or the council's own ledger."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from sightline.sources.progress import Progress

if TYPE_CHECKING:
    from sightline.sources.extract import Extract

LEDGER = Path("ledger")  # a folder of that name can be given by its whole path
LONDON = ZoneInfo("Europe/London")


def read(source: Path, progress: Progress, known_at: dt.datetime | None = None) -> Extract:
    """The record in ``source``. ``known_at``: when it was known, which only the ledger can say; without an offset,
    the time in England."""
    if source != LEDGER:
        from sightline.sources.recognise import read as read_files

        return read_files(source, progress)
    from sightline.commands.council import council_store

    def say(words: str) -> None:
        progress(words, 0, 0)

    with council_store(say):
        from sightline.ledger.kept import known_now
        from sightline.ledger.snapshot import as_known

        if known_at is None:
            return known_now(say).extract
        return as_known(known_at if known_at.tzinfo else known_at.replace(tzinfo=LONDON), progress=say)
