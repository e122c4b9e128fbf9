"""What a council sets in the environment, read once: where its store is, who may reach it, how staff sign in.

Every variable begins ``SIGHTLINE_``. A setting that cannot be right is a :class:`~sightline.errors.UserError` that
names the variable and never its value, since some are secrets.
"""

from __future__ import annotations

import datetime as dt
import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from sightline.errors import UserError

LOOPBACK = ("127.0.0.1", "localhost", "[::1]")
DEFAULT_HOME = Path("council")
STORE = "store.sqlite3"
SECRET = "secret"  # noqa: S105 - the name of a file
COMPILES_NOTHING = "-c jit=off"  # what is asked is much and small: to compile a question takes longer than its answer
SHORTEST_SECRET = 50  # characters; Django's own check asks for as many


@dataclass(frozen=True, slots=True)
class SignOn:
    """The council's own OpenID Connect provider, when it has one."""

    name: str
    server: str
    client: str
    secret: str


@dataclass(frozen=True, slots=True)
class Configuration:
    """How this Sightline is set up.

    ``home``: the folder of what it keeps beside the store. ``database``: Django's settings of the store. ``today``: the
    day an invented council is shown as at; None for the day it is. ``is_https``: whether browsers reach it by HTTPS,
    which everything but a look on one machine must. ``is_demonstration``: whether accounts may do without a second
    factor, which is heeded only where the store is marked as invented. ``proxies``: how many proxies stand before the
    site, so that a browser's address is read from what the outermost of them says.
    """

    home: Path
    database: Mapping[str, Any]
    secret_key: str
    hosts: tuple[str, ...]
    is_https: bool
    today: dt.date | None
    sign_on: SignOn | None
    is_demonstration: bool = False
    proxies: int = 0

    @property
    def is_postgres(self) -> bool:
        """Whether the store is PostgreSQL rather than SQLite."""
        return str(self.database["ENGINE"]).endswith("postgresql")


def configuration(environment: Mapping[str, str] | None = None) -> Configuration:
    """The configuration in ``environment`` (default: this process's)."""
    found = os.environ if environment is None else environment
    home = Path(found.get("SIGHTLINE_HOME", DEFAULT_HOME))
    url = found.get("SIGHTLINE_DATABASE_URL", "")
    return Configuration(
        home=home,
        database=_postgres(url) if url else _sqlite(home),
        secret_key=found.get("SIGHTLINE_SECRET_KEY", "") or _kept_secret(home),
        hosts=tuple(each.strip() for each in found.get("SIGHTLINE_HOSTS", "").split(",") if each.strip()) or LOOPBACK,
        is_https=found.get("SIGHTLINE_HTTPS", "") == "1",
        today=_day(found.get("SIGHTLINE_TODAY", "")),
        sign_on=_sign_on(found),
        is_demonstration=found.get("SIGHTLINE_DEMONSTRATION", "") == "1",
        proxies=_count(found.get("SIGHTLINE_PROXIES", "")),
    )


def _sqlite(home: Path) -> dict[str, Any]:
    """Write-ahead, so that readers never wait for the writer; synced, so that what is acknowledged is on the disk."""
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(home / STORE),
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,  # seconds a writer waits for another
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON",
        },
    }


def _postgres(url: str) -> dict[str, Any]:
    parts = urlsplit(url)
    if parts.scheme not in ("postgresql", "postgres") or not parts.path.strip("/"):
        raise UserError(
            "SIGHTLINE_DATABASE_URL is not a PostgreSQL address; write postgresql://user:password@host/name"
        )
    asked = parse_qs(parts.query)
    host = parts.hostname or next(iter(asked.pop("host", [""])), "")
    options: dict[str, Any] = {name: values[-1] for name, values in asked.items()}
    options["options"] = f"{COMPILES_NOTHING} {options.get('options', '')}".rstrip()
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.strip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(host),
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": options,
    }


def _kept_secret(home: Path) -> str:
    """A secret made once and kept in ``home``, readable by its owner alone; where none can be kept, a new one."""
    path = home / SECRET
    try:
        return path.read_text("ascii").strip() or secrets.token_urlsafe(SHORTEST_SECRET)
    except OSError:
        made = secrets.token_urlsafe(SHORTEST_SECRET)
    if home.is_dir():
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
            file.write(made)
    return made


def _count(words: str) -> int:
    if words and not (words.isascii() and words.isdigit() and len(words) < 3):
        raise UserError("SIGHTLINE_PROXIES is not a number of proxies; write it as 1, or leave it out")
    return int(words or 0)


def _day(words: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(words) if words else None
    except ValueError as error:
        raise UserError("SIGHTLINE_TODAY is not a date; write it as 2016-11-14, or leave it out") from error


def _sign_on(found: Mapping[str, str]) -> SignOn | None:
    names = ("SIGHTLINE_OIDC_SERVER", "SIGHTLINE_OIDC_CLIENT", "SIGHTLINE_OIDC_SECRET")
    given = [found.get(name, "") for name in names]
    if not any(given):
        return None
    if missing := [name for name, value in zip(names, given, strict=True) if not value]:
        raise UserError(f"Single sign-on needs {' and '.join(missing)} as well")
    if not given[0].startswith("https://"):
        raise UserError("SIGHTLINE_OIDC_SERVER must begin https://")
    return SignOn(found.get("SIGHTLINE_OIDC_NAME", "the council's sign-in"), *given)
