"""The words of an article as later steps ask for them: by place, as verbs of speaking, as names."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Sequence
from functools import cached_property

from stancekit.lexicons.reporting import is_mostly_noun, reporting_verbs
from stancekit.model import Span
from stancekit.reading.grammar import (
    AUXILIARIES,
    CONJUNCTIONS,
    DAYS,
    DETERMINERS,
    FINITE,
    MONTHS,
    PEOPLE,
    PREPOSITIONS,
    RELATIVES,
    SUBJECT_PRONOUNS,
    SUBORDINATORS,
    is_adverb,
)

ABBREVIATED = frozenset(
    "mr mrs ms dr sen rep gov gen col capt lt sgt prof st jr sr mx rev hon".split()
)
# Verbs that show a word in -s to be a plural: "Engineers say".
_OF_MANY = frozenset(
    "say are were have do think believe warn argue want estimate fear hope expect claim insist"
    " agree call report suggest know see".split()
)
_ARTICLES = frozenset("the a an his her its their our my your no every each".split())
TIMES = DAYS | MONTHS | frozenset("week month year night morning afternoon evening".split())
_ACRONYM = 4  # letters of the longest acronym; more capitals in a row are a shout
_NAME_LINKS = frozenset("of de la le van von der den bin bint ibn al el da di du dos the".split())
_NOT_NAMES = (
    DETERMINERS
    | (TIMES - {"may", "march", "august", "april", "june"})  # given names, too
    | SUBJECT_PRONOUNS
    | (PREPOSITIONS - {"off"})
    | CONJUNCTIONS
    | SUBORDINATORS
    | RELATIVES
    | AUXILIARIES
    | frozenset(
        "there here then still later perhaps again instead not no yes however meanwhile"
        " according asked earlier today yesterday even only just also often once never".split()
    )
)


class Tokens:
    """The words by their places: which are verbs of speaking, and which are parts of names."""

    def __init__(
        self,
        text: str,
        words: Sequence[Span],
        word_starts: Sequence[int],
        lower: Sequence[str],
        quoted: Sequence[bool],
        openers: Collection[int],
        titled: Collection[int],
    ) -> None:
        self.text, self.words, self.lower, self.quoted = text, words, lower, quoted
        self.word_starts = word_starts
        self.openers = openers  # the first words of sentences
        self.titled = titled  # the words of headlines in Capitals Throughout
        self.capital = [text[start].isupper() for start in word_starts]
        self.verbs = reporting_verbs()

    @cached_property
    def _names(self) -> frozenset[str]:
        """The words that have a capital though no sentence begins with them."""
        return frozenset(
            word
            for i, word in enumerate(self.lower)
            if self.capital[i]
            and i not in self.openers
            and i not in self.titled
            and self.gap(i - 1)[-1:] in " -\u00a0"
        )

    def index(self, pos: int) -> int:
        """The first word that starts at a position of the text or behind it."""
        return bisect_left(self.word_starts, pos)

    def word_range(self, start: int, end: int) -> range:
        """The words that start within a range of the text."""
        return range(self.index(start), self.index(end))

    def word(self, i: int) -> str:
        """A word in lower case; empty where there is none."""
        return self.lower[i] if 0 <= i < len(self.lower) else ""

    def is_cue(self, i: int) -> bool:
        """Whether a word is a verb of speaking and stands in no quotation."""
        word = self.lower[i]
        if word not in self.verbs or self.quoted[i] or self._is_behind_article(i):
            return False
        if self.verbs[word].verb == "point" and list(self.lower[i + 1 : i + 2]) != ["out"]:
            return False
        if i in self.openers and word.endswith("ing") and self._is_before_capital(i):
            return False  # "Fuming Tal said"
        if is_mostly_noun(word):
            return not self.capital[i] and self._is_verb_here(i)
        return True

    def _is_behind_article(self, i: int) -> bool:
        """Whether "tweet" or "claim" is a noun: "one tweet", "her claim"."""
        return i > 0 and self.lower[i - 1] in _ARTICLES and self.gap(i - 1) == " "

    def _is_verb_here(self, i: int) -> bool:
        """Whether "reports" or "claims" is a verb: behind its subject, before what is said."""
        if i == 0 or self.gap(i - 1) != " ":
            return False
        before = self.lower[i - 1]
        subject = before in SUBJECT_PRONOUNS or before == "who" or self.capital[i - 1]
        if i + 1 == len(self.words):
            return subject
        if self.lower[i + 1] == "that" and self.gap(i) == " ":
            return before not in DETERMINERS and before not in PREPOSITIONS
        return subject and self.gap(i).strip() != "" and self.gap(i)[0] in ",.:\"“‘'"

    def _is_before_capital(self, i: int) -> bool:
        return i + 1 < len(self.words) and self.capital[i + 1] and self.gap(i) == " "

    def gap(self, i: int) -> str:
        """What stands between a word and the next."""
        if i + 1 >= len(self.words):
            return self.text[self.words[i].end :]
        return self.text[self.words[i].end : self.words[i + 1].start]

    def is_name_word(self, i: int) -> bool:
        """Whether a word has a capital that is not merely a sentence's or a small word's."""
        if not self.capital[i]:
            return False
        word = self.lower[i]
        return (
            not self.quoted[i]
            and word not in _NOT_NAMES
            and (word not in PEOPLE or self._is_in_name(i))
            and (i not in self.openers or self._names_at_start(i))
            and (i not in self.titled or word in self._names)
        )

    def _names_at_start(self, i: int) -> bool:
        """Whether the first word of a sentence is a name: known as one, or followed by a verb."""
        if self.lower[i] in self._names or i + 1 == len(self.words):
            return True
        following = self.lower[i + 1]
        if self.lower[i].endswith("s") and following in _OF_MANY and self.gap(i) == " ":
            return False  # "Engineers estimate"
        return (
            (self.capital[i + 1] and self.gap(i) in (" ", ". ", "-"))
            or following in AUXILIARIES
            or following in FINITE
            or following in self.verbs
            or self.gap(i)[:2] in ("'s", "’s")
            or (self.gap(i).startswith(", ") and not is_adverb(self.lower[i]))
        )

    def _is_in_name(self, i: int) -> bool:
        """Whether a word such as "Workers" stands beside other capitals: "Dock Workers Union"."""
        return (i > 0 and self.gap(i - 1) == " " and self.capital[i - 1]) or (
            i + 1 < len(self.words) and self.gap(i) == " " and self.capital[i + 1]
        )

    def joined(self, i: int) -> bool:
        """Whether the word and the one before it belong to the same name."""
        gap = self.text[self.words[i - 1].end : self.words[i].start]
        before = self.lower[i - 1]
        abbreviated = len(before) == 1 or before in ABBREVIATED
        if gap not in (" ", "-", "\u00a0") and not (gap == ". " and abbreviated):
            return False
        if self._is_shouted(i) and not self._is_shouted(i - 1) and len(before) > 1:
            return False  # "Ana Tal REFUSED"
        if self.is_name_word(i):
            return self.is_name_word(i - 1) or self.links(i - 1)
        return self.links(i)

    def _is_shouted(self, i: int) -> bool:
        start, end = self.words[i]
        return end - start > _ACRONYM and self.text[start:end].isupper()

    def links(self, i: int) -> bool:
        """Whether the word is a link within a name, as in "Secretary of State"."""
        if not (self.lower[i] in _NAME_LINKS and 0 < i < len(self.words) - 1):
            return False
        before, behind = i - 1, i + 1
        if self.lower[i] == "the":
            before = i - 2 if i > 1 and self.lower[before] == "of" else before
        elif self.lower[behind] == "the" and behind + 1 < len(self.words):
            behind += 1
        return self.is_name_word(before) and self.is_name_word(behind)

    def name_end(self, i: int, stop: int) -> int:
        """Behind the last word of the name that a word begins."""
        j = i
        while j + 1 < stop and self.joined(j + 1):
            j += 1
        return j + 1
