"""A framework's limiting rules, held to grades that people give.

The rules are those the indicative grades follow (:func:`sightline.inspection.standing.judge.overall`); here they say
what an overall grade may not be. A rule whose text was seen, was restated, or was counted from published grades binds:
an overall grade that breaks it cannot be given. One that is general knowledge alone is said, and binds nobody.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from sightline.inspection.framework import Framework, FrameworkRule, Judgement, RuleConfidence, RuleKind
from sightline.inspection.standing.judge import SEVERITY, overall
from sightline.inspection.standing.report import JudgementFinding
from sightline.inspection.standing.rule import Grade

OVERALL = "overall"  # what stands for a judgement where the headline grade is meant
SURE = {
    RuleConfidence.VERIFIED: "the rule’s text was seen",
    RuleConfidence.VERIFIED_SECONDARY: "restated by a source that was seen; the rule’s own text was not",
    RuleConfidence.OBSERVED: "counted from published grades; the rule’s text was not seen",
    RuleConfidence.UNVERIFIED: "general knowledge; binds nobody here",
}


@dataclass(frozen=True, slots=True)
class Limit:
    """What the rules make of the grades given: the overall grade is between ``best`` and ``worst``, because.

    ``unjudged``: the key judgements without a grade, and while there are any no overall grade may be given. ``why``:
    the rules that limit it, in words, empty where none does.
    """

    best: Grade
    worst: Grade
    why: tuple[str, ...]
    unjudged: tuple[Judgement, ...] = ()

    def allows(self, grade: Grade) -> bool:
        """Whether an overall grade may be this."""
        return not self.unjudged and SEVERITY[self.best] <= SEVERITY[grade] <= SEVERITY[self.worst]


def limit_of(framework: Framework, given: Mapping[str, Grade], looked_at: Collection[str]) -> Limit | None:
    """What the rules allow of the overall grade; None for a framework that has none.

    ``given``: grades by judgement. ``looked_at``: the judgements in scope; a key one outside it is never judged.
    """
    if framework.overall is None:
        return None
    keys = [each for each in framework.judgements if each.key]
    if unjudged := tuple(each for each in keys if each.id not in given or each.id not in looked_at):
        return Limit(Grade.OUTSTANDING, Grade.INADEQUATE, (), unjudged)
    headline = overall(framework, [_as_found(each, given[each.id]) for each in keys])
    if headline.grade is Grade.INADEQUATE:
        return Limit(Grade.INADEQUATE, Grade.INADEQUATE, headline.reasons)
    if headline.grade is Grade.REQUIRES_IMPROVEMENT:
        return Limit(Grade.REQUIRES_IMPROVEMENT, Grade.INADEQUATE, (*headline.reasons, *_text(framework)))
    weaker = any(given[each.id] is Grade.REQUIRES_IMPROVEMENT for each in keys)
    return Limit(Grade.GOOD if weaker else Grade.OUTSTANDING, Grade.INADEQUATE, headline.reasons if weaker else ())


def cautions(framework: Framework, given: Mapping[str, Grade]) -> tuple[str, ...]:
    """What is not forbidden and ought to be thought of: an inadequate sub-judgement under a key one that is good."""
    rule = framework.rule(RuleKind.SUB_JUDGEMENT_CAPS_KEY)
    if rule is None:
        return ()
    names = {each.id: each.name for each in framework.judgements}
    return tuple(
        f"{each.name} is inadequate and {names[each.feeds]} is {given[each.feeds].value}. {rule.text} "
        f"({SURE[rule.confidence].capitalize()}.)"
        for each in framework.judgements
        if each.feeds is not None
        and given.get(each.id) is Grade.INADEQUATE
        and each.feeds in given
        and SEVERITY[given[each.feeds]] < SEVERITY[Grade.REQUIRES_IMPROVEMENT]
    )


def rules_in_words(framework: Framework) -> tuple[tuple[FrameworkRule, str], ...]:
    """Each rule of the framework with how sure we are of it."""
    return tuple((each, SURE[each.confidence]) for each in framework.rules)


def _text(framework: Framework) -> tuple[str, ...]:
    rule = framework.rule(RuleKind.GOOD_ALLOWS_ONE_WEAKER)
    return (f"{rule.text} ({SURE[rule.confidence].capitalize()}.)",) if rule else ()


def _as_found(judgement: Judgement, grade: Grade) -> JudgementFinding:
    return JudgementFinding(judgement.id, judgement.no, judgement.name, judgement.key, grade, (), ())
