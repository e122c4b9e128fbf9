"""The page of one authority: which it is, its questions, where its figures stand, and what was found of it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sightline.country import INSPECTIONS_TO
from sightline.country.authorities import Authority, Neighbour, authorities, authority, neighbours
from sightline.country.comparing import OLDEST, compare_all, expected_by_chance, outside_everywhere, questions
from sightline.country.drawing import Bar, fifths
from sightline.country.inspections import PastInspection, PastVisit, history, visits_to
from sightline.country.score import Standing, standing
from sightline.country.track_record import OneYear, TrackRecord, track_record
from sightline.findings.queries.loaded import held_or_none
from sightline.inspection.queries.country_words import Question, Topic, question, topics

CASE = 803  # the council of the case, whose shape the invented council takes


@dataclass(frozen=True, slots=True)
class Chosen:
    """The authority shown, and why: asked for, this council's own, or the case's for want of either.

    ``set_aside``: an authority was asked for that there is not.
    """

    authority: Authority
    is_own: bool
    is_default: bool
    set_aside: bool


@dataclass(frozen=True, slots=True)
class NeighbourRow:
    """A neighbour and what its last inspection found, None where there is none."""

    neighbour: Neighbour
    last: PastInspection | None


@dataclass(frozen=True, slots=True)
class CouncilPage:
    """All of the page of one authority."""

    chosen: Chosen
    choices: tuple[Authority, ...]
    history: tuple[PastInspection, ...]
    visits: tuple[PastVisit, ...]
    neighbours: tuple[NeighbourRow, ...]
    questions: tuple[Question, ...]
    asked: int
    by_chance: float
    far: int
    with_more: int
    topics: tuple[Topic, ...]
    standing: Standing | None
    record: TrackRecord
    fifths_drawing: str
    oldest: int

    @property
    def last(self) -> PastInspection | None:
        """Its last inspection."""
        return self.history[0] if self.history else None

    @property
    def inspected_lately(self) -> OneYear:
        """The last year whose inspections are all there."""
        return [each for each in self.record.years if each.year < INSPECTIONS_TO.year][-1]

    @property
    def case_recorded(self) -> str:
        """Where the council of the case stood, as first measured."""
        return ordinal(self.record.case.recorded_percentile)

    @property
    def case_now(self) -> str:
        """The same by the score, without what came out after its inspection."""
        return ordinal(self.record.case.score_without_workforce)

    @property
    def case_all(self) -> str:
        """The same by the score, with all the figures of that year."""
        return ordinal(self.record.case.score)

    @property
    def case_fitted(self) -> str:
        """The same by the model fitted to every inspection but its own."""
        return ordinal(self.record.case.fitted)


def chosen(asked: str) -> Chosen:
    """The authority to show for the words asked for in the address."""
    found = authority(asked)
    own = _own()
    if found is None:
        shown = own or authorities()[CASE]
        return Chosen(shown, own is not None, own is None, bool(asked))
    return Chosen(found, own is not None and own.code == found.code, False, False)


def council_page(which: Chosen, today: dt.date) -> CouncilPage:
    """Everything on the page of one authority, as read on ``today``."""
    found = compare_all(which.authority)
    asked = questions(found)
    stands = standing(which.authority)
    return CouncilPage(
        chosen=which,
        choices=tuple(each for each in authorities().values() if each.is_current),
        history=history(which.authority),
        visits=visits_to(which.authority),
        neighbours=tuple(
            NeighbourRow(each, next(iter(history(each.authority)), None)) for each in neighbours(which.authority)
        ),
        questions=tuple(question(each, number, which.authority, today) for number, each in enumerate(asked, 1)),
        asked=sum(each.is_compared for each in found),
        by_chance=expected_by_chance(found),
        far=sum(each.is_far for each in asked),
        with_more=sum(each > len(asked) for each in outside_everywhere().values()),
        topics=topics(found, today),
        standing=stands,
        record=track_record(),
        fifths_drawing=_fifths(stands),
        oldest=OLDEST,
    )


def ordinal(share: float) -> str:
    """A share as a percentile: 23rd."""
    whole = round(share * 100)
    ending = "th" if 10 <= whole % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(whole % 10, "th")
    return f"{whole}{ending}"


def _own() -> Authority | None:
    """The authority whose record this is, where its code is one; an invented council's is none."""
    loaded = held_or_none()
    if loaded is None or "councils" not in loaded.extract.tables:
        return None
    codes = loaded.extract.tables["councils"]["council_id"].to_pylist()
    return authority(codes[0] or "") if len(codes) == 1 else None


def _fifths(stands: Standing | None) -> str:
    record = track_record()
    bars = tuple(
        Bar(str(each.fifth), each.share, each.low, each.high, stands is not None and stands.fifth == each.fifth)
        for each in record.fifths
    )
    words = "; ".join(
        f"fifth {each.fifth}: {each.below_good} of {each.inspections}, {each.share:.0%} (between {each.low:.0%} and "
        f"{each.high:.0%} allowing for chance)"
        for each in record.fifths
    )
    return fifths(
        "fifths",
        "Inspections below good since 2017, by the fifth the authority stood in on the day",
        f"{words}. All: {record.share_below_good:.0%}.",
        bars,
        record.share_below_good,
    )
