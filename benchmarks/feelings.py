"""An article's framing of an actor, against its author's feeling as experts saw it.

    python benchmarks/feelings.py PATH_TO_JSONL

The set is BASIL (Fan et al. 2019): events, each as told by Fox News, the New York Times and
HuffPost, with the author's feeling toward each main entity, and the spans in which experts saw a
bias.
"""

from __future__ import annotations

import argparse
import itertools
import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

import stancekit
from stancekit.lenses.framing import FRAMING
from stancekit.portraits import CLEAR

FEELINGS = {"neg": -1, "neu": 0, "pos": 1}
DRAWS = 2000
APART = 3  # spans by which two outlets must differ for an order to be asked of us


class Portrait(NamedTuple):
    """An entity in an article: how it is framed, and what the experts saw."""

    event: str
    outlet: str
    entity: str
    framing: float
    clear: int  # clearly positive minus clearly negative mentions
    vader: float
    feeling: int | None
    spans: int  # positive minus negative spans outside quotations


def portraits(row: Mapping[str, Any], vader: SentimentIntensityAnalyzer) -> Iterator[Portrait]:
    paragraphs = [" ".join(p) if isinstance(p, list) else p for p in row["paragraphs"]]
    text = "\n".join([row["title"], *paragraphs])
    actors = [
        stancekit.Actor(name, kind="person" if is_person(name) else "group")
        for name in row["main_entities"]
    ]
    reading = stancekit.read(stancekit.Article(row["id"], row["outlet"], text), actors)
    findings = [
        one
        for one in FRAMING.find(reading)
        if reading.voice(one.start) == "outlet"
        and (segment := reading.segment(one.start)) is not None
        and segment.kind in FRAMING.segments
    ]
    for actor in actors:
        own = [finding for finding in findings if finding.actor == actor.name]
        if not own:
            continue
        sentences = {reading.sentence(finding.start) for finding in own}
        tones = [
            vader.polarity_scores(text[slice(*sentence)])["compound"]
            for sentence in sentences
            if sentence is not None
        ]
        spans = [
            span for span in row["spans"] if span["target"] == actor.name and not span["quote"]
        ]
        yield Portrait(
            row["event"],
            row["outlet"],
            actor.name,
            float(np.mean([finding.weight for finding in own])),
            sum((one.weight >= CLEAR) - (one.weight <= -CLEAR) for one in own),
            float(np.mean(tones)),
            FEELINGS.get(row["author_feeling"].get(actor.name, "")),
            sum((span["polarity"] == "pos") - (span["polarity"] == "neg") for span in spans),
        )


def is_person(name: str) -> bool:
    words = name.split()
    return len(words) > 1 and all(word[0].isupper() for word in words)


def rank_correlation(frame: pd.DataFrame, column: str) -> float:
    """Spearman's rho with the author's feeling."""
    ranks = frame[[column, "feeling"]].rank()
    return float(np.corrcoef(ranks[column], ranks["feeling"])[0, 1])


def interval(frame: pd.DataFrame, column: str) -> tuple[float, float]:
    """95 %, by bootstrap over events."""
    events = [part for _, part in frame.groupby("event")]
    random = np.random.default_rng(0)
    values = [
        rank_correlation(
            pd.concat([events[i] for i in random.integers(len(events), size=len(events))]), column
        )
        for _ in range(DRAWS)
    ]
    low, high = np.percentile(values, [2.5, 97.5])
    return float(low), float(high)


def order(rows: Sequence[Portrait], column: str) -> tuple[int, int]:
    """How often two outlets on an event stand in the experts' order, of the clear cases."""
    right = asked = 0
    for one, other in itertools.combinations(rows, 2):
        same = (one.event, one.entity) == (other.event, other.entity)
        if same and abs(one.spans - other.spans) >= APART:
            asked += 1
            difference = getattr(one, column) - getattr(other, column)
            right += difference * (one.spans - other.spans) > 0
    return right, asked


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("path", type=Path)
    path: Path = parser.parse_args().path
    vader = SentimentIntensityAnalyzer()
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    found = [portrait for row in rows for portrait in portraits(row, vader)]
    frame = pd.DataFrame([one for one in found if one.feeling is not None])
    print(f"{len(frame)} entities in articles")
    for column in ("framing", "clear", "vader", "spans"):
        low, high = interval(frame, column)
        right, asked = order(found, column)
        rho = rank_correlation(frame, column)
        print(f"{column:8} rho {rho:+.3f} [{low:+.3f}, {high:+.3f}]  order {right} of {asked}")


if __name__ == "__main__":
    main()
