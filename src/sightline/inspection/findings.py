"""Frozen findings: the published JSON shape of the standing evidence, read back as typed values. No Django here."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sightline.inspection.limiting import OVERALL
from sightline.inspection.standing.lines import LINES
from sightline.inspection.standing.rule import Grade, Status


@dataclass(frozen=True, slots=True)
class FrozenStandard:
    """One standard as it stood. ``subjects``: keys of those in breach, the ``standing`` that still are before the rest.

    ``rate``: met of due, None if nothing was due. ``words``: the finding in words.
    """

    code: str
    sentence: str
    harm: str
    subject_kind: str
    due: int
    met: int
    breached_open: int
    breached_late: int
    not_yet_due: int
    unknown: int
    rate: float | None
    standing: int
    applies: int
    status: Status
    serious: bool
    words: str
    subjects: tuple[str, ...]

    @property
    def is_weak(self) -> bool:
        """Whether it was a weakness."""
        return self.serious or self.status in (Status.WEAK, Status.FAILING)


@dataclass(frozen=True, slots=True)
class FrozenLine:
    """One line of enquiry as it stood. ``severity``: *serious*, or how it stands in a word or two."""

    id: str
    title: str
    question: str
    severity: str
    status: Status
    serious: bool
    finding: str
    headline: str
    since: dt.date | None
    first_stood_out: dt.date | None
    may_be_older: bool
    standards: tuple[FrozenStandard, ...]

    @property
    def stands_out(self) -> bool:
        """Whether it was a weakness."""
        return self.serious or self.status in (Status.WEAK, Status.FAILING)

    @property
    def is_strength(self) -> bool:
        """Whether it was strong throughout."""
        return self.status is Status.STRONG and not self.serious


@dataclass(frozen=True, slots=True)
class FrozenJudgement:
    """One judgement with the grade indicated, and why."""

    id: str
    no: str
    name: str
    key: bool
    indicative_grade: Grade
    reasons: tuple[str, ...]
    lines: tuple[FrozenLine, ...]


@dataclass(frozen=True, slots=True)
class Findings:
    """What the record showed as at a day."""

    as_at: dt.date
    known_at: dt.datetime | None
    framework: str
    population: Mapping[str, int]
    judgements: tuple[FrozenJudgement, ...]
    overall: Grade | None
    overall_reasons: tuple[str, ...]
    strengths: tuple[str, ...]
    data_quality: Mapping[str, Any]

    @property
    def lines(self) -> Mapping[str, FrozenLine]:
        """Every line of enquiry by its id, once, in the framework's order."""
        return {line.id: line for each in self.judgements for line in each.lines}

    @property
    def standards(self) -> Mapping[str, FrozenStandard]:
        """Every standard by its code, once."""
        return {each.code: each for line in self.lines.values() for each in line.standards}

    def indicated(self, judgement: str) -> str:
        """The grade indicated of a judgement, or of the whole; "" where there is none."""
        if judgement == OVERALL:
            return self.overall.value if self.overall else ""
        found = self.judgement(judgement)
        return found.indicative_grade.value if found else ""

    def judgement(self, judgement_id: str) -> FrozenJudgement | None:
        """The judgement of this id, None for a review, of which a record shows nothing."""
        return next((each for each in self.judgements if each.id == judgement_id), None)


def read_findings(raw: Mapping[str, Any]) -> Findings:
    """Findings from their JSON; KeyError or ValueError for what is not that shape."""
    return Findings(
        as_at=dt.date.fromisoformat(raw["as_at"]),
        known_at=dt.datetime.fromisoformat(raw["known_at"]) if raw["known_at"] else None,
        framework=raw["framework"],
        population=raw["population"],
        judgements=tuple(_judgement(each) for each in raw["judgements"]),
        overall=Grade(raw["overall"]) if raw["overall"] else None,
        overall_reasons=tuple(raw["overall_reasons"]),
        strengths=tuple(raw["strengths"]),
        data_quality=raw["data_quality"],
    )


def digest_of(raw: object) -> str:
    """SHA-256 of a JSON value in its canonical form: keys in order, no spaces, in UTF-8."""
    text = json.dumps(raw, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _judgement(raw: Mapping[str, Any]) -> FrozenJudgement:
    return FrozenJudgement(
        id=raw["id"],
        no=raw["no"],
        name=raw["name"],
        key=raw["key"],
        indicative_grade=Grade(raw["indicative_grade"]),
        reasons=tuple(raw["reasons"]),
        lines=tuple(_line(each) for each in raw["lines_of_enquiry"]),
    )


def _line(raw: Mapping[str, Any]) -> FrozenLine:
    return FrozenLine(
        id=raw["id"],
        title=raw["title"],
        question=LINES[raw["id"]].question,
        severity=raw["severity"],
        status=Status[raw["status"]],
        serious=raw["serious"],
        finding=raw["finding"],
        headline=raw["headline"],
        since=_day(raw["since"]),
        first_stood_out=_day(raw["first_stood_out"]),
        may_be_older=raw["may_be_older"],
        standards=tuple(_standard(each) for each in raw["standards"]),
    )


def _standard(raw: Mapping[str, Any]) -> FrozenStandard:
    return FrozenStandard(
        **{**raw, "status": Status[raw["status"]], "subjects": tuple(raw["subjects"])},
    )


def _day(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None
