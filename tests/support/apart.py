"""A record served by a process of its own, for a browser to look at: what each ``served_*`` module shares.

It prints one line of JSON, where it is and who has signed in, and stops when its standard input ends.
"""

from __future__ import annotations

import hashlib
import importlib.metadata
import json
import os
import shutil
import sqlite3
import sys
import tempfile
import threading
from collections.abc import Iterable, Mapping
from pathlib import Path

import django
from django.core.management import call_command
from waitress import create_server

from tests.support.persona import Persona

HOST = "127.0.0.1"


def make_store() -> None:
    """Start Django and make the store's tables; nothing of the site may be imported before this.

    Making some two hundred tables by their migrations takes 20 seconds: an empty SQLite store is made once and copied
    for as long as no migration changes.
    """
    django.setup()
    from django.db import connection

    if connection.vendor != "sqlite":
        call_command("migrate", interactive=False, verbosity=0)
        return
    store = Path(str(connection.settings_dict["NAME"]))
    store.parent.mkdir(parents=True, exist_ok=True)
    empty = Path(tempfile.gettempdir()) / f"sightline-empty-{_migrations()}.sqlite3"
    if empty.exists():
        shutil.copyfile(empty, store)
        return
    call_command("migrate", interactive=False, verbosity=0)
    connection.close()
    made = empty.with_suffix(f".{os.getpid()}")
    with sqlite3.connect(store) as source, sqlite3.connect(made) as copy:
        source.backup(copy)
    made.replace(empty)


def _migrations() -> str:
    """A digest of every migration there is, Sightline's and those of the libraries whose tables it keeps."""
    from django.apps import apps

    digest = hashlib.sha256()
    for app in sorted(apps.get_app_configs(), key=lambda each: each.name):
        for path in sorted(Path(app.path, "migrations").glob("*.py")):
            digest.update(path.read_bytes())
    digest.update(importlib.metadata.version("django").encode())
    return digest.hexdigest()[:16]


def serve(personas: Iterable[Persona], handles: Mapping[str, str], *, threads: int = 2) -> None:
    """Sign ``personas`` in, say where the site is, and serve it until standard input ends."""
    from django.core.wsgi import get_wsgi_application

    from tests.support.personas import browser_of

    sessions = {each.value: str(browser_of(each).session.session_key) for each in personas}
    server = create_server(get_wsgi_application(), host=HOST, port=0, threads=threads)
    address = f"http://{HOST}:{server.effective_port}"
    sys.stdout.write(json.dumps({"address": address, "sessions": sessions, "handles": dict(handles)}) + "\n")
    sys.stdout.flush()
    threading.Thread(target=server.run, daemon=True).start()
    sys.stdin.read()
    server.close()
