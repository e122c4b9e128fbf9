"""The form of an inspection as a page shows it: each field with what was read of it, page by page of the report."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.forms.boundfield import BoundField

from sightline.inspection.forms.beginning import LABELS
from sightline.inspection.forms.real_inspections import BODIES, InspectionForm
from sightline.inspection.readings import KeptField, KeptRecommendation


@dataclass(frozen=True, slots=True)
class Asked:
    """A field as a page asks it: with what was read of it, and the tick that confirms that."""

    control: BoundField
    read: KeptField | None = None
    tick: BoundField | None = None


@dataclass(frozen=True, slots=True)
class AskedRecommendation:
    """A recommendation as a page asks about it; ``keep`` is None for an empty row that a person may fill in."""

    number: int
    keep: BoundField | None
    text: BoundField
    small: tuple[BoundField, ...]
    said: str = ""

    @property
    def has_errors(self) -> bool:
        """Whether something small in it is wrong, so that it is shown open."""
        return any(each.errors for each in self.small)


@dataclass(slots=True)
class Sheet:
    """What was read on one page of the report, to be confirmed beside its picture; page None: not found."""

    page: int | None
    fields: list[Asked] = field(default_factory=list)
    recommendations: list[AskedRecommendation] = field(default_factory=list)
    sentences: dict[str, list[BoundField]] = field(default_factory=dict)


def _asked(form: InspectionForm, name: str) -> Asked:
    """A field with what was read of it."""
    reading = form.source.reading
    ok = f"ok_{name}"
    return Asked(
        form[name],
        reading.field(name) if reading is not None and name in LABELS else None,
        form[ok] if ok in form.fields else None,
    )


def grades(form: InspectionForm) -> list[Asked]:
    """The grades asked."""
    read = {each.area: each for each in form.source.reading.grades} if form.source.reading else {}
    out = []
    for area in form.source.areas:
        found = read.get(area)
        kept = KeptField(area, found.grade, found.page, found.how) if found else None
        if kept is None and form.source.reading is not None:
            kept = KeptField(area, "", None, "not found")
        ok = f"ok_grade_{area}"
        out.append(Asked(form[f"grade_{area}"], kept, form[ok] if ok in form.fields else None))
    return out


def details(form: InspectionForm) -> list[Asked]:
    """The fields of the inspection itself, in order."""
    return [_asked(form, name) for name in (*LABELS, "received_on", "follows")]


def recommendations(form: InspectionForm) -> list[AskedRecommendation]:
    """The recommendations already there."""
    return [_one(form, f"rec_{number}", number + 1, each) for number, each in enumerate(form.source.recommendations)]


def more(form: InspectionForm) -> list[AskedRecommendation]:
    """The empty rows."""
    return [_one(form, f"more_{number}", number + 1, None) for number in range(form.source.rows)]


def _one(form: InspectionForm, prefix: str, number: int, read: KeptRecommendation | None) -> AskedRecommendation:
    small = tuple(form[f"{prefix}_{name}"] for name in ("number", "page", "priority", "body", "tag"))
    said = ""
    if read is not None:
        parts = [f"Number {read.number}" if read.number else "A bullet", read.priority]
        parts += [BODIES.get(read.body, ""), read.national_framework]
        said = " · ".join(each for each in parts if each)
    keep = form[f"{prefix}_keep"] if read is not None else None
    return AskedRecommendation(number, keep, form[f"{prefix}_text"], small, said)


def sheets(form: InspectionForm) -> list[Sheet]:
    """What is to be confirmed, page by page of the report; first what was not found on any."""
    found: dict[int | None, Sheet] = {None: Sheet(None)}

    def on(page: int | None) -> Sheet:
        return found.setdefault(page, Sheet(page))

    for each in (*details(form), *grades(form)):
        on(each.read.page if each.read is not None and each.read.is_found else None).fields.append(each)
    for asked, read in zip(recommendations(form), form.source.recommendations, strict=True):
        on(read.page).recommendations.append(asked)
    for kind, sentences in form.sentences():
        for number, sentence in enumerate(sentences):
            kinds = on(sentence.page).sentences
            kinds.setdefault(kind.value, []).append(form[f"tick_{kind.value}_{number}"])
    return sorted(found.values(), key=lambda each: (each.page is not None, each.page or 0))
