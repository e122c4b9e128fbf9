"""From lines of enquiry to an indicative grade for each judgement, with its reasons in words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sightline.inspection.framework import Framework, Judgement, RuleConfidence, RuleKind
from sightline.inspection.standing.lines import LINES, Line
from sightline.inspection.standing.report import JudgementFinding, LineFinding
from sightline.inspection.standing.rule import Grade, Rule, Status
from sightline.inspection.standing.telling import reports_of, telling
from sightline.inspection.standing.words import long_date
from sightline.sources.extract import Extract
from sightline.standards.standard import Harm, Standard

SEVERITY = {Grade.OUTSTANDING: 0, Grade.GOOD: 1, Grade.REQUIRES_IMPROVEMENT: 2, Grade.INADEQUATE: 3}


@dataclass(frozen=True, slots=True)
class Overall:
    """The headline grade, if the framework has one, and why."""

    grade: Grade | None
    reasons: tuple[str, ...]


def judge(
    framework: Framework,
    lines: Mapping[str, LineFinding],
    standards: Mapping[str, Standard],
    extract: Extract,
    as_at: dt.date,
    rule: Rule,
) -> tuple[JudgementFinding, ...]:
    """Every judgement of the framework, in its order; ``standards`` by code."""
    found = {
        each.id: _indicated(each, [lines[line] for line in each.lines], standards, rule)
        for each in framework.judgements
    }
    for judgement in framework.judgements:
        if judgement.leaders:
            serious = [lines[each] for other in framework.judgements if not other.leaders for each in other.lines]
            untold = _untold({each.id: each for each in serious if each.serious}, extract, as_at, rule)
            grade, reasons = found[judgement.id]
            if untold:
                found[judgement.id] = (Grade.INADEQUATE, [*untold, *(reasons if grade is Grade.INADEQUATE else [])])
        cap = framework.rule(RuleKind.SUB_JUDGEMENT_CAPS_KEY)
        if judgement.feeds is not None and cap is not None and found[judgement.id][0] is Grade.INADEQUATE:
            grade, reasons = found[judgement.feeds]
            if SEVERITY.get(grade, 0) < SEVERITY[Grade.REQUIRES_IMPROVEMENT]:
                why = f"{judgement.name} is indicated inadequate. {cap.text}{_confidence(cap.confidence)}"
                found[judgement.feeds] = (Grade.REQUIRES_IMPROVEMENT, [why, *reasons])
    return tuple(
        JudgementFinding(
            id=each.id,
            no=each.no,
            name=each.name,
            key=each.key,
            indicative_grade=found[each.id][0],
            reasons=tuple(found[each.id][1]),
            lines_of_enquiry=tuple(lines[line] for line in each.lines),
        )
        for each in framework.judgements
    )


def overall(framework: Framework, judgements: Sequence[JudgementFinding]) -> Overall:
    """The headline grade: the framework's limiting rule first, then what good has been seen to allow."""
    if (none := framework.rule(RuleKind.NO_OVERALL)) is not None:
        return Overall(None, (none.text,))
    keys = [each for each in judgements if each.key]
    inadequate = [each for each in keys if each.indicative_grade is Grade.INADEQUATE]
    limit = framework.rule(RuleKind.KEY_INADEQUATE_LIMITS_OVERALL)
    if inadequate and limit is not None:
        names = "; ".join(each.name for each in inadequate)
        return Overall(
            Grade.INADEQUATE,
            (f"Limiting judgement: {names}. {limit.text}{_confidence(limit.confidence)}",),
        )
    unsaid = [each for each in keys if each.indicative_grade is Grade.NOT_ASSESSABLE]
    if unsaid:
        names = "; ".join(each.name for each in unsaid)
        return Overall(Grade.NOT_ASSESSABLE, (f"Too little could be looked at of: {names}.",))
    leaders = {each.id for each in framework.judgements if each.leaders}
    weaker = [each for each in keys if each.indicative_grade is Grade.REQUIRES_IMPROVEMENT]
    allows = framework.rule(RuleKind.GOOD_ALLOWS_ONE_WEAKER)
    tolerated = len(weaker) == 1 and weaker[0].id not in leaders and allows is not None
    if weaker and not tolerated:
        names = "; ".join(each.name for each in weaker)
        return Overall(Grade.REQUIRES_IMPROVEMENT, (f"Requires improvement in: {names}.",))
    if weaker and allows is not None:
        why = f"Only {weaker[0].name} requires improvement. {allows.text}{_confidence(allows.confidence)}"
        return Overall(Grade.GOOD, (why,))
    return Overall(Grade.GOOD, ("Every key judgement is indicated good.",))


def _indicated(
    judgement: Judgement, lines: Sequence[LineFinding], standards: Mapping[str, Standard], rule: Rule
) -> tuple[Grade, list[str]]:
    assessable = [each for each in lines if each.status is not Status.NOT_ASSESSABLE]
    unclear = [each for each in assessable if each.status is Status.TOO_FEW_TO_TELL and not each.serious]
    told = len(assessable) - len(unclear)
    serious = [] if judgement.leaders else [each for each in lines if each.serious]
    unsafe = [each for each in lines if _safety_failing(each, standards)]
    failing = [each for each in assessable if each.status is Status.FAILING]
    weak = [each for each in assessable if each.status in (Status.WEAK, Status.FAILING)]
    if serious:
        return Grade.INADEQUATE, [
            f"A serious failure leaves children at risk: {_serious_words(each)}." for each in serious
        ]
    if not judgement.leaders and len(unsafe) >= rule.judgement.widespread_lines:
        return Grade.INADEQUATE, ["Failure is widespread: " + _titles(unsafe) + "."]
    if judgement.leaders and len(failing) > rule.leaders.failing_share * len(assessable) and len(failing) > 1:
        return Grade.INADEQUATE, [
            f"{len(failing)} of the {len(assessable)} lines of enquiry about leaders are failing: {_titles(failing)}."
        ]
    if failing:
        return Grade.REQUIRES_IMPROVEMENT, [f"Failing: {_titles(failing)}.", *_also_weak(weak, failing)]
    if told < rule.judgement.least_assessable * len(lines) or not told:
        return Grade.NOT_ASSESSABLE, [
            f"Of {len(lines)} lines of enquiry only {told} could be weighed in this source, too few.",
            *_unclear(unclear),
        ]
    if len(weak) > rule.judgement.weak_share * len(assessable):
        return Grade.REQUIRES_IMPROVEMENT, [
            f"{len(weak)} of {_lines(len(assessable))} {'is' if len(weak) == 1 else 'are'} weak: {_titles(weak)}."
        ]
    sound = told - len(weak)
    reasons = [f"{sound} of {_lines(len(assessable))} {'is' if sound == 1 else 'are'} sound or strong."]
    if weak:
        reasons.append(f"Weak, and few enough: {_titles(weak)}.")
    reasons += _unclear(unclear)
    if all(each.status is Status.STRONG for each in assessable):
        reasons.append("All are strong. A record alone indicates no more than good: outstanding is for people to see.")
    return rule.judgement.highest, reasons


def _serious_words(line: LineFinding) -> str:
    found = sorted((each for each in line.standards if each.serious), key=lambda each: (-each.long_standing, each.code))
    return "; ".join(
        f"{each.words} (standing out since {long_date(each.since)})" if each.since else each.words for each in found[:2]
    )


def _lines(number: int) -> str:
    return "1 line of enquiry" if number == 1 else f"{number} lines of enquiry"


def _unclear(unclear: Sequence[LineFinding]) -> list[str]:
    return [f"Too few cases to tell, so nothing is said of: {_titles(unclear)}."] if unclear else []


def _also_weak(weak: Sequence[LineFinding], failing: Sequence[LineFinding]) -> list[str]:
    others = [each for each in weak if each not in failing]
    return [f"Weak: {_titles(others)}."] if others else []


def _untold(serious: Mapping[str, LineFinding], extract: Extract, as_at: dt.date, rule: Rule) -> list[str]:
    reports = reports_of(extract, as_at)
    if reports is None:
        return []
    reasons = []
    for line in serious.values():
        if line.since is None or (as_at - line.since).days < rule.leaders.untold_days:
            continue
        told = telling(reports, _line(line), line.since)
        if not told.known_and_asked:
            reasons.append(
                f"A serious weakness that leaders did not know about: {line.title.lower()} has stood out in the record "
                f"since {long_date(line.since)}, and {told.words}."
            )
    return reasons


def _line(finding: LineFinding) -> Line:
    return LINES[finding.id]


def _safety_failing(line: LineFinding, standards: Mapping[str, Standard]) -> bool:
    return any(each.status is Status.FAILING and standards[each.code].harm is Harm.SAFETY for each in line.standards)


def _titles(lines: Sequence[LineFinding]) -> str:
    return "; ".join(each.title.lower() for each in lines)


def _confidence(confidence: RuleConfidence) -> str:
    return "" if confidence is RuleConfidence.VERIFIED else f" ({confidence.value}: not a rule whose text was seen.)"
