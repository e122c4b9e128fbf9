"""The forms of the quarterly pack: an edition to draft, a draft to set aside."""

from __future__ import annotations

from typing import Any

from django import forms

from sightline.casework.forms.drafting import Day, OneOfMany, Words
from sightline.scrutiny.actions.publications import SHORTEST
from sightline.scrutiny.queries.publications import quarters_over
from sightline.web import clock


class DraftForm(forms.Form):
    """Which quarter, counted on which day, and for a correction what changed."""

    quarter = OneOfMany("Which quarter?", {}, "Choose a quarter that is over")
    as_at = Day("Counted on which day?", "Give the day that is counted", "Usually the last of the quarter.")
    what_changed = Words(
        "What changed since the last edition, and why?",
        "Say what changed in a sentence",
        "Only for a correction. The public reads it. Name nobody.",
        rows=3,
        required=False,
        least=SHORTEST,
    )
    nobody_named = forms.BooleanField(
        label="I have looked, and these words name nobody",
        required=False,
        widget=forms.CheckboxInput(attrs={"class": "govuk-checkboxes__input"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen = self.fields["quarter"]
        assert isinstance(chosen, forms.ChoiceField)  # noqa: S101 - declared above
        over = [(each.ends_on.isoformat(), each.title) for each in quarters_over(clock.today())]
        chosen.choices = [("", "Choose one"), *over]


class SetAsideForm(forms.Form):
    """Why a draft is not published."""

    why = Words("Why is it set aside?", "Say in a sentence why it is set aside", rows=3, least=SHORTEST)
