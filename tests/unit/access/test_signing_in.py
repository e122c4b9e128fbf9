"""Signing in: both factors, nothing said of who has an account, lockout, sessions that end, no way to sign up."""

from __future__ import annotations

import re
import time
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.test import Client, override_settings

from sightline.access import actions
from sightline.access.adapters import TOO_MANY, WRONG
from sightline.access.links import password_link
from sightline.access.middleware import BEGAN, SECOND, SEEN
from sightline.access.models import AccessEntry, Account, Doing
from sightline.errors import UserError
from sightline.findings.queries import Loaded
from tests.support.personas import Persona, address, browser_of, make

PASSWORD = "carrot ladder quiet moon"  # noqa: S105 - invented


@pytest.fixture
def account(db: None) -> Account:
    """The director, with a password."""
    made = make(Persona.DIRECTOR)
    actions.set_password(account=made, password=PASSWORD, by=None)
    return made


@pytest.fixture
def browser() -> Client:
    """A browser at this machine that heeds forged forms."""
    return Client(SERVER_NAME="127.0.0.1")


def sign_in(browser: Client, email: str, password: str = PASSWORD, **more: str) -> Any:
    return browser.post("/sign-in/", {"login": email, "password": password, **more})


def code(secret: str) -> str:
    return str(format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time())))))


def test_the_first_sign_in_leads_to_a_second_factor_and_nowhere_else(
    account: Account, browser: Client, loaded: Loaded
) -> None:
    assert sign_in(browser, account.email)["Location"] == "/"
    for address_ in ("/", "/children/", "/accounts/", "/my-account/"):
        assert browser.get(address_)["Location"] == "/my-account/second-factor/"
    page = browser.get("/my-account/second-factor/").content.decode()
    assert "<svg" in page
    assert "data:image" not in page
    secret = re.search(r'<code class="sightline-break">(\w+)</code>', page)
    assert secret is not None
    assert b"That code is not right" in browser.post("/my-account/second-factor/", {"code": "000000"}).content
    done = browser.post("/my-account/second-factor/", {"code": code(secret[1])})
    assert done["Location"] == "/my-account/recovery-codes/"
    codes = re.findall(r"<li><code>(\w+)</code>", browser.get("/my-account/recovery-codes/").content.decode())
    assert len(codes) == 10
    assert browser.get("/").status_code == 200
    kept = Authenticator.objects.get(user=account, type="totp").data["secret"]
    assert secret[1] not in kept


def with_second_factor(account: Account) -> str:
    from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
    from allauth.mfa.totp.internal.auth import generate_totp_secret

    secret: str = generate_totp_secret()
    TOTP.activate(account, secret)
    RecoveryCodes.activate(account)
    return secret


def test_later_a_password_alone_opens_nothing(account: Account, browser: Client, loaded: Loaded) -> None:
    secret = with_second_factor(account)
    assert sign_in(browser, account.email.upper())["Location"] == "/sign-in/code/"
    assert browser.get("/")["Location"].startswith("/sign-in/")
    assert b"That code is not right" in browser.post("/sign-in/code/", {"code": "12345"}).content
    assert browser.post("/sign-in/code/", {"code": code(secret)})["Location"] == "/"
    assert browser.get("/").status_code == 200


def test_a_recovery_code_opens_the_account_once(account: Account, browser: Client, loaded: Loaded) -> None:
    with_second_factor(account)
    one = Authenticator.objects.get(user=account, type="recovery_codes").wrap().get_unused_codes()[0]
    sign_in(browser, account.email)
    assert browser.post("/sign-in/code/", {"code": one})["Location"] == "/"
    again = Client(SERVER_NAME="127.0.0.1")
    sign_in(again, account.email)
    assert b"That code is not right" in again.post("/sign-in/code/", {"code": one}).content


def test_a_lost_second_factor_is_taken_away_and_set_up_again(account: Account, browser: Client, loaded: Loaded) -> None:
    with_second_factor(account)
    actions.forget_second_factor(account=account, by=None)
    sign_in(browser, account.email)
    assert browser.get("/")["Location"] == "/my-account/second-factor/"
    assert AccessEntry.objects.filter(doing=Doing.FORGOT_SECOND_FACTOR, about=account).count() == 1


@pytest.mark.parametrize(
    "path", ["/set-password/zzzzzzzzzzzzz/x-y/", "/set-password/%00/%00-%00/", "/sign-in/?next=%00", "/sign-in/code/"]
)
def test_no_address_of_signing_in_breaks(path: str, db: None, browser: Client) -> None:
    assert browser.get(path).status_code in (200, 302)


@pytest.mark.parametrize("typed", ["\0", "x" * 5000, "'; DROP TABLE access_account; --", "<script>", "\ud83d"])
def test_nothing_typed_breaks_signing_in(typed: str, db: None, browser: Client) -> None:
    typed = typed.encode("utf-8", "replace").decode()
    for email in (typed, f"{typed}@avonmere.example"):
        answer = sign_in(browser, email, typed)
        assert answer.status_code == 200
        assert b"<script>" not in answer.content


def said(answer: Any) -> bytes:
    return re.sub(rb'name="csrfmiddlewaretoken" value="[^"]+"|value="[^"]*@[^"]*"', b"", answer.content)


def test_nothing_tells_an_account_from_none(account: Account, browser: Client) -> None:
    closed = make(Persona.ANALYST)
    actions.set_password(account=closed, password=PASSWORD, by=None)
    actions.close_account(account=closed, by=None)
    answers = [
        sign_in(browser, account.email, "wrong wrong wrong"),
        sign_in(browser, "nobody@avonmere.example", "wrong wrong wrong"),
        sign_in(browser, closed.email),
        sign_in(browser, address(Persona.AUDITOR), "wrong wrong wrong"),
    ]
    assert {each.status_code for each in answers} == {200}
    assert len({said(each) for each in answers}) == 1
    assert WRONG.encode() in answers[0].content


def test_five_wrong_passwords_lock_the_address_out_whether_it_is_an_account_or_not(account: Account) -> None:
    for email in (account.email, "nobody@avonmere.example"):
        browser = Client(SERVER_NAME="127.0.0.1")
        for _ in range(5):
            assert WRONG.encode() in sign_in(browser, email, "wrong wrong wrong").content
        assert TOO_MANY.encode() in sign_in(browser, email).content
        elsewhere = Client(SERVER_NAME="127.0.0.1", REMOTE_ADDR="10.0.0.9")
        assert TOO_MANY.encode() in sign_in(elsewhere, email).content


def test_failing_and_signing_in_and_out_are_logged_without_what_was_typed(account: Account, browser: Client) -> None:
    sign_in(browser, account.email, "my secret typed wrong")
    sign_in(browser, "my secret typed wrong")
    sign_in(browser, account.email)
    browser.post("/sign-out/")
    found = list(AccessEntry.objects.order_by("pk").values_list("doing", "account", "about", "why", "page"))[-3:]
    assert found == [
        (Doing.FAILED_TO_SIGN_IN.value, None, account.pk, "", "sign-in"),
        (Doing.SIGNED_IN.value, account.pk, None, "", "sign-in"),
        (Doing.SIGNED_OUT.value, account.pk, None, "", "sign-out"),
    ]


@pytest.mark.parametrize(
    ("began", "seen", "is_kept"), [(0, 0, True), (0, 29 * 60, True), (0, 31 * 60, False), (12.1 * 3600, 0, False)]
)
def test_a_session_ends_after_half_an_hour_unused_or_twelve_hours(
    began: float, seen: float, is_kept: bool, loaded: Loaded
) -> None:
    browser = browser_of(Persona.DIRECTOR)
    session = browser.session
    now = time.time()
    session[BEGAN], session[SEEN] = now - max(began, seen), now - seen
    session.save()
    answer = browser.get("/")
    assert (answer.status_code == 200) == is_kept
    if not is_kept:
        assert answer["Location"] == "/sign-in/?ended=1"
        assert browser.get("/")["Location"].startswith("/sign-in/")


def test_the_cookie_ends_with_the_browser(account: Account, browser: Client) -> None:
    sign_in(browser, account.email, remember="on")
    cookie = browser.cookies["sessionid"]
    assert cookie["max-age"] == ""
    assert cookie["httponly"] is True


def test_signing_out_takes_a_form(account: Account, browser: Client, loaded: Loaded) -> None:
    signed_in = browser_of(Persona.DIRECTOR)
    assert b"Sign out" in signed_in.get("/sign-out/").content
    assert signed_in.get("/").status_code == 200
    signed_in.post("/sign-out/")
    assert signed_in.get("/").status_code == 302


def test_a_forged_form_is_refused(account: Account) -> None:
    strict = Client(SERVER_NAME="127.0.0.1", enforce_csrf_checks=True)
    answer = sign_in(strict, account.email)
    assert answer.status_code == 403
    assert b"This page is too old" in answer.content


def test_a_closed_account_is_out_with_its_next_page(loaded: Loaded) -> None:
    browser = browser_of(Persona.DIRECTOR)
    assert browser.get("/").status_code == 200
    actions.close_account(account=make(Persona.DIRECTOR), by=None)
    assert browser.get("/")["Location"].startswith("/sign-in/")


def test_a_link_sets_a_password_once(db: None, browser: Client) -> None:
    made = make(Persona.ANALYST)
    link = password_link(account=made, base="http://127.0.0.1:8000", by=None)
    path = link.removeprefix("http://127.0.0.1:8000")
    form = browser.get(path)["Location"]
    assert path.split("/")[-2] not in form
    weak = browser.post(form, {"password1": "password123", "password2": "password123"})
    assert b"too short" in weak.content
    short = browser.post(form, {"password1": "analyst@avonmere.example", "password2": "analyst@avonmere.example"})
    assert b"too similar" in short.content
    done = browser.post(form, {"password1": PASSWORD, "password2": PASSWORD})
    assert done["Location"] == "/set-password/done/"
    assert sign_in(browser, made.email).status_code == 302
    assert b"This link cannot be used" in Client(SERVER_NAME="127.0.0.1").get(path).content


def test_a_new_account_has_no_password_and_none_by_default(db: None, browser: Client) -> None:
    made = make(Persona.ANALYST)
    assert not made.has_usable_password()
    for guess in ("", "password", "sightline", made.email, made.password):
        assert sign_in(browser, made.email, guess).status_code == 200


@pytest.mark.parametrize("weak", ["short", "1q2w3e4r5t6y", "director@avonmere", "dee director"])
def test_a_weak_password_is_refused(weak: str, db: None) -> None:
    made = make(Persona.DIRECTOR)
    with pytest.raises(UserError):
        actions.set_password(account=made, password=weak, by=None)


def test_the_sign_in_page_tells_nothing_of_the_council(loaded: Loaded, browser: Client) -> None:
    page = browser.get("/sign-in/").content.decode()
    for words in ("Avonmere", "2016", "Overview", "sign up", "Sign up"):
        assert words not in page


def test_after_signing_in_one_goes_on_only_within_the_site(account: Account, browser: Client) -> None:
    assert sign_in(browser, account.email, next="https://example.org/")["Location"] == "/"
    again = Client(SERVER_NAME="127.0.0.1")
    assert sign_in(again, account.email, next="/children/")["Location"] == "/children/"


def test_a_demonstration_needs_a_store_marked_as_invented(account: Account, browser: Client, loaded: Loaded) -> None:
    from dataclasses import replace

    from django.conf import settings

    from sightline.access.models import StoreMark
    from sightline.web import clock

    with override_settings(SIGHTLINE=replace(settings.SIGHTLINE, is_demonstration=True)):
        sign_in(browser, account.email)
        assert browser.get("/")["Location"] == "/my-account/second-factor/"
        with pytest.raises(UserError, match="taken to be real"):
            actions.mark_invented(source="a test")
        StoreMark.objects.create(is_invented=True, source="a test", marked_at=clock.now())
        assert browser.get("/").status_code == 200
    assert SECOND in browser.session
