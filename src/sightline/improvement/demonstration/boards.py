"""The invented council's improvement board: it met twice, meets again next week, and read a letter in between.

The words are ours, in the spirit of the case Avonmere is shaped on; the partners' names are invented. The joint
inspection is of the kind held in 2016 (child sexual exploitation and missing children), its findings invented.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from sightline.access.bearer import bearer
from sightline.access.models import Account
from sightline.access.roles import ANALYST, AUDITOR, BOARD_PARTNER, DIRECTOR, ELECTED_MEMBER, HEAD_OF_SERVICE
from sightline.findings.queries.loaded import held_or_none
from sightline.improvement.actions import boards_deciding as deciding
from sightline.improvement.actions.boards import Seat, seat, set_up
from sightline.improvement.actions.boards_deciding import Asked
from sightline.improvement.actions.boards_meetings import (
    Called,
    Came,
    Item,
    add_attending,
    call_meeting,
    put_on_agenda,
    write_attendance,
)
from sightline.improvement.actions.packs import make_pack
from sightline.improvement.actions.visits import Looked, say_scope
from sightline.improvement.models import Board, BoardKind, BoardMember, Meeting, PackFor, Presence, Recommendation
from sightline.improvement.queries.boards_agenda import waiting
from sightline.inspection.actions.real_inspections import Confirmed, Ticked, record_inspection
from sightline.inspection.following import Event
from sightline.inspection.models import FindingKind
from sightline.inspection.queries.real_inspections import own_council

PLACE, AT = "Council offices, committee room 2", dt.time(10, 0)
FIRST, SECOND, NEXT = dt.timedelta(days=-82), dt.timedelta(days=-33), dt.timedelta(days=8)
OUTSIDE = (
    ("Ruth Ellery", "Independent", "Independent chair", True),
    ("Imran Sadiq", "Avonmere Clinical Commissioning Group", "Chief nurse", False),
    ("Helen Marsh", "Avon Vale Police", "Superintendent, public protection", False),
    ("Gareth Lloyd", "Avonmere schools", "Head teacher", False),
)
SAID = (
    "The chair asked each member what they would know in three months that they do not know today. The director "
    "presented the plan. Partners said that it counts what was done and not what became better for children. The "
    "analyst showed how long disabled children had been in the name of a manager; nobody present had seen the figure "
    "before, and the chair asked that it stand first in every pack."
)
SAID_AGAIN = (
    "The minutes of the last meeting were confirmed. The list of children held by managers was given; the "
    "superintendent asked how many of them anybody had seen, and it could not be told at the meeting. The head of "
    "service said that posts were advertised twice. The chair said that the board would rather read that a measure "
    "fails than that an action is done."
)


def meet(on: dt.date, people: Mapping[str, Account]) -> None:
    """Set the board up and let it meet, unless there is a board already."""
    lead, director, head = people.get(AUDITOR.code), people.get(DIRECTOR.code), people.get(HEAD_OF_SERVICE.code)
    if lead is None or director is None or head is None or Board.objects.exists():
        return
    _visited(on, lead)
    board = set_up(
        name="Improvement board",
        kind=BoardKind.IMPROVEMENT,
        purpose="To see that what inspections and reviews asked for is done, and that children are better off for it; "
        "to ask why where the record does not show it.",
        from_on=on - dt.timedelta(days=120),
        by=lead,
    )
    members = _seats(board, people, lead)
    first = call_meeting(board=board, called=Called(on + FIRST, PLACE, AT), by=lead)
    second = call_meeting(board=board, called=Called(on + SECOND, PLACE, AT), by=lead)
    _first(first, on, members, (director, head), lead)
    _second(second, on, members, (director, head), lead)
    deciding.confirm_minutes(minutes=first.minutes.get(superseded_by=None), at=second, by=lead)
    coming = call_meeting(board=board, called=Called(on + NEXT, PLACE, AT), by=lead)
    found = waiting(coming, bearer(lead, on), on)
    put_on_agenda(meeting=coming, items=found[:9], by=lead)
    by_hand = Item(
        "What children and parents told us",
        "Two parents of the 0 to 25 service have agreed to speak. To hear them before the figures are looked at.",
        led_by="The principal social worker",
    )
    put_on_agenda(meeting=coming, items=[by_hand], by=lead)
    if held_or_none() is not None:
        make_pack(meeting=coming, audience=PackFor.BOARD, by=people.get(ANALYST.code, lead))


def _seats(board: Board, people: Mapping[str, Account], by: Account) -> list[BoardMember]:
    from_on = board.from_on
    outside = [
        Seat(name, organisation, from_on, post, is_partner=True, is_chair=is_chair)
        for name, organisation, post, is_chair in OUTSIDE
    ]
    inside = [
        Seat("", organisation, from_on, post, account=people[code], is_partner=is_partner)
        for code, organisation, post, is_partner in (
            (BOARD_PARTNER.code, "Department for Education", "Improvement adviser", True),
            (DIRECTOR.code, "The council", "Director of children’s services", False),
            (HEAD_OF_SERVICE.code, "The council", "Head of service", False),
            (AUDITOR.code, "The council", "Principal social worker", False),
            (ELECTED_MEMBER.code, "The council", "Lead member for children", False),
        )
        if code in people
    ]
    return [seat(board=board, seat=each, by=by) for each in (*outside, *inside)]


def _first(
    meeting: Meeting, on: dt.date, members: list[BoardMember], asked: tuple[Account, Account], by: Account
) -> None:
    director, head = asked
    items = put_on_agenda(
        meeting=meeting,
        items=[
            Item("Terms of reference", "To agree what the board is for and who sits on it.", led_by="The chair"),
            Item("The plan as it stands", "To challenge: what will be better, and how will we know?"),
            Item("Children held in a manager’s name", "To know: since when, and who has seen them."),
        ],
        by=by,
    )
    _came(meeting, members, {"Gareth Lloyd": (Presence.APOLOGIES, "", "")}, by)
    shown = deciding.decide(
        meeting=meeting,
        item=items[1],
        words="Every recommendation has a measure of the record beside it, and the pack shows both how people say it "
        "stands and how its measure does.",
        reasons="The plan said that most of it was done, and the same things had been asked for since 2012.",
        by=by,
    )
    listed = deciding.decide(
        meeting=meeting,
        item=items[2],
        words="The board is given the list of teams whose children are in a manager’s name at every meeting.",
        reasons="It was not in any report that members of the board had read, and the record had shown it for years.",
        by=by,
    )
    measured = deciding.ask(
        meeting=meeting,
        decision=shown,
        asked=Asked("Put a measure beside each recommendation of the plan.", on + SECOND, owner=director),
        by=by,
    )
    deciding.do_action(
        action=measured,
        on=on + SECOND - dt.timedelta(days=5),
        words="Measures stand beside those that the record can tell of; the rest say that they have none.",
        by=by,
    )
    deciding.ask(
        meeting=meeting,
        decision=listed,
        asked=Asked(
            "Say how many of the children in a manager’s name were seen in the last six months, and by whom.",
            on + SECOND,
            owner=head,
        ),
        by=by,
    )
    deciding.minute(meeting=meeting, words=SAID, by=by)


def _second(
    meeting: Meeting, on: dt.date, members: list[BoardMember], asked: tuple[Account, Account], by: Account
) -> None:
    director, head = asked
    items = put_on_agenda(
        meeting=meeting,
        items=[
            Item("Minutes of the last meeting", "To confirm as a true record."),
            Item("Children held in a manager’s name", "To decide: how every one of them is reviewed."),
            Item("What the joint inspection’s letter asks for", "To decide what of it goes into the plan."),
        ],
        by=by,
    )
    stands_in = {
        "Imran Sadiq": (Presence.APOLOGIES, "Moira Kent, deputy", "Avonmere Clinical Commissioning Group"),
        "Gareth Lloyd": (Presence.ABSENT, "", ""),
    }
    _came(meeting, members, stands_in, by)
    add_attending(meeting=meeting, name="Performance analyst", organisation="The council", by=by)
    every = deciding.decide(
        meeting=meeting,
        item=items[1],
        words="Every child who is or was in a manager’s name in the last twelve months is reviewed, to the last child, "
        "by somebody who does not manage the service.",
        reasons="The board asked how many of them had been seen and could not be told. A sample would leave out the "
        "child it matters for.",
        by=by,
    )
    deciding.ask(
        meeting=meeting,
        decision=every,
        asked=_in_plan(on, head),
        by=by,
    )
    deciding.ask(
        meeting=meeting,
        asked=Asked(
            "Ask which officers of the force sit in strategy meetings, and send the same ones each time.",
            on + NEXT,
            owner_name="Helen Marsh, Avon Vale Police",
        ),
        by=by,
    )
    deciding.ask(
        meeting=meeting,
        asked=Asked("Bring the caseload guidance to the board before it is issued.", on + NEXT, owner=director),
        by=by,
    )
    deciding.minute(meeting=meeting, words=SAID_AGAIN, by=by)


def _in_plan(on: dt.date, head: Account) -> Asked:
    """The review as an action of the plan, where the plan asks for what it is about; else the board's own."""
    row = Recommendation.objects.filter(words__icontains="manager").order_by("pk").first()
    words = "Review every child who is or was in a manager’s name in the last twelve months, and answer for each."
    if row is None:
        return Asked(words, on + dt.timedelta(days=60), owner=head)
    shows = "Every child of the cohort is reviewed or recorded with the reason, counted by the campaign each week."
    return Asked(words, on + dt.timedelta(days=60), owner=head, recommendation=row, will_show=shows)


def _came(
    meeting: Meeting, members: list[BoardMember], otherwise: Mapping[str, tuple[Presence, str, str]], by: Account
) -> None:
    came = [Came(each, *otherwise.get(each.name, (Presence.PRESENT, "", ""))) for each in members]
    write_attendance(meeting=meeting, came=came, why="", by=by)


def _visited(on: dt.date, by: Account) -> None:
    """A joint inspection of how the area answers exploitation and missing children, which left a letter."""
    began = on - dt.timedelta(days=140)
    found = record_inspection(
        confirmed=Confirmed(
            authority=own_council() or "Avonmere",
            framework="sif-2013-2017",
            event=Event.JTAI,
            started_on=began,
            ended_on=began + dt.timedelta(days=4),
            published_on=began + dt.timedelta(days=44),
            received_on=began + dt.timedelta(days=37),
            findings=(
                Ticked(FindingKind.STRENGTH, "Police and social workers sit together and pass on intelligence daily."),
                Ticked(
                    FindingKind.CONCERN, "Return home interviews are held too late for what children say to be used."
                ),
                Ticked(FindingKind.CONCERN, "Links between children, places and adults are not drawn for the area."),
            ),
        ),
        by=by,
    )
    asked_before = Recommendation.objects.filter(made_on__lt=began + dt.timedelta(days=44))
    bears_on = list(asked_before.filter(words__icontains="return home interview"))
    say_scope(
        visit=found,
        looked=Looked(
            words="How agencies together find and help children who are sexually exploited or go missing, from the "
            "first contact to the plan.",
            areas=("help-and-protection", "leadership"),
            letter_words="The interviews asked for in 2012 are asked for again: the contract did not make them timely.",
            bears_on=bears_on,
        ),
        by=by,
    )
