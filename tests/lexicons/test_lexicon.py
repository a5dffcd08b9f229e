"""The bundled lexicons hold what they promise, and the validators see what breaks the rules."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files
from itertools import product
from pathlib import Path

import pytest

from stancekit import Article, Evidence, Lexicon, StancekitError, Term, load_lexicon, read
from stancekit.lenses.loaded import find_terms
from stancekit.lexicons.lexicon import COLUMNS, INFLECTED, _read_terms, parse_phrase
from stancekit.lexicons.spelling import spellings
from stancekit.reading.words import find_words

FOLDER = Path(str(files("stancekit"))) / "lexicons"
BUNDLED = ("loaded", "asides")
FILES = [path for name in BUNDLED for path in sorted((FOLDER / name).glob("*.tsv"))]

bundled = pytest.mark.parametrize("name", BUNDLED)
each_file = pytest.mark.parametrize(
    "path", FILES, ids=[f"{path.parent.name}/{path.stem}" for path in FILES]
)


def said(phrase: str) -> str:
    return f"They said {phrase.replace(INFLECTED, '')} today."


def found(text: str, lexicon: Lexicon) -> list[Evidence]:
    return list(find_terms(read(Article("a", "Gull", text)), lexicon))


def rows(path: Path) -> Iterator[list[str]]:
    """The cells as they stand in the file, without stancekit's reader."""
    for line in path.read_text(encoding="utf-8").split("\n")[1:]:
        if line:
            yield line.split("\t")


def words(phrase: str) -> tuple[str, ...]:
    return find_words(phrase.replace(INFLECTED, ""))[1]


def place(term: str) -> tuple[int, int]:
    """Where the words of a term stand in its carrier, "They said" before and "today" behind."""
    spans, _ = find_words(said(term))
    return spans[2].start, spans[-2].end


# Bundled terms, through the matcher


@bundled
def test_every_term_is_found_where_it_stands_by_a_row_of_its_words(name: str) -> None:
    lexicon = load_lexicon(name)
    for term in lexicon.terms:
        hits = [((hit.start, hit.end), words(hit.rule)) for hit in found(said(term.term), lexicon)]
        assert hits == [(place(term.term), words(term.term))], term.term


@bundled
def test_unless_holds_its_term_back(name: str) -> None:
    lexicon = load_lexicon(name)
    slipped = [
        (term.term, phrase)
        for term in lexicon.terms
        for phrase in term.unless
        if term.term in [hit.rule for hit in found(said(phrase), lexicon)]
    ]
    assert slipped == []


@bundled
def test_unless_holds_the_words_of_its_term(name: str) -> None:
    for term in load_lexicon(name).terms:
        alone = Lexicon("alone", (Term(term.term, "x"),))
        idle = [phrase for phrase in term.unless if not found(said(phrase), alone)]
        assert idle == [], term.term


@bundled
def test_british_and_american_spellings_score_alike(name: str) -> None:
    lexicon = load_lexicon(name)
    for term in lexicon.terms:
        ways = product(*(sorted(spellings(word)) for word in words(term.term)))
        scores = {
            tuple((hit.weight, hit.category) for hit in found(said(" ".join(way)), lexicon))
            for way in ways
        }
        assert len(scores) == 1 and () not in scores, term.term


def test_a_few_obvious_terms_are_there() -> None:
    hits = found("They call them an axis of evil.", load_lexicon("loaded"))
    assert "axis of evil" in [hit.rule for hit in hits]


# Bundled files, as reviewed data


@each_file
def test_a_file_has_the_header_and_full_rows(path: Path) -> None:
    assert path.read_text(encoding="utf-8").split("\n")[0].split("\t") == list(COLUMNS)
    assert [row for row in rows(path) if len(row) != len(COLUMNS)] == []


@each_file
def test_cells_hold_no_stray_space(path: Path) -> None:
    assert [cell for row in rows(path) for cell in row if cell != " ".join(cell.split())] == []


@each_file
def test_rows_are_sorted(path: Path) -> None:
    terms = [row[0] for row in rows(path)]
    assert terms == sorted(terms)


@each_file
def test_every_row_has_category_weight_note_and_known_source(path: Path) -> None:
    known = {row[0] for row in rows(FOLDER / "sources.tsv")}
    for term, category, weight, _, note, source in rows(path):
        assert category == path.stem, term
        assert weight in ("1", "2", "3"), term
        assert note, term
        assert source in known, term


@bundled
def test_no_term_stands_in_a_lexicon_twice(name: str) -> None:
    terms = [term.term for term in load_lexicon(name).terms]
    assert len(set(terms)) == len(terms)


@pytest.mark.parametrize(
    "name",
    [
        "loaded",
        pytest.param(
            "asides",
        ),
    ],
)
def test_no_two_terms_are_the_same_words(name: str) -> None:
    seen: dict[object, str] = {}
    terms = load_lexicon(name).terms
    assert [
        (first, term.term)
        for term in terms
        if (first := seen.setdefault(parse_phrase(term.term), term.term)) != term.term
    ] == []


@pytest.mark.parametrize(
    "name",
    [
        pytest.param(
            "loaded",
        ),
        "asides",
    ],
)
def test_no_term_ends_in_a_possessive_which_the_matcher_does_not_see(name: str) -> None:
    assert [t.term for t in load_lexicon(name).terms if t.term.endswith(("'s", "’s"))] == []


# Files of one's own


def test_a_file_of_ones_own_needs_terms_only(tmp_path: Path) -> None:
    path = tmp_path / "mine.tsv"
    path.write_text("term\r\nvile~\r\n\r\nso-called\r\n", encoding="utf-8-sig")
    assert load_lexicon(path) == Lexicon("mine", (Term("vile~", "mine"), Term("so-called", "mine")))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("term\tweight\nvile\t9\n", "mine.tsv:2: weight '9' is not a number from 1"),
        ("term\tweight\nvile\t0.5\n", "mine.tsv:2: weight '0.5'"),
        ("term\tweight\nvile\tx\n", "mine.tsv:2: weight 'x'"),
        ("term\tweight\nvile\tnan\n", "mine.tsv:2: weight 'nan'"),
        ("term\nvile\n\nvile\n", "mine.tsv:4: 'vile' stands in line 2 already"),
        ("term\nvile\n...\n", "mine.tsv:3: '...' holds no word"),
        ("term\n~\n", "mine.tsv:2: '~' holds no word"),
        ("term\tunles\nvile\tx\n", "mine.tsv:1: unknown column 'unles'"),
        ("term\tunles\nvile\tx\n", "did you mean 'unless'?"),
        ("vile\nfoul\n", "mine.tsv:1: unknown column 'vile'"),
        ("category\nlabel\n", "mine.tsv:1: column 'term' is missing"),
        ("term\tweight\n\t2\n", "mine.tsv:2: term is empty"),
        ("term\tweight\nvile\t2\tlabel\n", "mine.tsv:2: 3 cells"),
        ("", "mine.tsv:1: "),
    ],
)
def test_a_wrong_row_names_file_and_line(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "mine.tsv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(StancekitError) as error:
        load_lexicon(path)
    assert message in str(error.value)


def test_only_a_bundled_file_must_name_a_known_source(tmp_path: Path) -> None:
    path = tmp_path / "mine.tsv"
    path.write_text("term\tsource\nvile\tmy aunt\n", encoding="utf-8")
    assert load_lexicon(path).terms[0].source == "my aunt"
    with pytest.raises(StancekitError, match=r"mine\.tsv:2: unknown source 'my aunt'; known: own"):
        list(_read_terms(path, {"own"}))


@pytest.mark.parametrize(
    ("source", "message"),
    [("loadde", "did you mean 'loaded'"), ("qqq", "bundled lexicons: asides, loaded")],
)
def test_an_unknown_lexicon_is_told_with_the_known_ones(source: str, message: str) -> None:
    with pytest.raises(StancekitError, match=message):
        load_lexicon(source)


def test_a_folder_is_no_lexicon(tmp_path: Path) -> None:
    with pytest.raises(StancekitError, match=tmp_path.name):
        load_lexicon(tmp_path)


@pytest.mark.parametrize("other", [Term("defence", "b", 1.0), Term("defence", "a", 3.0)])
def test_two_terms_for_the_same_words_are_refused_where_they_differ(other: Term) -> None:
    with pytest.raises(StancekitError, match="defen"):
        found("In defence.", Lexicon("mine", (Term("defense", "a", 1.0), other)))
