"""The forms of a board: set up, ended, and who sits on it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from sightline.access.models import Account
from sightline.casework.forms.drafting import Chosen, Day, OneOfMany, Words
from sightline.improvement.models import BoardKind

LEAST_WHY = 10  # characters


class Line(forms.CharField):
    """A line of text."""

    def __init__(
        self, label: str, missing: str, help_text: str = "", *, required: bool = True, most: int = 200
    ) -> None:
        super().__init__(
            label=label,
            help_text=help_text,
            required=required,
            max_length=most,
            error_messages={"required": missing, "max_length": f"Use at most {most} characters"},
        )


class Tick(forms.BooleanField):
    """Something that is so, or not."""

    def __init__(self, label: str) -> None:
        super().__init__(
            label=label, required=False, widget=forms.CheckboxInput(attrs={"class": "govuk-checkboxes__input"})
        )


class Ticks(forms.MultipleChoiceField):
    """Any of several."""

    def __init__(self, label: str, help_text: str = "", *, required: bool = False, missing: str = "") -> None:
        super().__init__(
            label=label,
            help_text=help_text,
            required=required,
            widget=forms.CheckboxSelectMultiple(attrs={"class": "govuk-checkboxes__input"}),
            error_messages={
                "required": missing,
                "invalid_choice": "Something chosen is no longer there; choose again",
            },
        )


def why(label: str = "Why is it put right?", help_text: str = "What stood before stays on record.") -> Words:
    """The reason for putting something right."""
    return Words(label, "Say why, in a sentence", help_text, rows=3, least=LEAST_WHY)


class BoardForm(forms.Form):
    """A board."""

    name = Line("What is it called?", "Give the board’s name")
    kind = Chosen("What does it answer for?", dict(BoardKind.choices), "Choose what it answers for")
    purpose = Words("What is it for?", "Say what it is for", "As its terms of reference say.", rows=4, least=3)
    from_on = Day("From which day does it sit?", "Enter the day from which it sits")


class EndForm(forms.Form):
    """The end of a board."""

    on = Day("Which is its last day?", "Enter its last day")
    why = why("Why does it end?", "All it did stays.")


class SeatForm(forms.Form):
    """Somebody on a board."""

    account = OneOfMany(
        "Which account do they have?",
        {},
        "Choose one",
        "Leave it at none for somebody who does not sign in.",
        required=False,
    )
    name = Line("What is their name?", "", "Only where they have no account.", required=False)
    organisation = Line(
        "Where do they come from?", "Say where they come from", "Such as the council, police or health."
    )
    post = Line("What is their post?", "", required=False)
    is_partner = Tick("They come from outside the council")
    is_chair = Tick("They chair the board")
    from_on = Day("From which day do they sit on it?", "Enter the day from which they sit on it")
    until_on = Day("Until which day?", "", "Leave empty while they sit on it.", required=False)

    def __init__(self, *args: Any, accounts: Sequence[Account], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen = self.fields["account"]
        assert isinstance(chosen, forms.ChoiceField)  # noqa: S101 - declared above
        chosen.choices = [("", "None"), *((str(each.pk), f"{each.name}, {each.email}") for each in accounts)]

    def clean(self) -> dict[str, Any]:
        """An account, or a name: one of them."""
        sent: dict[str, Any] = super().clean() or {}
        if not sent.get("account") and not (sent.get("name") or "").strip():
            self.add_error("name", "Choose an account, or give a name")
        return sent


class SeatOtherwiseForm(SeatForm):
    """The same put right, or ended."""

    why = why("Why does it change?")
