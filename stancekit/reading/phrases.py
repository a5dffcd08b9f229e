"""The noun phrase that a verb of speaking has for its subject, before it or behind it."""

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
    PERSONAL_PRONOUNS,
    PREPOSITIONS,
    RELATIVES,
    SUBJECT_PRONOUNS,
    SUBORDINATORS,
    is_adverb,
)

_ABBREVIATED = frozenset(
    "mr mrs ms dr sen rep gov gen col capt lt sgt prof st jr sr mx rev hon".split()
)
# Verbs that show a word in -s to be a plural: "Engineers say".
_OF_MANY = frozenset(
    "say are were have do think believe warn argue want estimate fear hope expect claim insist"
    " agree call report suggest know see".split()
)
_STARTS = DETERMINERS - {"one", "two"}  # open a phrase, wherever they stand
_ARTICLES = frozenset("the a an his her its their our my your no every each".split())
_OPEN_CLAUSES = (CONJUNCTIONS | RELATIVES | SUBORDINATORS) - {"so", "yet"}
_TIMES = DAYS | MONTHS | frozenset("week month year night morning afternoon evening".split())
_BEFORE_TIMES = frozenset("on in this last late early at next since during".split())
# Link a noun to the phrase that tells which: "sources close to the talks".
_LINKS = PREPOSITIONS - frozenset("despite unlike amid than by about".split())
_AFTER_NOUNS = frozenset("close familiar loyal opposed critical aware".split())
_ACRONYM = 4  # letters of the longest acronym; more capitals in a row are a shout
_POSSESSOR = 5  # words of the longest phrase before a possessive
_LONGEST = 14  # words of a phrase; a longer one holds a verb that is not known here
_NAME_LINKS = frozenset("of de la le van von der den bin bint ibn al el da di du dos the".split())


class Phrases:
    """Finds noun phrases among the words of an article; a phrase is a range of words."""

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
        self.capital = [text[word.start].isupper() for word in words]
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

    def _is_adverb(self, i: int) -> bool:
        """Whether a word is an adverb and not the first of a name: "Tessaly Shipping"."""
        if not is_adverb(self.lower[i]):
            return False
        return not (self.capital[i] and i + 1 < len(self.words) and self.capital[i + 1])

    def before_adverbs(self, i: int, first: int) -> int:
        """The nearest word before a word that is no adverb, not before the first."""
        i -= 1
        while i > first and is_adverb(self.lower[i]):
            i -= 1
        return i

    def subject(self, cue: int, first: int) -> range | None:
        """The phrase that is the subject of a verb, looked for from the verb back to a word."""
        near = self._behind_subject(cue, first)
        if near < first:
            return None
        word = self.lower[near]
        if word in ("and", "but", "or", "then", "yet", "to"):
            return self.shared_subject(near, first)
        if word in ("who", "which", "that") and near > first:
            return self.ending(near - 1, first)
        between = self.text[self.words[near].end : self.words[cue].start]
        if any(mark in between for mark in ",—–)"):
            return self._before_apposition(near, first)
        return self.ending(near, first)

    def _behind_subject(self, cue: int, first: int) -> int:
        """The last word before the verb that is no adverb, auxiliary or time."""
        i = cue - 1
        while i >= first and not self.quoted[i]:
            word = self.lower[i]
            if self._is_adverb(i) or word in AUXILIARIES:
                i -= 1
            elif word in _TIMES and not (self.capital[i] and word in ("may", "march")):
                i -= 1
                while i >= first and (self.lower[i] in _BEFORE_TIMES or self.lower[i] in _TIMES):
                    i -= 1
            else:
                break
        return i

    def shared_subject(self, conjunction: int, first: int) -> range | None:
        """Of "X did this and said that": the subject of the verb before, else the first phrase."""
        earlier = next(
            (
                i
                for i in range(conjunction - 1, first, -1)
                if self.is_cue(i) or (self.lower[i] in FINITE and not self.quoted[i])
            ),
            None,
        )
        if earlier is not None:
            return self.subject(earlier, first)
        if self.lower[first] in DETERMINERS:
            end = first
            while end + 2 < conjunction and not self._parts(end) and end - first < _POSSESSOR:
                if self.lower[end + 1].endswith("ed") or self.lower[end + 1] in FINITE:
                    break
                end += 1
            return range(first, end + 1)
        for i in range(first, conjunction):
            if self.quoted[i] or (i > first and self.lower[i - 1] in PREPOSITIONS):
                continue
            if self.lower[i] in SUBJECT_PRONOUNS:
                return range(i, i + 1)
            if self.is_name_word(i):
                return range(i, self.name_end(i, conjunction))
            if self.lower[i] in ("the", "a", "an") and i + 1 < conjunction:
                return range(i, i + 2)
        return None

    def possessor(self, end: int, first: int) -> range:
        """The phrase before a possessive: "the harbour union's claim"."""
        start = end
        while start > first and end - start < _POSSESSOR:
            if self.lower[start] in DETERMINERS or self.gap(start - 1) not in (" ", ". "):
                break
            before = self.lower[start - 1]
            if before not in DETERMINERS and not self.is_name_word(start - 1):
                break
            start -= 1
        return range(start, end + 1)

    def _before_apposition(self, near: int, first: int) -> range | None:
        """Of "X, a former envoy, who lives there, said": X."""
        i = near
        while i > first and not self._is_break(i - 1):
            i -= 1
        if i == first:
            return self.ending(near, first)
        end = i - 1
        while True:
            i = end
            while i > first and not self._is_break(i - 1):
                i -= 1
            if end + 1 <= near and self._is_name(end + 1, near) and self.lower[i] in DETERMINERS:
                return range(end + 1, near + 1)  # "the union's leader, Ana Tal, said"
            if self.lower[i] in CONJUNCTIONS and i < end:
                return self.ending(end, i + 1)
            bracketed = i > 0 and "(" in self.gap(i - 1)
            describes = bracketed or not self.capital[i] or self.lower[i] in RELATIVES
            if i == first or not describes or self.lower[i] in SUBJECT_PRONOUNS:
                break
            if self._break_opens_clause(i - 1):
                break
            end = i - 1
        if self.quoted[end]:
            return self.ending(near, first)
        return self.ending(end, first)

    def _is_name(self, first: int, last: int) -> bool:
        return self.is_name_word(first) and self.name_end(first, last + 1) == last + 1

    def _break_opens_clause(self, i: int) -> bool:
        """Whether what ends at a comma is a clause or an adverbial, not the noun described."""
        j = i
        while j > 0 and not self._is_break(j - 1) and not self._starts_sentence(j):
            j -= 1
        return self.lower[j] in PREPOSITIONS or self.lower[j] in SUBORDINATORS or self.quoted[i]

    def _starts_sentence(self, i: int) -> bool:
        return any(mark in self.gap(i - 1) for mark in ".!?\n") if i else True

    def _is_break(self, i: int) -> bool:
        """Whether a comma, dash, bracket or mark stands behind a word."""
        if self.quoted[i] != (i + 1 < len(self.quoted) and self.quoted[i + 1]):
            return True
        gap = self.gap(i)
        return any(mark in gap for mark in ',;:—–()"“”\n')

    def ending(self, end: int, first: int) -> range | None:
        """The phrase that ends at a word, from the clause's beginning."""
        if self.quoted[end]:
            return None
        if self.lower[end] in SUBJECT_PRONOUNS:
            return range(end, end + 1)
        start = end
        while start > first and not self._parts(start - 1):
            start -= 1
        trimmed = self._trimmed(start, end)
        return None if trimmed is None else self._narrowed(range(trimmed, end + 1))

    def _parts(self, i: int) -> bool:
        """Whether a clause ends between a word and the next."""
        word = self.lower[i]
        if self._is_break(i) or self.gap(i).strip(" -'’s") != "":
            return not (self.gap(i) == ". " and word in _ABBREVIATED) and self.gap(i) != "/"
        if word in _OPEN_CLAUSES or word in AUXILIARIES:
            return True
        return (word in FINITE or self.is_cue(i)) and not self.capital[i]

    def _trimmed(self, start: int, end: int) -> int | None:
        """The phrase without adverbs and circumstances at its front: "In Ostrel officials"."""
        while start < end and (self._is_adverb(start) or self.lower[start] in _TIMES):
            start += 1
        if self.lower[start] == "to" and start + 2 <= end:  # "likely to placate nervous deputies"
            return start + 2
        if self.lower[start] in PREPOSITIONS:
            for i in range(end, start + 1, -1):
                if self.lower[i] in _STARTS or (
                    self.lower[i - 1] not in PREPOSITIONS | DETERMINERS
                    and self.capital[i] != self.capital[i - 1]
                    and i > start + 1
                ):
                    return i if self.lower[i - 1] not in PREPOSITIONS else i - 1
            return start + 1 if start < end else None
        return start

    def _narrowed(self, phrase: range) -> range:
        """Of a long stretch, the part that names somebody."""
        if len(phrase) <= _LONGEST:
            return phrase
        for i in reversed(phrase):
            if self.is_name_word(i) and not self.is_name_word(i - 1):
                governed = self.lower[i - 1] in PREPOSITIONS
                if not governed:
                    return range(i, self.name_end(i, phrase.stop))
        return phrase[-4:]

    def behind(self, cue: int, limits: range) -> range | None:
        """The phrase just behind a word: "said Noor Tal, an envoy"; "according to officials"."""
        start = cue + 1
        while start < limits.stop and self._is_adverb(start):
            start += 1
        if start >= limits.stop or self.quoted[start]:
            return None
        is_her = self.lower[start] == "her" and not self._parts(start)  # "her office"
        if self.lower[start] in PERSONAL_PRONOUNS and not is_her:
            return range(start, start + 1)
        end = start
        while end + 1 < limits.stop and not self._parts(end) and not self._ends_at(start, end + 1):
            end += 1
        return range(start, min(end + 1, start + _LONGEST))

    def _ends_at(self, start: int, i: int) -> bool:
        """Whether a phrase that follows its verb ends before a word."""
        word = self.lower[i]
        if word in _OPEN_CLAUSES or word in AUXILIARIES or word in _TIMES or self.quoted[i]:
            return True
        if word in PREPOSITIONS:
            named = self.is_name_word(i - 1) and self.is_name_word(start)
            return word not in _LINKS or (named and word != "of")
        return word.endswith("ing") and not self.capital[i] and i > start + 1

    def head(self, phrase: range) -> int:
        """The word that the phrase is about: of "sources close to the talks", sources."""
        for i in phrase:
            if i == phrase.start:
                continue
            word = self.lower[i]
            in_name = self._links(i) and self.is_name_word(phrase.start)
            if (word in PREPOSITIONS or word in RELATIVES or word in _AFTER_NOUNS) and not in_name:
                return i - 1
            if (
                word.endswith(("ing", "ed"))
                and not self.capital[i]
                and i + 1 < phrase.stop
                and self.lower[i - 1] not in DETERMINERS
                and (self.lower[i + 1] in PREPOSITIONS | DETERMINERS or self.capital[i + 1])
            ):
                return i - 1
        return phrase.stop - 1

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
        abbreviated = len(before) == 1 or before in _ABBREVIATED
        if gap not in (" ", "-", "\u00a0") and not (gap == ". " and abbreviated):
            return False
        if self._is_shouted(i) and not self._is_shouted(i - 1) and len(before) > 1:
            return False  # "Ana Tal REFUSED"
        if self.is_name_word(i):
            return self.is_name_word(i - 1) or self._links(i - 1)
        return self._links(i)

    def _is_shouted(self, i: int) -> bool:
        start, end = self.words[i]
        return end - start > _ACRONYM and self.text[start:end].isupper()

    def _links(self, i: int) -> bool:
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

    def span(self, phrase: range) -> Span:
        """Where a phrase stands, without an article before a name: "the Kremlin"."""
        start = phrase.start
        if (
            len(phrase) > 1
            and self.lower[start] == "the"
            and self.is_name_word(start + 1)
            and self.name_end(start + 1, phrase.stop) == phrase.stop
        ):
            start += 1
        return Span(self.words[start].start, self.words[phrase.stop - 1].end)


_NOT_NAMES = (
    DETERMINERS
    | (_TIMES - {"may", "march", "august", "april", "june"})  # given names, too
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
