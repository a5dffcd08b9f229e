"""The bundled lexicons hold what they promise, and the validators see what breaks the rules."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from importlib.resources import files
from itertools import accumulate, product
from pathlib import Path

import pytest

from stancekit import Article, Evidence, Lexicon, StancekitError, Term, load_lexicon
from stancekit.lenses.loaded import find_terms
from stancekit.lexicons.lexicon import COLUMNS, INFLECTED, _read_terms, parse_phrase
from stancekit.lexicons.spelling import spellings
from stancekit.reading import read_quietly
from stancekit.reading.words import find_words

FOLDER = Path(str(files("stancekit"))) / "lexicons"
BUNDLED = ("loaded", "asides")
FILES = [path for name in BUNDLED for path in sorted((FOLDER / name).glob("*.tsv"))]

bundled = pytest.mark.parametrize("name", BUNDLED)
each_file = pytest.mark.parametrize(
    "path", FILES, ids=[f"{path.parent.name}/{path.stem}" for path in FILES]
)


# What stands in a slot while its pattern is looked for, in any other use a plain word.
IN_SLOTS = {
    "<ADJ>": "wooden",
    "<CAMP>": "Democrats",
    "<GROUP>": "farmers",
    "<NAME>": "Vesk",
    "<NOUN>": "lantern",
    "<NUM>": "seventeen",
    "<POSS>": "their",
    "<WORD>": "lantern",
}


def plain(phrase: str) -> str:
    """The phrase as a text has it: no marks of inflection, and words in its slots."""
    for slot, word in IN_SLOTS.items():
        phrase = phrase.replace(slot, word)
    return phrase.replace(INFLECTED, "")


def said(phrase: str) -> str:
    return f"amid {plain(phrase)} amid."


def found(text: str, lexicon: Lexicon) -> list[Evidence]:
    return list(find_terms(read_quietly(Article("a", "Gull", text)), lexicon))


def found_each(texts: Sequence[str], lexicon: Lexicon) -> list[list[Evidence]]:
    """What is found in each of the texts, read as the lines of one; offsets are their own."""
    starts = [0, *accumulate(len(text) + 1 for text in texts)]
    each: list[list[Evidence]] = [[] for _ in texts]
    for hit in found("\n".join(texts), lexicon):
        i = bisect_right(starts, hit.start) - 1
        each[i].append(hit._replace(start=hit.start - starts[i], end=hit.end - starts[i]))
    return each


def rows(path: Path) -> Iterator[list[str]]:
    """The cells as they stand in the file, without stancekit's reader."""
    for line in path.read_text(encoding="utf-8").split("\n")[1:]:
        if line:
            yield line.split("\t")


def words(phrase: str) -> tuple[str, ...]:
    return find_words(plain(phrase))[1]


def place(term: str) -> tuple[int, int]:
    """Where the words of a term stand between the two words around them, which fill no slot."""
    spans, _ = find_words(said(term))
    return spans[1].start, spans[-2].end


# Bundled terms, through the matcher


@bundled
def test_every_term_is_found_where_it_stands_by_a_row_of_its_words(name: str) -> None:
    lexicon = load_lexicon(name)
    hits = found_each([said(term.term) for term in lexicon.terms], lexicon)
    wrong = [
        (term.term, [hit.rule for hit in each])
        for term, each in zip(lexicon.terms, hits, strict=True)
        if [(hit.start, hit.end, words(hit.rule)) for hit in each]
        != [(*place(term.term), words(term.term))]
    ]
    assert wrong == []


@bundled
def test_unless_holds_its_term_back(name: str) -> None:
    lexicon = load_lexicon(name)
    pairs = [(term.term, phrase) for term in lexicon.terms for phrase in term.unless]
    hits = found_each([said(phrase) for _, phrase in pairs], lexicon)
    slipped = [
        pair
        for pair, each in zip(pairs, hits, strict=True)
        if pair[0] in [hit.rule for hit in each]
    ]
    assert slipped == []


@bundled
def test_unless_holds_the_words_of_its_term(name: str) -> None:
    for term in load_lexicon(name).terms:
        if term.unless:
            alone = Lexicon("alone", (Term(term.term, "x"),))
            hits = found_each([said(phrase).title() for phrase in term.unless], alone)
            assert all(hits), (term.term, term.unless)


@bundled
def test_british_and_american_spellings_score_alike(name: str) -> None:
    lexicon = load_lexicon(name)
    ways = [
        (term.term, " ".join(way))
        for term in lexicon.terms
        for way in product(*(sorted(spellings(word)) for word in words(term.term)))
    ]
    scores: dict[str, set[object]] = {}
    texts = [said(way).title() if "<NAME>" in term else said(way) for term, way in ways]
    hits = found_each(texts, lexicon)
    for (term, _), each in zip(ways, hits, strict=True):
        scores.setdefault(term, set()).add(tuple((hit.weight, hit.category) for hit in each))
    assert [term for term, seen in scores.items() if len(seen) != 1 or () in seen] == []


def test_a_few_obvious_terms_are_there() -> None:
    hits = found("They call them an axis of evil.", load_lexicon("loaded"))
    assert "axis of evil" in [hit.rule for hit in hits]


@pytest.mark.parametrize(
    ("term", "text", "expected"),
    [
        ("so-called <NOUN>", "The so-called experts left.", ["so-called experts"]),
        ("so-called <NOUN>", "The so-called, and so on.", []),
        ("<NUM> lies", "He told 30 lies, then twenty lies.", ["30 lies", "twenty lies"]),
        ("<CAMP> cronies", "Tory cronies and old cronies.", ["Tory cronies"]),
        ("<CAMP> hacks", "The left hacks, his left hacks.", ["left hacks"]),
        ("<NAME> stooges", "Vesk stooges, silly stooges.", ["Vesk stooges"]),
        ("<POSS> brutal <NOUN>", "Orland's brutal rule.", ["Orland's brutal rule"]),
        ("war on <GROUP>", "A war on farmers.", ["war on farmers"]),
        ("utterly <ADJ>", "It is utterly wooden.", ["utterly wooden"]),
    ],
)
def test_a_slot_takes_one_word_of_its_class(term: str, text: str, expected: list[str]) -> None:
    hits = found(text, Lexicon("mine", (Term(term, "x"),)))
    assert [text[hit.start : hit.end] for hit in hits] == expected


def test_words_given_exactly_win_over_a_slot() -> None:
    terms = Term("drunk on <NOUN>", "a", unless=("drunk on vodka",)), Term("drunk on power", "b")
    hits = found("Drunk on vodka, drunk on power, drunk on fame.", Lexicon("mine", terms))
    assert [hit.category for hit in hits] == ["b", "a"]


def test_an_ambiguous_term_counts_in_company_only() -> None:
    terms = Term("fight~", "a", ambiguous=True), Term("sham~", "b")
    lexicon = Lexicon("mine", terms)
    assert found("A fight over the port.", lexicon) == []
    assert [hit.rule for hit in found("A fight over the sham port.", lexicon)] == [
        "fight~",
        "sham~",
    ]
    assert "other words here" in found("A fight over the sham port.", lexicon)[0].note
    caption = "Title\nA fight over the port broke out.\nA sham port. (Ida Marrow/Press)\nTal left."
    assert [hit.rule for hit in found(caption, lexicon)] == ["sham~"]
    hiding = Lexicon("mine", (Term("fight with thugs", "a", ambiguous=True), Term("thug~", "b")))
    assert [hit.rule for hit in found("A fight with thugs.", hiding)] == ["thug~"]
    quoted = "A fight over the port. “It is a sham,” said Ana Tal."
    assert [hit.rule for hit in found(quoted, lexicon)] == ["sham~"]


def test_the_same_words_ambiguous_and_not_are_an_error() -> None:
    terms = Term("sham", "b"), Term("sham", "b", ambiguous=True)
    with pytest.raises(StancekitError, match="another weight, category or ambiguous"):
        found("A sham.", Lexicon("mine", terms))
    with pytest.raises(StancekitError, match="ambiguous must be True or False, not 'no'"):
        Term("sham", "b", ambiguous="no")  # type: ignore[arg-type]


# Bundled files, as reviewed data


@each_file
def test_a_file_has_the_header_and_full_rows(path: Path) -> None:
    columns = COLUMNS if path.stem == "in_company" else COLUMNS[:-1]
    assert path.read_text(encoding="utf-8").split("\n")[0].split("\t") == list(columns)
    assert [row for row in rows(path) if len(row) != len(columns)] == []


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
    categories = {other.stem for other in path.parent.glob("*.tsv")} - {"in_company"}
    for term, category, weight, _, note, source, *ambiguous in rows(path):
        assert category in categories if ambiguous == ["yes"] else category == path.stem, term
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
        ("term\tambiguous\nvile\tno\n", "mine.tsv:2: ambiguous 'no' is neither empty nor 'yes'"),
        ("term\nvile\n\nvile\n", "mine.tsv:4: 'vile' stands in line 2 already"),
        ("term\nvile\n...\n", "mine.tsv:3: '...' holds no word"),
        ("term\n~\n", "mine.tsv:2: '~' holds no word"),
        ("term\n<FOO> lies\n", "mine.tsv:2: '<FOO> lies': unknown slot <FOO>; known: <ADJ>"),
        ("term\n<ADJ> <NOUN>\n", "mine.tsv:2: '<ADJ> <NOUN>': a word must stand beside the slots"),
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
