"""Framing: how an article portrays each actor, measured at the actor's mentions."""

from __future__ import annotations

from collections.abc import Iterator

from stancekit.lenses.stance import BASE, Stance, known_words, score_surroundings
from stancekit.lenses.target import Surroundings, Token, mask
from stancekit.model import Evidence, Lens, Mention, Reading, voice_of

_TELLING = 0.02  # contribution from which a word stands in the note of a finding
LABEL = "called: "  # before what an actor is called, in the note of a finding
_UNSAID = "…"  # stands for a word in another voice than the mention's


def find_framing(reading: Reading) -> Iterator[Evidence]:
    """One finding for each mention at which an actor itself is meant."""
    for mention in reading.mentions:
        if mention.acting:
            yield _evidence(reading, mention)


def stance_at(reading: Reading, mention: Mention) -> Stance:
    """The stance toward a mention, by the words of its sentence that are in the mention's voice."""
    return score_surroundings(_surroundings(reading, mention))


def _surroundings(reading: Reading, mention: Mention) -> Surroundings:
    """What stands around a mention in its sentence and in its voice.

    What an outlet quotes about an actor is not charged to the outlet, and what it says beside a
    quotation not to the speaker.
    """
    sentence = reading.sentence(mention.start)
    start, end = sentence if sentence is not None else (mention.start, mention.end)
    inside = reading.word_range(start, end)
    words = reading.words[inside.start : inside.stop]
    tokens, target = mask(
        reading.plain,
        words,
        reading.lower[inside.start : inside.stop],
        mention.start,
        mention.end,
        known_words(),
    )
    return Surroundings(_of_one_voice(reading, tokens, mention), target)


def _of_one_voice(reading: Reading, tokens: list[Token], mention: Mention) -> list[Token]:
    """The tokens, with those of another voice than the mention's made unreadable."""
    own = reading.quote(mention.start)
    first, last = tokens[0].start, tokens[-1].end
    if not any(quote.start < last and first < quote.end for quote in reading.quotes):
        return tokens
    for i, token in enumerate(tokens):
        quote = reading.quote(token.start)
        if quote is not own and voice_of(quote) != "scare" and _speaker(quote) != _speaker(own):
            tokens[i] = token._replace(word=_UNSAID)
    return tokens


def _speaker(quote: object) -> object:
    """Who speaks in a quotation: two quotations of one speaker are one voice."""
    return getattr(quote, "speaker_name", None) or getattr(quote, "speaker", None)


def _evidence(reading: Reading, mention: Mention) -> Evidence:
    around = _surroundings(reading, mention)
    stance = score_surroundings(around)
    telling = [
        term for term in stance.terms if term.text != BASE and abs(term.contribution) >= _TELLING
    ]
    note = ", ".join(f"{term.text} {term.contribution:+.2f}" for term in telling)
    text, tokens = reading.article.text, around.tokens
    labels = [text[tokens[r[0]].start : tokens[r[-1]].end] for r in around.labels() if r]
    if labels:
        note = f"{LABEL}{LABEL.join(labels)}; {note}"
    return Evidence(
        mention.start,
        mention.end,
        rule=around.role(),
        weight=stance.value,
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
