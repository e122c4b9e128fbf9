"""The forms of a reviewer: the worksheet, a worry, what goes back to the child's worker, reopening.

What a reviewer keeps may be unfinished, so nothing of a worksheet is required until it is submitted.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, cast

from django import forms

from sightline.casework.forms.drafting import SHORTEST_WORDS, Chosen, Day, KeptForm, OneOfMany, Words
from sightline.improvement.queries.worksheets_suggesting import Suggestion
from sightline.improvement.worksheets import Wanted, WorksheetQuestion
from sightline.inspection.forms.auditing import ConcernAnswerForm, ConcernForm
from sightline.inspection.models import AuditGrade

GRADE = "How good is the help this child gets?"


@dataclass(frozen=True, slots=True)
class Section:
    """One question of a worksheet on its page. ``answer``: None for one that is answered in words alone."""

    number: int
    answer: forms.BoundField | None
    words: forms.BoundField
    shown: Suggestion | None


class WorksheetForm(KeptForm):
    """A worksheet; its fields follow the questions of the campaign (:func:`worksheet_form`).

    ``record``: by the name of a suggestion, what the record shows, to be read beside the question.
    """

    questions: ClassVar[Sequence[WorksheetQuestion]] = ()
    record: ClassVar[Mapping[str, Suggestion]] = {}

    @property
    def sections(self) -> list[Section]:
        """The questions in their order, each with its fields and what the record shows of it."""
        return [
            Section(
                number,
                self[f"{each.id}_answer"] if each.answers else None,
                self[f"{each.id}_words"],
                self.record.get(each.suggest),
            )
            for number, each in enumerate(self.questions, 1)
        ]


def worksheet_form(
    questions: Sequence[WorksheetQuestion], record: Mapping[str, Suggestion] | None = None
) -> type[WorksheetForm]:
    """The form of a campaign's worksheet: for each question ``<id>_answer``, ``<id>_words``; then grade and words."""
    fields: dict[str, Any] = {"questions": questions, "record": record or {}}
    for each in questions:
        if each.answers:
            options = {one.value: one.words for one in each.answers}
            fields[f"{each.id}_answer"] = Chosen(each.text, options, "Choose one", each.help, required=False)
            needed = {
                Wanted.ALWAYS: "Say what you saw, in a sentence",
                Wanted.IF_WORRYING: "Say what you saw, where it worries you",
                Wanted.NEVER: "Anything else",
            }[each.words]
            fields[f"{each.id}_words"] = Words(needed, "", rows=3, required=False)
        else:
            fields[f"{each.id}_words"] = Words(each.text, "", each.help, rows=4, required=False)
    fields["grade"] = Chosen(GRADE, dict(AuditGrade.choices), "Choose a grade", required=False)
    fields["words"] = Words(
        "What should happen for this child now?",
        "",
        "What, by whom, by when. Nothing, and why, is an answer too.",
        rows=4,
        required=False,
    )
    return cast("type[WorksheetForm]", type("AskedWorksheetForm", (WorksheetForm,), fields))


class WorryForm(ConcernForm):
    """Why a child may be unsafe now: asked as an auditor is asked."""


class WorryAnswerForm(ConcernAnswerForm):
    """What a manager did about a worry."""


class ToWorkerForm(forms.Form):
    """What the child's worker is asked to do."""

    words = Words("What should be done?", "Say what is to be done", rows=3, least=3)
    due_on = Day("By which day?", "Enter the day")
    to = OneOfMany("By whom?", {}, "Choose who is to do it")

    def __init__(self, *args: Any, people: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["to"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
        field.choices = [("", "Choose one"), *people.items()]


class ReopenForm(forms.Form):
    """Why a review is opened again."""

    why = Words(
        "Why is it opened again?",
        "Say in a sentence why it is opened again",
        "What it said stays, and can be read.",
        rows=3,
        least=SHORTEST_WORDS,
    )
