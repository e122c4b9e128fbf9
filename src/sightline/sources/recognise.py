"""A source recognised by its content, whatever it is called, and read into the record."""

from __future__ import annotations

from pathlib import Path

from sightline.errors import SourceError
from sightline.sources import parquet
from sightline.sources.extract import Extract
from sightline.sources.progress import Progress, silent


def read(path: Path, progress: Progress | None = None) -> Extract:
    """Read what ``path`` holds: a folder of files, or one file of any kind that Sightline knows.

    A folder is what most of its files are. Raises :class:`SourceError` when it is nothing known.
    """
    try:
        if (path / parquet.MANIFEST).is_file():
            return parquet.read(path, progress or silent)
        from sightline.sources.foreign import reader_of  # whose readers are slow to load, and our own Parquet is quick

        return reader_of(path)(path, progress or silent)
    except OSError as error:
        reason = (error.strerror or "unknown reason").lower()
        raise SourceError(f"{path.name} cannot be read ({reason}); check that it exists and may be opened.") from error
