"""A board that met and meets again, with a plan and a visit, served by a process of its own, to keep in a browser.

:mod:`tests.support.apart` says how it answers and when it stops.
"""

from __future__ import annotations

import datetime as dt

from tests.support.apart import make_store, serve


def main() -> None:
    """Make the store, set the board up as its keeper would, sign everybody in, serve."""
    make_store()
    from sightline.casework.search.index import rebuild_search
    from sightline.findings.queries.loaded import hold
    from sightline.improvement.actions import boards_deciding as deciding
    from sightline.improvement.actions.boards import Seat, seat, set_up
    from sightline.improvement.actions.boards_deciding import Asked
    from sightline.improvement.actions.boards_meetings import (
        Called,
        Came,
        Item,
        call_meeting,
        put_on_agenda,
        write_attendance,
    )
    from sightline.improvement.actions.measures import Wanted, add_measure
    from sightline.improvement.actions.packs import make_pack
    from sightline.improvement.actions.plan import add_recommendation
    from sightline.improvement.actions.visits import Looked, say_scope
    from sightline.improvement.models import BoardKind, Counted, MeasureKind, PackFor, Presence, Source
    from sightline.inspection.actions.real_inspections import Confirmed, Ticked, record_inspection
    from sightline.inspection.following import Event
    from sightline.inspection.models import FindingKind
    from tests.support import site
    from tests.support.persona import Persona
    from tests.support.personas import make

    site.put_in_store()
    rebuild_search()
    hold(site.loaded())
    lead, today = make(Persona.AUDITOR), site.AS_AT
    row = add_recommendation(
        source=Source.OTHER,
        words="See every child.",
        made_on=dt.date(2014, 1, 6),
        due_on=today - dt.timedelta(days=40),
        owner=make(Persona.DIRECTOR),
        by=lead,
    )
    wanted = Wanted(
        kind=MeasureKind.STANDARD,
        key="child-seen-6m",
        counted=Counted.OPEN,
        target=0,
        target_on=today + dt.timedelta(days=90),
        months_to_hold=6,
        higher_is_better=False,
        team_id="",
        words="A child whom nobody sees is safe by luck alone.",
    )
    add_measure(wanted=wanted, recommendation=row, by=lead)
    board = set_up(
        name="The improvement board",
        kind=BoardKind.IMPROVEMENT,
        purpose="To see that what was asked for is done.",
        from_on=today - dt.timedelta(days=100),
        by=lead,
    )
    members = [
        seat(
            board=board, seat=Seat("Ruth Ellery", "Independent", board.from_on, is_partner=True, is_chair=True), by=lead
        ),
        seat(board=board, seat=Seat("", "The council", board.from_on, account=make(Persona.DIRECTOR)), by=lead),
    ]
    held = call_meeting(board=board, called=Called(today - dt.timedelta(days=30), "Room 2"), by=lead)
    write_attendance(
        meeting=held,
        came=[Came(members[0], Presence.PRESENT), Came(members[1], Presence.APOLOGIES, "A deputy", "The council")],
        why="",
        by=lead,
    )
    deciding.decide(meeting=held, words="To review every child.", reasons="They were unseen.", by=lead)
    deciding.ask(meeting=held, asked=Asked("List every child.", today, owner_name="The chair"), by=lead)
    deciding.minute(meeting=held, words="The board met and spoke.", by=lead)
    coming = call_meeting(board=board, called=Called(today + dt.timedelta(days=7), "Room 2"), by=lead)
    put_on_agenda(meeting=coming, items=[Item("Terms of reference"), Item("What parents told us")], by=lead)
    make_pack(meeting=coming, audience=PackFor.BOARD, by=lead)
    said = Confirmed(
        authority="Avonmere",
        framework="sif-2013-2017",
        event=Event.MONITORING_VISIT,
        started_on=today - dt.timedelta(days=50),
        findings=(Ticked(FindingKind.CONCERN, "Plans are not specific."),),
    )
    visit = record_inspection(confirmed=said, by=lead)
    say_scope(visit=visit, looked=Looked("The quality of plans.", ("leadership",), "", [row]), by=lead)
    keys = {"board": str(board.pk), "held": str(held.pk), "coming": str(coming.pk), "visit": str(visit.pk)}
    serve((Persona.AUDITOR, Persona.BOARD_PARTNER), keys, threads=4)


if __name__ == "__main__":
    main()
