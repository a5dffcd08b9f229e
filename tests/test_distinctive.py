import math
import re
from collections import Counter
from itertools import pairwise

import pandas as pd
import pytest

import stancekit
from stancekit import Article, StancekitError, StancekitWarning
from stancekit.distinctive import DISTINCTIVE_COLUMNS, distinctive_words

ONE = "the port is open and the port is calm and the boats are here"
TWO = "the port was shut but a storm was near but no boats were lost"
THREE = "a storm is near the boats and the storm is grim"


def article(id_: str, outlet: str, text: str, story: str | None = None) -> Article:
    """An article with a headline that adds no words."""
    return Article(id_, outlet, f"17\n{text}.", story=story)


def terms(table: pd.DataFrame, kind: str, group: str = "A") -> set[str]:
    return set(table[(table["kind"] == kind) & (table["group"] == group)]["term"])


def only(text: str, **options: object) -> pd.DataFrame:
    """What sets a text apart from a few words that share nothing with it."""
    return distinctive_words([article("a", "A", text), article("b", "B", "xyz met Zed")], **options)


def expected(own: Counter, others: Counter, prior: float) -> dict[str, tuple[float, float]]:
    """Monroe, Colaresi and Quinn's equations, written out."""
    n_i, n_j = sum(own.values()), sum(others.values())
    found = {}
    for word in own:
        y_i, y_j = own[word], others[word]
        a_w = prior * (y_i + y_j) / (n_i + n_j)
        delta = math.log((y_i + a_w) / (n_i + prior - y_i - a_w))
        delta -= math.log((y_j + a_w) / (n_j + prior - y_j - a_w))
        z = delta / math.sqrt(1 / (y_i + a_w) + 1 / (y_j + a_w))
        if z > 1e-12:
            found[word] = (delta, z)
    return found


@pytest.mark.parametrize("prior", [500, 20.5])
@pytest.mark.parametrize("kind", ["word", "pair"])
def test_the_log_odds_are_those_of_the_formula(kind: str, prior: float) -> None:
    texts = {"A": ONE, "B": TWO, "C": THREE}
    table = distinctive_words(
        [article(name, name, text) for name, text in texts.items()], prior=prior
    )
    counts = {}
    for name, text in texts.items():
        words = text.split()
        pairs = [f"{one} {two}" for one, two in pairwise(words)]
        counts[name] = Counter(words if kind == "word" else pairs)
    for name in texts:
        others = sum((counts[other] for other in texts if other != name), Counter())
        wanted = expected(counts[name], others, prior)
        rows = table[(table["group"] == name) & (table["kind"] == kind)].set_index("term")
        assert set(rows.index) == set(wanted)
        for term, (log_odds, z) in wanted.items():
            row = rows.loc[term]
            assert row["log_odds"] == pytest.approx(log_odds, abs=1e-9)
            assert row["z"] == pytest.approx(z, abs=1e-9)
            assert (row["count"], row["others"]) == (counts[name][term], others[term])
            assert row["per_1000"] == pytest.approx(
                1000 * counts[name][term] / counts[name].total()
            )
            assert row["others_per_1000"] == pytest.approx(1000 * others[term] / others.total())


def test_rows_are_in_order_and_top_keeps_the_first() -> None:
    texts = [article("c", "C", THREE), article("a", "A", ONE), article("b", "B", TWO)]
    table = distinctive_words(texts)
    assert tuple(table.columns) == DISTINCTIVE_COLUMNS
    assert list(dict.fromkeys(table["group"])) == ["C", "A", "B"]
    for _, rows in table.groupby("group"):
        assert list(dict.fromkeys(rows["kind"])) == ["word", "pair"]
    for _, rows in table.groupby(["group", "kind"]):
        assert rows["z"].is_monotonic_decreasing and (rows["z"] > 0).all()
    kept = distinctive_words(texts, top=2)
    first = table.groupby(["group", "kind"], sort=False).head(2).reset_index(drop=True)
    pd.testing.assert_frame_equal(kept, first)


def test_pairs_can_be_left_out() -> None:
    assert set(only(ONE, pairs=False)["kind"]) == {"word"}


def test_only_what_is_used_more_has_a_row() -> None:
    table = distinctive_words([article("a", "A", "no no yes"), article("b", "B", "no yes yes")])
    words = table[table["kind"] == "word"]
    assert words[["group", "term"]].values.tolist() == [["A", "no"], ["B", "yes"]]
    same = distinctive_words([article("a", "A", ONE), article("b", "B", ONE)])
    assert same.empty


def test_articles_that_have_a_term_are_counted() -> None:
    texts = ["grim grim grim", "grim and calm", "so calm"]
    articles = [article(str(i), "A", text) for i, text in enumerate(texts)]
    table = distinctive_words([*articles, article("b", "B", "xyz")]).set_index("term")
    assert table.loc["grim", ["count", "n_articles"]].tolist() == [4, 2]
    assert table.loc["so", ["count", "n_articles"]].tolist() == [1, 1]


def test_groups_by_article_and_by_story() -> None:
    texts = [
        article("1", "A", "a grim day", "storm"),
        article("2", "A", "a calm day", "port"),
        article("3", "A", "a dull day"),
    ]
    by_article = distinctive_words(texts, by="article", pairs=False)
    assert by_article[["group", "term"]].values.tolist() == [
        ["1", "grim"],
        ["2", "calm"],
        ["3", "dull"],
    ]
    assert list(distinctive_words(texts, by="story", pairs=False)["group"]) == [
        "storm",
        "port",
        "(none)",
    ]


def test_names_stand_apart_from_words_and_in_no_pair() -> None:
    table = only("Then Orsolo spoke. Orsolo left the old port. Ships from Selm followed him")
    assert terms(table, "name") == {"Orsolo", "Selm"}
    assert terms(table, "word") == set(
        "then spoke left the old port ships from followed him".split()
    )
    assert terms(table, "pair") == {"left the", "the old", "old port", "ships from", "followed him"}


def test_a_word_that_is_mostly_small_is_no_name() -> None:
    table = only("The harbour is shut. In the harbour, the Harbour Union met. I say so, as I must")
    assert {"harbour", "i"} <= terms(table, "word")
    assert terms(table, "name") == {"Union"}


def test_shouts_and_titles_make_no_names() -> None:
    table = distinctive_words(
        [
            Article("a", "A", "Furious Chief Slams Port\nHe REFUSED to go. WE SHALL SEE IT ALL."),
            article("b", "B", "xyz"),
        ]
    )
    assert terms(table, "name") == set()
    assert {"refused", "slams", "we", "it"} <= terms(table, "word")


def test_an_acronym_is_no_small_word() -> None:
    table = only("They came to us with US ships and left us")
    assert terms(table, "name") == {"US"}
    row = table[(table["kind"] == "word") & (table["term"] == "us")]
    assert row["count"].item() == 2


def test_mentions_of_actors_are_names() -> None:
    actors = [stancekit.Actor("Labour", aliases=("the left",))]
    text = "Labour won. Hard labour and more labour won it for the left"
    assert "labour" in terms(only(text), "word") and terms(only(text), "name") == set()
    told = only(text, actors=actors)
    assert terms(told, "name") == {"Labour"}
    words = told[told["kind"] == "word"].set_index("term")["count"]
    assert words["labour"] == 2 and words["left"] == 1


def test_numbers_are_left_out() -> None:
    table = only("some 40 ships and 3.5 tons on the 19th day with four men")
    assert not any(re.search(r"\d", term) for term in table["term"])
    assert "four" in terms(table, "word")
    assert not {"some ships", "and tons"} & terms(table, "pair")


def test_two_spellings_are_one_word_in_the_more_frequent_form() -> None:
    table = distinctive_words(
        [
            article("a", "A", "the defence of honour, the defense, the defence"),
            article("b", "B", "honor is dull"),
        ]
    )
    words = table[table["group"] == "A"].set_index("term")
    assert words.loc["defence", "count"] == 3 and "defense" not in words.index
    assert words.loc["the defence", "count"] == 3
    assert not {"honor", "honour"} & set(words.index)  # as often in B, where fewer words are


@pytest.mark.parametrize(
    ("voice", "words", "absent"),
    [
        ("outlet", {"grim", "plan"}, {"calm"}),
        ("attributed", {"calm"}, {"grim", "plan"}),
        ("all", {"grim", "plan", "calm"}, set()),
    ],
)
def test_each_voice_is_counted_for_itself(voice: str, words: set[str], absent: set[str]) -> None:
    text = "The “grim” plan failed. “We all are calm about it,” said Ana Tal"
    others = "They came. “Nobody was there at night,” said Ana Tal"
    found = distinctive_words([article("a", "A", text), article("b", "B", others)], voice=voice)
    assert words <= terms(found, "word")
    assert not absent & terms(found, "word")


@pytest.mark.parametrize("voice", ["outlet", "attributed", "all"])
def test_no_pair_crosses_a_mark_or_an_edge(voice: str) -> None:
    text = (
        "all went well, they left—some stayed (for now); then: night fell. Dawn broke and the"
        " “wild” boys ran. According to critics, it was dull. He said that “nobody ever knew it”"
        " and went. He said they were far too late. The crew's ship"
    )
    crossing = {
        "well they", "left some", "stayed for", "now then", "then night", "fell dawn", "the wild",
        "wild boys", "that nobody", "it and", "late the", "crew ship",
    }  # fmt: skip
    assert not crossing & terms(only(text, voice=voice), "pair")


def test_a_pair_of_all_voices_stands_in_one() -> None:
    text = "He said they were far too late"
    reading = stancekit.read(article("a", "A", text))
    edge = reading.article.text.index("they")
    assert [reading.voice(edge - 2), reading.voice(edge)] == ["outlet", "attributed"]
    pairs = terms(only(text, voice="all"), "pair")
    assert "far too" in pairs and "said they" not in pairs


def test_a_hyphen_holds_a_pair_together() -> None:
    table = only("a far-right club and a far right turn")
    assert table.set_index("term").loc["far right", "count"] == 2


def test_only_headline_and_body_are_counted() -> None:
    text = "A grim day at sea\nThe port is shut today.\nREAD MORE: Inside the ghost ship\n"
    table = distinctive_words([Article("a", "A", text), article("b", "B", "xyz")])
    assert {"grim", "shut"} <= terms(table, "word") and "ghost" not in terms(table, "word")


def test_no_articles_give_no_rows() -> None:
    table = distinctive_words([])
    assert table.empty and tuple(table.columns) == DISTINCTIVE_COLUMNS
    assert table["count"].dtype == "int64" and table["z"].dtype == "float64"


def test_a_group_without_words_in_the_voice_has_no_rows() -> None:
    assert distinctive_words(
        [article("a", "A", ONE), article("b", "B", TWO)], voice="attributed"
    ).empty
    assert distinctive_words([article("a", "A", ONE), Article("b", "B", "")]).empty


def test_other_languages_are_left_out_with_a_warning() -> None:
    text = "\n".join(
        ["Der Hafen ist geschlossen und die Schiffe liegen fest, weil der Sturm nicht aufhört."]
        * 20
    )
    foreign = Article("f", "F", text)
    with pytest.warns(StancekitWarning, match="not English, so not scored: f"):
        table = distinctive_words([article("a", "A", ONE), foreign, article("b", "B", TWO)])
    assert set(table["group"]) == {"A", "B"}
    with (
        pytest.warns(StancekitWarning),
        pytest.raises(StancekitError, match="by 'outlet' there is only 'A'"),
    ):
        distinctive_words([article("a", "A", ONE), foreign])


def test_what_is_wrong_is_said(sample_scored: stancekit.Scored) -> None:
    one, two = article("a", "A", ONE), article("b", "B", TWO)
    with pytest.raises(StancekitError, match="a Scored holds none; give the articles"):
        distinctive_words(sample_scored)  # type: ignore[arg-type]
    with pytest.raises(StancekitError, match="takes articles, not str"):
        distinctive_words(["text"])  # type: ignore[list-item]
    with pytest.raises(StancekitError, match="by 'outlet' there is only 'A'; give articles of two"):
        distinctive_words(one)  # type: ignore[arg-type]
    with pytest.raises(StancekitError, match="2 articles have the id 'a'"):
        distinctive_words([one, one])
    for options, message in (
        ({"by": "day"}, "by must be 'outlet', 'article' or 'story', not 'day'"),
        ({"voice": "scare"}, "unknown voice 'scare'; known: outlet, attributed, all"),
        ({"top": 0}, "top must be a number of rows"),
        ({"prior": 0}, "prior must be a number of words above 0"),
        ({"prior": math.inf}, "prior must be"),
    ):
        with pytest.raises(StancekitError, match=message):
            distinctive_words([one, two], **options)  # type: ignore[arg-type]
