"""Whose words: quotations, and a first, simple guess at who says them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from stancekit.lexicons.reporting import reporting_verbs
from stancekit.model import Actor, Mention, Quote, Segment, Span
from stancekit.reading.indirect import Report, Sentence, find_reports
from stancekit.reading.marks import pair_marks

# Longest phrase that counts as words held at arm's length rather than as speech, if nobody says it.
_SCARE_WORDS = 5
_TOLD = ("headline", "heading", "body")
_SPEAKERS_BACK = 4  # how many speakers a pronoun may stand for
_NOUNS_BEHIND = 3  # words that a name may describe: "Orlandic state news agency"
# How many mentions back a pronoun is followed to the one it stands for.
_BACK = 20
# How far from a quotation its cue is looked for, in words of the same sentence.
_CUE_BEFORE, _CUE_AFTER = 30, 15

# Nouns of speech: the speaker follows them ("rhetoric coming out of …", "in the words of …").
_NOUN_CUES = frozenset(("rhetoric words statement remarks comments speech phrase").split())
_PRONOUNS = frozenset(["he", "she", "they"])
_TITLES = frozenset(
    "mr mrs ms dr sir president prime minister secretary chancellor premier senator sen"
    " representative rep governor gov mayor general gen colonel col captain capt king"
    " queen prince princess pope bishop rabbi ayatollah sheikh chairman chairwoman"
    " professor prof judge justice foreign defense defence interior finance ambassador"
    " spokesman spokeswoman spokesperson former deputy vice chief leader state lord lady"
    " baroness councillor commissioner envoy".split()
)
_NAME_LINKS = frozenset(("of de la van von der bin ibn al el da di du dos").split())
_PREPOSITIONS = frozenset("of in at for from to with on by near against about over".split())
_SKIPPED = frozenset(
    "has have had also once often later then who that which will would could may might"
    " can did does is was are were been be never not first now already still since"
    " himself herself".split()
)
_NOT_NAMES = frozenset(
    "the a an you one later earlier again today yesterday instead perhaps in on at for but and or"
    " as if when while after before this that these those"
    " it its his her their our my we i he she they there here what who how why where with"
    " by from to of not no yes so now then still yet however meanwhile during under over"
    " despite although monday tuesday wednesday thursday friday saturday sunday january"
    " february march april may june july august september october november december".split()
)


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
    """Finds the cue and the speaker of each marked span."""

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
        self.segments, self.sentences, self.mentions = segments, sentences, mentions
        self.word_starts = [word.start for word in words]
        self.sentence_ends = [sentence.end for sentence in sentences]
        self.segment_ends = [segment.end for segment in segments]
        self.mention_ends = [mention.end for mention in mentions]
        self.pronouns = {actor.name: actor.pronouns for actor in actors if actor.pronouns}
        self.verbs = reporting_verbs()
        self.recent: list[str] = []  # who spoke, the last one first
        self.quoted = self._quoted_words()
        self.full_names = self._find_full_names()

    def quotes(self) -> Iterator[Quote]:
        reports = [(Span(report.start, report.end), report) for report in self._reports()]
        found: list[tuple[Span, Report | None]] = [(span, None) for span in self.marked]
        previous: Quote | None = None
        for span, report in sorted(
            [*found, *reports], key=lambda pair: (pair[0].start, -pair[0].end)
        ):
            quote = self._report(report) if report else self._attribute(span, previous)
            if quote.speaker_name is not None:
                self.recent = [quote.speaker_name, *self.recent[: _SPEAKERS_BACK - 1]]
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
            for report in find_reports(self.text, self.words, self.lower, self.quoted, sentence):
                near = self.marked[
                    max(0, bisect_left(starts, start) - 1) : bisect_left(starts, end)
                ]
                clipped = _clip(report, near)
                if clipped.end > clipped.start:
                    yield clipped

    def _report(self, report: Report) -> Quote:
        cue = report.cue
        sentence = self._sentence_words(self.words[cue].start)
        if report.subject_behind:
            speaker = self._name_after(cue, sentence)
        elif report.start < self.words[cue].start:
            speaker = self._subject_before(cue, self._index(report.end))
        else:
            speaker = self._subject_before(self._main_cue(cue, sentence), sentence.start)
        name = self._name(speaker, Span(report.start, report.end)) if speaker else None
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
            name = self._name(speaker, span) if speaker else None
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
            return self._name_after(cue, sentence)
        if cue >= behind:
            if cue - behind <= 0:
                return self._name_after(cue, range(sentence.start, min(sentence.stop, cue + 8)))
            return self._subject_before(cue, behind)
        return self._subject_before(self._main_cue(cue, sentence), sentence.start)

    def _name_after(self, cue: int, limits: range) -> Span | None:
        for i in range(cue + 1, limits.stop):
            if self.lower[i] in _PRONOUNS:
                return self.words[i]
            if self._is_name_word(i):
                return self._with_noun(self._name_span(i, limits), limits)
        noun = next(
            (i for i in range(cue + 1, limits.stop) if self.lower[i] not in _NOT_NAMES), None
        )
        return self.words[noun] if noun is not None else None

    def _with_noun(self, name: Span, limits: range) -> Span:
        """The name with the nouns that it describes: "Orlandic harbour authority"."""
        i = self._index(name.end)
        behind = min(limits.stop, i + _NOUNS_BEHIND)
        while i < behind and self.text[name.end : self.words[i].start] == " ":
            if self.lower[i] in _NOT_NAMES | _SKIPPED | _PREPOSITIONS or self._is_cue(i):
                break
            name = Span(name.start, self.words[i].end)
            i += 1
        return name

    def _subject_before(self, cue: int, first: int) -> Span | None:
        """The pronoun or noun just before the verb, else the nearest name before it."""
        near = cue - 1
        while near >= first and (self.lower[near] in _SKIPPED or self.lower[near].endswith("ly")):
            near -= 1
        if near >= first and self._is_plain_subject(near, cue):
            return self.words[near]
        governed: Span | None = None
        i = near
        while i >= first:
            if self.lower[i] in _PRONOUNS and not self.quoted[i]:
                return self.words[i]
            if self._is_name_word(i):
                while i > first and self._joined(i):
                    i -= 1
                name = self._name_span(i, range(first, cue))
                if i == first or self.lower[i - 1] not in _PREPOSITIONS:
                    return name
                governed = governed or name  # "the mayor of Selm": not the subject, if there is one
            i -= 1
        return governed

    def _is_plain_subject(self, i: int, cue: int) -> bool:
        if self.quoted[i] or "," in self.text[self.words[i].end : self.words[cue].start]:
            return False
        return not self._is_name_word(i) and self.lower[i] not in _NOT_NAMES | _NAME_LINKS

    def _is_name_word(self, i: int) -> bool:
        char = self.text[self.words[i].start]
        return char.isupper() and self.lower[i] not in _NOT_NAMES and not self.quoted[i]

    def _joined(self, i: int) -> bool:
        """Whether the word and the one before it belong to the same name."""
        gap = self.text[self.words[i - 1].end : self.words[i].start]
        abbreviated = len(self.lower[i - 1]) == 1 or self.lower[i - 1] in _TITLES
        if gap not in (" ", "-") and not (gap == ". " and abbreviated):
            return False
        if self._is_name_word(i):
            return self._is_name_word(i - 1) or self._links(i - 1)
        return self._links(i)

    def _links(self, i: int) -> bool:
        """Whether the word is a link within a name, as in "Secretary of State"."""
        return (
            self.lower[i] in _NAME_LINKS
            and 0 < i < len(self.words) - 1
            and self._is_name_word(i - 1)
            and self._is_name_word(i + 1)
        )

    def _name_span(self, i: int, limits: range) -> Span:
        j = i
        while j + 1 < limits.stop and self._joined(j + 1):
            j += 1
        return Span(self.words[i].start, self.words[j].end)

    def _find_full_names(self) -> dict[str, str]:
        """The last word of each name of two words or more, with the name as first written."""
        names: dict[str, str] = {}
        i = 0
        while i < len(self.words):
            if not self.text[self.words[i].start].isupper() or self.lower[i] in _NOT_NAMES:
                i += 1
                continue
            j = i
            while j + 1 < len(self.words) and self._joined(j + 1):
                j += 1
            i = self._behind_titles(i, j)
            if any(self.text[self.words[k].end] == " " for k in range(i, j)):
                name = self.text[self.words[i].start : self.words[j].end]
                names.setdefault(self.lower[j], name)
            i = j + 1
        return names

    def _antecedent(self, pronoun: Span, content: Span) -> str | None:
        """Whom "she" means: the last actor named whose pronoun it is, else the last speaker.

        Nobody who is named in the words themselves: "She said that Tal was tired" is not Tal's.
        """
        word = self.text[pronoun.start : pronoun.end].lower()
        said = set(self.lower[self._index(content.start) : self._index(content.end)])
        nearest = bisect_left(self.mention_ends, pronoun.start) - 1
        for mention in reversed(self.mentions[max(0, nearest - _BACK) : nearest + 1]):
            if word in self.pronouns.get(mention.actor, ()):
                return mention.actor
        for name in self.recent:
            if word in self.pronouns.get(name, (word,)) and name.split()[-1].lower() not in said:
                return name
        return None

    def _behind_titles(self, first: int, last: int) -> int:
        """The first word of a name behind its titles: "Secretary of State Antony Blinken"."""
        i = first
        while i < last and (
            self.lower[i] in _TITLES or (i > first and self.lower[i] in _NAME_LINKS)
        ):
            i += 1
        return i

    def _name(self, speaker: Span, content: Span) -> str | None:
        i = bisect_left(self.mention_ends, speaker.start + 1)
        if i < len(self.mentions) and self.mentions[i].start < speaker.end:
            inside = [m for m in self.mentions[i : i + 4] if m.start < speaker.end and m.acting]
            if inside:
                return inside[-1].actor
        words = range(self._index(speaker.start), self._index(speaker.end))
        if len(words) == 1 and self.lower[words[0]] in _PRONOUNS:
            return self._antecedent(speaker, content)
        if not words or not self.text[speaker.start].isupper():
            return None
        first = self._behind_titles(words[0], words[-1])
        if first == words[-1]:
            return self.full_names.get(self.lower[first], self._text(first, words[-1]))
        return self._text(first, words[-1])

    def _text(self, first: int, last: int) -> str:
        return self.text[self.words[first].start : self.words[last].end]
