"""The lists, columns and codes as a reference page."""

from __future__ import annotations

from collections.abc import Iterator

from sightline.sources.annex_a.specification import AnnexList, ListCodes, ListColumn, specification

HEAD = """\
# Annex A: the child-level lists

Generated from `src/sightline/sources/annex_a`. What each list asks, where the record keeps it, and the codes it is
written in. [How to hand the lists over](../how-to/hand-over-the-lists.md).
"""
CARRIED = """\
*Back*: whether reading the list puts the column into the record. The others are worked out from the rest, or have no
place in it. Of visits, reviews, placements and health checks a list holds the newest alone, and most look back six
months; a standard that asks for more is not assessable from a workbook.
"""


def render_markdown() -> str:
    """The page."""
    about = specification()
    out = [HEAD, f"{about.version}", "", f"How sure we are: {about.confidence}", "", "Sources:", ""]
    out += [f"- {each}" for each in about.sources]
    out += ["", CARRIED]
    for annex_list in about.lists.values():
        out += _list(annex_list)
    out += ["## Codes", ""]
    for codes in about.code_sets.values():
        out += _codes(codes)
    return "\n".join(out).rstrip() + "\n"


def _list(annex_list: AnnexList) -> Iterator[str]:
    yield from (f"## List {annex_list.number}: {annex_list.title}", "")
    yield f"{_sentence(annex_list.includes)} Period: {annex_list.period}. {_sentence(annex_list.row_rule)}"
    yield ""
    if annex_list.says:
        yield from (*(f"- {each}" for each in annex_list.says), "")
    yield from ("| column | means | from the record | codes | back |", "|---|---|---|---|---|")
    yield from map(_column, annex_list.columns)
    yield ""


def _column(column: ListColumn) -> str:
    reads = ", ".join(f"`{table}.{name}`" for table, name in column.reads) or "nothing"
    codes = f"[{column.codes.name}](#{column.codes.name})" if column.codes else column.kind.value
    means = _sentence(column.meaning) + (f" Empty {column.blank}." if column.blank else "")
    if column.seen_in != "both":
        means += f" Seen in {column.seen_in.removesuffix(' only')} only."
    return f"| {column.name} | {means} | {reads} | {codes} | {'yes' if column.is_carried else '–'} |"


def _codes(codes: ListCodes) -> Iterator[str]:
    yield from (f"### {codes.name}", "", f"From: {codes.source}.", "")
    yield from ("| written | the record's | |", "|---|---|---|")
    for each in codes.codes:
        record = ", ".join(f"`{code}`" for code in each.record) or "–"
        yield f"| {each.written} | {record} | {'not known' if each.code == codes.unknown else ''} |"
    yield ""


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:].rstrip(".") + "."
