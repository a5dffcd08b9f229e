"""What the stance model sees around a target: its words, and what their grammar tells."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from stancekit.lenses.masking import NAME, NUMBER
from stancekit.lenses.surroundings import NEGATED, Feature, Surroundings, known_word
from stancekit.lexicons.polarity import Role, Valence, polarity

# Halves the weight of a word with every so many words from the target; chosen among 3 to 10 by
# cross-validation on NewsMTSC's train part, as were the other two.
HALF_WORD, HALF_VALENCE, HALF_ROLE = 8.0, 5.0, 6.0
_NEARBY = 3  # words beside the target that are told by their place
_CLAUSE_ROLES = frozenset("subject passive object agent possessor is".split())


@lru_cache(maxsize=100_000)
def word_names(word: str, side: str, negated: bool) -> tuple[tuple[str, str], ...]:
    """The features that a word itself makes, left or right of the target: groups and names."""
    sign = "!" if negated else ""
    stem = known_word(word).stem
    return (
        ("bag", f"w:{sign}{word}"),
        ("bag", f"t:{sign}{stem}"),
        ("near", f"{side}:{sign}{word}"),
        ("near", f"{side}t:{sign}{stem}"),
    )


def plain_words(around: Surroundings) -> list[tuple[int, str, str, bool, float]]:
    """Each word but names and numbers: place, word, side, whether negated, nearness 0 to 1."""
    target, negated = around.target, around.negated
    return [
        (i, text, "L" if i < target else "R", negated[i], 0.5 ** (abs(i - target) / HALF_WORD))
        for i, text in enumerate(around.texts)
        if text != NUMBER and text != NAME and i != target
    ]


def relations(around: Surroundings) -> Iterator[Feature]:
    """Praise and blame by its place, and who does what to whom."""
    for i, word in enumerate(around.words):
        if i == around.target or (word.valence is None and word.role is None):
            continue
        side = "L" if i < around.target else "R"
        sign = "!" if around.negated[i] else ""
        away = abs(i - around.target)
        if word.valence is not None:
            yield from _valence(around, i, word.valence, side, sign, away)
        if word.role is not None:
            yield from _verb(around, i, word.role, side, sign, away)
    yield from _phrases(around)
    yield from _beside(around)
    yield from around.grammar
    yield from _sums(around)
    yield "val", "entities", min(6, len(around.entities)) / 6, around.target
    yield "val", "first", 1.0 if around.target <= 1 else 0.0, around.target


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
) -> Iterator[Feature]:
    """How much praise or blame a word holds, where it stands, and of which kind."""
    value = valence.value * (NEGATED if sign else 1)
    pole, amount = ("+" if value > 0 else "-"), abs(value) / 3
    fading = amount * 0.5 ** (away / HALF_VALENCE)
    source = "own" if valence.note else "vader"
    clause = "same" if around.clause[i] == around.clause[around.target] else "other"
    beside, behind = away <= _NEARBY, i > around.contrast
    plain, faded = _valence_names(source, pole, side, clause, beside, behind)
    for name in plain:
        yield "val", name, amount, i
    for name in faded:
        yield "val", name, fading, i
    if valence.note:
        yield "note", f"{sign}{valence.note}", 1.0, i
        yield "note", f"{sign}{valence.note}:{side}", 0.5 ** (away / HALF_ROLE), i


def _verb(
    around: Surroundings, i: int, role: Role, side: str, sign: str, away: int
) -> Iterator[Feature]:
    """What a verb says of the entity before it and of the one behind it."""
    role, behind = around.with_particle(i, role)
    yield "note", f"{sign}v {role.note}:{side}", 0.5 ** (away / HALF_ROLE), i
    before = [j for j in around.entities if j < i]
    after = [j for j in around.entities if j >= behind]
    subject, object_ = (before[-1] if before else None), (after[0] if after else None)
    if around.is_passive(i):
        by = next((j for j in range(behind, min(around.size, i + 5)) if around.texts[j] == "by"), i)
        agent = next((j for j in after if j > by), None) if by > i else None
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


def _phrases(around: Surroundings) -> Iterator[Feature]:
    """Expressions of several words that praise or blame."""
    phrases = polarity().phrases
    for i, text in enumerate(around.texts):
        for parts, valence in phrases.get(text, ()):
            if tuple(around.texts[i : i + len(parts)]) == parts:
                pole = "+" if valence.value > 0 else "-"
                yield "val", f"phrase{pole}", abs(valence.value) / 3, i


def _beside(around: Surroundings) -> Iterator[Feature]:
    """The words next to the target, in their order."""
    for i in range(max(0, around.target - 2), min(around.size - 1, around.target + 2)):
        pair = around.texts[i : i + 2]
        if around.is_parted(i + 1):
            continue
        if around.target in (i, i + 1):
            other = i if around.target == i + 1 else i + 1
            yield "beside", " ".join(pair), 1.0, other
        triple = around.texts[i : i + 3]
        if len(triple) == 3 and i <= around.target <= i + 2 and not around.is_parted(i + 2):
            other = next(j for j in (i, i + 1, i + 2) if j != around.target)
            yield "beside", " ".join(triple), 1.0, other


def _sums(around: Surroundings) -> Iterator[Feature]:
    """Whether praise or blame prevails, by what the target is in its clause."""
    named = [name for group, name, _, _ in around.grammar if group == "role"]
    roles = [name for name in named if name in _CLAUSE_ROLES]
    speaks = "speaks" in named
    values = [
        (i, word.valence.value * (NEGATED if around.negated[i] else 1.0))
        for i, word in enumerate(around.words)
        if word.valence is not None and i != around.target
    ]
    prevails = "+" if sum([value for _, value in values]) > 0 else "-"
    names = [f"prevails{prevails}{role}" for role in ("", *roles)]
    for i, value in values:
        amount = (value if prevails == "+" else -value) / 6
        for name in names:
            yield "val", name, amount, i
        if speaks:
            pole, side = ("+" if value > 0 else "-"), ("L" if i < around.target else "R")
            yield "val", f"speaks{pole}{side}", abs(value) / 3, i
