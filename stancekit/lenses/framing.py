"""Framing: how an article portrays each actor, measured at the actor's mentions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeAlias

from stancekit.lenses.masking import Sentence
from stancekit.lenses.stance import Weighed, known_words, weigh
from stancekit.lenses.surroundings import Surroundings
from stancekit.model import Evidence, Lens, Mention, Quote, Reading, Span
from stancekit.reading.grammar import POSSESSIVES

_TELLING = 0.1  # contribution from which a word stands in the note of a finding
LABEL = "called: "  # before what an actor is called, in the note of a finding
_UNSAID = "…"  # stands for a word in another voice than the mention's
_Voices: TypeAlias = dict[int, object]


def find_framing(reading: Reading) -> Iterator[Evidence]:
    """One finding for each mention at which an actor itself is meant."""
    mentions = [mention for mention in reading.mentions if mention.acting]
    sentences: dict[Span | None, tuple[Sentence, _Voices]] = {}
    arounds = [_surroundings(reading, mention, sentences) for mention in mentions]
    for mention, around, weighed in zip(mentions, arounds, weigh(arounds), strict=True):
        yield _evidence(reading, mention, around, weighed)


def _surroundings(
    reading: Reading, mention: Mention, sentences: dict[Span | None, tuple[Sentence, _Voices]]
) -> Surroundings:
    """What stands around a mention in its sentence and in its voice.

    What an outlet quotes about an actor is not charged to the outlet, and what it says beside a
    quotation not to the speaker. Sentences are kept, for the other mentions in them.
    """
    place = reading.sentence(mention.start)
    if place not in sentences:
        start, end = place if place is not None else (mention.start, mention.end)
        inside = reading.word_range(start, end)
        words = reading.words[inside.start : inside.stop]
        lower = reading.lower[inside.start : inside.stop]
        sentence = Sentence(reading.plain, words, lower, known_words())
        sentences[place] = sentence, _voices(reading, words)
    sentence, voices = sentences[place]
    tokens, target = sentence.around(mention.start, mention.end)
    if voices:
        own = _speaker(reading.quote(mention.start))
        for i, token in enumerate(tokens):
            if i != target and voices.get(token.start, own) != own:
                tokens[i] = token._replace(word=_UNSAID)
    return Surroundings(tokens, target)


def _voices(reading: Reading, words: Sequence[Span]) -> _Voices:
    """Who says each word of a sentence, by where it starts; empty if nothing in it is quoted.

    Words in scare quotes are left out: whoever writes them means them of the same target.
    """
    quotes = [(word.start, reading.quote(word.start)) for word in words]
    if all(quote is None for _, quote in quotes):
        return {}
    return {at: _speaker(quote) for at, quote in quotes if quote is None or quote.kind != "scare"}


def _speaker(quote: Quote | None) -> object:
    """Who speaks in a quotation: two quotations of one speaker are one voice."""
    return None if quote is None else quote.speaker_name or quote.speaker


def _evidence(
    reading: Reading, mention: Mention, around: Surroundings, weighed: Weighed
) -> Evidence:
    telling = [
        (around.tokens[i].word, share)
        for i, share in enumerate(weighed.contributions)
        if abs(share) >= _TELLING and i != around.target
    ]
    note = ", ".join(f"{word} {share:+.2f}" for word, share in telling)
    text, tokens = reading.article.text, around.tokens
    if mention.kind not in ("pronoun", "nominal"):
        labels = [
            LABEL + text[tokens[label[0]].start : tokens[label[-1]].end]
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
)
