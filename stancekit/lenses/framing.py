"""Framing: how an article portrays each actor, measured at the actor's mentions.

A transparent score over the words near a mention. Each word that VADER's lexicon knows counts with
its valence, less the farther it stands from the mention, and turned round if it is negated. Names
count for nothing, nor do words that news uses without praise or blame.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, NamedTuple

from stancekit.model import Article, Evidence, Lens, Mention, Reading, Segment, StancekitError
from stancekit.reading import read_quietly

# Chosen together on NewsMTSC's train part by `benchmarks/accuracy.py newsmtsc --grid`.
HALF_DISTANCE = 2.0  # at so many words from the mention, a word counts half
REACH = 40  # words on either side; beyond, a word would count less than a twentieth
NEUTRAL_MASS = 4.0  # weight of the neutral share, in points of VADER's valence (-4 to 4)
BORDER = 0.005  # |value| from which the label is not neutral

# A negated valence is turned round and weakened, within three words of the negation: both from
# Hutto and Gilbert (2014), "VADER", ICWSM 8, section 3.3.
NEGATED = -0.74
NEGATION_REACH = 3

_NEGATIONS = frozenset(
    "not no never none nobody nothing nowhere neither nor without cannot hardly barely"
    " scarcely rarely seldom lack lacks lacking denied denies deny".split()
)
# Words that VADER counts as praise or blame and that news uses without either.
_NEWS_NEUTRAL = frozenset(
    "united security secure defense defence supreme interest interests interested share shares"
    " shared sharing party parties war wars no like please well kind top matter matters number"
    " intelligence treasury asset assets energy fire gross natural justice credit credits debt"
    " novel play plays played alert dear original ready huge pay yes certain certainly clear"
    " clearly resolved vision god chance worth engage engaged important greeting greetings"
    " straight true warsaw".split()
)


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
        Shares from 0 to 1 that sum to 1.
    value
        ``positive - negative``, from -1 to 1; below 0 the target is portrayed badly.
    label
        -1, 0 or 1: `value` beyond or within a border chosen on labelled news sentences.
    terms
        The words that made the value, in the order of the text; their contributions sum to it.
    """

    negative: float
    neutral: float
    positive: float
    label: Literal[-1, 0, 1]
    terms: tuple[StanceTerm, ...]

    @property
    def value(self) -> float:
        return sum(term.contribution for term in self.terms)


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
        Neutral, without terms, where no word near the target has a valence. The target's own words
        never count, nor do capitalised words within a sentence, so that no name carries a prior.

    Raises
    ------
    StancekitError
        If the range is empty or lies outside the text.

    References
    ----------
    The valences are those of VADER: Hutto, C. J. and Gilbert, E. (2014). VADER: A parsimonious
    rule-based model for sentiment analysis of social media text. ICWSM 8.

    Examples
    --------
    >>> stance_toward("The senator praised Orsolo for a brilliant rescue.", 20, 26).label
    1
    >>> stance_toward("The senator did not praise Orsolo.", 27, 33).value < 0
    True
    """
    if not 0 <= start < end <= len(text):
        raise StancekitError(
            f"the target {start}:{end} is not a range within a text of {len(text)} characters"
        )
    reading = read_quietly(Article("text", "text", text))
    return _Valences(reading).stance(start, end)


class _Valences:
    """The words of a reading that have a valence, found once for all its mentions."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        lexicon = _lexicon()
        self.sentence_starts = {sentence.start for sentence in reading.sentences}
        mention_starts = [mention.start for mention in reading.mentions]
        self.positions = self._count_positions()
        self.title_case = {segment for segment in reading.segments if self._is_title_case(segment)}
        self.indices: list[int] = []
        self.valences: list[float] = []
        for i, word in enumerate(reading.lower):
            valence = lexicon.get(word)
            if valence is None or self._is_name(i, mention_starts):
                continue
            if self._is_negated(i):
                valence *= NEGATED
            self.indices.append(i)
            self.valences.append(valence)

    def _count_positions(self) -> list[int]:
        """The place of each word, where a name of any length takes one place.

        Else "the United States" would push other words farther away than "Orland" does.
        """
        plain, lower, words = self.reading.plain, self.reading.lower, self.reading.words
        positions: list[int] = []
        place = 0
        named = article = False  # whether the word before is part of a name, or "the"
        for i, (start, _) in enumerate(words):
            name = plain[start].isupper() and start not in self.sentence_starts
            joined = i > 0 and plain[words[i - 1].end : start] in (" ", "-")
            if not (name and joined and (named or article)):
                place += 1
            positions.append(place)
            named, article = name, lower[i] == "the"
        return positions

    def _is_title_case(self, segment: Segment) -> bool:
        """Whether capitals tell no name, since most words of a headline have one."""
        if segment.kind not in ("headline", "heading"):
            return False
        words = self.reading.word_range(segment.start, segment.end)
        capitals = sum(self.reading.plain[self.reading.words[i].start].isupper() for i in words)
        return capitals > len(words) / 2

    def _is_negated(self, i: int) -> bool:
        """Whether a negation stands within reach before the word, in the same sentence."""
        for j in range(i, max(-1, i - NEGATION_REACH - 1), -1):
            word = self.reading.lower[j]
            if j < i and (word in _NEGATIONS or word.endswith("n't")):
                return True
            if self.reading.words[j].start in self.sentence_starts:
                return False
        return False

    def _is_name(self, i: int, mention_starts: Sequence[int]) -> bool:
        """Whether the word is a name: capitalised within a sentence, or part of a mention.

        The first word of a sentence is taken for a name if the second has a capital as well.
        """
        start, end = self.reading.words[i]
        word = self.reading.plain[start:end]
        title_case = self.reading.segment(start) in self.title_case
        if word[0].isupper() and not word.isupper() and not title_case:
            following = self.reading.plain[end : end + 2].strip()
            if start not in self.sentence_starts or following.isupper():
                return True
        nearest = bisect_right(mention_starts, start) - 1
        return nearest >= 0 and start < self.reading.mentions[nearest].end

    def stance(self, start: int, end: int) -> Stance:
        """The stance at a range, from its sentence and from words in the same voice."""
        reading = self.reading
        sentence = reading.sentence(start)
        target = reading.word_range(start, end)
        first, behind = target.start, target.stop
        quote = reading.quote(start)
        near: list[tuple[int, float]] = []
        if sentence is not None:
            limits = reading.word_range(*sentence)
            at = bisect_left(self.indices, max(limits.start, first - REACH))
            while at < len(self.indices) and self.indices[at] < min(limits.stop, behind + REACH):
                i = self.indices[at]
                inside = first <= i < behind
                distance = abs(
                    self.positions[i] - self.positions[first if i < first else behind - 1]
                )
                if not inside and reading.quote(reading.words[i].start) is quote:
                    near.append((i, self.valences[at] / (1 + distance / HALF_DISTANCE)))
                at += 1
        return self._shares(near)

    def _shares(self, near: Iterable[tuple[int, float]]) -> Stance:
        near = list(near)
        mass = NEUTRAL_MASS + sum(abs(weighted) for _, weighted in near)
        terms = tuple(self._term(i, weighted / mass) for i, weighted in near)
        positive = sum(term.contribution for term in terms if term.contribution > 0)
        negative = -sum(term.contribution for term in terms if term.contribution < 0)
        value = positive - negative
        label: Literal[-1, 0, 1] = 1 if value >= BORDER else -1 if value <= -BORDER else 0
        return Stance(negative, 1 - positive - negative, positive, label, terms)

    def _term(self, i: int, contribution: float) -> StanceTerm:
        start, end = self.reading.words[i]
        return StanceTerm(start, end, self.reading.article.text[start:end], contribution)


@lru_cache(maxsize=1)
def _lexicon() -> dict[str, float]:
    from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

    lexicon = SentimentIntensityAnalyzer().lexicon
    return {word: valence for word, valence in lexicon.items() if word not in _NEWS_NEUTRAL}


def find_framing(reading: Reading) -> Iterator[Evidence]:
    """One finding for each mention at which an actor itself is meant."""
    mentions = [mention for mention in reading.mentions if mention.acting]
    if not mentions:
        return
    valences = _Valences(reading)
    for mention in mentions:
        yield _evidence(mention, valences.stance(mention.start, mention.end))


def _evidence(mention: Mention, stance: Stance) -> Evidence:
    note = ", ".join(f"{term.text} {term.contribution:+.2f}" for term in stance.terms)
    return Evidence(
        mention.start,
        mention.end,
        rule="words_near_mention",
        weight=stance.value,
        actor=mention.actor,
        note=note or "no word near the mention praises or blames",
        category=mention.kind,
    )


FRAMING = Lens(
    "framing",
    find_framing,
    unit="mean stance at a mention, -1 to 1",
    higher="portrayed more favourably",
    voice=("outlet", "attributed"),
    by_actor=True,
    reduce="mean",
)
