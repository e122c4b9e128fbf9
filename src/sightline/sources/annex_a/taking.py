"""Rows of the lists on their way into the record: keys, codes, and what several lists say of one child."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sightline.record.tables import TABLES
from sightline.sources.annex_a.specification import specification
from sightline.sources.refusals import RefusalLog
from sightline.sources.rows import RecordBuilder
from sightline.sources.values import Value

OTHERWISE_BEFORE = "it differs from what an earlier row says of the same child"
NO_SUCH_CODE = "the record has no word for this code"
UNACCOMPANIED = "Unaccompanied Asylum Seeking Child"
SAYS_NOTHING = "UNKNOWN"  # an ethnicity of the tool of 2024

Row = Mapping[str, Any]


def _everything() -> RecordBuilder:
    every = {name: frozenset(column.name for column in table.columns) for name, table in TABLES.items()}
    return RecordBuilder(every, "Child Unique ID")


@dataclass(slots=True)
class Taking:
    """What was taken so far, and where the row now being taken stands.

    ``episodes``: episodes of need by child and day, since lists 3 and 6 tell of the same ones. ``held``: until when
    each worker or team held a child, None for now. ``plans``: by child, when each plan began and ended.
    """

    log: RefusalLog
    builder: RecordBuilder = field(default_factory=_everything)
    episodes: dict[tuple[str, Value], list[dict[str, Value]]] = field(default_factory=lambda: defaultdict(list))
    plans: dict[str, list[tuple[Value, Value]]] = field(default_factory=lambda: defaultdict(list))
    used: Counter[str] = field(default_factory=Counter)
    number: int = 0
    sheet: str = ""
    line: int = 0
    _to_record: dict[tuple[int, str], Mapping[str, str | None]] = field(default_factory=dict)
    _names: dict[str, dict[str, str]] = field(default_factory=lambda: {"teams": {}, "professionals": {}})
    _people: dict[str, dict[str, Value]] = field(default_factory=dict)
    _disabled: dict[str, bool] = field(default_factory=dict)
    _held: dict[tuple[str, Value, Value], Value] = field(default_factory=dict)

    def put(self, table: str, **values: Value) -> None:
        """A row of the record, made from the row of the list."""
        self.builder.add(table, self.sheet, self.line, values)

    def key(self, person_id: str, what: str, day: Value) -> str:
        """A key from the child's and the day; the second of a kind on one day says so."""
        key = f"{person_id}|{what}|{day}" if isinstance(day, dt.date) else f"{person_id}|{what}"
        self.used[key] += 1
        return key if self.used[key] == 1 else f"{key}|{self.used[key]}"

    def code(self, row: Row, key: str) -> str | None:
        """The record's code for the list's; None for the unknown, and for what the record has no word for."""
        code = row[key]
        if code is None:
            return None
        where = self.number, key
        if where not in self._to_record:
            codes = specification().lists[self.number].column(key).codes
            self._to_record[where] = codes.to_record if codes is not None else {}
        found = self._to_record[where].get(code)
        if found is None:
            column = specification().lists[self.number].column(key)
            if column.codes is not None and code not in (column.codes.unknown, SAYS_NOTHING):
                self.log.add(self.sheet, self.line, column.name, NO_SUCH_CODE, kept_row=True)
        return found

    def flag(self, row: Row, key: str) -> bool | None:
        """Yes, no, or None for not known."""
        return {"true": True, "false": False}.get(self.code(row, key) or "")

    def named(self, table: str, name: str | None) -> str | None:
        """The key of a team or worker known by name; a digest, since a key may stand in an address."""
        if not name:
            return None
        digest = hashlib.blake2b(f"{table}|{name}".encode(), digest_size=8).hexdigest()
        key = f"{'team' if table == 'teams' else 'worker'}-{digest}"
        self._names[table][key] = name
        return key

    def holder(self, row: Row) -> dict[str, str | None]:
        """The team and worker that the row names."""
        team, worker = self.named("teams", row["team"]), self.named("professionals", row["worker"])
        return {"team_id": team, "professional_id": worker}

    def holds(self, row: Row, ended_on: Value) -> None:
        """Who holds the case, or held it last; where one list knows it open and another ended, it is open."""
        holder = self.holder(row)
        if any(holder.values()):
            way = (row["child_id"], holder["team_id"], holder["professional_id"])
            days = [each for each in (self._held.get(way, ended_on), ended_on) if isinstance(each, dt.date)]
            self._held[way] = max(days) if len(days) == 2 else None

    def person(self, row: Row) -> None:
        """What the row says of the child; the first row to say a thing is believed."""
        person_id = row["child_id"]
        is_unborn = row["age"] is not None and row["age"] < 0
        said: dict[str, tuple[str, Value]] = {
            "gender": ("gender", self.code(row, "gender")),
            "ethnicity": ("ethnicity", self.code(row, "ethnicity")),
            "born_on": ("expected_birth_on" if is_unborn else "born_on", row["born_on"]),
        }
        known = self._people.setdefault(person_id, {})
        for key, (name, value) in said.items():
            if value is not None and known.setdefault(name, value) != value:
                heading = specification().lists[self.number].column(key).name
                self.log.add(self.sheet, self.line, heading, OTHERWISE_BEFORE, kept_row=True)
        if "is_disabled" in row and (disabled := self.flag(row, "is_disabled")) is not None:
            self._disabled.setdefault(person_id, disabled)
        key = f"{person_id}|unaccompanied"
        if row.get("is_unaccompanied") == "a" and key not in self.used:
            self.used[key] += 1
            self.put(
                "immigration_statuses",
                immigration_status_id=key,
                person_id=person_id,
                immigration_status=UNACCOMPANIED,
            )

    def episode(self, person_id: str, referred_on: Value) -> dict[str, Value]:
        """A further episode of need of the child, from that day."""
        key = self.key(person_id, "referral", referred_on)
        episode: dict[str, Value] = {"referral_id": key, "person_id": person_id, "referred_on": referred_on}
        self.episodes[person_id, referred_on].append(episode)
        return episode

    def was_on_plan(self, person_id: str, day: Value) -> bool:
        """Whether list 7 has the child on a plan that day."""
        if not isinstance(day, dt.date):
            return False
        return any(
            isinstance(began, dt.date) and began <= day and not (isinstance(ended, dt.date) and ended <= day)
            for began, ended in self.plans.get(person_id, ())
        )

    def put_together(self) -> None:
        """The rows that more than one list told of: children, their episodes of need, who holds them."""
        for person_id, about in self._people.items():
            self.put("people", person_id=person_id, **about)
        for person_id, is_disabled in self._disabled.items():
            code = None if is_disabled else "NONE"  # which disability it is, no list says
            self.put("disabilities", disability_id=f"{person_id}|disability", person_id=person_id, disability_code=code)
        for found in self.episodes.values():
            for each in found:
                self.put("cin_episodes", **each)
        for (person_id, team_id, professional_id), ended_on in self._held.items():
            self.put(
                "involvements",
                involvement_id=self.key(person_id, "allocated", None),
                person_id=person_id,
                role="ALLOCATED",
                team_id=team_id,
                professional_id=professional_id,
                ended_on=ended_on,
            )
        for key, name in self._names["teams"].items():
            self.put("teams", team_id=key, name=name)
        for key, name in self._names["professionals"].items():
            self.put("professionals", professional_id=key, name=name)
