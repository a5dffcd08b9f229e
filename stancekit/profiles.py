"""One outlet against all others, in words."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from stancekit.cells import check_scored
from stancekit.differences import differences
from stancekit.model import PER_1000_WORDS, Scored, StancekitError
from stancekit.reporting.tables import clean, measure_name

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
        A paragraph for each difference, with both values, the interval, and two examples from
        whichever side has more. It says of each whether chance alone could make it; it does not
        say what is good. Measures without an interval are left out.

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
    outlets = list(dict.fromkeys(scored.scores["outlet"]))
    if outlet not in outlets:
        raise StancekitError(f"outlet {outlet!r} is not there; known: {', '.join(outlets)}")
    if len(outlets) < 2:
        raise StancekitError(f"outlet {outlet!r} is the only one: there is nothing to compare")
    pooled = scored.scores["outlet"].where(scored.scores["outlet"] == outlet, OTHERS)
    rows = differences(
        Scored(scored.scores.assign(outlet=pooled), scored.evidence),
        base=OTHERS,
        confidence=confidence,
        seed=seed,
    )
    rows = rows[rows["low"].notna()]
    half = (rows["high"] - rows["low"]) / 2
    clear = (rows["difference"].abs() / half.replace(0, np.nan)).fillna(0.0)
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
    note = "" if min(articles) >= 5 else "\n\nOne article describes that article, not its outlet."
    return clean("\n\n".join([head, *paragraphs]) + note)


def _paragraph(
    number: int, row: Any, outlet: str, evidence: pd.DataFrame, confidence: float
) -> str:
    digits = 2 if "-1 to 1" in row.unit else 1
    value, base, difference, low, high = (
        f"{round(x, digits) + 0.0:.{digits}f}"
        for x in (row.value, row.base_value, row.difference, row.low, row.high)
    )
    chance = "chance alone could make it" if row.low <= 0 <= row.high else "beyond chance alone"
    if row.p_holm == row.p_holm:  # not NaN
        chance += f" (p {row.p:.3f}, corrected {row.p_holm:.3f})"
    lines = [
        f"{number}. {measure_name(row)}: {value}, {OTHERS} {base}"
        f" ({row.unit}; more means {row.higher}).",
        f"   The difference is {difference}, {100 * confidence:g} % interval {low} to {high}:"
        f" {chance}.",
    ]
    more = row.difference > 0
    lines += [
        f"   “{_short(example.text)}” ({example.outlet}, {example.category or example.rule})"
        for example in _examples(row, outlet, evidence, more=more)
    ]
    return "\n".join(lines)


def _examples(row: Any, outlet: str, evidence: pd.DataFrame, *, more: bool) -> list[Any]:
    """The findings that weigh most, of whichever side has more; of a mean, of the outlet itself."""
    found = evidence[evidence["lens"] == row.lens]
    if isinstance(row.actor, str):
        found = found[found["actor"] == row.actor]
    if row.lens not in ("sourcing", "readability"):
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
