"""What was done about the children concerned, by the quarter: supervision, decisions, audits, complaints, contacts.

A row of one child would name the child to whoever knows the day, so rows are counted by the quarter, and only those of
children who were concerned on the day of the row. A quarter of fewer than five children says so and nothing more, and
of more children no part under five is told, nor so large a part that what is left of the whole is under five.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from sightline.findings.queries.loaded import Loaded
from sightline.findings.standing import number
from sightline.improvement.inquiries import Event, Tier
from sightline.improvement.inquiry_breaches import Breaches
from sightline.improvement.inquiry_few import FEW, FEWER, tally
from sightline.improvement.inquiry_rows import About, Post, about, column_at, posts
from sightline.improvement.queries.inquiry_scope import Scope
from sightline.inspection.standing.clocks import date_of
from sightline.inspection.standing.words import long_date
from sightline.record.codes import CODE_SETS

Say = Callable[[Loaded, Scope, About], tuple[Tier, str]]


@dataclass(frozen=True, slots=True)
class Source:
    """One table of the record: the day its rows are of, what they are called, and how a quarter of them is said."""

    table: str
    day: str
    kind: str
    say: Say
    of_a_few: str


def quarter_events(loaded: Loaded, scope: Scope, concerned: Breaches) -> list[Event]:
    """An event for each quarter and table in which there is anything."""
    found = []
    for source in SOURCES:
        rows = about(loaded, source.table, source.day, concerned, scope.first, scope.last)
        for ends_on, part in _by_quarter(rows, scope.last):
            tier, words = source.say(loaded, scope, part)
            if words and _children(part) < FEW:
                words = source.of_a_few
            if words:
                said = f"In the quarter to {long_date(ends_on)}: {words}"
                found.append(Event(ends_on, None, tier, source.kind, said, f"The record: {source.table}"))
    return found


def _by_quarter(rows: About, last: dt.date) -> Iterator[tuple[dt.date, About]]:
    quarter = (rows.day.astype("datetime64[D]").astype("datetime64[M]").astype(np.int64)) // 3
    for each in np.unique(quarter):
        here = quarter == each
        year, part = divmod(int(each) * 3 + 3, 12)
        ends_on = dt.date(1970 + year, part + 1, 1) - dt.timedelta(days=1)
        yield min(ends_on, last), About(rows.place[here], rows.subject[here], rows.day[here])


def _children(rows: About) -> int:
    return len(np.unique(rows.subject))


def _counted(number_of: int, one: str, many: str) -> str:
    return f"{number_of:,} {one if number_of == 1 else many}"


def _of_them(rows: About) -> str:
    return f"{_counted(_children(rows), 'child', 'children')} concerned"


def _rows(rows: About, many: str) -> str:
    """Rows of five children or more are five or more."""
    return f"{len(rows):,} {many}"


def _part(part: int, whole: int) -> str:
    """A part of rows, told so that neither it nor what is left of the whole is a number under five."""
    if part in (0, whole):
        return "none" if part == 0 else "all"
    if part < FEW:
        return FEWER
    return f"all but {FEWER}" if whole - part < FEW else f"{part:,}"


def _discussed(loaded: Loaded, scope: Scope, rows: About) -> tuple[Tier, str]:
    actions = column_at(loaded, "case_supervisions", "has_actions", rows.place)
    with_actions = sum(each is True for each in actions)
    return Tier.TEAM_MANAGER, (
        f"{_of_them(rows)} were discussed in supervision, {_rows(rows, 'times')}; of those times actions were recorded "
        f"in {_part(with_actions, len(rows))}."
    )


def _decided(loaded: Loaded, scope: Scope, rows: About) -> tuple[Tier, str]:
    who = column_at(loaded, "management_decisions", "professional_id", rows.place)
    reasons = column_at(loaded, "management_decisions", "has_rationale", rows.place)
    staff = posts(loaded)
    found = [
        staff.on(worker if isinstance(worker, str) else None, int(day))
        for worker, day in zip(who, rows.day, strict=True)
    ]
    by = Counter(each.words if each else "nobody in a post on record" for each in found)
    tier = max((_manages(each) for each in found), key=list(Tier).index)
    reasoned = sum(each is True for each in reasons)
    return tier, (
        f"{_rows(rows, 'management decisions')} about {_of_them(rows)} (by {tally(by)}); the reason was recorded in "
        f"{_part(reasoned, len(rows))}."
    )


def _audited(loaded: Loaded, scope: Scope, rows: About) -> tuple[Tier, str]:
    grades = _named(column_at(loaded, "practice_audits", "grade", rows.place), "audit_grade")
    themes = _named(column_at(loaded, "practice_audits", "theme", rows.place), "audit_theme")
    return Tier.HEAD, (f"{_rows(rows, 'files')} of children concerned audited ({grades}); main weakness: {themes}.")


def _acted(loaded: Loaded, scope: Scope, rows: About) -> tuple[Tier, str]:
    done = column_at(loaded, "audit_actions", "completed_on", rows.place)
    completed = sum(isinstance(each, dt.date) and each <= scope.last for each in done)
    return Tier.HEAD, (
        f"{_rows(rows, 'actions')} from audits of children concerned; completed by {long_date(scope.last)}: "
        f"{_part(completed, len(rows))}."
    )


def _complained(loaded: Loaded, scope: Scope, rows: About) -> tuple[Tier, str]:
    answered = column_at(loaded, "complaints", "responded_on", rows.place)
    learned = column_at(loaded, "complaints", "learning_recorded_on", rows.place)
    unanswered = sum(not (isinstance(each, dt.date) and each <= scope.last) for each in answered)
    recorded = sum(isinstance(each, dt.date) and each <= scope.last for each in learned)
    return Tier.HEAD, (
        f"{_rows(rows, 'complaints')} about {_of_them(rows)}; without an answer by {long_date(scope.last)}: "
        f"{_part(unanswered, len(rows))}; without anything learned recorded: {_part(len(rows) - recorded, len(rows))}."
    )


def _contacted(loaded: Loaded, scope: Scope, rows: About) -> tuple[Tier, str]:
    """Contacts about an open case alone: any other is for the front door to decide."""
    case = column_at(loaded, "contacts", "referral_id", rows.place)
    answered = column_at(loaded, "contacts", "responded_on", rows.place)
    is_open = np.array([episode is not None for episode in case], bool)
    pairs = [each for each, is_one in zip(answered, is_open, strict=True) if is_one]
    silent = sum(not (isinstance(each, dt.date) and each <= scope.last) for each in pairs)
    if not silent:
        return Tier.PRACTITIONER, ""
    if len(np.unique(rows.subject[is_open])) < FEW:
        return Tier.PRACTITIONER, CONTACTS_OF_A_FEW
    return Tier.PRACTITIONER, (
        f"of {len(pairs):,} contacts by parents and professionals about open cases of children concerned, with no "
        f"answer on record by {long_date(scope.last)}: {_part(silent, len(pairs))}."
    )


def _named(values: Sequence[object], codes: str) -> str:
    meanings = CODE_SETS[codes].meanings
    counts = Counter(meanings.get(each, each) if isinstance(each, str) else "not recorded" for each in values)
    return tally(Counter({f"{name[0].lower()}{name[1:]}": count for name, count in counts.items()}))


CONTACTS_OF_A_FEW = (
    f"contacts by parents and professionals about open cases of {FEWER} children concerned had no answer on record."
)
SOURCES = (
    Source(
        "case_supervisions",
        "held_on",
        "Case supervision",
        _discussed,
        f"{FEWER} children concerned were discussed in supervision.",
    ),
    Source(
        "management_decisions",
        "decided_on",
        "Management decision",
        _decided,
        f"there were management decisions about {FEWER} children concerned.",
    ),
    Source("practice_audits", "audited_on", "Audit", _audited, f"files of {FEWER} children concerned were audited."),
    Source(
        "audit_actions",
        "raised_on",
        "Audit action",
        _acted,
        f"actions were raised from audits of {FEWER} children concerned.",
    ),
    Source(
        "complaints",
        "received_on",
        "Complaint",
        _complained,
        f"there were complaints about {FEWER} children concerned.",
    ),
    Source("contacts", "contacted_on", "Contact unanswered", _contacted, CONTACTS_OF_A_FEW),
)


def supervision_events(loaded: Loaded, scope: Scope, holders: frozenset[str]) -> list[Event]:
    """Supervision sessions of ``holders``, who held children concerned, by the quarter and the supervisor's tier."""
    staff = posts(loaded)
    rows = loaded.extract.tables["supervisions"].select(["professional_id", "supervisor_id", "held_on"]).to_pylist()
    tally: dict[tuple[dt.date, Tier], list[Post | None]] = {}
    for row in rows:
        on = row["held_on"]
        if row["professional_id"] not in holders or on is None or not scope.first <= on <= scope.last:
            continue
        post = staff.on(row["supervisor_id"], number(on))
        tier = _manages(post)
        tally.setdefault((_quarter_end(on, scope.last), tier), []).append(post)
    found = []
    for (ends_on, tier), sessions in sorted(tally.items()):
        by = Counter(each.words if each else "nobody in a post on record" for each in sessions)
        words = (
            f"In the quarter to {long_date(ends_on)}: staff who held children concerned at some time had "
            f"{_counted(len(sessions), 'supervision session', 'supervision sessions')} with somebody at this tier "
            f"({', '.join(f'{post} {count:,}' for post, count in by.most_common())}). What was said of these children "
            "is not in the record of a session."
        )
        found.append(Event(ends_on, None, tier, "Supervision session", words, "The record: supervisions"))
    return found


def _manages(post: Post | None) -> Tier:
    """The tier of a post that supervises or decides: whoever does either manages."""
    return Tier.TEAM_MANAGER if post is None or post.tier is Tier.PRACTITIONER else post.tier


@lru_cache(maxsize=1 << 14)  # one answer for each day asked about, of which a decade has some thousands
def _quarter_end(on: dt.date, last: dt.date) -> dt.date:
    first = number(dt.date(on.year, (on.month - 1) // 3 * 3 + 1, 1))
    later = date_of(first + 100)
    return min(dt.date(later.year, later.month, 1) - dt.timedelta(days=1), last)
