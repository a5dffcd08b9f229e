"""The words and pairs of words that set each outlet apart from the others."""

from __future__ import annotations

import math
import re
import warnings
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Literal, NamedTuple, TypeAlias, get_args

import numpy as np
import pandas as pd

from stancekit.actors import as_actors
from stancekit.cells import NO_STORY, check_by
from stancekit.lexicons.spelling import plain_spelling
from stancekit.load import as_articles
from stancekit.model import (
    Actor,
    Article,
    Quote,
    Reading,
    Scored,
    Segment,
    StancekitError,
    StancekitWarning,
    voice_of,
)
from stancekit.reading import not_english_message, read_quietly
from stancekit.reading.grammar import SMALL
from stancekit.reading.words import in_title_case

Kind: TypeAlias = Literal["word", "pair", "name"]
KINDS: tuple[Kind, ...] = get_args(Kind)

DISTINCTIVE_COLUMNS = (
    "group", "term", "kind", "count", "others", "per_1000", "others_per_1000", "log_odds", "z",
    "n_articles",
)  # fmt: skip
_DTYPES = {
    **dict.fromkeys(("group", "term", "kind"), "object"),
    **dict.fromkeys(("count", "others", "n_articles"), "int64"),
    **dict.fromkeys(("per_1000", "others_per_1000", "log_odds", "z"), "float64"),
}
_COUNTED_VOICES = ("outlet", "attributed", "all")
_PER_WORDS = 1000

# The prior's size, alpha_0: to each side one more article of about this many words is added, in the
# proportions of all articles together. As large as these, it would leave next to no z above 1.96.
PRIOR_WORDS = 500.0
NAME_SHARE = 0.9  # of the uses that tell, from which on a word with a capital is a name

_SHOUT = 5  # letters from which a word in capitals is a shout: "REFUSED"; fewer may be an acronym
_ACRONYMS = frozenset(["US", "WHO", "IT"])  # which small letters would make small words
_NAMING = ("name", "demonym", "seat")  # kinds of mention that are names; others are plain words
_MAY_BEGIN = re.compile(r"[\":;—!?…(\[]|'$|\s-")  # behind these, a capital may be a beginning's

_Term: TypeAlias = str | tuple[str, str]


class _Token(NamedTuple):
    """A word of headline or body that is no number."""

    key: str  # the same in British and American spelling
    lower: str
    form: str  # as it is written
    is_mention: bool  # of an actor, by name
    tells_name: bool | None  # by its capital, that it is a name or none; None: it cannot tell
    counted: bool  # stands in the voice asked for
    paired: bool  # nothing parts it from the word before


class _Vocabulary:
    """The terms of one kind: how often each group has each, in how many articles, how written."""

    def __init__(self, kind: Kind) -> None:
        self.kind = kind
        self.all: Counter[_Term] = Counter()
        self.counts: defaultdict[str, Counter[_Term]] = defaultdict(Counter)
        self.articles: defaultdict[str, Counter[_Term]] = defaultdict(Counter)
        self.forms: defaultdict[str, Counter[str]] = defaultdict(Counter)
        self._shown: dict[str, str] = {}

    def add(self, group: str, terms: Sequence[_Term]) -> None:
        """Count the terms of an article."""
        self.all.update(terms)
        self.counts[group].update(terms)
        self.articles[group].update(set(terms))

    def show(self, term: _Term) -> str:
        """The term in the form that is the most frequent for each of its words."""
        if not isinstance(term, str):
            return " ".join(map(self.show, term))
        if term not in self._shown:
            forms = self.forms[term]
            self._shown[term] = min(forms, key=lambda form: (-forms[form], form))
        return self._shown[term]


def distinctive_words(
    articles: Iterable[Article],
    by: str = "outlet",
    *,
    actors: str | Path | Iterable[Actor | str] = (),
    top: int | None = None,
    pairs: bool = True,
    voice: str = "outlet",
    prior: float = PRIOR_WORDS,
) -> pd.DataFrame:
    """Words, and pairs of words, that each group uses more than all the others together.

    Counted are the words of headline and body in one voice, in small letters, British and American
    spellings as one. Small words ("the", "but") stay, since they are style. Numbers in digits are
    left out. Inflections are words of their own.

    A pair is two words next to one another in one sentence and one voice, with nothing but space
    or a hyphen between them.

    Names are counted apart, word by word: what is reported on is no style. A name is a word with a
    capital that mentions one of `actors` by name, demonym or seat; or a word that in all articles
    together has a capital in nine of ten uses or more, not counting capitals at the beginning of a
    sentence or quotation and in headlines with Capitals Throughout. So are "Ms", "Monday" and
    acronyms. A pair with a name or a number in it is not counted.

    Parameters
    ----------
    articles
        From :func:`stancekit.load_articles`, or made in code; not what scoring gives.
    by
        What to set apart: ``outlet``, ``article`` or ``story``.
    actors
        Whose mentions are names: anything that :func:`stancekit.load_actors` takes. Capitals tell
        most names without it.
    top
        How many rows to keep for each group and kind; all if left out.
    pairs
        False leaves pairs out.
    voice
        ``outlet``: its own words, scare quotes among them; ``attributed``: those of others, quoted
        or reported; ``all``.
    prior
        The size of the prior, in words (or pairs, or names), above 0. The larger, the more alike
        the groups are taken to be before their texts are seen.

    Returns
    -------
    DataFrame
        One row for each group and term that the group uses at a higher rate than the others do;
        what it uses less stands in rows of the others. By group in order of appearance, then by
        ``kind`` (``word``, ``pair``, ``name``), then by ``z``, highest first. ``count`` is how
        often the group has it, ``others`` how often all others do; ``per_1000`` and
        ``others_per_1000``: of a thousand words, pairs or names, each kind for itself.
        ``log_odds`` is the difference of the two log-odds, above 0, in natural logarithms; ``z``
        is that difference in standard errors. A z above 1.96 is the usual mark for one term alone;
        among thousands, many are above it by chance. ``n_articles``: articles of the group that
        have the term. One article of many tells of that article, not of the group. No articles: no
        rows.

    Raises
    ------
    StancekitError
        If these are no articles, two have one id, there are fewer than two groups in English, or
        another argument is not one of those above.

    Warns
    -----
    StancekitWarning
        If articles are not English: they are left out.

    References
    ----------
    Monroe, B. L., Colaresi, M. P. and Quinn, K. M. (2008). Fightin' Words: lexical feature
    selection and evaluation for identifying the content of political conflict. Political Analysis
    16(4), equations 15 to 22.

    Examples
    --------
    >>> import stancekit
    >>> table = distinctive_words(stancekit.load_sample(), actors="sample", top=3)
    >>> table.query("group == 'The Free Keel' and kind == 'word'")["term"].tolist()
    ['is', 'this', 'you']
    """
    if isinstance(articles, Scored):
        raise StancekitError(
            "distinctive_words needs texts, and a Scored holds none; give the articles"
        )
    chosen = as_articles(articles, "distinctive_words")
    _check(by, top, voice, prior)
    known = as_actors(actors)
    texts: list[tuple[str, list[_Token]]] = []
    foreign: list[str] = []
    for article in chosen:
        reading = read_quietly(article, known)
        if reading.english:
            group = article.id if by == "article" else getattr(article, by)
            texts.append((group or NO_STORY, list(_tokens(reading, voice))))
        else:
            foreign.append(article.id)
    if foreign:
        warnings.warn(not_english_message(foreign), StancekitWarning, stacklevel=2)
    groups = list(dict.fromkeys(group for group, _ in texts))
    if chosen and len(groups) < 2:
        raise StancekitError(
            f"distinctive_words sets groups apart, and by {by!r} there is"
            f" {f'only {groups[0]!r}' if groups else 'none in English'}; give articles of two"
            " or more"
        )
    vocabularies = _count(texts, pairs)
    rows = [
        row
        for group in groups
        for vocabulary in vocabularies
        for row in _rank(group, vocabulary, prior, top)
    ]
    table = pd.DataFrame(rows, columns=list(DISTINCTIVE_COLUMNS))
    return table.astype(_DTYPES)


def _check(by: str, top: int | None, voice: str, prior: float) -> None:
    check_by(by)
    if voice not in _COUNTED_VOICES:
        raise StancekitError(f"unknown voice {voice!r}; known: {', '.join(_COUNTED_VOICES)}")
    if top is not None and (not isinstance(top, int) or isinstance(top, bool) or top < 1):
        raise StancekitError(f"top must be a number of rows from 1 on, or None, not {top!r}")
    if not isinstance(prior, (int, float)) or not 0 < prior < math.inf:
        raise StancekitError(f"prior must be a number of words above 0, not {prior!r}")


def _tokens(reading: Reading, voice: str) -> Iterator[_Token]:
    """The words of headline and body, but for numbers, in the order of the text."""
    plain, words, lower = reading.plain, reading.words, reading.lower
    mentioned = _mentioned(reading)
    quotes = _quotes(reading)
    heard = {id(quote): voice in ("all", _side(quote)) for quote in (None, *quotes)}
    for sentence in reading.sentences:
        segment = reading.segment(sentence.start)
        if segment is None or segment.kind not in ("headline", "body"):
            continue
        in_capitals = plain[slice(*sentence)].isupper()
        in_title = in_capitals or _is_title(reading, segment)
        before = -2  # the last word that was no number
        for i in reading.word_range(*sentence):
            start, end = words[i]
            form = plain[start:end]
            if form[0].isdigit():
                continue
            key = plain_spelling(lower[i])
            gap = plain[words[i - 1].end : start] if i else ""
            is_mention = False
            tells_name: bool | None = form[0].isupper()
            if tells_name:
                first = before < 0 or in_title or _MAY_BEGIN.search(gap) is not None
                is_mention = i in mentioned and not (first and lower[i] in SMALL)
                if first or (len(form) >= _SHOUT and form.isupper()):
                    tells_name = None
                if form in _ACRONYMS and not in_capitals:
                    key = form
            is_joined = gap == " " or gap == "-" or gap.isspace()
            is_paired = is_joined and before == i - 1 and quotes[i] is quotes[before]
            yield _Token(
                key, lower[i], form, is_mention, tells_name, heard[id(quotes[i])], is_paired
            )
            before = i


def _quotes(reading: Reading) -> list[Quote | None]:
    """The innermost quote of each word."""
    quotes: list[Quote | None] = [None] * len(reading.words)
    for start, end, quote in reading.stretches():
        for i in reading.word_range(start, end):
            quotes[i] = quote
    return quotes


def _mentioned(reading: Reading) -> set[int]:
    """The words by which actors are named."""
    return {
        i
        for mention in reading.mentions
        if mention.kind in _NAMING
        for i in reading.word_range(mention.start, mention.end)
    }


def _is_title(reading: Reading, segment: Segment) -> bool:
    """Whether a headline has Capitals Throughout."""
    if segment.kind != "headline":
        return False
    words = [reading.words[i] for i in reading.word_range(segment.start, segment.end)]
    return in_title_case(reading.plain, words)


def _side(quote: Quote | None) -> str:
    return "attributed" if voice_of(quote) == "attributed" else "outlet"


def _name_keys(tokens: Iterable[_Token]) -> frozenset[str]:
    """The words that are names wherever they stand, by their capitals in all articles."""
    tells = [one for one in tokens if one.tells_name is not None and not one.is_mention]
    uses = Counter(one.key for one in tells)
    capitals = Counter(one.key for one in tells if one.tells_name)
    return _ACRONYMS | {
        key
        for key, count in capitals.items()
        if count >= NAME_SHARE * uses[key] and key.split("'")[0] not in SMALL
    }


def _count(texts: Sequence[tuple[str, Sequence[_Token]]], pairs: bool) -> list[_Vocabulary]:
    """The vocabularies, counted by group."""
    names = _name_keys(token for _, tokens in texts for token in tokens)
    word, pair, name = (_Vocabulary(kind) for kind in KINDS)
    for group, tokens in texts:
        words: list[str] = []
        named: list[str] = []
        neighbours: list[tuple[str, str]] = []
        before: str | None = None  # the word before, if it is counted and no name
        for token in tokens:
            if not token.counted:
                before = None
            elif token.is_mention or token.key in names:
                named.append(token.key)
                name.forms[token.key][token.form] += 1
                before = None
            else:
                words.append(token.key)
                word.forms[token.key][token.lower] += 1
                if before is not None and token.paired:
                    neighbours.append((before, token.key))
                before = token.key
        word.add(group, words)
        name.add(group, named)
        if pairs:
            pair.add(group, neighbours)
    pair.forms = word.forms
    return [word, pair, name]


def _rank(
    group: str, vocabulary: _Vocabulary, prior: float, top: int | None
) -> list[tuple[object, ...]]:
    """The rows of a group's terms that it uses more than the others do."""
    counts = vocabulary.counts[group]
    terms = list(counts)
    y_i = np.array([counts[term] for term in terms], dtype=np.int64)
    both = np.array([vocabulary.all[term] for term in terms], dtype=np.int64)
    n = vocabulary.all.total()
    n_i = int(y_i.sum())
    n_j = n - n_i
    # With this prior, z is above 0 where the group's rate is above the others', and only there.
    more = np.flatnonzero(y_i * n_j > (both - y_i) * n_i)
    y_i, both = y_i[more], both[more]
    y_j = both - y_i
    a_w = prior * both / n
    odds_i = (y_i + a_w) / (n_i + prior - y_i - a_w)
    odds_j = (y_j + a_w) / (n_j + prior - y_j - a_w)
    log_odds = np.log(odds_i) - np.log(odds_j)
    z = log_odds / np.sqrt(1 / (y_i + a_w) + 1 / (y_j + a_w))
    rows = zip(
        [vocabulary.show(terms[i]) for i in more],
        y_i.tolist(),
        y_j.tolist(),
        (_PER_WORDS * y_i / n_i).tolist(),
        (_PER_WORDS * y_j / n_j).tolist(),
        log_odds.tolist(),
        z.tolist(),
        [vocabulary.articles[group][terms[i]] for i in more],
        strict=True,
    )
    ordered = sorted(rows, key=lambda row: (-row[-2], row[0]))
    return [(group, term, vocabulary.kind, *rest) for term, *rest in ordered[:top]]
