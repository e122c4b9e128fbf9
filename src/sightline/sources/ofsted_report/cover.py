"""What the first pages say of a report: what kind it is, of whom, when, and who led.

The kind is told from the title, never from prose: a report may name another framework in its first paragraph.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from sightline.sources.ofsted_report.authorities import authority_called, authority_within
from sightline.sources.ofsted_report.dates import one_day, periods
from sightline.sources.ofsted_report.lines import Line, ReportText, join
from sightline.sources.ofsted_report.phrases import phrases
from sightline.sources.ofsted_report.reading import Period, Read, absent


class Kind(StrEnum):
    """What a report's title says it is. ``EARLIER``: of a framework before November 2013."""

    SIF = "sif"
    ILACS = "ilacs"
    FOCUSED_VISIT = "focused visit"
    MONITORING_VISIT = "monitoring visit"
    JTAI = "joint targeted area inspection"
    EARLIER = "earlier"


@dataclass(frozen=True, slots=True)
class Title:
    """A report's title. ``names``: what it calls the authority, "" where it stands apart from the title."""

    kind: Kind
    words: str
    place: int
    page: int
    names: str
    again: bool


_LABEL = re.compile(
    r"(?:^(?:re-?)?(?:inspection|fieldwork|visit)(?: visit)? date(?:s|\(s\))?(?![a-z])\s*[:–-]?"
    r"|^dates? of (?:the )?(?:inspection|fieldwork|visit)\s*[:–-]?|^inspected\s*:"
    r"|\binspection dates?\s*:)\s*(?P<rest>.*)$",
    re.IGNORECASE,
)
_GOES_ON = re.compile(
    r"^(?:(?:to|and|until|&)\b|[–—-]"
    r"|\d{1,2}(?:st|nd|rd|th)?\b.*\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|20\d\d)"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day\b"
    r"|(?:january|february|march|april|may|june|july|august|september|october|november|december)\b|20\d\d\.?$)",
    re.IGNORECASE,
)
_RANGE = re.compile(r"^\d{1,2}\b.{2,60}\b20\d\d\.?$")
_PUBLISHED = re.compile(
    r"(?:^|\breport )(?:published(?: on)?|publication date)\b\s*[:–-]?\s*(?P<rest>.*)$", re.IGNORECASE
)
_LEAD = re.compile(r"(?<!deputy )\blead (?:ofsted )?inspectors?(?:\s*[:–-]\s*|\s+)(?P<rest>.*)$", re.IGNORECASE)
_TITLE_OF_INSPECTOR = re.compile(
    r"[,(]?\s*\b(?:senior |ofsted |lead )*"
    r"(?:(?:her|his) majesty(?:[’']?s)?(?:\s+inspectors?)?|S?HMI|OI|SCRI|RIM|regional director)\b.*$",
    re.IGNORECASE,
)
_PERSON = re.compile(r"^[A-Z][\w’'.-]*(?: (?:[A-Z][\w’'.-]*|de|da|del|la|van|von|der|and))+$")


def title_of(report: ReportText) -> Title | None:
    """The report's title, or None where the first pages have none we know."""
    first = [(place, line) for place, line in enumerate(report.lines) if line.page <= 2][:90]
    for place, line in first:
        whole = join([each.text for each in report.lines[place : place + 4] if each.page == line.page])
        for kind, pattern in phrases().titles:
            candidate = line.text if pattern.pattern.endswith("$") else whole
            found = pattern.match(candidate)
            if found is not None and re.match(r"[A-Z]", line.text):
                groups = found.groupdict()
                names = _name_alone(groups.get("name") or "")
                return Title(Kind(kind), found[0], place, line.page, names, bool(groups.get("again")))
    head = join([line.text for place, line in first[:14]])
    letters = phrases().letters
    run_on = letters["run_on"].match(head)
    if run_on is not None:
        kind = Kind.SIF if run_on["sif"] else Kind.ILACS
        return Title(kind, run_on["title"], 0, 1, _name_alone(run_on["name"]), "re-" in run_on["title"].lower())
    opening = join([line.text for _, line in first])
    letter = letters["visit"].search(opening)
    if letter is not None:
        kind = Kind.MONITORING_VISIT if letter["kind"].lower() == "monitoring" else Kind.FOCUSED_VISIT
        return Title(kind, letter[0], 0, 1, _name_alone(letter["name"] or ""), again=False)
    if letters["joint"].search(opening[:3000]):
        return Title(Kind.JTAI, "joint targeted area inspection", 0, 1, "", again=False)
    return None


def _name_alone(words: str) -> str:
    text = re.sub(r"\b(?:the )?local authority$", "", " ".join(words.split()), flags=re.IGNORECASE).strip(" ,’'")
    return re.sub(r"^(?:local authority|the)\b\s*", "", text, flags=re.IGNORECASE).strip()


def authority_of(report: ReportText, title: Title | None, on: dt.date | None) -> tuple[Read[str], Read[str]]:
    """The authority's name in the list of authorities and its reference number, with the printed words."""
    for words, page in _candidates(report, title, on):
        found = authority_called(words, on)
        if found is not None:
            number = Read(found.urn, None, "looked up by the authority’s name") if found.urn else absent()
            return Read(found.name, page, words), number
    if title is not None and title.names and _looks_like_a_name(title.names):
        return Read(title.names, title.page, title.names), absent()
    return absent(), absent()


def _looks_like_a_name(words: str) -> bool:
    return len(words.split()) <= 8 and words[:1].isupper()


def _candidates(report: ReportText, title: Title | None, on: dt.date | None) -> Iterator[tuple[str, int]]:
    """Printed words that may name the authority, surest first."""
    lines = report.lines
    if title is not None:
        if title.names:
            yield title.names, title.page
        before = [line for line in lines[: title.place] if line.page == title.page]
        for count in range(min(4, len(before)), 0, -1):  # a name may run over lines: "Bath and North East" "Somerset"
            for start in range(len(before) - count, -1, -1):
                yield join([line.text for line in before[start : start + count]]), title.page
        for line in lines[title.place + 1 : title.place + 8]:
            yield line.text, line.page
        beneath = join([line.text for line in lines[title.place : title.place + 5]])
        said = re.match(r".{10,120}?services (?:in|for|of|at|provided by) (?:the )?(?=[A-Z])", beneath)
        inside = authority_within(beneath[said.end() : said.end() + 80], on) if said else None
        if inside is not None:
            yield inside.name, title.page
    opening = join([line.text for line in lines if line.page <= 2])
    for pattern in (
        r"\b(?:multi-agency|joint)\b[^.]{0,160}?\bin (?:the )?(?=[A-Z])",
        r"\b[Jj]oint targeted area inspection (?:of|in) (?:the )?",
        r"\bvisit to (?:the )?",
        r"\bChildren[’']s services in (?:the )?(?=.{2,70}\b(?:is|are|requires?)\b)",
    ):
        for found in re.finditer(pattern, opening):
            named = authority_within(opening[found.end() : found.end() + 80])
            if named is not None:
                yield named.name, 1
    for line in report.heads:
        for _, title_pattern in phrases().titles:
            head = title_pattern.match(line.text)
            if head is not None and head["name"]:
                yield _name_alone(head["name"]), line.page


def dates_of(report: ReportText, title: Title | None) -> tuple[tuple[Period, ...], int, str]:
    """The periods on site, the page they were read on, and the printed words; no periods where none are certain."""
    for place, line in enumerate(report.lines):
        if line.page > 2:
            break
        label = _LABEL.search(line.text)
        if label is None:
            continue
        words = label["rest"]
        for following in report.lines[place + 1 : place + 4]:
            if following.page != line.page or (words and not _GOES_ON.match(following.text)):
                break
            words = f"{words} {following.text}".strip()
        found = periods(words)
        if found:
            return found, line.page, words
    if title is not None and title.kind in (Kind.FOCUSED_VISIT, Kind.MONITORING_VISIT, Kind.JTAI):
        return _dates_in_letter(report)
    return _dates_under_title(report, title) or _dates_in_heads(report)


def _dates_under_title(report: ReportText, title: Title | None) -> tuple[tuple[Period, ...], int, str] | None:
    """A range of days that is a whole line of the cover beneath the title: one day there would be anything's."""
    if title is None:
        return None
    for line in report.lines[title.place + 1 : title.place + 6]:
        found = periods(line.text) if line.page == title.page and _RANGE.match(line.text) else ()
        if found and found[0].start < found[-1].end:
            return found, line.page, line.text
    return None


def _dates_in_heads(report: ReportText) -> tuple[tuple[Period, ...], int, str]:
    """The dates a running head repeats, where every head that gives dates gives the same."""
    seen: dict[tuple[Period, ...], tuple[int, str]] = {}
    for line in report.heads:
        dated = re.search(r"(\d{1,2}\b.*20\d\d)\s*\d{0,3}$", line.text)
        found = periods(dated[1]) if dated else ()
        if found and dated:
            seen.setdefault(found, (line.page, dated[1]))
    if len(seen) == 1:
        (found, (page, words)) = next(iter(seen.items()))
        return found, page, words
    return (), 0, ""


def _dates_in_letter(report: ReportText) -> tuple[tuple[Period, ...], int, str]:
    opening = join([line.text for line in report.lines if line.page <= 2])[:6000]
    for pattern in phrases().dates.values():
        for match in pattern.finditer(opening):
            words = match["when"]
            before = opening[max(0, match.start("when") - 9) : match.start("when")].lower()
            found = periods(f"between {words}" if before.strip().endswith("between") else words)
            if found:
                return found, 1, words
    return _dates_in_heads(report)


def published_of(report: ReportText) -> Read[dt.date]:
    """The day of publication where the report prints it; later reports do not."""
    for place, line in enumerate(report.lines):
        if line.page > 2:
            break
        label = _PUBLISHED.search(line.text)
        if label is None:
            continue
        following = report.lines[place + 1].text if place + 1 < len(report.lines) else ""
        for words in (label["rest"], f"{label['rest']} {following}"):
            day = one_day(words)
            if day is not None:
                return Read(day, line.page, line.text)
    return absent()


def lead_of(lines: Sequence[Line]) -> Read[str]:
    """The lead inspector, printed on the cover or in the list of the team."""
    for place, line in enumerate(lines):
        label = _LEAD.search(line.text)
        if label is None:
            continue
        words = label["rest"] or (lines[place + 1].text if place + 1 < len(lines) else "")
        name = _TITLE_OF_INSPECTOR.sub("", words).strip(" ,.;–-")
        if _PERSON.match(name):
            return Read(name, line.page, join([line.text] if label["rest"] else [line.text, words]))
    return absent()


def printed_type(report: ReportText) -> str:
    """ "short" or "standard" where the first page says which inspection this was, "" where it does not."""
    for line in report.lines:
        if line.page > 1:
            break
        found = re.match(r"(?:ilacs )?(short|standard) inspection\b", line.text, re.IGNORECASE)
        if found:
            return found[1].lower()
    return ""
