"""What is known now, kept as columns beside the store, so that reading all of it takes seconds rather than minutes.

Derived, and made again at will: from the store where it is missing, damaged, of another store or of other tables. What
was written since it was made is read from the store alone, by the numbers of its versions. It lies in the council's
folder as Sightline's own Parquet, under the number of the last transaction in it, readable by its owner only.
"""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from django.conf import settings

from sightline.errors import SourceError
from sightline.ledger.changes import Later, later_than
from sightline.ledger.models import Transaction
from sightline.ledger.queries import last_through
from sightline.ledger.snapshot import OWN_STORE, known_rows, supplied
from sightline.ledger.stores import store
from sightline.record.tables import TABLES
from sightline.sources import parquet
from sightline.sources.extract import Extract, complete

FOLDER = "snapshot"
OF_STORE = "through.json"
VERSIONS = "versions.parquet"  # of every row, the tables in order of name
VERSION = "version"
TOO_MUCH_LATER = 20_000  # versions and closures, beyond which what is kept is written again
Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Known:
    """The record as known once transaction ``through`` was written."""

    extract: Extract
    through: int


@dataclass(frozen=True, slots=True)
class _Held:
    """The same with the version of each row, by table."""

    tables: dict[str, pa.Table]
    versions: dict[str, pa.ChunkedArray]
    through: int


def known_now(progress: Progress = lambda _: None) -> Known:
    """What is known now: what is kept, and what was written since."""
    through = last_through()
    held = _read(through) or _read(through)  # again: another process may just have put a newer one in its place
    if held is None:
        held = _from_store(through, progress)
        _write(held, progress)
    elif held.through < through:
        later = later_than(held.through, through)
        for name in later.tables:
            held.tables[name], held.versions[name] = _with(name, held, later)
        held = _Held(held.tables, held.versions, through)
        if later.written > TOO_MUCH_LATER:
            _write(held, progress)
    return Known(Extract(complete(held.tables), supplied(), OWN_STORE), through)


def _home() -> Path:
    return Path(settings.SIGHTLINE.home) / FOLDER


def _from_store(through: int, progress: Progress) -> _Held:
    tables, versions = {}, {}
    for name, table in TABLES.items():
        progress(f"Reading {name}")
        tables[name], versions[name] = _parted(known_rows(store(), table, through, with_versions=True))
    return _Held(tables, versions, through)


def _with(name: str, held: _Held, later: Later) -> tuple[pa.Table, pa.ChunkedArray]:
    """A table as it is once ``later`` was written."""
    rows, versions = held.tables[name], held.versions[name]
    if closed := later.closed.get(name):
        is_known = pc.invert(pc.is_in(versions, pa.array(sorted(closed), pa.int64())))
        rows, versions = rows.filter(is_known), versions.filter(is_known)
    if name in later.opened:
        where = f"version >= {later.first_version}"
        new, numbers = _parted(known_rows(store(), TABLES[name], later.through, where, with_versions=True))
        rows = pa.concat_tables([rows, new])
        versions = pa.chunked_array([*versions.chunks, *numbers.chunks], pa.int64())
    return rows, versions


def _parted(rows: pa.Table) -> tuple[pa.Table, pa.ChunkedArray]:
    return rows.drop_columns([VERSION]), rows[VERSION]


def _read(through: int) -> _Held | None:
    """The newest there is that is of this store, whole, and not from after ``through``."""
    home = _home()
    if not home.is_dir():
        return None
    kept = sorted((int(each.name) for each in home.iterdir() if each.name.isdigit()), reverse=True)
    for number in kept:
        folder = home / str(number)
        try:
            if number <= through and _of_this_store(folder, number):
                return _read_folder(folder, number)
        except (SourceError, OSError, ValueError, KeyError, TypeError, pa.ArrowException):
            continue
    return None


def _of_this_store(folder: Path, number: int) -> bool:
    said = json.loads((folder / OF_STORE).read_text("utf-8"))
    digest = Transaction.objects.filter(number=number).values_list("digest", flat=True).first()
    return bool(said["digest"] == (digest or "") and said["tables"] == _declared())


def _declared() -> dict[str, list[str]]:
    return {name: [column.name for column in table.columns] for name, table in sorted(TABLES.items())}


def _read_folder(folder: Path, number: int) -> _Held:
    extract = parquet.read(folder)
    versions = {}
    with pq.ParquetFile(folder / VERSIONS, memory_map=True, page_checksum_verification=True) as file:
        whole = file.read()
    start = 0
    for name in sorted(TABLES):
        count = extract.tables[name].num_rows
        versions[name] = whole[VERSION].slice(start, count)
        start += count
    if start != whole.num_rows:
        raise SourceError("The kept snapshot has other versions than rows.")
    return _Held(dict(extract.tables), versions, number)


def _write(held: _Held, progress: Progress) -> None:
    """Keep ``held`` in the place of what was kept; without a folder to keep it in, do without."""
    progress("Keeping what is known")
    home = _home()
    try:
        home.mkdir(parents=True, exist_ok=True, mode=0o700)
        making = Path(tempfile.mkdtemp(dir=home, prefix=".making-"))  # its owner's only
        try:
            _write_folder(held, making)
            target = home / str(held.through)
            shutil.rmtree(target, ignore_errors=True)
            making.rename(target)
        finally:
            shutil.rmtree(making, ignore_errors=True)
        for each in home.iterdir():
            if each.name.isdigit() and int(each.name) != held.through:
                shutil.rmtree(each, ignore_errors=True)
    except OSError:
        return


def _write_folder(held: _Held, folder: Path) -> None:
    everything = {name: frozenset(columns) for name, columns in _declared().items()}
    parquet.write(Extract(complete(held.tables), everything, OWN_STORE), folder)
    chunks = [chunk for name in sorted(TABLES) for chunk in held.versions[name].chunks]
    whole = pa.table({VERSION: pa.chunked_array(chunks, pa.int64())})
    pq.write_table(whole, folder / VERSIONS, compression="lz4", write_page_checksum=True, use_dictionary=False)
    digest = Transaction.objects.filter(number=held.through).values_list("digest", flat=True).first()
    said = {"digest": digest or "", "tables": _declared()}
    (folder / OF_STORE).write_text(json.dumps(said), "utf-8")
    for each in folder.iterdir():
        each.chmod(0o600)
