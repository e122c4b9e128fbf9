"""Tagged PDF (PDF/UA-1) made by Typst in this process, without a network: what every document of the product shares.

The fonts are the two that Typst carries, and are embedded. A character that neither can draw (an emoji, Chinese) would
be no letter in the PDF, so it is printed as its name in brackets, and nothing of the document is lost over it. What a
document says reaches its template as JSON, as text and never as markup, so nothing that somebody typed is run.
"""

from __future__ import annotations

import datetime as dt
import json
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import Any, cast

import typst

STANDARD = "ua-1"
# Letters and signs that both fonts were seen to draw (tests hold every one of them against a document): Latin with its
# extensions to U+017F, Greek, Cyrillic, and the punctuation that people type.
SURE = frozenset(
    chr(code)
    for first, last in ((0x20, 0x7E), (0xA0, 0xAC), (0xAE, 0x17F), (0x391, 0x3A1), (0x3A3, 0x3CE), (0x400, 0x45F))
    for code in range(first, last + 1)
) | frozenset("–—‘’“”…•€′″←→≤≥½\n")
TRIED = b"""#set document(title: "t")
#set text(lang: "en", font: ("Libertinus Serif", "DejaVu Sans Mono"))
#json("/t.json")"""
MOST_TRIED = 400  # characters tried one after the other; in a text with more strange ones all are named
NO_DRAWING = "<svg xmlns='http://www.w3.org/2000/svg'/>"


def typeset(
    template: bytes, said: Mapping[str, Any], made_on: dt.date, drawings: Mapping[str, str] | None = None
) -> bytes:
    """A document as a PDF: the same bytes for the same words. The template reads ``/report.json`` and ``/<drawing>``.

    ``drawings``: SVG by file name. ``made_on`` reaches the template as ``made``: year, month and day.
    """
    plain: dict[str, Any] = {
        **said,
        "made": {"year": made_on.year, "month": made_on.month, "day": made_on.day},
    }
    drawable = _drawable(_texts(plain))
    files = {
        "main.typ": template,
        "report.json": json.dumps(_shown(plain, drawable), ensure_ascii=False).encode("utf-8", "replace"),
        **{name: _named(drawing, drawable).encode() for name, drawing in (drawings or {}).items()},
    }
    return _compiled(files)


def _compiled(files: dict[str, bytes]) -> bytes:
    compiled = cast(Callable[..., bytes], typst.compile)  # its declared types are older than what it takes
    return compiled(files, format="pdf", pdf_standards=[STANDARD], ignore_system_fonts=True)


def _texts(value: Any) -> Iterable[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from _texts(each)
    elif isinstance(value, (list, tuple)):
        for each in value:
            yield from _texts(each)


def _drawable(texts: Iterable[str]) -> frozenset[str]:
    """The characters of ``texts`` that the fonts can draw; those not known to be are tried, each alone."""
    there = {each for text in texts for each in _composed(text)}
    strange = sorted(each for each in there - SURE if unicodedata.category(each)[0] != "C")
    return SURE | frozenset(each for each in strange[:MOST_TRIED] if _can_draw(each))


@cache
def _can_draw(character: str) -> bool:
    try:
        _compiled({"main.typ": TRIED, "t.json": json.dumps(f"a{character}").encode()})
    except typst.TypstError:
        return False
    return True


def _shown(value: Any, drawable: frozenset[str]) -> Any:
    if isinstance(value, str):
        return _named(value, drawable)
    if isinstance(value, dict):
        return {key: _shown(each, drawable) for key, each in value.items()}
    if isinstance(value, (list, tuple)):
        return [_shown(each, drawable) for each in value]
    return value


def _named(text: str, drawable: frozenset[str]) -> str:
    """``text`` with what cannot be drawn named: *[grinning face]*; signs that control a terminal are left out."""
    return "".join(each if each in drawable else _name(each) for each in _composed(text))


def _name(character: str) -> str:
    if unicodedata.category(character)[0] == "C":
        return " " if character in "\t\r" else ""
    return f"[{unicodedata.name(character, 'a sign without a name').lower()}]"


def _composed(text: str) -> str:
    return unicodedata.normalize("NFC", text)
