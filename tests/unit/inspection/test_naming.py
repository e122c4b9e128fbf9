"""Names in words that must name nobody."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from sightline.inspection.naming import names_in

BEARERS = {
    "ada": {"1"},
    "example": {"1", "2"},
    "will": {"3"},
    "young": {"3"},
    "obrien": {"4"},
    "zoe": {"4"},
    "may": {"5"},
    "maryjane": {"6"},
    "mary": {"6"},
    "jane": {"6"},
}


def whose(words: frozenset[str]) -> Mapping[str, frozenset[str]]:
    return {word: frozenset(BEARERS[word]) for word in words if word in BEARERS}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Ada Example said she was heard", ("Ada Example",)),
        ("she said ada example was heard", ("ada example",)),  # however it is written
        ("The worker told us that Ada was late", ("Ada",)),
        ("the word ada alone, in small letters", ()),
        ("Will Young told us", ("Will Young",)),  # everyday words, and one person's name
        ("Will the team be told? Young people asked.", ()),  # at the beginning of a sentence
        ("They said Young was away", ("Young",)),  # within one
        ("We saw it in May and again in May", ()),
        ("Zoë O’Brien, and Zoe O'BRIEN’s brother", ("Zoë O’Brien", "Zoe O'BRIEN")),
        ("Mary-Jane’s plan", ("Mary-Jane",)),
        ("Ada, Example", ("Ada", "Example")),  # not next to each other
        ("", ()),
        ("Care leavers feel listened to.", ()),
    ],
)
def test_it_finds(text: str, names: tuple[str, ...]) -> None:
    assert names_in(text, whose) == names


def test_it_asks_once_for_all_words() -> None:
    asked = []

    def counting(words: frozenset[str]) -> Mapping[str, frozenset[str]]:
        asked.append(words)
        return whose(words)

    names_in("Ada Example and Zoë O’Brien", counting)
    assert len(asked) == 1
    assert {"ada", "example", "zoe", "obrien"} <= asked[0]
