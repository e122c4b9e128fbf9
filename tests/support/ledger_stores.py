"""A store of its own for a process, of the kind that ``SIGHTLINE_TEST_DATABASE`` names."""

from __future__ import annotations

import os
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg

from tests.support.databases import POSTGRES, SQLITE, WHICH

IS_POSTGRES = os.environ.get(WHICH, SQLITE) == POSTGRES


def environment_of(home: Path, name: str = "") -> dict[str, str]:
    """The environment of a process whose store is in ``home``, or is the new PostgreSQL database ``name``."""
    environment = {**os.environ, "SIGHTLINE_HOME": str(home), "SIGHTLINE_TODAY": "2016-11-14"}
    environment["DJANGO_SETTINGS_MODULE"] = "sightline.web.settings"
    environment.pop("SIGHTLINE_DATABASE_URL", None)
    home.mkdir(parents=True, exist_ok=True)
    if IS_POSTGRES:
        server = os.environ["SIGHTLINE_DATABASE_URL"]
        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute(f'CREATE DATABASE "{name}"')
        environment["SIGHTLINE_DATABASE_URL"] = urlunsplit(urlsplit(server)._replace(path=f"/{name}"))
    return environment


def drop(name: str) -> None:
    """Take a database away again."""
    if IS_POSTGRES:
        with psycopg.connect(os.environ["SIGHTLINE_DATABASE_URL"], autocommit=True) as connection:
            connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
