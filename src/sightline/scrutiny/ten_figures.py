"""The ten figures that members see: read from ``ten_figures.toml`` and checked."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from importlib import resources
from types import MappingProxyType
from typing import Any

from sightline.country.indicators import Role, measures
from sightline.standards.catalogue import CATALOGUE
from sightline.standards.nodes import Judgement
from sightline.standards.obligations import SubjectKind

TEN = 10
POPULATIONS = frozenset({"Children in need", "Looked after"})  # of sightline.inspection.standing.population
SLUG = re.compile(r"[a-z]+(?:-[a-z]+)*")


class TenCounted(StrEnum):
    """What of the record a figure counts."""

    OVERDUE = "overdue"
    SHARE = "share"
    PLACEMENTS = "placements"


@dataclass(frozen=True, slots=True)
class Figure:
    """One of the ten. ``says`` has ``{children}`` or ``{share}``.

    ``of``: whom a count is of, by the name of a count of the population. ``beside``: a published indicator's id, "" for
    none, with ``differs``: how that is counted otherwise. ``nobody``: why
    there is none. ``no_trend``: why no earlier day of it can be told, "" where
    one can.
    """

    id: str
    title: str
    says: str
    standards: tuple[str, ...]
    counted: TenCounted
    better: str
    matters: str
    source: str
    of: str = ""
    beside: str = ""
    differs: str = ""
    nobody: str = ""
    no_trend: str = ""

    @property
    def is_share(self) -> bool:
        """Whether it is a percentage, and not a count of children."""
        return self.counted is not TenCounted.OVERDUE

    @property
    def is_stock(self) -> bool:
        """Whether it counts children on a day, of whom many are counted again the next time."""
        return self.counted is not TenCounted.SHARE

    @property
    def higher_is_better(self) -> bool:
        """Which way is better."""
        return self.better == "higher"


def parse_figures(raw: Mapping[str, Mapping[str, Any]]) -> Mapping[str, Figure]:
    """Figures from parsed TOML; ValueError or TypeError says which is wrong, and how."""
    found = {}
    for name, each in raw.items():
        try:
            figure = Figure(
                **{**each, "id": name, "standards": tuple(each["standards"]), "counted": TenCounted(each["counted"])}
            )
            _check(figure)
        except KeyError as error:
            raise ValueError(f"figure {name} has no {error.args[0]}") from None
        found[name] = figure
    if len(found) != TEN:
        raise ValueError(f"there are {len(found)} figures, not {TEN}")
    return MappingProxyType(found)


def _check(figure: Figure) -> None:
    def refuse(why: str) -> ValueError:
        return ValueError(f"figure {figure.id} {why}")

    if not SLUG.fullmatch(figure.id) or len(figure.id) > 60:
        raise refuse("has an id that is no address")
    if not all(each.strip() for each in (figure.title, figure.says, figure.matters, figure.source)):
        raise refuse("leaves out its title, sentence, why it matters or its source")
    wanted = "{share}" if figure.is_share else "{children}"
    if re.findall(r"\{[^}]*\}", figure.says) != [wanted]:
        raise refuse(f"must say {wanted} once and nothing else in braces")
    if (figure.counted is TenCounted.PLACEMENTS) != (not figure.standards):
        raise refuse("is counted by standards or of placements, and not both")
    for code in figure.standards:
        if code not in CATALOGUE or isinstance(CATALOGUE[code].node, Judgement):
            raise refuse(f"is counted by {code}, which is no standard that has a figure")
        if CATALOGUE[code].subject_kind is not SubjectKind.CHILD:
            raise refuse(f"is counted by {code}, which is not about a child")
    if figure.better not in ("higher", "lower"):
        raise refuse("must say whether higher or lower is better")
    if figure.of and (figure.is_share or figure.of not in POPULATIONS):
        raise refuse(f"is of {figure.of}, whom the population does not count")
    published = measures().get(figure.beside)
    if figure.beside and (published is None or published.role is not Role.ASK or published.kind != "share"):
        raise refuse(f"stands beside {figure.beside}, which is no published share")
    if bool(figure.beside) != bool(figure.differs):
        raise refuse("must say how the published figure is counted differently, where there is one")
    if bool(figure.beside) == bool(figure.nobody):
        raise refuse("stands beside a published figure or says why there is none, and not both")


def _read() -> Mapping[str, Figure]:
    with (resources.files("sightline.scrutiny") / "ten_figures.toml").open("rb") as file:
        return parse_figures(tomllib.load(file))


FIGURES: Mapping[str, Figure] = _read()
