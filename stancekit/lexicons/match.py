"""Finding many phrases in one pass over the words of a text.

Each phrase is looked for at its anchor, the first of its words that is no small word: "slap" of "a
slap in the face". From there on the phrases stand in a trie, so that the time grows with the text
and hardly with the number of phrases; what stands before the anchor is compared last.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from operator import itemgetter
from typing import Any, Generic, NamedTuple, TypeAlias, TypeVar

from stancekit.lexicons.remembered import Remembered

Value = TypeVar("Value")
_END = (
    ""  # no key of a word is empty: below this key stand the phrases that end, by their beginning
)
_SLOTS = "<"  # below this key stand the slots that may follow
_PLACE = itemgetter(0, 1, 2)  # of a candidate


class _Known(NamedTuple):
    """What a word of a text answers to, and where it leads from the root."""

    keys: tuple[str, ...]
    nodes: tuple[dict[str, Any], ...]
    stops: bool  # whether a phrase may end there, whatever word stands before it
    following: frozenset[str]  # keys that go on from there
    slots: frozenset[str]  # slots that do
    preceding: frozenset[str]  # keys of the word before it in phrases that end there


_Fitting: TypeAlias = Callable[[int], Collection[str]]  # the slots that a word fits, by its index
Candidate: TypeAlias = tuple[int, int, int, Value]  # first word, minus the end, rank, value


def _may_match(known: Sequence[_Known], i: int, fitting: _Fitting | None) -> bool:
    """Whether a phrase may stand at an anchor; most fail beside it and are not followed."""
    word = known[i]
    if word.stops or (i and word.preceding and not word.preceding.isdisjoint(known[i - 1].keys)):
        return True
    if i + 1 == len(known):
        return False
    if not word.following.isdisjoint(known[i + 1].keys):
        return True
    return bool(word.slots and fitting and not word.slots.isdisjoint(fitting(i + 1)))


def _match(
    known: Sequence[_Known],
    i: int,
    fitting: _Fitting | None,
    found: list[Candidate[Value]],
) -> None:
    """Add the phrases at an anchor."""
    nodes: Sequence[dict[str, Any]] = known[i].nodes
    j = i + 1
    while nodes:
        for node in nodes:
            if _END not in node:
                continue
            for before, (rank, value) in node[_END].items():
                first = i - len(before)
                if first >= 0 and all(
                    key in known[at].keys or (fitting is not None and key in fitting(at))
                    for at, key in enumerate(before, first)
                ):
                    found.append((first, -j, rank, value))
        if j == len(known):
            return
        keys = known[j].keys
        following = [node[key] for node in nodes for key in keys if key in node]
        if fitting is not None:
            following += [
                below
                for node in nodes
                if _SLOTS in node
                for slot, below in node[_SLOTS].items()
                if slot in fitting(j)
            ]
        nodes = following
        j += 1


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
        return self.choose(self.candidates(words, slots), accept)

    def candidates(
        self, words: Sequence[str], slots: Callable[[int], Collection[str]] | None = None
    ) -> list[Candidate[Value]]:
        """All phrases at all places, in order, at each place the longest first."""
        known = self._words.of(words)
        fitting = None if slots is None else Remembered(slots).__getitem__
        found: list[Candidate[Value]] = []
        for i in [i for i, word in enumerate(known) if word.nodes]:
            if _may_match(known, i, fitting):
                _match(known, i, fitting, found)
        found.sort(key=_PLACE)
        return found

    def choose(
        self,
        candidates: Iterable[Candidate[Value]],
        accept: Callable[[int, int, Value], bool] | None = None,
    ) -> Iterator[tuple[int, int, Value]]:
        """Of all candidates, those that are accepted and do not overlap; see `find`."""
        reached = 0
        for first, minus_behind, _, value in candidates:
            if first >= reached and (accept is None or accept(first, -minus_behind, value)):
                yield first, -minus_behind, value
                reached = -minus_behind

    def _known(self, word: str) -> _Known:
        keys = tuple(key for key in self._keys(word) if key in self._vocabulary)
        nodes = tuple(self._root[key] for key in keys if key in self._root)
        following = frozenset(key for node in nodes for key in node) - {_END, _SLOTS}
        slots = frozenset(slot for node in nodes for slot in node.get(_SLOTS, ()))
        beginnings = {before for node in nodes for before in node.get(_END, ())}
        stops = any(not before or is_slot(before[-1]) for before in beginnings)
        preceding = frozenset(before[-1] for before in beginnings if before)
        return _Known(keys, nodes, stops, following, slots, preceding)
