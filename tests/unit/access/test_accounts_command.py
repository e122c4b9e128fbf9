"""``sightline accounts``: a link and never a password; what cannot be done in one sentence."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from typer.testing import CliRunner

from sightline.access.models import AccessEntry, Account, Doing
from sightline.commands.accounts import app
from sightline.errors import UserError

pytestmark = pytest.mark.django_db
JO = "jo@council.example"


def run(*words: str) -> str:
    done = CliRunner().invoke(app, words)
    if isinstance(done.exception, UserError):
        raise done.exception
    assert done.exit_code == 0, done.output
    return done.output


def test_the_first_administrator_is_given_a_link_that_opens() -> None:
    said = run("add", JO, "--name", "Jo Bloggs", "--role", "administrator")
    link = re.search(r"http://127\.0\.0\.1:8000(/set-password/\S+)", said)
    assert link is not None
    assert Client(SERVER_NAME="127.0.0.1").get(link[1]).status_code == 302
    account = Account.objects.get(email=JO)
    assert not account.has_usable_password()
    entries = AccessEntry.objects.filter(about=account, account=None).values_list("doing", flat=True)
    assert set(entries) == {Doing.ADDED_ACCOUNT, Doing.ASSIGNED, Doing.MADE_LINK}


def test_an_account_with_a_role_that_cannot_be_given_is_not_added_at_all() -> None:
    with pytest.raises(UserError, match="needs a team"):
        run("add", JO, "--name", "Jo Bloggs", "--role", "team-manager")
    assert not Account.objects.exists()


def test_roles_are_given_listed_and_ended_and_accounts_closed() -> None:
    run("add", JO, "--name", "Jo Bloggs")
    run("assign", JO, "inspector", "--until", "2016-12-01")
    assert f"{JO}  Jo Bloggs  inspector until 2016-12-01" in run("list")
    run("end", JO, "inspector")
    with pytest.raises(UserError, match="does not have the role inspector"):
        run("end", JO, "inspector")
    run("forget-second-factor", JO)
    run("close", JO)
    assert run("list").rstrip().endswith("closed")
    with pytest.raises(UserError, match="is closed"):
        run("link", JO)


@pytest.mark.parametrize("command", ["link", "close", "forget-second-factor"])
def test_an_address_without_an_account_is_said_to_have_none(command: str) -> None:
    with pytest.raises(UserError, match="There is no account with the address"):
        run(command, "nobody@council.example")


def test_the_roles_are_listed_with_whom_they_reach() -> None:
    assert "elected-member     Elected member; reaches no child" in run("roles")
