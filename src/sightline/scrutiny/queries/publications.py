"""Editions of the quarterly pack: those the public may read, those still drafts, and what one would say."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from sightline.access.models import Restriction
from sightline.errors import UserError
from sightline.scrutiny.disclosure import ALL, Safe
from sightline.scrutiny.models import Became, PackEdition, QuarterlyPack
from sightline.scrutiny.publications_counting import TABLES
from sightline.scrutiny.publications_kept import as_json, brought_back, digest
from sightline.scrutiny.ten_figures import FIGURES

NEAR_PACKS = 4  # quarters on either side that a new edition is checked against
LARGE = ("said", "exact", "html", "pdf", "csv")
# How the parts of a figure are called for those who publish.
PARTS = {"yes": "counted in the figure", "no": "the others", ALL: "all together"}
QUARTER_ENDS = ((3, 31), (6, 30), (9, 30), (12, 31))


@dataclass(frozen=True, slots=True)
class Quarter:
    """A quarter of the year, by its last day."""

    ends_on: dt.date

    @property
    def begins_on(self) -> dt.date:
        """Its first day."""
        return self.ends_on.replace(day=1, month=self.ends_on.month - 2)

    @property
    def title(self) -> str:
        """Its months, in words."""
        return f"{self.begins_on:%B} to {self.ends_on:%B %Y}"


def quarter_of(words: str) -> Quarter | None:
    """The quarter whose last day is written so; None for what is no quarter's last day."""
    try:
        day = dt.date.fromisoformat(words)
    except ValueError:
        return None
    return Quarter(day) if words == day.isoformat() and (day.month, day.day) in QUARTER_ENDS else None


def quarters_over(on: dt.date, how_many: int = 8) -> list[Quarter]:
    """The quarters that are over on ``on``, the latest first."""
    ends = (dt.date(year, month, day) for year in range(on.year, on.year - 4, -1) for month, day in QUARTER_ENDS[::-1])
    return [Quarter(each) for each in ends if each < on][:how_many]


def published() -> QuerySet[PackEdition]:
    """The editions that the public may read, the newest quarter and edition first, without what they say."""
    found = PackEdition.objects.filter(decision__became=Became.PUBLISHED.value).select_related("pack", "decision")
    return found.order_by("-pack__ends_on", "-number").defer(*LARGE)


def published_edition(ends_on: dt.date, number: int | None = None) -> PackEdition | None:
    """A published edition whole, by default the newest of its quarter; None for one that is not public."""
    found = published().defer(None).filter(pack__ends_on=ends_on)
    return found.filter(number=number).first() if number is not None else found.first()


def drafts() -> QuerySet[PackEdition]:
    """Editions of which nothing was decided yet."""
    return PackEdition.objects.filter(decision=None).select_related("pack", "made_by").defer(*LARGE)


def is_as_made(edition: PackEdition) -> bool:
    """Whether what is kept still has the digests it was made with: nobody changed it in the database itself."""
    return (
        digest(edition.said) == edition.said_digest
        and digest(edition.exact) == edition.exact_digest
        and digest(edition.html) == edition.html_digest
        and digest(bytes(edition.pdf)) == edition.pdf_digest
        and digest(edition.csv) == edition.csv_digest
    )


def said_of(edition: PackEdition) -> dict[str, Any]:
    """What an edition says; UserError for one that was changed in the database."""
    if digest(edition.said) != edition.said_digest:
        raise UserError("This edition is no longer as it was made, and is not shown. Ask whoever keeps the database.")
    found: dict[str, Any] = json.loads(edition.said)
    return found


def told_before(pack: QuarterlyPack, by: dt.datetime) -> list[PackEdition]:
    """The published editions that one of ``pack`` is checked against: every one of its own, and the last of others.

    Of quarters after it as well as before: a late correction is subtracted from what was told since.
    """
    out: list[PackEdition] = []
    others: set[int] = set()
    found = PackEdition.objects.filter(decision__became=Became.PUBLISHED.value, decision__at__lte=by)
    for each in found.select_related("pack").order_by("-pack__ends_on", "-number").defer("html", "pdf", "csv"):
        if each.pack_id == pack.pk:
            out.append(each)
        elif each.pack_id not in others:  # the newest edition of each comes first
            others.add(each.pack_id)
            out.append(each)
    near = _nearest(out, pack)
    return [each for each in out[::-1] if each.pack_id in near]


def _nearest(editions: Sequence[PackEdition], pack: QuarterlyPack) -> frozenset[int]:
    """``pack`` and the few quarters next to it on either side, of those that were told."""
    ends = {each.pack_id: each.pack.ends_on for each in editions if each.pack_id != pack.pk}
    before = sorted((each for each in ends if ends[each] < pack.ends_on), key=lambda each: ends[each])
    after = sorted((each for each in ends if ends[each] > pack.ends_on), key=lambda each: ends[each])
    return frozenset((pack.pk, *before[-NEAR_PACKS:], *after[:NEAR_PACKS]))


def tables_before(editions: Sequence[PackEdition]) -> list[Safe]:
    """The tables of earlier editions; UserError where one was changed in the database."""
    out: list[Safe] = []
    for each in editions:
        if digest(each.exact) != each.exact_digest:
            raise UserError("The counts kept with an earlier edition were changed; nothing can be checked against it.")
        out += [brought_back(raw) for raw in json.loads(each.exact)["tables"]]
    return out


def hidden_in(edition: PackEdition) -> list[dict[str, Any]]:
    """By table, what is hidden in an edition, why, and how far open each is: for those who publish."""
    out = []
    for raw in json.loads(edition.exact)["tables"]:
        rows = [
            {
                "where": [PARTS.get(each, each) for each in where],
                "count": count,
                "reason": reason,
                "least": least,
                "greatest": greatest,
            }
            for *where, count, reason, least, greatest in raw["hidden"]
        ]
        out.append(
            {
                "name": raw["name"],
                "title": _titled(raw["name"]),
                "cells": len(raw["cells"]),
                "hidden": rows,
                "kept": len(raw["cells"]) - len(rows),
            }
        )
    return out


def _titled(name: str) -> str:
    """A table or a figure as its readers know it; its name where it is no longer counted."""
    tables = {each.name: each.title for each in TABLES}
    figure = FIGURES.get(name.removeprefix("figure:"))
    return figure.title if figure else tables.get(name, name)


def restricted_at(instant: dt.datetime) -> frozenset[str]:
    """The children whose record was restricted at ``instant``."""
    found = Restriction.objects.filter(set_at__lte=instant)
    return frozenset(
        person for person, lifted in found.values_list("person_id", "lifted_at") if lifted is None or lifted > instant
    )


def same(said: dict[str, Any], edition: PackEdition) -> bool:
    """Whether figures made again are, to the byte, those of the edition."""
    return digest(as_json(said)) == edition.said_digest
