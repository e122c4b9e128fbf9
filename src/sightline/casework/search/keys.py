"""By what each person is found: the keys of what the record holds of them."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from dataclasses import dataclass, field

from sightline.casework.models.search_keys import KeyKind
from sightline.casework.models.search_words import WordKind
from sightline.casework.search.likeness import beginnings, slips, sounds
from sightline.casework.search.normalising import identifier_of, name_words, postcode_of, words_of

NAME, EARLIER, BORN = KeyKind.NAME.value, KeyKind.EARLIER.value, KeyKind.BORN.value  # asked for a million times
IDENTIFIER, POSTCODE, STREET = KeyKind.IDENTIFIER.value, KeyKind.POSTCODE.value, KeyKind.STREET.value
Name = tuple[str | None, str | None]  # forename, surname
SHORTEST_STREET = 3
NOT_TELLING = frozenset({"road", "street", "avenue", "close", "lane", "drive", "flat", "house", "the", "and", "court"})
NUMBERS_OF_PLACES = frozenset({"uprn", "easting", "northing"})  # parts of an address that nobody types


@dataclass(slots=True)
class Facts:
    """What one person may be found by. ``earlier``: names the record held before, or of a record merged into this."""

    person_id: str
    name: Name
    born_on: dt.date | None
    earlier: set[Name] = field(default_factory=set)
    identifiers: set[str] = field(default_factory=set)
    postcodes: set[str] = field(default_factory=set)
    addresses: set[str] = field(default_factory=set)


def keys(facts: Facts) -> Iterator[tuple[str, str]]:
    """Every key of a person with its kind, each once."""
    now = name_words(*facts.name)
    for word in now:
        yield NAME, word
    if facts.earlier:
        for word in frozenset[str]().union(*(name_words(*name) for name in facts.earlier)) - now:
            yield EARLIER, word
    if facts.born_on is not None:
        yield BORN, facts.born_on.isoformat()
    for key in {identifier_of(each) for each in (facts.person_id, *facts.identifiers)}:
        if key:
            yield IDENTIFIER, key
    postcodes = {found for each in facts.postcodes if (found := postcode_of(each))}
    for key in postcodes | {each.partition(" ")[0] for each in postcodes}:
        yield POSTCODE, key
    if facts.addresses:
        for word in frozenset[str]().union(*(street_words(each) for each in facts.addresses)):
            yield STREET, word


def street_words(address: str) -> frozenset[str]:
    """The words of an address kept as JSON that tell one from another; of anything else, of the text itself."""
    try:
        parts = json.loads(address)
    except ValueError:
        parts = address
    if isinstance(parts, dict):
        parts = " ".join(
            str(part) for name, part in parts.items() if part and str(name).lower() not in NUMBERS_OF_PLACES
        )
    words = words_of(str(parts))
    return frozenset(
        each for each in words if len(each) >= SHORTEST_STREET and not each.isdigit() and each not in NOT_TELLING
    )


def ways_to(word: str) -> Iterator[tuple[str, str]]:
    """Every key that leads to ``word``, with its kind."""
    yield from ((WordKind.BEGINNING.value, each) for each in beginnings(word))
    yield from ((WordKind.SOUND.value, each) for each in sounds(word))
    yield from ((WordKind.SLIP.value, each) for each in slips(word))
