"""The case from 2014 to 2019, told by the product itself: ``docs/tutorials/from-2014-to-2019.md``.

``uv run python -m benchmarks.walkthrough [--children 12000] [--write | --check]``: an invented council of the case's
shape is drawn and kept in a store of its own; the record is held against the standards as at October 2014 and November
2016; the published report of February 2017 is read from its PDF into the plan, with a measure for each recommendation
of which the record says anything; the cases held by managers are drawn as a campaign and reviewed to the last child; a
board meets and has its pack; the telling gap and an inquiry's timeline are made; a quarter is published; a monitoring
visit is recorded; the report of 2019 is read and held against the plan. Nothing is typed into the page but what joins
its parts.
"""

from __future__ import annotations

import argparse
import datetime as dt
import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import zip_longest
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from benchmarks.walkthrough_after import Published, Reviewed
    from sightline.access.models import Account
    from sightline.findings.queries.loaded import Loaded
    from sightline.improvement.control import Control
    from sightline.improvement.models import Campaign, Pack, Recommendation
    from sightline.improvement.queries.inquiries import Timeline
    from sightline.improvement.queries.plan import PlanLine
    from sightline.improvement.queries.plan_lineage import Suggested
    from sightline.improvement.queries.visits import Visited
    from sightline.inspection.standing.report import Inspection
    from sightline.scrutiny.telling import Gap
    from sightline.sources.ofsted_report import ReportReading

PAGE = Path("docs/tutorials/from-2014-to-2019.md")
SAMPLES = Path(__file__).parents[1] / "tests" / "samples" / "ofsted"
FIRST_REPORT, SECOND_REPORT = "2017-02-13-south-gloucestershire.pdf", "2019-05-08-south-gloucestershire.pdf"
PROPOSED_ON = dt.date(2014, 10, 31)  # a mock inspection was proposed in 2014, when in the year is not published
AS_AT = dt.date(2016, 11, 14)
REPORTED_ON, CAME_AGAIN_ON = dt.date(2017, 2, 13), dt.date(2019, 5, 8)
FRAMEWORK = "sif-2013-2017"
CHILDREN = 12_000
SIZE = re.compile(r"(HTML|PDF|workbook|file) of [\d,]+")
QUESTIONS = ("seen", "plan", "allocation", "risk")  # put to each child's case in the campaign
SERVICE = "disability-0-25"
MEASURED_BY = {  # of the council's 22 recommendations, the standard by which the record can say whether it is met
    "1": ("wf-case-held-by-manager", "open"),
    "2": ("expl-links-mapped", "kept"),
    "4": ("fd-welfare-checks-5wd", "kept"),
    "5": ("cp-strategy-police", "kept"),
    "6": ("mis-rhi-72h", "kept"),
    "7": ("eh-before-referral", "kept"),
    "11": ("pf-initial-visit-7wd", "kept"),
    "13": ("cla-plan-follows-change", "kept"),
    "14": ("cla-permanence-plan-recorded", "kept"),
    "16": ("wf-supervision-monthly", "kept"),
    "17": ("iro-challenges-drift", "kept"),
    "18": ("cl-pathway-review-6m", "kept"),
    "19": ("cl-eet", "kept"),
    "20": ("cl-entitlements-explained", "kept"),
    "21": ("qa-audit-leads-to-action", "kept"),
    "22": ("gov-manager-allocation-policy", "open"),
}
# which a reader of both lists held to ask again for what was asked, by the number of 2017 and the place in 2019
CONFIRMED = {("4", 2), ("13", 3), ("6", 5), ("16", 9), ("19", 11), ("14", 13)}


@dataclass(frozen=True, slots=True)
class Told:
    """What running it gave, for the page to say."""

    children: int
    then: Inspection
    now: Inspection
    first: ReportReading
    plan: tuple[PlanLine, ...]
    refused: str
    campaign: Campaign
    cohort: int
    reviewed: Reviewed
    charted: str
    chart: Control
    edition: Published
    visit: Visited
    agenda: int
    pack_html: int
    pack_pdf: int
    pack_xlsx: int
    gaps: tuple[Gap, ...]
    timeline: Timeline
    bundled: int
    second: ReportReading
    suggested: tuple[Suggested, ...]
    came_back: tuple[tuple[Recommendation, Recommendation], ...]
    repeated: str


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--children", type=int, default=CHILDREN)
    arguments.add_argument("--write", action="store_true", help="write the page of the documentation")
    arguments.add_argument("--check", action="store_true", help="say where the page kept differs from this run")
    chosen = arguments.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        begin(Path(folder))
        from benchmarks.walkthrough_page import as_markdown

        page = as_markdown(run(chosen.children))
    if chosen.write:
        PAGE.write_text(page, "utf-8")
    elif chosen.check:
        if found := differing(PAGE.read_text("utf-8"), page):
            raise SystemExit(f"{PAGE} differs from what this run gave, first in:\n{found[0]}")
    else:
        print(page)


def differing(kept: str, made: str) -> list[str]:
    """The lines of the page kept that are not as made now; sizes of files, which hold the hour, do not count."""
    one, other = (SIZE.sub("", each).splitlines() for each in (kept, made))
    lines = zip_longest(one, other, kept.splitlines())
    return [line or "(a line that the page does not have)" for was, now, line in lines if was != now]


def begin(folder: Path) -> None:
    """An empty store in ``folder``, on the day the record ends."""
    from sightline.web.demonstration import begin as point_at
    from sightline.web.start import make_tables

    point_at(folder, AS_AT)
    make_tables()


def run(children: int) -> Told:
    """Draw the council and do all of it, in a store that is ready and empty."""
    from benchmarks.walkthrough_after import charted, published, review_all, visited
    from sightline.findings.queries.loaded import hold
    from sightline.inspection.framework import load_framework
    from sightline.ledger.owed import standards

    people, extract = _council(children)
    framework = load_framework(FRAMEWORK)
    then = _loaded(extract, PROPOSED_ON, framework).inspection
    loaded = _loaded(extract, AS_AT, framework)
    hold(loaded)
    first, taken = _plan(people["auditor"])
    _measure(taken, people["analyst"], frozenset(each.code for each in standards()))
    refused = _close(taken, people["director"])
    campaign, cohort = _campaign(people, taken)
    agenda, pack = _board(people)
    timeline, gaps, bundled = _told(loaded, people["auditor"])
    measure, chart = charted(taken)
    edition = published(people, AS_AT)
    plan = _lines(people["director"], loaded)
    reviewed = review_all(campaign, people, AS_AT)
    visit = visited(FRAMEWORK, taken, people["auditor"])
    second, suggested, came_back, repeated = _again(people["auditor"])
    return Told(
        children=children,
        then=then,
        now=loaded.inspection,
        first=first,
        plan=plan,
        refused=refused,
        campaign=campaign,
        cohort=cohort,
        reviewed=reviewed,
        charted=measure,
        chart=chart,
        edition=edition,
        visit=visit,
        agenda=agenda,
        pack_html=len(pack.html),
        pack_pdf=len(bytes(pack.pdf)),
        pack_xlsx=len(bytes(pack.xlsx)),
        gaps=gaps,
        timeline=timeline,
        bundled=bundled,
        second=second,
        suggested=suggested,
        came_back=came_back,
        repeated=repeated,
    )


def _council(children: int) -> tuple[dict[str, Account], object]:
    """The council in the ledger, its people's accounts, and its record as the ledger knows it."""
    from sightline.access.actions import mark_invented
    from sightline.access.models import Account
    from sightline.access.personas import make_personas
    from sightline.ledger.kept import known_now
    from sightline.simulate import Scenario, simulate
    from sightline.web.nightly import take_in

    council = simulate(children=children, until=AS_AT, scenario=Scenario.CASE_2016)
    mark_invented(source="the walkthrough")
    take_in(council.extract, by="the walkthrough", why="A council of the case's shape", source="simulated")
    make_personas(AS_AT)
    people = {each.email.split("@")[0]: each for each in Account.objects.all()}
    return people, known_now().extract


def _loaded(extract: object, on: dt.date, framework: object) -> Loaded:
    from sightline.engines.duckdb import DuckDBEngine
    from sightline.findings.load import load
    from sightline.ledger.owed import standards

    return load(
        extract,  # type: ignore[arg-type]
        on,
        standards=standards(),
        engine=DuckDBEngine(),
        framework=framework,  # type: ignore[arg-type]
        source="an invented council",
        is_invented=True,
    )


@contextmanager
def standing_on(day: dt.date) -> Iterator[None]:
    """The site's day put forward, as when the story moves on."""
    from django.conf import settings

    before = settings.SIGHTLINE
    settings.SIGHTLINE = replace(before, today=day)
    try:
        yield
    finally:
        settings.SIGHTLINE = before


def _recorded(name: str, on: dt.date, by: Account) -> tuple[ReportReading, list[Recommendation]]:
    """A report read from its PDF, recorded as it was read, and its recommendations taken into the plan."""
    from sightline.improvement.actions.plan import take_inspection
    from sightline.inspection.actions.real_inspections import Confirmed, Recommended, record_inspection
    from sightline.inspection.actions.report_files import keep_report
    from sightline.inspection.following import Event
    from sightline.sources.ofsted_report import read_report

    content = (SAMPLES / name).read_bytes()
    reading = read_report(content)
    with standing_on(on):
        report = keep_report(content=content, reading=reading, by=by)
        graded = {each.area.value: each.grade.value for each in reading.judgements}
        confirmed = Confirmed(
            authority=reading.authority.value or "",
            framework=reading.framework.value or "",
            event=Event.INSPECTION if name == FIRST_REPORT else Event.STANDARD_INSPECTION,
            started_on=reading.inspection_start.value,
            ended_on=reading.inspection_end.value,
            published_on=reading.published.value or on,
            judgements=graded,
            recommendations=tuple(
                Recommended(each.text, each.number, each.page, each.priority, each.body.value)
                for each in reading.recommendations
            ),
        )
        inspection = record_inspection(confirmed=confirmed, by=by, report=report)
        return reading, take_inspection(inspection=inspection, by=by)


def _plan(by: Account) -> tuple[ReportReading, list[Recommendation]]:
    return _recorded(FIRST_REPORT, REPORTED_ON, by)


def _measure(taken: list[Recommendation], by: Account, known: frozenset[str]) -> None:
    """A measure for each recommendation of which the record says anything, read as the record stands."""
    from sightline.improvement.actions.measures import Wanted, add_measure
    from sightline.improvement.models import Counted, MeasureKind

    for row in taken:
        code, counted = MEASURED_BY.get(row.number, ("", ""))
        if code in known:
            share = counted == "kept"
            wanted = Wanted(
                kind=MeasureKind.STANDARD,
                key=code,
                counted=Counted(counted),
                target=0.9 if share else 0.0,
                target_on=AS_AT + dt.timedelta(days=365),
                months_to_hold=6,
                higher_is_better=share,
            )
            add_measure(wanted=wanted, recommendation=row, by=by)


def _close(taken: list[Recommendation], by: Account) -> str:
    """What the product answers to closing the first recommendation while its measure fails."""
    from sightline.errors import UserError
    from sightline.improvement.actions.closing import close

    first = next(each for each in taken if each.number == "1")
    try:
        close(recommendation=first, words="The managers say that the cases have been given to workers.", by=by)
    except UserError as error:
        return str(error)
    return ""


def _campaign(people: dict[str, Account], taken: list[Recommendation]) -> tuple[Campaign, int]:
    from sightline.improvement.actions.campaigns import Plan, begin
    from sightline.improvement.cohorts import ask, cohort
    from sightline.improvement.queries.cohorts import draw
    from sightline.improvement.worksheets import asked

    drawn = draw(cohort([ask("held-by-manager", {"months": 0, "service": SERVICE})]), AS_AT)
    plan = Plan(
        title="Every disabled child in a manager's name",
        why="The first of the 22 recommendations asks for each of these cases to be reviewed, urgently.",
        due_on=AS_AT + dt.timedelta(days=60),
        questions=asked(QUESTIONS),
        lead=people["auditor"],
        set_apart_with=people["director"],
        recommendation=next(each for each in taken if each.number == "1"),
    )
    return begin(plan=plan, drawn=drawn, by=people["auditor"]), len(drawn.children)


def _board(people: dict[str, Account]) -> tuple[int, Pack]:
    """A board that meets a week later, its agenda from what waits for it, and its pack."""
    from sightline.access.bearer import bearer
    from sightline.improvement.actions.boards import set_up
    from sightline.improvement.actions.boards_meetings import Called, call_meeting, put_on_agenda
    from sightline.improvement.actions.packs import make_pack
    from sightline.improvement.models import BoardKind, PackFor
    from sightline.improvement.queries.boards_agenda import waiting

    by = people["auditor"]
    purpose = "To see that what the inspection asked for is done, and that children are better off for it."
    board = set_up(name="Improvement board", kind=BoardKind.IMPROVEMENT, purpose=purpose, from_on=AS_AT, by=by)
    called = Called(AS_AT + dt.timedelta(days=7), "Council offices", dt.time(10, 0))
    meeting = call_meeting(board=board, called=called, by=by)
    items = waiting(meeting, bearer(by, AS_AT), AS_AT)
    put_on_agenda(meeting=meeting, items=items, by=by)
    return len(items), make_pack(meeting=meeting, audience=PackFor.BOARD, by=people["analyst"])


def _told(loaded: Loaded, by: Account) -> tuple[Timeline, tuple[Gap, ...], int]:
    from sightline.improvement.actions.inquiries import Asked, ask
    from sightline.improvement.inquiry_bundle import bundle
    from sightline.improvement.queries.inquiries import timeline
    from sightline.scrutiny.queries.telling import telling_gap

    asked = Asked(
        title="Disabled children held by managers",
        why="How many had a manager's name and no worker, since when, and who was told?",
        asked_for="The improvement board",
        line="cases-held-by-managers",
        standards=(),
        team_id="",
        service=SERVICE,
        since=dt.date(2014, 10, 1),
        until=AS_AT,
    )
    found = timeline(loaded, ask(asked=asked, known=frozenset(loaded.standards), by=by))
    return found, telling_gap(loaded), len(bundle(found))


def _lines(by: Account, loaded: Loaded) -> tuple[PlanLine, ...]:
    from sightline.access.bearer import bearer
    from sightline.improvement.queries.plan import plan_lines

    found = plan_lines(bearer(by, AS_AT), AS_AT, loaded)
    return tuple(sorted(found, key=lambda each: int(each.recommendation.number or 0)))


def _again(
    by: Account,
) -> tuple[ReportReading, tuple[Suggested, ...], tuple[tuple[Recommendation, Recommendation], ...], str]:
    """The report of 2019: which of its recommendations the product suggests were asked for before, and which were."""
    from sightline.improvement.actions.lineage import judge
    from sightline.improvement.models import Recommendation
    from sightline.improvement.queries.plan_lineage import repeats, suggestions

    reading, taken = _recorded(SECOND_REPORT, CAME_AGAIN_ON, by)
    place = {row.pk: number for number, row in enumerate(taken, 1)}
    suggested = tuple(suggestions(list(Recommendation.objects.all()), of=taken))
    came_back = []
    with standing_on(CAME_AGAIN_ON):
        for each in suggested:
            if (each.earlier.number, place[each.later.pk]) in CONFIRMED:
                judge(
                    earlier=each.earlier,
                    later=each.later,
                    is_repeat=True,
                    reasons="It asks again for what was asked in 2017.",
                    by=by,
                    likeness=each.score,
                )
                came_back.append((each.earlier, each.later))
    found = repeats(list(Recommendation.objects.all()))
    interviews = next((later for earlier, later in came_back if earlier.number == "6"), None)
    return reading, suggested, tuple(came_back), found[interviews.pk].words if interviews else ""


if __name__ == "__main__":
    main()
