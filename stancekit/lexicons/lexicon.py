"""Word lists: loading them from tab-separated files, and compiling them for the matcher."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

from stancekit.lexicons.match import PhraseMatcher, is_slot
from stancekit.lexicons.slots import SLOTS, WIDTH
from stancekit.lexicons.spelling import bases, plain_spelling, spellings
from stancekit.model import Lexicon, StancekitError, Term
from stancekit.reading.grammar import SMALL
from stancekit.reading.words import find_words, plain_text
from stancekit.tables import Row, read_tsv

COLUMNS = ("term", "category", "weight", "unless", "note", "source", "ambiguous")
INFLECTED = "~"  # behind a word: its regular inflections are meant as well
_WEIGHTS = (1.0, 3.0)
_SLOT = re.compile("(<[A-Z]+>)")


def load_lexicon(source: str | Path) -> Lexicon:
    """Load a lexicon from a file of your own, or a bundled one by its name.

    Parameters
    ----------
    source
        A path to a tab-separated file with the columns ``term  category  weight  unless  note
        source  ambiguous`` (only ``term`` is required), or ``"loaded"``, stancekit's own list of
        loaded language.

    Returns
    -------
    Lexicon
        Terms in the order of the file. A term is one or more words; a word that ends in ``~``
        stands for its regular inflections, a slot such as ``<NOUN>`` for one word of its class;
        British and American spellings are found alike.
        ``weight`` is the intensity: 1 slight, 2 plain, 3 extreme. ``unless`` holds longer phrases,
        parted by ``|``, in which the term is meant literally and is not found. An ``ambiguous``
        term counts only beside others, see docs/lexicons.md.

    Raises
    ------
    StancekitError
        If the file cannot be read or a row breaks a rule; the message names file and line.

    Examples
    --------
    >>> lexicon = load_lexicon("loaded")
    >>> any(term.term == "axis of evil" for term in lexicon.terms)
    True
    """
    bundled = files("stancekit") / "lexicons"
    names = sorted(
        entry.name for entry in bundled.iterdir() if entry.is_dir() and entry.name[0] != "_"
    )
    if str(source) in names:
        folder = bundled / str(source)
        known = {row["source"] for row in read_tsv(Path(str(bundled)) / "sources.tsv")}
        paths = sorted(
            Path(str(entry)) for entry in folder.iterdir() if entry.name.endswith(".tsv")
        )
        terms = [term for path in paths for term in _read_terms(path, known)]
        return Lexicon(str(source), tuple(terms))
    path = Path(source)
    if not path.exists():
        close = difflib.get_close_matches(str(source), names, n=1)
        hint = (
            f"; did you mean {close[0]!r}?" if close else f"; bundled lexicons: {', '.join(names)}"
        )
        raise StancekitError(f"{source}: no such file{hint}")
    return Lexicon(path.stem, tuple(_read_terms(path, None)))


def _read_terms(path: Path, known_sources: set[str] | None) -> Iterator[Term]:
    seen: dict[str, int] = {}
    for row in read_tsv(path, columns=COLUMNS, required=("term",)):
        term = row["term"]
        if term in seen:
            raise row.error(f"{term!r} stands in line {seen[term]} already; keep one of them")
        seen[term] = row.line
        keys = parse_phrase(term)
        if not keys:
            raise row.error(f"{term!r} holds no word")
        problem = _check_slots(keys)
        if problem:
            raise row.error(f"{term!r}: {problem}")
        source = row["source"] or "own"
        if known_sources is not None and source not in known_sources:
            raise row.error(
                f"unknown source {source!r}; known: {', '.join(sorted(known_sources))}."
                " Add a row to sources.tsv"
            )
        unless = tuple(part.strip() for part in row["unless"].split("|") if part.strip())
        if row["ambiguous"] not in ("", "yes"):
            raise row.error(f"ambiguous {row['ambiguous']!r} is neither empty nor 'yes'")
        ambiguous = bool(row["ambiguous"])
        category = row["category"] or path.stem
        yield Term(term, category, _weight(row), unless, row["note"], source, ambiguous)


def _weight(row: Row) -> float:
    try:
        weight = float(row["weight"] or 1)
    except ValueError:
        weight = 0.0
    if not _WEIGHTS[0] <= weight <= _WEIGHTS[1]:
        raise row.error(f"weight {row['weight']!r} is not a number from 1 (slight) to 3 (extreme)")
    return weight


@lru_cache(maxsize=50_000)  # a file's terms are parsed when they are read and when compiled
def parse_phrase(term: str) -> tuple[str, ...]:
    """The keys of a term: words in plain spelling, with "~" where inflections are meant, and slots.

    >>> parse_phrase("drive~ a wedge into <NOUN>")
    ('drive~', 'a', 'wedge', 'into', '<NOUN>')
    """
    keys: list[str] = []
    for part in _SLOT.split(term):
        if is_slot(part):
            keys.append(part)
            continue
        plain = plain_text(part)
        for span, word in zip(*find_words(plain), strict=True):
            inflected = plain[span.end : span.end + 1] == INFLECTED
            keys.append(plain_spelling(word) + INFLECTED * inflected)
    return tuple(keys)


@lru_cache(maxsize=100_000)
def _keys(word: str) -> tuple[str, ...]:
    """What a word of a text may stand for in a term."""
    found = {plain_spelling(base) + INFLECTED for form in spellings(word) for base in bases(form)}
    return plain_spelling(word), *sorted(found)


def _check_slots(keys: Sequence[str]) -> str:
    """What is wrong with the slots of a term; empty if nothing is."""
    unknown = [key for key in keys if is_slot(key) and key not in SLOTS]
    if unknown:
        return f"unknown slot {unknown[0]}; known: {', '.join(SLOTS)}"
    if all(is_slot(key) for key in keys):
        return "a word must stand beside the slots"
    return ""


def _rank(keys: Sequence[str], *, unless: bool) -> int:
    """The lower, the more exactly the words are given; a term comes before a literal sense."""
    slots = sum(WIDTH[key] for key in keys if is_slot(key))
    inflected = sum(key.endswith(INFLECTED) for key in keys)
    return 200 * slots + 2 * inflected + unless


@lru_cache(maxsize=16)
def compile_lexicon(lexicon: Lexicon) -> PhraseMatcher[Term | None]:
    """The matcher of a lexicon; the value None marks a literal sense, which counts for nothing.

    Raises
    ------
    StancekitError
        If two terms match the same words with different weight, category or ``ambiguous``, or if a
        slot is wrong.
    """
    matcher: PhraseMatcher[Term | None] = PhraseMatcher(_keys, SMALL)
    for term in lexicon.terms:
        keys = _checked(lexicon, term.term)
        earlier = matcher.get(keys)
        if earlier and _worth(earlier) != _worth(term):
            raise StancekitError(
                f"lexicon {lexicon.name!r}: {earlier.term!r} and {term.term!r} are the same"
                " words with another weight, category or ambiguous; keep one of them"
            )
        matcher.add(keys, term, _rank(keys, unless=False))
    for term in lexicon.terms:  # last: a phrase that is a term of its own stays one
        for phrase in term.unless:
            keys = _checked(lexicon, phrase)
            matcher.add(keys, None, _rank(keys, unless=True))
    return matcher


def _worth(term: Term) -> tuple[float, str, bool]:
    return term.weight, term.category, term.ambiguous


def _checked(lexicon: Lexicon, phrase: str) -> tuple[str, ...]:
    keys = parse_phrase(phrase)
    problem = _check_slots(keys) if keys else "it holds no word"
    if problem:
        raise StancekitError(f"lexicon {lexicon.name!r}, {phrase!r}: {problem}")
    return keys
