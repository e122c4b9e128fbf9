"""The forms of measures."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms

from sightline.casework.forms.drafting import Chosen, Day, OneOfMany, Words
from sightline.improvement.actions.measures import LEAST_WHY, MOST_MONTHS
from sightline.improvement.models import Counted

COUNTED = {each.value: str(each.label) for each in (Counted.KEPT, Counted.OPEN)}
BETTER = {"higher": "A higher figure", "lower": "A lower figure"}


class MeasureForm(forms.Form):
    """A target, its day and how long it must hold; of a standard, what is counted and for which team.

    ``in_hundredths``: the figure is a share, and its target is typed as a percentage.
    """

    counted = Chosen("What is counted?", COUNTED, "Choose what is counted")
    better = Chosen("Which is better?", BETTER, "Choose which is better", "The source does not say.")
    team = OneOfMany("Whose?", {}, "", "Of the duties that the team answered for when they fell due.", required=False)
    target = forms.DecimalField(
        label="Target",
        min_value=0,
        max_value=1_000_000,
        max_digits=12,
        decimal_places=3,
        error_messages={
            "required": "Enter the target",
            "invalid": "Enter the target as a number",
            "min_value": "The target must be 0 or more",
        },
        widget=forms.TextInput(attrs={"class": "govuk-input govuk-input--width-5", "inputmode": "decimal"}),
    )
    target_on = Day("By which day is it to be reached?", "Enter the day it is to be reached")
    months_to_hold = forms.IntegerField(
        label="How many months must it then hold?",
        help_text="Until it has held so long, the recommendation cannot be closed.",
        min_value=1,
        max_value=MOST_MONTHS,
        initial=6,
        error_messages={
            "required": "Enter how many months it must hold",
            "invalid": "Enter a whole number of months",
            "min_value": "It must hold for at least one month",
            "max_value": f"It may be asked to hold for at most {MOST_MONTHS} months",
        },
        widget=forms.TextInput(attrs={"class": "govuk-input govuk-input--width-3", "inputmode": "numeric"}),
    )
    recommendation = OneOfMany(
        "Which recommendation waits for it?",
        {},
        "",
        "It cannot be closed while this fails. Leave empty for a measure that the board only watches.",
        required=False,
    )
    words = Words(
        "Why does this show that it is better for children?",
        "Say why, in a sentence",
        rows=3,
        least=LEAST_WHY,
    )

    def __init__(
        self,
        *args: Any,
        recommendations: Mapping[str, str],
        teams: Mapping[str, str],
        is_of_a_standard: bool,
        asks_which_is_better: bool,
        unit: str,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self._choose("recommendation", "None: the board watches it", recommendations)
        self._choose("team", "The whole council", teams)
        self.fields["target"].help_text = unit
        if not is_of_a_standard:
            del self.fields["counted"], self.fields["team"]
        if not asks_which_is_better:
            del self.fields["better"]

    def _choose(self, name: str, none: str, choices: Mapping[str, str]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
        field.choices = [("", none), *choices.items()]


class EndForm(forms.Form):
    """Why a measure is ended."""

    why = Words(
        "Why is it ended?",
        "Say in a sentence why it is ended",
        "The measure, its figures and this reason stay where the board can read them.",
        rows=4,
        least=LEAST_WHY,
    )
