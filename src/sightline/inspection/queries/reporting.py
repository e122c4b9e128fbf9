"""The report of a mock inspection, gathered from everything that was found and concluded."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from sightline.inspection.events import events
from sightline.inspection.findings import Findings, FrozenStandard
from sightline.inspection.limiting import rules_in_words
from sightline.inspection.models import BasisKind, Evidence, MockInspection, Priority
from sightline.inspection.prompts import PROMPTS
from sightline.inspection.queries.comparing import Comparison, comparison_of
from sightline.inspection.queries.concluding import Concluded, Grades, Ground, concluded, grades_of
from sightline.inspection.queries.mocks import findings_of, framework_of, latest_evidence
from sightline.inspection.queries.numbers import counted
from sightline.inspection.queries.report_method import digests, file_grades, instant_words, limits, method, tables
from sightline.inspection.queries.triangulating import as_grade, explained_in, files_of, triangles_of
from sightline.inspection.report_document import (
    FEWER,
    FEWEST,
    Before,
    Compared,
    Fact,
    GradeLine,
    Point,
    Repeated,
    Report,
    Section,
    Shown,
    SourceWords,
    day_words,
    paragraphs,
    part_of,
)
from sightline.inspection.saying import Reading, Said, Source
from sightline.inspection.standing.lines import LINES
from sightline.inspection.standing.rule import Grade
from sightline.inspection.triangulation import Triangle
from sightline.ledger.queries import current
from sightline.standards.obligations import SubjectKind
from sightline.web import clock


def report_of(
    mock: MockInspection,
    shown: Shown,
    *,
    edition: int,
    what_changed: str = "",
    is_invented: bool = False,
    said: Sequence[Concluded] | None = None,
    numbers: dict[int, int] | None = None,
) -> Report:
    """The report as it would be made now.

    ``said``: what was concluded, where the caller has read it already. ``numbers``: by conclusion the number it is
    printed with. Some fifty queries, however many files there are.
    """
    framework = framework_of(mock)
    evidence = latest_evidence(mock)
    findings = findings_of(evidence) if evidence else None
    grades = grades_of(mock)
    comparison = comparison_of(mock, grades)
    explained = {key: each.words for key, each in explained_in(mock).items()}
    files = files_of(mock, framework)
    triangles = triangles_of(mock, findings, files)
    said = concluded(mock, findings) if said is None else said
    printed = numbers if numbers is not None else printed_numbers(said)
    compared = [(each, _compared(each, explained.get(each.key, ""), shown)) for each in triangles]
    council = current("councils").order_by("council_id").values_list("name", flat=True).first()
    stands = grades.overall is not None and not grades.broken
    return Report(
        title=mock.title,
        council=council or "The council",
        is_invented=is_invented,
        shown=shown,
        edition=edition,
        made_on=day_words(clock.today()),
        what_changed=what_changed,
        framework=f"{framework.name} ({framework.status})",
        overall_name=framework.overall or "",
        overall=_words(as_grade(grades.overall.grade)) if stands and grades.overall else "",
        overall_words=_overall_words(mock, grades),
        facts=_facts(mock, evidence, shown),
        grades_title="Judgements",
        earlier=tuple(each.name for each in comparison.earlier),
        grades=_grade_lines(comparison, findings) if framework.is_graded else (),
        strengths=tuple(_point(each, 0, findings, shown) for each in said if not each.is_recommendation),
        recommendations=tuple(
            sorted(
                (_point(each, printed[each.conclusion.pk], findings, shown) for each in said if each.is_recommendation),
                key=lambda each: each.number,
            )
        ),
        at_odds=tuple(words for each, words in compared if each.is_at_odds),
        sections=_sections(mock, grades, findings, compared, shown),
        before=_before(comparison, printed, said),
        method=method(mock, shown, len(files)),
        file_grades=file_grades(mock, files),
        tables=tables(mock, shown),
        limits=limits(shown),
        digests=digests(mock, evidence),
    )


def printed_numbers(said: Sequence[Concluded]) -> dict[int, int]:
    """The number each recommendation is printed with: those printed before keep theirs, the urgent then come first."""
    asked = [each.conclusion for each in said if each.is_recommendation]
    found = {each.pk: each.number for each in asked if each.number is not None}
    taken = asked[0].mock.conclusions.exclude(number=None).order_by("-number").first() if asked else None
    following = (taken.number or 0) + 1 if taken else 1
    fresh = [each for each in asked if each.number is None]
    fresh.sort(key=lambda each: (each.priority != Priority.IMMEDIATE.value, each.pk))
    return found | {each.pk: number for number, each in enumerate(fresh, following)}


def typed_words(mock: MockInspection) -> list[str]:
    """Every text of the report that people typed, for what they are warned of."""
    grades = grades_of(mock)
    given = [*grades.given.values(), *([grades.overall] if grades.overall else [])]
    texts = [each.reasons for each in given]
    texts += mock.conclusions.filter(withdrawn_at=None).values_list("words", flat=True)
    texts += [each.words for each in explained_in(mock).values()]
    texts += mock.samples.values_list("why", flat=True)
    return [mock.title, mock.why, *texts]


def _words(grade: Grade | str) -> str:
    return str(grade).capitalize()


def _overall_words(mock: MockInspection, grades: Grades) -> tuple[str, ...]:
    framework = framework_of(mock)
    if not framework.is_graded:
        return ("No grades are given by this kind of visit.",)
    if framework.overall is None:
        return tuple(rule.text for rule, _ in rules_in_words(framework))
    if grades.overall is None:
        return ("No overall grade was given.",)
    if grades.broken:
        return (grades.broken,)
    return (*paragraphs(grades.overall.reasons), *grades.cautions)


def _facts(mock: MockInspection, evidence: Evidence | None, shown: Shown) -> tuple[Fact, ...]:
    event = events().get(mock.event)
    found = [
        Fact("What it was", f"A mock inspection: {event.name.lower() if event else mock.event}"),
        Fact("Why", mock.why),
        Fact("Days of fieldwork", f"{day_words(mock.starts_on)} to {day_words(mock.ends_on)}"),
        Fact("The record as at", day_words(mock.as_at)),
        Fact("Led by", _leads(mock)),
        Fact("For whom", "To be sent" if shown is Shown.SENT else "To stay inside the council"),
    ]
    if evidence is not None:
        found.insert(4, Fact("As it was known", instant_words(evidence.known_at)))
    return tuple(found)


def _leads(mock: MockInspection) -> str:
    names = mock.members.filter(role="lead").order_by("pk").values_list("account__name", flat=True)
    return ", ".join(dict.fromkeys(names)) or mock.begun_by.name


def _grade_lines(comparison: Comparison, findings: Findings | None) -> tuple[GradeLine, ...]:
    return tuple(
        GradeLine(
            each.name,
            _words(each.now),
            _words(findings.indicated(each.judgement) if findings else ""),
            tuple(_words(one) for one in each.before),
        )
        for each in comparison.grades
    )


def _compared(triangle: Triangle, made_of_it: str, shown: Shown) -> Compared:
    return Compared(
        title=triangle.title if triangle.line else f"{triangle.judgement_name}: as a whole",
        judgement=triangle.judgement_name,
        record=_source(triangle.record, shown),
        files=_source(triangle.files, shown),
        voices=_source(triangle.voices, shown),
        agreement=triangle.agreement.value,
        asked=triangle.words,
        made_of_it=" ".join(made_of_it.split()),
    )


def _source(said: Said, shown: Shown) -> SourceWords:
    """What a source says; in what is sent, no count of people heard, and of fewer than five files none."""
    words = said.words
    if shown is Shown.SENT and said.source is Source.VOICES:
        words = "" if said.reading is not Reading.SILENT else "Nothing that leans" if said.count else said.words
    if shown is Shown.SENT and said.source is Source.FILES and 0 < said.count < FEWEST:
        words = f"{FEWER.capitalize()} files"
    return SourceWords(said.reading.value, words)


def _sections(
    mock: MockInspection,
    grades: Grades,
    findings: Findings | None,
    compared: Sequence[tuple[Triangle, Compared]],
    shown: Shown,
) -> tuple[Section, ...]:
    framework = framework_of(mock)
    out = []
    for area in framework.areas:
        if area.id not in mock.areas:
            continue
        given = grades.given.get(area.id)
        found = findings.judgement(area.id) if findings else None
        order = {line: place for place, line in enumerate(area.lines, 1)}
        lines = sorted(
            ((order.get(each.line, 0), words) for each, words in compared if each.judgement == area.id),
            key=lambda each: each[0],
        )
        out.append(
            Section(
                name=area.name,
                grade=_words(as_grade(given.grade)) if given else "",
                indicated=_words(found.indicative_grade) if found and framework.is_graded else "",
                reasons=paragraphs(given.reasons) if given else (),
                indicated_reasons=found.reasons if found and shown is Shown.INSIDE else (),
                lines=tuple(words for _, words in lines),
            )
        )
    return tuple(out)


def _point(each: Concluded, number: int, findings: Findings | None, shown: Shown) -> Point:
    conclusion = each.conclusion
    return Point(
        number=number,
        words=" ".join(conclusion.words.split()),
        judgement=each.judgement,
        priority=Priority(conclusion.priority).label if conclusion.priority else "",
        rests_on=_rests_on(each.grounds, findings, shown),
    )


def _rests_on(grounds: Sequence[Ground], findings: Findings | None, shown: Shown) -> tuple[str, ...]:
    """What a conclusion rests on, in words that may be read by whom they are for; single files and voices as counts."""
    out = []
    for each in grounds:
        if each.kind is BasisKind.LINE:
            line = findings.lines.get(each.key) if findings else None
            title = line.title if line else LINES[each.key].title if each.key in LINES else each.key
            severity = f"{title}: {line.severity}" if line else title
            out.append(f"The record. {each.words if shown is Shown.INSIDE else severity}")
        elif each.kind is BasisKind.STANDARD:
            standard = findings.standards.get(each.key) if findings else None
            out.append(f"The record. {_standard_words(standard, shown) if standard else each.words}")
        elif each.kind is BasisKind.PROMPT:
            text = PROMPTS[each.key].text if each.key in PROMPTS else each.key
            out.append(f"Files. {each.words if shown is Shown.INSIDE else text}")
        elif shown is Shown.INSIDE:
            out.append(f"{'Files' if each.kind is BasisKind.AUDIT else 'Seen and heard'}. {each.words}")
    if shown is Shown.SENT:
        kinds = Counter(each.kind for each in grounds)
        if kinds[BasisKind.AUDIT]:
            out.append(f"Files. {counted(kinds[BasisKind.AUDIT], 'audit of a file', 'audits of files')}")
        if kinds[BasisKind.VOICE]:
            out.append("Seen and heard. What was seen, or what people said")
    return tuple(out)


def _standard_words(standard: FrozenStandard, shown: Shown) -> str:
    if shown is Shown.INSIDE or standard.subject_kind == SubjectKind.COUNCIL.value:
        return standard.words or standard.sentence
    missed, kept = standard.breached_open + standard.breached_late, standard.met
    found = part_of(missed, missed + kept, shown) if missed + kept else ""
    counts = f" Not kept {found} times it fell due" if found else ""
    return f"{standard.sentence.rstrip('.')}.{counts}"


def _before(comparison: Comparison, printed: dict[int, int], said: Sequence[Concluded]) -> tuple[Before, ...]:
    by_words = {each.conclusion.words: printed[each.conclusion.pk] for each in said if each.is_recommendation}
    return tuple(
        Before(
            name=earlier.name,
            repeated=tuple(
                sorted(
                    (
                        Repeated(
                            by_words.get(each.words, 0),
                            " ".join(each.words.split()),
                            tuple(f"{like.key}. {' '.join(like.words.split())}" for like in each.like[place]),
                        )
                        for each in comparison.recurring
                        if each.like[place]
                    ),
                    key=lambda each: each.number,
                )
            ),
            not_again=tuple(f"{key}. {' '.join(words.split())}" for key, words in comparison.not_again[place]),
        )
        for place, earlier in enumerate(comparison.earlier)
    )
