"""Names as they are compared: without case, accents, apostrophes, hyphens or spaces.

A name is written many ways by many hands: O'Brien, O’BRIEN, O Brien; Zoë, Zoe; Smith-Jones, Smith Jones. Everything
that is indexed and everything that is searched for goes through here, so that they meet.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

APOSTROPHES = str.maketrans("", "", "'’‘ʼʻ`´＇")
LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "æ": "ae", "œ": "oe", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "ħ": "h", "ŋ": "n"}
)  # letters that do not come apart into a letter and a mark
WORDS = re.compile(r"[^\W_]+")
NOT_OF_IDENTIFIERS = re.compile(r"[\W_]+")
LONGEST_WORD = 40  # characters: a longer one is cut


@lru_cache(maxsize=50_000)
def words_of(text: str) -> tuple[str, ...]:
    """The words of ``text`` in order, in plain lower-case letters and digits; letters of other scripts stay."""
    apart = unicodedata.normalize("NFKD", text.translate(APOSTROPHES).casefold())
    plain = "".join(each for each in apart if not unicodedata.combining(each)).translate(LETTERS)
    return tuple(word[:LONGEST_WORD] for word in WORDS.findall(plain))


def name_words(forename: str | None, surname: str | None) -> frozenset[str]:
    """The words a person is found by; a forename or surname of several words also as one ("maryjane", "obrien")."""
    found: set[str] = set()
    for part in (forename, surname):
        words = words_of(part or "")
        found.update(words)
        if len(words) > 1:
            found.add("".join(words)[:LONGEST_WORD])
    return frozenset(found)


def identifier_of(text: str) -> str:
    """An identifier without spaces and signs, in capitals: ``943 476 5919`` and ``9434765919`` are one."""
    return NOT_OF_IDENTIFIERS.sub("", text if text.isascii() else unicodedata.normalize("NFKC", text)).upper()


POSTCODE = re.compile(r"([A-Z]{1,2}[0-9][A-Z0-9]?) ?([0-9][A-Z]{2})")


def postcode_of(text: str | None) -> str | None:
    """A whole postcode as AV12 6GX; None for what is none."""
    found = POSTCODE.fullmatch(" ".join((text or "").upper().split()))
    return f"{found[1]} {found[2]}" if found else None
