"""The children in need census: one XML file a council and year, read into the record.

What a census says of a child's episode of need, its assessments, plans, section 47 enquiries and conferences becomes
rows of the record. The census gives nothing but the child an identifier, so keys are made from the child's and the date
a thing began (``<child>|<referral date>``, then ``|assessment|<start>`` and so on): the same in every year's census.
Two things of a kind that began the same day cannot be told apart; the first is kept and the second reported.

The file is read a child at a time and never held whole. Document types, entities and external references are refused.

https://www.gov.uk/guidance/children-in-need-census
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from sightline.errors import SourceError
from sightline.sources.cin_child import ChildReader
from sightline.sources.cin_elements import local_name
from sightline.sources.cin_supply import SUPPLIED
from sightline.sources.extract import Extract
from sightline.sources.progress import Progress, silent
from sightline.sources.refusals import RefusalLog
from sightline.sources.rows import RecordBuilder

_ROOT = "Message"
_PIECE = 1 << 16
_LARGEST_FILE = 1 << 29  # bytes; the largest authority's is about a fifth of this, and what is read is held in memory
_LARGEST_CHILD = 1 << 24  # bytes; the largest real one is some hundred thousand
_MARKUP_BEFORE_ROOT = re.compile(r"\s*(?:<\?.*?\?>|<!--.*?-->)", re.DOTALL)
_FIRST_TAG = re.compile(r"\s*<(?:[\w.-]+:)?([\w.-]+)")


def may_be_census(head: bytes) -> bool:
    """Whether a file that begins with these bytes is XML with the census's root element, or one not yet in sight."""
    encoding = "utf-16" if head.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    text = head.decode(encoding, errors="ignore")
    while match := _MARKUP_BEFORE_ROOT.match(text):
        text = text[match.end() :]
    if not text.lstrip().startswith("<"):
        return False
    tag = _FIRST_TAG.match(text)
    return tag is None or tag[1] == _ROOT


def read(path: Path, progress: Progress = silent) -> Extract:
    """Read a census; each refused value is reported with its line, and a child without an identifier is refused whole.

    Raises :class:`SourceError` when the file is not a census, breaks off, declares a document type, or nests deeper or
    holds larger elements than any census.
    """
    log, builder = RefusalLog(), RecordBuilder(SUPPLIED, "LAchildID")
    year = None
    reader = ChildReader(path.name, builder, log)
    for element in _elements(path, progress):
        if local_name(element.tag) == "Child":
            reader.read(element)
        else:
            year = _year(element) or year
    source = f"children in need census{f' {year}' if year else ''}"
    return builder.finish(source, log)


def _elements(path: Path, progress: Progress) -> Iterator[etree._Element]:
    """The header and each child as soon as it is whole; what came before it is let go."""
    parser = etree.XMLPullParser(
        events=("end",),
        tag=("{*}Child", "{*}Header"),
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    size, done, since_child, is_census = path.stat().st_size, 0, 0, False
    if size > _LARGEST_FILE:
        raise SourceError(
            f"{path.name} is larger than {_LARGEST_FILE >> 20} MB, which no authority's census is; check what it holds"
        )
    with path.open("rb") as file:
        try:
            while piece := file.read(_PIECE):
                parser.feed(piece)
                done += len(piece)
                since_child += len(piece)
                for _, element in parser.read_events():
                    if not isinstance(element, etree._Element):
                        continue
                    if not is_census:
                        _check_root(path, element)
                        is_census = True
                    since_child = 0
                    yield element
                    _let_go(element)
                if since_child > _LARGEST_CHILD:
                    raise SourceError(
                        f"{path.name} holds one element larger than {_LARGEST_CHILD >> 20} MB, which no census does; "
                        "ask for the file to be made again."
                    )
                progress("reading the census", done, size)
            _check_root(path, parser.close())
        except etree.XMLSyntaxError as error:
            raise _not_well_formed(path, parser, error) from None


def _check_root(path: Path, element: etree._Element) -> None:
    document = element.getroottree()
    if document.docinfo.internalDTD is not None:
        raise SourceError(
            f"{path.name} declares a document type, which no census needs and which could hide an attack; "
            "remove the DOCTYPE or ask for the file to be made again."
        )
    if local_name(document.getroot().tag) != _ROOT:
        raise SourceError(
            f"{path.name} is XML but not a children in need census; its outermost element is not Message."
        )


def _not_well_formed(path: Path, parser: etree.XMLPullParser, error: etree.XMLSyntaxError) -> SourceError:
    """What is wrong in our own words; the parser's could repeat what stands in the file."""
    first = next(iter(parser.feed_error_log), None)
    line = (first.line if first is not None else error.lineno) or 1
    said = f"{first.message if first is not None else ''} {error.msg}".casefold()
    if "entity" in said:
        why = "uses entities, which no census needs and which could hide an attack"
    elif "depth" in said:
        why = "nests elements deeper than any census"
    else:
        why = "is not well-formed XML, or breaks off there"
    return SourceError(f"{path.name}, line {line}: the file {why}; ask for it to be made again.")


def _let_go(element: etree._Element) -> None:
    """Forget the element's content, and all that stood before it or before what holds it."""
    element.clear()
    holder: etree._Element | None = element
    while holder is not None:
        parent = holder.getparent()
        while parent is not None and holder.getprevious() is not None:
            del parent[0]
        holder = parent


def _year(header: etree._Element) -> str | None:
    for element in header.iter("{*}Year"):
        if element.text and re.fullmatch(r"\s*[0-9]{4}\s*", element.text):
            return element.text.strip()
    return None
