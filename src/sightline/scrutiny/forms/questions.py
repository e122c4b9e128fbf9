"""The forms of a question: asked, given to an officer, answered, said to answer or not, made public."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django import forms

from sightline.access.models import Account
from sightline.casework.forms.drafting import Chosen, Day, Words
from sightline.scrutiny.actions.saying import LONGEST_NAME, SHORTEST_WORDS
from sightline.scrutiny.forms.unnamed import UnnamedForm
from sightline.web import clock

NAME_NOBODY = "Name no child, and give no date of birth, number or address. Of one child, speak to the director."

POINT_AT_NOBODY = (
    "Name no child, and give no date of birth, number or address. Of fewer than five children, say that they are fewer "
    "than five."
)


def past_day(found: dt.date | None) -> dt.date | None:
    """A day of a form that is not to come."""
    if found is not None and found > clock.today():
        raise forms.ValidationError("The day must be today or earlier")
    return found


class QuestionForm(UnnamedForm):
    """What a member asks, and why."""

    unnamed = ("words", "why")

    words = Words("What do you ask?", "Write the question in a sentence", NAME_NOBODY, rows=5, least=SHORTEST_WORDS)
    why = Words(
        "Why do you ask? (optional)", "", "It helps whoever answers to answer what you mean.", rows=3, required=False
    )


class ChildrenQuestionForm(UnnamedForm):
    """What the children in care council asks, in their words."""

    unnamed = ("words", "why", "group")

    group = forms.CharField(
        label="What does the group call itself?",
        max_length=LONGEST_NAME,
        error_messages={"required": "Say what the group calls itself"},
        widget=forms.TextInput(attrs={"class": "govuk-input", "autocomplete": "off"}),
    )
    words = Words(
        "What do they ask, in their own words?",
        "Write the question as the children ask it",
        "Name no child. What one child alone says of themselves belongs on their file, not here.",
        rows=5,
        least=SHORTEST_WORDS,
    )
    why = Words("Why do they ask? (optional)", "", rows=3, required=False)
    asked_on = Day("When did they ask it?", "Enter the day they asked it")

    def clean_asked_on(self) -> dt.date | None:
        """The day, which is not to come."""
        return past_day(self.cleaned_data["asked_on"])


class AssignForm(forms.Form):
    """Who is to answer."""

    to = forms.ChoiceField(
        label="Who is to answer?",
        help_text="The post is shown to members and, once the question is public, to everybody; the name is not.",
        error_messages={"required": "Choose who is to answer", "invalid_choice": "Choose who is to answer"},
    )

    def __init__(self, *args: Any, people: Sequence[tuple[Account, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        to = self.fields["to"]
        assert isinstance(to, forms.ChoiceField)  # noqa: S101 - declared above
        to.choices = [("", "Choose one"), *((str(each.pk), f"{post}: {each.name}") for each, post in people)]


class AnswerForm(UnnamedForm):
    """An answer; where it supersedes another, why."""

    unnamed: tuple[str, ...] = ("words", "did", "why")

    words = Words(
        "What is the answer?", "Write the answer in a sentence", POINT_AT_NOBODY, rows=8, least=SHORTEST_WORDS
    )
    did = Words("What was done because of it? (optional)", "", rows=3, required=False)
    why = Words(
        "Why does it take the place of the answer before?",
        "Say why, in a sentence",
        "The answer before stays beside it, marked as superseded.",
        rows=3,
        least=SHORTEST_WORDS,
    )

    def __init__(self, *args: Any, is_first: bool, is_childrens: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_first:
            del self.fields["why"]
            self.unnamed = ("words", "did")
        if is_childrens:
            self.fields["words"].label = "What do you say to them?"
            self.fields["words"].help_text = (
                "In words for children and young people: short sentences, no letters that stand for something, "
                f"and yes or no where that is the answer. {POINT_AT_NOBODY}"
            )
            self.fields["did"].label = "You said, we did: what was done?"
            self.fields["did"].help_text = "If nothing was done, say so in the answer, and why."


class ReplyForm(UnnamedForm):
    """Whether an answer answers."""

    is_answered = Chosen(
        "Does it answer the question?",
        {"yes": "Yes, it answers the question", "no": "No, an answer is still owed"},
        "Choose whether it answers the question",
    )
    words = Words("What is not answered? (optional if it answers)", "", rows=4, required=False)

    def clean(self) -> dict[str, Any]:
        """What was said; a no says what is missing."""
        sent = super().clean()
        if sent.get("is_answered") == "no" and len(str(sent.get("words") or "").strip()) < SHORTEST_WORDS:
            self.add_error("words", "Say what is not answered, in a sentence")
        return sent


class PublishForm(forms.Form):
    """That the words were read with the public in mind."""

    looked = forms.BooleanField(
        label="I have read these words, and they point at no child",
        error_messages={"required": "Read the words, and say that they point at no child"},
        widget=forms.CheckboxInput(attrs={"class": "govuk-checkboxes__input"}),
    )


class WhyForm(UnnamedForm):
    """Why something is withdrawn, or taken off the public list."""

    unnamed = ("why",)

    why = Words(
        "Why?", "Say why, in a sentence", "It stays on the list with this reason.", rows=3, least=SHORTEST_WORDS
    )
