"""The settings: nothing that Django's own deployment check warns of, and no way in from another machine."""

from __future__ import annotations

import pytest
from django.core.checks import run_checks
from django.db import connections

from sightline.findings.queries import Loaded
from sightline.web import settings


def test_the_deployment_check_has_nothing_to_say(loaded: Loaded) -> None:
    said = [
        each for each in run_checks(include_deployment_checks=True) if each.id not in settings.SILENCED_SYSTEM_CHECKS
    ]
    assert said == []


def test_it_answers_to_this_machine_alone() -> None:
    assert set(settings.ALLOWED_HOSTS) == {"127.0.0.1", "localhost", "[::1]"}
    assert settings.DEBUG is False
    assert connections.settings["default"]["ENGINE"] == "django.db.backends.dummy"


@pytest.mark.parametrize("app", settings.INSTALLED_APPS)
def test_no_app_keeps_a_session_or_an_account(app: str) -> None:
    assert app not in {"django.contrib.sessions", "django.contrib.auth", "django.contrib.admin"}
