"""What a council sets in the environment: read, or refused in one sentence that never repeats the value."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from sightline.errors import UserError
from sightline.web.configuration import configuration

SECRET = {"SIGHTLINE_SECRET_KEY": "x" * 50}


def test_with_nothing_set_it_is_a_file_on_this_machine_and_no_demonstration() -> None:
    found = configuration(SECRET)
    assert not found.is_postgres
    assert found.hosts == ("127.0.0.1", "localhost", "[::1]")
    assert (found.is_https, found.is_demonstration, found.proxies, found.today, found.sign_on) == (
        False,
        False,
        0,
        None,
        None,
    )


def test_everything_is_read() -> None:
    found = configuration(
        {
            **SECRET,
            "SIGHTLINE_DATABASE_URL": "postgresql://sight:l%40ne@db.example:5433/council?sslmode=require",
            "SIGHTLINE_HOSTS": "a.gov.uk, b.gov.uk",
            "SIGHTLINE_HTTPS": "1",
            "SIGHTLINE_TODAY": "2016-11-14",
            "SIGHTLINE_DEMONSTRATION": "1",
            "SIGHTLINE_PROXIES": "2",
        }
    )
    assert found.is_postgres
    assert found.database["PASSWORD"] == "l@ne"  # noqa: S105 - invented
    assert found.database["OPTIONS"] == {"options": "-c jit=off", "sslmode": "require"}
    assert found.hosts == ("a.gov.uk", "b.gov.uk")
    assert (found.is_https, found.is_demonstration, found.proxies) == (True, True, 2)
    assert found.today == dt.date(2016, 11, 14)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SIGHTLINE_DATABASE_URL", "mysql://secret-word@db/council"),
        ("SIGHTLINE_TODAY", "secret-word"),
        ("SIGHTLINE_PROXIES", "secret-word"),
        ("SIGHTLINE_PROXIES", "-1"),
        ("SIGHTLINE_OIDC_SERVER", "https://secret-word.example"),
    ],
)
def test_what_cannot_be_right_is_refused_without_its_value(name: str, value: str) -> None:
    with pytest.raises(UserError) as refused:
        configuration({**SECRET, name: value})
    assert "secret-word" not in str(refused.value)
    assert name.rpartition("_")[0] in str(refused.value)


def test_the_secret_is_made_once_and_kept_for_its_owner_alone(tmp_path: Path) -> None:
    first = configuration({"SIGHTLINE_HOME": str(tmp_path)}).secret_key
    assert configuration({"SIGHTLINE_HOME": str(tmp_path)}).secret_key == first
    assert len(first) >= 50
    assert (tmp_path / "secret").stat().st_mode & 0o077 == 0
