"""What the record, the files and people say of each judgement and line of enquiry of a mock inspection."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sightline.inspection.findings import Findings
from sightline.inspection.framework import Framework
from sightline.inspection.models import Answered, AuditAnswer, Explained, Leaning, MockInspection, Moderation
from sightline.inspection.queries.auditing import counted_once
from sightline.inspection.queries.mocks import findings_of, framework_of, latest_evidence
from sightline.inspection.queries.voices import voices_of
from sightline.inspection.saying import Heard
from sightline.inspection.standing.rule import Grade
from sightline.inspection.triangulation import FileAnswers, Judged, Triangle, triangulate

NOTHING = ("", Answered.NOT_APPLICABLE.value)  # says nothing of practice with this child
WEAK = frozenset({Answered.WEAK.value, Answered.NOT_SEEN.value})


def triangles_of(
    mock: MockInspection, findings: Findings | None = None, files: Sequence[FileAnswers] | None = None
) -> tuple[Triangle, ...]:
    """Every judgement in scope and its lines of enquiry, those first on which the sources disagree. Five queries.

    ``findings`` of the evidence frozen last, and ``files``: where the caller has read them already.
    """
    framework = framework_of(mock)
    if findings is None:
        evidence = latest_evidence(mock)
        findings = findings_of(evidence) if evidence else None
    read = files_of(mock, framework) if files is None else files
    return triangulate(judged(framework, mock, findings), read, heard_in(mock))


def judged(framework: Framework, mock: MockInspection, findings: Findings | None) -> list[Judged]:
    """The judgements in scope as the standing evidence has them; one it does not know has its lines all the same."""
    lines = findings.lines if findings else {}
    out = []
    for area in framework.areas:
        if area.id not in mock.areas:
            continue
        found = findings.judgement(area.id) if findings else None
        out.append(
            Judged(
                area.id,
                area.name,
                found.indicative_grade if found else None,
                found.reasons if found else (),
                tuple(lines[each] for each in area.lines if each in lines),
            )
        )
    return out


def files_of(mock: MockInspection, framework: Framework) -> list[FileAnswers]:
    """Each file audited to the end: its grade as moderated, else by its first audit, and what its prompts found.

    One that a second auditor has still is not there: see
    :func:`~sightline.inspection.queries.auditing.audits_that_count`. Three queries, of values and not of rows: there
    are thousands of answers.
    """
    audits = (
        counted_once(mock)
        .order_by("child__sample__number", "child__place")
        .values_list("pk", "child_id", "grade", "child__place", "child__is_random", "child__stratum")
    )
    moderated = dict(Moderation.objects.filter(child__sample__mock=mock).values_list("child_id", "grade"))
    weak: dict[int, dict[str, bool]] = {pk: {} for pk, *_ in audits}
    answers = AuditAnswer.objects.filter(audit__child__sample__mock=mock).exclude(answer__in=NOTHING)
    for audit, prompt, answer in answers.values_list("audit_id", "prompt", "answer").order_by("pk"):
        if audit in weak:
            weak[audit][prompt] = answer in WEAK
    areas = _areas_by_stratum(framework)
    return [
        FileAnswers(
            place=place,
            is_random=is_random,
            grade=as_grade(moderated.get(child, grade)),
            judgements=areas.get(stratum, frozenset()),
            weak=weak[pk],
        )
        for pk, child, grade, place, is_random, stratum in audits
    ]


def heard_in(mock: MockInspection) -> list[Heard]:
    """What was seen and heard, as triangulation reads it."""
    leanings = {Leaning.STRENGTH.value: True, Leaning.CONCERN.value: False}
    found = voices_of(mock).values_list("judgement", "line", "leaning")
    return [Heard(judgement, line, leanings.get(leaning)) for judgement, line, leaning in found]


def explained_in(mock: MockInspection) -> dict[str, Explained]:
    """What was last made of each disagreement, by the key of its triangle."""
    return {
        (f"{each.judgement}:{each.line}" if each.line else each.judgement): each
        for each in mock.explained.select_related("by").order_by("at", "pk")
    }


def as_grade(code: str) -> Grade:
    """A grade as people give it, as the engine has it."""
    return Grade(code.replace("-", " "))


def _areas_by_stratum(framework: Framework) -> Mapping[str, frozenset[str]]:
    strata = {stratum for area in framework.areas for stratum in area.strata}
    return {stratum: frozenset(area.id for area in framework.areas if stratum in area.strata) for stratum in strata}
