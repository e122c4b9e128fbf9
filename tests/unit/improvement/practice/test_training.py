"""Who needs which training, who sees it, when it is met, and whether it helped."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from sightline.access.bearer import bearer
from sightline.access.models import AccessEntry, Account
from sightline.errors import UserError
from sightline.findings.queries import Loaded
from sightline.improvement.actions import training as actions
from sightline.improvement.actions.training import meet, need, withdraw
from sightline.improvement.models import NeedSource, TrainingNeed
from sightline.improvement.queries import training as queries
from sightline.improvement.queries.practice_evidence import evidence
from sightline.improvement.queries.training import needs, screened_by, seen_by, suggested, team_coverage, workforce
from sightline.improvement.themes import Share
from sightline.improvement.training import InPost, Screening, coverage, required, screened
from sightline.ledger.actions import record as write
from sightline.record.tables.supervisions import Supervision
from sightline.record.tables.training_records import TrainingRecord
from sightline.sources.extract import from_rows
from sightline.web import clock
from tests.support import practice, site
from tests.support.personas import Persona, browser_of, make

ON = site.AS_AT
WHY = "Audits name it again and again."
PRIVATE = "A sentence about one person only."


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "today", lambda: ON)


@pytest.fixture
def of_w1(lead: Account) -> TrainingNeed:
    """A need of W1, of the team that W2 manages, and that nobody of W3's team may see."""
    return need(
        topic="exploitation", words=PRIVATE, source="screening", team_id="T1", professional_id="W1", by=lead,
        on=dt.date(2016, 8, 1),
    )  # fmt: skip


def test_what_is_required_names_courses_and_themes_that_exist() -> None:
    assert required()["exploitation"].asks("personal-adviser", "leaving-care")
    assert not required()["exploitation"].asks("team-manager", "leaving-care")
    assert required()["permanence"].asks("social-worker", "looked-after")
    assert not required()["permanence"].asks("social-worker", "assessment")


def test_coverage_counts_who_has_it_lacks_it_and_is_new() -> None:
    def post(worker: str, since: str) -> InPost:
        return InPost(worker, "T", "assessment", "social-worker", dt.date.fromisoformat(since))

    posts = [post("a", "2010-01-01"), post("b", "2010-01-01"), post("c", "2016-10-01"), post("d", "2010-01-01")]
    done = {("a", "exploitation"): [dt.date(2013, 11, 15)], ("b", "exploitation"): [dt.date(2013, 11, 14)]}
    found = next(each for each in coverage(posts, done, ON) if each.required.course == "exploitation")
    assert (found.trained, found.missing, found.new) == (("a",), ("b", "d"), ("c",))
    assert found.share == Share(1, 3)


def test_screenings_are_held_against_the_standards_own_limit_and_kinds() -> None:
    def of(key: str, level: str, *, second_of: str = "", agrees: bool | None = None, worker: str = "W") -> Screening:
        return Screening(key, dt.date(2016, 4, 4), worker, level, True, second_of, agrees)

    screenings = [
        of("in time", "high"), of("late", "high"), of("wrong", "medium"), of("none", "medium"), of("low", "low"),
        of("again", "low", second_of="low", agrees=False, worker="V"),
    ]  # fmt: skip
    responses = {
        "in time": [(dt.date(2016, 4, 11), "strategy-discussion")],  # the fifth working day
        "late": [(dt.date(2016, 4, 12), "multi-agency-plan")],
        "wrong": [(dt.date(2016, 4, 5), "monitoring")],
    }
    found = screened(screenings, responses, ON, after=dt.date(2014, 11, 14))
    assert found["W"].unanswered == Share(3, 4)
    assert (found["W"].disagree, found["V"].disagree) == (Share(1, 1), Share(1, 1)), "nobody knows who was right"
    before = screened(screenings, {}, dt.date(2016, 4, 11), after=dt.date(2014, 11, 14))
    assert before["W"].unanswered.of == 0, "their time has not run out"


def test_the_record_suggests_a_person_only_after_three(council: Loaded) -> None:
    staff = workforce()
    assert screened_by(staff)["W1"].unanswered == Share(3, 4)
    found = [each for each in suggested(staff, evidence()) if each.professional_id == "W1"]
    assert [(each.topic, each.source) for each in found][:1] == [("exploitation", NeedSource.SCREENING)]
    assert all("K0" not in each.words for each in suggested(staff, evidence())), "no child's key in words"


def test_training_agreed_in_supervision_is_suggested_until_it_is_had(council: Loaded) -> None:
    def agreed(number: int, worker: str, course: str, on: str) -> Supervision:
        held_on = dt.date.fromisoformat(on)
        return Supervision(
            supervision_id=f"SA{number}", professional_id=worker, held_on=held_on, training_agreed=course
        )

    sessions = [
        agreed(1, "W1", "exploitation", "2016-08-31"),  # the record of training shows it the day after
        agreed(2, "W1", "permanence", "2016-05-03"),
        agreed(3, "W1", "permanence", "2016-04-01"),
        agreed(4, "W2", "permanence", "2016-04-01"),
        agreed(5, "W1", "domestic-abuse", "2015-11-14"),  # more than a year ago
    ]
    extract = from_rows([*site.rows(), *practice.rows(), *sessions])
    staff = queries._workforce(dataclasses.replace(council, extract=extract))
    assert staff.agreed == {("W1", "permanence"): dt.date(2016, 5, 3), ("W2", "permanence"): dt.date(2016, 4, 1)}
    found = [each for each in suggested(staff, evidence()) if each.topic == "permanence" and each.professional_id]
    assert [(each.professional_id, each.team_id, each.source) for each in found] == [
        ("W1", "T1", NeedSource.SUPERVISION),
        ("W2", "T1", NeedSource.SUPERVISION),
    ]
    assert found[0].words == "Agreed in supervision on 3 May 2016; no record of it since."


def test_training_agreed_with_three_of_a_team_is_suggested_of_the_team(council: Loaded) -> None:
    on = dt.date(2016, 5, 3)
    team_of = dict.fromkeys(("A", "B", "C"), "T1") | dict.fromkeys(("D", "E"), "T2")
    agreed = {(worker, "permanence"): on for worker in (*team_of, "gone")}
    staff = dataclasses.replace(workforce(), team_of=team_of, agreed=agreed)
    found = [each for each in suggested(staff, evidence()) if each.source is NeedSource.SUPERVISION]
    of_teams = [(each.topic, each.team_id) for each in found if not each.professional_id and each.topic == "permanence"]
    assert of_teams == [("permanence", "T1")]
    assert {each.professional_id for each in found if each.topic == "permanence"} == {"", *team_of}
    assert any("with 3 people" in each.words for each in found)


def test_supervision_late_three_times_is_suggested_of_a_person_and_of_a_team_that_stands_out(council: Loaded) -> None:
    staff = dataclasses.replace(
        workforce(),
        supervision={"T1": Share(18, 20), "T2": Share(2, 200)},
        supervision_of={"W1": Share(3, 11), "W2": Share(2, 11)},
    )
    found = [
        (each.team_id, each.professional_id) for each in suggested(staff, evidence()) if each.topic == "supervision"
    ]
    assert found == [("T1", ""), ("T1", "W1")]


def test_files_found_weak_are_of_the_worker_who_held_them_then(council: Loaded) -> None:
    assert workforce().audited[("W2", "plans")] == Share(6, 20)


def test_a_need_asked_twice_is_one(lead: Account) -> None:
    first = need(topic="plans", words=WHY, source="audit", team_id="T1", by=lead)
    assert need(topic="plans", words="Other words altogether.", source="campaign", team_id="T1", by=lead) == first
    assert need(topic="plans", words=WHY, source="audit", team_id="", by=lead) != first
    assert TrainingNeed.objects.count() == 2


def test_of_two_who_say_it_at_once_the_second_is_told(lead: Account, monkeypatch: pytest.MonkeyPatch) -> None:
    looks, other = actions._open_of, make(Persona.DIRECTOR)

    def overtaken(same: QuerySet[TrainingNeed]) -> None:
        """Nobody has said it; then, before it is written, somebody else does."""
        monkeypatch.setattr(actions, "_open_of", looks)
        need(topic="plans", words="Other words altogether.", source="campaign", team_id="T1", by=other)

    monkeypatch.setattr(actions, "_open_of", overtaken)
    with pytest.raises(UserError, match="Somebody else said this need a moment ago"):
        need(topic="plans", words=WHY, source="audit", team_id="T1", by=lead)
    assert actions._open_of is looks, "the other did say it"


def test_the_store_holds_one_need_of_a_turn(of_w1: TrainingNeed) -> None:
    of_w1.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        of_w1.save(force_insert=True)


def test_one_withdrawn_is_said_anew(of_w1: TrainingNeed, lead: Account) -> None:
    withdraw(need=of_w1, why="It was somebody else's need.", by=lead)
    anew = need(topic="exploitation", words=WHY, source="audit", team_id="T1", professional_id="W1", by=lead)
    assert (of_w1.turn, anew.turn) == (0, 1)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"topic": " "}, "what training"),
        ({"words": "short"}, "sentence"),
        ({"source": "rumour"}, "no source"),
        ({"team_id": "T99"}, "team"),
        ({"professional_id": "W99"}, "works here"),
        ({"on": ON + dt.timedelta(days=1)}, "to come"),
    ],
)
def test_a_need_that_says_nothing_is_refused(lead: Account, wrong: dict[str, object], said: str) -> None:
    whole = {"topic": "plans", "words": WHY, "source": "audit", "team_id": "T1", "by": lead, **wrong}
    with pytest.raises(UserError, match=said):
        need(**whole)  # type: ignore[arg-type]
    assert not TrainingNeed.objects.exists()


def test_a_need_leaves_a_line_in_the_log(of_w1: TrainingNeed, lead: Account) -> None:
    entry = AccessEntry.objects.filter(page="training").get()
    assert (entry.account, entry.person_id) == (lead, None)


def test_the_record_of_training_meets_it_and_its_effect_is_looked_for(of_w1: TrainingNeed) -> None:
    row = needs(None, workforce(), evidence())[0]
    assert row.met_on == dt.date(2016, 9, 1)
    assert row.effect is not None
    assert row.effect.before == Share(6, 8), "three unanswered of four, three unargued of four"
    assert row.effect.after == Share(0, 0)
    assert "Too few audits to tell" in row.effect.words


def test_a_need_of_a_team_is_met_when_everybody_of_it_is_trained(lead: Account) -> None:
    need(topic="exploitation", words=WHY, source="training", team_id="T1", by=lead, on=dt.date(2016, 8, 1))
    row = needs(None, workforce(), evidence())[0]
    assert row.is_open, "W2 has not had it"
    assert row.met_by == "1 of 2 trained since"


def test_a_need_that_the_record_met_is_said_anew(of_w1: TrainingNeed, lead: Account) -> None:
    def again(who: str = "W1") -> TrainingNeed:
        return need(
            topic="exploitation", words=WHY, source="audit", team_id="T1", professional_id=who, by=lead,
            on=dt.date(2016, 8, 1),
        )  # fmt: skip

    assert again() == of_w1
    team = again("")
    row = TrainingRecord(
        training_record_id="TR1", professional_id="W1", course="exploitation", completed_on=dt.date(2016, 9, 1)
    )
    write([row], by="a test", why="They were trained", source="a test")
    anew = again()
    assert anew != of_w1
    assert again("") == team, "W2, of the same team, has not had it"


def test_a_statement_meets_it_between_the_day_it_was_raised_and_today(of_w1: TrainingNeed, lead: Account) -> None:
    for wrong in (dt.date(2016, 7, 31), ON + dt.timedelta(days=1)):
        with pytest.raises(UserError, match="between"):
            meet(need=of_w1, on=wrong, words="A day of training.", by=lead)
    meet(need=of_w1, on=ON, words="A day of training.", by=lead)
    assert needs(None, workforce(), evidence())[0].met_on == ON
    with pytest.raises(UserError, match="already"):
        withdraw(need=of_w1, why="It was no need after all", by=lead)


SEEN_ONE_BY_ONE = {
    Persona.AUDITOR: True,  # leads practice
    Persona.DIRECTOR: True,  # leads practice
    Persona.TEAM_MANAGER: True,  # of T1
    Persona.HEAD_OF_SERVICE: True,  # of T1's service
    Persona.REVIEWING_OFFICER: False,
    Persona.ANALYST: False,
    Persona.BOARD_PARTNER: False,
}


@pytest.mark.parametrize(("persona", "sees"), list(SEEN_ONE_BY_ONE.items()))
def test_a_persons_need_is_seen_by_who_answers_for_them_alone(
    of_w1: TrainingNeed, persona: Persona, sees: bool
) -> None:
    browser = browser_of(persona)
    page = browser.get("/improvement/practice/training/").content.decode()
    assert (PRIVATE in page or "Sam Worker, 0-25 Team" in page) == sees
    one = browser.get(f"/improvement/practice/training/{of_w1.pk}/")
    assert one.status_code == (200 if sees else 404)
    listed = browser.get("/improvement/practice/training.csv").content.decode()
    assert (PRIVATE in listed) == sees
    told = seen_by(bearer(make(persona), ON))
    assert told.one("T1", "W1") == sees


def test_a_manager_of_another_team_does_not_see_it(of_w1: TrainingNeed) -> None:
    from sightline.access.actions import add_account, assign

    other = add_account(email="other@avonmere.example", name="Oth Er", by=None)
    assign(account=other, role="team-manager", team_id=site.AWKWARD_TEAM, by=None)
    assert not seen_by(bearer(other, ON)).one("T1", "W1")
    assert seen_by(bearer(other, ON)).one(site.AWKWARD_TEAM, "W3")


@pytest.mark.parametrize("persona", [Persona.BOARD_PARTNER, Persona.ANALYST, Persona.REVIEWING_OFFICER])
def test_pages_of_practice_name_no_worker_to_those_who_answer_for_none(of_w1: TrainingNeed, persona: Persona) -> None:
    browser = browser_of(persona)
    by_team = ("training/suggested/", "training/courses/", "training/screenings/", "training/supervision/")
    for address in (
        *by_team,
        "",
        "training/",
        "themes/",
        "themes/plans/",
        "loops/",
        "audits/",
        "learning/told/",
        "training.csv",
    ):
        page = browser.get(f"/improvement/practice/{address}").content.decode()
        for name in ("Sam Worker", "Mel Manager", "Pat Worker"):
            assert name not in page, f"{address} names {name}"


def test_one_sees_ones_own_and_nobody_elses(lead: Account) -> None:
    need(topic="voice", words=WHY, source="audit", team_id=site.AWKWARD_TEAM, professional_id="W3", by=lead)
    need(topic="exploitation", words=PRIVATE, source="audit", team_id="T1", professional_id="W1", by=lead)
    page = browser_of(Persona.PRACTITIONER).get("/improvement/practice/learning/").content.decode()  # W3
    assert "The child&#x27;s voice" in page or "voice" in page
    assert WHY in page
    assert PRIVATE not in page


def test_nobody_says_of_themselves_that_their_need_was_met(lead: Account) -> None:
    own = need(topic="voice", words=WHY, source="audit", team_id="T1", professional_id="W2", by=lead)
    manager = browser_of(Persona.TEAM_MANAGER)  # W2
    address = f"/improvement/practice/training/{own.pk}/"
    assert "Say that it was met" not in manager.get(address).content.decode()
    said = {"intent": "met", "met-on": "2016-11-14", "met-words": "I read something about it."}
    assert manager.post(address, said).status_code == 404
    assert not TrainingNeed.objects.exclude(statement=None).exists()


def test_a_manager_says_that_their_workers_need_was_met(of_w1: TrainingNeed) -> None:
    manager = browser_of(Persona.TEAM_MANAGER)
    said = {"intent": "met", "met-on": "2016-11-14", "met-words": "Two screenings done together."}
    address = f"/improvement/practice/training/{of_w1.pk}/"
    # the record of training met it on 1 September, but a statement is nearer
    assert manager.post(address, said).status_code == 302
    of_w1.refresh_from_db()
    assert of_w1.statement.words == "Two screenings done together."


def test_courses_missing_are_of_those_in_post(council: Loaded) -> None:
    found = next(each for each in team_coverage(workforce()) if each.required.course == "exploitation")
    assert found.team == site.AWKWARD_TEAM
    assert found.missing == ("W3",)


def test_a_figure_of_so_few_that_it_is_somebodys_is_for_who_answers_for_them(council: Loaded) -> None:
    # of the team W1 alone screened, and two are in post
    for persona, sees in ((Persona.AUDITOR, True), (Persona.TEAM_MANAGER, True), (Persona.BOARD_PARTNER, False)):
        browser = browser_of(persona)
        page = browser.get("/improvement/practice/training/screenings/").content.decode()
        assert ("3 of 4" in page) == sees, persona
        courses = browser.get("/improvement/practice/training/courses/").content.decode()
        assert ('<th scope="row"' in courses and "0-25 Team" in courses) == sees, persona
        listed = browser.get("/improvement/practice/training/by-team.csv").content.decode()
        assert ("0-25 Team" in listed) == sees, persona
