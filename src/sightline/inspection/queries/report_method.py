"""How a mock inspection was made, for its report: sample, agreement, cost, whom was heard, what limits it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from sightline.inspection.agreement import Pair, agreement
from sightline.inspection.models import Evidence, ImmediateConcern, MockInspection, VoiceKind
from sightline.inspection.queries.agreeing import GRADES as ORDER
from sightline.inspection.queries.auditing import audited_twice, not_counted_yet
from sightline.inspection.queries.hours import hours_page
from sightline.inspection.queries.mocks import framework_of
from sightline.inspection.queries.numbers import counted
from sightline.inspection.queries.voices import heard_by_kind, voices_of
from sightline.inspection.report_document import (
    FEWEST,
    Fact,
    FileGrades,
    Shown,
    Table,
    day_words,
    of_children,
)
from sightline.inspection.standing.rule import NOT_OFSTEDS, Grade
from sightline.inspection.strata import Stratum
from sightline.inspection.triangulation import FileAnswers
from sightline.web import clock

GROUPS = {each.value: each.words for each in Stratum}


def method(mock: MockInspection, shown: Shown, audited: int) -> tuple[Fact, ...]:
    """How the sample was drawn, how far auditors agree, what it cost."""
    found = []
    for sample in mock.samples.select_related("drawn_by").order_by("number"):
        children = list(sample.children.values_list("is_random", "left_out_at"))
        by_lot = sum(is_random for is_random, _ in children)
        out = sum(left is not None for _, left in children)
        name = "Sample" if mock.samples.count() == 1 else f"Drawing {sample.number}"
        left_out = f" {counted(out, 'was', 'were')} left out afterwards, each with a reason." if out else ""
        found.append(
            Fact(
                name,
                f"{counted(len(children), 'file', 'files')} of {sample.drawn_from:,} children: {by_lot} by lot and "
                f"{len(children) - by_lot} chosen for risk. Seed {sample.seed}. Why so many: {sample.why}{left_out}",
            )
        )
    words = f"{counted(audited, 'file was', 'files were')} audited against the file as it was known."
    if waiting := not_counted_yet(mock):
        words += (
            f" {counted(waiting, 'file', 'files')} that one auditor has handed in and another has still "
            f"{'is' if waiting == 1 else 'are'} not counted."
        )
    found.append(Fact("Audits", words))
    found += _agreement(mock)
    concerns = ImmediateConcern.objects.filter(audit__child__sample__mock=mock)
    raised, answered = concerns.count(), concerns.exclude(answered_at=None).count()
    words = f"{of_children(raised, shown).capitalize()} raised while files were read"
    if raised:
        words += ", all of them answered" if answered == raised else ", and not all are answered"
    found.append(Fact("Immediate concerns", f"{words}." if raised else "None was raised."))
    hours = hours_page(mock)
    if hours.spent:
        planned = f", {hours.planned:,.1f} planned" if hours.is_planned else ""
        found.append(
            Fact(
                "Hours",
                f"{hours.spent:,.1f} person-hours spent{planned}: {hours.spent_share} of the inspectors’ hours of an "
                f"inspection of four weeks. {hours.four_weeks.words}",
            )
        )
    else:
        found.append(Fact("Hours", "No hours were entered."))
    return tuple(found)


def _agreement(mock: MockInspection) -> list[Fact]:
    """How far auditors agree in the grade of a file, and what became of where they differ."""
    files = audited_twice(mock)
    pairs = [Pair(each.child.pk, ORDER.index(each.first.grade), ORDER.index(each.second.grade)) for each in files]
    found = [Fact("Do auditors agree?", agreement(pairs, len(ORDER)).words)]
    differing = [each for each in files if not each.is_same_grade]
    if differing:
        settled = sum(hasattr(each.child, "moderation") for each in differing)
        words = f"{counted(len(differing), 'file', 'files')} differed in grade; {settled} of them moderated."
        found.append(Fact("Moderation", words))
    return found


def file_grades(mock: MockInspection, files: Sequence[FileAnswers]) -> tuple[FileGrades, ...]:
    """How files were graded, all of them and judgement by judgement."""
    framework = framework_of(mock)
    groups = [("All files", [each.grade for each in files])]
    groups += [
        (area.name, [each.grade for each in files if area.id in each.judgements])
        for area in framework.areas
        if area.id in mock.areas and area.strata
    ]
    return tuple(
        FileGrades(
            name,
            len(grades),
            *(
                sum(each is grade for each in grades) if len(grades) >= FEWEST else 0
                for grade in (Grade.OUTSTANDING, Grade.GOOD, Grade.REQUIRES_IMPROVEMENT, Grade.INADEQUATE)
            ),
        )
        for name, grades in groups
        if grades
    )


def tables(mock: MockInspection, shown: Shown) -> tuple[Table, ...]:
    """Who was heard; and how the sample was planned."""
    heard = heard_by_kind(list(voices_of(mock)))
    of_young = {VoiceKind.CHILD, VoiceKind.FAMILY}
    rows = []
    for each in heard:
        people = of_children(each.people, shown) if each.kind in of_young else f"{each.people:,}"
        times = of_children(each.times, shown) if each.kind in of_young else f"{each.times:,}"
        rows.append((each.kind.label, times, people))
    found = [Table("Who was seen and heard", ("Who", "Times", "People"), tuple(rows))]
    latest = mock.samples.order_by("-number").first()
    if latest is not None:
        plan = tuple(
            (GROUPS.get(each["stratum"], each["stratum"]), str(each["by_risk"]), str(each["at_random"]))
            for each in latest.plan
        )
        found.append(Table("How the sample was planned", ("Children", "For risk", "By lot"), plan))
    return tuple(found)


def limits(shown: Shown) -> tuple[str, ...]:
    """What a reader must know before believing any of it."""
    found = [
        "This was a mock inspection. Its judgements are those of the people who made it. They are not Ofsted’s.",
        NOT_OFSTEDS,
        "Files chosen for risk are worse than most on purpose: only those drawn by lot say how common something is.",
        "A record shows what was written down and when. What was done and not written, or written and not done, it "
        "does not show; that is why files were read and people heard.",
        "Children whose records are restricted were not drawn, and figures of the whole council leave them out.",
        "What earlier inspections asked for that may be the same was suggested from the words alone.",
    ]
    if shown is Shown.SENT:
        found.append(
            "No child is named. A count of one to four children is told as fewer than five, and a share that would "
            "give it away is left out. Words that people wrote are printed as they wrote them."
        )
    else:
        found.append(
            "No child is named. Every count is shown, and what people said: this edition is to stay inside the council."
        )
    return tuple(found)


def digests(mock: MockInspection, evidence: Evidence | None) -> tuple[Fact, ...]:
    """By what somebody else can tell that it is the same evidence and the same sample."""
    if evidence is None:
        return (Fact("Evidence", "None was frozen."),)
    found = [
        Fact("Evidence", f"Edition {evidence.edition}, frozen {instant_words(evidence.frozen_at)}"),
        Fact("SHA-256 of the evidence", evidence.digest),
        Fact("Last transaction of the ledger", f"{evidence.through:,}"),
        Fact("Its digest", evidence.ledger_digest),
        Fact("Digest of the standards", evidence.catalogue),
    ]
    latest = mock.samples.order_by("-number").first()
    if latest is not None:
        found.append(Fact("Digest of whom the sample was drawn from", latest.population_digest))
    return tuple(found)


def instant_words(at: dt.datetime) -> str:
    """An instant as 14 November 2016 at 09:05, in England."""
    here = at.astimezone(clock.LONDON)
    return f"{day_words(here.date())} at {here:%H:%M}"
