"""What the stance model sees around a target: its words, and what their grammar tells."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import lru_cache

from stancekit.lenses.surroundings import NEGATED, Feature, Surroundings
from stancekit.lexicons.polarity import Role, Valence

# Halves the weight of a word with every so many words from the target; chosen among 3 to 10 by
# cross-validation on NewsMTSC's train part, as were the other two.
HALF_WORD, HALF_VALENCE, HALF_ROLE = 8.0, 5.0, 6.0
_NEARBY = 3  # words beside the target that are told by their place
_CLAUSE_ROLES = frozenset("subject passive object agent possessor is".split())


def word_names(text: str, side: str, negated: bool, stem: bool) -> tuple[str, str]:
    """The features that a word or its stem makes left or right of the target, by groups.

    The first is of the group ``bag``: that it stands there. The second is of ``near``: how near.
    """
    tag, sign = ("t" if stem else ""), ("!" if negated else "")
    return f"{tag or 'w'}:{sign}{text}", f"{side}{tag}:{sign}{text}"


def relations(around: Surroundings) -> list[Feature]:
    """Praise and blame by its place, and who does what to whom."""
    target = around.target
    found: list[Feature] = []
    for i, word in enumerate(around.words):
        if not word.tells or i == target:
            continue
        side = "L" if i < target else "R"
        sign = "!" if around.negated[i] else ""
        away = abs(i - target)
        if word.valence is not None:
            found += _valence(around, i, word.valence, side, sign, away)
        if word.role is not None:
            found += _verb(around, i, word.role, side, sign, away)
        if word.phrases:
            found += _phrases(around, i, word.phrases)
    found += _beside(around)
    found += around.grammar
    found += _sums(around)
    found.append(("val", "entities", min(6, len(around.entities)) / 6, target))
    found.append(("val", "first", 1.0 if target <= 1 else 0.0, target))
    return found


@lru_cache(maxsize=1000)
def _valence_names(
    source: str, pole: str, side: str, clause: str, beside: bool, behind: bool
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The features of a word that praises or blames: by its amount, and fading with distance."""
    plain = [f"{source}{pole}", f"{source}{pole}{side}", f"{clause}{pole}", f"{clause}{pole}{side}"]
    plain += [f"{source}{pole}{side} beside"] * beside + [f"behind but{pole}"] * behind
    return tuple(plain), (f"{source}{pole}{side} fading", f"{clause}{pole}{side} fading")


def _valence(
    around: Surroundings, i: int, valence: Valence, side: str, sign: str, away: int
) -> list[Feature]:
    """How much praise or blame a word holds, where it stands, and of which kind."""
    value = valence.value * (NEGATED if sign else 1)
    pole, amount = ("+" if value > 0 else "-"), abs(value) / 3
    fading = amount * 0.5 ** (away / HALF_VALENCE)
    source = "own" if valence.note else "vader"
    clause = "same" if around.clause[i] == around.clause[around.target] else "other"
    beside, behind = away <= _NEARBY, i > around.contrast
    plain, faded = _valence_names(source, pole, side, clause, beside, behind)
    found: list[Feature] = [("val", name, amount, i) for name in plain]
    found += [("val", name, fading, i) for name in faded]
    if valence.note:
        found.append(("note", f"{sign}{valence.note}", 1.0, i))
        found.append(("note", f"{sign}{valence.note}:{side}", 0.5 ** (away / HALF_ROLE), i))
    return found


def _verb(
    around: Surroundings, i: int, role: Role, side: str, sign: str, away: int
) -> Iterator[Feature]:
    """What a verb says of the entity before it and of the one behind it."""
    role, behind = around.with_particle(i, role)
    yield "note", f"{sign}v {role.note}:{side}", 0.5 ** (away / HALF_ROLE), i
    entities = around.entities
    before, after = bisect_left(entities, i), bisect_left(entities, behind)
    subject = entities[before - 1] if before else None
    object_ = entities[after] if after < len(entities) else None
    if around.is_passive(i):
        by = next((j for j in range(behind, min(around.size, i + 5)) if around.texts[j] == "by"), i)
        agent = next((j for j in entities[after:] if j > by), None) if by > i else None
        subject, object_ = agent, subject
    for tag, who, value, reach in (
        ("S", subject, role.subject, 12),
        ("O", object_, role.object, 9),
    ):
        if who is None or abs(around.place[who] - around.place[i]) > reach:
            continue
        amount = 0.5 ** (abs(around.place[who] - around.place[i]) / HALF_ROLE)
        if who != around.target:
            tag += "x"  # said of somebody else
        else:
            yield "verb", f"{tag}:{sign}{role.verb}", amount, i
            yield "verb", f"{tag}n:{sign}{role.note}", amount, i
            other = object_ if tag == "S" else subject
            if other is not None and other != around.target:
                yield "verb", f"{tag}2:{sign}{role.note}", 1.0, i
        if value:
            pole = "+" if (value > 0) != bool(sign) else "-"
            yield "verb", tag + pole, abs(value) / 2 * amount, i
            yield "verb", f"{tag}{value}{sign}", amount, i


def _phrases(
    around: Surroundings, i: int, phrases: Iterable[tuple[tuple[str, ...], Valence]]
) -> Iterator[Feature]:
    """Expressions of several words that praise or blame, from a word on."""
    for parts, valence in phrases:
        if tuple(around.texts[i : i + len(parts)]) == parts:
            pole = "+" if valence.value > 0 else "-"
            yield "val", f"phrase{pole}", abs(valence.value) / 3, i


def _beside(around: Surroundings) -> Iterator[Feature]:
    """The words next to the target, in their order."""
    target, texts = around.target, around.texts
    for i in range(max(0, target - 2), min(around.size - 1, target + 2)):
        if around.is_parted(i + 1):
            continue
        if target in (i, i + 1):
            other = i if target == i + 1 else i + 1
            yield "beside", f"{texts[i]} {texts[i + 1]}", 1.0, other
        if i <= target <= i + 2 < around.size and not around.is_parted(i + 2):
            other = i if i != target else i + 1
            yield "beside", f"{texts[i]} {texts[i + 1]} {texts[i + 2]}", 1.0, other


def _sums(around: Surroundings) -> list[Feature]:
    """Whether praise or blame prevails, by what the target is in its clause."""
    values = [
        (i, word.valence.value * (NEGATED if around.negated[i] else 1.0))
        for i, word in enumerate(around.words)
        if word.valence is not None and i != around.target
    ]
    if not values:
        return []
    named = [name for group, name, _, _ in around.grammar if group == "role"]
    prevails = "+" if sum([value for _, value in values]) > 0 else "-"
    roles = ("", *(name for name in named if name in _CLAUSE_ROLES))
    found: list[Feature] = []
    for i, value in values:
        amount = (value if prevails == "+" else -value) / 6
        found += [("val", f"prevails{prevails}{role}", amount, i) for role in roles]
        if "speaks" in named:
            pole, side = ("+" if value > 0 else "-"), ("L" if i < around.target else "R")
            found.append(("val", f"speaks{pole}{side}", abs(value) / 3, i))
    return found
