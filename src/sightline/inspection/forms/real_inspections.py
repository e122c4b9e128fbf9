"""The form of an inspection: read from a report and confirmed field by field, typed in, or put right.

What a report's reading filled in is filed only where a person ticked it or wrote something else in its place; a
recommendation is filed or left out one by one; a suggested sentence is filed only if ticked. Nothing is ticked for
them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django import forms

from sightline.casework.forms.drafting import Day
from sightline.inspection.actions.real_inspections import Confirmed, Recommended, Ticked
from sightline.inspection.areas import AREAS, GRADES, frameworks, graded_by
from sightline.inspection.following import Event
from sightline.inspection.forms.beginning import FILE, LABELS, LEAVE, Source, beginning
from sightline.inspection.models import FindingKind, RealInspection
from sightline.inspection.readings import (
    LONGEST_TEXT,
    KeptField,
    KeptSentence,
)

BODIES = {"council": "The council", "board": "The safeguarding board"}
LINE = 48  # characters of a line beside a page
MOST_ROWS = 60  # rows for recommendations that a person adds; the longest list published had fewer
TICK = "I have read this on page {page}"


class InspectionForm(forms.Form):
    """An inspection or visit."""

    authority = forms.CharField(
        label=LABELS["authority"], max_length=200, error_messages={"required": "Enter which authority was inspected"}
    )
    urn = forms.CharField(label=LABELS["urn"], max_length=20, required=False, help_text="As printed; five digits.")
    framework = forms.ChoiceField(
        label=LABELS["framework"], error_messages={"required": "Choose the framework it was inspected under"}
    )
    event = forms.ChoiceField(
        label=LABELS["event"],
        choices=[("", "Choose one"), *((each.value, each.words) for each in Event)],
        error_messages={"required": "Choose what kind of visit it was"},
    )
    started_on = Day(LABELS["started_on"], "", "Of the fieldwork.", required=False)
    ended_on = Day(LABELS["ended_on"], "", required=False)
    published_on = Day(LABELS["published_on"], "Enter the day the report was published", required=False)
    received_on = Day(
        "Day the council received the report",
        "",
        "The law counts from it. Left empty, the clocks count from the day it was published.",
        required=False,
    )
    lead_inspector = forms.CharField(label=LABELS["lead_inspector"], max_length=200, required=False)
    follows = forms.TypedChoiceField(
        label="Which inspection does it check on?",
        help_text="For a monitoring visit: the inspection whose clocks it stops.",
        required=False,
        coerce=int,
        empty_value=None,
    )
    other_authority = forms.BooleanField(
        label="I know that this is another authority’s inspection, and mean to record it", required=False
    )

    def __init__(self, source: Source, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.source = source
        names = [("", "Choose one"), *frameworks().items()]
        self._choices("framework", names)
        said = [(each.pk, _named(each)) for each in source.follows]
        self._choices("follows", [("", "None"), *said])
        self._ask_grades()
        self._ask_recommendations()
        self._ask_sentences()
        if source.reading is not None:
            for name in LABELS:
                self._ask_tick(name, source.reading.field(name))
            self.fields["published_on"].required = True
            if not source.reading.field("published_on").is_found:
                self.fields["published_on"].help_text = (
                    "The report does not print it. The day the file was made is put here: look it up."
                    if source.reading.file_date
                    else "The report does not print it: look it up."
                )
        if source.is_correction:
            self.fields["why"] = forms.CharField(
                label="Why is it put right?",
                help_text="Both what stood before and this stay on the record.",
                max_length=2000,
                widget=forms.Textarea(attrs={"rows": 3}),
                error_messages={"required": "Say why it is put right, in a sentence"},
            )

    def _choices(self, name: str, choices: Sequence[tuple[Any, str]]) -> None:
        asked = self.fields[name]
        assert isinstance(asked, forms.ChoiceField)  # noqa: S101 - for the type alone
        asked.choices = list(choices)

    def _ask_tick(self, name: str, read: KeptField) -> None:
        prefilled = name == "published_on" and not read.is_found and self.source.reading is not None
        if read.is_found or (prefilled and self.source.reading and self.source.reading.file_date):
            label = TICK.format(page=read.page) if read.page else "I have checked this"
            self.fields[f"ok_{name}"] = forms.BooleanField(label=label, required=False)

    def _ask_grades(self) -> None:
        read = {each.area: each for each in self.source.reading.grades} if self.source.reading else {}
        for area in self.source.areas:
            found = read.get(area)
            self.fields[f"grade_{area}"] = forms.ChoiceField(
                label=found.name if found else AREAS.get(area, area),
                required=False,
                choices=[("", "No grade"), *GRADES.items()],
            )
            if found is not None:
                self.fields[f"ok_grade_{area}"] = forms.BooleanField(label=TICK.format(page=found.page), required=False)

    def _ask_recommendations(self) -> None:
        choices = (
            [(FILE, "Keep it"), (LEAVE, "Take it out")]
            if self.source.is_correction
            else [(FILE, "Yes: record it"), (LEAVE, "No: leave it out")]
        )
        asks = "Is recommendation {} to stay?" if self.source.is_correction else "Is recommendation {} printed so?"
        for number, read in enumerate(self.source.recommendations):
            self.fields[f"rec_{number}_keep"] = forms.ChoiceField(
                label=asks.format(number + 1),
                choices=choices,
                widget=forms.RadioSelect(attrs={"class": "govuk-radios__input"}),
                error_messages={"required": f"Say whether to record recommendation {number + 1}"},
            )
            self._ask_one(f"rec_{number}", f"Recommendation {number + 1}", len(read.text))
        for number in range(self.source.rows):
            self._ask_one(f"more_{number}", f"Another, {number + 1}", 0)

    def _ask_one(self, prefix: str, label: str, length: int) -> None:
        rows = max(3, -(-length // LINE) + 1)  # so that the whole of it is read without scrolling
        self.fields[f"{prefix}_text"] = forms.CharField(
            label=label, required=False, max_length=LONGEST_TEXT, widget=forms.Textarea(attrs={"rows": rows})
        )
        self.fields[f"{prefix}_number"] = forms.CharField(label="Printed number", required=False, max_length=20)
        self.fields[f"{prefix}_page"] = forms.IntegerField(
            label="Page", required=False, min_value=1, max_value=500, widget=forms.TextInput()
        )
        self.fields[f"{prefix}_priority"] = forms.CharField(
            label="Heading it stands under", required=False, max_length=80
        )
        self.fields[f"{prefix}_body"] = forms.ChoiceField(
            label="Whom it is for", choices=list(BODIES.items()), required=False
        )
        self.fields[f"{prefix}_tag"] = forms.CharField(
            label="National Framework tag", required=False, max_length=80, help_text="Such as Outcome four."
        )

    def _ask_sentences(self) -> None:
        for kind, sentences in self.sentences():
            for number, each in enumerate(sentences):
                words = f"{each.number}. {each.text}" if each.number else each.text
                self.fields[f"tick_{kind.value}_{number}"] = forms.BooleanField(label=words, required=False)

    def sentences(self) -> Iterator[tuple[FindingKind, tuple[KeptSentence, ...]]]:
        """The sentences of the report that may be ticked, by kind."""
        reading = self.source.reading
        if reading is not None:
            yield FindingKind.MARKED, reading.marked
            yield FindingKind.STRENGTH, reading.strengths
            yield FindingKind.CONCERN, reading.concerns

    def sent_words(self) -> dict[str, str]:
        """What was sent, field by field, whether or not it is right; with the number of rows."""
        words = {name: str(self.data.get(name, "")) for name in self.fields if self.data.get(name)}
        return {**words, "rows": str(self.source.rows)}

    def clean(self) -> dict[str, Any]:
        """That everything read was looked at, and that nothing contradicts the framework."""
        sent = super().clean() or {}
        self._look_at_ticks(sent)
        framework = str(sent.get("framework", ""))
        for area in self.source.areas:
            grade = sent.get(f"grade_{area}")
            if grade and framework and area not in graded_by(framework):
                self.add_error(f"grade_{area}", f"{AREAS[area]}: this framework gives no grade for it")
            if grade == "adequate" and framework != "before-2013":
                self.add_error(f"grade_{area}", f"{AREAS[area]}: adequate is no grade of this framework")
        for number in range(len(self.source.recommendations)):
            if sent.get(f"rec_{number}_keep") == FILE and not str(sent.get(f"rec_{number}_text", "")).strip():
                self.add_error(f"rec_{number}_text", f"Recommendation {number + 1} has no words: type them")
        authority = str(sent.get("authority", ""))
        if self.is_other(authority) and not sent.get("other_authority"):
            self.add_error(
                "other_authority",
                f"This record is {self.source.own}’s and the inspection is of {authority}. Tick to record it all the "
                "same, or look at the authority again",
            )
        self._look_at_days(sent)
        return sent

    def _look_at_ticks(self, sent: Mapping[str, Any]) -> None:
        began = beginning(self.source)
        for name, label in LABELS.items():
            ok = f"ok_{name}"
            if ok in self.fields and not sent.get(ok) and self._is_as_read(name, began):
                page = self.source.reading.field(name).page if self.source.reading else None
                where = f"on page {page}" if page else "yourself"
                self.add_error(ok, f"{label}: read it {where} and tick it, or change it")
        for area in self.source.areas:
            ok = f"ok_grade_{area}"
            if ok in self.fields and not sent.get(ok) and self._is_as_read(f"grade_{area}", began):
                self.add_error(ok, f"{self.fields[f'grade_{area}'].label}: read the grade and tick it, or change it")

    def _is_as_read(self, name: str, began: Mapping[str, str]) -> bool:
        """Whether a field still says what was read; one that a person changed or emptied is their own word."""
        now = str(self.data.get(name, "")).strip()
        return bool(now) and now == began.get(name, "").strip()

    def _look_at_days(self, sent: Mapping[str, Any]) -> None:
        started, ended, published = sent.get("started_on"), sent.get("ended_on"), sent.get("published_on")
        if started and ended and ended < started:
            self.add_error("ended_on", "The last day is before the first day")
        if published and (ended or started) and published < (ended or started):
            self.add_error("published_on", "The report cannot be published before the inspection ended")
        if not (started or ended or published or self.errors):
            self.add_error("started_on", "Give at least one day: the first, the last, or when it was published")

    def is_other(self, authority: str) -> bool:
        """Whether ``authority`` is not the council whose record this is; False while the record does not say."""
        return bool(self.source.own and authority.strip()) and not self.source.is_own(authority)

    @property
    def asks_about_other(self) -> bool:
        """Whether to ask if another authority is meant."""
        said = self.data.get("authority") if self.is_bound else self.initial.get("authority", "")
        return self.is_other(str(said or ""))

    def confirmed(self) -> Confirmed:
        """What was confirmed, of a valid form."""
        sent = self.cleaned_data
        follows = next((each for each in self.source.follows if each.pk == sent.get("follows")), None)
        return Confirmed(
            authority=sent["authority"],
            urn=sent["urn"],
            framework=sent["framework"],
            event=Event(sent["event"]),
            started_on=sent["started_on"],
            ended_on=sent["ended_on"],
            published_on=sent["published_on"],
            received_on=sent["received_on"],
            lead_inspector=sent["lead_inspector"],
            judgements={area: sent[f"grade_{area}"] for area in self.source.areas if sent.get(f"grade_{area}")},
            recommendations=tuple(self._recommended()),
            findings=None if self.source.is_correction else tuple(self._ticked()),
            follows=follows,
        )

    def _recommended(self) -> Iterator[Recommended]:
        for number in range(len(self.source.recommendations)):
            if self.cleaned_data.get(f"rec_{number}_keep") == FILE:
                before = self.source.before[number][0] if self.source.before else None
                yield self._one(f"rec_{number}", before)
        for number in range(self.source.rows):
            if str(self.cleaned_data.get(f"more_{number}_text", "")).strip():
                yield self._one(f"more_{number}", None)

    def _one(self, prefix: str, before: int | None) -> Recommended:
        sent = self.cleaned_data
        return Recommended(
            text=sent[f"{prefix}_text"].strip(),
            number=sent[f"{prefix}_number"].strip(),
            page=sent[f"{prefix}_page"],
            priority=sent[f"{prefix}_priority"].strip(),
            body=sent[f"{prefix}_body"] or "council",
            national_framework=sent[f"{prefix}_tag"].strip(),
            supersedes=before,
        )

    def _ticked(self) -> Iterator[Ticked]:
        for kind, sentences in self.sentences():
            for number, each in enumerate(sentences):
                if self.cleaned_data.get(f"tick_{kind.value}_{number}"):
                    yield Ticked(kind, each.text, each.page, each.number)


def _named(row: RealInspection) -> str:
    day = row.started_on or row.ended_on or row.published_on
    when = f"{day.day} {day:%B %Y}" if day else "day not recorded"
    return f"{row.authority}, {Event(row.event).words if row.event in set(Event) else row.event}, {when}"
