"""What people concluded in a mock inspection: grades, strengths, recommendations, and what each rests on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Count, F, QuerySet

from sightline.inspection.findings import Findings
from sightline.inspection.framework import Framework
from sightline.inspection.limiting import OVERALL, Limit, cautions, limit_of
from sightline.inspection.models import (
    AuditAnswer,
    BasisKind,
    Conclusion,
    ConclusionKind,
    Judged,
    MockInspection,
    Priority,
)
from sightline.inspection.prompts import PROMPTS, prompts_for
from sightline.inspection.queries.auditing import audits_that_count, counted_once
from sightline.inspection.queries.mocks import framework_of
from sightline.inspection.queries.triangulating import NOTHING, WEAK, as_grade
from sightline.inspection.queries.voices import voices_of
from sightline.inspection.standing.lines import LINES
from sightline.inspection.standing.rule import Grade, Status

WORDS_SHOWN = 140  # characters of a voice, where it is offered as a basis


@dataclass(frozen=True, slots=True)
class Ground:
    """Something a conclusion may rest on, in words. ``is_strength``: which way it points; None for neither."""

    kind: BasisKind
    key: str
    words: str
    is_strength: bool | None

    @property
    def value(self) -> str:
        """What a form sends of it."""
        return f"{self.kind.value}:{self.key}"


@dataclass(frozen=True, slots=True)
class Concluded:
    """A conclusion with what it rests on, in words."""

    conclusion: Conclusion
    judgement: str
    grounds: tuple[Ground, ...]

    @property
    def is_recommendation(self) -> bool:
        """Whether it asks for something."""
        return self.conclusion.kind == ConclusionKind.RECOMMENDATION.value


@dataclass(frozen=True, slots=True)
class Grades:
    """The grades given so far, the newest of each judgement, and what the framework's rules make of them.

    ``broken``: why the overall grade that was given does not stand any more, "" while it stands or there is none.
    """

    given: Mapping[str, Judged]
    overall: Judged | None
    limit: Limit | None
    cautions: tuple[str, ...]
    broken: str

    @property
    def plain(self) -> dict[str, Grade]:
        """The grades by judgement, the overall one aside."""
        return {key: as_grade(each.grade) for key, each in self.given.items()}


def grades_of(mock: MockInspection) -> Grades:
    """The grades given in a mock inspection: one query."""
    framework = framework_of(mock)
    newest = {each.judgement: each for each in mock.judged.select_related("by").order_by("at", "pk")}
    headline = newest.pop(OVERALL, None)
    given = {area.id: newest[area.id] for area in framework.areas if area.id in newest}
    plain = {key: as_grade(each.grade) for key, each in given.items()}
    limit = limit_of(framework, plain, mock.areas)
    broken = ""
    if headline is not None and limit is not None and not limit.allows(as_grade(headline.grade)):
        broken = "A judgement was changed since, and the overall grade breaks a rule now: " + broken_words(limit)
    return Grades(given, headline, limit, cautions(framework, plain), broken)


def broken_words(limit: Limit) -> str:
    """Why an overall grade may not be given, or may not be what was asked."""
    if limit.unjudged:
        names = "; ".join(each.name for each in limit.unjudged)
        return f"no overall grade can be given before each key judgement has one. Without a grade: {names}."
    if limit.best is limit.worst:
        return f"it can only be {limit.best.value}. {' '.join(limit.why)}"
    return f"it cannot be better than {limit.best.value}. {' '.join(limit.why)}"


def history_of(mock: MockInspection, judgement: str) -> QuerySet[Judged]:
    """Every grade one judgement was given, the newest first."""
    return mock.judged.filter(judgement=judgement).select_related("by").order_by("-at", "-pk")


def conclusions_of(mock: MockInspection, kind: ConclusionKind | None = None) -> list[Conclusion]:
    """What stands of strengths and recommendations: those printed by their number, then the urgent, then as written."""
    found = mock.conclusions.filter(withdrawn_at=None).select_related("by").prefetch_related("bases")
    if kind is not None:
        found = found.filter(kind=kind.value)
    ordered = found.order_by(F("number").asc(nulls_last=True), "pk")
    return sorted(ordered, key=lambda each: each.number is None and each.priority != Priority.IMMEDIATE.value)


def withdrawn_of(mock: MockInspection) -> QuerySet[Conclusion]:
    """Strengths and recommendations taken back, the last first."""
    return mock.conclusions.exclude(withdrawn_at=None).select_related("by").order_by("-withdrawn_at")


def grounds_for(mock: MockInspection, judgement: str, findings: Findings | None) -> tuple[Ground, ...]:
    """All that a conclusion about one judgement may rest on: lines and standards of the record, files, prompts, voices.

    Four queries, however many files there are.
    """
    framework = framework_of(mock)
    area = framework.area(judgement)
    if area is None:
        return ()
    lines = [findings.lines[each] for each in area.lines if each in findings.lines] if findings else []
    found = [
        Ground(
            BasisKind.LINE,
            each.id,
            f"{each.title}: {each.severity}. {each.headline or each.finding}",
            not each.stands_out,
        )
        for each in lines
        if each.stands_out or each.status in (Status.STRONG, Status.SOUND)
    ]
    standards = {each.code: each for line in lines for each in line.standards}
    found += [
        Ground(BasisKind.STANDARD, each.code, (each.words or each.sentence).strip(), False)
        for each in standards.values()
        if each.is_weak
    ]
    found += _of_prompts(mock, framework, judgement)
    found += _of_audits(mock, area.strata)
    found += [
        Ground(
            BasisKind.VOICE,
            str(each.pk),
            f"{each.get_kind_display()} ({each.who}): {_shortened(each.words)}",
            {"strength": True, "concern": False}.get(each.leaning),
        )
        for each in voices_of(mock).filter(judgement=judgement)
    ]
    return tuple(found)


def _of_prompts(mock: MockInspection, framework: Framework, judgement: str) -> list[Ground]:
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    answers = AuditAnswer.objects.filter(audit__in=counted_once(mock).order_by()).exclude(answer__in=NOTHING)
    for prompt, answer, times in answers.order_by().values_list("prompt", "answer").annotate(times=Count("pk")):
        counts[prompt][0] += times if answer in WEAK else 0
        counts[prompt][1] += times
    return [
        Ground(
            BasisKind.PROMPT,
            each.id,
            f"{each.text} Weak or not seen in {counts[each.id][0]} of {counts[each.id][1]} files.",
            counts[each.id][0] * 2 < counts[each.id][1],
        )
        for each in prompts_for(framework, [judgement])
        if counts[each.id][1]
    ]


def _of_audits(mock: MockInspection, strata: Sequence[str]) -> list[Ground]:
    found = (
        audits_that_count(mock)
        .order_by("child__sample__number", "child__place", "is_second")
        .values_list("pk", "grade", "is_second", "child__place", "child__stratum", "child__sample__number")
    )
    return [
        Ground(
            BasisKind.AUDIT,
            str(pk),
            f"File {place}{f' of drawing {drawing}' if drawing > 1 else ''}"
            f"{', second audit' if is_second else ''}: {as_grade(grade).value}",
            grade in ("outstanding", "good"),
        )
        for pk, grade, is_second, place, stratum, drawing in found
        if not strata or stratum in strata
    ]


def concluded(mock: MockInspection, findings: Findings | None) -> list[Concluded]:
    """What stands, each with its judgement's name and the words of what it rests on."""
    framework = framework_of(mock)
    known: dict[str, dict[str, Ground]] = {}
    out = []
    for each in conclusions_of(mock):
        if each.judgement not in known:
            known[each.judgement] = {ground.value: ground for ground in grounds_for(mock, each.judgement, findings)}
        grounds = known[each.judgement]
        found = tuple(
            grounds.get(f"{basis.kind}:{basis.key}") or _gone(BasisKind(basis.kind), basis.key)
            for basis in each.bases.all()
        )
        area = framework.area(each.judgement)
        out.append(Concluded(each, area.name if area else each.judgement, found))
    return out


def _gone(kind: BasisKind, key: str) -> Ground:
    """A basis that evidence frozen since, or a voice withdrawn since, no longer shows: it is said, and not dropped."""
    title = LINES[key].title if kind is BasisKind.LINE and key in LINES else ""
    title = PROMPTS[key].text if kind is BasisKind.PROMPT and key in PROMPTS else title
    return Ground(kind, key, f"{title or kind.label}: no longer so in what is known now", None)


def _shortened(words: str) -> str:
    return words if len(words) <= WORDS_SHOWN else words[: WORDS_SHOWN - 1].rstrip() + "…"
