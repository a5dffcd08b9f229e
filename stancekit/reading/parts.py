"""What is read of an article before its pronouns are."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from stancekit.model import Actor, Article, Mention, Quote, Segment, Span
from stancekit.reading.actors import find_mentions
from stancekit.reading.names import Names
from stancekit.reading.quotes import Heard, find_quotes
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


def read_parts(articles: Sequence[Article], actors: Sequence[Actor]) -> list[Parts]:
    """Read articles, but for their pronouns.

    Each step is taken for all of them before the next one: its code and its lists are then at hand
    in the processor's cache.
    """
    plains = [plain_text(article.text) for article in articles]
    segments = [find_segments(*one) for one in zip(articles, plains, strict=True)]
    sentences = [find_sentences(*one) for one in zip(plains, segments, strict=True)]
    words = [find_words(plain) for plain in plains]
    mentions = [
        find_mentions(plain, spans, lower, actors)
        for plain, (spans, lower) in zip(plains, words, strict=True)
    ]
    heard = [
        Heard(article.text, segments[i], sentences[i], *words[i], mentions[i])
        for i, article in enumerate(articles)
    ]
    quotes = find_quotes(heard, actors)
    return [
        Parts(plain, segments[i], sentences[i], *words[i], mentions[i], *quotes[i])
        for i, plain in enumerate(plains)
    ]
