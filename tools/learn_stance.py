"""Learn the weights of the stance model from the train part of NewsMTSC.

    python tools/learn_stance.py PATH_TO_train.jsonl

Writes ``stance_weights.tsv`` and ``stance_words.txt`` into stancekit/lenses; the same input gives
the same files. Needs scikit-learn, which stancekit itself does not: pip install ".[learn]".
NewsMTSC (Hamborg and Donnay 2021) has an MIT licence: https://github.com/fhamborg/NewsMTSC
"""

from __future__ import annotations

import argparse
import json
import math
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix, diags
from sklearn.linear_model import LogisticRegression

from stancekit.lenses.batch import Batch
from stancekit.lenses.feature_tables import Tables, word_names
from stancekit.lenses.features import HALF_WORD, relations
from stancekit.lenses.masking import NAME, NUMBER
from stancekit.lenses.stance import BASE, GROUPS, masked_sentence
from stancekit.lenses.surroundings import Surroundings
from stancekit.lexicons.spelling import plain_spelling
from stancekit.reading.words import find_words, in_title_case, plain_text

FOLDER = Path(__file__).parents[1] / "stancekit" / "lenses"
# Chosen by cross-validation on the train part, sentences kept together.
STRENGTH = 0.2  # scikit-learn's C: the smaller, the closer the weights are held to zero
TELLING = 0.5  # how much of a feature's amount depends on what it tells of a class by itself
SHARPNESS = 0.6  # of the shares: the one at which they are least surprised by what is true
FEWEST = 4  # targets that a feature must be seen at
DIGITS = 3
FEWEST_WORDS = 3  # times that a word must be written small to be known as no name


def known_words(sentences: Collection[str]) -> frozenset[str]:
    """Words that are written small more often than with a capital within a sentence."""
    small: Counter[str] = Counter()
    capital: Counter[str] = Counter()
    for sentence in sentences:
        plain = plain_text(sentence)
        words, lower = find_words(plain)
        if in_title_case(plain, words):
            continue
        for (start, _), word in zip(words, lower, strict=True):
            if plain[start].islower():
                small[plain_spelling(word)] += 1
            elif (
                start > 1
                and plain[start - 1] == " "
                and (plain[start - 2].isalnum() or plain[start - 2] == ",")
            ):
                capital[plain_spelling(word)] += 1
    return frozenset(
        word for word, count in small.items() if count >= FEWEST_WORDS and count > capital[word]
    )


class Numbers:
    """The features that were asked for, by group and name, numbered from 1 on."""

    def __init__(self) -> None:
        self.names = ["(none)"]
        self._numbers: dict[str, int] = {}

    def __call__(self, group: str, name: str) -> int:
        feature = f"{group} {name}"
        if feature not in self._numbers:
            self._numbers[feature] = len(self.names)
            self.names.append(feature)
        return self._numbers[feature]


def vectors(rows: Sequence[Mapping[str, Any]], known: Collection[str]) -> list[dict[str, float]]:
    """The features of each row by group and name, as the model weighs them."""
    masked = [masked_sentence(row["sentence"], row["start"], row["end"], known) for row in rows]
    batch = Batch([Surroundings(one) for one in masked])
    amounts: list[dict[str, float]] = [defaultdict(float) for _ in rows]
    for i, (word, whose) in enumerate(zip(batch.words, batch.whose.tolist(), strict=True)):
        if batch.is_target[i] or word.text in (NAME, NUMBER):
            continue
        away = i - int(batch.targets[whose])
        for stem in (False, True):
            text, side = (word.stem if stem else word.text), ("L" if away < 0 else "R")
            present, near = word_names(text, side, bool(batch.negated[i]), stem)
            amounts[whose][f"bag {present}"] += 1.0
            amounts[whose][f"near {near}"] += 0.5 ** (abs(away) / HALF_WORD)
    numbers = Numbers()
    found = relations(batch, Tables(numbers))
    for number, amount, place in zip(*(part.tolist() for part in found), strict=True):
        amounts[batch.whose[place]][numbers.names[number]] += amount
    return amounts


def matrix(amounts_of: Sequence[Mapping[str, float]], columns: Mapping[str, int]) -> csr_matrix:
    """The vectors by column, their groups brought to length and scale."""
    places: list[int] = []
    numbers: list[int] = []
    values: list[float] = []
    for i, amounts in enumerate(amounts_of):
        kept = {name: amount for name, amount in amounts.items() if name in columns}
        squares = dict.fromkeys(GROUPS, 0.0)
        for name, amount in kept.items():
            squares[name.split(" ", 1)[0]] += amount**2
        for name, amount in kept.items():
            group = name.split(" ", 1)[0]
            scale, unit = GROUPS[group]
            places.append(i)
            numbers.append(columns[name])
            values.append(amount * scale / (math.sqrt(squares[group]) if unit else 1.0))
    return csr_matrix((values, (places, numbers)), shape=(len(amounts_of), len(columns)))


def told(amounts: csr_matrix, is_of_class: np.ndarray) -> np.ndarray:
    """How much each feature tells of a class by itself: the size of its log-count ratio.

    The ratio is that of Wang, S. and Manning, C. D. (2012), Baselines and bigrams: Simple, good
    sentiment and topic classification, ACL 50, with alpha = 1. They take it for the feature's
    amount; here the amount is multiplied by its size, mixed with 1 as `TELLING` says.
    """
    inside = 1.0 + np.asarray(abs(amounts[is_of_class]).sum(axis=0)).ravel()
    outside = 1.0 + np.asarray(abs(amounts[~is_of_class]).sum(axis=0)).ravel()
    ratio = np.log(inside / inside.sum()) - np.log(outside / outside.sum())
    return np.asarray(1.0 - TELLING + TELLING * np.abs(ratio))


def learn(rows: Sequence[Mapping[str, Any]]) -> tuple[frozenset[str], dict[str, list[float]]]:
    """The known words, and the weights of each feature for negative, neutral and positive.

    Each class is told from the two others by a logistic regression of its own.
    """
    known = known_words(sorted({row["sentence"] for row in rows}))
    found = vectors(rows, known)
    seen = Counter(name for amounts in found for name in amounts)
    names = sorted(name for name, count in seen.items() if count >= FEWEST)
    amounts = matrix(found, {name: i for i, name in enumerate(names)})
    labels = np.array([row["polarity"] for row in rows])
    weights: dict[str, list[float]] = {name: [] for name in (BASE, *names)}
    for label in (-1, 0, 1):
        scale = told(amounts, labels == label)
        model = LogisticRegression(C=STRENGTH, max_iter=2000, tol=1e-6)
        model.fit(amounts @ diags(scale), labels == label)
        values = SHARPNESS * np.concatenate([model.intercept_, model.coef_[0] * scale])
        for name, value in zip(weights, values.tolist(), strict=True):
            weights[name].append(value)
    return known, weights


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("path", type=Path)
    path: Path = parser.parse_args().path
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    known, weights = learn(rows)
    lines = ["feature\tnegative\tneutral\tpositive"]
    for name, values in sorted(weights.items()):
        rounded = [round(value, DIGITS) + 0.0 for value in values]
        if any(rounded):
            lines.append("\t".join([name, *(f"{value:g}" for value in rounded)]))
    (FOLDER / "stance_weights.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    (FOLDER / "stance_words.txt").write_text("\n".join(sorted(known)) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
