"""Beginning a campaign, giving its children out, and completing it to the last child; restricted children apart."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from sightline.access import actions as access
from sightline.access.bearer import bearer
from sightline.access.models import AccessEntry, Doing, FileGrant
from sightline.errors import UserError
from sightline.improvement.actions import campaigns, campaigns_giving, worksheets, worksheets_worries
from sightline.improvement.actions.campaigns import Plan
from sightline.improvement.cohorts import How, ask, cohort
from sightline.improvement.models import Campaign, CampaignReviewer, ChildReview
from sightline.improvement.queries.campaigns import (
    ChildState,
    apart_lines,
    child_lines,
    progress,
    progress_lines,
    shown_lines,
)
from sightline.improvement.queries.campaigns_events import events
from sightline.improvement.queries.cohorts import comes_out_again, draw
from sightline.improvement.worksheets import asked
from sightline.ledger.actions import record as write
from sightline.ledger.queries import last_through
from sightline.record.tables.involvements import Involvement
from sightline.web import clock
from tests.support import site
from tests.support.campaigns import (
    DIRECTOR,
    DUE_ON,
    HELD,
    LEAD,
    begun,
    drawn,
    held_by_managers,
    review_of,
    row,
    submitted,
    with_reviewers,
)
from tests.support.personas import Persona, make

pytestmark = pytest.mark.usefixtures("db")
WHY = "The police asked for it to be kept apart."
TOMORROW = site.AS_AT + dt.timedelta(days=1)


def restrict(person: str) -> None:
    access.restrict(person_id=person, why=WHY, allowed=[], by=make(DIRECTOR))


@pytest.mark.usefixtures("whole_record")
def test_it_keeps_every_child_and_why_and_can_be_drawn_again() -> None:
    made = begun()
    assert made.children.count() == HELD
    assert row(made, site.UNSEEN).reasons == ["a manager held the case from 6 January 2014"]
    assert row(made, site.UNSEEN).team_id == "T1"
    assert made.sentence == "Every child of the 0-25 disability service whose case a manager holds."
    assert (made.through, len(made.ledger_digest), len(made.digest)) == (last_through(), 64, 64)
    assert comes_out_again(made)


@pytest.mark.usefixtures("whole_record")
def test_what_is_written_later_changes_no_cohort_drawn_before() -> None:
    made = begun()
    more = Involvement(
        involvement_id="I-later",
        person_id=site.LOOKED_AFTER,
        professional_id=site.MANAGER,
        role="ALLOCATED",
        team_id="T1",
        started_on=site.AS_AT - dt.timedelta(days=30),
    )
    write([more], by="a test", why="Written later")
    assert len(draw(held_by_managers(), site.AS_AT).children) == HELD + 1
    assert len(draw(held_by_managers(), site.AS_AT, through=made.through).children) == HELD
    assert comes_out_again(made)
    Campaign.objects.filter(pk=made.pk).update(digest="0" * 64)
    made.refresh_from_db()
    assert not comes_out_again(made)


@pytest.mark.usefixtures("whole_record")
def test_the_columns_kept_beside_the_store_and_the_store_give_the_same() -> None:
    now = draw(held_by_managers(), site.AS_AT)
    write([Involvement(involvement_id="I-other", person_id="K00", role="DUTY")], by="a test", why="Anything")
    then = draw(held_by_managers(), site.AS_AT, through=now.through)
    assert then.children == now.children


@pytest.mark.usefixtures("whole_record")
def test_questions_go_together() -> None:
    both = [ask("held-by-manager", {"months": 0}), ask("unseen", {"months": 6})]
    every = {each.person_id for each in draw(cohort(both), site.AS_AT).children}
    any_ = draw(cohort(both, How.ANY), site.AS_AT).children
    assert every < {each.person_id for each in any_}
    assert site.UNSEEN in every
    assert {len(each.reasons) for each in any_} == {1, 2}
    found = draw(cohort([ask("standard-open", {"standard": "child-seen-6m"})]), site.AS_AT).children
    assert site.UNSEEN in {each.person_id for each in found}


@pytest.mark.usefixtures("whole_record")
def test_it_refuses_a_cohort_of_nobody_and_a_day_to_come() -> None:
    empty = draw(cohort([ask("held-by-manager", {"months": 0, "team": "none"})]), site.AS_AT)
    assert empty.children == ()
    with pytest.raises(UserError, match="to come"):
        draw(held_by_managers(), TOMORROW)
    with pytest.raises(UserError, match="Nothing was on the record"):
        draw(held_by_managers(), site.AS_AT, known_at=clock.now() - dt.timedelta(days=3))


@pytest.mark.usefixtures("record")
def test_children_are_given_evenly_and_only_to_those_who_may_review_them() -> None:
    made = with_reviewers(Persona.PRACTITIONER, Persona.REVIEWING_OFFICER, Persona.TEAM_MANAGER)
    given = {each.name: each.total for each in progress(made).by_reviewer}
    assert sorted(given.values()) == [26, 27]
    assert "Mel Manager" not in given  # she holds them, and works in their team
    grants = FileGrant.objects.filter(source=f"campaign {made.pk}", ended_at=None)
    assert grants.count() == HELD
    assert {each.until_on for each in grants} == {DUE_ON + campaigns_giving.READ_FOR}


@pytest.mark.usefixtures("record")
def test_nobody_is_given_their_own_family_or_a_team_they_know() -> None:
    made = begun()
    lead, worker = make(LEAD), make(Persona.PRACTITIONER)
    access.declare_own_family(person_id="K00", relation="my nephew", account=worker, by=worker)
    campaigns_giving.add_reviewer(campaign=made, account=worker, knows_teams=(), by=lead)
    out = campaigns_giving.give_out(campaign=made, by=lead)
    assert (out.given, out.left) == (HELD - 1, 1)
    member = CampaignReviewer.objects.get(campaign=made)
    assert campaigns_giving.why_not(row(made, "K00"), member) == "own family"
    with pytest.raises(UserError, match="own family"):
        campaigns_giving.hand_on(child=row(made, "K00"), to=worker, why="", by=lead)
    officer = make(Persona.REVIEWING_OFFICER)
    campaigns_giving.add_reviewer(campaign=made, account=officer, knows_teams=("T1",), by=lead)
    assert campaigns_giving.give_out(campaign=made, by=lead).left == 1


@pytest.mark.usefixtures("record")
def test_it_refuses_a_reviewer_whose_role_may_not() -> None:
    with pytest.raises(UserError, match="no role"):
        campaigns_giving.add_reviewer(campaign=begun(), account=make(Persona.ANALYST), knows_teams=(), by=make(LEAD))


@pytest.mark.usefixtures("record")
def test_a_child_is_handed_on_with_a_reason_and_what_was_given_before_is_ended() -> None:
    made = with_reviewers()
    review = review_of(made, "K01")
    other = make(Persona.PRACTITIONER if review.reviewer != make(Persona.PRACTITIONER) else Persona.REVIEWING_OFFICER)
    with pytest.raises(UserError, match="why"):
        campaigns_giving.hand_on(child=review.child, to=other, why="", by=make(LEAD))
    campaigns_giving.hand_on(child=review.child, to=other, why="On leave from Monday.", by=make(LEAD))
    review.refresh_from_db()
    assert review.taken_back_why == "On leave from Monday."
    assert review_of(made, "K01").reviewer == other
    standing = FileGrant.objects.filter(person_id="K01", ended_at=None, source=f"campaign {made.pk}")
    assert [each.account for each in standing] == [other]


@pytest.mark.usefixtures("record")
def test_whoever_reviews_no_more_leaves_what_they_submitted() -> None:
    made = with_reviewers()
    officer = make(Persona.REVIEWING_OFFICER)
    theirs = list(ChildReview.objects.filter(reviewer=officer))
    submitted(theirs[0])
    member = CampaignReviewer.objects.get(campaign=made, account=officer)
    count = campaigns_giving.end_reviewer(reviewer=member, why="Has left the council.", by=make(LEAD))
    assert count == len(theirs) - 1
    now = progress(made)
    assert (now.whole.done, now.with_nobody) == (1, count)
    assert not FileGrant.objects.filter(account=officer, ended_at=None).exists()


@pytest.mark.usefixtures("record")
def test_it_is_complete_only_when_the_last_child_is_accounted_for() -> None:
    made = with_reviewers()
    lead = make(LEAD)
    reviews = list(ChildReview.objects.filter(child__campaign=made).order_by("child__place"))
    for each in reviews[:-2]:
        ChildReview.objects.filter(pk=each.pk).update(
            submitted_at=clock.now(), submitted_on=site.AS_AT, grade="good", words="All is well enough."
        )
    with pytest.raises(UserError, match="2 children are neither"):
        campaigns.complete(campaign=made, words="Nobody had looked at them.", by=lead)
    submitted(reviews[-2])
    worry = worksheets_worries.raise_worry(
        review=reviews[-2], words="Nobody has seen the child.", spoke_to="", by=reviews[-2].reviewer
    )
    with pytest.raises(UserError, match="1 child is neither"):
        campaigns.complete(campaign=made, words="Nobody had looked at them.", by=lead)
    last = reviews[-1].child
    campaigns.put_off(child=last, why="Abroad until the new year.", until_on=TOMORROW, by=lead)
    with pytest.raises(UserError, match="worry is not answered"):
        campaigns.complete(campaign=made, words="Nobody had looked at them.", by=lead)
    worksheets_worries.answer(worry=worry, words="Seen this afternoon.", by=make(DIRECTOR))
    campaigns.complete(campaign=made, words="Nobody had looked at them.", by=lead)
    made.refresh_from_db()
    assert (made.completed_by, made.completed_on) == (lead, site.AS_AT)
    now = progress(made)
    assert (now.whole.done, now.whole.put_off, now.whole.left) == (HELD - 1, 1, 0)
    assert now.words == f"Every child is accounted for: {HELD - 1} reviewed, 1 recorded as not reviewed and why."
    assert progress(made, TOMORROW + dt.timedelta(days=30)).words == now.words, "the day set is not waited for any more"
    said = [each.words for each in events(site.AS_AT, site.AS_AT) if "completed" in each.words]
    assert said == [
        f"The review was completed: each of {HELD} children was reviewed, or recorded as not reviewed and why. "
        "It found: Nobody had looked at them."
    ]
    with pytest.raises(UserError, match="complete already"):
        campaigns.complete(campaign=made, words="Nobody had looked at them.", by=lead)
    with pytest.raises(UserError, match="This campaign is complete"):
        worksheets.reopen(review=reviews[-2], why="Something came to light.", by=lead)
    with pytest.raises(UserError, match="This campaign is complete"):
        campaigns.put_off(child=last, why="Abroad until the summer.", until_on=TOMORROW, by=lead)
    with pytest.raises(UserError, match="This campaign is complete"):
        campaigns_giving.give_out(campaign=made, by=lead)


@pytest.mark.usefixtures("record")
def test_a_child_put_off_is_left_again_once_the_day_has_come() -> None:
    made = with_reviewers()
    child = row(made, "K02")
    campaigns.put_off(child=child, why="Abroad until the new year.", until_on=TOMORROW, by=make(LEAD))

    def state(on: dt.date) -> ChildState:
        return next(each.state for each in child_lines(made, on) if each.child == child)

    assert state(site.AS_AT) is ChildState.PUT_OFF
    assert state(TOMORROW) is ChildState.GIVEN
    campaigns.end_put_off(child=child, by=make(LEAD))
    assert state(site.AS_AT) is ChildState.GIVEN


@pytest.mark.parametrize(("days", "why"), [(0, "Abroad for some weeks."), (184, "Abroad for years."), (10, "Abroad")])
@pytest.mark.usefixtures("record")
def test_it_refuses_a_putting_off_without_end_or_reason(days: int, why: str) -> None:
    child = row(begun(), "K02")
    until = site.AS_AT + dt.timedelta(days=days)
    with pytest.raises(UserError):
        campaigns.put_off(child=child, why=why, until_on=until, by=make(LEAD))


@pytest.mark.usefixtures("record")
def test_a_restricted_child_is_in_the_cohort_and_in_no_figure() -> None:
    restrict("K03")
    made = begun()
    assert made.children.filter(person_id="K03").exists()
    assert progress(made).whole.total == HELD - 1
    assert "K03" not in {each.child.person_id for each in shown_lines(made)}
    lead = bearer(make(LEAD), site.AS_AT)
    director = bearer(make(DIRECTOR), site.AS_AT)
    assert apart_lines(made, lead) == []
    assert [each.child.person_id for each in apart_lines(made, director)] == ["K03"]


@pytest.mark.usefixtures("record")
def test_a_restricted_child_is_given_by_whoever_answers_for_them_alone_and_signed_for() -> None:
    restrict("K03")
    made = with_reviewers()
    assert not ChildReview.objects.filter(child__person_id="K03").exists()
    director = make(DIRECTOR)
    with pytest.raises(UserError, match="1 child is neither"):
        campaigns.sign_set_apart(campaign=made, by=director)
    with pytest.raises(UserError, match="Somebody else"):
        campaigns.sign_set_apart(campaign=made, by=make(LEAD))
    officer = make(Persona.REVIEWING_OFFICER)
    with pytest.raises(UserError, match="cannot be given to them"):
        campaigns_giving.hand_on(child=row(made, "K03"), to=officer, why="", by=director)
    access.restrict(person_id="K03", why=WHY, allowed=[officer], by=director)
    review = campaigns_giving.hand_on(child=row(made, "K03"), to=officer, why="", by=director)
    submitted(review)
    campaigns.sign_set_apart(campaign=made, by=director)
    made.refresh_from_db()
    assert made.set_apart_by == director


@pytest.mark.usefixtures("record")
def test_a_restricted_child_is_not_told_by_a_number_taken_back_or_a_cohort_of_none_else() -> None:
    officer = make(Persona.REVIEWING_OFFICER)
    made = with_reviewers(Persona.REVIEWING_OFFICER)
    access.restrict(person_id="K03", why=WHY, allowed=[officer], by=make(DIRECTOR))
    member = CampaignReviewer.objects.get(campaign=made)
    assert campaigns_giving.end_reviewer(reviewer=member, why="Has left the council.", by=make(LEAD)) == HELD - 1
    assert not ChildReview.objects.filter(taken_back_at=None).exists()
    alone = replace(drawn(), children=tuple(each for each in drawn().children if each.person_id == "K03"))
    plan = Plan("Alone", WHY, DUE_ON, asked(["seen"]), make(LEAD), make(DIRECTOR))
    for none in (alone, replace(alone, children=())):
        with pytest.raises(UserError, match="No child answers that"):
            campaigns.begin(plan=plan, drawn=none, by=make(LEAD))


@pytest.mark.usefixtures("record")
def test_a_restricted_child_is_not_signed_for_while_a_worry_about_them_is_open() -> None:
    restrict("K03")
    made, director, officer = with_reviewers(), make(DIRECTOR), make(Persona.REVIEWING_OFFICER)
    access.restrict(person_id="K03", why=WHY, allowed=[officer, director], by=director)
    review = campaigns_giving.hand_on(child=row(made, "K03"), to=officer, why="", by=director)
    worksheets_worries.raise_worry(review=review, words="Nobody has seen the child.", spoke_to="", by=officer)
    submitted(review)
    with pytest.raises(UserError, match="worry is not answered"):
        campaigns.sign_set_apart(campaign=made, by=director)


@pytest.mark.usefixtures("record")
def test_the_same_begun_twice_is_refused() -> None:
    begun()
    with pytest.raises(UserError, match="a moment ago"):
        begun()


@pytest.mark.usefixtures("record")
def test_whoever_answers_for_restricted_records_signs_where_there_is_none() -> None:
    made = begun()
    campaigns.sign_set_apart(campaign=made, by=make(DIRECTOR))
    with pytest.raises(UserError, match="signed this already"):
        campaigns.sign_set_apart(campaign=made, by=make(DIRECTOR))


@pytest.mark.usefixtures("record")
def test_the_last_day_is_moved_with_a_reason_and_reading_lasts_as_long() -> None:
    made = with_reviewers()
    later = DUE_ON + dt.timedelta(days=10)
    with pytest.raises(UserError, match="why"):
        campaigns.move_due(campaign=made, due_on=later, why="", by=make(LEAD))
    campaigns.move_due(campaign=made, due_on=later, why="Two reviewers are ill.", by=make(LEAD))
    standing = FileGrant.objects.filter(source=f"campaign {made.pk}", ended_at=None)
    assert {each.until_on for each in standing} == {later + campaigns_giving.READ_FOR}
    assert standing.count() == HELD


@pytest.mark.usefixtures("record")
def test_progress_says_whether_the_pace_is_enough() -> None:
    made = with_reviewers()
    Campaign.objects.filter(pk=made.pk).update(begun_on=site.AS_AT - dt.timedelta(days=8))
    made.refresh_from_db()
    reviews = list(ChildReview.objects.filter(child__campaign=made))
    for number, each in enumerate(reviews[:9]):
        submitted(each)
        ChildReview.objects.filter(pk=each.pk).update(submitted_on=site.AS_AT - dt.timedelta(days=number % 3))
    now = progress(made)
    assert (now.day, now.days) == (9, 29)
    assert [each.value for each in now.by_day] == [0, 0, 0, 0, 0, 0, 3, 6, 9]
    assert now.words.startswith(
        f"{HELD - 9} children are left. 1.0 were reviewed a day so far and 2.1 a day are needed"
    )
    assert "too slowly" in now.words
    late = progress(made, DUE_ON + dt.timedelta(days=1))
    assert late.a_day_needed is None
    assert "has passed" in late.words
    line = progress_lines(site.AS_AT)[0]
    assert (line.total, line.done, line.left) == (HELD, 9, HELD - 9)


@pytest.mark.usefixtures("record")
def test_events_tell_counts_and_no_child() -> None:
    made = with_reviewers()
    submitted(review_of(made, site.UNSEEN))
    found = events(site.AS_AT - dt.timedelta(days=1), site.AS_AT)
    assert [each.words for each in found] == [
        f"A review of {HELD} children was begun: {made.sentence}",
        "Reviewed of the campaign in November 2016: fewer than five children.",
    ]
    assert events(site.AS_AT + dt.timedelta(days=1), DUE_ON) == []


@pytest.mark.usefixtures("record")
def test_every_action_leaves_its_line_in_the_access_log() -> None:
    made = with_reviewers()
    lines = AccessEntry.objects.filter(account=make(LEAD))
    assert lines.filter(page="campaigns:new", doing=Doing.CHANGED.value).count() == 1
    assert lines.filter(page="files-given", doing=Doing.GAVE_FILES.value).count() == 2
    campaigns.put_off(child=row(made, "K02"), why="Abroad until the new year.", until_on=TOMORROW, by=make(LEAD))
    assert lines.filter(page="campaigns:child", person_id="K02").count() == 1
