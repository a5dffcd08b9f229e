"""Where actors are mentioned: by name, by a part of the name, by demonym, by seat of government."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from stancekit.lexicons.match import PhraseMatcher
from stancekit.model import Actor, Mention, MentionKind, Span, StancekitError
from stancekit.reading.words import find_words, plain_text

# Longer names that hold the name of a state without meaning it.
_OTHER_NAMES = (
    "Northern Ireland|New Mexico|Gulf of Mexico|South China Sea|East China Sea|New England"
    "|New Jersey|American Samoa|Inner Mongolia|Latin America|Latin American|Latin Americans"
    "|South America|South American|South Americans|Central America|Central American"
    "|Central Americans|North America|North American|North Americans|African American"
    "|African Americans|Native American|Native Americans|Asian American|Asian Americans"
    "|Turkish Cypriot|Turkish Cypriots|Greek Cypriot|Greek Cypriots|Bosnian Serb"
    "|Bosnian Serbs|East Germany|West Germany|Washington Post|New Delhi Television"
    "|Jerusalem Post|Moscow Times|Washington Examiner|Washington Times|Washington state"
    "|State of Washington|East Jerusalem|Georgia Tech|Air Jordan|Indian Ocean|Persian Gulf"
    "|Sea of Japan|Bank of America|Vatican II"
).split("|")

# After a demonym, these show the state itself at work: "Russian forces", "Iranian attack".
_STATE_NOUNS = frozenset(
    "government governments state authority authorities regime administration leadership"
    " cabinet parliament ministry military army navy forces force troops soldiers police"
    " security intelligence officials diplomats negotiators side jets warplanes aircraft"
    " drones missiles missile rockets attack attacks strike strikes airstrike airstrikes"
    " invasion offensive aggression assault bombardment shelling blockade occupation"
    " annexation intervention incursion raid raids retaliation response sanctions threat"
    " threats policy demand demands influence interference propaganda support aid"
    " criticism proposal rule control".split()
)


# After a name, these are somebody else, or something about the one named: "a former Tal aide",
# "the Orland probe". Words that can be what the one named does ("rivals", "probes") are left out.
_OTHER_NOUNS = frozenset(
    "aide aides adviser advisers advisor advisors ally associate backer backers supporter"
    " supporters critic critics opponent opponents challenger challengers voter voters loyalist"
    " loyalists donor donors nominee nominees appointee appointees surrogate surrogates lawyer"
    " lawyers attorney attorneys spokesman spokesmen spokeswoman spokesperson spokespeople"
    " spokespersons strategist strategists confidant confidante confidants accuser accusers"
    " detractor detractors sympathizer sympathizers sympathiser sympathisers apologist"
    " apologists enthusiast enthusiasts skeptic skeptics sceptic sceptics hater haters acolyte"
    " acolytes impersonator impersonators biographer biographers successor successors"
    " predecessor predecessors expert experts analyst analysts scholar scholars historian"
    " historians specialist specialists correspondent correspondents watcher watchers researcher"
    " researchers probe investigation investigations inquiry inquiries inquest dossier scandal"
    " scandals biography documentary effigy protester protesters protestor protestors".split()
)

# What comes after "the Orlandics", but seldom after "the Orlandic" and before its noun.
_FOLLOW_PEOPLE = frozenset(
    "and or but who which that have has had are were is was will would can could may might must"
    " should do did does don't didn't say said want know think in of to from at on with by for as"
    " then also not never lied fought went left took gave got came began sent told kept lost won"
    " made met".split()
)
_SUFFIXES = frozenset({"Jr", "Jr.", "Sr", "Sr.", "II", "III", "IV"})
_SHORT = 3  # letters: "UN" is not Kim Jong Un


class _Name(NamedTuple):
    """What a phrase stands for, and the phrase as written, to compare capitals."""

    actor: str
    kind: MentionKind
    written: tuple[str, ...]


def find_mentions(
    plain: str, words: Sequence[Span], lower: Sequence[str], actors: Sequence[Actor]
) -> tuple[Mention, ...]:
    """Each mention of an actor, in the order of the text; the longest name wins."""
    if not actors:
        return ()
    matcher = _compile(tuple(actors))

    def written_alike(i: int, j: int, name: _Name | None) -> bool:
        return name is None or all(
            _capitals_fit(wanted, plain[span.start : span.end])
            for wanted, span in zip(name.written, words[i:j], strict=True)
        )

    mentions = []
    for i, j, name in matcher.find(lower, written_alike):
        if name is None:
            continue
        start, end = words[i].start, words[j - 1].end
        following = lower[j] if j < len(lower) and plain[end : words[j].start] == " " else ""
        acting = not _hyphenated(plain, start, end) and (
            _demonym_acts(lower, i, following)
            if name.kind == "demonym"
            else following not in _OTHER_NOUNS
        )
        mentions.append(Mention(start, end, name.actor, name.kind, acting))
    return tuple(mentions)


def _capitals_fit(wanted: str, found: str) -> bool:
    """Whether a word has the capitals of the name: "US" is not "us", "PUTIN" is "Putin"."""
    if len(wanted) > 1 and wanted.isupper():
        return found.rstrip(".") == wanted.rstrip(".")
    if not wanted[0].isupper():
        return True
    return found[0].isupper() and not (1 < len(found) <= _SHORT and found.isupper())


def _hyphenated(plain: str, start: int, end: int) -> bool:
    """In "Iranian-made", "pro-Kremlin" and "Russia-Ukraine" the actor does nothing."""
    return plain[start - 1 : start] == "-" or plain[end : end + 1] == "-"


def _demonym_acts(lower: Sequence[str], i: int, following: str) -> bool:
    if following in _STATE_NOUNS:
        return True
    return i > 0 and lower[i - 1] == "the" and (not following or _follows_people(following))


def _follows_people(word: str) -> bool:
    """Whether "the Orlandic" stands for the people, since no noun comes next but this."""
    return word in _FOLLOW_PEOPLE or word.endswith("ed")


@lru_cache(maxsize=16)
def _compile(actors: tuple[Actor, ...]) -> PhraseMatcher[_Name | None]:
    matcher: PhraseMatcher[_Name | None] = PhraseMatcher()
    owners: dict[tuple[str, ...], _Name] = {}
    for actor in actors:
        for phrase, kind in _names(actor):
            _add(matcher, owners, actor, phrase, kind)
    # After all full names: another actor's own name is not anybody's last name.
    last_names = {actor: _last_name(actor) for actor in actors if actor.kind == "person"}
    shared = Counter(last_names.values())
    for actor, last in last_names.items():
        _, key = _words(last)
        if shared[last] == 1 and key and key not in owners:  # of two it could be either
            _add(matcher, owners, actor, last, "name")
    for phrase in _OTHER_NAMES:
        _, key = _words(phrase)
        if key not in owners:
            matcher.add(key, None)
    return matcher


def _last_name(actor: Actor) -> str:
    parts = [part for part in actor.name.split() if part not in _SUFFIXES]
    return parts[-1].rstrip(",") if parts else actor.name


def _names(actor: Actor) -> list[tuple[str, MentionKind]]:
    return [
        (actor.name, "name"),
        *((alias, "name") for alias in actor.aliases),
        *((demonym, "demonym") for demonym in actor.demonyms),
        *((seat, "seat") for seat in actor.seats),
    ]


def _words(phrase: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The words of a name as written, and in lower case."""
    plain = plain_text(phrase)
    spans, lower = find_words(plain)
    return tuple(plain[span.start : span.end] for span in spans), lower


def _add(
    matcher: PhraseMatcher[_Name | None],
    owners: dict[tuple[str, ...], _Name],
    actor: Actor,
    phrase: str,
    kind: MentionKind,
) -> None:
    written, key = _words(phrase)
    if not written:
        raise StancekitError(
            f"actor {actor.name!r}: {phrase!r} holds no letter or digit to look for"
        )
    owner = owners.setdefault(key, _Name(actor.name, kind, written))
    if owner.actor != actor.name:
        raise StancekitError(
            f"{phrase!r} is a name of both {owner.actor!r} and {actor.name!r};"
            " take it from one of them"
        )
    matcher.add(key, owner)
    if key[-1].endswith(".") and "." in key[-1][:-1]:  # "U.S" before a closing mark
        matcher.add((*key[:-1], key[-1][:-1]), owner)
