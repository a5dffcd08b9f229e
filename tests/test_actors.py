"""Sets of actors: bundled, by name, and from files of one's own."""

from __future__ import annotations

from pathlib import Path

import pytest

from stancekit import Actor, Article, StancekitError, discover_actors, load_actors, read, score

BUNDLED = ("states", "organisations")
ARTICLE = Article("a", "Gull", "Ana Tal met the board of Orland Steel on Monday.")


def write(path: Path, *lines: str) -> Path:
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


@pytest.mark.parametrize("name", [*BUNDLED, "sample"])
def test_a_bundled_set_loads_and_its_names_are_found(name: str) -> None:
    actors = load_actors(name)
    assert len({actor.name for actor in actors}) == len(actors) > 1
    for actor in actors:
        reading = read(Article("a", "Gull", f"They said {actor.name} agreed."), actors)
        assert [mention.actor for mention in reading.mentions] == [actor.name]


def test_the_bundled_sets_go_together() -> None:
    actors = [actor for name in BUNDLED for actor in load_actors(name)]
    assert read(ARTICLE, actors).mentions == ()


@pytest.mark.parametrize("name", BUNDLED)
def test_every_name_and_alias_brings_its_own_actor(name: str) -> None:
    for actor in load_actors(name):
        names = [actor.name, *actor.aliases]
        assert load_actors(names) == (actor,) * len(names)


def test_names_come_as_text_or_as_a_list_in_the_order_given() -> None:
    assert [actor.name for actor in load_actors(" US , Ana Tal,, Iran ")] == [
        "United States",
        "Ana Tal",
        "Iran",
    ]
    assert load_actors(["US", "Ana Tal", "Iran"]) == load_actors("US, Ana Tal, Iran")


def test_an_unknown_name_is_kept_as_written() -> None:
    assert load_actors("ana  Tal") == (Actor("ana  Tal"),)


def test_no_name_is_no_actor() -> None:
    assert load_actors("") == load_actors([]) == load_actors(" , ") == ()


def test_a_long_list_of_names_is_not_taken_for_a_path() -> None:
    names = [f"Ana Tal the {number}th" for number in range(60)]
    assert [actor.name for actor in load_actors(", ".join(names))] == names


@pytest.mark.parametrize("item", [1, Actor("Ana Tal")])
def test_a_list_of_anything_but_names_is_an_error_to_mend(item: object) -> None:
    with pytest.raises(StancekitError):
        load_actors([item])  # type: ignore[list-item]


def test_a_file_of_ones_own(tmp_path: Path) -> None:
    path = write(
        tmp_path / "mine.tsv",
        "name\tkind\taliases\tdemonyms\tseats\tpronouns",
        "Orland\tplace\tRepublic of Orland | RO\tOrlander|Orlanders\tSelm\tit|its",
        "",
        "Ana Tal",
    )
    assert load_actors(path) == load_actors(str(path))
    assert load_actors(path) == (
        Actor(
            "Orland",
            ("Republic of Orland", "RO"),
            "place",
            pronouns=("it", "its"),
            demonyms=("Orlander", "Orlanders"),
            seats=("Selm",),
        ),
        Actor("Ana Tal"),
    )


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        (["name\tkind", "Orland\tcountry"], r"mine\.tsv:2: unknown kind 'country'; known: person"),
        (["name", "Orland", "", "Orland"], r"mine\.tsv:4: 'Orland' stands in line 2"),
        (["name\talias", "Orland\tRO"], r"mine\.tsv:1: unknown column 'alias'.*mean 'aliases'"),
        (["name\tkind", "\tplace"], r"mine\.tsv:2: name is empty"),
        (["kind", "place"], r"mine\.tsv:1: column 'name' is missing"),
        (["name", "Orland\tplace"], r"mine\.tsv:2: 2 cells"),
        (["name"], r"mine\.tsv: no actor in it"),
        ([""], r"mine\.tsv:1: "),
    ],
)
def test_a_wrong_file_names_file_and_line(tmp_path: Path, lines: list[str], message: str) -> None:
    with pytest.raises(StancekitError, match=message):
        load_actors(write(tmp_path / "mine.tsv", *lines))


@pytest.mark.parametrize("kind", [str, Path])
def test_a_missing_file_is_named_with_the_bundled_sets(kind: type) -> None:
    with pytest.raises(StancekitError, match=r"none\.tsv: no such file; bundled .*states"):
        load_actors(kind("none.tsv"))


@pytest.mark.parametrize(
    ("actors", "message"),
    [
        (["Orland", "Orland"], "'Orland' is given twice"),
        (["US", "United States"], "'United States' is given twice"),
        ([Actor("Ana Tal"), "Ana Tal"], "'Ana Tal' is given twice"),
        ([Actor("Orland", ("RO",)), Actor("Romar", ("RO",))], "'RO' is a name of both"),
        ([Actor("Orland", ("Selm",)), Actor("Romar", seats=("Selm",))], "'Selm' is a name of both"),
        ([Actor("Orland"), Actor("ORLAND")], "is a name of both 'Orland' and 'ORLAND'"),
        (["!!!"], "holds no letter or digit"),
        ([1], "an actor must be an Actor or a name, not 1"),
    ],
)
def test_scoring_refuses_actors_that_cannot_be_told_apart(
    actors: list[Actor | str], message: str
) -> None:
    with pytest.raises(StancekitError, match=message):
        score([ARTICLE], actors)


def test_mentions_of_members_count_for_the_whole_as_well() -> None:
    tal = Actor("Ana Tal", kind="person")
    orland = Actor("Orland", kind="place", members=("Ana Tal",))
    reading = read(Article("a", "D", "Orland left. Ana Tal spoke."), [orland, tal])
    assert [mention.actor for mention in reading.mentions] == ["Orland", "Ana Tal", "Orland"]


def test_a_member_must_be_an_actor() -> None:
    orland = Actor("Orland", members=("Ana Tal",))
    with pytest.raises(StancekitError, match="member 'Ana Tal' is none of the other"):
        read(Article("a", "D", "Orland left."), [orland])


def test_who_is_proposed_can_be_looked_for() -> None:
    text = "The White House spoke to the U.S. embassy. Six House panels left. Two House panels met."
    article = Article("a", "Daily", text)
    assert read(article, discover_actors(article)).mentions
