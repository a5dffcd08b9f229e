"""An article in the terminal, with its findings marked where they stand."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from stancekit.model import Article, Scored
from stancekit.reporting.tables import VOICE_NAMES, clean

# These two have a finding for every mention and every sentence; their scores are shown instead.
_EVERYWHERE = ("framing", "readability")
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
    marked = evidence[~evidence["lens"].isin(_EVERYWHERE)].sort_values(["start", "end"])
    findings = list(marked.itertuples(index=False))
    parts = [
        clean(f"{article.outlet}: {article.title or article.id}"),
        "",
        _mark(clean(article.text), findings, colour),
        "",
        *(_explain(number, row) for number, row in enumerate(findings, start=1)),
        "" if findings else "Nothing to mark: no loaded language, no aside.\n",
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
    for row in scores.dropna(subset=["value"]).itertuples():
        of = f" of {row.actor}" if isinstance(row.actor, str) else ""
        counted = "finding" if row.n_evidence == 1 else "findings"
        lines.append(
            clean(
                f"{row.lens}{of}, {VOICE_NAMES[row.voice]}: {row.value:.2f}"
                f" ({row.unit}; {row.n_evidence} {counted})"
            )
        )
    return lines
