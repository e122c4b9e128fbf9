"""The forms of a mock inspection's scope: which framework, then what of it and when."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms

from sightline.casework.forms.drafting import Chosen, Day, Words
from sightline.inspection.actions.setting_up import Scope
from sightline.inspection.events import EventType, events
from sightline.inspection.framework import Framework, frameworks, load_framework

BETWEEN = ":"


class Several(forms.MultipleChoiceField):
    """Some of a few, as boxes to tick."""

    def __init__(
        self, label: str, choices: Mapping[str, str], missing: str, help_text: str = "", *, required: bool = True
    ) -> None:
        super().__init__(
            label=label,
            help_text=help_text,
            required=required,
            choices=list(choices.items()),
            error_messages={"required": missing, "invalid_choice": missing},
            widget=forms.CheckboxSelectMultiple(attrs={"class": "govuk-checkboxes__input"}),
        )


class Line(forms.CharField):
    """A line of text; ``missing`` is said when it is left empty."""

    def __init__(
        self, label: str, missing: str, help_text: str = "", *, required: bool = True, most: int = 200
    ) -> None:
        super().__init__(
            label=label,
            help_text=help_text,
            required=required,
            max_length=most,
            error_messages={"required": missing},
        )


def kinds() -> dict[str, str]:
    """Every framework with every kind of inspection or visit held by it, as one choice."""
    return {
        f"{framework.id}{BETWEEN}{event.code}": _named(framework, event)
        for framework in frameworks()
        for event in events().values()
        if framework.id in event.frameworks
    }


def _named(framework: Framework, event: EventType) -> str:
    return event.name if event.name.startswith(framework.name) else f"{framework.name}: {event.name}"


def kind_of(sent: str) -> tuple[Framework, EventType] | None:
    """The framework and kind of a choice; None for one that is not offered."""
    if sent not in kinds():
        return None
    framework, _, event = sent.partition(BETWEEN)
    return load_framework(framework), events()[event]


class KindForm(forms.Form):
    """Which framework, and which kind of inspection or visit of it."""

    kind = Chosen("What is it to be like?", {}, "Choose what it is to be like")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["kind"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
        field.choices = list(kinds().items())


class ScopeForm(forms.Form):
    """What of a framework is looked at, as at when, and when people are at it."""

    title = Line("What is it called?", "Give it a name", "Such as: Mock inspection, autumn 2016.")
    why = Words("Why is it done?", "Say in a sentence why it is done", rows=3, least=10)
    areas = Several("Which areas are looked at?", {}, "Choose at least one area")
    as_at = Day(
        "As at which day?",
        "Enter the day it is about",
        "The record is held against the standards as it stood at the end of this day.",
    )
    starts_on = Day("First day of fieldwork", "Enter the first day of fieldwork")
    ends_on = Day("Last day of fieldwork", "Enter the last day of fieldwork")

    def __init__(self, *args: Any, framework: Framework, event: EventType, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.framework, self.event = framework, event
        field = self.fields["areas"]
        assert isinstance(field, forms.MultipleChoiceField)  # noqa: S101 - declared above
        field.choices = [(each.id, f"{each.no} {each.name}".strip()) for each in framework.areas]

    def scope(self) -> Scope:
        """What was asked for."""
        found = self.cleaned_data
        return Scope(
            title=found["title"],
            why=found["why"],
            framework=self.framework.id,
            event=self.event.code,
            areas=tuple(found["areas"]),
            as_at=found["as_at"],
            starts_on=found["starts_on"],
            ends_on=found["ends_on"],
        )
