"""The features of the stance model by name, and their numbers in tables.

A feature has a group and a name, such as ``val own+L``: praise to the left of the target. What a
word makes of it follows from what it is and where it stands; the tables hold the numbers for all
such cases, so that they are looked up for many words at once.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from itertools import chain, product
from typing import TypeAlias

import numpy as np

from stancekit.lexicons.polarity import Role, polarity
from stancekit.lexicons.reporting import reporting_verbs

CLAUSE_ROLES = ("subject", "passive", "object", "agent", "possessor", "is")

# The number of a feature by group and name: its row of weights, 0 if it has none.
Number: TypeAlias = Callable[[str, str], int]


def word_names(text: str, side: str, negated: bool, stem: bool) -> tuple[str, str]:
    """The features that a word or its stem makes left or right of the target, by groups.

    The first is of the group ``bag``: that it stands there. The second is of ``near``: how near.
    """
    tag, sign = ("t" if stem else ""), ("!" if negated else "")
    return f"{tag or 'w'}:{sign}{text}", f"{side}{tag}:{sign}{text}"


class Tables:
    """The numbers of the features that words make by what they are and where they stand."""

    def __init__(self, number: Number) -> None:
        self.number = number
        known = polarity()
        roles = chain(
            known.verbs.values(), *(dict(some).values() for some in known.particles.values())
        )
        self.roles = {role: i for i, role in enumerate(dict.fromkeys(roles))}
        notes = {valence.note: None for valence in known.words.values() if valence.note}
        self.notes = {note: i for i, note in enumerate(["", *notes])}
        self.entities = number("val", "entities")
        self.first = number("val", "first")
        self.phrase = [number("val", f"phrase{pole}") for pole in "-+"]
        self.valence = np.array(
            [
                [self._of("val", name) for name in _valence_names(*place)]
                for place in product(*([(False, True)] * 6))
            ]
        ).reshape(2, 2, 2, 2, 2, 2, -1)
        self.noted = np.array(
            [[self._noted(note, sign) for sign in ("", "!")] for note in self.notes]
        )
        self.acted = np.array(
            [[self._noted(f"v {role.note}", sign)[1:] for sign in ("", "!")] for role in self.roles]
        )
        self.verbs = np.array(
            [
                [
                    [
                        [self._of("verb", name) for name in _verb_names(role, tag, sign)]
                        for sign in ("", "!")
                    ]
                    for tag in "SO"
                ]
                for role in self.roles
            ]
        )
        self.values = np.array([(role.subject, role.object) for role in self.roles])
        self.prevails = np.array(
            [
                [self._of("val", f"prevails{pole}{role}") for role in ("", *CLAUSE_ROLES)] + [0]
                for pole in "-+"
            ]
        )
        self.speaks = np.array(
            [[self._of("val", f"speaks{pole}{side}") for side in "LR"] for pole in "-+"]
        )
        self.grammar = lru_cache(maxsize=20_000)(self._grammar)
        self.beside = lru_cache(maxsize=100_000)(self._beside)

    def _beside(self, *texts: str) -> int:
        return self.number("beside", " ".join(texts))

    def _of(self, group: str, name: str) -> int:
        return self.number(group, name) if name else 0

    def _noted(self, note: str, sign: str) -> list[int]:
        """The features of a kind of praise or blame: that it stands there, and on which side."""
        names = (f"{sign}{note}", f"{sign}{note}:L", f"{sign}{note}:R")
        return [self._of("note", name if note else "") for name in names]

    def _grammar(
        self, tag: str, verb: str, note: str, value: int, negated: bool
    ) -> tuple[tuple[int, ...], int]:
        """What the target is in its clause: plain features, and one by the verb's value."""
        if not verb:
            return (self._of("role", tag),), 0
        sign, kind = ("!" if negated else ""), tag.split()[0]
        plain = [self._of("role", name) for name in (tag, f"{sign}{tag}:{verb}")]
        if note:
            plain.append(self._of("note", f"{sign}{tag}:{note}"))
        if is_speaking(tag, verb):
            plain.append(self._of("role", "speaks"))
        if not value:
            return tuple(plain), 0
        plain.append(self._of("role", f"{kind}{value}{sign}"))
        return tuple(plain), self._of("role", kind + ("+" if (value > 0) != negated else "-"))


def is_speaking(tag: str, verb: str) -> bool:
    return tag == "subject" and verb in reporting_verbs()


FADING = 2  # of the features of a valence, these last ones are weaker with distance


def _valence_names(
    own: bool, praises: bool, right: bool, same: bool, beside: bool, behind: bool
) -> list[str]:
    """The features of a word that praises or blames, by where it stands."""
    source = "own" if own else "vader"
    pole, side = "-+"[praises], "LR"[right]
    clause = "same" if same else "other"
    return [
        f"{source}{pole}",
        f"{source}{pole}{side}",
        f"{clause}{pole}",
        f"{clause}{pole}{side}",
        f"{source}{pole}{side} beside" * beside,
        f"behind but{pole}" * behind,
        f"{source}{pole}{side} fading",
        f"{clause}{pole}{side} fading",
    ]


# Which features of a verb are for the target, not for somebody else; which count by its value.
FOR_TARGET = np.array([1, 1, 1, 1, 0, 0, 1], dtype=bool)
BY_VALUE = np.array([0, 0, 0, 1, 0, 1, 0], dtype=bool)
OF_TWO = 6  # the one that counts if the other side of the verb is named as well


def _verb_names(role: Role, tag: str, sign: str) -> list[str]:
    """The features of a verb for its subject ("S") or object ("O"); "x" if that is another."""
    value = role.subject if tag == "S" else role.object
    pole = "+" if (value > 0) != bool(sign) else "-"
    judging = (f"{tag}{value}{sign}", f"{tag}{pole}", f"{tag}x{value}{sign}", f"{tag}x{pole}")
    return [
        f"{tag}:{sign}{role.verb}",
        f"{tag}n:{sign}{role.note}",
        *(judging if value else ("", "", "", "")),
        f"{tag}2:{sign}{role.note}",
    ]
