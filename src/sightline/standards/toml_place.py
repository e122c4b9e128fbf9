"""A value somewhere in a TOML file, that knows where it is: every refusal names the file, the place and what to do."""

from __future__ import annotations

import datetime as dt
import difflib
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn, TypeVar

from sightline.errors import UserError

T = TypeVar("T")


def read_toml(path: Path) -> Place:
    """The file's top level; UserError if it is not there or not TOML."""
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise UserError(f"There is no file {path.name}; check the name and the folder.") from None
    except UnicodeDecodeError:
        raise UserError(f"{path.name} is not UTF-8 text; save it as UTF-8.") from None
    except tomllib.TOMLDecodeError as error:
        raise UserError(f"{path.name} is not written as TOML: {error}. Correct that line and try again.") from None
    return Place(path.name, "", content)


@dataclass(frozen=True, slots=True)
class Place:
    """A table of the file, with its name and the way to it."""

    file: str
    path: str
    content: Mapping[str, Any]

    def refuse(self, what: str, key: str = "") -> NoReturn:
        """Raise the UserError for this place."""
        at = ".".join(part for part in (self.path, key) if part)
        raise UserError(f"{self.file}, {at}: {what}" if at else f"{self.file}: {what}")

    def only(self, *keys: str) -> None:
        """Refuse a key that is not one of ``keys``, with the nearest one that is."""
        for key in self.content:
            if key not in keys:
                self.refuse(f"there is no key {key!r} here; {nearest(key, keys)}", key)

    def get(self, key: str, kind: type[T], what: str) -> T | None:
        """The value of ``key`` if given; refused if it is not ``what`` (in words)."""
        value = self.content.get(key)
        if value is None:
            return None
        if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
            self.refuse(f"it must be {what}, for instance {_example(kind)}", key)
        return value

    def need(self, key: str, kind: type[T], what: str) -> T:
        """The value of ``key``; refused if it is missing or not ``what``."""
        value = self.get(key, kind, what)
        if value is None:
            self.refuse(f"{key!r} is missing; give {what}, for instance {key} = {_example(kind)}")
        return value

    def text(self, key: str) -> str:
        """Text that must be given and not be empty."""
        value = self.need(key, str, "some text").strip()
        if not value:
            self.refuse("it must not be empty", key)
        return value

    def words(self, key: str) -> str | None:
        """Text that may be given."""
        return self.get(key, str, "some text")

    def day(self, key: str) -> dt.date | None:
        """A date that may be given."""
        value = self.get(key, dt.date, "a date")
        if isinstance(value, dt.datetime):
            self.refuse("it must be a date without a time, for instance 2016-04-01", key)
        return value

    def one_of(self, key: str, options: Iterable[str], default: str | None = None) -> str:
        """One of ``options``."""
        choices = tuple(options)
        value = self.words(key) or default
        if value is None:
            self.refuse(f"{key!r} is missing; give one of {', '.join(choices)}")
        if value not in choices:
            self.refuse(f"it is {value!r}; {nearest(value, choices)}", key)
        return value

    def inside(self, key: str) -> Place:
        """The table ``key``."""
        value: dict[str, Any] = self.need(key, dict, "a table")
        return Place(self.file, ".".join(part for part in (self.path, key) if part), value)

    def each(self, key: str) -> Iterator[Place]:
        """The tables of a list (or a lone one), each knowing its number in it."""
        value = self.content.get(key, [])
        rows = [value] if isinstance(value, dict) else value
        if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
            self.refuse("it must be a table or a list of tables", key)
        for number, row in enumerate(rows, start=1):
            at = ".".join(part for part in (self.path, f"{key} {number}" if len(rows) > 1 else key) if part)
            yield Place(self.file, at, row)


def nearest(given: str, options: Iterable[str]) -> str:
    """``did you mean X?`` if one is close, else all the options."""
    choices = [str(each) for each in options]
    close = difflib.get_close_matches(given, choices, n=1)
    if close:
        return f"did you mean {close[0]!r}?"
    return f"choose from {', '.join(choices)}"


def _example(kind: type) -> str:
    return {str: '"..."', int: "3", float: "0.1", bool: "true", dict: "{ ... }", list: '["..."]'}.get(
        kind, "2016-04-01"
    )
