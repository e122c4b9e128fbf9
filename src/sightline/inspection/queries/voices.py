"""What was seen and heard in a mock inspection."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from sightline.inspection.framework import Framework
from sightline.inspection.models import Leaning, MockInspection, Voice, VoiceKind
from sightline.inspection.queries.mocks import framework_of
from sightline.inspection.standing.lines import LINES


@dataclass(frozen=True, slots=True)
class VoiceRow:
    """One thing seen or heard, with what it bears on in words."""

    voice: Voice
    about: str

    @property
    def kind(self) -> str:
        """Whom it was heard from."""
        return VoiceKind(self.voice.kind).label

    @property
    def leaning(self) -> str:
        """Which way it points."""
        return Leaning(self.voice.leaning).label


@dataclass(frozen=True, slots=True)
class HeardOf:
    """How many people of a kind were heard, and which way what they said points; of practice, how often watched."""

    kind: VoiceKind
    times: int
    people: int
    strengths: int
    concerns: int


def voices_of(mock: MockInspection) -> QuerySet[Voice]:
    """What stands of what was seen and heard, the last first."""
    return mock.voices.filter(withdrawn_at=None).select_related("by").order_by("-heard_on", "-pk")


def voice_rows(mock: MockInspection, *, withdrawn: bool = False) -> list[VoiceRow]:
    """Each thing seen or heard, with what it bears on; those ``withdrawn`` instead of those that stand."""
    framework = framework_of(mock)
    found = mock.voices.exclude(withdrawn_at=None).select_related("by") if withdrawn else voices_of(mock)
    return [VoiceRow(each, about_words(framework, each.judgement, each.line)) for each in found]


def about_words(framework: Framework, judgement: str, line: str) -> str:
    """What something bears on: its line of enquiry, or its judgement."""
    if line in LINES:
        return LINES[line].title
    area = framework.area(judgement)
    return area.name if area else judgement


def about_choices(framework: Framework, areas: Sequence[str]) -> list[tuple[str, list[tuple[str, str]]]]:
    """What may be borne on, grouped by judgement: the judgement as a whole, then its lines of enquiry."""
    return [
        (
            each.name,
            [
                (each.id, f"{each.name}: as a whole"),
                *((f"{each.id}:{line}", LINES[line].title) for line in each.lines),
            ],
        )
        for each in framework.areas
        if each.id in areas
    ]


def heard_by_kind(voices: Sequence[Voice]) -> tuple[HeardOf, ...]:
    """How many were heard of each kind, those of whom nobody was left in: a gap is to be seen."""
    times = Counter(each.kind for each in voices)
    people = Counter[str]()
    leaning = Counter((each.kind, each.leaning) for each in voices)
    for each in voices:
        people[each.kind] += each.how_many
    return tuple(
        HeardOf(
            kind,
            times[kind.value],
            people[kind.value],
            leaning[kind.value, Leaning.STRENGTH.value],
            leaning[kind.value, Leaning.CONCERN.value],
        )
        for kind in VoiceKind
    )
