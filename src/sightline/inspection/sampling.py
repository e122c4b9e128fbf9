"""Drawing the sample: which children's files are read, of a frame, by a plan and a seed. No Django, and no chance.

Two kinds from each group. *At random*: the lot of a child is the SHA-256 of the seed, the group and the child's key,
and the lowest lots are drawn, so that anybody with the three can draw them again in any language. *For risk*: what
stands out of the record is gone round reason by reason, safety first, and of each reason the child it has stood longest
for is taken, so that one large failing does not fill the sample. The random ones are drawn first and from everybody:
only they say how common something is. A child is drawn once, whatever groups they are in.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sightline.inspection.frame import Frame, Sign
from sightline.inspection.strata import Stratum
from sightline.standards.standard import Standard

MOST = 50  # files of one kind in one group; more is no sample but a review of everybody
MOST_REASONS = 3  # in words, of one child


@dataclass(frozen=True, slots=True)
class StratumPlan:
    """How many files of a group are wanted, for risk and at random."""

    stratum: Stratum
    by_risk: int
    at_random: int

    @property
    def files(self) -> int:
        """How many files in all."""
        return self.by_risk + self.at_random


@dataclass(frozen=True, slots=True)
class Drawn:
    """A child whose file is to be read. ``reasons``: codes of standards and signs, of those drawn for risk."""

    person_id: str
    stratum: Stratum
    is_random: bool
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Drawing:
    """A sample: ``missing`` is how many files, by group, were wanted beyond those there were."""

    children: tuple[Drawn, ...]
    drawn_from: int
    population_digest: str
    missing: Mapping[Stratum, int]


def draw(frame: Frame, plan: Sequence[StratumPlan], seed: int, left_out: Collection[str] = ()) -> Drawing:
    """The sample of ``frame`` by ``plan`` and ``seed``, of nobody in ``left_out``; the same for the same.

    ValueError for a plan that names a group twice or asks for fewer than none or more than :data:`MOST`.
    """
    _check(plan)
    held = {each.stratum: [who for who in frame.strata[each.stratum] if who not in left_out] for each in plan}
    people = sorted({who for some in held.values() for who in some})
    taken: dict[str, Drawn] = {}
    missing: dict[Stratum, int] = {}
    for each in plan:
        free = [who for who in _by_lot(held[each.stratum], each.stratum, seed) if who not in taken]
        for who in free[: each.at_random]:
            taken[who] = Drawn(who, each.stratum, is_random=True)
        missing[each.stratum] = max(0, each.at_random - len(free))
    for each in plan:
        chosen = _gravest(frame, [who for who in held[each.stratum] if who not in taken], each, seed)
        for who in chosen:
            taken[who] = Drawn(who, each.stratum, is_random=False, reasons=_reasons(frame, who))
        missing[each.stratum] += each.by_risk - len(chosen)
    place = {each.stratum: number for number, each in enumerate(plan)}
    ordered = sorted(taken.values(), key=lambda one: (place[one.stratum], lot(seed, one.stratum, one.person_id)))
    return Drawing(
        children=tuple(ordered),
        drawn_from=len(people),
        population_digest=hashlib.sha256("\n".join(people).encode("utf-8", "surrogatepass")).hexdigest(),
        missing={each: number for each, number in missing.items() if number},
    )


def lot(seed: int, stratum: Stratum, person_id: str) -> str:
    """A child's lot in a group: 64 hexadecimal digits, the lowest of which are drawn."""
    text = f"{seed}\n{stratum.value}\n{person_id}"
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def in_words(frame: Frame, drawn: Drawn, standards: Mapping[str, Standard]) -> list[str]:
    """Why a child was drawn for risk, a sentence a reason; nothing for one drawn at random."""
    if drawn.is_random:
        return []
    stands = {each.code: each.days for each in frame.standing.get(drawn.person_id, ())}
    found = []
    for code in drawn.reasons:
        if code in stands:
            days = stands[code]
            sentence = standards[code].sentence if code in standards else code
            found.append(f"Not met for {days:,} {'day' if days == 1 else 'days'}: {sentence}")
        else:
            found.append(f"{Sign.of(code).words}.")
    rest = len(found) - MOST_REASONS
    return found if rest <= 0 else [*found[:MOST_REASONS], f"And {rest} more."]


def plan_from_json(raw: Sequence[Mapping[str, Any]]) -> tuple[StratumPlan, ...]:
    """A plan as :class:`~sightline.inspection.models.samples.Sample` keeps it."""
    return tuple(StratumPlan(Stratum.of(each["stratum"]), each["by_risk"], each["at_random"]) for each in raw)


def plan_to_json(plan: Sequence[StratumPlan]) -> list[dict[str, Any]]:
    """The same, as plain values."""
    return [{"stratum": each.stratum.value, "by_risk": each.by_risk, "at_random": each.at_random} for each in plan]


def _check(plan: Sequence[StratumPlan]) -> None:
    twice = [stratum for stratum, times in Counter(each.stratum for each in plan).items() if times > 1]
    if twice:
        raise ValueError(f"the plan names {', '.join(each.words for each in twice)} twice")
    for each in plan:
        if not (0 <= each.by_risk <= MOST and 0 <= each.at_random <= MOST):
            raise ValueError(f"of {each.stratum.words}, between 0 and {MOST} files are drawn of each kind")


def _by_lot(people: Sequence[str], stratum: Stratum, seed: int) -> list[str]:
    return sorted(people, key=lambda who: lot(seed, stratum, who))


def _reasons(frame: Frame, who: str) -> tuple[str, ...]:
    stands = [each.code for each in frame.standing.get(who, ())]
    return (*stands, *(each.value for each in frame.signs.get(who, ())))


def _gravest(frame: Frame, people: Sequence[str], plan: StratumPlan, seed: int) -> list[str]:
    """Those drawn for risk: round after round, one of each reason, until there are enough or nobody is left."""
    order: dict[str, tuple[int, str]] = {}  # safety, then what else is not met, then signs; of each, by code
    queues: dict[str, list[tuple[int, str, str]]] = {}
    for who in people:
        ticket = lot(seed, plan.stratum, who)
        for standing in frame.standing.get(who, ()):
            order[standing.code] = (0 if standing.is_safety else 1, standing.code)
            queues.setdefault(standing.code, []).append((-standing.days, ticket, who))
        for sign in frame.signs.get(who, ()):
            order[sign.value] = (2, sign.value)
            queues.setdefault(sign.value, []).append((0, ticket, who))
    for each in queues.values():
        each.sort(reverse=True)  # the next is the last
    rounds = sorted(queues, key=lambda code: order[code])
    found: dict[str, None] = {}
    while len(found) < plan.by_risk and any(queues.values()):
        for code in rounds:
            queue = queues[code]
            while queue and queue[-1][2] in found:
                queue.pop()
            if queue and len(found) < plan.by_risk:
                found[queue.pop()[2]] = None
    return list(found)
