"""Sentence ends, within one segment at a time.

A stop is looked at where white space or the segment's end follows it, with the closing marks that
belong to it. Then the word before and the words after decide.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from stancekit.model import Segment, Span

# Stops with the closing marks that follow them, before white space. The marks are bounded, so that
# a run of thousands of them costs no more than its length.
_STOP = re.compile(r"(?:[.!?…](?: ?\.){0,5}|[!?…]{1,5})[\"')\]]{0,4}(?=\s)")
_WORD_BEFORE = re.compile(r"[^\s\"'(\[—]{1,30}$")
_AFTER = re.compile(r"\s+([\"'(\[—-]{0,3})\s?(\S{0,30})")

_LONGEST = 2000  # characters: about 330 words, far more than any sentence of news has
_SPACE = re.compile(r"[\s—]")

# Never the last word of a sentence: what they shorten comes after them.
_OPENS = frozenset(
    "mr mrs ms mx dr prof sen sens rep reps gov govs gen col lt maj sgt cpl pvt capt cmdr"
    " adm brig pres rev hon fr messrs mme mlle amb supt det insp dep asst atty vs v cf"
    " viz approx est e.g i.e fig figs eq vol ed eds pp ca".split()
)
# Mostly inside a sentence before a number or a name, but can end one.
_BEFORE_NUMBER = frozenset(
    "jan feb mar apr jun jul aug sept sep oct nov dec no nos art sec ch p para op".split()
)
# Can end a sentence; the next word tells.
_EITHER = (
    frozenset(
        "st mt ft ave blvd rd jr sr inc corp co ltd llc plc bros dept univ assn etc al"
        " mon tue tues wed thu thur thurs fri sat sun ala ariz ark calif colo conn del"
        " fla ga ill ind kan ky la mass md mich minn miss mo mont neb nev okla ore pa"
        " penn tenn tex va vt wash wis wyo ph.d phd".split()
    )
    | _BEFORE_NUMBER
)
# Words that begin a sentence far more often than they go on with a name or a title.
_STARTERS = frozenset(
    "the a an this that these those he she it they we you i his her its their our my"
    " there here in on at for from with without by as but and or so if when while where"
    " why how what who after before since until although though because despite during"
    " under over between among according meanwhile however moreover also not no yet still"
    " now then today yesterday earlier later both all some many most several few one two"
    " three another other each every such even only once last next to of police officials"
    " critics experts analysts".split()
)
_TIME = frozenset({"a.m", "p.m", "am", "pm"})
_AFTER_TIME = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday et est edt ct cst cdt mt"
    " mst pt pst pdt gmt utc bst cet eastern central pacific local".split()
)
_ASKED = re.compile(  # "…?" the minister asked: the sentence goes on
    r"\s+(?:[A-Z][\w'.-]{0,20}\s+){1,4}"
    r"(?:said|says|asked|asks|wrote|writes|added|adds|told|cried|shouted|replied|joked|tweeted)\b"
)


def find_sentences(plain: str, segments: Iterable[Segment]) -> tuple[Span, ...]:
    """The sentences of each segment, without the white space around them."""
    return tuple(
        span
        for segment in segments
        for start, end in _split(plain, segment)
        for span in _shortened(plain, start, end)
    )


def _shortened(plain: str, start: int, end: int) -> Iterator[Span]:
    """The sentence; one without an end in sight is cut at white space: work stays linear."""
    while end - start > _LONGEST:
        space = _SPACE.search(plain, start + _LONGEST, min(end, start + 2 * _LONGEST))
        cut = space.start() if space else min(end, start + 2 * _LONGEST)
        yield Span(start, cut)
        start = cut
        while start < end and plain[start].isspace():
            start += 1
    if start < end:
        yield Span(start, end)


def _split(plain: str, segment: Segment) -> Iterator[tuple[int, int]]:
    start = segment.start
    for stop in _STOP.finditer(plain, segment.start, segment.end):
        if _ends_here(plain, stop, segment):
            yield start, stop.end()
            start = stop.end()
            while plain[start].isspace():
                start += 1
    if start < segment.end:
        yield start, segment.end


def _ends_here(plain: str, stop: re.Match[str], segment: Segment) -> bool:
    after = _AFTER.match(plain, stop.end(), segment.end)
    if after is None or not after.group(2):
        return False  # nothing but white space is left
    opening, following = after.groups()
    first = following[0]
    if first.islower():
        return False
    mark = stop.group()
    if mark[0] in "!?":
        # An exclamation or question quoted in mid-sentence, with its speaker behind it.
        return not (mark[-1] in "\"'" and _ASKED.match(plain, stop.end(), segment.end))
    if mark[0] == "…" or mark.startswith((". .", "..")):
        return True
    if len(mark) > 1 and mark[-1] in "\"'":
        return True  # a full stop inside a closing quotation mark
    before = _WORD_BEFORE.search(plain, max(segment.start, stop.start() - 31), stop.start())
    if before is None:
        return bool(first.isupper() or opening)
    return _word_can_end(before.group(), following, opening, first)


def _word_can_end(word: str, following: str, opening: str, first: str) -> bool:
    word = word.rsplit("-", 1)[-1]
    bare = word.lower()
    if bare in _OPENS:
        return False
    next_word = following.rstrip(".,;:!?\"')").lower().split("'")[0]
    starts = next_word in _STARTERS or bool(opening)
    if bare in _TIME:
        return not (next_word in _AFTER_TIME or first.isdigit() or first in "(")
    if bare in _BEFORE_NUMBER and first.isdigit():
        return False
    if len(word) == 1 and word.isupper():
        return (starts and word != "I") or word == "I"
    if bare in _EITHER or ("." in word and _is_initials(word)):
        return starts
    return True


def _is_initials(word: str) -> bool:
    """Whether the word is letters and stops in turn, as in "U.S" and "Ph.D"."""
    return all(len(part) <= 2 and part.isalpha() for part in word.split("."))
