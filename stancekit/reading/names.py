"""Who is meant: the speaker that stands near a verb of speaking, and the name it stands for."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from functools import cached_property

from stancekit.lexicons.reporting import reporting_verbs
from stancekit.model import Actor, Mention, Span

_SPEAKERS_BACK = 4  # how many speakers a pronoun may stand for
_NOUNS_BEHIND = 3  # words that a name may describe: "Orlandic state news agency"
# How many mentions back a pronoun is followed to the one it stands for.
_BACK = 20

_PRONOUNS = frozenset(["he", "she", "they"])
_TITLES = frozenset(
    "mr mrs ms dr sir president prime minister secretary chancellor premier senator sen"
    " representative rep governor gov mayor general gen colonel col captain capt king"
    " queen prince princess pope bishop rabbi ayatollah sheikh chairman chairwoman"
    " professor prof judge justice foreign defense defence interior finance ambassador"
    " spokesman spokeswoman spokesperson former deputy vice chief leader state lord lady"
    " baroness councillor commissioner envoy".split()
)
_NAME_LINKS = frozenset(("of de la van von der bin ibn al el da di du dos").split())
_PREPOSITIONS = frozenset("of in at for from to with on by near against about over".split())
_SKIPPED = frozenset(
    "has have had also once often later then who that which will would could may might"
    " can did does is was are were been be never not first now already still since"
    " himself herself".split()
)
_NOT_NAMES = frozenset(
    "the a an you one later earlier again today yesterday instead perhaps in on at for but and or"
    " as if when while after before this that these those"
    " it its his her their our my we i he she they there here what who how why where with"
    " by from to of not no yes so now then still yet however meanwhile during under over"
    " despite although monday tuesday wednesday thursday friday saturday sunday january"
    " february march april may june july august september october november december".split()
)
_BEHIND_NAMES = _NOT_NAMES | _SKIPPED | _PREPOSITIONS  # end what a name describes
_NO_SUBJECTS = _NOT_NAMES | _NAME_LINKS


class Names:
    """Finds speakers among the words of an article, and remembers who has spoken."""

    def __init__(
        self,
        text: str,
        words: Sequence[Span],
        lower: Sequence[str],
        mentions: Sequence[Mention],
        actors: Sequence[Actor],
        quoted: Sequence[bool],
    ) -> None:
        self.text, self.words, self.lower = text, words, lower
        self.mentions, self.quoted = mentions, quoted
        self.word_starts = [word.start for word in words]
        self.mention_ends = [mention.end for mention in mentions]
        self.pronouns = {actor.name: actor.pronouns for actor in actors if actor.pronouns}
        self.recent: list[str] = []  # who spoke, the last one first

    def remember(self, name: str) -> None:
        """Take note of who has just spoken, for the pronouns that follow."""
        self.recent = [name, *self.recent[: _SPEAKERS_BACK - 1]]

    def _index(self, pos: int) -> int:
        return bisect_left(self.word_starts, pos)

    def after(self, cue: int, limits: range) -> Span | None:
        """The first pronoun or name behind a word, else the first noun."""
        for i in range(cue + 1, limits.stop):
            if self.lower[i] in _PRONOUNS:
                return self.words[i]
            if self._is_name_word(i):
                return self._with_noun(self._name_span(i, limits), limits)
        noun = next(
            (i for i in range(cue + 1, limits.stop) if self.lower[i] not in _NOT_NAMES), None
        )
        return self.words[noun] if noun is not None else None

    def _with_noun(self, name: Span, limits: range) -> Span:
        """The name with the nouns that it describes: "Orlandic harbour authority"."""
        i = self._index(name.end)
        behind = min(limits.stop, i + _NOUNS_BEHIND)
        while i < behind and self.text[name.end : self.words[i].start] == " ":
            if self.lower[i] in _BEHIND_NAMES or (
                self.lower[i] in reporting_verbs() and not self.quoted[i]
            ):
                break
            name = Span(name.start, self.words[i].end)
            i += 1
        return name

    def subject_before(self, cue: int, first: int) -> Span | None:
        """The pronoun or noun just before the verb, else the nearest name before it."""
        near = cue - 1
        while near >= first and (self.lower[near] in _SKIPPED or self.lower[near].endswith("ly")):
            near -= 1
        if near >= first and self._is_plain_subject(near, cue):
            return self.words[near]
        governed: Span | None = None
        i = near
        while i >= first:
            if self.lower[i] in _PRONOUNS and not self.quoted[i]:
                return self.words[i]
            if self._is_name_word(i):
                while i > first and self._joined(i):
                    i -= 1
                name = self._name_span(i, range(first, cue))
                if i == first or self.lower[i - 1] not in _PREPOSITIONS:
                    return name
                governed = governed or name  # "the mayor of Selm": not the subject, if there is one
            i -= 1
        return governed

    def _is_plain_subject(self, i: int, cue: int) -> bool:
        if self.quoted[i] or "," in self.text[self.words[i].end : self.words[cue].start]:
            return False
        return not self._is_name_word(i) and self.lower[i] not in _NO_SUBJECTS

    def _is_name_word(self, i: int) -> bool:
        char = self.text[self.words[i].start]
        return char.isupper() and self.lower[i] not in _NOT_NAMES and not self.quoted[i]

    def _joined(self, i: int) -> bool:
        """Whether the word and the one before it belong to the same name."""
        gap = self.text[self.words[i - 1].end : self.words[i].start]
        abbreviated = len(self.lower[i - 1]) == 1 or self.lower[i - 1] in _TITLES
        if gap not in (" ", "-") and not (gap == ". " and abbreviated):
            return False
        if self._is_name_word(i):
            return self._is_name_word(i - 1) or self._links(i - 1)
        return self._links(i)

    def _links(self, i: int) -> bool:
        """Whether the word is a link within a name, as in "Secretary of State"."""
        return (
            self.lower[i] in _NAME_LINKS
            and 0 < i < len(self.words) - 1
            and self._is_name_word(i - 1)
            and self._is_name_word(i + 1)
        )

    def _name_span(self, i: int, limits: range) -> Span:
        j = i
        while j + 1 < limits.stop and self._joined(j + 1):
            j += 1
        return Span(self.words[i].start, self.words[j].end)

    @cached_property
    def full_names(self) -> dict[str, str]:
        """The last word of each name of two words or more, with the name as first written."""
        names: dict[str, str] = {}
        i = 0
        while i < len(self.words):
            if not self.text[self.words[i].start].isupper() or self.lower[i] in _NOT_NAMES:
                i += 1
                continue
            j = i
            while j + 1 < len(self.words) and self._joined(j + 1):
                j += 1
            i = self._behind_titles(i, j)
            if any(self.text[self.words[k].end] == " " for k in range(i, j)):
                name = self.text[self.words[i].start : self.words[j].end]
                names.setdefault(self.lower[j], name)
            i = j + 1
        return names

    def _antecedent(self, pronoun: Span, content: Span) -> str | None:
        """Whom "she" means: the last actor named whose pronoun it is, else the last speaker.

        Nobody who is named in the words themselves: "She said that Tal was tired" is not Tal's.
        """
        word = self.text[pronoun.start : pronoun.end].lower()
        said = set(self.lower[self._index(content.start) : self._index(content.end)])
        nearest = bisect_left(self.mention_ends, pronoun.start) - 1
        for mention in reversed(self.mentions[max(0, nearest - _BACK) : nearest + 1]):
            if word in self.pronouns.get(mention.actor, ()):
                return mention.actor
        for name in self.recent:
            if word in self.pronouns.get(name, (word,)) and name.split()[-1].lower() not in said:
                return name
        return None

    def _behind_titles(self, first: int, last: int) -> int:
        """The first word of a name behind its titles: "Secretary of State Antony Blinken"."""
        i = first
        while i < last and (
            self.lower[i] in _TITLES or (i > first and self.lower[i] in _NAME_LINKS)
        ):
            i += 1
        return i

    def stands_for(self, speaker: Span, content: Span) -> str | None:
        """The actor or full name that a speaker of the content stands for, if it can be told."""
        i = bisect_left(self.mention_ends, speaker.start + 1)
        if i < len(self.mentions) and self.mentions[i].start < speaker.end:
            inside = [m for m in self.mentions[i : i + 4] if m.start < speaker.end and m.acting]
            if inside:
                return inside[-1].actor
        words = range(self._index(speaker.start), self._index(speaker.end))
        if len(words) == 1 and self.lower[words[0]] in _PRONOUNS:
            return self._antecedent(speaker, content)
        if not words or not self.text[speaker.start].isupper():
            return None
        first = self._behind_titles(words[0], words[-1])
        if first == words[-1]:
            return self.full_names.get(self.lower[first], self._text(first, words[-1]))
        return self._text(first, words[-1])

    def _text(self, first: int, last: int) -> str:
        return self.text[self.words[first].start : self.words[last].end]
