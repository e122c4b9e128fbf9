"""The pages of the child-level lists: counts for those who may read them, children for those who may take them away."""

from __future__ import annotations

import datetime as dt
import io
import re
from dataclasses import replace
from html import unescape
from pathlib import Path
from typing import Any

import pytest
import python_calamine as calamine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sightline.access import actions as access
from sightline.access.models import AccessEntry, Doing
from sightline.inspection.models import MockInspection
from sightline.inspection.queries import lists as queries
from sightline.inspection.views import lists_comparing
from sightline.ledger.actions import record
from sightline.ledger.queries import current
from sightline.record.tables import CinEpisode
from sightline.sources import annex_a
from tests.support import mocks, site
from tests.support.personas import Persona, browser_of, make
from tests.support.workbooks import names, write_book

pytestmark = pytest.mark.usefixtures("store")

DAY = f"?as_at={site.AS_AT}"


def words(answer: Any) -> str:
    """The page's words, without markup."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", answer.content.decode())).split())


def listed(answer: Any, number: int) -> list[list[Any]]:
    """The rows of a list of the workbook that was downloaded."""
    book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(answer.content))
    return list(book.get_sheet_by_name(f"List_{number}").to_python()[2:])


def book_of(path: Path, *, leave_out: str = "", rename: tuple[str, str] = ("", "")) -> SimpleUploadedFile:
    """The council's own workbook as the record would have it, with one child left out and one called otherwise."""
    found = annex_a.derive(site.extract(), site.AS_AT).without({leave_out})
    annex_a.write(found, path)
    rows = calamine.CalamineWorkbook.from_path(path).get_sheet_by_name("List_6").to_python()[2:]
    own = [[rename[1] if cell == rename[0] else cell for cell in row] for row in rows]
    write_book(path, {"List_6": [names(6), *own]})
    return SimpleUploadedFile("Ada Example.xlsx", path.read_bytes())


def test_the_page_tells_of_every_list_what_it_lacks() -> None:
    page = words(browser_of(Persona.TEAM_MANAGER).get(f"/inspection/lists/{DAY}"))
    assert "6. Children in need" in page
    assert re.search(r"11\. Adopters .*?All of it The record has nothing for this list", page)
    assert "As at 14 November 2016 , as it was known " in page
    assert "Download the workbook" not in page
    assert "Download the workbook" in words(browser_of(Persona.ANALYST).get(f"/inspection/lists/{DAY}"))


def test_a_list_tells_of_every_column_what_it_means_and_lacks() -> None:
    page = words(browser_of(Persona.INSPECTOR).get(f"/inspection/lists/6/{DAY}"))
    assert "List 6: Children in need" in page
    assert re.search(r"Primary Need Code Main presenting need\. Gaps \d+ of \d+ rows lack it", page)
    assert "Example" not in page
    assert browser_of(Persona.INSPECTOR).get(f"/inspection/lists/12/{DAY}").status_code == 404


@pytest.mark.parametrize("day", ["soon", "2016-02-31", "1999-12-31", "2116-01-01"])
def test_a_day_that_is_none_is_told_beside_its_field(day: str) -> None:
    answer = browser_of(Persona.ANALYST).get(f"/inspection/lists/?as_at={day}")
    assert answer.status_code == 422
    page = answer.content.decode()
    assert 'href="#as_at">Enter a' in page
    assert 'aria-describedby="as_at_error"' in page


def test_the_workbook_holds_the_children_and_the_log_names_each_of_them() -> None:
    answer = browser_of(Persona.ANALYST).get(f"/inspection/lists/annex-a.xlsx{DAY}")
    assert answer["Content-Disposition"] == 'attachment; filename="annex-a-2016-11-14.xlsx"'
    children = {str(row[0]) for row in listed(answer, 6)}
    assert {site.UNSEEN, site.LOOKED_AFTER, "K00"} <= children
    entry = AccessEntry.objects.get(doing=Doing.EXPORTED)
    assert (entry.page, entry.account) == ("lists:workbook", make(Persona.ANALYST))
    assert children <= set(entry.shown.values_list("person_id", flat=True))


def test_a_restricted_child_is_in_no_list_and_in_no_count_for_anybody() -> None:
    director = make(Persona.DIRECTOR)
    queries.forget()
    browser = browser_of(Persona.DIRECTOR)
    before = words(browser.get(f"/inspection/lists/6/{DAY}"))
    access.restrict(person_id=site.UNSEEN, why="A colleague's own child", allowed=[director], by=director)
    after = words(browser.get(f"/inspection/lists/6/{DAY}"))
    count = re.compile(r"newest episode of need: (\d+) rows", re.IGNORECASE)
    told = [count.search(page) for page in (before, after)]
    assert told[0] is not None
    assert told[1] is not None
    assert int(told[1][1]) == int(told[0][1]) - 1
    for persona in (Persona.DIRECTOR, Persona.ANALYST):
        answer = browser_of(persona).get(f"/inspection/lists/annex-a.xlsx{DAY}")
        assert site.UNSEEN not in {str(row[0]) for row in listed(answer, 6)}
    exported = AccessEntry.objects.filter(doing=Doing.EXPORTED)
    assert not exported.filter(shown__person_id=site.UNSEEN).exists()


def test_the_lists_of_a_mock_inspection_are_of_its_day_and_of_what_was_known_then(mock: MockInspection) -> None:
    browser = browser_of(Persona.AUDITOR)
    page = words(browser.get(f"/inspection/mock/{mock.pk}/lists/"))
    assert "The mock of 2016" in page
    assert "as it was known when the evidence was frozen" in page
    before = listed(browser.get(f"/inspection/mock/{mock.pk}/lists/annex-a.xlsx"), 6)
    closed_on = dt.date(2016, 11, 1)
    episode = next(each for each in site.rows() if isinstance(each, CinEpisode) and each.referral_id == "RK00")
    record([replace(episode, closed_on=closed_on)], by="a test", why="It was closed")
    assert current("cin_episodes").get(referral_id="RK00").closed_on == closed_on
    after = listed(browser.get(f"/inspection/mock/{mock.pk}/lists/annex-a.xlsx"), 6)
    now = listed(browser.get(f"/inspection/lists/annex-a.xlsx{DAY}"), 6)
    closed = {str(row[0]): row[9] for row in now}
    assert after == before
    assert {str(row[0]): row[9] for row in before}["K00"] == ""
    assert closed["K00"] == dt.date(2016, 11, 1)


def test_a_mock_inspection_without_evidence_has_the_lists_of_now() -> None:
    begun = mocks.begin()
    page = words(browser_of(Persona.AUDITOR).get(f"/inspection/mock/{begun.pk}/lists/"))
    assert "Once the evidence is frozen, the lists are of what was known then." in page
    assert browser_of(Persona.AUDITOR).get(f"/inspection/mock/{begun.pk + 1}/lists/").status_code == 404


def test_a_workbook_is_held_against_the_record_and_not_kept(tmp_path: Path) -> None:
    browser = browser_of(Persona.ANALYST)
    book = book_of(tmp_path / "own.xlsx", leave_out="K00", rename=("K01", "Z99"))
    answer = browser.post(f"/inspection/lists/compare/{DAY}", {"workbook": book})
    assert answer.status_code == 200
    page = words(answer)
    assert "In the record only: 2 rows Kit0 Example Kit1 Example" in page
    assert "In the workbook only: 1 row 1 not found on the record." in page
    assert "Ada" not in page  # nor the file's name
    assert "Z99" not in page
    assert re.search(r"1\. Contacts no such sheet", page)
    entry = AccessEntry.objects.get(doing=Doing.LISTED, page="lists:compare")
    assert set(entry.shown.values_list("person_id", flat=True)) == {"K00", "K01"}


def test_a_restricted_child_of_a_workbook_is_as_one_not_on_the_record(tmp_path: Path) -> None:
    director = make(Persona.DIRECTOR)
    access.restrict(person_id=site.UNSEEN, why="A colleague's own child", allowed=[director], by=director)
    book = book_of(tmp_path / "own.xlsx")
    answer = browser_of(Persona.DIRECTOR).post(f"/inspection/lists/compare/{DAY}", {"workbook": book})
    page = words(answer)
    assert "In the workbook only: 1 row 1 not found on the record." in page
    assert "Ada Example" not in page


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "The workbook is not a workbook, whatever it is called"),
        (b"Child Unique ID,Gender\n", "The workbook is not a workbook"),
        (b"\xd0\xcf\x11\xe0" + bytes(600), "The workbook is protected by a password"),
        (b"PK\x03\x04" + bytes(600), "The workbook is damaged or cut short"),
    ],
)
def test_a_file_that_cannot_be_read_is_told_beside_the_field(content: bytes, said: str) -> None:
    given = SimpleUploadedFile("Ada Example.xlsx", content)
    answer = browser_of(Persona.ANALYST).post("/inspection/lists/compare/", {"workbook": given})
    assert answer.status_code == 422
    assert f'<a href="#id_workbook">{said}' in answer.content.decode()
    assert "Ada" not in words(answer)


def test_no_file_and_too_large_a_file_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    browser = browser_of(Persona.ANALYST)
    answer = browser.post("/inspection/lists/compare/", {})
    assert (answer.status_code, "Choose a workbook on your computer" in words(answer)) == (422, True)
    given = SimpleUploadedFile("w.xlsx", bytes(lists_comparing.MOST_BYTES + 1))
    answer = browser.post("/inspection/lists/compare/", {"workbook": given})
    assert (answer.status_code, "The file is larger than 40 MB" in words(answer)) == (413, True)


def test_those_who_may_not_take_children_away_cannot_compare(tmp_path: Path) -> None:
    for persona in (Persona.TEAM_MANAGER, Persona.INSPECTOR, Persona.ELECTED_MEMBER):
        answer = browser_of(persona).post("/inspection/lists/compare/", {"workbook": book_of(tmp_path / "own.xlsx")})
        assert answer.status_code == 403, persona


def test_counts_may_be_minutes_old_and_what_is_taken_away_never_is(monkeypatch: pytest.MonkeyPatch) -> None:
    browser = browser_of(Persona.ANALYST)
    closed = re.compile(r"CIN Closure Date")
    before = words(browser.get(f"/inspection/lists/6/{DAY}"))
    assert closed.search(before)
    episode = next(each for each in site.rows() if isinstance(each, CinEpisode) and each.referral_id == "RK00")
    record([replace(episode, closed_on=dt.date(2014, 3, 1))], by="a test", why="It was closed long ago")
    with CaptureQueriesContext(connection) as found:
        assert words(browser.get(f"/inspection/lists/6/{DAY}")) == before
    assert not [each for each in found.captured_queries if "ledger_cin_episodes" in each["sql"]]
    assert len(found) < 25
    answer = browser.get(f"/inspection/lists/annex-a.xlsx{DAY}")
    assert "K00" not in {str(row[0]) for row in listed(answer, 6)}
    assert words(browser.get(f"/inspection/lists/6/{DAY}")) != before
