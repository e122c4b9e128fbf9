"""The search box."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms

from sightline.casework.search.asking import LONGEST, Asked, asked, cleaned

TOO_SHORT = "Enter at least two letters or numbers, a date of birth or a postcode"
TOO_LONG = f"Enter a name, date of birth, postcode or number of at most {LONGEST} characters"


class SearchForm(forms.Form):
    """Anything one may know of a child, in one box. Control characters are dropped, not complained of."""

    words = forms.CharField(
        label="Find a child",
        help_text=(
            "Enter what you know: a name or part of one, a date of birth, a postcode, street or number. "
            "For instance: Jon Smyth 3/2/2009. A name need not be spelt right."
        ),
        error_messages={"required": TOO_SHORT},
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false", "class": "govuk-input"}),
    )
    asked: Asked

    def __init__(self, data: Any = None, *, day: dt.date) -> None:
        if data is not None:
            data = {"words": data.get("words", "").replace("\x00", " ")}
        super().__init__(data, label_suffix="")
        self.day = day

    def clean_words(self) -> str:
        """What was typed, and what it asks for as :attr:`asked`."""
        typed = str(self.cleaned_data["words"])
        if len(typed) > LONGEST:
            self.data = {"words": cleaned(typed)}
            raise forms.ValidationError(TOO_LONG)
        self.asked = asked(typed, self.day)
        if self.asked.is_too_short:
            raise forms.ValidationError(TOO_SHORT)
        return cleaned(typed)
