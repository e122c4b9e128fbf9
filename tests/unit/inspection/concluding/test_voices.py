"""Writing down what was seen and heard: quick, about nobody by name, never lost."""

from __future__ import annotations

import dataclasses
import datetime as dt
import html

import pytest
from django.test import Client

from sightline.access.models import AccessEntry
from sightline.casework.search.index import rebuild_search
from sightline.errors import UserError
from sightline.inspection.actions import voices as actions
from sightline.inspection.actions.voices import HeardNow
from sightline.inspection.models import Leaning, MockInspection, Voice, VoiceKind
from sightline.web import clock
from tests.support import mocks
from tests.support.concluding import HEARD, hear
from tests.support.personas import Persona, browser_of, make

GOOD = HeardNow(
    VoiceKind.STAFF, "duty worker", dt.date(2016, 11, 14), 2, HEARD, "help-and-protection", "", Leaning.CONCERN
)


def form(**changed: str) -> dict[str, str]:
    sent = {
        "kind": "child",
        "who": "care leaver, 19",
        "how_many": "2",
        "heard_on": "2016-11-14",
        "about": "care-leavers:pathway-planning",
        "words": "They have not seen their plan, and did not know that they have one.",
        "leaning": "concern",
    }
    return sent | changed


def post(mock: MockInspection, sent: dict[str, str], persona: Persona = Persona.AUDITOR) -> tuple[int, str]:
    answer = browser_of(persona).post(f"/inspection/mock/{mock.pk}/voices/new/", sent)
    return answer.status_code, html.unescape(answer.content.decode())


def test_it_is_written_down_with_a_line_in_the_access_log(mock: MockInspection) -> None:
    before = AccessEntry.objects.count()
    made = actions.write_down(mock=mock, heard=GOOD, by=make(Persona.AUDITOR))
    assert (made.words, made.how_many, made.leaning) == (HEARD, 2, "concern")
    assert AccessEntry.objects.count() == before + 1
    assert AccessEntry.objects.latest("pk").person_id is None


def test_neither_is_saved_when_the_log_cannot_be_written(mock: MockInspection, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(**_: object) -> None:
        raise RuntimeError("the log is full")

    monkeypatch.setattr("sightline.access.actions.log", fails)
    with pytest.raises(RuntimeError):
        actions.write_down(mock=mock, heard=GOOD, by=make(Persona.AUDITOR))
    assert not Voice.objects.exists()


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"judgement": "not-a-judgement"}, "what this mock inspection looks at"),
        ({"line": "adoption"}, "what this mock inspection looks at"),  # a line of another judgement
        ({"heard_on": dt.date(2030, 1, 1)}, "still to come"),
        ({"how_many": 0}, "how many people"),
        ({"how_many": 501}, "how many people"),
        ({"words": "   short "}, "what was seen or heard"),
        ({"who": " "}, "by their part"),
    ],
)
def test_it_refuses(mock: MockInspection, changed: dict[str, object], says: str) -> None:
    with pytest.raises(UserError, match=says):
        actions.write_down(mock=mock, heard=dataclasses.replace(GOOD, **changed), by=make(Persona.AUDITOR))  # type: ignore[arg-type]
    assert not Voice.objects.exists()


def test_nothing_is_written_in_one_that_is_closed(mock: MockInspection) -> None:
    MockInspection.objects.filter(pk=mock.pk).update(closed_at=clock.now())
    with pytest.raises(UserError, match="closed"):
        actions.write_down(mock=mock, heard=GOOD, by=make(Persona.AUDITOR))


def test_taken_back_it_stays_with_the_reason_and_counts_no_more(mock: MockInspection) -> None:
    voice = hear(mock)
    actions.take_back(voice=voice, why="It was said of another council.", by=make(Persona.AUDITOR))
    page = browser_of(Persona.AUDITOR).get(f"/inspection/mock/{mock.pk}/voices/").content.decode()
    assert "It was said of another council." in page
    assert "Nothing matches" in page
    with pytest.raises(UserError, match="already"):
        actions.take_back(voice=voice, why="It was said of another council.", by=make(Persona.AUDITOR))


def test_the_form_keeps_it_and_offers_another_about_the_same(mock: MockInspection) -> None:
    answer = browser_of(Persona.DIRECTOR).post(
        f"/inspection/mock/{mock.pk}/voices/new/", form(another="1"), follow=True
    )
    page = html.unescape(answer.content.decode())
    assert "That was written down. Here is the next." in page
    assert '<option value="care-leavers:pathway-planning" selected>' in page
    made = Voice.objects.get()
    assert (made.judgement, made.line, made.how_many) == ("care-leavers", "pathway-planning", 2)
    assert made.by == make(Persona.DIRECTOR)


def test_words_that_name_somebody_are_kept_only_once_somebody_said_that_they_do_not(mock: MockInspection) -> None:
    rebuild_search()
    sent = form(words="Ada Example told us that nobody had come since the spring.")
    status, page = post(mock, sent)
    assert status == 422
    assert "These words may name somebody on the record: “Ada Example”" in page
    assert "Ada Example told us that nobody had come since the spring." in page  # nothing typed is lost
    assert not Voice.objects.exists()
    status, _ = post(mock, sent | {"nobody_named": "on"})
    assert status == 302
    assert Voice.objects.count() == 1


def test_a_member_of_staff_is_a_name_too(mock: MockInspection) -> None:
    status, page = post(mock, form(words="We were told so by Sam Worker at the duty desk."))
    assert status == 422
    assert "“Sam Worker”" in page


def test_a_restricted_childs_name_is_any_other_word_to_who_may_not_know_of_them(mock: MockInspection) -> None:
    from sightline.access.actions import restrict
    from tests.support import site

    rebuild_search()
    restrict(person_id=site.UNSEEN, why="The family is at risk", allowed=[], by=make(Persona.HEAD_OF_SERVICE))
    status, _ = post(mock, form(words="We heard that Ada was not seen for a long time."))
    assert status == 302  # as a word that is on no record: it tells nobody that there is such a child


@pytest.mark.parametrize(
    ("field", "value", "says"),
    [
        ("who", "", "Say what part they have"),
        ("words", "", "Say in a sentence what was seen or heard"),
        ("about", "adoption:nothing", "Choose what it bears on"),
        ("heard_on", "2031-01-01", "must be today or earlier"),
        ("how_many", "many", "Enter how many people"),
        ("leaning", "", "Choose which way it points"),
    ],
)
def test_the_form_says_what_is_wrong(mock: MockInspection, field: str, value: str, says: str) -> None:
    status, page = post(mock, form(**{field: value}))
    assert status == 422
    assert says in page
    assert not Voice.objects.exists()


def test_the_list_shows_of_whom_nobody_was_heard_yet(mock: MockInspection) -> None:
    hear(mock, how_many=3)
    hear(mock, kind=VoiceKind.STAFF, leaning=Leaning.STRENGTH, line="")
    page = browser_of(Persona.INSPECTOR).get(f"/inspection/mock/{mock.pk}/voices/").content.decode()
    assert page.count("Nobody yet") == 4
    assert HEARD in page
    assert "/voices/new/" not in page  # an inspector reads


def test_the_list_is_filtered_by_its_address(mock: MockInspection) -> None:
    hear(mock, words="The first words that were heard.")
    hear(mock, kind=VoiceKind.STAFF, words="The second words that were heard.")
    page = browser_of(Persona.AUDITOR).get(f"/inspection/mock/{mock.pk}/voices/?kind=staff").content.decode()
    assert "The second words" in page
    assert "The first words" not in page


def test_the_csv_cannot_be_run_by_a_spreadsheet(mock: MockInspection) -> None:
    hear(mock, words="=HYPERLINK(1) is what they wrote to us")
    answer = browser_of(Persona.AUDITOR).get(f"/inspection/mock/{mock.pk}/voices.csv")
    assert "'=HYPERLINK(1)" in answer.content.decode("utf-8-sig")
    assert AccessEntry.objects.filter(doing="exported").count() == 1


def test_what_was_typed_is_never_markup(mock: MockInspection) -> None:
    hear(mock, words="<script>alert(1)</script> was typed here")
    page = browser_of(Persona.AUDITOR).get(f"/inspection/mock/{mock.pk}/voices/").content.decode()
    assert "<script>alert(1)" not in page


def test_who_takes_no_part_writes_nothing_down(mock: MockInspection) -> None:
    browser: Client = browser_of(Persona.REVIEWING_OFFICER)
    assert browser.post(f"/inspection/mock/{mock.pk}/voices/new/", form()).status_code == 403
    mocks.join(mock, make(Persona.REVIEWING_OFFICER))
    assert browser.post(f"/inspection/mock/{mock.pk}/voices/new/", form()).status_code == 302


def test_somebody_elses_words_are_taken_back_by_the_lead_alone(mock: MockInspection) -> None:
    voice = hear(mock)
    mocks.join(mock, make(Persona.REVIEWING_OFFICER))
    address = f"/inspection/mock/{mock.pk}/voices/{voice.pk}/take-back/"
    sent = {"why": "It was heard of another team."}
    assert browser_of(Persona.REVIEWING_OFFICER).post(address, sent).status_code == 404
    assert browser_of(Persona.DIRECTOR).post(address, sent).status_code == 302
