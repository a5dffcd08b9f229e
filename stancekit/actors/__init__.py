"""Actors: bundled sets, and sets of your own from a file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import cast

from stancekit.model import ACTOR_KINDS, Actor, ActorKind, StancekitError
from stancekit.tables import is_file, read_tsv

_COLUMNS = ("name", "kind", "aliases", "demonyms", "seats", "pronouns", "members")
_FOLDER = Path(str(files("stancekit")))
_BUNDLED = {
    "russia-israel-iran": _FOLDER / "actors" / "russia_israel_iran.tsv",
    "states": _FOLDER / "actors" / "states.tsv",
    "organisations": _FOLDER / "actors" / "organisations.tsv",
    "sample": _FOLDER / "sample" / "actors.tsv",
}
_FILES = (".tsv", ".csv", ".txt")  # a name with such an ending is meant as a file, there or not
_WITH_KIND = re.compile(rf"(?P<name>.*\S)\s*\((?P<kind>{'|'.join(ACTOR_KINDS)})\)")


def load_actors(source: str | Path | Iterable[str]) -> tuple[Actor, ...]:
    """Load actors from a file, from a bundled set, or by their names.

    Parameters
    ----------
    source
        One of: a path to a tab-separated file with the columns ``name kind aliases demonyms
        seats pronouns members`` (only ``name`` is required; several values in a cell are parted by
        ``|``); the name of a bundled set, ``"states"``, ``"organisations"``,
        ``"russia-israel-iran"`` or ``"sample"``;
        several names of actors, as a list or parted by commas. A name that a bundled set has,
        as name or alias, brings its aliases, demonyms and seats along; any other is looked
        for just as it is written. Its kind may stand behind it: ``Ana Tal (person)`` is found
        by the last name as well.

    Returns
    -------
    tuple of Actor
        In the order of the source.

    Raises
    ------
    StancekitError
        If the file cannot be read or a row is wrong; the message names file and line.

    Examples
    --------
    >>> [actor.name for actor in load_actors("Iran, US, Ana Tal")]
    ['Iran', 'United States', 'Ana Tal']
    """
    if not isinstance(source, (str, Path)):
        return _by_names(list(source))
    if str(source) in _BUNDLED:
        return _read_actors(_BUNDLED[str(source)])
    path = Path(source)
    if isinstance(source, Path) or path.suffix in _FILES or is_file(path):
        if not is_file(path):
            raise StancekitError(
                f"{source}: no such file; bundled sets of actors: {', '.join(_BUNDLED)}"
            )
        return _read_actors(path)
    return _by_names(source.split(","))


def as_actors(actors: str | Path | Iterable[Actor | str]) -> tuple[Actor, ...]:
    """Actors from whatever a user gives: actors, names, or a source for `load_actors`."""
    if isinstance(actors, (str, Path)):
        result = load_actors(actors)
    else:
        given = list(actors)
        by_name = iter(_by_names([actor for actor in given if isinstance(actor, str)]))
        result = tuple(next(by_name) if isinstance(actor, str) else actor for actor in given)
    _check_names(result)
    return result


def _check_names(actors: Sequence[Actor]) -> None:
    seen: set[str] = set()
    for actor in actors:
        if not isinstance(actor, Actor):
            raise StancekitError(f"an actor must be an Actor or a name, not {actor!r}")
        if actor.name in seen:
            raise StancekitError(f"actor {actor.name!r} is given twice; keep one of them")
        seen.add(actor.name)
    for actor in actors:
        for member in actor.members:
            if member not in seen or member == actor.name:
                raise StancekitError(
                    f"actor {actor.name!r}: member {member!r} is none of the other actors; add it,"
                    " or leave it out of the members"
                )


def _by_names(names: Sequence[str]) -> tuple[Actor, ...]:
    for name in names:
        if not isinstance(name, str):
            raise StancekitError(f"the name of an actor must be text, not {name!r}")
    known = _known_names()
    stripped = [name.strip() for name in names if name.strip()]
    return tuple(known.get(name) or _named(name) for name in stripped)


def _named(name: str) -> Actor:
    match = _WITH_KIND.fullmatch(name)
    return Actor(match["name"], kind=cast(ActorKind, match["kind"])) if match else Actor(name)


@lru_cache(maxsize=1)
def _known_names() -> dict[str, Actor]:
    actors = [actor for path in _BUNDLED.values() for actor in _read_actors(path)]
    return {name: actor for actor in actors for name in (*actor.aliases, actor.name)}


def _read_actors(path: Path) -> tuple[Actor, ...]:
    actors = tuple(_rows(path))
    if not actors:
        raise StancekitError(f"{path}: no actor in it; each line behind the first is one")
    return actors


def _rows(path: Path) -> Iterator[Actor]:
    seen: dict[str, int] = {}
    for row in read_tsv(path, columns=_COLUMNS, required=("name",)):
        name, kind = row["name"], row["kind"] or "group"
        if kind not in ACTOR_KINDS:
            raise row.error(f"unknown kind {kind!r}; known: {', '.join(ACTOR_KINDS)}")
        if name in seen:
            raise row.error(f"{name!r} stands in line {seen[name]} already; keep one of them")
        seen[name] = row.line
        yield Actor(
            name,
            aliases=_values(row["aliases"]),
            kind=kind,
            pronouns=_values(row["pronouns"]),
            demonyms=_values(row["demonyms"]),
            seats=_values(row["seats"]),
            members=_values(row["members"]),
        )


def _values(cell: str) -> tuple[str, ...]:
    return tuple(value.strip() for value in cell.split("|") if value.strip())
