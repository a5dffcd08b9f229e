"""Regular English inflections, and the British and American spellings of one word."""

from __future__ import annotations

import re
from functools import lru_cache

_VOWELS = "aeiou"


def inflections(word: str) -> set[str]:
    """The word with its regular inflections, as verb, noun and adjective at once.

    Forms that no dictionary has are made as well ("thuging"): they do no harm, since no text has
    them either. Irregular forms are not made.

    >>> inflections("slam") >= {"slam", "slams", "slammed", "slamming"}
    True
    >>> "bullies" in inflections("bully") and "cruelest" in inflections("cruel")
    True
    """
    forms = {word}
    if word.endswith("e"):
        stem = word[:-1]
        forms |= {word + "s", word + "d", word + "r", word + "st", stem + "ing"}
        if word.endswith("ie"):
            forms.add(word[:-2] + "ying")
    elif word.endswith("y") and word[-2:-1] not in _VOWELS:
        stem = word[:-1]
        forms |= {stem + "ies", stem + "ied", stem + "ier", stem + "iest", word + "ing"}
    else:
        sibilant = word.endswith(("s", "x", "z", "ch", "sh", "o"))
        forms |= {word + ending for ending in ("ed", "ing", "er", "est")}
        forms |= {word + "es", word + "s"} if sibilant else {word + "s"}
        if re.search(r"[^aeiou][aeiou][bdfgklmnprtvz]$", word):
            doubled = word + word[-1]
            forms |= {doubled + ending for ending in ("ed", "ing", "er", "est")}
    return forms


# Words in -ise or -ize that are spelled so everywhere.
_FIXED_ISE = frozenset(
    "advertise advise arise chastise circumcise comprise compromise concise cruise bruise"
    " demise despise devise disguise enterprise excise exercise expertise franchise"
    " improvise merchandise noise otherwise paradise poise praise precise premise promise"
    " raise revise supervise surprise televise treatise appraise apprise capsize downsize"
    " outsize oversize prize seize size likewise clockwise anise braise chemise malaise"
    " mayonnaise reprise turquoise tortoise".split()
)
_OUR = (
    "arbor armor behavior candor clamor color demeanor endeavor favor fervor flavor glamor harbor"
    " honor humor labor neighbor odor parlor rancor rigor rumor savior savor splendor succor"
    " tumor valor vapor vigor"
).split()
# Stems, American and British, that may stand anywhere in a word.
_STEMS: tuple[tuple[str, str], ...] = (
    *((stem, stem[:-2] + "our") for stem in _OUR),
    ("defense", "defence"),
    ("offense", "offence"),
    ("pretense", "pretence"),
    ("gray", "grey"),
    ("skeptic", "sceptic"),
    ("plow", "plough"),
    ("smolder", "smoulder"),
    ("hemorrhag", "haemorrhag"),
    ("pedophil", "paedophil"),
    ("judgment", "judgement"),
    ("mustache", "moustache"),
)
# Whole words, American and British, by the endings that their stems take.
_ENDINGS: tuple[tuple[str, str], ...] = (
    ("cent theat fib calib lust spect somb sab", "er/re ers/res ered/red ering/ring"),
    ("catal dial anal demag", "og/ogue ogs/ogues oged/ogued oging/oguing"),
    ("fulf dist inst", "ill/il ills/ils illment/ilment"),
    ("enr", "oll/ol olls/ols ollment/olment"),
    ("sk w", "illful/ilful illfully/ilfully"),
)
_WHOLE = {
    stem + american: stem + british
    for stems, endings in _ENDINGS
    for stem in stems.split()
    for american, british in (ending.split("/") for ending in endings.split())
} | {
    "maneuver": "manoeuvre",
    "maneuvers": "manoeuvres",
    "maneuvered": "manoeuvred",
    "maneuvering": "manoeuvring",
    "mold": "mould",
    "molds": "moulds",
}
_WHOLE_BACK = {british: american for american, british in _WHOLE.items()}
_DOUBLED = re.compile(
    r"(travel|label|cancel|model|fuel|signal|level|quarrel|marvel|counsel|duel|tunnel|rival|unravel"
    r"|channel|cruel|grovel|libel|pummel|shovel|snivel|swivel|total|yodel|jewel|bedevil|revel)"
    r"(l?)(ed|ing|er|ers|est|or|ors|ous|ously)$"
)
_IZE = re.compile(r"(?<=[a-z]{3})i([sz])(e|ed|es|er|ers|ing|ation|ations)$")
_YZE = re.compile(r"(?<=[a-z]{2}ly)([sz])(e|ed|es|er|ers|ing)$")


def spellings(word: str) -> set[str]:
    """The word in British and in American spelling; one form where they agree.

    >>> sorted(spellings("demonized")), sorted(spellings("defence")), sorted(spellings("war"))
    (['demonised', 'demonized'], ['defence', 'defense'], ['war'])
    """
    forms = {word}
    for pattern in (_IZE, _YZE):
        match = pattern.search(word)
        if match and word[: match.end(1)] + "e" not in _FIXED_ISE:
            cut = match.start(1)
            forms.add(word[:cut] + ("s" if word[cut] == "z" else "z") + word[cut + 1 :])
    for american, british in _STEMS:
        if british in word:
            forms.add(word.replace(british, american))
        elif american in word:
            forms.add(word.replace(american, british))
    whole = _WHOLE.get(word) or _WHOLE_BACK.get(word)
    if whole:
        forms.add(whole)
    match = _DOUBLED.search(word)
    if match:
        stem, doubled, ending = match.groups()
        forms.add(word[: match.start()] + stem + ("" if doubled else "l") + ending)
    return forms


@lru_cache(maxsize=100_000)
def plain_spelling(word: str) -> str:
    """One spelling for both: British and American forms give the same.

    >>> plain_spelling("honour") == plain_spelling("honor")
    True
    """
    return min(spellings(word))


_ENDINGS_OF = {  # what an inflection ends in, and what its base may have there
    "s": ("",),
    "es": ("",),
    "d": ("",),
    "r": ("",),
    "st": ("",),
    "ed": ("",),
    "er": ("",),
    "est": ("",),
    "ing": ("", "e"),
    "ies": ("y",),
    "ied": ("y",),
    "ier": ("y",),
    "iest": ("y",),
    "ying": ("ie",),
}


@lru_cache(maxsize=100_000)
def bases(word: str) -> tuple[str, ...]:
    """The words that a word is a regular inflection of, itself among them.

    >>> [base for base in bases("slammed") if base in ("slam", "slamm", "slammed")]
    ['slam', 'slamm', 'slammed']
    """
    stems = {word}
    for ending, instead in _ENDINGS_OF.items():
        if word.endswith(ending):
            stem = word[: -len(ending)]
            stems |= {stem + each for each in instead}
            if ending in ("ed", "ing", "er", "est") and stem[-1:] == stem[-2:-1]:
                stems.add(stem[:-1])
    return tuple(sorted(base for base in stems if base and word in inflections(base)))
