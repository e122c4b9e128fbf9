"""The forms of leading a campaign: its cohort, its worksheet, who reviews, and how it ends."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from sightline.access.models import Account
from sightline.casework.forms.drafting import SHORTEST_WORDS, Chosen, Day, OneOfMany, Words
from sightline.improvement.cohorts import QUESTIONS, CohortAsked, How, Parameter, ParameterKind, ask, cohort
from sightline.improvement.queries.cohorts import choices
from sightline.improvement.worksheets import MOST_OWN
from sightline.improvement.worksheets import QUESTIONS as SHEET
from sightline.inspection.forms.mock_scope import Line, Several
from sightline.inspection.forms.naming import NamelessForm
from sightline.web import clock

WHEN = ("as_at", "known_on")
REST = ("title", "why", "due_on", "sheet", "own", "set_apart_with", "recommendation")
NAMES_NOBODY = "Whoever may see how far a campaign has come reads this, partners among them. Name no child."


class ChooseQuestionsForm(forms.Form):
    """By which questions a cohort is drawn."""

    q = Several(
        "Which children?",
        {},
        "Choose a question",
        "One question, or up to three together.",
    )
    how = Chosen(
        "Where you choose more than one: which children?",
        {"every": "Those whom every one of them finds", "any": "Those whom any of them finds"},
        "Choose which children",
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # the sentence with its parameters left open, so that somebody can choose before they say how many
        _choose(self, "q", {key: _open_sentence(key) for key in QUESTIONS})


def _open_sentence(key: str) -> str:
    question = QUESTIONS[key]
    said = {each.name: _open(each) for each in question.parameters}
    sentence = question.sentence.format(**{**said, "of": ""})
    to_choose = any(each.kind in (ParameterKind.STANDARD, ParameterKind.LINE) for each in question.parameters)
    return f"{sentence} (you choose which next)" if to_choose else sentence


def _open(parameter: Parameter) -> str:
    if parameter.words:
        return parameter.words.format(**{parameter.name: parameter.default})
    return "…" if parameter.kind is ParameterKind.STANDARD else str(parameter.default or "…")


class CampaignForm(NamelessForm):
    """A campaign of a cohort: what the questions are asked with, and what the campaign is.

    ``questions``: the ids of the questions asked; the names of their fields begin with their number.
    """

    unnamed = ("title", "why")

    as_at = Day("As at which day is the cohort drawn?", "Enter the day", "Today, unless you look back.")
    known_on = Day(
        "As it was known at the end of which day?",
        "",
        "Leave empty for all that is known now. An earlier day gives the children anybody could have found then.",
        required=False,
    )
    title = Line("What is it called?", "Give it a name", NAMES_NOBODY)
    why = Words("Why is it done?", "Say in a sentence why it is done", rows=3, least=SHORTEST_WORDS)
    due_on = Day("By which day is the last child reviewed?", "Enter the last day")
    sheet = Several("What is asked of each child?", {}, "Choose at least one question", required=False)
    own = Words(
        "Questions of your own",
        "",
        f"At most {MOST_OWN}, each on a line of its own, each ending with a question mark.",
        rows=3,
        required=False,
    )
    set_apart_with = OneOfMany(
        "Who answers for children whose records are restricted?",
        {},
        "Choose somebody who may restrict records",
        "Named for every campaign, and asked to sign at its end whether or not there is such a child. Nobody else is"
        " told whether there is.",
    )
    recommendation = OneOfMany("Which recommendation of the plan is it for?", {}, "", required=False)

    def __init__(
        self,
        *args: Any,
        questions: Sequence[str],
        how: How,
        answering: Sequence[Account],
        plan: Mapping[str, str],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.questions, self.how = tuple(questions), how
        asked: list[str] = []
        for place, key in enumerate(questions):
            for each in QUESTIONS[key].parameters:
                name = f"p{place}_{each.name}"
                self.fields[name] = _field(each)
                asked.append(name)
        self.asked_fields = asked
        _choose(self, "sheet", {key: each.text for key, each in SHEET.items()})
        _choose(self, "set_apart_with", {"": "Choose one", **{str(each.pk): each.name for each in answering}})
        _choose(self, "recommendation", {"": "None", **plan})
        self.fields["sheet"].initial = [key for key, each in SHEET.items() if each.usual]
        self.fields["as_at"].initial = clock.today()
        self.order_fields([*asked, *WHEN, *REST])

    def cohort(self) -> CohortAsked:
        """The cohort asked for; UserError for one that cannot be."""
        parts = [
            ask(key, {each.name: self.cleaned_data.get(f"p{place}_{each.name}") for each in QUESTIONS[key].parameters})
            for place, key in enumerate(self.questions)
        ]
        return cohort(parts, self.how)

    @property
    def parts(self) -> list[tuple[str, list[forms.BoundField]]]:
        """Each question with its fields, for the page."""
        return [
            (_open_sentence(key), [self[f"p{place}_{each.name}"] for each in QUESTIONS[key].parameters])
            for place, key in enumerate(self.questions)
        ]

    @property
    def rest(self) -> list[forms.BoundField]:
        """The other fields."""
        return [self[name] for name in REST]

    @property
    def when(self) -> list[forms.BoundField]:
        """As at when, and known when."""
        return [self[name] for name in WHEN]

    def clean_known_on(self) -> dt.date | None:
        """The day, which has passed."""
        found: dt.date | None = self.cleaned_data["known_on"]
        if found is not None and found >= clock.now().astimezone(clock.LONDON).date():
            raise forms.ValidationError("Enter a day that has passed, or leave it empty")
        return found

    def known_at(self) -> dt.datetime | None:
        """The last instant of that day in England; None for now."""
        found = self.cleaned_data.get("known_on")
        return None if found is None else dt.datetime.combine(found, dt.time.max, tzinfo=clock.LONDON)


def _field(parameter: Parameter) -> forms.Field:
    if parameter.kind is ParameterKind.COUNT:
        return forms.IntegerField(
            label=parameter.label,
            min_value=parameter.least,
            max_value=parameter.most,
            initial=parameter.default,
            error_messages={"invalid": "Enter a whole number", "required": "Enter a whole number"},
            widget=forms.TextInput(attrs={"class": "govuk-input govuk-input--width-3", "inputmode": "numeric"}),
        )
    field = OneOfMany(parameter.label, {}, "Choose one", required=not parameter.is_optional)
    none = "All" if parameter.is_optional else "Choose one"
    field.choices = [("", none), *choices(parameter.kind).items()]
    return field


class ReviewerForm(forms.Form):
    """Somebody who reviews."""

    account = OneOfMany("Who?", {}, "Choose who reviews")
    knows_teams = Several(
        "Which teams do they know too well?",
        {},
        "",
        "Beside the teams they work or worked in, which the record says. They are given no child of these.",
        required=False,
    )

    def __init__(self, *args: Any, people: Mapping[str, str], teams: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choose(self, "account", {"": "Choose one", **people})
        _choose(self, "knows_teams", teams)


class EndReviewerForm(forms.Form):
    """Why somebody reviews no more."""

    reviewer = OneOfMany("Who?", {}, "Choose who reviews no more")
    why = Words("Why?", "Say in a sentence why they no longer review", rows=2, least=SHORTEST_WORDS)

    def __init__(self, *args: Any, people: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choose(self, "reviewer", {"": "Choose one", **people})


class GiveForm(forms.Form):
    """One child to one reviewer. The reason is asked where somebody has the child already."""

    to = OneOfMany("To whom?", {}, "Choose who reviews the child")
    why = Words("Why?", "Say in a sentence why the child is given to somebody else", rows=2, least=SHORTEST_WORDS)

    def __init__(self, *args: Any, people: Mapping[str, str], is_moved: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choose(self, "to", {"": "Choose one", **people})
        if not is_moved:
            del self.fields["why"]


class PutOffForm(forms.Form):
    """Why a child could not be reviewed, and until when."""

    reason = Words(
        "Why could the child not be reviewed?",
        "Say in a sentence why the child could not be reviewed",
        "Such as: abroad until the new year; the paper file has not been found.",
        rows=3,
        least=SHORTEST_WORDS,
    )
    until_on = Day(
        "From which day can the child be reviewed?",
        "Enter the day",
        "On that day the child is among those left again. Half a year ahead at most.",
    )


class MoveDueForm(forms.Form):
    """Another last day."""

    due_on = Day("The new last day", "Enter the new last day")
    why = Words("Why is it moved?", "Say in a sentence why the day is moved", rows=2, least=SHORTEST_WORDS)


class CompleteForm(NamelessForm):
    """What a campaign found."""

    words = Words(
        "What did the campaign find?",
        "Say in a sentence what the campaign found",
        NAMES_NOBODY,
        rows=5,
        least=SHORTEST_WORDS,
    )


class ToPlanForm(NamelessForm):
    """What a campaign found, as a recommendation."""

    words = Words("What should be done?", "Say what should be done", NAMES_NOBODY, rows=3, least=SHORTEST_WORDS)
    due_on = Day("By when?", "", required=False)


class ToTrainingForm(NamelessForm):
    """Who needs what training, as a campaign found."""

    unnamed = ("topic", "words")
    topic = Line("What training?", "Say what training is needed", most=80)
    words = Words("Why is it needed?", "Say in a sentence why it is needed", NAMES_NOBODY, rows=3, least=SHORTEST_WORDS)
    team = OneOfMany("Who needs it?", {}, "", required=False)

    def __init__(self, *args: Any, teams: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choose(self, "team", {"": "Everybody", **teams})


def _choose(form: forms.Form, name: str, options: Mapping[str, str]) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
    field.choices = list(options.items())
