"""The pages of boards, as whoever keeps them and as a partner: written, put right, read, downloaded, refused."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from sightline.access.models import AccessEntry, Account, Doing
from sightline.findings.queries import Loaded
from sightline.findings.queries.loaded import hold
from sightline.improvement.actions import boards_deciding as deciding
from sightline.improvement.actions.boards_deciding import Asked
from sightline.improvement.actions.measures import add_measure
from sightline.improvement.actions.packs import make_pack
from sightline.improvement.actions.plan import add_recommendation
from sightline.improvement.models import (
    Board,
    BoardAction,
    BoardMember,
    Decision,
    Meeting,
    Pack,
    PackFor,
    Presence,
    Source,
    VisitScope,
)
from sightline.improvement.queries import boards
from sightline.inspection.actions.real_inspections import Confirmed, record_inspection
from sightline.inspection.following import Event
from tests.support.personas import Persona, browser_of, make
from tests.unit.improvement.measures.conftest import wanted

from .conftest import TODAY

WHY = "It was written down wrongly at first."


@pytest.fixture
def keeper(lead: Account) -> Client:
    """Whoever keeps the board's papers."""
    return browser_of(Persona.AUDITOR)


@pytest.fixture
def partner(lead: Account) -> Client:
    """A partner on the board."""
    return browser_of(Persona.BOARD_PARTNER)


def send(browser: Client, name: str, pk: int | None, /, **words: Any) -> Any:
    return browser.post(reverse(f"boards:{name}", args=[pk] if pk else []), words)


def test_a_board_is_set_up_and_met_in_pages_alone(keeper: Client) -> None:
    send(keeper, "set-up", None, name="Board", kind="improvement", purpose="To ask.", from_on="2016-01-01")
    board = Board.objects.get()
    account = str(make(Persona.DIRECTOR).pk)
    send(keeper, "seat", board.pk, account=account, organisation="The council", from_on="2016-01-01")
    member = BoardMember.objects.get()
    send(keeper, "call", board.pk, on="2016-11-01", starts_at="10:00", place="Room 2")
    meeting = Meeting.objects.get()
    send(keeper, "item", meeting.pk, title="Terms of reference", words="To agree them.")
    assert f"presence-{member.pk}" in keeper.get(reverse("boards:attendance", args=[meeting.pk])).content.decode()
    presence = {f"presence-{member.pk}": "apologies", f"stand-in-{member.pk}": "A deputy"}
    send(keeper, "attendance", meeting.pk, **presence)
    send(keeper, "decide", meeting.pk, words="To meet once a month.", reasons="Less often is too late for a child.")
    send(keeper, "ask", meeting.pk, words="Bring the list of children.", owner=account, due_on="2016-12-01")
    send(keeper, "minutes", meeting.pk, words="The board met and spoke.")
    record = boards.record_of(meeting, TODAY)
    assert [each.title for each in record.items] == ["Terms of reference"]
    assert [each.presence for each in record.attendance] == [Presence.APOLOGIES]
    assert [each.words for each in record.decisions] == ["To meet once a month."]
    assert [each.owner_name for each in record.actions] == [make(Persona.DIRECTOR).name]
    page = keeper.get(reverse("boards:meeting", args=[meeting.pk])).content.decode()
    for words in (
        "Terms of reference",
        "A deputy",
        "To meet once a month.",
        "Bring the list",
        "The board met and spoke.",
    ):
        assert words in page, words


def test_what_is_missing_is_said_and_nothing_typed_is_lost(keeper: Client, held: Meeting) -> None:
    answer = send(keeper, "decide", held.pk, words="To meet once a month.", reasons="")
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Say why" in page
    assert "To meet once a month." in page


def test_words_are_kept_for_later_and_given_back(keeper: Client, held: Meeting) -> None:
    send(keeper, "minutes", held.pk, words="The board met and", intent="keep")
    assert not held.minutes.exists()
    page = keeper.get(reverse("boards:minutes", args=[held.pk])).content.decode()
    assert "The board met and" in page
    assert "saved for later" in page


def test_a_decision_put_right_shows_both(keeper: Client, held: Meeting, lead: Account) -> None:
    row = deciding.decide(meeting=held, words="To review ten children.", reasons="They were unseen.", by=lead)
    send(keeper, "correct-decision", row.pk, words="To review every child.", reasons="They were unseen.", why=WHY)
    page = keeper.get(reverse("boards:meeting", args=[held.pk])).content.decode()
    for words in ("To review every child.", "To review ten children.", WHY):
        assert words in page, words
    assert keeper.get(reverse("boards:correct-decision", args=[row.pk])).status_code == 404


def test_the_agenda_is_made_from_what_waits(keeper: Client, coming: Meeting, held: Meeting, lead: Account) -> None:
    deciding.minute(meeting=held, words="The board met and spoke.", by=lead)
    deciding.ask(meeting=held, asked=Asked("List every child held.", TODAY, owner_name="Police"), by=lead)
    row = add_recommendation(
        source=Source.OTHER,
        words="See every child.",
        made_on=dt.date(2015, 1, 1),
        due_on=dt.date(2016, 1, 1),
        by=lead,
    )
    address = reverse("boards:agenda", args=[coming.pk])
    page = keeper.get(address).content.decode()
    for words in ("Late: See every child.", "Actions of earlier meetings", "Minutes of"):
        assert words in page, words
    keeper.post(address, {"waiting": [f"minutes {held.pk}", f"recommendation {row.pk}"]})
    assert [each.key for each in boards.agenda(coming)] == [f"minutes {held.pk}", f"recommendation {row.pk}"]
    item = boards.agenda(coming)[1]
    keeper.post(reverse("boards:order-item", args=[item.pk]), {"to": "up"})
    assert boards.agenda(coming)[0].key == f"recommendation {row.pk}"
    assert keeper.post(address, {"waiting": ["recommendation 999"]}).status_code == 422


def test_actions_are_listed_filtered_and_downloaded(keeper: Client, held: Meeting, board: Board, lead: Account) -> None:
    asked = Asked("=cmd() list every child.", TODAY - dt.timedelta(days=9), owner_name="Police")
    row = deciding.ask(meeting=held, asked=asked, by=lead)
    address = reverse("boards:actions", args=[board.pk])
    assert "=cmd() list every child." in keeper.get(address, {"state": "late"}).content.decode()
    assert "Nothing matches" in keeper.get(address, {"state": "done"}).content.decode()
    assert "'=cmd() list" in keeper.get(reverse("boards:actions-csv", args=[board.pk])).content.decode()
    assert keeper.get(reverse("boards:actions-xlsx", args=[board.pk])).status_code == 200
    assert AccessEntry.objects.filter(doing=Doing.EXPORTED, page__startswith="boards:actions").count() == 2
    send(keeper, "do-action", row.pk, on=TODAY.isoformat(), words="The list was brought.")
    assert "Done late" in keeper.get(address, {"state": "done"}).content.decode()
    send(keeper, "open-again", row.pk, why=WHY)
    now = boards.stands(BoardAction.objects.all()).get()
    send(keeper, "take-back", now.pk, why=WHY)
    assert not boards.actions_of(board, TODAY)


def test_a_pack_is_made_read_and_downloaded(keeper: Client, partner: Client, coming: Meeting, loaded: Loaded) -> None:
    hold(loaded)
    answer = send(keeper, "packs", coming.pk, audience="board")
    assert answer.status_code == 302
    at = [coming.pk, 1]
    assert "Papers for the meeting" in partner.get(reverse("boards:pack", args=at)).content.decode()
    for name, begins in (("pack-pdf", b"%PDF"), ("pack-html", b"<!DOCTYPE html>"), ("pack-xlsx", b"PK")):
        sent = partner.get(reverse(f"boards:{name}", args=at))
        assert sent.content.startswith(begins)
        assert "attachment" in sent["Content-Disposition"]
    assert AccessEntry.objects.filter(doing=Doing.EXPORTED, page__startswith="boards:pack-").count() == 3


def test_an_edition_to_stay_inside_is_not_there_for_a_partner(
    keeper: Client, partner: Client, coming: Meeting, loaded: Loaded, lead: Account
) -> None:
    hold(loaded)
    make_pack(meeting=coming, audience=PackFor.INSIDE, by=lead)
    for name in ("pack", "pack-html", "pack-pdf", "pack-xlsx"):
        assert partner.get(reverse(f"boards:{name}", args=[coming.pk, 1])).status_code == 404, name
    assert "Edition 1" not in partner.get(reverse("boards:packs", args=[coming.pk])).content.decode()
    assert keeper.get(reverse("boards:pack", args=[coming.pk, 1])).status_code == 200


def test_words_that_tell_of_a_few_children_are_asked_about(
    keeper: Client, coming: Meeting, held: Meeting, loaded: Loaded, lead: Account
) -> None:
    hold(loaded)
    deciding.decide(meeting=held, words="To see the two children today.", reasons="They were unseen.", by=lead)
    answer = send(keeper, "packs", coming.pk, audience="board")
    assert answer.status_code == 422
    assert "two children" in answer.content.decode()
    assert not Pack.objects.exists()
    assert send(keeper, "packs", coming.pk, audience="board", looked="on").status_code == 302


@pytest.mark.parametrize("where", ["a measure", "a measure only watched", "where it is from", "what changed"])
def test_every_word_that_a_pack_prints_is_looked_through(
    keeper: Client, coming: Meeting, held: Meeting, loaded: Loaded, lead: Account, where: str
) -> None:
    hold(loaded)
    make_pack(meeting=coming, audience=PackFor.INSIDE, by=lead)
    told = "It is of two children."
    row = add_recommendation(
        source=Source.OTHER,
        words="See every child who is in need, alone.",
        source_words=told if where == "where it is from" else "",
        by=lead,
    )
    if where.startswith("a measure"):
        waits = row if where == "a measure" else None
        add_measure(wanted=wanted(target_on=TODAY + dt.timedelta(days=90), words=told), recommendation=waits, by=lead)
    changed = told if where == "what changed" else "One was added."
    answer = send(keeper, "packs", coming.pk, audience="board", what_changed=changed)
    assert answer.status_code == 422
    assert "two children" in answer.content.decode()
    assert Pack.objects.count() == 1


def test_an_edition_changed_in_the_database_is_not_shown(
    keeper: Client, coming: Meeting, loaded: Loaded, lead: Account
) -> None:
    hold(loaded)
    make_pack(meeting=coming, audience=PackFor.BOARD, by=lead)
    Pack.objects.update(html="<main>All is well.</main>")
    for name in ("pack", "pack-html", "pack-pdf"):
        answer = keeper.get(reverse(f"boards:{name}", args=[coming.pk, 1]))
        assert answer.status_code == 409
        assert "not as it was made" in answer.content.decode()


def test_a_partner_reads_and_writes_nothing(partner: Client, board: Board, held: Meeting) -> None:
    for name, pk in (("board", board.pk), ("meeting", held.pk), ("actions", board.pk), ("packs", held.pk)):
        assert partner.get(reverse(f"boards:{name}", args=[pk])).status_code == 200, name
    for name, pk in (
        ("seat", board.pk),
        ("call", board.pk),
        ("decide", held.pk),
        ("agenda", held.pk),
        ("ask", held.pk),
    ):
        assert send(partner, name, pk, words="To do as I say.", reasons="Because I say so.").status_code == 403, name
    assert send(partner, "packs", held.pk, audience="board").status_code == 403
    assert not Decision.objects.exists()


def test_an_elected_member_sees_no_board(board: Board, held: Meeting) -> None:
    browser = browser_of(Persona.ELECTED_MEMBER)
    for name, args in (("boards", []), ("board", [board.pk]), ("meeting", [held.pk]), ("visits", [])):
        assert browser.get(reverse(f"boards:{name}", args=args)).status_code == 403, name


def test_the_scope_of_a_visit_is_said_and_shown(keeper: Client, partner: Client, lead: Account) -> None:
    row = add_recommendation(source=Source.OTHER, words="Make every plan specific.", by=lead)
    said = Confirmed(
        authority="Avonmere",
        framework="sif-2013-2017",
        event=Event.MONITORING_VISIT,
        started_on=dt.date(2016, 10, 3),
    )
    visit = record_inspection(confirmed=said, by=lead)
    words = {"words": "The quality of plans.", "areas": ["leadership"], "bears_on": [str(row.pk)]}
    assert send(keeper, "scope", visit.pk, **words).status_code == 302
    page = partner.get(reverse("boards:visit", args=[visit.pk])).content.decode()
    for each in ("The quality of plans.", "Leadership, management and governance", "Make every plan specific."):
        assert each in page, each
    assert send(keeper, "scope", visit.pk, **words).status_code == 422  # put right without a reason
    assert VisitScope.objects.count() == 1
    assert "The quality of plans." in partner.get(reverse("boards:visits")).content.decode()
