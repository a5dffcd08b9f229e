"""What a careful reader sees in an article, worked out once for all lenses."""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from stancekit.actors import as_actors
from stancekit.model import (
    Actor,
    Article,
    Mention,
    Reading,
    StancekitWarning,
)
from stancekit.reading.coreference import find_references
from stancekit.reading.language import is_english
from stancekit.reading.parts import read_parts


def read(article: Article, actors: str | Path | Iterable[Actor | str] = ()) -> Reading:
    r"""Read an article: segments, sentences, words, quotes with speakers, mentions of the actors.

    Parameters
    ----------
    article
        Any text is taken; an empty one gives a reading with nothing in it.
    actors
        Whose mentions to find: actors, or anything that :func:`stancekit.load_actors` takes.

    Returns
    -------
    Reading
        All offsets point into ``article.text``.

    Raises
    ------
    StancekitError
        If two actors share a name.

    Warns
    -----
    StancekitWarning
        If the text is not English.

    Examples
    --------
    >>> from stancekit import Actor, Article
    >>> text = "Orland ended the talks.\n“A foul betrayal,” said Ana Tal."
    >>> article = Article("a", "Daily", text)
    >>> reading = read(article, [Actor("Orland")])
    >>> [article.text[m.start:m.end] for m in reading.mentions]
    ['Orland']
    >>> [(article.text[q.start:q.end], q.speaker_name) for q in reading.quotes]
    [('A foul betrayal,', 'Ana Tal')]
    """
    reading = read_quietly(article, as_actors(actors))
    if not reading.english:
        warnings.warn(not_english_message([article.id]), StancekitWarning, stacklevel=2)
    return reading


def not_english_message(ids: Sequence[str]) -> str:
    """What is said of articles in another language."""
    return (
        f"not English, so not scored: {', '.join(ids)}."
        " stancekit's lenses know English only; translate the text or leave it out"
    )


def read_names(article: Article, actors: Sequence[Actor]) -> Iterator[tuple[str, str, str | None]]:
    """Who is named in an article: each time the name, its kind, and its pronoun if that is told.

    A name that is an actor's is given as the actor's.
    """
    (parts,) = read_parts([article], actors)
    told = [segment for segment in parts.segments if segment.kind in ("headline", "body")]
    covered: set[int] = set()
    for mention in parts.mentions:
        covered.update(range(mention.start, mention.end))
        if mention.acting and any(s.start <= mention.start < s.end for s in told):
            yield mention.actor, "known", None
    names = parts.names
    for one in names.occurrences:
        start = parts.words[one.first].start
        if start in covered or not any(s.start <= start < s.end for s in told):
            continue
        if " " in one.name or one.name.isupper():
            pronoun = next(iter(names.pronouns.get(one.name, ())), None)
            # Bodies are not called by the last word of their name alone, persons are.
            alone = one.behind - one.first == 1 and names.kind(one.name) == "person"
            yield one.name, "person" if pronoun or alone else "body", pronoun


def _with_members(mentions: Sequence[Mention], actors: Sequence[Actor]) -> tuple[Mention, ...]:
    """The mentions, those of members once more for whom they count."""
    bodies: dict[str, list[str]] = {}
    for actor in actors:
        for member in actor.members:
            bodies.setdefault(member, []).append(actor.name)
    if not bodies:
        return tuple(mentions)
    more = [one._replace(actor=body) for one in mentions for body in bodies.get(one.actor, ())]
    return tuple(sorted([*mentions, *more]))


def read_quietly(article: Article, actors: Sequence[Actor] = ()) -> Reading:
    """As `read`, without a warning."""
    (reading,) = read_all([article], actors)
    return reading


def read_all(articles: Sequence[Article], actors: Sequence[Actor]) -> list[Reading]:
    """As `read_quietly`, for several articles at once, which is faster."""
    parts = read_parts(articles, actors)
    mentions = [find_references(one, actors) for one in parts]
    return [
        Reading(
            article=article,
            plain=one.plain,
            segments=one.segments,
            sentences=one.sentences,
            words=one.words,
            lower=one.lower,
            quotes=one.quotes,
            mentions=_with_members(some, actors),
            english=is_english(one.plain, one.lower),
        )
        for article, one, some in zip(articles, parts, mentions, strict=True)
    ]
