"""The rooms of the site and the pages in each, by what a person came for: the two levels of its navigation.

A page is shown to those who may open it, which its view says and not this list; a room to those who may open any page
in it, beginning with the first of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from django.urls import Resolver404, resolve

from sightline.access.bearer import Bearer
from sightline.access.permissions import Permission


@dataclass(frozen=True, slots=True)
class Place:
    """A page of a room. ``paths``: the beginnings of the addresses that belong to it, besides its own."""

    label: str
    address: str
    paths: tuple[str, ...] = ()

    def reaches(self, path: str) -> int:
        """How much of ``path`` the longest beginning that belongs to this page covers; 0 for none."""
        return max((len(each) for each in (self.address, *self.paths) if _is_within(path, each)), default=0)


@dataclass(frozen=True, slots=True)
class Room:
    """A room and its pages, in order."""

    label: str
    places: tuple[Place, ...]


ROOMS = (
    Room(
        "Today",
        (
            Place("Today", "/today/"),
            Place("Tasks", "/tasks/"),
            Place("My supervision", "/supervision/"),
            Place("Not on the record yet", "/drafts/"),
            Place("Learning", "/improvement/practice/learning/"),
        ),
    ),
    Room(
        "Children",
        (
            Place("List", "/children/", ("/break-glass/",)),
            Place("Search", "/search/"),
            Place("One child, two records", "/duplicates/"),
        ),
    ),
    Room(
        "Teams",
        (
            Place("Teams", "/teams/", ("/staff/",)),
            Place("Held by managers", "/held-by-managers/"),
            Place(
                "Supervision",
                "/supervision/team/",
                ("/supervision/worker/", "/supervision/record/", "/supervision/sessions/"),
            ),
        ),
    ),
    Room(
        "Findings",
        (
            Place("What an inspector would find", "/findings/", ("/", "/judgements/", "/lines/", "/about/")),
            Place("Standards", "/standards/", ("/carers/", "/council/")),
            Place("Children behind them", "/findings/children/"),
            Place("First stood out", "/first-stood-out/"),
            Place("Strengths", "/strengths/"),
            Place("Data quality", "/data-quality/"),
        ),
    ),
    Room(
        "Inspection",
        (
            Place("Inspection", "/inspection/"),
            Place("Mock inspections", "/inspection/mock/", ("/inspection/moderation/", "/inspection/concerns/")),
            Place("Files to audit", "/inspection/audits/"),
            Place(
                "By Ofsted",
                "/inspection/real/",
                ("/inspection/reports/", "/inspection/inspectors/", "/inspection/my-scope/"),
            ),
            Place("Every council", "/inspection/country/"),
        ),
    ),
    Room(
        "Improvement",
        (
            Place("The plan", "/improvement/"),
            Place("Measures", "/improvement/measures/"),
            Place("Boards", "/improvement/boards/"),
            Place("Campaigns", "/improvement/campaigns/"),
            Place(
                "Children to review",
                "/improvement/campaigns/mine/",
                ("/improvement/campaigns/reviews/", "/improvement/campaigns/worries/"),
            ),
            Place("Practice", "/improvement/practice/"),
            Place("Who knew what when", "/improvement/inquiries/"),
        ),
    ),
    Room(
        "Scrutiny",
        (
            Place("Ten figures", "/scrutiny/"),
            Place("Questions", "/scrutiny/questions/"),
            Place("Documents", "/scrutiny/documents/"),
            Place("Committee", "/scrutiny/committee/"),
            Place("Corporate parenting", "/scrutiny/corporate-parenting/"),
            Place("The telling gap", "/scrutiny/telling-gap/"),
            Place("Publications", "/scrutiny/publications/"),
        ),
    ),
    Room(
        "Council",
        (
            Place("Unusual access", "/access/unusual/"),
            Place("Broken glass", "/access/broken-glass/"),
            Place("Accounts", "/accounts/"),
        ),
    ),
)


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of the navigation as one reader sees it. ``current``: what ``aria-current`` says, "" for elsewhere."""

    label: str
    address: str
    current: str


@dataclass(frozen=True, slots=True)
class Navigation:
    """The rooms open to one reader, and the pages of the one they are in; none where it has a single page."""

    rooms: tuple[Entry, ...]
    room: str
    places: tuple[Entry, ...]


NOWHERE = Navigation((), "", ())


def navigation(reader: Bearer, path: str) -> Navigation:
    """The navigation of ``reader`` at ``path``."""
    open_to = {room: [each for each in room.places if may_open(reader, each)] for room in ROOMS}
    reach, here, place = max(
        ((each.reaches(path), room, each) for room, places in open_to.items() for each in places),
        key=lambda found: found[0],
        default=(0, None, None),
    )
    if not reach:
        here, place = None, None
    rooms = tuple(
        Entry(room.label, places[0].address, _current(room is here, places[0].address, path))
        for room, places in open_to.items()
        if places
    )
    if here is None or len(open_to[here]) < 2:
        return Navigation(rooms, "", ())
    inside = (Entry(each.label, each.address, _current(each is place, each.address, path)) for each in open_to[here])
    return Navigation(rooms, here.label, tuple(inside))


def first_open(reader: Bearer) -> str | None:
    """The address of the first room open to ``reader``; None where none is."""
    rooms = navigation(reader, "").rooms
    return rooms[0].address if rooms else None


def may_open(reader: Bearer, place: Place) -> bool:
    """Whether the reader's roles give what the page asks."""
    asked = _asked(place.address)
    return asked is not None and reader.may(asked)


def _is_within(path: str, beginning: str) -> bool:
    """The first page is itself alone, though every address begins as it does."""
    return path == beginning if beginning == "/" else path.startswith(beginning)


def _current(is_here: bool, address: str, path: str) -> str:
    if not is_here:
        return ""
    return "page" if path == address else "true"


@cache
def _asked(address: str) -> Permission | None:
    """What the page at ``address`` asks; None where there is no such page."""
    try:
        found = getattr(resolve(address).func, "permission", None)
    except Resolver404:
        return None
    return found if isinstance(found, Permission) else None
