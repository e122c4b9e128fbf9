"""Small records for the ledger, and ways to tamper with it that its own code does not have."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.db import connection

from sightline.record.schema import Row
from sightline.record.tables.cin_episodes import CinEpisode
from sightline.record.tables.cin_visits import CinVisit
from sightline.record.tables.people import Person
from sightline.sources.extract import Extract, from_rows

NIGHTLY = "nightly extract"


def person(key: str = "P1", surname: str | None = "Ash", **values: object) -> Person:
    """Somebody."""
    return Person(person_id=key, surname=surname, **values)  # type: ignore[arg-type]


def visit(key: str, person_id: str = "P1", on: dt.date | None = dt.date(2016, 1, 4), **values: object) -> CinVisit:
    """A visit to somebody."""
    return CinVisit(cin_visit_id=key, person_id=person_id, visited_on=on, **values)  # type: ignore[arg-type]


def referral(key: str, person_id: str = "P1", on: dt.date = dt.date(2016, 11, 1), **values: object) -> CinEpisode:
    """A referral of somebody."""
    return CinEpisode(referral_id=key, person_id=person_id, referred_on=on, **values)  # type: ignore[arg-type]


def extract(*rows: Row, only: Iterable[str] = ("people", "cin_visits")) -> Extract:
    """What the council's case system says tonight, of the tables in ``only``."""
    return from_rows(rows, source=NIGHTLY, only=only)


def tamper(table: str, sql: str) -> None:
    """Run ``sql`` on ``table`` as its owner could, with what refuses it out of the way."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(f'ALTER TABLE "{table}" DISABLE TRIGGER USER')
        else:
            for act in ("update", "delete"):
                cursor.execute(f'DROP TRIGGER IF EXISTS "{table}_no_{act}"')
        cursor.execute(sql)
