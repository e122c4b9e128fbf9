"""The forms of a task: given, done, given to somebody else."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django import forms

from sightline.casework.forms.drafting import Day, KeptForm, OneOfMany, Words
from sightline.web import clock


class _WithPeople(KeptForm):
    """A form in which somebody is chosen; ``people``: those who may be, by what the form sends of them."""

    def __init__(self, *args: Any, people: Mapping[str, str] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        to = self.fields["to"]
        assert isinstance(to, forms.ChoiceField)  # noqa: S101 - each form of this kind declares it
        to.choices = [("", "Choose one"), *(people or {}).items()]

    def clean_due_on(self) -> dt.date | None:
        """The day, which is today or to come."""
        found: dt.date | None = self.cleaned_data["due_on"]
        if found is not None and found < clock.today():
            raise forms.ValidationError("The day it is due must be today or later")
        return found


class TaskForm(_WithPeople):
    """What is to be done, by whom, by when."""

    combined = ("words",)

    words = Words("What is to be done?", "Say what is to be done", rows=3, least=3)
    to = OneOfMany("Who is to do it?", {}, "Choose who is to do it")
    due_on = Day("By which day?", "Enter the day it is due")


class DoneForm(KeptForm):
    """When it was done, and what was done."""

    combined = ("words",)

    on = Day("When was it done?", "Enter the day it was done")
    words = Words("What was done?", "Say what was done", rows=4, least=3)


class ReassignForm(_WithPeople):
    """Who is to do it now, and why."""

    to = OneOfMany("Who is to do it now?", {}, "Choose who is to do it")
    due_on = Day("By which day?", "", "Leave empty for the day it has now.", required=False)
    why = Words("Why?", "Say why somebody else is to do it", rows=3, least=3)
