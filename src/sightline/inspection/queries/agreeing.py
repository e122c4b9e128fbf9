"""How far the auditors of a mock inspection agree: in the grade, by area, and by prompt."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sightline.inspection.agreement import Agreement, Pair, agreement
from sightline.inspection.models import Answered, AuditGrade, MockInspection
from sightline.inspection.prompts import PROMPTS
from sightline.inspection.queries.auditing import Both, audited_twice

# The order of what a prompt finds, the weakest first. That what is not seen in a file ranks below what is weak there
# is our own choice: a file that shows nothing shows less than one that shows weak practice.
ANSWERS: tuple[str, ...] = (
    Answered.NOT_SEEN.value,
    Answered.WEAK.value,
    Answered.SOUND.value,
    Answered.STRONG.value,
)
GRADES: tuple[str, ...] = (
    AuditGrade.INADEQUATE.value,
    AuditGrade.REQUIRES_IMPROVEMENT.value,
    AuditGrade.GOOD.value,
    AuditGrade.OUTSTANDING.value,
)


@dataclass(frozen=True, slots=True)
class Agreeing:
    """How far auditors agree on one thing. ``of``: its id, or area; ``one_sided``: files in which one of the two said
    that it does not apply to the child, which is no place in the order."""

    of: str
    words: str
    found: Agreement
    one_sided: int = 0


@dataclass(frozen=True, slots=True)
class AgreementFound:
    """Agreement on a mock inspection's files. ``files``: those audited twice to the end, that differ most first."""

    grade: Agreement
    areas: tuple[Agreeing, ...]
    prompts: tuple[Agreeing, ...]
    files: tuple[Both, ...]

    @property
    def differing(self) -> int:
        """How many files have two grades."""
        return sum(not each.is_same_grade for each in self.files)

    @property
    def waiting(self) -> int:
        """How many of those nobody has settled."""
        return sum(not each.is_same_grade and not each.settled for each in self.files)


def agreement_of(mock: MockInspection) -> AgreementFound:
    """Agreement as it stands. Two queries."""
    return agreement_on(audited_twice(mock))


def agreement_on(files: Sequence[Both]) -> AgreementFound:
    """Agreement on files that two people audited."""
    grades = [Pair(each.child.pk, GRADES.index(each.first.grade), GRADES.index(each.second.grade)) for each in files]
    pairs: dict[str, list[Pair]] = {}
    one_sided: dict[str, int] = {}
    for each in files:
        first, second = _answers(each, is_second=False), _answers(each, is_second=True)
        for prompt in dict.fromkeys((*each.first.asked, *each.second.asked)):
            pairs.setdefault(prompt, [])
            one, two = first.get(prompt, ""), second.get(prompt, "")
            if one in ANSWERS and two in ANSWERS:
                pairs[prompt].append(Pair(each.child.pk, ANSWERS.index(one), ANSWERS.index(two)))
            elif (one in ANSWERS) != (two in ANSWERS):
                one_sided[prompt] = one_sided.get(prompt, 0) + 1
    prompts = [
        Agreeing(
            prompt,
            PROMPTS[prompt].text if prompt in PROMPTS else prompt,
            agreement(found, len(ANSWERS)),
            one_sided.get(prompt, 0),
        )
        for prompt, found in pairs.items()
    ]
    return AgreementFound(
        grade=agreement(grades, len(GRADES)),
        areas=tuple(_by_area(pairs, one_sided)),
        prompts=tuple(sorted(prompts, key=_least_agreed)),
        files=tuple(files),
    )


def _least_agreed(each: Agreeing) -> tuple[bool, float, float, str]:
    """Those with an alpha first, the lowest before; then those of which only the share alike is known."""
    alpha, exact = each.found.alpha, each.found.exact
    return alpha is None, alpha or 0.0, 1.0 if exact is None else exact, each.of


def _by_area(pairs: Mapping[str, Sequence[Pair]], one_sided: Mapping[str, int]) -> list[Agreeing]:
    areas: dict[str, list[str]] = {}
    for prompt in pairs:
        areas.setdefault(PROMPTS[prompt].area if prompt in PROMPTS else "", []).append(prompt)
    return [
        Agreeing(
            area,
            area.replace("-", " ").capitalize() or "Asked no more",
            agreement([each for prompt in prompts for each in pairs[prompt]], len(ANSWERS)),
            sum(one_sided.get(prompt, 0) for prompt in prompts),
        )
        for area, prompts in areas.items()
    ]


def _answers(both: Both, *, is_second: bool) -> dict[str, str]:
    audit = both.second if is_second else both.first
    return {each.prompt: each.answer for each in audit.answers.all()}
