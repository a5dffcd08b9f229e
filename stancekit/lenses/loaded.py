"""Loaded language: words that judge while they tell."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import lru_cache, partial

from stancekit.lexicons.lexicon import compile_lexicon, load_lexicon
from stancekit.model import Evidence, Lens, Lexicon, Reading

# What may stand between two words of one expression; a stop, a dash or a bracket parts them.
_PARTED = re.compile(r"[.;:!?…()\[\]{}—\"\n\r]")


def find_terms(reading: Reading, lexicon: Lexicon) -> Iterator[Evidence]:
    """Each expression of a lexicon in a reading, the longest at its place.

    Examples
    --------
    >>> from stancekit import Article, Lexicon, Term, read
    >>> lexicon = Lexicon("mine", (Term("hard~ liner", "label", unless=("hard liner notes",)),))
    >>> reading = read(Article("a", "Daily", "A hard-liner wrote hard liner notes."))
    >>> [reading.article.text[found.start:found.end] for found in find_terms(reading, lexicon)]
    ['hard-liner']
    """
    words, plain = reading.words, reading.plain

    def together(i: int, j: int, _: object) -> bool:
        return j - i == 1 or not any(
            _PARTED.search(plain, words[k].end, words[k + 1].start) for k in range(i, j - 1)
        )

    for i, j, term in compile_lexicon(lexicon).find(reading.lower, together):
        if term is not None:
            yield Evidence(
                words[i].start,
                words[j - 1].end,
                rule=term.term,
                weight=term.weight,
                note=term.note,
                category=term.category,
            )


def lexicon_lens(name: str, lexicon: Lexicon, *, unit: str = "", higher: str = "") -> Lens:
    """A lens that finds the terms of a lexicon of your own, in each of the three voices.

    Parameters
    ----------
    name
        The name of the lens in frames and tables.
    lexicon
        From :func:`stancekit.load_lexicon`, or made in code.
    unit, higher
        What the score counts and what more of it means; said from the name where left out.

    Examples
    --------
    >>> from stancekit import Lexicon, Term
    >>> lexicon_lens("hedges", Lexicon("hedges", (Term("perhaps", "hedge"),))).unit
    'hedges, by intensity,'
    """
    return Lens(
        name,
        partial(find_terms, lexicon=lexicon),
        unit=unit or f"{name}, by intensity,",
        higher=higher or f"more {name}",
        voice=("outlet", "attributed", "scare"),
    )


@lru_cache(maxsize=1)
def loaded_lexicon() -> Lexicon:
    """Stancekit's own lexicon of loaded language, loaded once."""
    return load_lexicon("loaded")


def loaded_terms(reading: Reading) -> tuple[Evidence, ...]:
    """The expressions of stancekit's own lexicon in a reading."""
    return tuple(find_terms(reading, loaded_lexicon()))


def find_loaded(reading: Reading) -> Iterator[Evidence]:
    """Loaded expressions by the lexicon, and scare quotes that hold none of them."""
    taken: list[int] = []
    for found in reading.once(loaded_terms):
        taken.append(found.start)
        yield found
    for quote in reading.quotes:
        if quote.kind == "scare" and bisect_left(taken, quote.start) == bisect_left(
            taken, quote.end
        ):
            yield Evidence(
                quote.start,
                quote.end,
                rule="scare quote",
                note="in quotation marks though nobody is quoted: held at arm's length",
                category="scare_quote",
            )


LOADED = Lens(
    "loaded",
    find_loaded,
    unit="loaded expressions, by intensity,",
    higher="more loaded language",
    voice=("outlet", "attributed", "scare"),
)
