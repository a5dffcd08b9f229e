"""Outlets side by side, from the two frames of scoring and nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from stancekit.cells import CELL, FEWEST_ARTICLES, Cell, check_scored, group_cells, with_none
from stancekit.model import Scored, StancekitError
from stancekit.resampling import rate_interval, ratio_interval

COMPARISON_COLUMNS = (
    "group", "lens", "actor", "voice", "value", "low", "high", "unit", "higher", "n", "resampled",
    "n_articles", "n_evidence", "exposure", "note",
)  # fmt: skip

FEWEST_SENTENCES = 5  # of findings that a mean is taken over: fewer make no interval
FEWEST_WORDS = 100  # in a voice: a rate for every thousand says nothing about ten words


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
    rows = [
        _row(cell, estimate)
        for cell, estimate in estimated_cells(scored, by, "compare", confidence, seed)
    ]
    return with_none(pd.DataFrame(rows, columns=list(COMPARISON_COLUMNS)))


def estimated_cells(
    scored: Scored, by: str, caller: str, confidence: float, seed: int
) -> list[tuple[Cell, Estimate]]:
    """The cells in the order of the scores, each with its value and interval."""
    check_scored(scored, by, caller)
    if not isinstance(confidence, float) or not 0 < confidence < 1:
        raise StancekitError(f"confidence must lie between 0 and 1, not {confidence!r}")
    if not isinstance(seed, int) or seed < 0:
        raise StancekitError(f"seed must be a whole number from 0 on, not {seed!r}")
    cells = group_cells(scored, by)
    found = _findings(scored, [cell for cell in cells if _is_thin(cell)])
    usual_weights = scored.evidence.groupby("lens")["weight"].mean().to_dict()
    pairs = []
    for cell in cells:
        inside = found.get(cell.key)
        usual_weight = usual_weights.get(cell.lens, 1.0)
        estimate = _estimate(cell, inside, usual_weight, confidence, seed)
        pairs.append((cell, estimate._replace(note=_note(cell, inside, estimate))))
    return pairs


class Estimate(NamedTuple):
    """The value of a cell with its interval, over how many of what, and why there is none."""

    value: float
    low: float
    high: float
    n: int
    resampled: str
    note: str = ""


def _is_thin(cell: Cell) -> bool:
    """Whether a cell has so few articles that its sentences are resampled."""
    return len(cell.sample.totals) < FEWEST_ARTICLES


def _findings(scored: Scored, cells: Sequence[Cell]) -> dict[tuple[Any, ...], pd.DataFrame]:
    """The findings of these cells, summed by sentence.

    Findings in an article without exposure are kept: they say why there is no number.
    """
    if not cells:
        return {}
    evidence = scored.evidence
    lenses = {cell.lens for cell in cells}
    by_actor = {cell.lens for cell in cells if cell.actor}
    groups = {article: cell.group for cell in cells for article in cell.articles}
    evidence = evidence[evidence["lens"].isin(lenses) & evidence["article"].isin(groups)]
    # A lens with one voice in its scores found all that it found for that one.
    voices = scored.scores.groupby("lens")["voice"].unique()
    only = {lens: found[0] for lens, found in voices.items() if len(found) == 1}
    keyed = evidence.assign(
        actor=evidence["actor"].where(evidence["lens"].isin(by_actor)).fillna(""),
        voice=[
            only.get(lens, voice)
            for lens, voice in zip(evidence["lens"], evidence["voice"], strict=True)
        ],
        group=evidence["article"].map(groups),
        missing=evidence["weight"].isna(),
    )
    thin = pd.MultiIndex.from_tuples([cell.key for cell in cells])
    keyed = keyed[pd.MultiIndex.from_frame(keyed[CELL]).isin(thin)]
    # A sentence that stands there twice is two: its findings are farther apart than it is long.
    first = keyed.groupby([*CELL, "article", "sentence"], sort=False)["start"].transform("min")
    keyed["repeat"] = (keyed["start"] - first) // (keyed["sentence"].str.len() + 1)
    sums = (
        keyed.groupby([*CELL, "article", "sentence", "repeat"], sort=False)
        .agg(
            weight=("weight", "sum"),
            missing=("missing", "any"),
            size=("weight", "size"),
            note=("note", "first"),
        )
        .reset_index()
    )
    sums["weight"] = sums["weight"].mask(sums["missing"])
    return dict(iter(sums.groupby(CELL, sort=False)))


def _estimate(
    cell: Cell, found: pd.DataFrame | None, usual_weight: float, confidence: float, seed: int
) -> Estimate:
    """The value of a cell with its interval, over articles or over sentences."""
    totals, exposures = cell.sample
    if not len(totals) or (cell.is_rate and exposures.sum() < FEWEST_WORDS):
        return Estimate(np.nan, np.nan, np.nan, 0, "")
    value = cell.sample.value
    if not _is_thin(cell) and (totals.any() or cell.n_evidence or not cell.is_rate):
        low, high = ratio_interval(totals, exposures, confidence, seed)
        if cell.is_rate and (totals >= 0).all():
            low = max(low, 0.0)
        return Estimate(value, low, high, len(totals), "articles")
    weights = np.zeros(0)
    if found is not None:
        found = found[found["article"].isin(cell.read)]
        weights = found["weight"].to_numpy()
    if cell.is_rate:
        low, high = rate_interval(weights, usual_weight, confidence, seed)
        if cell.unit.startswith("words "):
            high = min(high, exposures.sum())  # words among words: never more than all
        per_word = 1000 / exposures.sum()
        return Estimate(value, low * per_word, high * per_word, len(weights), "sentences")
    if found is None or len(found) < FEWEST_SENTENCES:
        return Estimate(value, np.nan, np.nan, len(weights), "sentences")
    low, high = ratio_interval(weights, found["size"].to_numpy(dtype=float), confidence, seed)
    return Estimate(value, low, high, len(found), "sentences")


def _row(cell: Cell, estimate: Estimate) -> tuple[Any, ...]:
    return (
        cell.group,
        cell.lens,
        cell.actor or None,
        cell.voice,
        *estimate[:3],
        cell.unit,
        cell.higher,
        estimate.n,
        estimate.resampled,
        len(cell.articles),
        cell.n_evidence,
        cell.exposure,
        estimate.note,
    )


def _note(cell: Cell, found: pd.DataFrame | None, estimate: Estimate) -> str:
    """Why there is no number, or no interval; empty where there are both."""
    if not np.isnan(estimate.value):
        if not np.isnan(estimate.low):
            return ""
        if cell.is_rate:
            return "weights of 0 or below: no interval for a rate"
        return f"in {estimate.n} sentence{'s' * (estimate.n != 1)} only: too few for an interval"
    if 0 < cell.exposure < FEWEST_WORDS:
        return f"{cell.exposure} words in this voice: too few for a rate"
    if found is not None and len(found):
        return str(found["note"].iloc[0])
    return "not mentioned in this voice" if cell.actor else "no words in this voice"
