"""Whom pronouns and descriptions mean: "he", "its", "the prime minister", within an article.

A guess is made only where one actor is likelier than all others, among them the persons and bodies
that are named but are no actors: a wrong guess is worse than none. Which those are is told by their
names alone, so that more actors make better guesses.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from stancekit.model import Actor, Mention, MentionKind, Quote
from stancekit.reading.grammar import (
    AUXILIARIES,
    CONJUNCTIONS,
    DETERMINERS,
    MODALS,
    PREPOSITIONS,
    RELATIVES,
    SUBORDINATORS,
    is_adverb,
)
from stancekit.reading.parts import Parts

_MALE, _FEMALE = frozenset("he him his".split()), frozenset("she her hers".split())
_NEUTER = frozenset("it its".split())
_PLURAL = frozenset("they them their".split())
_PRONOUNS = _MALE | _FEMALE | _NEUTER | _PLURAL
_SENTENCES_BACK = 2  # how far before its sentence a pronoun's actor is looked for
_CATAPHORA = 10  # words from the beginning of a sentence in which "his" may come before its name
_BESIDE = 2  # words between a name and "its" that leave no doubt
_OPENS_CLAUSE = CONJUNCTIONS | SUBORDINATORS | RELATIVES
_DEFINITE = frozenset("the this that his her its".split())
_REFER = _PRONOUNS | _DEFINITE  # words that may begin to refer to somebody
_ROLE_WORDS = 4  # longest description: "the former Russian prime minister"
# Whom a leader may be, by the titles under which articles name leaders.
_LEADERS = ("president", "prime minister", "chancellor", "premier", "king", "supreme leader")
_COUNTRY = frozenset("country nation state".split())
# Behind "it" in sentences of which nobody is the subject: "it is clear that", "it seems".
_EXPLETIVE = frozenset(
    "is was 's seems seemed appears appeared remains remained makes made takes took turns".split()
)


class _Entity(NamedTuple):
    """Somebody or something named, or meant by a pronoun, by its words."""

    first: int
    behind: int
    name: str  # the actor, else the name
    kind: str  # person, body or unknown
    subject: bool


def find_references(parts: Parts, actors: Sequence[Actor]) -> tuple[Mention, ...]:
    """The mentions with those by pronoun and description, in the order of the text."""
    if not parts.mentions:
        return parts.mentions
    return tuple(sorted([*parts.mentions, *_Resolver(parts, actors).resolve()]))


class _Resolver:
    def __init__(self, parts: Parts, actors: Sequence[Actor]) -> None:
        self.plain, self.words, self.lower = parts.plain, parts.words, parts.lower
        self.sentences, self.names = parts.sentences, parts.names
        self.index = parts.names.phrases.index
        self.sentence_starts = [sentence.start for sentence in parts.sentences]
        self.mentions = parts.mentions
        self.quotes = sorted(parts.quotes)
        self.quote_starts = [quote.start for quote in self.quotes]
        self.kinds = {actor.name: actor.kind for actor in actors}
        # Whom the pronouns before and behind quotations mean was told with the quotations.
        self.spoken = {
            quote.speaker.start: quote.speaker_name
            for quote in parts.quotes
            if quote.speaker is not None
            and quote.speaker_name is not None
            and parts.plain[slice(*quote.speaker)].lower() in _PRONOUNS
        }
        self.aliases = {
            " ".join(alias.lower().split()[1:]): actor.name
            for actor in actors
            for alias in actor.aliases
            if alias.lower().startswith("the ")
        }
        # The words with which a description may begin.
        described = {*self.aliases, *parts.names.roles}
        self.openers = {role.split()[0] for role in described} | _COUNTRY | {"leader"}
        self.entities = sorted(self._named())
        self.taken = {i for one in self.entities for i in range(one.first, one.behind)}

    def _named(self) -> Iterator[_Entity]:
        """All that is named: actors, and persons and bodies that are none."""
        covered: set[int] = set()
        for mention in self.mentions:
            first, behind = self.index(mention.start), self.index(mention.end)
            covered.update(range(first, behind))
            kind = "person" if self.kinds[mention.actor] == "person" else "body"
            if mention.acting:
                subject = self._is_subject(first, behind)
                yield _Entity(first, behind, mention.actor, kind, subject)
        for one in self.names.occurrences:
            if one.first in covered or one.behind - 1 in covered:
                continue
            kind = self.names.kind(one.name)
            yield _Entity(
                one.first, one.behind, one.name, kind, self._is_subject(one.first, one.behind)
            )

    def _is_subject(self, first: int, behind: int) -> bool:
        """Whether the words stand where a subject does: first in a clause, or before a verb."""
        i = first - 1
        while i >= 0 and self.lower[i] in DETERMINERS:
            i -= 1
        gap = self._gap(i) if i >= 0 else ""
        opens = i < 0 or gap.strip(" '") != "" or self.lower[i] in _OPENS_CLAUSE
        governed = i >= 0 and self.lower[i] in PREPOSITIONS and not gap.strip()
        following = self.lower[behind] if behind < len(self.lower) else ""
        if following in ("who", "which"):
            return True
        acts = following in AUXILIARIES or is_adverb(following) or following.endswith(("ed", "s"))
        possessive = self.plain[self.words[behind - 1].end :][:2] in ("'s", "' ")
        return not governed and not possessive and (opens or acts)

    def resolve(self) -> Iterator[Mention]:
        for i in [i for i, word in enumerate(self.lower) if word in _REFER]:
            if i in self.taken:
                continue
            word = self.lower[i]
            found: tuple[str, int, MentionKind] | None = None
            if word in _PRONOUNS:
                name = self._pronoun(i, word)
                found = (name, i, "pronoun") if name else None
            else:
                described = self._description(i)
                found = (*described, "nominal") if described else None
            if found is None:
                continue
            name, last, kind = found
            first = i if kind == "pronoun" else i + 1
            kind_of = "person" if self.kinds.get(name, "person") == "person" else "body"
            subject = self._is_subject(first, last + 1) and word not in ("his", "its", "their")
            entity = _Entity(first, last + 1, name, kind_of, subject)
            self.entities.insert(bisect_right(self.entities, entity), entity)
            if name in self.kinds:
                yield Mention(self.words[first].start, self.words[last].end, name, kind)

    def _gap(self, i: int) -> str:
        """What stands between a word and the next, its marks made plain."""
        return self.plain[self.words[i].end : self.words[i + 1].start]

    def _sentence(self, i: int) -> int:
        return bisect_right(self.sentence_starts, self.words[i].start) - 1

    def _quotation(self, i: int) -> Quote | None:
        """The quotation in marks that a word stands in."""
        at = bisect_right(self.quote_starts, self.words[i].start) - 1
        for quote in reversed(self.quotes[max(0, at - 3) : at + 1]):
            if quote.start <= self.words[i].start < quote.end and quote.kind == "direct":
                return quote
        return None

    def _between(self, first_sentence: int, last: int, pronoun: int) -> list[_Entity]:
        """Who is named from the beginning of a sentence up to a word, but in no other's speech."""
        start = self.index(self.sentences[max(0, first_sentence)].start)
        low = bisect_left(self.entities, (start,))
        high = bisect_left(self.entities, (last,))
        own = self._quotation(pronoun)
        return [
            one
            for one in self.entities[low:high]
            if one.behind <= last and self._quotation(one.first) in (None, own)
        ]

    def _fits(self, one: _Entity, word: str) -> bool:
        if word in _MALE or word in _FEMALE:
            if one.kind != "person":
                return False
            known = self.names.pronouns.get(one.name)
            return not known or bool(known & (_MALE if word in _MALE else _FEMALE))
        return one.kind == "body"

    def _pronoun(self, i: int, word: str) -> str | None:
        here = self._sentence(i)
        if here < 0:
            return None
        if self.words[i].start in self.spoken:
            return self.spoken[self.words[i].start]
        if word in _NEUTER | _PLURAL:
            return self._body(i, word, here)
        inside = self._persons(here, i, i, word)
        if inside:
            return self._chosen(inside)
        if i - self.index(self.sentences[here].start) < _CATAPHORA:
            later = self._named_later(i, here, word)
            if later is not None:
                return later
        for back in range(1, _SENTENCES_BACK + 1):
            if here - back < 0:
                break
            end = self.index(self.sentences[here - back].end)
            before = self._persons(here - back, end, i, word)
            if before:
                return self._chosen(before)
        return None

    def _persons(self, first_sentence: int, last: int, i: int, word: str) -> list[_Entity]:
        """Who is named there and can be meant; nobody says "he" of himself."""
        quotation = self._quotation(i)
        speaker = quotation.speaker_name if quotation is not None else None
        named = self._between(first_sentence, last, i)
        return [one for one in named if self._fits(one, word) and one.name != speaker]

    def _chosen(self, candidates: Sequence[_Entity]) -> str | None:
        """The one that all are, else the subject, else the last one that is a subject."""
        if len({one.name for one in candidates}) == 1:
            return candidates[0].name
        subjects = [one for one in candidates if one.subject]
        if len({one.name for one in subjects}) == 1:
            return subjects[0].name
        return subjects[-1].name if subjects else None

    def _named_later(self, i: int, here: int, word: str) -> str | None:
        """The subject that follows an opening: "Throughout her presidency, Tal …"."""
        if word not in ("his", "her", "he", "she") or "," not in self._opening(here, i):
            return None
        low = bisect_left(self.entities, (i,))
        high = bisect_left(self.entities, (self.index(self.sentences[here].end),))
        after = next((one for one in self.entities[low:high] if self._fits(one, word)), None)
        return after.name if after is not None and after.subject else None

    def _opening(self, here: int, i: int) -> str:
        """The text behind a word up to the next name, if the sentence opens with a circumstance."""
        first = self.index(self.sentences[here].start)
        if self.lower[first] not in PREPOSITIONS | SUBORDINATORS:
            return ""
        following = bisect_left(self.entities, (i,))
        if following == len(self.entities):
            return ""
        return self.plain[self.words[i].end : self.words[self.entities[following].first].start]

    def _body(self, i: int, word: str, here: int) -> str | None:
        """Which state or body "it" is: the subject of its clause or of the sentence before."""
        following = list(self.lower[i + 1 : i + 3])
        if word == "it" and (self._is_expletive(following) or not self._is_subject(i, i + 1)):
            return None
        if word == "them":
            return None
        near = [one for one in self._between(here, i, i) if self._fits(one, word)]
        if near and word in ("its", "their") and i - near[-1].behind <= _BESIDE:
            return near[-1].name  # "blamed Orland for its debts"
        inside = [one for one in near if one.subject]
        if inside:
            nearest = inside[-1]
            return None if self._interrupted(nearest.behind, i) else nearest.name
        first = self.index(self.sentences[here].start)
        while first < i and self._quotation(first) not in (None, self._quotation(i)):
            first += 1
        if here and i - first <= _BESIDE and not near:
            end = self.index(self.sentences[here - 1].end)
            before = [one for one in self._between(here - 1, end, i) if self._fits(one, word)]
            subjects = {one.name for one in before if one.subject}
            if len(subjects) == 1:
                return subjects.pop()
        return None

    def _is_expletive(self, following: Sequence[str]) -> bool:
        """Whether "it" is nobody: "it is clear", but not "it is taking"."""
        if not following:
            return False
        if following[0] in MODALS:
            return following[1:] == ["be"]
        if following[0] not in _EXPLETIVE:
            return False
        return len(following) < 2 or not following[1].endswith("ing")

    def _interrupted(self, start: int, end: int) -> bool:
        """Whether another noun may be meant: one with an article that opens a clause of its own."""
        for i in range(start, end):
            opened = i > start and (
                self.lower[i - 1] in _OPENS_CLAUSE or self._gap(i - 1).strip() != ""
            )
            if opened and self.lower[i] in ("the", "a", "an", "this", "these", "those"):
                return True
        return False

    def _description(self, i: int) -> tuple[str, int] | None:
        """Whom "the prime minister" or "the country" means, and the last word of it."""
        if self.lower[i + 1 : i + 2] and self.lower[i + 1] not in self.openers:
            return None
        for length in range(_ROLE_WORDS, 0, -1):
            last = i + length
            if last >= len(self.lower) or any(self._gap(k) != " " for k in range(i, last)):
                continue
            if any(word[0].isdigit() for word in self.lower[i + 1 : last + 1]):
                continue  # "the 14-member body"
            if self._is_title(last):
                continue
            role = " ".join(self.lower[i + 1 : last + 1])
            name = self._holder(role, i)
            if name is not None:
                following = self.lower[last + 1 : last + 2]
                parted = self.plain[self.words[last].end :][:1] != " "
                if parted or not self._goes_on(following):
                    return name, last
        return None

    def _is_title(self, last: int) -> bool:
        """Whether it is short for a title, and its name follows: "that Mr. Tal"."""
        same = last + 1 in self.taken and self._sentence(last + 1) == self._sentence(last)
        return same and self._gap(last) == ". "

    def _goes_on(self, following: Sequence[str]) -> bool:
        """Whether the description is only the beginning of a longer noun: "the party leader"."""
        if not following:
            return False
        word = following[0]
        small = word in PREPOSITIONS | _OPENS_CLAUSE | AUXILIARIES or is_adverb(word)
        return not (small or word.endswith(("ed", "s")))

    def _holder(self, role: str, i: int) -> str | None:
        *before, head = role.split()
        if head in _COUNTRY and not before:
            return self._country(i)
        if role in self.aliases:
            return self.aliases[role]
        roles = [role]
        if head == "leader":
            roles += [" ".join([*before, title]) for title in _LEADERS]
        for one in roles:
            name = self.names.holder(one, i)
            if name is not None:
                return self._actor_of(name)
        return None

    def _actor_of(self, name: str) -> str:
        """The actor that has the name, else the name."""
        if name in self.kinds:
            return name
        last = name.split()[-1].lower()
        bearers = {
            actor
            for actor, kind in self.kinds.items()
            if kind == "person" and actor.split()[-1].lower() == last
        }
        return bearers.pop() if len(bearers) == 1 else name

    def _country(self, i: int) -> str | None:
        """The one state that this sentence or the one before has named."""
        here = self._sentence(i)
        near = [one for one in self._between(here - 1, i, i) if self.kinds.get(one.name) == "place"]
        inside = [one for one in near if one.first >= self.index(self.sentences[here].start)]
        for candidates in (inside, near):
            if len({one.name for one in candidates}) == 1:
                return candidates[0].name
        return None
