"""The words around a target, with all names masked, and what the stance model sees in them.

Names carry no prior: the target is one token, each other name is another, and a word is known only
if news writes it small. So nothing depends on who is named.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence
from functools import cached_property, lru_cache
from typing import NamedTuple, TypeAlias

from stancekit.lexicons.polarity import Role, Valence, plain_spelling, polarity
from stancekit.lexicons.reporting import reporting_verbs
from stancekit.reading.grammar import (
    AUXILIARIES,
    BE,
    CONJUNCTIONS,
    DETERMINERS,
    NEGATIONS,
    PREPOSITIONS,
    SUBJECT_PRONOUNS,
    SUBORDINATORS,
    is_adverb,
)

TARGET, NAME, NUMBER = "<target>", "<name>", "<number>"
# Halves the weight of a word with every so many words from the target; chosen among 3 to 10 by
# cross-validation on NewsMTSC's train part, as were the other two.
HALF_WORD, HALF_VALENCE, HALF_ROLE = 8.0, 5.0, 6.0
# A negated valence is turned round and weakened: Hutto and Gilbert (2014), "VADER", ICWSM 8, 3.3.
NEGATED = -0.74
_NEGATION_REACH = 4  # words behind a negation
_TITLED = 0.6  # share of capitals from which they say nothing about names
_REACH = 80  # words on either side of a target; hardly a sentence is longer
_NEARBY = 3  # words beside the target that are told by their place

_NEGATING = NEGATIONS | frozenset(
    "none nobody nothing nowhere cannot barely rarely seldom lack lacks lacking denied denies deny"
    " refuse refused".split()
)
_SMALL = (
    DETERMINERS
    | SUBJECT_PRONOUNS
    | PREPOSITIONS
    | SUBORDINATORS
    | CONJUNCTIONS
    | AUXILIARIES
    | {"i", "who", "which", "whose"}
)
_LINKS = frozenset("of al el de la del da di du van von der bin ibn".split())  # within a name
# "he" and "she" are one word to the model: gender carries no prior either.
_PERSONS = {"he": "he", "she": "he", "him": "his", "her": "his", "his": "his", "hers": "his"}
_PEOPLE = frozenset("he she they him her them his their i we you who".split())
_CLAUSE_ROLES = frozenset("subject passive object agent possessor is".split())
_ROLES = {"subject": "acts", "agent": "acts", "object": "acted upon", "passive": "passive"}
_TO_AGENT = 5  # words behind a passive in which its "by" stands
_BEFORE_LABELS = frozenset("a an the that this our their".split())
_ABBREVIATED = 4  # letters of the longest abbreviation before a stop: "Sen. Tal"
_LABEL = 4  # words of the longest label
_CONTRAST = frozenset("but however yet despite although though".split())
_NEW_CLAUSE = frozenset("but because while although though when if that who which".split())
_AFTER_COMMA = _NEW_CLAUSE | {"and", "as"}
_PARTICIPLES = frozenset(
    "shot hit cut put set seen met won lost held left made hurt beat let read sent spent kept led"
    " been done gone become brought caught fought taught thought bought".split()
)


class _Word(NamedTuple):
    """What is known of a word, whoever is near it."""

    text: str
    stem: str
    valence: Valence | None
    role: Role | None
    particles: tuple[tuple[tuple[str, ...], Role], ...]
    negates: bool
    light: bool  # adverb or auxiliary: may stand between a subject and its verb
    participle: bool


@lru_cache(maxsize=50_000)
def _word(text: str) -> _Word:
    known = polarity()
    return _Word(
        text,
        _stem(text),
        known.words.get(text),
        known.verbs.get(text),
        tuple(known.particles.get(text, ())),
        text in _NEGATING or text.endswith("n't"),
        text in AUXILIARIES or is_adverb(text),
        text.endswith(("ed", "en", "wn", "ht", "id", "ld", "ung", "orn")) or text in _PARTICIPLES,
    )


_ENDINGS = ("ingly", "edly", "ing", "ied", "ies", "ed", "es", "s", "ly")


def _stem(word: str) -> str:
    """The word without its inflection, roughly: "accus" for accuse, accused and accusing."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            base = word[: -len(ending)]
            if ending in ("ied", "ies"):
                return base + "y"
            if len(base) > 3 and base[-1] == base[-2] and base[-1] not in "ls":
                base = base[:-1] if ending in ("ing", "ed") else base
            return base.rstrip("e")
    return word.rstrip("e") if len(word) > 4 else word


class Token(NamedTuple):
    """A word around a target, or a name of any length."""

    word: str
    gap: str  # what stands before it
    start: int
    end: int


# Something that the model weighs: its group, its name, how much of it, and at which token.
Feature: TypeAlias = tuple[str, str, float, int]


class Sentence:
    """The words of a sentence, made ready for any target in it.

    Parameters
    ----------
    plain
        The text that the offsets point into.
    words, lower
        The words of the sentence.
    known
        The words that are no names even where they have a capital.
    is_quoted
        Whether a part of it is quoted.
    """

    def __init__(
        self,
        plain: str,
        words: Sequence[tuple[int, int]],
        lower: Sequence[str],
        known: Collection[str],
        *,
        is_quoted: bool = False,
    ) -> None:
        self.plain, self.is_quoted = plain, is_quoted
        capitals = sum([plain[start].isupper() for start, _ in words])
        self.titled = len(words) > 4 and capitals > _TITLED * len(words)
        self.tokens: list[Token] = []  # names not yet made one
        reached = words[0][0] if words else 0
        for (start, end), text in zip(words, lower, strict=True):
            gap = plain[reached:start]
            reached = end
            self.tokens.append(Token(self._word(start, text, gap, known), gap, start, end))
        self.starts = [token.start for token in self.tokens]

    def _word(self, start: int, text: str, gap: str, known: Collection[str]) -> str:
        word = NUMBER if text[0].isdigit() else plain_spelling(text)
        if word in _PERSONS:
            return _PERSONS[word]
        if not self.plain[start].isupper() or word in _SMALL:
            return word
        opens = not self.tokens or (
            gap != " "
            and any(mark in gap for mark in '.!?:"“\n')
            and not (gap == ". " and len(self.tokens[-1].word) <= _ABBREVIATED)
        )
        return word if (self.titled or opens) and word in known else NAME

    def around(self, start: int, end: int) -> tuple[list[Token], int]:
        """The tokens with the target and each name made one, and the place of the target."""
        tokens: list[Token] = []
        target = -1
        at = bisect_left(self.starts, start)
        for token in self.tokens[max(0, at - _REACH) : at + _REACH]:
            if token.start < end and token.end > start:
                if target < 0:
                    gap = token.gap
                    if tokens and tokens[-1].word == NAME and gap in (" ", "-", ". "):
                        gap = tokens.pop().gap
                    if tokens and tokens[-1].word == "the" and gap == " ":
                        gap = tokens.pop().gap
                    target = len(tokens)
                    tokens.append(Token(TARGET, gap, start, end))
                continue
            if token.word == NAME and tokens:
                before = tokens[-1].word
                joins = before in (NAME, TARGET) and token.gap in (" ", "-", ". ")
                if joins and not (self.titled and before == TARGET):
                    continue
                tokens.append(token)
                _join_name(tokens)
            else:
                tokens.append(token)
        if target < 0:  # a target without letters or digits
            target = len(tokens)
            tokens.append(Token(TARGET, "", start, end))
        return tokens, target


def _join_name(tokens: list[Token]) -> None:
    """Makes one name of "the Bank of Orland" or "Omar al-Tal" as soon as it is complete."""
    article = len(tokens) > 1 and tokens[-2].word == "the" and tokens[-1].gap == " "
    if article and tokens[-1].word == NAME:
        tokens[-2:] = [tokens[-1]._replace(gap=tokens[-2].gap)]
    if len(tokens) < 3 or tokens[-1].word != NAME or tokens[-2].word not in _LINKS:
        return
    before = tokens[-3]
    parted = any(token.gap not in (" ", "-", "'") for token in tokens[-2:])
    if before.word == NAME and not parted:
        tokens[-3:] = [before._replace(end=tokens[-1].end)]


def find_features(tokens: Sequence[Token], target: int) -> Iterator[Feature]:
    """All that the model sees around the target: its words, and what their grammar tells."""
    around = Surroundings(tokens, target)
    for i, word, side, negated, near in around.plain_words():
        for group, name in word_names(word, side, negated):
            yield group, name, near if group == "near" else 1.0, i
    yield from around.relations()


@lru_cache(maxsize=100_000)
def word_names(word: str, side: str, negated: bool) -> tuple[tuple[str, str], ...]:
    """The features that a word itself makes, left or right of the target: groups and names."""
    sign = "!" if negated else ""
    stem = _word(word).stem
    return (
        ("bag", f"w:{sign}{word}"),
        ("bag", f"t:{sign}{stem}"),
        ("near", f"{side}:{sign}{word}"),
        ("near", f"{side}t:{sign}{stem}"),
    )


@lru_cache(maxsize=10_000)
def _marks(gap: str) -> tuple[bool, bool, bool]:
    """Whether a negation ends between two words, and whether a comma or a break stands there."""
    ends = any(mark in gap for mark in ',.;:!?"')
    return ends, "," in gap, any(mark in gap for mark in ';:()"—')


@lru_cache(maxsize=1000)
def _valence_names(
    source: str, pole: str, side: str, clause: str, beside: bool, behind: bool
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The features of a word that praises or blames: by its amount, and fading with distance."""
    plain = [f"{source}{pole}", f"{source}{pole}{side}", f"{clause}{pole}", f"{clause}{pole}{side}"]
    plain += [f"{source}{pole}{side} beside"] * beside + [f"behind but{pole}"] * behind
    return tuple(plain), (f"{source}{pole}{side} fading", f"{clause}{pole}{side} fading")


class Surroundings:
    """What stands around a target: the words by their places, and what their grammar tells."""

    def __init__(self, tokens: Sequence[Token], target: int) -> None:
        self.tokens, self.target = tokens, target
        self.texts = [token.word for token in tokens]
        self.gaps = [token.gap for token in tokens]
        self.words = [_word(text) for text in self.texts]
        self.size = len(tokens)
        self._scan()

    def _scan(self) -> None:
        """One pass: negation, clauses, distances, entities."""
        self.negated = [False] * self.size
        self.clause = [0] * self.size
        self.place = [0] * self.size  # distances, with more for a break between
        self.entities: list[int] = []
        reach = clause = place = 0
        for i, (text, gap) in enumerate(zip(self.texts, self.gaps, strict=True)):
            ends, comma, breaks = _marks(gap)
            if ends or text in _CONTRAST:
                reach = 0
            if reach:
                self.negated[i] = True
                reach -= 1
            if self.words[i].negates and not self._is_not_only(i):
                reach = _NEGATION_REACH
            if i:
                place += 1 + 2 * comma + 4 * breaks + (text in _AFTER_COMMA)
                if breaks or text in _NEW_CLAUSE or (comma and text in _AFTER_COMMA):
                    clause += 1
            self.clause[i], self.place[i] = clause, place
            if i == self.target or text == NAME or text in _PEOPLE:
                self.entities.append(i)
        contrasts = [i for i, text in enumerate(self.texts) if text in _CONTRAST]
        self.contrast = contrasts[-1] if contrasts else self.size

    def _is_not_only(self, i: int) -> bool:
        """Whether "not only" or "not just" denies nothing of what it stands before."""
        return i + 1 < self.size and self.texts[i + 1] in ("only", "just", "merely", "simply")

    def plain_words(self) -> list[tuple[int, str, str, bool, float]]:
        """Each word but names and numbers: place, word, side, whether negated, nearness 0 to 1."""
        target, negated = self.target, self.negated
        return [
            (i, text, "L" if i < target else "R", negated[i], 0.5 ** (abs(i - target) / HALF_WORD))
            for i, text in enumerate(self.texts)
            if text != NUMBER and text != NAME and i != target
        ]

    def relations(self) -> Iterator[Feature]:
        """Praise and blame by its place, and who does what to whom."""
        for i, word in enumerate(self.words):
            if i == self.target or (word.valence is None and word.role is None):
                continue
            side = "L" if i < self.target else "R"
            sign = "!" if self.negated[i] else ""
            away = abs(i - self.target)
            if word.valence is not None:
                yield from self._valence(i, word.valence, side, sign, away)
            if word.role is not None:
                yield from self._verb(i, word.role, side, sign, away)
        yield from self._phrases()
        yield from self._beside()
        yield from self.grammar
        yield from self._sums(self.grammar)
        yield "val", "entities", min(6, len(self.entities)) / 6, self.target
        yield "val", "first", 1.0 if self.target <= 1 else 0.0, self.target

    def _valence(
        self, i: int, valence: Valence, side: str, sign: str, away: int
    ) -> Iterator[Feature]:
        """How much praise or blame a word holds, where it stands, and of which kind."""
        value = valence.value * (NEGATED if sign else 1)
        pole, amount = ("+" if value > 0 else "-"), abs(value) / 3
        fading = amount * 0.5 ** (away / HALF_VALENCE)
        source = "own" if valence.note else "vader"
        clause = "same" if self.clause[i] == self.clause[self.target] else "other"
        beside, behind = away <= _NEARBY, i > self.contrast
        plain, faded = _valence_names(source, pole, side, clause, beside, behind)
        for name in plain:
            yield "val", name, amount, i
        for name in faded:
            yield "val", name, fading, i
        if valence.note:
            yield "note", f"{sign}{valence.note}", 1.0, i
            yield "note", f"{sign}{valence.note}:{side}", 0.5 ** (away / HALF_ROLE), i

    def _verb(self, i: int, role: Role, side: str, sign: str, away: int) -> Iterator[Feature]:
        """What a verb says of the entity before it and of the one behind it."""
        role, behind = self._with_particle(i, role)
        yield "note", f"{sign}v {role.note}:{side}", 0.5 ** (away / HALF_ROLE), i
        before = [j for j in self.entities if j < i]
        after = [j for j in self.entities if j >= behind]
        subject, object_ = (before[-1] if before else None), (after[0] if after else None)
        if self._is_passive(i):
            by = next((j for j in range(behind, min(self.size, i + 5)) if self.texts[j] == "by"), i)
            agent = next((j for j in after if j > by), None) if by > i else None
            subject, object_ = agent, subject
        for tag, who, value, reach in (
            ("S", subject, role.subject, 12),
            ("O", object_, role.object, 9),
        ):
            if who is None or abs(self.place[who] - self.place[i]) > reach:
                continue
            amount = 0.5 ** (abs(self.place[who] - self.place[i]) / HALF_ROLE)
            if who != self.target:
                tag += "x"  # said of somebody else
            else:
                yield "verb", f"{tag}:{sign}{role.verb}", amount, i
                yield "verb", f"{tag}n:{sign}{role.note}", amount, i
                other = object_ if tag == "S" else subject
                if other is not None and other != self.target:
                    yield "verb", f"{tag}2:{sign}{role.note}", 1.0, i
            if value:
                pole = "+" if (value > 0) != bool(sign) else "-"
                yield "verb", tag + pole, abs(value) / 2 * amount, i
                yield "verb", f"{tag}{value}{sign}", amount, i

    def _with_particle(self, i: int, role: Role) -> tuple[Role, int]:
        """The verb with its particle, if it has one here, and the place behind it."""
        for particle, own in self.words[i].particles:
            if tuple(self.texts[i + 1 : i + 1 + len(particle)]) == particle:
                return own, i + 1 + len(particle)
        return role, i + 1

    def _is_passive(self, i: int) -> bool:
        if not self.words[i].participle:
            return False
        return any(self.texts[j] in BE for j in range(max(0, i - 3), i))

    def _phrases(self) -> Iterator[Feature]:
        """Expressions of several words that praise or blame."""
        phrases = polarity().phrases
        for i, text in enumerate(self.texts):
            for parts, valence in phrases.get(text, ()):
                if tuple(self.texts[i : i + len(parts)]) == parts:
                    pole = "+" if valence.value > 0 else "-"
                    yield "val", f"phrase{pole}", abs(valence.value) / 3, i

    def _beside(self) -> Iterator[Feature]:
        """The words next to the target, in their order."""
        for i in range(max(0, self.target - 2), min(self.size - 1, self.target + 2)):
            pair = self.texts[i : i + 2]
            if self._is_parted(i + 1):
                continue
            if self.target in (i, i + 1):
                other = i if self.target == i + 1 else i + 1
                yield "beside", " ".join(pair), 1.0, other
            triple = self.texts[i : i + 3]
            if len(triple) == 3 and i <= self.target <= i + 2 and not self._is_parted(i + 2):
                other = next(j for j in (i, i + 1, i + 2) if j != self.target)
                yield "beside", " ".join(triple), 1.0, other

    def _is_parted(self, i: int) -> bool:
        _, comma, breaks = _marks(self.gaps[i])
        return comma or breaks

    @cached_property
    def grammar(self) -> list[Feature]:
        """What the target is in its clause: subject, object, possessor and so on."""
        return [*self._as_subject(), *self._as_object()]

    def role(self) -> str:
        """What the target does in its clause, for whoever counts it.

        ``acts`` as the subject of a verb or the agent of a passive, ``acted upon`` as its object,
        ``passive`` as the subject of a passive, ``passive without agent`` if nobody is named who
        did it; ``none`` where none of these can be told.
        """
        governed = self.target > 0 and self.texts[self.target - 1] in PREPOSITIONS - {"by"}
        for group, name, _, token in () if governed else self.grammar:
            if group != "role" or name not in _ROLES:
                continue
            if name == "passive":
                behind = self.texts[token + 1 : token + 1 + _TO_AGENT]
                return "passive" if "by" in behind else "passive without agent"
            if self._is_inverted(token):
                return "acts"
            parted = name == "object" and self._is_parted(self.target)
            return "none" if parted else _ROLES[name]
        return "none"

    def _is_inverted(self, verb: int) -> bool:
        """Whether the target behind a verb is its speaker: “…,” said Tal."""
        known = reporting_verbs().get(self.texts[verb])
        marks = self.gaps[verb]
        return (
            known is not None
            and "clause" in known.frames
            and verb == self.target - 1
            and ("," in marks or '"' in marks or verb == 0)
        )

    def labels(self) -> Iterator[range]:
        """What the target is called: behind its comma, behind "is a", and before its name."""
        first = self.target + 1
        if first < self.size and self.gaps[first] == ", " and self.texts[first] in _BEFORE_LABELS:
            behind = self._noun_end(first + 1)
            if behind == self.size or self.gaps[behind][:1] in (",", ".", ";", "—", " —"):
                yield range(first + 1, behind)
        if (
            first + 1 < self.size
            and self.texts[first] in BE
            and self.texts[first + 1] in ("a", "an")
        ):
            yield range(first + 2, self._noun_end(first + 2))
        start = self.target
        while start > 0 and self.target - start < _LABEL and self._describes(start - 1):
            start -= 1
        if any(self.words[i].valence is not None for i in range(start, self.target)):
            yield range(start, self.target)

    def _describes(self, i: int) -> bool:
        """Whether a word before a name says who bears it: "corrupt", "strongman"."""
        text, word = self.texts[i], self.words[i]
        if self.gaps[i + 1] != " " or text in _SMALL or text in (NAME, NUMBER) or word.light:
            return False
        return word.role is None and text not in reporting_verbs()

    def _noun_end(self, start: int) -> int:
        """Behind the words from a place on that belong to one noun phrase."""
        i = start
        while i < self.size and i - start < _LABEL and self.texts[i] not in _SMALL:
            if (i > start and self._is_parted(i)) or self.gaps[i].startswith("."):
                break
            i += 1
        return i

    def _sums(self, grammar: Sequence[Feature]) -> Iterator[Feature]:
        """Whether praise or blame prevails, by what the target is in its clause."""
        named = [name for group, name, _, _ in grammar if group == "role"]
        roles = [name for name in named if name in _CLAUSE_ROLES]
        speaks = "speaks" in named
        values = [
            (i, word.valence.value * (NEGATED if self.negated[i] else 1.0))
            for i, word in enumerate(self.words)
            if word.valence is not None and i != self.target
        ]
        prevails = "+" if sum([value for _, value in values]) > 0 else "-"
        names = [f"prevails{prevails}{role}" for role in ("", *roles)]
        for i, value in values:
            amount = (value if prevails == "+" else -value) / 6
            for name in names:
                yield "val", name, amount, i
            if speaks:
                pole, side = ("+" if value > 0 else "-"), ("L" if i < self.target else "R")
                yield "val", f"speaks{pole}{side}", abs(value) / 3, i

    def _as_subject(self) -> Iterator[Feature]:
        i = self.target + 1
        if i < self.size and self.gaps[i].startswith(("'s", "' ")):
            yield "role", "possessor", 1.0, self.target
            return
        i = self._behind_apposition(i)
        being = negated = False
        skipped = 0
        while i < self.size and skipped < 6:
            word = self.words[i]
            if i > self.target + 1 and self._is_clause_mark(i):
                return
            negated = negated or word.negates
            if word.light or word.negates or (word.text == "to" and skipped):
                being = being or word.text in BE
                i, skipped = i + 1, skipped + 1
                continue
            break
        if i >= self.size or skipped >= 6:
            return
        word = self.words[i]
        if word.role is not None:
            role, _ = self._with_particle(i, word.role)
            passive = being and word.participle and not word.text.endswith("ing")
            tag, value = ("passive", role.object) if passive else ("subject", role.subject)
            yield from self._role(tag, role.verb, role.note, value, negated, i)
        elif being:
            yield "role", "is" + ("!" if negated else ""), 1.0, i
        elif word.text.endswith(("ed", "s")) and word.text not in _SMALL:
            yield from self._role("subject", word.stem, "", 0, negated, i)

    def _behind_apposition(self, i: int) -> int:
        """Behind ", a former envoy," and "who"."""
        if i < self.size and "," in self.gaps[i] and self.texts[i] not in ("and", "but", "or"):
            closing = next(
                (j for j in range(i + 1, min(self.size, i + 15)) if "," in self.gaps[j]), i
            )
            i = closing
        if i < self.size and self.texts[i] in ("who", "that", "which"):
            i += 1
        if i + 1 < self.size and self.texts[i] == "and" and self.texts[i + 1] == NAME:
            i += 2
        return i

    def _is_clause_mark(self, i: int) -> bool:
        return _marks(self.gaps[i])[2]

    def _as_object(self) -> Iterator[Feature]:
        i = self.target - 1
        while i >= 0 and self.target - i <= 5 and not self._is_parted(i + 1):
            if self.texts[i] not in DETERMINERS and not is_adverb(self.texts[i]):
                break
            i -= 1
        if i < 0 or self._is_clause_mark(i + 1):
            return
        word = self.words[i]
        if word.text == "by":
            yield from self._as_agent(i)
        elif word.text in PREPOSITIONS:
            yield from self._behind_preposition(i, word.text)
        elif word.role is not None:
            yield from self._role(
                "object", word.role.verb, word.role.note, word.role.object, self.negated[i], i
            )

    def _as_agent(self, by: int) -> Iterator[Feature]:
        for i in range(by - 1, max(-1, by - 5), -1):
            role = self.words[i].role
            if role is not None and self.words[i].participle:
                yield from self._role(
                    "agent", role.verb, role.note, role.subject, self.negated[i], i
                )
                return
        yield "role", "behind by", 1.0, by

    def _behind_preposition(self, at: int, preposition: str) -> Iterator[Feature]:
        for i in range(at - 1, max(-1, at - 4), -1):
            word = self.words[i]
            if word.role is not None:
                role = word.role
                for particle, own in word.particles:
                    if tuple(self.texts[i + 1 : at + 1]) == particle:
                        role = own
                tag = f"verb {preposition}"
                yield from self._role(tag, role.verb, role.note, role.object, self.negated[i], i)
                return
            if word.valence is not None and word.valence.note:
                value = round(word.valence.value)
                tag = f"noun {preposition}"
                yield from self._role(tag, word.text, "", value, self.negated[i], i)
                return

    def _role(
        self, tag: str, verb: str, note: str, value: int, negated: bool, i: int
    ) -> Iterator[Feature]:
        sign = "!" if negated else ""
        kind = tag.split()[0]
        yield "role", tag, 1.0, i
        yield "role", f"{sign}{tag}:{verb}", 1.0, i
        if note:
            yield "note", f"{sign}{tag}:{note}", 1.0, i
        if tag == "subject" and verb in reporting_verbs():
            yield "role", "speaks", 1.0, i
        if value:
            amount = abs(value) / 2 * (-NEGATED if negated else 1.0)
            yield "role", kind + ("+" if (value > 0) != negated else "-"), amount, i
            yield "role", f"{kind}{value}{sign}", 1.0, i
