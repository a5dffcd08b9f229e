"""Quotation marks in pairs.

Marks are paired within a paragraph. One without a partner is passed over, and only what stands in
its own paragraph can suffer from it; but a quotation whose paragraph is left open on purpose, with
the next paragraph opening anew, runs to the end of its paragraph.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence

from stancekit.model import Segment, Span

_WORD = re.compile(r"[^\W_]")
_MARK = re.compile(r"``|''|‘‘|’’|[\"“”„‟«»＂‘’'`‚‛]")
_CLOSES_SINGLE = re.compile(r"[^\s‘'’][,.!?…]['’](?!\w)|[^\W\ds]['’][\s,.;:)]")
_DOUBLE_OPEN = frozenset({"“", "„", "‟", "«", "``", "‘‘"})
_DOUBLE_CLOSE = frozenset({"”", "»", "’’"})
_STRAIGHT = frozenset({'"', "＂"})
_SINGLE_OPEN = frozenset({"‘", "‚", "‛", "`"})
_OPENS_AFTER = frozenset("([{—-–―/")
# Apostrophes that open a word and are not quotation marks: 'em, 'tis, the '90s.
_ELIDED = re.compile(r"(?:\d|(?:em|tis|twas|til|cause|n|round|bout)\b)", re.I)


def pair_marks(text: str, segments: Sequence[Segment]) -> Iterator[Span]:
    """What stands between marks, without them, in the order of the text; nested ones overlap."""
    for i, segment in enumerate(segments):
        closed, left_open = _pair_in_segment(text, segment)
        if left_open is not None and _continues(text, segments, i):
            closed = [span for span in closed if span.start >= left_open or span.end <= left_open]
            closed.append(Span(left_open, segment.end))
        yield from sorted(span for span in closed if _WORD.search(text, *span))


def _continues(text: str, segments: Sequence[Segment], i: int) -> bool:
    """Whether the next paragraph opens with such a mark, as a quotation that goes on does."""
    if segments[i].kind != "body" or i + 1 == len(segments) or segments[i + 1].kind != "body":
        return False
    mark = _MARK.match(text, segments[i + 1].start)
    if mark is None:
        return False
    if mark.group() in _SINGLE_OPEN | {"'"}:
        return mark.group() == text[segments[i].start]
    return mark.group() in _DOUBLE_OPEN | _STRAIGHT


def _pair_in_segment(text: str, segment: Segment) -> tuple[list[Span], int | None]:
    """The closed quotations of a segment, and where a double one is left open behind the last."""
    marks = list(_MARK.finditer(text, segment.start, segment.end))
    single_closers = [mark.start() for mark in marks if _can_close_single(text, mark, segment)]
    opened: dict[str, list[int]] = {'"': [], "'": []}  # where each kind is open, by their order
    closed: list[Span] = []
    left_open: int | None = None  # by a single mark at the very beginning
    for mark in marks:
        quality, role = _role(text, mark, segment, opened)
        if role == "open":
            if quality == "'" and _next_at(single_closers, mark.end()) is None:
                if mark.start() == segment.start and not opened['"']:
                    left_open = mark.end()
                continue
            if mark.group() in _STRAIGHT:  # they do not nest: the earlier one lost its partner
                opened[quality].clear()
            opened[quality].append(mark.end())
        elif role == "close" and opened[quality]:
            start = opened[quality].pop()
            inner = opened["'" if quality == '"' else '"']
            while inner and inner[-1] > start:
                inner.pop()
            closed.append(Span(start, mark.start()))
    return closed, opened['"'][-1] if opened['"'] else left_open


def _next_at(positions: Sequence[int], pos: int) -> int | None:
    i = bisect_left(positions, pos)
    return positions[i] if i < len(positions) else None


def _role(
    text: str, mark: re.Match[str], segment: Segment, opened: Mapping[str, Sequence[int]]
) -> tuple[str, str]:
    """Double or single, and whether the mark opens, closes or is none of both."""
    char = mark.group()
    before = text[mark.start() - 1] if mark.start() > segment.start else " "
    after = text[mark.end()] if mark.end() < segment.end else " "
    if char in _DOUBLE_OPEN:
        return '"', "open"
    if char in _DOUBLE_CLOSE:
        return '"', "close"
    opens = (
        before.isspace() or before in _OPENS_AFTER or before in "\"“‘'"
    ) and not after.isspace()
    if char in ('"', "＂", "''"):
        closes = not before.isspace() and not after.isalnum()
        if opens != closes:
            return '"', "open" if opens else "close"
        return '"', "close" if opened['"'] else "open"
    if char in _SINGLE_OPEN:
        return "'", "open" if not (before.isalnum() or _ELIDED.match(text, mark.end())) else "none"
    if before.isalnum() and after.isalnum():
        return "'", "none"
    if opened["'"] and _can_close_single(text, mark, segment):
        return "'", "close"
    if char == "'" and opens and after.isalnum() and not _ELIDED.match(text, mark.end()):
        return "'", "open"
    return "'", "none"


def _can_close_single(text: str, mark: re.Match[str], segment: Segment) -> bool:
    if mark.group() not in ("'", "’"):
        return False
    before = text[mark.start() - 1] if mark.start() > segment.start else " "
    after = text[mark.end()] if mark.end() < segment.end else " "
    if before.isspace() or after.isalnum():
        return False
    # "the workers' harbour": an apostrophe, if a plainer closing mark follows.
    is_plural = before == "s" and after == " " and text[mark.end() + 1 : mark.end() + 2].islower()
    return not (is_plural and _CLOSES_SINGLE.search(text, mark.end(), segment.end))
