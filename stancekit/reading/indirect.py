"""Reported speech without quotation marks: which words are somebody's, to the clause.

Four shapes are looked for, one in a sentence: "According to X, …" and "…, according to X"; "…, X
said" with little or nothing behind it; a verb of speaking with "that" or a clause behind it; a noun
of speech with "that" ("the claim that …").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from stancekit.lexicons.reporting import reporting_verbs

_THAT = frozenset(["that", "how", "whether", "why"])
_NOUNS = frozenset(
    "claim claims statement statements allegation allegations assertion assertions belief warning"
    " warnings suggestion accusation accusations announcement argument arguments view rumor rumors"
    " rumour rumours conclusion conclusions complaint complaints report reports".split()
)
_BE = frozenset("is are was were be been being".split())
_MODALS = frozenset("can could may might would should must".split())
_NOBODY = frozenset("one you it i we".split())  # "one can argue that": the writer's own view
_NOT_SAID = frozenset(
    "not never didn't doesn't don't won't cannot refused declined refuses".split()
)
_DETERMINERS = frozenset("the a an his her their its this that every each another no worth".split())
_DAYS = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday today yesterday earlier later"
    " recently tonight".split()
)
_CIRCUMSTANCES = _DAYS | frozenset("last this on in at during after before late to via".split())
_GOVERNING = frozenset("about of in on at with for from by into against over".split())
_OBJECT_OF = _GOVERNING | {"to"}
_NO_CLAUSE = _CIRCUMSTANCES | {"of", "for", "with", "so"}
_SUBJECTS = frozenset(
    "he she they it who which the a an one officials police sources witnesses critics analysts"
    " experts authorities prosecutors investigators researchers aides".split()
)
_CLAUSE_STARTS = frozenset(
    "he she they it we i you this these those there the a an his her its their our my your if when"
    " what who no nothing nobody some many most all both every each any more such".split()
)
# A sentence that begins so has its main clause behind its first comma.
_SUBORDINATE = frozenset(
    "after when while as if although in on during despite since asked at with by for before"
    " speaking though because until unlike under amid".split()
)
_CLOSED = re.compile(r"(?:[\"”»]|[,.!?]['’]{1,2})\s*$")  # a quotation that ends just before a verb
_PLAIN_SUBJECT = 4  # words: "the harbour master also said" needs no name to be a subject
_SHORTEST = 2  # words: less is not reported, it is named
_TO_THAT = 9  # words between a verb and its "that": "told reporters in Ostrel on Monday that"
_CLOSING = 14  # words behind the verb of a closing "X said": "told a news conference in Ostrel"
_TO_VERB = 9  # words between the comma and the verb of a closing "…, X said"


class Report(NamedTuple):
    """A stretch of reported words, and the word that introduces it."""

    start: int
    end: int
    cue: int
    subject_behind: bool  # whether the speaker stands behind the cue


class Sentence(NamedTuple):
    """A sentence as this module reads it: its words by index into the article's words."""

    start: int
    end: int
    first: int
    behind: int


def find_reports(
    text: str,
    spans: Sequence[tuple[int, int]],
    lower: Sequence[str],
    quoted: Sequence[bool],
    sentence: Sentence,
) -> Iterator[Report]:
    """The reported words of a sentence, in the order of the text and apart from one another."""
    reader = _Reader(text, spans, lower, quoted, sentence)
    reached = sentence.start
    for cue in range(sentence.first, sentence.behind):
        if quoted[cue] or spans[cue][0] < reached:
            continue
        report = reader.report_at(cue)
        if report is not None and report.start >= reached:
            yield report
            reached = max(report.end, spans[cue][1])
            rest = reader.rest_behind(report)
            if rest is not None:
                yield rest
                reached = rest.end


class _Reader:
    def __init__(
        self,
        text: str,
        spans: Sequence[tuple[int, int]],
        lower: Sequence[str],
        quoted: Sequence[bool],
        sentence: Sentence,
    ) -> None:
        self.text, self.spans, self.lower, self.quoted = text, spans, lower, quoted
        self.start, self.end, self.first, self.behind = sentence
        self.verbs = reporting_verbs()

    def report_at(self, cue: int) -> Report | None:
        word = self.lower[cue]
        if word == "according" and self._word(cue + 1) == "to":
            return self._according(cue)
        if word in _NOUNS and self._word(cue + 1) == "that" and self._gap(cue) == " ":
            verb = self.verbs.get(word)
            if verb is None or self._word(cue - 1) in _DETERMINERS:
                return self._cut(self.spans[cue + 1][0], self.end, cue)
        verb = self.verbs.get(word)
        if verb is None or verb.frame == "quote" or not self._is_spoken(cue):
            return None
        if verb.frame == "object" and self._names_quotation(cue):
            return None
        if verb.frame != "object" and cue - self.first >= 3 and not word.endswith("ing"):
            closing = self._closing(cue)
            if closing is not None:
                return closing
        begin = self._begin(cue, verb.frame)
        if begin is None or self.behind - begin < _SHORTEST:
            return None
        return self._cut(self.spans[begin][0], self._clause_end(begin, verb.frame), cue)

    def rest_behind(self, report: Report) -> Report | None:
        """The second half of words that their speaker parts: "The port, X said, is shut"."""
        cue = report.cue
        if report.end > self.spans[cue][0] or not self._gap(cue).startswith(","):
            return None
        return self._cut(self.spans[cue + 1][0], self._clause_end(cue + 1, "clause"), cue)

    def _word(self, i: int) -> str:
        return self.lower[i] if self.first <= i < self.behind else ""

    def _gap(self, i: int) -> str:
        """What stands between a word and the next."""
        return self.text[self.spans[i][1] : self.spans[i + 1][0]] if i + 1 < self.behind else ""

    def _capital(self, i: int) -> bool:
        return self.text[self.spans[i][0]].isupper()

    def _is_spoken(self, cue: int) -> bool:
        """Whether somebody speaks: no passive, no noun, nothing denied, nobody in general."""
        before, earlier = self._word(cue - 1), self._word(cue - 2)
        if not before and not self.lower[cue].endswith("ing"):
            return False  # "Tell that to the islanders": nobody is named
        if self.text[self.spans[cue][0] - 1 : self.spans[cue][0]] == "-":
            return False  # "so-called"
        if before in _BE and not self.lower[cue].endswith("ing"):
            return False
        if before in _MODALS and earlier in _NOBODY:
            return False
        if (
            before in _DETERMINERS
            or before in _GOVERNING
            or (before == "to" and earlier in _NOT_SAID)
        ):
            return False
        if before == "that" and earlier in _BE:
            return False
        return before not in _NOT_SAID

    def _begin(self, cue: int, frame: str) -> int | None:
        """The first word of what is reported behind a verb."""
        gap = self._gap(cue)
        if cue + 1 >= self.behind or gap.strip() or any(mark in gap for mark in "\"“‘'"):
            return None
        following = self.lower[cue + 1]
        if following in _THAT and frame != "object":
            return cue + 1
        if self._after_quotation(cue):
            return None
        if frame == "object":
            return cue + 1
        if frame == "person" or following in _CIRCUMSTANCES:
            return self._begin_later(cue, frame)
        return cue + 1 if frame == "clause" and self._starts_clause(cue + 1) else None

    def _begin_later(self, cue: int, frame: str) -> int | None:
        """Behind whom it was said to, or when and where."""
        reach = range(cue + 1, min(self.behind, cue + _TO_THAT))
        that = next((i for i in reach if self.lower[i] in _THAT), None)
        if that is not None:
            return that
        if frame == "person":
            return next((i for i in reach if i > cue + 1 and self._opens_clause(i)), None)
        begin = cue + 1
        while self._word(begin) in _DAYS:
            begin += 1
        if frame == "clause" and cue + 1 < begin < self.behind and self._starts_clause(begin):
            return begin
        return None

    def _opens_clause(self, i: int) -> bool:
        return self.lower[i] in _CLAUSE_STARTS and self.lower[i - 1] not in _OBJECT_OF

    def _clause_end(self, begin: int, frame: str) -> int:
        """Where the words reported from here end: at a semicolon, or where another verb takes over.

        What somebody is called ends at the next comma or bracket.
        """
        ends = ";,(" if frame == "object" else ";"
        for i in range(begin, self.behind - 1):
            if self.quoted[i] and self.quoted[i + 1]:
                continue
            gap = self.text[self.spans[i][1] : self.spans[i + 1][0]]
            places = [gap.index(mark) for mark in ends if mark in gap]
            if places:
                return self.spans[i][1] + min(places)
            if self._word(i + 1) in ("and", "but") and self._takes_over(i + 2):
                return self.spans[i][1]
        return self.end

    def _takes_over(self, i: int) -> bool:
        """Whether a second verb follows: "… said that A and warned that B"."""
        return self._word(i) in self.verbs and self._word(i + 1) in _THAT

    def _names_quotation(self, cue: int) -> bool:
        """Whether the words called so are those quoted before: “a dictator,” as X called Y."""
        return any(self.quoted[self.first : cue]) and not any(self.quoted[cue : self.behind])

    def _starts_clause(self, i: int) -> bool:
        return self.lower[i] not in _NO_CLAUSE

    def _after_quotation(self, cue: int) -> bool:
        """Whether the verb follows its quotation: “…,” said X, the mayor."""
        before = self.text[max(self.start, self.spans[cue][0] - 4) : self.spans[cue][0]]
        return _CLOSED.search(before) is not None

    def _according(self, cue: int) -> Report | None:
        if cue - self.first > 1:
            return self._cut(self.start, self.spans[cue][0], cue, subject_behind=True)
        comma = self.text.find(",", self.spans[cue][1], self.end)
        return None if comma < 0 else self._cut(comma + 1, self.end, cue, subject_behind=True)

    def _closing(self, cue: int) -> Report | None:
        """What stands before the comma of a closing "…, X said"."""
        inverted = False
        if cue + 1 < self.behind:
            following = self.lower[cue + 1]
            inverted = self._capital(cue + 1) and following not in _DAYS
            told = self.verbs[self.lower[cue]].frame == "person"
            if not (following in _CIRCUMSTANCES or inverted or told or "," in self._gap(cue)):
                return None
            reach = range(cue + 1, min(self.behind, cue + _TO_THAT))
            if any(self.lower[i] in _THAT for i in reach):
                return None
            if self.behind - cue > _CLOSING and not inverted:
                return None
        comma = self.text.rfind(",", self.start, self.spans[cue][0])
        if comma < 0 or self.lower[self.first] in _SUBORDINATE:
            return None
        subject = next(
            (i for i in range(cue, self.first, -1) if self.spans[i - 1][1] <= comma), cue
        )
        short = cue - subject <= _PLAIN_SUBJECT
        if inverted and subject != cue:
            return None
        if cue - subject > _TO_VERB or subject - self.first < _SHORTEST:
            return None
        if not (short or self.lower[subject] in _SUBJECTS or self._capital(subject)):
            return None
        end = comma
        if any(self.quoted[self.first : subject]):  # what stands behind a quotation is its speaker
            last = max(i for i in range(self.first, subject) if self.quoted[i])
            end = self.spans[last][1]
        return self._cut(self.start, end, cue, subject_behind=subject == cue)

    def _cut(
        self, start: int, end: int, cue: int, *, subject_behind: bool = False
    ) -> Report | None:
        """The stretch without white space and stops at its edges, if it holds unquoted words."""
        while end > start and (self.text[end - 1].isspace() or self.text[end - 1] in ".,;:!?…—–"):
            end -= 1
        while start < end and (self.text[start].isspace() or self.text[start] in ",;:—–"):
            start += 1
        inside = [
            i
            for i in range(self.first, self.behind)
            if start <= self.spans[i][0] < end and not self.quoted[i]
        ]
        return Report(start, end, cue, subject_behind) if len(inside) >= _SHORTEST else None
