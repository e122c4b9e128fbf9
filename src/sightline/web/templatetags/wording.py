"""How dates, shares and verdicts read on a page; loaded in every template."""

from __future__ import annotations

import datetime as dt

from django import template
from django.utils.html import format_html

from sightline.findings.standing import State, is_of_the_record
from sightline.inspection.standing.report import JudgementFinding, LineFinding
from sightline.inspection.standing.rule import Status
from sightline.standards.nodes import AtMostAtOnce, Never, Throughout
from sightline.standards.obligations import SubjectKind
from sightline.standards.standard import Confidence, Force, Harm, Standard

register = template.Library()

STATES = {
    State.OVERDUE: ("Overdue", "red"),
    State.NOT_MET: ("Not met", "red"),
    State.LATE: ("Done late", "orange"),
    State.MISSED: ("Never done", "magenta"),
    State.UNKNOWN: ("Cannot tell", "grey"),
    State.NOT_YET_DUE: ("Not yet due", "blue"),
    State.MET: ("Done in time", "green"),
    State.NOT_BEGUN: ("Not begun", "grey"),
}
CONFIDENCES = {
    Confidence.VERIFIED: "the text was read",
    Confidence.VERIFIED_SECONDARY: "restated by a source that was read; the text itself was not",
    Confidence.UNVERIFIED: "not checked against the text: treat as general knowledge",
}
HARMS = {
    Harm.SAFETY: "a child's safety",
    Harm.EXPERIENCE: "a child's experience",
    Harm.PROCESS: "orderly practice",
    Harm.DATA: "knowing what is happening",
}
GRADES = {
    "outstanding": "turquoise",
    "good": "green",
    "requires improvement": "orange",
    "inadequate": "red",
}


@register.filter
def day(value: dt.date | None) -> str:
    """A date as 14 November 2016; words for a missing one."""
    return "not recorded" if value is None else f"{value.day} {value:%B %Y}"


@register.filter
def short_day(value: dt.date | None) -> str:
    """A date as 14 Nov 2016, for tables."""
    return "not recorded" if value is None else f"{value.day} {value:%b %Y}"


@register.filter
def percent(value: float | None) -> str:
    """A share as a whole percentage, never 100% or 0% unless it is exactly that."""
    if value is None:
        return "none due"
    whole = round(value * 100)
    if (whole == 100 and value < 1) or (whole == 0 and value > 0):
        return f"{value:.1%}" if 0.0005 <= value <= 0.9995 else ("under 0.1%" if value < 0.5 else "over 99.9%")
    return f"{whole}%"


@register.filter
def number(value: int | None) -> str:
    """A whole number with commas."""
    return "" if value is None else f"{value:,}"


@register.filter
def counted(value: int, noun: str) -> str:
    """A number with its noun: ``{{ 3|counted:"child,children" }}`` is "3 children"."""
    one, _, many = noun.partition(",")
    return f"{value:,} {one if value == 1 else many or one + 's'}"


@register.filter
def length_of_days(value: int | None) -> str:
    """Days in the largest unit a reader thinks in: days to eight weeks, then months, then years and months."""
    if value is None:
        return ""
    if value < 57:
        return counted(value, "day")
    months = int(value / 30.4375)
    if months < 24:
        return counted(months, "month")
    years, rest = divmod(months, 12)
    return counted(years, "year") + (f" {counted(rest, 'month')}" if rest else "")


@register.filter
def state_of(state: State, standard: Standard) -> str:
    """How an obligation of a standard stands, in words that suit what the standard asks.

    A state that should not be is not overdue but not put right; what was written wrongly is not met, whenever it was.
    """
    if state is State.OVERDUE and isinstance(standard.node, Never | Throughout | AtMostAtOnce):
        return "Not put right"
    if state is State.MISSED and is_of_the_record(standard):
        return STATES[State.NOT_MET][0]
    return STATES[state][0]


@register.filter
def state_tag(state: State, standard: Standard) -> str:
    """A state as a coloured tag; a filter and not an included template, for a timeline has hundreds."""
    return format_html(
        '<strong class="govuk-tag govuk-tag--{}">{}</strong>', STATES[state][1], state_of(state, standard)
    )


@register.filter
def iso_day(value: dt.date) -> str:
    """A date for a machine: 2016-11-14."""
    return value.isoformat()


@register.filter
def breach_state(standard: Standard) -> str:
    """The value of the list of cases' filter that shows what is in breach now."""
    return "not-met" if is_of_the_record(standard) else "overdue"


@register.filter
def authority(standard: Standard) -> str:
    """By what authority a standard binds, and how sure we are that the source says so."""
    cited, force = standard.citation, standard.force.value.capitalize()
    words = cited.document if cited.document.lower().startswith(force.lower()) else f"{force}: {cited.document}"
    words += f", {cited.reference}" if cited.reference else ""
    return words if is_own_default(standard) else f"{words} ({CONFIDENCES[cited.confidence]})"


@register.filter
def is_own_default(standard: Standard) -> bool:
    """Whether a standard is Sightline's own default for local policy, so that there is no text to have checked."""
    return standard.force is Force.LOCAL_POLICY and standard.citation.document.lower().startswith("local policy")


@register.filter
def affected(line: LineFinding) -> list[str]:
    """Whom a line of enquiry's standing breaches touch, each counted once: "65 children overdue now".

    What nobody can now do in time is told apart, and only where nothing is overdue: "314 children not met in the year".
    """
    found: dict[bool, dict[SubjectKind, set[str]]] = {False: {}, True: {}}
    for each in line.standards:
        if each.subject_kind is not SubjectKind.COUNCIL and each.standing:
            kinds = found[each.is_of_the_record]
            kinds.setdefault(each.subject_kind, set()).update(each.subjects[: each.standing])
    past = not found[False]
    said = "not met in the year" if past else "overdue now"
    return [f"{subjects(len(keys), kind)} {said}" for kind, keys in found[past].items()]


@register.filter
def how_sure(confidence: Confidence) -> str:
    """How sure we are that a citation says so."""
    return CONFIDENCES[confidence]


@register.filter
def harm_words(harm: Harm) -> str:
    """What missing a standard puts at risk."""
    return HARMS[harm]


@register.filter
def force_words(force: Force) -> str:
    """Why a standard binds."""
    return force.value.capitalize()


SUBJECTS = {
    SubjectKind.CHILD: ("child", "children"),
    SubjectKind.WORKER: ("member of staff", "members of staff"),
    SubjectKind.CARER: ("foster carer", "foster carers"),
    SubjectKind.TEAM: ("team", "teams"),
    SubjectKind.COUNCIL: ("council", "councils"),
}
STATUSES = {
    Status.NOT_ASSESSABLE: ("Too few to weigh", "grey"),
    Status.STRONG: ("Strong", "green"),
    Status.SOUND: ("Sound", "green"),
    Status.TOO_FEW_TO_TELL: ("Too few to tell", "grey"),
    Status.WEAK: ("Weak", "orange"),
    Status.FAILING: ("Failing", "red"),
}


@register.filter
def subjects(count: int, kind: SubjectKind) -> str:
    """A number of subjects: "3 children"."""
    return f"{count:,} {SUBJECTS[kind][count != 1]}"


@register.filter
def one_subject(kind: SubjectKind) -> str:
    """What one subject of a kind is called."""
    return SUBJECTS[kind][0]


@register.filter
def subject_noun(kind: SubjectKind) -> str:
    """What subjects of a kind are called."""
    return SUBJECTS[kind][1]


@register.filter
def verb(count: int, forms: str) -> str:
    """The form of a verb that agrees: ``{{ 3|verb:"is,are" }}`` is "are"."""
    one, _, many = forms.partition(",")
    return one if count == 1 else many


@register.filter
def standing_out(judgement: JudgementFinding) -> list[LineFinding]:
    """The lines of enquiry of a judgement that stand out."""
    return [line for line in judgement.lines_of_enquiry if line.stands_out]


@register.filter
def status_words(status: Status) -> str:
    """How a standard or line stands, in words."""
    return STATUSES[status][0]


@register.filter
def status_colour(status: Status) -> str:
    """The colour of a status's tag."""
    return STATUSES[status][1]


@register.filter
def day_month(value: dt.date) -> str:
    """A date as 14 Nov, under a heading that gives the year."""
    return f"{value.day} {value:%b}"


@register.filter
def grade_words(grade: str | None) -> str:
    """A grade as it reads; "not judged" for none."""
    return _grade(grade).capitalize() if grade else "Not judged"


@register.filter
def grade_colour(grade: str | None) -> str:
    """The colour of a grade's tag."""
    return GRADES.get(_grade(grade), "grey") if grade else "grey"


def _grade(grade: str | None) -> str:
    words = (grade or "").replace("-", " ").lower()
    return "requires improvement" if words.startswith("requires improvement") else words
