"""What Annex A asks for, read from ``specification.toml`` and checked as it is read."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import Any

from sightline.record.schema import Kind
from sightline.record.tables import TABLES

NO = "b"
"""The list's code for no, wherever it asks yes or no."""
_ORDER = re.compile(r"^[a-z]{1,2}\)\s*")
_ONLY_ORDER = re.compile(r"[a-z]{1,2}\)?")
_BEFORE_THE_REST = re.compile(r"\s*[:(]|\s+-")
_NOT_A_LETTER = re.compile(r"[^0-9a-z]+")
_YES_OR_NO = re.compile(r"\(\s*y\s*/\s*n\s*\)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ListCode:
    """A code of a list: how it is written there, and the record's own codes for it, the first being what it is read as.

    ``record`` is empty where the record has no such code. Flags of the record are the words ``true`` and ``false``.
    """

    code: str
    written: str
    record: tuple[str, ...]
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ListCodes:
    """A code set of the lists. ``unknown``: the code that says that nothing is recorded, None where there is none."""

    name: str
    source: str
    codes: tuple[ListCode, ...]
    unknown: str | None

    @property
    def written(self) -> Mapping[str, str]:
        """How each code is written."""
        return {each.code: each.written for each in self.codes}

    @property
    def of_record(self) -> Mapping[str, str]:
        """The list's code for each code of the record that it has one for."""
        return {theirs: each.code for each in self.codes for theirs in each.record}

    @property
    def to_record(self) -> Mapping[str, str | None]:
        """What each code is read as; None for what the record has no word for, and for the unknown."""
        return {each.code: each.record[0] if each.record and each.code != self.unknown else None for each in self.codes}

    def understand(self, text: str) -> str | None:
        """The code that a cell's text means, however it is written; None when it is none of these, or could be two.

        ``a) WBRI``, ``WBRI``, ``wbri - White British`` and ``White British`` are one code.
        """
        ways, folded = _ways(self), _folded(text)
        bare = _ORDER.sub("", folded)
        for way in (folded, bare, _BEFORE_THE_REST.split(bare, maxsplit=1)[0]):
            if found := ways.get(way):
                return found
        return self._by_code.get(bare.partition(" ")[0])

    @property
    def _by_code(self) -> Mapping[str, str]:
        """Codes that are more than the letter that puts the answers in order, folded."""
        lettered = self.codes[0].written.startswith(f"{self.codes[0].code})")
        return {} if lettered else {each.code.casefold(): each.code for each in self.codes}


@dataclass(frozen=True, slots=True)
class ListColumn:
    """A column of a list; the fields are explained at the head of ``specification.toml``."""

    key: str
    name: str
    kind: Kind
    meaning: str
    codes: ListCodes | None
    reads: tuple[tuple[str, str], ...]
    blank: str | None
    needed_with: str | None
    also: tuple[str, ...]
    is_carried: bool
    seen_in: str

    @property
    def headings(self) -> frozenset[str]:
        """Every heading the column is known under, as :func:`heading` has them."""
        return frozenset(heading(each) for each in (self.name, *self.also))


@dataclass(frozen=True, slots=True)
class AnnexList:
    """One of the lists. ``row``: the columns that tell its rows apart; ``says``: what a reader should know of it."""

    number: int
    title: str
    period: str
    includes: str
    row_rule: str
    row: tuple[str, ...]
    says: tuple[str, ...]
    columns: tuple[ListColumn, ...]

    def column(self, key: str) -> ListColumn:
        """The column of this key."""
        return next(each for each in self.columns if each.key == key)

    @property
    def subject(self) -> ListColumn:
        """The column that says who a row is about: the child, or the adopter."""
        return self.columns[0]

    @property
    def sheet(self) -> str:
        """What its sheet is called in the template."""
        return f"List_{self.number}"


@dataclass(frozen=True, slots=True)
class Specification:
    """All of it, with where it comes from and how sure that is."""

    title: str
    version: str
    confidence: str
    sources: tuple[str, ...]
    code_sets: Mapping[str, ListCodes]
    lists: Mapping[int, AnnexList]


@cache
def specification() -> Specification:
    """The lists as Annex A asks for them; ValueError where the file contradicts itself or the record."""
    text = resources.files("sightline.sources.annex_a").joinpath("specification.toml").read_text("utf-8")
    raw = tomllib.loads(text)
    code_sets = {name: _code_set(name, each) for name, each in raw["code_sets"].items()}
    lists = {each["number"]: _list(each, raw["shared"], code_sets) for each in raw["lists"]}
    about = raw["about"]
    return Specification(
        about["title"],
        about["version"],
        about["confidence"],
        tuple(about["sources"]),
        MappingProxyType(code_sets),
        MappingProxyType(lists),
    )


def heading(text: str) -> str:
    """A heading without what people change about it: case, punctuation, spaces, a trailing (Y/N)."""
    plain = unicodedata.normalize("NFKC", _YES_OR_NO.sub("", text)).casefold().replace("'", "").replace("’", "")
    return _NOT_A_LETTER.sub(" ", plain.replace("‘", "")).strip()


def _code_set(name: str, raw: Mapping[str, Any]) -> ListCodes:
    codes = tuple(
        ListCode(each["code"], each["written"], tuple(each["record"]), tuple(each.get("also", ())))
        for each in raw["codes"]
    )
    unknown = raw.get("unknown")
    if unknown is not None and unknown not in {each.code for each in codes}:
        raise ValueError(f"the unknown code of {name} is none of its codes")
    return ListCodes(name, raw["source"], codes, unknown)


def _list(raw: Mapping[str, Any], shared: Mapping[str, Any], code_sets: Mapping[str, ListCodes]) -> AnnexList:
    columns = []
    for each in raw["columns"]:
        about = {**shared[each["shared"]], "key": each["shared"], **each} if "shared" in each else each
        columns.append(_column(about, code_sets))
    keys = [each.key for each in columns]
    wanted = {*raw["row"], *(each.needed_with for each in columns if each.needed_with)}
    if len(set(keys)) != len(keys) or not wanted <= set(keys):
        raise ValueError(f"list {raw['number']} has a key twice, or names a column it does not have")
    row, says = tuple(raw["row"]), tuple(raw["says"])
    title, period = raw["title"], raw["period"]
    return AnnexList(raw["number"], title, period, raw["includes"], raw["row_rule"], row, says, tuple(columns))


def _column(raw: Mapping[str, Any], code_sets: Mapping[str, ListCodes]) -> ListColumn:
    reads = tuple((table, column) for table, _, column in (each.partition(".") for each in raw["reads"]))
    for table, column in reads:
        TABLES[table].column(column)
    kind = Kind(raw["kind"])
    if (kind is Kind.CODE) != ("codes" in raw):
        raise ValueError(f"{raw['name']} is a code without a code set, or has one without being a code")
    return ListColumn(
        raw["key"],
        raw["name"],
        kind,
        raw["meaning"],
        code_sets[raw["codes"]] if "codes" in raw else None,
        reads,
        raw.get("blank"),
        raw.get("needed_with"),
        tuple(raw.get("also", ())),
        raw["carried"],
        raw.get("seen_in", "both"),
    )


@cache
def _ways(codes: ListCodes) -> Mapping[str, str]:
    """Every way to write each code of a set, folded. A label that several codes share is no way to write any."""
    ways: dict[str, str] = {}
    labels: dict[str, set[str]] = {}
    for each in codes.codes:
        written = _folded(each.written)
        ways[_folded(each.code)] = ways[written] = each.code
        bare = _ORDER.sub("", written)
        label = re.sub(rf"^{re.escape(each.code.casefold())}\s*[:-]\s*", "", bare)
        for way in {bare, label, *map(_folded, each.also)}:
            labels.setdefault(way, set()).add(each.code)
    return {**{way: min(found) for way, found in labels.items() if len(found) == 1}, **ways}


def _folded(text: str) -> str:
    plain = unicodedata.normalize("NFKC", text).casefold().replace("’", "'").replace("‘", "'")
    plain = " ".join(plain.replace("–", "-").replace("—", "-").split())
    return plain[:-1] if _ONLY_ORDER.fullmatch(plain) and plain.endswith(")") else plain
