"""How much outlets differ, and whether chance alone could do that."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from stancekit.cells import FEWEST_ARTICLES, Cell, with_none
from stancekit.comparison import Estimate, estimated_cells
from stancekit.model import Scored, StancekitError
from stancekit.resampling import (
    Bounds,
    Sample,
    cliffs_delta,
    combined_interval,
    difference_interval,
    holm,
    permutation_p,
)

DIFFERENCE_COLUMNS = (
    "lens", "actor", "voice", "group", "base", "value", "base_value", "difference", "low", "high",
    "p", "p_holm", "cliffs_delta", "unit", "higher", "n", "base_n", "resampled", "note",
)  # fmt: skip
FEWEST_STORIES = 5  # told by both, from which on the two are compared story by story
# From which on the test swaps the sides of stories: ten give a p of 0.002 at least, five one of
# 0.06, which no correction leaves below 0.05. Dealing them freely instead is valid, if weaker.
FEWEST_SWAPPED = 10
_MOST_TOLD = 0.5  # share of each side's articles that must be on these stories
_UNTESTED = f"fewer than {FEWEST_ARTICLES} articles to measure on one side: no test"


class _Result(NamedTuple):
    value: float
    base_value: float
    low: float = np.nan
    high: float = np.nan
    p: float = np.nan
    delta: float = np.nan
    n: int = 0
    base_n: int = 0
    resampled: str = ""
    note: str = ""


def differences(
    scored: Scored,
    base: str | None = None,
    by: str = "outlet",
    *,
    confidence: float = 0.95,
    seed: int = 0,
) -> pd.DataFrame:
    """How much outlets differ in each measure, with an interval, a test and an effect size.

    Parameters
    ----------
    scored
        From :func:`stancekit.score`.
    base
        The outlet that each other one is compared with. Left out: every pair, in the order of the
        scores. Each test more makes the correction stricter: name a base if you can.
    by
        What to compare: ``outlet``, ``article`` or ``story``.
    confidence
        Of the intervals, between 0 and 1.
    seed
        Of the resampling; the same call gives the same frame.

    Returns
    -------
    DataFrame
        One row for each measure and pair; the columns are described in docs/schema.md.
        ``difference`` is ``value - base_value``, in ``unit``. With five articles or more on each
        side, ``low`` and ``high`` come from a bootstrap over articles and ``p`` from a two-sided
        permutation test; ``p_holm`` is corrected for all tests of the frame. Where both tell five
        stories or more, and half of their articles or more are on these, they are compared on
        these alone, story by story, so that a difference in what was reported on is none in how;
        the test swaps the sides of stories from ten on, and deals them freely before.
        ``cliffs_delta``, from -1 to 1, says how much oftener an article of the group has a higher
        value than one of the base. With fewer articles on a side the interval is made from those of
        the two values, over articles or sentences as ``resampled`` says, and there is no test:
        ``note`` says so. Fewer than two groups: no rows.

    Raises
    ------
    StancekitError
        If `base`, `by` or `confidence` is not one of those.

    References
    ----------
    Efron, B. and Tibshirani, R. (1993). An Introduction to the Bootstrap, chapters 8, 13 and 15.
    Hesterberg, T. C. (2015). What teachers should know about the bootstrap. The American
    Statistician 69. Welch, B. L. (1947). The generalization of Student's problem. Biometrika 34.
    Besag, J. and Clifford, P. (1991). Sequential Monte Carlo p-values. Biometrika 78. Holm, S.
    (1979). A simple sequentially rejective multiple test procedure. Scandinavian Journal of
    Statistics 6. Cliff, N. (1993). Dominance statistics. Psychological Bulletin 114. Zou, G. Y. and
    Donner, A. (2008). Construction of confidence limits about effect measures. Statistics in
    Medicine 27.

    Examples
    --------
    >>> import stancekit
    >>> scored = stancekit.score(stancekit.load_sample())
    >>> rows = differences(scored, base="Pan-Coastal Press").query("lens == 'asides'")
    >>> rows.set_index("group")["difference"].idxmax()
    'The Free Keel'
    """
    cells = {
        cell.key: (cell, estimate)
        for cell, estimate in estimated_cells(scored, by, "differences", confidence, seed)
    }
    groups = list(dict.fromkeys(key[0] for key in cells))
    if base is not None and base not in groups:
        raise StancekitError(f"base {base!r} is not there; known: {', '.join(map(str, groups))}")
    pairs = combinations(groups, 2) if base is None else ((g, base) for g in groups if g != base)
    measures = list(dict.fromkeys(key[1:] for key in cells))
    rows = []
    for group, other in pairs:
        for measure in measures:
            keys = (group, *measure), (other, *measure)
            if not all(key in cells for key in keys):
                continue
            (one, *estimated), (two, *base_estimated) = (cells[key] for key in keys)
            result = _contrast(one, two, (*estimated, *base_estimated), confidence, seed)
            rows.append(_row(one, two, result))
    frame = with_none(pd.DataFrame(rows, columns=list(DIFFERENCE_COLUMNS)))
    return frame.assign(p_holm=holm(frame["p"].to_numpy(dtype=float)))


def _contrast(
    one: Cell, other: Cell, estimates: Sequence[Estimate], confidence: float, seed: int
) -> _Result:
    """The two values of a measure beside one another."""
    value, base_value = (estimate.value for estimate in estimates)
    empty = [
        f"{cell.group}: {estimate.note}"
        for cell, estimate in zip((one, other), estimates, strict=True)
        if np.isnan(estimate.value)
    ]
    if empty:
        return _Result(value, base_value, note="; ".join(empty))
    n, base_n = len(one.read), len(other.read)
    if min(n, base_n) < FEWEST_ARTICLES:
        low, high = _thin_interval(estimates)
        return _Result(
            value,
            base_value,
            low,
            high,
            n=estimates[0].n,
            base_n=estimates[1].n,
            resampled=" and ".join(dict.fromkeys(e.resampled for e in estimates)),
            note=_UNTESTED + ("; no interval for one of the values" if np.isnan(low) else ""),
        )
    shared = {story for story in one.stories if story} & set(other.stories)
    told = [np.array([story in shared for story in cell.stories]) for cell in (one, other)]
    enough = all(on_shared.mean() >= _MOST_TOLD for on_shared in told)
    paired = len(shared) >= FEWEST_STORIES and enough
    first, second, note = one.sample, other.sample, ""
    if paired:
        places = {story: i for i, story in enumerate(sorted(shared))}
        first, second = (
            _by_story(cell, on_shared, places)
            for cell, on_shared in zip((one, other), told, strict=True)
        )
        left = sum(int((~on_shared).sum()) for on_shared in told)
        note = f"left out, since not on a shared story: {left}" if left else ""
        n = base_n = len(shared)
    if one.is_rate and not (first.totals.any() and second.totals.any()):
        low, high = _thin_interval(estimates)  # no resample of nothing has anything in it
    else:
        low, high = difference_interval(first, second, confidence, seed, paired=paired)
    return _Result(
        first.value,
        second.value,
        low,
        high,
        permutation_p(first, second, seed, paired=paired and n >= FEWEST_SWAPPED),
        cliffs_delta(first.totals / first.exposures, second.totals / second.exposures),
        n,
        base_n,
        "stories" if paired else "articles",
        note,
    )


def _thin_interval(estimates: Sequence[Estimate]) -> Bounds:
    one, other = estimates
    return combined_interval(
        one.value, Bounds(one.low, one.high), other.value, Bounds(other.low, other.high)
    )


def _by_story(cell: Cell, on_shared: np.ndarray, places: Mapping[str, int]) -> Sample:
    """The articles of a cell that are on the shared stories, those of a story together."""
    at = [places[story] for story in cell.stories[on_shared]]
    return Sample(
        *(np.bincount(at, amounts[on_shared], minlength=len(places)) for amounts in cell.sample)
    )


def _row(one: Cell, other: Cell, result: _Result) -> tuple[Any, ...]:
    return (
        one.lens,
        one.actor or None,
        one.voice,
        one.group,
        other.group,
        result.value,
        result.base_value,
        result.value - result.base_value,
        result.low,
        result.high,
        result.p,
        np.nan,
        result.delta,
        one.unit,
        one.higher,
        result.n,
        result.base_n,
        result.resampled,
        result.note,
    )
