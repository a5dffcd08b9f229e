"""Comparisons as tables: to read, to print, to write and to read back."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import openpyxl
import pandas as pd
import pytest

import stancekit
from stancekit import (
    Article,
    Lexicon,
    StancekitError,
    Term,
    compare,
    lexicon_lens,
    score,
    side_by_side,
)
from stancekit.lenses import DEFAULT_LENSES
from stancekit.reporting.files import TABLE_FORMATS, numbers, safe_cell, write_table
from stancekit.reporting.tables import clean, legend, readable_table, terminal_table

TEXT = "The council of Orland met on Monday and said that it had condemned the gronk raid. " * 12
GRONK = lexicon_lens("gronks", Lexicon("gronks", (Term("gronk", "x", 2.0),)), unit="gronks")
FORMULAS = ("=HYPERLINK(1)", "+x", "-x", "@x", "\tx")


@lru_cache
def comparison_of(*outlets: str) -> pd.DataFrame:
    articles = [Article(str(i), outlet, TEXT) for i, outlet in enumerate(outlets)]
    return compare(score(articles, ["Orland"], [*DEFAULT_LENSES, GRONK]))


@pytest.fixture(scope="module")
def comparison() -> pd.DataFrame:
    return comparison_of("Heron", "Gull")


def sheet_rows(path: Path) -> list[list[Any]]:
    """The cells of every sheet of a workbook."""
    book = openpyxl.load_workbook(path)
    return [list(row) for sheet in book for row in sheet.iter_rows()]


def row_of(table: pd.DataFrame, measure: str) -> pd.Series:
    """The row whose label begins with a measure."""
    (label,) = [label for label in table.index if label.startswith(measure)]
    return table.loc[label]


# To read


def test_a_readable_table_has_a_row_a_measure_and_a_column_a_group(
    comparison: pd.DataFrame,
) -> None:
    table = readable_table(comparison)
    assert list(table.columns) == ["Heron", "Gull"]
    assert table.index.is_unique
    assert "gronks, own voice (gronks per 1,000 words; ↑ more gronks)" in table.index
    assert row_of(table, "framing Orland, own voice").name.endswith("↑ portrayed more favourably)")
    assert all(isinstance(cell, str) for cell in table.to_numpy().flat)


def test_a_cell_is_the_estimate_and_its_interval(comparison: pd.DataFrame) -> None:
    cell = row_of(readable_table(comparison, between="/"), "gronks, own voice")["Gull"]
    row = comparison.query("lens == 'gronks' and group == 'Gull' and voice == 'outlet'").iloc[0]
    assert cell == f"{row.value:.1f}/[{row.low:.1f}, {row.high:.1f}]"


def test_rows_without_a_number_are_left_out_and_gaps_have_a_dash() -> None:
    articles = [Article("a", "Heron", TEXT), Article("b", "Gull", TEXT.replace("Orland", "Selm"))]
    table = readable_table(compare(score(articles, ["Orland"])))
    assert row_of(table, "framing Orland, own voice")["Gull"] == "–"
    assert not any("quoted" in measure for measure in table.index)


def test_the_outlet_whose_interval_lies_apart_is_marked() -> None:
    comparison = comparison_of("Heron", "Gull", "Tern")
    rows = (comparison["lens"] == "gronks") & (comparison["voice"] == "outlet")
    apart = comparison.assign(
        low=comparison["low"].mask(rows & (comparison["group"] == "Gull"), 1e6),
        high=comparison["high"].mask(rows & (comparison["group"] == "Gull"), 2e6),
    )
    row = row_of(readable_table(apart), "gronks, own voice")
    assert "▲" in row["Gull"] and "▲" not in row["Heron"] + row["Tern"]
    assert not any("▲" in cell for cell in readable_table(comparison).to_numpy().flat)


def test_side_by_side_prints_its_intervals_and_stays_numeric(
    comparison: pd.DataFrame, tmp_path: Path
) -> None:
    table = side_by_side(comparison)
    assert str(table) == repr(table) == terminal_table(comparison)
    assert "<table" in table._repr_html_() and "gronks" in table._repr_html_()
    assert type(table.iloc[:1]) is pd.DataFrame
    assert table.dtypes.unique().tolist() == [np.dtype(float)]
    assert table.write(tmp_path / "table.md").read_text("utf-8").startswith("|")


def test_latex_is_escaped(tmp_path: Path) -> None:
    path = write_table(comparison_of("A & B_{x} 100%", "C"), tmp_path / "table.tex")
    text = path.read_text("utf-8")
    assert r"A \& B\_\{x\} 100\%" in text and r"\hline" in text
    assert r"\item Made with stancekit" in text


def test_no_cell_is_minus_zero() -> None:
    comparison = comparison_of("Gull").assign(value=-0.001, low=-0.001, high=0.0)
    assert not any("-0.0" in cell for cell in readable_table(comparison).to_numpy().flat)


def test_the_legend_names_every_lens_once(comparison: pd.DataFrame) -> None:
    starts = [line.split(":")[0] for line in legend(comparison)]
    for lens in set(comparison["lens"]):
        assert starts.count(lens) == 1


def test_the_printed_table_holds_outlets_and_legend(comparison: pd.DataFrame) -> None:
    text = terminal_table(comparison)
    assert "Heron" in text and "gronks, own voice" in text
    assert " ".join(text.split()).endswith(" ".join(" ".join(legend(comparison)).split()))


def test_outlets_that_do_not_fit_the_terminal_come_below() -> None:
    scored = stancekit.score(stancekit.load_sample())
    lines = terminal_table(stancekit.compare(scored), width=80).split("\n")
    assert max(map(len, lines)) <= 80
    assert sum("----" in line for line in lines) > 1


def test_nothing_to_compare_is_said() -> None:
    scored = stancekit.score([stancekit.Article("a", "Gull", "Short.")])
    assert terminal_table(stancekit.compare(scored)).startswith("Nothing to compare")


def test_the_printed_table_holds_no_control_characters() -> None:
    text = terminal_table(comparison_of("Gu\x1b[31mll\x00\r\x9b"))
    assert text == clean(text) and "Gu\ufffd[31mll" in text


@pytest.mark.parametrize("text", ["a\nb\tc", "Zoë – “x”", ""])
def test_clean_keeps_print_tabs_and_line_ends(text: str) -> None:
    assert clean(text) == text


def test_clean_keeps_the_length() -> None:
    everything = "".join(map(chr, range(0x100)))
    assert len(clean(everything)) == len(everything)


# To write


@pytest.mark.parametrize("ending", TABLE_FORMATS)
def test_a_file_is_written_replaced_and_given_back(
    tmp_path: Path, comparison: pd.DataFrame, ending: str
) -> None:
    path = tmp_path / f"table{ending}"
    path.write_text("stale content")
    assert write_table(comparison, str(path)) == path
    assert b"stale content" not in path.read_bytes() and len(path.read_bytes()) > 100
    assert write_table(comparison, path.with_suffix(ending.upper())).is_file()


def test_csv_reads_back_as_the_numbers_side_by_side(
    tmp_path: Path, comparison: pd.DataFrame
) -> None:
    path = write_table(comparison, tmp_path / "table.csv")
    assert path.read_bytes().startswith("lens".encode("utf-8-sig"))
    back = pd.read_csv(path, encoding="utf-8-sig", keep_default_na=False, na_values={"Heron": ""})
    wide = side_by_side(comparison)
    assert list(back.columns) == [*wide.index.names, "figure", *wide.columns]
    values = back[back["figure"] == "value"]["Heron"].to_numpy()
    assert values == pytest.approx(wide["Heron"].to_numpy(), abs=1e-4, nan_ok=True)
    assert list(dict.fromkeys(back["figure"])) == ["value", "low", "high", "n"]


def test_excel_reads_back_with_numbers_as_numbers(tmp_path: Path, comparison: pd.DataFrame) -> None:
    book = openpyxl.load_workbook(write_table(comparison, tmp_path / "table.xlsx"))
    assert book.sheetnames == ["side by side", "with intervals"]
    frames = (numbers(comparison), comparison)
    for sheet, frame in zip(book, frames, strict=True):
        header, *rows = sheet.values
        assert len(rows) == len(frame)
        for name, cells in zip(header, zip(*rows, strict=True), strict=True):
            if pd.api.types.is_numeric_dtype(frame[name]):
                found = [float("nan") if cell is None else cell for cell in cells]
                assert found == pytest.approx(list(frame[name]), nan_ok=True), name


@pytest.mark.parametrize("ending", [".md", ".html"])
def test_tables_to_read_hold_every_cell_and_the_legend(
    tmp_path: Path, comparison: pd.DataFrame, ending: str
) -> None:
    text = write_table(comparison, tmp_path / f"table{ending}").read_text(encoding="utf-8")
    text = text.replace("\\", "").replace("<br>", " ")
    for expected in ("Heron", "Gull", "gronks, own voice", *readable_table(comparison)["Gull"]):
        assert expected in text
    assert "gronks: gronks per 1,000 words." in text


# Names that could do harm


@pytest.mark.parametrize("name", FORMULAS)
def test_no_outlet_becomes_a_formula_in_a_spreadsheet(tmp_path: Path, name: str) -> None:
    comparison = comparison_of(name, "Gull")
    for row in sheet_rows(write_table(comparison, tmp_path / "table.xlsx")):
        for cell in row:
            assert cell.data_type != "f" and cell.hyperlink is None
            assert not str(cell.value).startswith(name)
    with write_table(comparison, tmp_path / "table.csv").open(encoding="utf-8-sig") as file:
        header, *_ = csv.reader(file)
    assert f"'{name}" in header and name not in header


def test_negative_numbers_are_no_formulas() -> None:
    assert [safe_cell(value) for value in (-1, -0.5, "-0.5", None)] == [-1, -0.5, "'-0.5", None]


def test_html_escapes_the_name_of_an_outlet(tmp_path: Path) -> None:
    comparison = comparison_of("<script>alert(1)</script> & Sons")
    text = write_table(comparison, tmp_path / "table.html").read_text(encoding="utf-8")
    assert "<script" not in text
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; Sons" in text


@pytest.mark.parametrize("name", ["Gull | Heron", "Gull\nHeron", "*Gull* [x](y)", "<b>Gull</b>"])
def test_markdown_stays_one_table_whatever_the_name(tmp_path: Path, name: str) -> None:
    path = write_table(comparison_of(name), tmp_path / "table.md")
    table, _, _ = path.read_text(encoding="utf-8").partition("\n\n")
    lines = table.split("\n")
    assert {len(re.findall(r"(?<!\\)\|", line)) for line in lines} == {3}
    assert not re.search(r"<b>|(?<!\\)[*\[]", lines[0])


@pytest.mark.parametrize("ending", TABLE_FORMATS)
@pytest.mark.parametrize("name", ["NA", "None", "group", "Łódź Post 🐦"])
def test_odd_names_are_kept(tmp_path: Path, name: str, ending: str) -> None:
    path = write_table(comparison_of(name, "Gull"), tmp_path / f"table{ending}")
    if ending == ".xlsx":
        cells = [cell.value for row in sheet_rows(path) for cell in row]
        assert name in cells
    else:
        assert name in path.read_text(encoding="utf-8")


@pytest.mark.parametrize("ending", [".csv", ".xlsx"])
@pytest.mark.parametrize("name", ["lens", "actor", "voice", "unit"])
def test_an_outlet_may_be_named_like_a_column(tmp_path: Path, name: str, ending: str) -> None:
    assert write_table(comparison_of(name), tmp_path / f"table{ending}").is_file()


# What cannot be written


@pytest.mark.parametrize("name", ["table.docx", "table", "csv", "table.csv.gz"])
def test_an_unknown_ending_is_an_error_that_names_the_known(
    tmp_path: Path, comparison: pd.DataFrame, name: str
) -> None:
    with pytest.raises(StancekitError, match=r"unknown kind of table .*known: \.csv, \.md"):
        write_table(comparison, tmp_path / name)
    assert not (tmp_path / name).exists()


@pytest.mark.parametrize("ending", TABLE_FORMATS)
def test_a_path_that_cannot_be_written_is_named(
    tmp_path: Path, comparison: pd.DataFrame, ending: str
) -> None:
    folder = tmp_path / f"folder{ending}"
    folder.mkdir()
    for path in (folder, tmp_path / "none" / f"table{ending}"):
        with pytest.raises(StancekitError, match=rf"{re.escape(str(path))}: cannot be written"):
            write_table(comparison, path)


@pytest.mark.parametrize("ending", TABLE_FORMATS)
@pytest.mark.parametrize("text", ["", "Short."])
def test_a_comparison_without_a_number_can_be_written(
    tmp_path: Path, text: str, ending: str
) -> None:
    comparison = compare(score([Article("a", "Gull", text)]))
    assert write_table(comparison, tmp_path / f"table{ending}").is_file()
    assert terminal_table(comparison)


@pytest.mark.parametrize("make", [readable_table, legend, terminal_table, side_by_side])
def test_nothing_is_changed_by_showing_it(
    comparison: pd.DataFrame, make: Callable[[pd.DataFrame], object]
) -> None:
    before = comparison.copy(deep=True)
    make(comparison)
    pd.testing.assert_frame_equal(comparison, before)


@pytest.mark.parametrize("ending", TABLE_FORMATS)
def test_nothing_is_changed_by_writing_it(tmp_path: Path, ending: str) -> None:
    comparison = comparison_of("=x", "Gull")
    before = comparison.copy(deep=True)
    write_table(comparison, tmp_path / f"table{ending}")
    pd.testing.assert_frame_equal(comparison, before)
