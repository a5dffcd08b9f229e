"""Speech without marks that its layout tells: behind "X added:", or in a line "TAL: We stay"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from stancekit.model import Segment
from stancekit.reading.closings import Report
from stancekit.reading.cues import Cues
from stancekit.reading.grammar import PEOPLE

_FIRST_PERSON = frozenset("i we my our us me i'm we're i've we've".split())
# A line of a transcript, and a headline that names its speaker first.
_TURN = re.compile(r"([A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){0,3}):[ \t]+(?=\S)")
_SOURCES = PEOPLE | frozenset("poll report study survey".split())
_ABOUT = frozenset("how what why who when where which everything the".split())
_SHORTEST = 3  # words of a headline behind its speaker


def find_blocks(cues: Cues, segments: Sequence[Segment]) -> Iterator[Report]:
    """The blocks of an article, each a paragraph or what is left of it behind its speaker."""
    finder = _Blocks(cues, segments)
    yield from finder.headlines()
    yield from finder.behind_colons()
    yield from finder.turns()


class _Blocks:
    def __init__(self, cues: Cues, segments: Sequence[Segment]) -> None:
        self.cues, self.segments, self.phrases = cues, segments, cues.phrases
        self.text, self.quoted = cues.text, cues.quoted

    def headlines(self) -> Iterator[Report]:
        """A headline "Varden: Harbour will stay shut", if the story has Varden speak."""
        for segment in self.segments:
            turn = _TURN.match(self.text, segment.start, segment.end)
            if segment.kind != "headline" or turn is None:
                continue
            named = self.phrases.word_range(segment.start, turn.end(1))
            said = self.phrases.word_range(turn.end(), segment.end)
            if len(said) < _SHORTEST or self.quoted[said.start] or not named:
                continue
            if self.phrases.lower[said.start] in _ABOUT:
                continue
            if self._speaks_below(named, segment.end):
                yield Report(turn.end(), segment.end, named.start, named)

    def _speaks_below(self, named: range, pos: int) -> bool:
        last = self.phrases.lower[named.stop - 1]
        if last in _SOURCES:
            return True
        for i in range(named.stop, len(self.phrases.words)):
            if self.phrases.lower[i] == last and self.phrases.words[i].start > pos:
                near = range(max(0, i - 3), min(len(self.phrases.words), i + 3))
                if any(self.phrases.is_cue(j) for j in near):
                    return True
        return False

    def behind_colons(self) -> Iterator[Report]:
        """The paragraph behind "X added:", and those in the first person behind it."""
        for i, segment in enumerate(self.segments[:-1]):
            cue = self.cues.announcing(segment.start, segment.end)
            if cue is None:
                continue
            sentence = self.cues.sentence_words(self.phrases.words[cue].start)
            speaker = self.phrases.subject(cue, sentence.start)
            for block in self.segments[i + 1 :]:
                said = self.phrases.word_range(block.start, block.end)
                if block.kind != "body" or not said or self.quoted[said.start]:
                    break
                if block is not self.segments[i + 1] and not self._is_first_person(said):
                    break
                yield Report(block.start, block.end, cue, speaker, verbatim=True)

    def _is_first_person(self, said: range) -> bool:
        own = [self.phrases.lower[i] for i in said if not self.quoted[i]]
        return not _FIRST_PERSON.isdisjoint(own) and not any(map(self.phrases.is_cue, said))

    def turns(self) -> Iterator[Report]:
        """The lines of a transcript, which has at least two speakers."""
        turns = [
            (segment, turn)
            for segment in self.segments
            if segment.kind == "body"
            and (turn := _TURN.match(self.text, segment.start, segment.end))
        ]
        if len({turn.group(1) for _, turn in turns}) < 2:
            return
        for segment, turn in turns:
            named = self.phrases.word_range(turn.start(), turn.end(1))
            said = self.phrases.word_range(turn.end(), segment.end)
            if named and said and not self.quoted[said.start]:
                yield Report(turn.end(), segment.end, named.start, named, verbatim=True)
