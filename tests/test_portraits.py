import pytest

import stancekit
from stancekit import Actor, Article, StancekitError
from stancekit.portraits import PORTRAIT_COLUMNS

TAL = Actor("Ana Tal", kind="person", pronouns=("she", "her"))
TEXT = (
    "The port of Selm\nAna Tal, a corrupt mayor, attacked the union. She was praised at dawn."
    " “We stay,” said Tal. Benn met Tal."
)


def test_a_portrait_holds_what_the_article_says() -> None:
    scored = stancekit.score([Article("a", "Daily", TEXT)], [TAL, Actor("Benn")])
    table = stancekit.portraits(scored)
    assert tuple(table.columns) == PORTRAIT_COLUMNS
    rows = table.set_index("actor")
    tal = rows.loc["Ana Tal"]
    assert (tal["mentions"], rows.loc["Benn", "mentions"]) == (4, 1)
    assert tal["attention"] == 4 / 5
    assert (tal["acts"], tal["acted_upon"], tal["passive_without_agent"]) == (2, 1, 1)
    assert tal["labels"] == "corrupt mayor"
    assert (tal["quoted_words"], tal["verbs"]) == (2, "said")


def test_portraits_agree_with_the_comparison(sample_scored: stancekit.Scored) -> None:
    framing = stancekit.compare(sample_scored).query("lens == 'framing' and voice == 'outlet'")
    values = framing.set_index(["group", "actor"])["value"]
    for row in stancekit.portraits(sample_scored).itertuples():
        value = values[row.group, row.actor]
        assert row.framing == value or (row.framing != row.framing and value != value)


def test_no_actor_gives_no_portrait() -> None:
    assert stancekit.portraits(stancekit.score(stancekit.load_sample())).empty


def test_what_is_missing_is_said(sample_scored: stancekit.Scored) -> None:
    with pytest.raises(StancekitError, match="unknown by 'day'"):
        stancekit.portraits(sample_scored, by="day")


def test_actors_are_discovered_in_the_articles() -> None:
    article = Article(
        "a",
        "Daily",
        "Iran sent Ms Ana Tal home. Tal left Tehran. The Harbour Union met Tal."
        " The Harbour Union waited.",
    )
    found = {actor.name: actor for actor in stancekit.discover_actors(article)}
    assert list(found) == ["Ana Tal", "Harbour Union", "Iran"]
    assert (found["Ana Tal"].kind, found["Ana Tal"].pronouns[0]) == ("person", "she")
    assert "Iranian" in found["Iran"].demonyms


def test_nobody_is_discovered_in_nothing() -> None:
    assert stancekit.discover_actors([]) == ()
    with pytest.raises(StancekitError, match="top must be a whole number above 0, not 0"):
        stancekit.discover_actors([], top=0)
