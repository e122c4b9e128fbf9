"""Which team an obligation is counted under."""

from __future__ import annotations

import datetime as dt

import pytest

from sightline.engines.duckdb import DuckDBEngine
from sightline.engines.reference import ReferenceEngine
from sightline.engines.responsibility import named_with_team
from sightline.inspection.standing.evaluating import assessable
from sightline.record.schema import Row
from sightline.record.tables.cin_episodes import CinEpisode
from sightline.record.tables.involvements import Involvement
from sightline.record.tables.posts import Post
from sightline.record.tables.significant_events import SignificantEvent
from sightline.record.tables.supervisions import Supervision
from sightline.record.tables.teams import Team
from sightline.sources.extract import Extract, from_rows
from sightline.standards.catalogue import CATALOGUE
from sightline.standards.nodes import Events, Present, known
from sightline.standards.obligations import SubjectKind
from sightline.standards.standard import Standard
from tests.support import site
from tests.support.standards import standard_of


def on(month: int, day: int = 1) -> dt.date:
    return dt.date(2020, month, day)


def allocated(
    number: int, team: str | None, starts: dt.date | None, ends: dt.date | None, role: str = "ALLOCATED"
) -> Row:
    return Involvement(
        involvement_id=f"i{number}", person_id="ada", role=role, team_id=team, started_on=starts, ended_on=ends
    )  # fmt: skip


def episode(number: int, team: str | None, referred: dt.date | None) -> Row:
    return CinEpisode(referral_id=f"r{number}", person_id="ada", team_id=team, referred_on=referred)


def teams(extract: Extract, standard: Standard) -> list[str]:
    """The team of each obligation, the same from an engine that keeps teams and from one that does not."""
    kept = DuckDBEngine().evaluate(extract, [standard]).obligations_with_team()
    found = named_with_team(ReferenceEngine().obligations(extract, [standard]), extract, [standard])
    named: list[str] = kept["team"].to_pylist()
    assert named == found["team"].to_pylist()
    return named


CASES: list[tuple[str, list[Row], dt.date, str]] = [
    ("nothing is recorded", [], on(5), ""),
    ("in force", [allocated(1, "a", on(1), None)], on(5), "a"),
    ("on its first day", [allocated(1, "a", on(5), None)], on(5), "a"),
    ("ended, and none other", [allocated(1, "a", on(1), on(3))], on(5), "a"),
    ("its last day is excluded", [allocated(1, "a", on(1), on(5)), allocated(2, "b", on(5), None)], on(5), "b"),
    ("in force beats a later one", [allocated(1, "a", on(1), None), allocated(2, "b", on(2), on(3))], on(5), "a"),
    ("the latest started in force", [allocated(1, "a", on(1), None), allocated(2, "b", on(2), None)], on(5), "b"),
    ("the latest started, all ended", [allocated(1, "a", on(1), on(4)), allocated(2, "b", on(2), on(3))], on(5), "b"),
    ("not yet started", [allocated(1, "a", on(6), None)], on(5), ""),
    ("not allocated", [allocated(1, "a", on(1), None, "REVIEWING_OFFICER")], on(5), ""),
    ("no team", [allocated(1, None, on(1), None)], on(5), ""),
    ("no start", [allocated(1, "a", None, None)], on(5), ""),
    ("the wrong way round", [allocated(1, "a", on(3), on(2))], on(5), ""),
    ("an episode when nothing else", [episode(1, "e", on(1))], on(5), "e"),
    ("the latest episode", [episode(1, "e", on(1)), episode(2, "f", on(2)), episode(3, "g", on(9))], on(5), "f"),
    ("the first episode before it", [episode(1, "e", on(8)), episode(2, "f", on(9))], on(5), "e"),
    ("an ended allocation beats an episode", [allocated(1, "a", on(1), on(2)), episode(1, "e", on(3))], on(5), "a"),
    ("an episode before any allocation", [allocated(1, "a", on(6), None), episode(1, "e", on(1))], on(5), "e"),
]  # fmt: skip


@pytest.mark.parametrize(("rows", "day", "team"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_a_childs_team(rows: list[Row], day: dt.date, team: str) -> None:
    standard = standard_of(Present(Events("significant_events", "occurred_on"), (known("person_id"),)))
    extract = from_rows([*rows, SignificantEvent(significant_event_id="s", person_id="ada", occurred_on=day)])
    assert teams(extract, standard) == [team]


@pytest.mark.parametrize(
    ("day", "team"),
    [(on(1), "a"), (on(3), "a"), (on(5), "b"), (on(7), "b")],
    ids=["before", "first", "second", "after"],
)
def test_a_workers_team(day: dt.date, team: str) -> None:
    standard = standard_of(
        Present(Events("supervisions", "held_on"), (known("held_on"),)),
        subject="professional_id",
        subject_kind=SubjectKind.WORKER,
    )
    rows: list[Row] = [
        Post(post_id="1", professional_id="w", team_id="a", started_on=on(2), ended_on=on(4)),
        Post(post_id="2", professional_id="w", team_id="b", started_on=on(4), ended_on=on(6)),
        Supervision(supervision_id="s", professional_id="w", held_on=day),
    ]
    assert teams(from_rows(rows), standard) == [team]


def test_a_team_is_its_own() -> None:
    node = Present(Events("posts", "started_on"), (known("post_type"),))
    standard = standard_of(node, subject="team_id", subject_kind=SubjectKind.TEAM)
    rows: list[Row] = [Team(team_id="a"), Post(post_id="1", team_id="a", started_on=on(2))]
    assert teams(from_rows(rows), standard) == ["a"]


def test_an_unknown_day_is_the_last() -> None:
    standard = standard_of(Present(Events("significant_events", "occurred_on"), (known("person_id"),)))
    rows = [allocated(1, "a", on(1), on(2)), allocated(2, "b", on(3), None), SignificantEvent(
        significant_event_id="s", person_id="ada")]  # fmt: skip
    assert teams(from_rows(rows), standard) == ["b"]


def test_a_whole_record_has_the_same_teams_by_either_engine() -> None:
    extract = site.extract()
    standards = assessable(extract, tuple(CATALOGUE.values()))
    columns = ["standard", "subject", "ref", "since", "due", "team"]
    kept = DuckDBEngine().evaluate(extract, standards).obligations_with_team().select(columns)
    found = named_with_team(ReferenceEngine().obligations(extract, standards), extract, standards).select(columns)
    assert sorted(map(repr, kept.to_pylist())) == sorted(map(repr, found.to_pylist()))
    assert len(set(kept["team"].to_pylist())) > 2
