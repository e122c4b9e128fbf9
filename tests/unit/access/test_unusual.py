"""The week's unusual access: each kind found in what was logged, and nothing found in a usual week."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from sightline.access import actions
from sightline.access.children import Right
from sightline.access.models import Account, Doing
from sightline.access.unusual import AT_LEAST, Kind, is_out_of_hours, unusual_access
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
    return [(each.account.name, each.kind, each.children) for each in unusual_access(UNTIL, **more)]


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
