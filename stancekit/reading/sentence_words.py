"""The words of one sentence, and who is the subject of its verbs of speaking."""

from __future__ import annotations

from typing import NamedTuple

from stancekit.lexicons.reporting import reporting_nouns, reporting_verbs
from stancekit.reading.grammar import BE, DAYS, MONTHS, is_adverb
from stancekit.reading.phrases import Phrases

TIMES = DAYS | MONTHS
TO_THAT = 9  # words between a verb and its "that": "told reporters in Ostrel on Monday that"
_BEFORE_PARTICIPLE = frozenset("after before while by in without".split())


class Sentence(NamedTuple):
    """Where a sentence stands, and its words by index into the article's words."""

    start: int
    end: int
    first: int
    behind: int


class SentenceWords:
    """Reads the words of one sentence, each by its index."""

    def __init__(self, phrases: Phrases, sentence: Sentence) -> None:
        self.phrases = phrases
        self.text, self.spans, self.lower = phrases.text, phrases.words, phrases.lower
        self.quoted = phrases.quoted
        self.start, self.end, self.first, self.behind = sentence
        self.verbs, self.nouns = reporting_verbs(), reporting_nouns()

    def word(self, i: int) -> str:
        return self.lower[i] if self.first <= i < self.behind else ""

    def gap(self, i: int) -> str:
        """What stands between a word and the next."""
        return self.text[self.spans[i][1] : self.spans[i + 1][0]] if i + 1 < self.behind else ""

    def before(self, cue: int) -> int:
        """The word before a verb that is no adverb."""
        return self.phrases.before_adverbs(cue, self.first)

    def subject(self, cue: int) -> range | None:
        main = cue
        if self.lower[cue].endswith("ing") and self.lower[self.before(cue)] not in BE:
            earlier = range(cue - 1, self.first, -1)
            main = next((i for i in earlier if self.phrases.is_cue(i)), cue)
            opens = cue == self.first or (
                cue == self.first + 1 and self.lower[self.first] in _BEFORE_PARTICIPLE
            )
            if main == cue and opens:
                return self._subject_behind(cue)
            if main == cue:
                return self.phrases.shared_subject(cue, self.first)
        return self.phrases.subject(main, self.first)

    def _subject_behind(self, cue: int) -> range | None:
        """Of "Slamming the plan, Tal left": who stands behind the comma."""
        comma = next((i for i in range(cue, self.behind - 1) if "," in self.gap(i)), None)
        if comma is None:
            return None
        found = self.phrases.behind(comma, range(self.first, self.behind))
        if found is None:
            return None
        verb = (i for i in found if self.phrases.is_cue(i) or is_adverb(self.lower[i]))
        return range(found.start, next(verb, found.stop)) or None

    def is_passive(self, cue: int) -> bool:
        word = self.lower[cue]
        if word.endswith("ing") or not word.endswith(("ed", "id", "en", "wn", "ld", "ht")):
            return False
        return self.word(self.before(cue)) in BE

    def find(self, start: int, word: str, reach: int) -> int | None:
        """The first place of a word behind, within the clause."""
        for i in range(start, min(self.behind, start + reach)):
            if any(mark in self.gap(i - 1) for mark in ",;:—–(") or self.quoted[i]:
                return None
            if self.lower[i] == word:
                return i
        return None
