"""Where the child stands, in one to three plain sentences made from the record on the day, and when last seen."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol, TypeVar

from sightline.casework.queries.child.reading import Reading, happened, holds, in_words, meaning, mid_sentence
from sightline.casework.queries.child.responsible import Responsible, open_episode
from sightline.casework.queries.child.staff import DISABLED_CHILDREN
from sightline.casework.queries.child.who import Where, is_born, legal_words
from sightline.record.tables.assessments import Assessment
from sightline.record.tables.care_leavers import CareLeaver
from sightline.record.tables.care_proceedings import CareProceedings
from sightline.record.tables.cin_episodes import CinEpisode
from sightline.record.tables.cin_plans import CinPlan
from sightline.record.tables.cin_visits import CinVisit
from sightline.record.tables.cla_episodes import ClaEpisode
from sightline.record.tables.cla_visits import ClaVisit
from sightline.record.tables.cp_plans import CpPlan
from sightline.record.tables.cp_visits import CpVisit
from sightline.record.tables.early_help_episodes import EarlyHelpEpisode
from sightline.record.tables.ehcp_named_plans import EhcpNamedPlan
from sightline.record.tables.exploitation_screenings import ExploitationScreening
from sightline.record.tables.involvements import Involvement
from sightline.record.tables.legal_statuses import LegalStatus
from sightline.record.tables.missing_episodes import MissingEpisode
from sightline.record.tables.people import Person
from sightline.record.tables.private_fostering_arrangements import PrivateFosteringArrangement
from sightline.web.templatetags.wording import length_of_days

LEAVING = ("Relevant", "Former Relevant", "Qualifying")
RISKS = ("medium", "high")
SCREENED_LATELY = 365  # days


@dataclass(frozen=True, slots=True)
class Flag:
    """Something that must be seen at once, and the colour of its tag."""

    words: str
    colour: str


@dataclass(frozen=True, slots=True)
class LastSeen:
    """When a social worker last saw the child. ``unseen_since``: visits after that, which did not see them."""

    on: dt.date | None
    days: int | None
    alone: bool | None
    by: str
    unseen_since: int
    is_born: bool = True

    @property
    def words(self) -> str:
        """As a sentence; "" for a child not yet born."""
        if not self.is_born:
            return ""
        if self.on is None:
            tried = f" {_times(self.unseen_since)} did not." if self.unseen_since else ""
            return f"No visit in the record says that the child was seen.{tried}"
        how = {True: "alone", False: "not alone", None: "whether alone is not recorded"}[self.alone]
        ago = {0: "today", 1: "yesterday"}.get(self.days or 0, f"{self.days:,} days ago")
        after = f" {_times(self.unseen_since)} since then did not see the child." if self.unseen_since else ""
        return f"Last seen by a social worker {ago}, on {in_words(self.on)}, {how}{self.by}.{after}"


@dataclass(frozen=True, slots=True)
class Status:
    """The sentences, when last seen, and the flags."""

    sentences: tuple[str, ...]
    seen: LastSeen
    flags: tuple[Flag, ...]


def status_of(reading: Reading, responsible: Responsible, where: Where) -> Status:
    """Where the child stands on the day."""
    standing = list(_standing(reading))
    if not standing:
        standing = [_no_case(reading)]
    sentences = [*standing, *_beside(reading)]
    return Status(tuple(sentences), last_seen(reading), tuple(_flags(reading, responsible, where)))


def _standing(reading: Reading) -> Iterator[str]:
    """The main thing first: died, in care, protected, leaving care, in need."""
    day = reading.as_at
    died = next((p.died_on for p in reading.rows(Person) if happened(day, p.died_on)), None)
    if died:
        yield f"Died on {in_words(died)}."
    if care := _latest(reading.rows(ClaEpisode), day):
        yield _in_care(reading, care)
    if plan := _latest(reading.rows(CpPlan), day):
        code = plan.latest_category_code or plan.initial_category_code
        category = mid_sentence(meaning("category_of_abuse", code)) or "not recorded"
        yield f"On a child protection plan{_since(plan.started_on, day)}, category: {category}."
    yield from _leaving(reading)
    if not care and not plan and not died:
        yield from _in_need(reading)


def _in_care(reading: Reading, care: ClaEpisode) -> str:
    day = reading.as_at
    law = [each.legal_status for each in reading.rows(LegalStatus) if holds(day, each.started_on, each.ended_on)]
    under = f", under {_article(mid_sentence(legal_words(law[-1])))}" if law else ", legal status not recorded"
    return f"Looked after{_since(care.entered_care_on or care.started_on, day)}{under}."


def _leaving(reading: Reading) -> Iterator[str]:
    for each in reading.rows(CareLeaver):
        if each.eligibility_code in LEAVING:
            home = meaning("care_leaver_accommodation", each.accommodation_code)
            touch = meaning("care_leaver_in_touch", each.in_touch_code)
            said = [mid_sentence(words) for words in (touch, home) if words]
            kind = mid_sentence(meaning("care_leaver_eligibility", each.eligibility_code))
            yield f"Care leaver ({kind}){': ' + ', '.join(said) if said else ''}."
            return


def _in_need(reading: Reading) -> Iterator[str]:
    day = reading.as_at
    episode = open_episode(reading)
    if episode is None:
        return
    need = mid_sentence(meaning("primary_need", episode.primary_need_code))
    because = f" because of {need}" if need else ""
    if plan := _latest(reading.rows(CinPlan), day):
        yield f"A child in need{because}, on a plan{_since(plan.started_on, day)}."
        return
    assessed = [
        each
        for each in reading.rows(Assessment)
        if each.started_on is not None and each.started_on <= day and not happened(day, each.authorised_on)
    ]
    if assessed:
        yield f"Being assessed{_since(max(each.started_on for each in assessed if each.started_on), day)}{because}."
    else:
        yield f"A case is open{because} since the referral of {in_words(episode.referred_on)}; no plan is recorded."


def _no_case(reading: Reading) -> str:
    day = reading.as_at
    closed = [each for each in reading.rows(CinEpisode) if happened(day, each.closed_on)]
    help_now = any(holds(day, each.started_on, each.ended_on) for each in reading.rows(EarlyHelpEpisode))
    first = "No case is open, but early help is being given" if help_now else "No case is open"
    if not closed:
        return f"{first}; none is recorded before."
    last = max(closed, key=lambda each: each.closed_on or dt.date.min)
    why = mid_sentence(meaning("reason_for_closure", last.close_reason))
    return f"{first}. The last one closed on {in_words(last.closed_on)}{': ' + why if why else ''}."


def _beside(reading: Reading) -> Iterator[str]:
    """What stands beside it: court, the disabled children's service, an education, health and care plan, and so on."""
    day = reading.as_at
    said = []
    if court := _between(reading.rows(CareProceedings), day, "issued_on", "concluded_on"):
        said.append(f"in care proceedings{_since(court, day)}")
    if fostered := _latest(reading.rows(PrivateFosteringArrangement), day):
        said.append(f"privately fostered{_since(fostered.started_on, day)}")
    held = [each for each in reading.rows(Involvement) if holds(day, each.started_on, each.ended_on)]
    teams = reading.staff.teams
    services = [team.service for each in held if (team := teams.get(each.team_id or ""))]
    if DISABLED_CHILDREN in services:
        said.append("with the disabled children's service")
    if plan := _between(reading.rows(EhcpNamedPlan), day, "started_on", "ceased_on"):
        said.append(f"with an education, health and care plan{_since(plan, day)}")
    elif any(person.has_ehc_plan for person in reading.rows(Person)):
        said.append("with an education, health and care plan")
    if said:
        words = "; ".join(said)
        yield f"{words[0].upper()}{words[1:]}."


def _flags(reading: Reading, responsible: Responsible, where: Where) -> Iterator[Flag]:
    day = reading.as_at
    for away in reading.rows(MissingEpisode):
        if holds(day, away.started_on, away.ended_on):
            gone = (day - away.started_on).days if away.started_on else 0
            yield Flag(f"Missing now, {_days(gone)}", "red")
    if responsible.is_unallocated:
        waiting = responsible.days_waiting
        yield Flag("Unallocated" + (f" for {_days(waiting)}" if waiting is not None else ""), "red")
    if held := responsible.held_by_manager:
        yield Flag(f"Held by a manager{f' for {_days(held.days)}' if held.days is not None else ''}", "yellow")
    if _latest(reading.rows(CpPlan), day):
        yield Flag("Child protection plan", "orange")
    if where.is_looked_after:
        yield Flag("Looked after", "blue")
    if where.placement and where.placement.is_out_of_area:
        yield Flag("Placed outside the area", "yellow")
    screened = [s for s in reading.rows(ExploitationScreening) if s.screened_on and s.screened_on <= day]
    if screened:
        last = max(screened, key=lambda each: each.screened_on or dt.date.min)
        if last.level in RISKS and last.screened_on and (day - last.screened_on).days <= SCREENED_LATELY:
            yield Flag(f"Exploitation: {last.level} risk", "red" if last.level == "high" else "orange")


def last_seen(reading: Reading) -> LastSeen:
    """When a visit last saw the child, and how many visits since then did not."""
    day = reading.as_at
    visits: list[CinVisit | CpVisit | ClaVisit] = [
        *reading.rows(CinVisit),
        *reading.rows(CpVisit),
        *reading.rows(ClaVisit),
    ]
    made = [each for each in visits if happened(day, each.visited_on)]
    seen = [each for each in made if each.child_seen]
    last = max(seen, key=lambda each: (each.visited_on or dt.date.min, bool(each.child_seen_alone)), default=None)
    if last is None or last.visited_on is None:
        born = all(is_born(person, day) for person in reading.rows(Person))
        return LastSeen(None, None, None, "", sum(each.child_seen is False for each in made), born)
    after = [
        each
        for each in made
        if each.child_seen is False and each.visited_on is not None and each.visited_on > last.visited_on
    ]
    by = f" (by {reading.staff.name(last.professional_id)})" if last.professional_id else ""
    return LastSeen(last.visited_on, (day - last.visited_on).days, last.child_seen_alone, by, len(after))


class Lasting(Protocol):
    """A row with a beginning and an end; a stretch of care calls its end ``ceased_on``."""

    @property
    def started_on(self) -> dt.date | None:
        """When it began."""


L = TypeVar("L", bound=Lasting)


def _latest(found: list[L], day: dt.date) -> L | None:
    """The row that holds on ``day`` and began last."""
    held = [each for each in found if holds(day, each.started_on, _end(each))]
    return max(held, key=lambda each: each.started_on or dt.date.min, default=None)


def _end(row: object) -> dt.date | None:
    found: dt.date | None = getattr(row, "ended_on", None) or getattr(row, "ceased_on", None)
    return found


def _between(
    found: list[CareProceedings] | list[EhcpNamedPlan], day: dt.date, starts: str, ends: str
) -> dt.date | None:
    """When the row that holds on ``day`` began, by columns of other names."""
    spans: list[tuple[dt.date | None, dt.date | None]] = [(getattr(row, starts), getattr(row, ends)) for row in found]
    return max((start for start, end in spans if start and holds(day, start, end)), default=None)


def _since(start: dt.date | None, day: dt.date) -> str:
    if start is None:
        return ", since when is not recorded"
    long = length_of_days((day - start).days)
    return f" since {in_words(start)} ({long})" if start < day else f" since {in_words(start)}"


def _article(words: str) -> str:
    if words.startswith(("section", "under", "single", "accommodated", "remanded", "placed", "sentenced", "legal")):
        return words
    return f"{'an' if words[0] in 'aeiou' else 'a'} {words}"


def _times(number: int) -> str:
    return "1 visit" if number == 1 else f"{number} visits"


def _days(number: int | None) -> str:
    return "" if number is None else f"{number:,} day{'' if number == 1 else 's'}"
