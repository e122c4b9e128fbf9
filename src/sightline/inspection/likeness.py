"""Which recommendations ask for much the same: suggested from their words, for a person to say whether they do.

Two texts are held against each other by the beginnings of their telling words, in any order, the words of the shorter
counting most (:func:`rapidfuzz.fuzz.token_set_ratio`). It finds the same subject, never the same meaning: what it
suggests is read before it is believed, and what it misses is there to be found.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from sightline.casework.search.normalising import words_of

ALIKE = 55  # of 100: chosen by reading the pairs it makes of one council's lists of 2017 and 2019
MOST = 3  # suggestions for one recommendation
STEM = 5  # letters: assess, assessment, assessing
SHORTEST = 3  # letters
EVERYWHERE = frozenset(
    """the and with for that this their its all when which who have has from not they them more than into through where
    including are ensure ensuring quality timeliness timely improve improving improved improvement effective
    effectiveness children child childrens young people person services service local authority council work working
    social care within across every each further steps take area arrangements appropriate consistent
    consistently""".split()  # noqa: SIM905
)  # words that any recommendation may hold


@dataclass(frozen=True, slots=True)
class Like:
    """A text like another: which one, and how like of 100."""

    key: str
    words: str
    score: int


def alike(words: str, others: Iterable[tuple[str, str]]) -> tuple[Like, ...]:
    """Those of ``others`` (key, words) that may ask for the same, the likest first; at most :data:`MOST`."""
    own = _telling(words)
    if not own:
        return ()
    found = []
    for key, text in others:
        score = round(fuzz.token_set_ratio(own, _telling(text)))
        if score >= ALIKE:
            found.append(Like(key, text, score))
    return tuple(sorted(found, key=lambda each: -each.score)[:MOST])


def unanswered(others: Sequence[tuple[str, str]], found: Iterable[Like]) -> tuple[tuple[str, str], ...]:
    """Those of ``others`` that nothing found is like."""
    taken = {each.key for each in found}
    return tuple(each for each in others if each[0] not in taken)


def _telling(text: str) -> str:
    words = words_of(text.replace("’s", "").replace("'s", ""))
    return " ".join(each[:STEM] for each in words if each not in EVERYWHERE and len(each) >= SHORTEST)
