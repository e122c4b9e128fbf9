"""The form of something seen or heard: quick to fill in, for it is filled in standing up."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django import forms

from sightline.casework.forms.drafting import Chosen, Day, Words
from sightline.inspection.actions.voices import LONGEST_WHO, MOST_HEARD, SHORTEST
from sightline.inspection.forms.naming import NamelessForm
from sightline.inspection.models import Leaning, VoiceKind
from sightline.web import clock


class VoiceForm(NamelessForm):
    """What was seen or heard, from whom by their part, and what it bears on."""

    unnamed = ("who", "words")

    kind = Chosen(
        "Who was heard, or what was watched?",
        {each.value: each.label for each in VoiceKind},
        "Choose who was heard, or that practice was observed",
    )
    who = forms.CharField(
        label="Their part",
        help_text="Never a name: personal adviser, care leaver aged 19, duty meeting",
        max_length=LONGEST_WHO,
        error_messages={"required": "Say what part they have, such as personal adviser"},
        widget=forms.TextInput(attrs={"class": "govuk-input", "autocomplete": "off"}),
    )
    how_many = forms.IntegerField(
        label="How many people?",
        min_value=1,
        max_value=MOST_HEARD,
        error_messages={"required": "Enter how many people", "invalid": "Enter how many people, such as 1"},
        widget=forms.NumberInput(attrs={"class": "govuk-input govuk-input--width-3", "inputmode": "numeric"}),
    )
    heard_on = Day("Which day?", "Enter the day it was seen or heard")
    about = forms.ChoiceField(
        label="What does it bear on?",
        error_messages={"required": "Choose what it bears on", "invalid_choice": "Choose what it bears on"},
    )
    words = Words(
        "What was seen or heard?",
        "Say in a sentence what was seen or heard",
        "In your own words. Name nobody.",
        rows=5,
        least=SHORTEST,
    )
    leaning = Chosen(
        "Which way does it point?",
        {each.value: each.label for each in Leaning},
        "Choose which way it points",
    )

    def __init__(self, *args: Any, choices: Sequence[tuple[str, Sequence[tuple[str, str]]]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        about = self.fields["about"]
        assert isinstance(about, forms.ChoiceField)  # noqa: S101 - declared above
        about.choices = [("", "Choose one"), *choices]

    def clean_heard_on(self) -> dt.date | None:
        """The day, which is not to come."""
        found: dt.date | None = self.cleaned_data["heard_on"]
        if found is not None and found > clock.today():
            raise forms.ValidationError("The day it was seen or heard must be today or earlier")
        return found


class WhyForm(forms.Form):
    """Why something is taken back."""

    why = Words("Why is it taken back?", "Say in a sentence why it is taken back", rows=3, least=SHORTEST)
