"""The telling gap as an edition keeps it: what it says, its rows in the CSV, and brought back to be drawn."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from sightline.improvement.inquiries import Tier
from sightline.inspection.standing.words import long_date
from sightline.scrutiny.telling import NAMES, Gap, Told

TABLE = "telling-gap"
WHO_ASKED = 2  # the format of an edition from which it says who asked; those before say who was told alone
BY_FAILING, BY_TIER = "Failing", "Tier"
SHOWN, UNTIL_TOLD, UNTIL_ASKED = "days shown", "days until told, or so far", "days until asked"
LAST_TOLD, LAST_ASKED = "days since last told, when it showed", "days since last asked, when it showed"
TIERS = {name: tier for tier, name in NAMES.items()}


def said_of_gaps(gaps: Iterable[Gap], version: int) -> list[dict[str, Any]]:
    """What an edition says of each failing; in the format of ``version``, so that an earlier one is made again."""
    return [_gap_said(each, version >= WHO_ASKED) for each in gaps]


def gaps_of(said: Mapping[str, Any]) -> list[Gap]:
    """The telling gaps that an edition tells, to be put in words and drawn; none of an edition that says less."""
    if said["format"] < WHO_ASKED:
        return []
    return [
        Gap(
            each["id"],
            each["title"],
            each["is_serious"],
            dt.date.fromisoformat(each["showed_on"]),
            each["may_be_older"],
            dt.date.fromisoformat(each["until"]),
            tuple(_told_of(told) for told in each["told"]),
        )
        for each in said["telling"]
    ]


def rows(telling: Iterable[Mapping[str, Any]]) -> Iterator[tuple[Sequence[str], int, str]]:
    """What identifies each row of the CSV, its days, and the day they lead to: "" for one that has not come."""
    for gap in telling:
        head = (TABLE, gap["title"], BY_FAILING, gap["id"])
        showed = dt.date.fromisoformat(gap["showed_on"])
        if "until" in gap:
            yield (*head, "", "", SHOWN), (dt.date.fromisoformat(gap["until"]) - showed).days, gap["showed_on"]
        for told in gap["told"]:
            tier = (*head, BY_TIER, told["tier"])
            yield (*tier, UNTIL_TOLD), told["days"], told["on"] or ""
            for measure, key in ((UNTIL_ASKED, "asked_on"), (LAST_TOLD, "last_before"), (LAST_ASKED, "asked_before")):
                if on := told.get(key):
                    yield (*tier, measure), abs((dt.date.fromisoformat(on) - showed).days), on


def in_words(day: str) -> str:
    """A day that :func:`rows` gives, for who reads what changed."""
    return long_date(dt.date.fromisoformat(day)) if day else "not since"


def _gap_said(gap: Gap, says_who_asked: bool) -> dict[str, Any]:
    said: dict[str, Any] = {
        "id": gap.line,
        "title": gap.title,
        "showed_on": gap.showed_on.isoformat(),
        "showed_words": long_date(gap.showed_on),
        "told": [_told_said(each, says_who_asked) for each in gap.told],
    }
    if says_who_asked:
        said |= {"is_serious": gap.is_serious, "may_be_older": gap.may_be_older, "until": gap.until.isoformat()}
    return said


def _told_said(told: Told, says_who_asked: bool) -> dict[str, Any]:
    said: dict[str, Any] = {
        "tier": NAMES[told.tier],
        "on": _written(told.on),
        "days": told.days,
        "is_certain": told.is_certain,
    }
    if says_who_asked:
        said |= {
            "how": told.how,
            "asked_on": _written(told.asked_on),
            "last_before": _written(told.last_before),
            "asked_before": _written(told.asked_before),
            "asked_words": long_date(told.asked_on) if told.asked_on else "",
            "last_words": long_date(told.last_before) if told.last_before else "",
        }
    return said


def _told_of(said: Mapping[str, Any]) -> Told:
    tier: Tier = TIERS[said["tier"]]
    return Told(
        tier,
        _day(said["on"]),
        said["days"],
        said["is_certain"],
        said["how"],
        _day(said["asked_on"]),
        _day(said["last_before"]),
        _day(said["asked_before"]),
    )


def _written(on: dt.date | None) -> str | None:
    return on.isoformat() if on else None


def _day(words: str | None) -> dt.date | None:
    return dt.date.fromisoformat(words) if words else None
