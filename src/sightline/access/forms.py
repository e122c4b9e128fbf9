"""Access's forms. Each names its fields as the page labels them; what is wrong is said beside the field."""

from __future__ import annotations

from django import forms

from sightline.access.actions import LONGEST_TEXT, SHORTEST_REASON
from sightline.access.models import Account

NO_REASON = "Give the reason in a few words: others will read it"


def _words(label: str, hint: str, *, empty: str = NO_REASON) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=hint,
        max_length=LONGEST_TEXT,
        min_length=SHORTEST_REASON,
        error_messages={"required": empty, "min_length": empty},
        widget=forms.Textarea(attrs={"rows": 4, "class": "govuk-textarea"}),
    )


class ReasonForm(forms.Form):
    """Why a child beyond one's reach is looked at."""

    reason = _words(
        "Why do you need to open this record?",
        "For instance: covering duty for the allocated worker. It is kept with your name, and can be read by managers.",
    )


class BreakGlassForm(forms.Form):
    """Which child, and what could not wait."""

    key = forms.CharField(
        label="The child’s number in the record",
        max_length=200,
        error_messages={"required": "Enter the child’s number in the record"},
        widget=forms.TextInput(attrs={"class": "govuk-input govuk-input--width-20", "autocomplete": "off"}),
    )
    reason = _words(
        "What cannot wait?", "Say what could happen to the child. Somebody else will review this, whatever you find."
    )


class OwnFamilyForm(forms.Form):
    """How the reader is related to the child."""

    relation = forms.CharField(
        label="How are you related?",
        help_text="For instance: my sister’s child, or a child of my household.",
        max_length=LONGEST_TEXT,
        error_messages={"required": "Say how you are related"},
        widget=forms.TextInput(attrs={"class": "govuk-input", "autocomplete": "off"}),
    )


class NotFamilyForm(forms.Form):
    """Why a child is not of somebody's own family after all."""

    why = _words("How do you know that they are not related?", "For instance: they declared the wrong child of two.")


class ReviewForm(forms.Form):
    """What came of a review."""

    outcome = _words("What did you find?", "Say whether the reason holds, and what you did about it.")


class RestrictionForm(forms.Form):
    """Who alone may know of the child, and why."""

    why = _words("Why?", "For instance: child of a colleague. Only those you name will find this child from now on.")
    allowed = forms.CharField(
        label="E-mail addresses of those who may open the record, besides you",
        help_text="One a line. Leave empty for nobody else.",
        required=False,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 4, "class": "govuk-textarea"}),
    )

    def clean_allowed(self) -> list[Account]:
        """The accounts named; an error that names the first address without one."""
        asked = [each.strip().lower() for each in self.cleaned_data["allowed"].splitlines() if each.strip()]
        found = {each.email: each for each in Account.objects.filter(email__in=asked, is_active=True)}
        for each in asked:
            if each not in found:
                raise forms.ValidationError(f"There is no account with the address {each}")
        return [found[each] for each in asked]


class LiftForm(forms.Form):
    """Why a restriction is lifted."""

    why = _words("Why is the restriction lifted?", "Everybody whose role reaches the child will find them again.")
