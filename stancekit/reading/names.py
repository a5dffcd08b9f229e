"""What names an article has: in full, with their genders, and what their bearers are."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from functools import cached_property, lru_cache
from importlib.resources import files
from itertools import compress
from pathlib import Path
from typing import NamedTuple

from stancekit.model import Actor
from stancekit.reading.grammar import (
    DETERMINERS,
    PREPOSITIONS,
    SUBJECT_PRONOUNS,
)
from stancekit.reading.phrases import Phrases
from stancekit.tables import read_tsv

ROLE_WORDS = 3  # longest role that is looked up: "foreign prime minister"

_DESCRIBING = ("ing", "ed", "ous", "ful", "ive", "less")  # endings: "Furious Ana Tal said"
_HONOURS = frozenset("mp mps kc qc phd md obe cbe jnr".split())  # behind a name
_COPULAS = frozenset("is was became becomes remains remained".split())
PERSONAL = frozenset(["he", "she"])
_FEMALE = frozenset(
    "ms mrs miss lady queen princess duchess baroness spokeswoman chairwoman".split()
)
_MALE = frozenset("mr sir lord king prince duke baron spokesman chairman".split())
TITLES = (
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
# Last words that show a name to be no person's.
BODIES = frozenset(
    "ministry union party agency company court council committee department bank office university"
    " institute association group corporation commission authority government army navy police"
    " parliament senate house congress times post news journal courier press foundation center"
    " centre society service church league federation alliance movement front network channel"
    " media administration campaign inc corp ltd co states nations kingdom republic city county"
    " street".split()
)

# First words that show a name to be a place's or a body's.
_PLACES = frozenset(
    "lake river mount port cape north northern south southern east eastern west western new central"
    " national royal united bank university downing saint fort san santa los las el".split()
)


@lru_cache(maxsize=1)
def given_names() -> dict[str, str]:
    """Common given names, with the pronoun of those who bear them."""
    path = Path(str(files("stancekit"))) / "reading" / "given_names.tsv"
    rows = read_tsv(path, columns=("name", "pronoun"), required=("name", "pronoun"))
    return {row["name"]: row["pronoun"] for row in rows}


class Occurrence(NamedTuple):
    """A name in the text: its place by words, without titles, and in full."""

    first: int
    behind: int
    name: str


class Names:
    """The names of an article, found once."""

    def __init__(self, phrases: Phrases, actors: Sequence[Actor]) -> None:
        self.phrases = phrases
        self.text, self.words, self.lower = phrases.text, phrases.words, phrases.lower
        self.pronouns = {
            actor.name: frozenset(actor.pronouns) for actor in actors if actor.pronouns
        }
        self._full: dict[str, str] = {}  # full names by their last word, or first given name

    @cached_property
    def occurrences(self) -> list[Occurrence]:
        """Every name of the text; a part of a name alone has the full name first given."""
        found = list(self._runs())
        names = {one.name for one in found}
        found = [self._plain(one, names) for one in found]
        firsts: dict[str, set[str]] = {}
        for one in found:
            words = one.name.split()
            if len(words) > 1 and words[-1] != "House":  # the House is not the White House
                self._full.setdefault(words[-1].lower(), one.name)
                firsts.setdefault(words[0].lower(), set()).add(one.name)
        for first, bearers in firsts.items():
            if len(bearers) == 1 and first.capitalize() in given_names():
                self._full.setdefault(first, *bearers)
        return [self._completed(one) for one in found]

    def _runs(self) -> Iterator[Occurrence]:
        """The names as they stand, without titles before them and honours behind."""
        reached = 0
        for i in compress(range(len(self.words)), self.phrases.capital):
            if i < reached or not self.phrases.is_name_word(i):
                continue
            behind = last = self.phrases.name_end(i, len(self.words))
            first = self._behind_titles(i, behind)
            while last - first > 1 and self.lower[last - 1] in _HONOURS:
                last -= 1
            is_title = len(self.lower[first]) == 1 or self.lower[first] in TITLES
            if last - first > 1 or not is_title:
                yield Occurrence(first, behind, self.text_of(first, last))
            reached = behind

    def _plain(self, one: Occurrence, names: Collection[str]) -> Occurrence:
        """A name without what describes it at the beginning of a sentence.

        "Furious Ana Tal", if "Ana Tal" stands elsewhere or "Ana" is a given name; "Pensioner Ana
        Tal", if what remains are two words or more.
        """
        words = one.name.split(maxsplit=1)
        if len(words) < 2 or one.first not in self.phrases.openers:
            return one
        rest = words[1].split()
        if not words[0].endswith(_DESCRIBING) and (len(rest) < 2 or words[0] in given_names()):
            return one
        is_known = words[1] in names or rest[0] in given_names()
        return one._replace(first=one.first + 1, name=words[1]) if is_known else one

    def _completed(self, one: Occurrence) -> Occurrence:
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
        if pronoun and name.split()[-1].lower() not in BODIES:
            self.pronouns[name] = frozenset([pronoun])

    @cached_property
    def starts(self) -> list[int]:
        """The first word of each occurrence, for bisection."""
        return [one.first for one in self.occurrences]

    def full_name(self, word: str) -> str | None:
        """The full name that a word alone stands for."""
        return self._full.get(word) if self.occurrences else None

    def _behind_titles(self, first: int, behind: int) -> int:
        """The first word of a name behind its titles: "Secretary of State Antony Blinken"."""
        titles = [i for i in range(first, behind - 1) if self.lower[i] in TITLES]
        return titles[-1] + 1 if titles else first

    @cached_property
    def roles(self) -> dict[str, list[tuple[int, str]]]:
        """Words for what somebody is, with where the text says so and of whom."""
        roles: dict[str, list[tuple[int, str]]] = {}
        for one in self.occurrences:
            for words in self._roles_of(one):
                for length in range(1, min(ROLE_WORDS, len(words)) + 1):
                    role = " ".join(self.lower[words.stop - length : words.stop])
                    roles.setdefault(role, []).append((one.first, one.name))
        return roles

    def _roles_of(self, one: Occurrence) -> Iterator[range]:
        """The titles before a name, the phrase behind its comma, the last word of a body's name."""
        start = one.first
        while start > 0 and self._is_title(start):
            start -= 1
        if start < one.first:
            of_state = start > 0 and self.phrases.capital[start - 1]  # "Orlandic President"
            yield range(start - of_state, one.first)
        if one.behind - one.first > 1 and self.lower[one.behind - 1] in BODIES:
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
            if behind > first and not self.phrases.capital[behind - 1]:
                yield range(first, behind)

    def _is_title(self, start: int) -> bool:
        before = self.lower[start - 1]
        return self.phrases.gap(start - 1) in (" ", ". ") and (
            before in TITLES or (before == "of" and self.lower[start] in TITLES)
        )

    def holder(self, role: str, before: int) -> str | None:
        """Who is called so: the last one before a word, else the only one."""
        holders = self.roles.get(role, ())
        earlier = [name for first, name in holders if first < before]
        distinct = {name for _, name in holders}
        if earlier:
            return earlier[-1]
        return distinct.pop() if len(distinct) == 1 else None

    def is_body(self, name: str) -> bool:
        """Whether the words of a name show that it is no person's."""
        words = name.lower().split()
        return words[-1] in BODIES or words[0] in _PLACES

    def kind(self, name: str) -> str:
        """Whether a name is a person's, a body's or a place's, or could be either."""
        if self.is_body(name) or (name.isupper() and len(name) > 1):
            return "body"
        known = self.pronouns.get(name, frozenset())
        return "person" if known & PERSONAL or len(name.split()) in (2, 3) else "unknown"

    def text_of(self, first: int, behind: int) -> str:
        """The text of the words from one up to another."""
        return self.text[self.words[first].start : self.words[behind - 1].end]
