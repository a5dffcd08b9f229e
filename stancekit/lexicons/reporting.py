"""The verbs and nouns that introduce somebody's words, from ``reporting_verbs.tsv``."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any, NamedTuple

from stancekit.lexicons.spelling import inflections, spellings
from stancekit.tables import read_tsv

CLASSES = ("neutral", "assertive", "distancing", "emotive", "conceding", "verdict")
# What a verb takes: a clause with or without "that", one with "that" or a plain sign of a clause,
# one with "whether", a person and a clause, an infinitive, a person and an infinitive, an object, a
# clause if the subject is a study or a document, or words in marks alone ("quote").
_CLAUSES = ("clause", "that", "whether", "person", "to", "request", "object", "shows", "quote")
_JUDGED = ("judged", "judged_at")  # whom or what the speaker judges: "blames Tal", "lashed out at"
_PARTICLES = ("of", "on", "about", "against", "for", "at", "out")  # before what is spoken of
_OF_NOUNS = ("noun", "words")  # "the claim that …"; "in the words of …"
FRAMES = (*_CLAUSES, *_JUDGED, *_PARTICLES, *_OF_NOUNS)

# Forms that no rule makes, with the verb that they belong to.
_IRREGULAR = {
    "said": "say",
    "told": "tell",
    "wrote": "write",
    "written": "write",
    "spoke": "speak",
    "spoken": "speak",
    "thought": "think",
    "felt": "feel",
    "found": "find",
    "swore": "swear",
    "sworn": "swear",
    "shown": "show",
    "proven": "prove",
    "misled": "mislead",
    "heard": "hear",
    "pled": "plead",
}
# Forms that are nouns or names more often than verbs of speaking. Those of the second list are
# verbs where "that" follows them, as in "the centre estimates that".
_NEVER_VERBS = frozenset(
    "poster reporter reporters speaker speakers objects object feeling orders order demands"
    " charges charge worries fears rule rules ruling rulings reason reasons barks"
    " bark rails rail lies rumour rumours talker findings shows show offers plea".split()
)
_VERBS_BEFORE_THAT = frozenset(
    "posts reports states state notes comments signals stresses promises hopes estimates quotes"
    " talks storms rage storm claims warnings report comment note hope fear worry estimate claim"
    " promise stress signal demand pledge pledges vow vows doubt doubts guess questions question"
    " boasts boast jokes joke complaint cries cry remarks remark term terms label labels brand"
    " brands tweet tweets".split()
)


class ReportingVerb(NamedTuple):
    """A verb or noun of speaking: how it colours the words, and what it takes."""

    verb: str
    tone: str  # one of CLASSES
    frames: frozenset[str]  # of FRAMES

    @property
    def judges(self) -> bool:
        """Whether it names whom or what the speaker judges: "accused Tal of", "lashed out at Tal".

        >>> reporting_verbs()["praised"].judges, reporting_verbs()["said"].judges
        (True, False)
        """
        return not self.frames.isdisjoint(_JUDGED)

    @property
    def has_object(self) -> bool:
        """Whether it names whom or what the speaker judges, or what they call it."""
        return self.judges or "object" in self.frames


class _Words(NamedTuple):
    verbs: dict[str, ReportingVerb]
    nouns: dict[str, ReportingVerb]


@lru_cache(maxsize=1)
def _words() -> _Words:
    path = Path(str(files("stancekit"))) / "lexicons" / "reporting_verbs.tsv"
    rows = list(read_tsv(path, columns=("verb", "class", "frame", "note"), required=("verb",)))
    words = [_reporting_word(row) for row in rows]
    nouns = {word.verb: word for word in words if word.frames & set(_OF_NOUNS)}
    verbs = {word.verb: word for word in words if not word.frames & set(_OF_NOUNS)}
    forms = {form: verb for verb in verbs.values() for form in _forms(verb.verb)}
    forms |= {form: verbs[verb] for form, verb in _IRREGULAR.items() if verb in verbs}
    plurals = {form: noun for noun in nouns.values() for form in _forms(noun.verb, noun=True)}
    return _Words(forms, plurals)


def _reporting_word(row: Any) -> ReportingVerb:
    frames = frozenset(row["frame"].split())
    if row["class"] not in CLASSES or not frames or not frames <= set(FRAMES):
        known = f"{', '.join(CLASSES)}; {', '.join(FRAMES)}"
        raise row.error(f"unknown class or frame; known: {known}")
    return ReportingVerb(row["verb"], row["class"], frames)


def _forms(word: str, *, noun: bool = False) -> set[str]:
    if noun:
        return {*spellings(word), *spellings(word + "s")}
    forms = {form for inflected in inflections(word) for form in spellings(inflected)}
    return forms - _NEVER_VERBS


def reporting_verbs() -> dict[str, ReportingVerb]:
    """Every form of every verb, in both spellings.

    >>> verbs = reporting_verbs()
    >>> verbs["claimed"].tone, sorted(verbs["told"].frames), verbs["criticised"].verb
    ('distancing', ['person', 'request'], 'criticize')
    """
    return _words().verbs


def reporting_nouns() -> dict[str, ReportingVerb]:
    """The nouns for somebody's words, singular and plural.

    >>> reporting_nouns()["allegations"].tone
    'distancing'
    """
    return _words().nouns


def is_mostly_noun(form: str) -> bool:
    """Whether a form of a verb is a noun unless "that" follows it: "reports", "claims".

    >>> is_mostly_noun("estimates"), is_mostly_noun("said")
    (True, False)
    """
    return form in _VERBS_BEFORE_THAT
