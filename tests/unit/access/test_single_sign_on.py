"""The council's own sign-in: it opens an account that is there, by an address the provider has verified, or nothing."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from allauth.core.exceptions import ImmediateHttpResponse
from django.http import HttpRequest
from django.test import RequestFactory

from sightline.access import actions
from sightline.access.adapters import AccountAdapter, SingleSignOnAdapter
from sightline.access.models import AccessEntry, Account
from sightline.access.urls_signing_in import of_the_council
from sightline.web.configuration import SignOn, configuration
from sightline.web.middleware import content_security_policy
from tests.support.personas import Persona, make

pytestmark = pytest.mark.django_db


class Login:
    """What allauth hands over once the provider has answered."""

    def __init__(self, *addresses: tuple[str, bool], existing: Account | None = None) -> None:
        self.email_addresses = [SimpleNamespace(email=email, verified=verified) for email, verified in addresses]
        self.is_existing = existing is not None
        self.user = existing
        self.connected: Account | None = None
        self.account = SimpleNamespace(extra_data={})

    def connect(self, request: HttpRequest, account: Account) -> None:
        """Noted."""
        self.connected = account


def answer(login: Login) -> Any:
    request = RequestFactory().get("/sign-in/council/callback/")
    request.user = SimpleNamespace(is_authenticated=False)  # type: ignore[assignment]
    return SingleSignOnAdapter().pre_social_login(request, login)


def test_a_verified_address_opens_its_account_however_it_is_written() -> None:
    director = make(Persona.DIRECTOR)
    login = Login(("DIRECTOR@avonmere.example", True))
    answer(login)
    assert login.connected == director


@pytest.mark.parametrize(
    "addresses",
    [
        (("director@avonmere.example", False),),
        (("nobody@avonmere.example", True),),
        (),
        (("director@avonmere.example", True), ("auditor@avonmere.example", True)),
    ],
    ids=["not verified", "no account", "no address", "two accounts"],
)
def test_otherwise_it_is_refused_alike_and_noted(addresses: tuple[tuple[str, bool], ...]) -> None:
    make(Persona.DIRECTOR)
    make(Persona.AUDITOR)
    login = Login(*addresses)
    with pytest.raises(ImmediateHttpResponse) as refused:
        answer(login)
    assert refused.value.response.status_code == 403
    assert b"You could not be signed in" in refused.value.response.content
    assert login.connected is None
    assert AccessEntry.objects.order_by("-pk")[0].page == "single-sign-on"


def test_a_closed_account_is_refused_even_if_it_was_connected() -> None:
    director = make(Persona.DIRECTOR)
    answer(Login(existing=director))
    actions.close_account(account=director, by=None)
    with pytest.raises(ImmediateHttpResponse):
        answer(Login(("director@avonmere.example", True), existing=director))


def test_nobody_signs_up() -> None:
    request = RequestFactory().get("/")
    assert SingleSignOnAdapter().is_open_for_signup(request, Login()) is False
    assert AccountAdapter().is_open_for_signup(request) is False


def test_its_addresses_are_there_only_where_it_is_configured() -> None:
    found = configuration(
        {
            "SIGHTLINE_SECRET_KEY": "x" * 50,
            "SIGHTLINE_OIDC_SERVER": "https://login.example.gov.uk",
            "SIGHTLINE_OIDC_CLIENT": "sightline",
            "SIGHTLINE_OIDC_SECRET": "secret",
        }
    )
    assert of_the_council(None) == []
    assert [each.name for each in of_the_council(found.sign_on)] == ["openid_connect_login", "openid_connect_callback"]


def test_the_content_policy_lets_its_form_lead_to_the_councils_own_sign_in_and_nowhere_else() -> None:
    sign_on = SignOn("the council's sign-in", "https://login.example.gov.uk/realms/staff", "sightline", "secret")
    assert "form-action 'self' https://login.example.gov.uk;" in content_security_policy(sign_on)
    assert "form-action 'self';" in content_security_policy(None)
    assert "unsafe" not in content_security_policy(sign_on)
