"""The week's unusual access: each kind found in what was logged, and nothing found in a usual week."""

from __future__ import annotations

import csv
import datetime as dt
import io
import zipfile
from collections.abc import Callable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sightline.access import actions
from sightline.access.children import Right
from sightline.access.models import AccessEntry, Account, Doing
from sightline.access.unusual import AT_LEAST, AT_LEAST_OF, Kind, is_out_of_hours, mondays, unusual_access, week_of
from tests.support import site
from tests.support.personas import Persona, browser_of, make

pytestmark = pytest.mark.usefixtures("store")
NOON = dt.datetime(2016, 11, 9, 12, tzinfo=dt.UTC)  # a Wednesday
UNTIL = dt.datetime(2016, 11, 11, 12, tzinfo=dt.UTC)
Opens = Callable[..., None]


@pytest.fixture
def opens(monkeypatch: pytest.MonkeyPatch) -> Opens:
    """Somebody opens children at an instant."""

    def act(account: Account, *children: str, at: dt.datetime = NOON, right: Right = Right.TEAM) -> None:
        monkeypatch.setattr("sightline.web.clock.now", lambda: at)
        for each in children:
            actions.log(by=account, doing=Doing.OPENED, page="findings:child", person_id=each, why=right)

    return act


def kinds(**more: set[str]) -> list[tuple[str, Kind, int]]:
    return [(each.account.name, each.kind, each.count) for each in unusual_access(UNTIL, **more)]


def test_a_usual_week_has_nothing_to_ask_about(opens: Opens) -> None:
    opens(make(Persona.TEAM_MANAGER), site.UNSEEN, site.LOOKED_AFTER)
    assert kinds() == []


def test_a_child_neither_allocated_nor_of_the_team(opens: Opens) -> None:
    opens(make(Persona.PRACTITIONER), site.UNSEEN, site.UNSEEN, right=Right.REASON)
    found = unusual_access(UNTIL)
    assert [(each.kind, each.sentence) for each in found] == [
        (Kind.BEYOND, "Opened 1 child neither allocated to them nor of their team.")
    ]


def test_a_child_of_the_same_surname(opens: Opens) -> None:
    namesake = actions.add_account(email="e@avonmere.example", name="Eve EXAMPLE", by=None)
    opens(namesake, site.UNSEEN, site.UNTELLABLE)
    assert kinds() == [("Eve EXAMPLE", Kind.SURNAME, 1)]


def test_a_child_of_a_colleagues_family_but_not_of_ones_own(opens: Opens) -> None:
    colleague, other = make(Persona.AUDITOR), make(Persona.TEAM_MANAGER)
    actions.declare_own_family(person_id=site.UNSEEN, relation="son", account=colleague, by=colleague)
    opens(other, site.UNSEEN)
    opens(colleague, site.UNSEEN)
    assert kinds() == [("Mel Manager", Kind.COLLEAGUE, 1)]


@pytest.mark.parametrize(
    ("at", "is_late"),
    [
        ("2016-11-09T06:59", True),
        ("2016-11-09T07:00", False),
        ("2016-11-09T19:59", False),
        ("2016-11-09T20:00", True),
        ("2016-11-12T12:00", True),
        ("2016-07-06T06:30", False),  # half past seven in England, in summer
    ],
)
def test_out_of_hours_is_by_the_clock_in_england(at: str, is_late: bool) -> None:
    assert is_out_of_hours(dt.datetime.fromisoformat(at).replace(tzinfo=dt.UTC)) is is_late


def test_a_child_opened_at_night(opens: Opens) -> None:
    opens(make(Persona.TEAM_MANAGER), site.UNSEEN, at=NOON.replace(hour=23))
    assert kinds() == [("Mel Manager", Kind.HOURS, 1)]


def test_far_more_than_somebodys_own_habit(opens: Opens) -> None:
    children = [f"K{number:02}" for number in range(AT_LEAST)]
    opens(make(Persona.TEAM_MANAGER), *children)
    opens(make(Persona.AUDITOR), *children)
    for weeks in range(1, 9):
        opens(make(Persona.AUDITOR), *children[: AT_LEAST // 2], at=NOON - dt.timedelta(weeks=weeks))
    assert kinds() == [("Mel Manager", Kind.VOLUME, AT_LEAST)]


def test_what_is_older_than_a_week_or_restricted_is_not_told(opens: Opens) -> None:
    practitioner = make(Persona.PRACTITIONER)
    opens(practitioner, site.UNSEEN, right=Right.REASON, at=NOON - dt.timedelta(days=8))
    opens(practitioner, site.LOOKED_AFTER, right=Right.REASON)
    assert kinds(hidden={site.LOOKED_AFTER}) == []
    assert kinds() == [("Pat Worker", Kind.BEYOND, 1)]


def test_the_director_reads_it_as_a_page(monkeypatch: pytest.MonkeyPatch, evaluated: object) -> None:
    browser_of(Persona.PRACTITIONER).post(
        f"/children/{site.handle(site.UNSEEN)}/reason/", {"reason": "Covering duty today"}, follow=True
    )
    page = browser_of(Persona.DIRECTOR).get("/access/unusual/").content.decode()
    assert "Opened 1 child neither allocated to them nor of their team." in page
    assert "Pat Worker" in page
    assert "Ada" not in page


def logs(
    monkeypatch: pytest.MonkeyPatch, account: Account, doing: Doing, times: int, children: int, at: dt.datetime = NOON
) -> None:
    monkeypatch.setattr("sightline.web.clock.now", lambda: at)
    for _ in range(times):
        actions.log(
            by=account, doing=doing, page="casework:children", shown=[f"K{each:02}" for each in range(children)]
        )


def test_far_more_searches_than_somebodys_own_habit(monkeypatch: pytest.MonkeyPatch) -> None:
    manager, auditor = make(Persona.TEAM_MANAGER), make(Persona.AUDITOR)
    many = AT_LEAST_OF[Doing.SEARCHED]
    logs(monkeypatch, manager, Doing.SEARCHED, many, 1)
    logs(monkeypatch, auditor, Doing.SEARCHED, many, 1)
    logs(monkeypatch, make(Persona.DIRECTOR), Doing.SEARCHED, many - 1, 1)
    for weeks in range(1, 9):
        logs(monkeypatch, auditor, Doing.SEARCHED, many // 2, 1, NOON - dt.timedelta(weeks=weeks))
    found = unusual_access(UNTIL)
    words = f"Searched {many} times in the week; in the 8 weeks before, 0 a week."
    assert [(each.account.name, each.kind, each.sentence) for each in found] == [("Mel Manager", Kind.SEARCHES, words)]


def test_far_more_taken_away_than_somebodys_own_habit(monkeypatch: pytest.MonkeyPatch) -> None:
    manager, auditor = make(Persona.TEAM_MANAGER), make(Persona.AUDITOR)
    many = AT_LEAST_OF[Doing.EXPORTED]
    for account in (manager, auditor):
        logs(monkeypatch, account, Doing.EXPORTED, 2, many // 2)
    logs(monkeypatch, make(Persona.DIRECTOR), Doing.EXPORTED, many, 0)  # files without a child in them
    for weeks in range(1, 9):
        logs(monkeypatch, auditor, Doing.EXPORTED, 1, many // 2, NOON - dt.timedelta(weeks=weeks))
    found = unusual_access(UNTIL)
    words = f"Took away files with {many} rows of children in the week; in the 8 weeks before, 0 a week."
    assert [(each.account.name, each.kind, each.sentence) for each in found] == [("Mel Manager", Kind.EXPORTS, words)]


def test_its_queries_do_not_grow_with_people_or_children(opens: Opens, monkeypatch: pytest.MonkeyPatch) -> None:
    counted = []
    children = [f"K{number:02}" for number in range(AT_LEAST)]
    for persona in (Persona.TEAM_MANAGER, Persona.AUDITOR, Persona.DIRECTOR):
        account = make(persona)
        opens(account, *children)
        logs(monkeypatch, account, Doing.SEARCHED, AT_LEAST_OF[Doing.SEARCHED], 1)
        with CaptureQueriesContext(connection) as captured:
            found = unusual_access(UNTIL)
        counted.append((len(captured), len(found)))
    assert counted == [(7, 2), (7, 4), (7, 6)]


def test_the_weeks_of_the_log_are_whole_and_end_at_midnight_in_england(monkeypatch: pytest.MonkeyPatch) -> None:
    assert mondays(UNTIL) == [], "nothing was logged yet"
    logs(monkeypatch, make(Persona.AUDITOR), Doing.SEARCHED, 1, 1, dt.datetime(2016, 10, 26, 12, tzinfo=dt.UTC))
    assert [each.isoformat() for each in mondays(UNTIL)] == ["2016-10-31", "2016-10-24"]
    changing = week_of(dt.date(2016, 10, 24))  # the clocks went back on the Sunday
    assert changing.since.astimezone(dt.UTC) == dt.datetime(2016, 10, 23, 23, tzinfo=dt.UTC)
    assert changing.until.astimezone(dt.UTC) == dt.datetime(2016, 10, 31, tzinfo=dt.UTC)


UNUSUAL = "/access/unusual/"


@pytest.fixture
def two_weeks(store: None, opens: Opens, monkeypatch: pytest.MonkeyPatch) -> None:
    """Something to ask about in each of two weeks before this one, and in this one."""
    practitioner = make(Persona.PRACTITIONER)
    practitioner.name = "=1+1"
    practitioner.save()
    opens(practitioner, site.UNSEEN, right=Right.REASON, at=NOON - dt.timedelta(weeks=2))
    opens(practitioner, site.UNSEEN, site.LOOKED_AFTER, right=Right.REASON, at=NOON - dt.timedelta(weeks=1))
    opens(make(Persona.TEAM_MANAGER), site.UNSEEN, at=NOON.replace(hour=23))
    monkeypatch.setattr("sightline.web.clock.now", lambda: UNTIL)


@pytest.mark.usefixtures("two_weeks")
def test_an_earlier_week_is_read_by_its_monday_and_leads_to_those_beside_it() -> None:
    browser = browser_of(Persona.DIRECTOR)
    now = browser.get(UNUSUAL).content.decode()
    assert "Mel Manager" in now
    assert "=1+1" not in now
    assert 'href="?week=2016-10-31"' in now
    before = browser.get(UNUSUAL + "?week=2016-10-31").content.decode()
    assert "The week from Monday 31 October 2016." in before
    assert "Opened 2 children neither" in before
    assert "Mel Manager" not in before
    assert 'href="?week=2016-10-24"' in before
    first = browser.get(UNUSUAL + "?week=2016-10-24&kind=beyond").content.decode()
    assert "Opened 1 child neither" in first
    assert 'href="?kind=beyond&amp;week=2016-10-31"' in first
    assert "Previous week" not in first


@pytest.mark.usefixtures("two_weeks")
@pytest.mark.parametrize("asked", ["2016-11-01", "2016-11-07", "2016-10-17", "20161031", "last", "2016-10-31%00"])
def test_what_is_no_monday_of_a_whole_week_of_the_log_is_set_aside(asked: str) -> None:
    page = browser_of(Persona.DIRECTOR).get(f"{UNUSUAL}?week={asked}").content.decode()
    assert "was set aside" in page
    assert "The seven days to 11 Nov 2016" in page


@pytest.mark.usefixtures("two_weeks")
def test_a_week_is_taken_away_as_filtered_with_a_line_in_the_log_and_no_formula() -> None:
    browser = browser_of(Persona.DIRECTOR)
    answer = browser.get("/access/unusual.csv?week=2016-10-31")
    told = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))[1:]
    words = "Opened 2 children neither allocated to them nor of their team."
    assert told == [["'=1+1", "beyond their reach", words, "2", "2016-10-31 00:00", "2016-11-07 00:00"]]
    assert browser.get("/access/unusual.csv?week=2016-10-31&kind=hours").content.count(b"\n") == 1
    book = browser.get("/access/unusual.xlsx?week=2016-10-31").content
    assert "<f>" not in zipfile.ZipFile(io.BytesIO(book)).read("xl/worksheets/sheet1.xml").decode()
    noted = AccessEntry.objects.filter(doing="exported", page="access:unusual")
    assert [(each.account and each.account.name, each.shown_count) for each in noted] == [("Dee Director", 0)] * 3
