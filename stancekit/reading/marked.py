"""Marked words that are no speech: what an outlet disowns, and names that stand in marks."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from stancekit.model import Span
from stancekit.reading.phrases import Phrases

# Said of words that the outlet will not own, whoever speaks near them.
_DISOWNED = frozenset("supposed supposedly alleged".split())
_SO_CALLED = {"called": ("so",), "styled": ("self",), "proclaimed": ("self",)}
# What bears a title in marks, before it or behind it.
_WORKS = frozenset(
    "book books novel novels memoir film films movie movies documentary song songs single album"
    " show series sitcom drama podcast play musical opera poem essay article column op-ed"
    " editorial paper titled entitled magazine program programme painting exhibition game video"
    " episode track hit bestseller host hosts hosted anthem hymn headlined thriller comedy".split()
)
_BEFORE_TITLES = frozenset("in on of wrote sang watched read hosts hosting".split())
_NEAR = 8  # characters between a word and its translation
_NAMED_SO = frozenset("nicknamed alias aka nickname codenamed".split())
_GLOSSES = frozenset(
    "means meaning meant literally translates translated translation roughly".split()
)
_WORDS_AS_WORDS = frozenset("word term phrase expression label".split())


class Marked:
    """Tells what a phrase in marks is, by the words around it."""

    def __init__(self, phrases: Phrases, marked: Sequence[Span]) -> None:
        self.phrases, self.marked = phrases, marked
        self.text, self.words, self.lower = phrases.text, phrases.words, phrases.lower

    def is_name(self, span: Span, first: int, behind: int) -> bool:
        """Whether the words are a title, a nickname or a translation: no voice but the outlet's."""
        return self._is_title(first, behind) or self._is_gloss(span, first, behind)

    def is_disowned(self, first: int) -> bool:
        """Whether the outlet itself marks the words: the so-called “experts”, the word “war”."""
        before = self.phrases.word(first - 1)
        earlier = self.phrases.word(first - 2)
        if before in _DISOWNED or (before in _SO_CALLED and earlier in _SO_CALLED[before]):
            return True
        return (
            before in _WORDS_AS_WORDS
            and self.phrases.gap(first - 1).strip(" \"“‘'") == ""
            and not {"used", "uses", "using", "use"} & set(self.lower[max(0, first - 5) : first])
        )

    def _is_title(self, first: int, behind: int) -> bool:
        """Whether a work or a person is called so: her novel “Salt”, Joe “the Hammer” Tal."""
        before = [self.phrases.word(i) for i in range(max(0, first - 3), first)]
        if self.phrases.word(first - 1) in _NAMED_SO or before[-2:] == ["known", "as"]:
            return True
        if first and behind < len(self.words):
            inside_name = (
                self.phrases.capital[first - 1]
                and self.phrases.is_name_word(behind)
                and len(self.phrases.gap(first - 1)) <= 3
                and len(self.phrases.gap(behind - 1)) <= 3
                and not any(mark in self.phrases.gap(behind - 1) for mark in ",.;:")
                and not any(mark in self.phrases.gap(first - 1) for mark in ",.;:")
            )
            if inside_name:
                return True
        if not self._has_capitals(first, behind):
            return False
        after = [self.phrases.word(i) for i in range(behind, behind + 3)]
        if not _WORKS.isdisjoint(before) or self.phrases.word(behind) in _WORKS:
            return True
        if after[:1] == ["by"] or (after[:1] in (["a"], ["the"]) and after[1] in _WORKS):
            return True
        return behind - first > 1 and self.phrases.word(first - 1) in _BEFORE_TITLES

    def _has_capitals(self, first: int, behind: int) -> bool:
        """Whether the words are written as titles are: Capitals but for the Small Words."""
        return all(
            self.text[self.words[i].start].isupper() or (len(self.lower[i]) < 5 and i > first)
            for i in range(first, behind)
        )

    def _is_gloss(self, span: Span, first: int, behind: int) -> bool:
        """Whether the words translate others, or are foreign words that others translate."""
        before = [self.phrases.word(i) for i in range(max(0, first - 5), first)]
        after = [self.phrases.word(i) for i in range(behind, behind + 3)]
        if before and before[-1] in _GLOSSES:
            return True
        if before[-2:] in (["translates", "as"], ["translated", "as"], ["translates", "to"]):
            return True
        if before[-1:] == ["for"] and {"word", "acronym", "term", "phrase", "short"} & set(before):
            return True
        if before[-2:] == ["stands", "for"] or before[-2:] == ["short", "for"]:
            return True
        if after[:1] and after[0] in _GLOSSES:
            return True
        closing = self.text[span.end : span.end + 6].lstrip("”\"’'")
        if closing.startswith(", or ") and behind - first == 1 and self.lower[first].islower():
            return True
        if before[-1:] == ["or"] and any(
            span.start - before.end < _NEAR for before in self._marked_before(span)
        ):
            return True
        return self.text[max(0, span.start - 2) : span.start].startswith("(") and any(
            span.start - before.end < _NEAR for before in self._marked_before(span)
        )

    def _marked_before(self, span: Span) -> Sequence[Span]:
        i = bisect_left(self.marked, span)
        return self.marked[max(0, i - 1) : i]
