"""What is read of an article before its pronouns are."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from stancekit.model import Actor, Article, Mention, Quote, Segment, Span
from stancekit.reading.actors import find_mentions
from stancekit.reading.names import Names
from stancekit.reading.quotes import find_quotes
from stancekit.reading.segments import find_segments
from stancekit.reading.sentences import find_sentences
from stancekit.reading.words import find_words, plain_text


class Parts(NamedTuple):
    """The parts that the rest is read from."""

    plain: str
    segments: tuple[Segment, ...]
    sentences: tuple[Span, ...]
    words: tuple[Span, ...]
    lower: tuple[str, ...]
    mentions: tuple[Mention, ...]
    quotes: tuple[Quote, ...]
    names: Names


def read_parts(article: Article, actors: Sequence[Actor]) -> Parts:
    """Read an article, but for its pronouns."""
    text = article.text
    plain = plain_text(text)
    segments = find_segments(article, plain)
    sentences = find_sentences(plain, segments)
    words, lower = find_words(plain)
    mentions = find_mentions(plain, words, lower, actors)
    quotes, names = find_quotes(text, segments, sentences, words, lower, mentions, actors)
    return Parts(plain, segments, sentences, words, lower, mentions, quotes, names)
