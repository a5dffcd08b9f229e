"""Outlets side by side, from the two frames of scoring and nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from statistics import NormalDist
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from stancekit.model import PER_1000_WORDS, Scored, StancekitError

COMPARISON_COLUMNS = (
    "group", "lens", "actor", "voice", "value", "low", "high", "unit", "n", "resampled",
    "n_articles", "n_evidence", "exposure", "note",
)  # fmt: skip

# From so many articles on, articles are resampled: fewer cannot show how they differ.
FEWEST_ARTICLES = 5
FEWEST_SENTENCES = 5  # of findings that a mean is taken over: fewer make no interval
FEWEST_WORDS = 100  # in a voice: a rate for every thousand says nothing about ten words
DRAWS = 2000  # resamples: the ends of a 95 % interval then stand on 50 draws each
GAMMA_DRAWS = 20_000  # for the ends of a rate's interval, which then are within 2 % of exact ones

_CELL = ["group", "lens", "actor", "voice"]


def compare(
    scored: Scored, by: str = "outlet", *, confidence: float = 0.95, seed: int = 0
) -> pd.DataFrame:
    """Compare outlets, with an interval for every number.

    Parameters
    ----------
    scored
        From :func:`stancekit.score`.
    by
        What to put side by side: ``outlet``, ``article`` or ``story``.
    confidence
        Of the intervals, between 0 and 1.
    seed
        Of the resampling; the same call gives the same frame.

    Returns
    -------
    DataFrame
        One row for each group, lens, actor and voice. ``value`` is in ``unit``: over all articles
        of the group, the sum of weights by the exposure. ``low`` and ``high`` bound it: by
        bootstrap over the ``n`` articles of a group with five or more. With fewer, over the ``n``
        sentences in which something was found, as ``resampled`` says: by bootstrap for a mean, by
        the gamma interval for a rate. One article describes that article, not its outlet.
        A rate over fewer than 100 words has no value, and a mean over fewer than five sentences no
        interval; ``note`` says so.

    Raises
    ------
    StancekitError
        If `by` or `confidence` is not one of those.

    References
    ----------
    Efron, B. and Tibshirani, R. (1993). An Introduction to the Bootstrap, chapter 13 (percentile
    intervals). Hesterberg, T. C. (2015). What teachers should know about the bootstrap. The
    American Statistician 69 (expanded percentiles). Fay, M. P. and Feuer, E. J. (1997). Confidence
    intervals for directly standardized rates: a method based on the gamma distribution. Statistics
    in Medicine 16.

    Examples
    --------
    >>> import stancekit
    >>> scored = stancekit.score(stancekit.load_sample(), "sample")
    >>> stancekit.compare(scored).query("lens == 'asides'").set_index("group").n_evidence.idxmax()
    'The Free Keel'
    """
    if not isinstance(scored, Scored):
        raise StancekitError(f"compare takes what score gives, not a {type(scored).__name__}")
    if by not in ("outlet", "article", "story"):
        raise StancekitError(f"by must be 'outlet', 'article' or 'story', not {by!r}")
    if not 0 < confidence < 1:
        raise StancekitError(f"confidence must lie between 0 and 1, not {confidence!r}")
    scores = scored.scores.assign(
        actor=scored.scores["actor"].fillna(""), group=scored.scores[by].fillna("(none)")
    )
    found = _findings_by_cell(scored.evidence, scores)
    usual_weights = scored.evidence.groupby("lens")["weight"].mean().to_dict()
    rows = []
    for key, cell in scores.groupby(_CELL, sort=False):
        usual_weight = usual_weights.get(cell["lens"].iloc[0], 1.0)
        estimate = _estimate(cell, found.get(key), usual_weight, confidence, seed)
        rows.append(_row(key, cell, found.get(key), estimate))
    frame = pd.DataFrame(rows, columns=list(COMPARISON_COLUMNS))
    actor = frame["actor"].astype(object)
    return frame.assign(actor=actor.where(actor.notna(), None))


class _Estimate(NamedTuple):
    value: float
    low: float
    high: float
    n: int
    resampled: str


def _findings_by_cell(
    evidence: pd.DataFrame, scores: pd.DataFrame
) -> dict[tuple[Any, ...], pd.DataFrame]:
    """Findings summed by sentence, as the cells of the comparison count them.

    Findings in an article without exposure are kept apart: they say why there is no number.
    """
    by_actor = set(scores.loc[scores["actor"] != "", "lens"])
    groups = dict(zip(scores["article"], scores["group"], strict=True))
    # A lens with one voice in its scores found all that it found for that one.
    voices = scores.groupby("lens")["voice"].unique()
    only = {lens: found[0] for lens, found in voices.items() if len(found) == 1}
    keyed = evidence.assign(
        actor=evidence["actor"].where(evidence["lens"].isin(by_actor)).fillna(""),
        voice=[
            only.get(lens, voice)
            for lens, voice in zip(evidence["lens"], evidence["voice"], strict=True)
        ],
        group=evidence["article"].map(groups),
    )
    # A sentence that stands there twice is two: its findings are farther apart than it is long.
    first = keyed.groupby([*_CELL, "article", "sentence"], sort=False)["start"].transform("min")
    keyed["repeat"] = (keyed["start"] - first) // (keyed["sentence"].str.len() + 1)
    sums = (
        keyed.groupby([*_CELL, "article", "sentence", "repeat"], sort=False)
        .agg(
            weight=("weight", lambda weights: weights.sum(skipna=False)),
            size=("weight", "size"),
            note=("note", "first"),
        )
        .reset_index()
    )
    return dict(iter(sums.groupby(_CELL, sort=False)))


def _estimate(
    cell: pd.DataFrame,
    found: pd.DataFrame | None,
    usual_weight: float,
    confidence: float,
    seed: int,
) -> _Estimate:
    """The value of a cell with its interval, over articles or over sentences."""
    read = cell[cell["exposure"] > 0]
    exposure = read["exposure"].to_numpy(dtype=float)
    is_rate = cell["unit"].iloc[0].endswith(PER_1000_WORDS)
    if not len(read) or (is_rate and exposure.sum() < FEWEST_WORDS):
        return _Estimate(np.nan, np.nan, np.nan, 0, "")
    totals = read["value"].to_numpy() * exposure
    value = float(totals.sum() / exposure.sum())
    if len(read) >= FEWEST_ARTICLES and (read["n_evidence"].any() or not is_rate):
        draws = _multinomial_draws(len(read), seed)
        low, high = _interval(draws @ totals, draws @ exposure, len(read), confidence)
        return _Estimate(value, low, high, len(read), "articles")
    weights = np.zeros(0)
    if found is not None:
        found = found[found["article"].isin(read["article"])]
        weights = found["weight"].to_numpy()
    if is_rate:
        low, high = _rate_interval(weights, usual_weight, confidence, seed)
        if cell["unit"].iloc[0].startswith("words "):
            high = min(high, exposure.sum())  # words among words: never more than all
        per_word = 1000 / exposure.sum()
        return _Estimate(value, low * per_word, high * per_word, len(weights), "sentences")
    if found is None or len(found) < FEWEST_SENTENCES:
        return _Estimate(value, np.nan, np.nan, len(weights), "sentences")
    draws = _multinomial_draws(len(found), seed)
    sizes = found["size"].to_numpy(dtype=float)
    low, high = _interval(draws @ weights, draws @ sizes, len(found), confidence)
    return _Estimate(value, low, high, len(found), "sentences")


def _rate_interval(
    weights: np.ndarray, usual_weight: float, confidence: float, seed: int
) -> tuple[float, float]:
    """Bounds of the sum of weights that a text of this length has in the long run.

    Fay and Feuer's gamma interval for a weighted sum of Poisson counts; of unweighted ones it is
    the exact interval. Where nothing was found, `usual_weight` stands for what could have been.
    """
    total, squares = float(weights.sum()), float((weights**2).sum())
    largest = float(weights.max()) if len(weights) else usual_weight
    tail = 50 * (1 - confidence)
    low = _gamma_percentile(total, squares, tail, seed) if total > 0 else 0.0
    high = _gamma_percentile(total + largest, squares + largest**2, 100 - tail, seed)
    return low, high


def _gamma_percentile(mean: float, variance: float, percent: float, seed: int) -> float:
    draws = np.random.default_rng(seed).gamma(mean**2 / variance, variance / mean, size=GAMMA_DRAWS)
    return float(np.percentile(draws, percent))


@lru_cache(maxsize=4)
def _multinomial_draws(n: int, seed: int) -> np.ndarray:
    """How often each of n articles or sentences is drawn, one row for each resample."""
    return np.random.default_rng(seed).multinomial(n, np.full(n, 1 / n), size=DRAWS).astype(float)


def _interval(
    totals: np.ndarray, exposures: np.ndarray, n: int, confidence: float
) -> tuple[float, float]:
    """Percentiles of resampled values, expanded for a small n as Hesterberg (2015) advises."""
    values = totals[exposures > 0] / exposures[exposures > 0]
    tail = 100 * NormalDist().cdf(-_student(confidence, n - 1) * (n / (n - 1)) ** 0.5)
    low, high = np.percentile(values, [tail, 100 - tail])
    return float(low), float(high)


def _student(confidence: float, freedom: int) -> float:
    """The two-sided quantile of Student's t, by Cornish and Fisher's expansion.

    Within 1 % from four degrees of freedom on; there are no fewer here.
    """
    z = NormalDist().inv_cdf((1 + confidence) / 2)
    first = (z**3 + z) / 4
    second = (5 * z**5 + 16 * z**3 + 3 * z) / 96
    third = (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / 384
    return z + first / freedom + second / freedom**2 + third / freedom**3


def _row(
    key: Sequence[Any], cell: pd.DataFrame, found: pd.DataFrame | None, estimate: _Estimate
) -> tuple[Any, ...]:
    group, lens, actor, voice = key
    return (
        group,
        lens,
        actor or None,
        voice,
        *estimate[:3],
        cell["unit"].iloc[0],
        estimate.n,
        estimate.resampled,
        len(cell),
        int(cell["n_evidence"].sum()),
        int(cell["exposure"].sum()),
        _note(cell, found, estimate),
    )


def _note(cell: pd.DataFrame, found: pd.DataFrame | None, estimate: _Estimate) -> str:
    """Why there is no number, or no interval; empty where there are both."""
    if not np.isnan(estimate.value):
        few = f"in {estimate.n} sentence{'s' * (estimate.n != 1)} only: too few for an interval"
        return few if np.isnan(estimate.low) else ""
    words = int(cell["exposure"].sum())
    if 0 < words < FEWEST_WORDS:
        return f"{words} words in this voice: too few for a rate"
    if found is not None and len(found):
        return str(found["note"].iloc[0])
    return "not mentioned in this voice" if cell["actor"].iloc[0] else "no words in this voice"


def side_by_side(comparison: pd.DataFrame) -> pd.DataFrame:
    """Put the groups of a comparison next to one another.

    Parameters
    ----------
    comparison
        From :func:`compare`.

    Returns
    -------
    DataFrame
        The values, as numbers: a row for each lens, actor, voice and unit, which are its index, and
        a column for each group. NaN where there is nothing to measure. Its intervals and notes are
        in the comparison.

    Examples
    --------
    >>> import stancekit
    >>> comparison = stancekit.compare(stancekit.score(stancekit.load_sample()))
    >>> len(stancekit.side_by_side(comparison).columns)
    6
    """
    if not isinstance(comparison, pd.DataFrame):
        raise StancekitError(
            f"side_by_side takes what compare gives, not a {type(comparison).__name__}"
        )
    rows = comparison.assign(actor=comparison["actor"].fillna(""))
    order = ["lens", "actor", "voice", "unit"]
    wide = rows.pivot(index=order, columns="group", values="value")
    wide = wide.reindex(index=pd.MultiIndex.from_frame(rows[order].drop_duplicates()))
    wide = wide[list(dict.fromkeys(rows["group"]))]
    wide.columns.name = None
    return wide
