"""The form of a case note."""

from __future__ import annotations

from django import forms

from sightline.casework.forms.drafting import Chosen, Day, KeptForm, OneOfMany, Words, corrected, meanings
from sightline.web import clock

YES_NO = {"yes": "Yes", "no": "No"}


class NoteForm(KeptForm):
    """What was heard, seen or done."""

    combined = ("words",)

    note_type = OneOfMany("What kind of note is it?", meanings("note_type"), "Choose what kind of note it is")
    noted_on = Day("Which day is it about?", "Enter the day it is about")
    words = Words("What was heard, seen or done?", "Write the note", rows=8)
    is_childs_voice = Chosen(
        "Does it give the child’s own words, wishes or feelings?",
        YES_NO,
        "Say whether it gives the child’s own words, wishes or feelings",
    )

    def clean_noted_on(self) -> object:
        """The day, which is not to come."""
        found = self.cleaned_data["noted_on"]
        if found > clock.today():
            raise forms.ValidationError("The day a note is about cannot be to come")
        return found


CorrectNoteForm = corrected(NoteForm)
