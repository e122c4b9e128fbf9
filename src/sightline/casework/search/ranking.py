"""Who of those brought up is most likely meant: whole names compared, the rest of the question weighed beside them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from sightline.casework.search.candidates import Because, Candidate
from sightline.casework.search.normalising import words_of

COMPARED = 150  # of those brought up, how many have their whole names compared
NEAR_ENOUGH = 0.55  # of the best's weight: what is worth less is left out
WHOLE_NAME = 0.5  # what a whole name exactly as typed is worth, beside one word of it


@dataclass(frozen=True, slots=True)
class Ranked:
    """Somebody found, how well, and why."""

    person_id: str
    weight: float
    because: tuple[Because, ...]


def near_enough(found: Sequence[Candidate]) -> list[Candidate]:
    """Those worth showing beside the best; nobody for nobody."""
    best = max((each.weight for each in found), default=0.0)
    return [each for each in found if each.weight >= best * NEAR_ENOUGH]


def ranked(found: Sequence[Candidate], words: Sequence[str], names: Mapping[str, str]) -> list[Ranked]:
    """``found`` with whole names compared, the best first. ``names``: each person's name as it is now."""
    typed = " ".join(words)
    weighed = []
    for each in found:
        name = " ".join(words_of(names.get(each.person_id, "")))
        likeness = fuzz.token_sort_ratio(typed, name) / 100 if typed and name else 0.0
        weighed.append(Ranked(each.person_id, each.weight + WHOLE_NAME * likeness, tuple(each.because)))
    return sorted(weighed, key=lambda each: (-each.weight, names.get(each.person_id, ""), each.person_id))
