"""Where the words reported behind a verb begin and end, within one sentence."""

from __future__ import annotations

from stancekit.lexicons.reporting import ReportingVerb
from stancekit.reading.grammar import (
    AUXILIARIES,
    CONJUNCTIONS,
    DETERMINERS,
    FINITE,
    RELATIVES,
    SUBJECT_PRONOUNS,
    SUBORDINATORS,
    is_adverb,
    is_finite,
)
from stancekit.reading.judgements import CHARGING, Judgements
from stancekit.reading.sentence_words import TIMES, TO_THAT

THAT = frozenset(["that", "how", "whether", "why"])
# Verbs with a second object: "called the plan a fraud", "described it as weak".
CALLING = frozenset("call label brand dub describe characterize".split())
_OBJECT_PRONOUNS = frozenset("him her them it us me".split())
CIRCUMSTANCES = TIMES | frozenset(
    "last this on in at during after before late early via as when while from here".split()
)
GOVERNING = frozenset("about of in on at with for from by into against over".split())
_TAKEN_UP = THAT | {"of", "to"}  # behind a second verb of speaking
_TURNS = CONJUNCTIONS | {"while"}  # before another speaker
_OBJECT_OF = GOVERNING | {"to"}
_NO_CLAUSE = CIRCUMSTANCES | {"of", "for", "with", "so", "to", "by", "it's"} - {"this", "last"}
_CLAUSE_STARTS = (
    SUBJECT_PRONOUNS
    | DETERMINERS
    | frozenset("there here if when what who nothing nobody more such".split())
)
_CLAUSE_SUBJECTS = frozenset("he she they it we i there".split())
_NEW_SUBJECT = 3  # words of a new subject behind a comma: "…, Ana Tal said that"
COURTS = frozenset("court courts jury jurors tribunal inquest inquiry hearing panel".split())
_DOCUMENTS = frozenset(
    "poll polls study studies survey surveys report reports data records record documents document"
    " figures research analysis audit video footage transcript emails tests results evidence"
    " estimates statistics review findings letter memo returns filings census investigation"
    " papers numbers".split()
)
# What is said though it is no clause: "says a prayer", "said so".
_SAID_THINGS = frozenset(
    "a an yes no goodbye hello farewell nothing something more little much".split()
)
_TO_COLON = 12  # words between a verb and its colon: "said in a statement on Monday:"
_TO_FINITE = 12  # words in which a clause shows its verb


class Clauses(Judgements):
    """Tells where reported words begin and end."""

    def begin(self, cue: int, verb: ReportingVerb) -> int | None:
        """The first word of what is reported behind a verb."""
        colon = self._behind_colon(cue)
        if colon is not None:
            return colon
        gap = self.gap(cue)
        if cue + 1 >= self.behind or gap.strip() or any(mark in gap for mark in "\"“‘'"):
            return None
        following = self.lower[cue + 1]
        frames = verb.frames
        if self._after_quotation(cue) and following not in THAT:
            return None
        if verb.verb == "hear" and not COURTS & set(self.lower[max(self.first, cue - 4) : cue]):
            return None
        if "shows" in frames:
            subject = self.subject(cue)
            if subject is None or not _DOCUMENTS & {self.lower[i] for i in subject}:
                return None
            return cue + 1 if following == "that" or self.is_clause(cue + 1) else None
        if following in THAT and frames & {"clause", "that", "person", "whether"}:
            return cue + 1
        if verb.judges:
            return self.judged_begin(cue, verb)
        if following == "out":
            is_said = self.word(cue + 2) in THAT or self.is_clause(cue + 2)
            return cue + 2 if "out" in frames and is_said else None
        if following in frames:  # of, on, about, against, for, to
            return cue + 1
        if following == "not" and self.word(cue + 2) == "to" and "to" in frames:
            return cue + 1
        if "object" in frames:
            return self._object_begin(cue, verb)
        if "request" in frames:
            to = self.request_to(cue, verb)
            if to is not None and "person" not in frames:
                return to
        if following in CIRCUMSTANCES or "person" in frames:
            later = [self._begin_later(cue, verb), self.request_to(cue, verb)]
            found = [begin for begin in later if begin is not None]
            if found or "person" in frames:
                return min(found, default=None)
        if "clause" in frames and following not in _NO_CLAUSE | _SAID_THINGS:
            return cue + 1
        return cue + 1 if frames & {"clause", "that"} and self.is_clause(cue + 1) else None

    def request_to(self, cue: int, verb: ReportingVerb) -> int | None:
        if "request" not in verb.frames or self.word(cue + 1) in ("to", "not", "for"):
            return None
        return self.find(cue + 2, "to", 8)

    def _object_begin(self, cue: int, verb: ReportingVerb) -> int | None:
        """What somebody is called; nothing where a quotation in marks says it."""
        if verb.verb not in CALLING:
            return cue + 1
        reach = range(cue + 1, min(self.behind, cue + TO_THAT))
        if any(self.quoted[i] for i in reach):
            return None
        for i in reach:
            if self.gap(i - 1).strip():
                return None
            is_named = i > cue + 1 and self.lower[i] in ("a", "an", "as")
            if is_named or (i == cue + 2 and self.lower[cue + 1] in _OBJECT_PRONOUNS):
                return cue + 1
        return None

    def _behind_colon(self, cue: int) -> int | None:
        """What stands behind "X said:" without marks."""
        if ":" not in self.text[self.spans[cue][1] : self.end]:
            return None
        for i in range(cue, min(self.behind - 1, cue + _TO_COLON)):
            gap = self.gap(i)
            if self.quoted[i + 1] or any(mark in gap for mark in ";—–"):
                return None
            if gap.strip() == ":":
                return i + 1
        return None

    def _begin_later(self, cue: int, verb: ReportingVerb) -> int | None:
        """Behind whom it was said to, or when and where."""
        reach = range(cue + 1, min(self.behind, cue + TO_THAT))
        for i in reach:
            if i > cue + 1 and any(mark in self.gap(i - 1) for mark in ";:—–"):
                break
            if self.lower[i] in THAT and not self.quoted[i]:
                return i
        if "person" in verb.frames:
            return next((i for i in reach if i > cue + 1 and self.opens_clause(i)), None)
        for i in reach:
            if self.lower[i] in _CLAUSE_SUBJECTS and self.opens_clause(i) and i > cue + 2:
                return i
            if any(mark in self.gap(i) for mark in ",;:—–"):
                break
        begin = cue + 1
        while self.word(begin) in TIMES or (
            self.word(begin) in ("on", "this", "last", "late", "in") and begin < cue + 3
        ):
            begin += 1
        if cue + 1 < begin < self.behind and self.is_clause(begin):
            return begin
        return None

    def opens_clause(self, i: int) -> bool:
        if self.quoted[i] or self.lower[i - 1] in _OBJECT_OF:
            return False
        return self.lower[i] in _CLAUSE_STARTS and self.is_clause(i)

    def is_clause(self, i: int) -> bool:
        """Whether a clause plainly begins at a word: a subject, and its verb within reach."""
        if i >= self.behind or self.quoted[i]:
            return False
        word = self.lower[i]
        if word in _NO_CLAUSE or word in AUXILIARIES or is_finite(word):
            return False
        if word in ("he", "she", "they", "there", "we", "i"):
            return True
        for j in range(i + 1, min(self.behind, i + _TO_FINITE)):
            if any(mark in self.gap(j - 1) for mark in ";:,—–("):
                return False
            word = self.lower[j]
            if word in RELATIVES or word in SUBORDINATORS:
                return False
            if is_finite(word) and not self.quoted[j]:
                return True
        return False

    def clause_end(self, begin: int, verb: ReportingVerb | None) -> int:
        """Where the words reported from here end: at a semicolon, or where another verb takes over.

        Whom somebody judges, and as what, ends at the next comma or bracket.
        """
        ends_at_occasion = verb is not None and verb.judges and verb.verb not in CHARGING
        is_object = verb is not None and verb.has_object
        ends = ";,(" if is_object else ";"
        for i in range(begin, self.behind - 1):
            if self.quoted[i] and self.quoted[i + 1]:
                continue
            gap = self.text[self.spans[i][1] : self.spans[i + 1][0]]
            places = [gap.index(mark) for mark in ends if mark in gap]
            if places:
                return self.spans[i][1] + min(places)
            following = self.word(i + 1)
            if ends_at_occasion and self.tells_when(i + 1):
                return self.spans[i][1]
            if following in ("and", "but") and self._takes_over(i + 2, is_object):
                return self.spans[i][1]
            if following in _TURNS and "," in gap and self._has_speaker(i + 2):
                return self.spans[i][1]
            if "," in gap and self._resumes(i + 1):
                return self.spans[i][1]
        return self.end

    def _resumes(self, i: int) -> bool:
        """Whether the main verb follows: "X, who hoped to stay, said that …", or a new "Y said"."""
        j = i
        while j < self.behind - 1 and j - i < _NEW_SUBJECT and not self.phrases.is_cue(j):
            named = self.phrases.capital[j] or self.lower[j] in SUBJECT_PRONOUNS
            if not named or self.gap(j).strip():
                return False
            j += 1
        if not self.phrases.is_cue(j) or j + 1 >= self.behind or self.quoted[j + 1]:
            return False
        word = self.lower[j]
        return word in FINITE and (self.lower[j + 1] in THAT or self.is_clause(j + 1))

    def _takes_over(self, i: int, is_object: bool) -> bool:
        """Whether a second verb follows: "… said that A and warned that B"."""
        while is_object and is_adverb(self.word(i)):
            i += 1
        word = self.word(i)
        is_past = word.endswith("ed") and not word.endswith("eed")
        if is_object and (is_past or is_finite(word)):
            return True
        if word in self.verbs and (is_object or self.word(i + 1) in _TAKEN_UP):
            return word.endswith(("ed", "id", "ld")) or word in FINITE
        return False

    def _has_speaker(self, i: int) -> bool:
        """Whether a new speaker follows: "X said that A, but Y said that B"."""
        for j in range(i, min(self.behind - 1, i + 5)):
            if self.phrases.is_cue(j) and j > i and not self.is_passive(j):
                return self.lower[j + 1] in THAT or "clause" in self.verbs[self.lower[j]].frames
            if self.gap(j).strip():
                return False
        return False

    def _after_quotation(self, cue: int) -> bool:
        """Whether the verb follows its quotation: “…,” said X, the mayor."""
        return cue > self.first and self.quoted[cue - 1]
