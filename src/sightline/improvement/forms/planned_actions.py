"""The forms of the plan's actions and evidence. An action's asks for each of the four, and says what is missing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django import forms

from sightline.casework.forms.drafting import SHORTEST_WORDS, Day, OneOfMany, Words
from sightline.improvement.forms.plan import Short, Tick, offered
from sightline.improvement.models import PlannedAction
from sightline.improvement.plan_files import MOST_BYTES
from sightline.improvement.specific import lacks
from sightline.web import clock

NO_WORDS = "Not specific: say what will be done, where and with whom, in a sentence"
NO_SHOW = "Not measurable: say what will show that it worked, apart from its being done"
NO_OWNER = "Not owned: choose one person who answers for it"
NO_DAY = "Not dated: enter the day by which it will be done"


class ActionForm(forms.Form):
    """An action: what will be done, what will show that it worked, who answers for it, by when."""

    words = Words("What will be done?", NO_WORDS, "Somebody else must be able to tell whether it was done.", rows=3)
    will_show = Words(
        "What will show that it worked?",
        NO_SHOW,
        "A figure, a count, an audit: not that the action was taken, but that it made a difference.",
        rows=3,
    )
    owner = OneOfMany("Who answers for it?", {}, NO_OWNER, "One person, by name.")
    starts_on = Day("When does it begin? (optional)", "", required=False)
    due_on = Day("By when will it be done?", NO_DAY)
    is_as_it_stands = Tick("File it as it stands", required=False)

    def __init__(self, *args: Any, people: Mapping[str, str], wanted_by: dt.date | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.wanted_by = wanted_by
        offered(self, "owner", people)
        if not self.is_bound:
            del self.fields["is_as_it_stands"]

    def clean(self) -> dict[str, Any]:
        """Refuse what is missing, and once what says little, unless it is to be filed as it stands."""
        sent = super().clean() or {}
        found = lacks(
            sent.get("words") or "",
            sent.get("will_show") or "",
            is_owned=bool(sent.get("owner")),
            due_on=sent.get("due_on"),
            on=clock.today(),
            starts_on=sent.get("starts_on"),
            wanted_by=self.wanted_by,
        )
        advised = [each for each in found if each.is_advice]
        for each in found:
            if each.of.value not in self.errors and (not each.is_advice or not sent.get("is_as_it_stands")):
                self.add_error(each.of.value, each.words)
        if not advised:
            self.fields.pop("is_as_it_stands", None)  # there is nothing to insist on
        return sent

    @staticmethod
    def first(row: PlannedAction) -> dict[str, Any]:
        """What it begins with where an action is put right."""
        names = ("words", "will_show", "starts_on", "due_on")
        return {**{each: getattr(row, each) for each in names}, "owner": str(row.owner_id)}


class CorrectActionForm(ActionForm):
    """An action put right."""

    why = Words(
        "Why is it changed?", "Say why it is changed", "As it stood before stays.", rows=3, least=SHORTEST_WORDS
    )


class DoneForm(forms.Form):
    """An action said to be done."""

    done_on = Day("When was it done?", "Enter the day it was done")
    words = Words("What was done?", "Say what was done, in a sentence", "Name no child.", rows=4, least=SHORTEST_WORDS)


class WaitForm(forms.Form):
    """What an action waits for."""

    needs = OneOfMany("Which action must be done first?", {}, "Choose the action that must be done first")

    def __init__(self, *args: Any, others: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered(self, "needs", others)


class EvidenceForm(forms.Form):
    """Evidence: words, and with them a page of this site or a file."""

    words = Words(
        "What does it show?", "Say what it shows, in a sentence", "Name no child.", rows=4, least=SHORTEST_WORDS
    )
    action = OneOfMany(
        "Of which action? (optional)", {}, "", "Leave empty for the recommendation as a whole.", required=False
    )
    page = Short("A page of this site (optional)", "Its address, such as /standards/child-seen-6m/", most=500)
    file = forms.FileField(
        label="A file (optional)",
        required=False,
        allow_empty_file=True,  # said better by the reader of files
        help_text=f"PDF, Word, Excel, PowerPoint, OpenDocument, PNG, JPEG or plain text; at most "
        f"{MOST_BYTES // 1024 // 1024} MB. Its name is not kept. Give no child’s record.",
        widget=forms.FileInput(attrs={"class": "govuk-file-upload"}),
        error_messages={
            "missing": "Choose the file again: nothing of it was received",
            "invalid": "Choose the file again",
        },
    )

    def __init__(self, *args: Any, actions: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered(self, "action", actions)
