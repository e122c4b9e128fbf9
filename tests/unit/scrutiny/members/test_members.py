"""The ten figures as members see them: told through disclosure control, beside what is published, and answered for."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest

from sightline.access.models import AccessEntry, Account
from sightline.errors import UserError
from sightline.findings.queries import Loaded
from sightline.improvement.series import days_of_any
from sightline.scrutiny.actions import members as actions
from sightline.scrutiny.models import Look, LookOutcome, OfficerStatement
from sightline.scrutiny.queries import members as queries
from sightline.scrutiny.queries.members_release import Allowed, placements
from sightline.scrutiny.ten_figures import FIGURES
from sightline.sources.extract import Extract
from tests.support import site

DAY = dt.date(2016, 11, 14)


@pytest.mark.parametrize(
    ("part", "words", "value"), [(0, "No", 0.0), (None, "", None), (5, "About 5", 5.0), (1055, "About 1,055", 1055.0)]
)
def test_a_count_is_said_as_it_was_released(part: int | None, words: str, value: float | None) -> None:
    told = queries.told(FIGURES["permanence"], Allowed(DAY, part, None))
    assert (told.words, told.value) == (words, value)


@pytest.mark.parametrize(
    ("part", "whole", "words"),
    [(55, 90, "61%"), (None, 90, ""), (90, 90, "100%"), (0, 90, "0%"), (10, 20, "50%"), (10, 15, ""), (55, None, "")],
)
def test_a_share_is_of_the_counts_as_released(part: int | None, whole: int | None, words: str) -> None:
    assert queries.told(FIGURES["assessments-in-time"], Allowed(DAY, part, whole)).words == words


def test_what_is_not_told_says_why_and_is_no_nought() -> None:
    """That a hidden count is small is not said: a larger one is hidden too."""
    figure = FIGURES["permanence"]
    unknown = queries.told(figure, Allowed(DAY, None, None, is_known=False))
    assert (unknown.value, unknown.words) == (None, "")
    assert queries.sentence(figure, unknown) == "Not shown: the record cannot tell."
    hidden = queries.told(figure, Allowed(DAY, None, None))
    assert queries.sentence(figure, hidden) == "Not shown: it counts too few, or would tell of a few."


def test_each_of_the_ten_is_counted_by_its_standards(loaded: Loaded) -> None:
    rows = {each.figure.id: each for each in queries.ten_rows()}
    assert list(rows) == list(FIGURES)
    days = days_of_any(loaded, FIGURES["no-worker"].standards)
    assert days is not None
    at = days.place(site.AS_AT)
    assert at is not None
    exact = int(days.open[at])
    assert rows["no-worker"].now.value == (exact + 2) // 5 * 5 > 50
    assert rows["no-worker"].sentence.startswith(f"About {(exact + 2) // 5 * 5} children with an open case")


def test_each_shows_the_standard_behind_it_with_its_source_and_certainty(loaded: Loaded) -> None:
    for row in queries.ten_rows():
        assert [each.code for each in row.standards] == list(row.figure.standards)
        assert all(each.citation.document and each.citation.confidence for each in row.standards)


def test_published_figures_are_of_a_year_that_had_ended_and_never_this_councils(loaded: Loaded) -> None:
    found = queries.beside(FIGURES["assessments-in-time"], loaded)
    assert found is not None
    assert (found.year, found.counted_on, found.is_later) == (2016, dt.date(2016, 3, 31), True)
    assert found.own is None  # the council is invented
    assert found.span is not None
    assert found.middle is not None
    assert found.span.low <= found.middle <= found.span.high
    assert found.councils > 140


def test_no_published_figure_is_made_up(loaded: Loaded) -> None:
    assert queries.beside(FIGURES["return-interviews"], loaded) is None
    early = dataclasses.replace(loaded, as_at=dt.date(2015, 12, 31))  # before the first year there is
    assert queries.beside(FIGURES["assessments-in-time"], early) is None


def test_quarters_share_no_case_and_are_over(loaded: Loaded) -> None:
    page = queries.ten_page(FIGURES["no-worker"])
    ends = [each.on for each in page.quarters]
    assert ends == sorted(ends, reverse=True)
    assert ends[0] == dt.date(2016, 9, 30)
    assert {each.month for each in ends} <= {3, 6, 9, 12}


def test_a_figure_of_which_the_record_keeps_only_the_newest_has_no_trend(loaded: Loaded) -> None:
    """Whoever was heard from since is missing from every earlier day, so that a trend would be of who is left."""
    page = queries.ten_page(FIGURES["care-leavers"])
    assert page.quarters == ()
    assert (page.row.lately, page.row.drawing) == (queries.Lately.UNTOLD, "")
    assert page.row.control.words == FIGURES["care-leavers"].no_trend != ""
    assert not any(each.no_trend for each in FIGURES.values() if each.id != "care-leavers")


def test_homes_are_counted_from_placements_that_are_not_temporary(loaded: Loaded) -> None:
    import pyarrow as pa

    def extract(*placements: tuple[str, str, str | None, str]) -> Extract:
        episodes = loaded.extract.tables["cla_episodes"].schema.empty_table()
        rows = loaded.extract.tables["cla_placements"].schema.empty_table()
        child: list[dict[str, object]] = [{name: None for name in episodes.schema.names} for _ in range(1)]
        child[0] |= {"cla_episode_id": "E", "person_id": "C", "started_on": dt.date(2014, 1, 1)}
        places = [
            {name: None for name in rows.schema.names}
            | {
                "cla_placement_id": str(number),
                "person_id": "C",
                "started_on": dt.date.fromisoformat(begun),
                "ended_on": dt.date.fromisoformat(ended) if ended else None,
                "placement_type_code": kind,
            }
            for number, (begun, ended, kind) in enumerate((begun, ended, kind) for _, begun, ended, kind in placements)
        ]
        tables = dict(loaded.extract.tables)
        tables["cla_episodes"] = pa.Table.from_pylist(child, schema=episodes.schema)
        tables["cla_placements"] = pa.Table.from_pylist(places, schema=rows.schema)
        return dataclasses.replace(loaded.extract, tables=tables)

    three = (
        ("", "2015-01-01", "2015-12-01", "U1"),
        ("", "2015-12-01", "2016-03-01", "U1"),
        ("", "2016-03-01", None, "K2"),
    )
    for places, expected in (
        (three, 1),
        ((three[0], three[1], ("", "2016-03-01", None, "T0")), 0),
        ((("", "2015-01-01", "2015-11-15", "U1"), *three[1:]), 0),  # it ended 365 days before the day
        ((("", "2015-01-01", "2015-11-16", "U1"), *three[1:]), 1),
    ):
        counted = placements(dataclasses.replace(loaded, extract=extract(*places)), DAY)
        assert (counted.part, counted.whole) == (expected, 1)


def test_what_an_officer_says_later_supersedes_and_both_stay(loaded: Loaded, director: Account) -> None:
    first = actions.state(figure="permanence", words="A panel now meets each fortnight.", by=director)
    second = actions.state(figure="permanence", words="The panel has seen every child.", by=director)
    assert second.supersedes == first
    page = queries.ten_page(FIGURES["permanence"])
    assert [each.statement.pk for each in page.statements] == [second.pk, first.pk]
    assert page.row.said == second
    assert second.post == "Director of children's services"
    with pytest.raises(RuntimeError, match="nothing that was asked or answered is deleted"):
        first.delete()


def test_a_members_choice_is_shown_with_what_came_of_it(loaded: Loaded, member: Account, director: Account) -> None:
    look = actions.look_into(figure="no-worker", why="Families say that nobody comes.", by=member)
    assert queries.looks()[0].outcomes.count() == 0
    actions.came_of_it(look=look, words="Every such case is being reviewed.", by=director)
    assert [each.words for each in queries.looks()[0].outcomes.all()] == ["Every such case is being reviewed."]
    assert AccessEntry.objects.filter(page__in=("members:look", "members:outcome"), doing="changed").count() == 2


@pytest.mark.parametrize(
    "words", ["He was born on 3 May 2009 and nobody came.", "Ring 01454 868 9999 about them please."]
)
def test_words_that_point_at_one_child_are_refused_whoever_writes_them(
    loaded: Loaded, member: Account, director: Account, words: str
) -> None:
    with pytest.raises(UserError, match="Take out"):
        actions.look_into(figure="no-worker", why=words, by=member, nobody_named=True)
    with pytest.raises(UserError, match="Take out"):
        actions.state(figure="no-worker", words=words, by=director, nobody_named=True)
    assert not Look.objects.exists()
    assert not OfficerStatement.objects.exists()


def test_nobody_speaks_for_the_other_side(loaded: Loaded, member: Account, director: Account) -> None:
    with pytest.raises(UserError, match="role does not allow"):
        actions.state(figure="no-worker", words="All is well, say the members.", by=member)
    with pytest.raises(UserError, match="role does not allow"):
        actions.look_into(figure="no-worker", why="Officers want it looked into.", by=director)
    look = actions.look_into(figure="no-worker", why="Families say that nobody comes.", by=member)
    with pytest.raises(UserError, match="role does not allow"):
        actions.came_of_it(look=look, words="We looked at it ourselves.", by=member)


def test_there_are_no_other_figures(loaded: Loaded, member: Account) -> None:
    with pytest.raises(UserError, match="one of the ten"):
        actions.look_into(figure="finance", why="What does it all cost us?", by=member)


def test_nothing_is_written_when_the_line_in_the_log_cannot_be(
    loaded: Loaded, member: Account, director: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    look = actions.look_into(figure="no-worker", why="Families say that nobody comes.", by=member)

    def broken(**_: object) -> None:
        raise RuntimeError("the log is full")

    monkeypatch.setattr(actions, "log", broken)
    with pytest.raises(RuntimeError):
        actions.state(figure="no-worker", words="It is being put right.", by=director)
    with pytest.raises(RuntimeError):
        actions.look_into(figure="permanence", why="How long do they wait?", by=member)
    with pytest.raises(RuntimeError):
        actions.came_of_it(look=look, words="It is being put right.", by=director)
    assert (OfficerStatement.objects.count(), Look.objects.count(), LookOutcome.objects.count()) == (0, 1, 0)
