"""The form by which a pack is made."""

from __future__ import annotations

from typing import Any

from django import forms

from sightline.casework.forms.drafting import Chosen, Words
from sightline.improvement.forms.boards import Tick
from sightline.improvement.models import PackFor


class PackForm(forms.Form):
    """For whom an edition is, and what changed since the last."""

    audience = Chosen("For whom is it?", dict(PackFor.choices), "Choose for whom it is")
    what_changed = Words("What changed since the last edition?", "Say what changed", rows=3, required=False)
    looked = Tick("I have looked at these words, and they may go to the board")

    def __init__(self, *args: Any, is_first: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.small: tuple[str, ...] = ()  # counts of a few children that words tell of
        self.names: tuple[str, ...] = ()  # names on the record that words may hold
        if is_first:
            del self.fields["what_changed"]
