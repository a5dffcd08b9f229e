"""Many targets side by side, as arrays: what their words do, where clauses and negations end.

An article has dozens of targets with hundreds of words around them. What is asked of each word is
asked of all at once here, since numpy does that many times faster than a loop.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain
from operator import attrgetter

import numpy as np

from stancekit.lenses.surroundings import Flag, Mark, Surroundings, marks_in

_FLAGS = attrgetter("flags")
_NEGATION_REACH = 4  # words behind a negation
_PASSIVE_REACH = 3  # words before a participle in which its "is" stands


class Batch:
    """The tokens around all targets in one row, the targets by their order.

    Attributes
    ----------
    arounds, words, texts
        The targets' surroundings; the tokens of all, and their texts.
    whose
        For each token, the number of the target that it stands around.
    firsts, ends, targets
        For each target, its first token, the place behind its last one, and the target itself.
    is_target, negated, passive
        For each token, whether it is the target, is negated, is the participle of a passive.
    place
        How far along each token is, where a comma or a new clause is a longer way than a word.
    clause
        The number of the clause that each token stands in.
    contrast
        For each target, the last word of contrast around it; behind all tokens if there is none.
    entities
        The tokens that mean somebody.
    """

    def __init__(self, arounds: Sequence[Surroundings]) -> None:
        self.arounds = arounds
        self.words = [*chain.from_iterable(around.words for around in arounds)]
        self.texts = [*chain.from_iterable(around.texts for around in arounds)]
        self.size = len(self.words)
        sizes = np.array([around.size for around in arounds])
        self.ends = np.cumsum(sizes)
        self.firsts = self.ends - sizes
        self.targets = self.firsts + np.array([around.target for around in arounds])
        self.whose = np.repeat(np.arange(len(arounds)), sizes)
        self.is_target = self._marked(self.targets)
        self._flags = self._whole_numbers(map(_FLAGS, self.words))
        self._marks = self._whole_numbers(
            map(marks_in, chain.from_iterable(one.gaps for one in arounds))
        )
        self._local = np.arange(self.size) - self.firsts[self.whose]
        self.negated = self._negated()
        negated = self.negated.tolist()
        for around, first, end in zip(
            arounds, self.firsts.tolist(), self.ends.tolist(), strict=True
        ):
            around.parse(negated[first:end])
        self.passive = self.has(Flag.PARTICIPLE) & self._is_near(self.has(Flag.BE), _PASSIVE_REACH)
        self.place, self.clause = self._distances()
        self.contrast = np.full(len(arounds), self.size)
        contrasts = np.flatnonzero(self.has(Flag.CONTRASTS))
        self.contrast[self.whose[contrasts]] = contrasts  # of several, the last stays
        self.entities = np.flatnonzero(self.has(Flag.MEANS_SOMEBODY))

    def _whole_numbers(self, numbers: Iterable[int]) -> np.ndarray:
        return np.fromiter(numbers, np.intp, self.size)

    def _marked(self, places: np.ndarray) -> np.ndarray:
        marked = np.zeros(self.size, dtype=bool)
        marked[places] = True
        return marked

    def has(self, flag: Flag) -> np.ndarray:
        """For each token, whether its word does this."""
        return np.asarray(self._flags & flag.value, dtype=bool)

    def _is_marked(self, mark: Mark) -> np.ndarray:
        """For each token, whether such a mark stands before it."""
        return np.asarray(self._marks & mark.value, dtype=bool)

    def _before(self, flags: np.ndarray, distance: int) -> np.ndarray:
        """For each token, whether the one so far before it, around the same target, is flagged."""
        moved = np.zeros(self.size, dtype=bool)
        moved[distance:] = flags[:-distance]
        return np.asarray(moved & (self._local >= distance))

    def _is_near(self, flags: np.ndarray, reach: int) -> np.ndarray:
        """For each token, whether one of those before it is flagged, as far as the reach."""
        near = self._before(flags, 1)
        for distance in range(2, reach + 1):
            near |= self._before(flags, distance)
        return near

    def _negated(self) -> np.ndarray:
        """A few words behind a negation, up to a mark or a word of contrast."""
        spares = np.zeros(self.size, dtype=bool)
        spares[:-1] = self.has(Flag.SPARES)[1:] & (self._local[1:] > 0)
        negates = self.has(Flag.NEGATES) & ~spares
        ended = np.cumsum(self._is_marked(Mark.ENDS) | self.has(Flag.CONTRASTS))
        negated = np.zeros(self.size, dtype=bool)
        for distance in range(1, _NEGATION_REACH + 1):
            within = np.zeros(self.size, dtype=bool)
            within[distance:] = ended[distance:] == ended[:-distance]
            negated |= self._before(negates, distance) & within
        return negated

    def _distances(self) -> tuple[np.ndarray, np.ndarray]:
        comma, breaks = self._is_marked(Mark.COMMA), self._is_marked(Mark.BREAKS)
        links, inner = self.has(Flag.LINKS), self._local > 0
        steps = inner * (1 + 2 * comma + 4 * breaks + links)
        opens = inner & (breaks | (links & (comma | self.has(Flag.OPENS_CLAUSE))))
        return np.cumsum(steps), np.cumsum(opens)

    def neighbours(self, tokens: np.ndarray, behind: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Who is named last before each of some tokens, and first from another place on.

        Around the same target; -1 where nobody is.
        """
        found = []
        earlier = np.searchsorted(self.entities, tokens) - 1
        later = np.searchsorted(self.entities, behind)
        for at in (earlier, later):
            inside = (at >= 0) & (at < len(self.entities))
            who = self.entities[np.where(inside, at, 0)]
            found.append(np.where(inside & (self.whose[who] == self.whose[tokens]), who, -1))
        return found[0], found[1]
