"""What is decided of a suggestion, as a form: which record is kept, or that they are two children; and why."""

from __future__ import annotations

from django import forms

from sightline.access.actions import LONGEST_TEXT, SHORTEST_REASON
from sightline.casework.models.suggestions import Suggestion

NO_REASON = "Give the reason in a few words: others will read it"
DIFFERENT = "different"


def why_field(label: str, hint: str) -> forms.CharField:
    """A reason."""
    return forms.CharField(
        label=label,
        help_text=hint,
        max_length=LONGEST_TEXT,
        min_length=SHORTEST_REASON,
        error_messages={"required": NO_REASON, "min_length": NO_REASON},
        widget=forms.Textarea(attrs={"rows": 3, "class": "govuk-textarea"}),
    )


class DecideForm(forms.Form):
    """Which of the two records is kept, if they are of one child."""

    decision = forms.ChoiceField(
        choices=[("a", "One child: keep record A"), ("b", "One child: keep record B"), (DIFFERENT, "Two children")],
        widget=forms.RadioSelect,
        error_messages={"required": "Say whether they are one child, and which record is kept"},
    )
    why = why_field("How do you know?", "For instance: school confirms one pupil, the surname changed in June.")

    def kept(self, suggestion: Suggestion) -> str | None:
        """The key of the person kept; None for two children."""
        return {"a": suggestion.person_a, "b": suggestion.person_b}.get(self.cleaned_data["decision"])


class UndoForm(forms.Form):
    """Why a merge is undone."""

    why = why_field("Why are they two children?", "It is kept with your name, and can be read by managers.")
