"""What a word may be taken for: how it sounds, how it may be mistyped, how it begins."""

from __future__ import annotations

from functools import lru_cache

from jellyfish import metaphone
from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

SHORTEST_SLIP = 4  # letters: with fewer, one letter more or less is another name
LEAST_ALIKE = 40  # of 100, of letters in common
LONG_WORD = 8  # letters: from here two slips are allowed
BEGINNINGS = range(2, 9)  # letters

AS_HEARD = {  # names that English metaphone mishears, as they are said
    "aoife": "eefa",
    "caoimhe": "keeva",
    "ciara": "keera",
    "ciaran": "keeran",
    "eoghan": "owen",
    "eoin": "owen",
    "euan": "yewan",
    "ewan": "yewan",
    "hugh": "hew",
    "kieran": "keeran",
    "llewelyn": "luellin",
    "llewellyn": "luellin",
    "maeve": "mayv",
    "meabh": "mayv",
    "niamh": "neev",
    "oisin": "osheen",
    "padraig": "pawdrig",
    "roisin": "rosheen",
    "ruaridh": "rory",
    "saoirse": "seersha",
    "sean": "shaun",
    "sian": "sharn",
    "sinead": "shinade",
    "siobhan": "shivawn",
    "xander": "zander",
}


@lru_cache(maxsize=50_000)
def sounds(word: str) -> frozenset[str]:
    """How ``word`` sounds, in metaphone; nothing for a word in other than Latin letters, or with a digit in it."""
    if not (word.isascii() and word.isalpha()):
        return frozenset()
    heard = {metaphone(word)}
    if word in AS_HEARD:
        heard.add(metaphone(AS_HEARD[word]))
    return frozenset(heard - {""})


@lru_cache(maxsize=50_000)
def slips(word: str) -> frozenset[str]:
    """``word`` and what is left of it without any one letter: two words one slip apart have one of these in common."""
    if len(word) < SHORTEST_SLIP:
        return frozenset()
    return frozenset({word, *(word[:place] + word[place + 1 :] for place in range(len(word)))})


def beginnings(word: str) -> frozenset[str]:
    """The first letters of ``word``, from two to eight, and never all of them."""
    return frozenset(word[:length] for length in BEGINNINGS if length < len(word))


def beginning(typed: str) -> str:
    """What of ``typed`` is looked up among :func:`beginnings`; a word so found must still begin with all of it."""
    return typed[: BEGINNINGS[-1]]


def is_slip(typed: str, word: str) -> bool:
    """Whether ``typed`` is ``word`` with a letter wrong, missing, doubled or two changed about."""
    allowed = 2 if min(len(typed), len(word)) >= LONG_WORD else 1
    return OSA.distance(typed, word, score_cutoff=allowed) <= allowed


def is_heard_as(typed: str, word: str) -> bool:
    """Whether ``typed``, which sounds like ``word``, is also written somewhat like it: metaphone keeps consonants
    alone, so that "road" and "Wright" sound the same. What is not written as it is said need not be."""
    return word in AS_HEARD or typed in AS_HEARD or fuzz.ratio(typed, word) >= LEAST_ALIKE
