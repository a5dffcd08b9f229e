"""What words say of whom: the valence of words, and what verbs say of subject and object.

``valence.tsv`` and ``roles.tsv`` are stancekit's own; words that they do not hold have the valence
of VADER's lexicon, but for those that news uses without praise or blame.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple

from stancekit.lexicons.spelling import inflections, plain_spelling
from stancekit.tables import Row, read_tsv

# VADER's valences go from -4 to 4, those of valence.tsv from -3 to 3: both are kept as they are.
# Words that VADER counts as praise or blame and that news uses without either.
_NEWS_NEUTRAL = frozenset(
    "united security secure defense defence supreme interest interests interested share shares"
    " shared sharing party parties war wars no like please well kind top matter matters number"
    " intelligence treasury asset assets energy fire gross natural justice credit credits debt"
    " novel play plays played alert dear original ready huge pay yes certain certainly clear"
    " clearly resolved vision god chance worth engage engaged important greeting greetings"
    " straight true warsaw".split()
)


class Role(NamedTuple):
    """A verb, what it says of its subject and its object (-2 to 2), and in which way."""

    verb: str
    subject: int
    object: int
    note: str


class Valence(NamedTuple):
    """What a word says of whom it stands beside, and in which way ("" for VADER's)."""

    value: float
    note: str


class Polarity(NamedTuple):
    """The two lexicons, by words in plain spelling (see `plain_spelling`)."""

    words: dict[str, Valence]
    phrases: dict[str, list[tuple[tuple[str, ...], Valence]]]  # by first word
    verbs: dict[str, Role]
    particles: dict[str, list[tuple[tuple[str, ...], Role]]]  # verbs with a particle, by the verb


@lru_cache(maxsize=1)
def polarity() -> Polarity:
    """The lexicons, loaded once."""
    words: dict[str, Valence] = dict(_vader())
    phrases: dict[str, list[tuple[tuple[str, ...], Valence]]] = {}
    own: set[str] = set()
    for row in _rows("valence.tsv", ("term", "valence", "note")):
        valence = Valence(_whole(row, "valence", 3), row["note"])
        parts = tuple(plain_spelling(part) for part in row["term"].replace("-", " ").split())
        if len(parts) > 1:
            phrases.setdefault(parts[0], []).append((parts, valence))
        else:
            for form in (parts[0], plain_spelling(parts[0] + "s")):
                if form not in own:
                    own.add(form)
                    words[form] = valence
    verbs: dict[str, Role] = {}
    particles: dict[str, list[tuple[tuple[str, ...], Role]]] = {}
    for row in _rows("roles.tsv", ("verb", "forms", "subject", "object", "note")):
        first, *rest = row["verb"].split()
        role = Role(row["verb"], _whole(row, "subject", 2), _whole(row, "object", 2), row["note"])
        for form in {*inflections(first), *filter(None, row["forms"].split("|"))}:
            if rest:
                key = tuple(plain_spelling(word) for word in rest)
                particles.setdefault(plain_spelling(form), []).append((key, role))
            else:
                verbs[plain_spelling(form)] = role
    return Polarity(words, phrases, verbs, particles)


def _rows(name: str, columns: tuple[str, ...]) -> Iterator[Row]:
    path = Path(str(files("stancekit"))) / "lexicons" / name
    return read_tsv(path, columns=columns, required=(columns[0],))


def _whole(row: Row, column: str, largest: int) -> int:
    """A whole number within its range."""
    try:
        number = int(row[column])
    except ValueError:
        number = largest + 1
    if abs(number) > largest:
        raise row.error(f"{column} must be a whole number from -{largest} to {largest}")
    return number


def _vader() -> Iterator[tuple[str, Valence]]:
    from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

    for word, valence in SentimentIntensityAnalyzer().lexicon.items():
        if word.isalpha() and word not in _NEWS_NEUTRAL:
            yield plain_spelling(word), Valence(valence, "")
