"""People of an invented council put there twice, as it happens: misspelt, dates changed about, married, moved."""

from __future__ import annotations

import dataclasses
import datetime as dt
import random
from collections.abc import Sequence

import pyarrow as pa

from sightline.sources.extract import Extract

SURNAMES = ("Featherstone", "Okonkwo", "Pemberton", "Adeyemi", "Lindqvist")  # of a parent who married


def with_some_twice(extract: Extract, count: int, seed: int) -> tuple[Extract, set[tuple[str, str]]]:
    """``extract`` with ``count`` of its people there a second time under another key, and who they are.

    The second record is what a front door writes: mostly without a pupil number, often misspelt, now and then with day
    and month changed about, another surname or another address. The keys are in order.
    """
    drawn = random.Random(seed)  # noqa: S311 - the same every time, and no secret
    people = extract.tables["people"].to_pylist()
    addresses = {row["person_id"]: row for row in extract.tables["addresses"].to_pylist()}
    numbers = {row["person_id"]: row for row in extract.tables["linked_identifiers"].to_pylist()}
    more: dict[str, list[dict[str, object]]] = {"people": [], "addresses": [], "linked_identifiers": []}
    pairs = set()
    for number, person in enumerate(drawn.sample(people, count)):
        key = f"twice-{number:05}"
        pairs.add((min(key, person["person_id"]), max(key, person["person_id"])))
        more["people"].append(_spoilt(person, key, drawn))
        if (address := addresses.get(person["person_id"])) is not None and drawn.random() < 0.8:
            postcode = address["postcode"] if drawn.random() < 0.75 else f"ZZ{drawn.randint(1, 9)}9QQ"
            more["addresses"].append({**address, "address_id": f"A-{key}", "person_id": key, "postcode": postcode})
        if (upn := numbers.get(person["person_id"])) is not None and drawn.random() < 0.3:
            more["linked_identifiers"].append({**upn, "linked_identifier_id": f"L-{key}", "person_id": key})
    tables = dict(extract.tables)
    for name, rows in more.items():
        tables[name] = pa.concat_tables([tables[name], pa.Table.from_pylist(rows, schema=tables[name].schema)])
    return dataclasses.replace(extract, tables=tables), pairs


def _spoilt(person: dict[str, object], key: str, drawn: random.Random) -> dict[str, object]:
    made = {**person, "person_id": key}
    if drawn.random() < 0.35:
        made["surname"] = _misspelt(str(person["surname"]), drawn)
    elif drawn.random() < 0.15:
        made["surname"] = drawn.choice(SURNAMES)
    if drawn.random() < 0.3:
        made["forename"] = _misspelt(str(person["forename"]), drawn)
    if drawn.random() < 0.25:
        made["born_on"] = _misdated(person["born_on"], drawn)
    return made


def _misspelt(word: str, drawn: random.Random) -> str:
    place = drawn.randrange(1, max(len(word) - 1, 2))
    return drawn.choice(
        (
            word[:place] + word[place + 1 :],
            word[:place] + word[place : place + 1] * 2 + word[place + 1 :],
            word[:place] + drawn.choice("aeiou") + word[place + 1 :],
            word[:place] + word[place + 1 : place + 2] + word[place : place + 1] + word[place + 2 :],
        )
    )


def _misdated(day: object, drawn: random.Random) -> object:
    if not isinstance(day, dt.date):
        return day
    if day.day <= 12 and drawn.random() < 0.8:
        return day.replace(month=day.day, day=day.month)
    return day.replace(day=drawn.randint(1, 28))


def measured(found: Sequence[tuple[str, str]], planted: set[tuple[str, str]]) -> tuple[float, float]:
    """Precision and recall of the pairs ``found``, each in the order of its keys."""
    right = len(planted.intersection(found))
    return right / len(found) if found else 0.0, right / len(planted)
