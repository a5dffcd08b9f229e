"""Intervals and tests by drawing anew: what the comparison of outlets is made of."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from statistics import NormalDist
from typing import NamedTuple

import numpy as np

DRAWS = 2000  # resamples: the ends of a 95 % interval stand on 20 draws at 12 articles, 50 at many
FEWEST_IN_TAIL = 10  # draws beyond the end of an interval: fewer, and Student's formula takes over
GAMMA_DRAWS = 200_000  # for the ends of a rate's interval, which then are within 2 % of exact ones
# A test goes on drawing until 20 draws were as extreme as what was seen, or 20,000 were drawn
# (Besag and Clifford 1991): few for what is plainly chance, many for what is not.
EXTREME = 20
MOST_PERMUTATIONS = 20_000
_KEPT_LABELS = 1000  # articles up to which labels dealt anew are kept: 8 MB for each draw


class Bounds(NamedTuple):
    """The ends of an interval."""

    low: float
    high: float


@lru_cache(maxsize=4)
def multinomial_draws(n: int, seed: int) -> np.ndarray:
    """How often each of n articles or sentences is drawn, one row for each resample."""
    return np.random.default_rng(seed).multinomial(n, np.full(n, 1 / n), size=DRAWS).astype(float)


def ratio_interval(
    totals: np.ndarray, exposures: np.ndarray, confidence: float, seed: int
) -> Bounds:
    """Of the sum of totals by the sum of exposures: percentiles of bootstrap resamples.

    Expanded for a small n as Hesterberg (2015) advises. Where the percentiles would stand on fewer
    than ten draws, Student's interval of the ratio, linearised (Cochran 1977, chapter 6).
    """
    n, sample = len(totals), Sample(totals, exposures)
    tail = _expanded_tail(confidence, n - 1, (n / (n - 1)) ** 0.5)
    if tail * DRAWS / 100 < FEWEST_IN_TAIL:
        half = student(confidence, n - 1) * _variance(sample) ** 0.5
        return Bounds(sample.value - half, sample.value + half)
    values = _drawn(sample, multinomial_draws(n, seed))
    low, high = np.nanpercentile(values, [tail, 100 - tail])
    return Bounds(float(low), float(high))


def _variance(sample: Sample) -> float:
    """Of the value of a sample, by linearisation; without a finite population."""
    n = len(sample.totals)
    deviations = (sample.totals - sample.value * sample.exposures) / sample.exposures.mean()
    return float(deviations.var(ddof=1)) / n


def _expanded_tail(confidence: float, freedom: float, spread: float) -> float:
    """The percentile of a normal bootstrap distribution at which Student's interval ends."""
    return 100 * NormalDist().cdf(-student(confidence, freedom) * spread)


def student(confidence: float, freedom: float) -> float:
    """The two-sided quantile of Student's t, by Cornish and Fisher's expansion.

    Within 1 % at 95 %, and within 5 % at 99.9 %, from four degrees of freedom on; there are no
    fewer here.
    """
    z = NormalDist().inv_cdf((1 + confidence) / 2)
    first = (z**3 + z) / 4
    second = (5 * z**5 + 16 * z**3 + 3 * z) / 96
    third = (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / 384
    return z + first / freedom + second / freedom**2 + third / freedom**3


def rate_interval(weights: np.ndarray, usual_weight: float, confidence: float, seed: int) -> Bounds:
    """Bounds of the sum of weights that a text of this length has in the long run.

    Fay and Feuer's gamma interval for a weighted sum of Poisson counts; of unweighted ones it is
    the exact interval. Where nothing was found, `usual_weight` stands for what could have been.
    NaN if a weight is below 0, or none is above: such sums are no counts.
    """
    if (weights < 0).any() or (weights.sum() == 0 and len(weights)) or usual_weight <= 0:
        return Bounds(np.nan, np.nan)
    total, squares = float(weights.sum()), float((weights**2).sum())
    largest = float(weights.max()) if len(weights) else usual_weight
    tail = 50 * (1 - confidence)
    low = _gamma_percentile(total, squares, tail, seed) if total > 0 else 0.0
    high = _gamma_percentile(total + largest, squares + largest**2, 100 - tail, seed)
    return Bounds(low, high)


def _gamma_percentile(mean: float, variance: float, percent: float, seed: int) -> float:
    draws = np.random.default_rng(seed).gamma(mean**2 / variance, variance / mean, size=GAMMA_DRAWS)
    return float(np.percentile(draws, percent))


class Sample(NamedTuple):
    """What a group's articles hold of a measure: sums of weights, and their exposures."""

    totals: np.ndarray
    exposures: np.ndarray

    @property
    def value(self) -> float:
        return float(self.totals.sum() / self.exposures.sum())


def difference_interval(
    one: Sample, other: Sample, confidence: float, seed: int, *, paired: bool
) -> Bounds:
    """Of the difference of two groups' values, by bootstrap over their articles.

    Paired samples are drawn together, story by story. The deviations of each group are widened by
    ``sqrt(n / (n - 1))`` and the percentiles taken at Student's quantile, as for one group, with
    the degrees of freedom of Welch (1947). Where they would stand on too few draws, Student's
    interval of the difference.
    """
    sizes = len(one.totals), len(other.totals)
    seeds = (seed, seed) if paired else (seed, seed + 1)  # one seed: the same stories
    parts = [
        _drawn(sample, multinomial_draws(size, own))
        for sample, size, own in zip((one, other), sizes, seeds, strict=True)
    ]
    observed = one.value - other.value
    if paired:
        n = sizes[0]
        deviations = (n / (n - 1)) ** 0.5 * (parts[0] - parts[1] - observed)
        freedom = float(n - 1)
    else:
        widened = [
            (n / (n - 1)) ** 0.5 * (part - sample.value)
            for part, sample, n in zip(parts, (one, other), sizes, strict=True)
        ]
        deviations = widened[0] - widened[1]
        freedom = _welch([float(np.nanvar(part)) for part in widened], sizes)
    tail = _expanded_tail(confidence, freedom, 1.0)
    if tail * DRAWS / 100 < FEWEST_IN_TAIL:
        half = student(confidence, max(freedom, 4.0)) * float(np.nanstd(deviations))
        return Bounds(observed - half, observed + half)
    low, high = np.nanpercentile(deviations, [tail, 100 - tail])
    return Bounds(observed + float(low), observed + float(high))


def _drawn(sample: Sample, draws: np.ndarray) -> np.ndarray:
    """The value in each resample; NaN where nothing of it was drawn."""
    over = draws @ sample.exposures
    values = np.full(len(draws), np.nan)
    return np.asarray(np.divide(draws @ sample.totals, over, out=values, where=over > 0))


def _welch(variances: Sequence[float], sizes: Sequence[int]) -> float:
    """Degrees of freedom of a difference; the smaller group's if nothing varies."""
    total = sum(variances)
    if total <= 0:
        return float(min(sizes) - 1)
    return total**2 / sum(v**2 / (n - 1) for v, n in zip(variances, sizes, strict=True))


def combined_interval(one: float, one_bounds: Bounds, other: float, other_bounds: Bounds) -> Bounds:
    """Of a difference, from the intervals of its two parts: MOVER, Zou and Donner (2008)."""
    difference = one - other
    low = np.hypot(one - one_bounds.low, other_bounds.high - other)
    high = np.hypot(one_bounds.high - one, other - other_bounds.low)
    return Bounds(float(difference - low), float(difference + high))


def permutation_p(one: Sample, other: Sample, seed: int, *, paired: bool) -> float:
    """How often a difference as large comes out if labels are dealt anew, two-sided.

    Of unpaired groups the articles are dealt anew to the two; of paired ones the two sides of each
    story are swapped or not.
    """
    sums = one.totals.sum() + other.totals.sum(), one.exposures.sum() + other.exposures.sum()
    totals, exposures = (
        (one.totals - other.totals, one.exposures - other.exposures)
        if paired
        else (
            np.concatenate([one.totals, other.totals]),
            np.concatenate([one.exposures, other.exposures]),
        )
    )
    observed = abs(one.value - other.value)
    border = observed - 1e-9 * max(observed, 1e-9)
    extreme = drawn = 0
    while extreme < EXTREME and drawn < MOST_PERMUTATIONS:
        deal = _labels if len(totals) <= _KEPT_LABELS else _labels.__wrapped__
        labels = deal(len(one.totals), len(totals), seed + drawn, paired)
        if paired:  # totals are differences: half of them, by sign, is what the first side gains
            first = (sums[0] + labels @ totals) / 2, (sums[1] + labels @ exposures) / 2
        else:
            first = labels @ totals, labels @ exposures
        values = _ratio(*first) - _ratio(sums[0] - first[0], sums[1] - first[1])
        extreme += int((np.abs(values) >= border).sum())
        drawn += len(values)
    return (extreme + 1) / (drawn + 1)


def _ratio(totals: np.ndarray, exposures: np.ndarray) -> np.ndarray:
    values = np.zeros_like(totals)
    return np.asarray(np.divide(totals, exposures, out=values, where=exposures > 0))


@lru_cache(maxsize=16)
def _labels(first: int, n: int, seed: int, paired: bool) -> np.ndarray:
    """Labels dealt anew, a row for each time: 1 or 0 for articles, 1 or -1 for stories."""
    random = np.random.default_rng([seed, n, first])
    if paired:
        return random.choice([-1.0, 1.0], size=(DRAWS, n)).astype(np.float32)
    row = np.zeros(n, dtype=np.float32)
    row[:first] = 1.0
    return random.permuted(np.tile(row, (DRAWS, 1)), axis=1)


def holm(p_values: np.ndarray) -> np.ndarray:
    """Holm's (1979) correction of many tests; NaN stays and counts for none."""
    tested = np.flatnonzero(~np.isnan(p_values))
    order = tested[np.argsort(p_values[tested], kind="stable")]
    steps = np.arange(len(order), 0, -1)
    corrected = np.full(len(p_values), np.nan)
    corrected[order] = np.minimum(1.0, np.maximum.accumulate(steps * p_values[order]))
    return corrected


def cliffs_delta(one: np.ndarray, other: np.ndarray) -> float:
    """Cliff's (1993) delta: how much oftener a value of one is above a value of the other.

    From -1, every one below, over 0 to 1, every one above.
    """
    above = np.sign(one[:, None] - other[None, :])
    return float(above.mean())
