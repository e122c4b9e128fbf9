"""A council of a few hundred invented children, of whom some groups are small, for the tests of what is published."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator
from functools import cache

from sightline.engines.duckdb import DuckDBEngine
from sightline.findings.load import load
from sightline.findings.queries import Loaded, hold
from sightline.inspection.framework import load_framework
from sightline.ledger import loading
from sightline.record.schema import Row
from sightline.record.tables.addresses import Address
from sightline.record.tables.assessments import Assessment
from sightline.record.tables.cin_episodes import CinEpisode
from sightline.record.tables.cla_episodes import ClaEpisode
from sightline.record.tables.councils import Council
from sightline.record.tables.cp_plans import CpPlan
from sightline.record.tables.people import Person
from sightline.scrutiny.actions.publications import draft_edition, publish_edition
from sightline.scrutiny.models import PackEdition
from sightline.scrutiny.queries.publications import Quarter
from sightline.sources.extract import Extract, from_rows
from sightline.standards.catalogue import CATALOGUE
from tests.support.personas import Persona, make

AS_AT = dt.date(2016, 11, 14)
QUARTER = Quarter(dt.date(2016, 9, 30))
CHILDREN = 260
ETHNICITIES = ("WBRI",) * 12 + ("MWBC", "AIND", "APKN", "BAFR", "OOTH", "NOBT")


def rows() -> Iterator[Row]:
    """The record, row by row: the same on every run."""
    lot = random.Random(7)  # noqa: S311 - invented children
    yield Council(council_id="999", name="Avonmere", started_on=dt.date(2010, 1, 1))
    for number in range(CHILDREN):
        key = f"P{number:03}"
        born = dt.date(1999, 1, 1) + dt.timedelta(days=lot.randrange(6400))
        referred = dt.date(2016, 1, 4) + dt.timedelta(days=lot.randrange(200))
        yield Person(
            person_id=key, forename=f"Kit{number}", surname="Example", born_on=born, ethnicity=lot.choice(ETHNICITIES)
        )
        yield CinEpisode(
            referral_id=f"R{number}", person_id=key, referred_on=referred, no_further_action=False, decided_on=referred
        )
        postcode = f"AV{lot.choice((1, 1, 1, 2, 2, 3, 4, 5, 6, 7, 8))}1AA"
        yield Address(address_id=f"A{number}", person_id=key, started_on=referred, postcode=postcode)
        done = referred + dt.timedelta(days=lot.randrange(30, 90))
        yield Assessment(
            assessment_id=f"S{number}", person_id=key, referral_id=f"R{number}", started_on=referred, authorised_on=done
        )
        if number % 6 == 0:
            yield CpPlan(cp_plan_id=f"C{number}", person_id=key, started_on=referred)
        elif number % 9 == 0:
            yield ClaEpisode(cla_episode_id=f"L{number}", person_id=key, started_on=referred)


@cache
def extract() -> Extract:
    """The record as columns."""
    return from_rows(rows(), source="rows written for a test")


@cache
def loaded() -> Loaded:
    """The record evaluated and inspected."""
    return load(
        extract(),
        AS_AT,
        standards=tuple(CATALOGUE.values()),
        engine=DuckDBEngine(),
        framework=load_framework("sif-2013-2017"),
        source="rows written for a test",
    )


def put_in_store() -> None:
    """The record in the ledger, and evaluated for the site to show."""
    loading.load(extract(), by="a test", why="rows written for a test")
    hold(loaded())


def drafted(what_changed: str = "", as_at: dt.date = QUARTER.ends_on) -> PackEdition:
    """An edition made by the analyst, not published."""
    return draft_edition(quarter=QUARTER, as_at=as_at, what_changed=what_changed, by=make(Persona.ANALYST))


def released(what_changed: str = "", as_at: dt.date = QUARTER.ends_on) -> PackEdition:
    """One that the director published."""
    edition = drafted(what_changed, as_at)
    publish_edition(edition=edition, by=make(Persona.DIRECTOR))
    return edition
