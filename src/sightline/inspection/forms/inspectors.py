"""The forms of an inspector's account."""

from __future__ import annotations

from typing import Any

from django import forms

from sightline.casework.forms.drafting import SHORTEST_WORDS, Chosen, Day, Words
from sightline.inspection.models import FilesScope
from sightline.inspection.queries.inspectors import list_choices, sample_choices


class ListsField(forms.TypedMultipleChoiceField):
    """Which of the child-level lists."""

    def __init__(self) -> None:
        super().__init__(
            label="Which child-level lists may they read?",
            help_text="Annex A. Restricted children are on none of them.",
            required=False,
            coerce=int,
            choices=list_choices,
            widget=forms.CheckboxSelectMultiple(attrs={"class": "govuk-checkboxes__input"}),
        )


class OpenForm(forms.Form):
    """An inspector's account for one inspection."""

    name = forms.CharField(label="Name", max_length=200, error_messages={"required": "Enter the inspector’s name"})
    email = forms.EmailField(
        label="E-mail address",
        error_messages={
            "required": "Enter the inspector’s e-mail address",
            "invalid": "Enter an e-mail address, such as name@ofsted.gov.uk",
        },
    )
    from_on = Day("First day", "Enter the first day")
    until_on = Day("Last day", "Enter the last day", "At most 60 days after the first. It ends by itself.")
    which_files = Chosen(
        "Which children’s files may they open?",
        dict(FilesScope.choices),
        "Choose which files",
        "Files are given one by one on the account’s own page.",
    )
    lists = ListsField()
    why = Words("What is it opened for?", "Say what it is opened for, in a sentence", rows=2, least=SHORTEST_WORDS)

    def clean(self) -> dict[str, Any]:
        """That it ends after it begins."""
        sent = super().clean() or {}
        begins, ends = sent.get("from_on"), sent.get("until_on")
        if begins and ends and ends < begins:
            self.add_error("until_on", "The last day is before the first day")
        return sent


class ListsForm(forms.Form):
    """Which lists from now on."""

    lists = ListsField()


class FilesForm(forms.Form):
    """Files for an inspector."""

    keys = forms.CharField(
        label="Children, by the number the council knows them by",
        help_text="One a line.",
        max_length=50_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 8, "spellcheck": "false"}),
    )
    sample = forms.TypedChoiceField(
        label="Or every child in a sample that was drawn",
        help_text="For a mock inspection. Those left out of it since, and restricted children, are not given.",
        required=False,
        coerce=int,
        empty_value=None,
        choices=sample_choices,
    )
    why = Words("What are they given for?", "Say what they are given for, in a sentence", rows=2, least=SHORTEST_WORDS)

    def clean(self) -> dict[str, Any]:
        """That somebody is named."""
        sent = super().clean() or {}
        if not self.errors and not str(sent.get("keys", "")).strip() and sent.get("sample") is None:
            self.add_error("keys", "Enter at least one child’s number, or choose a sample")
        return sent


class EndForm(forms.Form):
    """Ending an inspector's account."""

    why = Words("Why is it ended?", "Say why it is ended, in a sentence", rows=2, least=SHORTEST_WORDS)
