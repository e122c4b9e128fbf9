"""The forms of a manager's decision and of its follow-up."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django import forms

from sightline.casework.forms.drafting import Chosen, Day, KeptForm, OneOfMany, Words, corrected, meanings
from sightline.web import clock

FEWEST_WORDS = 4  # of a reason: fewer are no sentence
NEEDED = {"yes": "Yes", "no": "No follow-up is needed"}


class DecisionForm(KeptForm):
    """What was decided about a child, why, and what is to follow by when.

    ``people``: who may be asked to follow it up, by what the form sends of them.
    """

    combined = ("rationale",)

    decision_type = OneOfMany("What was decided?", meanings("decision_type"), "Choose what was decided")
    decided_on = Day("When was it decided?", "Enter the day it was decided")
    rationale = Words(
        "Why?",
        "Give the reason, in a sentence at least",
        "What you weighed, and what would change your mind. The family may read it one day.",
        rows=8,
    )
    follow_up = Chosen("Does it need a follow-up?", NEEDED, "Say whether it needs a follow-up")
    follow_up_due_on = Day("If it does: by which day?", "", required=False)
    what = Words("What is to be done by then?", "", rows=3, required=False)
    to = OneOfMany("Who is to do it?", {}, "Choose who is to do it", required=False)
    not_needed_because = Words("If it does not: why not?", "", rows=2, required=False)

    def __init__(self, *args: Any, people: Mapping[str, str] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        to = self.fields["to"]
        assert isinstance(to, forms.ChoiceField)  # noqa: S101 - declared above
        to.choices = [("", "Choose one"), *(people or {}).items()]

    def clean_decided_on(self) -> dt.date:
        """The day, which is not to come."""
        found: dt.date = self.cleaned_data["decided_on"]
        if found > clock.today():
            raise forms.ValidationError("The day of a decision cannot be to come")
        return found

    def clean_rationale(self) -> str:
        """The reason: a sentence at least."""
        found: str = self.cleaned_data["rationale"]
        if len(found.split()) < FEWEST_WORDS:
            raise forms.ValidationError("Give the reason, in a sentence at least")
        return found

    def clean(self) -> dict[str, Any]:
        """Either a follow-up with its day, what and who, or why none is needed."""
        given = super().clean() or self.cleaned_data
        match given.get("follow_up"):
            case "yes":
                self._asks(given)
            case "no" if not given.get("not_needed_because"):
                self.add_error("not_needed_because", "Say why no follow-up is needed")
        return given

    def _asks(self, given: Mapping[str, Any]) -> None:
        by, decided = given.get("follow_up_due_on"), given.get("decided_on")
        if "follow_up_due_on" not in self.errors:
            if by is None:
                self.add_error("follow_up_due_on", "Enter the day by which it is to be followed up")
            elif decided is not None and by < decided:
                self.add_error("follow_up_due_on", "The follow-up cannot be due before the day of the decision")
        if not given.get("what"):
            self.add_error("what", "Say what is to be done")
        if not given.get("to") and "to" not in self.errors:
            self.add_error("to", "Choose who is to do it")


CorrectDecisionForm = corrected(DecisionForm)


class FollowedUpForm(KeptForm):
    """When a decision was followed up, and what was done."""

    combined = ("words",)

    on = Day("When was it followed up?", "Enter the day it was followed up")
    words = Words("What was done?", "Say what was done", rows=4, least=3)
