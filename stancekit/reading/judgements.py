"""Whom or what a verb of judging is said of: where these words begin, and where they end."""

from __future__ import annotations

from itertools import takewhile

from stancekit.lexicons.reporting import ReportingVerb
from stancekit.reading.grammar import (
    AUXILIARIES,
    CONJUNCTIONS,
    PEOPLE,
    PREPOSITIONS,
    RELATIVES,
    SUBJECT_PRONOUNS,
    SUBORDINATORS,
    is_adverb,
    is_finite,
)
from stancekit.reading.sentence_words import TIMES, TO_THAT, SentenceWords

# What cannot begin whom or what somebody judges.
_NO_OBJECT = (
    PREPOSITIONS | CONJUNCTIONS | AUXILIARIES | SUBORDINATORS | TIMES | {"last", "yesterday", "as"}
)
_PHYSICAL = frozenset("slam blast bash savage skewer hail assail".split())  # also done to things
CHARGING = frozenset(["accuse", "blame"])  # what they charge goes on behind a time
FOR_WHAT = ("as", "of", "for", "over", "on")  # before what somebody is judged for
_OCCASIONS = frozenset(
    "debate speech interview statement post tweet letter address rally conference briefing hearing"
    " session meeting broadcast editorial column video essay memo report message forum podcast"
    " showdown exchange campaign".split()
)


class Judgements(SentenceWords):
    """Finds whom somebody blames or praises."""

    def judged_begin(self, cue: int, verb: ReportingVerb) -> int | None:
        """Whom or what somebody judges.

        "Praised the port", but not "slams into", "slammed the port shut", "the wave that slammed
        it", "praised and blamed", "the plan that Tal praised last week".
        """
        i, word = cue + 1, self.lower[cue + 1]
        if "judged_at" in verb.frames:  # "lashed out at"
            at = i + (word in ("out", "back"))
            return at if self.word(at) == "at" and self._is_by_somebody(cue) else None
        if word in _NO_OBJECT or is_adverb(word) or is_finite(word):
            return None
        if verb.verb == "accuse":
            return None if self.find(i + 1, "of", 12) is None else i
        if verb.verb in _PHYSICAL and (self._is_moved(i) or not self._is_by_somebody(cue)):
            return None
        return i

    def _is_moved(self, i: int) -> bool:
        """Whether what follows ends in "shut", "open" or goes "into" something."""
        for j in range(i, min(self.behind, i + TO_THAT)):
            parted = j + 1 == self.behind or bool(self.gap(j).strip())
            last = parted or self.word(j + 1) in PREPOSITIONS | CONJUNCTIONS | {"to"}
            if self.lower[j] == "into" or (self.lower[j] in ("shut", "open") and last):
                return True
            if parted:
                return False
        return False

    def _is_by_somebody(self, cue: int) -> bool:
        """Whether a person or a body does it, and no ship, storm or dog."""
        subject = self.subject(cue)
        return subject is not None and any(
            self.lower[i] in PEOPLE | SUBJECT_PRONOUNS - {"it", "that", "this"}
            or self.phrases.is_name_word(i)
            for i in subject
        )

    def tells_when(self, i: int) -> bool:
        """Whether the outlet tells on what occasion somebody is judged: "in a late debate"."""
        word, following = self.lower[i], self.word(i + 1)
        if word == "as" and following not in ("a", "an"):
            reach = [self.lower[j] for j in range(i + 2, min(self.behind, i + 5))]
            main = [*takewhile(lambda one: one not in CONJUNCTIONS | RELATIVES, reach)]
            return any(one.endswith("ed") or is_finite(one) for one in main)
        if word in ("in", "at", "on", "during") and following in ("a", "an", "the", "his", "her"):
            reach = [self.lower[j] for j in range(i + 2, min(self.behind, i + 6))]
            return not _OCCASIONS.isdisjoint(reach)
        if word == "on":
            return following in TIMES and self.word(i + 2) not in FOR_WHAT
        return word in ("after", "amid")
