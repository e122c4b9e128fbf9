"""The sampling frame: as at a day, the children in each group, and what of each stands out of the record. No Django.

It is frozen with the evidence, so that anybody can draw a sample again from the same frame, plan and seed, without the
record itself.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from sightline.inspection.standing.clocks import day_number
from sightline.inspection.standing.inspect import WeighedRecord
from sightline.inspection.standing.population import equals, standing_on
from sightline.inspection.strata import Stratum
from sightline.sources.extract import Extract
from sightline.standards.obligations import SubjectKind
from sightline.standards.standard import Harm

RECENT = dt.timedelta(days=183)  # six months, as the lists an inspector asks for go back
YEAR = dt.timedelta(days=365)
QUARTER = dt.timedelta(days=91)
LONG = dt.timedelta(days=730)
WEIGHED = (Harm.SAFETY, Harm.EXPERIENCE)  # harm to a child; a missing form is no reason to read a file


class Sign(StrEnum):
    """Something of a child's history that is worth reading, though nothing is overdue. Which are, is our own say."""

    words: str

    def __new__(cls, code: str, words: str) -> Sign:
        """A sign of this code and these words."""
        made = str.__new__(cls, code)
        made._value_ = code
        made.words = words
        return made

    @classmethod
    def of(cls, code: str) -> Sign:
        """The one of this code; ValueError for another."""
        found = cls._value2member_map_.get(code)
        if not isinstance(found, Sign):
            raise ValueError(f"there is no sign {code!r}")
        return found

    REFERRED_AGAIN = "referred-again", "Referred again within a year of an earlier referral"
    STEPPED_DOWN = "stepped-down", "Came off a protection plan or left care in the last three months"
    LONG_OPEN = "long-open", "Open for more than two years"


@dataclass(frozen=True, slots=True)
class Standing:
    """A duty to a child not met on the day: by which standard, for how many days, and whether it is one of safety."""

    code: str
    days: int
    is_safety: bool


@dataclass(frozen=True, slots=True)
class Frame:
    """Who is in each group, their keys in order; of each, what stands out: the gravest duty first, then the signs."""

    strata: Mapping[Stratum, tuple[str, ...]]
    standing: Mapping[str, tuple[Standing, ...]] = field(default_factory=dict)
    signs: Mapping[str, tuple[Sign, ...]] = field(default_factory=dict)

    @property
    def people(self) -> tuple[str, ...]:
        """Everybody in some group, once."""
        return tuple(sorted({each for held in self.strata.values() for each in held}))

    def to_json(self) -> dict[str, Any]:
        """Plain values, ready for ``json.dumps``."""
        return {
            "strata": {each.value: list(held) for each, held in self.strata.items()},
            "standing": {
                who: [[each.code, each.days, each.is_safety] for each in found] for who, found in self.standing.items()
            },
            "signs": {who: [each.value for each in found] for who, found in self.signs.items()},
        }


def read_frame(raw: Mapping[str, Any]) -> Frame:
    """A frame from its JSON."""
    return Frame(
        strata={Stratum.of(each): tuple(held) for each, held in raw["strata"].items()},
        standing={who: tuple(Standing(*each) for each in found) for who, found in raw["standing"].items()},
        signs={who: tuple(Sign.of(each) for each in found) for who, found in raw["signs"].items()},
    )


def frame_of(record: WeighedRecord) -> Frame:
    """The frame of a weighed record as at its day."""
    extract, as_at = record.extract, record.as_at
    strata = {each: tuple(sorted(find(extract, as_at))) for each, find in _FINDS.items()}
    inside = {each for held in strata.values() for each in held}
    signs: dict[str, list[Sign]] = defaultdict(list)
    for sign, find in _SIGNS.items():
        for who in find(extract, as_at) & inside:
            signs[who].append(sign)
    return Frame(
        strata=strata,
        standing=_standing(record, inside),
        signs={who: tuple(signs[who]) for who in sorted(signs)},
    )


def _standing(record: WeighedRecord, inside: set[str]) -> dict[str, tuple[Standing, ...]]:
    """What is not met on the day, by child: of each standard the breach that has lasted longest."""
    clocks = record.clocks
    weighed = np.array(
        [each.harm in WEIGHED and each.subject_kind is SubjectKind.CHILD for each in record.standards] + [False]
    )
    rows = np.flatnonzero(record.view.open & weighed[clocks.standard])
    keys = clocks.subjects.take(pa.array(clocks.subject[rows])).to_pylist()
    days = (day_number(record.as_at) - clocks.breach[rows] + 1).tolist()
    longest: dict[str, dict[int, int]] = defaultdict(dict)
    for who, standard, number in zip(keys, clocks.standard[rows].tolist(), days, strict=True):
        if who in inside:
            longest[who][standard] = max(number, longest[who].get(standard, 0))
    found = {}
    for who in sorted(longest):
        each = [
            Standing(record.standards[place].code, number, record.standards[place].harm is Harm.SAFETY)
            for place, number in longest[who].items()
        ]
        found[who] = tuple(sorted(each, key=lambda one: (not one.is_safety, -one.days, one.code)))
    return found


def _people(rows: pa.Table) -> set[str]:
    return {each for each in rows["person_id"].to_pylist() if each}


def _since(rows: pa.Table, column: str, as_at: dt.date, back: dt.timedelta) -> pa.Table:
    day, first = pa.scalar(as_at, pa.date32()), pa.scalar(as_at - back, pa.date32())
    held = pc.and_(pc.less_equal(rows[column], day), pc.greater(rows[column], first))
    return rows.filter(pc.fill_null(held, False))


def _open_episodes(extract: Extract, as_at: dt.date) -> pa.Table:
    rows = extract.tables["cin_episodes"]
    goes_on = pc.invert(pc.fill_null(rows["no_further_action"], False))
    return standing_on(rows, "referred_on", "closed_on", as_at, goes_on)


def _referrals(extract: Extract, as_at: dt.date) -> set[str]:
    contacted = _since(extract.tables["contacts"], "contacted_on", as_at, RECENT)
    return _people(contacted) | _people(_since(extract.tables["cin_episodes"], "referred_on", as_at, RECENT))


def _assessments(extract: Extract, as_at: dt.date) -> set[str]:
    rows = extract.tables["assessments"]
    return _people(_since(rows, "started_on", as_at, RECENT)) | _people(_since(rows, "authorised_on", as_at, RECENT))


def _significant_harm(extract: Extract, as_at: dt.date) -> set[str]:
    return _people(_since(extract.tables["s47_enquiries"], "started_on", as_at, RECENT))


def _protection(extract: Extract, as_at: dt.date) -> set[str]:
    return _people(standing_on(extract.tables["cp_plans"], "started_on", "ended_on", as_at))


def _looked_after(extract: Extract, as_at: dt.date) -> set[str]:
    return _people(standing_on(extract.tables["cla_episodes"], "started_on", "ceased_on", as_at))


def _in_need(extract: Extract, as_at: dt.date) -> set[str]:
    apart = _protection(extract, as_at) | _looked_after(extract, as_at)
    return _people(_open_episodes(extract, as_at)) - apart


def _care_leavers(extract: Extract, as_at: dt.date) -> set[str]:
    del as_at  # a source says who is one now, and not since when
    rows = extract.tables["care_leavers"]
    return _people(rows.filter(equals(rows, "eligibility_code", "Relevant", "Former Relevant", "Qualifying")))


def _adoption(extract: Extract, as_at: dt.date) -> set[str]:
    rows = extract.tables["permanences"]
    decided = standing_on(rows, "adoption_decision_on", "decision_reversed_on", as_at)
    ended = pc.fill_null(pc.less_equal(decided["order_on"], pa.scalar(as_at - YEAR, pa.date32())), False)
    return _people(decided.filter(pc.invert(ended))) & (_looked_after(extract, as_at) | _ordered(decided, as_at))


def _ordered(decided: pa.Table, as_at: dt.date) -> set[str]:
    return _people(_since(decided, "order_on", as_at, YEAR))


def _disabled(extract: Extract, as_at: dt.date) -> set[str]:
    teams = extract.tables["teams"]
    ids = teams.filter(equals(teams, "service", "disability-0-25"))["team_id"].combine_chunks()
    held = extract.tables["involvements"]
    worked = standing_on(held, "started_on", "ended_on", as_at, pc.is_in(held["team_id"], value_set=ids))
    episodes = _open_episodes(extract, as_at)
    theirs = _people(episodes.filter(pc.fill_null(pc.is_in(episodes["team_id"], value_set=ids), False)))
    said = extract.tables["disabilities"]
    disabled = _people(said.filter(pc.fill_null(pc.not_equal(said["disability_code"], "NONE"), False)))
    return _people(worked) | theirs | (disabled & _people(episodes))


def _exploitation(extract: Extract, as_at: dt.date) -> set[str]:
    concerns = standing_on(extract.tables["exploitation_concerns"], "recorded_on", "closed_on", as_at)
    return _people(concerns) | _people(_since(extract.tables["missing_episodes"], "started_on", as_at, RECENT))


def _private_fostering(extract: Extract, as_at: dt.date) -> set[str]:
    return _people(standing_on(extract.tables["private_fostering_arrangements"], "started_on", "ended_on", as_at))


def _referred_again(extract: Extract, as_at: dt.date) -> set[str]:
    rows = _since(extract.tables["cin_episodes"], "referred_on", as_at, RECENT + YEAR).sort_by("referred_on")
    last: dict[str, dt.date] = {}
    found = set()
    for who, on in zip(rows["person_id"].to_pylist(), rows["referred_on"].to_pylist(), strict=True):
        if who in last and on - last[who] <= YEAR and on > as_at - RECENT:
            found.add(who)
        last[who] = on
    return found - {None}


def _stepped_down(extract: Extract, as_at: dt.date) -> set[str]:
    off = _people(_since(extract.tables["cp_plans"], "ended_on", as_at, QUARTER)) - _protection(extract, as_at)
    left = _people(_since(extract.tables["cla_episodes"], "ceased_on", as_at, QUARTER)) - _looked_after(extract, as_at)
    return off | left


def _long_open(extract: Extract, as_at: dt.date) -> set[str]:
    rows = _open_episodes(extract, as_at)
    return _people(rows.filter(pc.less(rows["referred_on"], pa.scalar(as_at - LONG, pa.date32()))))


Find = Callable[[Extract, dt.date], set[str]]
_FINDS: Mapping[Stratum, Find] = {
    Stratum.REFERRALS: _referrals,
    Stratum.ASSESSMENTS: _assessments,
    Stratum.SIGNIFICANT_HARM: _significant_harm,
    Stratum.IN_NEED: _in_need,
    Stratum.PROTECTION: _protection,
    Stratum.LOOKED_AFTER: _looked_after,
    Stratum.CARE_LEAVERS: _care_leavers,
    Stratum.ADOPTION: _adoption,
    Stratum.DISABLED: _disabled,
    Stratum.EXPLOITATION: _exploitation,
    Stratum.PRIVATE_FOSTERING: _private_fostering,
}
_SIGNS: Mapping[Sign, Find] = {
    Sign.REFERRED_AGAIN: _referred_again,
    Sign.STEPPED_DOWN: _stepped_down,
    Sign.LONG_OPEN: _long_open,
}


def counts(frame: Frame, areas: Iterable[str]) -> dict[str, int]:
    """How many children there are in each of these groups."""
    return {each: len(frame.strata[Stratum.of(each)]) for each in areas}
