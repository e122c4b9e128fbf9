"""What has to improve, for the council and for the safeguarding board, out of all the lists of a report."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sightline.sources.ofsted_report.headings import Starts, board_section, heading_at
from sightline.sources.ofsted_report.lines import Line, ReportText
from sightline.sources.ofsted_report.lists import PrintedList, printed_list, tagged
from sightline.sources.ofsted_report.reading import Body, ReadRecommendation, Suggested


def lists_of(report: ReportText, contents: frozenset[int]) -> list[PrintedList]:
    """Every list of what has to improve and of strengths, in the report's order."""
    lines = report.lines
    titles = _entries(lines, contents)
    found: list[PrintedList] = []
    place = 0
    while place < len(lines):
        heading = heading_at(lines, place) if place not in contents else None
        if heading is None or heading.starts is Starts.OTHER:
            place += 1
            continue
        printed = printed_list(lines, place, heading, contents, titles)
        if printed.items:
            found.append(printed)
            place = max(printed.ended_at, place + heading.lines)
        else:
            place += heading.lines
    return found


def _board_reviewed(report: ReportText) -> bool:
    """Whether the cover says that the safeguarding board was reviewed beside the council."""
    cover_words = report.joined(1, 1)
    return bool(re.search(r"\breview of the effectiveness of the\b.{0,60}\bboard", cover_words, re.IGNORECASE))


def _entries(lines: Sequence[Line], contents: frozenset[int]) -> frozenset[str]:
    """The headings that the contents page announces, lower case; each ends a list where it stands alone on a line."""
    entries = (re.sub(r"[\s.…]*\d{1,3}$", "", lines[place].text).lower() for place in contents)
    return frozenset(entry for entry in entries if len(entry) > 8 and " " in entry)


def recommendations_of(
    report: ReportText,
    contents: frozenset[int],
    lists: Sequence[PrintedList],
    warnings: list[str],
    *,
    visit: bool,
) -> tuple[tuple[ReadRecommendation, ...], tuple[Suggested, ...], frozenset[int]]:
    """Recommendations of both bodies, printed strengths, and the places of the lines they take."""
    board_from = board_section(report.lines, contents)
    reviewed = board_from is not None or _board_reviewed(report)
    kept: list[ReadRecommendation] = []
    strengths: list[Suggested] = []
    seen: list[Starts] = []
    for printed in lists:
        place = printed.ended_at - 1
        if board_from is not None:
            board = printed.heading.board or place >= board_from
        else:  # the part about the board was not found: a second list of its kind, late in the report, is the board's
            again = any(printed.heading.starts is each for each in seen) and printed.page * 5 > report.page_count * 2
            board = printed.heading.board or (reviewed and again)
        seen.append(printed.heading.starts)
        if printed.heading.starts is Starts.STRENGTHS:
            if not printed.bare and not board:
                strengths.extend(Suggested(item.text, item.page, printed=True) for item in printed.items)
            continue
        if printed.bare and printed.heading.starts is not Starts.IMPROVE and not visit:
            continue  # prose under any other heading is a list only in a letter
        if printed.bare:
            warnings.append(
                f"The list under “{printed.heading.words}” on page {printed.page} is printed without bullets or "
                "numbers; its items were told apart by their sentences."
            )
        if printed.bare_priority:
            warnings.append(
                f"Part of the list under “{printed.heading.words}” on page {printed.page} is printed as a paragraph; "
                "its items were told apart by their sentences."
            )
        if printed.skipped_number:
            warnings.append(
                f"A number is missing from the list under “{printed.heading.words}” on page {printed.page}."
            )
        body = Body.BOARD if board else Body.COUNCIL
        found = [
            ReadRecommendation(item.number, text, item.page, item.under, body, tag)
            for item in printed.items
            for text, tag in (tagged(item.text),)
        ]
        before = {(each.number, each.text) for each in kept if each.body is body}
        if not all((each.number, each.text) in before for each in found):  # a list printed twice is one list
            kept.extend(found)
    if not visit and not any(each.body is Body.COUNCIL for each in kept):
        warnings.append("The report prints no list of what the council has to improve, or none was found.")
    if reviewed and not any(each.body is Body.BOARD for each in kept):
        warnings.append("No list of what the safeguarding board has to improve was found.")
    taken = (range(printed.began_at, printed.ended_at) for printed in lists)
    return tuple(kept), tuple(strengths), frozenset(place for places in taken for place in places)
