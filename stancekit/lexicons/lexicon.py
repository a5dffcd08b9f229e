"""Word lists: loading them from tab-separated files, and compiling them for the matcher."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from functools import lru_cache
from importlib.resources import files
from itertools import product
from pathlib import Path

from stancekit.lexicons.match import PhraseMatcher
from stancekit.lexicons.spelling import inflections, spellings
from stancekit.model import Lexicon, StancekitError, Term
from stancekit.reading.words import find_words, plain_text
from stancekit.tables import Row, read_tsv

COLUMNS = ("term", "category", "weight", "unless", "note", "source")
INFLECTED = "~"  # behind a word: its regular inflections are meant as well
_WEIGHTS = (1.0, 3.0)


def load_lexicon(source: str | Path) -> Lexicon:
    """Load a lexicon from a file of your own, or a bundled one by its name.

    Parameters
    ----------
    source
        A path to a tab-separated file with the columns ``term  category  weight  unless  note
        source`` (only ``term`` is required), or ``"loaded"``, stancekit's own list of loaded
        language.

    Returns
    -------
    Lexicon
        Terms in the order of the file. A term is one or more words; a word that ends in ``~``
        stands for its regular inflections; British and American spellings are found alike.
        ``weight`` is the intensity: 1 slight, 2 plain, 3 extreme. ``unless`` holds longer phrases,
        parted by ``|``, in which the term is meant literally and is not found.

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
        if not parse_phrase(term):
            raise row.error(f"{term!r} holds no word")
        source = row["source"] or "own"
        if known_sources is not None and source not in known_sources:
            raise row.error(
                f"unknown source {source!r}; known: {', '.join(sorted(known_sources))}."
                " Add a row to sources.tsv"
            )
        unless = tuple(part.strip() for part in row["unless"].split("|") if part.strip())
        yield Term(term, row["category"] or path.stem, _weight(row), unless, row["note"], source)


def _weight(row: Row) -> float:
    try:
        weight = float(row["weight"] or 1)
    except ValueError:
        weight = 0.0
    if not _WEIGHTS[0] <= weight <= _WEIGHTS[1]:
        raise row.error(f"weight {row['weight']!r} is not a number from 1 (slight) to 3 (extreme)")
    return weight


def parse_phrase(term: str) -> tuple[tuple[str, bool], ...]:
    """The words of a term in lower case, each with whether its inflections are meant.

    >>> parse_phrase("drive~ a wedge")
    (('drive', True), ('a', False), ('wedge', False))
    """
    plain = plain_text(term)
    spans, lower = find_words(plain)
    return tuple(
        (word, plain[span.end : span.end + 1] == INFLECTED)
        for span, word in zip(spans, lower, strict=True)
    )


def _variants(term: str) -> Iterator[tuple[str, ...]]:
    """Every sequence of words that the term stands for."""
    choices = []
    for word, inflected in parse_phrase(term):
        forms = inflections(word) if inflected else {word}
        choices.append(sorted(set().union(*(spellings(form) for form in forms))))
    yield from product(*choices)


@lru_cache(maxsize=16)
def compile_lexicon(lexicon: Lexicon) -> PhraseMatcher[Term | None]:
    """The matcher of a lexicon; the value None marks a literal sense, which counts for nothing.

    Raises
    ------
    StancekitError
        If two terms match the same words with different weight or category.
    """
    matcher: PhraseMatcher[Term | None] = PhraseMatcher()
    # Terms as written come before inflected ones, so that "driven" in its own row wins.
    for term in sorted(lexicon.terms, key=lambda term: INFLECTED in term.term):
        for words in _variants(term.term):
            earlier = matcher.get(words)
            if earlier is not None and _conflict(earlier, term):
                raise StancekitError(
                    f"lexicon {lexicon.name!r}: {earlier.term!r} and {term.term!r} are the same"
                    " words with another weight or category; keep one of them"
                )
            matcher.add(words, term)
    for term in lexicon.terms:  # last: a phrase that is a term of its own stays one
        for phrase in term.unless:
            for words in _variants(phrase):
                matcher.add(words, None)
    return matcher


def _conflict(one: Term, other: Term) -> bool:
    if INFLECTED in one.term or INFLECTED in other.term:
        return False  # the term as written wins over the inflection
    return (one.weight, one.category) != (other.weight, other.category)
