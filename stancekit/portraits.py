"""How each outlet portrays each actor, one row for each pair."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pandas as pd

from stancekit.comparison import compare
from stancekit.lenses.framing import LABEL
from stancekit.model import Scored, StancekitError
from stancekit.speakers import speakers

PORTRAIT_COLUMNS = (
    "group", "actor", "mentions", "attention", "in_headline",
    "framing", "framing_low", "framing_high", "framing_n", "clearly_negative", "clearly_positive",
    "framing_quoted", "framing_quoted_low", "framing_quoted_high", "framing_quoted_n",
    "acts", "acted_upon", "passive", "passive_without_agent",
    "labels", "labels_quoted", "quoted_words", "verbs", "most_negative", "most_positive",
)  # fmt: skip
# Stance from which a mention counts as clear: on NewsMTSC's dev parts, three of four such mentions
# are what they seem, and one of eighteen is the contrary.
CLEAR = 0.4
_ROLES = ("acts", "acted upon", "passive", "passive without agent")  # a column each


def portraits(scored: Scored, by: str = "outlet", *, seed: int = 0) -> pd.DataFrame:
    """How each outlet portrays each actor.

    Parameters
    ----------
    scored
        From :func:`stancekit.score` with actors and the lens ``framing``; with ``sourcing`` for the
        words that actors are quoted with.
    by
        What to put side by side: ``outlet`` or ``article``.
    seed
        Of the intervals; the same call gives the same frame.

    Returns
    -------
    DataFrame
        One row for each group and actor mentioned in headline or body; the columns are described in
        docs/schema.md. No actors, or no lens ``framing``: no rows.

    Raises
    ------
    StancekitError
        If `by` is unknown.

    Examples
    --------
    >>> import stancekit
    >>> table = portraits(stancekit.score(stancekit.load_sample(), "sample"))
    >>> rows = table.query("group == 'The Daily Gull'").set_index("actor")
    >>> int(rows.loc["Davin Orsolo", "mentions"]) > 1
    True
    """
    if by not in ("outlet", "article"):
        raise StancekitError(f"unknown by {by!r}; known: outlet, article")
    found = scored.evidence[scored.evidence["lens"] == "framing"]
    intervals = _intervals(scored, by, seed)
    quoted = _quoted(scored, by)
    total = Counter(found[by])
    rows = []
    for (group, actor), mentions in found.groupby([by, "actor"], sort=False):
        words, verbs = quoted.get((group, actor), (0, ""))
        own = mentions[mentions["voice"] == "outlet"]
        rows.append(
            (
                group,
                actor,
                len(mentions),
                len(mentions) / total[group],
                int((mentions["segment"] == "headline").sum()),
                *intervals.get((group, actor, "outlet"), (np.nan, np.nan, np.nan, 0)),
                int((own["weight"] <= -CLEAR).sum()),
                int((own["weight"] >= CLEAR).sum()),
                *intervals.get((group, actor, "attributed"), (np.nan, np.nan, np.nan, 0)),
                *(int((mentions["rule"] == role).sum()) for role in _ROLES),
                _labels(own),
                _labels(mentions[mentions["voice"] != "outlet"]),
                words,
                verbs,
                _telling(own, lowest=True),
                _telling(own, lowest=False),
            )
        )
    return pd.DataFrame(rows, columns=list(PORTRAIT_COLUMNS))


def _intervals(
    scored: Scored, by: str, seed: int
) -> dict[tuple[object, ...], tuple[float, float, float, int]]:
    """Framing with its interval by group, actor and voice."""
    rows = compare(scored, by=by, seed=seed)
    rows = rows[rows["lens"] == "framing"]
    columns = ("group", "actor", "voice", "value", "low", "high", "n")
    return {
        (group, actor, voice): (value, low, high, n)
        for group, actor, voice, value, low, high, n in zip(
            *(rows[column] for column in columns), strict=True
        )
    }


def _quoted(scored: Scored, by: str) -> dict[tuple[object, ...], tuple[int, str]]:
    """The words that each actor is quoted with, and the verbs that introduce them."""
    if "sourcing" not in set(scored.scores["lens"]):
        return {}
    table = speakers(scored, by=by)
    return {
        (group, speaker): (words, verbs)
        for group, speaker, words, verbs in zip(
            *(table[column] for column in ("group", "speaker", "words", "verbs")), strict=True
        )
    }


def _labels(mentions: pd.DataFrame) -> str:
    """What the actor is called, the most frequent first."""
    count: Counter[str] = Counter()
    for note in mentions["note"]:
        if note.startswith(LABEL):
            count.update(filter(None, note.split("; ")[0].split(LABEL)))
    return ", ".join(
        label if number == 1 else f"{label} {number}" for label, number in count.most_common()
    )


def _telling(own: pd.DataFrame, *, lowest: bool) -> str:
    """The outlet's own sentence that portrays the actor worst or best; empty if none does."""
    own = own.sort_values("weight", ascending=lowest)
    telling = own[own["weight"] <= -CLEAR] if lowest else own[own["weight"] >= CLEAR]
    return "" if telling.empty else str(telling["sentence"].iloc[0])
