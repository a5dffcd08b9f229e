"""Figures on labelled sets and real articles, where they are at hand."""

import json
import runpy
from pathlib import Path

import pytest

import stancekit

ROOT = Path(__file__).parents[1]
REAL = (
    "Russia,Israel,Iran,United States,Ukraine,Syria,Vladimir Putin (person),Hamas,Hezbollah,"
    "Benjamin Netanyahu (person),Joe Biden (person),Donald Trump (person),Kamala Harris (person),"
    "Masoud Pezeshkian (person),Zvi Magen (person)"
)
BENCHMARK = runpy.run_path(str(Path(__file__).parents[1] / "benchmarks" / "accuracy.py"))


@pytest.fixture(scope="session")
def articles(real_articles: Path) -> list[stancekit.Article]:
    return stancekit.load_articles(real_articles / "articles.csv")


@pytest.fixture(scope="session")
def expected(real_articles: Path) -> dict[str, dict[str, list[dict[str, object]]]]:
    loaded: dict[str, dict[str, list[dict[str, object]]]] = json.loads(
        (real_articles / "expected.json").read_text("utf-8")
    )
    return loaded


def test_sentence_ends(labelled: Path) -> None:
    rows = BENCHMARK["read_rows"](labelled / "gum" / "dev.jsonl")
    assert BENCHMARK["sentence_ends"](rows).f1 >= 0.95


def test_attributed_words_and_speakers(labelled: Path) -> None:
    total = BENCHMARK["Attribution"]()
    for row in BENCHMARK["read_rows"](labelled / "polnear" / "dev.jsonl"):
        total = total.plus(BENCHMARK["attribution"](row))
    assert BENCHMARK["Agreement"].of(total.both, total.ours, total.theirs).f1 >= 0.76
    assert total.right_speakers / total.contents >= 0.78


def test_every_line_is_what_it_is(
    articles: list[stancekit.Article],
    expected: dict[str, dict[str, list[dict[str, object]]]],
) -> None:
    for article in articles:
        ours = [tuple(segment) for segment in stancekit.read(article).segments]
        theirs = [(s["kind"], s["start"], s["end"]) for s in expected[article.id]["segments"]]
        assert ours == theirs


def test_one_column_an_outlet_and_the_outlets_own_asides(
    articles: list[stancekit.Article],
    expected: dict[str, dict[str, list[dict[str, object]]]],
) -> None:
    actors = "Russia,Israel,Iran,Putin,Netanyahu,United States"
    scored = stancekit.score(articles, actors)
    table = stancekit.side_by_side(stancekit.compare(scored)).droplevel("unit")
    assert list(table.columns) == [article.outlet for article in articles]
    asides = scored.evidence[scored.evidence["lens"] == "asides"]
    none = {article.id for article in articles if expected[article.id].get("asides_none")}
    assert none.isdisjoint(asides["article"])
    assert table.loc["loaded", "", "outlet"].idxmax() == "Fox News (opinion)"


def test_what_a_careful_reader_marks_is_found(
    articles: list[stancekit.Article],
    expected: dict[str, dict[str, list[dict[str, object]]]],
) -> None:
    evidence = stancekit.score(articles).evidence
    for article in articles:
        for lens in ("loaded", "asides"):
            found = evidence[(evidence["lens"] == lens) & (evidence["article"] == article.id)]
            missed = [
                words["words"]
                for words in expected[article.id][lens]
                if not any((found["start"] < words["end"]) & (found["end"] > words["start"]))
            ]
            assert missed == [], (article.id, lens)
            if article.id == "al_jazeera":
                assert len(found) <= (4 if lens == "loaded" else 0)


def test_the_voice_of_loaded_words(
    articles: list[stancekit.Article],
    expected: dict[str, dict[str, list[dict[str, object]]]],
) -> None:
    for article in articles:
        reading = stancekit.read(article)
        for words in expected[article.id]["loaded"]:
            assert reading.voice(int(str(words["start"]))) == words["voice"], words


def test_who_says_what(
    articles: list[stancekit.Article],
    expected: dict[str, dict[str, list[dict[str, object]]]],
) -> None:
    for article in articles:
        reading = stancekit.read(article)
        loaded = [words for words in expected[article.id]["loaded"] if words["speaker"]]
        for words in [*expected[article.id]["attributions"], *loaded]:
            quote = reading.quote(int(str(words["start"])))
            assert quote is not None and quote.speaker is not None, words
            named = quote.speaker_name or article.text[slice(*quote.speaker)]
            assert str(words["speaker"]) in named, words


def test_stance_on_held_out_sentences(labelled: Path) -> None:
    rows = [
        row
        for part in ("dev_rw", "dev_mt")
        for row in BENCHMARK["read_rows"](labelled / "newsmtsc" / f"{part}.jsonl")
    ]
    found = [
        stancekit.stance_toward(row["sentence"], row["start"], row["end"]).label for row in rows
    ]
    assert BENCHMARK["macro_f1"]([row["polarity"] for row in rows], found) >= 0.68


def test_pronouns_and_descriptions_go_to_the_right_actor() -> None:
    cases = ROOT / "tests" / "cases" / "mentions.json"
    folders = {"sample": ROOT / "stancekit" / "sample", "shared": ROOT.parent / "shared/articles"}
    right = wrong = missed = 0
    for case in json.loads(cases.read_text("utf-8")):
        path = folders[case["source"]] / f"{case['article']}.txt"
        if not path.is_file():
            continue
        actors = list(stancekit.load_actors("sample" if case["source"] == "sample" else REAL))
        named = {actor.name for actor in actors}
        meant = {actor for _, _, actor, _ in case["mentions"] if actor} - named
        actors += [stancekit.Actor(name, kind="person") for name in sorted(meant)]
        reading = stancekit.read(stancekit.Article("a", "D", path.read_text("utf-8")), actors)
        for start, end, actor, _ in case["mentions"]:
            found = [
                m.actor for m in reading.mentions if m.acting and m.start < end > start < m.end
            ]
            guess = found[-1] if found else None
            right += guess == actor
            wrong += guess is not None and guess != actor
            missed += guess is None and actor is not None
    assert right >= 0.8 * (right + wrong + missed)
    assert wrong < missed
