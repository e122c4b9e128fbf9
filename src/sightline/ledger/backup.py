"""The whole store in one file, and back: the ledger, accounts, the access log and whatever else the site keeps.

A backup is a ZIP of parts, each compressed by Zstandard, with ``manifest.json`` saying what each part's digest is and
which tables it was made of. SQLite is copied page by page by its own online backup, PostgreSQL table by table in one
snapshot, so that nobody need stop working and no program of the database's is needed. A backup is restored to the same
kind of database and the same version of Sightline's tables.
"""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
import tempfile
import zipfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO, Any, cast

import pyarrow as pa
from django.apps import apps
from django.core.management.color import no_style
from django.db import connection, connections, transaction
from django.db.migrations.recorder import MigrationRecorder

from sightline.errors import UserError
from sightline.ledger.models import Transaction
from sightline.ledger.stores import store
from sightline.ledger.verify import Verified, verify
from sightline.web.clock import now

MANIFEST = "manifest.json"
FORMAT = 1
WHOLE_STORE = "store.sqlite3"
MIGRATIONS = "django_migrations"
MADE_WITH_THE_TABLES = frozenset({MIGRATIONS, "django_content_type", "auth_permission"})  # in an empty store too
PASSING = frozenset({"access_attempts"})  # failed sign-ins of the last minutes
AT_ONCE = 1 << 20  # bytes
Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a backup. ``digest``: SHA-256 of its content, not compressed; ``columns`` of a table, in order."""

    digest: str
    size: int
    columns: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup says of itself. ``migrations``: app and name of each that had made the tables."""

    format: int
    database: str
    made_at: str
    transactions: int
    head: str
    migrations: tuple[tuple[str, str], ...]
    parts: Mapping[str, Part]


def back_up(path: Path, progress: Say = lambda _: None) -> Manifest:
    """Write the store to ``path``, readable by its owner only, whole or not at all.

    :class:`~sightline.errors.UserError` if there is such a file already or it cannot be written.
    """
    if path.exists():
        raise UserError(f"There is a file called {path.name} already; give the backup a name of its own.")
    try:
        with _made_whole(path) as part, zipfile.ZipFile(part, "w", zipfile.ZIP_STORED) as archive:
            manifest = _of_postgres(archive, progress) if _is_postgres() else _of_sqlite(archive, path, progress)
            archive.writestr(MANIFEST, json.dumps(asdict(manifest), indent=1))
    except OSError as error:
        reason = (error.strerror or "unknown reason").lower()
        raise UserError(
            f"{path.name} cannot be written ({reason}); choose a folder with room that is yours."
        ) from error
    return manifest


def restore(path: Path, progress: Say = lambda _: None) -> Verified:
    """Fill the empty store from the backup at ``path``, and verify its ledger before any of it is kept.

    :class:`~sightline.errors.UserError`, with the store as it was, if it is not empty, if the backup is not whole or is
    of another kind of database or other tables, or if its ledger is not as it was written.
    """
    if not path.is_file():
        raise UserError(f"There is no file called {path.name}; give the backup that `sightline backup` wrote.")
    _refuse_unless_empty()
    try:
        with zipfile.ZipFile(path) as archive:
            manifest = _manifest(archive)
            _refuse_another_kind(manifest, path)
            fill = _into_postgres if _is_postgres() else _into_sqlite
            return fill(archive, manifest, progress)
    except (zipfile.BadZipFile, pa.ArrowException, ValueError, KeyError, TypeError, EOFError, OSError) as error:
        raise UserError(f"{path.name} is not a whole backup; nothing was restored. Use another one.") from error


def _is_postgres() -> bool:
    return connection.vendor == "postgresql"


def _of_sqlite(archive: zipfile.ZipFile, path: Path, progress: Say) -> Manifest:
    progress("Copying the store")
    with tempfile.TemporaryDirectory(dir=path.parent, prefix=".sightline-") as folder:  # its owner's only
        copied = Path(folder) / WHOLE_STORE
        connection.ensure_connection()
        with closing(sqlite3.connect(copied)) as target:
            cast(Any, connection.connection).backup(target)
        with closing(sqlite3.connect(copied)) as found, found:
            migrations = found.execute(f"SELECT app, name FROM {MIGRATIONS} ORDER BY app, name").fetchall()  # noqa: S608 - our own
            sql = "SELECT number, digest FROM ledger_transaction ORDER BY number DESC LIMIT 1"
            number, head = found.execute(sql).fetchone() or (0, "")
        progress("Compressing the copy")
        with copied.open("rb") as content:
            part = _add(archive, WHOLE_STORE, iter(lambda: content.read(AT_ONCE), b""))
    applied = tuple((app, name) for app, name in migrations)
    return Manifest(FORMAT, connection.vendor, _moment(), number, head, applied, {WHOLE_STORE: part})


def _of_postgres(archive: zipfile.ZipFile, progress: Say) -> Manifest:
    with store().still():
        last = Transaction.objects.order_by("-number").first()
        parts = {}
        for table in _tables():
            progress(f"Copying {table}")
            columns = _columns(table)
            parts[table] = _add(archive, table, _copied(table, columns), columns)
        number, head = (last.number, last.digest) if last else (0, "")
        return Manifest(FORMAT, connection.vendor, _moment(), number, head, _applied(), parts)


def _tables() -> list[str]:
    """Every table there is, not those of a list that somebody would have to keep."""
    return sorted(set(connection.introspection.table_names()) - PASSING - {MIGRATIONS})


def _columns(table: str) -> tuple[str, ...]:
    with connection.cursor() as cursor:
        return tuple(each.name for each in connection.introspection.get_table_description(cursor, table))


def _copied(table: str, columns: tuple[str, ...]) -> Iterator[bytes]:
    with connection.cursor() as cursor, cast(Any, cursor).copy(f"{_copy(table, columns)} TO STDOUT") as copy:
        held = bytearray()
        for row in copy:
            held += row
            if len(held) > AT_ONCE:
                yield bytes(held)
                held.clear()
        yield bytes(held)


def _copy(table: str, columns: tuple[str, ...]) -> str:
    return f'COPY "{table}" ({", ".join(f"{chr(34)}{name}{chr(34)}" for name in columns)})'


def _add(archive: zipfile.ZipFile, name: str, content: Iterator[bytes], columns: tuple[str, ...] = ()) -> Part:
    digest, size = hashlib.sha256(), 0
    with (
        archive.open(name, "w", force_zip64=True) as member,
        pa.PythonFile(member, "w") as raw,
        pa.CompressedOutputStream(raw, "zstd") as compressed,
    ):
        for each in content:
            digest.update(each)
            size += len(each)
            compressed.write(each)
    return Part(digest.hexdigest(), size, columns)


def _parts_of(archive: zipfile.ZipFile, name: str, part: Part) -> Iterator[bytes]:
    """The content of a part; ValueError at its end if it is not what was written."""
    digest, size = hashlib.sha256(), 0
    with archive.open(name) as member, pa.CompressedInputStream(pa.PythonFile(member, "r"), "zstd") as content:
        while each := content.read(AT_ONCE):
            digest.update(each)
            size += len(each)
            yield each
    if (digest.hexdigest(), size) != (part.digest, part.size):
        raise ValueError(f"{name} is not what was written")


def _manifest(archive: zipfile.ZipFile) -> Manifest:
    said = json.loads(archive.read(MANIFEST))
    parts = {name: Part(each["digest"], each["size"], tuple(each["columns"])) for name, each in said["parts"].items()}
    migrations = tuple((app, name) for app, name in said["migrations"])
    return Manifest(**{**said, "migrations": migrations, "parts": parts})


def _refuse_another_kind(manifest: Manifest, path: Path) -> None:
    if manifest.format != FORMAT:
        raise UserError(f"{path.name} was written by another version of Sightline; restore it with that version.")
    if manifest.database != connection.vendor:
        raise UserError(
            f"{path.name} is a backup of {manifest.database} and this store is {connection.vendor}; restore it to an "
            f"empty store of its own kind."
        )
    if manifest.migrations != _applied():
        raise UserError(
            f"{path.name} was made by a version of Sightline with other tables; restore it with that version, then "
            f"bring the store to this one."
        )


def _refuse_unless_empty() -> None:
    for model in apps.get_models(include_auto_created=True):
        table = model._meta.db_table
        if table not in MADE_WITH_THE_TABLES and model._default_manager.exists():
            raise UserError(
                "The store is not empty, and a restore would write over what it holds; nothing was restored. Restore "
                "to a new one: another SIGHTLINE_HOME or SIGHTLINE_DATABASE_URL."
            )


def _applied() -> tuple[tuple[str, str], ...]:
    return tuple(sorted(MigrationRecorder(connection).applied_migrations()))


def _into_sqlite(archive: zipfile.ZipFile, manifest: Manifest, progress: Say) -> Verified:
    place = Path(connection.settings_dict["NAME"])
    with tempfile.TemporaryDirectory(dir=place.parent, prefix=".sightline-") as folder:
        filled = Path(folder) / WHOLE_STORE
        progress("Reading the backup")
        with filled.open("xb") as file:
            for content in _parts_of(archive, WHOLE_STORE, manifest.parts[WHOLE_STORE]):
                file.write(content)
            _on_disk(file)
        filled.chmod(0o600)
        connections.close_all()
        connection.settings_dict["NAME"] = str(filled)
        try:
            found = _verified(manifest, progress)
            with connection.cursor() as cursor:
                cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        finally:
            connections.close_all()
            connection.settings_dict["NAME"] = str(place)
        for ending in ("-wal", "-shm"):
            place.with_name(place.name + ending).unlink(missing_ok=True)
        filled.replace(place)
        _folder_on_disk(place.parent)
    return found


def _into_postgres(archive: zipfile.ZipFile, manifest: Manifest, progress: Say) -> Verified:
    if missing := set(manifest.parts) - set(_tables()):
        raise KeyError(sorted(missing)[0])
    with transaction.atomic():
        store().lock()
        listed = ", ".join(f'"{table}"' for table in manifest.parts)
        with connection.cursor() as cursor:
            cursor.execute(f"TRUNCATE {listed}")  # only what is made with the tables is there
            for table, part in manifest.parts.items():
                progress(f"Restoring {table}")
                with cast(Any, cursor).copy(f"{_copy(table, part.columns)} FROM STDIN") as copy:
                    for each in _parts_of(archive, table, part):
                        copy.write(each)
            for sql in connection.ops.sequence_reset_sql(no_style(), apps.get_models(include_auto_created=True)):
                cursor.execute(sql)
        store().analyse(manifest.parts)
        return _verified(manifest, progress)


def _verified(manifest: Manifest, progress: Say) -> Verified:
    found = verify(progress)
    if found.first_break is not None:
        raise UserError(
            f"The ledger in the backup is not as it was written; nothing was restored. {found.first_break.words}"
        )
    if manifest.transactions and found.head != manifest.head:
        raise ValueError("another head than the backup says")
    return found


def _moment() -> str:
    return now().isoformat(timespec="seconds")


@contextmanager
def _made_whole(path: Path) -> Iterator[IO[bytes]]:
    """A file beside ``path`` that takes its place, on the disk, if all goes well."""
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=".sightline-")  # its owner's only
    try:
        with os.fdopen(descriptor, "wb") as part:
            yield part
            _on_disk(part)
        os.link(name, path)  # which, unlike a renaming, takes no other file's place
        _folder_on_disk(path.parent)
    finally:
        os.unlink(name)


def _on_disk(file: IO[bytes]) -> None:
    file.flush()
    os.fsync(file.fileno())


def _folder_on_disk(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
