"""What the child says: the first thing on the page, and when nobody has written any of it down, since when."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from sightline.casework.queries.child.reading import TABLE_OF, Reading, happened, meaning
from sightline.record.tables.case_notes import CaseNote
from sightline.record.tables.cin_episodes import CinEpisode
from sightline.record.tables.cla_reviews import ClaReview
from sightline.record.tables.contacts import Contact
from sightline.record.tables.cp_reviews import CpReview
from sightline.record.tables.documents import Document
from sightline.record.tables.voices_of_children import VoiceOfChild

QUESTIONS = ("explained_worries", "story_help_understand", "agree_worker", "plan_safe", "tablet_help_explain")
CHILDS_OWN = "child"  # the type of document that the child made


@dataclass(frozen=True, slots=True)
class Said:
    """One time that the child's words were written down: ``words``, or ``answers`` to questions, or a title of work.

    ``by``: who wrote them down, "" where the record does not say."""

    on: dt.date | None
    how: str
    by: str
    words: str = ""
    answers: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class TookPart:
    """How the child took part in a review."""

    on: dt.date
    words: str


@dataclass(frozen=True, slots=True)
class Voice:
    """The child's voice. ``silent_since``: from when nobody recorded any, where nobody ever did; None if not known."""

    latest: Said | None
    earlier: tuple[Said, ...]
    silent_since: dt.date | None
    as_at: dt.date
    took_part: TookPart | None = None

    @property
    def days(self) -> int | None:
        """Days since the latest words, or of silence."""
        since = self.latest.on if self.latest else self.silent_since
        return None if since is None else (self.as_at - since).days


def voice_of(reading: Reading) -> Voice:
    """The child's own words up to the day, latest first; those without a day come last."""
    found = [each for each in _said(reading) if each.on is None or each.on <= reading.as_at]
    found.sort(key=lambda each: (each.on or dt.date.min, bool(each.words)), reverse=True)
    latest = found[0] if found else None
    return Voice(latest, tuple(found[1:]), _known_since(reading), reading.as_at, _took_part(reading))


def _said(reading: Reading) -> Iterator[Said]:
    for note in reading.rows(CaseNote):
        if note.is_childs_voice and (note.words or "").strip():
            how = meaning("note_type", note.note_type) or "Note"
            yield Said(note.noted_on, how, _by(reading, note.professional_id), words=(note.words or "").strip())
    for work in reading.rows(Document):
        if work.document_type == CHILDS_OWN:
            how = f"The child's own work: {work.title or 'without a title'}"
            yield Said(work.dated_on, how, _by(reading, work.professional_id))
    for kept in reading.record.of("voices_of_children"):
        if isinstance(kept.row, VoiceOfChild):
            table = TABLE_OF[VoiceOfChild]
            answers = [(table.column(name).meaning, getattr(kept.row, name)) for name in QUESTIONS]
            given = tuple((question, answer) for question, answer in answers if answer)
            act = reading.writings.here(kept.transaction)
            by = act.by if act else ""
            if given:
                yield Said(kept.row.recorded_on, "Answers about the help given", by, answers=given)


def _by(reading: Reading, professional_id: str | None) -> str:
    return reading.staff.name(professional_id) if professional_id else ""


def _known_since(reading: Reading) -> dt.date | None:
    """When the case that is open began, or the last one; failing that the first contact."""
    referred = [each.referred_on for each in reading.rows(CinEpisode) if happened(reading.as_at, each.referred_on)]
    contacted = [each.contacted_on for each in reading.rows(Contact) if happened(reading.as_at, each.contacted_on)]
    return max((day for day in referred if day), default=min((day for day in contacted if day), default=None))


def _took_part(reading: Reading) -> TookPart | None:
    reviews: list[ClaReview | CpReview] = [*reading.rows(ClaReview), *reading.rows(CpReview)]
    held = [
        (each.reviewed_on, meaning("review_participation", each.participation_code))
        for each in reviews
        if each.reviewed_on is not None and each.reviewed_on <= reading.as_at and each.participation_code
    ]
    return TookPart(*max(held)) if held else None
