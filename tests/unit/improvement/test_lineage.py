"""How good the suggestions are on a real council's two published lists: which repetitions they find, which they do not.

The pairs were marked by one reader of both lists before anything was measured: ``REPEATED`` where the later asks again
for what the earlier asked; ``ARGUABLE`` where one might say so, which are counted neither way. The threshold was then
chosen on these same lists, so another council's may fare worse.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from sightline.improvement.lineage import ALIKE, MOST, Text, Weighed
from sightline.inspection.likeness import alike
from sightline.sources.ofsted_report import read_report

SAMPLES = Path(__file__).parents[2] / "samples" / "ofsted"
LATER = 1000  # added to the place of one of 2019, so that its key is none of 2017
# by the number printed in 2017, and the place in the list of 2019, which prints none
REPEATED = {(4, 2), (13, 3), (6, 5), (16, 9), (21, 10), (19, 11), (14, 13)}
ARGUABLE = {
    (5, 3), (12, 3), (7, 4), (8, 4), (133, 4), (18, 6), (19, 6), (20, 6), (12, 7), (13, 7), (14, 7), (137, 7),
    (17, 9), (22, 9), (4, 10), (135, 10), (18, 11), (20, 12),
}  # fmt: skip
RETURN_INTERVIEWS = (6, 5)
Pairs = set[tuple[int, int]]


@pytest.fixture(scope="module")
def lists() -> tuple[list[Text], list[Text]]:
    """What was recommended in 2017, by its number, and in 2019, by its place."""
    earlier, later = (
        read_report((SAMPLES / name).read_bytes()).recommendations
        for name in ("2017-02-13-south-gloucestershire.pdf", "2019-05-08-south-gloucestershire.pdf")
    )
    return (
        [Text(int(each.number), each.text) for each in earlier],
        [Text(LATER + place, each.text) for place, each in enumerate(later, 1)],
    )


@pytest.fixture(scope="module")
def found(lists: tuple[list[Text], list[Text]]) -> Pairs:
    """The pairs suggested."""
    earlier, later = lists
    weighed = Weighed([*earlier, *later])
    keys = [each.key for each in earlier]
    return {(like.key, each.key - LATER) for each in later for like in weighed.like(each.key, keys)}


def test_the_lists_are_whole(lists: tuple[list[Text], list[Text]]) -> None:
    assert [len(each) for each in lists] == [31, 13]


def test_timely_return_home_interviews_are_found(found: Pairs) -> None:
    assert RETURN_INTERVIEWS in found


def test_six_of_seven_repetitions_are_found_and_four_pairs_wrongly_suggested(found: Pairs) -> None:
    assert REPEATED - found == {(21, 10)}  # quality assurance and performance information share no telling word
    assert len(found - REPEATED - ARGUABLE) == 4
    assert len(found) == 11


def test_it_finds_more_than_the_measure_it_replaces(lists: tuple[list[Text], list[Text]], found: Pairs) -> None:
    earlier, later = lists
    others = [(str(each.key), each.words) for each in earlier]
    before = {(int(like.key), each.key - LATER) for each in later for like in alike(each.words, others)}
    assert len(REPEATED & before) < len(REPEATED & found)
    assert len(before - REPEATED - ARGUABLE) > len(found - REPEATED - ARGUABLE)


def test_the_return_interviews_stand_out_from_the_rest(lists: tuple[list[Text], list[Text]]) -> None:
    earlier, later = lists
    weighed = Weighed([*earlier, *later])
    scores = {each.key: weighed.between(each.key, LATER + RETURN_INTERVIEWS[1]) for each in earlier}
    assert max(scores, key=lambda key: scores[key]) == RETURN_INTERVIEWS[0]
    assert sorted(scores.values())[-2] < ALIKE


def test_a_likeness_is_the_same_both_ways() -> None:
    weighed = Weighed([Text(1, "Interview every missing child"), Text(2, "Missing children: interviews by whom?")])
    assert weighed.between(1, 2) == weighed.between(2, 1) >= ALIKE


def test_two_alone_are_as_alike_as_among_many() -> None:
    alone = Weighed([Text(1, "Hold return home interviews in time"), Text(2, "Return home interviews are late")])
    assert alone.between(1, 2) >= ALIKE


def test_words_that_say_nothing_are_like_nothing() -> None:
    weighed = Weighed([Text(1, "Improve the quality of services."), Text(2, "Improve services for children.")])
    assert weighed.between(1, 2) == 0


def test_no_more_than_a_few_are_suggested_the_likest_first() -> None:
    texts = [Text(each, f"Return home interviews, version {each}") for each in range(10)]
    likes = Weighed(texts).like(0, [each.key for each in texts[1:]])
    assert len(likes) == MOST
    assert [each.score for each in likes] == sorted((each.score for each in likes), reverse=True)
