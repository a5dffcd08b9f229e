"""The readability indices: what each is made of, its formula, and what its number means.

The formulas are textstat's, on counts that are made once for all of them, so that the figures are
textstat's to the last digit. Where textstat departs from the source of a formula, so do these, and
the formula's docstring says it.
"""

from __future__ import annotations

import math
import statistics
from collections.abc import Callable, Mapping
from typing import NamedTuple

GRADE = "US grade"  # the unit of the indices that have a common scale


class Counts(NamedTuple):
    """What the indices are made of."""

    sentences: int
    words: int
    characters: int
    letters: int
    syllables: int
    polysyllables: int
    unfamiliar: int
    complex: int  # unfamiliar and of three syllables or more
    difficult: int  # unfamiliar and of two syllables or more
    difficult_forms: int  # the same, each once
    long_words: int
    miniwords: int
    opening_points: int  # of the first 100 words: 1 for each short one, 3 for a polysyllable
    opening_sentences: int  # begun in the first 100 words, by three words at least


class Index(NamedTuple):
    """A readability index.

    Attributes
    ----------
    name
        That of textstat's function.
    formula
        From counts to the number.
    made_of
        What it looks at.
    unit
        ``US grade`` for those that :func:`consensus` takes; for the others what the number is.
    higher
        What a higher number means, "harder" or "easier".
    source
        Where the formula comes from.
    """

    name: str
    formula: Callable[[Counts], float]
    made_of: str
    unit: str
    higher: str
    source: str


def _flesch_kincaid_grade(n: Counts) -> float:
    return 0.39 * n.words / n.sentences + 11.8 * n.syllables / n.words - 15.59


def _flesch_reading_ease(n: Counts) -> float:
    return 206.835 - 1.015 * n.words / n.sentences - 84.6 * n.syllables / n.words


def _gunning_fog(n: Counts) -> float:
    """Gunning leaves out names, compounds and inflections; textstat words on Dale and Chall's list.

    Both take words of three syllables or more.
    """
    return 0.4 * (n.words / n.sentences + 100 * n.complex / n.words)


def _smog_index(n: Counts) -> float:
    """McLaughlin takes thirty sentences; textstat all there are, reckoned as thirty."""
    return 1.043 * math.sqrt(30 * n.polysyllables / n.sentences) + 3.1291


def _automated_readability_index(n: Counts) -> float:
    """Full stops are characters for textstat."""
    return 4.71 * n.characters / n.words + 0.5 * n.words / n.sentences - 21.43


def _coleman_liau_index(n: Counts) -> float:
    """The constants are textstat's; Coleman and Liau's are 5.88, 29.6 and 15.8."""
    return 5.8 * n.letters / n.words - 29.6 * n.sentences / n.words - 15.8


def _linsear_write_formula(n: Counts) -> float:
    """Of the first hundred words only. textstat takes a sentence that is cut off there as one."""
    points = n.opening_points / n.opening_sentences
    return points / 2 if points > 20 else (points - 2) / 2


def _spache_readability(n: Counts) -> float:
    """The constants are those of 1953. Spache has a shorter list, and counts each word once.

    textstat takes Dale and Chall's list, only words of two syllables or more, and each time.
    """
    return 0.141 * n.words / n.sentences + 0.086 * 100 * n.difficult / n.words + 0.839


def _dale_chall_readability_score(n: Counts) -> float:
    """Dale and Chall take inflections of a listed word for familiar, textstat does not."""
    percent = 100 * n.unfamiliar / n.words
    return 0.1579 * percent + 0.0496 * n.words / n.sentences + (3.6365 if percent > 5 else 0.0)


def _dale_chall_readability_score_v2(n: Counts) -> float:
    """Not the formula of 1995, though textstat calls it new: the constants are those of 1948.

    Words of one syllable are never unfamiliar here, and 3.6365 is added as soon as the sum is above
    0.05, which it always is; in the formula of 1948 if unfamiliar words are more than 5 %.
    """
    raw = 0.1579 * 100 * n.difficult / n.words + 0.0496 * n.words / n.sentences
    return raw + 3.6365 if raw > 0.05 else raw


def _mcalpine_eflaw(n: Counts) -> float:
    return (n.words + n.miniwords) / n.sentences


def _lix(n: Counts) -> float:
    return n.words / n.sentences + 100 * n.long_words / n.words


def _rix(n: Counts) -> float:
    return n.long_words / n.sentences


def _difficult_words(n: Counts) -> float:
    """Each form once; with a capital it is another one."""
    return float(n.difficult_forms)


INDICES: Mapping[str, Index] = {
    index.name: index
    for index in (
        Index(
            "flesch_kincaid_grade", _flesch_kincaid_grade,
            "words per sentence, syllables per word", GRADE, "harder",
            "Kincaid, J. P. et al. (1975). Derivation of new readability formulas for Navy"
            " enlisted personnel. Research Branch Report 8-75",
        ),
        Index(
            "flesch_reading_ease", _flesch_reading_ease,
            "words per sentence, syllables per word", "score, mostly 0 to 100", "easier",
            "Flesch, R. (1948). A new readability yardstick. Journal of Applied Psychology 32",
        ),
        Index(
            "gunning_fog", _gunning_fog,
            "words per sentence, share of unfamiliar words of three syllables or more",
            GRADE, "harder",
            "Gunning, R. (1952). The Technique of Clear Writing. McGraw-Hill",
        ),
        Index(
            "smog_index", _smog_index,
            "words of three syllables or more per sentence", GRADE, "harder",
            "McLaughlin, G. H. (1969). SMOG grading: a new readability formula. Journal of"
            " Reading 12",
        ),
        Index(
            "automated_readability_index", _automated_readability_index,
            "characters per word, words per sentence", GRADE, "harder",
            "Senter, R. J. and Smith, E. A. (1967). Automated Readability Index. AMRL-TR-66-220",
        ),
        Index(
            "coleman_liau_index", _coleman_liau_index,
            "letters per word, sentences per word", GRADE, "harder",
            "Coleman, M. and Liau, T. L. (1975). A computer readability formula designed for"
            " machine scoring. Journal of Applied Psychology 60",
        ),
        Index(
            "linsear_write_formula", _linsear_write_formula,
            "the first 100 words: words per sentence, those of three syllables or more thrice",
            GRADE, "harder",
            "said to be the US Air Force's; after O'Hayre, J. (1966). Gobbledygook Has Gotta Go."
            " US Bureau of Land Management",
        ),
        Index(
            "dale_chall_readability_score", _dale_chall_readability_score,
            "share of words that are not on a list of 3,000, words per sentence",
            "score, about 4 to 10", "harder",
            "Dale, E. and Chall, J. S. (1948). A formula for predicting readability. Educational"
            " Research Bulletin 27",
        ),
        Index(
            "dale_chall_readability_score_v2", _dale_chall_readability_score_v2,
            "the same, without words of one syllable", "score, about 4 to 10", "harder",
            "textstat; named after Chall, J. S. and Dale, E. (1995). Readability Revisited."
            " Brookline Books",
        ),
        Index(
            "spache_readability", _spache_readability,
            "words per sentence, share of difficult words", "US grade, for primary school",
            "harder",
            "Spache, G. (1953). A new readability formula for primary-grade reading materials."
            " Elementary School Journal 53",
        ),
        Index(
            "mcalpine_eflaw", _mcalpine_eflaw,
            "words per sentence, those of up to three letters twice",
            "score for learners of English, 20 is easy, 30 hard", "harder",
            "McAlpine, R. (2006). From Plain English to Global English",
        ),
        Index(
            "lix", _lix,
            "words per sentence, percentage of words with more than six letters",
            "score, about 20 to 60", "harder",
            "Björnsson, C. H. (1968). Läsbarhet. Liber",
        ),
        Index(
            "rix", _rix,
            "words with more than six letters", "words per sentence", "harder",
            "Anderson, J. (1983). Lix and Rix: variations on a little-known readability index."
            " Journal of Reading 26",
        ),
        Index(
            "difficult_words", _difficult_words,
            "different words of two syllables or more that are not on a list of 3,000",
            "words", "harder; grows with the length",
            "textstat, with the list of Dale and Chall (1948)",
        ),
    )
}  # fmt: skip


def consensus(indices: Mapping[str, float]) -> float:
    """The median of the indices that are US grades: what they agree on.

    These are Flesch-Kincaid, fog, SMOG, ARI, Coleman-Liau and Linsear Write. Each estimates the
    school year for which a text is fit, on a scale without an upper end. Spache's is one too, but
    for texts of the first school years; Dale and Chall's score needs a table to become a grade.
    The median moves smoothly with the text; textstat's ``text_standard`` takes the most frequent of
    rounded grades, and jumps.

    Parameters
    ----------
    indices
        By name, as :func:`stancekit.readability_indices` gives them.

    Returns
    -------
    float
        In US school grades; higher is harder. NaN if one of the six is NaN.

    Examples
    --------
    >>> grades = {name: 9.0 for name in INDICES if INDICES[name].unit == GRADE}
    >>> consensus({**grades, "smog_index": 12.0, "gunning_fog": 10.0, "linsear_write_formula": 14})
    9.5
    """
    grades = [indices[name] for name, index in INDICES.items() if index.unit == GRADE]
    return float("nan") if any(map(math.isnan, grades)) else statistics.median(grades)
