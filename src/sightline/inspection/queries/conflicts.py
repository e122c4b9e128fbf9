"""Whose file an auditor must not read: a child they hold or held, of a team they work or worked in or know, their own.

A child is *of a team* while an involvement or an episode of need names it. Somebody who moves between teams is kept
from the children their earlier team had while they were in it, and from those it has on the day; not from every child
who ever passed through, or nobody who once worked at the front door could audit at all.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from django.db.models import Q

from sightline.access.models import Account, Assignment, OwnFamily
from sightline.access.roles import ROLES, Reach
from sightline.inspection.models import Member, MockInspection
from sightline.ledger.queries import current

OWN = "own family"
HELD = "holds or held the child"
WORKED = "works or worked in the child’s team"
KNOWS = "knows the child’s team"
Span = tuple[dt.date | None, dt.date | None]


@dataclass(frozen=True, slots=True)
class Conflicts:
    """Why somebody must not read a file, by account and child."""

    of: Mapping[int, Mapping[str, str]] = field(default_factory=dict)

    def why(self, account: Account, person_id: str) -> str:
        """Why ``account`` must not read the child's file, in words; "" where nothing is against it."""
        return self.of.get(account.pk, {}).get(person_id, "")

    def of_everybody(self) -> frozenset[str]:
        """The children whose file none of those asked about may read; nobody where none were."""
        kept = [frozenset(each) for each in self.of.values()]
        return frozenset.intersection(*kept) if kept else frozenset()


def conflicts_of(
    mock: MockInspection, members: Sequence[Member] | None = None, *, among: Collection[str] | None = None
) -> Conflicts:
    """The conflicts of everybody who takes part now, or of ``members``, as at the mock inspection's day. ``among``: the
    children who alone will be asked about, where they are few."""
    if members is None:
        members = list(mock.members.filter(left_at=None).select_related("account"))
    return conflicts_as_at(mock.as_at, members, among)


def conflicts_as_at(as_at: dt.date, members: Sequence[Member], among: Collection[str] | None = None) -> Conflicts:
    """The conflicts of ``members``, saved or not, as at a day. Seven queries, however many people and children."""
    workers = {each.account.professional_id for each in members if each.account.professional_id}
    teams = _teams_of(members, workers)
    known = {team for each in members for team in each.knows_teams}
    rows = _rows(workers, {team for held in teams.values() for team in held} | known, among)
    family = defaultdict(set)
    accounts = [each.account_id for each in members]
    for account, person in OwnFamily.objects.filter(account__in=accounts).values_list("account_id", "person_id"):
        family[account].add(person)
    return Conflicts(
        {
            each.account_id: _against(
                each.account.professional_id,
                teams[each.account_id],
                frozenset(each.knows_teams),
                rows,
                as_at,
                family[each.account_id],
            )
            for each in members
        }
    )


@dataclass(frozen=True, slots=True)
class _Row:
    """A child was somebody's, or a team's, in a span of days."""

    person_id: str
    professional_id: str | None
    team_id: str | None
    span: Span


def _teams_of(members: Sequence[Member], workers: set[str]) -> dict[int, dict[str, list[Span]]]:
    """By account, the teams they work or worked in and when: by the posts of the record and by their roles here.

    Whoever manages a service works in each of its teams. A director manages them all, which keeps them from none: a
    council that wants its director to audit says which teams they know.
    """
    posts = defaultdict(list)
    found = current("posts").filter(professional_id__in=workers).exclude(team_id=None)
    for worker, team, start, end in found.values_list("professional_id", "team_id", "started_on", "ended_on"):
        posts[worker].append((team, (start, end)))
    out: dict[int, dict[str, list[Span]]] = {each.account_id: defaultdict(list) for each in members}
    for each in members:
        for team, span in posts[each.account.professional_id]:
            out[each.account_id][team].append(span)
    services = {team: service for team, service in current("teams").values_list("team_id", "service") if service}
    roles = Assignment.objects.filter(account__in=out).exclude(team_id=None).values_list("account", "team_id", "role")
    for account, team, role in roles:
        manages = role in ROLES and ROLES[role].reach is Reach.SERVICE and team in services
        theirs = [one for one, service in services.items() if service == services[team or ""]] if manages else [team]
        for named in theirs:
            if named:
                out[account][named].append((None, None))
    return out


def _rows(workers: set[str], teams: set[str], among: Collection[str] | None) -> list[_Row]:
    theirs = Q(professional_id__in=workers) | Q(team_id__in=teams)
    if among is not None:
        theirs &= Q(person_id__among=among)
    columns = ("person_id", "professional_id", "team_id")
    held = current("involvements").filter(theirs).values_list(*columns, "started_on", "ended_on")
    episodes = current("cin_episodes").filter(theirs).values_list(*columns, "referred_on", "closed_on")
    found: Iterable[tuple[str | None, str | None, str | None, dt.date | None, dt.date | None]] = [*held, *episodes]
    return [_Row(who, worker, team, (start, end)) for who, worker, team, start, end in found if who]


def _against(
    worker: str | None,
    teams: Mapping[str, list[Span]],
    knows: frozenset[str],
    rows: Sequence[_Row],
    as_at: dt.date,
    family: Iterable[str],
) -> dict[str, str]:
    """By child, the gravest reason."""
    held, worked, known = set(), set(), set()
    for row in rows:
        if worker is not None and row.professional_id == worker:
            held.add(row.person_id)
        if row.team_id is None:
            continue
        if row.team_id in knows and _overlaps(row.span, (as_at, as_at)):
            known.add(row.person_id)
        spans = teams.get(row.team_id)
        if spans and (_overlaps(row.span, (as_at, as_at)) or any(_overlaps(row.span, each) for each in spans)):
            worked.add(row.person_id)
    found: dict[str, str] = {}
    for people, why in ((known, KNOWS), (worked, WORKED), (held, HELD), (family, OWN)):
        found.update(dict.fromkeys(people, why))
    return found


def _overlaps(one: Span, other: Span) -> bool:
    """Whether two spans share a day; an end that is missing is no end, a start that is missing no start."""
    return (one[0] is None or other[1] is None or one[0] <= other[1]) and (
        other[0] is None or one[1] is None or other[0] <= one[1]
    )
