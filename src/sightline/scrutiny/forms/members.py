"""The forms of the members' view."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from sightline.casework.forms.drafting import OneOfMany, Words
from sightline.scrutiny.actions.saying import SHORTEST_WORDS
from sightline.scrutiny.forms.questions import NAME_NOBODY
from sightline.scrutiny.forms.unnamed import UnnamedForm
from sightline.scrutiny.models import Question


class StatementForm(UnnamedForm):
    """What officers say of a figure."""

    words = Words(
        "What do officers say about this figure?",
        "Say it in a sentence",
        f"Why it is what it is, what is done about it, and by when it will be seen. {NAME_NOBODY}",
        least=SHORTEST_WORDS,
    )


class LookForm(UnnamedForm):
    """Why a member wants a figure looked into."""

    unnamed = ("why",)

    why = Words(
        "Why do you want it looked into?",
        "Say why, in a sentence",
        f"What you saw or heard, and what you want to know. {NAME_NOBODY}",
        least=SHORTEST_WORDS,
    )


class OutcomeForm(UnnamedForm):
    """What came of a member's choice."""

    words = Words("What came of it?", "Say in a sentence what came of it", NAME_NOBODY, least=SHORTEST_WORDS)
    question = OneOfMany("Did it lead to a question? (optional)", {}, "Choose one of the questions", required=False)

    def __init__(self, *args: Any, questions: Sequence[Question], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["question"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
        field.choices = [("", "No"), *((str(each.pk), each.words[:90]) for each in questions)]
