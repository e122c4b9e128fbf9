"""Who needs which training: what was said, what the record suggests, what was done about it and whether it helped.

A person's need is seen by that person, by who manages them, and by who leads practice; everybody else who may read of
practice sees how many there are. :func:`seen_by` is the one place that decides it.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

import pyarrow.compute as pc

from sightline.access.bearer import Bearer
from sightline.access.permissions import Permission
from sightline.casework.queries.tasks import Managed, managed
from sightline.findings.queries.loaded import Loaded, held, remembered
from sightline.improvement.models import NeedSource, TrainingNeed
from sightline.improvement.queries.practice_evidence import Evidence, record_audits
from sightline.improvement.themes import Change, Share, Tally, added, by_team, change, share, themes
from sightline.improvement.training import (
    SCREENINGS,
    Completed,
    Coverage,
    InPost,
    Screened,
    Screening,
    coverage,
    screened,
    shown_by,
    stands_out,
    together,
    topic_name,
)
from sightline.inspection.standing.words import long_date
from sightline.record.calendar import add_months
from sightline.standards.catalogue.workforce import WORKERS_ARE_SUPERVISED_MONTHLY as MONTHLY

LOOKED_BACK = 24  # months of screenings and of audits of one person's files
SUPERVISED = 12  # months of supervision
THIN = 0.75  # of those a course is required of: below it the whole team is offered it; our own figure
FEW = 3  # people: a figure of fewer is as good as a name, and is for who answers for them; our own figure
AT_LEAST = 3  # of something before it is said of one person; our own figure


@dataclass(frozen=True, slots=True)
class Seen:
    """Whose needs somebody may see one by one: of everybody, of some teams, and their own."""

    teams: Managed
    own: str

    def team(self, team_id: str, people: int) -> bool:
        """Whether a team's figure is theirs to see: of a very small team it would be a figure of somebody."""
        return people >= FEW or self.teams.every or team_id in self.teams.teams

    def one(self, team_id: str, professional_id: str) -> bool:
        """Whether a person's need is theirs to see."""
        if not professional_id or self.teams.every or professional_id == self.own:
            return True
        return bool(team_id) and team_id in self.teams.teams


def seen_by(reader: Bearer) -> Seen:
    """What of people's needs ``reader`` may see: everybody's who leads practice, else of teams whose supervision one
    records, and one's own."""
    every = reader.may(Permission.PRACTICE_MANAGE)
    teams = Managed(frozenset(), every=True) if every else managed(reader, Permission.SUPERVISION_RECORD)
    return Seen(teams, reader.account.professional_id or "")


@dataclass(frozen=True, slots=True, eq=False)
class Workforce:
    """What the record says of staff as far as training goes, on one day."""

    on: dt.date
    posts: tuple[InPost, ...]
    completed: Completed
    names: Mapping[str, str]
    screenings: tuple[Screening, ...]
    responses: Mapping[str, tuple[tuple[dt.date, str], ...]]
    supervision: Mapping[str, Share]  # by team: duties of supervision late or missed in the last year
    supervision_of: Mapping[str, Share]  # the same by worker
    audited: Mapping[tuple[str, str], Share]  # by worker and theme: files they held that audits found weak
    allocated: Mapping[str, str]  # the worker who held the file, by the key of the audit
    team_of: Mapping[str, str]  # each worker's team
    agreed: Mapping[tuple[str, str], dt.date]  # by worker and course: when supervision of the last year last agreed it


def workforce() -> Workforce:
    """What the record that this process shows says of staff."""
    return _workforce(held())


@remembered
@lru_cache(maxsize=1)
def _workforce(loaded: Loaded) -> Workforce:
    on, tables = loaded.as_at, loaded.extract.tables
    services = dict(zip(*(tables["teams"][each].to_pylist() for each in ("team_id", "service")), strict=True))
    posts: dict[str, InPost] = {}
    began: dict[str, dt.date] = {}
    columns = ("professional_id", "team_id", "post_type", "started_on", "ended_on")
    for worker, team, kind, start, end in zip(*(tables["posts"][each].to_pylist() for each in columns), strict=True):
        if not worker or start is None or start > on:
            continue
        began[worker] = min(start, began.get(worker, start))
        if end is None or end > on:
            posts[worker] = InPost(worker, team or "", services.get(team) or "", kind or "", start)
    in_post = tuple(InPost(p.worker, p.team, p.service, p.post, began[p.worker]) for p in posts.values())
    completed: dict[tuple[str, str], list[dt.date]] = {}
    of_course = ("professional_id", "course", "completed_on")
    rows = zip(*(tables["training_records"][each].to_pylist() for each in of_course), strict=True)
    for worker, course, day in rows:
        if worker and course and day is not None and day <= on:
            completed.setdefault((worker, course), []).append(day)
    after = add_months(on, -LOOKED_BACK) or dt.date.min
    screenings, responses = _screenings(loaded, after)
    by_team, by_worker = _supervision(loaded)
    audited, allocated = _audited(loaded, after)
    return Workforce(
        on=on,
        posts=in_post,
        completed=completed,
        names={key: each.name or key for key, each in loaded.people.workers.items()},
        screenings=screenings,
        responses=responses,
        supervision=by_team,
        supervision_of=by_worker,
        audited=audited,
        allocated=allocated,
        team_of={each.worker: each.team for each in in_post},
        agreed=_agreed(loaded, completed),
    )


def _agreed(loaded: Loaded, completed: Completed) -> dict[tuple[str, str], dt.date]:
    """Training that sessions of the last year agreed and that the worker has not completed since, by worker and course;
    with the day on which it was agreed last."""
    after = add_months(loaded.as_at, -SUPERVISED) or dt.date.min
    columns = ("professional_id", "training_agreed", "held_on")
    table = loaded.extract.tables["supervisions"].select(columns).drop_null()
    found: dict[tuple[str, str], dt.date] = {}
    for worker, course, day in zip(*(table[each].to_pylist() for each in columns), strict=True):
        if after < day <= loaded.as_at:
            found[worker, course] = max(day, found.get((worker, course), day))
    return {key: day for key, day in found.items() if not any(done >= day for done in completed.get(key, ()))}


def _screenings(
    loaded: Loaded, after: dt.date
) -> tuple[tuple[Screening, ...], dict[str, tuple[tuple[dt.date, str], ...]]]:
    """Screenings and what answered them, of two years more than are looked at, for what came before a need."""
    since = add_months(after, -LOOKED_BACK) or dt.date.min
    table = loaded.extract.tables["exploitation_screenings"]
    table = table.filter(pc.greater(table["screened_on"], since))
    columns = (
        "exploitation_screening_id", "screened_on", "professional_id", "level", "has_analysis", "second_of_id",
        "agrees_with_first",
    )  # fmt: skip
    found = tuple(
        Screening(key, on, worker or "", level or "", argued, second or "", agrees)
        for key, on, worker, level, argued, second, agrees in zip(
            *(table[each].to_pylist() for each in columns), strict=True
        )
    )
    table = loaded.extract.tables["exploitation_responses"]
    table = table.filter(pc.greater(table["responded_on"], since))
    responses: dict[str, tuple[tuple[dt.date, str], ...]] = {}
    of_response = ("exploitation_screening_id", "responded_on", "response_type")
    for key, day, kind in zip(*(table[each].to_pylist() for each in of_response), strict=True):
        if key:
            responses[key] = (*responses.get(key, ()), (day, kind or ""))
    return found, responses


def _supervision(loaded: Loaded) -> tuple[dict[str, Share], dict[str, Share]]:
    """Supervision that fell due in the last year: what was late or never held, by team and by worker."""
    import numpy as np

    from sightline.findings.standing import number

    duties = loaded.standing.duties(MONTHLY.code)
    on = number(loaded.as_at)
    first = number(add_months(loaded.as_at, -SUPERVISED) or loaded.as_at)
    due = (duties.due > first) & (duties.due <= on) & (duties.ended > duties.due)
    missed = due & (duties.done > duties.due)
    teams: dict[str, Share] = {}
    workers: dict[str, Share] = {}
    for place in np.unique(duties.team[due]).tolist():
        if place >= 0:
            of = due & (duties.team == place)
            teams[duties.teams[place]] = Share(int((missed & of).sum()), int(of.sum()))
    for place in np.unique(duties.subject[due]).tolist():
        of = due & (duties.subject == place)
        workers[loaded.standing.subjects[place][1]] = Share(int((missed & of).sum()), int(of.sum()))
    return teams, workers


def _audited(loaded: Loaded, after: dt.date) -> tuple[dict[tuple[str, str], Share], dict[str, str]]:
    """Whose files were audited: by the worker allocated on the day of the audit."""
    audits = [each for each in record_audits(loaded) if after < each.finding.on <= loaded.as_at and each.grade]
    wanted = {each.person_id for each in audits}
    table = loaded.extract.tables["involvements"]
    table = table.filter(pc.and_(pc.equal(table["role"], "ALLOCATED"), pc.is_in(table["person_id"], _set(wanted))))
    spans: dict[str, list[tuple[dt.date, dt.date, str]]] = {}
    columns = ("person_id", "professional_id", "started_on", "ended_on")
    for person, worker, start, end in zip(*(table[each].to_pylist() for each in columns), strict=True):
        if worker and start is not None:
            spans.setdefault(person, []).append((start, end or dt.date.max, worker))
    counts: dict[tuple[str, str], list[int]] = {}
    allocated: dict[str, str] = {}
    for each in audits:
        holder = next(
            (who for start, end, who in spans.get(each.person_id, ()) if start <= each.finding.on < end), None
        )
        if holder is None:
            continue
        allocated[each.key] = holder
        for theme in each.finding.asked:
            tally = counts.setdefault((holder, theme), [0, 0])
            tally[0] += theme in each.finding.weak
            tally[1] += 1
    return {key: Share(*tally) for key, tally in counts.items()}, allocated


def _set(values: Iterable[str]) -> object:
    import pyarrow as pa

    return pa.array(sorted(values), pa.string())


@dataclass(frozen=True, slots=True)
class Suggested:
    """What the record suggests, for somebody to say or not. ``words`` hold the figure and its interval."""

    topic: str
    words: str
    source: NeedSource
    team_id: str
    professional_id: str = ""

    @property
    def name(self) -> str:
        """The topic in words."""
        return topic_name(self.topic)


@remembered
@lru_cache(maxsize=1)
def team_coverage(staff: Workforce) -> tuple[Coverage, ...]:
    """Every team and course, the thinnest cover first."""
    return tuple(coverage(staff.posts, staff.completed, staff.on))


def suggested(staff: Workforce, found: Evidence) -> list[Suggested]:
    """What the record suggests of teams, then of people, then of teams short of courses."""
    teams = _of_teams(staff, found)
    of_courses = [each for each in teams if each.source is NeedSource.TRAINING]
    return [*(each for each in teams if each not in of_courses), *_of_people(staff), *of_courses]


def _of_teams(staff: Workforce, found: Evidence) -> list[Suggested]:
    out = []
    middle = add_months(staff.on, -12) or dt.date.min
    recent = [each for each in found.findings if middle < each.on <= staff.on and each.stands_for_all]
    every, of_teams = Tally(recent), {team: Tally(mine) for team, mine in by_team(recent).items()}
    for theme in themes().values():
        council = every.share(theme.code)
        for team, tally in of_teams.items():
            own = tally.share(theme.code)
            if team and stands_out(own, council):
                words = f"Audits of the last year found {theme.name.lower()} weak in {own.words} of this team’s files."
                out.append(Suggested(theme.code, words, NeedSource.AUDIT, team))
    by_worker = screened_by(staff)
    everybody = together(by_worker.values())
    for team, of_team in screened_by_team(staff, by_worker).items():
        for words in _amiss(of_team, everybody):
            out.append(Suggested("exploitation", words, NeedSource.SCREENING, team))
            break
    council = added(staff.supervision.values())
    for team, own in staff.supervision.items():
        if team and stands_out(own, council):
            words = f"Of supervision due in the last year {own.words} was late or not held."
            out.append(Suggested("supervision", words, NeedSource.SUPERVISION, team))
    for (team, course), workers in sorted(agreed_by_team(staff).items()):
        if len(workers) >= FEW:
            words = f"Supervision of the last year agreed it with {len(workers)} people who have not had it since."
            out.append(Suggested(course, words, NeedSource.SUPERVISION, team))
    for thin in team_coverage(staff):
        if thin.missing and (thin.share.rate or 0.0) < THIN:
            words = f"{thin.share.found} of {thin.share.of} whose post requires it have it. {thin.required.source}"
            out.append(Suggested(thin.required.course, words, NeedSource.TRAINING, thin.team))
    return out


def _amiss(own: Screened, council: Screened) -> Iterable[str]:
    """What stands out of a team's screenings, gravest first."""
    if stands_out(own.unanswered, council.unanswered):
        yield f"{own.unanswered.words} screenings at medium or high risk had no response of the kind asked in time."
    if stands_out(own.disagree, council.disagree):
        yield f"{own.disagree.words} second assessors came to another level."
    if stands_out(own.unargued, council.unargued):
        yield f"{own.unargued.words} screenings did not argue their judgement."


def _of_people(staff: Workforce) -> list[Suggested]:
    out = []
    team_of = staff.team_of
    for worker, each in sorted(screened_by(staff).items()):
        if worker not in team_of or each.worst.found < AT_LEAST:
            continue
        words = (
            f"In two years {each.disagree.found} of {each.disagree.of} second assessments came to another level,"
            f" {each.unanswered.found} of {each.unanswered.of} medium or high levels had no response in time, and"
            f" {each.unargued.found} of {each.unargued.of} judgements were not argued."
        )
        out.append(Suggested("exploitation", words, NeedSource.SCREENING, team_of[worker], worker))
    for (worker, theme), own in sorted(staff.audited.items()):
        if worker in team_of and own.found >= AT_LEAST:
            words = f"In two years audits found {themes()[theme].name.lower()} weak in {own.found} of {own.of} files."
            out.append(Suggested(theme, words, NeedSource.AUDIT, team_of[worker], worker))
    for worker, own in sorted(staff.supervision_of.items()):
        if worker in team_of and own.found >= AT_LEAST:
            words = (
                f"{own.found} of {own.of} supervisions due in the last year were late or not held: ask who supervises."
            )
            out.append(Suggested("supervision", words, NeedSource.SUPERVISION, team_of[worker], worker))
    for (worker, course), on in sorted(staff.agreed.items()):
        if worker in team_of:
            words = f"Agreed in supervision on {long_date(on)}; no record of it since."
            out.append(Suggested(course, words, NeedSource.SUPERVISION, team_of[worker], worker))
    return out


def agreed_by_team(staff: Workforce) -> dict[tuple[str, str], list[str]]:
    """By the team that each worker is in now and by course: with whom supervision agreed training they still lack."""
    found: dict[tuple[str, str], list[str]] = {}
    for (worker, course), _ in sorted(staff.agreed.items()):
        if team := staff.team_of.get(worker):
            found.setdefault((team, course), []).append(worker)
    return found


@remembered
@lru_cache(maxsize=1)
def screened_by(staff: Workforce) -> Mapping[str, Screened]:
    """By worker, screenings of the last two years."""
    after = add_months(staff.on, -LOOKED_BACK) or dt.date.min
    return screened(staff.screenings, staff.responses, staff.on, after=after)


def people_screening(staff: Workforce, by_worker: Mapping[str, Screened]) -> dict[str, int]:
    """By team, how many people now in it screened."""
    return Counter(team for worker in by_worker if (team := staff.team_of.get(worker)))


def screened_by_team(staff: Workforce, by_worker: Mapping[str, Screened]) -> dict[str, Screened]:
    """By the team that each worker is in now."""
    parts: dict[str, list[Screened]] = {}
    for worker, each in by_worker.items():
        if team := staff.team_of.get(worker):
            parts.setdefault(team, []).append(each)
    return {team: together(each) for team, each in parts.items()}


@dataclass(frozen=True, slots=True)
class Effect:
    """What changed after a need was met. ``of``: in what it is looked for, in words."""

    of: str
    before: Share | None
    after: Share | None
    change: Change | None

    @property
    def words(self) -> str:
        """As it reads."""
        if self.before is None or self.after is None or self.change is None:
            return self.of
        return f"{self.of}: before {self.before.words}, since {self.after.words}. {self.change}."


@dataclass(frozen=True, slots=True)
class NeedRow:
    """A need with how it stands. ``met_on``: None while it is not met; ``met_by``: how, in words."""

    need: TrainingNeed
    topic: str
    team: str
    person: str
    met_on: dt.date | None
    met_by: str
    effect: Effect | None

    @property
    def is_open(self) -> bool:
        """Whether it is still to be met."""
        return self.met_on is None and self.need.withdrawn_at is None


def needs(seen: Seen | None, staff: Workforce, found: Evidence) -> list[NeedRow]:
    """The needs somebody may see (None: every one, for counting), those open first, the oldest first. One query."""
    rows = []
    for each in TrainingNeed.objects.select_related("by", "statement").order_by("raised_on", "pk"):
        if seen is None or seen.one(each.team_id, each.professional_id):
            rows.append(_row(each, staff, found))
    return sorted(rows, key=lambda each: (not each.is_open, each.need.raised_on, each.need.pk))


def _row(need: TrainingNeed, staff: Workforce, found: Evidence) -> NeedRow:
    met_on, met_by = _met(need, staff)
    return NeedRow(
        need=need,
        topic=topic_name(need.topic),
        team=found.team_name(need.team_id),
        person=staff.names.get(need.professional_id, need.professional_id) if need.professional_id else "",
        met_on=met_on,
        met_by=met_by,
        effect=_effect(need, met_on, staff, found) if met_on is not None else None,
    )


def _met(need: TrainingNeed, staff: Workforce) -> tuple[dt.date | None, str]:
    """When a need was met: by what somebody states, else by the record of training of everybody it is about."""
    statement = getattr(need, "statement", None)
    if statement is not None:
        return statement.on, statement.words
    if need.professional_id:
        workers = [need.professional_id]
    else:
        workers = [each.worker for each in staff.posts if need.team_id and each.team == need.team_id]
    days = [
        next((day for day in sorted(staff.completed.get((worker, need.topic), ())) if day >= need.raised_on), None)
        for worker in workers
    ]
    done = [day for day in days if day is not None]
    if not days or len(done) < len(days):
        return None, f"{len(done)} of {len(days)} trained since" if need.team_id and not need.professional_id else ""
    return max(done), "The record of training shows it" + (f", of all {len(done)}" if len(done) > 1 else "")


def _effect(need: TrainingNeed, met_on: dt.date, staff: Workforce, found: Evidence) -> Effect:
    """The twelve months before a need was met beside the time since, at most twelve months."""
    where = shown_by(need.topic)
    start, until = add_months(met_on, -12) or dt.date.min, min(add_months(met_on, 12) or staff.on, staff.on)
    if not where:
        return Effect("Nothing on the record shows whether it helped", None, None, None)
    if where == SCREENINGS:
        who = (
            {need.professional_id}
            if need.professional_id
            else {each.worker for each in staff.posts if need.team_id in ("", each.team)}
        )
        before, after = (
            _together_of(screened(staff.screenings, staff.responses, to, after=since), who)
            for since, to in ((start, met_on), (met_on, until))
        )
        return Effect("Screenings with something amiss", before, after, change(before, after))
    mine = [each for each in found.findings if each.stands_for_all and need.team_id in ("", each.team)]
    before = share([each for each in mine if start < each.on <= met_on], where)
    after = share([each for each in mine if met_on < each.on <= until], where)
    name = f"The team’s audits that found {themes()[where].name.lower()} weak"
    return Effect(name, before, after, change(before, after))


def _together_of(by_worker: Mapping[str, Screened], who: set[str]) -> Share:
    return together(each for worker, each in by_worker.items() if worker in who).worst
