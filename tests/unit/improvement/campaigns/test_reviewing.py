"""A worksheet saved as it is typed, submitted, reopened; what goes back; a worry told the same day."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.db.models import Model, QuerySet

from sightline.access.bearer import bearer
from sightline.casework.actions.tasks import doer, finish_task
from sightline.casework.models.tasks import Task
from sightline.errors import UserError
from sightline.improvement.actions import campaigns_giving, worksheets, worksheets_findings, worksheets_worries
from sightline.improvement.actions.worksheets import Sheet
from sightline.improvement.models import (
    BackTo,
    Campaign,
    ChildReview,
    FindingBack,
    Recommendation,
    TrainingNeed,
    Worry,
)
from sightline.improvement.queries.worksheets import (
    findings,
    lacks_of,
    may_answer,
    told_now,
    worries_first,
    worry_for,
)
from sightline.improvement.queries.worksheets_suggesting import SUGGESTING, suggestions
from sightline.improvement.worksheets import QUESTIONS, asked, parse_questions
from sightline.inspection.actions.auditing import Stale
from sightline.inspection.models import AuditGrade
from sightline.ledger.actions import record as write
from sightline.ledger.queries import current
from sightline.record.tables.cin_visits import CinVisit
from sightline.record.tables.contacts import Contact
from sightline.record.tables.ehcp_active_plans import EhcpActivePlan
from sightline.web import clock
from tests.support import site
from tests.support.campaigns import DIRECTOR, LEAD, SEEN, begun, opened, review_of, submitted, whole, with_reviewers
from tests.support.personas import Persona, make

pytestmark = pytest.mark.usefixtures("record")
HEAD, MANAGER = Persona.HEAD_OF_SERVICE, Persona.TEAM_MANAGER
WORDS = "Nobody has seen this child for two years."


@pytest.fixture
def campaign() -> Campaign:
    return with_reviewers()


@pytest.fixture
def review(campaign: Campaign) -> ChildReview:
    return review_of(campaign, site.UNSEEN)


def test_every_question_suggests_something_there_is() -> None:
    assert {each.suggest for each in QUESTIONS.values() if each.suggest} == set(SUGGESTING)
    with pytest.raises(ValueError, match="worrying"):
        parse_questions({"a": {"text": "Is it?", "words": "never", "answers": {"yes": "Yes", "no": "No"}}})
    with pytest.raises(ValueError, match="not a question"):
        parse_questions({"a": {"text": "It is", "words": "never", "answers": {"yes": "Yes", "no": "!No"}}})


def test_a_campaign_asks_questions_of_its_own() -> None:
    found = asked(["seen"], ["Who  knew?", " "])
    assert [(each.id, each.text) for each in found] == [("seen", QUESTIONS["seen"].text), ("own-1", "Who knew?")]
    for chosen, own in (([], []), (["nothing"], []), (["seen"], ["No question"]), (["seen"], ["a?"] * 4)):
        with pytest.raises(UserError):
            asked(chosen, own)
    assert begun(own=("Who knew?",)).questions[-1]["answers"] == {}


def test_what_is_typed_is_kept_unfinished_and_two_windows_overwrite_nothing(review: ChildReview) -> None:
    by = review.reviewer
    saved = worksheets.save(review=review, sheet=Sheet({"seen": ("yes", "")}, "", ""), seen=0, by=by)
    assert (saved.revision, saved.begun_at is not None) == (1, True)
    with pytest.raises(Stale) as other:
        worksheets.save(review=review, sheet=Sheet({"seen": ("no", "")}, "", ""), seen=0, by=by)
    assert other.value.standing["seen_answer"] == "yes"
    assert worksheets.save(review=review, sheet=Sheet({"seen": ("yes", "")}, "", ""), seen=0, by=by).revision == 1


@pytest.mark.parametrize(
    "sheet",
    [
        Sheet({"nothing": ("yes", "")}, "", ""),
        Sheet({"seen": ("perhaps", "")}, "", ""),
        Sheet({}, "excellent", ""),
        Sheet({"seen": ("yes", "x" * 20_001)}, "", ""),
    ],
)
def test_it_refuses_what_the_worksheet_does_not_ask(review: ChildReview, sheet: Sheet) -> None:
    with pytest.raises(UserError):
        worksheets.save(review=review, sheet=sheet, seen=0, by=review.reviewer)


def test_it_refuses_somebody_elses_and_one_given_on(campaign: Campaign, review: ChildReview) -> None:
    with pytest.raises(UserError, match="not yours"):
        worksheets.save(review=review, sheet=whole(), seen=0, by=make(LEAD))
    others = {make(each) for each in (Persona.PRACTITIONER, Persona.REVIEWING_OFFICER)} - {review.reviewer}
    campaigns_giving.hand_on(child=review.child, to=others.pop(), why="On leave from Monday.", by=make(LEAD))
    with pytest.raises(UserError, match="given to somebody else"):
        worksheets.save(review=review, sheet=whole(), seen=0, by=review.reviewer)


def test_it_is_submitted_whole_and_leaves_one_note_on_the_file(review: ChildReview) -> None:
    by = review.reviewer
    with pytest.raises(UserError, match="not whole"):
        worksheets.submit(review=review, child=opened(review), by=by)
    part = Sheet({"seen": ("yes", ""), "voice": ("heard", "They say so.")}, AuditGrade.GOOD.value, "Go on as now.")
    worksheets.save(review=review, sheet=part, seen=0, by=by)
    review.refresh_from_db()
    assert lacks_of(review, {each.question: each for each in review.answers.all()}) == [
        f"Say in a sentence: {QUESTIONS['seen'].text}"
    ]
    done = submitted(review)
    assert done.submitted_on == site.AS_AT
    note = current("case_notes").get(person_id=site.UNSEEN)
    assert "Reviewed in the campaign “Cases held by managers”" in note.words
    assert SEEN not in note.words
    with pytest.raises(UserError, match="submitted"):
        worksheets.save(review=review, sheet=whole(), seen=done.revision, by=by)
    worksheets.reopen(review=done, why="The visit was of a brother.", by=by)
    submitted(ChildReview.objects.get(pk=review.pk), whole(AuditGrade.INADEQUATE, seen="no"))
    assert current("case_notes").filter(person_id=site.UNSEEN).count() == 1


def test_it_is_reopened_with_a_reason_and_what_it_said_stays(review: ChildReview) -> None:
    done = submitted(review)
    with pytest.raises(UserError, match="why"):
        worksheets.reopen(review=done, why="wrong", by=make(LEAD))
    worksheets.reopen(review=done, why="The visit was of a brother.", by=make(LEAD))
    done.refresh_from_db()
    assert done.submitted_at is None
    kept = done.reopenings.get()
    assert kept.said["grade"] == "Good"
    assert {"question": "seen", "answer": "yes", "words": SEEN} in kept.said["answers"]
    with pytest.raises(UserError, match="Only a submitted"):
        worksheets.reopen(review=done, why="The visit was of a brother.", by=make(LEAD))


def test_a_review_put_in_afterwards_is_of_a_day_of_the_campaign(campaign: Campaign, review: ChildReview) -> None:
    saved = worksheets.save(review=review, sheet=whole(), seen=0, by=review.reviewer)
    for day in (campaign.begun_on - dt.timedelta(days=1), site.AS_AT + dt.timedelta(days=1)):
        with pytest.raises(UserError, match="from the campaign"):
            worksheets.submit(review=saved, child=opened(review), by=review.reviewer, on=day)


def test_the_record_is_shown_and_answers_nothing(review: ChildReview) -> None:
    seen = next(each for each in site.rows() if isinstance(each, CinVisit) and each.person_id == site.UNSEEN)
    write([seen], by="a test", why="A visit")
    found = suggestions(opened(review), site.AS_AT)
    assert found["seen"].words.startswith("Last seen at a visit on 5 February 2014")
    assert [each.table for each in found["seen"].rows] == ["cin_visits"]
    assert "in a post that manages others" in found["allocation"].words
    assert "no day is set by which that ends" in found["allocation"].words
    assert found["plan"].words == "The record shows no plan that holds today."
    assert found["voice"].rows == ()
    assert not review.answers.exists()


def test_findings_count_answers_by_team(campaign: Campaign, review: ChildReview) -> None:
    submitted(review, whole(AuditGrade.INADEQUATE, seen="no"))
    submitted(review_of(campaign, "K00"))
    found = findings(campaign)
    assert found.reviewed == 2
    assert dict(found.grades)["Inadequate"] == 1
    seen = found.questions[0]
    assert (seen.answered, seen.worrying, seen.by_team) == (2, 1, (("0-25 Team", 1, 2),))


def test_what_was_found_goes_to_the_worker_to_training_and_to_the_plan(campaign: Campaign, review: ChildReview) -> None:
    by = review.reviewer
    day = site.AS_AT + dt.timedelta(days=3)
    to = doer(site.MANAGER)
    back = worksheets_findings.to_worker(
        review=review, child=opened(review), words="See the child.", due_on=day, to=to, by=by
    )
    task = Task.objects.get(pk=int(back.key))
    assert (task.person_id, task.for_worker, task.due_on, task.team_id) == (site.UNSEEN, site.MANAGER, day, "T1")
    with pytest.raises(UserError, match="has passed"):
        worksheets_findings.to_worker(
            review=review, child=opened(review), words="See", due_on=site.AS_AT - dt.timedelta(days=1), to=to, by=by
        )
    words = "Plans were written once and never again."
    lead = make(LEAD)
    worksheets_findings.to_training(campaign=campaign, topic="Plans", words=words, team_id="T1", by=lead)
    assert TrainingNeed.objects.get().source == "campaign"
    made = worksheets_findings.to_plan(campaign=campaign, words=words, due_on=None, question="", by=lead)
    assert Recommendation.objects.get().pk == made.pk
    kinds = list(campaign.findings.order_by("pk").values_list("to", flat=True))
    assert kinds == [BackTo.TASK.value, BackTo.TRAINING.value, BackTo.PLAN.value]


def test_what_goes_back_goes_once_however_often_it_is_pressed(campaign: Campaign, review: ChildReview) -> None:
    by, lead, day, to = review.reviewer, make(LEAD), site.AS_AT + dt.timedelta(days=3), doer(site.MANAGER)
    words = "Plans were written once and never again."

    def task(said: str, due_on: dt.date = day) -> FindingBack:
        return worksheets_findings.to_worker(
            review=review, child=opened(review), words=said, due_on=due_on, to=to, by=by
        )

    assert task("See the child.") == task(" See the child. ")
    assert Task.objects.count() == 1
    assert task("See the child.", day + dt.timedelta(days=1)) != task("See the child."), "another day is another task"
    finish_task(task=Task.objects.get(due_on=day), words="Seen on Tuesday.", on=site.AS_AT, by=by)
    again = task("See the child.")
    assert Task.objects.get(pk=int(again.key)).done_on is None, "asked again once it was done, it is to be done again"

    for _ in range(2):
        worksheets_findings.to_training(campaign=campaign, topic="Plans", words=words, team_id="T1", by=lead)
        worksheets_findings.to_plan(campaign=campaign, words=words, due_on=None, question="seen", by=lead)
    worksheets_findings.to_plan(campaign=campaign, words=words, due_on=None, question="voice", by=lead)
    assert TrainingNeed.objects.count() == 1
    assert Recommendation.objects.count() == 2, "found by another question it is another finding"
    assert campaign.findings.filter(to=BackTo.TRAINING).count() == 1
    assert campaign.findings.filter(to=BackTo.PLAN).count() == 2


@pytest.mark.parametrize("what", ["task", "training", "plan"])
def test_whoever_asks_second_at_once_waits_for_the_first(
    campaign: Campaign, review: ChildReview, what: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The row both go through is held before what there is is looked for, so that the second finds it."""
    held: list[str] = []
    looked: list[str] = []
    lock = QuerySet.select_for_update

    def holding(self: QuerySet[Model], *args: Any, **named: Any) -> QuerySet[Model]:
        held.append(self.model.__name__)
        return lock(self, *args, **named)

    filtering = type(FindingBack.objects).filter

    def looking(self: Any, *args: Any, **named: Any) -> Any:
        looked.extend(held[:1] if self.model is FindingBack else [])
        return filtering(self, *args, **named)

    monkeypatch.setattr(QuerySet, "select_for_update", holding)
    monkeypatch.setattr(type(FindingBack.objects), "filter", looking)
    lead = make(LEAD)
    if what == "task":
        worksheets_findings.to_worker(
            review=review, child=opened(review), words="See.", due_on=site.AS_AT, to=doer(site.MANAGER), by=lead
        )
    elif what == "training":
        worksheets_findings.to_training(
            campaign=campaign, topic="Plans", words="Written once only.", team_id="T1", by=lead
        )
    else:
        worksheets_findings.to_plan(campaign=campaign, words="Written once only.", due_on=None, question="", by=lead)
    assert looked == ["ChildReview" if what == "task" else "Campaign"]


@pytest.fixture
def worry(review: ChildReview) -> Worry:
    make(HEAD)
    make(MANAGER)
    make(DIRECTOR)
    return worksheets_worries.raise_worry(review=review, words=WORDS, spoke_to="", by=review.reviewer)


def test_a_worry_is_told_to_the_team_manager_and_the_head_at_once(worry: Worry) -> None:
    told = {each.account.name: each.is_at_once for each in worry.told.select_related("account")}
    assert told == {"Mel Manager": True, "Hal Head": True, "Dee Director": False, "Ali Auditor": False}
    for persona, count in ((MANAGER, 1), (HEAD, 1), (DIRECTOR, 0), (LEAD, 0), (Persona.FRONT_DOOR, 0)):
        assert len(worries_first(bearer(make(persona), site.AS_AT))) == count, persona
    Worry.objects.filter(pk=worry.pk).update(escalates_at=clock.now() - dt.timedelta(minutes=1))
    assert len(worries_first(bearer(make(DIRECTOR), site.AS_AT))) == 1
    mine = worries_first(bearer(worry.raised_by, site.AS_AT))
    assert [each.is_mine for each in mine] == [True]


def test_whoever_holds_the_child_does_not_answer_and_the_head_does(worry: Worry) -> None:
    manager, head = make(MANAGER), make(HEAD)
    assert worry.held_by == site.MANAGER
    assert not may_answer(worry, bearer(manager, site.AS_AT))
    with pytest.raises(UserError, match="You hold this child"):
        worksheets_worries.answer(worry=worry, words="She is quite all right.", by=manager)
    with pytest.raises(UserError, match="yourself"):
        worksheets_worries.answer(worry=worry, words="She is quite all right.", by=worry.raised_by)
    assert may_answer(worry, bearer(head, site.AS_AT))
    done = worksheets_worries.answer(worry=worry, words="Seen this afternoon, and safe.", by=head)
    assert (done.answered_by, done.seen_by) == (head, head)
    assert worries_first(bearer(head, site.AS_AT)) == []
    with pytest.raises(UserError, match="answered already"):
        worksheets_worries.answer(worry=worry, words="Seen this afternoon, and safe.", by=make(DIRECTOR))


def test_a_worry_said_twice_is_one_and_others_may_not_read_it(worry: Worry, review: ChildReview) -> None:
    again = worksheets_worries.raise_worry(review=review, words=f" {WORDS} ", spoke_to="", by=review.reviewer)
    assert again.pk == worry.pk
    found = worry_for(bearer(make(HEAD), site.AS_AT), worry.pk)
    assert found is not None
    assert {each.account.name for each in told_now(found, clock.now())} == {"Mel Manager", "Hal Head"}
    strangers = {Persona.PRACTITIONER, Persona.REVIEWING_OFFICER}
    for each in strangers:
        if make(each) != worry.raised_by:
            assert worry_for(bearer(make(each), site.AS_AT), worry.pk) is None
    with pytest.raises(UserError, match="not yours"):
        worksheets_worries.raise_worry(review=review, words=WORDS, spoke_to="", by=make(HEAD))


def test_what_the_record_shows_reads_as_a_sentence_of_one_and_of_rows_without_words(review: ChildReview) -> None:
    contact = Contact(contact_id="CN1", person_id=site.UNSEEN, contacted_on=site.AS_AT - dt.timedelta(days=9))
    plan = EhcpActivePlan(active_plan_id="EP1", person_id=site.UNSEEN, last_reviewed_on=dt.date(2016, 8, 5))
    write([contact, plan], by="a test", why="A call and a plan")
    found = suggestions(opened(review), site.AS_AT)
    assert found["risk"].words == "1 contact, missing episode, concern, screening or enquiry in twelve months."
    assert "a row without words" not in " ".join(each.words for one in found.values() for each in one.rows)
    assert "education, health and care plan" in found["services"].rows[0].words.lower()
