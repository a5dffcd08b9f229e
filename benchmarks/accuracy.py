"""Accuracy on labelled sets, each given as a path to a JSON Lines file.

    python benchmarks/accuracy.py gum PATH               sentence ends
    python benchmarks/accuracy.py newsmtsc PATH...       stance toward a named person
    python benchmarks/accuracy.py polnear PATH           whose words: attributed speech and speakers
    python benchmarks/accuracy.py babe PATH              sentences and words called biased
    python benchmarks/accuracy.py ptc PATH               spans of loaded language in articles
    python benchmarks/accuracy.py basil PATH             sentences with biased words, ranked
    python benchmarks/accuracy.py sample                 the sample corpus's answer key

What each set is, and the figures in this state of the code, stand in docs/accuracy.md.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd
from loaded_language import print_babe, print_basil, print_ptc

import stancekit

LABELS = (-1, 0, 1)


class Agreement(NamedTuple):
    """Precision, recall and their harmonic mean, each from 0 to 1."""

    precision: float
    recall: float
    f1: float

    @classmethod
    def of(cls, hits: int, found: int, wanted: int) -> Agreement:
        precision, recall = hits / found if found else 0.0, hits / wanted if wanted else 0.0
        both = precision + recall
        return cls(precision, recall, 2 * precision * recall / both if both else 0.0)

    def __str__(self) -> str:
        return f"precision {self.precision:.3f}  recall {self.recall:.3f}  F1 {self.f1:.3f}"


def read_rows(path: Path) -> list[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def sentence_ends(rows: Iterable[Mapping[str, Any]]) -> Agreement:
    """Sentence ends found, against those marked by hand; rows hold `text` and `sentences`."""
    hits = found = wanted = 0
    for row in rows:
        reading = stancekit.read(stancekit.Article("row", "row", row["text"]))
        ours = {end for _, end in reading.sentences}
        theirs = {end for _, end in row["sentences"]}
        hits, found, wanted = hits + len(ours & theirs), found + len(ours), wanted + len(theirs)
    return Agreement.of(hits, found, wanted)


class Attribution(NamedTuple):
    """Characters attributed by us, by the annotators and by both; speakers that overlap theirs."""

    both: int = 0
    ours: int = 0
    theirs: int = 0
    right_speakers: int = 0
    contents: int = 0

    def plus(self, other: Attribution) -> Attribution:
        return Attribution(*(a + b for a, b in zip(self, other, strict=True)))

    def __str__(self) -> str:
        speakers = self.right_speakers / self.contents if self.contents else 0.0
        words = Agreement.of(self.both, self.ours, self.theirs)
        return f"{words}  speakers {speakers:.3f} of {self.contents}"


def attribution(row: Mapping[str, Any]) -> Attribution:
    """Attributed words of an article by character, direct and indirect together.

    A content counts for speakers if a gold content with a source overlaps it; the speaker is right
    if it overlaps that source.
    """
    text, gold = row["text"], row["attributions"]
    reading = stancekit.read(stancekit.Article("row", row["outlet"], text))
    quotes = [quote for quote in reading.quotes if quote.kind != "scare"]
    ours = {pos for quote in quotes for pos in range(quote.start, quote.end)}
    theirs = {pos for one in gold for start, end in one["content"] for pos in range(start, end)}
    right = contents = 0
    for quote in quotes:
        overlaps = [
            sum(
                max(0, min(quote.end, end) - max(quote.start, start))
                for start, end in one["content"]
            )
            for one in gold
        ]
        best = gold[overlaps.index(max(overlaps))] if any(overlaps) else None
        if best is None or not best["source"]:
            continue
        contents += 1
        right += quote.speaker is not None and any(
            quote.speaker.start < end and start < quote.speaker.end for start, end in best["source"]
        )
    return Attribution(len(ours & theirs), len(ours), len(theirs), right, contents)


def print_attribution(rows: Sequence[Mapping[str, Any]]) -> None:
    """Over all articles, and for each outlet."""
    by_outlet: dict[str, Attribution] = {}
    for row in rows:
        before = by_outlet.get(row["outlet"], Attribution())
        by_outlet[row["outlet"]] = before.plus(attribution(row))
    total = Attribution()
    for outlet, found in sorted(by_outlet.items()):
        print(f"{outlet:24}  {found}")
        total = total.plus(found)
    print(f"{'all':24}  {total}")


def f1_by_label(wanted: Sequence[int], found: Sequence[int]) -> dict[int, Agreement]:
    """Agreement on each of the three labels."""
    pairs = Counter(zip(wanted, found, strict=True))
    in_wanted, in_found = Counter(wanted), Counter(found)
    return {
        label: Agreement.of(pairs[label, label], in_found[label], in_wanted[label])
        for label in LABELS
    }


def macro_f1(wanted: Sequence[int], found: Sequence[int]) -> float:
    return sum(agreement.f1 for agreement in f1_by_label(wanted, found).values()) / len(LABELS)


def print_stance(rows: Sequence[Mapping[str, Any]]) -> None:
    wanted = [row["polarity"] for row in rows]
    found = [
        stancekit.stance_toward(row["sentence"], row["start"], row["end"]).label for row in rows
    ]
    vader = vader_labels([row["sentence"] for row in rows])
    ours, theirs = macro_f1(wanted, found), macro_f1(wanted, vader)
    print(f"{len(rows)} targets  macro-F1 {ours:.3f}  VADER {theirs:.3f}")
    for label, agreement in f1_by_label(wanted, found).items():
        print(f"{label:+d}  {agreement}")


def vader_labels(sentences: Iterable[str]) -> list[int]:
    """VADER on the whole sentence, with the borders that its authors give."""
    from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

    analyzer = SentimentIntensityAnalyzer()
    scores = [analyzer.polarity_scores(sentence)["compound"] for sentence in sentences]
    return [1 if score >= 0.05 else -1 if score <= -0.05 else 0 for score in scores]


def print_sample() -> None:
    """Planted devices found, and findings that were planted, for each lens and article."""
    key = stancekit.load_sample_key()
    evidence = stancekit.score(stancekit.load_sample(), "sample").evidence
    is_aside = key["device"].str.startswith("aside")
    for lens, planted in (("loaded", key[~is_aside]), ("asides", key[is_aside])):
        found = evidence[evidence["lens"] == lens]
        for article in (*dict.fromkeys(key["article"]), None):
            ours, theirs = _of_article(found, article), _of_article(planted, article)
            precision = share_touched(ours, theirs)
            recall = share_touched(theirs, ours)
            name = article or "all"
            print(
                f"{lens:7}  {name:10}  found {len(ours):3d}, planted {len(ours[precision]):3d}"
                f"   planted {len(theirs):3d}, found {len(theirs[recall]):3d}"
            )
    print_devices(key, evidence)
    planted_rows: list[Any] = list(key.itertuples())
    found_rows: list[Any] = list(evidence[evidence["lens"] == "loaded"].itertuples())
    voices = [
        (row.voice, other.voice)
        for row in planted_rows
        for other in found_rows
        if row.article == other.article and row.start < other.end and other.start < row.end
    ]
    right = sum(one == other for one, other in voices)
    print(f"voice right in {right} of {len(voices)} planted expressions found")


def print_devices(key: pd.DataFrame, evidence: pd.DataFrame) -> None:
    """For each planted device how much is found, and how much found under its name is planted.

    A finding is of the lens that the device belongs to; a planted expression may be found under
    another category than its device.
    """
    for device, planted in key.groupby("device"):
        lens = "asides" if str(device).startswith("aside_") else "loaded"
        of_lens = evidence[evidence["lens"] == lens]
        named = of_lens[of_lens["category"] == str(device).removeprefix("aside_")]
        found = sum(share_touched(planted, of_lens))
        right = sum(share_touched(named, key))
        print(
            f"{device:18}  planted {len(planted):3d}, found {found:3d}"
            f"   found as such {len(named):3d}, planted {right:3d}"
        )


def _of_article(frame: pd.DataFrame, article: str | None) -> pd.DataFrame:
    return frame if article is None else frame[frame["article"] == article]


def share_touched(ours: pd.DataFrame, theirs: pd.DataFrame) -> list[bool]:
    """For each of ours, whether one of theirs overlaps it."""
    others: list[Any] = list(theirs.itertuples())
    rows: list[Any] = list(ours.itertuples())
    return [
        any(
            row.article == other.article and row.start < other.end and other.start < row.end
            for other in others
        )
        for row in rows
    ]


PRINT: dict[str, Callable[[Sequence[Mapping[str, Any]]], None]] = {
    "gum": lambda rows: print(sentence_ends(rows)),
    "newsmtsc": print_stance,
    "polnear": print_attribution,
    "babe": print_babe,
    "ptc": print_ptc,
    "basil": print_basil,
}


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("set", choices=(*PRINT, "sample"))
    parser.add_argument("path", type=Path, nargs="*")
    options = parser.parse_args()
    if options.set == "sample":
        print_sample()
    elif not options.path:
        parser.error(f"{options.set} needs a path")
    else:
        PRINT[options.set]([row for path in options.path for row in read_rows(path)])


if __name__ == "__main__":
    main()
