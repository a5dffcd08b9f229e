from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stancekit.reading.words import find_words, plain_text


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Russia's army", ["russia", "army"]),
        ("Russia’s army", ["russia", "army"]),
        ("doesn’t won't", ["doesn't", "won't"]),
        ("O'Brien", ["o'brien"]),
        ("the ministers' plan", ["the", "ministers", "plan"]),
        ("repression—has", ["repression", "has"]),
        ("U.S.-led", ["u.s.", "led"]),
        ("at 5 a.m. on", ["at", "5", "a.m.", "on"]),
        ("$1.2 million, 1,000", ["1.2", "million", "1,000"]),
        ("pro-Kremlin", ["pro", "kremlin"]),
        ("soft\u00adhyphen zero\u200bwidth", ["softhyphen", "zerowidth"]),
        ("Straße ÉTÉ", ["straße", "été"]),
        ("“quoted”", ["quoted"]),
        ("snake_case", ["snake", "case"]),
        ("", []),
    ],
)
def test_words(text: str, words: list[str]) -> None:
    assert list(find_words(plain_text(text))[1]) == words


def test_a_capital_without_a_single_small_letter_moves_no_offset() -> None:
    spans, _ = find_words("İİİ said")
    assert spans[1] == (4, 8)


@given(st.text())
def test_plain_text_keeps_every_offset(text: str) -> None:
    assert len(plain_text(text)) == len(text)


@given(st.text())
def test_words_are_apart_in_order_and_hold_letters_or_digits(text: str) -> None:
    plain = plain_text(text)
    spans, lower = find_words(plain)
    assert len(spans) == len(lower)
    assert all(one.end <= other.start for one, other in pairwise(spans))
    assert all(any(char.isalnum() for char in plain[slice(*span)]) for span in spans)
