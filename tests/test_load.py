"""Articles from files, folders and tables, and what is said when they cannot be loaded."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from stancekit import (
    Article,
    StancekitError,
    StancekitWarning,
    load_articles,
    load_sample,
    load_sample_key,
)

TEXT = "The mayor opened a bridge. Nobody complained."
PAGE = """<html><head><title>A bridge opens in Selm</title>
<meta property="og:site_name" content="Daily Gull"></head><body><nav><a href="/">Home</a></nav>
<article><h1>A bridge opens in Selm</h1>
<p>The mayor of Selm opened a new bridge over the river on Monday, after nine years of work.</p>
<p>Nobody complained, although the bridge had cost twice what the council had planned for it.</p>
<p>A choir of schoolchildren sang, and the first ferry to be retired sounded its horn again.</p>
</article><footer>All rights reserved by nobody.</footer></body></html>"""


def write(path: Path, text: str, encoding: str = "utf-8") -> Path:
    path.write_bytes(text.encode(encoding))
    return path


def load_one(path: Path, **options: str) -> Article:
    (article,) = load_articles(path, **options)  # type: ignore[arg-type]
    return article


def frame(**columns: object) -> pd.DataFrame:
    return pd.DataFrame({"outlet": ["Gull"], "text": [TEXT], **columns})


# Text files


def test_a_text_file_is_an_article_with_the_name_of_the_file_as_id(tmp_path: Path) -> None:
    article = load_one(write(tmp_path / "gull.txt", TEXT), outlet="Gull")
    assert article == Article("gull", "Gull", TEXT)


def test_front_matter_gives_the_fields_without_quotes_and_blank_lines(tmp_path: Path) -> None:
    fields = (
        "id: g1",
        'outlet: "Daily Gull"',
        "",
        "story: 'bridge'",
        "url: https://gull.example/a",
    )
    text = "\n".join(["---", *fields, "---", TEXT])
    article = load_one(write(tmp_path / "a.md", text))
    assert (article.id, article.outlet, article.story) == ("g1", "Daily Gull", "bridge")
    assert (article.url, article.text) == ("https://gull.example/a", TEXT)


def test_front_matter_wins_over_the_outlet_argument(tmp_path: Path) -> None:
    path = write(tmp_path / "a.md", f"---\noutlet: Gull\n---\n{TEXT}")
    assert load_one(path, outlet="Heron").outlet == "Gull"


def test_text_without_front_matter_may_hold_rules(tmp_path: Path) -> None:
    text = f"{TEXT}\n\n---\n\nMore: later.\n\n---\n"
    assert load_one(write(tmp_path / "a.md", text), outlet="Gull").text == text


@pytest.mark.parametrize(
    ("above", "line"),
    [
        ("", 3),
        pytest.param(
            "\n\n",
            5,
        ),
    ],
)
def test_front_matter_without_colon_names_file_and_line(
    tmp_path: Path, above: str, line: int
) -> None:
    path = write(tmp_path / "a.md", f"{above}---\noutlet: Gull\nno colon\n---\n{TEXT}")
    with pytest.raises(StancekitError, match=rf"a\.md:{line}: 'no colon'"):
        load_articles(path)


def test_unknown_front_matter_names_the_file_and_the_field_meant(tmp_path: Path) -> None:
    path = write(tmp_path / "a.md", f"---\noutlett: Gull\n---\n{TEXT}")
    with pytest.raises(StancekitError, match=r"a\.md.*did you mean 'outlet'"):
        load_articles(path)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_byte_order_mark_and_line_ends_leave_no_trace(
    tmp_path: Path, end: str, encoding: str
) -> None:
    text = end.join(["---", "outlet: Gull", "---", "Zoë spoke.", "", "Nobody complained."])
    article = load_one(write(tmp_path / "a.txt", text, encoding))
    assert (article.outlet, article.text) == ("Gull", "Zoë spoke.\n\nNobody complained.")


@pytest.mark.parametrize("name", ["a.txt", "a.csv", "a.jsonl"])
@pytest.mark.parametrize("encoding", ["utf-16", "latin-1"])
def test_another_encoding_is_an_error_that_names_the_file(
    tmp_path: Path, name: str, encoding: str
) -> None:
    with pytest.raises(StancekitError, match=rf"{name}: not UTF-8"):
        load_articles(write(tmp_path / name, "Zoë spoke.", encoding), outlet="Gull")


def test_utf_16_without_a_mark_is_an_error_too(tmp_path: Path) -> None:
    with pytest.raises(StancekitError, match=r"a\.txt"):
        load_articles(write(tmp_path / "a.txt", TEXT, "utf-16-le"), outlet="Gull")


@pytest.mark.parametrize("text", ["", " \n\t\n", "---\noutlet: Gull\n---\n"])
def test_a_file_without_text_is_an_error_that_names_it(tmp_path: Path, text: str) -> None:
    with pytest.raises(StancekitError, match=r"a\.txt.*no text"):
        load_articles(write(tmp_path / "a.txt", text), outlet="Gull")


# Folders and lists


def test_a_folder_gives_its_texts_by_name_and_skips_the_rest(tmp_path: Path) -> None:
    for name in ("b.txt", "c.TXT", "a.md", ".hidden.txt", "notes.pdf", "table.csv"):
        write(tmp_path / name, TEXT)
    (tmp_path / "drafts").mkdir()
    write(tmp_path / "drafts" / "d.txt", TEXT)
    with pytest.warns(StancekitWarning, match="not read: drafts, notes.pdf, table.csv"):
        assert [a.id for a in load_articles(tmp_path, outlet="Gull")] == ["a", "b", "c"]


def test_a_list_keeps_its_order(tmp_path: Path) -> None:
    paths = [write(tmp_path / name, TEXT) for name in ("b.txt", "a.txt")]
    assert [a.id for a in load_articles(map(str, paths), outlet="Gull")] == ["b", "a"]


def test_two_files_of_one_name_are_both_named(tmp_path: Path) -> None:
    for name in ("a.md", "a.txt"):
        write(tmp_path / name, TEXT)
    with pytest.raises(StancekitError, match=r"a\.txt: id 'a' is also that of .*a\.md"):
        load_articles(tmp_path, outlet="Gull")


@pytest.mark.parametrize("name", ["none.txt", "none", "none.csv"])
def test_a_missing_file_is_named(tmp_path: Path, name: str) -> None:
    with pytest.raises(StancekitError, match=f"{name}: no such file"):
        load_articles(tmp_path / name)


def test_a_text_given_for_a_path_is_an_error_to_mend() -> None:
    with pytest.raises(StancekitError):
        load_articles(TEXT * 20)


def test_an_unknown_kind_of_file_is_named_with_the_known_ones(tmp_path: Path) -> None:
    with pytest.raises(StancekitError, match=r"a\.docx: unknown kind of file; known: \.txt"):
        load_articles(write(tmp_path / "a.docx", TEXT))


def test_a_folder_named_like_a_text_is_no_article(tmp_path: Path) -> None:
    (tmp_path / "a.txt").mkdir()
    with pytest.raises(StancekitError, match=r"a\.txt: no article"):
        load_articles(tmp_path / "a.txt", outlet="Gull")


def test_a_list_of_anything_but_paths_is_refused() -> None:
    with pytest.raises(StancekitError, match="not a list of int"):
        load_articles([1])  # type: ignore[list-item]


# Tables


def test_csv_with_text(tmp_path: Path) -> None:
    path = write(tmp_path / "t.csv", 'id,outlet,text\r\ng,Gull,"One, two.\r\nThree."\r\n')
    assert load_articles(path) == [Article("g", "Gull", "One, two.\nThree.")]


def test_csv_with_files_relative_to_it_whose_own_fields_fill_the_gaps(tmp_path: Path) -> None:
    (tmp_path / "texts").mkdir()
    write(tmp_path / "texts" / "a.txt", f"---\noutlet: Gull\nstory: bridge\n---\n{TEXT}")
    path = write(tmp_path / "t.csv", "file,outlet,story\ntexts/a.txt,Heron,\n")
    assert load_articles(path) == [Article("a", "Heron", TEXT, story="bridge")]


def test_json_lines_skip_blank_ones(tmp_path: Path) -> None:
    rows = [{"id": 7, "outlet": "Gull", "text": "One.\u2028Two.", "title": None}, {"text": "Zoë."}]
    path = write(tmp_path / "t.jsonl", "\n\n".join(map(json.dumps, rows)) + "\n")
    articles = load_articles(path, outlet="Heron")
    assert [(a.id, a.outlet, a.text) for a in articles] == [
        ("7", "Gull", "One.\u2028Two."),
        ("2", "Heron", "Zoë."),
    ]


def test_data_frame_with_gaps_and_numpy_values_gives_text_and_stays_as_it_was() -> None:
    table = pd.DataFrame(
        {
            "id": np.array([11, 12]),
            "outlet": ["Gull", float("nan")],
            "text": [TEXT, TEXT],
            "story": [np.nan, "bridge"],
            "published": [pd.NaT, pd.Timestamp("2031-04-17")],
            "author": [None, pd.NA],
        }
    )
    before = table.copy(deep=True)
    first, second = load_articles(table, outlet="Heron")
    assert (first.id, first.outlet, first.story, first.published) == ("11", "Gull", None, None)
    assert (second.id, second.outlet, second.story, second.author) == (
        "12",
        "Heron",
        "bridge",
        None,
    )
    assert second.published is not None and second.published.startswith("2031-04-17")
    pd.testing.assert_frame_equal(table, before)


def test_whole_numbers_beside_a_gap_stay_whole() -> None:
    table = pd.DataFrame({"id": [7, None], "outlet": "Gull", "text": TEXT})
    assert load_articles(table)[0].id == "7"


@pytest.mark.parametrize("name", ["NA", "None", "null", "nan", "N/A"])
def test_outlets_named_like_nothing_survive(tmp_path: Path, name: str) -> None:
    sources = (
        write(tmp_path / "t.csv", f"outlet,text\n{name},{TEXT}\n"),
        write(tmp_path / "t.jsonl", json.dumps({"outlet": name, "text": TEXT})),
        pd.DataFrame({"outlet": [name], "text": [TEXT]}),
    )
    assert [load_articles(source)[0].outlet for source in sources] == [name] * 3


def test_a_cell_may_be_very_long(tmp_path: Path) -> None:
    text = "word " * 100_000
    assert load_one(write(tmp_path / "t.csv", f"outlet,text\nGull,{text}\n")).text == text


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("t.csv", "outlet,text\nGull,One, two.\n", r"t\.csv, row 1: more cells"),
        ("t.csv", 'outlet,text\nGull,"One\n', r"t\.csv, line \d+: unexpected end"),
        ("t.csv", 'outlet,text\nGull,"One" two\n', r"t\.csv, line \d+: "),
        ("t.csv", "outlet,text,file\nGull,One.,a.txt\n", r"row 1: both 'text' and 'file'"),
        ("t.csv", "outlet,file\nGull,none.txt\n", r"row 1: .*none\.txt: no such file"),
        ("t.jsonl", '{"outlet": "Gull", "text": "One."}\n{text}\n', r"t\.jsonl, row 2: not JSON"),
        ("t.jsonl", '["Gull", "One."]\n', r"t\.jsonl, row 1: expected an object .* found list"),
    ],
)
def test_a_broken_table_names_the_place(tmp_path: Path, name: str, text: str, message: str) -> None:
    with pytest.raises(StancekitError, match=message):
        load_articles(write(tmp_path / name, text))


def test_a_broken_csv_names_the_line_that_is_broken(tmp_path: Path) -> None:
    path = write(tmp_path / "t.csv", 'outlet,text\nGull,One.\nGull,"One" two\n')
    with pytest.raises(StancekitError, match="line 3"):
        load_articles(path)


def test_json_too_deep_to_read_is_an_error_to_mend(tmp_path: Path) -> None:
    with pytest.raises(StancekitError, match="row 1"):
        load_articles(write(tmp_path / "t.jsonl", "[" * 200_000))


def test_json_with_half_a_surrogate_pair_gives_text_that_can_be_written(tmp_path: Path) -> None:
    article = load_one(write(tmp_path / "t.jsonl", r'{"outlet": "Gull", "text": "One \ud83d."}'))
    article.text.encode()


def test_json_text_that_is_a_list_is_refused(tmp_path: Path) -> None:
    with pytest.raises(StancekitError, match="text"):
        load_articles(write(tmp_path / "t.jsonl", '{"outlet": "Gull", "text": ["One.", "Two."]}'))


@pytest.mark.parametrize(
    ("name", "text"), [("t.csv", ""), ("t.csv", "outlet,text\n"), ("t.jsonl", "\n")]
)
def test_a_table_without_rows_is_an_error(tmp_path: Path, name: str, text: str) -> None:
    with pytest.raises(StancekitError, match=f"{name}: no article in it"):
        load_articles(write(tmp_path / name, text))


@pytest.mark.parametrize("source", [[], pd.DataFrame(), pd.DataFrame({"text": []})])
def test_nothing_to_load_is_an_error(source: object) -> None:
    with pytest.raises(StancekitError, match="no article in it"):
        load_articles(source)  # type: ignore[arg-type]


def test_an_empty_folder_is_an_error_that_names_it(tmp_path: Path) -> None:
    with pytest.raises(StancekitError, match=f"{tmp_path.name}: no article in it"):
        load_articles(tmp_path)


# Rows that are wrong


@pytest.mark.parametrize("outlet", [None, "", " ", np.nan])
def test_a_missing_outlet_is_an_error_that_names_row_and_id(outlet: object) -> None:
    table = pd.DataFrame({"id": ["g"], "outlet": [outlet], "text": [TEXT]})
    with pytest.raises(StancekitError, match=r"row 1 \(id 'g'\): no outlet"):
        load_articles(table)


def test_the_outlet_argument_is_for_articles_without_one() -> None:
    table = pd.DataFrame({"outlet": ["Gull", None], "text": TEXT})
    assert [a.outlet for a in load_articles(table, outlet="Heron")] == ["Gull", "Heron"]


def test_two_rows_of_one_id_are_both_named() -> None:
    table = pd.DataFrame({"id": ["g", "h", "g"], "outlet": "Gull", "text": TEXT})
    with pytest.raises(StancekitError, match="row 3: id 'g' is also that of DataFrame, row 1"):
        load_articles(table)


def test_all_wrong_rows_are_reported() -> None:
    table = pd.DataFrame(
        {"id": ["a", "b", "c", "a"], "outlet": ["G", "", "G", "G"], "text": ["x", "x", " ", "x"]}
    )
    with pytest.raises(StancekitError) as error:
        load_articles(table)
    lines = str(error.value).split("\n")
    assert [line.split("row ")[1][0] for line in lines] == ["2", "3", "4"]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("t.csv", "outlet,file\nGull,none1.txt\nGull,none2.txt\n"),
        ("t.csv", "outlet,text\nGull,One, two.\nGull,One, two.\n"),
        ("t.jsonl", "{text}\n[]\n"),
    ],
)
def test_all_unreadable_rows_are_reported(tmp_path: Path, name: str, text: str) -> None:
    with pytest.raises(StancekitError, match=r"(?s)row 1.*row 2"):
        load_articles(write(tmp_path / name, text))


# Columns


@pytest.mark.parametrize(("column", "meant"), [("titel", "title"), ("texts", "text")])
def test_an_unknown_column_names_the_one_that_was_meant(column: str, meant: str) -> None:
    with pytest.raises(StancekitError, match=f"{column!r}.*did you mean {meant!r}"):
        load_articles(frame(**{column: ["x"]}))


def test_columns_rename_and_leave_out() -> None:
    table = frame(headline=["Bridge"], wordcount=[7])
    (article,) = load_articles(table, columns={"headline": "title", "wordcount": None})
    assert article.title == "Bridge"


def test_a_column_may_be_renamed_to_file(tmp_path: Path) -> None:
    write(tmp_path / "a.txt", TEXT)
    path = write(tmp_path / "t.csv", "path,outlet\na.txt,Gull\n")
    assert load_articles(path, columns={"path": "file"})[0].text == TEXT


def test_the_column_file_may_be_left_out(tmp_path: Path) -> None:
    path = write(tmp_path / "t.csv", f"file,outlet,text\na.txt,Gull,{TEXT}\n")
    assert load_articles(path, columns={"file": None})[0].text == TEXT


def test_a_wrong_field_in_columns_is_mended_by_the_hint() -> None:
    with pytest.raises(StancekitError, match=r"columns=\{'headline': "):
        load_articles(frame(headline=["x"]), columns={"headline": "titel"})


# Titles


@pytest.mark.parametrize(
    ("text", "there"),
    [
        ("Bridge opens\n\nThe mayor spoke.", True),
        ("“BRIDGE” opens…\nThe mayor spoke.", True),
        ("The mayor spoke. Bridge opens.", False),
        pytest.param(
            "Bridge openset, as they say.",
            False,
        ),
    ],
)
def test_a_title_is_put_before_the_text_unless_it_is_there(text: str, there: bool) -> None:
    table = pd.DataFrame({"outlet": ["Gull"], "title": ["Bridge opens"], "text": [text]})
    assert load_articles(table)[0].text == (text if there else f"Bridge opens\n\n{text}")


# Pages


def test_a_page_without_trafilatura_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "trafilatura", None)
    with pytest.raises(StancekitError, match=r"a\.html: .*pip install 'stancekit\[html\]'"):
        load_articles(write(tmp_path / "a.html", PAGE))


def test_a_page_gives_its_story_and_its_outlet_without_navigation(tmp_path: Path) -> None:
    pytest.importorskip("trafilatura")
    article = load_one(write(tmp_path / "a.html", PAGE))
    assert (article.id, article.outlet) == ("a", "Daily Gull")
    assert article.text.startswith("A bridge opens in Selm\n")
    assert article.text.count("A bridge opens in Selm") == 1
    assert "Nobody complained" in article.text and "Home" not in article.text


@pytest.mark.parametrize("page", ["", "<html><body></body></html>", "no page at all"])
def test_a_page_without_an_article_is_an_error_that_names_it(tmp_path: Path, page: str) -> None:
    pytest.importorskip("trafilatura")
    with pytest.raises(StancekitError, match=r"a\.html"):
        load_articles(write(tmp_path / "a.html", page), outlet="Gull")


# The sample


def test_the_key_of_the_sample_points_at_its_words() -> None:
    texts = {article.id: article.text for article in load_sample()}
    for row in load_sample_key().itertuples():
        assert texts[row.article][row.start : row.end] == row.words
