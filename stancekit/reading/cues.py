"""The word of speaking that a quotation belongs to, and the phrase that names its speaker."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from stancekit.lexicons.reporting import reporting_nouns
from stancekit.model import Span
from stancekit.reading.grammar import (
    BE,
    CONJUNCTIONS,
    PREPOSITIONS,
    RELATIVES,
    SUBORDINATORS,
)
from stancekit.reading.phrases import Phrases

# How far from a quotation its cue is looked for, in words of the same sentence.
_CUE_BEFORE, _CUE_AFTER = 30, 15
_CUE_OF_PHRASE = 12  # the same for a phrase of a few words, which must belong to its verb
_APART = (RELATIVES | SUBORDINATORS) - {"that", "as"}  # begin another clause
_NO_NOUNS = PREPOSITIONS | CONJUNCTIONS | {""}
_DOUBT = 2  # words in marks that may doubt the noun behind them
_TO_COLON = 12  # words between a verb and the colon that ends its paragraph
_INVERTED = 16  # words behind a cue in which its speaker is looked for: “…,” said X


class Cues:
    """Finds cues among the words that are no quotation themselves."""

    def __init__(self, phrases: Phrases, sentences: Sequence[Span]) -> None:
        self.phrases, self.sentences = phrases, sentences
        self.text, self.words, self.lower = phrases.text, phrases.words, phrases.lower
        self.quoted = phrases.quoted
        self.sentence_ends = [sentence.end for sentence in sentences]
        self.nouns = reporting_nouns()

    def sentence_words(self, pos: int) -> range:
        """The words of the sentence that holds a position, or ends there."""
        i = bisect_left(self.sentence_ends, pos)
        if i == len(self.sentences):
            return range(0)
        return self.phrases.word_range(*self.sentences[i])

    def find(self, span: Span, first: int, behind: int, is_phrase: bool) -> int | None:
        """The word of speaking that belongs to the quotation: just behind it, or before it."""
        ahead = self.sentence_words(span.end)
        following = range(behind, min(ahead.stop, behind + _CUE_AFTER))
        after = next((i for i in following if self._may_follow(i)), None)
        if after is not None and self._leads_on(span) and not self._parted(span.end, after):
            return after
        start = self.sentence_words(span.start)
        reach = _CUE_OF_PHRASE if is_phrase else _CUE_BEFORE
        preceding = range(first - 1, max(start.start, first - reach) - 1, -1)
        before = next((i for i in preceding if self.phrases.is_cue(i)), None)
        if before is not None and not (
            is_phrase and (self._is_apart(before, first) or self._qualifies(before, first, behind))
        ):
            return before
        far = range(first - 1, max(start.start, first - _CUE_BEFORE) - 1, -1)
        noun = next((i for i in far if self._is_noun_cue(i)), None)
        if noun is not None or is_phrase:
            return noun
        return after

    def announcing(self, start: int, end: int) -> int | None:
        """The verb of speaking of a paragraph that ends in a colon: "X added:"."""
        if not self.text[start:end].rstrip().endswith(":"):
            return None
        said = self.phrases.word_range(start, end)
        return next((i for i in reversed(said[-_TO_COLON:]) if self.phrases.is_cue(i)), None)

    def _may_follow(self, i: int) -> bool:
        """Whether a word is a verb of speaking for somebody, not of showing for a thing."""
        return self.phrases.is_cue(i) and self.phrases.verbs[self.lower[i]].frames != {"shows"}

    def _is_noun_cue(self, i: int) -> bool:
        return self.lower[i] in self.nouns and not self.quoted[i]

    def _is_apart(self, cue: int, first: int) -> bool:
        """Whether a phrase in marks stands in another clause than the verb before it."""
        between = [self.phrases.gap(i) for i in range(cue, first)]
        if any(mark in gap for gap in between for mark in ";—–)("):
            return True
        if any("," in gap for gap in between[:-1]):
            return True
        return any(self.lower[i] in _APART for i in range(cue + 1, first))

    def _qualifies(self, cue: int, first: int, behind: int) -> bool:
        """Whether a word or two in marks only doubt a noun: announced an “independent” inquiry."""
        if behind - first > _DOUBT or self.phrases.verbs[self.lower[cue]].has_object:
            return False
        return (
            self.phrases.word(first - 1) in ("a", "an", "the", "its", "his", "her", "their")
            and first - 1 == cue + 1
            and self.phrases.gap(behind - 1).strip(" ”\"’'") == ""
            and self.phrases.word(behind) not in _NO_NOUNS
        )

    def _leads_on(self, span: Span) -> bool:
        """Whether the quotation ends in a mark that a speaker follows: "…," she said."""
        return any(char in ",?!—–-" for char in self.text[span.end - 1 : span.end + 3])

    def _parted(self, end: int, cue: int) -> bool:
        """Whether something else is quoted, or a clause begins, between quotation and cue."""
        between = self.text[end : self.words[cue].start]
        if self.lower[self.phrases.index(end)] in CONJUNCTIONS:
            return True
        return ";" in between or any(self.quoted[i] for i in range(self.phrases.index(end), cue))

    def speaker(self, cue: int, first: int, behind: int) -> range | None:
        sentence = self.sentence_words(self.words[cue].start)
        if self._is_passive(cue, sentence):
            return self._agent(cue, sentence)
        if self.lower[cue] in self.nouns and not self.phrases.is_cue(cue):
            return self._noun_speaker(cue, sentence)
        if cue >= behind:
            if cue == behind or self.lower[cue - 1] == "as":
                reach = range(sentence.start, min(sentence.stop, cue + _INVERTED))
                return self.phrases.behind(cue, reach)
            return self.phrases.subject(cue, behind)
        if cue == sentence.start or self.quoted[cue - 1]:  # “…,” said X, “…”; Said X: “…”
            return self.phrases.behind(cue, range(sentence.start, first))
        if self.lower[cue].endswith("ing"):
            earlier = range(cue - 1, sentence.start - 1, -1)
            main = next((i for i in earlier if self.phrases.is_cue(i)), None)
            if main is not None:
                return self.phrases.subject(main, sentence.start)
            return self.phrases.shared_subject(cue, sentence.start)
        return self.phrases.subject(cue, sentence.start)

    def _is_passive(self, cue: int, sentence: range) -> bool:
        """Whether "was accused", "branded by": whoever stands before it says nothing."""
        if not self.lower[cue].endswith(("ed", "id", "en", "ld", "wn")):
            return False
        i = self.phrases.before_adverbs(cue, sentence.start)
        return (i >= sentence.start and self.lower[i] in BE) or self.phrases.word(cue + 1) == "by"

    def _agent(self, cue: int, sentence: range) -> range | None:
        """The phrase behind the "by" of a passive."""
        reach = range(cue + 1, min(sentence.stop, cue + _INVERTED))
        by = next((i for i in reach if self.lower[i] == "by" and not self.quoted[i]), None)
        if by is None:
            return None
        agent = self.phrases.behind(by, sentence)
        if agent is None:
            return None
        stop = next((i for i in agent if self.lower[i] in ("as", "of", "for")), agent.stop)
        return range(agent.start, max(stop, agent.start + 1))

    def _noun_speaker(self, noun: int, sentence: range) -> range | None:
        """Whose words they are: "in the words of X", "his remarks", "X's claim"."""
        if self.phrases.word(noun + 1) in ("of", "from", "by", "coming"):
            begin = noun + 1
            while self.phrases.word(begin + 1) in ("out", "of", "from"):
                begin += 1
            return self.phrases.behind(begin, sentence)
        for i in range(noun - 1, max(sentence.start, noun - 4) - 1, -1):
            if self.phrases.gap(i)[:2] in ("'s", "’s"):
                return self.phrases.possessor(i, sentence.start)
            if self.lower[i] in ("his", "her", "their"):
                return self.phrases.shared_subject(i, sentence.start)
        return None
