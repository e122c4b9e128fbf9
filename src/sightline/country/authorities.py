"""Every English authority with children's services, and the ten it is most like."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from sightline.country.files import rows


@dataclass(frozen=True, slots=True)
class Authority:
    """One authority by its three-figure DfE code. ``is_current``: not abolished since."""

    code: int
    ons_code: str
    urn: str
    name: str
    region: str
    kind: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A statistical neighbour: 1 is the nearest. ``closeness`` is the Department for Education's own word for it."""

    rank: int
    authority: Authority
    closeness: str


@cache
def authorities() -> Mapping[int, Authority]:
    """Every authority by its code, in the order of names; those abolished since among them."""
    found = [
        Authority(
            int(each["authority"]),
            each["ons_code"],
            each["urn"],
            each["name"],
            each["region"],
            each["kind"],
            each["is_current"] == "yes",
        )
        for each in rows("authorities.csv")
    ]
    return MappingProxyType({each.code: each for each in sorted(found, key=lambda each: each.name)})


def authority(code: str) -> Authority | None:
    """The current authority whose code is written ``code``; None for any other words."""
    known = code.isascii() and code.isdigit() and len(code) == 3
    found = authorities().get(int(code)) if known else None
    return found if found is not None and found.is_current else None


@cache
def _neighbours() -> Mapping[int, tuple[Neighbour, ...]]:
    known = authorities()
    found: dict[int, list[Neighbour]] = {}
    for each in rows("neighbours.csv"):
        one = Neighbour(int(each["rank"]), known[int(each["neighbour"])], each["closeness"])
        found.setdefault(int(each["authority"]), []).append(one)
    return {code: tuple(sorted(some, key=lambda each: each.rank)) for code, some in found.items()}


def neighbours(of: Authority) -> tuple[Neighbour, ...]:
    """The ten statistical neighbours of a current authority, nearest first (Department for Education, 2025 model)."""
    return _neighbours().get(of.code, ())
