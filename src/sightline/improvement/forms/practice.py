"""The forms of practice: an audit planned, a weakness taken up, a need said, a note published."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django import forms

from sightline.access.models import Account
from sightline.casework.forms.drafting import Chosen, Day, OneOfMany, Words
from sightline.improvement.actions.practice_audits import MOST_FILES, Plan
from sightline.improvement.actions.practice_learning import LONGEST_READING, LONGEST_TITLE, LONGEST_WORDS, Note
from sightline.improvement.models import LearnedFrom, Loop, NeedSource, Where
from sightline.improvement.practice_closing import FEWEST
from sightline.improvement.themes import themes
from sightline.inspection.forms.mock_scope import Line, Several
from sightline.inspection.models import Answered
from sightline.record.codes import CODE_SETS
from sightline.web import clock

WHOLE = "The whole council"


class Number(forms.IntegerField):
    """A whole number."""

    def __init__(self, label: str, missing: str, help_text: str = "", *, least: int, most: int) -> None:
        super().__init__(
            label=label,
            help_text=help_text,
            min_value=least,
            max_value=most,
            error_messages={
                "required": missing,
                "invalid": missing,
                "min_value": f"{missing}: {least} or more",
                "max_value": f"{missing}: {most} or fewer",
            },
            widget=forms.TextInput(attrs={"class": "govuk-input govuk-input--width-4", "inputmode": "numeric"}),
        )


def _theme_names() -> dict[str, str]:
    return {code: each.name for code, each in themes().items()}


class PlanForm(forms.Form):
    """Which team, what, how many files, by whom, how, from when and by when."""

    team = OneOfMany("Which team?", {}, "Choose a team, or the whole council")
    theme = OneOfMany("On what?", {}, "Choose what it is about")
    where = Chosen("How is it audited?", dict(Where.choices), "Choose how it is audited")
    auditor = OneOfMany("Who audits?", {}, "Choose who audits", required=False)
    how_many = Number("How many files?", "Enter how many files", least=1, most=MOST_FILES)
    starts_on = Day("From which day?", "Enter the first day")
    due_on = Day("By which day?", "Enter the day it is due")
    words = Words("What is it to find out?", "", "A sentence; it may be left empty.", rows=2, required=False)

    def __init__(
        self, *args: Any, teams: Mapping[str, str], auditors: Mapping[str, str], loop: Loop | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.loop = loop
        _choose(self, "team", {"": "Choose one", "council": WHOLE, **teams})
        _choose(self, "theme", {"": "Choose one", "practice": "Practice as a whole", **_theme_names()})
        _choose(self, "auditor", {"": "Whoever audits there", **auditors})
        if loop is not None:
            del self.fields["team"], self.fields["theme"]

    def plan(self, accounts: Mapping[str, Account]) -> Plan:
        """What was asked for."""
        said = self.cleaned_data
        loop = self.loop
        return Plan(
            team_id=loop.team_id if loop else _none_for(said["team"], "council"),
            theme=loop.theme if loop else _none_for(said["theme"], "practice"),
            files=said["how_many"],
            where=Where(said["where"]),
            starts_on=said["starts_on"],
            due_on=said["due_on"],
            auditor=accounts.get(said["auditor"]),
            loop=loop,
            words=said["words"],
        )


class LoopForm(forms.Form):
    """A weakness taken up: which, where, what good is, and how it will be told that it has gone."""

    theme = OneOfMany("Which weakness?", {}, "Choose a theme")
    team = OneOfMany("Where?", {}, "Choose a team, or the whole council")
    words = Words("What is weak, and what would good look like?", "Say it in a sentence", rows=4, least=10)
    since = Day(
        "Count actions of the council’s own audits from which day?",
        "Enter a day",
        "Actions on this theme that were raised from this day on must be completed before it can be audited again.",
    )
    aim = Number(
        "What share of files is to be good?",
        "Enter a share of a hundred",
        "Of a hundred files. It closes only when a re-audit finds at least this share good.",
        least=50,
        most=100,
    )
    how_many = Number(
        "How many files must the re-audit read?",
        "Enter how many files",
        "Of 20 files all good, the interval still begins at 84%; of 50, at 93%.",
        least=FEWEST,
        most=MOST_FILES,
    )

    def __init__(self, *args: Any, teams: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choose(self, "theme", {"": "Choose one", **_theme_names()})
        _choose(self, "team", {"": "Choose one", "council": WHOLE, **teams})

    def team_id(self) -> str:
        """The team's key, "" for the whole council."""
        return _none_for(self.cleaned_data["team"], "council")


class NeedForm(forms.Form):
    """Who needs training in what, and why."""

    topic = OneOfMany("In what?", {}, "Choose what training is needed")
    team = OneOfMany("Which team?", {}, "Choose a team, or the whole council")
    person = OneOfMany(
        "One person of the team?",
        {},
        "Choose somebody of the team",
        "Leave it for everybody in the team. A person’s need is seen by them, their manager and who leads practice.",
        required=False,
    )
    source = Chosen("What showed it?", dict(NeedSource.choices), "Choose what showed it")
    words = Words("Why?", "Say why in a sentence", "Name no child.", rows=3, least=10)

    def __init__(self, *args: Any, teams: Mapping[str, str], people: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        topics = {
            **CODE_SETS["course"].meanings,
            **{code: f"Practice: {name}" for code, name in _theme_names().items()},
        }
        _choose(self, "topic", {"": "Choose one", **topics})
        _choose(self, "team", {"": "Choose one", "council": WHOLE, **teams})
        _choose(self, "person", {"": "Everybody in the team", **people})

    def team_id(self) -> str:
        """The team's key, "" for the whole council."""
        return _none_for(self.cleaned_data["team"], "council")


class StatementForm(forms.Form):
    """When something was done, and how."""

    on = Day("On which day?", "Enter the day")
    words = Words("How was it met?", "Say how in a sentence", rows=3, least=10)


class WhyForm(forms.Form):
    """Why something is withdrawn."""

    why = Words("Why?", "Say why in a sentence", "It stays to be seen, with the reason.", rows=3, least=10)


class AnswerForm(forms.Form):
    """What a file showed."""

    answer = Chosen("What does the file show?", dict(Answered.choices), "Choose what the file shows")
    words = Words(
        "What on the file shows it?",
        "",
        "A sentence or two, for whoever reads the result. It stays with the file’s audit.",
        rows=4,
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        """Every answer but one that does not apply rests on something."""
        given = super().clean() or self.cleaned_data
        if given.get("answer") not in (None, Answered.NOT_APPLICABLE) and len(given.get("words", "")) < 10:
            self.add_error("words", "Say in a sentence what on the file shows it")
        return given


class NoteForm(forms.Form):
    """A short note and whom it is for."""

    title = Line("Title", "Give it a title", most=LONGEST_TITLE)
    words = Words(
        "What was learned, and what to do differently?",
        "Say what was learned",
        f"At most {LONGEST_WORDS:,} characters, so that it is read. Name nobody.",
        rows=8,
        least=40,
    )
    learned_from = Chosen("Learned from what?", dict(LearnedFrom.choices), "Choose where it was learned")
    theme = OneOfMany("Which theme is it about?", {}, "Choose a theme", required=False)
    roles = Several("For which roles?", {}, "", "None ticked: every role of the teams below.", required=False)
    teams = Several("For which teams?", {}, "", "None ticked: every team.", required=False)
    topic = OneOfMany("And for those who need training in?", {}, "Choose one", required=False)
    read_by_on = Day("To be read by which day?", "Enter the day by which it is to be read")

    def __init__(self, *args: Any, teams: Mapping[str, str], roles: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        topics = {
            **CODE_SETS["course"].meanings,
            **{code: f"Practice: {name}" for code, name in _theme_names().items()},
        }
        _choose(self, "theme", {"": "None", **_theme_names()})
        _choose(self, "roles", roles)
        _choose(self, "teams", teams)
        _choose(self, "topic", {"": "Nobody besides", **topics})

    def clean_read_by_on(self) -> dt.date:
        """The day, within a season."""
        day: dt.date = self.cleaned_data["read_by_on"]
        if not clock.today() <= day <= clock.today() + LONGEST_READING:
            raise forms.ValidationError(f"Enter a day from today to {LONGEST_READING.days} days ahead")
        return day

    def clean(self) -> dict[str, Any]:
        """It is for somebody."""
        given = super().clean() or self.cleaned_data
        if not (given.get("roles") or given.get("teams") or given.get("topic")):
            self.add_error("roles", "Choose whom it is for: a role, a team, or those who need training in something")
        return given

    def note(self) -> Note:
        """What was written."""
        said = self.cleaned_data
        return Note(
            title=said["title"],
            words=said["words"],
            learned_from=LearnedFrom(said["learned_from"]),
            read_by_on=said["read_by_on"],
            theme=said["theme"],
            topic=said["topic"],
            roles=said["roles"],
            teams=said["teams"],
        )


def _none_for(value: str, everything: str) -> str:
    return "" if value == everything else value


def _choose(form: forms.Form, name: str, choices: Mapping[str, str]) -> None:
    found = form.fields[name]
    assert isinstance(found, forms.ChoiceField)  # noqa: S101 - each field named so is one
    found.choices = list(choices.items())
