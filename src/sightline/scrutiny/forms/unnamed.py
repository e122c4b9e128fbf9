"""A form whose words may point at no child: they are sent back to whoever wrote them, and kept nowhere.

Its words are not kept while they are typed either, as a note's are: what is not yet looked through is not to lie in the
store.
"""

from __future__ import annotations

from typing import Any

from django import forms

from sightline.access.bearer import Bearer
from sightline.access.permissions import Permission
from sightline.inspection.queries.naming import named_in
from sightline.scrutiny.identifying import identifying
from sightline.scrutiny.queries.questions_known import known_words


class UnnamedForm(forms.Form):
    """Words that point at nobody. ``unnamed``: the fields that are looked through. ``names``: what may be a name, or a
    number so small that it may point at somebody.

    For an officer who may search for any child, names on the record are looked for as well; for anybody else the
    record is never asked, since a warning would say who is known to children's services.
    """

    unnamed: tuple[str, ...] = ("words",)

    nobody_named = forms.BooleanField(
        label="I have looked, and these words point at nobody",
        required=False,
        widget=forms.CheckboxInput(attrs={"class": "govuk-checkboxes__input"}),
    )

    def __init__(self, *args: Any, reader: Bearer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.reader = reader
        self.names: tuple[str, ...] = ()
        self.order_fields([each for each in self.fields if each != "nobody_named"])

    def clean(self) -> dict[str, Any]:
        """The words; an error where something in them points at one child."""
        sent: dict[str, Any] = super().clean() or {}
        text = "\n".join(str(sent.get(name) or "") for name in self.unnamed)
        looks = identifying(text, known_words())
        if looks.sure:
            field = next(iter(self.unnamed))
            self.add_error(
                field,
                f"These words hold {' and '.join(looks.sure)}. Take it out: nothing here may point at one child. "
                "Nothing was kept.",
            )
        on_record = named_in(text, self.reader) if self.reader.may(Permission.CHILDREN_SEARCH) else ()
        self.names = tuple(dict.fromkeys((*looks.names, *on_record, *looks.few)))
        if self.names and not sent.get("nobody_named"):
            named = _listed((*looks.names, *on_record))
            said = [f"These words may name somebody: {named}."] if named else []
            said += [f"A number under five may point at a child: {_listed(looks.few)}."] if looks.few else []
            self.add_error(
                "nobody_named",
                f"{' '.join(said)} Take it out, or say that these words point at nobody. Nothing was kept.",
            )
        return sent


def _listed(words: tuple[str, ...]) -> str:
    return ", ".join(f"“{each}”" for each in dict.fromkeys(words))
