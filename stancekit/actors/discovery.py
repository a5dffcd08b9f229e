"""Actors that articles themselves name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from stancekit.actors import load_actors
from stancekit.model import Actor, Article, StancekitError
from stancekit.reading import read_names

_FEWEST = 2  # mentions: a name that stands once is not worth a column


def discover_actors(articles: Article | Iterable[Article], top: int = 10) -> tuple[Actor, ...]:
    """Propose actors: whom the articles mention, those first whom most outlets mention.

    Parameters
    ----------
    articles
        From :func:`stancekit.load_articles`.
    top
        How many at most.

    Returns
    -------
    tuple of Actor
        States and large organisations by any of their names; persons and bodies by their full
        name, a last name alone counted for the full one. Persons whose pronoun can be told from a
        title, a given name or the text have it, so that "she" is found. Ranked by the number of
        outlets, then of articles, then of mentions; a name that stands only once is left out. No
        articles: none. Read the list before you use it.

    Raises
    ------
    StancekitError
        If `top` is not a whole number above 0.

    Examples
    --------
    >>> import stancekit
    >>> [actor.name for actor in discover_actors(stancekit.load_sample(), top=3)]
    ['Ilse Varden', 'Davin Orsolo', 'Free Coast']
    """
    if not isinstance(top, int) or top < 1:
        raise StancekitError(f"top must be a whole number above 0, not {top!r}")
    articles = [articles] if isinstance(articles, Article) else list(articles)
    known = {actor.name: actor for actor in (*load_actors("states"), *load_actors("organisations"))}
    found: dict[str, Actor] = {}
    seen: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for article in articles:
        for name, kind, pronoun in read_names(article, tuple(known.values())):
            seen[name].append((article.outlet, article.id))
            if name in known:
                found[name] = known[name]
                continue
            before = found.get(name)
            pronouns = _PRONOUNS.get(pronoun or "", before.pronouns if before else ())
            is_person = kind == "person" or (before is not None and before.kind == "person")
            found[name] = Actor(name, kind="person" if is_person else "group", pronouns=pronouns)
    ranked = sorted(
        (name for name, places in seen.items() if len(places) >= _FEWEST),
        key=lambda name: (
            -len({outlet for outlet, _ in seen[name]}),
            -len(set(seen[name])),
            -len(seen[name]),
            name,
        ),
    )
    return tuple(found[name] for name in _apart(ranked)[:top])


_PRONOUNS = {"he": ("he", "him", "his"), "she": ("she", "her", "hers")}


def _apart(names: list[str]) -> list[str]:
    """The names without those that are only a part of one before: "Tal" behind "Ana Tal"."""
    kept: list[str] = []
    for name in names:
        if not any(name in other.split() or other in name.split() for other in kept):
            kept.append(name)
    return kept
