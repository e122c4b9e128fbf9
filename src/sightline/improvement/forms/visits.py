"""The form of what a visit looked into."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sightline.casework.forms.drafting import Words
from sightline.improvement.forms.boards import Ticks, why
from sightline.improvement.forms.boards_meetings import set_choices
from sightline.inspection.forms.naming import NamelessForm


class ScopeForm(NamelessForm):
    """What a visit looked into, and on which recommendations its letter bears."""

    unnamed = ("words", "letter_words")

    words = Words(
        "What is it to look into?",
        "Say what it looks into, in a sentence",
        "As Ofsted said when it called, or as its letter says.",
        rows=4,
        least=10,
    )
    areas = Ticks("Which areas does that touch?")
    letter_words = Words(
        "What does its letter mean for the plan?", "", "Leave empty until there is a letter.", rows=4, required=False
    )
    bears_on = Ticks("On which recommendations of the plan does it bear?")

    def __init__(self, *args: Any, areas: Mapping[str, str], recommendations: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        set_choices(self, "areas", list(areas.items()))
        set_choices(self, "bears_on", list(recommendations.items()))
        if not recommendations:
            del self.fields["bears_on"]


class CorrectScopeForm(ScopeForm):
    """The same put right, such as when the letter has come."""

    why = why("Why does it change?")
