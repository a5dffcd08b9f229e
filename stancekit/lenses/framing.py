"""Framing: how an article portrays each actor, measured at the actor's mentions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import TypeAlias

from stancekit.lenses.masking import Masked, Sentence
from stancekit.lenses.stance import Weighed, known_words, weigh
from stancekit.lenses.surroundings import Surroundings
from stancekit.lexicons.reporting import reporting_verbs
from stancekit.model import Evidence, Lens, Mention, Quote, Reading, Span
from stancekit.reading.grammar import POSSESSIVES

_TELLING = 0.1  # contribution from which a word stands in the note of a finding
LABEL = "called: "  # before what an actor is called, in the note of a finding
_UNSAID = "…"  # stands for a word in another voice than the mention's
_Voices: TypeAlias = dict[object, set[int]]


def find_framing(reading: Reading) -> Iterator[Evidence]:
    """One finding for each mention at which an actor itself is meant."""
    (found,) = find_framing_in([reading])
    yield from found


def find_framing_in(readings: Sequence[Reading]) -> Iterator[list[Evidence]]:
    """For each reading, what `find_framing` finds; all mentions are weighed at once."""
    mentions = [[mention for mention in one.mentions if mention.acting] for one in readings]
    masked = [_masked(one, some) for one, some in zip(readings, mentions, strict=True)]
    arounds = [[Surroundings(one) for one in some] for some in masked]
    weighed = iter(weigh([*chain.from_iterable(arounds)]))
    for reading, some, around in zip(readings, mentions, arounds, strict=True):
        yield [_evidence(reading, *one) for one in zip(some, around, weighed, strict=False)]


def _masked(reading: Reading, mentions: Sequence[Mention]) -> list[Masked]:
    """What stands around each mention in its sentence and in its voice.

    What an outlet quotes about an actor is not charged to the outlet, and what it says beside a
    quotation not to the speaker.
    """
    sentences: dict[Span, tuple[Sentence, _Voices]] = {}
    found = []
    for mention in mentions:
        place = reading.sentence(mention.start) or Span(mention.start, mention.end)
        if place not in sentences:
            sentences[place] = _sentence(reading, place)
        sentence, voices = sentences[place]
        masked = sentence.around(mention.start, mention.end)
        if voices:
            own = _speaker(reading.quote(mention.start))
            unsaid = set().union(*voices.values()) - voices.get(own, set())
            for i, word in enumerate(masked.kept):
                if word in unsaid and i != masked.target:
                    masked.texts[i] = _UNSAID
        found.append(masked)
    return found


def _sentence(reading: Reading, place: Span) -> tuple[Sentence, _Voices]:
    inside = reading.word_range(*place)
    words = reading.words[inside.start : inside.stop]
    lower = reading.lower[inside.start : inside.stop]
    sentence = Sentence(reading.plain, words, lower, known_words())
    return sentence, _voices(reading, place, inside.start)


def _voices(reading: Reading, place: Span, first_word: int) -> _Voices:
    """Which words of a sentence each speaker says, by number; empty if nothing is quoted.

    Words in scare quotes are left out: whoever writes them means them of the same target. A verb
    that judges what it reports ("accused", "praised") is told by the outlet and meant by the
    speaker: it counts for both.
    """
    voices: _Voices = {}
    stretches = list(reading.stretches(*place))
    if all(quote is None for _, _, quote in stretches):
        return voices
    for first, behind, quote in stretches:
        if quote is None or quote.kind != "scare":
            said = voices.setdefault(_speaker(quote), set())
            for words in (reading.word_range(first, behind), _verdict(reading, quote)):
                said.update(range(words.start - first_word, words.stop - first_word))
    return voices


def _verdict(reading: Reading, quote: Quote | None) -> range:
    """The verb that introduces a quotation, if it judges whom the quotation is about."""
    if quote is None or quote.cue is None:
        return range(0)
    words = reading.word_range(*quote.cue)
    verbs = (reporting_verbs().get(reading.lower[i]) for i in words)
    return words if any(verb and verb.judges for verb in verbs) else range(0)


def _speaker(quote: Quote | None) -> object:
    """Who speaks in a quotation: two quotations of one speaker are one voice."""
    return None if quote is None else quote.speaker_name or quote.speaker


def _evidence(
    reading: Reading, mention: Mention, around: Surroundings, weighed: Weighed
) -> Evidence:
    telling = [
        (around.texts[i], share)
        for i, share in enumerate(weighed.contributions)
        if (share >= _TELLING or share <= -_TELLING) and i != around.target
    ]
    note = ", ".join(f"{word} {share:+.2f}" for word, share in telling)
    text = reading.article.text
    if mention.kind not in ("pronoun", "nominal"):
        labels = [
            LABEL + text[around.span(label[0]).start : around.span(label[-1]).end]
            for label in around.labels()
            if label
        ]
        if labels:
            note = f"{''.join(labels)}; {note}"
    return Evidence(
        mention.start,
        mention.end,
        rule="none" if text[mention.start : mention.end].lower() in POSSESSIVES else around.role(),
        weight=weighed.positive - weighed.negative,
        actor=mention.actor,
        note=note or "no word of the sentence tells much",
        category=mention.kind,
    )


FRAMING = Lens(
    "framing",
    find_framing,
    unit="mean stance at a mention, -1 to 1",
    higher="portrayed more favourably",
    voice=("outlet", "attributed"),
    by_actor=True,
    reduce="mean",
    find_many=find_framing_in,
)
