import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

import stancekit
from stancekit import Actor, Article, StancekitError, stance_toward
from stancekit.lenses.framing import FRAMING

SENTENCES = [
    "{} did not praise the brilliant plan of {}, a shameless failure.",
    "After the attack, {} accused {} of murder and won support.",
    "“{} is a hero,” said {} in a hopeful speech.",
    "The corrupt {} met {}.",
]
NAMES = ["Tal", "Orland", "the United States", "Grace Hope", "Supreme Leader Good", "O’Brien"]


def stance(text: str, target: str) -> stancekit.Stance:
    start = text.index(target)
    return stance_toward(text, start, start + len(target))


@pytest.mark.parametrize("sentence", SENTENCES)
@pytest.mark.parametrize(
    ("one", "other"), list(itertools.permutations(["Tal", "Orland", "Iran"], 2))
)
def test_a_name_carries_no_prior(sentence: str, one: str, other: str) -> None:
    text, swapped = sentence.format(one, other), sentence.format(other, one)
    assert stance(text, one).value == stance(swapped, other).value
    assert stance(text, other).value == stance(swapped, one).value


@pytest.mark.parametrize("sentence", SENTENCES)
@pytest.mark.parametrize("name", NAMES)
def test_the_length_of_the_targets_name_does_not_matter(sentence: str, name: str) -> None:
    plain, named = sentence.format("Tal", "Orsolo"), sentence.format(name, "Orsolo")
    assert stance(plain, "Tal").value == stance(named, name).value


@given(st.sampled_from(SENTENCES), st.sampled_from(NAMES), st.sampled_from(NAMES))
def test_shares_sum_to_one_and_terms_to_the_value(sentence: str, one: str, other: str) -> None:
    found = stance(sentence.format(one, other), one)
    assert found.negative + found.neutral + found.positive == pytest.approx(1, abs=1e-12)
    assert sum(term.contribution for term in found.terms) == pytest.approx(found.value, abs=1e-12)
    assert min(found.negative, found.neutral, found.positive) > 0


@pytest.mark.parametrize(
    ("british", "american"),
    [("Tal is honoured for a brilliant defence.", "Tal is honored for a brilliant defense.")],
)
def test_spelling_does_not_matter(british: str, american: str) -> None:
    assert stance(british, "Tal").value == stance(american, "Tal").value


def test_he_and_she_are_alike() -> None:
    values = {
        stance(f"{one} said that {one.lower()} betrayed Tal.", "Tal").value for one in ("He", "She")
    }
    assert len(values) == 1


def test_what_others_say_is_not_charged_to_the_outlet() -> None:
    text = "Tal met Orsolo. Benn called Tal “a corrupt liar and a disgrace to the island”."
    scored = stancekit.score([Article("a", "D", text)], [Actor("Tal"), Actor("Benn")], [FRAMING])
    notes = " ".join(scored.evidence["note"])
    assert "corrupt" not in notes and "disgrace" not in notes


def test_whom_somebody_blames_or_praises_is_framed_in_their_voice() -> None:
    text = "Tal accused Benn of fraud. Tal praised Orsolo."
    people = [Actor("Tal"), Actor("Benn"), Actor("Orsolo")]
    found = stancekit.score([Article("a", "D", text)], people, [FRAMING]).evidence
    rows = found.set_index("actor")
    assert rows.loc["Tal", "voice"].tolist() == ["outlet", "outlet"]
    assert rows.loc[["Benn", "Orsolo"], "voice"].tolist() == ["attributed", "attributed"]
    assert rows.loc["Benn", "weight"] < -0.4 < 0.4 < rows.loc["Orsolo", "weight"]
    assert "accused" in rows.loc["Benn", "note"]


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Tal attacked the port.", "acts"),
        ("The port was attacked by Tal.", "acts"),
        ("Benn attacked Tal.", "acted upon"),
        ("Tal was attacked by Benn.", "passive"),
        ("Tal was attacked at dawn.", "passive without agent"),
        ("The house near Tal burned.", "none"),
    ],
)
def test_what_an_actor_does_in_its_clause(text: str, role: str) -> None:
    evidence = stancekit.score([Article("a", "D", text)], ["Tal"], [FRAMING]).evidence
    assert evidence["rule"].tolist() == [role]


@pytest.mark.parametrize(
    "other", ["Orland", "the United States", "Supreme Leader Ana Tal", "UN", "Bank of Orland"]
)
def test_the_length_of_another_name_does_not_matter(other: str) -> None:
    plain, named = (f"Iran told {name} about the brutal murder." for name in ("Corravia", other))
    assert stance(plain, "Iran").value == stance(named, "Iran").value != 0


def test_a_headline_in_title_case_keeps_its_words() -> None:
    lower = "Brutal regime slaughters innocent children in Orland"
    for headline in (lower, "Brutal Regime Slaughters Innocent Children in Orland"):
        article = Article("a", "D", f"{headline}\nThe ship sank at dawn.")
        evidence = stancekit.score([article], ["Orland"], [FRAMING]).evidence
        assert "innocent" in evidence["note"].iloc[0].lower()


def test_typography_does_not_matter() -> None:
    curly = stance("Tal doesn’t want a “devastating” strike.", "Tal")
    straight = stance('Tal doesn\'t want a "devastating" strike.', "Tal")
    assert curly.value == straight.value


def test_the_terms_are_where_they_say() -> None:
    text = "The brilliant Ana Tal did not fail."
    found = stance(text, "Ana Tal")
    assert found.terms[-1].text == "(base)"
    assert all(text[term.start : term.end] == term.text for term in found.terms[:-1])
    assert {"brilliant", "fail"} <= {term.text for term in found.terms}


@pytest.mark.parametrize(("start", "end"), [(0, 0), (3, 2), (-1, 2), (0, 99)])
def test_a_target_outside_the_text_is_an_error(start: int, end: int) -> None:
    with pytest.raises(StancekitError, match="not a range within a text of 4 characters"):
        stance_toward("Tal.", start, end)


def test_a_mention_that_only_describes_is_not_scored() -> None:
    actor = Actor("Orland", kind="place", demonyms=("Orlandic",))
    text = "The Orlandic historian lied. Orlandic forces attacked."
    evidence = stancekit.score([Article("a", "D", text)], [actor], [FRAMING]).evidence
    assert evidence["start"].tolist() == [text.index("Orlandic forces")]


def test_mentions_in_captions_do_not_count() -> None:
    text = "Title\nOrland spoke of peace.\nOrland waits at sea. (Ida Marrow/Press)\nTal left."
    evidence = stancekit.score([Article("a", "D", text)], ["Orland"], [FRAMING]).evidence
    assert evidence["segment"].tolist() == ["body"]
