"""What the stance model sees around a target: its words, and what their grammar tells."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from stancekit.lenses.batch import Batch
from stancekit.lenses.feature_tables import (
    BY_VALUE,
    CLAUSE_ROLES,
    FADING,
    FOR_TARGET,
    OF_TWO,
    Tables,
    is_speaking,
)
from stancekit.lenses.surroundings import Flag, Surroundings, with_particle

# Halves the weight of a word with every so many words from the target; chosen among 3 to 10 by
# cross-validation on NewsMTSC's train part, as were the other two.
HALF_WORD, HALF_VALENCE, HALF_ROLE = 8.0, 5.0, 6.0
_NEARBY = 3  # words beside the target that are told by their place
# A negated valence is turned round and weakened: Hutto and Gilbert (2014), "VADER", ICWSM 8, 3.3.
_NEGATED = -0.74
_SUBJECT_REACH, _OBJECT_REACH = 12, 9  # how far from its verb somebody may stand, by `Batch.place`
_TO_AGENT = 5  # words from a passive to its "by"
_MOST_ENTITIES = 6


class Features(NamedTuple):
    """Features of all targets, side by side: their numbers, amounts and tokens."""

    rows: np.ndarray
    amounts: np.ndarray
    places: np.ndarray


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
    amounts[:, -FADING:] *= (0.5 ** (away / HALF_VALENCE))[:, None]
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
    none = len(CLAUSE_ROLES) + 1
    roles = np.full((len(batch.arounds), 3), none)
    roles[:, 0] = 0  # whatever it is
    speaks = np.zeros(len(batch.arounds), dtype=np.intp)
    for whose, around in enumerate(batch.arounds):
        for i, one in enumerate(around.grammar, 1):
            if one.tag in CLAUSE_ROLES:
                roles[whose, i] = CLAUSE_ROLES.index(one.tag) + 1
            if is_speaking(one.tag, one.verb):
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
        fitting = counts[:, None] & (of_target[:, None] == FOR_TARGET)
        fitting[:, OF_TWO] &= (other >= 0) & (other != target)
        rows.append(tables.verbs[roles, side, negated] * fitting)
        fading = 0.5 ** (distance / HALF_ROLE)
        amount = np.repeat(fading[:, None], len(BY_VALUE), axis=1)
        amount[:, BY_VALUE] *= (np.abs(tables.values[roles, side]) / 2)[:, None]
        amount[:, OF_TWO] = 1.0
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
