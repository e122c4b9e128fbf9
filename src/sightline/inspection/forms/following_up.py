"""The forms of what was done after an inspection."""

from __future__ import annotations

from django import forms

from sightline.casework.forms.drafting import SHORTEST_WORDS, Day, Words
from sightline.web import clock


class StepForm(forms.Form):
    """A step that was taken."""

    done_on = Day("When was it done?", "Enter the day it was done")
    words = Words(
        "What was done? (optional)",
        "",
        "Such as where the plan is published, or who agreed it. Name no child.",
        rows=3,
        required=False,
    )

    @staticmethod
    def first() -> dict[str, str]:
        """What an empty one begins with."""
        return {"done_on": clock.today().isoformat()}


class MetForm(forms.Form):
    """A recommendation that the council holds to be met."""

    met_on = Day("Since when is it met?", "Enter the day since when it is met")
    words = Words(
        "What shows it?",
        "Say what shows that it is met, in a sentence",
        "A measure, an audit, what children say. Name no child.",
        rows=4,
        least=SHORTEST_WORDS,
    )

    @staticmethod
    def first() -> dict[str, str]:
        """What an empty one begins with."""
        return {}


class BackForm(forms.Form):
    """Taking back what was said."""

    why = Words("Why?", "Say why, in a sentence", "What was said before stays.", rows=3, least=SHORTEST_WORDS)

    @staticmethod
    def first() -> dict[str, str]:
        """What an empty one begins with."""
        return {}
