"""The forms of a meeting: called, moved, its agenda, who came, what was decided and asked for, its minutes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.boundfield import BoundField

from sightline.casework.forms.drafting import Day, OneOfMany, Words
from sightline.improvement.forms.boards import Line, Ticks, why
from sightline.improvement.models import Attendance, BoardMember, Presence
from sightline.inspection.forms.naming import NamelessForm

OF_MEMBERS = (Presence.PRESENT, Presence.APOLOGIES, Presence.ABSENT)


class MeetingForm(forms.Form):
    """When and where a meeting is."""

    on = Day("On which day?", "Enter the day of the meeting")
    starts_at = forms.TimeField(
        label="At what time?",
        help_text="Such as 10:00. Leave empty while it is not settled.",
        required=False,
        input_formats=["%H:%M", "%H.%M"],
        widget=forms.TimeInput(format="%H:%M", attrs={"class": "govuk-input govuk-input--width-5"}),
        error_messages={"invalid": "Enter a time, such as 10:00"},
    )
    place = Line("Where?", "Say where it is", "A place, or that it is by video.")


class MoveForm(MeetingForm):
    """Another day, time or place."""

    why = why("Why is it moved?", "As it was called before stays on record.")


class ReasonForm(forms.Form):
    """A reason, and nothing else: called off, taken back, opened again."""

    why = why("Why?")


class WaitingForm(forms.Form):
    """What waits for the board, to be put on the agenda."""

    waiting = Ticks("What goes on the agenda?", required=True, missing="Choose at least one thing")

    def __init__(self, *args: Any, there: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        set_choices(self, "waiting", list(there.items()))


class ItemForm(NamelessForm):
    """An item of an agenda, by hand."""

    unnamed = ("title", "words")

    title = Line("What is the item?", "Give the item a title", most=300)
    words = Words("What is the board asked?", "", "To decide, to challenge, or to know.", rows=3, required=False)
    led_by = Line("Who brings it?", "", "A post, such as the head of service.", required=False)


class CorrectItemForm(ItemForm):
    """The same put right."""

    why = why()


@dataclass(frozen=True, slots=True)
class Row:
    """The fields of one member."""

    member: BoardMember
    presence: BoundField
    stand_in: BoundField
    organisation: BoundField

    @property
    def fields(self) -> tuple[BoundField, ...]:
        """In the order they are asked."""
        return self.presence, self.stand_in, self.organisation


class AttendanceForm(forms.Form):
    """Who came of the members. ``before``: what stands of each, to be put right."""

    why = Words("If anything written before changes: why?", "", rows=2, required=False)

    def __init__(
        self, *args: Any, members: Sequence[BoardMember], before: Mapping[int, Attendance], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.members, self.before = members, before
        for each in members:
            stands = before.get(each.pk)
            self.fields[f"presence-{each.pk}"] = forms.ChoiceField(
                label=f"{each.name}, {each.organisation}",
                choices=[("", "Choose one"), *((one.value, one.label) for one in OF_MEMBERS)],
                initial=stands.presence if stands else "",
                error_messages={"required": f"Say whether {each.name} came"},
            )
            self.fields[f"stand-in-{each.pk}"] = Line(f"Who came in place of {each.name}?", "", required=False)
            self.fields[f"stand-in-{each.pk}"].initial = stands.stand_in if stands else ""
            self.fields[f"organisation-{each.pk}"] = Line(
                f"Where does whoever came in place of {each.name} come from?", "", required=False
            )
            self.fields[f"organisation-{each.pk}"].initial = stands.organisation if stands else ""
        if not before:
            del self.fields["why"]
        else:
            self.order_fields([*(name for name in self.fields if name != "why"), "why"])

    @property
    def rows(self) -> Iterator[Row]:
        """Each member with their fields."""
        for each in self.members:
            yield Row(each, self[f"presence-{each.pk}"], self[f"stand-in-{each.pk}"], self[f"organisation-{each.pk}"])


class AttendingForm(forms.Form):
    """Somebody in attendance who is no member."""

    name = Line("Who was in attendance?", "Say who was in attendance")
    organisation = Line("Where do they come from?", "Say where they come from")


class DecisionForm(NamelessForm):
    """A decision with its reasons."""

    unnamed = ("words", "reasons")

    item = OneOfMany("On which item of the agenda?", {}, "Choose one", required=False)
    words = Words("What was decided?", "Say what was decided, in a sentence", rows=4, least=10)
    reasons = Words("Why?", "Say why: a decision without reasons cannot be looked at again", rows=4, least=10)

    def __init__(self, *args: Any, items: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        set_choices(self, "item", [("", "None of them"), *items.items()])


class CorrectDecisionForm(NamelessForm):
    """A decision put right."""

    unnamed = ("words", "reasons")

    words = Words("What was decided?", "Say what was decided, in a sentence", rows=4, least=10)
    reasons = Words("Why was it decided?", "Say why it was decided", rows=4, least=10)
    why = why()


class AskForm(NamelessForm):
    """What somebody is asked to do: the board's own, or in the plan."""

    unnamed = ("words", "will_show")

    words = Words("What is to be done?", "Say what is to be done, in a sentence", rows=3, least=10)
    owner = OneOfMany("Who is to do it?", {}, "Choose who is to do it", "Or give a name below.", required=False)
    owner_name = Line("Their name, where they have no account", "", required=False)
    due_on = Day("By which day?", "Enter the day it is due")
    recommendation = OneOfMany(
        "Which recommendation of the plan does it go into?",
        {},
        "Choose one",
        "None: it stays the board’s own action.",
        required=False,
    )
    will_show = Words(
        "How will it be known that it worked?",
        "",
        "Asked of an action in the plan.",
        rows=3,
        required=False,
    )
    decision = OneOfMany("Which decision does it follow from?", {}, "Choose one", required=False)

    def __init__(
        self,
        *args: Any,
        owners: Mapping[str, str],
        recommendations: Mapping[str, str],
        decisions: Mapping[str, str],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        set_choices(self, "owner", [("", "Somebody without an account"), *owners.items()])
        set_choices(self, "recommendation", [("", "None: the board’s own"), *recommendations.items()])
        set_choices(self, "decision", [("", "None of them"), *decisions.items()])

    def clean(self) -> dict[str, Any]:
        """Somebody is to do it; what goes into the plan says who with an account, and how it will show."""
        sent = super().clean()
        if not sent.get("owner") and not (sent.get("owner_name") or "").strip():
            self.add_error("owner", "Choose who is to do it, or give a name")
        if sent.get("recommendation"):
            if not sent.get("owner"):
                self.add_error("owner", "An action in the plan is owned by somebody with an account: choose one")
            if len((sent.get("will_show") or "").strip()) < 10:
                self.add_error("will_show", "Say how it will be known that it worked")
        return sent


class CorrectAskForm(NamelessForm):
    """The board's own action put right."""

    words = Words("What is to be done?", "Say what is to be done, in a sentence", rows=3, least=10)
    owner_name = Line("Who is to do it?", "Say who is to do it")
    due_on = Day("By which day?", "Enter the day it is due")
    why = why()


class DoneForm(NamelessForm):
    """When it was done, and what."""

    on = Day("When was it done?", "Enter the day it was done")
    words = Words("What was done?", "Say what was done, in a sentence", rows=4, least=10)


class MinutesForm(NamelessForm):
    """The minutes."""

    words = Words(
        "What was said?",
        "Write what was said",
        "Who came, what was decided and what was asked for are written down apart, and stand with the minutes.",
        rows=18,
        least=10,
    )


class CorrectMinutesForm(MinutesForm):
    """The minutes put right, to be confirmed anew."""

    why = why()


class ConfirmForm(forms.Form):
    """At which meeting the minutes were confirmed."""

    at = OneOfMany("Which meeting confirmed them?", {}, "Choose the meeting that confirmed them")

    def __init__(self, *args: Any, meetings: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        set_choices(self, "at", [("", "Choose one"), *meetings.items()])


def set_choices(form: forms.Form, name: str, choices: list[tuple[str, str]]) -> None:
    """What may be chosen in a field of a form."""
    found = form.fields[name]
    assert isinstance(found, forms.ChoiceField)  # noqa: S101 - the caller names a field of choices
    found.choices = choices
