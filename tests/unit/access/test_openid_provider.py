"""Single sign-on against a real OpenID Connect provider on this machine, from the button to being signed in."""

from __future__ import annotations

import time
from collections.abc import Iterator
from http.client import HTTPConnection
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.conf import settings
from django.http import HttpResponseBase
from django.test import Client

from sightline.access import actions
from sightline.access.models import AccessEntry, Account, Doing
from sightline.web.configuration import SignOn
from tests.support.one_time import code_of
from tests.support.openid import CLIENT, SECRET, Person, Provider, providing
from tests.support.personas import Persona, make

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.support.urls_with_sign_on")]

DISCOVERY = "/.well-known/openid-configuration"
DIRECTOR = Person("7f3a", "Director@Avonmere.example")


@pytest.fixture(scope="module")
def answering() -> Iterator[Provider]:
    """A provider for these tests."""
    with providing() as found:
        yield found


@pytest.fixture
def provider(answering: Provider, settings: Any) -> Provider:
    """It as new, and the site set up for it: as by the environment, but that it is on this machine without HTTPS."""
    answering.person, answering.does = DIRECTOR, ""
    answering.asked.clear()
    app = {
        "provider_id": "council",
        "name": "the council",
        "client_id": CLIENT,
        "secret": SECRET,
        "settings": {"server_url": answering.address},
    }
    shipped = settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {**shipped, "APPS": [app]}}
    return answering


@pytest.fixture
def director(db: None) -> Account:
    """An account with the address that the provider vouches for."""
    return make(Persona.DIRECTOR)


def go(address: str) -> str:
    """Where the provider sends the browser back to."""
    where = urlsplit(address)
    connection = HTTPConnection(where.netloc, timeout=10)
    connection.request("GET", f"{where.path}?{where.query}")
    answer = connection.getresponse()
    assert answer.status == 302
    back = answer.getheader("Location")
    connection.close()
    assert back is not None
    return back


def sign_in(client: Client, follow: str = "") -> HttpResponseBase:
    """The whole way: the button, the provider, and back; ``follow`` is added to the way back."""
    button = client.post("/sign-in/council/")
    assert button.status_code == 302
    back = urlsplit(go(button["Location"]))
    assert (back.scheme, back.netloc, back.path) == ("http", "127.0.0.1", "/sign-in/council/callback/")
    return client.get(f"{back.path}?{back.query}{follow}")


def is_signed_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def test_the_whole_way_signs_in_the_account_of_the_verified_address(provider: Provider, director: Account) -> None:
    client = Client(SERVER_NAME="127.0.0.1")
    answer = sign_in(client)
    assert (answer.status_code, answer["Location"]) == (302, "/")
    assert client.session["_auth_user_id"] == str(director.pk)
    assert [each for each in provider.asked if each != DISCOVERY] == ["/authorize", "/token", "/userinfo"]
    assert AccessEntry.objects.filter(account=director, doing=Doing.SIGNED_IN).count() == 1


def test_a_second_factor_is_still_asked_for_here(provider: Provider, director: Account) -> None:
    client = Client(SERVER_NAME="127.0.0.1")
    sign_in(client)
    first = client.get("/")
    assert first["Location"] == "/my-account/second-factor/"
    page = client.get(first["Location"])
    secret = page.context["form"].secret
    client.post(first["Location"], {"code": code_of(secret, time.time())})
    assert client.get("/my-account/").status_code == 200


def test_it_is_the_same_account_again_by_who_they_are_and_not_by_their_address(
    provider: Provider, director: Account
) -> None:
    sign_in(Client(SERVER_NAME="127.0.0.1"))
    provider.person = Person(DIRECTOR.sub, "married@avonmere.example")
    client = Client(SERVER_NAME="127.0.0.1")
    sign_in(client)
    assert client.session["_auth_user_id"] == str(director.pk)


@pytest.mark.parametrize(
    "person",
    [
        Person("1", "director@avonmere.example", is_verified=False),
        Person("2", "nobody@avonmere.example"),
        Person("3", ""),
    ],
    ids=["an address not verified", "no account", "no address"],
)
def test_nobody_else_is_signed_in_and_all_are_answered_alike(
    provider: Provider, director: Account, person: Person
) -> None:
    provider.person = person
    refused(sign_in(client := Client(SERVER_NAME="127.0.0.1")))
    assert not is_signed_in(client)


def test_a_closed_account_is_not_signed_in(provider: Provider, director: Account) -> None:
    sign_in(Client(SERVER_NAME="127.0.0.1"))
    actions.close_account(account=director, by=None)
    refused(sign_in(client := Client(SERVER_NAME="127.0.0.1")))
    assert not is_signed_in(client)


def test_whoever_declines_there_is_not_signed_in(provider: Provider, director: Account) -> None:
    provider.person = None
    sign_in(client := Client(SERVER_NAME="127.0.0.1"))
    assert not is_signed_in(client)
    assert "/token" not in provider.asked


@pytest.mark.parametrize("does", ["another-subject", "another-audience", "another-issuer", "expired", "no-token"])
def test_a_provider_that_answers_wrongly_signs_nobody_in(provider: Provider, director: Account, does: str) -> None:
    provider.does = does
    refused(sign_in(client := Client(SERVER_NAME="127.0.0.1")))
    assert not is_signed_in(client)


def test_an_answer_that_another_browser_was_sent_signs_nobody_in(provider: Provider, director: Account) -> None:
    button = Client(SERVER_NAME="127.0.0.1").post("/sign-in/council/")
    back = urlsplit(go(button["Location"]))
    other = Client(SERVER_NAME="127.0.0.1")
    other.get(f"{back.path}?{back.query}")
    assert not is_signed_in(other)
    assert "/token" not in provider.asked


def test_an_answer_serves_once(provider: Provider, director: Account) -> None:
    client = Client(SERVER_NAME="127.0.0.1")
    back = urlsplit(go(client.post("/sign-in/council/")["Location"]))
    client.get(f"{back.path}?{back.query}")
    client.post("/sign-out/")
    client.get(f"{back.path}?{back.query}")
    assert not is_signed_in(client)


def test_it_asks_for_a_challenged_code_and_no_more_than_it_needs(provider: Provider) -> None:
    asked = parse_qs(urlsplit(Client(SERVER_NAME="127.0.0.1").post("/sign-in/council/")["Location"]).query)
    assert set(asked["scope"][0].split()) == {"openid", "profile", "email"}
    assert asked["code_challenge_method"] == ["S256"]
    assert len(asked["state"][0]) >= 16


def test_a_provider_that_is_not_there_is_said_to_be_so(provider: Provider, settings: Any) -> None:
    app = settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"][0]
    app["settings"] = {"server_url": "http://127.0.0.1:9"}
    answer = Client(SERVER_NAME="127.0.0.1").post("/sign-in/council/")
    assert answer.status_code == 503
    assert b"You could not be signed in" in answer.content


def test_a_look_at_the_address_begins_nothing(provider: Provider) -> None:
    assert Client(SERVER_NAME="127.0.0.1").get("/sign-in/council/").status_code == 200
    assert provider.asked == []


def test_the_button_is_on_the_sign_in_page_where_there_is_one(provider: Provider, monkeypatch: Any) -> None:
    from dataclasses import replace

    sign_on = SignOn("the council", "https://login.example.gov.uk", CLIENT, SECRET)
    monkeypatch.setattr(settings, "SIGHTLINE", replace(settings.SIGHTLINE, sign_on=sign_on))
    page = Client(SERVER_NAME="127.0.0.1").get("/sign-in/").content.decode()
    assert "Sign in with the council" in page


def refused(answer: HttpResponseBase) -> None:
    assert answer.status_code == 403
    assert b"You could not be signed in" in getattr(answer, "content", b"")
