"""Tables to read and to hand in. Numbers become text here, and nowhere before."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Mapping
from html import escape
from pathlib import Path
from typing import Any

import pandas as pd
from tabulate import tabulate

import stancekit
from stancekit.comparison import side_by_side
from stancekit.model import StancekitError

TABLE_FORMATS = (".csv", ".md", ".html", ".xlsx")

VOICE_NAMES: Mapping[object, str] = {
    "outlet": "own voice",
    "attributed": "quoted",
    "scare": "scare quotes",
}
_FORMULA = (
    "=",
    "+",
    "-",
    "@",
    "\t",
    "\r",
)  # a spreadsheet takes a cell that begins so for a formula
_NOTHING = "–"
_LINE = 100  # characters of a line of the legend, where the width of the terminal is not known
_HEADER_WIDTH = 16  # characters, so that six outlets fit a terminal

_KNOWN_LENSES = {
    "framing": (
        "a single mention is right about 7 times in 10; do not rank outlets by one article each"
    ),
    "loaded": "each expression counts 1 to 3; what the lexicon does not hold is not found",
    "asides": "by rule; an aside in plain words is not found",
    "sourcing": "what is quoted or reported as said, thought or written; speakers() tells whose",
    "readability": "of the whole body, quoted or not; higher is harder",
}
_WHOLE = ("sourcing", "readability")  # these do not tell voices apart
_VOICE = (
    "Quoted: words in quotation marks, and speech reported without them where a verb of speaking"
    " shows it. All other words are the outlet's own voice."
)
_INTERVALS = (
    "In brackets: a 95 % interval, unless asked otherwise, over articles for an outlet with five or"
    " more, else over sentences. One article describes that article, not its outlet."
)
_TOO_FEW = (
    f"{_NOTHING}: nothing to measure, such as an actor not mentioned or fewer than 100 words in a"
    " voice. (n=2): found in two sentences, too few for an interval."
)
NOTHING_TO_COMPARE = (
    "Nothing to compare: no article has 100 words of English, or a mention of an actor."
)

_PAGE = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Outlets side by side</title>
<style>
body {{ font-family: sans-serif; margin: 2em; max-width: 90em; }}
table {{ border-collapse: collapse; }}
th, td {{ border: 1px solid #bbb; padding: 0.3em 0.6em; text-align: left; white-space: nowrap; }}
thead th {{ white-space: normal; }}
.table {{ overflow-x: auto; }}
tr:hover {{ background: #f3f3f3; }}
</style>
</head>
<body>
<h1>Outlets side by side</h1>
<div class="table">
{table}
</div>
<ul>
{legend}
</ul>
</body>
</html>
"""


def readable_table(comparison: pd.DataFrame, *, between: str = " ") -> pd.DataFrame:
    """A comparison as text: a row for each measure, a column for each group.

    Parameters
    ----------
    comparison
        From :func:`stancekit.compare`.
    between
        What stands between an estimate and its interval: a blank, or a line break.

    Returns
    -------
    DataFrame
        Of text. Rows in which no group has a number are left out.
    """
    rows = comparison.assign(
        cell=[_cell(row, between) for row in comparison.itertuples()],
        measure=[measure_name(row) for row in comparison.itertuples()],
    )
    rows = rows[rows.groupby("measure")["value"].transform("count") > 0]
    wide = rows.pivot(index="measure", columns="group", values="cell")
    wide = wide.reindex(
        index=list(dict.fromkeys(rows["measure"])),
        columns=list(dict.fromkeys(comparison["group"])),
    )
    return wide.fillna(_NOTHING).rename_axis(index=None, columns=None)


def legend(comparison: pd.DataFrame) -> list[str]:
    """What each lens counts, how to read a cell, and what made the table."""
    lenses: list[Any] = list(comparison.drop_duplicates("lens").itertuples())
    lines = []
    for row in lenses:
        known = f"; {_KNOWN_LENSES[row.lens]}" if row.lens in _KNOWN_LENSES else ""
        lines.append(f"{row.lens}: {row.unit}{known}.")
    return [*lines, _VOICE, _INTERVALS, _TOO_FEW, f"Made with stancekit {stancekit.__version__}."]


def measure_name(row: Any) -> str:
    """What a row of scores or of a comparison measures, as tables name it."""
    of = f" {row.actor}" if isinstance(row.actor, str) and row.actor else ""
    voice = "" if row.lens in _WHOLE else f", {VOICE_NAMES[row.voice]}"
    return f"{row.lens}{of}{voice}"


def _cell(row: Any, between: str) -> str:
    if pd.isna(row.value):
        return _NOTHING
    digits = 2 if "-1 to 1" in row.unit else 1
    value, low, high = (_rounded(number, digits) for number in (row.value, row.low, row.high))
    return f"{value}{between}" + (f"(n={row.n})" if pd.isna(row.low) else f"[{low}, {high}]")


def _rounded(number: float, digits: int) -> str:
    return f"{round(number, digits) + 0.0:.{digits}f}"  # adding 0.0 makes -0.0 plain zero


def terminal_table(comparison: pd.DataFrame, width: int | None = None) -> str:
    """The table as it is printed: intervals below their estimates, the legend behind.

    Parameters
    ----------
    comparison
        From :func:`stancekit.compare`.
    width
        Of the terminal, in characters: outlets that do not fit come in tables of their own below.
        None: everything in one table.
    """
    table = readable_table(comparison, between="\n")
    if table.empty:
        return NOTHING_TO_COMPARE
    table.columns = pd.Index([clean(str(name)) for name in table.columns])
    table.index = pd.Index([clean(str(name)) for name in table.index])
    label = max(len(name) for name in table.index)
    at_once = len(table.columns)
    if width is not None:
        at_once = max(1, (width - label) // (_HEADER_WIDTH + 2))
    blocks = [
        _block(table.iloc[:, first : first + at_once])
        for first in range(0, len(table.columns), at_once)
    ]
    notes = [textwrap.fill(line, width or _LINE) for line in legend(comparison)]
    return "\n\n".join([*blocks, "\n".join(notes)])


def _block(table: pd.DataFrame) -> str:
    return tabulate(
        table.reset_index().to_numpy().tolist(),
        headers=["", *table.columns],
        tablefmt="simple",
        disable_numparse=True,
        maxheadercolwidths=[_HEADER_WIDTH] * (len(table.columns) + 1),
    )


def speakers_table(speakers: pd.DataFrame) -> str:
    """Who speaks in each outlet, as it is printed.

    Parameters
    ----------
    speakers
        From :func:`stancekit.speakers`.
    """
    if speakers.empty:
        return "Nobody is quoted."
    rows: list[Any] = list(speakers.itertuples())
    cells = [
        [
            "" if i and row.group == rows[i - 1].group else textwrap.fill(clean(row.group), 20),
            textwrap.fill(clean(row.speaker), 36),
            {True: "named", False: "unnamed"}.get(row.named, _NOTHING),
            row.words,
            f"{row.share:.0%}",
            textwrap.fill(clean(row.verbs), 30),
        ]
        for i, row in enumerate(rows)
    ]
    headers = ["", "speaker", "source", "words", "of all quoted", "introduced by"]
    return tabulate(
        cells,
        headers=headers,
        tablefmt="simple",
        disable_numparse=True,
        colalign=("left", "left", "left", "right", "right", "left"),
    )


def write_table(comparison: pd.DataFrame, path: str | Path) -> Path:
    """Write a comparison as a table of outlets side by side.

    Parameters
    ----------
    comparison
        From :func:`stancekit.compare`.
    path
        Ends in ``.csv`` or ``.xlsx`` (numbers as numbers: the value of each measure, its interval
        and n, each in a row of its own), ``.md`` or ``.html`` (to read, with a legend). An existing
        file is replaced.

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
    try:
        if path.suffix.lower() == ".csv":
            text = for_sheets(numbers(comparison)).to_csv(index=False, lineterminator="\n")
            path.write_text(text, encoding="utf-8-sig")  # Excel needs the mark to see UTF-8
        elif path.suffix.lower() == ".xlsx":
            _write_excel(comparison, path)
        elif path.suffix.lower() == ".md":
            path.write_text(markdown_table(comparison), encoding="utf-8")
        else:
            path.write_text(_html(comparison), encoding="utf-8")
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


def clean(text: str) -> str:
    r"""The text without control characters, which could command a terminal.

    >>> clean("a\x1b[31mb")
    'a�[31mb'
    """
    return re.sub(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]", "\ufffd", text)


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


def markdown_table(comparison: pd.DataFrame) -> str:
    """The table in Markdown, with its legend below it."""
    table = readable_table(comparison)
    table.columns = pd.Index([_in_markdown(str(name)) for name in table.columns])
    table.index = pd.Index([_in_markdown(str(name)) for name in table.index])
    lines = "\n".join(f"- {_in_markdown(line)}" for line in legend(comparison))
    return f"{table.to_markdown(disable_numparse=True)}\n\n{lines}\n"


def _in_markdown(text: str) -> str:
    return re.sub(r"([|*_`\[\]])", r"\\\1", escape(" ".join(text.split()), quote=False))


def _html(comparison: pd.DataFrame) -> str:
    table = readable_table(comparison).to_html(border=0, escape=True)
    lines = "\n".join(f"<li>{escape(line)}</li>" for line in legend(comparison))
    return _PAGE.format(table=table, legend=lines)
