"""Names in words that must name nobody: found so that whoever writes is warned, before anything is kept.

Pure: told which words are whose names, it says which of them a text holds. A forename and a surname of one person next
to each other are a name however they are written; a single one is where it begins with a capital and is not an
everyday word at the beginning of a sentence ("Will", "May", "Young").
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from sightline.casework.search.normalising import words_of

WORDS = re.compile(r"[^\W\d_]+(?:['’ʼ-][^\W\d_]+)*")
SENTENCE_ENDS = ".!?:\n"
POSSESSIVE = re.compile(r"['’ʼ]s$")
MONTHS = frozenset(
    "january february march april may june july august september october november december".split()  # noqa: SIM905
)
# Everyday words that are names as well: no sign of a name at the beginning of a sentence.
EVERYDAY = MONTHS | frozenset(
    """a an and art baker best bill black bond bright brook brown bush carer case child church clear close cook day dean
    dear drew early east faith family field file for forest frank good grace grant green hall hope hunter in ivy jack
    joy king lane large little long love mark may mean miles miller mills moor new noble north of old parent park penny
    police poor price rich rose rush school set sharp short small south speed staff still strong summer sunny the they
    there to two violet violence warm weeks well west white wild will winter wise wood work worker young""".split()  # noqa: SIM905
)


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a text as written, in its plain forms, and where it stands."""

    text: str
    plain: tuple[str, ...]
    is_capital: bool
    begins_sentence: bool
    follows_on: bool  # nothing but space between it and the word before


def tokens(text: str) -> tuple[Token, ...]:
    """The words of ``text``."""
    found: list[Token] = []
    end = 0
    for each in WORDS.finditer(text):
        written = POSSESSIVE.sub("", each.group())
        between = text[end : each.start()]
        parts = words_of(written)
        plain = tuple(dict.fromkeys((*parts, "".join(parts))))
        begins = not found or any(mark in between for mark in SENTENCE_ENDS)
        is_capital = written[:1].isupper()
        found.append(Token(written, plain, is_capital, begins, bool(found) and not between.strip()))
        end = each.end()
    return tuple(found)


def names_in(text: str, whose: Callable[[frozenset[str]], Mapping[str, frozenset[str]]]) -> tuple[str, ...]:
    """The names in ``text`` as written, in their order, each once.

    ``whose``: given words in their plain forms, who bears each; asked once. Its keys are of no interest but to tell
    one person from another.
    """
    found = tokens(text)
    bearers = whose(frozenset(plain for each in found for plain in each.plain))
    people = [frozenset().union(*(bearers.get(plain, frozenset()) for plain in each.plain)) for each in found]
    named: list[str] = []
    taken: set[int] = set()
    for place, (each, here) in enumerate(zip(found, people, strict=True)):
        if place and each.follows_on and here & people[place - 1] and each.plain != found[place - 1].plain:
            named.append(f"{found[place - 1].text} {each.text}")
            taken |= {place - 1, place}
    singles = [
        each.text
        for place, each in enumerate(found)
        if place not in taken and people[place] and each.is_capital and not _is_everyday(each)
    ]
    return tuple(dict.fromkeys((*named, *singles)))


def _is_everyday(token: Token) -> bool:
    plain = token.plain[-1] if token.plain else ""
    return plain in MONTHS or (token.begins_sentence and plain in EVERYDAY) or len(plain) < 2
