"""The forms of auditing: an answer, the conclusion, a concern, giving out, moderation.

What an auditor keeps may be unfinished, so nothing of an answer or a conclusion is required until it is submitted.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms

from sightline.casework.forms.drafting import Chosen, KeptForm, OneOfMany, Words
from sightline.inspection.models import Answered, AuditGrade
from sightline.inspection.queries.auditing import MOST_MINUTES, SHORTEST_WORDS

GRADES = dict(AuditGrade.choices)
WHOLE_NUMBER = "Enter a whole number"


class AnswerForm(KeptForm):
    """What the file shows of one prompt."""

    answer = Chosen("What does the file show?", dict(Answered.choices), "Choose one", required=False)
    words = Words(
        "What do you rest that on?",
        "Say what it rests on",
        "What you read, and what it meant for the child. Not needed where it does not apply, or nothing is seen.",
        rows=7,
        required=False,
    )


class ConclusionForm(KeptForm):
    """What the audit comes to."""

    grade = Chosen(
        "The grade of this file",
        GRADES,
        "Choose a grade",
        "Of the practice the file shows, by the framework’s four words.",
        required=False,
    )
    why = Words("Why that grade?", "Say why", "What weighed most for the child.", required=False)
    child_would_say = Words(
        "What would the child say?",
        "Say what the child would say",
        "In their words as far as the file has them. Where the child was not heard, say so.",
        required=False,
    )
    strengths = Words("What was done well", "", rows=4, required=False)
    concerns = Words(
        "What should have been done better",
        "",
        "Nobody is unsafe now; for that, raise a concern.",
        rows=4,
        required=False,
    )
    minutes = forms.IntegerField(
        label="How many minutes did it take you?",
        help_text="Reading and writing together. It is counted in what the mock inspection costs.",
        required=False,
        min_value=1,
        max_value=MOST_MINUTES,
        error_messages={"invalid": WHOLE_NUMBER},
        widget=forms.TextInput(attrs={"class": "govuk-input govuk-input--width-4", "inputmode": "numeric"}),
    )


class ConcernForm(KeptForm):
    """Why a child may be unsafe now."""

    words = Words(
        "Why may the child be unsafe now?",
        "Say in a sentence why the child may be unsafe now",
        "What you read and when it was, and what worries you. A manager must open this within the hour.",
        least=SHORTEST_WORDS,
    )
    spoke_to = forms.CharField(
        label="Whom have you spoken to already?",
        help_text="Nobody yet is an answer. This site sends no messages: telephone as well.",
        required=False,
        max_length=300,
        widget=forms.TextInput(attrs={"class": "govuk-input", "autocomplete": "off"}),
    )


class ConcernAnswerForm(KeptForm):
    """What a manager did about a concern."""

    words = Words(
        "What did you do to make the child safe?",
        "Say in a sentence what you did",
        "What was done, by whom and when, and what happens next. It is kept, and is not changed afterwards.",
        least=SHORTEST_WORDS,
    )


class GiveOutForm(forms.Form):
    """How many files are audited twice."""

    share = forms.IntegerField(
        label="How many of a hundred files are audited twice?",
        help_text="Drawn by the sample’s own seed. Two auditors on some files show how far auditors agree.",
        min_value=0,
        max_value=100,
        initial=20,
        error_messages={"required": "Enter a number from 0 to 100", "invalid": WHOLE_NUMBER},
        widget=forms.TextInput(attrs={"class": "govuk-input govuk-input--width-3", "inputmode": "numeric"}),
    )


class GiveForm(forms.Form):
    """One file to one auditor."""

    place = OneOfMany("Which file?", {}, "Choose a file")
    auditor = OneOfMany("To whom?", {}, "Choose an auditor")
    which = Chosen("Which audit?", {"first": "The first", "second": "The second, blind"}, "Choose which audit")

    def __init__(self, *args: Any, places: Mapping[str, str], people: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, choices in (("place", places), ("auditor", people)):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
            field.choices = [("", "Choose one"), *choices.items()]


class TakeBackForm(forms.Form):
    """Why a file is taken back from an auditor."""

    audit = OneOfMany("Which audit?", {}, "Choose an audit")
    why = Words("Why?", "Say in a sentence why it is taken back", rows=2, least=SHORTEST_WORDS)

    def __init__(self, *args: Any, audits: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["audit"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
        field.choices = [("", "Choose one"), *audits.items()]


class ModerateForm(KeptForm):
    """The grade two auditors agree, or that was decided, and why."""

    grade = Chosen("The grade of this file", GRADES, "Choose a grade")
    why = Words(
        "How was it come to?",
        "Say in a sentence how the grade was come to",
        "What the two saw differently, and what settled it. Neither audit is changed.",
        rows=5,
        least=SHORTEST_WORDS,
    )
