"""The sentence around a target, with all names masked.

Names carry no prior: the target is one token, each other name is another, and a word is known only
if news writes it small. So nothing depends on who is named.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Sequence

from stancekit.lexicons.remembered import Remembered
from stancekit.lexicons.spelling import plain_spelling
from stancekit.model import Span
from stancekit.reading.grammar import SMALL
from stancekit.reading.words import in_title_case

TARGET, NAME, NUMBER = "<target>", "<name>", "<number>"
_JOINING = (" ", "-", ". ")  # between the parts of a name
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


def _small_word(text: str) -> str:
    """A word in lower case as the model knows it: one spelling, all numbers one, no gender."""
    word = NUMBER if text[0].isdigit() else plain_spelling(text)
    return _PERSONS.get(word, word)


_SMALL_WORDS = Remembered(_small_word)


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
        self.titled = len(words) > 4 and in_title_case(plain, words)
        self.starts = [start for start, _ in words]
        self.ends = [end for _, end in words]
        before = [*self.starts[:1], *self.ends]
        self.gaps = [plain[a:b] for a, b in zip(before, self.starts, strict=False)]
        self.texts = _SMALL_WORDS.of(lower)  # names not yet made one
        self.names: list[int] = []
        for i, start in enumerate(self.starts):
            if plain[start].isupper() and self._is_name(i, plain, known):
                self.texts[i] = NAME
                self.names.append(i)

    def _is_name(self, i: int, plain: str, known: Collection[str]) -> bool:
        """Whether a word with a capital is a name, and not known to be none here."""
        word = self.texts[i]
        if not self._is_no_name(i, known):
            return True
        if word not in _RANKS or i + 1 == len(self.texts):
            return False
        following = self.starts[i + 1]  # "General Tal" wherever it stands
        return self.gaps[i + 1] in (" ", "-") and plain[following].isupper()

    def _is_no_name(self, i: int, known: Collection[str]) -> bool:
        """Whether a word with a capital is known to be none, by itself or by its place."""
        word, gap = self.texts[i], self.gaps[i]
        if word in _NO_NAMES:
            return True
        opens = not i or (
            gap != " "
            and any(mark in gap for mark in '.!?:"“\n')
            and not (gap == ". " and len(self.texts[i - 1]) <= _ABBREVIATED)
        )
        return (self.titled or opens) and word in known

    def around(self, start: int, end: int) -> Masked:
        """The tokens with the target and each name made one."""
        at = bisect_left(self.starts, start)
        low, high = max(0, at - _REACH), min(len(self.texts), at + _REACH)
        first = at - 1 if at and self.ends[at - 1] > start else at
        behind = at
        while behind < high and self.starts[behind] < end:
            behind += 1
        return Masked(self, Span(start, end), range(low, first), range(first, behind), high)


class Masked:
    """The tokens around a target, words and names of any length, side by side what is known.

    Attributes
    ----------
    texts, gaps
        Each token, and what stands before it.
    target
        The place of the target among them; a target without letters or digits stands last.
    kept
        Which words of the sentence they are; of a name, its first.
    """

    def __init__(
        self, sentence: Sentence, span: Span, before: range, target: range, end: int
    ) -> None:
        self.sentence, self._span = sentence, span
        self.kept: list[int] = []
        self._target = -1
        self._gaps: dict[int, str] = {}  # before names whose article was taken in
        self._ends: dict[int, int] = {}  # of names with links: "Bank of Orland"
        self._keep(before.start, before.stop)
        if target:
            self._keep_target(target.start)
        self._keep(target.stop, end)
        self.target = bisect_left(self.kept, self._target) if target else len(self.kept)
        self.texts = [*map(sentence.texts.__getitem__, self.kept)]
        self.gaps = [*map(sentence.gaps.__getitem__, self.kept)]
        for i, gap in self._gaps.items():
            at = bisect_left(self.kept, i)
            if at < len(self.kept) and self.kept[at] == i:  # else it became a part of another name
                self.gaps[at] = gap
        behind = self.target + 1
        self.texts[self.target : behind] = [TARGET]
        self.gaps[self.target : behind] = self.gaps[self.target : behind] or [""]

    def span(self, i: int) -> Span:
        """Where a token stands in the text."""
        if i == self.target:
            return self._span
        word = self.kept[i]
        return Span(self.sentence.starts[word], self._ends.get(word, self.sentence.ends[word]))

    def _keep(self, low: int, high: int) -> None:
        """Add the tokens of a range; of each name, only the first."""
        kept, sentence = self.kept, self.sentence
        names = sentence.names
        for i in names[bisect_left(names, low) : bisect_left(names, high)]:
            kept += range(low, i)
            low = i + 1
            if kept and sentence.gaps[i] in _JOINING and self._goes_on(kept[-1]):
                continue
            kept.append(i)
            self._join_name()
        kept += range(low, high)

    def _goes_on(self, before: int) -> bool:
        """Whether a name behind a token belongs to it."""
        if before == self._target:
            return not self.sentence.titled
        return self.sentence.texts[before] == NAME

    def _join_name(self) -> None:
        """Makes one name of "the Bank of Orland" or "Omar al-Tal" as soon as it is complete."""
        kept, texts = self.kept, self.sentence.texts
        if len(kept) > 1 and self._is(-2, "the") and self._gap(kept[-1]) == " ":
            self._gaps[kept[-1]] = self._gap(kept.pop(-2))
        if len(kept) < 3 or texts[kept[-2]] not in _LINKS or not self._is(-3, NAME):
            return
        if kept[-2] != self._target and all(self._gap(i) in (" ", "-", "'") for i in kept[-2:]):
            self._ends[kept[-3]] = self.sentence.ends[kept[-1]]
            del kept[-2:]

    def _is(self, at: int, text: str) -> bool:
        """Whether the token at a place, from behind, is this one and not the target."""
        return self.kept[at] != self._target and self.sentence.texts[self.kept[at]] == text

    def _gap(self, i: int) -> str:
        return self._gaps.get(i, self.sentence.gaps[i])

    def _keep_target(self, i: int) -> None:
        """Add the target, and take in the name and the article that stand before it."""
        kept, texts = self.kept, self.sentence.texts
        gap = self.sentence.gaps[i]
        if kept and texts[kept[-1]] == NAME and gap in _JOINING:
            gap = self._gap(kept.pop())
        if kept and texts[kept[-1]] == "the" and gap == " ":
            gap = self._gap(kept.pop())
        kept.append(i)
        self._target, self._gaps[i] = i, gap
