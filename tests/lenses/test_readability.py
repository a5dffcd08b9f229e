import math
import os
import statistics
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import stancekit
from stancekit import Article, read, readability_indices
from stancekit.lenses.indices import GRADE, INDICES, consensus
from stancekit.lenses.readability import (
    FEWEST_WORDS,
    READABILITY,
    offline_textstat,
    plain_body,
)

WORDS = st.sampled_from(
    "the a repression government said it won't U.S. well-known state—owned 1.2 million café O'Brien"
    " unintelligibility ministers’ “so” Mr. Orland, (and) – who? then! sank. it’s x o’clock"
    " I’m O’Clock Brien’s hmm shh 1,000,000 rock’n’roll naïveté Reluctant reluctant".split()
)


def assert_textstats(article: Article) -> None:
    reading = read(article)
    body, textstat = plain_body(reading), offline_textstat()
    indices = readability_indices(reading)
    assert list(indices) == list(INDICES)
    for name, value in indices.items():
        assert value == pytest.approx(getattr(textstat, name)(body), abs=1e-9), name


@pytest.mark.parametrize("article", stancekit.load_sample(), ids=lambda article: article.id)
def test_the_indices_are_textstats(article: Article) -> None:
    assert_textstats(article)


@given(st.lists(WORDS, min_size=150, max_size=300).map(" ".join))
def test_the_indices_are_textstats_on_any_words(text: str) -> None:
    assert_textstats(Article("a", "Daily", "The " + text + " the of and to in it was."))


@pytest.mark.parametrize("length", [2, 3, 4, 10, 33, 98, 99, 100, 101, 250])
@pytest.mark.parametrize("word", ["sank", "repression"])
def test_the_first_hundred_words_are_textstats(length: int, word: str) -> None:
    sentence = " ".join((["the", word] * length)[:length]) + ". "
    assert_textstats(
        Article("a", "Daily", "The end of it was near. " + sentence.capitalize() * 120)
    )


def test_the_consensus_is_the_median_of_the_grades() -> None:
    grades = [name for name, index in INDICES.items() if index.unit == GRADE]
    assert len(grades) == 6 and "spache_readability" not in grades
    indices = readability_indices(read(stancekit.load_sample()[0]))
    assert consensus(indices) == statistics.median(indices[name] for name in grades)
    assert consensus({**indices, "lix": float("nan")}) == consensus(indices)
    assert math.isnan(consensus({**indices, "smog_index": float("nan")}))


@pytest.mark.parametrize("name", INDICES)
def test_each_index_stands_on_the_page(name: str) -> None:
    page = (Path(__file__).parents[2] / "docs" / "lenses" / "readability.md").read_text("utf-8")
    index = INDICES[name]
    row = f"| `{name}` | {index.made_of} | {index.unit} | {index.higher} | {index.source} |"
    assert row in page.splitlines()


def test_the_score_is_textstats_grade(sample_scored: stancekit.Scored) -> None:
    rows = sample_scored.scores.query("lens == 'readability'").set_index("article")
    for article in stancekit.load_sample():
        grade = offline_textstat().flesch_kincaid_grade(plain_body(read(article)))
        assert rows.loc[article.id, "value"] == pytest.approx(grade, abs=1e-9)


def test_a_headline_never_joins_the_first_sentence() -> None:
    article = Article("a", "Daily", "Nine dead in strait\nThe ship sank at dawn.")
    assert plain_body(read(article)) == "The ship sank at dawn."


def test_a_short_body_is_not_graded() -> None:
    article = Article("a", "Daily", "The ship sank. " * (FEWEST_WORDS // 3))
    assert all(math.isnan(value) for value in readability_indices(read(article)).values())
    scored = stancekit.score([article], lenses=[READABILITY])
    assert math.isnan(scored.scores["value"].iloc[0])
    assert scored.evidence["rule"].tolist() == ["too_short"]


_OFFLINE = """
import socket

def refuse(*args, **kwargs):
    raise AssertionError("the network was asked")

socket.socket.connect = socket.create_connection = socket.getaddrinfo = refuse
import nltk
nltk.data.path.clear()
import stancekit
scored = stancekit.score(stancekit.load_sample(), "sample", jobs=1)
assert scored.scores.query("lens == 'readability'").value.notna().all()
print(sorted(stancekit.readability_indices(stancekit.read(stancekit.load_sample()[0]))))
"""


def test_no_network_no_home_and_no_nltk_data(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    home.chmod(0o500)
    environment = {
        **{key: value for key, value in os.environ.items() if key != "NLTK_DATA"},
        "HOME": str(home),
        "NLTK_DATA": str(tmp_path / "none"),
    }
    run = subprocess.run(
        [sys.executable, "-W", "error::UserWarning", "-c", _OFFLINE],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    assert run.stdout.strip() == str(sorted(INDICES))
    assert not list(home.iterdir())
