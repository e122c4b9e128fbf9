"""What an edition of the pack says: counted, checked for disclosure, and put in words.

The same function makes an edition and makes it again, from the ledger as it was known then.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sightline.findings.leaving_out import without
from sightline.findings.queries.loaded import Loaded
from sightline.improvement.series import days_of_any, share, standing
from sightline.inspection.standing.words import long_date
from sightline.scrutiny.disclosure import (
    ALL,
    Dimension,
    Population,
    Protected,
    Rule,
    Safe,
    Table,
    protect,
    share_of,
)
from sightline.scrutiny.models import PackEdition
from sightline.scrutiny.publications_counting import LOOKED_AFTER, TABLES, TITLES, children_on, districts_of, tables_of
from sightline.scrutiny.publications_kept import changes, kept
from sightline.scrutiny.publications_method import TOO_FEW, method
from sightline.scrutiny.queries.members_release import IN_TIME, NOT
from sightline.scrutiny.queries.publications import Quarter, restricted_at, said_of, same, tables_before, told_before
from sightline.scrutiny.telling_kept import said_of_gaps
from sightline.scrutiny.ten_figures import FIGURES, Figure, TenCounted
from sightline.scrutiny.ten_placements import moved_often
from sightline.sources.extract import Extract

FORMAT = 2  # of what is said: a later one may add, and never takes away; an edition is made again in its own
NO_EARLIER_DAY = "the record keeps only the newest of what it counts, which is of a later day"
HIDDEN_COUNT = "an unpublished number of"  # never "fewer than five": a larger one is hidden too where it would tell


@dataclass(frozen=True, slots=True)
class Asked:
    """What an edition is made from; all of it is kept, so that it can be made again. ``version``: of what is said."""

    quarter: Quarter
    number: int
    as_at: dt.date
    known_at: dt.datetime
    through: int
    through_digest: str
    catalogue: str
    weighed_at: dt.date | None
    what_changed: str
    is_invented: bool
    questions: Sequence[Mapping[str, Any]]
    version: int


@dataclass(frozen=True, slots=True)
class Made:
    """An edition in the making. ``checked``: what was hidden, and how that was proved enough."""

    said: dict[str, Any]
    exact: dict[str, Any]
    checked: Protected


def make(
    asked: Asked, extract: Extract, loaded: Loaded | None, before: Sequence[PackEdition], rule: Rule | None = None
) -> Made:
    """Count, check and put in words. ``loaded``: the weighed record its figures are read from, None for none."""
    rule = rule or Rule()
    extract = without(extract, restricted_at(asked.known_at))
    children = children_on(extract, asked.as_at)
    own = [each for each in before if each.pack.ends_on == asked.quarter.ends_on]
    districts = tuple(json.loads(before[-1].exact)["districts"]) if before else districts_of(children)
    name = asked.quarter.ends_on
    counted = [*tables_of(children, name, districts), *_figures(extract, loaded, asked.as_at, name)]
    checked = protect(counted, rule=rule, before=tables_before(before))
    by_name = {each.table.name: each for each in checked.safe}
    said: dict[str, Any] = {
        "format": asked.version,
        "title": f"Children’s services, {asked.quarter.title}",
        "council": _council(extract),
        "is_invented": asked.is_invented,
        "quarter": {"begins_on": asked.quarter.begins_on.isoformat(), "ends_on": name.isoformat()},
        "edition": asked.number,
        "as_at": asked.as_at.isoformat(),
        "as_at_words": long_date(asked.as_at),
        "known_at": asked.known_at.isoformat(),
        "ledger": {"transaction": asked.through, "digest": asked.through_digest},
        "catalogue": asked.catalogue,
        "weighed_at": asked.weighed_at.isoformat() if asked.weighed_at else None,
        "what_changed": asked.what_changed,
        "rule": {"threshold": rule.threshold, "rounded_to": rule.base},
        "method": method(rule),
        "figures": [
            _figure(each, by_name[f"figure:{each.id}"], _is_told_elsewhere(each, by_name))
            if f"figure:{each.id}" in by_name
            else _of_no_earlier_day(each)
            for each in FIGURES.values()
            if f"figure:{each.id}" in by_name or _is_too_late(each, loaded, asked.as_at)
        ],
        "tables": [_table(each.name, each.title, by_name[each.name]) for each in TABLES],
        "telling": _telling(loaded, asked.version) if loaded is not None else [],
        "questions": list(asked.questions),
    }
    said["changes"] = changes(said_of(own[-1]), said) if own else []
    return Made(said, {"districts": list(districts), "tables": [kept(each) for each in checked.safe]}, checked)


def again(edition: PackEdition, progress: Callable[[str], None] = lambda _: None) -> bool:
    """Whether every figure of an edition comes out the same from the ledger as it was known then."""
    from sightline.engines.duckdb import DuckDBEngine
    from sightline.findings.load import load
    from sightline.inspection.framework import framework_used_on, load_framework
    from sightline.ledger.owed import standards
    from sightline.ledger.snapshot import as_known, known_through, supplied_through
    from sightline.record.tables import TABLES as RECORD

    held = supplied_through(edition.through)
    extract = known_through(edition.through, held, RECORD, progress)
    loaded = None
    if edition.weighed_at is not None:
        known_at = edition.weighed_known_at
        rests_on = extract if known_at is None else as_known(known_at, progress=progress)
        loaded = load(
            rests_on,
            edition.weighed_at,
            standards=standards(),
            engine=DuckDBEngine(),
            framework=load_framework(framework_used_on(edition.weighed_at)),
            source=extract.source,
            known_at=known_at,
            progress=progress,
            leaving_out=restricted_at(known_at or edition.known_at),
        )
    said = said_of(edition)
    asked = Asked(
        Quarter(edition.pack.ends_on),
        edition.number,
        edition.as_at,
        edition.known_at,
        edition.through,
        edition.through_digest,
        edition.catalogue,
        edition.weighed_at,
        edition.what_changed,
        said["is_invented"],
        said["questions"],
        said["format"],
    )
    return same(make(asked, extract, loaded, told_before(edition.pack, edition.made_at)).said, edition)


def _council(extract: Extract) -> str:
    return next((name for name in extract.tables["councils"]["name"].to_pylist() if name), "A council without a name")


def _figures(extract: Extract, loaded: Loaded | None, as_at: dt.date, of: dt.date) -> list[Table]:
    out = []
    for each in FIGURES.values():
        counts = _counts(each, extract, loaded, as_at)
        if counts is not None:
            dimension = Dimension("outcome", tuple(counts))
            population = Population(
                f"{each.id} of {of}", (dimension,), {(key,): count for key, count in counts.items()}
            )
            out.append(Table(f"figure:{each.id}", population, ("outcome",)))
    return out


def _counts(figure: Figure, extract: Extract, loaded: Loaded | None, as_at: dt.date) -> dict[str, int] | None:
    """What a figure is made of: those for whom it holds, and those for whom it does not where that is counted."""
    if figure.counted is TenCounted.PLACEMENTS:
        found = moved_often(extract, as_at)
        return {IN_TIME: found.moved, NOT: found.looked_after - found.moved} if found and found.looked_after else None
    days = days_of_any(loaded, figure.standards) if loaded is not None else None
    if days is None or _is_too_late(figure, loaded, as_at):
        return None
    if figure.counted is TenCounted.SHARE:
        point = share(days, as_at)
        kept_in_time, due = point.numerator, point.denominator
        return {IN_TIME: kept_in_time, NOT: due - kept_in_time} if due and kept_in_time is not None else None
    overdue = standing(days, as_at).numerator
    return {IN_TIME: overdue} if overdue is not None else None


def _is_too_late(figure: Figure, loaded: Loaded | None, as_at: dt.date) -> bool:
    """Whether the record holds only the newest of what a figure counts, and that is of after the day counted."""
    return bool(figure.no_trend) and loaded is not None and loaded.as_at > as_at


def _of_no_earlier_day(figure: Figure) -> dict[str, Any]:
    """A figure of which the record cannot tell an earlier day, in the shape of the others."""
    return {
        "id": figure.id,
        "title": figure.title,
        "says": figure.says.format(share="A share that is not shown", children=HIDDEN_COUNT),
        "matters": figure.matters,
        "is_share": figure.is_share,
        "part": None,
        "whole": None,
        "per_cent": None,
        "of_words": "",
        "not_shown_because": NO_EARLIER_DAY,
        "standards": list(figure.standards),
    }


def _is_told_elsewhere(figure: Figure, tables: Mapping[str, Safe]) -> bool:
    """Whether what a figure is a share of may be told: the children looked after are counted in a table too.

    The two are checked apart, so a total that the table hides must not be read off the figure.
    """
    if figure.counted is not TenCounted.PLACEMENTS:
        return True
    return tables[TABLES[0].name].value(LOOKED_AFTER, ALL) == tables[f"figure:{figure.id}"].value(ALL)


def _figure(figure: Figure, safe: Safe, tells_whole: bool) -> dict[str, Any]:
    is_share = (NOT,) in safe.cells
    part = safe.value(IN_TIME) if tells_whole else None
    whole = safe.value(ALL) if is_share and tells_whole else None
    told = share_of(part, whole)
    children = HIDDEN_COUNT if part is None else "No" if part == 0 else f"{part:,}"
    per_cent = "A share that is not shown" if told.value is None else f"{told.value}%"
    sentence = figure.says.format(children=children, share=per_cent)
    return {
        "id": figure.id,
        "title": figure.title,
        "says": sentence[:1].upper() + sentence[1:],
        "matters": figure.matters,
        "is_share": is_share,
        "part": part,
        "whole": whole,
        "per_cent": told.value,
        "of_words": "" if told.value is None else f"That is of about {whole:,}.",
        "not_shown_because": told.words if is_share else TOO_FEW if part is None else "",
        "standards": list(figure.standards),
    }


def _table(name: str, title: str, safe: Safe) -> dict[str, Any]:
    return {
        "id": name,
        "title": title,
        "by": [TITLES[each] for each in safe.table.by],
        "values": [[*each.shown, ALL] for each in safe.table.dimensions],
        "cells": [
            {"where": list(where), "value": cell.value, "told": cell.told.value} for where, cell in safe.cells.items()
        ],
    }


def _telling(loaded: Loaded, version: int) -> list[dict[str, Any]]:
    from sightline.scrutiny.queries.telling import telling_gap

    return said_of_gaps(telling_gap(loaded), version)
