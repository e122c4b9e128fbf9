"""From a draft to what the public reads: by two people, never changed, made again to the byte."""

from __future__ import annotations

import csv
import dataclasses
import datetime as dt
import io
import json

import pyarrow as pa
import pytest
from django.db import connection

from sightline.access.models import Restriction
from sightline.errors import UserError
from sightline.findings.queries import hold
from sightline.ledger import loading
from sightline.record.tables.people import Person
from sightline.scrutiny.actions.publications import draft_edition, publish_edition, set_aside
from sightline.scrutiny.disclosure import Population, Rule, Safe, Table, suppress
from sightline.scrutiny.disclosure.tables import Dimension
from sightline.scrutiny.models import PackDecision, PackEdition
from sightline.scrutiny.publications_document import untold
from sightline.scrutiny.publications_kept import HEAD, metadata
from sightline.scrutiny.queries import publications_making as making
from sightline.scrutiny.queries.members_release import now_of, released
from sightline.scrutiny.queries.publications import Quarter, said_of, told_before
from sightline.scrutiny.queries.publications_making import again
from sightline.scrutiny.telling import TIERS, Gap, Told
from sightline.scrutiny.ten_figures import FIGURES
from sightline.sources.extract import Extract, from_rows
from sightline.web import clock
from tests.support import publications as made
from tests.support.personas import Persona, make

WHY = "The first edition counted the wrong day."
WRONG_DAY = dt.date(2016, 7, 20)
SHOWED = dt.date(2015, 1, 27)


@pytest.fixture
def store(db: None) -> None:
    """The council's record in the ledger."""
    made.put_in_store()


@pytest.mark.usefixtures("store")
def test_an_edition_says_figures_and_tables_and_hides_small_counts() -> None:
    said = said_of(made.drafted())
    assert len(said["tables"]) == 4
    assert {each["id"] for each in said["figures"]} >= {"assessments-in-time", "decided-in-a-day"}
    values = [cell["value"] for table in said["tables"] for cell in table["cells"]]
    assert None in values
    assert all(value is None or value == 0 or (value >= 5 and value % 5 == 0) for value in values)


@pytest.mark.usefixtures("store")
def test_a_figure_of_which_only_the_newest_is_kept_is_told_of_no_earlier_day() -> None:
    said = said_of(made.drafted())
    figure = next(each for each in said["figures"] if each["id"] == "care-leavers")
    assert (figure["part"], figure["whole"], figure["per_cent"]) == (None, None, None)
    assert figure["not_shown_because"] == making.NO_EARLIER_DAY
    loaded = made.loaded()
    assert making._is_too_late(FIGURES["care-leavers"], loaded, made.QUARTER.ends_on)
    assert not making._is_too_late(FIGURES["care-leavers"], loaded, loaded.as_at)
    assert not making._is_too_late(FIGURES["no-worker"], loaded, made.QUARTER.ends_on)


@pytest.mark.parametrize(
    ("tiers", "expected"),
    [
        ([("A", {"Director": "2016-01-01"})], []),
        ([("A", {"Director": None})], [("A", "director")]),
        (
            [("A", {"Head": "2016-01-01", "Director": None}), ("B", {"Head": None, "Director": None})],
            [("B", "head and director"), ("A", "director")],
        ),
    ],
)
def test_each_failing_is_told_with_the_tiers_that_were_not_told(
    tiers: list[tuple[str, dict[str, str | None]]], expected: list[tuple[str, str]]
) -> None:
    telling = [
        {"title": title, "told": [{"tier": tier, "on": on} for tier, on in told.items()]} for title, told in tiers
    ]
    assert untold(telling) == expected


@pytest.mark.usefixtures("store")
def test_most_cells_are_kept() -> None:
    said = said_of(made.drafted())
    cells = [cell["value"] for table in said["tables"] for cell in table["cells"]]
    assert sum(value is not None for value in cells) / len(cells) > 0.5


@pytest.mark.usefixtures("store")
def test_it_refuses_to_be_published_by_who_made_it() -> None:
    edition = made.drafted()
    with pytest.raises(UserError, match="Somebody other"):
        publish_edition(edition=edition, by=make(Persona.ANALYST))
    assert not PackDecision.objects.exists()


@pytest.mark.usefixtures("store")
@pytest.mark.parametrize("persona", [Persona.ELECTED_MEMBER, Persona.TEAM_MANAGER, Persona.SCRUTINY_OFFICER])
def test_it_refuses_whoever_makes_no_publications(persona: Persona) -> None:
    with pytest.raises(UserError, match="role"):
        draft_edition(quarter=made.QUARTER, as_at=made.QUARTER.ends_on, by=make(persona))


@pytest.mark.usefixtures("store")
def test_it_refuses_a_quarter_that_is_not_over_and_a_day_outside_it() -> None:
    with pytest.raises(UserError, match="not over"):
        draft_edition(quarter=Quarter(dt.date(2016, 12, 31)), as_at=dt.date(2016, 11, 1), by=make(Persona.ANALYST))
    with pytest.raises(UserError, match="in the quarter"):
        made.drafted(as_at=dt.date(2016, 6, 30))


@pytest.mark.usefixtures("store")
def test_an_edition_is_never_changed_or_deleted() -> None:
    edition = made.released()
    with pytest.raises(RuntimeError):
        edition.save()
    with pytest.raises(RuntimeError):
        edition.delete()
    with pytest.raises(RuntimeError):
        edition.decision.delete()


@pytest.mark.usefixtures("store")
def test_one_decided_already_is_not_decided_again() -> None:
    edition = made.released()
    with pytest.raises(UserError, match="already"):
        set_aside(edition=edition, why="It should not have been.", by=make(Persona.DIRECTOR))


@pytest.mark.usefixtures("store")
def test_it_is_made_again_to_the_byte_after_the_record_changed() -> None:
    edition = made.released()
    people = {row["person_id"]: row for row in made.extract().tables["people"].to_pylist()}
    changed = [Person(**{**row, "ethnicity": "BCRB"}) for row in people.values()]
    loading.load(from_rows(changed, source="rows written for a test", only=("people",)), by="a test", why="put right")
    assert again(edition)


@pytest.mark.usefixtures("store")
def test_figures_that_rest_on_something_else_are_told_apart() -> None:
    edition = made.drafted()
    edition.as_at = WRONG_DAY
    assert not again(edition)


@pytest.mark.usefixtures("store")
def test_a_correction_says_what_changed_and_both_stay() -> None:
    first = made.released(as_at=WRONG_DAY)
    second = made.released(WHY)
    said = said_of(second)
    assert (said["edition"], said["what_changed"]) == (2, WHY)
    assert {"before", "now"} <= set(said["changes"][0])
    assert PackEdition.objects.get(pk=first.pk).said_digest == first.said_digest
    assert again(second)


@pytest.mark.usefixtures("store")
def test_a_correction_without_words_is_refused() -> None:
    made.released(as_at=WRONG_DAY)
    with pytest.raises(UserError, match="what changed"):
        made.drafted()


@pytest.mark.usefixtures("store")
def test_a_correction_of_a_few_children_is_not_told() -> None:
    made.released()
    people = made.extract().tables["people"]
    rows = [{**each, "ethnicity": "BCRB"} if each["person_id"] == "P001" else each for each in people.to_pylist()]
    tables = {**made.extract().tables, "people": pa.Table.from_pylist(rows, schema=people.schema)}
    loading.load(dataclasses.replace(made.extract(), tables=tables), by="a test", why="put right")
    with pytest.raises(UserError, match="told as before"):
        made.drafted("One child’s ethnicity was recorded late.")


@pytest.mark.usefixtures("store")
def test_restricting_one_child_changes_nothing_that_is_told() -> None:
    made.released()
    Restriction.objects.create(person_id="P002", why="a test", set_by=make(Persona.DIRECTOR), set_at=clock.now())
    with pytest.raises(UserError, match="told as before"):
        made.drafted("A record was put right since.")


@pytest.mark.usefixtures("store")
def test_another_edition_published_meanwhile_makes_a_draft_stale() -> None:
    earlier = Quarter(dt.date(2016, 6, 30))
    stale = draft_edition(quarter=earlier, as_at=earlier.ends_on, by=make(Persona.ANALYST))
    made.released()
    with pytest.raises(UserError, match="Make it again"):
        publish_edition(edition=stale, by=make(Persona.DIRECTOR))


@pytest.mark.usefixtures("store")
def test_one_changed_in_the_database_is_not_published() -> None:
    edition = made.drafted()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE scrutiny_packedition SET html = 'forged'")
    with pytest.raises(UserError, match="no longer as it was made"):
        publish_edition(edition=edition, by=make(Persona.DIRECTOR))


@pytest.mark.usefixtures("store")
def test_the_csv_has_a_row_a_figure_and_hides_what_the_page_hides() -> None:
    edition = made.drafted()
    rows = list(csv.DictReader(io.StringIO(edition.csv, newline="")))
    said = json.loads(edition.said)
    cells = sum(len(table["cells"]) for table in said["tables"])
    assert tuple(rows[0]) == HEAD
    assert len([row for row in rows if row["measure"] == "children" and row["by_1"]]) == cells
    assert {row["value"] for row in rows if not row["value"].isdigit()} == {"[c]"}


@pytest.mark.usefixtures("store")
def test_nothing_public_holds_a_true_small_count_or_a_key() -> None:
    edition = made.drafted()
    for text in (edition.said, edition.html, edition.csv):
        assert "P001" not in text
        assert "Kit1" not in text
        assert "would-tell" not in text
    assert bytes(edition.pdf).startswith(b"%PDF")


def with_placements() -> Extract:
    """The record in which every child in care lived in three places; for every other, one of them temporary."""
    extract = made.extract()
    placements = extract.tables["cla_placements"].schema
    rows = [
        {name: None for name in placements.names}
        | {
            "cla_placement_id": f"{child}-{place}",
            "person_id": child,
            "started_on": dt.date(2016, 8, 1) + dt.timedelta(days=place),
            "placement_type_code": "T0" if place == 2 and number % 2 else "U1",
        }
        for number, child in enumerate(extract.tables["cla_episodes"]["person_id"].to_pylist())
        for place in range(3)
    ]
    tables = {**extract.tables, "cla_placements": pa.Table.from_pylist(rows, schema=placements)}
    return dataclasses.replace(extract, tables=tables)


def test_members_and_the_public_are_told_the_same_count_of_each_of_the_ten() -> None:
    extract = with_placements()
    loaded = dataclasses.replace(made.loaded(), extract=extract)
    there = 0
    for figure in FIGURES.values():
        public = making._counts(figure, extract, loaded, made.AS_AT)
        inside = now_of(loaded, figure)
        if public is None:
            assert inside.part is None or inside.whole == 0
            continue
        there += 1
        assert inside.part == public["yes"], figure.id
        assert not figure.is_share or inside.whole == public["yes"] + public["no"], figure.id
    assert there >= 6
    homes = now_of(loaded, FIGURES["stable-homes"])
    assert homes.part is not None
    assert homes.whole is not None
    assert 0 < homes.part < homes.whole


@pytest.mark.usefixtures("store")
def test_members_are_told_nothing_that_an_edition_published_since_would_give_away() -> None:
    """Figures are told beside what is public by now, in as many queries whatever is."""
    loaded = made.loaded()
    before = released(loaded)
    edition = made.released()
    after = released(loaded)
    assert after is not before
    assert after is released(loaded)
    then = next(each for each in after.quarters["children-not-seen"] if each.on == edition.as_at)
    public = {each["id"]: each for each in said_of(edition)["figures"]}.get("children-not-seen")
    assert public is None or then.part == public["part"]
    PackEdition.objects.filter(pk=edition.pk).update(exact="{}")
    hold(dataclasses.replace(loaded))
    with pytest.raises(UserError, match="nothing can be checked"):
        released(dataclasses.replace(loaded))


def figure_of(*counts: int) -> Safe:
    """A count of children as it is told after as many quarters as there are counts, the last leading nowhere."""
    told: list[Safe] = []
    for quarter, count in enumerate(counts):
        whole = Population(f"quarter {quarter}", (Dimension("outcome", ("yes",)),), {("yes",): count})
        told += suppress([Table("figure:permanence", whole, ("outcome",))], before=told)
    return told[-1]


def test_a_count_hidden_for_what_changed_is_not_said_to_be_small() -> None:
    """From 5 to 6 is one child: 6 is hidden, and is not fewer than five."""
    safe = figure_of(5, 6)
    assert safe.value("yes") is None
    said = making._figure(FIGURES["permanence"], safe, True)
    assert said["says"].startswith("An unpublished number of children in care had no plan")
    assert said["not_shown_because"]
    assert said["says"] == making._figure(FIGURES["permanence"], figure_of(3), True)["says"]


def test_a_total_hidden_in_a_table_is_not_read_off_a_figure() -> None:
    whole = Population("day", (Dimension("outcome", ("yes", "no")),), {("yes",): 30, ("no",): 70})
    (safe,) = suppress([Table("figure:stable-homes", whole, ("outcome",))], rule=Rule())
    said = making._figure(FIGURES["stable-homes"], safe, False)
    assert (said["part"], said["whole"], said["per_cent"]) == (None, None, None)
    assert making._figure(FIGURES["stable-homes"], safe, True)["whole"] == 100


@pytest.mark.usefixtures("store")
def test_a_late_correction_is_checked_against_what_was_told_since() -> None:
    later = made.released()
    earlier = draft_edition(quarter=Quarter(dt.date(2016, 6, 30)), as_at=dt.date(2016, 6, 30), by=make(Persona.ANALYST))
    assert [each.pk for each in told_before(earlier.pack, clock.now())] == [later.pk]


@pytest.mark.usefixtures("store")
def test_the_csv_has_every_figure_of_the_edition() -> None:
    edition = made.drafted()
    rows = list(csv.DictReader(io.StringIO(edition.csv)))
    for each in said_of(edition)["figures"]:
        mine = {row["measure"]: row["value"] for row in rows if row["table"] == each["id"]}
        keys = {"part": "part", "whole": "whole", "per cent": "per_cent"} if each["is_share"] else {"children": "part"}
        assert mine == {name: "[c]" if each[key] is None else str(each[key]) for name, key in keys.items()}


def _with_gaps(monkeypatch: pytest.MonkeyPatch, *gaps: Gap) -> None:
    monkeypatch.setattr("sightline.scrutiny.queries.telling.telling_gap", lambda loaded: gaps)


def _gap(*days: int | None, asked: int | None = None) -> Gap:
    """A failing of which each tier was told as many days after it showed; ``asked``: the committee did, after these."""
    told = [
        Told(
            tier,
            None if each is None else SHOWED + dt.timedelta(days=each),
            (made.AS_AT - SHOWED).days if each is None else each,
            True,
            "",
            SHOWED + dt.timedelta(days=asked) if asked is not None and tier is TIERS[-1] else None,
        )
        for tier, each in zip(TIERS, days, strict=True)
    ]
    return Gap("children-not-seen", "Children not seen", True, SHOWED, False, made.AS_AT, tuple(told))


@pytest.mark.usefixtures("store")
def test_an_edition_says_who_was_told_first_who_asked_first_and_draws_it(monkeypatch: pytest.MonkeyPatch) -> None:
    _with_gaps(monkeypatch, _gap(35, None, None, None, 400, asked=411))
    edition = made.drafted()
    for words in (
        "First asked about",
        "Team manager, 3 March 2015, 35 days after",
        "Committee, 13 March 2016, 411 days after",
        "<svg",
        "asked 411",
    ):
        assert words in edition.html, words
    rows = [row for row in csv.DictReader(io.StringIO(edition.csv)) if row["table"] == "telling-gap"]
    assert [(row["value_2"], row["measure"], row["value"], row["day"]) for row in rows] == [
        ("", "days shown", "657", "2015-01-27"),
        ("Team manager", "days until told, or so far", "35", "2015-03-03"),
        ("Head of service", "days until told, or so far", "657", ""),
        ("Director", "days until told, or so far", "657", ""),
        ("Lead member", "days until told, or so far", "657", ""),
        ("Committee", "days until told, or so far", "400", "2016-03-02"),
        ("Committee", "days until asked", "411", "2016-03-13"),
    ]
    assert bytes(edition.pdf).startswith(b"%PDF")


@pytest.mark.usefixtures("store")
def test_a_correction_says_what_became_otherwise_of_the_telling_gap(monkeypatch: pytest.MonkeyPatch) -> None:
    _with_gaps(monkeypatch, _gap(35, None, None, None, 400))
    made.released()
    _with_gaps(monkeypatch, _gap(35, None, None, 80, 400, asked=411))
    changed = said_of(made.drafted("A report to the lead member was found."))["changes"]
    assert changed == [
        {
            "title": "Children not seen",
            "where": "Lead member",
            "measure": "days until told, or so far",
            "before": "not since",
            "now": "17 April 2015",
        },
        {
            "title": "Children not seen",
            "where": "Committee",
            "measure": "days until asked",
            "before": "not there",
            "now": "13 March 2016",
        },
    ]


@pytest.mark.usefixtures("store")
def test_that_nobody_was_told_for_longer_is_no_change(monkeypatch: pytest.MonkeyPatch) -> None:
    first = _gap(35, None, None, None, 400)
    _with_gaps(monkeypatch, first)
    made.released()
    later = dataclasses.replace(
        first,
        until=first.until + dt.timedelta(days=9),
        told=tuple(dataclasses.replace(each, days=each.days + 9) if each.on is None else each for each in first.told),
    )
    _with_gaps(monkeypatch, later)
    with pytest.raises(UserError, match="told as before"):
        made.drafted("It was counted nine days later.")


@pytest.mark.usefixtures("store")
def test_an_edition_of_the_first_format_is_made_again_in_it(monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patched:
        patched.setattr("sightline.scrutiny.actions.publications.FORMAT", 1)
        edition = made.released()
    said = said_of(edition)
    assert said["format"] == 1
    assert said["telling"]
    assert not [told for each in said["telling"] for told in each["told"] if "asked_on" in told]
    assert again(edition)
    columns = metadata(said, url="", published_at="")["tableSchema"]["columns"]
    assert [each["name"] for each in columns] == list(HEAD[:-1])


@pytest.mark.usefixtures("store")
def test_what_the_csv_means_has_each_of_its_columns_with_its_kind() -> None:
    columns = metadata(said_of(made.drafted()), url="", published_at="")["tableSchema"]["columns"]
    assert [each["name"] for each in columns] == list(HEAD)
    assert {each["name"]: each["datatype"] for each in columns if each["datatype"] != "string"} == {
        "value": "integer",
        "day": "date",
    }
