"""The cells of a comparison: what the articles of a group hold of a measure."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from stancekit.model import PER_1000_WORDS, Scored, StancekitError
from stancekit.resampling import Sample

CELL = ["group", "lens", "actor", "voice"]
# From so many articles on, articles are resampled: fewer cannot show how they differ.
FEWEST_ARTICLES = 5
_BY = ("outlet", "article", "story")
NO_STORY = "(none)"  # stands for the story of articles without one


class Cell(NamedTuple):
    """The articles of a group, for one lens, actor and voice."""

    group: str
    lens: str
    actor: str  # empty for a lens that is not by actor
    voice: str
    unit: str
    higher: str
    articles: np.ndarray  # ids, of all articles of the group
    read: np.ndarray  # of those in which there was something to measure
    stories: np.ndarray  # of these; None where an article has no story
    sample: Sample  # of these
    n_evidence: int
    exposure: int

    @property
    def key(self) -> tuple[str, str, str, str]:
        return self.group, self.lens, self.actor, self.voice

    @property
    def is_rate(self) -> bool:
        return self.unit.endswith(PER_1000_WORDS)


def check_scored(scored: Any, by: str, caller: str) -> None:
    """Raise an error if this is not what score gives, or if groups are not made so."""
    if not isinstance(scored, Scored):
        raise StancekitError(f"{caller} takes what score gives, not a {type(scored).__name__}")
    check_by(by)


def check_by(by: str) -> None:
    """Raise an error if groups are not made so."""
    if by not in _BY:
        raise StancekitError(f"by must be 'outlet', 'article' or 'story', not {by!r}")


def unread(scored: Scored) -> set[str]:
    """Articles of which no lens could read a word: they are in another language."""
    rates = scored.scores[scored.scores["unit"].str.endswith(PER_1000_WORDS)]
    words = rates.groupby("article")["exposure"].sum()
    return set(words.index[words == 0])


def with_none(frame: pd.DataFrame) -> pd.DataFrame:
    """The frame with None for no actor, whatever pandas makes of it."""
    actor = frame["actor"].astype(object)
    return frame.assign(actor=actor.where(actor.notna(), None))


def group_cells(scored: Scored, by: str) -> list[Cell]:
    """The cells in the order of the scores."""
    scores = scored.scores.assign(
        actor=scored.scores["actor"].fillna(""), group=scored.scores[by].fillna(NO_STORY)
    )
    columns = {name: scores[name].to_numpy() for name in scores.columns}
    exposures = columns["exposure"].astype(float)
    totals = np.where(exposures > 0, columns["value"], 0.0) * exposures
    cells = []
    indices: dict[Any, Any] = {**scores.groupby(CELL, sort=False).indices}
    in_order = sorted(indices.items(), key=lambda item: item[1][0])  # not so in every pandas
    for (group, lens, actor, voice), rows in in_order:
        read = rows[exposures[rows] > 0]
        cells.append(
            Cell(
                group=group,
                lens=lens,
                actor=actor,
                voice=voice,
                unit=columns["unit"][rows[0]],
                higher=columns["higher"][rows[0]],
                articles=columns["article"][rows],
                read=columns["article"][read],
                stories=columns["story"][read],
                sample=Sample(totals[read], exposures[read]),
                n_evidence=int(columns["n_evidence"][rows].sum()),
                exposure=int(columns["exposure"][rows].sum()),
            )
        )
    return cells
