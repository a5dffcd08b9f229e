"""What the stance model sees around a target: its words, and what their grammar tells."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from itertools import chain, product
from typing import NamedTuple, TypeAlias

import numpy as np

from stancekit.lenses.batch import Batch
from stancekit.lenses.surroundings import Flag, Surroundings, with_particle
from stancekit.lexicons.polarity import Role, polarity
from stancekit.lexicons.reporting import reporting_verbs

# Halves the weight of a word with every so many words from the target; chosen among 3 to 10 by
# cross-validation on NewsMTSC's train part, as were the other two.
HALF_WORD, HALF_VALENCE, HALF_ROLE = 8.0, 5.0, 6.0
_NEARBY = 3  # words beside the target that are told by their place
# A negated valence is turned round and weakened: Hutto and Gilbert (2014), "VADER", ICWSM 8, 3.3.
_NEGATED = -0.74
_SUBJECT_REACH, _OBJECT_REACH = 12, 9  # how far from its verb somebody may stand, by `Batch.place`
_TO_AGENT = 5  # words from a passive to its "by"
_CLAUSE_ROLES = ("subject", "passive", "object", "agent", "possessor", "is")
_MOST_ENTITIES = 6

# The number of a feature by group and name: its row of weights, 0 if it has none.
Number: TypeAlias = Callable[[str, str], int]


def word_names(text: str, side: str, negated: bool, stem: bool) -> tuple[str, str]:
    """The features that a word or its stem makes left or right of the target, by groups.

    The first is of the group ``bag``: that it stands there. The second is of ``near``: how near.
    """
    tag, sign = ("t" if stem else ""), ("!" if negated else "")
    return f"{tag or 'w'}:{sign}{text}", f"{side}{tag}:{sign}{text}"


class Features(NamedTuple):
    """Features of all targets, side by side: their numbers, amounts and tokens."""

    rows: np.ndarray
    amounts: np.ndarray
    places: np.ndarray


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
                [self._of("val", f"prevails{pole}{role}") for role in ("", *_CLAUSE_ROLES)] + [0]
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
        if _is_speaking(tag, verb):
            plain.append(self._of("role", "speaks"))
        if not value:
            return tuple(plain), 0
        plain.append(self._of("role", f"{kind}{value}{sign}"))
        return tuple(plain), self._of("role", kind + ("+" if (value > 0) != negated else "-"))


def _is_speaking(tag: str, verb: str) -> bool:
    return tag == "subject" and verb in reporting_verbs()


_FADING = 2  # of the features of a valence, these last ones are weaker with distance


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
_FOR_TARGET = np.array([1, 1, 1, 1, 0, 0, 1], dtype=bool)
_BY_VALUE = np.array([0, 0, 0, 1, 0, 1, 0], dtype=bool)
_OF_TWO = 6  # the one that counts if the other side of the verb is named as well


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


def relations(batch: Batch, tables: Tables) -> Features:
    """Praise and blame by its place, and who does what to whom, as far as the model knows it."""
    found = _praise(batch, tables), _verbs(batch, tables), _grammar(batch, tables)
    rows, amounts, places = (np.concatenate(parts) for parts in zip(*found, strict=True))
    known = rows > 0
    return Features(rows[known], amounts[known], places[known])


def _flat(rows: np.ndarray, amounts: np.ndarray, tokens: np.ndarray) -> Features:
    """The features of some tokens, a row for each token."""
    return Features(rows.ravel(), amounts.ravel(), np.repeat(tokens, rows.shape[1]))


def _praise(batch: Batch, tables: Tables) -> Features:
    """How much praise or blame a word holds, where it stands, of which kind, and what prevails."""
    tokens = np.flatnonzero(batch.has(Flag.JUDGES) & ~batch.is_target)
    valences = [valence for i in tokens.tolist() if (valence := batch.words[i].valence) is not None]
    notes = np.array([tables.notes[valence.note] for valence in valences], dtype=np.intp)
    values = np.array([valence.value for valence in valences], dtype=float)
    whose, negated = batch.whose[tokens], batch.negated[tokens].astype(np.intp)
    values = np.where(negated, values * _NEGATED, values)
    praises = (values > 0).astype(np.intp)
    target = batch.targets[whose]
    right = (tokens > target).astype(np.intp)
    away = np.abs(tokens - target)
    place = (notes > 0, praises, right, batch.clause[tokens] == batch.clause[target])
    where = away <= _NEARBY, tokens > batch.contrast[whose]
    by_place = tables.valence[tuple(np.asarray(one, dtype=np.intp) for one in (*place, *where))]
    amount = np.abs(values) / 3
    amounts = np.repeat(amount[:, None], by_place.shape[1], axis=1)
    amounts[:, -_FADING:] *= (0.5 ** (away / HALF_VALENCE))[:, None]
    there, *sides = tables.noted[notes, negated].T
    by_side = np.where(right, sides[1], sides[0])
    # What prevails, by what the target is in its clause.
    roles, speaks = _clause_roles(batch)
    prevails = (np.bincount(whose, values, minlength=len(batch.arounds)) > 0).astype(np.intp)[whose]
    sums = tables.prevails[prevails[:, None], roles[whose]]
    speaking = tables.speaks[praises, right] * speaks[whose]
    return _flat(
        np.column_stack([by_place, there, by_side, sums, speaking]),
        np.column_stack(
            [
                amounts,
                np.ones(len(tokens)),
                0.5 ** (away / HALF_ROLE),
                np.repeat(
                    (np.where(prevails, values, -values) / 6)[:, None], sums.shape[1], axis=1
                ),
                amount,
            ]
        ),
        tokens,
    )


def _clause_roles(batch: Batch) -> tuple[np.ndarray, np.ndarray]:
    """For each target, what it is in its clause by up to two numbers, and whether it speaks."""
    none = len(_CLAUSE_ROLES) + 1
    roles = np.full((len(batch.arounds), 3), none)
    roles[:, 0] = 0  # whatever it is
    speaks = np.zeros(len(batch.arounds), dtype=np.intp)
    for whose, around in enumerate(batch.arounds):
        for i, one in enumerate(around.grammar, 1):
            if one.tag in _CLAUSE_ROLES:
                roles[whose, i] = _CLAUSE_ROLES.index(one.tag) + 1
            if _is_speaking(one.tag, one.verb):
                speaks[whose] = 1
    return roles, speaks


def _verbs(batch: Batch, tables: Tables) -> Features:
    """What a verb says of the entity before it and of the one behind it."""
    tokens = np.flatnonzero(batch.has(Flag.ACTS) & ~batch.is_target)
    whose, negated = batch.whose[tokens], batch.negated[tokens].astype(np.intp)
    target = batch.targets[whose]
    ends = batch.ends[whose].tolist()
    told = [
        with_particle(batch.texts, i, batch.words[i], end)
        for i, end in zip(tokens.tolist(), ends, strict=True)
    ]
    roles = np.array([tables.roles[role] for role, _ in told], dtype=np.intp)
    behind = np.array([after for _, after in told], dtype=np.intp)
    subject, object_ = batch.neighbours(tokens, behind)
    for i in np.flatnonzero(batch.passive[tokens]).tolist():
        subject[i], object_[i] = _agent(batch, int(tokens[i]), int(behind[i])), subject[i]
    right = (tokens > target).astype(np.intp)
    rows = [tables.acted[roles, negated, right][:, None]]
    amounts = [0.5 ** (np.abs(tokens - target) / HALF_ROLE)[:, None]]
    sides = (subject, object_, _SUBJECT_REACH), (object_, subject, _OBJECT_REACH)
    for side, (who, other, reach) in enumerate(sides):
        distance = np.abs(batch.place[who] - batch.place[tokens])
        counts = (who >= 0) & (distance <= reach)
        of_target = who == target
        fitting = counts[:, None] & (of_target[:, None] == _FOR_TARGET)
        fitting[:, _OF_TWO] &= (other >= 0) & (other != target)
        rows.append(tables.verbs[roles, side, negated] * fitting)
        fading = 0.5 ** (distance / HALF_ROLE)
        amount = np.repeat(fading[:, None], len(_BY_VALUE), axis=1)
        amount[:, _BY_VALUE] *= (np.abs(tables.values[roles, side]) / 2)[:, None]
        amount[:, _OF_TWO] = 1.0
        amounts.append(amount)
    return _flat(np.concatenate(rows, axis=1), np.concatenate(amounts, axis=1), tokens)


def _agent(batch: Batch, verb: int, behind: int) -> int:
    """Who is named behind the "by" of a passive; -1 if nobody is."""
    end = int(batch.ends[batch.whose[verb]])
    by = next(
        (i for i in range(behind, min(end, verb + _TO_AGENT)) if batch.texts[i] == "by"), None
    )
    if by is None:
        return -1
    at = np.searchsorted(batch.entities, by)
    return int(batch.entities[at]) if at < len(batch.entities) and batch.entities[at] < end else -1


def _grammar(batch: Batch, tables: Tables) -> Features:
    """What the target is in its clause, expressions of several words, and the words beside it."""
    rows: list[int] = []
    amounts: list[float] = []
    places: list[int] = []

    def add(some: Sequence[int], amount: float, token: int) -> None:
        rows.extend(some)
        amounts.extend([amount] * len(some))
        places.extend([token] * len(some))

    for first, around in zip(batch.firsts.tolist(), batch.arounds, strict=True):
        for one in around.grammar:
            plain, judging = tables.grammar(one.tag, one.verb, one.note, one.value, one.negated)
            add(plain, 1.0, first + one.token)
            if judging:
                amount = abs(one.value) / 2 * (-_NEGATED if one.negated else 1.0)
                add((judging,), amount, first + one.token)
        for row, token in _beside(around, tables):
            rows.append(row)
            amounts.append(1.0)
            places.append(first + token)
        if around.target <= 1:
            add((tables.first,), 1.0, first + around.target)
    for i in np.flatnonzero(batch.has(Flag.OPENS_PHRASE) & ~batch.is_target).tolist():
        end = int(batch.ends[batch.whose[i]])
        for parts, valence in batch.words[i].phrases:
            if i + len(parts) <= end and tuple(batch.texts[i : i + len(parts)]) == parts:
                add((tables.phrase[valence.value > 0],), abs(valence.value) / 3, i)
    named = np.bincount(batch.whose[batch.entities], minlength=len(batch.arounds))
    return Features(
        np.concatenate([rows, np.full(len(named), tables.entities)]).astype(np.intp),
        np.concatenate([amounts, np.minimum(_MOST_ENTITIES, named) / _MOST_ENTITIES]),
        np.concatenate([places, batch.targets]).astype(np.intp),
    )


def _beside(around: Surroundings, tables: Tables) -> list[tuple[int, int]]:
    """The words next to the target, in their order, and of each pair or three the other's place."""
    target, texts, size, beside = around.target, around.texts, around.size, tables.beside
    found: list[tuple[int, int]] = []
    before = target > 0 and not around.is_parted(target)
    behind = target + 1 < size and not around.is_parted(target + 1)
    if before:
        found.append((beside(texts[target - 1], texts[target]), target - 1))
        if target > 1 and not around.is_parted(target - 1):
            three = texts[target - 2 : target + 1]
            found.append((beside(*three), target - 2))
    if before and behind:
        found.append((beside(*texts[target - 1 : target + 2]), target - 1))
    if behind:
        found.append((beside(texts[target], texts[target + 1]), target + 1))
        if target + 2 < size and not around.is_parted(target + 2):
            found.append((beside(*texts[target : target + 3]), target + 1))
    return found
