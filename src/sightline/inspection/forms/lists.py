"""The form by which a council's own workbook is held against the record."""

from __future__ import annotations

from django import forms


class WorkbookForm(forms.Form):
    """An Annex A workbook."""

    workbook = forms.FileField(
        label="Your own Annex A workbook",
        help_text="An Excel workbook (.xlsx) with the lists on sheets of their own. It is read on this server, "
        "compared, and not kept.",
        allow_empty_file=True,  # said better by the reader of workbooks
        widget=forms.FileInput(attrs={"class": "govuk-file-upload", "accept": ".xlsx,.xlsm"}),
        error_messages={
            "required": "Choose a workbook on your computer",
            "missing": "Choose the workbook again: nothing of it was received",
            "invalid": "Choose the workbook again: nothing of it was received",
        },
    )
