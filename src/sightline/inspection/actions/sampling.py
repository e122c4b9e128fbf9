"""Drawing the sample of a mock inspection, and leaving a child out of it after all."""

from __future__ import annotations

import secrets
from collections.abc import Collection, Sequence

from django.db import transaction

from sightline.access.children import restricted_children
from sightline.access.models import Account
from sightline.errors import UserError
from sightline.inspection.actions.mocks import log, open_still, said
from sightline.inspection.frame import read_frame
from sightline.inspection.models import Evidence, MockInspection, Sample, SampledChild
from sightline.inspection.queries.conflicts import conflicts_of
from sightline.inspection.sampling import StratumPlan, draw, in_words, plan_to_json
from sightline.standards.catalogue import CATALOGUE
from sightline.web import clock

LARGEST_SEED = 2**53 - 1  # what every language holds exactly


def new_seed() -> int:
    """A seed that nobody chose."""
    return secrets.randbelow(LARGEST_SEED) + 1


@transaction.atomic
def draw_sample(
    *, mock: MockInspection, plan: Sequence[StratumPlan], why: str, by: Account, seed: int | None = None
) -> Sample:
    """Draw the children whose files are to be read, from the evidence frozen last; the next drawing if there is one.

    ``seed``: to draw as somebody else did; one is made where none is given. Children restricted now are left out, and
    those whose file nobody who takes part may read. UserError without evidence, for a plan of nobody, for a group that
    the areas looked at do not have, or when some file of the last drawing is being audited.
    """
    found = open_still(mock)
    evidence = found.evidence.order_by("-edition").first()
    if evidence is None:
        raise UserError("Freeze the evidence first: a sample is drawn from the children it found.")
    wanted = [each for each in plan if each.files]
    if not wanted:
        raise UserError("Say of at least one group how many files are to be read.")
    reason = said(why, "Say in a sentence why these files, and why so many.")
    if seed is not None and not 1 <= seed <= LARGEST_SEED:
        raise UserError(f"A seed is a whole number from 1 to {LARGEST_SEED}.")
    if SampledChild.objects.filter(sample__mock=found, audits__isnull=False).exists():
        raise UserError(
            "Files of the last drawing were given out already, so no other is drawn. Leave a child out of it instead, "
            "with the reason."
        )
    chosen = seed or new_seed()
    made = _draw(found, evidence, wanted, chosen, reason, by, restricted_children() | _unreadable(found))
    log(by=by, page="mock-sample", why=f"drew sample {made.number} of {found.pk}")
    return made


@transaction.atomic
def leave_out(*, child: SampledChild, why: str, by: Account) -> None:
    """Leave a child out of the sample after all, with the reason. UserError while their file is with an auditor."""
    open_still(child.sample.mock)
    found = SampledChild.objects.select_for_update().get(pk=child.pk)
    if found.left_out_at is not None:
        raise UserError("This child was left out already.")
    if found.audits.filter(taken_back_at=None).exists():
        raise UserError("This file was given to an auditor already; take it back from them first.")
    found.left_out_why = said(why, "Say in a sentence why this child is left out: the sample says so.")
    found.left_out_at, found.left_out_by = clock.now(), by
    found.save(update_fields=["left_out_at", "left_out_by", "left_out_why"])
    log(by=by, page="mock-sample", person_id=found.person_id, why="left out of a sample")


def _draw(
    mock: MockInspection,
    evidence: Evidence,
    plan: Sequence[StratumPlan],
    seed: int,
    why: str,
    by: Account,
    left_out: Collection[str],
) -> Sample:
    frame = read_frame(evidence.frame)
    drawing = draw(frame, plan, seed, left_out)
    if not drawing.children:
        raise UserError("There is nobody in these groups whose file could be read.")
    inside = frozenset(who for each in plan for who in frame.strata[each.stratum])
    sample = Sample.objects.create(
        mock=mock,
        evidence=evidence,
        number=(mock.samples.order_by("-number").values_list("number", flat=True).first() or 0) + 1,
        seed=seed,
        plan=plan_to_json(plan),
        why=why,
        drawn_from=drawing.drawn_from,
        population_digest=drawing.population_digest,
        left_out=sorted(inside & frozenset(left_out)),
        drawn_by=by,
        drawn_at=clock.now(),
    )
    SampledChild.objects.bulk_create(
        SampledChild(
            sample=sample,
            person_id=each.person_id,
            place=place,
            stratum=each.stratum.value,
            is_random=each.is_random,
            reasons=in_words(frame, each, CATALOGUE),
        )
        for place, each in enumerate(drawing.children, 1)
    )
    return sample


def _unreadable(mock: MockInspection) -> frozenset[str]:
    """The children whose file nobody who takes part may read."""
    return conflicts_of(mock).of_everybody()
