"""What the papers of a board say, as plain values: one content, printed as HTML, as PDF and as a workbook.

No child is named in it and nobody's key is; staff are named only as those who answer for something. An edition for the
board's partners tells counts of children by the rule of :mod:`sightline.scrutiny.disclosure` (:mod:`..packs_telling`).
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
from dataclasses import dataclass
from typing import Any

from sightline.improvement.models import PackFor
from sightline.inspection.report_document import Fact


@dataclass(frozen=True, slots=True)
class ItemLine:
    """An item of the agenda. ``kind``: what it was made from, "" by hand."""

    number: int
    title: str
    words: str
    led_by: str
    kind: str


@dataclass(frozen=True, slots=True)
class ActionLine:
    """Something somebody is to do, and how that stands."""

    words: str
    will_show: str
    owner: str
    due: str
    state: str
    is_late: bool
    done: str


@dataclass(frozen=True, slots=True)
class OverrideLine:
    """A recommendation closed over its measure: for ever in every pack. ``now``: how its measure stands today."""

    reference: str
    words: str
    signed_by: str
    on: str
    reasons: str
    now: str
    stands: str


@dataclass(frozen=True, slots=True)
class PlanRow:
    """A recommendation: as people say it stands, and as its measure says. ``repeats``: how often it was asked for."""

    reference: str
    words: str
    source: str
    owner: str
    due: str
    by_people: str
    by_measure: str
    is_late: bool
    is_contradicted: bool
    repeats: str
    reopened: str
    lacks: tuple[str, ...]
    actions: tuple[ActionLine, ...]


@dataclass(frozen=True, slots=True)
class FigureLine:
    """A month's figure of a measure."""

    on: str
    figure: str


@dataclass(frozen=True, slots=True)
class MeasureLine:
    """A measure: what it is of, how it stands, its control chart, and the chart's signals in words.

    ``reference``: of the recommendation that waits for it, *watched* for none. ``why``: what it was set for. ``chart``:
    SVG, "" for too few figures; ``chart_words`` says what it shows. ``not_shown``: points too few children are behind.
    """

    reference: str
    name: str
    why: str
    counted: str
    team: str
    target: str
    baseline: str
    now: str
    state: str
    held: str
    chart: str
    chart_words: str
    signals: tuple[str, ...]
    figures: tuple[FigureLine, ...]
    not_shown: int


@dataclass(frozen=True, slots=True)
class CampaignLine:
    """How far a review of a cohort is: no child in it."""

    title: str
    asked: str
    due: str
    children: str
    reviewed: str
    not_reviewed: str
    worries: str
    words: str


@dataclass(frozen=True, slots=True)
class VisitLine:
    """A visit by Ofsted with its scope and letter."""

    kind: str
    when: str
    scope: str
    areas: tuple[str, ...]
    letter: str
    meaning: str
    strengths: tuple[str, ...]
    concerns: tuple[str, ...]
    bears_on: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DecisionLine:
    """What the last meeting decided, and why."""

    words: str
    reasons: str


@dataclass(frozen=True, slots=True)
class BoardPack:
    """The whole of it."""

    title: str
    board: str
    council: str
    is_invented: bool
    audience: PackFor
    edition: int
    made_on: str
    what_changed: str
    facts: tuple[Fact, ...]
    agenda: tuple[ItemLine, ...]
    in_short: tuple[Fact, ...]
    overrides: tuple[OverrideLine, ...]
    plan: tuple[PlanRow, ...]
    measures: tuple[MeasureLine, ...]
    campaigns: tuple[CampaignLine, ...]
    visits: tuple[VisitLine, ...]
    next_visits: tuple[Fact, ...]
    last_meeting: str
    minutes: tuple[str, ...]
    minutes_state: str
    decisions: tuple[DecisionLine, ...]
    actions: tuple[ActionLine, ...]
    limits: tuple[str, ...]
    rests_on: tuple[Fact, ...]


def as_plain(pack: BoardPack) -> dict[str, Any]:
    """The pack as JSON values, for the printer."""
    return dataclasses.asdict(pack)


def data_digest(pack: BoardPack) -> str:
    """SHA-256 of all that a pack says but its edition and its day: equal for two editions that say the same."""
    said = dataclasses.replace(pack, edition=0, made_on="", what_changed="")
    text = json.dumps(as_plain(said), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
