"""Readability: textstat's indices on the body, with stancekit's own sentence ends.

textstat finds sentences and words by marks alone: it ends one after "U.S." and reads
"repression—has" as one word. It is therefore given the body in a plain form, in which sentences and
words cannot be mistaken (:func:`plain_body`), and counts syllables by the CMU Pronouncing
Dictionary, which comes with stancekit: nothing is downloaded.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from importlib.resources import files
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from stancekit.collector import collector_at_rest
from stancekit.lenses.indices import INDICES, Counts
from stancekit.lexicons.remembered import Remembered
from stancekit.model import Evidence, Lens, Reading, SegmentKind

if TYPE_CHECKING:
    from textstat.textstat import textstatistics

FEWEST_WORDS = 100  # fewer say nothing: the indices were made on passages of about 100 words

# textstat does not take one or two words for a sentence; neither do these figures, so that they
# are textstat's to the last digit. Such words count with the sentence before them.
_SHORTEST_SENTENCE = 3

_POLYSYLLABLE = 3  # syllables, for SMOG, fog and Linsear Write
_DIFFICULT = 2  # syllables that textstat asks of a difficult word
LONG_WORD = 7  # letters, for LIX and RIX
_MINIWORD = 3  # letters of the longest, for EFLAW
_OPENING = 100  # words from the beginning that Linsear Write reads

_NOT_OF_WORDS = re.compile(r"[^\w\s']|_")


class PlainSentence(NamedTuple):
    """A sentence and its words as textstat is to see them."""

    start: int
    end: int
    words: tuple[str, ...]


class _Word(NamedTuple):
    """What textstat knows of a word."""

    syllables: int
    letters: int  # without apostrophes
    is_polysyllable: bool
    is_unfamiliar: bool  # not on Dale and Chall's list
    difficult: str  # the form that textstat counts as a difficult word; empty if it is none


_SYLLABLES = attrgetter("syllables")


@lru_cache(maxsize=1)
def offline_textstat() -> textstatistics:
    """textstat, with the CMU dictionary in reach of NLTK, before any other copy of it."""
    import nltk

    folder = str(files("stancekit") / "nltk_data")
    if folder not in nltk.data.path:
        nltk.data.path.insert(0, folder)
    from textstat.textstat import textstatistics

    textstat = textstatistics()  # of its own: the language of the shared one may have been changed
    with collector_at_rest():
        textstat.syllable_count("word")  # loads the dictionary
    return textstat


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
    return " ".join(f"{' '.join(sentence.words)}." for sentence in plain_sentences(reading))


def plain_sentences(reading: Reading, kind: SegmentKind = "body") -> list[PlainSentence]:
    """The sentences of all segments of a kind; words too few for textstat join those before."""
    sentences: list[PlainSentence] = []
    for start, end in reading.sentences:
        segment = reading.segment(start)
        if segment is None or segment.kind != kind:
            continue
        words = _printed_words(reading.plain[start:end])
        if not words:
            continue
        if sentences and min(len(words), len(sentences[-1].words)) < _SHORTEST_SENTENCE:
            before = sentences.pop()
            sentences.append(PlainSentence(before.start, end, before.words + words))
        else:
            sentences.append(PlainSentence(start, end, words))
    return sentences


def _printed_words(plain: str) -> tuple[str, ...]:
    """Words as readers count them: hyphens and possessives belong to their word, dashes do not."""
    bare = _NOT_OF_WORDS.sub("", plain.replace("—", " "))
    if "'" not in bare:
        return tuple(bare.split())
    return tuple(word for chunk in bare.split() if (word := chunk.strip("'")))


def _word(word: str) -> _Word:
    textstat = offline_textstat()
    syllables = textstat.syllable_count(word)
    unfamiliar = textstat.difficult_words_list(word, 0)  # without apostrophes, as in "o'clock"
    difficult = textstat.difficult_words_list(word, _DIFFICULT)
    return _Word(
        syllables=syllables,
        letters=len(word) - word.count("'"),
        is_polysyllable=syllables >= _POLYSYLLABLE,
        is_unfamiliar=bool(unfamiliar),
        difficult=difficult[0] if difficult else "",
    )


_WORDS = Remembered(_word)


def _count(sentences: Sequence[PlainSentence]) -> Counts:
    printed = [word for sentence in sentences for word in sentence.words]
    known = _WORDS.of(printed)
    difficult = [word.difficult for word in known if word.difficult]
    opening = [word for word in known[:_OPENING] if word.syllables]
    return Counts(
        sentences=len(sentences),
        words=len(printed),
        characters=sum(map(len, printed)) + len(sentences),  # textstat counts the full stops
        letters=sum(word.letters for word in known),
        syllables=sum(word.syllables for word in known),
        polysyllables=sum(word.is_polysyllable for word in known),
        unfamiliar=sum(word.is_unfamiliar for word in known),
        complex=sum(word.is_unfamiliar and word.is_polysyllable for word in known),
        difficult=len(difficult),
        difficult_forms=len(set(difficult)),
        long_words=sum(word.letters >= LONG_WORD for word in known),
        miniwords=sum(word.letters <= _MINIWORD for word in known),
        opening_points=sum(3 if word.is_polysyllable else 1 for word in opening),
        opening_sentences=_opening_sentences(sentences),
    )


def _opening_sentences(sentences: Sequence[PlainSentence]) -> int:
    """How many sentences textstat sees in the first words; it cuts the last one off."""
    seen, left = 0, _OPENING
    for sentence in sentences:
        seen += min(len(sentence.words), left) >= _SHORTEST_SENTENCE
        left -= len(sentence.words)
        if left <= 0:
            break
    return max(1, seen)


def readability_indices(reading: Reading) -> dict[str, float]:
    """All readability indices for the body of an article, as textstat computes them.

    Returns
    -------
    dict
        By textstat's names; the values are those of textstat's functions for
        :func:`plain_body`. ``stancekit.lenses.indices.INDICES`` has the unit, the direction and
        the source of each; docs/lenses/readability.md shows them. All but ``flesch_reading_ease``
        are higher for what is harder to read. NaN for a body of fewer than 100 words and for a
        text that is not English.

    Examples
    --------
    >>> from stancekit import Article, read
    >>> readability_indices(read(Article("a", "Daily", "Too short to grade.")))["smog_index"]
    nan
    """
    return indices_of(plain_sentences(reading) if reading.english else ())


def indices_of(sentences: Sequence[PlainSentence]) -> dict[str, float]:
    """The indices of English sentences; NaN for fewer than 100 words."""
    if _length(sentences) < FEWEST_WORDS:
        return dict.fromkeys(INDICES, float("nan"))
    counts = _count(sentences)
    return {name: index.formula(counts) for name, index in INDICES.items()}


def _length(sentences: Sequence[PlainSentence]) -> int:
    return sum(len(sentence.words) for sentence in sentences)


def find_readability(reading: Reading) -> Iterator[Evidence]:
    """One finding for each sentence; their mean is the Flesch-Kincaid grade of the body.

    The grade is ``0.39 W/S + 11.8 Y/W - 15.59`` with S sentences, W words and Y syllables. A
    sentence of w words and y syllables has the weight
    ``0.39 w + 11.8 (Y/W + (y - w Y/W) S/W) - 15.59``: the article's grade if all its sentences were
    as long, and its words as much longer than elsewhere. The mean of the weights is the grade, and
    they scatter as the grade does when sentences are resampled.
    """
    sentences = plain_sentences(reading)
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
    syllables_of = [sum(map(_SYLLABLES, _WORDS.of(each.words))) for each in sentences]
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
