"""The forms of a document or notice owed, and of what was given or withheld."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django import forms

from sightline.casework.forms.drafting import Chosen, Day, OneOfMany, Words
from sightline.scrutiny.actions.saying import LONGEST_NAME, SHORTEST_WORDS
from sightline.scrutiny.documents_clocks import clocks, exemptions
from sightline.scrutiny.forms.questions import NAME_NOBODY, past_day
from sightline.scrutiny.forms.unnamed import UnnamedForm
from sightline.scrutiny.models import Outcome


class DocumentForm(UnnamedForm):
    """What is asked for, or what notice is to be given."""

    unnamed = ("words", "asked_as")

    kind = Chosen("What is it?", {}, "Choose what it is")
    words = Words(
        "Which document, or notice of what?", "Say which, in a sentence", NAME_NOBODY, rows=3, least=SHORTEST_WORDS
    )
    asked_as = forms.CharField(
        label="Who asks, by what they are (optional)",
        help_text="Never a name: a resident, a newspaper, a parents’ group.",
        max_length=LONGEST_NAME,
        required=False,
        widget=forms.TextInput(attrs={"class": "govuk-input", "autocomplete": "off"}),
    )
    counted_from = Day(
        "Which day is it counted from?",
        "Enter the day it is counted from",
        "For a request, the day it was received; for a notice or an agenda, the day of the meeting or decision.",
    )

    def __init__(self, *args: Any, kinds: Mapping[str, str], is_member: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kind = self.fields["kind"]
        assert isinstance(kind, forms.ChoiceField)  # noqa: S101 - declared above
        kind.choices = list(kinds.items())
        if is_member:
            del self.fields["asked_as"]
            self.fields["counted_from"].label = "On which day did you ask?"
            self.fields["counted_from"].help_text = "The day the executive had your request."

    def clean(self) -> dict[str, Any]:
        """What is owed; a request was received already."""
        sent = super().clean()
        found = clocks().get(str(sent.get("kind")))
        if found is not None and found.is_request and sent.get("counted_from"):
            try:
                past_day(sent["counted_from"])
            except forms.ValidationError as error:
                self.add_error("counted_from", error)
        return sent


class OutcomeForm(UnnamedForm):
    """What was given of a request, and what was kept back."""

    unnamed = ("words", "withheld", "why")

    outcome = Chosen("What became of it?", {each.value: each.label for each in Outcome}, "Choose what became of it")
    words = Words("What was given, or answered?", "Say what was given, in a sentence", rows=3, least=SHORTEST_WORDS)
    done_on = Day("When?", "Enter the day")
    withheld = Words(
        "If something was kept back: what?", "", "In words that do not give it away.", rows=2, required=False
    )
    exemption = OneOfMany("Under which exemption?", exemptions(), "Choose an exemption from the list")
    why = Words("Why, and how was the public interest weighed?", "", rows=4, required=False)
    stated_on = Day(
        "When were the reasons given in writing to the committee?", "", "Leave empty until they are.", required=False
    )

    def __init__(self, *args: Any, has_statement: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["exemption"].required = False
        if not has_statement:
            del self.fields["stated_on"]

    def clean_done_on(self) -> dt.date | None:
        """The day, which is not to come."""
        return past_day(self.cleaned_data["done_on"])

    def clean(self) -> dict[str, Any]:
        """What became of it; something kept back says what, by which exemption, and why."""
        sent = super().clean()
        if sent.get("outcome") in (Outcome.PART.value, Outcome.WITHHELD.value):
            for name, missing in (
                ("withheld", "Say what was kept back, in words that do not give it away"),
                ("exemption", "Choose the exemption under which it was kept back"),
                ("why", "Give the reason, and how the public interest was weighed"),
            ):
                least = 1 if name == "exemption" else SHORTEST_WORDS
                if name not in self.errors and len(str(sent.get(name) or "").strip()) < least:
                    self.add_error(name, missing)
        return sent


class NoticeForm(UnnamedForm):
    """That a notice was published."""

    words = Words("Where is it published?", "Say where it is published, in a sentence", rows=2, least=SHORTEST_WORDS)
    done_on = Day("Since when?", "Enter the day it was published")

    def clean_done_on(self) -> dt.date | None:
        """The day, which is not to come."""
        return past_day(self.cleaned_data["done_on"])
