"""The forms of grades, of what was made of a disagreement, and of strengths and recommendations."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from sightline.casework.forms.drafting import Chosen, Words
from sightline.inspection.actions.concluding import SHORTEST
from sightline.inspection.forms.naming import NamelessForm
from sightline.inspection.models import Audience, AuditGrade, BasisKind, ConclusionKind, Priority
from sightline.inspection.queries.concluding import Ground

# What each grade means: paraphrased from "What the local authority inspection judgements mean", as printed in reports
# of 2014 to 2017 (https://github.com/data-to-insight/ofsted-ilacs-scrape-tool, Open Government Licence v3.0; seen).
MEANINGS = {
    AuditGrade.OUTSTANDING: "Outstanding: highly effective; lives improve markedly, beyond expectation, and it lasts",
    AuditGrade.GOOD: "Good: children are helped, protected and cared for effectively",
    AuditGrade.REQUIRES_IMPROVEMENT: "Requires improvement: no widespread or serious failure, the minimum is in place, "
    "and it is not yet good",
    AuditGrade.INADEQUATE: "Inadequate: widespread or serious failure that leaves children harmed or at risk",
}
GROUP_WORDS = {
    BasisKind.LINE: "The record: lines of enquiry",
    BasisKind.STANDARD: "The record: standards not kept",
    BasisKind.PROMPT: "Files: what prompts found",
    BasisKind.AUDIT: "Files: single audits",
    BasisKind.VOICE: "Seen and heard",
}


class JudgeForm(NamelessForm):
    """A grade with its reasons."""

    unnamed = ("reasons",)

    grade = Chosen("Which grade?", {each.value: words for each, words in MEANINGS.items()}, "Choose a grade")
    reasons = Words(
        "Why?",
        "Give the reasons for the grade in a sentence or more",
        "What is strong as well as what is weak. Name nobody.",
        rows=10,
        least=SHORTEST,
    )


class ExplainForm(NamelessForm):
    """What was made of sources that disagree."""

    words = Words(
        "What did you make of it?",
        "Say in a sentence what you made of it",
        "Whom you asked, what you looked at again, and which source you believe. Name nobody.",
        least=SHORTEST,
    )


class ConclusionForm(NamelessForm):
    """A strength or a recommendation, with what it rests on."""

    kind = Chosen("What is it?", {each.value: each.label for each in ConclusionKind}, "Choose what it is")
    words = Words(
        "In what words?", "Write it in a sentence", "As it will be printed. Name nobody.", rows=4, least=SHORTEST
    )
    priority = Chosen(
        "If it is a recommendation, how soon is it to be met?",
        {each.value: each.label for each in Priority},
        "Choose how soon it is to be met",
        required=False,
    )
    grounds = forms.MultipleChoiceField(
        label="What does it rest on?",
        help_text="At least one. Nothing is concluded without evidence.",
        error_messages={
            "required": "Choose at least one thing it rests on",
            "invalid_choice": "Something chosen is no longer there; choose again",
        },
    )

    def __init__(self, *args: Any, there: Sequence[Ground], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.there = there
        grounds = self.fields["grounds"]
        assert isinstance(grounds, forms.MultipleChoiceField)  # noqa: S101 - declared above
        grounds.choices = [(each.value, each.words) for each in there]

    def clean(self) -> dict[str, Any]:
        """The words; a recommendation says how soon."""
        sent = super().clean()
        if sent.get("kind") == ConclusionKind.RECOMMENDATION.value and not sent.get("priority"):
            self.add_error("priority", "Choose how soon the recommendation is to be met")
        return sent

    @property
    def groups(self) -> list[tuple[str, list[tuple[Ground, bool]]]]:
        """What it may rest on, a group a kind of evidence, each with whether it is chosen."""
        chosen = set(self["grounds"].value() or ())
        return [
            (words, found)
            for kind, words in GROUP_WORDS.items()
            if (found := [(each, each.value in chosen) for each in self.there if each.kind is kind])
        ]


class ReportForm(forms.Form):
    """For whom an edition of the report is, and what changed since the last."""

    audience = Chosen("For whom is it?", {each.value: each.label for each in Audience}, "Choose for whom it is")
    what_changed = Words("What changed since the last edition?", "Say what changed", rows=3, required=False)
    looked = forms.BooleanField(
        label="I have looked at these words, and they may be sent",
        required=False,
        widget=forms.CheckboxInput(attrs={"class": "govuk-checkboxes__input"}),
    )

    def __init__(self, *args: Any, is_first: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_first:
            del self.fields["what_changed"]
        else:
            self.fields["what_changed"].required = True
