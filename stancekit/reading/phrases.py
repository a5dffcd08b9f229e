"""The noun phrase that a verb of speaking has for its subject, before it or behind it."""

from __future__ import annotations

from stancekit.model import Span
from stancekit.reading.grammar import (
    AUXILIARIES,
    CONJUNCTIONS,
    DETERMINERS,
    FINITE,
    PERSONAL_PRONOUNS,
    PREPOSITIONS,
    RELATIVES,
    SUBJECT_PRONOUNS,
    SUBORDINATORS,
    is_adverb,
)
from stancekit.reading.tokens import ABBREVIATED, TIMES, Tokens

_STARTS = DETERMINERS - {"one", "two"}  # open a phrase, wherever they stand
_OPEN_CLAUSES = (CONJUNCTIONS | RELATIVES | SUBORDINATORS) - {"so", "yet"}
_BEFORE_TIMES = frozenset("on in this last late early at next since during".split())
# Link a noun to the phrase that tells which: "sources close to the talks".
_LINKS = PREPOSITIONS - frozenset("despite unlike amid than by about".split())
_AFTER_NOUNS = frozenset("close familiar loyal opposed critical aware".split())
_POSSESSOR = 5  # words of the longest phrase before a possessive
_LONGEST = 14  # words of a phrase; a longer one holds a verb that is not known here


class Phrases(Tokens):
    """Finds noun phrases; a phrase is a range of words."""

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
            elif word in TIMES and not (self.capital[i] and word in ("may", "march")):
                i -= 1
                while i >= first and (self.lower[i] in _BEFORE_TIMES or self.lower[i] in TIMES):
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
            return not (self.gap(i) == ". " and word in ABBREVIATED) and self.gap(i) != "/"
        if word in _OPEN_CLAUSES or word in AUXILIARIES:
            return True
        return (word in FINITE or self.is_cue(i)) and not self.capital[i]

    def _trimmed(self, start: int, end: int) -> int | None:
        """The phrase without adverbs and circumstances at its front: "In Ostrel officials"."""
        while start < end and (self._is_adverb(start) or self.lower[start] in TIMES):
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
        if word in _OPEN_CLAUSES or word in AUXILIARIES or word in TIMES or self.quoted[i]:
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
            in_name = self.links(i) and self.is_name_word(phrase.start)
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
