"""Hostile text: no exception, no offset broken. A hang fails by the run's own limit."""

import warnings

import pytest

import stancekit
from stancekit import Actor, Article

ACTORS = (
    Actor("Iran", kind="place", demonyms=("Iranian",)),
    Actor("C++ (x*", aliases=("[Front", "A.B?")),
    Actor("Ана Тал", kind="person"),
)
TEXTS = {
    "blank": " \n\t\n",
    "zero-width": "\u200b\ufeff\u2060",
    "no space": "a" * 100_000,
    "no space in capitals": "A" * 100_000,
    "digits": "1" * 100_000,
    "999 straight marks": '"' * 999,
    "999 marks apart": '" ' * 999 + "word",
    "999 curly marks": "“" * 999 + " Iran " + "”" * 999,
    "999 single marks": "'" * 999,
    "mixed marks": "“‘\"'”’ said Iran " * 500,
    "marks left open": "“I said\n\n" * 2000,
    "nested": "“a ‘b " * 3000 + "c’ d” " * 3000,
    "control characters": "".join(map(chr, range(32))) * 200 + " said Iran",
    "NUL": "Iran\x00said\x00" * 2000,
    "half a surrogate pair": "\ud800Iran said",
    "emoji": "😀👩‍👩‍👧‍👦 Iran said. " * 1000,
    "right to left": "إيران قالت إن الهجوم كان خطأ. " * 200,
    "Chinese": "伊朗表示，袭击是一个错误。" * 500,
    "combining": "e\u0301" * 20_000,
    "capitals without small letters": "İran said İ. " * 1000,
    "open brackets": "(" * 50_000,
    "words in open brackets": "( a " * 20_000,
    "slashes in a bracket": "(" + "/" * 100_000,
    "dots": "." * 100_000,
    "dots apart": ". " * 30_000,
    "dashes": "— Iran is a shameful " * 3000,
    "possessives": "'s " * 30_000,
    "initials": "J. " * 30_000,
    "letters and dots": "a." * 50_000,
    "one long sentence": "Iran said that " * 10_000,
    "capitals": "IRAN SLAMS BIG LIE " * 3000,
    "names": "Anna Iran " * 20_000,
    "byline": "By " + "A " * 50_000,
    "white space": " " * 100_000 + "Iran",
    "lines": "\n" * 100_000 + "Iran",
    "questions": "who?\n" * 5000,
    "promotions": "CLICK HERE\n" * 3000,
    "rows times text": "The and of to in it was “" + '"“,"' * 8000 + '"”,"' * 8000 + " said he",
    "no blank but dashes": "evil—" * 10_000,
    "pairs that never close": "‘a " * 20_000 + '"x ' * 20_000 + " a'",
    "separators": "Iran\u2028said\u2029so\x85and\x0bso\x0con",
}


@pytest.mark.parametrize("name", TEXTS)
def test_hostile_text(name: str) -> None:
    text = TEXTS[name]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        scored = stancekit.score([Article("a", "Daily", text)], ACTORS, progress=False)
        reading = stancekit.read(Article("a", "Daily", text), ACTORS)
    assert len(reading.plain) == len(text)
    assert all(text[row.start : row.end] == row.text for row in scored.evidence.itertuples())
    for spans in (reading.segments, reading.sentences, reading.words, reading.mentions):
        assert all(0 <= span.start < span.end <= len(text) for span in spans)
