"""The public's pages and the API: what is published and nothing else, to whoever asks however they ask."""

from __future__ import annotations

import json

import pytest
from django.db import connection
from django.test import Client

from sightline.access.models import StoreMark
from sightline.scrutiny.actions.publications import set_aside
from sightline.scrutiny.models import PackDecision
from sightline.scrutiny.views import publications as pages
from sightline.web import clock
from tests.support import publications as made
from tests.support.personas import Persona, browser_of, make
from tests.support.store_settings import UNRESOLVED

DAY = "2016-09-30"
OF_AN_EDITION = ("", "pack.html", "pack.pdf", "figures.csv", "figures.csv-metadata.json")
API = f"/published/api/v1/quarters/{DAY}/"


@pytest.fixture
def public(db: None) -> Client:
    """Somebody who has not signed in; the record is in the store."""
    made.put_in_store()
    return browser_of(Persona.PUBLIC)


def test_nothing_of_a_draft_is_public(public: Client) -> None:
    made.drafted()
    for path in OF_AN_EDITION:
        assert public.get(f"/published/{DAY}/1/{path}").status_code == 404
    assert public.get(f"/published/{DAY}/").status_code == 404
    assert public.get(API).status_code == 404
    assert public.get("/published/api/v1/editions/").json()["editions"] == []
    assert DAY not in public.get("/published/").content.decode()


def test_one_set_aside_is_as_if_it_had_never_been(public: Client) -> None:
    never = public.get(f"/published/{DAY}/1/").content
    set_aside(edition=made.drafted(), why="It counted the wrong day.", by=make(Persona.ANALYST))
    assert public.get(f"/published/{DAY}/1/").content == never
    made.released()
    assert [each["edition"] for each in public.get("/published/api/v1/editions/").json()["editions"]] == [1]


def test_a_published_edition_is_open_in_every_form(public: Client) -> None:
    edition = made.released()
    for path in OF_AN_EDITION:
        answer = public.get(f"/published/{DAY}/1/{path}")
        assert answer.status_code == 200
        assert "Set-Cookie" not in answer.headers
    page = public.get(f"/published/{DAY}/").content.decode()
    assert UNRESOLVED not in page
    assert "Children’s services, July to September 2016" in page
    assert public.get(f"{API}editions/1/").json()["said"] == json.loads(edition.said)
    for path in ("/published/", "/published/api/"):
        assert UNRESOLVED not in public.get(path).content.decode()


def test_the_metadata_names_every_column_of_the_csv(public: Client) -> None:
    made.released()
    head = public.get(f"/published/{DAY}/1/figures.csv").content.decode().splitlines()[0].split(",")
    said = public.get(f"/published/{DAY}/1/figures.csv-metadata.json").json()
    assert [each["name"] for each in said["tableSchema"]["columns"]] == head
    assert said["url"] == f"/published/{DAY}/1/figures.csv"


def test_whoever_has_it_already_is_told_so(public: Client) -> None:
    made.released()
    for path in (f"/published/{DAY}/1/pack.pdf", f"/published/{DAY}/1/figures.csv", API, "/published/api/v1/editions/"):
        first = public.get(path)
        again = public.get(path, HTTP_IF_NONE_MATCH=first["ETag"])
        assert (again.status_code, again.content) == (304, b"")
        assert public.get(path, HTTP_IF_NONE_MATCH='"other"').status_code == 200


@pytest.mark.parametrize(
    "asked", ["?x=%00", "?edition=2", "?table[]=1&table[]=2", "?" + "a" * 4000, "?quarter=../../etc", "?%ff=%fe"]
)
def test_query_strings_change_nothing(public: Client, asked: str) -> None:
    made.released()
    for path in (API, f"/published/{DAY}/1/figures.csv", "/published/"):
        assert public.get(path + asked).content == public.get(path).content


@pytest.mark.parametrize(
    "quarter", ["2016-09-29", "20160930", "2016-W39-5", "0000-00-00", "next", "%00", "2016-09-30x"]
)
def test_what_is_no_quarter_is_not_there(public: Client, quarter: str) -> None:
    made.released()
    assert public.get(f"/published/{quarter}/").status_code == 404
    assert public.get(f"/published/api/v1/quarters/{quarter}/").status_code == 404
    assert public.get(f"/published/{DAY}/{10**30}/").status_code == 404


def test_nothing_is_written_by_asking(public: Client) -> None:
    for path in ("/published/", API, "/published/api/"):
        assert public.post(path).status_code in (403, 405)


def test_an_earlier_edition_says_that_it_was_corrected(public: Client) -> None:
    made.released(as_at=made.QUARTER.begins_on.replace(day=20))
    made.released("The first edition counted the wrong day.")
    assert "This edition was corrected" in public.get(f"/published/{DAY}/1/").content.decode()
    newest = public.get(f"/published/{DAY}/").content.decode()
    assert "This edition was corrected" not in newest
    assert "The first edition counted the wrong day." in newest


def test_one_forged_in_the_database_is_not_shown(public: Client) -> None:
    made.released()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE scrutiny_packedition SET html = '<main>forged</main>'")
    answer = public.get(f"/published/{DAY}/1/")
    assert answer.status_code == 409
    assert b"forged" not in answer.content
    assert public.get(f"/published/{DAY}/1/pack.html").status_code == 404
    assert public.get(API).status_code == 409


def test_a_member_sees_what_is_published_and_not_what_was_hidden(public: Client) -> None:
    edition = made.released()
    member = browser_of(Persona.ELECTED_MEMBER)
    page = member.get("/scrutiny/publications/").content.decode()
    assert "Quarter to 30 September 2016, edition 1" in page
    assert "What is hidden" not in page
    assert member.get(f"/scrutiny/publications/{edition.pk}/").status_code == 403


def test_a_draft_is_made_checked_and_published_by_two_people(public: Client) -> None:
    analyst, director = browser_of(Persona.ANALYST), browser_of(Persona.DIRECTOR)
    assert UNRESOLVED not in analyst.get("/scrutiny/publications/new/").content.decode()
    sent = analyst.post("/scrutiny/publications/new/", {"quarter": DAY, "as_at": DAY})
    page = analyst.get(sent["Location"]).content.decode()
    assert UNRESOLVED not in page
    assert "it counts too few" in page
    assert "somebody else publishes it" in page
    assert analyst.post(sent["Location"], {"do": "publish"}).status_code == 422
    assert director.post(sent["Location"], {"do": "publish"}).status_code == 302
    assert PackDecision.objects.get().by == make(Persona.DIRECTOR)
    assert "came out the same" in director.post(sent["Location"], {"do": "again"}).content.decode()


@pytest.mark.parametrize(("digest", "said"), [(None, "Do not rely on it"), ("0" * 64, "made by other standards")])
def test_an_edition_that_comes_out_otherwise_says_whether_the_standards_are_others(
    public: Client, monkeypatch: pytest.MonkeyPatch, digest: str | None, said: str
) -> None:
    edition = made.drafted()
    monkeypatch.setattr(pages, "again", lambda _: False)
    monkeypatch.setattr(pages, "catalogue_digest", lambda: digest or edition.catalogue)
    answer = browser_of(Persona.DIRECTOR).post(f"/scrutiny/publications/{edition.pk}/", {"do": "again"})
    assert said in answer.content.decode()


def test_a_form_that_says_too_little_says_what_is_missing(public: Client) -> None:
    analyst = browser_of(Persona.ANALYST)
    answer = analyst.post("/scrutiny/publications/new/", {"quarter": "", "as_at": "yesterday"})
    assert answer.status_code == 422
    assert "Choose a quarter that is over" in answer.content.decode()
    edition = made.drafted()
    answer = analyst.post(f"/scrutiny/publications/{edition.pk}/", {"do": "set-aside", "why": ""})
    assert answer.status_code == 422
    assert not PackDecision.objects.exists()


def test_what_stands_published_may_be_found_by_a_search_and_nothing_else(public: Client) -> None:
    made.released(as_at=made.QUARTER.begins_on.replace(day=20))
    made.released("The first edition counted the wrong day.")
    for path in ("/published/", f"/published/{DAY}/", f"/published/{DAY}/2/", "/published/api/"):
        answer = public.get(path)
        assert answer["X-Robots-Tag"] == "all"
        assert b"noindex" not in answer.content
    hidden = (f"/published/{DAY}/1/", f"/published/{DAY}/3/", f"/published/{DAY}/2/figures.csv", "/sign-in/")
    for path in hidden:
        assert public.get(path)["X-Robots-Tag"] == "noindex, nofollow"
    assert b"noindex" in public.get(f"/published/{DAY}/1/").content
    StoreMark.objects.create(is_invented=True, source="a test", marked_at=clock.now())
    assert public.get(f"/published/{DAY}/2/")["X-Robots-Tag"] == "noindex, nofollow"
