"""What stands around a target: the words by their places, and what their grammar tells."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import IntFlag, auto
from functools import lru_cache
from typing import NamedTuple

from stancekit.lenses.masking import NAME, NUMBER, TARGET, Masked
from stancekit.lexicons.polarity import Role, Valence, polarity
from stancekit.lexicons.remembered import Remembered
from stancekit.lexicons.reporting import reporting_verbs
from stancekit.reading.grammar import (
    AUXILIARIES,
    BE,
    DETERMINERS,
    NEGATIONS,
    PREPOSITIONS,
    SMALL,
    is_adverb,
)

_NEGATING = NEGATIONS | frozenset(
    "none nobody nothing nowhere cannot barely rarely seldom lack lacks lacking denied denies deny"
    " refuse refused".split()
)
_MEAN_SOMEBODY = frozenset("he she they him her them his their i we you who".split())
_ROLES = {"subject": "acts", "agent": "acts", "object": "acted upon", "passive": "passive"}
_GOVERNING = PREPOSITIONS - {"by"}
_TO_AGENT = 5  # words behind a passive in which its "by" stands
_BEFORE_LABELS = frozenset("a an the that this our their".split())
_LABEL = 4  # words of the longest label
_CONTRAST = frozenset("but however yet despite although though".split())
_NEW_CLAUSE = frozenset("but because while although though when if that who which".split())
_AFTER_COMMA = _NEW_CLAUSE | {"and", "as"}
_SPARING = frozenset(["only", "just", "merely", "simply"])  # "not only"
_OF_PARTICIPLES = ("ed", "en", "wn", "ht", "id", "ld", "ung", "orn")
_PARTICIPLES = frozenset(
    "shot hit cut put set seen met won lost held left made hurt beat let read sent spent kept led"
    " been done gone become brought caught fought taught thought bought".split()
)


class Flag(IntFlag):
    """What a word does, whoever is near it."""

    JUDGES = auto()  # it has a valence
    ACTS = auto()  # a verb that says something of its subject or object
    OPENS_PHRASE = auto()
    NEGATES = auto()
    SPARES = auto()  # "only" and the like: "not" before it denies nothing
    CONTRASTS = auto()  # but, however
    LINKS = auto()  # may open a clause
    OPENS_CLAUSE = auto()
    MEANS_SOMEBODY = auto()  # a name or a personal pronoun
    PARTICIPLE = auto()
    BE = auto()


class Word(NamedTuple):
    """What is known of a word, whoever is near it."""

    text: str
    stem: str
    valence: Valence | None
    role: Role | None
    particles: tuple[tuple[tuple[str, ...], Role], ...]
    phrases: tuple[tuple[tuple[str, ...], Valence], ...]  # that begin with it
    negates: bool
    light: bool  # adverb or auxiliary: may stand between a subject and its verb
    participle: bool
    flags: int  # of Flag


def _known_word(text: str) -> Word:
    """What the lexicons and the endings tell of a word in lower case."""
    known = polarity()
    valence, role = known.words.get(text), known.verbs.get(text)
    phrases = tuple(known.phrases.get(text, ()))
    negates = text in _NEGATING or text.endswith("n't")
    participle = text.endswith(_OF_PARTICIPLES) or text in _PARTICIPLES
    flags = {
        Flag.JUDGES: valence is not None,
        Flag.ACTS: role is not None,
        Flag.OPENS_PHRASE: bool(phrases),
        Flag.NEGATES: negates,
        Flag.SPARES: text in _SPARING,
        Flag.CONTRASTS: text in _CONTRAST,
        Flag.LINKS: text in _AFTER_COMMA,
        Flag.OPENS_CLAUSE: text in _NEW_CLAUSE,
        Flag.MEANS_SOMEBODY: text in (NAME, TARGET) or text in _MEAN_SOMEBODY,
        Flag.PARTICIPLE: participle,
        Flag.BE: text in BE,
    }
    return Word(
        text,
        _stem(text),
        valence,
        role,
        tuple(known.particles.get(text, ())),
        phrases,
        negates,
        text in AUXILIARIES or is_adverb(text),
        participle,
        sum(flag.value for flag, holds in flags.items() if holds),
    )


KNOWN = Remembered(_known_word)
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


class Relation(NamedTuple):
    """What the target is to a verb or to a noun that judges."""

    tag: str  # subject, passive, object, agent, possessor, is, "verb of", "noun for" and so on
    token: int  # where the verb or noun stands
    verb: str = ""  # by its base; empty where none is told
    note: str = ""
    value: int = 0  # what the verb says of the target
    negated: bool = False


def with_particle(texts: Sequence[str], i: int, word: Word, end: int) -> tuple[Role, int]:
    """The verb at a place, with its particle if it has one before the end; and what is behind."""
    assert word.role is not None
    for particle, own in word.particles:
        behind = i + 1 + len(particle)
        if behind <= end and tuple(texts[i + 1 : behind]) == particle:
            return own, behind
    return word.role, i + 1


class Mark(IntFlag):
    """What the marks between two words do."""

    ENDS = auto()  # a negation ends here
    COMMA = auto()
    BREAKS = auto()


@lru_cache(maxsize=10_000)
def marks_in(gap: str) -> int:
    """What the marks between two words do, of `Mark`."""
    found = {
        Mark.ENDS: any(mark in gap for mark in ',.;:!?"'),
        Mark.COMMA: "," in gap,
        Mark.BREAKS: any(mark in gap for mark in ';:()"—'),
    }
    return sum(mark.value for mark, holds in found.items() if holds)


_PARTS = (Mark.COMMA | Mark.BREAKS).value


class Surroundings:
    """What stands around a target: the words by their places, and what their grammar tells.

    Which words are negated is told for many targets at once: `Batch` has them parsed.
    """

    grammar: list[Relation]  # what the target is in its clause: subject, object and so on
    _negated: list[bool]

    def __init__(self, masked: Masked) -> None:
        self.texts, self.gaps, self.target = masked.texts, masked.gaps, masked.target
        self.span = masked.span  # where a token stands in the text
        self.words = KNOWN.of(self.texts)
        self.size = len(self.texts)

    def is_parted(self, i: int) -> bool:
        """Whether a comma or a break stands before a word."""
        return self.gaps[i] != " " and bool(marks_in(self.gaps[i]) & _PARTS)

    def parse(self, negated: list[bool]) -> None:
        """Tell what the target is in its clause, once it is known which words are negated."""
        self._negated = negated
        found = self._as_subject(), self._as_object()
        self.grammar = [one for one in found if one is not None]

    def role(self) -> str:
        """What the target does in its clause, for whoever counts it.

        ``acts`` as the subject of a verb or the agent of a passive, ``acted upon`` as its object,
        ``passive`` as the subject of a passive, ``passive without agent`` if nobody is named who
        did it; ``none`` where none of these can be told.
        """
        if self.target > 0 and self.texts[self.target - 1] in _GOVERNING:
            return "none"
        one = next((one for one in self.grammar if one.tag in _ROLES), None)
        if one is None:
            return "none"
        if one.tag == "passive":
            behind = self.texts[one.token + 1 : one.token + 1 + _TO_AGENT]
            return "passive" if "by" in behind else "passive without agent"
        if self._is_inverted(one.token):
            return "acts"
        parted = one.tag == "object" and self.is_parted(self.target)
        return "none" if parted else _ROLES[one.tag]

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
        if self.gaps[i + 1] != " " or text in SMALL or text in (NAME, NUMBER) or word.light:
            return False
        return word.role is None and text not in reporting_verbs()

    def _noun_end(self, start: int) -> int:
        """Behind the words from a place on that belong to one noun phrase."""
        i = start
        while i < self.size and i - start < _LABEL and self.texts[i] not in SMALL:
            if (i > start and self.is_parted(i)) or self.gaps[i].startswith("."):
                break
            i += 1
        return i

    def _as_subject(self) -> Relation | None:
        i = self.target + 1
        if i < self.size and self.gaps[i].startswith(("'s", "' ")):
            return Relation("possessor", self.target)
        i = self._behind_apposition(i)
        being = negated = False
        skipped = 0
        while i < self.size and skipped < 6:
            word = self.words[i]
            if i > self.target + 1 and self._is_clause_mark(i):
                return None
            negated = negated or word.negates
            if word.light or word.negates or (word.text == "to" and skipped):
                being = being or word.text in BE
                i, skipped = i + 1, skipped + 1
                continue
            break
        if i >= self.size or skipped >= 6:
            return None
        word = self.words[i]
        if word.role is not None:
            role, _ = with_particle(self.texts, i, word, self.size)
            passive = being and word.participle and not word.text.endswith("ing")
            tag, value = ("passive", role.object) if passive else ("subject", role.subject)
            return Relation(tag, i, role.verb, role.note, value, negated)
        if being:
            return Relation("is" + ("!" if negated else ""), i)
        if word.text.endswith(("ed", "s")) and word.text not in SMALL:
            return Relation("subject", i, word.stem, negated=negated)
        return None

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
        return bool(marks_in(self.gaps[i]) & Mark.BREAKS.value)

    def _as_object(self) -> Relation | None:
        i = self.target - 1
        while i >= 0 and self.target - i <= 5 and not self.is_parted(i + 1):
            if self.texts[i] not in DETERMINERS and not is_adverb(self.texts[i]):
                break
            i -= 1
        if i < 0 or self._is_clause_mark(i + 1):
            return None
        word = self.words[i]
        if word.text == "by":
            return self._as_agent(i)
        if word.text in PREPOSITIONS:
            return self._behind_preposition(i, word.text)
        if word.role is None:
            return None
        role = word.role
        return Relation("object", i, role.verb, role.note, role.object, self._negated[i])

    def _as_agent(self, by: int) -> Relation:
        for i in range(by - 1, max(-1, by - 5), -1):
            role = self.words[i].role
            if role is not None and self.words[i].participle:
                return Relation("agent", i, role.verb, role.note, role.subject, self._negated[i])
        return Relation("behind by", by)

    def _behind_preposition(self, at: int, preposition: str) -> Relation | None:
        for i in range(at - 1, max(-1, at - 4), -1):
            word = self.words[i]
            if word.role is not None:
                role = word.role
                for particle, own in word.particles:
                    if tuple(self.texts[i + 1 : at + 1]) == particle:
                        role = own
                tag = f"verb {preposition}"
                return Relation(tag, i, role.verb, role.note, role.object, self._negated[i])
            if word.valence is not None and word.valence.note:
                value = round(word.valence.value)
                return Relation(f"noun {preposition}", i, word.text, "", value, self._negated[i])
        return None
