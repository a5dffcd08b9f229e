"""Reported speech before its verb: "The port is shut, X said", "The port, X said, is shut"."""

from __future__ import annotations

from typing import NamedTuple

from stancekit.lexicons.reporting import ReportingVerb
from stancekit.reading.clauses import CIRCUMSTANCES, COURTS, THAT, Clauses
from stancekit.reading.grammar import (
    AUXILIARIES,
    CONJUNCTIONS,
    DETERMINERS,
    FINITE,
    PEOPLE,
    PREPOSITIONS,
    RELATIVES,
    SUBORDINATORS,
    is_finite,
)
from stancekit.reading.sentence_words import TIMES, TO_THAT

_CIRCUMSTANTIAL = PREPOSITIONS | {"however", "though"}
_NO_SUBJECTS = CONJUNCTIONS | SUBORDINATORS | (RELATIVES - {"that"}) | FINITE
_NO_SPEAKERS = TIMES | PREPOSITIONS | {"that"}
_OPENERS = frozenset("but and yet so still".split())  # before a main clause; nobody's words
# A sentence that begins so has its main clause behind its first comma.
_SUBORDINATE = frozenset(
    "after when while as if although in on during despite since asked at with by for before"
    " speaking though because until unlike under amid".split()
)
_PLAIN_SUBJECT = 4  # words: "the harbour master also said" needs no name to be a subject
SHORTEST = 2  # words: less is not reported, it is named
_CLOSING = 14  # words behind the verb of a closing "X said": "told a news conference in Ostrel"
_TO_VERB = 12  # words between the comma and the verb of a closing "…, X said"
# What a denial behind a comma is of, not what is said there: "…, charges he has denied".
_CHARGES = frozenset("charge charges claim claims allegation allegations accusation".split())


class Report(NamedTuple):
    """A stretch of reported words, the word that introduces it, and the phrase that names whose."""

    start: int
    end: int
    cue: int
    speaker: range | None
    agentless: bool = False  # a passive that names nobody: "is said to"
    verbatim: bool = False  # speech word for word, though without marks


class Closings(Clauses):
    """Speech that comes before its verb."""

    def rest_behind(self, report: Report) -> Report | None:
        """The second half of words that their speaker parts: "The port, X said, is shut"."""
        cue = report.cue
        if report.end > self.spans[cue][0]:
            return None
        speaker = report.speaker
        behind = self._tail(cue) if speaker is None or speaker.start < cue else speaker.stop - 1
        if not self.gap(behind).startswith(",") or self.quoted[behind]:
            return None
        if behind + 1 >= self.behind or self.quoted[behind + 1]:
            return None
        following = self.lower[behind + 1]
        opened = report.start + 1 < report.end and self.text[report.end : report.end + 1] == ","
        if following in RELATIVES and behind > cue:  # "…, said X, who lives there"
            return None
        if following.endswith("ing") or not opened or following in ("a", "an"):
            return None
        if following in ("as", "according", "after", "citing", "before", "who"):
            return None
        if behind > cue and not any(
            is_finite(self.lower[i]) for i in range(behind + 1, min(self.behind, behind + 8))
        ):
            return None
        end = self.clause_end(behind + 1, None)
        return self.cut(self.spans[behind + 1][0], end, cue, speaker)

    def _tail(self, cue: int) -> int:
        """The last word of "X said", "X told them on Friday", before the comma that ends it."""
        following = self.word(cue + 1)
        if "," in self.gap(cue):
            return cue
        verb = self.verbs.get(self.lower[cue])
        if following not in CIRCUMSTANCES and (verb is None or "person" not in verb.frames):
            return cue
        for i in range(cue + 1, min(self.behind - 1, cue + TO_THAT)):
            if self.quoted[i] or is_finite(self.lower[i]) or self.lower[i] in THAT:
                return cue
            if self.gap(i).strip():
                return i if self.gap(i)[0] == "," else cue
        return cue

    def begin_of_sentence(self) -> int:
        """Where the sentence's words begin, behind an opening "But"."""
        if self.lower[self.first] in _OPENERS and self.gap(self.first) == " ":
            return self.spans[self.first][1]
        return self.start

    def closing(self, cue: int, verb: ReportingVerb) -> Report | None:
        """What stands before the comma of a "…, X said", at the end of a sentence or within it."""
        if not verb.frames & {"clause", "that", "person"} or cue - self.first < 2:
            return None
        if self.lower[cue].endswith("ing"):
            return None
        comma = self.text.rfind(",", self.start, self.spans[cue][0])
        if comma < 0:
            return None
        subject = next(
            (i for i in range(cue, self.first, -1) if self.spans[i - 1][1] <= comma), cue
        )
        if cue - subject > _TO_VERB or subject - self.first < 1:
            return None
        speaker = None
        if subject == cue and self._is_apposed(comma):
            return None
        if subject == cue:
            speaker = self._inverted(cue) if "person" not in verb.frames else None
            if speaker is None:
                return None
        elif not self._ends_here(cue, verb):
            return None
        else:
            speaker = self.phrases.subject(cue, subject)
            if speaker is None or not self._may_speak(subject, cue):
                return None
            if _CHARGES & {self.lower[subject], self.word(subject + 1)}:
                return None
        tail = self._tail(cue)
        parenthetical = "," in self.gap(tail) and subject != cue
        if subject - self.first < SHORTEST and not parenthetical:
            return None
        if verb.verb == "hear" and not COURTS & set(self.lower[subject:cue]):
            return None
        if parenthetical and self._is_circumstance(self.first, subject):
            return self._rest(cue, tail, speaker)
        opening = self.lower[self.first] in _SUBORDINATE and self._only_circumstance(comma)
        if opening and not parenthetical:
            return None
        end = comma
        if any(self.quoted[self.first : subject]):  # what stands behind a quotation is its speaker
            last = max(i for i in range(self.first, subject) if self.quoted[i])
            if last == subject - 1:
                end = self.spans[last][1]
        if verb.verb == "hear":
            speaker = None
        start = self._clause_start(subject) if parenthetical else self.begin_of_sentence()
        return self.cut(start, end, cue, speaker, shortest=1 if parenthetical else SHORTEST)

    def _clause_start(self, subject: int) -> int:
        """Where the clause begins that "…, X said, …" parts: behind ", and" or a semicolon."""
        for i in range(subject - 2, self.first, -1):
            gap = self.gap(i - 1)
            if ";" in gap or ("," in gap and self.lower[i] in ("and", "but")):
                return self.spans[i][0 if ";" in gap else 1]
        return self.begin_of_sentence()

    def _is_circumstance(self, first: int, behind: int) -> bool:
        """Whether words tell but when or where: "In recent days"."""
        if self.lower[first] in _OPENERS:
            first += 1
        if first >= behind or self.lower[first] not in _CIRCUMSTANTIAL:
            return False
        return not any(is_finite(self.lower[i]) for i in range(first, behind))

    def _rest(self, cue: int, tail: int, speaker: range | None) -> Report | None:
        """What stands behind the comma of "In May, X said, …"."""
        if tail + 1 >= self.behind or self.quoted[tail + 1]:
            return None
        end = self.clause_end(tail + 1, None)
        return self.cut(self.spans[tail + 1][0], end, cue, speaker)

    def _is_apposed(self, comma: int) -> bool:
        """Whether what stands before the comma is "X, a former envoy", without a verb."""
        first = self.text.find(",", self.start, comma)
        in_relative = first < 0
        if in_relative:
            return False
        for i in range(self.first, self.behind):
            if self.spans[i][0] > comma:
                break
            word = self.lower[i]
            in_relative = word in RELATIVES or (in_relative and "," not in self.gap(i - 1))
            if not in_relative and (is_finite(word) or self.phrases.is_cue(i)):
                return False
        return True

    def _only_circumstance(self, comma: int) -> bool:
        """Whether the one comma before the speaker ends an opening: "In May, X said"."""
        return self.text.find(",", self.start, comma) < 0

    def _may_speak(self, subject: int, cue: int) -> bool:
        """Whether what stands between the comma and the verb is a subject and nothing else."""
        words = self.lower[subject:cue]
        if words[0] in _NO_SUBJECTS:
            return False
        if any(is_finite(word) and word not in AUXILIARIES for word in words[:-1]):
            return False
        if cue - subject <= _PLAIN_SUBJECT:
            opens = words[0] in PREPOSITIONS or words[0].endswith(("ing", "ed"))
            return not opens or self.phrases.capital[subject]
        return words[0] in DETERMINERS | PEOPLE or self.phrases.capital[subject]

    def _ends_here(self, cue: int, verb: ReportingVerb) -> bool:
        """Whether nothing more is reported behind the verb."""
        if cue + 1 >= self.behind:
            return True
        gap, following = self.gap(cue), self.lower[cue + 1]
        tail = self._tail(cue)
        if gap.strip() in ("—", "–", ".") or "," in self.gap(tail):
            return not self.quoted[tail + 1]
        if ":" in gap or self.quoted[cue + 1]:
            return False
        reach = range(cue + 1, min(self.behind, cue + TO_THAT))
        if any(self.lower[i] in THAT for i in reach) or self.behind - cue > 2 * _CLOSING:
            return False
        if following in CIRCUMSTANCES:
            begin = cue + 1
            while self.word(begin) in CIRCUMSTANCES:
                begin += 1
            return begin >= self.behind or not self.is_clause(begin)
        return (
            "person" in verb.frames
            and self.request_to(cue, verb) is None
            and not any(self.opens_clause(i) for i in reach if i > cue + 1)
        )

    def _inverted(self, cue: int) -> range | None:
        """The speaker behind the verb, if nothing but the speaker follows: "…, said Noor Tal"."""
        speaker = self.phrases.behind(cue, range(self.first, self.behind))
        if speaker is None or self.lower[speaker.start] in _NO_SPEAKERS:
            return None
        if self.phrases.is_name_word(speaker.start):
            behind = self.phrases.name_end(speaker.start, self.behind)
            if behind < speaker.stop and not (
                (self.gap(behind - 1) == " " and self.phrases.is_name_word(speaker.stop - 1))
                or self.lower[behind] in ("of", "for")
            ):
                return None
            speaker = range(speaker.start, max(behind, speaker.stop))
        elif self.lower[speaker.start] not in DETERMINERS | PEOPLE and len(speaker) > 2:
            return None
        last = speaker.stop - 1
        gap = self.gap(last)
        if gap[:2] in ("'s", "’s") or self.lower[cue + 1] in ("it", "this", "that", "there"):
            return None
        following = self.word(speaker.stop)
        if not following or gap.strip() or following in RELATIVES | CIRCUMSTANCES | PREPOSITIONS:
            clause = range(speaker.stop, min(self.behind, speaker.stop + 6))
            if following in RELATIVES or gap.strip():
                return speaker
            return None if any(self.lower[i] in AUXILIARIES for i in clause) else speaker
        return None

    def cut(
        self,
        start: int,
        end: int,
        cue: int,
        speaker: range | None,
        *,
        agentless: bool = False,
        shortest: int = SHORTEST,
    ) -> Report | None:
        """The stretch without white space and stops at its edges, if it holds unquoted words."""
        while end > start and (self.text[end - 1].isspace() or self.text[end - 1] in ".,;:!?…—–"):
            end -= 1
        while start < end and (self.text[start].isspace() or self.text[start] in ",;:—–•*-"):
            start += 1
        inside = [
            i
            for i in range(self.first, self.behind)
            if start <= self.spans[i][0] < end and not self.quoted[i]
        ]
        if len(inside) < shortest:
            return None
        return Report(start, end, cue, speaker, agentless)
