"""Finding many phrases in one pass over the words of a text.

The phrases stand in a trie of words. At each word of the text the longest phrase that begins there
is taken, and the search goes on behind it: the time grows with the text, not with the number of
phrases.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, Generic, TypeVar

Value = TypeVar("Value")
_END = ""  # no word is empty, so this key marks that a phrase ends here


class PhraseMatcher(Generic[Value]):
    """Phrases, each a sequence of words in lower case with a value.

    >>> matcher = PhraseMatcher()
    >>> matcher.add(("axis", "of", "evil"), "trope")
    >>> matcher.add(("evil",), "epithet")
    >>> list(matcher.find(["the", "axis", "of", "evil", "is", "evil"]))
    [(1, 4, 'trope'), (5, 6, 'epithet')]
    """

    def __init__(self) -> None:
        self._root: dict[str, Any] = {}  # a trie nests itself

    def add(self, phrase: Sequence[str], value: Value) -> None:
        """Add a phrase; a phrase that is there already keeps its first value."""
        node = self._root
        for word in phrase:
            node = node.setdefault(word, {})
        node.setdefault(_END, value)

    def get(self, phrase: Sequence[str]) -> Value | None:
        """The value of exactly this phrase, or None."""
        node = self._root
        for word in phrase:
            if word not in node:
                return None
            node = node[word]
        value: Value | None = node.get(_END)
        return value

    def find(
        self,
        words: Sequence[str],
        accept: Callable[[int, int, Value], bool] | None = None,
    ) -> Iterator[tuple[int, int, Value]]:
        """Matches ``(first, behind_last, value)``, the longest at each place, none overlapping.

        Where `accept` refuses the longest phrase, the next shorter one is tried.
        """
        root, count = self._root, len(words)
        reached = 0
        for i in [i for i, word in enumerate(words) if word in root]:
            if i < reached:
                continue
            node = root[words[i]]
            candidates: list[tuple[int, Value]] = []
            j = i + 1
            while node is not None:
                if _END in node:
                    candidates.append((j, node[_END]))
                node = node.get(words[j]) if j < count else None
                j += 1
            for end, value in reversed(candidates):
                if accept is None or accept(i, end, value):
                    yield i, end, value
                    reached = end
                    break
