"""What every form has whose words are kept while they are typed, and how its fields are drawn."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any, TypeVar, cast

from django import forms

from sightline.casework.actions.drafts import LONGEST_WORDS
from sightline.record.codes import CODE_SETS

SHORTEST_WORDS = 10  # characters: less is no sentence


class DayInput(forms.DateInput):
    """A day, chosen or typed."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d", attrs={"class": "govuk-input govuk-input--width-10"})


class Day(forms.DateField):
    """A day; ``missing`` is said when it is left empty."""

    def __init__(self, label: str, missing: str, help_text: str = "", *, required: bool = True) -> None:
        wrong = "Enter a day, such as 14 November 2016"
        super().__init__(
            label=label,
            help_text=help_text,
            required=required,
            widget=DayInput(),
            error_messages={"required": missing, "invalid": wrong},
        )

    def to_python(self, value: Any) -> dt.date | None:
        """The day; one outside the years a calendar has is none."""
        found = super().to_python(value)
        if found is not None and not 1900 <= found.year <= 2060:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        return found


class Words(forms.CharField):
    """A text of some length; half a character or a control character is refused here, not by the database."""

    def __init__(
        self, label: str, missing: str, help_text: str = "", *, rows: int = 6, required: bool = True, least: int = 1
    ) -> None:
        super().__init__(
            label=label,
            help_text=help_text,
            required=required,
            max_length=LONGEST_WORDS,
            min_length=least,
            error_messages={"required": missing, "min_length": missing},
            widget=forms.Textarea(attrs={"rows": rows, "class": "govuk-textarea"}),
        )


class Chosen(forms.ChoiceField):
    """One of a few, as radio buttons."""

    def __init__(
        self, label: str, choices: Mapping[str, str], missing: str, help_text: str = "", *, required: bool = True
    ) -> None:
        super().__init__(
            label=label,
            help_text=help_text,
            required=required,
            choices=list(choices.items()),
            error_messages={"required": missing, "invalid_choice": missing},
            widget=forms.RadioSelect(attrs={"class": "govuk-radios__input"}),
        )


class OneOfMany(forms.ChoiceField):
    """One of more than a few, as a list to choose from."""

    def __init__(
        self, label: str, choices: Mapping[str, str], missing: str, help_text: str = "", *, required: bool = True
    ) -> None:
        super().__init__(
            label=label,
            help_text=help_text,
            required=required,
            choices=[("", "Choose one"), *choices.items()],
            error_messages={"required": missing, "invalid_choice": missing},
        )


def meanings(codes: str) -> dict[str, str]:
    """What the codes of a code set mean, in its order."""
    return dict(CODE_SETS[codes].meanings)


class KeptForm(forms.Form):
    """A form whose words are kept. ``combined``: the fields in which two texts may be put one after the other."""

    combined: tuple[str, ...] = ()

    def sent_words(self) -> dict[str, str]:
        """What was sent, field by field, whether or not it is right."""
        return {name: str(self.data.get(name, "")) for name in self.fields}

    def reading(self, words: Mapping[str, str]) -> list[tuple[str, str]]:
        """``words`` as a person reads them: each field's label and text; empty ones left out."""
        found = []
        for name, field in self.fields.items():
            text = words.get(name, "")
            if isinstance(field, forms.ChoiceField):
                text = dict((str(value), str(label)) for value, label in cast(Any, field.choices) if value).get(
                    text, ""
                )
            elif isinstance(field, Day):
                text = _readable(text)
            if text.strip():
                found.append((str(field.label or name), text))
        return found


F = TypeVar("F", bound=KeptForm)


def _readable(text: str) -> str:
    try:
        found = dt.date.fromisoformat(text)
    except ValueError:
        return text  # not a day yet: as it was typed
    return f"{found.day} {found:%B %Y}"


def corrected(base: type[F]) -> type[F]:
    """The same form for correcting a row: it asks why as well."""
    reason = Words(
        "Why is it corrected?",
        "Say why it is corrected, in a sentence",
        "Both the earlier words and these stay on the record.",
        rows=3,
        least=SHORTEST_WORDS,
    )
    made = type(f"Corrected{base.__name__}", (base,), {"reason": reason, "__doc__": corrected.__doc__})
    return cast("type[F]", made)
