"""Loaded language on labelled sets, for each threshold of intensity; see accuracy.py."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import pandas as pd

import stancekit
from stancekit.lenses.loaded import find_loaded

THRESHOLDS = (1.0, 2.0, 3.0)  # least intensity that counts


class Marked(NamedTuple):
    """A text with what the lens finds in it."""

    row: Mapping[str, Any]
    reading: stancekit.Reading
    found: Sequence[stancekit.Evidence]

    def at_least(self, intensity: float) -> list[stancekit.Evidence]:
        return [one for one in self.found if one.weight >= intensity]


def mark(row: Mapping[str, Any], text: str) -> Marked:
    reading = stancekit.read(stancekit.Article("row", "row", text))
    return Marked(row, reading, list(find_loaded(reading)))


def f1(hits: float, found: float, wanted: float) -> float:
    return 2 * hits / (found + wanted) if found + wanted else 0.0


def print_babe(rows: Sequence[Mapping[str, Any]]) -> None:
    """Sentences that experts call biased, and the words in them that make it so."""
    marked = [mark(row, row["text"]) for row in rows]
    reuters = [one for one in marked if one.row["outlet"].lower().startswith("reuters")]
    for least in THRESHOLDS:
        flagged = [bool(one.at_least(least)) for one in marked]
        biased = [bool(one.row["biased"]) for one in marked]
        by_class = [
            f1(
                sum(a == b == label for a, b in zip(flagged, biased, strict=True)),
                flagged.count(label),
                biased.count(label),
            )
            for label in (True, False)
        ]
        of_reuters = sum(bool(one.at_least(least)) for one in reuters) / max(1, len(reuters))
        hits = ours = theirs = 0
        for one in marked:
            found, wanted = words_found(one, least), words_wanted(one)
            hits, ours, theirs = hits + len(found & wanted), ours + len(found), theirs + len(wanted)
        print(
            f"intensity {least:.0f} or more: sentences macro-F1 {sum(by_class) / 2:.3f}"
            f" (biased {by_class[0]:.3f}, not {by_class[1]:.3f}), Reuters flagged {of_reuters:.3f}"
            f" of {len(reuters)}; words precision {hits / max(1, ours):.3f}"
            f" recall {hits / max(1, theirs):.3f} F1 {f1(hits, ours, theirs):.3f}"
        )


def words_found(one: Marked, least: float) -> set[int]:
    return {i for hit in one.at_least(least) for i in one.reading.word_range(hit.start, hit.end)}


def words_wanted(one: Marked) -> set[int]:
    """The words of a sentence that the experts marked, wherever in it they stand."""
    wanted: set[int] = set()
    for phrase in one.row["words"]:
        for match in re.finditer(re.escape(phrase), one.row["text"], re.IGNORECASE):
            wanted.update(
                i
                for i, word in enumerate(one.reading.words)
                if word.start < match.end() and match.start() < word.end
            )
    return wanted


def print_ptc(rows: Sequence[Mapping[str, Any]]) -> None:
    """Spans of loaded language, by partial overlap."""
    marked = [mark(row, row["text"]) for row in rows]
    for least in THRESHOLDS:
        precision: list[float] = []
        recall: list[float] = []
        for one in marked:
            ours = merged([(hit.start, hit.end) for hit in one.at_least(least)])
            theirs = merged([(start, end) for start, end in one.row["loaded"]])
            precision += [covered(span, theirs) for span in ours]
            recall += [covered(span, ours) for span in theirs]
        p, r = sum(precision) / max(1, len(precision)), sum(recall) / max(1, len(recall))
        print(
            f"intensity {least:.0f} or more: precision {p:.3f}  recall {r:.3f}"
            f"  F1 {2 * p * r / (p + r) if p + r else 0.0:.3f}"
            f"  ({len(precision)} spans, {len(recall)} marked by hand)"
        )


def merged(spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The spans without overlaps."""
    out: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if out and start <= out[-1][1]:
            out[-1] = (out[-1][0], max(end, out[-1][1]))
        else:
            out.append((start, end))
    return out


def covered(span: tuple[int, int], others: Sequence[tuple[int, int]]) -> float:
    """The share of a span that others cover."""
    start, end = span
    return sum(max(0, min(end, b) - max(start, a)) for a, b in others) / (end - start)


def print_basil(rows: Sequence[Mapping[str, Any]]) -> None:
    """How well intensity ranks the sentences in which experts saw biased words of the outlet's."""
    biased: list[bool] = []
    found: list[list[float]] = []
    for row in rows:
        sentences = [sentence for paragraph in row["paragraphs"] for sentence in paragraph]
        paragraphs = [" ".join(paragraph) for paragraph in row["paragraphs"]]
        one = mark(row, "\n".join([row["title"], *paragraphs]))
        marked = {
            span["sentence"] for span in row["spans"] if span["bias"] == "lex" and not span["quote"]
        }
        own = [hit for hit in one.found if one.reading.voice(hit.start) == "outlet"]
        end = len(row["title"])
        for number, sentence in enumerate(sentences):
            start = one.reading.article.text.index(sentence, end)
            end = start + len(sentence)
            biased.append(number in marked)
            found.append([hit.weight for hit in own if start <= hit.start < end])
    for least in THRESHOLDS:
        scores = [sum(weight for weight in weights if weight >= least) for weights in found]
        flagged = [bool(score) for score in scores]
        share = {
            label: sum(f for f, b in zip(flagged, biased, strict=True) if b == label)
            / max(1, biased.count(label))
            for label in (True, False)
        }
        print(
            f"intensity {least:.0f} or more: AUC {auc(biased, scores):.3f}"
            f"  flagged {share[True]:.3f} of {biased.count(True)} marked,"
            f" {share[False]:.3f} of {biased.count(False)} others"
        )


def auc(wanted: Sequence[bool], scores: Sequence[float]) -> float:
    """How often one of the wanted has the higher score; a tie counts half."""
    ranks = pd.Series(scores).rank()
    positives = sum(wanted)
    above = sum(rank for rank, one in zip(ranks, wanted, strict=True) if one)
    return float(
        (above - positives * (positives + 1) / 2) / (positives * (len(wanted) - positives))
    )
