import numpy as np
import pandas as pd
import pytest

import stancekit
from stancekit import Article, Evidence, Lens, Reading, Scored, StancekitError
from stancekit.comparison import COMPARISON_COLUMNS, FEWEST_ARTICLES
from stancekit.lenses import DEFAULT_LENSES


def _lens(reading: Reading) -> list[Evidence]:
    return [
        Evidence(span.start, span.end, "ship")
        for span, word in zip(reading.words, reading.lower, strict=True)
        if word == "ship"
    ]


SHIPS = Lens("ships", _lens, "ships", "more ships")
FILLER = "the boat of the port was at sea with a crew and it was not in the fog "


def outlet(name: str, ships: list[int]) -> list[Article]:
    return [
        Article(f"{name}-{i}", name, FILLER * 10 + "A ship. " * count, story=f"story-{i}")
        for i, count in enumerate(ships)
    ]


def compared(*articles: list[Article], **arguments: object) -> pd.DataFrame:
    scored = stancekit.score([a for group in articles for a in group], lenses=[SHIPS])
    return stancekit.compare(scored, **arguments)  # type: ignore[arg-type]


def test_the_frame_has_its_columns() -> None:
    assert tuple(compared(outlet("A", [1])).columns) == COMPARISON_COLUMNS


def test_the_value_is_over_all_articles_of_an_outlet() -> None:
    row = compared(outlet("A", [0, 4])).iloc[0]
    assert row["value"] == pytest.approx(1000 * 4 / row["exposure"])
    assert (row["n_articles"], row["n_evidence"]) == (2, 4)


def test_articles_are_resampled_from_five_on() -> None:
    frame = compared(outlet("A", [1] * (FEWEST_ARTICLES - 1)), outlet("B", [1] * FEWEST_ARTICLES))
    assert dict(zip(frame["group"], frame["resampled"], strict=True)) == {
        "A": "sentences",
        "B": "articles",
    }
    assert frame.set_index("group").loc["B", "n"] == FEWEST_ARTICLES


def test_the_interval_holds_the_value_and_narrows_with_less_confidence() -> None:
    wide = compared(outlet("A", [0, 1, 2, 3, 4, 9])).iloc[0]
    narrow = compared(outlet("A", [0, 1, 2, 3, 4, 9]), confidence=0.5).iloc[0]
    assert wide["low"] < narrow["low"] < wide["value"] < narrow["high"] < wide["high"]


@pytest.mark.parametrize("count", [1, FEWEST_ARTICLES])
def test_of_what_was_not_found_the_exact_limit_bounds_the_rate(count: int) -> None:
    row = compared(outlet("A", [0] * count)).iloc[0]
    assert (row["value"], row["low"]) == (0.0, 0.0)
    assert row["high"] == pytest.approx(1000 * -np.log(0.025) / row["exposure"], rel=0.03)


def test_a_sentence_that_is_repeated_counts_again() -> None:
    row = compared([Article("a", "A", FILLER * 10 + "A ship sank. " * 8)]).iloc[0]
    assert (row["n"], row["n_evidence"]) == (8, 8)


def test_few_findings_have_the_exact_interval() -> None:
    row = compared(outlet("A", [3])).iloc[0]
    exact = np.array([0.6187, 8.7673])  # of a Poisson count of 3, from Garwood's tables
    assert [row["low"], row["high"]] == pytest.approx(1000 * exact / row["exposure"], rel=0.03)


def test_the_same_call_gives_the_same_frame(sample_scored: Scored) -> None:
    pd.testing.assert_frame_equal(
        stancekit.compare(sample_scored), stancekit.compare(sample_scored)
    )


def test_a_rate_over_few_words_is_not_given() -> None:
    row = compared([Article("a", "A", "A ship at sea.")]).iloc[0]
    assert np.isnan(row["value"]) and row["note"] == "4 words in this voice: too few for a rate"


def test_a_body_of_few_words_is_not_graded() -> None:
    scored = stancekit.score([Article("a", "A", "A ship at sea. It sank.")])
    frame = stancekit.compare(scored).set_index("lens")
    assert np.isnan(frame.loc["readability", "value"])
    assert "fewer than 100 are not graded" in frame.loc["readability", "note"]


def test_by_article_and_by_story() -> None:
    articles = outlet("A", [1, 2])
    assert compared(articles, by="article")["group"].tolist() == ["A-0", "A-1"]
    assert compared(articles, by="story")["group"].tolist() == ["story-0", "story-1"]


@pytest.mark.parametrize(
    ("arguments", "message"), [({"by": "author"}, "by must be"), ({"confidence": 95}, "confidence")]
)
def test_wrong_arguments_are_said(arguments: dict[str, object], message: str) -> None:
    with pytest.raises(StancekitError, match=message):
        compared(outlet("A", [1]), **arguments)


def test_side_by_side_has_a_column_for_each_outlet_and_stays_numeric(
    sample_scored: Scored,
) -> None:
    table = stancekit.side_by_side(stancekit.compare(sample_scored))
    assert list(table.columns) == [article.outlet for article in stancekit.load_sample()]
    assert all(dtype.kind == "f" for dtype in table.dtypes)
    assert table.index.names == ["lens", "actor", "voice", "unit"]
    assert list(dict.fromkeys(table.index.get_level_values("lens"))) == [
        lens.name for lens in DEFAULT_LENSES
    ]


def test_the_sample_has_what_its_readers_see(sample_scored: Scored) -> None:
    table = stancekit.side_by_side(stancekit.compare(sample_scored)).droplevel("unit")
    own_loaded = table.loc["loaded", "", "outlet"]
    asides = table.loc["asides", "", "outlet"]
    assert asides.idxmax() == "The Free Keel"
    assert asides["Pan-Coastal Press"] == asides["Tideway Public Broadcasting"] == 0
    assert own_loaded["Pan-Coastal Press"] == 0
    assert own_loaded[["The Daily Gull", "The Free Keel", "Kessim State Gazette"]].min() > 10


def test_nothing_is_changed_by_comparing(sample_scored: Scored) -> None:
    scores, evidence = sample_scored.scores.copy(), sample_scored.evidence.copy()
    stancekit.side_by_side(stancekit.compare(sample_scored))
    pd.testing.assert_frame_equal(scores, sample_scored.scores)
    pd.testing.assert_frame_equal(evidence, sample_scored.evidence)
