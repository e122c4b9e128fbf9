"""The forms of who takes part, of evidence, of a sample and of hours."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import forms

from sightline.casework.forms.drafting import Chosen, Day, OneOfMany, Words
from sightline.inspection.actions.sampling import LARGEST_SEED
from sightline.inspection.forms.mock_scope import Line, Several
from sightline.inspection.models import MemberRole, WorkKind
from sightline.inspection.queries.samples import StratumRow
from sightline.inspection.sampling import MOST, StratumPlan
from sightline.web import clock

TEAMS_HELP = "Beside the teams they work or worked in, which the record says. They are given no file of these."


class TeamsForm(forms.Form):
    """Which teams somebody knows too well."""

    knows_teams = Several("Which teams do they know too well to audit?", {}, "", TEAMS_HELP, required=False)

    def __init__(self, *args: Any, teams: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choose(self, "knows_teams", teams)


class MemberForm(TeamsForm):
    """Somebody who takes part, in which role."""

    account = OneOfMany("Who?", {}, "Choose who takes part")
    role = Chosen("What do they do?", dict(MemberRole.choices), "Choose what they do")
    field_order = ("account", "role", "knows_teams")

    def __init__(self, *args: Any, people: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choose(self, "account", {"": "Choose one", **people})


class EvidenceForm(forms.Form):
    """As it was known when."""

    known_on = Day(
        "As it was known at the end of which day?",
        "",
        "Leave empty for all that is known now. An earlier day shows what anybody could have known then.",
        required=False,
    )

    def clean_known_on(self) -> dt.date | None:
        """The day, which has passed."""
        found: dt.date | None = self.cleaned_data["known_on"]
        if found is not None and found >= clock.now().astimezone(clock.LONDON).date():
            raise forms.ValidationError("Enter a day that has passed, or leave it empty")
        return found

    def known_at(self) -> dt.datetime | None:
        """The last instant of that day in England; None for now."""
        found = self.cleaned_data["known_on"]
        if found is None:
            return None
        midnight = dt.datetime.combine(found + dt.timedelta(days=1), dt.time(), clock.LONDON)
        return midnight.astimezone(dt.UTC) - dt.timedelta(microseconds=1)


class DrawForm(forms.Form):
    """How many files of each group, and why; ``rows`` are what is suggested."""

    why = Words("Why these files, and why so many?", "Say in a sentence why", rows=3, least=10)
    seed = forms.IntegerField(
        label="Seed",
        required=False,
        min_value=1,
        max_value=LARGEST_SEED,
        help_text="Leave empty: one is made by lot. Give one only to draw again what was drawn before.",
        error_messages={"invalid": "A seed is a whole number"},
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "govuk-input govuk-input--width-20"}),
    )

    def __init__(self, *args: Any, rows: tuple[StratumRow, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rows = rows
        for each in rows:
            for kind, words, number in (("risk", "for risk", each.by_risk), ("lot", "at random", each.at_random)):
                self.fields[f"{kind}-{each.stratum.value}"] = _how_many(f"{each.stratum.words}, {words}", number)

    @property
    def shown(self) -> list[tuple[StratumRow, Any, Any]]:
        """Each group with its two fields."""
        return [(each, self[f"risk-{each.stratum.value}"], self[f"lot-{each.stratum.value}"]) for each in self.rows]

    def plan(self) -> list[StratumPlan]:
        """How many files of each group are wanted."""
        found = self.cleaned_data
        return [
            StratumPlan(each.stratum, found[f"risk-{each.stratum.value}"] or 0, found[f"lot-{each.stratum.value}"] or 0)
            for each in self.rows
        ]


class WhyForm(forms.Form):
    """A reason."""

    why = Words("Why?", "Say why, in a sentence", rows=3, least=10)


class PlanHoursForm(forms.Form):
    """The hours planned, by kind of work."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for each in WorkKind:
            self.fields[each.value] = _hours(str(each.label), least=Decimal(0))

    def hours(self) -> dict[WorkKind, Decimal]:
        """What was planned."""
        return {each: self.cleaned_data[each.value] for each in WorkKind}


class SpentForm(forms.Form):
    """Hours that somebody spent."""

    kind = Chosen("On what?", dict(WorkKind.choices), "Choose what the hours went on")
    hours = forms.DecimalField(
        label="How many hours?",
        min_value=Decimal("0.25"),
        max_value=Decimal(100),
        decimal_places=2,
        help_text="Of everybody together, such as 7.5.",
        error_messages={"required": "Enter how many hours", "invalid": "Enter hours as a number, such as 7.5"},
        widget=forms.TextInput(attrs={"inputmode": "decimal", "class": "govuk-input govuk-input--width-5"}),
    )
    words = Line("Whose, and on what?", "", "Such as: two auditors, first day.", required=False)


def _how_many(label: str, initial: int) -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        initial=initial,
        required=False,
        min_value=0,
        max_value=MOST,
        error_messages={
            "invalid": f"{label}: enter a whole number",
            "max_value": f"{label}: at most {MOST}",
            "min_value": f"{label}: 0 or more",
        },
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "govuk-input govuk-input--width-2"}),
    )


def _hours(label: str, least: Decimal) -> forms.DecimalField:
    return forms.DecimalField(
        label=label,
        min_value=least,
        max_value=Decimal(10_000),
        decimal_places=2,
        error_messages={"required": f"{label}: enter hours", "invalid": f"{label}: enter hours as a number"},
        widget=forms.TextInput(attrs={"inputmode": "decimal", "class": "govuk-input govuk-input--width-5"}),
    )


def _choose(form: forms.Form, name: str, choices: Mapping[str, str]) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField | forms.MultipleChoiceField)  # noqa: S101 - each form declares it
    field.choices = list(choices.items())
