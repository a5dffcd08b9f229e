"""Typographic marks made plain, and words with their offsets."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import accumulate, compress, repeat

from stancekit.lexicons.remembered import Remembered
from stancekit.model import Span

# One code point for one code point: offsets into the plain text are offsets into the article.
_PLAIN = {
    **dict.fromkeys("‘’‚‛′ʼʹ＇`´", "'"),
    **dict.fromkeys("“”„‟″«»＂", '"'),
    **dict.fromkeys("\u2010\u2011\ufe63\uff0d", "-"),
    **dict.fromkeys("‒–―", "—"),
    **dict.fromkeys(
        "\u00a0\u1680\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B))), " "
    ),
}
_INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060"  # soft hyphen, zero-width marks: part of their word
_DROP_INVISIBLE = dict.fromkeys(map(ord, _INVISIBLE))

_POSSESSIVE = "'s"
_TITLE_CASE = 0.6  # share of capitals from which they say nothing about names
# Words of plain letters, which most are; initials ("U.S.", "a.m."), numbers with their separators,
# words with inner apostrophes ("don't", "O'Brien"). A possessive 's matches by itself, so that it
# can be left out.
_WORD = re.compile(
    rf"([a-z]+(?![\w.'{_INVISIBLE}])|'s\b|(?:[^\W\d_]\.){{2,}}(?:[^\W\d_]\b)?|\d+(?:[.,:]\d+)*[^\W\d_]*"
    rf"|[^\W_]+(?:(?:[{_INVISIBLE}]|'(?!s\b))[^\W_]+)*)"
)


_SAME: Remembered[str, str] = Remembered(str)


def plain_text(text: str) -> str:
    r"""The text with quotation marks, apostrophes, hyphens, dashes and spaces made plain.

    Dashes of any length become an em dash, so that a dash stays apart from a hyphen.

    >>> plain_text("“Don’t”—he said")
    '"Don\'t"—he said'
    """
    if text.isascii():
        return text.replace("`", "'")
    for mark in _PLAIN.keys() & set(text):
        text = text.replace(mark, _PLAIN[mark])
    return text


def in_title_case(plain: str, words: Sequence[tuple[int, int]]) -> bool:
    """Whether so many words have a capital that a capital says nothing about names."""
    return sum([plain[start].isupper() for start, _ in words]) > _TITLE_CASE * len(words)


def find_words(plain: str) -> tuple[tuple[Span, ...], tuple[str, ...]]:
    """The words of a plain text: their places, and each in lower case.

    >>> spans, lower = find_words("Russia's U.S.-led rivals don't pay $1.2 million")
    >>> lower
    ('russia', 'u.s.', 'led', 'rivals', "don't", 'pay', '1.2', 'million')
    """
    lowered = plain.lower()
    if len(lowered) != len(plain):  # a few capitals have no single small letter
        lowered = "".join(char.lower() if len(char.lower()) == 1 else char for char in plain)
    parts = _WORD.split(lowered)  # what stands between words, and words, in turn
    edges = [*accumulate(map(len, parts))]
    starts, ends, lower = edges[::2], edges[1::2], parts[1::2]
    if _POSSESSIVE in lower:
        kept = [word != _POSSESSIVE for word in lower]
        starts, ends = list(compress(starts, kept)), list(compress(ends, kept))
        lower = list(compress(lower, kept))
    spans = map(tuple.__new__, repeat(Span), zip(starts, ends, strict=False))
    if any(char in plain for char in _INVISIBLE):
        lower = [word.translate(_DROP_INVISIBLE) for word in lower]
    return tuple(spans), tuple(_SAME.of(lower))
