"""Tables as files to hand in."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd

from stancekit.model import StancekitError
from stancekit.reporting.tables import html_page, latex_table, markdown_table
from stancekit.wide import SideBySide, check_comparison, side_by_side

TABLE_FORMATS = (".csv", ".md", ".html", ".tex", ".xlsx")
_FORMULA = (
    "=",
    "+",
    "-",
    "@",
    "\t",
    "\r",
)  # a spreadsheet takes a cell that begins so for a formula


def write_table(comparison: pd.DataFrame, path: str | Path) -> Path:
    """Write a comparison as a table of outlets side by side.

    Parameters
    ----------
    comparison
        From :func:`stancekit.compare`, or the table that side_by_side made of it.
    path
        Ends in ``.csv`` or ``.xlsx`` (numbers as numbers: the value of each measure, its interval
        and n, each in a row of its own), ``.md``, ``.html`` or ``.tex`` (to read, with a legend).
        An existing file is replaced.

    Returns
    -------
    Path
        The file written.

    Raises
    ------
    StancekitError
        If the ending is another one, or the file cannot be written.
    """
    path = Path(path)
    check_format(path)
    if isinstance(comparison, SideBySide):
        comparison = comparison.comparison
    check_comparison(comparison, "write_table")
    try:
        if path.suffix.lower() == ".csv":
            text = for_sheets(numbers(comparison)).to_csv(index=False, lineterminator="\n")
            path.write_text(text, encoding="utf-8-sig")  # Excel needs the mark to see UTF-8
        elif path.suffix.lower() == ".xlsx":
            _write_excel(comparison, path)
        else:
            make = {".md": markdown_table, ".html": html_page, ".tex": latex_table}
            path.write_text(make[path.suffix.lower()](comparison), encoding="utf-8")
    except OSError as error:
        raise StancekitError(f"{path}: cannot be written: {error.strerror or error}") from error
    return path


def numbers(comparison: pd.DataFrame) -> pd.DataFrame:
    """The table as numbers: rows for value, low, high and n of each measure, a column an outlet."""
    order = ["lens", "actor", "voice", "unit"]
    parts = []
    for name in ("value", "low", "high", "n"):
        part = side_by_side(comparison.assign(value=comparison[name].astype(float)))
        parts.append(part.assign(**{"": name}).set_index("", append=True))
    wide = pd.concat(parts)
    wide.index.names = [*order, "figure"]
    measures = list(
        dict.fromkeys(zip(*(wide.index.get_level_values(name) for name in order), strict=True))
    )
    keys = [(*measure, name) for measure in measures for name in ("value", "low", "high", "n")]
    return wide.reindex(keys).round(4).reset_index(allow_duplicates=True)


def check_format(path: Path) -> None:
    """Raise an error, before any work is done, if a table cannot be written to such a file."""
    if path.suffix.lower() not in TABLE_FORMATS:
        raise StancekitError(
            f"{path}: unknown kind of table {path.suffix!r}; known: {', '.join(TABLE_FORMATS)}"
        )


def for_sheets(frame: pd.DataFrame) -> pd.DataFrame:
    """The frame with text that no spreadsheet takes for a formula; numbers stay numbers."""
    names = [safe_cell(str(name)) for name in frame.columns]
    flat = frame.set_axis(range(len(names)), axis="columns")
    for column in flat.columns:
        if not pd.api.types.is_numeric_dtype(flat[column]):
            flat[column] = [safe_cell(value) for value in flat[column]]
    return flat.set_axis(names, axis="columns")


def safe_cell(value: Any) -> Any:
    """The value, with an apostrophe before text that a spreadsheet would take for a formula.

    >>> safe_cell("=1+1"), safe_cell("Daily"), safe_cell(-1)
    ("'=1+1", 'Daily', -1)
    """
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value


def _write_excel(comparison: pd.DataFrame, path: Path) -> None:
    sheets = {
        "side by side": numbers(comparison),
        "with intervals": comparison,
    }
    options = {"strings_to_formulas": False, "strings_to_urls": False}
    with pd.ExcelWriter(path, engine="xlsxwriter", engine_kwargs={"options": options}) as writer:
        for name, frame in sheets.items():
            flat = for_sheets(frame)
            flat.to_excel(writer, sheet_name=name, index=False, freeze_panes=(1, 0))
            for number, column in enumerate(flat.columns):
                cells = flat.iloc[:, number]
                longest = max([len(str(column)), *(len(str(value)) for value in cells)])
                writer.sheets[name].set_column(number, number, min(40, longest + 2))
