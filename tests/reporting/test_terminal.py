"""An article with its findings marked where they stand."""

from __future__ import annotations

import re

import pytest

from stancekit import Article, Lens, Lexicon, Term, lexicon_lens, score
from stancekit.reporting.terminal import show_article

CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
COLOUR = re.compile(r"\x1b\[(?:31|34|35|0)m")


def lens_of(name: str, *terms: str) -> Lens:
    rows = tuple(Term(term, "odd_word", 2.0, note=f"why {term}") for term in terms)
    return lexicon_lens(name, Lexicon(name, rows), unit="odd words")


GRONKS = lens_of("gronks", "gronk", "blarg gronk", "vum")


def show(article: Article, *lenses: Lens, colour: bool = False) -> str:
    return show_article(article, score([article], lenses=lenses or [GRONKS]), colour=colour)


def shown_text(text: str, *lenses: Lens, colour: bool = False) -> str:
    """The article's text, with marks, as it stands between heading and list."""
    return show(Article("a", "Gull", text), *lenses, colour=colour).split("\n\n")[1]


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("A gronk fell.", "A [gronk]1 fell."),
        ("Gronk", "[Gronk]1"),
        ("A blarg gronk and a vum.", "A [blarg gronk]1 and a [vum]2."),
        ("A gronk-vum.", "A [gronk]1-[vum]2."),
        ("“Zoë’s\u00a0gronk” 🐦 vum.", "“Zoë’s\u00a0[gronk]1” 🐦 [vum]2."),
        ("One [1].\nTwo gronks.", "One [1].\nTwo gronks."),
        ("First.\nA gronk.", "First.\nA [gronk]1."),
    ],
)
def test_brackets_stand_round_each_finding(text: str, marked: str) -> None:
    assert shown_text(text) == marked


def test_findings_of_two_lenses_may_lie_within_or_across_one_another() -> None:
    inner = lens_of("inner", "gronk", "vum dorp")
    outer = lens_of("outer", "blarg gronk vum")
    assert shown_text("A blarg gronk vum.", outer, inner) == "A [blarg [gronk]2 vum]1."
    assert shown_text("A blarg gronk vum dorp.", outer, lens_of("inner", "vum dorp")) == (
        "A [blarg gronk [vum]1 dorp]2."
    )


def test_without_its_marks_the_text_is_the_article() -> None:
    text = "A blarg gronk, a vum and “a gronk”, said Ana Tal, “vum”."
    for colour in (False, True):
        marked = COLOUR.sub("", shown_text(text, colour=colour))
        assert re.sub(r"\[|\]\d+", "", marked) == text


def test_each_finding_is_explained_and_the_scores_follow() -> None:
    shown = show(Article("a", "Gull", "A gronk fell. “A vum,” said Ana Tal."))
    assert "  1  gronks, odd word (own voice): why gronk" in shown
    assert "  2  gronks, odd word (quoted: Ana Tal): why vum" in shown
    assert "gronks, own voice: 1 found in 6 words, too few for a rate" in shown
    long = show(Article("a", "Gull", "A gronk fell. " + "The ship sank at sea. " * 40))
    assert re.search(r"gronks, own voice: [\d.]+ \(odd words per 1,000 words; n=1\)", long)


def test_only_the_findings_of_the_article_are_shown() -> None:
    articles = [Article("a", "Gull", "A gronk."), Article("b", "Heron", "A vum fell.")]
    shown = show_article(articles[1], score(articles, lenses=[GRONKS]), colour=False)
    assert shown.startswith("Heron: b\n\nA [vum]1 fell.")
    assert "gronk." not in shown


def test_an_article_without_findings_says_so() -> None:
    assert "Nothing to mark" in show(Article("a", "Gull", "All was well."))


@pytest.mark.parametrize("colour", [False, True])
@pytest.mark.parametrize("control", ["\x1b[2J", "\x00", "\r", "\x07", "\x7f", "\x9b31m"])
def test_control_characters_of_an_article_never_reach_the_terminal(
    control: str, colour: bool
) -> None:
    article = Article(
        f"i{control}d",
        f"Gu{control}ll",
        f"A{control} gronk fell. “A {control} vum,” said Ana {control}Tal.",
        title=f"Bridge {control}opens",
    )
    shown = COLOUR.sub("", show(article, colour=colour))
    assert CONTROL.findall(shown) == []
    assert "[gronk]1" in shown and "\ufffd" in shown


def test_colours_are_there_when_asked_for_only() -> None:
    text = "A gronk fell. “A vum,” said Ana Tal."
    assert "\x1b" not in shown_text(text)
    assert "\x1b[31m[gronk]1\x1b[0m" in shown_text(text, colour=True)
    assert "\x1b[34m[vum]2\x1b[0m" in shown_text(text, colour=True)
