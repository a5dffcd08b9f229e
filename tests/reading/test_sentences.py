import pytest

from stancekit import Article, read


def sentences(text: str) -> list[str]:
    article = Article("a", "Daily", text)
    return [text[start:end] for start, end in read(article).sentences]


@pytest.mark.parametrize(
    "sentence",
    [
        "It joined the U.S. and EU sanctions against the port.",
        "The vote on Feb. 3 was close.",
        "Then Sen. Cotton left the room.",
        "They met at 9 a.m. Monday in the harbour.",
        "The summit in St. Petersburg ended early.",
        "A book by J. K. Rowling sold out.",
        "It cost 1.2 million crowns to build.",
        "The fleet of Halvany Inc. Chairman Orrin Pell grew.",
        "No. 10 gave no comment.",
        "The “No. 2” official, Gen. Tal, agreed.",
        "He asked, “Why now?” and left.",
        '"Is it over?" Pell asked.',
        "The U.S. President spoke to the U.N. Security Council.",
        "Ms. Varden and Dr. Brill met Lt. Col. Farr.",
        "The firm (Grey Heron Ltd.) sank.",
        "He waited … and waited.",
    ],
)
def test_one_sentence(sentence: str) -> None:
    assert sentences(f"Before it. {sentence} After it.") == ["Before it.", sentence, "After it."]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("He left the U.S. The ship sank.", ["He left the U.S.", "The ship sank."]),
        ("They met at 9 a.m. The talks failed.", ["They met at 9 a.m.", "The talks failed."]),
        ("“It is over.” The crowd left.", ["“It is over.”", "The crowd left."]),
        ('He said "no." She agreed.', ['He said "no."', "She agreed."]),
        ("It ended… Then it began.", ["It ended…", "Then it began."]),
        ("It ended... Then it began.", ["It ended...", "Then it began."]),
        ("Why? Because! So.", ["Why?", "Because!", "So."]),
        ("It sank (in fog). Nobody saw it.", ["It sank (in fog).", "Nobody saw it."]),
        ("It cost 5. 61 were rescued.", ["It cost 5.", "61 were rescued."]),
        ("A heading without a stop\nThe text.", ["A heading without a stop", "The text."]),
        ("One.\r\nTwo.", ["One.", "Two."]),
    ],
)
def test_several_sentences(text: str, parts: list[str]) -> None:
    assert sentences(text) == parts


def test_a_sentence_without_an_end_is_cut_at_white_space() -> None:
    text = "the word of the day " * 500
    parts = sentences(text)
    assert len(parts) > 1
    assert " ".join(parts).split() == text.split()
