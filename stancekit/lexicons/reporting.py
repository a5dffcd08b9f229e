"""The verbs that introduce somebody's words, from ``reporting_verbs.tsv``."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple

from stancekit.lexicons.spelling import inflections, spellings
from stancekit.model import StancekitError
from stancekit.tables import read_tsv

CLASSES = ("neutral", "assertive", "distancing", "emotive", "conceding")
# What a verb takes: a clause with or without "that", one with "that" only, a person and a clause,
# an object, or words in marks alone.
FRAMES = ("clause", "that", "person", "object", "quote")

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
}
# Forms that are nouns more often than verbs of speaking.
_NOUNS = frozenset(
    "posts reports states state notes comments poster reporter reporters speaker speakers"
    " objects object feeling signals stresses promises hopes worries fears"
    " estimates quotes talks storms rage storm".split()
)


class ReportingVerb(NamedTuple):
    """A verb of speaking: how it colours the words, and what it takes."""

    verb: str
    tone: str  # one of CLASSES
    frame: str  # one of FRAMES


@lru_cache(maxsize=1)
def reporting_verbs() -> dict[str, ReportingVerb]:
    """Every form of every verb, in both spellings.

    >>> verbs = reporting_verbs()
    >>> verbs["claimed"].tone, verbs["told"].frame, verbs["criticised"].verb
    ('distancing', 'person', 'criticize')
    """
    path = Path(str(files("stancekit"))) / "lexicons" / "reporting_verbs.tsv"
    verbs = {}
    for row in read_tsv(path, columns=("verb", "class", "frame", "note"), required=("verb",)):
        if row["class"] not in CLASSES or row["frame"] not in FRAMES:
            raise StancekitError(
                f"{path.name}:{row.line}: unknown class or frame; known: {', '.join(CLASSES)};"
                f" {', '.join(FRAMES)}."
            )
        verbs[row["verb"]] = ReportingVerb(row["verb"], row["class"], row["frame"])
    forms = {
        form: verb
        for verb in verbs.values()
        for inflected in inflections(verb.verb)
        for form in spellings(inflected)
        if form not in _NOUNS
    }
    return {**forms, **{form: verbs[verb] for form, verb in _IRREGULAR.items()}}
