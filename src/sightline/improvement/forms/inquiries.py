"""The form of a question: what, whose, over which time, for whom and why."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms

from sightline.casework.forms.drafting import Day, Words
from sightline.improvement.actions.inquiries import Asked
from sightline.inspection.forms.mock_scope import Line
from sightline.inspection.standing.lines import LINES
from sightline.record.codes import CODE_SETS

TEAM, SERVICE = "team:", "service:"


class Picked(forms.ChoiceField):
    """One of many, from a list; ``empty`` is the first, which stands for none."""

    def __init__(self, label: str, empty: str, help_text: str = "") -> None:
        super().__init__(
            label=label,
            help_text=help_text,
            required=False,
            choices=[("", empty)],
            error_messages={"invalid_choice": "Choose one of the list"},
            widget=forms.Select(attrs={"class": "govuk-select"}),
        )


class InquiryForm(forms.Form):
    """A question of an inquiry."""

    title = Line("What is asked?", "Say what is asked", "Such as: Disabled children held by managers.")
    line = Picked("About which line of enquiry?", "Standards instead, named below")
    standards = Line(
        "Or about which standards?",
        "",
        "Their codes with spaces between, as the page of standards has them. Leave it empty for a line of enquiry.",
        required=False,
        most=1000,
    )
    whose = Picked("Whose?", "The whole council", "The team that answered for a duty on the day it fell due.")
    since = Day("From which day?", "Enter the first day")
    until = Day("To which day?", "Enter the last day")
    asked_for = Line("Who wants to know?", "Say who wants to know", "A board, a committee, an inspector, a coroner.")
    why = Words("Why?", "Say in a sentence why it is asked", rows=3, least=10)

    def __init__(self, *args: Any, teams: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        lines = [("", "Standards instead, named below"), *((each.id, each.title) for each in LINES.values())]
        services = [(SERVICE + code, name) for code, name in CODE_SETS["service"].meanings.items()]
        named = [(TEAM + key, name) for key, name in teams.items()]
        whose = [("", "The whole council"), ("Services", services), ("Teams", named)]
        for name, choices in (("line", lines), ("whose", whose)):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
            field.choices = choices

    def asked(self) -> Asked:
        """The question as it was filled in."""
        found = self.cleaned_data
        whose = found["whose"]
        return Asked(
            title=found["title"],
            why=found["why"],
            asked_for=found["asked_for"],
            line=found["line"],
            standards=tuple(dict.fromkeys(found["standards"].replace(",", " ").split())),
            team_id=whose.removeprefix(TEAM) if whose.startswith(TEAM) else "",
            service=whose.removeprefix(SERVICE) if whose.startswith(SERVICE) else "",
            since=found["since"],
            until=found["until"],
        )
