import pandas as pd
import pytest

import stancekit
from stancekit import Article, StancekitError
from stancekit.speakers import SPEAKER_COLUMNS

TEXT = (
    "“We stay,” said Ilse Varden. Critics claimed that the port was lost."
    " Varden insisted that it was open. According to critics, it was not."
)


@pytest.fixture
def table() -> pd.DataFrame:
    return stancekit.speakers(stancekit.score([Article("a", "Daily", TEXT)]))


def test_each_speaker_has_a_row(table: pd.DataFrame) -> None:
    assert tuple(table.columns) == SPEAKER_COLUMNS
    assert table["speaker"].tolist() == ["critics", "Ilse Varden"]
    assert table["words"].tolist() == [8, 6]
    assert table["share"].tolist() == [8 / 14, 6 / 14]
    assert table["named"].tolist() == [False, True]
    assert table["direct"].tolist() == [0, 1]


def test_introducing_words_are_counted_by_class(table: pd.DataFrame) -> None:
    varden = table.set_index("speaker").loc["Ilse Varden"]
    assert (varden["neutral"], varden["assertive"], varden["distancing"]) == (1, 1, 0)
    assert varden["verbs"] == "said, insisted"


def test_words_add_up_to_the_score_of_the_lens(sample_scored: stancekit.Scored) -> None:
    table = stancekit.speakers(sample_scored, by="article")
    words = table.groupby("group")["words"].sum()
    for row in sample_scored.scores.query("lens == 'sourcing'").itertuples():
        assert words[row.article] == round(row.value * row.exposure / 1000)


def test_no_quotation_gives_no_row() -> None:
    assert stancekit.speakers(stancekit.score([Article("a", "Daily", "It rained.")])).empty
    assert stancekit.speakers(stancekit.score([])).empty


def test_what_is_missing_is_said(sample_scored: stancekit.Scored) -> None:
    with pytest.raises(StancekitError, match="unknown by 'day'; known: outlet, article"):
        stancekit.speakers(sample_scored, by="day")
    only = stancekit.score(stancekit.load_sample(), lenses=stancekit.DEFAULT_LENSES[1])
    with pytest.raises(StancekitError, match="needs the lens 'sourcing'"):
        stancekit.speakers(only)
