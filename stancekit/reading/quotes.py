"""Whose words: quotations and reported speech, with a first, simple guess at who says them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from stancekit.lexicons.reporting import reporting_verbs
from stancekit.model import Actor, Mention, Quote, Segment, Span
from stancekit.reading.indirect import Report, Sentence, find_reports
from stancekit.reading.marks import pair_marks
from stancekit.reading.names import Names

# Longest phrase that counts as words held at arm's length rather than as speech, if nobody says it.
_SCARE_WORDS = 5
_TOLD = ("headline", "heading", "body")
# How far from a quotation its cue is looked for, in words of the same sentence.
_CUE_BEFORE, _CUE_AFTER = 30, 15
_INVERTED = 8  # words behind a cue in which its speaker is looked for: “…,” said X

# Nouns of speech: the speaker follows them ("rhetoric coming out of …", "in the words of …").
_NOUN_CUES = frozenset(("rhetoric words statement remarks comments speech phrase").split())


def find_quotes(
    text: str,
    segments: Sequence[Segment],
    sentences: Sequence[Span],
    words: Sequence[Span],
    lower: Sequence[str],
    mentions: Sequence[Mention],
    actors: Sequence[Actor],
) -> tuple[Quote, ...]:
    """Words in marks and reported speech, in the order of the text, with speakers if plain."""
    marked = list(pair_marks(text, segments))
    return tuple(
        _Speakers(text, segments, sentences, words, lower, mentions, actors, marked).quotes()
    )


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
        self.word_starts = [word.start for word in words]
        self.sentence_ends = [sentence.end for sentence in sentences]
        self.segment_ends = [segment.end for segment in segments]
        self.verbs = reporting_verbs()
        self.quoted = self._quoted_words()
        self.names = Names(text, words, lower, mentions, actors, self.quoted)

    def quotes(self) -> Iterator[Quote]:
        reports = [(Span(report.start, report.end), report) for report in self._reports()]
        found: list[tuple[Span, Report | None]] = [(span, None) for span in self.marked]
        previous: Quote | None = None
        for span, report in sorted(
            [*found, *reports], key=lambda pair: (pair[0].start, -pair[0].end)
        ):
            quote = self._report(report) if report else self._attribute(span, previous)
            if quote.speaker_name is not None:
                self.names.remember(quote.speaker_name)
            if quote.kind != "scare":
                previous = quote
            yield quote

    def _reports(self) -> Iterator[Report]:
        """Reported speech in headline and body, clipped so that quotations lie in it or apart."""
        starts = [span.start for span in self.marked]
        for start, end in self.sentences:
            at = self._segment(start)
            if at == len(self.segments) or self.segments[at].kind not in _TOLD:
                continue
            first, behind = self._index(start), self._index(end)
            sentence = Sentence(start, end, first, behind)
            near = self.marked[max(0, bisect_left(starts, start) - 1) : bisect_left(starts, end)]
            for report in find_reports(self.text, self.words, self.lower, self.quoted, sentence):
                clipped = _clip(report, near)
                if clipped.end > clipped.start:
                    yield clipped

    def _report(self, report: Report) -> Quote:
        cue = report.cue
        sentence = self._sentence_words(self.words[cue].start)
        if report.subject_behind:
            speaker = self.names.after(cue, sentence)
        elif report.start < self.words[cue].start:
            speaker = self.names.subject_before(cue, self._index(report.end))
        else:
            speaker = self.names.subject_before(self._main_cue(cue, sentence), sentence.start)
        name = self.names.stands_for(speaker, Span(report.start, report.end)) if speaker else None
        return Quote(report.start, report.end, "indirect", speaker, self.words[cue], name)

    def _main_cue(self, cue: int, sentence: range) -> int:
        """Of "X criticized it, saying …" the verb that has a subject."""
        if not self.lower[cue].endswith("ing"):
            return cue
        return next((i for i in sentence if i < cue and self._is_cue(i)), cue)

    def _attribute(self, span: Span, previous: Quote | None) -> Quote:
        first, behind = self._index(span.start), self._index(span.end)
        cue = self._find_cue(span, first, behind)
        if cue is not None:
            speaker = self._find_speaker(cue, first, behind)
            name = self.names.stands_for(speaker, span) if speaker else None
            return Quote(*span, "direct", speaker, self.words[cue], name)
        if behind - first > _SCARE_WORDS or self._is_sentence(span):
            if previous is not None and self._speaks_on(previous, span):
                return Quote(*span, "direct", previous.speaker, None, previous.speaker_name)
            return Quote(*span, "direct")
        words = self.text[span.start : span.end].rstrip(" ,.;:")  # without the typesetter's marks
        return Quote(span.start, span.start + max(1, len(words)), "scare")

    def _speaks_on(self, previous: Quote, span: Span) -> bool:
        """Whether the speaker before goes on: in the same paragraph, or over an open end."""
        if span.end <= previous.end:
            return False  # within the speech before: a voice in a voice
        paragraph, before = self._segment(span.start), self._segment(previous.start)
        left_open = previous.end == self.segments[before].end
        opens = span.start - self.segments[paragraph].start <= 2
        return paragraph == before or (paragraph == before + 1 and left_open and opens)

    def _is_sentence(self, span: Span) -> bool:
        """Whether the words stand as a sentence of their own: “Nobody came.”"""
        words = self.text[span.start : span.end].strip()
        return words[:1].isupper() and words[-1:] in (".", "!", "?", "…")

    def _index(self, pos: int) -> int:
        return bisect_left(self.word_starts, pos)

    def _segment(self, pos: int) -> int:
        return bisect_left(self.segment_ends, pos + 1)

    def _quoted_words(self) -> list[bool]:
        quoted = [False] * len(self.words)
        reached = 0
        for span in self.marked:
            for i in range(max(reached, self._index(span.start)), self._index(span.end)):
                quoted[i] = True
            reached = max(reached, self._index(span.end))
        return quoted

    def _sentence_words(self, pos: int) -> range:
        i = bisect_left(self.sentence_ends, pos)
        if i == len(self.sentences):
            return range(0)
        return range(self._index(self.sentences[i].start), self._index(self.sentences[i].end))

    def _is_cue(self, i: int) -> bool:
        word = self.lower[i]
        return word in self.verbs and not self.quoted[i]

    def _find_cue(self, span: Span, first: int, behind: int) -> int | None:
        """The word of speaking that belongs to the quotation: just behind it, or before it."""
        ahead = self._sentence_words(span.end)
        following = range(behind, min(ahead.stop, behind + _CUE_AFTER))
        after = next((i for i in following if self._is_cue(i)), None)
        if after is not None and self._leads_on(span) and not self._parted(span.end, after):
            return after
        start = self._sentence_words(span.start)
        preceding = range(first - 1, max(start.start, first - _CUE_BEFORE) - 1, -1)
        before = next((i for i in preceding if self._is_cue(i)), None)
        if before is not None:
            return before
        noun = next(
            (i for i in preceding if self.lower[i] in _NOUN_CUES and not self.quoted[i]), None
        )
        return noun if noun is not None else after

    def _leads_on(self, span: Span) -> bool:
        """Whether the quotation ends in a mark that a speaker follows: "…," she said."""
        return any(char in ",?!—–-" for char in self.text[span.end - 1 : span.end + 3])

    def _parted(self, end: int, cue: int) -> bool:
        """Whether something else is quoted, or a clause begins, between quotation and cue."""
        between = self.text[end : self.words[cue].start]
        return ";" in between or any(self.quoted[i] for i in range(self._index(end), cue))

    def _find_speaker(self, cue: int, first: int, behind: int) -> Span | None:
        sentence = self._sentence_words(self.words[cue].start)
        if self.lower[cue] in _NOUN_CUES:
            return self.names.after(cue, sentence)
        if cue >= behind:
            if cue - behind <= 0:
                return self.names.after(
                    cue, range(sentence.start, min(sentence.stop, cue + _INVERTED))
                )
            return self.names.subject_before(cue, behind)
        return self.names.subject_before(self._main_cue(cue, sentence), sentence.start)
