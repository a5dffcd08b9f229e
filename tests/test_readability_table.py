import statistics

import pandas as pd
import pytest

import stancekit
from stancekit import Article, StancekitError
from stancekit.lenses.indices import INDICES, consensus
from stancekit.model import Reading
from stancekit.readability_table import READABILITY_COLUMNS, has_passive, readability
from stancekit.reading import read_quietly

FRENCH = "Le gouvernement a dit que le navire était parti dans la nuit avec les marins du port. "


@pytest.fixture(scope="module")
def table() -> pd.DataFrame:
    return readability(stancekit.load_sample())


def body(text: str) -> pd.Series:
    return readability(Article("a", "Daily", "The port\n" + text)).iloc[1]


def test_each_article_has_a_row_for_headline_and_body(table: pd.DataFrame) -> None:
    assert tuple(table.columns) == READABILITY_COLUMNS
    ids = [article.id for article in stancekit.load_sample()]
    assert table["article"].tolist() == [id_ for id_ in ids for _ in range(2)]
    assert table["part"].tolist() == ["headline", "body"] * len(ids)


def test_the_indices_are_those_of_the_reading(table: pd.DataFrame) -> None:
    for article in stancekit.load_sample():
        row = table.query("article == @article.id and part == 'body'").iloc[0]
        indices = stancekit.readability_indices(stancekit.read(article))
        assert row[list(INDICES)].to_dict() == indices
        assert row["grade"] == consensus(indices)
        assert row["note"] == ""


def test_what_is_measured() -> None:
    row = body("The ship sank at dawn. It was salvaged. Nobody knew anything about it.")
    assert (row["words"], row["sentences"]) == (13, 3)
    assert row["minutes"] == pytest.approx(13 / 238)
    assert row["words_per_sentence"] == pytest.approx(13 / 3)
    assert row["words_per_sentence_sd"] == pytest.approx(statistics.stdev([5, 3, 5]))
    assert row["long_words"] == pytest.approx(2 / 13)
    assert row["passive"] == pytest.approx(1 / 3)


def test_a_short_part_has_no_grade_but_the_rest() -> None:
    row = body("The ship sank. " * 33)
    assert row["words"] == 99
    assert row["note"] == "a body of 99 words; fewer than 100 are not graded"
    assert row[["grade", *INDICES]].isna().all()
    assert row[["minutes", "words_per_sentence", "long_words", "passive"]].notna().all()
    assert body("The ship sank. " * 34)[["grade", *INDICES]].notna().all()


def test_one_sentence_has_no_spread() -> None:
    row = body("The ship sank at dawn.")
    assert row["words_per_sentence"] == 5
    assert pd.isna(row["words_per_sentence_sd"])


def test_another_language_is_not_measured() -> None:
    row = body(FRENCH * 20)
    assert row["note"] == "not English, so not measured"
    assert row["words"] > 100
    assert row[list(READABILITY_COLUMNS[5:-1])].isna().all()


def test_a_missing_part_is_a_row_that_says_so() -> None:
    table = readability([Article("a", "Daily", ""), Article("b", "Daily", "The port\nIt rained.")])
    assert table["words"].tolist() == [0, 0, 2, 2]
    assert table["sentences"].tolist() == [0, 0, 1, 1]
    assert table["note"].tolist()[:2] == ["no headline", "no body"]
    assert table["minutes"].tolist()[:2] == [0, 0]
    assert table.loc[:1, "words_per_sentence":"difficult_words"].isna().all(axis=None)


def test_no_articles_no_rows() -> None:
    empty = readability([])
    assert tuple(empty.columns) == READABILITY_COLUMNS and empty.empty
    assert (empty.dtypes == readability(stancekit.load_sample()[0]).dtypes).all()


def test_what_is_no_article_is_refused() -> None:
    with pytest.raises(StancekitError, match="takes articles, not str; load them"):
        readability(["The ship sank."])  # type: ignore[list-item]


def passives(text: str) -> tuple[Reading, list[str]]:
    reading = read_quietly(Article("a", "Daily", text))
    found = [text[s:e] for s, e in reading.sentences if has_passive(reading, s, e)]
    return reading, found


@pytest.mark.parametrize(
    "text",
    [
        "Nine people were killed.",
        "She has been re-elected.",
        "It wasn’t made public.",
        "Was he told?",
        "They were “betrayed” by us.",
        "It must be well thought out.",
        "The zone is being gradually widened.",
        "It was indeed sold.",
    ],
)
def test_a_passive_is_seen(text: str) -> None:
    assert passives(text)[1] == [text]


@pytest.mark.parametrize(
    "text",
    [
        "Nine people are dead.",
        "He was tired and said nothing.",
        "She is well-known.",
        "The ship was there. Left alone, it sank.",
        "What it was, Tal decided.",
        "He’s said enough.",
        "They were even open.",
        "It is indeed right.",
        "It was a crew sent by the king.",
    ],
)
def test_what_is_no_passive_is_not(text: str) -> None:
    assert passives(text)[1] == []
