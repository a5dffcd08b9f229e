"""Partisan asides: words in the outlet's own voice that leave the story to take a side.

Each rule is a small function over a sentence or a line. A rule that needs a verdict asks the
lexicon of loaded language for one in the outlet's own voice; a question or an insertion without a
verdict is no aside, and what a speaker says is not the outlet's. Set phrases ("make no mistake",
"surprise, surprise") stand in the lexicon ``asides``.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from stancekit.lenses.loaded import find_terms, loaded_terms
from stancekit.lexicons.lexicon import load_lexicon
from stancekit.model import Evidence, Lens, Lexicon, Reading, Span

# Categories of loaded language that pass a verdict by themselves; an intensifier does not.
_VERDICTS = frozenset(
    "epithet dysphemism dehumanizing label sneer metaphor hyperbole mind_reading fear charged trope"
    " praise reporting_verb sensational_verb".split()
)
_OF_ACTS = frozenset(["reporting_verb", "sensational_verb"])  # colour what a camp does or says
_STRONG = 2.0  # a verdict on a party needs words that are plainly loaded, not slightly coloured

# "Americans must decide": whom the outlet addresses, how, and what it wants of them.
_ADDRESSED = frozenset(
    "voters citizens taxpayers readers parents patriots families we you nation country"
    " people".split()
)
_PEOPLES = ("ans", "ons", "is", "ese", "ish", "ench", "utch")  # Americans, Israelis, Chinese
_MODALS = frozenset(["must", "should"])
_DEMANDED = frozenset(
    "decide ask remember choose wake understand demand reject stand realize realise judge".split()
)
_ADVERBS = frozenset(["now", "also", "never", "not", "all", "surely", "finally"])

_ASKS_READER = frozenset(
    "we us our anyone anybody really exactly supposed honestly seriously ever".split()
)
_READER = frozenset(["you", "your"])  # in "What do you need?" it asks in earnest
_OPEN = frozenset("who whom whose how why what where when".split())
_QUESTION_WORDS = frozenset(
    "is isn't are aren't was wasn't were weren't do don't does doesn't did didn't has"
    " have hasn't haven't who whom whose how why what where when can can't could should"
    " would will won't".split()
)
_ECHO = 2  # words: "Shameless?" asks nothing
_LINKS = frozenset(["and", "but", "so", "now", "or", "then", "well"])

# A party, a camp or an administration: whom a partisan verdict is about.
_CAMP = re.compile(
    r"(?<![\w-])(?:Democrats|Republicans|Liberals|Conservatives|Socialists|Greens|Tories|Labour|GOP"
    r"|liberals|conservatives|leftists|progressives|socialists|populists|(?:[A-Z][\w'-]+ )+[Pp]arty"
    r"|(?:Washington|White House|Whitehall|Capitol Hill|Brussels)(?='s)"
    r"|(?i:the (?:left|right))"
    r"(?='s\b| (?:is|are|was|were|has|have|will|wants?|can|cannot|must|would)\b|[,;:.!?])"
    r"|(?i:the (?:opposition|ruling party|governing party|establishment|elites?))"
    r"|administration|government|(?<!\b[Aa] )cabinet|coalition|politicians|bureaucrats|ministers"
    r"|lawmakers)\b"
)
_GOES_ON = frozenset(["this", "that", "these", "those", "such", "it", "they", "he", "she"])

_PARTISAN_PROMO = frozenset(
    "prefers endorses fears hates betrays betrayed betrayal exposes exposed destroys"
    " slams humiliates humiliated disgrace disgraceful shame shameful lies lied lying"
    " fails failed failure ruins ruined abandons abandoned surrenders surrendered".split()
)

# Bounded, so that thousands of brackets without partners cost no more than their length.
_PARENTHESIS = re.compile(r"\([^()\n]{3,240}\)")
_DASHES = re.compile(r"—[^—\n]{3,240}?(?:—|(?=[.!?](?:\s|$)))")
_CLAUSE_END = re.compile(r"[.;:!?…]")


class _Sentence(NamedTuple):
    start: int
    end: int
    plain: str
    words: Sequence[str]
    spans: Sequence[Span]
    verdicts: Sequence[Evidence]
    phrases: Sequence[Evidence]
    before: str  # the sentence before, in the same article

    def words_of(self, found: Evidence) -> str:
        return self.plain[found.start - self.start : found.end - self.start]


_Found = tuple[int, int, str]  # where in the article, and why


@lru_cache(maxsize=1)
def _phrases() -> Lexicon:
    return load_lexicon("asides")


def find_asides(reading: Reading) -> Iterator[Evidence]:
    """Partisan asides; a sentence may hold several, of different kinds."""
    verdicts = [
        found
        for found in reading.once(loaded_terms)
        if found.category in _VERDICTS and reading.voice(found.start) == "outlet"
    ]
    phrases = list(find_terms(reading, _phrases()))
    for sentence in _sentences(reading, verdicts, phrases):
        for kind, rule in _RULES.items():
            for start, end, note in rule(sentence):
                words = reading.word_range(start, end)
                first = reading.words[words.start].start if words else start
                if reading.voice(first) == "outlet":
                    yield Evidence(start, end, rule=kind, note=note, category=kind)
    for segment in reading.segments:
        if segment.kind == "promo" and _is_partisan(reading, segment.start, segment.end, verdicts):
            yield Evidence(
                segment.start,
                segment.end,
                rule="promo",
                note="a line that links elsewhere and passes a verdict on the way",
                category="promo",
            )


def _sentences(
    reading: Reading, verdicts: Sequence[Evidence], phrases: Sequence[Evidence]
) -> Iterator[_Sentence]:
    before = ""
    for start, end in reading.sentences:
        if not reading.is_told(start):
            continue
        plain = reading.plain[start:end]
        indices = reading.word_range(start, end)
        words = reading.lower[indices.start : indices.stop]
        judged, said = _within(verdicts, start, end), _within(phrases, start, end)
        # No rule finds anything without one of these.
        if judged or said or "?" in plain or not _MODALS.isdisjoint(words):
            spans = reading.words[indices.start : indices.stop]
            yield _Sentence(start, end, plain, words, spans, judged, said, before)
        before = plain


def _within(findings: Sequence[Evidence], start: int, end: int) -> Sequence[Evidence]:
    first = bisect_left(findings, start, key=lambda found: found.start)
    return findings[first : bisect_left(findings, end, key=lambda found: found.start)]


def _address(sentence: _Sentence) -> Iterator[_Found]:
    for phrase in sentence.phrases:
        if phrase.category == "address":
            yield phrase.start, phrase.end, phrase.note
    words = sentence.words
    for i in range(1, len(words) - 1):
        if words[i] in _MODALS and _is_addressed(sentence, i - 1):
            verb = i + 2 if words[i + 1] in _ADVERBS and i + 2 < len(words) else i + 1
            if words[verb] in _DEMANDED:
                start = sentence.spans[i - 1].start
                yield start, _clause_end(sentence, start), "tells the reader what to think or do"


def _is_addressed(sentence: _Sentence, i: int) -> bool:
    """Whether the word is a public: voters, the nation, or a people by its name."""
    capital = sentence.plain[sentence.spans[i].start - sentence.start].isupper()
    people = capital and sentence.words[i].endswith(_PEOPLES) and sentence.words[i] != "this"
    return people or sentence.words[i] in _ADDRESSED


def _sarcasm(sentence: _Sentence) -> Iterator[_Found]:
    for phrase in sentence.phrases:
        scoffs = (
            phrase.category == "of_course" and sentence.verdicts and _is_set_off(sentence, phrase)
        )
        in_brackets = any(
            match.start() <= phrase.start - sentence.start < match.end()
            for match in _PARENTHESIS.finditer(sentence.plain)
        )
        if scoffs or (phrase.category == "sarcasm" and not in_brackets):
            yield phrase.start, phrase.end, phrase.note


def _is_set_off(sentence: _Sentence, phrase: Evidence) -> bool:
    """Whether the words stand between commas, dashes, brackets or the sentence's ends."""
    before = sentence.plain[: phrase.start - sentence.start].rstrip()
    after = sentence.plain[phrase.end - sentence.start :].lstrip()
    return (not before or before[-1] in ",(—:;") and (not after or after[0] in ",)—.!?;")


def _whataboutism(sentence: _Sentence) -> Iterator[_Found]:
    reached = 0
    for phrase in sentence.phrases:
        if phrase.category == "whataboutism" and phrase.start >= reached:
            reached = _clause_end(sentence, phrase.start)
            yield phrase.start, reached, phrase.note


def _question(sentence: _Sentence) -> Iterator[_Found]:
    if not sentence.plain.rstrip("\"')").endswith("?") or not sentence.words:
        return
    if len(sentence.words) <= _ECHO:
        yield sentence.start, sentence.end, "echoes somebody's word in order to mock it"
        return
    for phrase in sentence.phrases:
        if phrase.category == "question":
            yield sentence.start, sentence.end, phrase.note
            return
    if any(phrase.category == "whataboutism" for phrase in sentence.phrases):
        return
    first = next((word for word in sentence.words[:2] if word not in _LINKS), "")
    asks = _ASKS_READER if first in _OPEN else _ASKS_READER | _READER
    if first in _QUESTION_WORDS and (sentence.verdicts or asks.intersection(sentence.words)):
        yield sentence.start, sentence.end, "a question that asks for agreement, not for an answer"


def _parenthesis(sentence: _Sentence) -> Iterator[_Found]:
    yield from _insertions(sentence, _PARENTHESIS, "a verdict in brackets")


def _dash(sentence: _Sentence) -> Iterator[_Found]:
    yield from _insertions(sentence, _DASHES, "a verdict between dashes")


def _insertions(sentence: _Sentence, pattern: re.Pattern[str], note: str) -> Iterator[_Found]:
    snide = [phrase for phrase in sentence.phrases if phrase.category in ("snide", "sarcasm")]
    strong = [found for found in sentence.verdicts if found.weight >= _STRONG]
    if not (snide or strong):
        return
    for match in pattern.finditer(sentence.plain):
        start, end = sentence.start + match.start(), sentence.start + match.end()
        judged = _within(strong, start, end)
        if judged:
            yield start, end, f"{note}: {sentence.words_of(judged[0])}"
        elif _within(snide, start, end):
            yield start, end, f"{note}, by its tone"


def _verdict(sentence: _Sentence) -> Iterator[_Found]:
    """A sentence that judges a party, a camp or an administration."""
    strong = [
        found
        for found in sentence.verdicts
        if found.weight > _STRONG * (found.category in _OF_ACTS) and found.weight >= _STRONG
    ]
    if not strong:
        return
    camp = _CAMP.search(sentence.plain)
    if camp is None and sentence.words[0] in _GOES_ON:
        camp = _CAMP.search(sentence.before)
    if camp:
        words = sentence.words_of(strong[0])
        does = "praises" if strong[0].category == "praise" else "blames"
        yield sentence.start, sentence.end, f"{does} {camp.group()} in passing: {words}"


_RULES: dict[str, Callable[[_Sentence], Iterator[_Found]]] = {
    "address": _address,
    "sarcasm": _sarcasm,
    "whataboutism": _whataboutism,
    "question": _question,
    "parenthesis": _parenthesis,
    "dash": _dash,
    "verdict": _verdict,
}


def _clause_end(sentence: _Sentence, start: int) -> int:
    """The end of the clause that begins here: the next stop, at most the sentence's end."""
    match = _CLAUSE_END.search(sentence.plain, start - sentence.start)
    end = match.start() if match else len(sentence.plain)
    return sentence.start + len(sentence.plain[:end].rstrip())


def _is_partisan(reading: Reading, start: int, end: int, verdicts: Sequence[Evidence]) -> bool:
    if not reading.plain[start:end].isupper():
        return False
    indices = reading.word_range(start, end)
    judged = _within(verdicts, start, end)
    return bool(judged) or not _PARTISAN_PROMO.isdisjoint(
        reading.lower[indices.start : indices.stop]
    )


ASIDES = Lens(
    "asides",
    find_asides,
    unit="asides",
    higher="more partisan asides",
    segments=("headline", "body", "promo"),
)
