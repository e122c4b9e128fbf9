"""How long a board's pack takes to make on a large council: as HTML, as PDF and as a workbook, and to keep.

60,000 children ever known over ten years, drawn once into a folder (``--keep DIR`` draws it there and uses it again)
and held as a process of the site holds them. A plan of 31 recommendations with 24 measures of the record and 62
actions, two closed over their measure, a board of 14 that met three times, seven visits with their letters, and a
campaign of 300 children. Best of five, on the clock and in this process's own processor time; ``--profile`` says where
it goes.
"""

from __future__ import annotations

import argparse
import cProfile
import datetime as dt
import os
import pstats
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sightline.access.models import Account
    from sightline.improvement.models import Meeting

CHILDREN, YEARS = 60_000, 10
AS_AT = dt.date(2016, 11, 14)
PROGRAM = Path(sys.executable).with_name("sightline")
RUNS = 5
TARGET = 10.0  # seconds: HTML, PDF and workbook
RECOMMENDATIONS, MEASURES, ACTIONS, VISITS, REVIEWED = 31, 24, 2, 7, 300
WORDS = "See to it that what was agreed for each child is done in time, and that whoever is late says why. "


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--keep", type=Path, help="a folder to draw the council in, or where it was drawn")
    arguments.add_argument("--children", type=int, default=CHILDREN)
    arguments.add_argument("--profile", action="store_true", help="say where the time goes")
    chosen = arguments.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = (chosen.keep or Path(temporary)) / "parquet"
        if not (folder / "truth.json").is_file():
            words = ["simulate", folder, "--children", chosen.children, "--years", YEARS, "--seed", 7]
            subprocess.run([PROGRAM, *map(str, words), "--format", "parquet"], check=True, stdout=subprocess.DEVNULL)
        os.environ |= {"SIGHTLINE_HOME": temporary, "SIGHTLINE_TODAY": AS_AT.isoformat()}
        os.environ.pop("SIGHTLINE_DATABASE_URL", None)
        from sightline.web.start import make_tables, start

        start()
        make_tables()
        take_up(folder)
        meeting, by = fill()
        measure(meeting, by, is_profiled=chosen.profile)


def take_up(folder: Path) -> None:
    """Hold the record as a process of the site does once the figures are made."""
    from sightline.engines.duckdb import DuckDBEngine
    from sightline.findings.load import load
    from sightline.findings.queries.loaded import hold
    from sightline.inspection.framework import load_framework
    from sightline.sources.recognise import read
    from sightline.standards.catalogue import CATALOGUE

    began = time.process_time()
    found = load(
        read(folder),
        AS_AT,
        standards=tuple(CATALOGUE.values()),
        engine=DuckDBEngine(),
        framework=load_framework("sif-2013-2017"),
        source="a simulated council",
        is_invented=True,
    )
    hold(found)
    people = found.extract.tables["people"].num_rows
    print(f"{people:,} people held, made in {time.process_time() - began:.0f} s of processor", flush=True)


def fill() -> tuple[Meeting, Account]:
    """A board with everything a pack prints, and who keeps its papers."""
    from sightline.access.actions import add_account, assign
    from sightline.improvement.actions import boards_deciding as deciding
    from sightline.improvement.actions.boards import Seat, seat, set_up
    from sightline.improvement.actions.boards_deciding import Asked
    from sightline.improvement.actions.boards_meetings import Called, call_meeting, put_on_agenda
    from sightline.improvement.actions.closing import close_over_measure
    from sightline.improvement.actions.plan import add_action, add_recommendation
    from sightline.improvement.actions.visits import Looked, say_scope
    from sightline.improvement.models import BoardKind, Source
    from sightline.improvement.queries.boards_agenda import waiting
    from sightline.improvement.queries.plan_closing import in_the_way
    from sightline.inspection.actions.real_inspections import Confirmed, Ticked, record_inspection
    from sightline.inspection.following import Event
    from sightline.inspection.models import FindingKind

    by, director = (
        add_account(email=f"{name}@avonmere.example", name=name, by=None) for name in ("keeper", "director")
    )
    assign(account=by, role="auditor", by=None)
    assign(account=director, role="director", by=None)
    rows = []
    for number in range(RECOMMENDATIONS):
        row = add_recommendation(
            source=Source.OTHER,
            words=f"{number}. {WORDS}",
            made_on=AS_AT - dt.timedelta(days=900),
            due_on=AS_AT + dt.timedelta(days=30 * (number % 12 - 6)),
            owner=director,
            by=by,
        )
        for action in range(ACTIONS):
            add_action(
                recommendation=row,
                words=f"Read every file of team {action} and see each child who was not seen in time.",
                will_show="No child of the team is overdue at two month ends running, counted by the record.",
                owner=director,
                due_on=AS_AT + dt.timedelta(days=40 * (action + 1) - 50),
                by=by,
            )
        rows.append(row)
    measured(rows, by)
    for row in [each for each in rows if in_the_way(each, AS_AT)][:2]:
        close_over_measure(recommendation=row, words=WORDS * 2, by=director)
    board = set_up(
        name="Improvement board",
        kind=BoardKind.IMPROVEMENT,
        purpose=WORDS,
        from_on=AS_AT - dt.timedelta(days=400),
        by=by,
    )
    for number in range(14):
        joins = Seat(f"Member {number}", "A partner", board.from_on, is_partner=True, is_chair=number == 0)
        seat(board=board, seat=joins, by=by)
    for back in (90, 60, 30):
        past = call_meeting(board=board, called=Called(AS_AT - dt.timedelta(days=back), "Room 2"), by=by)
        for number in range(6):
            deciding.decide(meeting=past, words=f"{number}. {WORDS}", reasons=WORDS, by=by)
            asked = Asked(f"{number}. {WORDS}", AS_AT + dt.timedelta(days=number * 10 - 20), owner=director)
            deciding.ask(meeting=past, asked=asked, by=by)
        deciding.minute(meeting=past, words=(WORDS * 6 + "\n\n") * 5, by=by)
    for number in range(VISITS):
        said = Confirmed(
            authority="Avonmere",
            framework="sif-2013-2017",
            event=Event.MONITORING_VISIT,
            started_on=AS_AT - dt.timedelta(days=90 * number + 20),
            findings=tuple(
                Ticked(kind, f"{place}. {WORDS}")
                for place in range(8)
                for kind in (FindingKind.STRENGTH, FindingKind.CONCERN)
            ),
        )
        visit = record_inspection(confirmed=said, by=by)
        say_scope(visit=visit, looked=Looked(WORDS, ("leadership",), WORDS, rows[number : number + 5]), by=by)
    campaign(by, rows[0])
    coming = call_meeting(board=board, called=Called(AS_AT + dt.timedelta(days=7), "Room 2"), by=by)
    from sightline.access.bearer import bearer

    put_on_agenda(meeting=coming, items=waiting(coming, bearer(by, AS_AT), AS_AT), by=by)
    return coming, by


def measured(rows: list[Any], by: Account) -> None:
    """A measure beside each of the first recommendations, of the standards by which most falls due."""
    from sightline.findings.queries.loaded import held
    from sightline.improvement.actions.measures import Wanted, add_measure
    from sightline.improvement.models import Counted, MeasureKind

    loaded = held()
    weighed = loaded.record.weighed
    busy = sorted(
        range(len(loaded.record.standards)), key=lambda place: -int(weighed.kept[place][-1] + weighed.missed[place][-1])
    )
    for number, place in enumerate(busy[:MEASURES]):
        counted = Counted.OPEN if number % 3 == 0 else Counted.KEPT
        wanted = Wanted(
            kind=MeasureKind.STANDARD,
            key=loaded.record.standards[place].code,
            counted=counted,
            target=0 if counted is Counted.OPEN else 1.0,
            target_on=AS_AT + dt.timedelta(days=180),
            months_to_hold=6,
            higher_is_better=counted is Counted.KEPT,
            team_id="",
            words=WORDS,
        )
        add_measure(wanted=wanted, recommendation=rows[number], by=by)


def campaign(by: Account, row: Any) -> None:
    """A review of a cohort of which half is done; its children are keys alone, for a pack only counts them."""
    from sightline.improvement.models import Campaign, CampaignChild, ChildReview
    from sightline.web import clock

    now = clock.now()
    made = Campaign.objects.create(
        title="Every case held by a manager",
        why=WORDS,
        recommendation=row,
        asked=[],
        sentence=WORDS,
        as_at=AS_AT,
        known_at=now,
        through=0,
        ledger_digest="",
        catalogue="",
        digest="",
        questions=[],
        begun_on=AS_AT - dt.timedelta(days=20),
        due_on=AS_AT + dt.timedelta(days=40),
        lead=by,
        set_apart_with=by,
        begun_by=by,
        begun_at=now,
    )
    children = CampaignChild.objects.bulk_create(
        [CampaignChild(campaign=made, person_id=f"benchmark-{place}", place=place) for place in range(REVIEWED)]
    )
    ChildReview.objects.bulk_create(
        [
            ChildReview(
                child=each,
                reviewer=by,
                given_by=by,
                given_at=now,
                begun_at=now,
                submitted_at=now,
                submitted_on=AS_AT,
                grade="good",
                words=WORDS,
            )
            for each in children[: REVIEWED // 2]
        ]
    )


def measure(meeting: Meeting, by: Account, *, is_profiled: bool) -> None:
    """The pack, its parts, and the whole with keeping it."""
    from sightline.access.bearer import bearer
    from sightline.findings.queries.loaded import held
    from sightline.improvement.actions.packs import make_pack
    from sightline.improvement.models import Pack, PackFor
    from sightline.improvement.packs_html import render_html
    from sightline.improvement.packs_pdf import render_pdf
    from sightline.improvement.packs_workbook import render_workbook
    from sightline.improvement.queries.packs import pack_of, rests_on, typed_words
    from sightline.web import clock

    reader = bearer(by, AS_AT)

    def gather() -> Any:
        loaded = held()
        rests = rests_on(loaded, clock.now())
        return pack_of(
            meeting, PackFor.BOARD, reader=reader, loaded=loaded, rests=rests, on=AS_AT, edition=1, is_invented=True
        )

    found = gather()
    timed("what it says, gathered", gather)
    timed("as HTML", lambda: render_html(found))
    timed("as PDF", lambda: render_pdf(found, AS_AT))
    timed("as a workbook", lambda: render_workbook(found, AS_AT))
    timed("words looked through", lambda: typed_words(meeting, reader, AS_AT))
    number = iter(range(1000))

    def make() -> None:
        Pack.objects.update(data_digest="")  # so that the same may be made again
        make_pack(meeting=meeting, audience=PackFor.BOARD, what_changed=f"edition {next(number)}", by=by)

    if is_profiled:
        profile = cProfile.Profile()
        profile.runcall(make)
        pstats.Stats(profile).sort_stats("cumulative").print_stats(30)
    timed(f"an edition made and kept, all three (target {TARGET:.0f} s)", make)
    made = Pack.objects.order_by("edition")[0]
    print(
        f"{len(bytes(made.pdf)) // 1024:,} KiB of PDF, {len(made.html) // 1024:,} KiB of HTML, "
        f"{len(bytes(made.xlsx)) // 1024:,} KiB of workbook; {len(found.plan)} recommendations, "
        f"{len(found.measures)} measures, {sum(bool(each.chart) for each in found.measures)} charts"
    )


def timed(what: str, do: Callable[[], object]) -> None:
    clocks, processors = [], []
    for _ in range(RUNS):
        clock, processor = time.perf_counter(), time.process_time()
        do()
        clocks.append(time.perf_counter() - clock)
        processors.append(time.process_time() - processor)
    print(f"{what}: {min(clocks):.2f} s on the clock, {min(processors):.2f} s of processor", flush=True)


if __name__ == "__main__":
    main()
