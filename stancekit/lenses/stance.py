"""The stance of a text toward a target: a linear model over the words around it, all names masked.

The model is a logistic regression for each class, the shares are their softmax. Its weights
stand in ``stance_weights.tsv``, a row for each feature; `tools/learn_stance.py` made them.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from itertools import product
from pathlib import Path
from typing import Literal, NamedTuple

import numpy as np

from stancekit.lenses.batch import Batch
from stancekit.lenses.feature_tables import Tables, word_names
from stancekit.lenses.features import HALF_WORD, Features, relations
from stancekit.lenses.masking import Masked, Sentence
from stancekit.lenses.surroundings import KNOWN, Surroundings
from stancekit.lexicons.remembered import Remembered
from stancekit.model import Segment, StancekitError
from stancekit.reading.sentences import find_sentences
from stancekit.reading.words import find_words, plain_text

# How much the features of each group count, and whether they are brought to length 1, so that a
# long sentence says no more than a short one. Chosen by cross-validation on NewsMTSC's train part.
GROUPS: dict[str, tuple[float, bool]] = {
    "bag": (2.0, True),
    "near": (4.0, True),
    "val": (2.0, False),
    "verb": (1.0, False),
    "role": (1.0, False),
    "note": (1.0, False),
    "beside": (0.7, False),
}
_OWN_GROUPS = ("bag", "near")  # of the words themselves
_NEAR = _OWN_GROUPS.index("near")
BASE = "(base)"  # the row of weights, and the term, of a target of which nothing is said
_AT_ONCE = 500  # targets: about those of a batch of articles, and some megabytes of arrays
_PLACEHOLDER = "Target"  # stands for the target while its sentence is looked for
# Gauss and Legendre's quadrature with eight points, on 0 to 1.
_ROOTS, _ROOT_WEIGHTS = np.polynomial.legendre.leggauss(8)
_NODES, _NODE_WEIGHTS = (_ROOTS + 1) / 2, _ROOT_WEIGHTS / 2
_SIGNS = np.array([-1.0, 0.0, 1.0])  # of the three classes in the value


class StanceTerm(NamedTuple):
    """A word, where it stands, and what it adds to the stance's value."""

    start: int
    end: int
    text: str
    contribution: float


@dataclass(frozen=True, slots=True)
class Stance:
    """How a target is portrayed at one place.

    Attributes
    ----------
    negative, neutral, positive
        Shares from 0 to 1 that sum to 1: how likely the model holds each.
    value
        ``positive - negative``, from -1 to 1; below 0 the target is portrayed badly.
    label
        -1, 0 or 1: the largest of the three shares.
    terms
        The words that made the value, in the order of the text. The last term, at the target
        itself, is what a target gets at its place if nothing is said of it. The contributions sum
        to `value`.
    """

    negative: float
    neutral: float
    positive: float
    terms: tuple[StanceTerm, ...]

    @property
    def value(self) -> float:
        return self.positive - self.negative

    @property
    def label(self) -> Literal[-1, 0, 1]:
        shares = (self.negative, self.neutral, self.positive)
        largest = max(shares)
        return 0 if shares[1] == largest else 1 if shares[2] == largest else -1


def stance_toward(text: str, start: int, end: int) -> Stance:
    """How the text portrays the target at ``text[start:end]``, from the words of its sentence.

    Parameters
    ----------
    text
        A sentence or a longer text in English.
    start, end
        The target, as a half-open range of code points.

    Returns
    -------
    Stance
        The same whatever the target and the others are called: the target's own words never count,
        nor do names.

    Raises
    ------
    StancekitError
        If the range is empty or lies outside the text.

    References
    ----------
    Learned from the train part of NewsMTSC: Hamborg, F. and Donnay, K. (2021). NewsMTSC: A dataset
    for (multi-)target-dependent sentiment classification in political news articles. EACL. Words
    that stancekit's lexicons do not hold have the valence of VADER: Hutto, C. J. and Gilbert, E.
    (2014). VADER: A parsimonious rule-based model for sentiment analysis of social media text.
    ICWSM 8. The value is shared out over the words as by Sundararajan, M., Taly, A. and Yan, Q.
    (2017). Axiomatic attribution for deep networks. ICML 34 (integrated gradients from a target
    of which nothing is said).

    Examples
    --------
    >>> stance_toward("The senator praised Orsolo for a brilliant rescue.", 20, 26).label
    1
    >>> stance_toward("The corrupt Orsolo betrayed the island.", 12, 18).value < 0
    True
    """
    if not 0 <= start < end <= len(text):
        raise StancekitError(
            f"the target {start}:{end} is not a range within a text of {len(text)} characters"
        )
    stance = score_surroundings(Surroundings(masked_sentence(text, start, end, _model().known)))
    shift = end - start - len(_PLACEHOLDER)
    return Stance(
        stance.negative,
        stance.neutral,
        stance.positive,
        tuple(_moved(term, start, shift, text) for term in stance.terms),
    )


def _moved(term: StanceTerm, start: int, shift: int, text: str) -> StanceTerm:
    """The term at its place in the text whose target is longer or shorter than the placeholder."""
    first = term.start if term.start <= start else term.start + shift
    behind = term.end if term.end <= start else term.end + shift
    words = term.text if term.text == BASE else text[first:behind]
    return StanceTerm(first, behind, words, term.contribution)


def masked_sentence(text: str, start: int, end: int, known: Collection[str]) -> Masked:
    """The tokens of the sentence around a target; offsets are those of the placeholder."""
    plain = plain_text(text)
    plain = plain[:start] + _PLACEHOLDER + plain[end:]
    behind = start + len(_PLACEHOLDER)
    sentences = find_sentences(plain, [Segment("body", 0, len(plain))])
    first, last = next(((a, b) for a, b in sentences if a <= start < b), (0, len(plain)))
    words, lower = find_words(plain[first:last])
    moved = [(a + first, b + first) for a, b in words]
    return Sentence(plain, moved, lower, known).around(start, behind)


class Weighed(NamedTuple):
    """The shares of the three classes, and what each token adds to the value."""

    negative: float
    neutral: float
    positive: float
    contributions: list[float]


def score_surroundings(around: Surroundings) -> Stance:
    """The stance toward a target by what stands around it."""
    (weighed,) = weigh([around])
    negative, neutral, positive, contributions = weighed
    terms = [
        StanceTerm(*around.span(i), around.texts[i], share)
        for i, share in enumerate(contributions)
        if share and i != around.target
    ]
    rest = positive - negative - math.fsum(term.contribution for term in terms)
    terms.append(StanceTerm(*around.span(around.target), BASE, rest))
    return Stance(negative, neutral, positive, tuple(terms))


def weigh(arounds: Sequence[Surroundings]) -> list[Weighed]:
    """What the model says of many targets, which numpy does faster than one by one."""
    parts = (arounds[i : i + _AT_ONCE] for i in range(0, len(arounds), _AT_ONCE))
    return [weighed for part in parts for weighed in _weigh_at_once(part)]


def _weigh_at_once(arounds: Sequence[Surroundings]) -> list[Weighed]:
    model = _model()
    batch = Batch(arounds)
    features = _own_words(batch, model), relations(batch, model.tables)
    rows, amounts, places = (np.concatenate(both) for both in zip(*features, strict=True))
    target = batch.whose[places]
    parts = model.weights[rows] * amounts[:, None]  # by feature, for the three classes
    logits = np.stack(
        [np.bincount(target, parts[:, i], minlength=len(arounds)) for i in range(3)], axis=1
    )
    shares = _softmax(model.base + logits)
    slopes = _slopes(model.base, logits)
    added = np.bincount(
        places, np.einsum("ij,ij->i", parts, slopes[target]), minlength=batch.size
    ).tolist()
    return [
        Weighed(three[0], three[1], three[2], added[first:end])
        for three, first, end in zip(
            shares.tolist(), batch.firsts.tolist(), batch.ends.tolist(), strict=True
        )
    ]


def _own_words(batch: Batch, model: _Model) -> Features:
    """The words themselves, and their stems: that they stand there, and how near."""
    away = np.arange(batch.size) - batch.targets[batch.whose]
    right, negated = (away > 0).astype(np.intp), batch.negated.astype(np.intp)
    numbers = np.array(_NUMBERS.of(batch.texts), dtype=np.intp)
    words, stems = divmod(numbers, model.stems)
    (_, of_words), (_, of_stems) = model.own
    found = np.stack([of_words[words, negated, right], of_stems[stems, negated, right]])
    _, places, groups = kept = np.nonzero(found)
    rows, target = found[kept], batch.whose[places]
    amounts = np.where(groups == _NEAR, 0.5 ** (np.abs(away[places]) / HALF_WORD), 1.0)
    # A word that stands there twice is one feature of twice the amount.
    _, same = np.unique(target * len(model.weights) + rows, return_inverse=True)
    together = np.bincount(same, amounts)
    group = target * len(_OWN_GROUPS) + groups
    squares = np.bincount(group, amounts * together[same])
    return Features(rows, amounts / np.sqrt(squares[group]), places)


def _softmax(logits: np.ndarray) -> np.ndarray:
    """The shares of the classes, which are the last axis."""
    shares = np.exp(logits - logits.max(axis=-1, keepdims=True))
    return np.asarray(shares / shares.sum(axis=-1, keepdims=True))


def _slopes(base: np.ndarray, logits: np.ndarray) -> np.ndarray:
    """How much the value moves with each logit, on the mean of the way from the base."""
    shares = _softmax(base + _NODES[:, None, None] * logits)  # node, target, class
    values = shares[..., 2] - shares[..., 0]
    slopes = shares * (_SIGNS - values[..., None])
    return np.asarray(np.tensordot(_NODE_WEIGHTS, slopes, axes=1))


def _number(text: str) -> int:
    """The numbers of a word and of its stem among those that have weights, as one."""
    model = _model()
    (words, _), (stems, _) = model.own
    return words.get(text, 0) * model.stems + stems.get(KNOWN[text].stem, 0)


_NUMBERS = Remembered(_number)


def known_words() -> frozenset[str]:
    """The words that are no names even where they have a capital."""
    return _model().known


@dataclass(frozen=True)
class _Model:
    """The weights of the features, a row of three each; rows are found by group and name.

    How much a group counts is in its weights already.
    """

    base: np.ndarray
    weights: np.ndarray
    tables: Tables
    # For words and for stems: their numbers, and the rows of each by whether it is negated, by side
    # and by group. Number 0 is any other word, row 0 that of no feature of a word.
    own: tuple[tuple[dict[str, int], np.ndarray], tuple[dict[str, int], np.ndarray]]
    known: frozenset[str]

    @property
    def stems(self) -> int:
        """How many numbers of stems there are."""
        return len(self.own[1][1])


@lru_cache(maxsize=1)
def _model() -> _Model:
    """The weights, and the words that are known to be no names, loaded once."""
    folder = Path(str(files("stancekit"))) / "lenses"
    rows: dict[str, dict[str, int]] = {group: {} for group in GROUPS}
    weights: list[list[float]] = []
    _, base, *lines = (folder / "stance_weights.tsv").read_text("utf-8").splitlines()
    for i, line in enumerate([base, *lines]):
        name, *numbers = line.split("\t")
        group, _, feature = name.partition(" ")
        scale = GROUPS[group][0] if i else 1.0
        weights.append([scale * float(number) for number in numbers])
        if i:
            rows[group][feature] = i
    known = (folder / "stance_words.txt").read_text("utf-8").split()
    table = np.array(weights)
    own = _own_rows(rows, stem=False), _own_rows(rows, stem=True)
    tables = Tables(lambda group, name: rows[group].get(name, 0))
    return _Model(table[[0]], table, tables, own, frozenset(known))


def _own_rows(rows: dict[str, dict[str, int]], stem: bool) -> tuple[dict[str, int], np.ndarray]:
    """The numbers of all words, or stems, that have weights, and the rows of each."""
    tags = {"t:", "Lt:", "Rt:"} if stem else {"w:", "L:", "R:"}
    parted = (name.partition(":") for group in _OWN_GROUPS for name in rows[group])
    texts = sorted({text.removeprefix("!") for tag, mark, text in parted if tag + mark in tags})
    table = np.zeros((len(texts) + 1, 2, 2, 2), dtype=np.intp)
    for i, text in enumerate(texts, 1):
        for negated, (right, side) in product((0, 1), enumerate("LR")):
            names = word_names(text, side, bool(negated), stem)
            for number, group in enumerate(_OWN_GROUPS):
                table[i, negated, right, number] = rows[group].get(names[number], 0)
    return {text: i for i, text in enumerate(texts, 1)}, table
