"""The wording of reports, kept as data: patterns of titles, headings and dates, read once and compiled."""

from __future__ import annotations

import functools
import re
import tomllib
from dataclasses import dataclass
from importlib import resources
from typing import Any


@dataclass(frozen=True, slots=True)
class Phrases:
    """The compiled patterns of ``data/phrases.toml``: titles and headings in order, each with what it stands for."""

    titles: tuple[tuple[str, re.Pattern[str]], ...]
    headings: tuple[tuple[str, re.Pattern[str]], ...]
    letters: dict[str, re.Pattern[str]]
    dates: dict[str, re.Pattern[str]]


@functools.cache
def phrases() -> Phrases:
    """The patterns, loaded at first use."""
    source = resources.files("sightline.sources.ofsted_report") / "data" / "phrases.toml"
    held = tomllib.loads(source.read_text(encoding="utf-8"))

    def compiled(pattern: str) -> re.Pattern[str]:
        for name, piece in held["pieces"].items():
            pattern = pattern.replace(f"<{name}>", piece)
        return re.compile(pattern, re.IGNORECASE)

    def named(table: dict[str, Any]) -> dict[str, re.Pattern[str]]:
        return {name: compiled(pattern) for name, pattern in table.items()}

    return Phrases(
        titles=tuple((each["kind"], compiled(each["pattern"])) for each in held["titles"]),
        headings=tuple(
            (each["starts"], compiled(f"^(?:{pattern})$")) for each in held["headings"] for pattern in each["patterns"]
        ),
        letters=named(held["letters"]),
        dates=named(held["dates"]),
    )
