"""Whom the index brings up for what was asked, and by what each was found."""

from __future__ import annotations

import datetime as dt
import heapq
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import pairwise

from django.db import connection

from sightline.casework.models.search_keys import KeyKind, SearchKey
from sightline.casework.models.search_words import SearchWord, WordKind
from sightline.casework.search.asking import Asked
from sightline.casework.search.likeness import beginning, is_heard_as, is_slip, slips, sounds
from sightline.casework.search.normalising import LONGEST_WORD

MOST_WORDS = 400  # of other people's names that one typed word may stand for
SHORTEST_BEGINNING = 2  # letters


class Because(StrEnum):
    """Why somebody was found, as the page says it."""

    NAME = "name"
    BEGINS = "name begins so"
    SLIP = "spelt nearly so"
    SOUND = "sounds like"
    EARLIER = "earlier name"
    BORN = "date of birth"
    SWAPPED = "day and month swapped"
    POSTCODE = "postcode"
    AREA = "first half of the postcode"
    STREET = "address"
    IDENTIFIER = "identifier"


WEIGHTS = {  # how much each is worth beside a word that is exactly of the name
    Because.NAME: 1.0,
    Because.BEGINS: 0.75,
    Because.SLIP: 0.75,
    Because.SOUND: 0.65,
    Because.BORN: 1.5,
    Because.SWAPPED: 1.2,
    Because.POSTCODE: 1.2,
    Because.AREA: 0.4,
    Because.STREET: 0.8,
    Because.IDENTIFIER: 4.0,
}
EARLIER = 0.9  # what an earlier name is worth beside the same word of the name now

Term = tuple[str, int]  # what of the question it is, and which: ("word", 0)


@dataclass(slots=True)
class Candidate:
    """Somebody who may be meant: for each term of the question, the best way it was met."""

    person_id: str
    met: dict[Term, tuple[float, Because]] = field(default_factory=dict)

    def meets(self, term: Term, weight: float, because: Because) -> None:
        """``term`` is met in this way, unless it already is in a better."""
        if term not in self.met or self.met[term][0] < weight:
            self.met[term] = (weight, because)

    @property
    def weight(self) -> float:
        """How well the whole question is met."""
        return sum(weight for weight, _ in self.met.values())

    @property
    def because(self) -> list[Because]:
        """Every reason once, in the order of :class:`Because`."""
        found = {because for _, because in self.met.values()}
        return [each for each in Because if each in found]


@dataclass(frozen=True, slots=True)
class Way:
    """What meeting a key means: the terms met, how well, why."""

    terms: tuple[Term, ...]
    weight: float
    because: Because


def candidates(asked: Asked, visible: Container[str], most: int) -> list[Candidate]:
    """The ``most`` whom the keys of the index speak for most, of those ``visible``; of equals, in the order of their
    keys. Two queries. A common name brings up thousands, so that reasons are worked out for these alone."""
    ways = {**_ways_of_words(asked.words), **_ways_of_the_rest(asked)}
    rows = _people(ways)
    best: dict[Term, dict[str, float]] = {}
    for way, people in _by_way(ways, rows):
        for term in way.terms:
            of_term = best.setdefault(term, {})
            for person in people:
                if of_term.get(person, 0.0) < way.weight:
                    of_term[person] = way.weight
    weights: dict[str, float] = {}
    for of_term in best.values():
        for person, weight in of_term.items():
            weights[person] = weights.get(person, 0.0) + weight
    likeliest = heapq.nsmallest(most, ((-weight, person) for person, weight in weights.items() if person in visible))
    found = {person: Candidate(person) for _, person in likeliest}
    for way, people in _by_way(ways, rows):
        for person in people:
            if (candidate := found.get(person)) is not None:
                for term in way.terms:
                    candidate.meets(term, way.weight, way.because)
    return list(found.values())


def _by_way(ways: Ways, rows: Mapping[tuple[str, str], list[str]]) -> Iterator[tuple[Way, list[str]]]:
    for key, people in rows.items():
        for way in ways[key]:
            yield way, people


Ways = dict[tuple[str, str], list[Way]]


def _people(ways: Ways) -> Mapping[tuple[str, str], list[str]]:
    """Whom each key brings up."""
    people: dict[tuple[str, str], list[str]] = {}
    for person, kind, key in _found(SearchKey._meta.db_table, ("person_id", "kind", "key"), ways):
        people.setdefault((kind, key), []).append(person)
    return people


def _found(table: str, columns: Sequence[str], keys: Iterable[tuple[str, str]]) -> list[tuple[str, str, str]]:
    """Rows of an index with any of these kinds and keys: one query, and not through the ORM, for there may be many."""
    asked: dict[str, list[str]] = {}
    for kind, key in keys:
        asked.setdefault(kind, []).append(key)
    if not asked:
        return []
    parts = [
        f"SELECT {', '.join(columns)} FROM {table} WHERE kind = %s AND key IN ({', '.join(['%s'] * len(wanted))})"  # noqa: S608 - our own names
        for wanted in asked.values()
    ]
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts), [each for kind, wanted in asked.items() for each in (kind, *wanted)])
        found: list[tuple[str, str, str]] = cursor.fetchall()
    return found


def _ways_of_the_rest(asked: Asked) -> Ways:
    ways: Ways = {}

    def add(kind: KeyKind, key: str, term: Term, because: Because) -> None:
        ways.setdefault((kind.value, key), []).append(Way((term,), WEIGHTS[because], because))

    for number, day in enumerate(asked.dates):
        add(KeyKind.BORN, day.isoformat(), ("date", number), Because.BORN)
        if (other := swapped(day)) is not None:
            add(KeyKind.BORN, other.isoformat(), ("date", number), Because.SWAPPED)
    for number, postcode in enumerate(asked.postcodes):
        because = Because.POSTCODE if " " in postcode else Because.AREA
        add(KeyKind.POSTCODE, postcode, ("postcode", number), because)
    for number, identifier in enumerate(asked.identifiers):
        add(KeyKind.IDENTIFIER, identifier, ("identifier", number), Because.IDENTIFIER)
    return ways


def swapped(day: dt.date) -> dt.date | None:
    """``day`` with day and month changed about; None where that is no other day."""
    if day.day > 12 or day.day == day.month:
        return None
    return dt.date(day.year, day.day, day.month)


def _ways_of_words(words: Sequence[str]) -> Ways:
    """Every name that a typed word, or two one after the other, may stand for."""
    typed: dict[str, tuple[Term, ...]] = {}
    for number, (first, second) in enumerate(pairwise(words)):
        typed[(first + second)[:LONGEST_WORD]] = (("word", number), ("word", number + 1))
    typed |= {word: (("word", number),) for number, word in enumerate(words)}
    ways: Ways = {}
    for word, terms in typed.items():
        ways.setdefault((KeyKind.STREET.value, word), []).append(Way(terms, WEIGHTS[Because.STREET], Because.STREET))
        _of_name(ways, word, terms, Because.NAME)
    for found, word, because in _meant(typed):
        _of_name(ways, found, typed[word], because)
    return {key: _best(each) for key, each in ways.items()}


def _best(ways: list[Way]) -> list[Way]:
    """The best way for each of the terms: what is exactly so is not also spelt nearly so."""
    best: dict[tuple[Term, ...], Way] = {}
    for way in ways:
        if way.terms not in best or best[way.terms].weight < way.weight:
            best[way.terms] = way
    return list(best.values())


def _of_name(ways: Ways, name: str, terms: tuple[Term, ...], because: Because) -> None:
    weight = WEIGHTS[because]
    ways.setdefault((KeyKind.NAME.value, name), []).append(Way(terms, weight, because))
    ways.setdefault((KeyKind.EARLIER.value, name), []).append(Way(terms, weight * EARLIER, Because.EARLIER))


def _meant(typed: dict[str, tuple[Term, ...]]) -> Iterator[tuple[str, str, Because]]:
    """Names of the index that a typed word may stand for: the name, the word, why. One query."""
    by: dict[tuple[str, str], list[str]] = {}
    for word, terms in typed.items():
        if len(word) >= SHORTEST_BEGINNING and len(terms) == 1:
            by.setdefault((WordKind.BEGINNING.value, beginning(word)), []).append(word)
        for sound in sounds(word):
            by.setdefault((WordKind.SOUND.value, sound), []).append(word)
        for slip in slips(word):
            by.setdefault((WordKind.SLIP.value, slip), []).append(word)
    taken: dict[str, set[str]] = {word: set() for word in typed}
    for name, kind, key in _found(SearchWord._meta.db_table, ("word", "kind", "key"), by):
        for word in by[kind, key]:
            if len(taken[word]) >= MOST_WORDS and name not in taken[word]:
                continue
            if kind == WordKind.SOUND.value and is_heard_as(word, name):
                because = Because.SOUND
            elif kind == WordKind.SLIP.value and is_slip(word, name):
                because = Because.SLIP
            elif kind == WordKind.BEGINNING.value and name.startswith(word):
                because = Because.BEGINS
            else:
                continue
            taken[word].add(name)
            yield name, word, because
