"""The clocks of documents, notices and the executive's response, as data with their sources. Pure: no Django."""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib import resources
from typing import Any

from sightline.scrutiny.documents_calendar import (
    last_day_before,
    last_of_clear_days_after,
    last_of_information_days,
    last_of_months_beginning_with,
    last_working_day_before,
)
from sightline.standards.standard import Confidence


class Counts(StrEnum):
    """How the last day is found."""

    CLEAR_DAYS_AFTER = "clear-days-after"
    CLEAR_DAYS_BEFORE = "clear-days-before"
    CLEAR_WORKING_DAYS_BEFORE = "clear-working-days-before"
    INFORMATION_DAYS_AFTER = "information-days-after"


@dataclass(frozen=True, slots=True)
class Clock:
    """A duty to give something by a day. ``is_request``: somebody asked; else it is owed unasked before a day."""

    code: str
    name: str
    counts: Counts
    number: int
    is_request: bool
    of_members: bool
    has_statement: bool
    words: str
    document: str
    reference: str
    confidence: Confidence
    source: str
    note: str

    def due(self, day: dt.date) -> dt.date | None:
        """The last day, counted from ``day``; None where the calendar does not reach so far."""
        match self.counts:
            case Counts.CLEAR_DAYS_AFTER:
                return last_of_clear_days_after(day, self.number)
            case Counts.CLEAR_DAYS_BEFORE:
                return last_day_before(day, self.number)
            case Counts.CLEAR_WORKING_DAYS_BEFORE:
                return last_working_day_before(day, self.number)
            case Counts.INFORMATION_DAYS_AFTER:
                return last_of_information_days(day, self.number)


@dataclass(frozen=True, slots=True)
class ResponseClock:
    """The executive's duty to respond to the committee."""

    months: int
    words: str
    document: str
    reference: str
    confidence: Confidence
    source: str
    note: str

    def due(self, received: dt.date) -> dt.date | None:
        """The last day of the period that begins with ``received``."""
        return last_of_months_beginning_with(received, self.months)


@cache
def clocks() -> Mapping[str, Clock]:
    """Every clock by its code, in the file's order."""
    found = (
        Clock(**{**each, "counts": Counts(each["counts"]), "confidence": Confidence(each["confidence"])})
        for each in _raw()["clocks"]
    )
    return {each.code: each for each in found}


@cache
def response_clock() -> ResponseClock:
    """The two months of the executive's response."""
    raw = _raw()["response"]
    return ResponseClock(**{**raw, "confidence": Confidence(raw["confidence"])})


@cache
def exemptions() -> Mapping[str, str]:
    """Under what something may be withheld: its name by its code."""
    return {each["code"]: each["name"] for each in _raw()["exemptions"]}


@cache
def _raw() -> Mapping[str, Any]:
    with resources.files("sightline.scrutiny").joinpath("documents.toml").open("rb") as file:
        return tomllib.load(file)
