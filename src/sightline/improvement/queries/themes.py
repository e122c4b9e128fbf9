"""Themes as pages show them: with the standards that show the same on the record, complaints and case supervision."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import lru_cache

import pyarrow as pa
import pyarrow.compute as pc

from sightline.charts import Mark, step_line
from sightline.findings.queries.loaded import Loaded, held, remembered
from sightline.findings.standing import Counts
from sightline.improvement.control import Control, percentage, xmr
from sightline.improvement.queries.practice_evidence import Evidence
from sightline.improvement.themes import Change, Share, Theme, ThemeFigures, change
from sightline.record.calendar import add_months
from sightline.standards.standard import Standard


@dataclass(frozen=True, slots=True)
class OnRecord:
    """A standard that shows a theme in every child's record, where an audit shows it in a few files."""

    standard: Standard
    counts: Counts


def on_record(theme: Theme) -> list[OnRecord]:
    """The standards of a theme that this record can answer, with how each stands."""
    loaded = held()
    return [
        OnRecord(loaded.standards[code], loaded.standing.counts(code))
        for code in theme.standards
        if code in loaded.standards and code not in loaded.not_assessable
    ]


@dataclass(frozen=True, slots=True)
class Chart:
    """Month by month as a chart, and what the control chart says of it."""

    drawing: str
    control: Control


def chart(figures: ThemeFigures) -> Chart:
    """The share of each month's audits that found the theme weak; months without an audit are left out."""
    marks = [Mark(each.on, each.share.rate) for each in figures.months if each.share.rate is not None]
    read = xmr(marks, ceiling=1.0, say=percentage, higher_is_better=False)
    title = f"{figures.theme.name}: share of each month’s audits that found it weak"
    drawing = step_line("theme", title, read.words, marks, limits=read.limits, percentage=True)
    return Chart(drawing, read)


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands beside audits, of one team ("" for all): complaints received and of how many nothing was learned;
    cases discussed in supervision and how many recorded no action. For the last twelve months and the twelve before.
    """

    team: str
    name: str
    complaints: int
    complaints_before: int
    unlearned: Share
    without_action: Share
    without_action_before: Share

    @property
    def change(self) -> Change:
        """Whether supervision without an action became rarer."""
        return change(self.without_action_before, self.without_action)


def beside(found: Evidence) -> list[Beside]:
    """All teams together, then each with any of either."""
    loaded = held()
    counted = _counted(loaded)
    teams = sorted({team for team, *_ in counted} - {""}, key=lambda each: (found.team_name(each), each))
    rows = []
    for team in ("", *teams):
        parts = {kind: Share(*counted.get((team, kind), (0, 0))) for kind in KINDS}
        rows.append(
            Beside(
                team=team,
                name=found.team_name(team),
                complaints=parts["complaints"].of,
                complaints_before=parts["complaints before"].of,
                unlearned=parts["learning due"],
                without_action=parts["discussed"],
                without_action_before=parts["discussed before"],
            )
        )
    return rows


KINDS = ("complaints", "complaints before", "learning due", "discussed", "discussed before")
LEARNED_WITHIN = 3  # months: the standard complaint-learning


@remembered
@lru_cache(maxsize=1)
def _counted(loaded: Loaded) -> dict[tuple[str, str], tuple[int, int]]:
    """By team ("" for all) and kind: how many found wanting, of how many."""
    on = loaded.as_at
    year, two = (add_months(on, -months) or dt.date.min for months in (12, 24))
    team_of_worker = {key: each.team or "" for key, each in loaded.people.workers.items()}
    out: dict[tuple[str, str], list[int]] = {}

    def add(team: str, kind: str, wanting: int, of: int) -> None:
        for each in {"", team}:
            tally = out.setdefault((each, kind), [0, 0])
            tally[0] += wanting
            tally[1] += of

    table = loaded.extract.tables["complaints"]
    columns = ("team_id", "received_on", "learning_recorded_on")
    for team, received, learned in zip(*(table[each].to_pylist() for each in columns), strict=True):
        if received is None or not two < received <= on:
            continue
        add(team or "", "complaints" if received > year else "complaints before", 0, 1)
        due = add_months(received, LEARNED_WITHIN) or on
        if year < due <= on:
            add(team or "", "learning due", int(learned is None or learned > due), 1)
    table = loaded.extract.tables["case_supervisions"]
    table = table.filter(pc.and_(pc.greater(table["held_on"], two), pc.less_equal(table["held_on"], on)))
    told = pa.table(
        {
            "worker": table["professional_id"],
            "lately": pc.greater(table["held_on"], year),
            "without": pc.fill_null(pc.invert(table["has_actions"]), False).cast(pa.int64()),
            "known": pc.is_valid(table["has_actions"]).cast(pa.int64()),
        }
    )
    groups = told.group_by(["worker", "lately"]).aggregate([("without", "sum"), ("known", "sum")])
    for each in groups.to_pylist():
        kind = "discussed" if each["lately"] else "discussed before"
        add(team_of_worker.get(each["worker"] or "", ""), kind, each["without_sum"], each["known_sum"])
    return {key: (tally[0], tally[1]) for key, tally in out.items()}
