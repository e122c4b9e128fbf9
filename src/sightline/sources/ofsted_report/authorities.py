"""Which English authority a report is about, told from the name it prints.

Names and reference numbers: Contains public sector information licensed under the Open Government Licence v3.0 (Ofsted,
Department for Education). ``data/authorities.csv`` holds every authority since 2013 with the other names in use.
"""

from __future__ import annotations

import csv
import datetime as dt
import functools
import re
from dataclasses import dataclass
from importlib import resources

DORSET_REMADE_ON = dt.date(2019, 4, 1)  # Bournemouth, Dorset and Poole (Structural Changes) Order 2018
_TITLES = {
    "council", "borough", "county", "city", "metropolitan", "district", "london", "royal", "unitary", "authority",
    "local", "the", "of", "corporation", "mbc", "mdc", "cc", "bc", "lb", "rb", "childrens", "children", "services",
    "service", "trust", "area", "s",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Authority:
    """An English local authority with children's services. ``urn``: Ofsted's reference number, "" where not known."""

    code: str
    urn: str
    name: str
    current: bool


@functools.cache
def _by_name() -> tuple[dict[str, Authority], dict[str, Authority]]:
    """Authorities by their whole name, and by what is left of it without "council", "borough" and the like."""
    whole: dict[str, Authority] = {}
    short: dict[str, Authority] = {}
    source = resources.files("sightline.sources.ofsted_report") / "data" / "authorities.csv"
    with source.open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            authority = Authority(row["la_code"], row["urn"], row["name"], row["status"] == "current")
            for name in (row["name"], *filter(None, row["aliases"].split("|"))):
                whole[_plain(name)] = authority
                if _short(name):
                    short.setdefault(_short(name), authority)
    return whole, short


def authority_called(printed: str, on: dt.date | None = None) -> Authority | None:
    """The authority of a printed name, or None where no authority is called so.

    Before April 2019 Dorset was another council of the same name, which Ofsted's list keeps apart.
    """
    whole, short = _by_name()
    found = whole.get(_plain(printed)) or short.get(_short(printed))
    if found is not None and found.name == "Dorset" and on is not None and on < DORSET_REMADE_ON:
        return whole[_plain("Dorset (pre-2019)")]
    return found


def authority_within(text: str, on: dt.date | None = None) -> Authority | None:
    """The authority whose whole name begins a text, longest name first: "Leeds City Council, Civic Hall"."""
    words = text.split()
    for count in range(min(8, len(words)), 0, -1):
        found = authority_called(" ".join(words[:count]), on)
        if found is not None:
            return found
    return None


def _plain(name: str) -> str:
    return " ".join(re.sub(r"[^a-z ]", " ", re.sub(r"[’']", "", name.lower().replace("&", " and "))).split())


def _short(name: str) -> str:
    return " ".join(word for word in _plain(name).split() if word not in _TITLES)
