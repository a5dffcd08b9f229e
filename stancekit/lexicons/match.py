"""Finding many phrases in one pass over the words of a text.

The phrases stand in a trie. At each word of the text the longest phrase that begins there is taken,
and the search goes on behind it: the time grows with the text, not with the number of phrases.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from typing import Any, Generic, NamedTuple, TypeVar

Value = TypeVar("Value")
_END = ""  # no key of a word is empty, so this key marks that a phrase ends here
_SLOTS = "<"  # below this key stand the slots that may follow
_REMEMBERED = 100_000  # words of which it is kept what they answer to


class _Known(NamedTuple):
    """What a word of a text answers to, where it leads from the root, if it may follow a slot."""

    keys: tuple[str, ...]
    nodes: tuple[dict[str, Any], ...]
    following: frozenset[str]  # keys that go on from there
    may_stop: bool  # whether a phrase ends with it, or goes on with a slot
    follows_slot: bool  # whether a phrase has it behind a slot that it begins with


_NOTHING = _Known((), (), frozenset(), False, False)  # behind the last word


def is_slot(key: str) -> bool:
    """Whether a part of a phrase stands for any word of a class: "<ADJ>"."""
    return key.startswith("<")


class PhraseMatcher(Generic[Value]):
    """Phrases, each a sequence of keys with a value.

    Parameters
    ----------
    keys
        The keys that a word of a text answers to; the word itself if left out.

    >>> matcher = PhraseMatcher()
    >>> matcher.add(("axis", "of", "evil"), "trope")
    >>> matcher.add(("evil",), "epithet")
    >>> list(matcher.find(["the", "axis", "of", "evil", "is", "evil"]))
    [(1, 4, 'trope'), (5, 6, 'epithet')]
    """

    def __init__(self, keys: Callable[[str], Sequence[str]] = lambda word: (word,)) -> None:
        self._keys = keys
        self._root: dict[str, Any] = {}  # a trie nests itself
        self._vocabulary: set[str] = set()  # all keys of phrases
        self._behind_slots: set[str] = set()  # second keys of phrases that begin with a slot
        self._words: dict[str, _Known] = {}

    def add(self, phrase: Sequence[str], value: Value, rank: int = 0) -> None:
        """Add a phrase; one that is there already keeps its first value.

        Of phrases that end at the same word, the one with the lowest rank is found.
        """
        node = self._root
        for key in phrase:
            if is_slot(key):
                node = node.setdefault(_SLOTS, {})
            node = node.setdefault(key, {})
        node.setdefault(_END, (rank, value))
        if is_slot(phrase[0]):
            self._behind_slots.add(phrase[1])
        self._vocabulary.update(phrase)
        self._words.clear()

    def get(self, phrase: Sequence[str]) -> Value | None:
        """The value of exactly this phrase, or None."""
        node = self._root
        for key in phrase:
            if is_slot(key):
                node = node.get(_SLOTS, {})
            if key not in node:
                return None
            node = node[key]
        return node[_END][1] if _END in node else None

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
        seen = self._words
        known = [seen.get(word) or self._known(word) for word in words]
        count, reached = len(known), 0
        # Most words of most phrases stop at the next word; those are not looked at.
        starts = [
            i
            for i, (word, after) in enumerate(zip(known, [*known[1:], _NOTHING], strict=False))
            if word.nodes and (word.may_stop or not word.following.isdisjoint(after.keys))
        ]
        if slots is not None and self._behind_slots:
            before = [i - 1 for i, word in enumerate(known) if i and word.follows_slot]
            starts = sorted({*starts, *before})
        for i in starts:
            if i < reached:
                continue
            candidates: list[tuple[int, int, Value]] = []
            nodes = list(known[i].nodes)
            if slots is not None and i + 1 < count and known[i + 1].follows_slot:
                nodes += _in_slots(self._root, slots(i))
            j = i + 1
            while nodes:
                for node in nodes:
                    if _END in node:
                        rank, value = node[_END]
                        candidates.append((j, -rank, value))
                if j == count:
                    break
                keys = known[j].keys
                following = [node[key] for node in nodes for key in keys if key in node]
                if slots is not None:
                    for node in nodes:
                        if _SLOTS in node:
                            following += _in_slots(node, slots(j))
                nodes = following
                j += 1
            if len(candidates) > 1:
                candidates.sort(key=lambda found: found[:2], reverse=True)
            for end, _, value in candidates:
                if accept is None or accept(i, end, value):
                    yield i, end, value
                    reached = end
                    break

    def _known(self, word: str) -> _Known:
        keys = tuple(key for key in self._keys(word) if key in self._vocabulary)
        nodes = tuple(self._root[key] for key in keys if key in self._root)
        following = frozenset(key for node in nodes for key in node)
        may_stop = _END in following or _SLOTS in following
        known = _Known(keys, nodes, following, may_stop, not self._behind_slots.isdisjoint(keys))
        if len(self._words) < _REMEMBERED:
            self._words[word] = known
        return known


def _in_slots(node: dict[str, Any], fitting: Collection[str]) -> list[dict[str, Any]]:
    return [below for slot, below in node.get(_SLOTS, {}).items() if slot in fitting]
