"""Whom the speaker of some words is: by name, or whom "she" or "the minister" means."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from stancekit.model import Mention, Span
from stancekit.reading.grammar import DETERMINERS, PERSONAL_PRONOUNS, POSSESSIVES, PREPOSITIONS
from stancekit.reading.names import BODIES, PERSONAL, ROLE_WORDS, TITLES, Names

_SPEAKERS_BACK = 4  # how many speakers a pronoun may stand for
_BACK = 20  # mentions back that a pronoun is followed to the one it stands for
_INDEFINITE = frozenset("a an one another some two three several many".split())
_GOVERNING = PREPOSITIONS | DETERMINERS  # before a name, these show it to be no subject
# People whom a spokesperson's institution speaks through: named if the institution is.
_SPOKESPEOPLE = frozenset("spokesman spokeswoman spokesperson spokespeople spokesmen".split())


class Who(NamedTuple):
    """Whom a phrase stands for, and whether that is a name or a mere description."""

    name: str | None
    named: bool | None  # None: a pronoun that could not be resolved


_NEARER = 40  # words before a pronoun in which somebody without a name may be meant
# Whom "she" and "he" may mean, if a sentence opens with them: "His daughter", "Tal's brother".
_KIN = {
    "she": frozenset(
        "mother mum mom daughter wife sister girlfriend widow grandmother gran granny aunt niece"
        " fiancée partner spokeswoman".split()
    ),
    "he": frozenset(
        "father dad son husband brother boyfriend widower grandfather grandad uncle nephew fiancé"
        " partner spokesman".split()
    ),
}


class Whom:
    """Tells whom a phrase stands for, and remembers who has spoken."""

    def __init__(self, names: Names, mentions: Sequence[Mention]) -> None:
        self.names, self.phrases, self.mentions = names, names.phrases, mentions
        self.words, self.lower = self.phrases.words, self.phrases.lower
        self.mention_ends = [mention.end for mention in mentions]
        self.recent: list[str] = []  # who spoke, the last one first
        self.contents: list[Span] = []  # what they said, the last one first

    def remember(self, name: str, content: Span) -> None:
        """Take note of who has just spoken, for the pronouns that follow."""
        self.recent = [name, *self.recent[: _SPEAKERS_BACK - 1]]
        self.contents = [content, *self.contents[: _SPEAKERS_BACK - 1]]

    def who(self, phrase: range, content: Span) -> Who:
        """Whom the speaker of the content is, by a phrase of the text."""
        head = self.phrases.head(phrase)
        if len(phrase) == 1 and self.lower[head] in PERSONAL_PRONOUNS:
            name = self._antecedent(phrase.start, content)
            if name is not None and self.lower[head] in PERSONAL:
                self.names.pronouns.setdefault(name, frozenset([self.lower[head]]))
            return Who(name, None if name is None else True)
        at = bisect_left(self.names.starts, head + 1) - 1
        inside = [
            one
            for one in self.names.occurrences[max(0, at - 1) : at + 1]
            if phrase.start <= one.first and one.first <= head < one.behind
        ]
        actor = self._actor(phrase, head)
        if self.lower[phrase.start] in _INDEFINITE:
            return Who(actor, self._speaks_for_named(phrase, head))
        if inside:
            return Who(actor or inside[-1].name, True)
        if self.phrases.quoted[head] and self.phrases.capital[head]:  # a voice within a voice
            first = head
            while first > phrase.start and self.phrases.capital[first - 1]:
                first -= 1
            return Who(
                actor
                or self.names.full_name(self.lower[head])
                or self.names.text_of(first, head + 1),
                True,
            )
        body = self._body(phrase, head)
        if body is not None:
            return Who(actor or body, True)
        apposed = self._apposed(phrase)
        if apposed is not None:
            return Who(apposed, True)
        role = self._holder(phrase, head)
        if role is not None:
            return Who(role, True)
        return Who(actor, self._speaks_for_named(phrase, head))

    def _apposed(self, phrase: range) -> str | None:
        """The name behind a description: "its leader, Ana Tal,"."""
        if phrase.stop >= len(self.words) or self.phrases.gap(phrase.stop - 1) != ", ":
            return None
        at = bisect_left(self.names.starts, phrase.stop)
        for one in self.names.occurrences[at : at + 1]:
            closed = one.behind == len(self.words) or self.phrases.gap(one.behind - 1)[:1] in ",.;"
            if closed and not set(self.lower[phrase.stop : one.first]) - TITLES:
                return one.name
        return None

    def _body(self, phrase: range, head: int) -> str | None:
        """The name of a body that ends in a small letter: "the Tal administration"."""
        first = head
        while first > phrase.start and self.phrases.is_name_word(first - 1):
            first -= 1
        if first == head or self.lower[head] not in BODIES:
            return None
        return self.names.text_of(first, head + 1)

    def _speaks_for_named(self, phrase: range, head: int) -> bool:
        """Whether it is a spokesperson, and the text names whose."""
        if self.lower[head] not in _SPOKESPEOPLE:
            return False
        return any(self.phrases.is_name_word(i) for i in phrase if i != phrase.start or i != head)

    def _actor(self, phrase: range, head: int) -> str | None:
        """The actor that the phrase names, or whose people it means: "Orlandic officials"."""
        start, end = self.words[phrase.start].start, self.words[head].end
        i = bisect_left(self.mention_ends, start + 1)
        inside = [m for m in self.mentions[i : i + 4] if m.start < end and m.acting]
        return inside[-1].actor if inside else None

    def _holder(self, phrase: range, head: int) -> str | None:
        """Who "the minister" is: the last one called so before, else the only one."""
        if self.lower[phrase.start] not in ("the", "this", "that") or len(phrase) < 2:
            return None
        for length in range(min(ROLE_WORDS, head - phrase.start), 0, -1):
            role = " ".join(self.lower[head + 1 - length : head + 1])
            name = self.names.holder(role, phrase.start)
            if name is not None:
                return name
        return None

    def _antecedent(self, pronoun: int, content: Span) -> str | None:
        """Whom "she" means: an actor or person named since anybody spoke, else the last speaker.

        Nobody who is named in the words themselves: "She said that Tal was tired" is not Tal's.
        """
        word = {"him": "he", "her": "she", "them": "they"}.get(
            self.lower[pronoun], self.lower[pronoun]
        )
        said = set(self.lower[self.phrases.index(content.start) : self.phrases.index(content.end)])
        position = self.words[pronoun].start
        nearest = bisect_left(self.mention_ends, position) - 1
        last = self.contents[0].end if self.contents else -1
        for mention in reversed(self.mentions[max(0, nearest - _BACK) : nearest + 1]):
            if mention.start < last and self.recent and self._may_be(self.recent[0], word):
                break  # who has just spoken is nearer
            told = any(a <= mention.start < b for a, b in self.contents)
            named = mention.actor.split()[-1].lower() in said
            if word in self.names.pronouns.get(mention.actor, ()) and not told and not named:
                behind = self.phrases.index(mention.end)
                return None if self._is_nearer(word, behind, pronoun) else mention.actor
        at = bisect_left(self.names.starts, pronoun) - 1
        near = [
            one
            for one in reversed(self.names.occurrences[max(0, at - 3) : at + 1])
            if (len(one.name.split()) > 1 or word not in PERSONAL)
            and one.name.split()[-1].lower() not in said
            and self._may_be(one.name, word)
            and (one.name in self.names.pronouns or self.lower[one.first - 1] not in _GOVERNING)
        ]
        if near and self.words[near[0].first].start > last:  # named since anybody spoke
            return None if self._is_nearer(word, near[0].behind, pronoun) else near[0].name
        if self._is_nearer(word, max(self.phrases.index(last), pronoun - _NEARER), pronoun):
            return None
        for name in self.recent:
            if self._may_be(name, word) and name.split()[-1].lower() not in said:
                return name
        return near[0].name if near else None

    def _is_nearer(self, word: str, start: int, pronoun: int) -> bool:
        """Whether a sentence between opens with "His daughter", or "a spokesman" stands there."""
        kin = _KIN.get(word)
        if kin is None:
            return False
        return any(
            self.lower[i] in kin
            and not self.phrases.quoted[i]
            and (
                self._is_somebodys(i)
                if i - 1 in self.phrases.openers
                else self.lower[i - 1] in ("a", "another") and self.lower[i] in _SPOKESPEOPLE
            )
            for i in range(max(1, start), pronoun)
        )

    def _is_somebodys(self, i: int) -> bool:
        """Whether a possessive stands before a word: "his", "Tal's"."""
        return self.lower[i - 1] in POSSESSIVES or self.phrases.gap(i - 1)[:2] in ("'s", "’s")

    def _may_be(self, name: str, pronoun: str) -> bool:
        """Whether a name may stand behind a pronoun."""
        known = self.names.pronouns.get(name)
        if known:
            return pronoun in known
        is_body = self.names.is_body(name)
        if pronoun in PERSONAL:
            return not is_body and " " in name
        return is_body or (name in self.recent and " " not in name)
