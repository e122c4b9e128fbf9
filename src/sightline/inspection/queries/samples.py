"""A sample as a reader may see it, how it came about, and whether it comes out the same again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import prod

from sightline.access.bearer import Bearer
from sightline.access.children import hidden_from, visible
from sightline.inspection.frame import Frame, read_frame
from sightline.inspection.how_many import Certainty, certainty
from sightline.inspection.models import Evidence, MockInspection, Sample, SampledChild
from sightline.inspection.queries.mocks import framework_of
from sightline.inspection.sampling import StratumPlan, draw, plan_from_json
from sightline.inspection.strata import Stratum
from sightline.ledger.queries import current
from sightline.web import clock

RISK_SUGGESTED = 2  # of each group; what four auditors can read in a week
LOT_SUGGESTED = 2


@dataclass(frozen=True, slots=True)
class SampleRow:
    """A file of the sample. ``name``: "" for a child beyond the reader's reach, of whom only the group is shown.

    ``audits``: to how many auditors it is given now; for those who lead alone, as an auditor who knows which files are
    audited twice is not blind.
    """

    child: SampledChild
    stratum: Stratum
    name: str
    is_visible: bool
    audits: int

    @property
    def how(self) -> str:
        """How the child came into the sample."""
        return "At random" if self.child.is_random else "For risk"


@dataclass(frozen=True, slots=True)
class StratumRow:
    """A group of children with how many there are, how many are wanted, and what the random ones buy."""

    stratum: Stratum
    people: int
    by_risk: int
    at_random: int
    standing_out: int

    @property
    def buys(self) -> Certainty | None:
        """What the random files of this group buy; None for none."""
        files = min(self.at_random, self.people)
        return certainty(self.people, files) if files else None


def sample_rows(sample: Sample, reader: Bearer) -> list[SampleRow]:
    """The files of a sample; a child restricted from the reader is simply not there."""
    seen, hidden = visible(reader, clock.today()), hidden_from(reader)
    children = [
        each for each in sample.children.prefetch_related("audits").order_by("place") if each.person_id not in hidden
    ]
    names = _names([each.person_id for each in children if each.person_id in seen])
    return [
        SampleRow(
            child=each,
            stratum=Stratum.of(each.stratum),
            name=names.get(each.person_id, "No name recorded") if each.person_id in seen else "",
            is_visible=each.person_id in seen,
            audits=sum(audit.taken_back_at is None for audit in each.audits.all()),
        )
        for each in children
    ]


def groups(mock: MockInspection) -> tuple[Stratum, ...]:
    """The groups of children that the areas looked at are about; every group where they are about none."""
    framework = framework_of(mock)
    named = dict.fromkeys(code for each in framework.areas if each.id in mock.areas for code in each.strata)
    return tuple(Stratum.of(code) for code in named) or tuple(Stratum)


def frame_of_evidence(evidence: Evidence) -> Frame:
    """The sampling frame frozen with the evidence."""
    return read_frame(Evidence.objects.values_list("frame", flat=True).get(pk=evidence.pk))


def suggestion(mock: MockInspection, frame: Frame) -> tuple[StratumRow, ...]:
    """How many files of each group we would read, before anybody changes it: the same few of each that has anybody."""
    rows = []
    for each in groups(mock):
        people = len(frame.strata[each])
        lots = min(LOT_SUGGESTED, people)
        rows.append(_row(frame, StratumPlan(each, min(RISK_SUGGESTED, people - lots), lots)))
    return tuple(rows)


def plan_rows(sample: Sample, frame: Frame) -> tuple[StratumRow, ...]:
    """How many files of each group were wanted."""
    return tuple(_row(frame, each) for each in plan_from_json(sample.plan))


def _row(frame: Frame, plan: StratumPlan) -> StratumRow:
    people = frame.strata[plan.stratum]
    standing_out = sum(who in frame.standing or who in frame.signs for who in people)
    return StratumRow(plan.stratum, len(people), plan.by_risk, plan.at_random, standing_out)


def together(rows: Sequence[StratumRow]) -> float:
    """The chance that the random files of all groups together see, at least once, a failing that is in one file of
    five of each group; exact, for each group is drawn apart."""
    return 1 - prod(1 - each.buys.one_in_five for each in rows if each.buys is not None)


def comes_out_again(sample: Sample) -> bool:
    """Whether the same children come out of the same evidence, plan and seed."""
    again = draw(frame_of_evidence(sample.evidence), plan_from_json(sample.plan), sample.seed, sample.left_out)
    kept = sample.children.order_by("place").values_list("person_id", "stratum", "is_random")
    drawn = [(each.person_id, each.stratum.value, each.is_random) for each in again.children]
    return drawn == list(kept) and again.population_digest == sample.population_digest


def _names(person_ids: Sequence[str]) -> dict[str, str]:
    found = current("people").filter(person_id__in=person_ids).values_list("person_id", "forename", "surname")
    return {key: f"{forename or ''} {surname or ''}".strip() or "No name recorded" for key, forename, surname in found}
