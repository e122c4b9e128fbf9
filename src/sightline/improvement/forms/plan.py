"""The forms of the plan's recommendations: added by hand, put right, and how they stand."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms

from sightline.casework.forms.drafting import SHORTEST_WORDS, Chosen, Day, OneOfMany, Words
from sightline.improvement.actions.closing import SHORTEST_OVERRIDE
from sightline.improvement.actions.plan_reviews import REVIEWS
from sightline.improvement.models import Recommendation, Source
from sightline.inspection.areas import AREAS

SOURCES = {each.value: each.label for each in Source}


class Short(forms.CharField):
    """A line of words."""

    def __init__(self, label: str, help_text: str = "", *, most: int = 200) -> None:
        super().__init__(label=label, help_text=help_text, required=False, max_length=most)


class Tick(forms.BooleanField):
    """A box to tick; ``missing`` is said when it is not."""

    def __init__(self, label: str, missing: str = "", *, required: bool = True) -> None:
        super().__init__(
            label=label,
            required=required,
            error_messages={"required": missing},
            widget=forms.CheckboxInput(attrs={"class": "govuk-checkboxes__input"}),
        )


class AddForm(forms.Form):
    """A recommendation put in the plan by hand."""

    source = Chosen("Where does it come from?", SOURCES, "Choose where it comes from")
    source_words = Short("Who made it, in words", "Such as “Children’s scrutiny committee”. Name no child.", most=400)
    words = Words(
        "What is recommended?",
        "Say what is recommended, in a sentence",
        "As it was said or printed. Name no child and no member of staff.",
        rows=4,
        least=SHORTEST_WORDS,
    )
    number = Short("Its number there, if it has one", most=20)
    made_on = Day("When was it made?", "", "By this day it is known which was asked for first.", required=False)
    area = OneOfMany("Which judgement does it bear on? (optional)", AREAS, "", required=False)
    owner = OneOfMany(
        "Who answers for it?", {}, "", "May be left for later; the plan then says that nobody does.", required=False
    )
    due_on = Day("By when is it to be met?", "", "May be left for later.", required=False)

    def __init__(self, *args: Any, people: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered(self, "owner", people)


class ReviewForm(forms.Form):
    """A review or a complaint entered once, with its recommendations a line each."""

    source = Chosen("What is it?", {each.value: each.label for each in REVIEWS}, "Choose what it is")
    name = Short(
        "Who made it, and what is it called?",
        "Such as “Safeguarding partnership, practice review of 2016”. Name no child.",
        most=300,
    )
    reference = Short("Its reference, if it has one", "As it is filed there.", most=60)
    made_on = Day("When was it published or received?", "Enter the day it was published or received")
    words = Words(
        "What does it recommend?",
        "Enter what it recommends",
        "One recommendation a line; each becomes a line of the plan. Name no child and no member of staff.",
        rows=10,
        least=SHORTEST_WORDS,
    )


class CorrectForm(AddForm):
    """A recommendation put right, or given to somebody else."""

    why = Words(
        "Why is it changed?", "Say why it is changed", "As it stood before stays.", rows=3, least=SHORTEST_WORDS
    )

    @staticmethod
    def first(row: Recommendation) -> dict[str, Any]:
        """What it begins with."""
        names = ("source", "source_words", "words", "number", "made_on", "area", "due_on")
        return {**{each: getattr(row, each) for each in names}, "owner": str(row.owner_id or "")}


class WordsForm(forms.Form):
    """Something said in words."""

    words = Words("", "Say it in a sentence", "Name no child.", rows=4, least=SHORTEST_WORDS)

    def __init__(self, *args: Any, label: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["words"].label = label


class SignForm(forms.Form):
    """Closing over a measure: reasons, and a signature."""

    words = Words(
        "Why is it closed although its measure says otherwise?",
        "Give your reasons in full sentences: the board will read them beside the measure for ever",
        "What do you know that the measure does not show? Name no child.",
        rows=6,
        least=SHORTEST_OVERRIDE,
    )
    is_signed = Tick("", "Tick to sign")

    def __init__(self, *args: Any, name: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        said = f"I, {name}, sign this. My name, the time and my reasons are shown to the board for ever."
        self.fields["is_signed"].label = said


class JudgeForm(forms.Form):
    """Whether one recommendation asks again for what another asked."""

    answer = Chosen(
        "Does the later ask again for what the earlier asked?",
        {"yes": "Yes, it asks for it again", "no": "No, it asks for something else"},
        "Choose whether it asks for it again",
    )
    words = Words("Why?", "Say why, in a sentence", rows=3, least=SHORTEST_WORDS)


class EarlierForm(forms.Form):
    """Which other recommendation asks for the same, and why."""

    other = OneOfMany("Which other recommendation asks for the same?", {}, "Choose the other recommendation")
    words = Words("Why are they the same?", "Say why, in a sentence", rows=3, least=SHORTEST_WORDS)

    def __init__(self, *args: Any, others: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered(self, "other", others)


def offered(form: forms.Form, name: str, choices: Mapping[str, str]) -> None:
    """Offer ``choices`` in a field of a form."""
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)  # noqa: S101 - each form that calls this declares it so
    field.choices = [("", "Choose one"), *choices.items()]
