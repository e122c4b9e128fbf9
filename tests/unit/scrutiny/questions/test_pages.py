"""Every page of questions, documents, the committee and corporate parenting, with something true on each."""

from __future__ import annotations

import csv
import html
import io
import re

import pytest
from django.db import connection
from django.test import Client

from sightline.access.models import Account
from sightline.casework.models.search_keys import KeyKind, SearchKey
from sightline.scrutiny.actions.saying import post_of
from sightline.scrutiny.demonstration.questions import GROUP, ask_officers
from sightline.scrutiny.models import (
    Answer,
    Asker,
    CommitteeMeeting,
    CommitteeRecommendation,
    CommitteeReport,
    DocumentDuty,
    DocumentOutcome,
    Question,
    Topic,
)
from tests.support import site
from tests.support.personas import Persona, browser_of, make

MEMBER, CLERK, HEAD, DIRECTOR = (
    Persona.ELECTED_MEMBER,
    Persona.SCRUTINY_OFFICER,
    Persona.HEAD_OF_SERVICE,
    Persona.DIRECTOR,
)
QUESTIONS = "/scrutiny/questions/"


@pytest.fixture
def asked(store: None) -> dict[str, Account]:
    """The story of the demonstration, in the small council."""
    people = {each.value: make(each) for each in (MEMBER, CLERK, HEAD, DIRECTOR)}
    ask_officers(site.AS_AT, people)
    return people


def page(persona: Persona, address: str, status: int = 200) -> str:
    """What somebody reads at an address."""
    answer = browser_of(persona).get(address)
    assert answer.status_code == status, address
    return html.unescape(answer.content.decode())


def send(persona: Persona, address: str, **sent: object) -> Client:
    """Send a form; the browser, to look at what it leads to."""
    browser = browser_of(persona)
    answer = browser.post(address, {name: value for name, value in sent.items() if value is not None})
    assert answer.status_code == 302, html.unescape(answer.content.decode())
    return browser


def of(words: str) -> Question:
    """The question that begins with these words."""
    return Question.objects.get(words__startswith=words)


def test_the_story_is_made_once(asked: dict[str, Account]) -> None:
    before = Question.objects.count()
    ask_officers(site.AS_AT, asked)
    assert Question.objects.count() == before == 9


@pytest.mark.parametrize("persona", [MEMBER, CLERK, HEAD, Persona.BOARD_PARTNER])
def test_each_reads_every_list_and_page(asked: dict[str, Account], persona: Persona) -> None:
    lists = ["", "figures/"]
    addresses = [
        *(QUESTIONS + each for each in lists),
        *(f"{QUESTIONS}{each.pk}/" for each in Question.objects.filter(asker=Asker.MEMBER.value)),
        *(f"/scrutiny/corporate-parenting/{each.pk}/" for each in Question.objects.filter(asked_as=GROUP)),
        *(f"/scrutiny/documents/{each.pk}/" for each in DocumentDuty.objects.all()),
        *(f"/scrutiny/committee/meetings/{each.pk}/" for each in CommitteeMeeting.objects.all()),
        *(f"/scrutiny/committee/recommendations/{each.pk}/" for each in CommitteeRecommendation.objects.all()),
        "/scrutiny/corporate-parenting/",
        "/scrutiny/documents/",
        "/scrutiny/committee/",
        "/scrutiny/committee/programme/",
        "/scrutiny/committee/reports/",
        "/scrutiny/committee/recommendations/",
    ]
    browser = browser_of(persona)
    assert {each: browser.get(each).status_code for each in addresses} == dict.fromkeys(addresses, 200)


def test_unanswered_stands_on_the_room_s_page_by_post_the_oldest_first(asked: dict[str, Account]) -> None:
    told = page(MEMBER, QUESTIONS)
    post = told[told.index("Head of service: 4 questions") :]
    order = [post.index(words) for words in ("Do the reports", "How many disabled", "How many children are allocated")]
    assert order == sorted(order)
    assert "12 days overdue" in post
    assert make(HEAD).name not in told


def test_an_officer_with_four_questions_due_has_them_on_top(asked: dict[str, Account]) -> None:
    told = page(HEAD, QUESTIONS)
    mine = told[told.index("4 questions are yours") : told.index("Not answered:")]
    assert len(re.findall(rf'href="{QUESTIONS}\d+/answer/"', mine)) == 4
    assert "yours to answer" not in page(DIRECTOR, QUESTIONS)


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("", 6),
        ("?state=open", 5),
        ("?state=overdue", 2),
        ("?state=not_accepted", 1),
        ("?public=yes", 3),
        ("?q=complaints", 1),
        ("?post=Nobody+yet", 1),
        ("?state=overdue&public=yes", 1),
    ],
)
def test_the_list_and_its_file_hold_what_the_address_asks(asked: dict[str, Account], query: str, count: int) -> None:
    found = browser_of(MEMBER).get(f"/scrutiny/questions.csv{query}")
    rows = list(csv.reader(io.StringIO(found.content.decode("utf-8-sig"))))[1:]
    assert len(rows) == count
    assert f"of {count}" in page(MEMBER, QUESTIONS + query)


@pytest.mark.parametrize(
    ("address", "count"),
    [
        ("/scrutiny/corporate-parenting.csv", 3),
        ("/scrutiny/documents.csv", 4),
        ("/scrutiny/documents.csv?state=overdue", 1),
        ("/scrutiny/documents.csv?result=part", 1),
        ("/scrutiny/committee/programme.csv", 3),
        ("/scrutiny/committee/reports.csv", 10),
        ("/scrutiny/committee/reports.csv?challenged=no", 8),
        ("/scrutiny/committee/recommendations.csv", 3),
        ("/scrutiny/committee/recommendations.csv?late=yes", 2),
    ],
)
def test_each_list_has_its_file(asked: dict[str, Account], address: str, count: int) -> None:
    found = browser_of(CLERK).get(address)
    assert found["Content-Type"].startswith("text/csv")
    assert len(list(csv.reader(io.StringIO(found.content.decode("utf-8-sig"))))) == count + 1


def test_a_filter_that_is_not_known_is_set_aside_and_said(asked: dict[str, Account]) -> None:
    assert "set aside" in page(MEMBER, f"{QUESTIONS}?state=nonsense")


def test_a_formula_in_a_question_runs_in_no_spreadsheet(asked: dict[str, Account]) -> None:
    send(MEMBER, f"{QUESTIONS}ask/", words="=sum(how many are there of them)")
    rows = csv.reader(io.StringIO(browser_of(MEMBER).get("/scrutiny/questions.csv").content.decode("utf-8-sig")))
    assert [row[1] for row in rows if "sum" in row[1]] == ["'=sum(how many are there of them)"]


def test_a_member_asks_and_the_scrutiny_officer_gives_it_out_and_it_is_answered_and_published(
    store: None,
) -> None:
    for each in (CLERK, HEAD, MEMBER):
        make(each)
    send(MEMBER, f"{QUESTIONS}ask/", words="How many children wait for a social worker?", why="")
    question = Question.objects.get()
    send(CLERK, f"{QUESTIONS}{question.pk}/officer/", to=make(HEAD).pk)
    send(HEAD, f"{QUESTIONS}{question.pk}/answer/", words="There are sixty, and each will have one by spring.", did="")
    send(MEMBER, f"{QUESTIONS}{question.pk}/answered/", is_answered="no", words="By which day in spring?")
    send(MEMBER, f"{QUESTIONS}{question.pk}/follow-up/", words="By which day in spring will it be?", why="")
    answer = Answer.objects.get()
    send(CLERK, f"{QUESTIONS}{question.pk}/publish/", looked="on")
    send(CLERK, f"{QUESTIONS}{question.pk}/publish/{answer.pk}/", looked="on")
    told = page(MEMBER, f"{QUESTIONS}{question.pk}/")
    for words in ("On the public list", "There are sixty", "Not accepted", "By which day in spring?", "Question 2"):
        assert words in told
    send(CLERK, f"{QUESTIONS}{question.pk}/unpublish/", why="It was published too soon.")
    assert "On the public list" not in page(MEMBER, f"{QUESTIONS}{question.pk}/")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("What of the child born on 12/03/2009?", "a date of birth"),
        ("What of NHS number 943 476 5919?", "a long number"),
        ("Why was Danielle Smith not seen?", "“Danielle Smith”"),
        ("Were 3 children left alone?", "A number under five"),
    ],
)
def test_words_that_point_at_a_child_are_sent_back_and_are_nowhere_in_the_store(
    store: None, words: str, said: str
) -> None:
    answer = browser_of(MEMBER).post(f"{QUESTIONS}ask/", {"words": words, "why": ""})
    told = html.unescape(answer.content.decode())
    assert answer.status_code == 422
    assert said in told
    assert "Nothing was kept" in told
    assert words in told  # sent back to whoever wrote them
    assert _in_the_store(words) == []


def _in_the_store(words: str) -> list[str]:
    """The tables in which a text holds these words, looked for in every column of every table."""
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            columns = connection.introspection.get_table_description(cursor, table)
            for column in columns:
                quoted = connection.ops.quote_name(column.name)
                cursor.execute(
                    f"SELECT COUNT(*) FROM {connection.ops.quote_name(table)} "  # noqa: S608 - the store's own names
                    f"WHERE CAST({quoted} AS TEXT) LIKE %s",
                    [f"%{words}%"],
                )
                if cursor.fetchone()[0]:
                    found.append(f"{table}.{column.name}")
    return found


def test_the_search_of_the_store_finds_what_is_there(store: None) -> None:
    send(MEMBER, f"{QUESTIONS}ask/", words="How many wait for a social worker?", why="")
    assert _in_the_store("wait for a social") == ["scrutiny_question.words"]


def test_a_name_is_kept_once_the_member_says_it_is_none(store: None) -> None:
    send(MEMBER, f"{QUESTIONS}ask/", words="Is Grace Mead House open?", why="", nobody_named="on")
    assert Question.objects.get().words == "Is Grace Mead House open?"


def test_whoever_publishes_is_shown_again_what_may_be_a_name(store: None) -> None:
    send(MEMBER, f"{QUESTIONS}ask/", words="Is Grace Mead House open?", why="", nobody_named="on")
    send(MEMBER, f"{QUESTIONS}ask/", words="How many wait for a social worker?", why="")
    named, plain = Question.objects.order_by("pk")
    assert "Look again at “Grace Mead”" in page(CLERK, f"{QUESTIONS}{named.pk}/publish/")
    assert "Look again" not in page(CLERK, f"{QUESTIONS}{plain.pk}/publish/")


def test_an_officer_is_warned_of_a_name_on_the_record_that_looks_like_none_and_a_member_is_not(
    asked: dict[str, Account],
) -> None:
    """What a member is told depends on no record: it would say who is known to children's services."""
    SearchKey.objects.bulk_create(
        SearchKey(person_id="C1", kind=KeyKind.NAME.value, key=key) for key in ("hope", "price")
    )
    question = of("How many disabled")
    sent = {"words": "the file of hope price was closed", "did": ""}
    answer = browser_of(HEAD).post(f"{QUESTIONS}{question.pk}/answer/", sent)
    assert answer.status_code == 422
    assert "hope price" in answer.content.decode()
    assert browser_of(MEMBER).post(f"{QUESTIONS}ask/", {"words": sent["words"], "why": ""}).status_code == 302


@pytest.mark.parametrize("whose", ["ada example", "ADA EXAMPLE", "Ada Example", "ida example"])
def test_a_member_is_warned_of_a_name_in_any_case_whether_or_not_it_is_on_the_record(store: None, whose: str) -> None:
    answer = browser_of(MEMBER).post(f"{QUESTIONS}ask/", {"words": f"why was {whose} not seen?", "why": ""})
    assert answer.status_code == 422
    assert f"“{whose.split()[0].lower()}" in html.unescape(answer.content.decode()).lower()
    assert not Question.objects.exists()


def test_everybody_reads_what_is_public_and_nothing_else(asked: dict[str, Account]) -> None:
    said = page(Persona.PUBLIC, "/published/questions/")
    assert "5 questions are public; 3 wait for an answer." in said  # one of them was answered, and refused
    assert "Whoever asked says that this does not answer it." in said
    assert "Not answered yet" in said
    assert "What did the service learn from the complaints" not in said  # asked, and not made public
    assert "It does not say how many are allocated" not in said  # what a member said of an answer is not public
    for each in (HEAD, DIRECTOR, CLERK):
        assert asked[each.value].name not in said


def test_a_question_taken_off_the_public_list_is_gone_from_it(asked: dict[str, Account]) -> None:
    question = of("How many disabled")
    send(CLERK, f"{QUESTIONS}{question.pk}/unpublish/", why="It was asked again in better words.")
    assert question.words not in page(Persona.PUBLIC, "/published/questions/")


def test_a_long_list_of_what_is_not_answered_is_cut_short_where_all_of_it_is_a_link_away(store: None) -> None:
    for number in range(20, 27):
        send(MEMBER, f"{QUESTIONS}ask/", words=f"What became of part {number} of the plan?", why="")
    said = page(MEMBER, QUESTIONS)
    assert "Nobody yet: 7 questions" in said
    assert "2 more of theirs are in the list below." in said
    assert all(said.count(f"part {number} of the plan?") >= 1 for number in range(20, 27))
    assert "All 7 that are not answered" in page(MEMBER, "/scrutiny/committee/")


def test_nothing_public_says_so(store: None) -> None:
    assert "No question was made public yet." in page(Persona.PUBLIC, "/published/questions/")


def test_what_is_not_somebody_s_to_do_is_not_there(asked: dict[str, Account]) -> None:
    answered, waiting = of("How many children who went missing"), of("How many disabled")
    page(DIRECTOR, f"{QUESTIONS}{waiting.pk}/answer/", 404)  # given to another
    page(MEMBER, f"{QUESTIONS}{answered.pk}/withdraw/", 404)
    page(MEMBER, f"{QUESTIONS}{waiting.pk}/answered/", 404)
    page(CLERK, f"{QUESTIONS}{answered.pk}/publish/", 404)  # it is public
    page(MEMBER, f"{QUESTIONS}{waiting.pk}/officer/", 403)
    page(Persona.BOARD_PARTNER, f"{QUESTIONS}ask/", 403)
    childrens = of("Can we stay")
    assert browser_of(MEMBER).get(f"{QUESTIONS}{childrens.pk}/")["Location"].startswith("/scrutiny/corporate")


def test_you_said_we_did_shows_what_was_done_and_what_waits(asked: dict[str, Account]) -> None:
    told = page(MEMBER, "/scrutiny/corporate-parenting/")
    assert "We did: " in re.sub(r"<[^>]+>", "", told)
    assert "13 days overdue" in told
    assert "Nobody has been asked to answer it yet" in told


def test_the_children_s_question_is_written_down_answered_and_followed_up(store: None) -> None:
    for each in (CLERK, HEAD, DIRECTOR):
        make(each)
    room = "/scrutiny/corporate-parenting/"
    words = "Why can we not have a lock on our door?"
    send(HEAD, f"{room}ask/", group=GROUP, words=words, why="", asked_on="2016-11-01")
    question = Question.objects.get()
    send(CLERK, f"{QUESTIONS}{question.pk}/officer/", to=make(DIRECTOR).pk)
    send(
        DIRECTOR,
        f"{QUESTIONS}{question.pk}/answer/",
        words="You can. We were wrong to say no.",
        did="Locks were put in.",
    )
    send(HEAD, f"{room}{question.pk}/answered/", is_answered="yes", words="")
    send(
        HEAD,
        f"{room}{question.pk}/follow-up/",
        group=GROUP,
        words="When will the last be put in?",
        why="",
        asked_on="2016-11-14",
    )
    told = page(MEMBER, f"{room}{question.pk}/")
    assert "Locks were put in." in told
    assert "Accepted" in told
    assert f"written down by {post_of(make(HEAD))}" in told
    assert f"written down by {make(HEAD).name}" not in told


def test_a_request_is_written_down_and_given_in_part(store: None) -> None:
    make(HEAD)
    send(
        MEMBER,
        "/scrutiny/documents/ask/",
        kind="scrutiny-member",
        words="The paper on staffing",
        counted_from="2016-11-01",
    )
    duty = DocumentDuty.objects.get()
    address = f"/scrutiny/documents/{duty.pk}/"
    refused = browser_of(HEAD).post(
        f"{address}given/", {"outcome": "part", "words": "The paper without its annex.", "done_on": "2016-11-10"}
    )
    assert refused.status_code == 422
    assert "Choose the exemption" in refused.content.decode()
    assert not DocumentOutcome.objects.exists()
    send(
        HEAD,
        f"{address}given/",
        outcome="part",
        words="The paper without its annex.",
        done_on="2016-11-10",
        withheld="An annex on single members of staff.",
        exemption="12a-1",
        why="It is about individuals alone.",
    )
    told = page(MEMBER, address)
    for words in ("Given in part", "Schedule 12A, paragraph 1", "Reasons not stated", "regulation 17(2)"):
        assert words in told


def test_a_notice_is_written_down_and_published(store: None) -> None:
    send(
        CLERK,
        "/scrutiny/documents/new/",
        kind="key-decision",
        words="A new client record system",
        asked_as="",
        counted_from="2016-12-20",
    )
    duty = DocumentDuty.objects.get()
    send(CLERK, f"/scrutiny/documents/{duty.pk}/given/", words="In the forward plan.", done_on="2016-11-14")
    assert "In time" in page(MEMBER, f"/scrutiny/documents/{duty.pk}/")


def test_the_scrutiny_officer_keeps_a_meeting_from_its_agenda_to_the_response(store: None) -> None:
    make(HEAD)
    room = "/scrutiny/committee/"
    send(CLERK, f"{room}meetings/new/", committee="Children’s Services Committee", held_on="2016-11-14", agenda_on="")
    meeting = CommitteeMeeting.objects.get()
    here = f"{room}meetings/{meeting.pk}/"
    send(CLERK, f"{here}agenda/", on="2016-11-04")
    send(
        MEMBER,
        f"{room}topics/choose/",
        words="Who works with disabled children?",
        why="Nobody tells us.",
        meeting=meeting.pk,
    )
    topic = Topic.objects.get()
    send(
        CLERK,
        f"{here}reports/new/",
        title="Regular report",
        from_post="Head of service",
        told="All is steady.",
        topic=topic.pk,
    )
    report = CommitteeReport.objects.get()
    send(CLERK, f"{here}reports/{report.pk}/challenged/", is_challenged="yes", words="Members asked how many wait.")
    send(
        CLERK,
        f"{here}recommend/",
        words="Count those who wait.",
        to="The cabinet",
        received_on="2016-11-14",
        topic=topic.pk,
    )
    found = CommitteeRecommendation.objects.get()
    address = f"{room}recommendations/{found.pk}/"
    send(
        HEAD,
        f"{address}response/",
        response="accepted",
        words="They will be counted each week.",
        responded_on="2016-11-14",
    )
    send(CLERK, f"{address}followed-up/", words="They are counted each week.", is_done="yes", on="2016-11-14")
    send(HEAD, f"{address}in-the-plan/")
    send(CLERK, f"{room}topics/{topic.pk}/came-of-it/", words="One recommendation was made.")
    send(
        CLERK,
        f"{room}topics/new/",
        words="Early help: does it help?",
        why="Nobody knows.",
        chosen_by="The committee",
        meeting="",
    )
    later = Topic.objects.latest("pk")
    send(CLERK, f"{room}topics/{later.pk}/meeting/", meeting=meeting.pk, why="It fits the day.")
    told = page(MEMBER, address)
    assert "A line of it" in told
    assert "Accepted, not done yet" in told
    assert "Challenged" in page(MEMBER, here)


def test_a_meeting_is_called_off_with_the_reason(store: None) -> None:
    room = "/scrutiny/committee/"
    send(CLERK, f"{room}meetings/new/", committee="A committee", held_on="2016-12-01", agenda_on="")
    meeting = CommitteeMeeting.objects.get()
    send(CLERK, f"{room}meetings/{meeting.pk}/call-off/", why="Nobody could come to it.")
    page(MEMBER, f"{room}meetings/{meeting.pk}/", 404)
    assert CommitteeMeeting.objects.get().cancelled_why == "Nobody could come to it."
