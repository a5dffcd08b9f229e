"""Sourcing: how much of an article is in others' words, whose, and how these are introduced."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from stancekit.lexicons.reporting import reporting_nouns, reporting_verbs
from stancekit.model import Evidence, Lens, Quote, Reading

# Before a verb of speaking, these say that what was said is not so; behind these, nothing was said.
_VERDICTS = frozenset(
    "falsely wrongly misleadingly baselessly absurdly ludicrously dishonestly untruthfully"
    " implausibly disingenuously".split()
)
_REFUSALS = frozenset("refused refuses refusing failed fails failing".split())
_ANSWERS = frozenset(
    "say comment answer explain admit acknowledge apologise apologize condemn confirm respond deny"
    " elaborate concede disclose discuss clarify".split()
)


def find_sourcing(reading: Reading) -> Iterator[Evidence]:
    """Each stretch of words that are somebody's, weighed by how many there are.

    Words in a quotation within a quotation count for the inner speaker alone. The rule says whether
    the source is named, unnamed or not told, and whether the speech is direct or indirect; the
    category is the class of the word that introduces it; the note is that word.

    Examples
    --------
    >>> from stancekit import Article, read
    >>> text = "Critics claimed that the port was lost. It was open."
    >>> for found in find_sourcing(read(Article("a", "Daily", text))):
    ...     print(found.weight, found.rule, found.category, found.note)
    5.0 unnamed indirect distancing claimed
    """
    for quote, count in _words_by_quote(reading).items():
        cue, category = _introduced(reading, quote)
        source = {True: "named", False: "unnamed", None: "unknown"}[quote.named]
        yield Evidence(
            quote.start,
            quote.end,
            rule=f"{source} {quote.kind}",
            weight=float(count),
            note=cue,
            category=category,
        )
    yield from _refusals(reading)


def _words_by_quote(reading: Reading) -> Counter[Quote]:
    """How many words each quotation has for its own, in the order of the text."""
    count: Counter[Quote] = Counter()
    for start, end, quote in reading.stretches():
        words = len(reading.word_range(start, end))
        if words and quote is not None and quote.kind != "scare":
            count[quote] += words
    return count


def _introduced(reading: Reading, quote: Quote) -> tuple[str, str]:
    """The word that introduces a quotation, and its class; empty where none does."""
    if quote.cue is None:
        return "", ""
    at = reading.word_range(*quote.cue).start
    word = reading.lower[at]
    if at and reading.lower[at - 1] in _VERDICTS:
        return f"{reading.lower[at - 1]} {word}", "verdict"
    if word == "according":
        return "according to", "neutral"
    known = reporting_verbs().get(word) or reporting_nouns().get(word)
    return word, known.tone if known else "neutral"


def _refusals(reading: Reading) -> Iterator[Evidence]:
    """Where the outlet tells what somebody would not say: "refused to apologise"."""
    if _REFUSALS.isdisjoint(reading.lower):
        return
    for i in range(len(reading.lower) - 2):
        refuses, to, answer = reading.lower[i : i + 3]
        if refuses in _REFUSALS and to == "to" and answer in _ANSWERS:
            yield Evidence(
                reading.words[i].start,
                reading.words[i + 2].end,
                rule="refusal",
                weight=0.0,
                note=f"{refuses} to {answer}",
                category="verdict",
            )


SOURCING = Lens(
    "sourcing",
    find_sourcing,
    unit="words of others",
    higher="more is told in the words of others",
    voice=(),
)
