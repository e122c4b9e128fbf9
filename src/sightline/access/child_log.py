"""The access log of one child: which lines there are, which may be filtered, how sorted."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q

from sightline.access.children import Child
from sightline.access.models import AccessEntry, Doing, ShownChild
from sightline.findings.listing import Choice, Filter, Listing, Order, listing
from sightline.web.clock import LONDON

NOT_SIGNED_IN = "Somebody not signed in"
HEAD = ("When", "Who", "What", "Children shown", "By what right, or why")


@dataclass(frozen=True, slots=True)
class Line:
    """Somebody looked, or was refused. ``account``: its number, None for somebody not signed in. ``shown``: how many
    children a list, a search or a file held, this one among them; 0 where it was about this one alone."""

    pk: int
    at: dt.datetime
    account: int | None
    name: str
    doing: str
    why: str
    shown: int

    @property
    def month(self) -> str:
        """The month it was in England, as 2016-11."""
        return f"{self.at.astimezone(LONDON):%Y-%m}"


def lines_about(child: Child) -> list[Line]:
    """Every line of the log about a child who was opened, in no particular order. One query."""
    was_shown = Exists(ShownChild.objects.filter(entry=OuterRef("pk"), person_id=child.person_id))
    found = AccessEntry.objects.filter(Q(person_id=child.person_id) | was_shown)
    rows = found.values_list("pk", "at", "account", "account__name", "doing", "why", "shown_count")
    return [
        Line(pk, at, account, name or NOT_SIGNED_IN, doing, why, shown)
        for pk, at, account, name, doing, why, shown in rows
    ]


def log_listing(lines: Sequence[Line], asked: Mapping[str, str]) -> Listing[Line]:
    """The page of ``lines`` that the query string ``asked`` describes."""
    people = {_who(line): line.name for line in lines}
    done = {line.doing for line in lines}
    months = sorted({line.month for line in lines}, reverse=True)
    return listing(
        lines,
        asked,
        filters=(
            Filter(
                "doing",
                "What",
                tuple(Choice(each.name.lower(), each.value.capitalize()) for each in Doing if each.value in done),
                lambda line, value: Doing(line.doing).name.lower() == value,
            ),
            Filter(
                "who",
                "Who",
                tuple(Choice(*each) for each in sorted(people.items(), key=lambda each: (each[1].casefold(), each[0]))),
                lambda line, value: _who(line) == value,
            ),
            Filter("from", "From", _months(months), lambda line, value: line.month >= value),
            Filter("until", "Until the end of", _months(months), lambda line, value: line.month <= value),
        ),
        orders=(
            Order("latest", "Latest first", lambda line: (line.at, line.pk), reverse=True),
            Order("earliest", "Earliest first", lambda line: (line.at, line.pk)),
            Order("who", "Name", lambda line: (line.name.casefold(), line.account or 0, line.at, line.pk)),
        ),
        search=lambda line: f"{line.name} {line.why}",
    )


def cells(line: Line) -> Sequence[object]:
    """A line as a file has it, in the order of :data:`HEAD`."""
    at = f"{line.at.astimezone(LONDON):%Y-%m-%d %H:%M}"
    return at, line.name, line.doing.capitalize(), line.shown or None, line.why or None


def _who(line: Line) -> str:
    return str(line.account or "nobody")


def _months(months: Sequence[str]) -> tuple[Choice, ...]:
    return tuple(Choice(each, f"{dt.date.fromisoformat(f'{each}-01'):%B %Y}") for each in months)
