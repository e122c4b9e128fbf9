"""The settings: nothing that Django's own deployment check warns of, over HTTPS or to this machine alone."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

CHECK = [sys.executable, "-W", "error", "-m", "django", "check", "--deploy", "--fail-level", "WARNING"]
HTTPS = {"SIGHTLINE_HTTPS": "1", "SIGHTLINE_HOSTS": "sightline.example.gov.uk"}


@pytest.mark.parametrize("environment", [{}, HTTPS], ids=["this machine", "https"])
def test_the_deployment_check_has_nothing_to_say(environment: dict[str, str], tmp_path: Path) -> None:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("SIGHTLINE_")}
    ours = {"DJANGO_SETTINGS_MODULE": "sightline.web.settings", "SIGHTLINE_HOME": str(tmp_path), **environment}
    done = subprocess.run(CHECK, env={**kept, **ours}, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_over_https_no_check_is_silenced_and_cookies_are_bound_to_the_host(tmp_path: Path) -> None:
    program = (
        "from django.conf import settings as s; import django; django.setup()\n"
        "assert s.SILENCED_SYSTEM_CHECKS == []\n"
        "assert s.SESSION_COOKIE_NAME.startswith('__Host-') and s.SESSION_COOKIE_SECURE and s.SESSION_COOKIE_HTTPONLY\n"
        "assert s.CSRF_COOKIE_SECURE and s.SECURE_SSL_REDIRECT and s.SECURE_HSTS_SECONDS >= 31536000\n"
    )
    ours = {"DJANGO_SETTINGS_MODULE": "sightline.web.settings", "SIGHTLINE_HOME": str(tmp_path), **HTTPS}
    kept = {name: value for name, value in os.environ.items() if not name.startswith("SIGHTLINE_")}
    command = [sys.executable, "-c", program]
    done = subprocess.run(command, env={**kept, **ours}, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_it_answers_to_this_machine_alone_unless_told() -> None:
    assert set(settings.SIGHTLINE.hosts) == {"127.0.0.1", "localhost", "[::1]"}
    assert settings.DEBUG is False


def test_passwords_are_kept_by_argon2_alone_and_there_is_no_site_of_djangos_own() -> None:
    assert settings.PASSWORD_HASHERS == ["django.contrib.auth.hashers.Argon2PasswordHasher"]
    assert "django.contrib.admin" not in settings.INSTALLED_APPS


def test_sessions_end_with_the_browser_after_twelve_hours_or_half_an_hour_unused() -> None:
    assert settings.SESSION_EXPIRE_AT_BROWSER_CLOSE is True
    assert (settings.SESSION_COOKIE_AGE, settings.SESSION_IDLE) == (43_200, 1_800)
