"""Reported speech without quotation marks: which words are somebody's, to the clause, and whose.

The shapes that are looked for: "According to X, …" and "in the view of X, …"; "…, X said" at the
end or in the middle; a verb of speaking with what it takes (that, a clause, an infinitive, of, an
object); its passive ("is said to", "was described by X as"); a noun of speech with "that" ("the
claim that …"); and a colon ("X said: we stay").
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from stancekit.lexicons.reporting import ReportingVerb, reporting_nouns, reporting_verbs
from stancekit.reading.clauses import CALLING, GOVERNING, THAT
from stancekit.reading.closings import SHORTEST, Closings, Report
from stancekit.reading.grammar import AUXILIARIES, BE, MODALS
from stancekit.reading.judgements import FOR_WHAT
from stancekit.reading.phrases import Phrases
from stancekit.reading.sentence_words import TIMES, Sentence

_NOBODY = frozenset("one you it".split())  # "one can argue that": the writer's own view
_NOT_SAID = frozenset(
    "not never didn't doesn't don't won't cannot can't wouldn't hasn't haven't hadn't nobody yet"
    " refused declined refuses declines refusing declining failed fails failing reluctant"
    " unwilling".split()
)
_BEFORE_NOUNS = frozenset(
    "the a an his her their its my our your this every each another no worth any".split()
)
_NOT_DONE = frozenset("considered considering considers avoid avoided avoiding stopped".split())
_TO_AS = 6  # words of "as the harbour master said", or behind "a court was told"
_GAP = 6  # characters between a comma and the subject behind it: ", the"
# Passives that say somebody spoke: "is said to", but not "is believed to", which nobody said.
_SPOKEN = frozenset("say report allege claim rumor".split())
_BEHIND_AGENT = (*FOR_WHAT, "that")
_NOTHING = frozenset("nothing nobody everything something anything".split())
_NO_ONE = frozenset("no none few neither".split())  # before "one", "of them" and the like
_VIEWS = frozenset(
    "view opinion words eyes judgment judgement estimation telling reckoning".split()
)


def find_reports(phrases: Phrases, sentence: Sentence) -> Iterator[Report]:
    """The reported words of a sentence, in the order of the text and apart from one another."""
    reader = _Reader(phrases, sentence)
    reached = sentence.start
    begun = sentence.end
    cues = _cue_words()
    for cue in range(sentence.first, sentence.behind):
        if phrases.lower[cue] not in cues or phrases.quoted[cue]:
            continue
        if phrases.words[cue].start < reached:
            continue
        report = reader.report_at(cue)
        if report is None or _is_nobody(reader, report):
            continue
        encloses = report.start <= begun and report.end >= reached
        if report.start >= reached or encloses:
            yield report
            begun = min(begun, report.start)
            reached = max(report.end, phrases.words[cue].end)
            rest = reader.rest_behind(report)
            if rest is not None:
                yield rest
                reached = rest.end


@lru_cache(maxsize=1)
def _cue_words() -> frozenset[str]:
    """Every word that may introduce reported speech."""
    return frozenset({"according", *_VIEWS, *reporting_verbs(), *reporting_nouns()})


def _is_nobody(reader: _Reader, report: Report) -> bool:
    """Whether the subject is nobody: "nothing suggests that"."""
    speaker = report.speaker
    if speaker is None:
        return False
    first = reader.lower[speaker.start]
    return first in _NO_ONE or (first in _NOTHING and len(speaker) == 1)


class _Reader(Closings):
    """The shapes of reported speech."""

    def report_at(self, cue: int) -> Report | None:
        word = self.lower[cue]
        if word == "according" and self.word(cue + 1) == "to":
            return self._according(cue, cue + 1)
        if word in _VIEWS and self._is_in_the_view(cue):
            return self._in_the_view(cue)
        noun = self.nouns.get(word)
        if noun and "noun" in noun.frames and self.word(cue + 1) == "that":
            is_noun = self.gap(cue) == " " and not self.phrases.is_cue(cue)
            if is_noun:
                return self._noun(cue)
        verb = self.verbs.get(word)
        if verb is None or not self.phrases.is_cue(cue):
            return None
        if self._is_own(cue):
            return None
        if self.is_passive(cue) or (verb.judges and self._is_reduced(cue, verb)):
            return self._passive(cue, verb) or self._told(cue, verb)
        if self.lower[self.first] == "as" and self.gap(cue).startswith(","):
            return self._as_said(cue)
        if not self._is_spoken(cue) or (verb.verb in CALLING and self._names_quotation(cue)):
            return None
        closing = self.closing(cue, verb)
        if closing is not None:
            return closing
        begin = self.begin(cue, verb)
        # Whom somebody blames or praises is theirs to judge: "slammed Tal".
        shortest = 1 if verb.judges else SHORTEST
        if begin is None or self.behind - begin < shortest:
            return None
        start, end = self.spans[begin][0], self.clause_end(begin, verb)
        if verb.verb == "hear":  # the court that heard it did not say it
            return self.cut(start, end, cue, None)
        return self.cut(start, end, cue, self.subject(cue), shortest=shortest)

    def _is_own(self, cue: int) -> bool:
        """Whether the writer speaks ("I say"), or asks: "Did he think …?", "But who says …?"."""
        if self.word(self.before(cue)) in ("i", "we"):
            return True
        opening = set(self.lower[self.first : self.first + 2])
        asks = self.lower[self.first] in AUXILIARIES or "who" in opening
        return asks and self.text[self.end - 1] == "?"

    def _as_said(self, cue: int) -> Report | None:
        """What follows "As X said, "."""
        if cue + 1 >= self.behind or cue - self.first > _TO_AS:
            return None
        start = self.spans[cue + 1][0]
        speaker = self.phrases.subject(cue, self.first + 1)
        return self.cut(start, self.clause_end(cue + 1, None), cue, speaker)

    def _is_reduced(self, cue: int, verb: ReportingVerb) -> bool:
        """Whether a participle stands alone: "Tal, mocked as a liar", "slammed by rivals"."""
        if verb.verb in CALLING or not self.lower[cue].endswith("ed"):
            return False  # "what Tal described as a lie"
        following = self.word(cue + 1)
        return following in (*FOR_WHAT, "by") and following not in verb.frames

    def _told(self, cue: int, verb: ReportingVerb) -> Report | None:
        """What stands before "…, a court was told", which does not say by whom."""
        comma = self.text.rfind(",", self.start, self.spans[cue][0])
        subject = self.phrases.subject(cue, self.first)
        if "person" not in verb.frames or comma < 0 or subject is None:
            return None
        if self.spans[subject.start][0] < comma or self.spans[subject.start][0] - comma > _GAP:
            return None
        if self.behind - cue > _TO_AS or any(self.quoted[cue : self.behind]):
            return None
        return self.cut(self.begin_of_sentence(), comma, cue, None, agentless=True)

    def _passive(self, cue: int, verb: ReportingVerb) -> Report | None:
        """The passive: "X is said to …", "it was claimed that …", "was described by Y as …"."""
        begin = cue + 1
        if verb.judges:  # "was accused Tuesday of", "was blamed on Monday for"
            begin += self.word(begin) == "on" and self.word(begin + 1) in TIMES
            begin += self.word(begin) in TIMES
        following = self.word(begin)
        speaker: range | None = None
        if self.word(self.before(cue) - 1) in _NOT_SAID or self.word(cue - 1) in _NOT_SAID:
            return None
        if following == "by":
            speaker = self.phrases.behind(begin, range(self.first, self.behind))
            if speaker is None:
                return None
            stop = next(
                (i for i in speaker if self.lower[i] in _BEHIND_AGENT and i > cue + 2), None
            )
            if stop is not None and verb.has_object:
                speaker = range(speaker.start, stop)
            begin = speaker.stop
            following = self.word(begin)
        takes_clause = verb.frames & {"clause", "that", "shows", "person", "whether"}
        opened = (
            (following in THAT and bool(takes_clause))
            or (following == "to" and verb.verb in _SPOKEN)
            or (following == "as" and verb.has_object and not self.is_clause(begin + 1))
            or (following in FOR_WHAT and following != "as" and verb.judges)
        )
        if not opened and verb.has_object and following and self.quoted[begin]:
            opened = not self.gap(begin - 1).strip(" \"“‘'")
        if not opened or verb.verb in ("agree", "decide"):
            return None
        end = self.clause_end(begin, verb)
        if speaker is None and verb.judges:
            by = self._agent_at(begin + 1, end)
            if by is not None:
                end = self.spans[by - 1][1]
                speaker = self.phrases.behind(by, range(self.first, self.behind))
        return self.cut(self.spans[begin][0], end, cue, speaker, agentless=speaker is None)

    def _agent_at(self, first: int, end: int) -> int | None:
        """The "by" of "accused of fraud by the council"."""
        for i in range(first, self.behind - 1):
            if self.spans[i][0] >= end:
                return None
            if self.lower[i] == "by" and not self.lower[i + 1].endswith("ing"):
                return i
        return None

    def _noun(self, cue: int) -> Report | None:
        """What follows "the claim that": of whoever stands before it, or nobody known."""
        before = self.word(cue - 1)
        speaker: range | None = None
        if cue > self.first and self.text[self.spans[cue - 1][1] :][:2] in ("'s", "’s"):
            speaker = self.phrases.possessor(cue - 1, self.first)
        elif before in ("his", "her", "their", "its"):
            speaker = self.phrases.shared_subject(cue - 1, self.first)
        begin = cue + 1
        return self.cut(
            self.spans[begin][0], self.clause_end(begin, None), cue, speaker, agentless=not speaker
        )

    def _is_spoken(self, cue: int) -> bool:
        """Whether somebody speaks: no noun, nothing denied, nobody in general."""
        before, earlier = self.word(cue - 1), self.word(cue - 2)
        if not before and not self.lower[cue].endswith("ing"):
            return False  # "Tell that to the islanders": nobody is named
        if self.text[self.spans[cue][0] - 1 : self.spans[cue][0]] == "-":
            return False  # "so-called"
        if before == "of" and earlier == "short":
            return False  # "stopped short of blaming"
        if self.word(cue + 1) == "by" or earlier in _NOT_DONE or before in _NOT_DONE:
            return False  # "threatened by"; "considered asking"
        if before in MODALS and (
            earlier in _NOBODY or self.phrases.verbs[self.lower[cue]].verb == "decide"
        ):
            return False  # "one can argue that", "voters must decide whether"
        if before in _BEFORE_NOUNS or before in _NOT_SAID:
            return False
        if before in GOVERNING and not self.lower[cue].endswith("ing"):
            return self.phrases.capital[cue - 1]  # "Gov. Tal (R-IN) said"
        if before == "to" and (earlier in _NOT_SAID or earlier in ("is", "are", "was")):
            return False
        if before == "to" and earlier in ("wants", "want", "going", "begun", "hard", "easy"):
            return False
        return not (before == "that" and earlier in BE) and before != "without"

    def _names_quotation(self, cue: int) -> bool:
        """Whether the words called so are those quoted before: “a dictator,” as X called Y."""
        return any(self.quoted[self.first : cue]) and not any(self.quoted[cue : self.behind])

    def _according(self, cue: int, to: int) -> Report | None:
        speaker = self.phrases.behind(to, range(self.first, self.behind))
        if cue - self.first > 1:
            return self.cut(self.begin_of_sentence(), self.spans[cue][0], cue, speaker)
        comma = self._comma_behind(to + 1 if speaker is None else speaker.stop - 1)
        return None if comma is None else self.cut(comma + 1, self.end, cue, speaker)

    def _comma_behind(self, i: int) -> int | None:
        """The comma that ends an opening phrase, behind whatever describes the name in it."""
        if i >= self.behind:
            return None
        comma = self.text.find(",", self.spans[i][1], self.end)
        if comma < 0:
            return None
        following = next((j for j in range(i + 1, self.behind) if self.spans[j][0] > comma), None)
        if following is not None and self.lower[following] in ("a", "an", "who", "which"):
            closing = self.text.find(",", comma + 1, self.end)
            return closing if closing >= 0 else comma
        return comma

    def _is_in_the_view(self, i: int) -> bool:
        """Whether it says "in the view of X" or "in X's view"."""
        if self.word(i + 1) == "of":
            return self.word(i - 1) == "the" and self.word(i - 2) == "in"
        if "," not in self.gap(i) and i + 1 < self.behind:
            return False
        return any(self.word(j) == "in" for j in range(max(self.first, i - 4), i)) and (
            self.text[self.spans[i - 1][1] : self.spans[i - 1][1] + 2] in ("'s", "’s", "s’", "s'")
            or self.lower[i - 1] in ("his", "her", "their", "its")
        )

    def _in_the_view(self, cue: int) -> Report | None:
        if self.word(cue + 1) == "of":
            begin = cue - 2
            speaker = self.phrases.behind(cue + 1, range(self.first, self.behind))
            last = cue + 1 if speaker is None else speaker.stop - 1
        else:
            begin = next(j for j in range(cue - 1, self.first - 1, -1) if self.lower[j] == "in")
            speaker = range(begin + 1, cue)
            last = cue
            if self.lower[begin + 1] in ("his", "her", "their", "its"):
                speaker = range(begin + 1, begin + 2)
        if begin > self.first:
            return self.cut(self.begin_of_sentence(), self.spans[begin][0], cue, speaker)
        comma = self._comma_behind(last)
        return None if comma is None else self.cut(comma + 1, self.end, cue, speaker)
