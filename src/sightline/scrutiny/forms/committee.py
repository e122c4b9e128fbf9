"""The forms of the committee: meetings, topics, reports, recommendations and responses."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django import forms

from sightline.casework.forms.drafting import Chosen, Day, Words
from sightline.scrutiny.actions.saying import LONGEST_NAME, LONGEST_POST, SHORTEST_WORDS
from sightline.scrutiny.forms.questions import NAME_NOBODY, past_day
from sightline.scrutiny.forms.unnamed import UnnamedForm
from sightline.scrutiny.models import Response


def _line(label: str, missing: str, help_text: str = "", *, longest: int = LONGEST_POST) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        max_length=longest,
        error_messages={"required": missing},
        widget=forms.TextInput(attrs={"class": "govuk-input", "autocomplete": "off"}),
    )


class _Choosing(UnnamedForm):
    """A form in which a meeting or a topic may be chosen; ``choices``: by field, what may be."""

    def __init__(self, *args: Any, choices: Mapping[str, Mapping[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, found in choices.items():
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)  # noqa: S101 - each form of this kind declares it
            field.choices = [("", "None" if not field.required else "Choose one"), *found.items()]


class MeetingForm(forms.Form):
    """A meeting."""

    committee = _line("Which committee?", "Say which committee meets", longest=LONGEST_NAME)
    held_on = Day("When does it meet, or did it?", "Enter the day of the meeting")
    agenda_on = Day(
        "Since when are its agenda and reports open to the public?", "", "Leave empty until they are.", required=False
    )

    def clean_agenda_on(self) -> dt.date | None:
        """The day, which is not to come."""
        return past_day(self.cleaned_data["agenda_on"])


class AgendaForm(forms.Form):
    """Since when an agenda is open."""

    on = Day("Since when are its agenda and reports open to the public?", "Enter the day")

    def clean_on(self) -> dt.date | None:
        """The day, which is not to come."""
        return past_day(self.cleaned_data["on"])


class TopicForm(_Choosing):
    """A topic to be looked into."""

    unnamed = ("words", "why", "chosen_by")

    words = Words("What is to be looked into?", "Say what, in a sentence", NAME_NOBODY, rows=3, least=SHORTEST_WORDS)
    why = Words(
        "Why?",
        "Say why it is chosen, in a sentence",
        "A figure, a question that was not answered, what children or families say.",
        rows=3,
        least=SHORTEST_WORDS,
    )
    chosen_by = _line("Who chose it?", "Say who chose it", "A member, the committee, the children in care council.")
    meeting = forms.ChoiceField(label="At which meeting? (optional)", required=False)


class CameForm(UnnamedForm):
    """What came of a topic."""

    words = Words("What came of it?", "Say what came of it, in a sentence", NAME_NOBODY, rows=4, least=SHORTEST_WORDS)


class MoveForm(_Choosing):
    """To which meeting a topic is put."""

    unnamed = ("why",)

    meeting = forms.ChoiceField(
        label="To which meeting?",
        error_messages={"required": "Choose a meeting", "invalid_choice": "Choose a meeting"},
    )
    why = Words("Why?", "Say why, in a sentence", rows=3, least=SHORTEST_WORDS)


class ReportForm(_Choosing):
    """A report to a meeting."""

    unnamed = ("title", "from_post", "told")

    title = _line("Title of the report", "Give the title of the report")
    from_post = _line("From whom, by their post?", "Say by their post whose report it is")
    told = Words(
        "What did it tell the committee?", "Say what it told, in a sentence", NAME_NOBODY, rows=4, least=SHORTEST_WORDS
    )
    topic = forms.ChoiceField(label="On which topic of the programme? (optional)", required=False)


class ChallengeForm(UnnamedForm):
    """Whether a report was challenged."""

    is_challenged = Chosen(
        "Was it challenged?",
        {"yes": "Yes: something was asked of it that it did not say", "no": "No: it was noted"},
        "Choose whether it was challenged",
    )
    words = Words("What was asked of it, and what was answered?", "", NAME_NOBODY, rows=4, required=False)

    def clean(self) -> dict[str, Any]:
        """What was said; a yes says what was asked."""
        sent = super().clean()
        if sent.get("is_challenged") == "yes" and len(str(sent.get("words") or "").strip()) < SHORTEST_WORDS:
            self.add_error("words", "Say what was asked of it, in a sentence")
        return sent


class RecommendForm(_Choosing):
    """A recommendation to the executive."""

    unnamed = ("words", "to")

    words = Words(
        "What is recommended?", "Write the recommendation in a sentence", NAME_NOBODY, rows=4, least=SHORTEST_WORDS
    )
    to = _line("To whom?", "Say to whom it is made", "Such as the cabinet, or the lead member.")
    received_on = Day(
        "When did the executive have it, with the notice that asks for a response?",
        "Enter the day the executive had it",
        "The two months begin with this day; where the notice came later, with the day of the notice.",
    )
    topic = forms.ChoiceField(label="From which topic of the programme? (optional)", required=False)

    def clean_received_on(self) -> dt.date | None:
        """The day, which is not to come."""
        return past_day(self.cleaned_data["received_on"])


class ResponseForm(UnnamedForm):
    """The executive's response."""

    response = Chosen(
        "What did the executive answer?", {each.value: each.label for each in Response}, "Choose what it answered"
    )
    words = Words(
        "What will it do, and why does it refuse what it refuses?",
        "Say what it will do, or why it refuses",
        NAME_NOBODY,
        rows=5,
        least=SHORTEST_WORDS,
    )
    responded_on = Day("When?", "Enter the day of the response")

    def clean_responded_on(self) -> dt.date | None:
        """The day, which is not to come."""
        return past_day(self.cleaned_data["responded_on"])


class FollowForm(UnnamedForm):
    """What was found to have been done."""

    words = Words(
        "What was found to have been done?",
        "Say what was found, in a sentence",
        NAME_NOBODY,
        rows=4,
        least=SHORTEST_WORDS,
    )
    is_done = Chosen(
        "Is anything left to do?", {"no": "No, it is done", "yes": "Yes, some of it"}, "Choose whether anything is left"
    )
    on = Day("When was it looked at?", "Enter the day")

    def clean_on(self) -> dt.date | None:
        """The day, which is not to come."""
        return past_day(self.cleaned_data["on"])
