"""A form whose words are to name nobody: whoever writes is warned before anything is kept."""

from __future__ import annotations

from typing import Any

from django import forms

from sightline.access.bearer import Bearer
from sightline.inspection.queries.naming import named_in


class NamelessForm(forms.Form):
    """Words that name nobody. ``unnamed``: the fields that are looked through. ``names``: what may be one.

    A warning and no wall: "Grace" may be a name and may be a virtue, and only whoever writes knows which.
    """

    unnamed: tuple[str, ...] = ("words",)

    nobody_named = forms.BooleanField(
        label="I have looked, and nobody is named",
        required=False,
        widget=forms.CheckboxInput(attrs={"class": "govuk-checkboxes__input"}),
    )

    def __init__(self, *args: Any, reader: Bearer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.reader = reader
        self.names: tuple[str, ...] = ()
        self.order_fields([each for each in self.fields if each != "nobody_named"])

    def clean(self) -> dict[str, Any]:
        """The words, with a warning where a name on the record is among them and nobody said that it is none."""
        sent: dict[str, Any] = super().clean() or {}
        text = "\n".join(str(sent.get(name) or "") for name in self.unnamed)
        self.names = named_in(text, self.reader)
        if self.names and not sent.get("nobody_named"):
            found = ", ".join(f"“{each}”" for each in self.names)
            self.add_error(
                "nobody_named",
                f"These words may name somebody on the record: {found}. Take it out, or say that nobody is named.",
            )
        return sent
