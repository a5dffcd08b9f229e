"""What stands around a target: the words by their places, and what their grammar tells."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property, lru_cache
from typing import NamedTuple, TypeAlias

from stancekit.lenses.masking import NAME, NUMBER, Token
from stancekit.lexicons.polarity import Role, Valence, polarity
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

# A negated valence is turned round and weakened: Hutto and Gilbert (2014), "VADER", ICWSM 8, 3.3.
NEGATED = -0.74
_NEGATION_REACH = 4  # words behind a negation
_NEGATING = NEGATIONS | frozenset(
    "none nobody nothing nowhere cannot barely rarely seldom lack lacks lacking denied denies deny"
    " refuse refused".split()
)
_MEAN_SOMEBODY = frozenset("he she they him her them his their i we you who".split())
_ROLES = {"subject": "acts", "agent": "acts", "object": "acted upon", "passive": "passive"}
_TO_AGENT = 5  # words behind a passive in which its "by" stands
_BEFORE_LABELS = frozenset("a an the that this our their".split())
_LABEL = 4  # words of the longest label
_CONTRAST = frozenset("but however yet despite although though".split())
_NEW_CLAUSE = frozenset("but because while although though when if that who which".split())
_AFTER_COMMA = _NEW_CLAUSE | {"and", "as"}
_PARTICIPLES = frozenset(
    "shot hit cut put set seen met won lost held left made hurt beat let read sent spent kept led"
    " been done gone become brought caught fought taught thought bought".split()
)


class Word(NamedTuple):
    """What is known of a word, whoever is near it."""

    text: str
    stem: str
    valence: Valence | None
    role: Role | None
    particles: tuple[tuple[tuple[str, ...], Role], ...]
    phrases: tuple[tuple[tuple[str, ...], Valence], ...]  # that begin with it
    tells: bool  # whether it has a valence, a role or a phrase
    negates: bool
    contrasts: bool  # but, however
    links: bool  # may open a clause
    light: bool  # adverb or auxiliary: may stand between a subject and its verb
    participle: bool


@lru_cache(maxsize=50_000)
def known_word(text: str) -> Word:
    """What the lexicons and the endings tell of a word in lower case."""
    known = polarity()
    valence, role = known.words.get(text), known.verbs.get(text)
    return Word(
        text,
        _stem(text),
        valence,
        role,
        tuple(known.particles.get(text, ())),
        tuple(known.phrases.get(text, ())),
        valence is not None or role is not None or text in known.phrases,
        text in _NEGATING or text.endswith("n't"),
        text in _CONTRAST,
        text in _AFTER_COMMA,
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


# Something that the model weighs: its group, its name, how much of it, and at which token.
Feature: TypeAlias = tuple[str, str, float, int]


@lru_cache(maxsize=10_000)
def _marks(gap: str) -> tuple[bool, bool, bool]:
    """Whether a negation ends between two words, and whether a comma or a break stands there."""
    ends = any(mark in gap for mark in ',.;:!?"')
    return ends, "," in gap, any(mark in gap for mark in ';:()"—')


class Surroundings:
    """What stands around a target: the words by their places, and what their grammar tells."""

    def __init__(self, tokens: Sequence[Token], target: int) -> None:
        self.tokens, self.target = tokens, target
        self.texts = [token.word for token in tokens]
        self.gaps = [token.gap for token in tokens]
        self.words = [known_word(text) for text in self.texts]
        self.size = len(tokens)
        self._scan()

    def _scan(self) -> None:
        """One pass: negation, clauses, distances, entities."""
        self.negated = [False] * self.size
        self.clause = [0] * self.size
        self.place = [0] * self.size  # distances, with more for a break between
        self.entities: list[int] = []
        reach = clause = place = 0
        self.contrast = self.size  # the last word of contrast
        for i, (word, gap) in enumerate(zip(self.words, self.gaps, strict=True)):
            text, links = word.text, word.links
            ends, comma, breaks = (False, False, False) if gap == " " else _marks(gap)
            if word.contrasts:
                self.contrast = i
                ends = True
            if ends:
                reach = 0
            elif reach:
                self.negated[i] = True
                reach -= 1
            if word.negates and not self._is_not_only(i):
                reach = _NEGATION_REACH
            if i:
                place += 1 + 2 * comma + 4 * breaks + links
                if breaks or (links and (comma or text in _NEW_CLAUSE)):
                    clause += 1
            self.clause[i], self.place[i] = clause, place
            if i == self.target or text == NAME or text in _MEAN_SOMEBODY:
                self.entities.append(i)

    def _is_not_only(self, i: int) -> bool:
        """Whether "not only" or "not just" denies nothing of what it stands before."""
        return i + 1 < self.size and self.texts[i + 1] in ("only", "just", "merely", "simply")

    def with_particle(self, i: int, role: Role) -> tuple[Role, int]:
        """The verb with its particle, if it has one here, and the place behind it."""
        for particle, own in self.words[i].particles:
            if tuple(self.texts[i + 1 : i + 1 + len(particle)]) == particle:
                return own, i + 1 + len(particle)
        return role, i + 1

    def is_passive(self, i: int) -> bool:
        if not self.words[i].participle:
            return False
        return any(self.texts[j] in BE for j in range(max(0, i - 3), i))

    def is_parted(self, i: int) -> bool:
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
            parted = name == "object" and self.is_parted(self.target)
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
            role, _ = self.with_particle(i, word.role)
            passive = being and word.participle and not word.text.endswith("ing")
            tag, value = ("passive", role.object) if passive else ("subject", role.subject)
            yield from self._role(tag, role.verb, role.note, value, negated, i)
        elif being:
            yield "role", "is" + ("!" if negated else ""), 1.0, i
        elif word.text.endswith(("ed", "s")) and word.text not in SMALL:
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
        while i >= 0 and self.target - i <= 5 and not self.is_parted(i + 1):
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
