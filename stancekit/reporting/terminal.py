"""An article in the terminal, with its findings marked where they stand."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from stancekit.comparison import FEWEST_WORDS
from stancekit.model import PER_1000_WORDS, Article, Scored
from stancekit.reporting.tables import VOICE_NAMES, clean, measure_name

_COLOURS = {"outlet": "\x1b[31m", "attributed": "\x1b[34m", "scare": "\x1b[35m"}
_RESET = "\x1b[0m"


def show_article(article: Article, scored: Scored, *, colour: bool) -> str:
    """The text with each finding in numbered brackets, what it is, and the article's scores.

    Parameters
    ----------
    article
        An article.
    scored
        A scoring that holds it.
    colour
        Whether to colour findings by voice, for a terminal that can.
    """
    evidence = scored.evidence[scored.evidence["article"] == article.id]
    is_measure = evidence["lens"].isin(("readability", "sourcing"))
    is_marked = ~is_measure & (evidence["weight"] != 0)
    marked = evidence[is_marked].sort_values(["start", "end"])
    findings = list(marked.itertuples(index=False))
    parts = [
        clean(f"{article.outlet}: {article.title or article.id}"),
        "",
        _mark(clean(article.text), findings, colour),
        "",
        *(_explain(number, row) for number, row in enumerate(findings, start=1)),
        "" if findings else "Nothing to mark.\n",
        *_score_lines(scored.scores[scored.scores["article"] == article.id]),
    ]
    return "\n".join(parts)


def _mark(text: str, findings: Sequence[Any], colour: bool) -> str:
    """Brackets are put in from the end, so that earlier offsets stay true."""
    edges = []
    for number, row in enumerate(findings, start=1):
        paint, reset = (_COLOURS[row.voice], _RESET) if colour else ("", "")
        edges.append((row.start, 1, number, f"{paint}["))
        edges.append((row.end, 0, -number, f"]{number}{reset}"))
    pieces = []
    behind = len(text)
    for position, _, _, mark in sorted(edges, reverse=True):
        pieces += [text[position:behind], mark]
        behind = position
    pieces.append(text[:behind])
    return "".join(reversed(pieces))


def _explain(number: int, row: Any) -> str:
    voice = VOICE_NAMES[row.voice] + (f": {row.speaker}" if isinstance(row.speaker, str) else "")
    kind = row.category.replace("_", " ") or row.rule
    return clean(f"{number:>3}  {row.lens}, {kind} ({voice}): {row.note or row.rule}")


def _score_lines(scores: pd.DataFrame) -> list[str]:
    lines = []
    rows: list[Any] = list(scores.dropna(subset=["value"]).itertuples())
    for row in rows:
        label = measure_name(row)
        if row.unit.endswith(PER_1000_WORDS) and row.exposure < FEWEST_WORDS:
            found = "nothing found" if row.n_evidence == 0 else f"{row.n_evidence} found"
            lines.append(clean(f"{label}: {found} in {row.exposure} words, too few for a rate"))
        else:
            lines.append(clean(f"{label}: {row.value:.2f} ({row.unit}; n={row.n_evidence})"))
    return lines
