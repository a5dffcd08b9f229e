"""One outlet against all others, in words."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from stancekit.cells import FEWEST_ARTICLES, check_scored
from stancekit.differences import differences
from stancekit.model import PER_1000_WORDS, Scored, StancekitError
from stancekit.reporting.tables import WHOLE, clean, measure_name, rounded

OTHERS = "the others"
_QUOTED = 160  # characters of an example
_EXAMPLES = 2


def profile(
    scored: Scored, outlet: str, *, top: int = 5, confidence: float = 0.95, seed: int = 0
) -> str:
    """What sets an outlet apart from all others together, in plain sentences.

    Parameters
    ----------
    scored
        From :func:`stancekit.score`.
    outlet
        Its name, as in the articles.
    top
        How many differences to tell, the clearest first: those that are largest beside the half of
        their interval.
    confidence
        Of the intervals, between 0 and 1.
    seed
        Of the resampling; the same call gives the same text.

    Returns
    -------
    str
        A paragraph for each difference, with both values, the interval, and two examples: of a
        rate from whichever side has more, of a mean from the outlet. It says of each whether chance
        alone could make it, by the corrected test where there is one, else whether the interval
        holds zero; it does not say what is good. Measures without an interval are left out.

    Raises
    ------
    StancekitError
        If the outlet is not there, or alone.

    Examples
    --------
    >>> import stancekit
    >>> scored = stancekit.score(stancekit.load_sample())
    >>> print(profile(scored, "The Free Keel", top=1).splitlines()[0])
    The Free Keel beside 5 others, from 1 article and 5
    """
    check_scored(scored, "outlet", "profile")
    if not isinstance(top, int) or top < 1:
        raise StancekitError(f"top must be a whole number from 1 on, not {top!r}")
    outlets = list(dict.fromkeys(scored.scores["outlet"]))
    if outlet not in outlets:
        raise StancekitError(f"outlet {outlet!r} is not there; known: {', '.join(outlets)}")
    if len(outlets) < 2:
        raise StancekitError(f"outlet {outlet!r} is the only one: there is nothing to compare")
    others = OTHERS
    while others in outlets:
        others += " (all)"
    pooled = scored.scores["outlet"].where(scored.scores["outlet"] == outlet, others)
    rows = differences(
        Scored(scored.scores.assign(outlet=pooled), scored.evidence),
        base=others,
        confidence=confidence,
        seed=seed,
    )
    rows = rows[rows["low"].notna()]
    apart = rows["difference"].abs()
    clear = apart / ((rows["high"] - rows["low"]) / 2).where(apart > 0, 1.0)  # infinite at no width
    rows = rows.loc[clear.sort_values(ascending=False, kind="stable").index].head(top)
    counts = scored.scores.groupby("outlet")["article"].nunique()
    articles = int(counts[outlet]), int(counts.sum() - counts[outlet])
    head = (
        f"{outlet} beside {len(outlets) - 1} other{'s' * (len(outlets) > 2)}, from {articles[0]}"
        f" article{'s' * (articles[0] > 1)} and {articles[1]}"
    )
    paragraphs = [
        _paragraph(number, row, outlet, scored.evidence, confidence)
        for number, row in enumerate(rows.itertuples(), 1)
    ]
    if not paragraphs:
        paragraphs = ["There is too little to tell any difference."]
    note = (
        ""
        if min(articles) >= FEWEST_ARTICLES
        else "\n\nOne article describes that article, not its outlet."
    )
    return clean("\n\n".join([head, *paragraphs]) + note)


def _paragraph(
    number: int, row: Any, outlet: str, evidence: pd.DataFrame, confidence: float
) -> str:
    value, base, difference, low, high = (
        rounded(x, row.unit) for x in (row.value, row.base_value, row.difference, row.low, row.high)
    )
    lines = [
        f"{number}. {measure_name(row)}: {value}, {OTHERS} {base}"
        f" ({row.unit}; more means {row.higher}).",
        f"   The difference is {difference}, {100 * confidence:g} % interval {low} to {high}:"
        f" {_verdict(row, confidence)}.",
    ]
    more = row.difference > 0
    lines += [
        f"   “{_short(example.text)}” ({example.outlet})"
        for example in _examples(row, outlet, evidence, more=more)
    ]
    return "\n".join(lines)


def _verdict(row: Any, confidence: float) -> str:
    """Whether chance alone could make a difference: by the test, or else by the interval."""
    if np.isnan(row.p_holm):
        holds = "holds" if row.low <= 0 <= row.high else "does not hold"
        return f"it {holds} zero; not tested, too few articles"
    beyond = row.p_holm < 1 - confidence
    p = "p below 0.001" if row.p_holm < 0.001 else f"p {row.p_holm:.3f}"
    return f"{'beyond chance alone' if beyond else 'chance alone could make it'} (corrected {p})"


def _examples(row: Any, outlet: str, evidence: pd.DataFrame, *, more: bool) -> list[Any]:
    """The findings that weigh most, of whichever side has more; of a mean, of the outlet itself."""
    found = evidence[evidence["lens"] == row.lens]
    if isinstance(row.actor, str):
        found = found[found["actor"] == row.actor]
    if row.lens not in WHOLE:
        found = found[found["voice"] == row.voice]
    is_rate = row.unit.endswith(PER_1000_WORDS)
    own = more or not is_rate
    found = found[(found["outlet"] == outlet) == own]
    rising = not is_rate and not more
    found = found.sort_values("weight", ascending=rising, kind="stable").drop_duplicates("text")
    if row.lens == "framing":
        found = found.assign(text=found["sentence"])
    return list(found.drop_duplicates("text").head(_EXAMPLES).itertuples())


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _QUOTED else text[:_QUOTED].rsplit(" ", 1)[0] + " …"
