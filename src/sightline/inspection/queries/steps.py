"""How far a mock inspection is: its nine steps, each with what is done of it and what is missing, and where it is done.

A part of the site that is not there yet has no address, and its step no link.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.urls import NoReverseMatch, reverse

from sightline.access.models import AccessEntry, Doing
from sightline.inspection.models import MockInspection, VoiceKind
from sightline.inspection.queries.how_far import Known, known_of
from sightline.inspection.queries.numbers import counted


class State(StrEnum):
    """How a step stands."""

    NOT_BEGUN = "Not begun"
    IN_PROGRESS = "In progress"
    DONE = "Done"


COLOURS = {State.NOT_BEGUN: "grey", State.IN_PROGRESS: "light-blue", State.DONE: "green"}


@dataclass(frozen=True, slots=True)
class Link:
    """Where something is done."""

    label: str
    address: str


@dataclass(frozen=True, slots=True)
class Step:
    """One step: what there is of it, and what is missing, in words."""

    number: int
    title: str
    state: State
    there_is: str
    missing: str
    links: tuple[Link, ...]

    @property
    def colour(self) -> str:
        """Of its tag."""
        return COLOURS[self.state]


def steps(mock: MockInspection) -> tuple[Step, ...]:
    """The nine steps of ``mock``, in their order."""
    known = known_of(mock)
    return (
        _scope(known),
        _lists(known),
        _sample(known),
        _audits(known),
        _agreement(known),
        _voices(known),
        _triangulation(known),
        _judgements(known),
        _report(known),
    )


def _scope(known: Known) -> Step:
    pk, evidence = known.mock.pk, known.evidence
    missing = []
    if not known.auditors:
        missing.append("Nobody audits yet.")
    if evidence is None:
        missing.append("The evidence is not frozen.")
    frozen = f" Evidence {evidence.edition} is frozen." if evidence else ""
    people = counted(known.leads + known.auditors, "person takes part", "people take part")
    return Step(
        1,
        "Scope, people and standing evidence",
        State.IN_PROGRESS if missing else State.DONE,
        f"{counted(len(known.mock.areas), 'area', 'areas')} of {known.framework.name}. {people}.{frozen}",
        " ".join(missing),
        _links(
            ("Scope and dates", "mock:scope"), ("Who takes part", "mock:members"), ("Evidence", "mock:evidence"), pk=pk
        ),
    )


def _lists(known: Known) -> Step:
    made = AccessEntry.objects.filter(
        page="lists:mock-workbook", doing=Doing.EXPORTED.value, at__gte=known.mock.begun_at
    ).exists()
    begun = State.IN_PROGRESS if known.evidence else State.NOT_BEGUN
    return Step(
        2,
        "Child-level lists",
        State.DONE if made else begun,
        "The eleven lists an inspector asks for, from the record or from a workbook, with their gaps.",
        "" if made else "Nobody has taken the workbook of a mock inspection since this one was begun.",
        _links(("Lists", "lists:mock-lists"), pk=known.mock.pk),
    )


def _sample(known: Known) -> Step:
    sample = known.sample
    if sample is None:
        missing = "No child is drawn yet." if known.evidence else "Freeze the evidence first: it holds who there is."
    elif known.evidence is not None and sample.evidence_id != known.evidence.pk:
        missing = "The evidence was frozen again since it was drawn."
    else:
        missing = ""
    there_is = f"{counted(known.files, 'file', 'files')} drawn from {sample.drawn_from:,} children." if sample else ""
    return Step(
        3,
        "Sample",
        State.NOT_BEGUN if sample is None else State.IN_PROGRESS if missing else State.DONE,
        there_is,
        missing,
        _links(("Sample", "mock:sample"), ("How many files", "mock:how-many"), pk=known.mock.pk),
    )


def _audits(known: Known) -> Step:
    left, unheld = known.files - known.audited, known.files - known.given
    missing = f"{counted(left, 'file is', 'files are')} not audited yet" if left else ""
    if unheld > 0:
        missing += f", {unheld:,} of them with nobody"
    return Step(
        4,
        "Audits of files",
        _of(known.audited, known.files),
        f"{known.audited:,} of {counted(known.files, 'file', 'files')} audited." if known.files else "",
        f"{missing}." if missing else "" if known.files else "There is no sample yet.",
        _links(("Files and audits", "audits:files"), ("Immediate concerns", "audits:concerns"), pk=known.mock.pk),
    )


def _agreement(known: Known) -> Step:
    missing = "" if known.twice else "No file was audited twice, blind, so nobody knows whether auditors agree."
    if known.disagree:
        files = counted(known.disagree, "file is", "files are")
        missing = f"{files} not moderated on which two auditors differ."
    return Step(
        5,
        "Agreement and moderation",
        State.NOT_BEGUN if not known.twice else State.IN_PROGRESS if missing else State.DONE,
        f"{counted(known.twice, 'file', 'files')} audited twice; {known.moderated:,} moderated." if known.twice else "",
        missing,
        _links(("Agreement", "audits:agreement"), pk=known.mock.pk),
    )


def _voices(known: Known) -> Step:
    heard = sum(known.voices.values())
    wanted = {
        VoiceKind.CHILD: "children",
        VoiceKind.FAMILY: "families",
        VoiceKind.STAFF: "staff",
        VoiceKind.PARTNER: "partners",
        VoiceKind.OBSERVATION: "practice observed",
    }
    silent = [words for kind, words in wanted.items() if not known.voices.get(kind.value)]
    return Step(
        6,
        "What was seen and heard",
        State.NOT_BEGUN if not heard else State.IN_PROGRESS if silent else State.DONE,
        f"{counted(heard, 'entry', 'entries')}." if heard else "",
        f"Nothing yet of: {', '.join(silent)}." if silent else "",
        _links(("Observations and conversations", "concluding:voices"), pk=known.mock.pk),
    )


def _triangulation(known: Known) -> Step:
    sources = {"the evidence": known.evidence, "audits": known.audited, "what was heard": known.voices}
    lacking = [name for name, there in sources.items() if not there]
    begun = len(lacking) < len(sources)
    return Step(
        7,
        "Where sources disagree",
        State.DONE if not lacking and known.judged else State.IN_PROGRESS if begun else State.NOT_BEGUN,
        "Data, audits and voices side by side; where they disagree comes first.",
        f"Not there to compare yet: {', '.join(lacking)}." if lacking else "",
        _links(("Triangulation", "concluding:triangulation"), pk=known.mock.pk),
    )


def _judgements(known: Known) -> Step:
    looked_at = [each for each in known.framework.areas if each.id in known.mock.areas]
    if not known.framework.is_graded:
        reached = len(known.judged)
        words = f"A {known.framework.kind.value} gives no grade: strengths and recommendations only."
        return Step(
            8,
            "Strengths and recommendations",
            State.DONE if known.mock.conclusions.filter(withdrawn_at=None).exists() else _of(reached, len(looked_at)),
            words,
            "",
            _links(("Conclusions", "concluding:judgements"), pk=known.mock.pk),
        )
    waiting = [each.name for each in looked_at if each.id not in known.judged]
    done = len(looked_at) - len(waiting)
    return Step(
        8,
        "Judgements, strengths and recommendations",
        _of(done, len(looked_at)),
        f"{done:,} of {counted(len(looked_at), 'area', 'areas')} judged." if done else "",
        f"Not judged yet: {'; '.join(waiting)}." if waiting else "",
        _links(("Judgements", "concluding:judgements"), pk=known.mock.pk),
    )


def _report(known: Known) -> Step:
    return Step(
        9,
        "Report",
        State.DONE if known.reports else State.NOT_BEGUN,
        f"{counted(known.reports, 'edition', 'editions')} made." if known.reports else "",
        "" if known.reports else "Made from what was concluded, as a page and a PDF.",
        _links(("Report", "concluding:report"), pk=known.mock.pk),
    )


def _of(done: int, all_of_them: int) -> State:
    if not done:
        return State.NOT_BEGUN
    return State.DONE if done >= all_of_them else State.IN_PROGRESS


def _links(*wanted: tuple[str, str], pk: int) -> tuple[Link, ...]:
    return tuple(Link(label, address) for label, name in wanted if (address := address_of(name, pk)))


def address_of(name: str, *args: int) -> str:
    """The address of this name; "" where that part of the site is not there."""
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""


def done(found: Sequence[Step] | Iterable[Step]) -> int:
    """How many steps are done."""
    return sum(each.state is State.DONE for each in found)
