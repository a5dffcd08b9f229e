import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stancekit import Actor, Article, read

VARDEN = Actor("Ilse Varden", kind="person", pronouns=("she", "her"))
ORSOLO = Actor("Davin Orsolo", kind="person", pronouns=("he", "him"))


def quotes(text: str) -> list[tuple[str, str, str | None]]:
    reading = read(Article("a", "Daily", text), [VARDEN, ORSOLO])
    return [(text[q.start : q.end], q.kind, q.speaker_name) for q in reading.quotes]


def words(text: str) -> list[str]:
    return [quote[0] for quote in quotes(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“A stunt,” said Ilse Varden.", [("A stunt,", "direct", "Ilse Varden")]),
        ('"A stunt," said Ilse Varden.', [("A stunt,", "direct", "Ilse Varden")]),
        ("‘A stunt,’ said Ilse Varden.", [("A stunt,", "direct", "Ilse Varden")]),
        ("'A stunt,' said Ilse Varden.", [("A stunt,", "direct", "Ilse Varden")]),
        ("Varden called it “a stunt”.", [("a stunt", "direct", "Ilse Varden")]),
        ("Varden said: “A stunt.”", [("A stunt.", "direct", "Ilse Varden")]),
        (
            "“A stunt,” Varden told parliament, “and a crime.”",
            [("A stunt,", "direct", "Ilse Varden"), ("and a crime.", "direct", "Ilse Varden")],
        ),
        ("Varden met Orsolo. “A stunt,” she said.", [("A stunt,", "direct", "Ilse Varden")]),
        ("Orsolo met Varden. “A stunt,” he said.", [("A stunt,", "direct", "Davin Orsolo")]),
        (
            "“A stunt,” said Noor Tal, an envoy. Later Tal added: “Enough.”",
            [("A stunt,", "direct", "Noor Tal"), ("Enough.", "direct", "Noor Tal")],
        ),
        ("They live in an “axis of fog” at sea.", [("axis of fog", "scare", None)]),
        ("They live in a “safe area,” far off.", [("safe area", "scare", None)]),
    ],
)
def test_quotes_and_speakers(text: str, expected: list[tuple[str, str, str | None]]) -> None:
    assert quotes(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The boys' boat and Varden's ship don't sail.", []),
        ("It was rock ’n’ roll in the ’90s.", []),
        ("She said “it isn’t ‘safe’ at sea” today.", ["it isn’t ‘safe’ at sea", "safe"]),
        ("She said \"it isn't 'safe' at sea\" today.", ["it isn't 'safe' at sea", "safe"]),
        ("He said ‘she called it “vile” twice’ today.", ["she called it “vile” twice", "vile"]),
        ("‘‘Get out,’’ he said.", ["Get out,"]),
        ("A mark is “missing here.\nHe said “so” there.", ["so"]),
        ("A stray ” mark. He said “so” there.", ["so"]),
        ('A stray " mark, and he said "so" there.', ["so"]),
        ("“It was dark.\n“It was cold,” he said.", ["It was dark.", "It was cold,"]),
        ("“”", []),
    ],
)
def test_marks(text: str, expected: list[str]) -> None:
    assert words(text) == expected


def test_a_paragraph_left_open_has_the_voice_of_its_speaker() -> None:
    text = "“It was dark and very cold at sea,” Varden said. “We waited for hours.\n“Nobody came.”"
    reading = read(Article("a", "Daily", text), [VARDEN])
    assert {reading.voice(text.index(word)) for word in ("dark", "waited", "Nobody")} == {
        "attributed"
    }
    assert reading.voice(text.index("said")) == "outlet"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Varden said that the port was shut.", ("that the port was shut", "Ilse Varden")),
        ("Varden said the port was shut.", ("the port was shut", "Ilse Varden")),
        ("The port was shut, Varden said on Monday.", ("The port was shut", "Ilse Varden")),
        ("The port was shut, said Ilse Varden.", ("The port was shut", "Ilse Varden")),
        ("According to Varden, the port was shut.", ("the port was shut", "Ilse Varden")),
        ("The port was shut, according to Varden.", ("The port was shut", "Ilse Varden")),
        ("Varden told reporters in Ostrel that it was shut.", ("that it was shut", "Ilse Varden")),
        ("Varden accused the port of neglect, and left.", ("the port of neglect", "Ilse Varden")),
        ("Varden slammed Benn.", ("Benn", "Ilse Varden")),
        (
            "Varden praised Benn for the new pier, and left.",
            ("Benn for the new pier", "Ilse Varden"),
        ),
        ("Varden lashed out at the port.", ("at the port", "Ilse Varden")),
        ("Varden blasted the raid in a late debate.", ("the raid", "Ilse Varden")),
        ("Varden slams the raid after showdown.", ("the raid", "Ilse Varden")),
        ("Varden condemned the raid on a port.", ("the raid on a port", "Ilse Varden")),
        ("Varden criticized the open letter.", ("the open letter", "Ilse Varden")),
        ("Varden praised the crew and left.", ("the crew", "Ilse Varden")),
        (
            "Varden blamed the fall on a lack of rain.",
            ("the fall on a lack of rain", "Ilse Varden"),
        ),
        ("The port was blamed on Monday for the fall.", ("for the fall", None)),
        ("The port was accused of fraud by Varden.", ("of fraud", "Ilse Varden")),
        ("The port, long mocked by Varden as a toy, shut.", ("as a toy", "Ilse Varden")),
        (
            "Varden accused the port of fraud, charges it denies.",
            ("the port of fraud", "Ilse Varden"),
        ),
        (
            "Varden hinted that it, long shut, was sold.",
            ("that it, long shut, was sold", "Ilse Varden"),
        ),
        ("Varden condemned the raid and even offered to help.", ("the raid", "Ilse Varden")),
        ("Some critics argued that it was weak.", ("that it was weak", None)),
        ("Varden said that it was shut; it was open.", ("that it was shut", "Ilse Varden")),
    ],
)
def test_reported_speech(text: str, expected: tuple[str, str | None]) -> None:
    ((words, kind, name),) = quotes(text)
    assert (words, kind, name) == (expected[0], "indirect", expected[1])


@pytest.mark.parametrize(
    "text",
    [
        "Varden is believed to have left.",
        "One can argue that the port was shut.",
        "Varden did not say that the port was shut.",
        "The so-called port accord was shut.",
        "They were arrested for alleged smuggling at the port.",
        "Tell that to the people of the port.",
        "Varden left the port, hoping to return.",
        "The record shows that the port was shut.",
        "Ghost ship slams into packed ferry.",
        "Varden slammed our ports shut.",
        "The explosion blasted the market.",
        "The plan that Varden condemned last week was a vile sham.",
        "Varden hasn't criticized the court.",
        "Varden stopped short of blaming the court.",
        "No one blamed the court for it.",
        "The crowd applauded as Varden took the stage.",
    ],
)
def test_nothing_is_reported(text: str) -> None:
    assert quotes(text) == []


def test_reported_words_parted_by_their_speaker_are_both_hers() -> None:
    found = quotes("The port of Ostrel, Varden said, was shut for days.")
    assert found == [
        ("The port of Ostrel", "indirect", "Ilse Varden"),
        ("was shut for days", "indirect", "Ilse Varden"),
    ]


def test_words_in_marks_within_reported_speech_are_the_same_voice() -> None:
    text = "Varden said it was “a stunt” that cost lives, and warned that more would come."
    found = quotes(text)
    assert [quote[1] for quote in found] == ["indirect", "direct", "indirect"]
    assert {quote[2] for quote in found} == {"Ilse Varden"}


CASES = json.loads((Path(__file__).parents[1] / "cases" / "quotes.json").read_text("utf-8"))


@pytest.mark.parametrize(
    "case",
    [
        pytest.param(
            case,
            id=case["about"],
            marks=pytest.mark.xfail(strict=True) if case.get("hard") else (),
        )
        for case in CASES
    ],
)
def test_whose_words(case: dict[str, Any]) -> None:
    text = case["text"]
    found = [
        [
            text[quote.start : quote.end],
            quote.kind,
            text[slice(*quote.speaker)] if quote.speaker else None,
            quote.speaker_name,
            quote.named,
        ]
        for quote in read(Article("a", "Daily", text)).quotes
    ]
    assert found == case["quotes"]


_MARKS = st.text(alphabet="“”‘’\"'`«» ab.,\n", max_size=60)
_SPEECH = st.lists(
    st.sampled_from(
        "“|”|‘|’|\"|'|Ana Tal|said|that|told them|according to|,|.|:|the port|\n".split("|")
    ),
    max_size=40,
).map(" ".join)


@settings(max_examples=1000, deadline=None)
@given(st.one_of(_MARKS, _SPEECH))
def test_any_marks_give_proper_quotes(text: str) -> None:
    reading = read(Article("a", "Daily", text))
    for quote in reading.quotes:
        segment = reading.segment(quote.start)
        assert segment is not None and quote.start < quote.end <= segment.end
    for one in reading.quotes:
        for other in reading.quotes:
            apart = one.end <= other.start or other.end <= one.start
            inside = one.start <= other.start and other.end <= one.end
            around = other.start <= one.start and one.end <= other.end
            assert apart or inside or around
