"""What each outlet has of a story, and what it leaves out that others have."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pandas as pd

from stancekit.cells import NO_STORY, check_scored, unread
from stancekit.model import Scored

COVERAGE_COLUMNS = (
    "story", "kind", "name", "outlet", "n", "share", "order", "others", "of",
)  # fmt: skip
_KINDS = {"framing": "actor", "sourcing": "speaker"}


def coverage(scored: Scored) -> pd.DataFrame:
    """Whom each outlet names and quotes on a story, and whom it leaves out.

    It counts what stands there, and needs no model to be right.

    Parameters
    ----------
    scored
        From :func:`stancekit.score`, with actors for those who are named (lens ``framing``), and
        with the lens ``sourcing`` for those who are quoted.

    Returns
    -------
    DataFrame
        One row for each story that two outlets or more tell, each actor named and each named source
        quoted in it, and each of the outlets; the columns are described in docs/schema.md. ``n`` is
        the number of mentions, for a speaker of words quoted: 0 where the outlet leaves out what
        ``others`` of the ``of`` other outlets have. ``share`` is of all mentions, or words quoted
        from anybody, that the outlet has on the story; ``order`` says who is named first.
        Articles without a story count as one story, ``(none)``; articles that were not read, since
        not English, are left out. Empty frames give no rows.

    Raises
    ------
    StancekitError
        If this is not what score gives.

    Examples
    --------
    >>> import stancekit
    >>> table = coverage(stancekit.score(stancekit.load_sample(), "sample"))
    >>> table.query("n == 0 and others == of")[["name", "outlet"]].values.tolist()[:1]
    [['Free Coast', 'Kessim State Gazette']]
    """
    check_scored(scored, "outlet", "coverage")
    read = ~scored.scores["article"].isin(unread(scored))
    told = scored.scores[read].drop_duplicates("article")
    told = told.assign(story=told["story"].fillna(NO_STORY))
    stories = dict(zip(told["article"], told["story"], strict=True))
    found = scored.evidence[scored.evidence["lens"].isin(_KINDS)]
    found = found.assign(
        kind=found["lens"].map(_KINDS),
        name=found["actor"].where(found["lens"] == "framing", found["speaker"]),
        story=found["article"].map(stories),
        amount=found["weight"].where(found["lens"] == "sourcing", 1.0),
    )
    found = found[found["amount"] > 0]
    rows: list[tuple[Any, ...]] = []
    for story, telling in told.groupby("story", sort=False):
        outlets = list(dict.fromkeys(telling["outlet"]))
        if len(outlets) < 2:
            continue
        for kind, of_kind in found[found["story"] == story].groupby("kind", sort=False):
            rows += _rows(story, kind, of_kind, outlets)
    return pd.DataFrame(rows, columns=list(COVERAGE_COLUMNS))


def _rows(
    story: object, kind: object, found: pd.DataFrame, outlets: list[str]
) -> list[tuple[Any, ...]]:
    """The rows of all names of a kind on a story, the most widely covered first."""
    totals = found.groupby("outlet")["amount"].sum()
    named = found[found["name"].notna()]
    if kind == "speaker":
        named = named[named["rule"].str.startswith("named")]
    sums = named.groupby(["name", "outlet"])["amount"].sum()
    counts: dict[tuple[Any, Any], float] = dict(zip(sums.index, sums.astype(float), strict=True))
    first = _order(named)
    having = Counter(name for name, _ in counts)
    widely = sorted(having, key=lambda name: (-having[name], str(name)))
    rows = []
    for name in widely:
        for outlet in outlets:
            n = counts.get((name, outlet), 0.0)
            total = float(totals.get(outlet, 0.0))
            rows.append(
                (
                    story,
                    kind,
                    name,
                    outlet,
                    int(n),
                    n / total if total else float("nan"),
                    first.get((name, outlet), float("nan")),
                    having[name] - (n > 0),
                    len(outlets) - 1,
                )
            )
    return rows


def _order(named: pd.DataFrame) -> dict[tuple[Any, Any], float]:
    """Who comes first, second and so on in an outlet: in the article where it comes earliest."""
    starts = named.groupby(["outlet", "article", "name"])["start"].min()
    ranks = starts.groupby(["outlet", "article"]).rank(method="first")
    best = ranks.groupby(["name", "outlet"]).min()
    return dict(zip(best.index, best.astype(float), strict=True))
