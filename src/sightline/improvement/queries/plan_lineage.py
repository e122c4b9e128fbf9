"""How often and over how many years each recommendation has been asked for, as people confirmed it; and suggestions."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sightline.improvement.lineage import Text, Weighed
from sightline.improvement.models import Recommendation, Repetition
from sightline.inspection.queries.same import newest_of


@dataclass(frozen=True, slots=True)
class Repeats:
    """How often the same was asked for: on how many occasions, since when. ``others``: the rest of it, oldest first."""

    times: int
    since: dt.date | None
    until: dt.date | None
    others: tuple[Recommendation, ...]

    @property
    def is_repeated(self) -> bool:
        """Whether it was asked for more than once."""
        return self.times > 1

    @property
    def years(self) -> int:
        """Whole years from the first asking to the last."""
        if self.since is None or self.until is None:
            return 0
        return (
            self.until.year
            - self.since.year
            - ((self.until.month, self.until.day) < (self.since.month, self.since.day))
        )

    @property
    def words(self) -> str:
        """As it reads on the face of each: "" where it was asked for once."""
        if not self.is_repeated:
            return ""
        times = {2: "twice"}.get(self.times, f"{self.times} times")
        return f"Asked for {times}" + (f" since {self.since.year}" if self.since else "")


ONCE = Repeats(1, None, None, ())


@dataclass(frozen=True, slots=True)
class Suggested:
    """A pair that may be a repetition, which nobody has judged. ``score``: how like their words are, of 100."""

    earlier: Recommendation
    later: Recommendation
    score: int


def repeats(rows: Sequence[Recommendation]) -> Mapping[int, Repeats]:
    """How often each was asked for. What repeats what repeats a third is one thing asked for three times."""
    by_pk = {each.pk: each for each in rows}
    parent = {each: each for each in by_pk}

    def head(pk: int) -> int:
        while parent[pk] != pk:
            parent[pk] = parent[parent[pk]]
            pk = parent[pk]
        return pk

    for earlier, later in Repetition.objects.filter(is_repeat=True, taken_back_at=None).values_list("earlier", "later"):
        if earlier in parent and later in parent:
            parent[head(later)] = head(earlier)
    groups: dict[int, list[Recommendation]] = defaultdict(list)
    for pk, row in by_pk.items():
        groups[head(pk)].append(row)
    newest = newest_of() if any(len(each) > 1 for each in groups.values()) else {}
    out: dict[int, Repeats] = {}
    for group in groups.values():
        if len(group) == 1:
            out[group[0].pk] = ONCE
            continue
        group.sort(key=_when)
        days = [each.made_on for each in group if each.made_on is not None]
        times = len({_occasion(each, newest) for each in group})
        for row in group:
            rest = tuple(each for each in group if each.pk != row.pk)
            out[row.pk] = Repeats(times, min(days, default=None), max(days, default=None), rest)
    return out


def suggestions(rows: Sequence[Recommendation], of: Iterable[Recommendation] | None = None) -> list[Suggested]:
    """The pairs whose words are alike and that nobody has judged, the likest first; ``of``: for these alone.

    Two that were confirmed to repeat a third are one already, and not suggested.
    """
    newest, asked = newest_of(), repeats(rows)
    ordered = sorted(rows, key=_when)
    weighed = Weighed(Text(each.pk, each.words) for each in ordered)
    judged = {frozenset(each) for each in Repetition.objects.filter(taken_back_at=None).values_list("earlier", "later")}
    by_pk = {each.pk: each for each in ordered}
    found: list[Suggested] = []
    for later in ordered if of is None else of:
        earlier = [each.pk for each in ordered if _is_before(each, later, newest)]
        found += [
            Suggested(by_pk[each.key], later, each.score)
            for each in weighed.like(later.pk, earlier)
            if frozenset((each.key, later.pk)) not in judged
            and each.key not in {other.pk for other in asked[later.pk].others}
        ]
    return sorted(found, key=lambda each: (-each.score, each.later.pk, each.earlier.pk))


def _is_before(one: Recommendation, other: Recommendation, newest: Mapping[int, int]) -> bool:
    return one.pk != other.pk and _when(one) < _when(other) and _occasion(one, newest) != _occasion(other, newest)


def _when(row: Recommendation) -> tuple[dt.date, int]:
    return row.made_on or row.at.date(), row.pk


def _occasion(row: Recommendation, newest: Mapping[int, int]) -> tuple[object, ...]:
    """On what occasion it was made: two of one inspection are asked for once."""
    if row.published is not None:
        return "inspection", newest.get(row.published.inspection_id, row.published.inspection_id)
    if row.conclusion is not None:
        return "mock", row.conclusion.mock_id
    return row.source, row.source_words.casefold(), row.made_on
