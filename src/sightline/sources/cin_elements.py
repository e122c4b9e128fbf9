"""Elements of a children in need census as values by name and groups of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from lxml import etree

_GROUPS = frozenset(
    {
        *("ChildIdentifiers", "ChildCharacteristics", "Disabilities", "CINdetails", "Assessments", "Section47"),
        *("FactorsIdentifiedAtAssessment", "CINPlanDates", "CINplanDates", "ChildProtectionPlans", "Reviews"),
        "PreProceedingsandFGDM",
    }
)


@lru_cache(maxsize=1024)
def local_name(tag: str) -> str:
    """An element's name without its namespace."""
    return tag.rpartition("}")[2]


@dataclass(slots=True)
class Fields:
    """An element's values by name, and its groups: elements that hold others, empty ones left out."""

    line: int
    values: dict[str, etree._Element]
    groups: dict[str, list[etree._Element]]

    def text(self, name: str) -> str | None:
        """The text of a value; None when it is absent or blank."""
        found = self.values.get(name)
        return text_of(found) if found is not None else None

    def group(self, *names: str) -> Iterator[Fields]:
        """Each group of one of these names."""
        for name in names:
            for each in self.groups.get(name, ()):
                yield fields_of(each)


def fields_of(element: etree._Element) -> Fields:
    """The values and groups straight inside ``element``."""
    values: dict[str, etree._Element] = {}
    groups: dict[str, list[etree._Element]] = {}
    for each in element:
        name = local_name(each.tag)
        if name not in _GROUPS:
            values[name] = each
        elif len(each):
            groups.setdefault(name, []).append(each)
    return Fields(line_of(element), values, groups)


def text_of(element: etree._Element) -> str | None:
    """The text of an element; None when there is none but blanks."""
    text = element.text
    return (text.strip() or None) if text else None


def texts_of(groups: Iterable[etree._Element]) -> list[str]:
    """The texts in these groups, each once and in order."""
    return list(dict.fromkeys(text for group in groups for each in group if (text := text_of(each)) is not None))


def line_of(element: etree._Element) -> int:
    """The line it starts on, 1-based; 0 when the parser does not know."""
    line: object = element.sourceline
    return line if isinstance(line, int) else 0
