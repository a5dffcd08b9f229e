"""Loaded language: words that judge while they tell."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import lru_cache, partial
from operator import itemgetter

from stancekit.lexicons.lexicon import compile_lexicon, load_lexicon
from stancekit.lexicons.match import Candidate
from stancekit.lexicons.slots import slots_in
from stancekit.model import Evidence, Lens, Lexicon, Mention, Quote, Reading, Term
from stancekit.reading.grammar import AUXILIARIES, SMALL, is_adverb

# What may stand between two words of one expression; a stop, a dash or a bracket parts them.
_PARTED = re.compile(r"[.;:!?…()\[\]{}—\"\n\r]")
_IN_COMPANY = "can be plain, counted since other words here are loaded"
_PARTS = re.compile(r"[^\w '-]")  # what parts an expression from a name beside it
_TO_NAME = 2  # words between an expression and the name behind it: "corrupt Prime Minister Tal"
_TO_VERB = 4  # words between a name and what it is or does: "Tal has once again been"
_VERBS = frozenset(["mind_reading", "reporting_verb", "sensational_verb"])
_SAY_NOTHING = AUXILIARIES | {"a", "an", "the", "as", "such"}


def find_terms(reading: Reading, lexicon: Lexicon) -> Iterator[Evidence]:
    """Each expression of a lexicon in a reading, the longest at its place.

    An ambiguous one counts where headline or body hold another in the same voice that is not:
    within one text a word keeps its sense (Gale, W., Church, K. and Yarowsky, D. (1992). One sense
    per discourse. Proceedings of the DARPA Speech and Natural Language Workshop).

    Examples
    --------
    >>> from stancekit import Article, Lexicon, Term, read
    >>> lexicon = Lexicon("mine", (Term("hard~ liner", "label", unless=("hard liner notes",)),))
    >>> reading = read(Article("a", "Daily", "A hard-liner wrote hard liner notes."))
    >>> [reading.article.text[found.start:found.end] for found in find_terms(reading, lexicon)]
    ['hard-liner']
    """
    words, plain = reading.words, reading.plain
    matcher = compile_lexicon(lexicon)
    clear: list[Candidate[Term | None]] = []
    ambiguous: list[Candidate[Term | None]] = []
    for one in matcher.candidates(reading.lower, slots_in(reading)):
        term = one[-1]
        (ambiguous if term and term.ambiguous else clear).append(one)

    def together(i: int, j: int, _: object) -> bool:
        return j - i == 1 or not any(
            _PARTED.search(plain, words[k].end, words[k + 1].start) for k in range(i, j - 1)
        )

    chosen = list(matcher.choose(clear, together))
    if ambiguous:
        taken = {k for i, j, _ in chosen for k in range(i, j)}
        starts = [words[i].start for i, _, term in chosen if term is not None]
        in_company = {reading.voice(start) for start in starts if reading.is_told(start)}

        def may_count(i: int, j: int, term: Term | None) -> bool:
            is_free = taken.isdisjoint(range(i, j))
            return is_free and reading.voice(words[i].start) in in_company and together(i, j, term)

        chosen = sorted([*chosen, *matcher.choose(ambiguous, may_count)], key=itemgetter(0))
    for i, j, term in chosen:
        if term is not None:
            notes = [term.note, _IN_COMPANY if term.ambiguous else ""]
            yield Evidence(
                words[i].start,
                words[j - 1].end,
                rule=term.term,
                weight=term.weight,
                note="; ".join(filter(None, notes)),
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
    """Loaded expressions by the lexicon, and scare quotes that hold none of them.

    Words in marks that are written as a name is, with capitals, are held at no distance: “Frozen”.
    """
    taken: list[int] = []
    for found in reading.once(loaded_terms):
        taken.append(found.start)
        yield found._replace(actor=_about(reading, found))
    for quote in reading.quotes:
        if quote.kind != "scare" or _is_name(reading, quote):
            continue
        if bisect_left(taken, quote.start) == bisect_left(taken, quote.end):
            scare = Evidence(
                quote.start,
                quote.end,
                rule="scare quote",
                note="in quotation marks though nobody is quoted: held at arm's length",
                category="scare_quote",
            )
            yield scare._replace(actor=_about(reading, scare))


def _about(reading: Reading, found: Evidence) -> str | None:
    """The actor that an expression is attached to, where that can be told.

    It is named in the expression ("the Orland regime"), right behind it ("the feckless Tal"), or
    before it with nothing between that says anything: "Tal is a tyrant", "Tal, a tyrant,". A verb
    is about whoever does it: "Tal has again slammed Orland".
    """
    at = bisect_left(reading.mentions, found.start, key=lambda mention: mention.start)
    before, behind = reading.mentions[:at][-1:], reading.mentions[at : at + 1]
    if before and before[0].end > found.start:
        return before[0].actor
    sides = [
        *(one.actor for one in behind if _stands_behind(reading, found, one)),
        *(one.actor for one in before if _stands_before(reading, found, one)),
    ]
    if not sides:
        return None
    return sides[-1] if found.category in _VERBS else sides[0]


def _stands_behind(reading: Reading, found: Evidence, mention: Mention) -> bool:
    between = reading.word_range(found.end, mention.start)
    return len(between) <= _TO_NAME and not _PARTS.search(reading.plain[found.end : mention.start])


def _stands_before(reading: Reading, found: Evidence, mention: Mention) -> bool:
    gap = reading.plain[mention.end : found.start]
    words = [reading.lower[i] for i in reading.word_range(mention.end, found.start)]
    described = gap.startswith(", ") and words[:1] in (["a"], ["an"], ["the"])
    return (
        len(words) <= _TO_VERB
        and not _PARTS.search(gap[1:] if described else gap)
        and all(word in _SAY_NOTHING or is_adverb(word) for word in words)
    )


def _is_name(reading: Reading, quote: Quote) -> bool:
    """Whether each word has a capital, but for small ones within, though none begins a sentence."""
    inside = reading.word_range(quote.start, quote.end)
    opens = reading.sentence(quote.start)
    if not inside or (opens is not None and quote.start - opens.start <= 1):
        return False
    return all(
        reading.plain[reading.words[i].start].isupper()
        or (i > inside.start and reading.lower[i] in SMALL)
        for i in inside
    )


LOADED = Lens(
    "loaded",
    find_loaded,
    unit="loaded expressions, by intensity,",
    higher="more loaded language",
    voice=("outlet", "attributed", "scare"),
)
