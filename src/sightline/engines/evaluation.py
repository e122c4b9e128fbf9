"""A record evaluated: obligations as numbers in a database, and the questions asked of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from threading import Lock

import duckdb
import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from sightline.engines.base import OBLIGATIONS
from sightline.engines.history import History
from sightline.engines.load import Names
from sightline.engines.lower.calendar import NO_TEAM, day_number
from sightline.engines.lower.marks import filled
from sightline.engines.lower.plan import Plan
from sightline.engines.lower.sql import queries
from sightline.engines.numbered import Numbered, days_of
from sightline.engines.responsibility import responsible, with_team
from sightline.sources.extract import Extract
from sightline.standards.lasting import WINDOW_DAYS, outlasts_the_window
from sightline.standards.obligations import SubjectKind, Verdict

DIALECT = "duckdb"
COLUMNS = ("standard", "subject", "ref", "since", "due", "done_on", "ended_on")
DATES = ("since", "due", "done_on", "ended_on")
EVERYTHING = "true"
VERDICTS = pa.array(list(Verdict), pa.string())


class Counted(StrEnum):
    """What an obligation may count as on a day; a column of :meth:`Evaluation.counts` each."""

    DUE = "due"
    MET = "met"
    BREACHED_OPEN = "breached_open"
    BREACHED_LATE = "breached_late"
    NOT_YET_DUE = "not_yet_due"
    UNKNOWN = "unknown"


class Evaluation:
    """Every obligation of the assessable ``standards`` over one extract. Nothing is a Python object until asked for.

    May be asked from several threads. Tables come back as Arrow, in no particular order unless said. Standards are
    named by code; one that is not among ``standards`` has no rows.
    """

    def __init__(
        self,
        connection: duckdb.DuckDBPyConnection,
        extract: Extract,
        plan: Plan,
        names: Names,
        evaluated: pa.Table,
    ) -> None:
        """``evaluated`` holds the obligations as numbers (:data:`COLUMNS`)."""
        self.standards = tuple(each for number, each in enumerate(plan.standards) if number not in plan.left_out)
        self._planned = plan.standards
        self._connection = connection
        self._extract = extract
        self._names = names
        self._codes = pa.array([each.code for each in self._planned], pa.string())
        self._numbers = {each.code: number for number, each in enumerate(self._planned)}
        self._fading = np.array([not outlasts_the_window(each) for each in self._planned], dtype=bool)
        self._team_names: pa.Array = pa.array([], pa.string())
        self._is_attributed = False
        self._lock = Lock()
        no_team = pa.array(np.full(len(evaluated), NO_TEAM, dtype=np.int32))
        self._evaluated = evaluated.append_column("team", no_team)
        columns = list(dict.fromkeys(each.subject for each in self._planned))
        starts = dict(zip(columns, np.cumsum([0, *(len(names.keys[each]) for each in columns)]), strict=False))
        self._subjects = pa.chunked_array([names.keys[each] for each in columns], type=pa.string())
        self._subject_starts = np.array([starts[each.subject] for each in self._planned], dtype=np.int64)

    def __len__(self) -> int:
        """How many obligations there are."""
        return int(self._evaluated.num_rows)

    def obligations(self, standards: Sequence[str] | None = None) -> pa.Table:
        """Every obligation of ``standards`` (default: all), in schema :data:`~sightline.engines.base.OBLIGATIONS`."""
        return self._named(self._rows(self._of(standards))).select(OBLIGATIONS.names)

    def obligations_with_team(self, standards: Sequence[str] | None = None) -> pa.Table:
        """The same with ``team``: the key of the team each is counted under, empty where none is.

        The team on the day an obligation fell due, failing that on the day it began
        (:func:`sightline.engines.responsibility.responsible` says which team that is).
        """
        self.attribute()
        return self._named(self._rows(self._of(standards)))

    def encoded(self) -> pa.Table:
        """:meth:`obligations_with_team` with its texts dictionary-encoded: the same values, and no text is copied."""
        self.attribute()
        rows = self._rows(EVERYTHING)
        standards = rows["standard"].to_numpy()
        subjects = (rows["subject"].to_numpy() + self._subject_starts[standards]).astype(np.int32)
        codes = self._codes
        kinds = pa.array(list(self._kinds()), pa.string())
        data = {
            "standard": pa.DictionaryArray.from_arrays(pa.array(standards), codes),
            "subject_kind": pa.DictionaryArray.from_arrays(pa.array(standards), kinds),
            "subject": pa.DictionaryArray.from_arrays(pa.array(subjects), self._subjects.combine_chunks()),
            "ref": pa.DictionaryArray.from_arrays(_places(rows["ref"]), self._names.refs.combine_chunks()),
        }
        data |= {date: rows[date].cast(pa.date32()) for date in DATES}
        teams = pa.concat_arrays([pa.array([""]), self._team_names])
        data["team"] = pa.DictionaryArray.from_arrays(pc.add(_places(rows["team"]), 1), teams)
        return pa.table(data)

    def numbered(self) -> Numbered:
        """:meth:`encoded` for counting: the same rows in the same order as whole numbers, and no text is touched."""
        self.attribute()
        rows = self._evaluated
        numbers = {name: _whole_column(rows[name]) for name in ("standard", "subject", "team")}
        starts = self._subject_starts.astype(np.int32)
        return Numbered(
            self._codes,
            self._subjects.combine_chunks(),
            self._team_names,
            numbers["standard"],
            numbers["subject"] + starts[numbers["standard"]],
            numbers["team"],
            *days_of(rows, DATES),
        )

    def for_subject(self, subject: str, kind: SubjectKind = SubjectKind.CHILD) -> pa.Table:
        """Every obligation owed to or held by one subject, with ``team``."""
        self.attribute()
        columns = {each.subject for each in self._planned if each.subject_kind is kind}
        numbers = {column: self._names.number(column, subject) for column in columns}
        named = [
            f"(standard = {number} AND subject = {numbers[each.subject]})"
            for number, each in enumerate(self._planned)
            if each.subject_kind is kind and numbers[each.subject] is not None
        ]
        return self._named(self._rows(" OR ".join(named) or "false"))

    def counts(self, as_at: dt.date, window_days: int = WINDOW_DAYS, *, by_team: bool = False) -> pa.Table:
        """One row a standard (and team): how its obligations stood at the end of the day ``as_at``.

        Only obligations that had begun by then count. The window is the ``window_days`` days up to and including
        ``as_at``. ``met``: fell due in the window and met. ``breached_open``: an open breach on the day that is
        still owed, whenever it fell due (:func:`~sightline.standards.lasting.is_owed_on`). ``breached_late``: fell due
        in the window, breached, and no longer open: done late, or the duty lapsed undone. ``due`` is the sum of these
        three; what lapsed before it fell due was never owed and is in none. ``not_yet_due``: that verdict, and the duty
        still runs. ``unknown``: that verdict, and began in the window or at no known time. ``subjects``: how many
        distinct subjects have an obligation among ``breached_open`` or ``breached_late``.

        Columns ``standard``, with ``by_team`` ``team``, then the seven counts. A standard (or pair) of which
        nothing counts has no row, or a row of zeros.
        """
        if by_team:
            self.attribute()
        question = questions()["counts_by_team" if by_team else "counts"]
        lasting = f"SELECT * FROM obligations WHERE NOT {self._has_faded(as_at, window_days)}"  # noqa: S608 - ours
        rows = self._asked(f"WITH obligations AS ({lasting}) {question}", self._on_a_day(as_at, window_days))
        return self._labelled(rows)

    def subjects(
        self,
        standard: str,
        as_at: dt.date,
        window_days: int = WINDOW_DAYS,
        *,
        counted: Counted | None = None,
        team: str | None = None,
    ) -> pa.Table:
        """The obligations behind a number of :meth:`counts`: of ``standard`` (and ``team``), counted as ``counted``.

        Without ``counted``, every obligation that had begun by ``as_at``. Beside the columns of an obligation:
        ``team``, ``verdict`` on the day, ``is_open`` (an open breach that is still owed).
        """
        self.attribute()
        wanted = [self._of([standard])] + ([] if counted is None else [f"is_{counted}"])
        if team is not None:
            wanted.append(f"team = {pc.index(self._team_names, team).as_py()}")
        has_faded = self._has_faded(as_at, window_days)
        owed = ", ".join(f"{flag} AND NOT {has_faded} AS {flag}" for flag in ("is_open", "is_breached_open", "is_due"))
        standing = f"SELECT * REPLACE ({owed}) FROM ({questions()['standing']})"  # noqa: S608 - our own SQL
        rows = self._asked(standing, self._on_a_day(as_at, window_days), " AND ".join(wanted))
        verdicts = VERDICTS.take(_places(rows["verdict"]))
        return self._named(rows).append_column("verdict", verdicts).append_column("is_open", rows["is_open"])

    def history(self, first: dt.date, last: dt.date, *, by_team: bool = True) -> pa.Table:
        """One row a day from ``first`` to ``last``, standard and team: how many obligations stood how at its end.

        ``met`` so far; ``breached_open`` that day and still owed (:func:`~sightline.standards.lasting.is_owed_on`);
        ``breached_over`` so far (done late, lapsed undone, or no longer owed); ``not_yet_due`` and still running;
        ``unknown``. Nothing else has a window. One pass over what begins and ends, so
        nothing is evaluated again. In order of standard, team, day; the names are dictionary-encoded. A standard and
        team without an obligation by ``last`` has no rows.
        """
        return self._history(first, last, by_team).every_day()

    def history_changes(self, first: dt.date, last: dt.date, *, by_team: bool = True) -> pa.Table:
        """The rows of :meth:`history` for those days only on which a count changed, and for ``first``."""
        return self._history(first, last, by_team).when_changed()

    def _history(self, first: dt.date, last: dt.date, by_team: bool) -> History:
        if by_team:
            self.attribute()
        teams = self._team_names if by_team else None
        return History(self._evaluated, first, last, codes=self._codes, teams=teams, fading=self._fading)

    def _asked(self, question: str, asked: dict[str, int], where: str = EVERYTHING) -> pa.Table:
        sql = f"SELECT * FROM ({filled(question, asked)}) WHERE {where}"  # noqa: S608 - our own SQL
        return _whole(self._cursor().execute(sql).fetch_arrow_table())

    def _has_faded(self, as_at: dt.date, window_days: int) -> str:
        """Says in SQL that a row fell due before the window, and nothing could be owed of it since."""
        if not self._fading.any():
            return "false"
        fading = ", ".join(map(str, np.flatnonzero(self._fading)))
        return f"coalesce(standard IN ({fading}) AND due <= {day_number(as_at) - window_days}, false)"

    def _rows(self, where: str) -> pa.Table:
        if where == EVERYTHING:
            return self._evaluated
        return self._cursor().execute(f"SELECT * FROM obligations WHERE {where}").fetch_arrow_table()  # noqa: S608 - ours

    def _cursor(self) -> duckdb.DuckDBPyConnection:
        """A connection of its own for a question, so that several may be asked at once."""
        cursor = self._connection.cursor()
        cursor.register("obligations", self._evaluated)
        return cursor

    def _of(self, standards: Sequence[str] | None) -> str:
        if standards is None:
            return EVERYTHING
        numbers = [str(self._numbers[code]) for code in standards if code in self._numbers]
        return f"standard IN ({', '.join(numbers)})" if numbers else "false"

    def _named(self, rows: pa.Table) -> pa.Table:
        """Numbers as what they stand for."""
        standards = rows["standard"].to_numpy()
        subjects = rows["subject"].to_numpy() + self._subject_starts[standards]
        data = {
            "standard": self._codes.take(pa.array(standards)),
            "subject_kind": pa.array(list(self._kinds()), pa.string()).take(pa.array(standards)),
            "subject": self._subjects.take(pa.array(subjects)),
            "ref": self._names.refs.take(rows["ref"]),
        }
        data |= {date: rows[date].cast(pa.date32()) for date in DATES}
        return pa.table(data, schema=OBLIGATIONS).append_column("team", self._team_of(rows))

    def _labelled(self, rows: pa.Table) -> pa.Table:
        """Numbers of standards and teams as the names they stand for, dictionary-encoded."""
        codes = self._codes
        named = {"standard": pa.DictionaryArray.from_arrays(_places(rows["standard"]), codes)}
        if "team" in rows.column_names:
            teams = pa.concat_arrays([pa.array([""]), self._team_names])
            named["team"] = pa.DictionaryArray.from_arrays(pc.add(_places(rows["team"]), 1), teams)
        return pa.table({name: named.get(name, rows[name]) for name in rows.column_names})

    def _team_of(self, rows: pa.Table) -> pa.Array:
        teams = pa.concat_arrays([pa.array([""]), self._team_names])
        return teams.take(pc.add(_places(rows["team"]), 1))

    def _kinds(self) -> Iterator[str]:
        return (each.subject_kind.value for each in self._planned)

    def _on_a_day(self, as_at: dt.date, window_days: int) -> dict[str, int]:
        return {"as_at": day_number(as_at), "window_from": day_number(as_at) - window_days}

    def attribute(self) -> None:
        """Find each obligation's team, if that is not done; whatever needs teams does this first."""
        with self._lock:
            if self._is_attributed:
                return
            found = responsible(self._extract, self._planned, self._names)
            self._team_names, self._evaluated = found.names, with_team(self._evaluated, found)
            self._is_attributed = True


def _whole(rows: pa.Table) -> pa.Table:
    """Sums as whole numbers; DuckDB gives them a width that Arrow only has as a decimal."""
    fields = [pa.field(each.name, pa.int64()) if pa.types.is_decimal(each.type) else each for each in rows.schema]
    return rows.cast(pa.schema(fields))


def _whole_column(numbers: pa.ChunkedArray) -> npt.NDArray[np.int32]:
    whole: npt.NDArray[np.int32] = numbers.to_numpy()
    return whole


def _places(numbers: pa.ChunkedArray) -> pa.Array:
    return numbers.combine_chunks().cast(pa.int32())


def questions() -> Mapping[str, str]:
    """The SQL of what an evaluation is asked, by name."""
    return queries(DIALECT, "questions", _question_expressions)


def _question_expressions() -> Iterator[tuple[str, object]]:
    from sightline.engines.lower import verdicts  # needs ibis, which is slow to load

    yield from verdicts.questions()
