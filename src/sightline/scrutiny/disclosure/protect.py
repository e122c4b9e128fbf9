"""Choosing what to hide until nothing tells of a few children, and proving it.

Primary: counts below the threshold. Then every claim (:mod:`~sightline.scrutiny.disclosure.claims`) is put to the
reader (:mod:`~sightline.scrutiny.disclosure.bounds`): two possible tables must be found in which it differs by at least
the protection. Where there are none, the figures that are cheapest to lose are hidden, and each of them becomes a
claim itself. It ends, since with every figure of one crossing hidden that crossing can be anything.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from sightline.scrutiny.disclosure.bounds import Floats, Reader
from sightline.scrutiny.disclosure.claims import Claim, claims_of, told_again
from sightline.scrutiny.disclosure.rule import Rule
from sightline.scrutiny.disclosure.safe import Hidden, Reason, Safe, SafeCell
from sightline.scrutiny.disclosure.tables import ALL, Counts, Population, Table, Where, Which
from sightline.scrutiny.disclosure.wandering import Wanderer

TRIES = 6  # times what is cheapest is hidden for one claim, before every figure of one of its crossings is
TOGETHER = 8  # searches that open many claims at once, before each is taken alone


@dataclass(frozen=True, slots=True)
class Protected:
    """Safe tables, in the order given, and how they were checked.

    ``claims``: counts that had to stay open. ``possible``: whole tables found that agree with everything told.
    """

    safe: tuple[Safe, ...]
    claims: int
    possible: int


def suppress(
    tables: Sequence[Table], *, rule: Rule | None = None, before: Sequence[Safe] = (), is_told_again: bool = False
) -> list[Safe]:
    """``tables`` as they may be published together, after everything in ``before`` was published.

    ``is_told_again``: the same cells are told of other days too, and those are not among ``before``
    (:func:`~sightline.scrutiny.disclosure.claims.told_again`).
    """
    return list(protect(tables, rule=rule, before=before, is_told_again=is_told_again).safe)


def protect(
    tables: Sequence[Table], *, rule: Rule | None = None, before: Sequence[Safe] = (), is_told_again: bool = False
) -> Protected:
    """The same, with how it was checked."""
    if len({each.name for each in tables}) != len(tables):
        raise ValueError("Two tables have one name, by which the next edition is held against this one.")
    rule = rule or Rule()
    out: dict[str, Safe] = {}
    claims = possible = 0
    for population in {id(each.population): each.population for each in tables}.values():
        search = _Search(population, [each for each in tables if each.population is population], rule, before)
        if is_told_again:
            search.add_told_again()
        search.run()
        out.update({each.table.name: each for each in search.safe()})
        claims, possible = claims + len(search.claims), possible + search.possible
    return Protected(tuple(out[each.name] for each in tables), claims, possible)


@dataclass(slots=True)
class _Figure:
    """A count that is told once or in several tables. ``basis``: the true count when it was first told as it is."""

    among: Which
    count: int
    price: float
    told: int | None
    between: tuple[int, int] | None
    reason: Reason | None
    basis: int
    is_kept: bool = False


class _Search:
    """One population's tables: what is told of them, what must stay open, and how far it is proved to be."""

    def __init__(self, population: Population, tables: Sequence[Table], rule: Rule, before: Sequence[Safe]) -> None:
        self.rule, self.tables, self.population = rule, tables, population
        self.true: Counts = population.crossings.ravel()
        self.figures: list[_Figure] = []
        self.of_cell: dict[tuple[str, Where], int] = {}
        self._number(before)
        most = int(self.true.sum()) + 2 * rule.protection
        self.reader = Reader(self.true, [each.among for each in self.figures], most)
        self.wanderer = Wanderer(self.reader.figures, most)
        for number, each in enumerate(self.figures):
            if each.between is not None:
                self.reader.tell(number, *each.between)
        self.claims: list[Claim] = []
        self._matrix = np.zeros((0, len(self.true)), np.int64)
        self._known: dict[bytes, int] = {}
        self._pool: list[Counts] = [self.true]
        self._least = self._greatest = np.zeros(0, np.int64)
        self._add(claims_of(population, tables, rule, before))
        self._add(self._claim(each) for each in self.figures if each.told is None or rule.is_small(each.count))

    def add_told_again(self) -> None:
        """What is told and is no nought stays open too, each time it is told."""
        shown = [each.among for each in self.figures if each.told]
        self._add(told_again(each, self.rule) for each in shown)

    @property
    def possible(self) -> int:
        """Whole tables found that a reader could believe, the true one among them."""
        return len(self._pool)

    def run(self) -> None:
        """Hide until every claim is open."""
        for turn in range(TOGETHER):
            closed = self._closed()
            if not len(closed):
                break
            chosen = closed[turn // 2 % 2 :: 1 + turn // 2]
            weights = self._matrix[chosen].sum(axis=0).astype(np.float64)
            self._see(self.reader.furthest(np.minimum(weights, 1.0), up=turn % 2 == 0))
        while len(closed := self._closed()):  # hiding adds claims, and makes some harder that were open
            number = int(closed[0])
            for attempt in range(TRIES + 1):
                if self._is_open(number) or self._opened(number):
                    break
                self._hide_cheapest(number) if attempt < TRIES else self._hide_one_crossing(number)
        if not all(self.reader.believes(each) for each in self._pool):
            raise RuntimeError("a table proved nothing")

    def safe(self) -> Iterator[Safe]:
        """The tables as they may be published."""
        sums = np.array([each.among for each in self.figures], np.int64) @ np.array(self._pool).T
        reach = list(zip(sums.min(axis=1).tolist(), sums.max(axis=1).tolist(), strict=True))
        for table in self.tables:
            numbers = {where: self.of_cell[table.name, where] for where in table.cells()}
            found = {where: self.figures[number] for where, number in numbers.items()}
            yield Safe(
                table,
                self.rule,
                {where: SafeCell(where, each.told) for where, each in found.items()},
                tuple(
                    Hidden(where, each.count, each.reason, *reach[numbers[where]])
                    for where, each in found.items()
                    if each.reason is not None
                ),
                {where: reach[number] for where, number in numbers.items()},
                frozenset(where for where, each in found.items() if each.is_kept),
                {where: each.basis for where, each in found.items()},
            )

    def _number(self, before: Sequence[Safe]) -> None:
        by_crossings: dict[bytes, int] = {}
        for table in self.tables:
            same = [each for each in before if each.table.name == table.name]
            corrected = next(
                (each for each in reversed(same) if each.table.population.name == self.population.name), None
            )
            for where in table.cells():
                among = table.which(where)
                number = by_crossings.setdefault(np.packbits(among).tobytes(), len(self.figures))
                if number == len(self.figures):
                    self.figures.append(self._figure(among, where))
                self.of_cell[table.name, where] = number
                if corrected is not None and where in corrected.cells:
                    self._keep(self.figures[number], corrected, where)

    def _figure(self, among: Which, where: Where) -> _Figure:
        count = int(self.true[among].sum())
        told = self.rule.told(count)
        price = (1 + 2 * where.count(ALL)) * (1 + np.log1p(count))
        between = None if told is None else self.rule.between(told)
        return _Figure(among, count, float(price), told, between, Reason.SMALL if told is None else None, count)

    def _keep(self, figure: _Figure, corrected: Safe, where: Where) -> None:
        """A correction by too few to be told leaves a figure as it was, shown or hidden; a reader allows for that."""
        told, basis = corrected.cells[where].value, corrected.basis[where]
        if abs(figure.count - basis) >= self.rule.threshold:
            return
        figure.told, figure.basis, figure.is_kept = told, basis, True
        if told is None:
            figure.between = None
            figure.reason = Reason.SMALL if self.rule.is_small(figure.count) else Reason.WOULD_TELL
            return
        least, greatest = self.rule.between(told)
        few = 0 if least <= figure.count <= greatest else self.rule.threshold - 1
        figure.between, figure.reason = (max(0, least - few), greatest + few), None

    def _claim(self, figure: _Figure) -> Claim:
        return Claim(figure.among, self.rule.protection)

    def _add(self, claims: Iterator[Claim]) -> None:
        """Claims besides those there are; of two of the same crossings the harder."""
        new: list[Claim] = []
        for each in claims:
            key = np.packbits(each.among).tobytes()
            at = self._known.setdefault(key, len(self.claims) + len(new))
            if at == len(self.claims) + len(new):
                new.append(each)
            elif at < len(self.claims):
                self.claims[at] = replace(each, need=max(each.need, self.claims[at].need))
            else:
                new[at - len(self.claims)] = replace(each, need=max(each.need, new[at - len(self.claims)].need))
        if not new:
            return
        rows = np.array([each.among for each in new], np.int64)
        sums = rows @ np.array(self._pool).T
        self.claims += new
        self._matrix = np.concatenate([self._matrix, rows])
        self._least = np.concatenate([self._least, sums.min(axis=1)])
        self._greatest = np.concatenate([self._greatest, sums.max(axis=1)])

    def _see(self, crossings: Counts | None) -> None:
        if crossings is None or not self.reader.believes(crossings):
            return
        sums = self._matrix @ crossings
        if (sums < self._least).any() or (sums > self._greatest).any():
            self._pool.append(crossings)
            self._least, self._greatest = np.minimum(self._least, sums), np.maximum(self._greatest, sums)

    def _closed(self) -> Counts:
        needs = np.array([each.need for each in self.claims], np.int64)
        return np.flatnonzero(self._greatest - self._least < needs)

    def _is_open(self, number: int) -> bool:
        return bool(self._greatest[number] - self._least[number] >= self.claims[number].need)

    def _opened(self, number: int) -> bool:
        """Whether two tables are found that differ enough in this claim, with what is hidden now."""
        need, among, reader = self.claims[number].need, self.claims[number].among, self.reader
        for start in (self._pool[0], self._pool[-1]):
            for target in (int(self._least[number]) + need, int(self._greatest[number]) - need):
                if target >= 0:
                    self._see(self.wanderer.reach(start, among, target, reader.least, reader.greatest))
                if self._is_open(number):
                    return True
        costs: Floats = self._matrix[number].astype(np.float64)
        for up in (True, False):
            self._see(self.reader.furthest(costs, up=up))
            if self._is_open(number):
                return True
        return False

    def _hide_cheapest(self, number: int) -> None:
        need, among = self.claims[number].need, self.claims[number].among
        prices = np.array([each.price if each.told is not None else 0.0 for each in self.figures])
        inf = float("inf")
        ways = [(float(self._least[number] + need), inf)]
        if self._greatest[number] >= need:
            ways.append((-inf, float(self._greatest[number] - need)))
        tried = [self.reader.cheapest(among, least, greatest, prices) for least, greatest in ways]
        found = [each for each in tried if each is not None]
        if not found:
            return
        hidden, table = min(found, key=lambda way: sum(prices[each] for each in way[0]))
        if not [each for each in hidden if self.figures[each].told is not None]:
            costs = among.astype(np.float64)  # nothing to hide: only whole tables were wanting
            for up, until in ((True, self._least[number] + need), (False, self._greatest[number] - need)):
                if not self._is_open(number):
                    self._see(self.reader.furthest_whole(costs, up=up, until=float(until)))
        self._hide(hidden)
        self._see(table)

    def _hide_one_crossing(self, number: int) -> None:
        places = np.flatnonzero(self.claims[number].among)
        told = np.array([each.told is not None for each in self.figures])
        at = min(places, key=lambda place: int((self.reader.figures[:, place] & told).sum()))
        self._hide(list(map(int, np.flatnonzero(self.reader.figures[:, at]))))
        shifted = self.true.copy()
        shifted[at] += self.claims[number].need
        self._see(shifted)

    def _hide(self, numbers: Sequence[int]) -> None:
        hidden = [self.figures[each] for each in numbers if self.figures[each].told is not None]
        for each in hidden:
            each.told, each.reason, each.is_kept = None, Reason.WOULD_TELL, False
        for number in numbers:
            self.reader.forget(number)
        self._add(self._claim(each) for each in hidden)
