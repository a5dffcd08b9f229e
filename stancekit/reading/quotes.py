"""Whose words: quotations, reported speech and scare quotes, each with its speaker if told."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from stancekit.model import Actor, Mention, Quote, QuoteKind, Segment, Span
from stancekit.reading.blocks import find_blocks
from stancekit.reading.closings import Report
from stancekit.reading.cues import Cues
from stancekit.reading.indirect import find_reports
from stancekit.reading.marked import Marked
from stancekit.reading.marks import pair_marks
from stancekit.reading.names import Names
from stancekit.reading.phrases import Phrases
from stancekit.reading.sentence_words import Sentence
from stancekit.reading.whom import Whom
from stancekit.reading.words import in_title_case

# Longest phrase that counts as words held at arm's length rather than as speech, if nobody says it.
_SCARE_WORDS = 5
_TITLE_WORDS = 8  # longest title of a book or a show in marks
_TOLD = ("headline", "heading", "body")
_HEADLINE_NAME = 5  # words before the colon of a headline that may name a speaker
_MARK = 2  # characters of the longest quotation mark
_SIGNED = re.compile(r"\s*[—–―-]{1,2}\s*(?=[A-Z])")  # “…” — Ana Tal


class Heard(NamedTuple):
    """What is known of an article when its quotations are looked for."""

    text: str
    segments: Sequence[Segment]
    sentences: Sequence[Span]
    words: Sequence[Span]
    lower: Sequence[str]
    mentions: Sequence[Mention]


def find_quotes(
    articles: Sequence[Heard], actors: Sequence[Actor]
) -> list[tuple[tuple[Quote, ...], Names]]:
    """For each article, words in marks and reported speech, with speakers if plain.

    In the order of the text; and the names of the article, by which they were told.
    """
    marked = [list(pair_marks(one.text, one.segments)) for one in articles]
    readers = [_Speakers(*one, actors, spans) for one, spans in zip(articles, marked, strict=True)]
    reports = [list(reader.reports()) for reader in readers]
    quotes = [list(reader.quotes(some)) for reader, some in zip(readers, reports, strict=True)]
    return [
        (tuple(_told_later(some, reader.segments)), reader.names)
        for some, reader in zip(quotes, readers, strict=True)
    ]


def _told_later(quotes: list[Quote], segments: Sequence[Segment]) -> list[Quote]:
    """A quotation over several paragraphs whose speaker comes last has that speaker throughout."""
    ends = {segment.end for segment in segments}
    later: Quote | None = None
    for i in range(len(quotes) - 1, -1, -1):
        quote = quotes[i]
        if quote.kind != "direct":
            continue
        left_open = quote.end in ends and later is not None and later.start - quote.end <= 4
        if left_open and quote.speaker is None and later is not None and later.speaker is not None:
            quotes[i] = quote = quote._replace(
                speaker=later.speaker, speaker_name=later.speaker_name, named=later.named
            )
        later = quote
    return quotes


def _clip(report: Report, marked: Sequence[Span]) -> Report:
    """The report, so cut that each quotation lies in it or apart from it."""
    for span in marked:
        if span.start < report.start < span.end:
            report = report._replace(start=min(span.end, report.end))
        elif report.start <= span.start < report.end < span.end:
            report = report._replace(end=span.start)
    return report


class _Speakers:
    """Finds the cue of each quotation, and has its speaker named."""

    def __init__(
        self,
        text: str,
        segments: Sequence[Segment],
        sentences: Sequence[Span],
        words: Sequence[Span],
        lower: Sequence[str],
        mentions: Sequence[Mention],
        actors: Sequence[Actor],
        marked: Sequence[Span],
    ) -> None:
        self.text, self.words, self.lower, self.marked = text, words, lower, marked
        self.segments, self.sentences = segments, sentences
        self.word_starts = [start for start, _ in words]
        self.segment_ends = [segment.end for segment in segments]
        self.quoted, nested = self._quoted_words()
        openers = frozenset(self._index(sentence.start) for sentence in sentences)
        titled = frozenset(self._titled_words())
        self.phrases = Phrases(text, words, self.word_starts, lower, self.quoted, openers, titled)
        # For quotations within quotations: there the verb of speaking is somebody's own word.
        self.nested = nested
        self.cues = Cues(self.phrases, sentences)
        self.names = Names(self.phrases, actors)
        self.whom = Whom(self.names, mentions)
        self.devices = Marked(self.phrases, marked)

    @cached_property
    def nested_cues(self) -> Cues:
        phrases = Phrases(
            self.text,
            self.words,
            self.word_starts,
            self.lower,
            self.nested,
            self.phrases.openers,
            self.phrases.titled,
        )
        return Cues(phrases, self.sentences)

    def quotes(self, reports: Iterable[Report]) -> Iterator[Quote]:
        found: list[tuple[Span, Report | None]] = [(span, None) for span in self.marked]
        found += [(Span(report.start, report.end), report) for report in reports]
        found.sort(key=lambda pair: (pair[0].start, -pair[0].end))
        previous: Quote | None = None
        around: Quote | None = None  # the reported speech that a quotation stands in
        for span, report in found:
            if around is not None and around.end <= span.start:
                around = None
            quote = self._report(report) if report else self._attribute(span, previous, around)
            if quote is None:
                continue
            if report:
                around = quote
            if quote.speaker_name is not None and quote.named:
                self.whom.remember(quote.speaker_name, Span(quote.start, quote.end))
            if quote.kind != "scare":
                previous = quote
            yield quote

    def reports(self) -> Iterator[Report]:
        """Reported speech in headline and body, clipped so that quotations lie in it or apart."""
        starts = [span.start for span in self.marked]
        blocks = list(find_blocks(self.cues, self.segments))
        taken = {block.start for block in blocks}
        yield from blocks
        for start, end in self.sentences:
            at = self._segment(start)
            if at == len(self.segments) or self.segments[at].kind not in _TOLD:
                continue
            if self.segments[at].start in taken:
                continue
            first, behind = self._index(start), self._index(end)
            sentence = Sentence(start, end, first, behind)
            near = self.marked[max(0, bisect_left(starts, start) - 1) : bisect_left(starts, end)]
            for report in find_reports(self.phrases, sentence):
                clipped = _clip(report, near)
                if clipped.end > clipped.start:
                    yield clipped

    def _report(self, report: Report) -> Quote:
        span = Span(report.start, report.end)
        cue = self.words[report.cue]
        kind: QuoteKind = "direct" if report.verbatim else "indirect"
        return self._quote(span, kind, report.speaker, cue, agentless=report.agentless)

    def _quote(
        self,
        span: Span,
        kind: QuoteKind,
        phrase: range | None,
        cue: Span | None,
        *,
        agentless: bool = False,
    ) -> Quote:
        if phrase is None:
            return Quote(*span, kind, None, cue, None, False if agentless else None)
        who = self.whom.who(phrase, span)
        return Quote(*span, kind, self.phrases.span(phrase), cue, who.name, who.named)

    def _attribute(self, span: Span, previous: Quote | None, around: Quote | None) -> Quote | None:
        first, behind = self._index(span.start), self._index(span.end)
        is_phrase = behind - first <= _SCARE_WORDS and not self._is_sentence(span)
        if behind - first <= _TITLE_WORDS and self.devices.is_name(span, first, behind):
            return None
        disowned = is_phrase and self.devices.is_disowned(first)
        if around is not None and around.end >= span.end and not disowned:
            return around._replace(start=span.start, end=span.end, kind="direct")
        is_nested = behind > first and self.nested[first]
        cues = self.nested_cues if is_nested else self.cues
        cue = None if disowned else cues.find(span, first, behind, is_phrase)
        if cue is not None:
            return self._quote(span, "direct", cues.speaker(cue, first, behind), self.words[cue])
        headed = self._headed(span, first)
        if headed is not None:
            return self._quote(span, "direct", headed, None)
        announced = self._announced(span)
        if announced is not None:
            sentence = self.cues.sentence_words(self.words[announced].start)
            phrase = self.phrases.subject(announced, sentence.start)
            return self._quote(span, "direct", phrase, self.words[announced])
        if is_phrase:
            words = self.text[span.start : span.end].rstrip(" ,.;:")  # without typesetter's marks
            return Quote(span.start, span.start + max(1, len(words)), "scare")
        signed = self._signed(span)
        if signed is not None:
            return self._quote(span, "direct", signed, None)
        if previous is not None and self._speaks_on(previous, span):
            return previous._replace(start=span.start, end=span.end, kind="direct", cue=None)
        return Quote(*span, "direct")

    def _headed(self, span: Span, first: int) -> range | None:
        """The name before the colon of a headline: "Mayor: ‘Stay where you are’"."""
        i = self._segment(span.start)
        if i == len(self.segments) or self.segments[i].kind not in ("headline", "heading"):
            return None
        named = range(self._index(self.segments[i].start), first)
        if not 0 < len(named) <= _HEADLINE_NAME:
            return None
        return named if self.phrases.gap(named[-1]).startswith(":") else None

    def _announced(self, span: Span) -> int | None:
        """The verb of the paragraph before, if that announces the quotation: "X said:"."""
        i = self._segment(span.start)
        if not 0 < i < len(self.segments) or span.start - self.segments[i].start > _MARK:
            return None
        before = self.segments[i - 1]
        return self.cues.announcing(before.start, before.end)

    def _signed(self, span: Span) -> range | None:
        """The name behind a dash that signs a quotation: “…” — Ana Tal."""
        dash = _SIGNED.match(self.text, min(span.end + 1, len(self.text)))
        if dash is None:
            return None
        first = self._index(dash.end())
        if first >= len(self.words) or not self.phrases.is_name_word(first):
            return None
        behind = self.phrases.name_end(first, len(self.words))
        rest = self.phrases.gap(behind - 1)
        return range(first, behind) if not rest.strip() or rest[0] in ",.\n" else None

    def _speaks_on(self, previous: Quote, span: Span) -> bool:
        """Whether the speaker before goes on: in the same paragraph, or in one of marks alone."""
        if span.end <= previous.end:
            return False  # within the speech before: a voice in a voice
        paragraph, before = self._segment(span.start), self._segment(previous.start)
        if paragraph == before:
            return True
        opens = span.start - self.segments[paragraph].start <= _MARK
        return paragraph == before + 1 and opens

    def _is_sentence(self, span: Span) -> bool:
        """Whether the words stand as a sentence of their own: “Nobody came.”"""
        words = self.text[span.start : span.end].strip()
        return words[:1].isupper() and words[-1:] in (".", "!", "?", "…")

    def _index(self, pos: int) -> int:
        return bisect_left(self.word_starts, pos)

    def _segment(self, pos: int) -> int:
        return bisect_left(self.segment_ends, pos + 1)

    def _titled_words(self) -> Iterator[int]:
        """The words of headlines in which nearly every word has a capital."""
        for segment in self.segments:
            if segment.kind in ("headline", "heading"):
                said = range(self._index(segment.start), self._index(segment.end))
                if in_title_case(self.text, self.words[said.start : said.stop]):
                    yield from said

    def _quoted_words(self) -> tuple[list[bool], list[bool]]:
        """For each word, whether it stands in marks, and whether not in a single pair of them."""
        quoted = [False] * len(self.words)
        nested = [True] * len(self.words)
        reached = deep = 0
        for span in self.marked:
            first, behind = self._index(span.start), self._index(span.end)
            if behind <= reached:
                for i in range(max(deep, first), behind):
                    nested[i] = True
                deep = max(deep, behind)
            for i in range(max(reached, first), behind):
                quoted[i], nested[i] = True, False
            reached = max(reached, behind)
        return quoted, nested
