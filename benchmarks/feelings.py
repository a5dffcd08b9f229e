"""An article's framing of an actor, against what experts saw in the article.

    python benchmarks/feelings.py PATH_TO_JSONL [--summaries]

BASIL (Fan et al. 2019) has events, each as told by Fox News, the New York Times and HuffPost, with
the author's feeling toward each main entity, and the spans in which experts saw a bias. PTC (Da San
Martino et al. 2019) has articles with spans of name-calling; what counts there is the share of an
actor's sentences that hold one. How the mentions of an actor in one article are best summed up was
chosen on PTC among all that `--summaries` prints; BASIL then says how good the chosen one is.
"""

from __future__ import annotations

import argparse
import itertools
import json
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

import stancekit
from stancekit.lenses.framing import FRAMING
from stancekit.portraits import CLEAR

FEELINGS = {"neg": -1.0, "neu": 0.0, "pos": 1.0}
DRAWS = 2000
APART = 3  # spans by which two outlets must differ for an order to be asked of us
TOP = 12  # actors that an article of PTC is asked for
FEWEST = 2  # mentions in PTC: whoever is named once in passing is no actor of the article


Summary = Callable[[np.ndarray], float]  # of the stances at an actor's mentions
# "negative" and "clear" are counts, "negative" below zero, so that for each more is better.
SUMMARIES: dict[str, Summary] = {
    "framing": lambda w: w.mean(),
    "negative": lambda w: -(w <= -CLEAR).sum(),
    "clear": lambda w: (w >= CLEAR).sum() - (w <= -CLEAR).sum(),
    "mentions": lambda w: -w.size,
}


OTHERS: dict[str, Summary] = {
    "median": np.median,
    "lowest": np.min,
    "highest": np.max,
    "sum": np.sum,
    "lowest three": lambda w: np.sort(w)[:3].mean(),
    "signed squares": lambda w: (w * abs(w)).mean(),
    "cubes": lambda w: (w**3).mean(),
    "sum of cubes": lambda w: (w**3).sum(),
    "sum by root of n": lambda w: w.sum() / np.sqrt(w.size),
}


def more_summaries() -> dict[str, Summary]:
    """What else was tried: the fixed ones, and kinds with a constant for each of its values."""
    thresholds = (0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8)
    others = tuple(threshold for threshold in thresholds if threshold != CLEAR)
    kinds: list[tuple[str, Callable[[float], Summary], Sequence[float]]] = [
        ("mean with neutral mentions", lambda k: lambda w: w.sum() / (w.size + k), (2, 6, 12)),
        ("quantile", lambda q: lambda w: np.quantile(w, q), (0.1, 0.25, 0.75, 0.9)),
        ("clear", lambda t: lambda w: (w >= t).sum() - (w <= -t).sum(), others),
        ("clear, mean", lambda t: lambda w: (w >= t).mean() - (w <= -t).mean(), thresholds),
        ("negative", lambda t: lambda w: -(w <= -t).sum(), others),
        ("negative, mean", lambda t: lambda w: -(w <= -t).mean(), thresholds),
        ("mean beyond", lambda t: lambda w: w[abs(w) >= t].sum() / max(1, (abs(w) >= t).sum()),
         thresholds),
    ]  # fmt: skip
    made = {f"{name} {one}": make(one) for name, make, constants in kinds for one in constants}
    return OTHERS | made


class Portrait(NamedTuple):
    """An actor in an article: how it is framed, and what the experts saw."""

    event: str  # what may depend on one another: an event of BASIL, an article of PTC
    outlet: str
    actor: str
    stances: np.ndarray
    vader: float
    feeling: float | None
    spans: int = 0  # positive minus negative spans outside quotations


class Framed(NamedTuple):
    """An actor in an article: what the outlet says of it by itself, and where."""

    actor: str
    weights: Sequence[float]
    sentences: Sequence[stancekit.Span]


def framed(reading: stancekit.Reading, actors: Sequence[stancekit.Actor]) -> Iterator[Framed]:
    """The actors that the outlet itself mentions in headline or body."""
    findings = [
        one
        for one in FRAMING.find(reading)
        if reading.voice(one.start) == "outlet" and reading.is_told(one.start)
    ]
    for actor in actors:
        own = [one for one in findings if one.actor == actor.name]
        sentences = {reading.sentence(one.start) for one in own}
        if own:
            weights = [one.weight for one in own]
            yield Framed(actor.name, weights, [one for one in sentences if one is not None])


def portrait(
    article: stancekit.Article,
    event: str,
    one: Framed,
    vader: SentimentIntensityAnalyzer,
    feeling: float | None,
    spans: int = 0,
) -> Portrait:
    tones = [vader.polarity_scores(article.text[a:b])["compound"] for a, b in one.sentences]
    return Portrait(
        event,
        article.outlet,
        one.actor,
        np.array(one.weights),
        float(np.mean(tones)),
        feeling,
        spans,
    )


def of_basil(row: Mapping[str, Any], vader: SentimentIntensityAnalyzer) -> Iterator[Portrait]:
    paragraphs = [" ".join(p) if isinstance(p, list) else p for p in row["paragraphs"]]
    article = stancekit.Article(row["id"], row["outlet"], "\n".join([row["title"], *paragraphs]))
    actors = [
        stancekit.Actor(name, kind="person" if is_person(name) else "group")
        for name in row["main_entities"]
    ]
    for one in framed(stancekit.read(article, actors), actors):
        spans = [span for span in row["spans"] if span["target"] == one.actor and not span["quote"]]
        yield portrait(
            article,
            row["event"],
            one,
            vader,
            FEELINGS.get(row["author_feeling"].get(one.actor, "")),
            sum((span["polarity"] == "pos") - (span["polarity"] == "neg") for span in spans),
        )


def of_ptc(row: Mapping[str, Any], vader: SentimentIntensityAnalyzer) -> Iterator[Portrait]:
    article = stancekit.Article(str(row["id"]), "PTC", row["text"])
    actors = stancekit.discover_actors(article, top=TOP)
    starts = sorted(start for start, _ in row["labels"])
    for one in framed(stancekit.read(article, actors), actors):
        if len(one.weights) >= FEWEST and one.sentences:
            called = [bisect_left(starts, a) < bisect_left(starts, b) for a, b in one.sentences]
            yield portrait(article, article.id, one, vader, -sum(called) / len(called))


def is_person(name: str) -> bool:
    words = name.split()
    return len(words) > 1 and all(word[0].isupper() for word in words)


def rank_correlation(frame: pd.DataFrame, column: str) -> float:
    """Spearman's rho with the feeling."""
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


def order(frame: pd.DataFrame, column: str) -> tuple[int, int]:
    """How often two outlets on an event stand in the experts' order, of the clear cases."""
    right = asked = 0
    for _, rows in frame.groupby(["event", "actor"]):
        both = zip(rows["spans"], rows[column], strict=True)
        for (spans, value), (other_spans, other_value) in itertools.combinations(both, 2):
            if abs(spans - other_spans) >= APART:
                asked += 1
                right += (spans - other_spans) * (value - other_value) > 0
    return right, asked


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("path", type=Path)
    parser.add_argument("--summaries", action="store_true", help="all that were tried")
    options = parser.parse_args()
    vader = SentimentIntensityAnalyzer()
    rows = [json.loads(line) for line in options.path.read_text("utf-8").splitlines()]
    is_basil = "author_feeling" in rows[0]
    make = of_basil if is_basil else of_ptc
    found = pd.DataFrame([portrait for row in rows for portrait in make(row, vader)])
    summaries = SUMMARIES | (more_summaries() if options.summaries else {})
    for name, summary in summaries.items():
        found[name] = [float(summary(stances)) for stances in found["stances"]]
    frame = found.dropna(subset="feeling")
    print(f"{len(frame)} actors in articles")
    if options.summaries:
        for name in sorted(summaries, key=lambda name: -rank_correlation(frame, name)):
            print(f"{rank_correlation(frame, name):+.3f}  {name}")
        return
    for column in (*SUMMARIES, "vader", *(["spans"] if is_basil else [])):
        low, high = interval(frame, column)
        right, asked = order(found, column)
        orders = f"  order {right} of {asked}" if asked else ""
        rho = f"rho {rank_correlation(frame, column):+.3f} [{low:+.3f}, {high:+.3f}]"
        print(f"{column:8} {rho}{orders}")


if __name__ == "__main__":
    main()
