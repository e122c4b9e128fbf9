"""A year of audits of practice: a programme partly kept, loops closed and reopened, needs, and what was learned."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from sightline.access.models import Account
from sightline.access.roles import AUDITOR, PRACTITIONER, REVIEWING_OFFICER, TEAM_MANAGER
from sightline.errors import UserError
from sightline.improvement.actions import practice_audits, practice_learning, practice_loops
from sightline.improvement.actions import training as training_actions
from sightline.improvement.actions.practice_audits import Plan
from sightline.improvement.actions.practice_learning import Note
from sightline.improvement.models import LearnedFrom, LearningNote, Loop, NeedSource, PlannedAudit, Where
from sightline.improvement.themes import GOOD, themes
from sightline.inspection.models import Answered
from sightline.ledger.queries import current
from sightline.record.calendar import add_months

SEED = 2016  # the same files come out for everybody
MONTHLY_FILES = 12
MONTHS_BEFORE, MONTHS_AFTER = 8, 4
SEEN_GOOD = "Read for this alone: the file shows it, dated and with its reason."
SEEN_WEAK = "Looked for through the last six months of the file and not found."


def audit_it(on: dt.date, people: Mapping[str, Account]) -> None:
    """Make it as the principal social worker, with the reviewing officer as the other auditor."""
    lead, other = people.get(AUDITOR.code), people.get(REVIEWING_OFFICER.code)
    if lead is None or other is None or PlannedAudit.objects.exists() or LearningNote.objects.exists():
        return
    _programme(on, lead)
    _loops(on, lead, other)
    _needs(on, lead, people)
    _learning(on, lead, people)


def _month(on: dt.date, number: int) -> dt.date:
    return (add_months(on, number) or on).replace(day=1)


def _programme(on: dt.date, lead: Account) -> None:
    for number in range(-MONTHS_BEFORE, MONTHS_AFTER):
        first, after = _month(on, number), _month(on, number + 1)
        last = after - dt.timedelta(days=1)
        plan = Plan("", "", MONTHLY_FILES, Where.RECORD, starts_on=first, due_on=last, words="The monthly round.")
        practice_audits.plan_audit(plan=plan, by=lead)
    for team in _teams("disability-0-25")[:1]:
        plan = Plan(
            team_id=team,
            theme="management-oversight",
            files=10,
            where=Where.RECORD,
            starts_on=_month(on, -4),
            due_on=_month(on, -1),
            words="Who decides about children whom a manager holds?",
        )
        practice_audits.plan_audit(plan=plan, by=lead)


def _loops(on: dt.date, lead: Account, other: Account) -> None:
    since = add_months(on, -14) or on
    opened = add_months(on, -9) or on
    practice_loops.open_loop(
        theme="plans",
        team_id="",
        words="Plans list services, not what must change. Good: each says what, by when and who.",
        aim=85,
        files=30,
        since=since,
        opened_on=opened,
        by=lead,
    )
    found = _acted_on(on, since)
    for number, (team, theme) in enumerate(found[:3]):
        loop = practice_loops.open_loop(
            theme=theme,
            team_id=team,
            words=f"{themes()[theme].name} in {_team_name(team)}: its audits named it again and again. "
            "Good: the next files read show it without asking.",
            aim=85,
            files=15,
            since=since,
            opened_on=opened,
            by=lead,
        )
        if number < 2:
            _read_again(loop, on, lead, other, good=15 if number == 0 else 10)
    for team in _teams("disability-0-25")[:1]:
        if not Loop.objects.filter(theme="supervision", team_id=team).exists():
            practice_loops.open_loop(
                theme="supervision",
                team_id=team,
                words="Children held by managers are in nobody’s supervision. Good: each is discussed, every month.",
                aim=90,
                files=20,
                since=on,
                opened_on=on,
                by=lead,
            )


def _acted_on(on: dt.date, since: dt.date) -> list[tuple[str, str]]:
    """Teams and themes on which every action raised since was completed a month ago and more, most actions first."""
    audits = current("practice_audits").filter(audited_on__gt=since, audited_on__lte=on).exclude(grade__in=GOOD)
    team_of = dict(audits.values_list("practice_audit_id", "team_id"))
    ready = add_months(on, -2) or on
    counts: dict[tuple[str, str], list[bool]] = {}
    rows = current("audit_actions").filter(raised_on__gte=since, raised_on__lte=on)
    for audit, theme, done in rows.values_list("practice_audit_id", "theme", "completed_on"):
        if team := team_of.get(audit):
            counts.setdefault((team, theme), []).append(done is not None and done < ready)
    found = [(len(done), pair) for pair, done in counts.items() if all(done)]
    chosen: list[tuple[str, str]] = []
    for _, pair in sorted(found, key=lambda each: (-each[0], each[1])):
        if pair[0] not in {team for team, _ in chosen}:
            chosen.append(pair)
    return chosen


def _read_again(loop: Loop, on: dt.date, lead: Account, other: Account, *, good: int) -> None:
    plan = Plan(
        team_id=loop.team_id,
        theme=loop.theme,
        files=15,
        where=Where.HERE,
        starts_on=add_months(on, -1) or on,
        due_on=on,
        auditor=other,
        loop=loop,
    )
    audit = practice_audits.plan_audit(plan=plan, by=lead)
    try:
        practice_audits.draw_files(audit=audit, by=lead, seed=SEED)
    except UserError:  # a very small council: the team has no case to draw
        return
    for number, file in enumerate(audit.drawn.all()):
        is_good = number < good
        practice_audits.answer_file(
            file=file,
            answer=Answered.SOUND if is_good else Answered.WEAK,
            words=SEEN_GOOD if is_good else SEEN_WEAK,
            by=other,
            on=on - dt.timedelta(days=max(0, 20 - number)),
        )


def _needs(on: dt.date, lead: Account, people: Mapping[str, Account]) -> None:
    for team in _teams("leaving-care")[:1]:
        training_actions.need(
            topic="exploitation",
            words="Few who work with care leavers have had training in exploitation, and screenings are not argued.",
            source=NeedSource.SCREENING,
            team_id=team,
            by=lead,
        )
    for team in _teams("disability-0-25")[:1]:
        met = training_actions.need(
            topic="supervision",
            words="Nobody supervises what a manager holds: who supervises, how often, and what is written down.",
            source=NeedSource.SUPERVISION,
            team_id=team,
            by=lead,
            on=add_months(on, -7),
        )
        day = add_months(on, -5) or on
        training_actions.meet(need=met, on=day, words="A morning for everyone who supervises in the team.", by=lead)
    worker = people.get(PRACTITIONER.code)
    manager = people.get(TEAM_MANAGER.code)
    team = _team_of(worker)
    if worker is not None and worker.professional_id and manager is not None and team:
        training_actions.need(
            topic="exploitation",
            words="Two second assessors came to another level: talk through thresholds, then screen one together.",
            source=NeedSource.SCREENING,
            team_id=team,
            professional_id=worker.professional_id,
            by=lead,
        )


def _learning(on: dt.date, lead: Account, people: Mapping[str, Account]) -> None:
    working = (PRACTITIONER.code, TEAM_MANAGER.code, REVIEWING_OFFICER.code)
    first = practice_learning.publish(
        note=Note(
            title="Plans that say what must change",
            words="Of the files read this year, the plans that moved had three things in them: what must be different"
            " for the child, by which day, and who does it. Those that drifted listed services. At the next review,"
            " read the plan aloud to the family and ask what would tell them it had worked.",
            learned_from=LearnedFrom.THEME,
            theme="plans",
            roles=working,
            read_by_on=add_months(on, -1) or on,
        ),
        by=lead,
        on=add_months(on, -2),
    )
    for code in (TEAM_MANAGER.code, REVIEWING_OFFICER.code):
        if (account := people.get(code)) is not None:
            practice_learning.read(note=first, by=account)
    practice_learning.publish(
        note=Note(
            title="A second look at the level of risk",
            words="In one screening in six two people judged the same risk differently. Neither was careless: they had"
            " weighed missing episodes unlike each other. Write down what would have made you judge one level higher.",
            learned_from=LearnedFrom.REVIEW,
            topic="exploitation",
            roles=(PRACTITIONER.code, TEAM_MANAGER.code),
            read_by_on=add_months(on, 1) or on,
        ),
        by=lead,
        on=on,
    )


def _teams(service: str) -> list[str]:
    return sorted(current("teams").filter(service=service).values_list("team_id", flat=True))


def _team_name(team: str) -> str:
    return current("teams").filter(team_id=team).values_list("name", flat=True).first() or team


def _team_of(account: Account | None) -> str:
    if account is None or not account.professional_id:
        return ""
    posts = current("posts").filter(professional_id=account.professional_id, ended_on=None)
    return posts.order_by("-started_on").values_list("team_id", flat=True).first() or ""
