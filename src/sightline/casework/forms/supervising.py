"""The form of a session of supervision: of the worker, and of each of their children that was discussed."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.forms.boundfield import BoundField

from sightline.casework.forms.drafting import Day, KeptForm, OneOfMany, Words, corrected, meanings
from sightline.web import clock

OF_CHILD = re.compile(r"(?:agreed|actions|due)-[0-9a-f]{32}")
LONGEST_SESSION = 24 * 60  # minutes


class Minutes(forms.IntegerField):
    """How long a session lasted."""

    def __init__(self) -> None:
        super().__init__(
            label="How many minutes did it last?",
            min_value=1,
            max_value=LONGEST_SESSION,
            error_messages={
                "required": "Enter how many minutes it lasted",
                "invalid": "Enter a whole number of minutes",
                "min_value": "Enter a whole number of minutes",
                "max_value": "Enter a number of minutes within a day",
            },
            widget=forms.TextInput(attrs={"class": "govuk-input govuk-input--width-4", "inputmode": "numeric"}),
        )


class Training(OneOfMany):
    """Which training was agreed with a worker, if any was."""

    def __init__(self) -> None:
        super().__init__(
            "Which training was agreed? (optional)",
            meanings("course"),
            "Choose a course from the list",
            "It is suggested as this worker’s training need until the record of training shows it.",
            required=False,
        )


class DiscussionForm(KeptForm):
    """When a child was discussed, and what was agreed."""

    combined = ("agreed",)

    held_on = Day("When was it held?", "Enter the day it was held")
    agreed = Words("What was agreed?", "Write what was agreed")

    def clean_held_on(self) -> dt.date:
        """The day, which is not to come."""
        return _not_to_come(self.cleaned_data["held_on"])


class SessionForm(KeptForm):
    """A session as it is corrected: when, how long, what was agreed about the worker."""

    combined = ("agreed",)

    held_on = Day("When was it held?", "Enter the day it was held")
    minutes = Minutes()
    agreed = Words("What was agreed?", "Write what was agreed", "About the worker: load, leave, learning, worries.")
    training_agreed = Training()

    def clean_held_on(self) -> dt.date:
        """The day, which is not to come."""
        return _not_to_come(self.cleaned_data["held_on"])


CorrectSessionForm, CorrectDiscussionForm = corrected(SessionForm), corrected(DiscussionForm)


class SupervisionForm(KeptForm):
    """When, how long, what was agreed, and what is to be done by when; the same of each child by their handle.

    ``names``: how each child is called in what is said of their fields.
    """

    combined = ("agreed",)

    held_on = Day("When was it held?", "Enter the day it was held")
    minutes = Minutes()
    agreed = Words("What was agreed?", "Write what was agreed", "About the worker: load, leave, learning, worries.")
    training_agreed = Training()
    actions = Words("What is the worker to do?", "", "One thing a line; each becomes a task.", rows=3, required=False)
    due = Day("By which day?", "", required=False)

    def __init__(self, *args: Any, names: Mapping[str, str] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.names = names or {}
        for handle, name in self.names.items():
            self.fields[f"agreed-{handle}"] = Words(f"What was agreed about {name}?", "", rows=3, required=False)
            self.fields[f"actions-{handle}"] = Words(
                f"What is to be done for {name}?", "", "One thing a line.", rows=2, required=False
            )
            self.fields[f"due-{handle}"] = Day(f"By which day, for {name}?", "", required=False)

    def of_worker(self) -> Iterable[BoundField]:
        """The fields that are about the worker."""
        return [self[name] for name in ("held_on", "minutes", "agreed", "training_agreed", "actions", "due")]

    def of_child(self, handle: str) -> Iterable[BoundField]:
        """The fields that are about a child."""
        return [self[f"{each}-{handle}"] for each in ("agreed", "actions", "due")]

    def clean_held_on(self) -> dt.date:
        """The day, which is not to come."""
        return _not_to_come(self.cleaned_data["held_on"])

    def clean(self) -> dict[str, Any]:
        """What is to be done has a day; what is to be done for a child was agreed about the child."""
        given = super().clean() or self.cleaned_data
        for suffix in ("", *(f"-{handle}" for handle in self.names)):
            due, asked = given.get(f"due{suffix}"), given.get(f"actions{suffix}")
            if asked and due is None and f"due{suffix}" not in self.errors:
                self.add_error(f"due{suffix}", "Enter the day by which it is to be done")
            if due is not None and given.get("held_on") and due < given["held_on"]:
                self.add_error(f"due{suffix}", "It cannot be due before the session")
            if suffix and asked and not given.get(f"agreed{suffix}"):
                self.add_error(f"agreed{suffix}", f"Write what was agreed about {self.names[suffix[1:]]}")
        return given


def _not_to_come(day: dt.date) -> dt.date:
    if day > clock.today():
        raise forms.ValidationError("The day of a session cannot be to come")
    return day


def lines_of(text: str) -> list[str]:
    """What is to be done, a thing a line."""
    return [each.strip() for each in text.splitlines() if each.strip()]


def handles_sent(data: Mapping[str, Any]) -> dict[str, str]:
    """The handles of the children whose fields a window sent."""
    return {name.partition("-")[2]: "" for name in data if OF_CHILD.fullmatch(name)}
