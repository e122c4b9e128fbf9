"""The text of a report as lines, rid of what the page adds: running heads, page numbers, footnotes, odd characters.

A running head stands between two halves of a sentence wherever a page turns, and its page number may be glued to the
first word below it, so both go before anything is read. What was taken off is kept, because a running head of later
reports prints the dates of the inspection a second time.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
BROKEN_WORD = "\ufffe"
"""How PDFium gives a hyphen at the end of a line, whether the writer's own or the typesetter's."""
_PLAIN = {
    **dict.fromkeys((chr(code) for code in (0x00A0, 0x202F, 0x205F, 0x3000, 0x0009, *range(0x2000, 0x200B))), " "),
    **dict.fromkeys((chr(code) for code in (0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, 0x0000)), ""),
    **LIGATURES,
    "\u2010": "-",
    "\u2011": "-",
    "\u02bc": "’",
    "\u0060": "’",
    "\u00b4": "’",
    "\r\n": "\n",
    "\r": "\n",
    "\x02": BROKEN_WORD,
}

EDGE = 4  # a running head takes at most this many lines
_PAGE_NUMBER = re.compile(r"^[\s|–-]*(?:page\s*)?\d{1,3}(?:\s*(?:of|/)\s*\d{1,3})?[\s|–-]*$", re.IGNORECASE)
_HEAD = re.compile(
    r"^\d{0,3}\s*(?:(?:Inspection|Re-?inspection) of |(?:Focus(?:s?ed)?|Monitoring) [Vv]isit (?:to|of) )"
    r"[^.]{2,90}(?<![.,;])$"
)
_BEGINS_TEXT = re.compile(r"[A-Za-z‘“\u2022-\u2bff\uf000-\uf0ff]")
_DATES = re.compile(r"^\d{1,2}\b.{0,50}\b20\d\d\s*\d{0,3}$")
_MONTH = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)\b"
_FOOTNOTE = re.compile(rf"^(\d{{1,2}})\s+(?!{_MONTH})(?:[A-Z‘“(]|https?:|www)")
# a footnote's mark may come out on a line of its own before the grade of the row that it marks
_MARKED_GRADE = re.compile(
    r"(?:\d{1,2}\s+)?(?:outstanding|good|inadequate|requires?(?:\s+improvement)?.{0,15})", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the report's own text, with its page (1-based)."""

    text: str
    page: int


@dataclass(frozen=True, slots=True)
class ReportText:
    """The report's lines in order, and the running heads that were taken off."""

    lines: tuple[Line, ...]
    heads: tuple[Line, ...]
    page_count: int

    def joined(self, first: int, last: int) -> str:
        """The lines of pages ``first`` to ``last`` as one running text."""
        return join([line.text for line in self.lines if first <= line.page <= last])


def report_text(pages: Sequence[str]) -> ReportText:
    """The lines of a report, given the text of each page."""
    split = [_lines(page) for page in _mended(pages)]
    common, glued = _repeated(split), _numbers_glued(split)
    lines: list[Line] = []
    heads: list[Line] = []
    footnotes = 0
    for number, page in enumerate(split, start=1):
        kept, taken = _without_heads(page, number, common, glued=glued)
        heads.extend(Line(text, number) for text in taken)
        body, footnotes = _without_footnotes(kept, footnotes)
        lines.extend(Line(text, number) for text in body)
    return ReportText(tuple(lines), tuple(heads), len(pages))


def join(lines: Sequence[str]) -> str:
    """Lines as one text: a word broken at a hyphen or a range broken at a dash is made whole again."""
    text = ""
    for line in lines:
        text = line if not text else text + _between(text, line) + line
    return text.strip()


def _between(before: str, after: str) -> str:
    if before[-1:] not in "-–/":
        return " "
    if re.search(r"[a-z]-$", before) and re.match(r"[a-z]", after) and not re.match(r"(?:and|or|to)\b", after):
        return ""
    if re.search(r"\d[–-]$", before) and after[:1].isdigit():
        return ""
    return "" if before.endswith("/") else " "


def _mended(pages: Sequence[str]) -> list[str]:
    """The pages with one form of each space, quote and hyphen, and broken words whole.

    The hyphen at a line's end may be the writer's ("good-" "quality") or the typesetter's ("infor-" "mation"). The
    report itself tells: where the word without its hyphen stands elsewhere and the word with it does not, it goes.
    """
    whole = "\f".join(pages)
    for odd, plain in _PLAIN.items():
        if odd in whole:  # most stand in no report, and looking is quicker than replacing
            whole = whole.replace(odd, plain)
    if "\u00ad" in whole or BROKEN_WORD in whole:
        whole = _with_whole_words(whole)
    if "’ s" in whole or "' s" in whole:  # a gap after the apostrophe, where letters were set apart
        whole = re.sub(r"(?<=children[’']) s\b", "s", whole, flags=re.IGNORECASE)
    while "  " in whole:
        whole = whole.replace("  ", " ")
    return whole.split("\f")


def _with_whole_words(whole: str) -> str:
    whole = re.sub("\u00ad *\n? *", lambda found: BROKEN_WORD if "\n" in found[0] else "", whole)
    lower = whole.lower()
    words = frozenset(re.findall(r"[a-z]+", lower))
    hyphened = frozenset(re.findall(r"(?<![a-z])([a-z]+)-(?=([a-z]+))", lower))
    parts = re.split(f"{BROKEN_WORD} *\n?", whole)
    mended = [parts[0]]
    for before, after in pairwise(parts):
        left, right = re.search(r"[A-Za-z]*$", before[-40:]), re.match(r"[A-Za-z]*", after)
        halves = (left[0].lower() if left else "", right[0].lower() if right else "")
        typeset = all(halves) and "".join(halves) in words and halves not in hyphened
        mended.append("" if typeset else "-")
        mended.append(after)
    return "".join(mended)


def _lines(page: str) -> list[str]:
    return [line for line in map(str.strip, page.split("\n")) if line]


def _signature(line: str) -> str:
    return re.sub(r"\d+", "#", line).lower().strip(" #|.–-")


def _repeated(pages: Sequence[list[str]]) -> frozenset[str]:
    """The running heads: lines at the edge of many pages that differ in nothing but their numbers."""
    counts: Counter[str] = Counter()
    for page in pages[1:]:
        edges = {*page[:EDGE], *page[-EDGE:]}
        counts.update({_signature(line) for line in edges if not re.match(r"[a-z]|\d{1,3}[.)] ", line)})
    enough = max(3, len(pages) * 2 // 5)
    return frozenset(signature for signature, count in counts.items() if count >= enough and len(signature) > 5)


def _without_heads(page: list[str], number: int, common: frozenset[str], *, glued: bool) -> tuple[list[str], list[str]]:
    """The page without what runs over every page, and what was taken."""
    top, taken_top = _trimmed(page, number, common)
    bottom, taken_bottom = _trimmed(top[::-1], number, common, upwards=True)
    kept = bottom[::-1]
    if kept and number > 1:
        kept[0] = _unglued(kept[0], number, common, taken_top, glued=glued)
        kept = [line for line in kept if line]
    return kept, [*taken_top, *taken_bottom]


def _trimmed(
    page: list[str], number: int, common: frozenset[str], *, upwards: bool = False
) -> tuple[list[str], list[str]]:
    taken: list[str] = []
    kept = list(page)
    numbered = False
    for _ in range(EDGE):
        if not kept:
            break
        line = kept[0]
        head = number > 1 and not upwards and (_HEAD.match(line) or (taken and _tail_of_head(line)))
        repeated = _signature(line) in common and (number > 1 or upwards)  # a cover's title is no running head
        page_number = not numbered and bool(_PAGE_NUMBER.match(line))  # an edge has one number; a second is text
        if page_number or repeated or head:
            taken.append(kept.pop(0))
            numbered = numbered or page_number
        else:
            break
    return kept, taken


def _tail_of_head(line: str) -> bool:
    """Whether a line under a running head belongs to it: the dates of the inspection, or the rest of a long title."""
    return bool(_DATES.match(line) or re.match(r"^(?:local authority )?children[’']s services\s*\d{0,3}$", line, re.I))


def _unglued(line: str, number: int, common: frozenset[str], taken: Sequence[str], *, glued: bool) -> str:
    """A first line with a running head or a page number glued in front of it, rid of that."""
    for signature in common:
        pattern = r"\d+".join(re.escape(part) for part in signature.split("#"))
        found = re.match(rf"{pattern}\s*\d{{0,3}}\s*(?=\S)", line, re.IGNORECASE)
        if found:
            return line[found.end() :]
    dated = re.match(r"^\d{1,2}\b[^.]{0,45}?\b20\d\d\s*" + str(number) + r"\s*(?=\D|\d{1,3}[.)](?!\d))(?=\S)", line)
    if dated:
        return line[dated.end() :]
    if taken or not line.startswith(str(number)):
        return line
    rest = line[len(str(number)) :]
    if _BEGINS_TEXT.match(rest) or (glued and re.match(r"\d{1,3}[.)] ", rest)):
        return rest
    return line


def _numbers_glued(pages: Sequence[list[str]]) -> bool:
    """Whether this report's page numbers are glued to the first words below them, on many pages."""
    found = sum(
        1
        for number, page in enumerate(pages, start=1)
        if page and page[0].startswith(str(number)) and _BEGINS_TEXT.match(page[0][len(str(number)) :])
    )
    return found >= max(2, len(pages) // 4)


def _without_footnotes(page: list[str], before: int) -> tuple[list[str], int]:
    """The page without its footnotes, and how many there have been. They are numbered through the report.

    A line that only looks like one ("1 Children who need help") is told by its mark, which stands above on the page.
    """
    for index in range(max(1, len(page) - 16), len(page)):
        number = _footnote(page, index)
        if number in (before + 1, before + 2) and _is_marked(page[:index], number):
            return page[:index], number + _footnotes_after(page, index, number)
    return page, before


def _footnote(page: Sequence[str], index: int) -> int:
    """The number of the footnote that begins at a line, 0 where none does."""
    line = page[index]
    following = page[index + 1] if index + 1 < len(page) else ""
    found = _FOOTNOTE.match(line)
    if _MARKED_GRADE.fullmatch(line if found else following):
        return 0
    if found:
        return int(found[1])
    return int(line) if re.fullmatch(r"\d{1,2}", line) and re.match(r"[A-Z‘“(]", following) else 0


def _is_marked(above: Sequence[str], number: int) -> bool:
    mark = re.compile(rf"[A-Za-z.,;:?!’”)]{number}(?![\d.])|(?:^|\s){number}$")
    return any(mark.search(line) for line in above)


def _footnotes_after(page: Sequence[str], index: int, number: int) -> int:
    count = 0
    for place in range(index + 1, len(page)):
        if _footnote(page, place) == number + count + 1:
            count += 1
    return count
