"""The form by which a published report is given."""

from __future__ import annotations

from django import forms


class ReportForm(forms.Form):
    """A report as a PDF."""

    report = forms.FileField(
        label="The report, as a PDF",
        help_text="As it was published. It is read on this server; nothing is sent anywhere.",
        allow_empty_file=True,  # said better by the reader of reports
        widget=forms.FileInput(attrs={"class": "govuk-file-upload", "accept": "application/pdf,.pdf"}),
        error_messages={
            "required": "Choose the report, a PDF on your computer",
            "missing": "Choose the report again: nothing of it was received",
            "invalid": "Choose the report again: nothing of it was received",
        },
    )
