"""Who may open a child: each rule, the log it leaves, and what is not told."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import pytest
from django.db import DatabaseError
from django.test import Client, RequestFactory
from pytest_django import DjangoAssertNumQueries

from sightline.access import actions
from sightline.access.bearer import bearer
from sightline.access.children import Right, restricted_children, visible
from sightline.access.models import AccessEntry, BreakGlass, Doing, Handle, OwnFamily, ShownChild
from sightline.access.permissions import Permission
from sightline.findings.queries import Loaded
from tests.support import site
from tests.support.personas import Persona, browser_of, make

THEIRS = site.AWKWARD_CHILD  # allocated to the practitioner, with a team other than the manager's
OTHERS = site.UNSEEN  # of team T1
WHY = "Covering duty today for the allocated worker"
pytestmark = pytest.mark.usefixtures("loaded")


def opening(persona: Persona, person_id: str) -> Any:
    return browser_of(persona).get(f"/children/{site.handle(person_id)}/")


TOKEN = re.compile(rb'name="csrfmiddlewaretoken" value="[^"]+"')


def seen(answer: Any) -> tuple[int, bytes]:
    """What somebody sees of an answer: all but the token against forged forms, which differs each time."""
    return answer.status_code, TOKEN.sub(b"", answer.content)


def last_entry() -> AccessEntry:
    return AccessEntry.objects.order_by("-pk")[0]


@pytest.mark.parametrize(
    ("persona", "child", "right"),
    [
        (Persona.PRACTITIONER, THEIRS, Right.OWN),
        (Persona.TEAM_MANAGER, site.LOOKED_AFTER, Right.TEAM),
        (Persona.HEAD_OF_SERVICE, OTHERS, Right.SERVICE),
        (Persona.AUDITOR, OTHERS, Right.COUNCIL),
        (Persona.INSPECTOR, THEIRS, Right.COUNCIL),
    ],
)
def test_it_opens_for_those_whose_child_it_is(persona: Persona, child: str, right: Right) -> None:
    assert opening(persona, child).status_code == 200
    entry = last_entry()
    assert (entry.doing, entry.person_id, entry.why, entry.page) == ("opened", child, right.value, "casework:child")
    assert entry.account == make(persona)


@pytest.mark.parametrize(
    ("persona", "child"),
    [(Persona.PRACTITIONER, OTHERS), (Persona.TEAM_MANAGER, THEIRS), (Persona.HEAD_OF_SERVICE, THEIRS)],
)
def test_others_are_asked_why_and_then_it_opens_for_eight_hours(
    persona: Persona, child: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser, address = browser_of(persona), f"/children/{site.handle(child)}/"
    asked = browser.get(address)
    assert asked.status_code == 302
    assert asked["Location"].startswith(f"{address}reason/")
    assert last_entry().doing == "refused"
    form = browser.get(asked["Location"])
    assert b"Why do you need to open this record?" in form.content
    assert browser.post(asked["Location"], {"reason": "because"}).status_code == 422
    opened = browser.post(asked["Location"], {"reason": WHY, "next": address}, follow=True)
    assert opened.redirect_chain == [(address, 302)]
    assert opened.status_code == 200
    assert last_entry().why == Right.REASON
    assert AccessEntry.objects.filter(doing=Doing.GAVE_REASON.value, why=WHY, person_id=child).count() == 1
    now = dt.datetime.now(dt.UTC)
    monkeypatch.setattr("sightline.web.clock.now", lambda: now + dt.timedelta(hours=8, minutes=1))
    assert browser.get(address).status_code == 302


def test_the_way_back_from_a_reason_never_leaves_the_site() -> None:
    address = f"/children/{site.handle(OTHERS)}/"
    answer = browser_of(Persona.PRACTITIONER).post(
        f"{address}reason/?next=https://example.org/", {"reason": WHY, "next": "//example.org/"}
    )
    assert answer["Location"] == address


@pytest.mark.parametrize("persona", [each for each in Persona if each is not Persona.PUBLIC])
def test_a_restricted_child_is_not_there_for_anybody_not_named(persona: Persona) -> None:
    keeper = make(Persona.DIRECTOR)
    handle = site.handle(THEIRS)
    browser = browser_of(persona)
    unknown, was_unknown = browser.get(f"/children/{'0' * 32}/"), browser.get(f"/children/{'0' * 32}/reason/")
    actions.restrict(person_id=THEIRS, why="A colleague's child", allowed=[], by=keeper)
    found, reason = browser.get(f"/children/{handle}/"), browser.get(f"/children/{handle}/reason/")
    if persona is Persona.DIRECTOR:
        assert found.status_code == 200
        assert last_entry().why == Right.ALLOWED
        return
    assert seen(found) == seen(unknown)
    assert seen(reason) == seen(was_unknown)
    for address in (
        "/findings/children/",
        "/findings/children.csv",
        "/findings/children/?q=HYPERLINK",
        "/standards/child-seen-6m/cases/",
    ):
        answer = browser.get(address)
        assert b"HYPERLINK(1) Example" not in answer.content
        assert handle.encode() not in answer.content
    shown = visible(bearer(make(persona), site.AS_AT), site.AS_AT)
    assert THEIRS not in shown
    assert THEIRS not in visible(bearer(make(persona), site.AS_AT), site.AS_AT, by=Permission.CHILDREN_SEARCH)


def test_counts_do_not_admit_a_restricted_child() -> None:
    browser = browser_of(Persona.AUDITOR)
    before = browser.get("/findings/children/").content.decode()
    everybody = len(browser.get("/findings/children.csv").content.splitlines())
    teams = browser.get("/teams.csv").content
    actions.restrict(person_id=OTHERS, why="A colleague's child", allowed=[], by=make(Persona.DIRECTOR))
    after = browser.get("/findings/children/").content.decode()
    assert f"of {everybody - 1}<" in before
    assert f"of {everybody - 2}<" in after
    assert len(browser.get("/findings/children.csv").content.splitlines()) == everybody - 1
    assert browser.get("/teams.csv").content != teams
    assert restricted_children() == {OTHERS}


def test_those_named_in_a_restriction_open_it_until_it_is_lifted_for_all() -> None:
    named, keeper = make(Persona.REVIEWING_OFFICER), make(Persona.DIRECTOR)
    actions.restrict(person_id=THEIRS, why="A colleague's child", allowed=[named], by=keeper)
    assert opening(Persona.REVIEWING_OFFICER, THEIRS).status_code == 200
    assert opening(Persona.PRACTITIONER, THEIRS).status_code == 404
    actions.lift_restriction(person_id=THEIRS, why="The colleague has left", by=keeper)
    assert opening(Persona.PRACTITIONER, THEIRS).status_code == 200


def test_own_family_is_refused_whatever_the_role_and_says_why() -> None:
    director = make(Persona.DIRECTOR)
    actions.declare_own_family(person_id=OTHERS, relation="my sister's child", account=director, by=director)
    answer = opening(Persona.DIRECTOR, OTHERS)
    assert answer.status_code == 403
    assert b"your own family or household" in answer.content
    assert (last_entry().doing, last_entry().why) == ("refused", "own family")
    assert OTHERS not in visible(bearer(director, site.AS_AT), site.AS_AT)
    browser = browser_of(Persona.DIRECTOR)
    assert browser.post("/break-glass/", {"key": OTHERS, "reason": WHY}).status_code == 422
    assert BreakGlass.objects.count() == 0


def test_somebody_says_that_a_child_is_their_own_family_without_opening_it() -> None:
    browser = browser_of(Persona.PRACTITIONER)
    address = f"/children/{site.handle(OTHERS)}/"
    assert b"Thank you" in browser.post(f"{address}own-family/", {"relation": "my nephew"}).content
    assert browser.get(address).status_code == 403
    assert AccessEntry.objects.filter(person_id=OTHERS, doing=Doing.OPENED.value).count() == 0


def test_what_was_declared_of_the_wrong_child_is_taken_back_by_somebody_else() -> None:
    worker, director = make(Persona.PRACTITIONER), browser_of(Persona.DIRECTOR)
    made = actions.declare_own_family(person_id=THEIRS, relation="my nephew", account=worker, by=worker)
    address = f"/children/{site.handle(THEIRS)}/"
    assert browser_of(Persona.PRACTITIONER).get(address).status_code == 403
    assert b"my nephew" in director.get(f"{address}restriction/").content
    other = f"/children/{site.handle(OTHERS)}/own-family/{made.pk}/"
    assert director.get(other).status_code == 404
    mine = f"{address}own-family/{made.pk}/"
    assert browser_of(Persona.PRACTITIONER).post(mine, {"why": WHY}).status_code == 403
    assert director.post(mine, {"why": ""}).status_code == 422
    assert director.post(mine, {"why": "They meant the boy next door"})["Location"] == f"{address}restriction/"
    assert last_entry().about == worker
    assert last_entry().why == "a declaration was taken back: They meant the boy next door"
    assert browser_of(Persona.PRACTITIONER).get(address).status_code == 200
    assert b"my nephew" not in director.get(f"{address}restriction/").content


def test_nobody_takes_back_what_they_declared_themselves() -> None:
    director = make(Persona.DIRECTOR)
    made = actions.declare_own_family(person_id=OTHERS, relation="my nephew", account=director, by=director)
    address = f"/children/{site.handle(OTHERS)}/own-family/{made.pk}/"
    assert browser_of(Persona.DIRECTOR).post(address, {"why": "They are not related"}).status_code == 403
    assert OwnFamily.objects.get() == made


def test_breaking_glass_opens_a_restricted_child_for_an_hour_and_waits_for_review(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    actions.restrict(person_id=OTHERS, why="A colleague's child", allowed=[], by=make(Persona.DIRECTOR))
    browser, address = browser_of(Persona.FRONT_DOOR), f"/children/{site.handle(OTHERS)}/"
    assert browser.get(address).status_code == 404
    broke = browser.post("/break-glass/", {"key": OTHERS, "reason": "Police at the door with the child"})
    assert broke["Location"] == address
    assert browser.get(address).status_code == 200
    assert last_entry().why == Right.GLASS
    waiting = browser_of(Persona.DIRECTOR).get("/access/broken-glass/").content.decode()
    assert "Police at the door with the child" in waiting
    assert "Ada" not in waiting
    assert site.handle(OTHERS) not in waiting
    now = dt.datetime.now(dt.UTC)
    monkeypatch.setattr("sightline.web.clock.now", lambda: now + dt.timedelta(minutes=61))
    assert browser.get(address).status_code == 404


def test_breaking_glass_for_nobody_is_refused_and_noted() -> None:
    answer = browser_of(Persona.PRACTITIONER).post("/break-glass/", {"key": "nobody", "reason": WHY})
    assert answer.status_code == 422
    assert (last_entry().doing, last_entry().person_id) == ("refused", None)


@pytest.mark.parametrize("typed", ["\0", "x" * 5000, "<script>alert(1)</script> it is", "ə" * 40])
def test_nothing_typed_about_a_child_breaks_a_page(typed: str) -> None:
    browser, address = browser_of(Persona.DIRECTOR), f"/children/{site.handle(OTHERS)}/"
    fields = {"key": typed, "reason": typed, "relation": typed, "why": typed, "allowed": typed, "next": typed}
    for page in ("/break-glass/", f"{address}reason/", f"{address}restriction/", f"{address}own-family/"):
        answer = browser.post(page, fields)
        assert answer.status_code in (200, 302, 422)
        assert b"<script>alert" not in answer.content
    assert browser.get("/access/broken-glass/99999999999999999999999999/").status_code == 404
    assert browser.get("/children/" + "x" * 5000 + "/").status_code == 404


def test_nobody_reviews_what_they_opened_themselves() -> None:
    director = browser_of(Persona.DIRECTOR)
    director.post("/break-glass/", {"key": OTHERS, "reason": WHY})
    broken = BreakGlass.objects.get()
    answer = director.post(f"/access/broken-glass/{broken.pk}/", {"outcome": "I find that I was right"})
    assert answer.status_code == 422
    assert b"Somebody else must review" in answer.content
    other = actions.add_account(email="second@avonmere.example", name="Sec Ond", by=None)
    actions.review_break_glass(broken=broken, outcome="The reason holds: the police confirm it", by=other)
    broken.refresh_from_db()
    assert (broken.reviewed_by, broken.outcome) == (other, "The reason holds: the police confirm it")
    assert director.get(f"/access/broken-glass/{broken.pk}/").status_code == 404


def test_if_the_log_cannot_be_written_nothing_is_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    browser, address = browser_of(Persona.DIRECTOR), f"/children/{site.handle(OTHERS)}/"
    browser.raise_request_exception = False

    def fail(*_: object, **__: object) -> None:
        raise DatabaseError("the disk is full")

    monkeypatch.setattr(AccessEntry.objects, "create", fail)
    answer = browser.get(address)
    assert answer.status_code == 500
    assert b"Ada" not in answer.content


def test_a_list_and_a_search_leave_the_children_they_showed() -> None:
    browser = browser_of(Persona.PRACTITIONER)
    browser.get("/findings/children/")
    assert (last_entry().doing, last_entry().shown_count) == ("listed", 1)
    assert list(ShownChild.objects.values_list("person_id", flat=True)) == [THEIRS]
    browser.get("/findings/children/?q=HYPER")
    assert last_entry().doing == "searched"
    browser.get("/findings/children.csv")
    assert last_entry().doing == "exported"


def test_a_practitioner_is_listed_their_own_children_and_a_manager_their_teams() -> None:
    mine = visible(bearer(make(Persona.PRACTITIONER), site.AS_AT), site.AS_AT)
    assert mine.within == frozenset({THEIRS})
    ours = visible(bearer(make(Persona.TEAM_MANAGER), site.AS_AT), site.AS_AT)
    assert OTHERS in ours
    assert THEIRS not in ours
    assert visible(bearer(make(Persona.DIRECTOR), site.AS_AT), site.AS_AT).within is None
    nobody = visible(bearer(make(Persona.ELECTED_MEMBER), site.AS_AT), site.AS_AT)
    assert OTHERS not in nobody
    assert nobody.only([OTHERS, THEIRS]) == []


def test_visible_as_a_filter_is_visible_as_a_set() -> None:
    from sightline.ledger.queries import current

    director = make(Persona.DIRECTOR)
    actions.restrict(person_id=OTHERS, why="A colleague's child", allowed=[], by=director)
    everybody = set(current("people").values_list("person_id", flat=True))
    for persona in (Persona.PRACTITIONER, Persona.TEAM_MANAGER, Persona.AUDITOR, Persona.DIRECTOR):
        shown = visible(bearer(make(persona), site.AS_AT), site.AS_AT)
        filtered = set(current("people").filter(shown.where()).values_list("person_id", flat=True))
        assert filtered == {each for each in everybody if each in shown}


def test_a_child_is_opened_for_a_permission_only_within_reach_of_a_role_that_gives_it() -> None:
    from sightline.access.children import open_child
    from sightline.access.interruptions import Interruption, ReasonNeeded

    both = make(Persona.AUDITOR)
    actions.assign(account=both, role="team-manager", team_id="T1", by=None)
    request = RequestFactory().get("/")
    request.user = both

    def opened_for(permission: Permission, child: str) -> object:
        try:
            return open_child(request, site.handle(child), doing=Doing.OPENED, by=permission).right
        except Interruption as interruption:
            return type(interruption)

    assert opened_for(Permission.CHILD_OPEN, THEIRS) is Right.COUNCIL
    assert opened_for(Permission.ACCESS_LOG_VIEW, OTHERS) is Right.TEAM
    assert opened_for(Permission.ACCESS_LOG_VIEW, THEIRS) is ReasonNeeded
    assert OTHERS in visible(bearer(both, site.AS_AT), site.AS_AT, by=Permission.ACCESS_LOG_VIEW)
    assert THEIRS not in visible(bearer(both, site.AS_AT), site.AS_AT, by=Permission.ACCESS_LOG_VIEW)


def test_a_role_ends_with_its_day_and_a_closed_account_has_none() -> None:
    account = make(Persona.INSPECTOR)
    assert bearer(account, dt.date(2016, 12, 14)).may(Permission.CHILD_OPEN)
    assert not bearer(account, dt.date(2016, 12, 15)).may(Permission.CHILD_OPEN)
    actions.close_account(account=account, by=None)
    assert not bearer(account, site.AS_AT).may(Permission.CHILD_OPEN)


def test_a_child_is_only_ever_named_by_a_handle_in_an_address() -> None:
    browser = browser_of(Persona.DIRECTOR)
    for address in ("/findings/children/", "/teams/T1/", "/standards/child-seen-6m/cases/", "/staff/W2/"):
        page = browser.get(address).content.decode()
        links = [part.split('"')[0] for part in page.split('href="/children/')[1:]]
        handles = {link.split("/")[0] for link in links if link.split("?")[0]}
        assert handles
        assert handles <= set(Handle.objects.values_list("token", flat=True))
    assert browser.get(f"/children/{OTHERS}/").status_code == 404


def queries_of_opening(browser: Client, address: str, counter: Any) -> int:
    with counter as counted:
        assert browser.get(address).status_code == 200
    return len(counted)


def test_opening_takes_the_same_number_of_queries_however_many_roles_and_children(
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    browser, address = browser_of(Persona.TEAM_MANAGER), f"/children/{site.handle(OTHERS)}/"
    actions.assign(account=make(Persona.TEAM_MANAGER), role="head-of-service", team_id="T9", by=None)
    browser.get(address)
    counts = []
    for number in range(3):
        with django_assert_max_num_queries(45) as counted:
            assert browser.get(address).status_code == 200
        counts.append(len(counted))
        actions.assign(account=make(Persona.TEAM_MANAGER), role="head-of-service", team_id=f"T{number}", by=None)
        actions.declare_own_family(
            person_id=f"K0{number}", relation="cousin", account=make(Persona.TEAM_MANAGER), by=make(Persona.DIRECTOR)
        )
    assert len(set(counts)) == 1


def test_listing_takes_the_same_number_of_queries_for_one_child_and_for_fifty(
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    browser = browser_of(Persona.TEAM_MANAGER)
    browser.get("/findings/children/")
    counts = []
    for address in ("/findings/children/?q=Ada", "/findings/children/"):
        with django_assert_max_num_queries(20) as counted:
            browser.get(address)
        counts.append(len(counted))
    assert counts[0] == counts[1]


def test_no_record_loaded_is_said_and_no_error(monkeypatch: pytest.MonkeyPatch, loaded: Loaded) -> None:
    monkeypatch.setattr("sightline.findings.queries.loaded._held", [])
    answer = browser_of(Persona.DIRECTOR).get("/")
    assert answer.status_code == 503
    assert b"Figures are being worked out" in answer.content
