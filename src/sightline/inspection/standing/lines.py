"""The lines of enquiry: what an inspector looks into, each with the question asked (``lines.toml``).

An id here is what :attr:`sightline.standards.standard.Standard.lines` holds. ``f_number`` ties a line to the published
2016 inspection that Sightline's demonstration council is shaped on. ``told_by`` names the subjects of a report to
leaders that would have told them of it; ``told_by_unallocated`` is the stricter sign, a report that gave the number of
children without a worker who can act.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Line:
    """One line of enquiry."""

    id: str
    title: str
    question: str
    f_number: str | None = None
    told_by: tuple[str, ...] = ()
    told_by_unallocated: bool = False


def _read() -> Mapping[str, Line]:
    with (resources.files("sightline.inspection.standing") / "lines.toml").open("rb") as file:
        raw = tomllib.load(file)
    return MappingProxyType(
        {line_id: Line(id=line_id, **{**each, "told_by": tuple(each["told_by"])}) for line_id, each in raw.items()}
    )


LINES: Mapping[str, Line] = _read()
