"""By when a question is to be answered: the council's standing orders, or else our own default that says it is one."""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Any

from sightline.errors import UserError
from sightline.record.calendar import add_working_days

FILE = "standing-orders.toml"
MOST = 250  # working days: a year


@dataclass(frozen=True, slots=True)
class Order:
    """How long an answer may take, and where that is said, in words."""

    working_days: int
    words: str

    def due(self, asked_on: dt.date) -> dt.date | None:
        """The last day; None where the calendar does not reach so far."""
        return add_working_days(asked_on, self.working_days)


def order(whose: str, home: Path) -> Order:
    """The order for the questions of ``members`` or of ``children``, from the council's file in ``home`` if it has one.

    :class:`~sightline.errors.UserError` for a file that cannot be read, naming it and what is wrong.
    """
    path = home / FILE
    try:
        raw = tomllib.loads(path.read_text("utf-8")) if path.is_file() else {}
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise UserError(f"{FILE} cannot be read; it is TOML with a table for members and one for children.") from error
    found = raw.get(whose)
    return _order(found, whose) if found is not None else _order(_ours()[whose], whose)


def _order(raw: object, whose: str) -> Order:
    if not isinstance(raw, dict) or set(raw) != {"working_days", "words"}:
        raise UserError(f"{FILE}: [{whose}] needs working_days and words, and nothing else.")
    days, words = raw["working_days"], raw["words"]
    if type(days) is not int or not 1 <= days <= MOST or not isinstance(words, str) or not words.strip():
        raise UserError(f"{FILE}: [{whose}] needs working_days from 1 to {MOST}, and words that say where it is said.")
    return Order(days, words.strip())


def _ours() -> Mapping[str, Any]:
    return tomllib.loads(
        resources.files("sightline.scrutiny").joinpath("questions_orders.toml").read_text(encoding="utf-8")
    )
