"""Episodes, reviews and adoption files of an SSDA903 return, made into rows of the record a child at a time."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from sightline.sources.rows import RecordBuilder
from sightline.sources.ssda903_episodes import (
    STARTS_CARE,
    Episode,
    Stretch,
    legal_statuses,
    periods_of_care,
    placements,
)
from sightline.sources.ssda903_layout import ReturnFile
from sightline.sources.ssda903_rows import Returned, ReturnRow
from sightline.sources.values import Value

_PLACED_FOR_ADOPTION = frozenset({"A3", "A4", "A5", "A6"})
_PLACEMENT_ORDER = "E1"
_ADOPTED = frozenset({"E11", "E12"})
_SPECIAL_GUARDIANSHIP = frozenset({"E43", "E44", "E45", "E46", "E47", "E48"})
_CHILD_ARRANGEMENTS = "E41"


@dataclass(slots=True)
class _Decision:
    """A decision that a child should be placed for adoption, from AD1 and the placed-for-adoption file together."""

    row: ReturnRow
    values: dict[str, Value] = field(default_factory=dict)


@dataclass(slots=True)
class _Care:
    """What the return says of one child's care."""

    episodes: list[Episode] = field(default_factory=list)
    reviews: list[ReturnRow] = field(default_factory=list)
    decisions: dict[dt.date | None, _Decision] = field(default_factory=dict)


def read_care(returned: Sequence[Returned], builder: RecordBuilder) -> None:
    """Add episodes, placements, legal statuses, reviews and permanence of every child."""
    children: dict[str, _Care] = defaultdict(_Care)
    for each in returned:
        if each.file is ReturnFile.EPISODES:
            for row in each.rows():
                children[row.child].episodes.append(_episode(row))
        elif each.file is ReturnFile.REVIEWS:
            for row in each.rows():
                children[row.child].reviews.append(row)
        elif each.file in (ReturnFile.AD1, ReturnFile.PLACED_FOR_ADOPTION):
            for row in each.rows():
                _decide(children[row.child], row, each.file)
    for child, care in children.items():
        _ChildsCare(child, care, periods_of_care(care.episodes), builder).add()


def _episode(row: ReturnRow) -> Episode:
    return Episode(
        child=row.child,
        file=row.file,
        line=row.line,
        began_on=row.day("DECOM"),
        ended_on=row.day("DEC"),
        why_began=row.text("RNE"),
        why_ended=row.text("REC"),
        legal_status=row.text("LS"),
        need=row.text("CIN"),
        placement=row.text("PLACE"),
        provider=row.text("PLACE_PROVIDER"),
        postcode=row.text("PL_POST"),
        urn=row.text("URN"),
        why_moved=row.text("REASON_PLACE_CHANGE"),
    )


def _decide(care: _Care, row: ReturnRow, file: ReturnFile) -> None:
    """The two files give the same decision day by the return's rule 523, so that day joins them."""
    decided_on = row.day("DATE_INT" if file is ReturnFile.AD1 else "DATE_PLACED")
    decision = care.decisions.setdefault(decided_on, _Decision(row, {"adoption_decision_on": decided_on}))
    if file is ReturnFile.AD1:
        decision.values |= {
            "matched_on": row.day("DATE_MATCH"),
            "adopted_by_carer": row.cells.get("FOSTER_CARE"),
            "number_of_adopters": row.text("NB_ADOPTR"),
            "adopter_sex": row.text("SEX_ADOPTR"),
            "adopter_legal_status": row.text("LS_ADOPTR"),
        }
    else:
        decision.values |= {
            "decision_reversed_on": row.day("DATE_PLACED_CEASED"),
            "decision_reversed_reason": row.text("REASON_PLACED_CEASED"),
        }


@dataclass(frozen=True, slots=True)
class _ChildsCare:
    """One child's care, put together and added to ``builder``."""

    child: str
    care: _Care
    periods: Sequence[Stretch]
    builder: RecordBuilder

    def add(self) -> None:
        for period in self.periods:
            self._period(period)
        for row in self.care.reviews:
            reviewed_on = row.day("REVIEW")
            self._add(
                "cla_reviews",
                row,
                cla_review_id=f"{self.child}|review|{reviewed_on or ''}",
                person_id=self.child,
                cla_id=self._care_on(reviewed_on),
                reviewed_on=reviewed_on,
                participation_code=row.text("REVIEW_CODE"),
            )
        self._permanence()

    def _period(self, period: Stretch) -> None:
        care = period.key("care")
        entered_on = period.first.began_on if period.first.why_began == STARTS_CARE else None
        for placement in placements(period):
            for episode in placement.episodes:
                self._add(
                    "cla_episodes",
                    episode,
                    cla_episode_id=episode.key,
                    person_id=self.child,
                    started_on=episode.began_on,
                    start_reason_code=episode.why_began,
                    primary_need_code=episode.need,
                    ceased_on=episode.ended_on,
                    ceased_reason_code=episode.why_ended,
                    cla_id=care,
                    cla_placement_id=placement.key("placement"),
                    entered_care_on=entered_on,
                )
            self._add(
                "cla_placements",
                placement.first,
                cla_placement_id=placement.key("placement"),
                person_id=self.child,
                cla_id=care,
                started_on=placement.first.began_on,
                ended_on=placement.last.ended_on,
                placement_type_code=placement.first.placement,
                provider_code=placement.first.provider,
                postcode=placement.first.postcode,
                urn=placement.first.urn,
                change_reason_code=placement.last.why_moved,
            )
        for status in legal_statuses(period):
            if status.first.legal_status is not None:
                self._add(
                    "legal_statuses",
                    status.first,
                    legal_status_id=status.key(f"legal status {status.first.legal_status}"),
                    person_id=self.child,
                    legal_status=status.first.legal_status,
                    started_on=status.first.began_on,
                    ended_on=status.last.ended_on,
                )

    def _permanence(self) -> None:
        """Each decision to place for adoption, with what the episodes of that time in care say came of it.

        The latest decision of a period gets what came of it; a placement, an order or a special guardianship without a
        decision in the return is a row by itself.
        """
        by_period: dict[str | None, list[dt.date | None]] = defaultdict(list)
        for decided_on in self.care.decisions:
            by_period[self._care_on(decided_on)].append(decided_on)
        came_of: dict[dt.date | None, dict[str, Value]] = {}
        for period in self.periods:
            care, facts = period.key("care"), _facts(period)
            decided = by_period.get(care)
            if decided:
                came_of[max(decided, key=lambda day: day or dt.date.min)] = facts
            elif facts:
                first = min(day for day in facts.values() if isinstance(day, dt.date))
                key = f"{self.child}|permanence|{first}"
                self._add("permanences", period.first, permanence_id=key, person_id=self.child, cla_id=care, **facts)
        for decided_on, decision in self.care.decisions.items():
            self._add(
                "permanences",
                decision.row,
                permanence_id=f"{self.child}|permanence|{decided_on or ''}",
                person_id=self.child,
                cla_id=self._care_on(decided_on),
                **decision.values,
                **came_of.get(decided_on, {}),
            )

    def _care_on(self, day: dt.date | None) -> str | None:
        """The period of care that holds ``day``; the latest where two meet on it."""
        holding = [period for period in self.periods if period.holds(day)]
        return holding[-1].key("care") if holding else None

    def _add(self, table: str, at: Episode | ReturnRow, **values: Value) -> None:
        self.builder.add(table, at.file, at.line, values)


def _facts(period: Stretch) -> dict[str, Value]:
    """What the episodes of a period say of permanence, where they say anything with a day."""
    facts: dict[str, Value] = {
        "placed_for_adoption_on": _first_day(
            each for each in period.episodes if each.placement in _PLACED_FOR_ADOPTION
        ),
        "placement_order_on": _first_day(each for each in period.episodes if each.legal_status == _PLACEMENT_ORDER),
    }
    why, ended_on = period.last.why_ended, period.last.ended_on
    order = (
        "ADOPTION"
        if why in _ADOPTED
        else "SGO"
        if why in _SPECIAL_GUARDIANSHIP
        else "CAO"
        if why == _CHILD_ARRANGEMENTS
        else None
    )
    if order is not None and ended_on is not None:
        facts |= {"order_type": order, "order_on": ended_on}
    return {name: value for name, value in facts.items() if value is not None}


def _first_day(episodes: Iterable[Episode]) -> dt.date | None:
    return next((each.began_on for each in episodes if each.began_on is not None), None)
