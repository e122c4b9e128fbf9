"""The lists of a report: what has to improve, for the council and for the safeguarding board, and printed strengths.

One walk serves every layout. A list begins under its heading; an item is begun by a bullet or by the next number, and
takes every line until the next; the list ends at the next heading, or at the first numbered finding under bullets.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from sightline.sources.ofsted_report.headings import (
    BULLET,
    NUMBERED,
    Heading,
    Starts,
    heading_at,
    is_ambiguous,
    is_part_name,
)
from sightline.sources.ofsted_report.lines import Line, join

SMALLER = "–—-o○◦"
"""Bullets of a list inside a list: under another kind of bullet or a number they belong to the item above."""

PRIORITIES = (Starts.PRIORITY, Starts.AREAS)
"""The headings that say how soon: the others say no more than that something has to improve."""

_NUMBER_WORD = r"(?:\d|one|two|three|four|five|six|seven|eight)"
_TAG = re.compile(
    rf"\s*[(\[]([^()\[\]]{{0,60}}\b(?:outcomes?|enablers?|principles?)\s+{_NUMBER_WORD}\b[^()\[\]]{{0,80}})[)\]]"
    r"\s*\.?\s*\d{0,2}$",
    re.IGNORECASE,
)

_NONE = re.compile(r"(?:none|nil|not applicable|n/a|there (?:is|are) none)(?: identified)?\.?$", re.IGNORECASE)
"""What stands under a heading of which there is nothing to say, with a bullet or without."""


@dataclass(slots=True)
class Item:
    """An item of a list as it is being read."""

    number: str
    page: int
    lines: list[str]
    under: str

    @property
    def text(self) -> str:
        """The item's words, whole, without the mark of a footnote at their end."""
        return re.sub(r"(?<=[a-z)][.;])\d{1,2}$", "", join([line for line in self.lines if line]))


@dataclass(slots=True)
class PrintedList:
    """A list as it was read. ``bare``: it has neither bullets nor numbers, so that its items are told by sentences."""

    heading: Heading
    page: int
    items: list[Item] = field(default_factory=list)
    bare: bool = False
    bare_priority: bool = False  # a priority action printed as prose before a list of the rest
    skipped_number: bool = False
    began_at: int = 0
    ended_at: int = 0


def printed_list(
    lines: Sequence[Line], start: int, heading: Heading, contents: frozenset[int], titles: frozenset[str]
) -> PrintedList:
    """The list that begins under the heading at ``start``. ``titles``: the entries of the contents page."""
    walk = _Walk(PrintedList(heading, lines[start].page), heading.words if heading.starts in PRIORITIES else "")
    walk.is_soonest = heading.starts is Starts.PRIORITY
    index = start + heading.lines
    while index < len(lines):
        if index in contents:
            index += 1
            continue
        found = heading_at(lines, index) if not walk.awaits_text() else None
        if found is not None and walk.is_grouped_under(found, lines, index):
            index += found.lines
            continue
        if found is not None and not walk.continues_through(found, lines[index].text):
            break
        if found is not None and found.starts in PRIORITIES:
            walk.under_heading(found)
            index += found.lines
            continue
        if found is None and lines[index].text.lower() in titles and not walk.in_sentence():
            break
        if not walk.take(lines[index]):
            break
        index += 1
    walk.printed.began_at, walk.printed.ended_at = start, index
    walk.finish()
    return walk.printed


def tagged(text: str) -> tuple[str, str]:
    """An item's text without the tag of the National Framework that ends it, and the tag ("" for none)."""
    found = _TAG.search(text)
    if found is None:
        return text, ""
    words = text[: found.start()].rstrip()
    return (words if words.endswith((".", ";", "?")) else words + "."), " ".join(found[1].split())


@dataclass(slots=True)
class _Walk:
    printed: PrintedList
    under: str
    kind: str = ""  # "", "numbers" or the bullet in use
    inner: str = ""  # the bullet of a list inside the list
    last: int = 0
    intro: list[Line] = field(default_factory=list)
    fresh_heading: bool = True
    is_soonest: bool = False  # under the heading of what has to be done first
    without_stops: bool = False  # numbers printed without a full stop: "1 Ensure that"

    def under_heading(self, found: Heading) -> None:
        self._keep_priority_prose()
        self.under, self.is_soonest = found.words, found.starts is Starts.PRIORITY
        self.fresh_heading = True
        self.intro.clear()

    def _keep_priority_prose(self) -> None:
        """Letters print what is most urgent as a paragraph and the rest as bullets: the paragraph must not be lost."""
        if not (self.is_soonest and self.fresh_heading and self.intro):
            return
        items = _by_sentence(self.intro, self.under)
        self.printed.items.extend(items)
        self.printed.bare_priority = self.printed.bare_priority or bool(items)

    def awaits_text(self) -> bool:
        """Whether a bullet or number stood alone on its line, so that whatever comes next is its text."""
        items = self.printed.items
        return bool(items) and not items[-1].lines and not self.fresh_heading

    def is_grouped_under(self, found: Heading, lines: Sequence[Line], index: int) -> bool:
        """Whether a heading only groups the list by part of the service: the numbers or bullets go on under it."""
        after = lines[index + found.lines].text if index + found.lines < len(lines) else ""
        number = NUMBERED.match(after)
        if number is not None:
            goes_on = self.kind == "numbers" and int(number[1]) == self.last + 1
        else:
            goes_on = (
                self.kind not in ("", "numbers") and after.startswith(self.kind) and "progress of" not in found.words
            )
        return goes_on and is_part_name(found.words)

    def in_sentence(self) -> bool:
        """Whether the item being read has not come to the end of a sentence."""
        items = self.printed.items
        return bool(items) and not re.search(r"[.;:?!)]$", items[-1].lines[-1] if items[-1].lines else "")

    def continues_through(self, found: Heading, line: str) -> bool:
        """Whether a heading stands inside the list: the headings of priority do, others end it."""
        if found.starts in PRIORITIES:
            return self.printed.heading.starts in (Starts.IMPROVE, Starts.PRIORITY, Starts.AREAS) and not (
                self.printed.heading.board != found.board and found.board
            )
        if self.in_sentence() and is_ambiguous(line):
            return True
        return found.starts is self.printed.heading.starts and not self.printed.items

    def take(self, line: Line) -> bool:
        """Take a line into the list; False where it does not belong to it any more."""
        number = NUMBERED.match(line.text)
        bullet = BULLET.match(line.text)
        if number is not None and self.kind not in ("", "numbers"):
            return int(number[1]) != 1 and self._continue(line)
        if number is not None and self._is_next(int(number[1])):
            self._begin(number[1], number[2], line.page)
            self.kind, self.last = "numbers", int(number[1])
            return True
        if self._is_next_without_stop(line):
            return True
        if bullet is not None:
            glyph = bullet[0].strip()
            if self._is_smaller(glyph):
                inside = line.text if glyph in "–—-" else line.text[bullet.end() :].strip()
                return self._continue(Line(inside, line.page))
            self._begin("", line.text[bullet.end() :].strip(), line.page)
            self.kind = self.kind or glyph
            return True
        return self._continue(line)

    def _is_next(self, number: int) -> bool:
        if self.kind == "":
            return True
        if number in (self.last + 1, self.last + 2) and number == self.last + 2:
            if self.in_sentence():
                return False
            self.printed.skipped_number = True
            return True
        return number == self.last + 1 or (number == 1 and self.fresh_heading)

    def _is_next_without_stop(self, line: Line) -> bool:
        bare = re.match(r"^(\d{1,2})\s+([A-Z‘“].*)$", line.text)
        if bare is None or int(bare[1]) != self.last + 1 or self.in_sentence():
            return False
        if self.kind == "" or (self.kind == "numbers" and self.without_stops):
            self._begin(bare[1], bare[2], line.page)
            self.kind, self.last, self.without_stops = "numbers", int(bare[1]), True
            return True
        return False

    def _is_smaller(self, glyph: str) -> bool:
        if self.kind == "numbers":
            return True
        if glyph == self.inner:
            return True
        opens = self.printed.items and self.printed.items[-1].lines and self.printed.items[-1].lines[-1].endswith(":")
        if self.kind and glyph != self.kind and opens:
            self.inner = glyph
            return True
        return self.kind != "" and self.kind not in SMALLER and glyph in SMALLER

    def _begin(self, number: str, text: str, page: int) -> None:
        self.printed.items.append(Item(number, page, [text] if text else [], self.under))
        self.fresh_heading = False

    def _continue(self, line: Line) -> bool:
        if re.fullmatch(r"\d{1,2}", line.text) and not self.in_sentence():
            return True  # the mark of a footnote, set by itself
        if self.printed.items and not self.fresh_heading:
            self.printed.items[-1].lines.append(line.text)
        else:
            self.intro.append(line)
        return True

    def finish(self) -> None:
        """Put right what only shows at the end: headings inside the list, and lists without bullets."""
        if self.printed.items:
            self._keep_priority_prose()
        self.printed.items = items = [each for each in self.printed.items if not _NONE.match(each.text)]
        for item in items:
            _drop_trailing_heading(item)
        if not items and self.intro:
            self.printed.items = _by_sentence(self.intro, self.under)
            self.printed.bare = bool(self.printed.items)


def _drop_trailing_heading(item: Item) -> None:
    """Take off a short line without a full stop after a finished sentence: a sub-heading over the next item."""
    if len(item.lines) < 2:
        return
    before, last = item.lines[-2], item.lines[-1]
    if (
        re.search(r"[.;]$", before)
        and re.match(r"[A-Z]", last)
        and len(last) < 70
        and not re.search(r"[.;,:)]$|\b(?:and|or)$", last)
    ):
        item.lines.pop()


def _by_sentence(lines: Sequence[Line], under: str) -> list[Item]:
    """Items of a list printed without bullets: a line that ends a sentence, or stops short of the margin before a
    capital, ends an item. None where the words say that there is none.
    """
    items: list[Item] = []
    margin = max(len(line.text) for line in lines) * 0.8
    before = "."
    for line in lines:
        short = len(before) < margin and line.text[:1].isupper()
        if short or re.search(r"[.;)]$", before):
            items.append(Item("", line.page, [], under))
        items[-1].lines.append(line.text)
        before = line.text
    whole = " ".join(item.text for item in items).lower()
    if re.search(r"\bno (?:areas?|recommendations?)\b|\bnone\b", whole) or whole.endswith(":"):
        return []
    return items
