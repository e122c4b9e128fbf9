"""Which earlier recommendation another may ask for again: suggested from their words, never decided by them.

Words that many recommendations hold tell little, so each is weighed by how few hold it. Two texts are held against
each other twice: by all their words (the cosine between them) and by how much of the shorter the longer holds; the
suggestion is the geometric mean. On one council's published lists of 2017 and 2019 it found six of the seven
repetitions that a reader marked, where the measure it replaces (:mod:`sightline.inspection.likeness`) found five, with
no more suggested in all; ``tests/unit/improvement/test_lineage.py`` holds the pairs. Needs no Django.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sightline.casework.search.normalising import words_of
from sightline.inspection.likeness import EVERYWHERE, SHORTEST, STEM

ALIKE = 20  # of 100: chosen on those two lists, on which the test states what it finds and what it wrongly suggests
MOST = 3  # suggestions for one recommendation
FEWEST = 40  # texts a word's rarity is reckoned against: among a handful, a word that two share would seem common


@dataclass(frozen=True, slots=True)
class Text:
    """A recommendation's words and the key by which it is known."""

    key: int
    words: str


@dataclass(frozen=True, slots=True)
class Likeness:
    """An earlier text that may ask for the same, and how like of 100."""

    key: int
    score: int


class Weighed:
    """Texts weighed against each other: made once for a whole plan, asked for each of its recommendations."""

    def __init__(self, texts: Iterable[Text]) -> None:
        self._stems = {each.key: Counter(_stems(each.words)) for each in texts}
        self._held_by = Counter(word for counts in self._stems.values() for word in counts)
        self._many = max(len(self._stems), FEWEST)
        self._weights = {key: self._weigh(counts) for key, counts in self._stems.items()}

    def between(self, one: int, other: int) -> int:
        """How like two texts are, of 100."""
        mine, theirs = self._weights[one], self._weights[other]
        if not mine or not theirs:
            return 0
        return int(100 * math.sqrt(_cosine(mine, theirs) * self._covered(one, other)))

    def like(self, key: int, earlier: Sequence[int]) -> tuple[Likeness, ...]:
        """Those of ``earlier`` that ``key`` may ask for again, the likest first; at most :data:`MOST`."""
        found = [Likeness(each, score) for each in earlier if (score := self.between(key, each)) >= ALIKE]
        return tuple(sorted(found, key=lambda each: (-each.score, each.key))[:MOST])

    def _weigh(self, counts: Mapping[str, int]) -> dict[str, float]:
        return {word: (1 + math.log(count)) * self._rarity(word) for word, count in counts.items()}

    def _rarity(self, word: str) -> float:
        return math.log((self._many + 1) / (self._held_by[word] + 0.5))

    def _covered(self, one: int, other: int) -> float:
        """The share of the shorter text's words, by rarity, that the longer holds."""
        mine, theirs = self._stems[one].keys(), self._stems[other].keys()
        shared = sum(self._rarity(each) for each in mine & theirs)
        return shared / min(sum(map(self._rarity, mine)), sum(map(self._rarity, theirs)))


def _cosine(mine: Mapping[str, float], theirs: Mapping[str, float]) -> float:
    shared = sum(weight * theirs.get(word, 0.0) for word, weight in mine.items())
    return shared / math.sqrt(_squares(mine) * _squares(theirs))


def _squares(weights: Mapping[str, float]) -> float:
    return sum(each * each for each in weights.values())


def _stems(text: str) -> list[str]:
    words = words_of(text.replace("’s", "").replace("'s", ""))
    return [each[:STEM] for each in words if each not in EVERYWHERE and len(each) >= SHORTEST]
