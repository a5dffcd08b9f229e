"""How hard each article is to read: one row for each headline and each body."""

from __future__ import annotations

import statistics
from collections.abc import Iterable, Sequence
from typing import Literal, TypeAlias

import pandas as pd

from stancekit.lenses.indices import INDICES, consensus
from stancekit.lenses.readability import (
    FEWEST_WORDS,
    LONG_WORD,
    PlainSentence,
    indices_of,
    plain_sentences,
)
from stancekit.load import as_articles
from stancekit.model import Article, Reading
from stancekit.reading import read_quietly
from stancekit.reading.grammar import BE, SUBJECT_PRONOUNS, is_adverb

Part: TypeAlias = Literal["headline", "body"]

PARTS: tuple[Part, ...] = ("headline", "body")
READABILITY_COLUMNS = (
    "article", "outlet", "part", "words", "sentences", "minutes", "words_per_sentence",
    "words_per_sentence_sd", "long_words", "passive", "grade", *INDICES, "note",
)  # fmt: skip
_TEXT = ("article", "outlet", "part", "note")
_COUNTS = ("words", "sentences")

# Silent reading of English non-fiction by adults: Brysbaert, M. (2019). How many words do we read
# per minute? Journal of Memory and Language 109, 104047.
WORDS_PER_MINUTE = 238

_TO_PARTICIPLE = 4  # words behind a form of "be" in which its participle stands
_BEING = (BE - {"'s"}) | frozenset("i'm you're we're they're ain't".split())
# Beside adverbs in -ly: "was he killed?", "was not killed".
_BETWEEN = SUBJECT_PRONOUNS | frozenset(
    "not indeed well twice yet already since now also still".split()
)
_PREFIXES = frozenset("re co pre".split())  # "was re-elected" is three words here
# Participles that do not end in -ed.
_IRREGULAR = frozenset(
    "beaten begun bent bet bitten blown born borne bought bound bred broken brought built burnt"
    " burst cast caught chosen cut dealt done drawn driven drunk dug eaten fed felt flown"
    " forbidden forgiven forgotten fought found frozen given ground grown heard held hidden"
    " hit hung hurt kept known laid learnt led left lent let lit lost made meant met mistaken"
    " overheard overrun overseen overtaken overthrown paid proven put read rebuilt repaid ridden"
    " rung said seen sent set sewn shaken shot shown shut slain sold sought spelt spent"
    " split spoken spread stolen struck stuck stung sung sunk swept sworn swum swung taken taught"
    " thought thrown told torn trodden understood undertaken undone upheld upset withdrawn"
    " withheld won worn woven written".split()
)
# Words in -ed that are no participles, or that say how somebody or something is.
_NOT_DONE = frozenset(
    "aged ashamed complicated concerned confused crowded dedicated delighted determined excited"
    " exhausted focused frightened gifted headed hundred interested jagged limited married naked"
    " need pleased prepared qualified ragged red rooted rugged sacred satisfied scared"
    " sophisticated supposed surprised talented tired unarmed unchanged unconcerned undecided"
    " unemployed unexpected unfounded unharmed unhinged unimpressed uninjured united unlimited"
    " unmarried unnamed unprecedented unrelated unresolved unwanted wicked worried".split()
)


def readability(articles: Article | Iterable[Article]) -> pd.DataFrame:
    """How hard the headline and the body of each article are to read.

    Parameters
    ----------
    articles
        From :func:`stancekit.load_articles`, or made in code.

    Returns
    -------
    DataFrame
        Two rows for each article, its headline and its body, in the order of the articles.
        Headings, captions and promotional lines are in neither. Words are those that readers see:
        a hyphen does not part them. ``minutes``: reading time at 238 words a minute.
        ``words_per_sentence`` and ``words_per_sentence_sd``: mean and standard deviation; NaN for
        fewer than one and two sentences. ``long_words``: share of words with more than six letters.
        ``passive``: share of sentences with a passive, 0 to 1. ``grade``: the median of the six
        indices that are US school grades. Then a column for each index, as in
        :func:`stancekit.readability_indices`, and ``note``, which says what is missing and why.
        Fewer than 100 words: no grade and no indices, NaN. Not English: NaN in all but ``words``
        and ``sentences``. No headline or no body: 0 words. No articles: no rows.

    Raises
    ------
    StancekitError
        If something else than articles is given.

    Examples
    --------
    >>> import stancekit
    >>> table = readability(stancekit.load_sample())
    >>> bodies = table[table["part"] == "body"].set_index("outlet")
    >>> round(float(bodies.loc["The Daily Gull", "grade"]), 1)
    7.8
    """
    articles = as_articles(articles, "readability")
    rows = [
        (reading.article.id, reading.article.outlet, part, *_row(reading, part))
        for reading in map(read_quietly, articles)
        for part in PARTS
    ]
    table = pd.DataFrame(rows, columns=list(READABILITY_COLUMNS))
    types = {
        name: "object" if name in _TEXT else "int64" if name in _COUNTS else "float64"
        for name in READABILITY_COLUMNS
    }
    return table.astype(types)


def _row(reading: Reading, part: Part) -> tuple[object, ...]:
    """The cells of a part, from its words on."""
    sentences = plain_sentences(reading, part)
    lengths = [len(sentence.words) for sentence in sentences]
    words = sum(lengths)
    indices = indices_of(sentences if reading.english else ())
    if not reading.english:
        measures = [float("nan")] * 5
    else:
        measures = [
            words / WORDS_PER_MINUTE,
            words / len(lengths) if lengths else float("nan"),
            statistics.stdev(lengths) if len(lengths) > 1 else float("nan"),
            _share_of_long_words(sentences),
            _share_of_passives(reading, sentences),
        ]
    note = _note(reading, part, words)
    return words, len(lengths), *measures, consensus(indices), *indices.values(), note


def _note(reading: Reading, part: Part, words: int) -> str:
    if not words:
        return f"no {part}"
    if not reading.english:
        return "not English, so not measured"
    if words < FEWEST_WORDS:
        return f"a {part} of {words} words; fewer than {FEWEST_WORDS} are not graded"
    return ""


def _share_of_long_words(sentences: Sequence[PlainSentence]) -> float:
    words = [word for sentence in sentences for word in sentence.words]
    long = sum(len(word) - word.count("'") >= LONG_WORD for word in words)
    return long / len(words) if words else float("nan")


def _share_of_passives(reading: Reading, sentences: Sequence[PlainSentence]) -> float:
    passive = sum(has_passive(reading, one.start, one.end) for one in sentences)
    return passive / len(sentences) if sentences else float("nan")


def has_passive(reading: Reading, start: int, end: int) -> bool:
    """Whether a range of the text holds a passive: a form of "be" and a participle.

    Between them may stand adverbs, a negation and, in questions, a pronoun. Passives with "get",
    those without a verb ("the ship sunk in May"), those behind "'s", which mostly stands for "has",
    and those with other words between ("was the ship sunk?") are not seen. What only says how
    somebody is ("was married", "is interested") is not one.

    By eye: all 37 sentences of the sample corpus with a passive are found, and no other of its
    175. Of 150 findings in other news 138 were passives; since then some more words count as
    such that only say how somebody is.

    Examples
    --------
    >>> from stancekit import Article, read
    >>> def passive(text):
    ...     return has_passive(read(Article("a", "Daily", text)), 0, len(text))
    >>> passive("Nine people were reportedly killed."), passive("He was tired and said nothing.")
    (True, False)
    """
    inside = reading.word_range(start, end)
    return any(reading.lower[i] in _BEING and _is_done(reading, i + 1, inside.stop) for i in inside)


def _is_done(reading: Reading, first: int, behind: int) -> bool:
    """Whether a participle follows, with small words between and no mark but of a quotation."""
    joined = False  # by a hyphen to a prefix
    for i in range(first, min(behind, first + _TO_PARTICIPLE)):
        word = reading.lower[i]
        gap = reading.plain[reading.words[i - 1].end : reading.words[i].start]
        if not joined and gap.strip("\"' "):
            return False
        following = reading.plain[reading.words[i].end : reading.words[i].end + 1]
        joined = word in _PREFIXES and following == "-"
        if joined or word in _BETWEEN or (is_adverb(word) and word not in _IRREGULAR):
            continue
        if following == "-":
            return False
        return word in _IRREGULAR or (word.endswith("ed") and word not in _NOT_DONE)
    return False
