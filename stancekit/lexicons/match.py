"""Finding many phrases in one pass over the words of a text.

Each phrase is looked for at its anchor, the first of its words that is no small word: "slap" of "a
slap in the face". From there on the phrases stand in a trie, so that the time grows with the text
and hardly with the number of phrases; what stands before the anchor is compared last.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from typing import Any, Generic, NamedTuple, TypeVar

from stancekit.lexicons.remembered import Remembered

Value = TypeVar("Value")
_END = (
    ""  # no key of a word is empty: below this key stand the phrases that end, by their beginning
)
_SLOTS = "<"  # below this key stand the slots that may follow


class _Known(NamedTuple):
    """What a word of a text answers to, and where it leads from the root."""

    keys: tuple[str, ...]
    nodes: tuple[dict[str, Any], ...]
    stops: bool  # whether a phrase may end there, whatever word stands before it
    following: frozenset[str]  # keys that go on from there
    slots: frozenset[str]  # slots that do
    preceding: frozenset[str]  # keys of the word before it in phrases that end there


def is_slot(key: str) -> bool:
    """Whether a part of a phrase stands for any word of a class: "<ADJ>"."""
    return key.startswith("<")


class PhraseMatcher(Generic[Value]):
    """Phrases, each a sequence of keys with a value.

    Parameters
    ----------
    keys
        The keys that a word of a text answers to; the word itself if left out.
    small
        Keys that no phrase is looked for at, if it has another.

    >>> matcher = PhraseMatcher()
    >>> matcher.add(("axis", "of", "evil"), "trope")
    >>> matcher.add(("evil",), "epithet")
    >>> list(matcher.find(["the", "axis", "of", "evil", "is", "evil"]))
    [(1, 4, 'trope'), (5, 6, 'epithet')]
    """

    def __init__(
        self,
        keys: Callable[[str], Sequence[str]] = lambda word: (word,),
        small: Collection[str] = (),
    ) -> None:
        self._keys, self._small = keys, small
        self._root: dict[str, Any] = {}  # a trie nests itself
        self._vocabulary: set[str] = set()  # all keys of phrases
        self._words = Remembered(self._known)
        self._idle: set[str] = set()  # words of `_words` at which no phrase is looked for

    def add(self, phrase: Sequence[str], value: Value, rank: int = 0) -> None:
        """Add a phrase; one that is there already keeps its first value.

        Of phrases that stand at the same words, the one with the lowest rank is found.
        """
        anchor = self._anchor(phrase)
        node = self._root
        for key in phrase[anchor:]:
            if is_slot(key):
                node = node.setdefault(_SLOTS, {})
            node = node.setdefault(key, {})
        node.setdefault(_END, {}).setdefault(tuple(phrase[:anchor]), (rank, value))
        self._vocabulary.update(phrase)
        self._words.clear()
        self._idle.clear()

    def get(self, phrase: Sequence[str]) -> Value | None:
        """The value of exactly this phrase, or None."""
        anchor = self._anchor(phrase)
        node = self._root
        for key in phrase[anchor:]:
            if is_slot(key):
                node = node.get(_SLOTS, {})
            if key not in node:
                return None
            node = node[key]
        found: tuple[int, Value] | None = node.get(_END, {}).get(tuple(phrase[:anchor]))
        return None if found is None else found[1]

    def _anchor(self, phrase: Sequence[str]) -> int:
        """Where a phrase is looked for: at its first word that is not small, or else the first."""
        words = [i for i, key in enumerate(phrase) if not is_slot(key)]
        return next((i for i in words if phrase[i] not in self._small), words[0] if words else 0)

    def find(
        self,
        words: Sequence[str],
        accept: Callable[[int, int, Value], bool] | None = None,
        slots: Callable[[int], Collection[str]] | None = None,
    ) -> Iterator[tuple[int, int, Value]]:
        """Matches ``(first, behind_last, value)``, the longest at each place, none overlapping.

        Where `accept` refuses the longest phrase, the next shorter one is tried. `slots` tells in
        which the word at an index can stand; without it, in none.
        """
        seen, idle = self._words, self._idle
        matches: list[tuple[int, int, int, Value]] = []
        for i in [i for i, word in enumerate(words) if word not in idle]:
            word = seen[words[i]]
            if not word.nodes:
                if words[i] in seen:
                    idle.add(words[i])
                continue
            # Most phrases fail beside their anchor; they are not looked at further.
            goes_on = i + 1 < len(words)
            if (
                word.stops
                or (goes_on and not word.following.isdisjoint(seen[words[i + 1]].keys))
                or (i and word.preceding and not word.preceding.isdisjoint(seen[words[i - 1]].keys))
                or (goes_on and word.slots and slots and not word.slots.isdisjoint(slots(i + 1)))
            ):
                matches += self._matches(words, i, slots)
        matches.sort(key=lambda match: match[:3])
        reached = 0
        for first, minus_behind, _, value in matches:
            if first >= reached and (accept is None or accept(first, -minus_behind, value)):
                yield first, -minus_behind, value
                reached = -minus_behind

    def _matches(
        self, words: Sequence[str], i: int, slots: Callable[[int], Collection[str]] | None
    ) -> Iterator[tuple[int, int, int, Value]]:
        """The phrases at an anchor: first word, minus the end, rank and value."""
        seen = self._words
        nodes: Sequence[dict[str, Any]] = seen[words[i]].nodes
        j = i + 1
        while nodes:
            for node in nodes:
                for before, (rank, value) in node.get(_END, {}).items():
                    first = i - len(before)
                    if first >= 0 and all(
                        key in seen[words[at]].keys or (slots is not None and key in slots(at))
                        for at, key in enumerate(before, first)
                    ):
                        yield first, -j, rank, value
            if j == len(words):
                return
            keys = seen[words[j]].keys
            following = [node[key] for node in nodes for key in keys if key in node]
            if slots is not None:
                for node in nodes:
                    if _SLOTS in node:
                        fitting = slots(j)
                        following += [
                            below for slot, below in node[_SLOTS].items() if slot in fitting
                        ]
            nodes = following
            j += 1

    def _known(self, word: str) -> _Known:
        keys = tuple(key for key in self._keys(word) if key in self._vocabulary)
        nodes = tuple(self._root[key] for key in keys if key in self._root)
        following = frozenset(key for node in nodes for key in node) - {_END, _SLOTS}
        slots = frozenset(slot for node in nodes for slot in node.get(_SLOTS, ()))
        beginnings = {before for node in nodes for before in node.get(_END, ())}
        stops = any(not before or is_slot(before[-1]) for before in beginnings)
        preceding = frozenset(before[-1] for before in beginnings if before)
        return _Known(keys, nodes, stops, following, slots, preceding)
