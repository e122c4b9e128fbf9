"""Which lines of a report are headings, and what each begins.

A heading is known by its whole line, allowing a footnote mark, a colon and either kind of apostrophe. Two things look
like headings and are none: the entries of the contents page, and a line of prose that happens to break there.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from sightline.sources.ofsted_report.lines import Line
from sightline.sources.ofsted_report.phrases import phrases

BULLET = re.compile(
    r"^(?:[\u2022\u25cf\u25a0\u25aa\u25fc\u25fe\u2b1b\u25cb\u25e6\u2023\u2043\u00b7\u2219\uf000-\uf0ff*»►➢❖✓]"
    r"|[–—-](?=\s)|(?:[§onlquvüøØ¾]|[^\w\s‘“\"'(\[£€$%&@#.,;:!?–—-])(?=\s+[A-Z‘“]))\s*"
)
"""A bullet that begins a line. PDFs give Wingdings by its letters: "n" and "§" are squares."""

NUMBERED = re.compile(r"^(\d{1,3})[.)](?:\s+|(?=[A-Z‘“])|$)(.*)$")


class Starts(StrEnum):
    """What a heading begins."""

    IMPROVE = "improve"  # a list of what has to improve; its own lines may be headed by priority
    RECOMMENDATIONS = "recommendations"
    PRIORITY = "priority"  # "Priority and immediate action", "Areas for priority action"
    AREAS = "areas"  # "Areas for improvement"
    STRENGTHS = "strengths"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading: what it begins, its printed words, how many lines it takes, and whether it names the board."""

    starts: Starts
    words: str
    lines: int
    board: bool


_FIRST_WORDS = frozenset(
    [
        "what",
        "needs",
        "areas",
        "area",
        "priority",
        "immediate",
        "recommendations",
        "recommendation",
        "key",
        "main",
        "summary",
        "the",
        "this",
        "strengths",
        "findings",
        "finding",
        "inspection",
        "headline",
        "detailed",
        "progress",
        "executive",
        "overview",
        "information",
        "section",
        "contents",
        "about",
        "local",
        "next",
        "case",
        "practice",
        "overall",
        "previous",
        "early",
        "help",
        "children",
        "care",
        "adoption",
        "leadership",
        "lscb",
        "lscbs",
        "yours",
        "i",
        "ofsted",
        "any",
    ]
)
_AMBIGUOUS = re.compile(
    r"^(?:the )?(?:early help|help and protection|care leavers|children in care|adoption|leadership.*|"
    r"local authority|council|authority|board|lscbs?|overview|strengths|contents|safeguarding (?:children )?board)$",
    re.IGNORECASE,
)
_PART_NAME = re.compile(
    r"^(?:early help|help and protection|children in care|care leavers|adoption.*|"
    r"children (?:who need help|looked after).*|leadership.*|(?:the )?experiences and progress of .*)$",
    re.IGNORECASE,
)
_BEGINNINGS = re.compile(
    r"^(?:The (?:experiences? and progress|impact of leaders)\b|Children who need help and protection\b"
    r"|Leadership, management and governance\b|Yours (?:sincerely|faithfully)|I am copying this letter"
    r"|Ofsted will (?:take|publish)|The Office for Standards in Education|Any complaints about the inspection"
    r"|The (?:judgement|graded judgement)\b)"
)


def heading_at(lines: Sequence[Line], index: int) -> Heading | None:
    """The heading that begins at a line, or None. A long one may run over two lines."""
    line = lines[index].text
    if not "A" <= line[:1] <= "Z" or len(line) > 110 or not _may_head(line):
        return None
    if _BEGINNINGS.match(line):
        return Heading(Starts.OTHER, line, 1, board=False)
    found = _known(line, 1)
    following = lines[index + 1].text if index + 1 < len(lines) else ""
    if found is None and following[:1].islower() and len(following) < 70:
        found = _known(f"{line} {following}", 2)
        if found is not None and found.starts is Starts.OTHER:
            return None
    return found


def is_ambiguous(words: str) -> bool:
    """Whether a heading's words may as well be the end of a sentence that broke there: "The council", "LSCB"."""
    return bool(_AMBIGUOUS.match(words))


def is_part_name(words: str) -> bool:
    """Whether a heading names a part of the service, under which a long list may be grouped."""
    return bool(_PART_NAME.match(words))


def _may_head(line: str) -> bool:
    first = line.split(None, 1)[0].rstrip(":?.,’'s").lower()
    if first in _FIRST_WORDS or line.split(None, 1)[0].lower().rstrip(":?") in _FIRST_WORDS:
        return True
    return any(word in line for word in ("oard", "LSCB", "trengths", "ecommendation"))


def _known(words: str, count: int) -> Heading | None:
    if words.endswith((",", ";")) or (words.endswith(".") and not words.startswith("What")):
        return None
    text = words.lower().replace("’", "'").replace("‘", "'")
    text = re.sub(r"[\s:?.;–-]*\d{0,2}[\s:?.;–-]*$", "", text).strip()
    for starts, pattern in phrases().headings:
        if pattern.match(text):
            board = bool(re.search(r"\blscbs?\b|\bboards?\b", text))
            printed = re.sub(r"[\s:?]*\d{0,2}[\s:?]*$", "", words).strip()
            return Heading(Starts(starts), printed, count, board)
    return None


def contents_region(lines: Sequence[Line]) -> frozenset[int]:
    """The places of the lines that belong to the contents page."""
    for index, line in enumerate(lines):
        if re.fullmatch(r"(?:table of )?contents(?: page)?", line.text, re.IGNORECASE):
            page = line.page
            region = {place for place in range(index, len(lines)) if lines[place].page == page}
            after = [place for place in range(max(region) + 1, min(max(region) + 40, len(lines)))]
            after = [place for place in after if lines[place].page == page + 1]
            numbered = [place for place in after if re.search(r"(?:\D\s|^|\.)\d{1,3}$", lines[place].text)]
            if len(numbered) >= 5 and after and numbered[0] - after[0] <= 3:
                region.update(range(after[0], numbered[-1] + 1))
            return frozenset(region)
        if line.page > 6:
            break
    return frozenset()


_BOARD_SECTION = re.compile(
    r"^(?:section (?:2|two)\s*[:.–-]?\s*)?"
    r"(?:(?:review of )?(?:the )?effectiveness of (?:the )?lscb"
    r"|(?:the )?(?:.{0,70}\s)?(?:local )?safeguarding children boards?(?: \(.{2,12}\))?)"
    r"(?:\s(?:is|requires?)\s?(?:outstanding|good|improvement(?: to be good)?|inadequate))?[\s.…]*\d{0,3}$",
    re.IGNORECASE,
)


def board_section(lines: Sequence[Line], contents: frozenset[int]) -> int | None:
    """Where the part about the safeguarding board begins, or None: a heading by itself, not a line of prose.

    It comes last in a report: not before the page that the contents give, nor in the first two fifths.
    """
    announced = _announced(lines, contents)
    later = max(4, (lines[-1].page * 2) // 5 if lines else 4)
    for earliest in (announced - 1, later) if announced else (later,):
        found = _board_heading(lines, contents, earliest)
        if found is not None:
            return found
    if announced:
        return next(
            (place for place, line in enumerate(lines) if line.page == announced and place not in contents), None
        )
    return None


def _board_heading(lines: Sequence[Line], contents: frozenset[int], earliest: int) -> int | None:
    for index, line in enumerate(lines):
        if line.page < earliest or index in contents or not re.match(r"[A-Z]", line.text):
            continue
        following = [each.text for each in lines[index + 1 : index + 3]] + ["", ""]
        words, after = line.text, following[0]
        if re.search(r"\b(?:Local|Safeguarding|Children|the)$", words):  # a heading over two lines
            words, after = f"{words} {following[0]}", following[1]
        if ("oard" not in words and "LSCB" not in words) or not _BOARD_SECTION.match(words):
            continue
        before = lines[index - 1]
        begins = before.page != line.page or bool(re.search(r"[.:!?)\d]$", before.text)) or len(before.text) < 40
        if begins and not re.match(r"[a-z]", after):
            return index
    return None


def _announced(lines: Sequence[Line], contents: frozenset[int]) -> int | None:
    """The page on which the contents say that the board's part begins."""
    places = sorted(contents)
    for index, place in enumerate(places):
        after = places[index + 1] if index + 1 < len(places) else None
        entry = lines[place].text
        if "oard" not in entry or not _BOARD_SECTION.match(entry):
            continue
        number = re.search(r"(\d{1,3})$", entry) or (re.fullmatch(r"(\d{1,3})", lines[after].text) if after else None)
        if number and 4 <= int(number[1]) <= lines[-1].page:
            return int(number[1])
    return None
