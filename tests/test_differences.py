"""How outlets differ: intervals, tests, pairing, coverage and profiles."""

from __future__ import annotations

import runpy
from itertools import product
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from scipy import stats

import stancekit
from stancekit import Article, Scored, StancekitError, differences
from stancekit.coverage import COVERAGE_COLUMNS
from stancekit.differences import DIFFERENCE_COLUMNS
from stancekit.resampling import (
    Bounds,
    Sample,
    cliffs_delta,
    combined_interval,
    difference_interval,
    holm,
    multinomial_draws,
    permutation_p,
    ratio_interval,
    student,
)
from stancekit.scoring import EVIDENCE_COLUMNS, SCORE_COLUMNS

SIMULATION = runpy.run_path(
    str(Path(__file__).parents[1] / "benchmarks" / "intervals.py"), run_name="intervals"
)
UNIT = "ships per 1,000 words"


def scored_of(outlets: dict[str, list[float]], *, stories: bool = False) -> Scored:
    """Scores of articles of 1,000 words with these rates."""
    rows = [
        (f"{outlet}{i}", outlet, f"s{i}" if stories else None, "ships", None, "outlet",
         rate, UNIT, "more ships", int(rate), 1000)
        for outlet, rates in outlets.items()
        for i, rate in enumerate(rates)
    ]  # fmt: skip
    return Scored(
        pd.DataFrame(rows, columns=list(SCORE_COLUMNS)),
        pd.DataFrame(columns=list(EVIDENCE_COLUMNS)),
    )


def sample(*values: float) -> Sample:
    return Sample(np.array(values, dtype=float), np.ones(len(values)))


# What the frame says


def test_each_pair_has_a_row_and_the_frame_its_columns() -> None:
    frame = differences(scored_of({"A": [1] * 5, "B": [2] * 5, "C": [4] * 5}))
    assert tuple(frame.columns) == DIFFERENCE_COLUMNS
    pairs = list(zip(frame["group"], frame["base"], frame["difference"], strict=True))
    assert pairs == [("A", "B", -1.0), ("A", "C", -3.0), ("B", "C", -2.0)]


def test_with_a_base_the_others_are_compared_with_it() -> None:
    frame = differences(scored_of({"A": [1] * 5, "B": [2] * 5, "C": [4] * 5}), base="B")
    assert list(frame["group"]) == ["A", "C"]
    assert set(frame["base"]) == {"B"}


def test_what_is_plainly_apart_is_found_and_what_is_not_is_not() -> None:
    high, low = [9, 10, 11, 12, 10, 9, 11, 10], [1, 2, 1, 2, 3, 2, 1, 2]
    row = differences(scored_of({"A": high, "B": low})).iloc[0]
    assert row["low"] > 0 and row["p"] < 0.001 and row["cliffs_delta"] == 1.0
    row = differences(scored_of({"A": low, "B": low[::-1]})).iloc[0]
    assert row["low"] <= 0 <= row["high"] and row["p"] == 1.0 and row["cliffs_delta"] == 0.0


def test_articles_on_the_same_stories_are_paired() -> None:
    levels = [1.0, 5, 9, 13, 17, 21, 3, 7, 11, 15]  # the stories differ more than the outlets
    outlets = {"A": [level + 1 for level in levels], "B": levels}
    apart, paired = (differences(scored_of(outlets, stories=told)).iloc[0] for told in (0, 1))
    assert (apart["resampled"], paired["resampled"]) == ("articles", "stories")
    assert paired["low"] > 0 > apart["low"]


def test_stories_that_only_one_tells_are_left_out_and_said() -> None:
    frame = scored_of({"A": [1] * 10 + [900], "B": [1] * 10}, stories=True)
    row = differences(frame).iloc[0]
    assert row["difference"] == 0
    assert row["note"] == "left out, since not on a shared story: 1"


def test_five_stories_are_paired_and_can_be_told_apart() -> None:
    row = differences(scored_of({"A": [9, 8, 9, 8, 9], "B": [1, 2, 1, 2, 1]}, stories=True)).iloc[0]
    assert row["resampled"] == "stories" and row["low"] > 0
    assert row["p"] == pytest.approx(2 / 252, abs=0.004)  # swaps could give no less than 0.06


def test_few_shared_stories_are_not_all_that_is_compared() -> None:
    frame = scored_of({"A": [1, 2] * 20, "B": [5, 6] * 5}, stories=True)
    row = differences(frame).iloc[0]
    assert (row["resampled"], row["n"], row["base_n"]) == ("articles", 40, 10)


def test_where_nothing_was_found_the_difference_still_has_a_width() -> None:
    row = differences(scored_of({"A": [0] * 6, "B": [0] * 6})).iloc[0]
    assert row["low"] < 0 < row["high"]


def test_weights_below_zero_make_no_interval_for_a_rate() -> None:
    def find(reading: stancekit.Reading) -> list[stancekit.Evidence]:
        return [stancekit.Evidence(0, 3, "x", weight=-1.0)]

    lens = stancekit.Lens("minus", find, "minuses", "fewer")
    text = "The boat of the port was at sea with its crew. " * 20
    scored = stancekit.score([Article(o, o, text) for o in "AB"], lenses=[lens])
    row = stancekit.compare(scored).iloc[0]
    assert np.isnan(row["low"]) and row["note"] == "weights of 0 or below: no interval for a rate"


def test_few_articles_give_an_interval_and_no_test(sample_scored: Scored) -> None:
    frame = differences(sample_scored, base="Pan-Coastal Press")
    assert frame["p"].isna().all() and frame["p_holm"].isna().all()
    loaded = frame[(frame["lens"] == "loaded") & (frame["voice"] == "outlet")]
    assert loaded["low"].notna().all()
    assert (loaded["note"] == "fewer than 5 articles to measure on one side: no test").all()


def test_the_same_call_gives_the_same_frame() -> None:
    scored = scored_of({"A": [1, 2, 3, 4, 9], "B": [2, 3, 3, 5, 5]})
    pd.testing.assert_frame_equal(differences(scored), differences(scored))


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"base": "Z"}, "base 'Z' is not there; known: A, B"),
        ({"by": "day"}, "by must be 'outlet', 'article' or 'story', not 'day'"),
        ({"confidence": 2}, "confidence must lie between 0 and 1"),
    ],
)
def test_wrong_arguments_are_said(arguments: dict[str, object], message: str) -> None:
    with pytest.raises(StancekitError, match=message):
        differences(scored_of({"A": [1], "B": [2]}), **arguments)  # type: ignore[arg-type]


# What the numbers are made of


def test_the_bootstrap_is_scipys_on_the_same_resamples() -> None:
    values = np.array([1.0, 2, 2, 3, 5, 8, 9, 4, 4, 6, 7, 1])
    ours = ratio_interval(values, np.ones(12), 0.95, 0)
    drawn = multinomial_draws(12, 0) @ values / 12
    tail = stats.norm.cdf(-stats.t.ppf(0.975, 11) * np.sqrt(12 / 11))  # Hesterberg's expansion
    result = stats.bootstrap(
        (values,), np.mean, method="percentile", n_resamples=9,
        confidence_level=1 - 2 * tail, rng=0,
    )  # fmt: skip
    result.bootstrap_distribution = drawn
    theirs = stats.bootstrap(
        (values,), np.mean, method="percentile", n_resamples=0,
        confidence_level=1 - 2 * tail, bootstrap_result=result,
    )  # fmt: skip
    assert ours == pytest.approx(tuple(theirs.confidence_interval), rel=0.01)


def test_few_articles_have_students_interval() -> None:
    values = np.array([1.0, 2, 4, 5, 9])
    theirs = stats.t.interval(0.95, 4, values.mean(), stats.sem(values))
    assert ratio_interval(values, np.ones(5), 0.95, 0) == pytest.approx(theirs, rel=0.04)


@pytest.mark.parametrize("freedom", [4, 6, 10, 30])
def test_students_quantile_is_scipys(freedom: int) -> None:
    assert student(0.95, freedom) == pytest.approx(stats.t.ppf(0.975, freedom), rel=0.01)


def test_the_permutation_test_is_the_exact_one() -> None:
    one, other = sample(4, 6, 7, 9, 9), sample(1, 2, 4, 5, 7)
    exact = stats.permutation_test(
        (one.totals, other.totals), lambda x, y: x.mean() - y.mean(), n_resamples=np.inf
    ).pvalue
    assert permutation_p(one, other, 0, paired=False) == pytest.approx(exact, abs=0.012)


def test_the_paired_test_swaps_within_stories() -> None:
    one, other = sample(2, 4, 6, 8, 11, 12), sample(1, 3, 5, 7, 9, 13)
    gaps = one.totals - other.totals
    sums = [abs(np.dot(signs, gaps)) for signs in product((-1, 1), repeat=6)]
    exact = np.mean(np.array(sums) >= abs(gaps.sum()) - 1e-9)
    assert permutation_p(one, other, 0, paired=True) == pytest.approx(exact, abs=0.02)


def test_holm_by_hand() -> None:
    corrected = holm(np.array([0.01, np.nan, 0.04, 0.03]))
    assert corrected.tolist()[::2] == pytest.approx([0.03, 0.06])
    assert corrected[3] == pytest.approx(0.06) and np.isnan(corrected[1])


def test_cliffs_delta_by_hand() -> None:
    assert cliffs_delta(np.array([1.0, 3]), np.array([2.0, 2])) == 0.0
    assert cliffs_delta(np.array([3.0, 3]), np.array([2.0, 3])) == 0.5


def test_two_intervals_make_that_of_the_difference() -> None:
    low, high = combined_interval(5, Bounds(2, 9), 1, Bounds(0, 4))
    assert (low, high) == pytest.approx((4 - np.hypot(3, 3), 4 + np.hypot(4, 1)))


def test_a_difference_that_does_not_vary_has_its_own_bounds() -> None:
    one, other = sample(2, 2, 2, 2, 2), sample(1, 1, 1, 1, 1)
    assert difference_interval(one, other, 0.95, 0, paired=False) == Bounds(1.0, 1.0)


@pytest.mark.parametrize("stories", [False, True])
def test_intervals_hold_what_they_promise(stories: bool) -> None:
    """A small version of benchmarks/intervals.py, with what 120 runs can show."""
    frame = SIMULATION["run"](120, 10, stories=stories)
    assert frame["holds zero"].mean() > 0.9
    assert frame["Holm rejects any"].mean() < 0.1


# Coverage and profile


def test_coverage_says_what_each_leaves_out(sample_scored: Scored) -> None:
    table = stancekit.coverage(sample_scored)
    assert tuple(table.columns) == COVERAGE_COLUMNS
    left_out = table[table["n"] == 0]
    assert (left_out["share"] == 0).all() and (left_out["others"] > 0).all()
    rows = left_out.set_index(["name", "outlet"])
    assert rows.loc[("Hanna Brill", "The Ostrel Courier"), "others"] == 4
    actors = table[(table["kind"] == "actor") & (table["outlet"] == "The Daily Gull")]
    assert actors["share"].sum() == pytest.approx(1)
    assert sorted(actors["order"].dropna()) == list(range(1, int(actors["order"].max()) + 1))


def test_coverage_needs_two_outlets_on_a_story() -> None:
    articles = [Article("1", "A", "Tal left.", story="x"), Article("2", "B", "Tal.", story="y")]
    assert stancekit.coverage(stancekit.score(articles, ["Tal"])).empty


def test_a_profile_tells_its_differences_with_words_and_intervals(sample_scored: Scored) -> None:
    text = stancekit.profile(sample_scored, "The Daily Gull")
    assert "1. loaded, own voice: " in text and "95 % interval" in text
    assert text.count("The difference is") == 5
    assert "it does not hold zero; not tested" in text and "it holds zero; not tested" in text
    assert text.count("(The Daily Gull)") >= 2


def test_a_profile_of_nobody_is_an_error(sample_scored: Scored) -> None:
    with pytest.raises(StancekitError, match="outlet 'Gull' is not there; known: Pan-Coastal"):
        stancekit.profile(sample_scored, "Gull")
    alone = stancekit.score([Article("1", "A", "Tal left.")])
    with pytest.raises(StancekitError, match="outlet 'A' is the only one"):
        stancekit.profile(alone, "A")
