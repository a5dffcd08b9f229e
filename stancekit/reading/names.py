"""Whom a phrase stands for: a full name, an actor, whom "she" or "the minister" means."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence
from functools import cached_property, lru_cache
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple

from stancekit.model import Actor, Mention, Span
from stancekit.reading.grammar import (
    DETERMINERS,
    PERSONAL_PRONOUNS,
    PREPOSITIONS,
    SUBJECT_PRONOUNS,
)
from stancekit.reading.phrases import Phrases
from stancekit.tables import read_tsv

_SPEAKERS_BACK = 4  # how many speakers a pronoun may stand for
_BACK = 20  # mentions back that a pronoun is followed to the one it stands for
_ROLE_WORDS = 3  # longest role that is looked up: "foreign prime minister"

_INDEFINITE = frozenset("a an one another some two three several many".split())
_GOVERNING = PREPOSITIONS | DETERMINERS  # before a name, these show it to be no subject
_DESCRIBING = ("ing", "ed", "ous", "ful", "ive", "less")  # endings: "Furious Ana Tal said"
_HONOURS = frozenset("mp mps kc qc phd md obe cbe jnr".split())  # behind a name
_COPULAS = frozenset("is was became becomes remains remained".split())
_PERSONAL = frozenset(["he", "she"])
_FEMALE = frozenset(
    "ms mrs miss lady queen princess duchess baroness spokeswoman chairwoman".split()
)
_MALE = frozenset("mr sir lord king prince duke baron spokesman chairman".split())
_TITLES = (
    _FEMALE
    | _MALE
    | frozenset(
        "mx boss grandad grandpa grandma mum dad pm mp cllr tycoon dr president prime"
        " minister secretary chancellor premier senator sen congressman congresswoman"
        " representative rep governor gov mayor general gen colonel col captain capt"
        " lieutenant lt sergeant major admiral commander marshal pope bishop archbishop rabbi"
        " imam ayatollah sheikh father sister brother saint st chairperson professor prof"
        " judge justice foreign defense defence interior finance ambassador spokesperson"
        " former deputy vice chief leader state councillor commissioner envoy director speaker"
        " attorney first treasurer inspector detective officer sheriff analyst economist"
        " author editor rev reverend".split()
    )
)
# People whom a spokesperson's institution speaks through: named if the institution is.
_SPOKESPEOPLE = frozenset("spokesman spokeswoman spokesperson spokespeople spokesmen".split())
# Last words that show a name to be no person's.
_BODIES = frozenset(
    "ministry union party agency company court council committee department bank office university"
    " institute association group corporation commission authority government army navy police"
    " parliament senate house congress times post news journal courier press foundation center"
    " centre society service church league federation alliance movement front network channel"
    " media administration campaign inc corp ltd co states nations kingdom republic city county"
    " street".split()
)


@lru_cache(maxsize=1)
def given_names() -> dict[str, str]:
    """Common given names, with the pronoun of those who bear them."""
    path = Path(str(files("stancekit"))) / "reading" / "given_names.tsv"
    rows = read_tsv(path, columns=("name", "pronoun"), required=("name", "pronoun"))
    return {row["name"]: row["pronoun"] for row in rows}


# First words that show a name to be a place's or a body's.
_PLACES = frozenset(
    "lake river mount port cape north northern south southern east eastern west western new central"
    " national royal united bank university downing saint fort san santa los las el".split()
)


class Who(NamedTuple):
    """Whom a phrase stands for, and whether that is a name or a mere description."""

    name: str | None
    named: bool | None  # None: a pronoun that could not be resolved


class _Occurrence(NamedTuple):
    """A name in the text: its place by words, without titles, and in full."""

    first: int
    behind: int
    name: str


class Names:
    """What names an article has, whom they mean, and who has spoken."""

    def __init__(
        self,
        text: str,
        words: Sequence[Span],
        lower: Sequence[str],
        mentions: Sequence[Mention],
        actors: Sequence[Actor],
        phrases: Phrases,
    ) -> None:
        self.text, self.words, self.lower = text, words, lower
        self.mentions, self.phrases = mentions, phrases
        self.word_starts = [word.start for word in words]
        self.mention_ends = [mention.end for mention in mentions]
        self.pronouns = {
            actor.name: frozenset(actor.pronouns) for actor in actors if actor.pronouns
        }
        self.recent: list[str] = []  # who spoke, the last one first
        self.contents: list[Span] = []  # what they said, the last one first

    def remember(self, name: str, content: Span) -> None:
        """Take note of who has just spoken, for the pronouns that follow."""
        self.recent = [name, *self.recent[: _SPEAKERS_BACK - 1]]
        self.contents = [content, *self.contents[: _SPEAKERS_BACK - 1]]

    def _index(self, pos: int) -> int:
        return bisect_left(self.word_starts, pos)

    @cached_property
    def occurrences(self) -> list[_Occurrence]:
        """Every name of the text; a part of a name alone has the full name first given."""
        found = list(self._runs())
        names = {one.name for one in found}
        found = [self._plain(one, names) for one in found]
        self._full: dict[str, str] = {}
        firsts: dict[str, set[str]] = {}
        for one in found:
            words = one.name.split()
            if len(words) > 1:
                self._full.setdefault(words[-1].lower(), one.name)
                firsts.setdefault(words[0].lower(), set()).add(one.name)
        for first, bearers in firsts.items():
            if len(bearers) == 1 and first.capitalize() in given_names():
                self._full.setdefault(first, *bearers)
        return [self._completed(one) for one in found]

    def _runs(self) -> Iterator[_Occurrence]:
        """The names as they stand, without titles before them and honours behind."""
        i = 0
        while i < len(self.words):
            if not (self.phrases.capital[i] and self.phrases.is_name_word(i)):
                i += 1
                continue
            behind = last = self.phrases.name_end(i, len(self.words))
            first = self._behind_titles(i, behind)
            while last - first > 1 and self.lower[last - 1] in _HONOURS:
                last -= 1
            is_title = len(self.lower[first]) == 1 or self.lower[first] in _TITLES
            if last - first > 1 or not is_title:
                yield _Occurrence(first, behind, self._text(first, last))
            i = behind

    def _plain(self, one: _Occurrence, names: Collection[str]) -> _Occurrence:
        """A name without what describes it: "Furious Ana Tal", if "Ana Tal" stands elsewhere."""
        words = one.name.split(maxsplit=1)
        if len(words) < 2 or one.first not in self.phrases.openers:
            return one
        if not words[0].endswith(_DESCRIBING):
            return one
        is_known = words[1] in names or words[1].split()[0] in given_names()
        return one._replace(first=one.first + 1, name=words[1]) if is_known else one

    def _completed(self, one: _Occurrence) -> _Occurrence:
        """The occurrence with the full name; what stands before it may tell the gender."""
        name = one.name
        if " " not in name:
            name = self._full.get(name.lower(), name)
        self._learn_gender(max(0, one.first - 2), one.first, name)
        return one._replace(name=name)

    def _learn_gender(self, start: int, first: int, name: str) -> None:
        if name in self.pronouns:
            return
        titles = set(self.lower[start:first])
        pronoun = "she" if titles & _FEMALE else "he" if titles & _MALE else None
        pronoun = pronoun or given_names().get(name.split()[0])
        if pronoun and name.split()[-1].lower() not in _BODIES:
            self.pronouns[name] = frozenset([pronoun])

    @cached_property
    def _starts(self) -> list[int]:
        return [one.first for one in self.occurrences]

    def _behind_titles(self, first: int, behind: int) -> int:
        """The first word of a name behind its titles: "Secretary of State Antony Blinken"."""
        titles = [i for i in range(first, behind - 1) if self.lower[i] in _TITLES]
        return titles[-1] + 1 if titles else first

    @cached_property
    def roles(self) -> dict[str, list[tuple[int, str]]]:
        """Words for what somebody is, with where the text says so and of whom."""
        roles: dict[str, list[tuple[int, str]]] = {}
        for one in self.occurrences:
            for words in self._roles_of(one):
                for length in range(1, min(_ROLE_WORDS, len(words)) + 1):
                    role = " ".join(self.lower[words.stop - length : words.stop])
                    roles.setdefault(role, []).append((one.first, one.name))
        return roles

    def _roles_of(self, one: _Occurrence) -> Iterator[range]:
        """The titles before a name, the phrase behind its comma, the last word of a body's name."""
        start = one.first
        while start > 0 and self._is_title(start):
            start -= 1
        if start < one.first:
            of_state = start > 0 and self.phrases.capital[start - 1]  # "Orlandic President"
            yield range(start - of_state, one.first)
        if one.behind - one.first > 1 and self.lower[one.behind - 1] in _BODIES:
            yield range(one.behind - 1, one.behind)
        is_described = self.phrases.gap(one.behind - 1) == ", "
        is_called = one.behind < len(self.words) and self.lower[one.behind] in _COPULAS
        if one.behind + 1 < len(self.words) and (is_described or is_called):
            first = one.behind + is_called
            first += first < len(self.words) and self.lower[first] in ("the", "a", "an")
            behind = first
            while behind < len(self.words) and behind - first < 5:
                word = self.lower[behind]
                if word in PREPOSITIONS or word in DETERMINERS or word in SUBJECT_PRONOUNS:
                    break
                behind += 1
                if self.phrases.gap(behind - 1) != " ":
                    break
            else:
                return
            if behind > first and not self.phrases.is_capital(behind - 1):
                yield range(first, behind)

    def _is_title(self, start: int) -> bool:
        before = self.lower[start - 1]
        return self.phrases.gap(start - 1) in (" ", ". ") and (
            before in _TITLES or (before == "of" and self.lower[start] in _TITLES)
        )

    def who(self, phrase: range, content: Span) -> Who:
        """Whom the speaker of the content is, by a phrase of the text."""
        head = self.phrases.head(phrase)
        if len(phrase) == 1 and self.lower[head] in PERSONAL_PRONOUNS:
            name = self._antecedent(phrase.start, content)
            if name is not None and self.lower[head] in _PERSONAL:
                self.pronouns.setdefault(name, frozenset([self.lower[head]]))
            return Who(name, None if name is None else True)
        at = bisect_left(self._starts, head + 1) - 1
        inside = [
            one
            for one in self.occurrences[max(0, at - 1) : at + 1]
            if phrase.start <= one.first and one.first <= head < one.behind
        ]
        actor = self._actor(phrase, head)
        if self.lower[phrase.start] in _INDEFINITE:
            return Who(actor, self._speaks_for_named(phrase, head))
        if inside:
            return Who(actor or inside[-1].name, True)
        if self.phrases.quoted[head] and self.phrases.is_capital(head):  # a voice within a voice
            first = head
            while first > phrase.start and self.phrases.is_capital(first - 1):
                first -= 1
            return Who(actor or self._full.get(self.lower[head], self._text(first, head + 1)), True)
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
        at = bisect_left(self._starts, phrase.stop)
        for one in self.occurrences[at : at + 1]:
            closed = one.behind == len(self.words) or self.phrases.gap(one.behind - 1)[:1] in ",.;"
            if closed and not set(self.lower[phrase.stop : one.first]) - _TITLES:
                return one.name
        return None

    def _body(self, phrase: range, head: int) -> str | None:
        """The name of a body that ends in a small letter: "the Tal administration"."""
        first = head
        while first > phrase.start and self.phrases.is_name_word(first - 1):
            first -= 1
        if first == head or self.lower[head] not in _BODIES:
            return None
        return self._text(first, head + 1)

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
        for length in range(min(_ROLE_WORDS, head - phrase.start), 0, -1):
            holders = self.roles.get(" ".join(self.lower[head + 1 - length : head + 1]))
            if not holders:
                continue
            before = [name for first, name in holders if first < phrase.start]
            names = {name for _, name in holders}
            if before:
                return before[-1]
            if len(names) == 1:
                return names.pop()
        return None

    def _antecedent(self, pronoun: int, content: Span) -> str | None:
        """Whom "she" means: an actor or person named since anybody spoke, else the last speaker.

        Nobody who is named in the words themselves: "She said that Tal was tired" is not Tal's.
        """
        word = {"him": "he", "her": "she", "them": "they"}.get(
            self.lower[pronoun], self.lower[pronoun]
        )
        said = set(self.lower[self._index(content.start) : self._index(content.end)])
        position = self.words[pronoun].start
        nearest = bisect_left(self.mention_ends, position) - 1
        last = self.contents[0].end if self.contents else -1
        for mention in reversed(self.mentions[max(0, nearest - _BACK) : nearest + 1]):
            if mention.start < last and self.recent and self._may_be(self.recent[0], word):
                break  # who has just spoken is nearer
            told = any(a <= mention.start < b for a, b in self.contents)
            named = mention.actor.split()[-1].lower() in said
            if word in self.pronouns.get(mention.actor, ()) and not told and not named:
                return mention.actor
        at = bisect_left(self._starts, pronoun) - 1
        near = [
            one
            for one in reversed(self.occurrences[max(0, at - 3) : at + 1])
            if (len(one.name.split()) > 1 or word not in _PERSONAL)
            and one.name.split()[-1].lower() not in said
            and self._may_be(one.name, word)
            and (one.name in self.pronouns or self.lower[one.first - 1] not in _GOVERNING)
        ]
        if near and self.words[near[0].first].start > last:
            return near[0].name  # named since anybody spoke
        for name in self.recent:
            if self._may_be(name, word) and name.split()[-1].lower() not in said:
                return name
        return near[0].name if near else None

    def kind(self, name: str) -> str:
        """Whether a name is a person's, a body's or a place's, or could be either."""
        words = name.lower().split()
        if words[-1] in _BODIES or words[0] in _PLACES or (name.isupper() and len(name) > 1):
            return "body"
        known = self.pronouns.get(name, frozenset())
        return "person" if known & _PERSONAL or len(words) in (2, 3) else "unknown"

    def _may_be(self, name: str, pronoun: str) -> bool:
        """Whether a name may stand behind a pronoun."""
        known = self.pronouns.get(name)
        if known:
            return pronoun in known
        words = name.lower().split()
        is_body = words[-1] in _BODIES or words[0] in _PLACES
        if pronoun in _PERSONAL:
            return not is_body and len(words) > 1
        return is_body or (name in self.recent and len(words) == 1)

    def _text(self, first: int, behind: int) -> str:
        return self.text[self.words[first].start : self.words[behind - 1].end]
