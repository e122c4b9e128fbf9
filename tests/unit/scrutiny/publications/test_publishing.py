"""From a draft to what the public reads: by two people, never changed, made again to the byte."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json

import pytest
from django.db import connection

from sightline.access.models import Restriction
from sightline.errors import UserError
from sightline.ledger import loading
from sightline.record.tables.people import Person
from sightline.scrutiny.actions.publications import draft_edition, publish_edition, set_aside
from sightline.scrutiny.models import PackDecision, PackEdition
from sightline.scrutiny.publications_kept import HEAD
from sightline.scrutiny.queries.publications import Quarter, said_of
from sightline.scrutiny.queries.publications_making import again
from sightline.sources.extract import from_rows
from sightline.web import clock
from tests.support import publications as made
from tests.support.personas import Persona, make

WHY = "The first edition counted the wrong day."
WRONG_DAY = dt.date(2016, 7, 20)


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
    row = next(each for each in made.extract().tables["people"].to_pylist() if each["person_id"] == "P001")
    one = from_rows([Person(**{**row, "ethnicity": "BCRB"})], source="another system", only=("people",))
    others = [Person(**each) for each in made.extract().tables["people"].to_pylist() if each["person_id"] != "P001"]
    loading.load(
        from_rows([*one.rows("people", Person), *others], source="rows written for a test", only=("people",)),
        by="a test",
        why="put right",
    )
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
