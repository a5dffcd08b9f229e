"""The sentence around a target, with all names masked.

Names carry no prior: the target is one token, each other name is another, and a word is known only
if news writes it small. So nothing depends on who is named.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Sequence
from functools import lru_cache
from typing import NamedTuple

from stancekit.lexicons.spelling import plain_spelling
from stancekit.reading.grammar import SMALL
from stancekit.reading.words import in_title_case

TARGET, NAME, NUMBER = "<target>", "<name>", "<number>"
_REACH = 80  # words on either side of a target; hardly a sentence is longer
_ABBREVIATED = 4  # letters of the longest abbreviation before a stop: "Sen. Tal"
_LINKS = frozenset("of al el de la del da di du van von der bin ibn".split())  # within a name
# "he" and "she" are one word to the model: gender carries no prior either.
_PERSONS = {"he": "he", "she": "he", "him": "his", "her": "his", "his": "his", "hers": "his"}
# Before a name and with a capital, these are a part of it even at the beginning of a sentence.
_RANKS = frozenset(
    "general attorney chairman chairwoman admiral colonel captain commander sergeant lieutenant"
    " major judge justice prince princess king queen".split()
)
_NO_NAMES = SMALL | frozenset(_PERSONS)


@lru_cache(maxsize=100_000)
def _small_word(text: str) -> str:
    """A word in lower case as the model knows it: one spelling, all numbers one, no gender."""
    word = NUMBER if text[0].isdigit() else plain_spelling(text)
    return _PERSONS.get(word, word)


class Token(NamedTuple):
    """A word around a target, or a name of any length."""

    word: str
    gap: str  # what stands before it
    start: int
    end: int


class Sentence:
    """The words of a sentence, made ready for any target in it.

    Parameters
    ----------
    plain
        The text that the offsets point into.
    words, lower
        The words of the sentence.
    known
        The words that are no names even where they have a capital.
    """

    def __init__(
        self,
        plain: str,
        words: Sequence[tuple[int, int]],
        lower: Sequence[str],
        known: Collection[str],
    ) -> None:
        self.plain = plain
        self.titled = len(words) > 4 and in_title_case(plain, words)
        self.tokens: list[Token] = []  # names not yet made one
        reached = words[0][0] if words else 0
        for i, ((start, end), text) in enumerate(zip(words, lower, strict=True)):
            gap = plain[reached:start]
            reached = end
            word = _small_word(text)
            if plain[start].isupper() and not self._is_no_name(word, gap, known):
                word = NAME
            elif word in _RANKS and i + 1 < len(words):  # "General Tal" wherever it stands
                following = words[i + 1][0]
                if plain[start].isupper() and plain[end:following] in (" ", "-"):
                    word = NAME if plain[following].isupper() else word
            self.tokens.append(Token(word, gap, start, end))
        self.starts = [token.start for token in self.tokens]

    def _is_no_name(self, word: str, gap: str, known: Collection[str]) -> bool:
        """Whether a word with a capital is known to be none, by itself or by its place."""
        if word in _NO_NAMES:
            return True
        opens = not self.tokens or (
            gap != " "
            and any(mark in gap for mark in '.!?:"“\n')
            and not (gap == ". " and len(self.tokens[-1].word) <= _ABBREVIATED)
        )
        return (self.titled or opens) and word in known

    def around(self, start: int, end: int) -> tuple[list[Token], int]:
        """The tokens with the target and each name made one, and the place of the target."""
        tokens: list[Token] = []
        target = -1
        at = bisect_left(self.starts, start)
        for token in self.tokens[max(0, at - _REACH) : at + _REACH]:
            if token.start < end and token.end > start:
                if target < 0:
                    gap = token.gap
                    if tokens and tokens[-1].word == NAME and gap in (" ", "-", ". "):
                        gap = tokens.pop().gap
                    if tokens and tokens[-1].word == "the" and gap == " ":
                        gap = tokens.pop().gap
                    target = len(tokens)
                    tokens.append(Token(TARGET, gap, start, end))
                continue
            if token.word == NAME and tokens:
                before = tokens[-1].word
                joins = before in (NAME, TARGET) and token.gap in (" ", "-", ". ")
                if joins and not (self.titled and before == TARGET):
                    continue
                tokens.append(token)
                _join_name(tokens)
            else:
                tokens.append(token)
        if target < 0:  # a target without letters or digits
            target = len(tokens)
            tokens.append(Token(TARGET, "", start, end))
        return tokens, target


def _join_name(tokens: list[Token]) -> None:
    """Makes one name of "the Bank of Orland" or "Omar al-Tal" as soon as it is complete."""
    article = len(tokens) > 1 and tokens[-2].word == "the" and tokens[-1].gap == " "
    if article and tokens[-1].word == NAME:
        tokens[-2:] = [tokens[-1]._replace(gap=tokens[-2].gap)]
    if len(tokens) < 3 or tokens[-1].word != NAME or tokens[-2].word not in _LINKS:
        return
    before = tokens[-3]
    parted = any(token.gap not in (" ", "-", "'") for token in tokens[-2:])
    if before.word == NAME and not parted:
        tokens[-3:] = [before._replace(end=tokens[-1].end)]
