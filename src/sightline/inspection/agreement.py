"""How far two auditors of the same files agree beyond chance: Krippendorff's alpha with an interval, in words too.

Alpha is 1 where they always agree and 0 where they agree no more than answers given at random would; below 0 they
disagree systematically. It is worked out for ordered answers (ordinal): *weak* and *sound* lie nearer than *weak* and
*strong*. Krippendorff asks at least 0.800 of data to be relied on, and allows tentative conclusions from 0.667
(K. Krippendorff, *Content Analysis*, 2nd edition, 2004, page 241; widely restated, the page itself was not seen).

The interval is a percentile bootstrap over whole files, for answers about one file are not independent, with a fixed
seed: the same audits give the same interval. Resamples in which everybody gave the same answer have no alpha and are
left out. With fewer than :data:`FEWEST` files there is none: so few say nothing of chance. No Django here.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

import krippendorff
import numpy as np
import numpy.typing as npt

SEED = 20161114
RESAMPLES = 2000
LEVEL = 95  # per cent
FEWEST = 5  # files audited twice; our own rule
RELIED_ON, TENTATIVE = 0.800, 0.667
Z = 1.959963984540054  # of a two-sided 95% interval


@dataclass(frozen=True, slots=True)
class Pair:
    """Two auditors' answers about one file, as places in the order of answers, 0 the weakest."""

    file: int
    first: int
    second: int


class Reliance(StrEnum):
    """What may be rested on answers that agree this far."""

    NONE_TWICE = "none was audited twice"
    TOO_FEW = "too few to say"
    ALL_ALIKE = "all answers alike"
    CLOSE = "close"
    TENTATIVE = "enough for tentative conclusions"
    UNSURE = "cannot be told yet"
    POOR = "not enough to rely on"


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far pairs of answers agree. ``alpha``, ``low`` and ``high``: None where there is none to be had.

    ``same``: pairs in which both gave the same answer. ``exact_low`` and ``exact_high``: Wilson's interval of that
    share; None without a pair.
    """

    files: int
    pairs: int
    same: int
    alpha: float | None
    low: float | None
    high: float | None
    exact_low: float | None
    exact_high: float | None
    reliance: Reliance

    @property
    def exact(self) -> float | None:
        """The share of pairs in which both gave the same answer; None without a pair."""
        return self.same / self.pairs if self.pairs else None

    @property
    def words(self) -> str:
        """The agreement in a sentence or two, for somebody who knows no statistics."""
        if not self.pairs:
            return "No answer was given twice yet, so nothing can be said of how far auditors agree."
        alike = f"The two auditors gave the same answer in {self.same} of {self.pairs}"
        match self.reliance:
            case Reliance.ALL_ALIKE:
                return f"{alike}, and the same one each time, so nothing can be said of agreement beyond chance."
            case Reliance.TOO_FEW:
                return f"{alike}. Audit at least {FEWEST} files twice: fewer say nothing of chance."
            case Reliance.CLOSE:
                end = "They agree closely: what the audits found does not depend on who audited."
            case Reliance.TENTATIVE:
                end = "They agree well enough for tentative conclusions: settle the differences before concluding."
            case Reliance.POOR:
                end = (
                    "They do not agree well enough to rely on: what was found depends on who audited. Settle each"
                    " difference, say again what the answers mean, and audit more files twice."
                )
            case _:
                end = "Too few were audited twice to tell whether they agree well enough: audit more files twice."
        if self.alpha is None or self.low is None or self.high is None:
            return f"{alike}. {end}"
        interval = f"{LEVEL}% interval {_signed(self.low)} to {_signed(self.high)}"
        return f"{alike}; alpha {_signed(self.alpha)}, {interval}. {end}"


def _signed(value: float) -> str:
    """A figure with two places and a true minus sign."""
    return f"{value:.2f}".replace("-", "\N{MINUS SIGN}")


def agreement(pairs: Sequence[Pair], levels: int) -> Agreement:
    """How far ``pairs`` agree on an order of ``levels`` answers; ValueError for an answer outside it.

    What was worked out is kept, for submitted audits never change and a page asks for the same forty figures each time.
    """
    return _agreement(tuple(pairs), levels)


@lru_cache(maxsize=512)
def _agreement(pairs: tuple[Pair, ...], levels: int) -> Agreement:
    if any(not 0 <= each < levels for pair in pairs for each in (pair.first, pair.second)):
        raise ValueError(f"an answer is a place from 0 to {levels - 1}")
    by_file = _coincidences(pairs, levels)
    same = sum(each.first == each.second for each in pairs)
    files = len(by_file)
    low = high = alpha = None
    is_alike = len({each for pair in pairs for each in (pair.first, pair.second)}) < 2
    if pairs and not is_alike:
        ratings = np.array([[each.first for each in pairs], [each.second for each in pairs]], dtype=np.float64)
        alpha = float(
            krippendorff.alpha(
                reliability_data=ratings, level_of_measurement="ordinal", value_domain=list(range(levels))
            )
        )
        if files >= FEWEST:
            low, high = _interval(by_file)
    exact_low, exact_high = wilson(same, len(pairs)) if pairs else (None, None)
    reliance = _reliance(len(pairs), is_alike=is_alike, low=low, high=high)
    return Agreement(files, len(pairs), same, alpha, low, high, exact_low, exact_high, reliance)


def _reliance(pairs: int, *, is_alike: bool, low: float | None, high: float | None) -> Reliance:
    if not pairs:
        return Reliance.NONE_TWICE
    if is_alike:
        return Reliance.ALL_ALIKE
    if low is None or high is None:
        return Reliance.TOO_FEW
    if low >= RELIED_ON:
        return Reliance.CLOSE
    if low >= TENTATIVE:
        return Reliance.TENTATIVE
    return Reliance.POOR if high < TENTATIVE else Reliance.UNSURE


def _coincidences(pairs: Sequence[Pair], levels: int) -> npt.NDArray[np.float64]:
    """For each file how often each two answers met, counted both ways."""
    place = {file: at for at, file in enumerate(dict.fromkeys(each.file for each in pairs))}
    found = np.zeros((len(place), levels, levels))
    for each in pairs:
        found[place[each.file], each.first, each.second] += 1
        found[place[each.file], each.second, each.first] += 1
    return found


def _interval(by_file: npt.NDArray[np.float64]) -> tuple[float, float] | tuple[None, None]:
    found = ordinal_alphas(np.tensordot(_resamples(len(by_file)), by_file, axes=1))
    defined = found[np.isfinite(found)]
    if len(defined) < RESAMPLES / 2:
        return None, None
    tail = (100 - LEVEL) / 2
    low, high = np.percentile(defined, [tail, 100 - tail])
    return float(low), float(high)


@lru_cache(maxsize=32)
def _resamples(files: int) -> npt.NDArray[np.float64]:
    """How often each resample holds each file. Drawn once for each number of files: a page asks forty times."""
    drawn = np.random.default_rng(SEED).multinomial(files, np.full(files, 1 / files), size=RESAMPLES)
    found = drawn.astype(np.float64)
    found.flags.writeable = False
    return found


def ordinal_alphas(coincidences: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Krippendorff's ordinal alpha of each matrix of coincidences; NaN where all answers are one.

    The same figure as :func:`krippendorff.alpha`, of thousands of resamples at once.
    """
    counts = coincidences.sum(axis=2)
    total = counts.sum(axis=1)
    running = np.cumsum(counts, axis=1)
    between = running[:, None, :] - running[:, :, None] + counts[:, :, None]  # of c to k, both counted, for c <= k
    distance = between - (counts[:, :, None] + counts[:, None, :]) / 2
    squared = np.triu(distance**2, k=1)
    observed = (coincidences * squared).sum(axis=(1, 2))
    expected = (counts[:, :, None] * counts[:, None, :] * squared).sum(axis=(1, 2))
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(expected > 0, 1 - (total - 1) * observed / expected, np.nan)


def wilson(found: int, of: int) -> tuple[float, float]:
    """Wilson's 95% interval of a share; ValueError of nothing."""
    if of <= 0:
        raise ValueError("there is no share of nothing")
    share = found / of
    middle = (share + Z * Z / (2 * of)) / (1 + Z * Z / of)
    half = Z / (1 + Z * Z / of) * math.sqrt(share * (1 - share) / of + Z * Z / (4 * of * of))
    return middle - half if found else 0.0, middle + half if found < of else 1.0
