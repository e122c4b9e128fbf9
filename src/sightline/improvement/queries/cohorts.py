"""Drawing a cohort from the ledger: as at a day, as known at an instant, the same each time it is drawn."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from sightline.engines.base import Engine
from sightline.engines.duckdb import DuckDBEngine
from sightline.errors import UserError
from sightline.improvement.cohort_drawings import DRAWINGS, READS, WHOSE, overdue, team_of
from sightline.improvement.cohorts import Asked, CohortAsked, How, ParameterKind, asked_of
from sightline.improvement.models import Campaign
from sightline.inspection.standing.lines import LINES
from sightline.ledger import owed
from sightline.ledger.digests import digest_of
from sightline.ledger.kept import known_now
from sightline.ledger.models import Transaction
from sightline.ledger.queries import current, last_through
from sightline.ledger.snapshot import known_through, supplied_through
from sightline.record.codes import CODE_SETS
from sightline.sources.extract import Extract
from sightline.standards.lasting import WINDOW_DAYS, outlasts_the_window
from sightline.standards.mending import can_be_put_right
from sightline.standards.needs import missing_columns, tables_read
from sightline.standards.obligations import SubjectKind
from sightline.standards.standard import Standard
from sightline.web import clock

STANDARD, LINE = "standard_open", "line_open"  # drawings that hold the record against standards


@dataclass(frozen=True, slots=True)
class Found:
    """One child of a cohort: whose they were on the day, "" for nobody's, and why they are in it."""

    person_id: str
    team_id: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Drawn:
    """A cohort as drawn. ``children`` stand in the order of their keys, restricted ones among them."""

    asked: CohortAsked
    as_at: dt.date
    known_at: dt.datetime
    through: int
    ledger_digest: str
    catalogue: str
    children: tuple[Found, ...]

    @property
    def digest(self) -> str:
        """SHA-256 of the keys in order."""
        return digest_of(each.person_id for each in self.children)


def draw(
    asked: CohortAsked,
    as_at: dt.date,
    *,
    known_at: dt.datetime | None = None,
    through: int | None = None,
    engine: Engine | None = None,
) -> Drawn:
    """The cohort as at a day, from what was known at ``known_at``, or once transaction ``through`` was written; from
    what is known now unless either is given.

    UserError for a day to come, for an instant before anything was known, and for a question that the record cannot
    answer: a cohort drawn without the columns it needs would be empty, and look as if all were well.
    """
    if as_at > clock.today():
        raise UserError("The day it is drawn as at cannot be to come: nothing is known of it yet.")
    instant = known_at or clock.now()
    if known_at is not None and through is None:
        through = last_through(known_at)
    if through == 0:
        raise UserError("Nothing was on the record yet at that instant.")
    extract, number = _read(asked, through)
    digest = Transaction.objects.filter(number=number).values_list("digest", flat=True).first() or ""
    children = found_in(asked, extract, as_at, engine)
    return Drawn(asked, as_at, instant, number, digest, owed.catalogue_digest(), children)


def found_in(asked: CohortAsked, extract: Extract, as_at: dt.date, engine: Engine | None = None) -> tuple[Found, ...]:
    """The children a record holds that are asked for, in the order of their keys. ``engine``: what holds the record
    against standards; DuckDB unless given."""
    found = [_found(each, extract, as_at, engine) for each in asked.parts]
    return _together(asked, found, extract, as_at)


def comes_out_again(campaign: Campaign) -> bool:
    """Whether the questions, the day and the record of a campaign give the same children again."""
    again = draw(asked_of(campaign.asked), campaign.as_at, through=campaign.through)
    return (again.digest, again.ledger_digest) == (campaign.digest, campaign.ledger_digest)


def standards_of(asked: Asked) -> tuple[Standard, ...]:
    """The standards a question holds the record against, those somebody can still act on; none for other questions."""
    if asked.question.drawing == STANDARD:
        wanted = [each for each in owed_to_children() if each.code == asked.values["standard"]]
    elif asked.question.drawing == LINE:
        wanted = [each for each in owed_to_children() if asked.values["line"] in each.lines]
    else:
        return ()
    if not wanted:
        raise UserError("Nothing of that can be overdue to a child. Choose another standard or line of enquiry.")
    return tuple(wanted)


def owed_to_children() -> list[Standard]:
    """The standards that can be overdue to a child, and that somebody can still act on."""
    return [each for each in owed.standards() if each.subject_kind is SubjectKind.CHILD and can_be_put_right(each)]


def names_said() -> Mapping[tuple[str, str], str]:
    """What services, teams, standards and lines of enquiry are called in a sentence, by kind and key. One query."""
    services = {("service", key): _service(words) for key, words in CODE_SETS["service"].meanings.items()}
    teams = {("team", key): name or key for key, name in current("teams").values_list("team_id", "name")}
    standards = {("standard", each.code): each.sentence for each in owed.standards()}
    return {**services, **teams, **standards, **{("line", key): each.title for key, each in LINES.items()}}


def _service(words: str) -> str:
    said = f"the {words[0].lower()}{words[1:]}"
    return said if said.endswith("service") else f"{said} service"


def choices(kind: ParameterKind) -> dict[str, str]:
    """What may be chosen for a parameter, by key: services that have a team, teams, standards, lines of enquiry."""
    match kind:
        case ParameterKind.SERVICE:
            held = set(current("teams").values_list("service", flat=True))
            return {key: words for key, words in CODE_SETS["service"].meanings.items() if key in held}
        case ParameterKind.TEAM:
            return {
                key: name or key
                for key, name in current("teams").order_by("name", "team_id").values_list("team_id", "name")
            }
        case ParameterKind.STANDARD:
            return {each.code: each.sentence for each in sorted(owed_to_children(), key=lambda each: each.sentence)}
        case ParameterKind.LINE:
            lines = {line for each in owed_to_children() for line in each.lines}
            return {key: each.title for key, each in LINES.items() if key in lines}
        case ParameterKind.COUNT:
            return {}


def _read(asked: CohortAsked, through: int | None) -> tuple[Extract, int]:
    """The record the questions read, and the last transaction in it. What is known now is kept as columns beside the
    store, which reads several times as fast; what was known earlier is read from the store."""
    standards = [each for part in asked.parts for each in standards_of(part)]
    if through is None or through == last_through():
        known = known_now()
        extract, number = known.extract, known.through
    else:
        extract, number = known_through(through, supplied_through(through), _tables(asked, standards), _quiet), through
    held = extract.supplied
    for standard in standards:
        if missing_columns(standard, held):
            raise UserError(f"The record cannot hold what this standard reads: {standard.sentence}")
    needed = [name for each in asked.parts for name in READS.get(each.question.drawing, ())]
    if missing := sorted(name for name in needed if name not in held):
        raise UserError(
            f"The record holds no {missing[0].replace('_', ' ')}, so this question cannot be answered from it."
        )
    return extract, number


def _tables(asked: CohortAsked, standards: Sequence[Standard]) -> list[str]:
    found = {*WHOSE, *(name for each in asked.parts for name in READS.get(each.question.drawing, ()))}
    found.update(*(tables_read(each) for each in standards))
    return sorted(found | {"people"})


def _quiet(_: str) -> None:
    """Says nothing while it is read."""


def _found(asked: Asked, extract: Extract, as_at: dt.date, engine: Engine | None) -> pa.Table:
    standards = standards_of(asked)
    if not standards:
        return DRAWINGS[asked.question.drawing](extract.tables, as_at, asked.values)
    parts = []
    obligations = (engine or DuckDBEngine()).obligations(extract, standards)
    for lasts in (True, False):
        codes = [each.code for each in standards if outlasts_the_window(each) is lasts]
        rows = obligations.filter(pc.is_in(obligations["standard"].cast(pa.string()), pa.array(codes, pa.string())))
        since = None if lasts else as_at - dt.timedelta(days=WINDOW_DAYS)
        parts.append(overdue(rows, extract.tables, as_at, asked.values, since))
    both = pa.concat_tables(parts)
    return both.group_by("person_id").aggregate([("on", "min")]).rename_columns(["person_id", "on"])


def _together(asked: CohortAsked, found: Sequence[pa.Table], extract: Extract, as_at: dt.date) -> tuple[Found, ...]:
    days = [dict(zip(each["person_id"].to_pylist(), each["on"].to_pylist(), strict=True)) for each in found]
    keys = set(days[0]).union(*days[1:]) if asked.how is How.ANY else set(days[0]).intersection(*days[1:])
    if not keys:
        return ()
    whose = team_of(extract.tables, as_at)
    theirs = whose.filter(pc.is_in(whose["person_id"], pa.array(sorted(keys), pa.string())))
    teams = dict(zip(theirs["person_id"].to_pylist(), theirs["team_id"].to_pylist(), strict=True))
    return tuple(
        Found(
            key,
            teams.get(key) or "",
            tuple(part.because(_words(on[key])) for part, on in zip(asked.parts, days, strict=True) if key in on),
        )
        for key in sorted(keys)
    )


def _words(day: dt.date | None) -> str:
    return f"{day.day} {day:%B %Y}" if day else ""
