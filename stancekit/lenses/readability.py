"""Readability: textstat's indices on the body, with stancekit's own sentence ends.

textstat finds sentences and words by marks alone: it ends one after "U.S." and reads
"repression—has" as one word. It is therefore given the body in a plain form, in which sentences and
words cannot be mistaken (:func:`plain_body`), and counts syllables by the CMU Pronouncing
Dictionary, which comes with stancekit: nothing is downloaded.
"""

from __future__ import annotations

import gc
import math
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, NamedTuple

from stancekit.model import Evidence, Lens, Reading

if TYPE_CHECKING:
    from textstat.textstat import textstatistics

FEWEST_WORDS = 100  # fewer say nothing: the indices were made on passages of about 100 words

# textstat does not take one or two words for a sentence; neither do these figures, so that they
# are textstat's to the last digit. Such words count with the sentence before them.
_SHORTEST_SENTENCE = 3

_POLYSYLLABLE = 3  # syllables, for the SMOG index and the Gunning fog index
_REMEMBERED_WORDS = 50_000  # more than a newspaper uses in a year

_NOT_OF_WORDS = re.compile(r"[^\w\s']|_")


class _Sentence(NamedTuple):
    """A sentence of the body, and its words as textstat is to see them."""

    start: int
    end: int
    words: tuple[str, ...]


class _Word(NamedTuple):
    """What textstat knows of a word."""

    syllables: int
    is_polysyllable: bool
    is_unfamiliar: bool  # not on Dale and Chall's list
    is_complex: bool  # unfamiliar and of three syllables or more


class _Counts(NamedTuple):
    """What the indices are made of."""

    sentences: int
    words: int
    characters: int
    letters: int
    syllables: int
    polysyllables: int
    unfamiliar: int
    complex: int


@lru_cache(maxsize=1)
def offline_textstat() -> textstatistics:
    """textstat, with the CMU dictionary in reach of NLTK, before any other copy of it."""
    import nltk

    folder = str(files("stancekit") / "nltk_data")
    if folder not in nltk.data.path:
        nltk.data.path.insert(0, folder)
    from textstat.textstat import textstatistics

    textstat = textstatistics()  # of its own: the language of the shared one may have been changed
    _load_dictionary(textstat)
    return textstat


def _load_dictionary(textstat: textstatistics) -> None:
    """Load it with the garbage collector at rest, which takes half of the time otherwise."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        textstat.syllable_count("word")
    finally:
        if was_enabled:
            gc.enable()


def plain_body(reading: Reading) -> str:
    r"""The body as textstat is given it: each sentence's words, a full stop behind the last.

    Examples
    --------
    >>> from stancekit import Article, read
    >>> text = "Title\nU.S. repression—has ended, for now. It “won’t” return."
    >>> reading = read(Article("a", "Daily", text))
    >>> plain_body(reading)
    "US repression has ended for now. It won't return."
    """
    return " ".join(f"{' '.join(sentence.words)}." for sentence in _sentences(reading))


def _sentences(reading: Reading) -> list[_Sentence]:
    sentences: list[_Sentence] = []
    for start, end in reading.sentences:
        segment = reading.segment(start)
        if segment is None or segment.kind != "body":
            continue
        words = _printed_words(reading.plain[start:end])
        if not words:
            continue
        if sentences and min(len(words), len(sentences[-1].words)) < _SHORTEST_SENTENCE:
            before = sentences.pop()
            sentences.append(_Sentence(before.start, end, before.words + words))
        else:
            sentences.append(_Sentence(start, end, words))
    return sentences


def _printed_words(plain: str) -> tuple[str, ...]:
    """Words as readers count them: hyphens and possessives belong to their word, dashes do not."""
    chunks = _NOT_OF_WORDS.sub("", plain.replace("—", " ")).split()
    return tuple(word for chunk in chunks if (word := chunk.strip("'")))


@lru_cache(maxsize=_REMEMBERED_WORDS)
def _word(word: str) -> _Word:
    textstat = offline_textstat()
    syllables = textstat.syllable_count(word)
    unfamiliar = textstat.is_difficult_word(word, 0)
    polysyllable = syllables >= _POLYSYLLABLE
    return _Word(syllables, polysyllable, unfamiliar, unfamiliar and polysyllable)


def _count(sentences: Sequence[_Sentence]) -> _Counts:
    printed = [word for sentence in sentences for word in sentence.words]
    known = [_word(word) for word in printed]
    characters = sum(map(len, printed))
    return _Counts(
        sentences=len(sentences),
        words=len(printed),
        characters=characters + len(sentences),  # textstat counts the full stops
        letters=characters - sum(word.count("'") for word in printed),
        syllables=sum(word.syllables for word in known),
        polysyllables=sum(word.is_polysyllable for word in known),
        unfamiliar=sum(word.is_unfamiliar for word in known),
        complex=sum(word.is_complex for word in known),
    )


# Each formula as textstat has it, so that the figures are textstat's.


def _flesch_kincaid_grade(n: _Counts) -> float:
    """Kincaid, J. P. et al. (1975). Derivation of new readability formulas for Navy personnel."""
    return 0.39 * n.words / n.sentences + 11.8 * n.syllables / n.words - 15.59


def _flesch_reading_ease(n: _Counts) -> float:
    """Flesch, R. (1948). A new readability yardstick. Journal of Applied Psychology 32."""
    return 206.835 - 1.015 * n.words / n.sentences - 84.6 * n.syllables / n.words


def _gunning_fog(n: _Counts) -> float:
    """Gunning, R. (1952). The Technique of Clear Writing."""
    return 0.4 * (n.words / n.sentences + 100 * n.complex / n.words)


def _smog_index(n: _Counts) -> float:
    """McLaughlin, G. H. (1969). SMOG grading. Journal of Reading 12."""
    return 1.043 * math.sqrt(30 * n.polysyllables / n.sentences) + 3.1291


def _automated_readability_index(n: _Counts) -> float:
    """Senter, R. J. and Smith, E. A. (1967). Automated Readability Index. AMRL-TR-66-220."""
    return 4.71 * n.characters / n.words + 0.5 * n.words / n.sentences - 21.43


def _coleman_liau_index(n: _Counts) -> float:
    """Coleman, M. and Liau, T. L. (1975). Journal of Applied Psychology 60."""
    return 5.8 * n.letters / n.words - 29.6 * n.sentences / n.words - 15.8


def _dale_chall_readability_score(n: _Counts) -> float:
    """Dale, E. and Chall, J. S. (1948). A formula for predicting readability."""
    percent = 100 * n.unfamiliar / n.words
    return 0.1579 * percent + 0.0496 * n.words / n.sentences + (3.6365 if percent > 5 else 0.0)


INDICES: Mapping[str, Callable[[_Counts], float]] = {
    "flesch_kincaid_grade": _flesch_kincaid_grade,
    "flesch_reading_ease": _flesch_reading_ease,
    "gunning_fog": _gunning_fog,
    "smog_index": _smog_index,
    "automated_readability_index": _automated_readability_index,
    "coleman_liau_index": _coleman_liau_index,
    "dale_chall_readability_score": _dale_chall_readability_score,
}


def readability_indices(reading: Reading) -> dict[str, float]:
    """Seven readability indices for the body of an article, as textstat computes them.

    Returns
    -------
    dict
        By textstat's names; the values are those of textstat's functions for
        :func:`plain_body`. All but ``flesch_reading_ease`` (0 to 100, higher is easier) and
        ``dale_chall_readability_score`` (about 4 to 10) are US school grades, higher is harder.
        NaN for a body of fewer than 100 words and for a text that is not English.

    Examples
    --------
    >>> from stancekit import Article, read
    >>> readability_indices(read(Article("a", "Daily", "Too short to grade.")))["smog_index"]
    nan
    """
    sentences = _sentences(reading)
    if not reading.english or _length(sentences) < FEWEST_WORDS:
        return dict.fromkeys(INDICES, float("nan"))
    counts = _count(sentences)
    return {name: index(counts) for name, index in INDICES.items()}


def _length(sentences: Sequence[_Sentence]) -> int:
    return sum(len(sentence.words) for sentence in sentences)


def find_readability(reading: Reading) -> Iterator[Evidence]:
    """One finding for each sentence; their mean is the Flesch-Kincaid grade of the body.

    The grade is ``0.39 W/S + 11.8 Y/W - 15.59`` with S sentences, W words and Y syllables. A
    sentence of w words and y syllables has the weight
    ``0.39 w + 11.8 (Y/W + (y - w Y/W) S/W) - 15.59``: the article's grade if all its sentences were
    as long, and its words as much longer than elsewhere. The mean of the weights is the grade, and
    they scatter as the grade does when sentences are resampled.
    """
    sentences = _sentences(reading)
    length = _length(sentences)
    if length < FEWEST_WORDS:
        if sentences:
            yield Evidence(
                sentences[0].start,
                sentences[0].end,
                rule="too_short",
                weight=float("nan"),
                note=f"a body of {length} words; fewer than {FEWEST_WORDS} are not graded",
            )
        return
    syllables_of = [sum(_word(word).syllables for word in each.words) for each in sentences]
    per_word = sum(syllables_of) / length
    for sentence, syllables in zip(sentences, syllables_of, strict=True):
        words = len(sentence.words)
        surplus = (syllables - words * per_word) * len(sentences) / length
        yield Evidence(
            sentence.start,
            sentence.end,
            rule="flesch_kincaid_grade",
            weight=0.39 * words + 11.8 * (per_word + surplus) - 15.59,
            note=f"{words} words, {syllables} syllables",
        )


READABILITY = Lens(
    "readability",
    find_readability,
    unit="Flesch-Kincaid grade (US school year)",
    higher="harder to read",
    voice=(),
    segments=("body",),
    reduce="mean",
)
