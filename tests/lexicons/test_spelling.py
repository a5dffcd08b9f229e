"""Regular inflections, and two spellings of one word."""

from __future__ import annotations

import pytest

from stancekit.lexicons.spelling import inflections, spellings


@pytest.mark.parametrize(
    ("word", "forms"),
    [
        ("slam", "slam slams slammed slamming"),
        ("smear", "smears smeared smearing"),
        ("bully", "bullies bullied bullying"),
        ("betray", "betrays betrayed betraying"),
        ("vile", "viler vilest"),
        ("lie", "lies lied lying"),
        ("crush", "crushes crushed crushing"),
        ("lash", "lashes lashed"),
        ("cruel", "crueler cruelest"),
        ("thug", "thugs"),
        ("fiasco", "fiascos fiascoes"),
    ],
)
def test_regular_inflections_are_made(word: str, forms: str) -> None:
    assert {word, *forms.split()} <= inflections(word)


@pytest.mark.parametrize(
    ("american", "british"),
    [
        ("demonize", "demonise"),
        ("demonizing", "demonising"),
        ("demonization", "demonisation"),
        ("paralyzed", "paralysed"),
        ("color", "colour"),
        ("dishonorable", "dishonourable"),
        ("defense", "defence"),
        ("theaters", "theatres"),
        ("labeled", "labelled"),
        ("cruelest", "cruellest"),
        ("traveler", "traveller"),
        ("skeptics", "sceptics"),
        ("gray", "grey"),
        ("catalogs", "catalogues"),
        ("judgment", "judgement"),
        pytest.param("maneuvering", "manoeuvring"),
        pytest.param("centered", "centred"),
        pytest.param("cataloged", "catalogued"),
        pytest.param("fulfill", "fulfil"),
        pytest.param("enrolls", "enrols"),
        pytest.param("candor", "candour"),
        pytest.param("counselor", "counsellor"),
        pytest.param("marvelous", "marvellous"),
    ],
)
def test_two_spellings_of_one_word_know_each_other(american: str, british: str) -> None:
    assert {american, british} <= spellings(american)
    assert {american, british} <= spellings(british)


@pytest.mark.parametrize(
    "word",
    "war promise surprised rising wise advised exercise prize seized supervision crisis four hour"
    " tour pour our travel crueler's".split(),
)
def test_a_word_of_one_spelling_stays_alone(word: str) -> None:
    assert spellings(word) == {word}
