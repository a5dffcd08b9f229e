"""The values that stancekit passes around: frozen, without behaviour beyond look-ups.

Every offset in this library is a half-open range of code points into ``Article.text``, so that
``article.text[start:end]`` is the finding itself.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from heapq import heappop, heappush
from operator import itemgetter
from typing import Any, Literal, NamedTuple, TypeAlias, TypeVar, get_args

import pandas as pd

SegmentKind: TypeAlias = Literal[
    "headline", "heading", "body", "caption", "promo", "byline", "bio", "comment"
]
QuoteKind: TypeAlias = Literal["direct", "indirect", "scare"]
MentionKind: TypeAlias = Literal["name", "demonym", "seat", "nominal", "pronoun"]
ActorKind: TypeAlias = Literal["person", "place", "organisation", "group"]
Voice: TypeAlias = Literal["outlet", "attributed", "scare"]
Reduction: TypeAlias = Literal["per_1000_words", "mean"]

SEGMENT_KINDS: tuple[SegmentKind, ...] = get_args(SegmentKind)
ACTOR_KINDS: tuple[ActorKind, ...] = get_args(ActorKind)
VOICES: tuple[Voice, ...] = get_args(Voice)

PER_1000_WORDS = (
    " per 1,000 words"  # behind the unit of every rate, so that a frame shows which is one
)


class StancekitError(ValueError):
    """Something the user can mend: the message says what is wrong, where, and what to do."""


class StancekitWarning(UserWarning):
    """Something was left out or looks unintended; the result holds without it."""


class Span(NamedTuple):
    """A half-open range of code points of the article's text."""

    start: int
    end: int


class Segment(NamedTuple):
    """One line of an article and what it is; only ``headline`` and ``body`` tell the story."""

    kind: SegmentKind
    start: int
    end: int


class Quote(NamedTuple):
    """Words that are not the outlet's own, without their quotation marks.

    ``speaker`` and ``cue`` are where the text names the speaker and the act of speaking;
    ``speaker_name`` is the full name or the actor that the speaker stands for. Each is None where
    it could not be told. ``named`` is True if the text names the speaker, there or earlier; False
    for a source that is only described ("officials", "critics of the plan", "is said to"); None
    where it could not be told. A ``scare`` quote has no speaker: the outlet holds the words at
    arm's length.
    """

    start: int
    end: int
    kind: QuoteKind
    speaker: Span | None = None
    cue: Span | None = None
    speaker_name: str | None = None
    named: bool | None = None


class Mention(NamedTuple):
    """A place in the text where an actor is meant.

    ``acting`` is False where a demonym or a name only describes somebody else ("Israeli historian",
    "a Tal aide") or a thing ("Iranian-made"): such a mention says nothing about the actor and is
    not scored.
    """

    start: int
    end: int
    actor: str
    kind: MentionKind
    acting: bool = True


@dataclass(frozen=True, slots=True)
class Article:
    """One article. `text` is never changed; all offsets point into it.

    Raises
    ------
    StancekitError
        If `id` or `outlet` is blank, or if a field is not a string.
    """

    id: str
    outlet: str
    text: str
    title: str | None = None
    author: str | None = None
    published: str | None = None
    url: str | None = None
    story: str | None = None

    def __post_init__(self) -> None:
        for name in ("id", "outlet", "text"):
            value = getattr(self, name)
            if not isinstance(value, str):
                raise StancekitError(f"article {self.id!r}: {name} must be text, not {value!r}")
            if name != "text" and not value.strip():
                raise StancekitError(
                    f"article {self.id!r}: {name} is empty; every article needs one"
                )
        for name in ("title", "author", "published", "url", "story"):
            value = getattr(self, name)
            if value is not None and not isinstance(value, str):
                raise StancekitError(
                    f"article {self.id!r}: {name} must be text or None, not {value!r}"
                )


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody whom articles write about.

    Parameters
    ----------
    name
        The name as tables show it; also looked for in the text. A person's last name is found too.
    aliases
        Other names. An alias in capitals only ("US") is found in capitals only.
    kind
        ``person``, ``place``, ``organisation`` or ``group``.
    pronouns
        Pronouns that may stand for the actor, as ``("she", "her")``.
    demonyms
        Words for what belongs to a place and who comes from there: ``("Russian", "Russians")``.
    seats
        Capitals and seats of government that stand for the actor: ``("Moscow", "Kremlin")``.
    members
        Names of other actors whose mentions count for this one as well: ``("Vladimir Putin",)``.

    Raises
    ------
    StancekitError
        If the name is blank or the kind unknown.
    """

    name: str
    aliases: tuple[str, ...] = ()
    kind: ActorKind = "group"
    pronouns: tuple[str, ...] = ()
    demonyms: tuple[str, ...] = ()
    seats: tuple[str, ...] = ()
    members: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not isinstance(self.name, str) or not self.name.strip():
            raise StancekitError(f"an actor needs a name, not {self.name!r}")
        if self.kind not in ACTOR_KINDS:
            raise StancekitError(
                f"actor {self.name!r}: unknown kind {self.kind!r}; known: {', '.join(ACTOR_KINDS)}"
            )
        for part in ("aliases", "pronouns", "demonyms", "seats", "members"):
            value = getattr(self, part)
            if isinstance(value, str) or not all(isinstance(item, str) for item in value):
                raise StancekitError(
                    f"actor {self.name!r}: {part} must be a tuple of words, not {value!r}"
                )
            object.__setattr__(self, part, tuple(value))


class Evidence(NamedTuple):
    """One finding of a lens: where, by which rule, how much, toward whom, and why.

    ``weight`` is in the unit of its lens. Voice, speaker, sentence and segment are not the lens's
    business: they follow from the place.
    """

    start: int
    end: int
    rule: str
    weight: float = 1.0
    actor: str | None = None
    note: str = ""
    category: str = ""


_Found = TypeVar("_Found")
_START = itemgetter(0)


@dataclass(frozen=True)
class Reading:
    """What a careful reader sees in an article, worked out once and shared by all lenses.

    Attributes
    ----------
    plain
        The text with typographic marks made plain, one code point for one code point: it has the
        length of ``article.text``, and the same offsets.
    segments, sentences, words, quotes, mentions
        In the order of the text. Sentences never cross a segment. A word is a run of letters or
        digits; hyphens part words, a possessive ``'s`` is left out.
    lower
        The words in lower case, one for each of `words`.
    english
        False if the text is long enough to tell and is not English; lenses do not read it then.
    """

    article: Article
    plain: str
    segments: tuple[Segment, ...]
    sentences: tuple[Span, ...]
    words: tuple[Span, ...]
    lower: tuple[str, ...] = field(repr=False)
    quotes: tuple[Quote, ...]
    mentions: tuple[Mention, ...]
    english: bool = True

    @cached_property
    def word_starts(self) -> list[int]:
        """Where each word starts, for bisection."""
        return [*map(_START, self.words)]

    @cached_property
    def _segment_starts(self) -> list[int]:
        return [segment.start for segment in self.segments]

    @cached_property
    def _sentence_starts(self) -> list[int]:
        return [sentence.start for sentence in self.sentences]

    @cached_property
    def _voice_runs(self) -> tuple[list[int], list[Quote | None]]:
        return _innermost_runs(self.quotes)

    def segment(self, pos: int) -> Segment | None:
        """The segment that holds the position, or None between segments."""
        i = bisect_right(self._segment_starts, pos) - 1
        return self.segments[i] if i >= 0 and pos < self.segments[i].end else None

    def is_told(self, pos: int) -> bool:
        """Whether the position stands in headline or body, where the story is told."""
        segment = self.segment(pos)
        return segment is not None and segment.kind in ("headline", "body")

    def sentence(self, pos: int) -> Span | None:
        """The sentence that holds the position, or None between sentences."""
        i = bisect_right(self._sentence_starts, pos) - 1
        return self.sentences[i] if i >= 0 and pos < self.sentences[i].end else None

    def quote(self, pos: int) -> Quote | None:
        """The innermost quote that holds the position; a scare quote only where no other does."""
        starts, quotes = self._voice_runs
        i = bisect_right(starts, pos) - 1
        return quotes[i] if i >= 0 else None

    def stretches(
        self, start: int = 0, end: int | None = None
    ) -> Iterator[tuple[int, int, Quote | None]]:
        """The stretches of a range, or of the whole, each with its innermost quote."""
        starts, quotes = self._voice_runs
        end = len(self.plain) if end is None else end
        i = bisect_right(starts, start) - 1
        while start < end:
            stop = min(end, starts[i + 1]) if i + 1 < len(starts) else end
            yield start, stop, quotes[i] if i >= 0 else None
            start, i = stop, i + 1

    def voice(self, pos: int) -> Voice:
        """In whose voice the position is: ``outlet``, ``attributed`` or ``scare``."""
        return voice_of(self.quote(pos))

    def word_range(self, start: int, end: int) -> range:
        """The indices of the words that start within a range of the text."""
        return range(bisect_left(self.word_starts, start), bisect_left(self.word_starts, end))

    @cached_property
    def _found(self) -> dict[object, Any]:
        return {}

    def once(self, find: Callable[[Reading], _Found]) -> _Found:
        """What a function finds in this reading; it looks only the first time that it is asked."""
        if find not in self._found:
            self._found[find] = find(self)
        found: _Found = self._found[find]
        return found

    def words_by_voice(self, segments: Iterable[str]) -> Counter[Voice]:
        """How many words stand in each voice, in segments of these kinds."""
        segments = tuple(segments)
        if segments not in self._counted:
            count: Counter[Voice] = Counter()
            for segment in self.segments:
                if segment.kind in segments:
                    for start, end, quote in self.stretches(segment.start, segment.end):
                        count[voice_of(quote)] += len(self.word_range(start, end))
            self._counted[segments] = count
        return self._counted[segments]

    @cached_property
    def _counted(self) -> dict[tuple[str, ...], Counter[Voice]]:
        return {}


def voice_of(quote: Quote | None) -> Voice:
    """The voice of words in a quote; of words in none, the outlet's."""
    if quote is None:
        return "outlet"
    return "scare" if quote.kind == "scare" else "attributed"


def _innermost_runs(quotes: Iterable[Quote]) -> tuple[list[int], list[Quote | None]]:
    """Cut the text at every edge of a quote; each run has the innermost quote that covers it."""
    ordered = sorted(quotes)
    edges = sorted({edge for quote in ordered for edge in (quote.start, quote.end)})
    runs: list[Quote | None] = []
    open_quotes: list[tuple[bool, int, int, Quote]] = []  # a heap: speech first, then innermost
    upcoming = 0
    for edge in edges:
        while upcoming < len(ordered) and ordered[upcoming].start <= edge:
            quote = ordered[upcoming]
            heappush(open_quotes, (quote.kind == "scare", -quote.start, quote.end, quote))
            upcoming += 1
        while open_quotes and open_quotes[0][2] <= edge:
            heappop(open_quotes)
        runs.append(open_quotes[0][3] if open_quotes else None)
    return edges, runs


@dataclass(frozen=True, slots=True)
class Term:
    """An entry of a lexicon, as written in its file; see :func:`stancekit.load_lexicon`."""

    term: str
    category: str
    weight: float = 1.0
    unless: tuple[str, ...] = ()
    note: str = ""
    source: str = "own"
    ambiguous: bool = False  # counts only beside a term that is not

    def __post_init__(self) -> None:
        unless: object = self.unless
        if isinstance(unless, str):
            raise StancekitError(
                f"term {self.term!r}: unless must be a tuple of phrases, not {self.unless!r}"
            )
        ambiguous: object = self.ambiguous
        if not isinstance(ambiguous, bool):
            raise StancekitError(
                f"term {self.term!r}: ambiguous must be True or False, not {ambiguous!r}"
            )


@dataclass(frozen=True)
class Lexicon:
    """A named word list."""

    name: str
    terms: tuple[Term, ...]

    def __post_init__(self) -> None:
        object.__setattr__(self, "terms", tuple(self.terms))

    def __hash__(self) -> int:
        return self._hash

    def __getstate__(self) -> dict[str, object]:
        return {"name": self.name, "terms": self.terms}  # another process hashes otherwise

    @cached_property
    def _hash(self) -> int:  # once: lexicons of thousands of terms are looked up for each article
        return hash((self.name, self.terms))


@dataclass(frozen=True, slots=True)
class Lens:
    """A way of looking at a reading: one plain function and how its findings make a score.

    Parameters
    ----------
    name
        The name in the frames and tables.
    find
        Takes a :class:`Reading`, gives the findings in any order.
    unit, higher
        What the score counts, and what a higher score means, in a few words each. Where the score
        is a rate, the unit in frames and tables goes on with "per 1,000 words".
    voice
        The voices that get a row of scores each; findings in other voices are not kept. An empty
        tuple: the lens does not tell voices apart, and its rows stand under ``outlet``.
    segments
        The kinds of segments that it reads; findings elsewhere are not kept.
    by_actor
        True if each actor gets scores of its own.
    reduce
        ``per_1000_words``: the sum of weights for every thousand words read. ``mean``: the sum of
        weights over the number of findings, so a finding of weight 0 counts.
    find_many
        For a lens that is faster with many readings at once: takes some, gives for each what
        `find` would. Left out: `find` is asked for one after the other.
    """

    name: str
    find: Callable[[Reading], Iterable[Evidence]]
    unit: str
    higher: str
    voice: tuple[Voice, ...] = ("outlet",)
    segments: tuple[SegmentKind, ...] = ("headline", "body")
    by_actor: bool = False
    reduce: Reduction = "per_1000_words"
    find_many: Callable[[Sequence[Reading]], Iterable[Iterable[Evidence]]] | None = None

    def __post_init__(self) -> None:
        if not callable(self.find):
            raise StancekitError(f"lens {self.name!r}: find must be a function, not {self.find!r}")
        if self.find_many is not None and not callable(self.find_many):
            raise StancekitError(
                f"lens {self.name!r}: find_many must be a function, not {self.find_many!r}"
            )
        for part, known in (("voice", VOICES), ("segments", SEGMENT_KINDS)):
            values = getattr(self, part)
            unknown = [values] if isinstance(values, str) else [v for v in values if v not in known]
            if unknown:
                raise StancekitError(
                    f"lens {self.name!r}: {part} must be a tuple of {', '.join(known)},"
                    f" not {values!r}"
                )
        if self.reduce not in get_args(Reduction):
            raise StancekitError(
                f"lens {self.name!r}: reduce must be {' or '.join(get_args(Reduction))},"
                f" not {self.reduce!r}"
            )

    @property
    def score_unit(self) -> str:
        """The unit as it stands in the frames."""
        return self.unit + PER_1000_WORDS if self.reduce == "per_1000_words" else self.unit


@dataclass(frozen=True)
class Scored:
    """The two tidy frames that scoring gives; see ``docs/schema.md`` for their columns."""

    scores: pd.DataFrame
    evidence: pd.DataFrame
