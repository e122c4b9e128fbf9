"""A small invented record for the site's tests: a team that leaves children unseen, and awkward keys and names."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from functools import cache

from sightline.engines.reference import ReferenceEngine
from sightline.findings.load import load
from sightline.findings.queries import Loaded, hold
from sightline.findings.queries.loaded import held_or_none
from sightline.inspection.framework import load_framework
from sightline.record.schema import Row
from sightline.record.tables.cin_episodes import CinEpisode
from sightline.record.tables.cin_visits import CinVisit
from sightline.record.tables.cla_episodes import ClaEpisode
from sightline.record.tables.contacts import Contact
from sightline.record.tables.councils import Council
from sightline.record.tables.cp_plans import CpPlan
from sightline.record.tables.foster_carers import FosterCarer
from sightline.record.tables.involvements import Involvement
from sightline.record.tables.management_decisions import ManagementDecision
from sightline.record.tables.missing_episodes import MissingEpisode
from sightline.record.tables.people import Person
from sightline.record.tables.posts import Post
from sightline.record.tables.professionals import Professional
from sightline.record.tables.strategy_discussions import StrategyDiscussion
from sightline.record.tables.supervisions import Supervision
from sightline.record.tables.teams import Team
from sightline.sources.extract import Extract, from_rows
from sightline.standards.catalogue import CATALOGUE

AS_AT = dt.date(2016, 11, 14)
UNSEEN = "C1"
LOOKED_AFTER = "C3"
UNTELLABLE = "C4"
NAMED_IN_MARKUP = "C5"
AWKWARD_CHILD = "C 2/é#?"  # a key that an address must quote
FORMULA = "=HYPERLINK(1)"  # a name that a spreadsheet would run
MARKUP = "<script>alert(1)</script>"  # a name that a page must escape
AWKWARD_TEAM = "T/2&x"
MANAGER = "W2"
OTHERS = 52  # further children of the manager, so that lists have a second page


def day(words: str) -> dt.date:
    """A date from 2016-11-14."""
    return dt.date.fromisoformat(words)


def rows() -> Iterator[Row]:
    """The record, row by row."""
    yield Council(council_id="999", name="Avonmere", started_on=day("2010-01-01"))
    yield Team(team_id="T1", name="0-25 Team", service="disability-0-25")
    yield Team(team_id=AWKWARD_TEAM, name="Assessment <b>One</b>", parent_name="Children's services")
    yield from _staff()
    yield from _unseen(UNSEEN, "Ada", "Example", "2014-01-06")
    for number in range(OTHERS):
        started = day("2014-02-03") + dt.timedelta(days=number)
        yield from _unseen(f"K{number:02}", f"Kit{number}", "Example", started.isoformat())
    yield from _seen()
    yield from _looked_after()
    yield Person(person_id=UNTELLABLE, born_on=None)
    yield CinEpisode(
        referral_id="R4",
        person_id=UNTELLABLE,
        referred_on=day("2016-05-02"),
        closed_on=day("2016-04-01"),
        no_further_action=False,
    )
    yield CinEpisode(referral_id="R4b", person_id=UNTELLABLE, referred_on=None, no_further_action=False)
    yield Person(person_id=NAMED_IN_MARKUP, forename=MARKUP, surname="Example", born_on=day("2010-01-01"))
    yield Contact(contact_id="N1", person_id=NAMED_IN_MARKUP, contacted_on=day("2016-11-01"), referral_id="R1")
    yield FosterCarer(foster_carer_id="F1", approved_on=day("2012-03-01"), team_id="T1")


def _staff() -> Iterator[Row]:
    for key, name, job, manages, team in (
        ("W1", "Sam Worker", "Social worker", False, "T1"),
        (MANAGER, "Mel Manager", "Team manager", True, "T1"),
        ("W3", "Pat Worker", "Social worker", False, AWKWARD_TEAM),
    ):
        yield Professional(professional_id=key, name=name, job_title=job)
        yield Post(
            post_id=f"P{key}",
            professional_id=key,
            team_id=team,
            post_type="team-manager" if manages else "social-worker",
            is_management=manages,
            started_on=day("2013-01-07"),
        )
    yield Supervision(supervision_id="S1", professional_id="W1", held_on=day("2016-10-31"))


def _unseen(key: str, forename: str, surname: str, referred: str) -> Iterator[Row]:
    """A child whose case a manager holds, last seen a month after referral."""
    began = day(referred)
    yield Person(person_id=key, forename=forename, surname=surname, born_on=day("2008-04-01"))
    yield CinEpisode(
        referral_id=f"R{key}",
        person_id=key,
        referred_on=began,
        decided_on=began,
        no_further_action=False,
        source_code="2A",
        team_id="T1",
    )
    yield CinVisit(cin_visit_id=f"V{key}", person_id=key, visited_on=began + dt.timedelta(days=30), child_seen=True)
    yield Involvement(
        involvement_id=f"I{key}",
        person_id=key,
        professional_id=MANAGER,
        role="ALLOCATED",
        team_id="T1",
        started_on=began,
    )


def _seen() -> Iterator[Row]:
    """A child with a worker of their own who is seen every month, under an awkward key and name."""
    key = AWKWARD_CHILD
    yield Person(person_id=key, forename=FORMULA, surname="Example", born_on=day("2005-02-28"))
    yield CinEpisode(
        referral_id="R2",
        person_id=key,
        referred_on=day("2016-01-04"),
        decided_on=day("2016-01-05"),
        no_further_action=False,
        team_id=AWKWARD_TEAM,
    )
    yield Involvement(
        involvement_id="I2",
        person_id=key,
        professional_id="W3",
        role="ALLOCATED",
        team_id=AWKWARD_TEAM,
        started_on=day("2016-01-05"),
    )
    for month in range(1, 12):
        yield CinVisit(
            cin_visit_id=f"V2-{month}",
            person_id=key,
            visited_on=dt.date(2016, month, 10),
            child_seen=True,
            child_seen_alone=True,
        )


def _looked_after() -> Iterator[Row]:
    """A child who came into care, went missing and was not spoken to."""
    key = LOOKED_AFTER
    yield Person(person_id=key, forename="Cass", surname="Example", born_on=day("2003-09-09"))
    yield CinEpisode(
        referral_id="R3", person_id=key, referred_on=day("2015-06-01"), no_further_action=False, team_id="T1"
    )
    yield StrategyDiscussion(strategy_discussion_id="D3", person_id=key, held_on=day("2015-06-02"), threshold_met=True)
    yield CpPlan(
        cp_plan_id="CP3",
        person_id=key,
        started_on=day("2015-06-20"),
        ended_on=day("2015-09-01"),
        initial_category_code="NEG",
    )
    yield ClaEpisode(
        cla_episode_id="E3",
        person_id=key,
        started_on=day("2015-09-01"),
        entered_care_on=day("2015-09-01"),
        start_reason_code="S",
        cla_id="L3",
    )
    yield MissingEpisode(
        missing_episode_id="M3", person_id=key, started_on=day("2016-08-01"), ended_on=day("2016-08-03")
    )
    yield ManagementDecision(
        management_decision_id="G3",
        person_id=key,
        professional_id=MANAGER,
        decided_on=day("2016-08-04"),
        decision_type="case-direction",
        has_rationale=False,
    )


@cache
def extract() -> Extract:
    """The record as an extract that lacks one table, so that some standards are not assessable."""
    from sightline.record.tables import TABLES

    return from_rows(rows(), only=[name for name in TABLES if name != "sdq_scores"])


def loaded() -> Loaded:
    """The record evaluated and inspected, and held for the site to show: whatever a test before held instead."""
    if held_or_none() is not (found := _evaluated()):
        hold(found)
    return found


@cache
def _evaluated() -> Loaded:
    return load(
        extract(),
        AS_AT,
        standards=tuple(CATALOGUE.values()),
        engine=ReferenceEngine(),
        framework=load_framework("sif-2013-2017"),
        source="rows written for a test",
        is_invented=True,
    )


IN_THE_STORE = ("people", "involvements", "cin_episodes", "teams", "professionals", "posts")  # what access asks of it


def put_in_store() -> None:
    """The tables that say who holds a child, as current versions of the store, without the ledger's digests."""
    from sightline.ledger.contents import Contents, Listed
    from sightline.ledger.digests import digest_of
    from sightline.ledger.models import VERSIONS, Transaction
    from sightline.web.clock import now

    number = 0
    for name in IN_THE_STORE:
        versions = []
        for fields in extract().tables[name].to_pylist():
            number += 1
            versions.append(VERSIONS[name](version=number, opened_in=1, row_digest="", **fields))
        VERSIONS[name]._default_manager.bulk_create(versions)
    nothing = Listed(0, digest_of([]))
    Transaction.objects.create(
        number=1,
        recorded_at=now(),
        by="a test",
        why="the small invented record",
        source="a test",
        first_version=1,
        opened=number,
        contents=Contents((), nothing, nothing).as_text(),
        previous="",
        digest="",
    )


def handle(person_id: str) -> str:
    """The handle of a child of the record, made if there is none."""
    from sightline.access.actions import handles

    return handles(person_ids=[person_id])[person_id]
