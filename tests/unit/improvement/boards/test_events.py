"""What boards did, for an inquiry's timeline."""

from __future__ import annotations

import datetime as dt

from sightline.access.models import Account
from sightline.findings.queries import Loaded
from sightline.findings.queries.loaded import hold
from sightline.improvement.actions import boards_deciding as deciding
from sightline.improvement.actions.boards_deciding import Asked
from sightline.improvement.actions.boards_meetings import Came, write_attendance
from sightline.improvement.actions.packs import make_pack
from sightline.improvement.inquiries import Tier
from sightline.improvement.models import BoardMember, Meeting, PackFor, Presence
from sightline.improvement.queries.boards_events import events
from sightline.web import clock
from sightline.web.clock import LONDON

from .conftest import TODAY

EVER = (dt.date(2010, 1, 1), dt.date(2030, 1, 1))


def test_a_meeting_its_decisions_and_what_it_asked_for_are_told(
    held: Meeting, members: list[BoardMember], lead: Account
) -> None:
    came = [Came(members[0], Presence.PRESENT), Came(members[1], Presence.ABSENT), Came(members[2], Presence.PRESENT)]
    write_attendance(meeting=held, came=came, why="", by=lead)
    deciding.decide(meeting=held, words="To review every child.", reasons="They were unseen.", by=lead)
    row = deciding.ask(meeting=held, asked=Asked("List every child.", TODAY, owner_name="Police"), by=lead)
    deciding.do_action(action=row, on=TODAY, words="The list was brought.", by=lead)
    found = events(*EVER)
    assert [(each.on, each.kind) for each in found] == [
        (held.on, "board action"),
        (held.on, "board decision"),
        (held.on, "board meeting"),
        (TODAY, "board action"),
    ]
    assert {each.tier for each in found} == {Tier.BOARD}
    assert found[1].words == "The improvement board decided: To review every child. Its reasons: They were unseen."
    assert found[2].words == "The improvement board met for the 1st time: 2 of 3 members came."
    assert all(each.proof for each in found)


def test_a_pack_is_told_with_its_digest(coming: Meeting, loaded: Loaded, lead: Account) -> None:
    hold(loaded)
    made = make_pack(meeting=coming, audience=PackFor.BOARD, by=lead)
    (found,) = [each for each in events(*EVER) if each.kind == "board pack"]
    assert made.pdf_digest in found.proof
    assert found.known_at == made.made_at


def test_what_was_put_right_is_told_as_it_stands(held: Meeting, lead: Account) -> None:
    row = deciding.decide(meeting=held, words="To review ten children.", reasons="They were unseen.", by=lead)
    deciding.correct_decision(
        decision=row, words="To review every child.", reasons="They were unseen.", why="Minuted wrongly.", by=lead
    )
    assert [each.words for each in events(*EVER) if "ten" in each.words] == []


def test_only_days_asked_for_are_told(held: Meeting, lead: Account) -> None:
    deciding.decide(meeting=held, words="To review every child.", reasons="They were unseen.", by=lead)
    day = dt.timedelta(days=1)
    assert len(events(held.on, held.on)) == 1
    assert events(held.on + day, clock.now().astimezone(LONDON).date() + day) == []
