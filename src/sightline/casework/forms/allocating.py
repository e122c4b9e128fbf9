"""Forms for giving a child to a worker or a team."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django import forms

from sightline.casework.actions.allocating import SHORTEST_REASON

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class AllocateForm(forms.Form):
    """To whom, from when, why, and (to a manager) until when. ``seen``: the allocation shown when the form was made."""

    to = forms.ChoiceField(label="Allocate to", error_messages={"required": "Choose a worker"})
    on = forms.DateField(label="From", widget=DAY, error_messages={"required": "Enter the day it begins"})
    until = forms.DateField(
        label="Until",
        required=False,
        widget=DAY,
        help_text="Needed for somebody whose post manages others: the day by which the child will have a worker.",
    )
    why = forms.CharField(
        label="Why them, and why now",
        min_length=SHORTEST_REASON,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Say why", "min_length": "Say why in a few words somebody else will understand"},
    )
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: object, workers: Sequence[tuple[str, str]], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["to"].choices = [("", "Choose a worker"), *workers]  # type: ignore[attr-defined]

    def clean_on(self) -> dt.date:
        """A day this century: a slip of the keyboard is not an allocation."""
        found: dt.date = self.cleaned_data["on"]
        if not 2000 <= found.year <= 2099:
            raise forms.ValidationError("Enter a day in this century")
        return found


class TransferForm(forms.Form):
    """To which team, from when, why."""

    team = forms.ChoiceField(label="Pass to", error_messages={"required": "Choose a team"})
    on = forms.DateField(label="From", widget=DAY, error_messages={"required": "Enter the day it begins"})
    why = forms.CharField(
        label="Why",
        min_length=SHORTEST_REASON,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Say why", "min_length": "Say why in a few words somebody else will understand"},
    )
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: object, teams: Sequence[tuple[str, str]], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["team"].choices = [("", "Choose a team"), *teams]  # type: ignore[attr-defined]
