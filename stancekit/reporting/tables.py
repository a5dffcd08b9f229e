"""Tables to read and to hand in. Numbers become text here, and nowhere before."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Mapping
from html import escape
from typing import Any

import pandas as pd
from tabulate import tabulate

import stancekit

VOICE_NAMES: Mapping[object, str] = {
    "outlet": "own voice",
    "attributed": "quoted",
    "scare": "scare quotes",
}
_NOTHING = "–"
_ABOVE, _BELOW = "▲", "▼"
_LINE = 100  # characters of a line of the legend, where the width of the terminal is not known
_BREAK = "\u2028"  # between an estimate and its interval, until a format puts its own there
_LABEL_WIDTH = 38  # characters of the units below the names of measures
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
WHOLE = ("sourcing", "readability")  # these do not tell voices apart
_VOICE = (
    "Quoted: words in quotation marks, and speech reported without them where a verb of speaking"
    " shows it. All other words are the outlet's own voice."
)
_INTERVALS = (
    "In brackets: a 95 % interval, unless asked otherwise, over articles where an outlet has five"
    " or more to measure, else over sentences. One article describes that article, not its outlet."
)
_TOO_FEW = (
    f"{_NOTHING}: nothing to measure, such as an actor not mentioned or fewer than 100 words in a"
    " voice. (n=2): found in two sentences, too few for an interval."
)
_STANDS_OUT = (
    f"{_ABOVE} {_BELOW}: above or below all others in the row, by intervals that do not touch."
    " ↑ says what more means."
)
NOTHING_TO_COMPARE = (
    "Nothing to compare: no article has 100 words of English, or a mention of an actor."
)

_LATEX: Mapping[str, str] = {
    **{char: f"\\{char}" for char in "&%$#_{}"},
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "▲": r"$\uparrow$",
    "▼": r"$\downarrow$",
    "↑": r"$\nearrow$",
    "–": "--",
}

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
th {{ min-width: 6em; white-space: normal; }}
tbody th {{ max-width: 12em; font-weight: normal; vertical-align: top; background: #fff; }}
tbody th:last-of-type {{ position: sticky; left: 0; min-width: 11em; font-weight: bold; }}
.table {{ overflow-x: auto; }}
tr:hover {{ background: #f3f3f3; }}
</style>
</head>
<body>
<h1>Outlets side by side</h1>
{table}
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
        What stands between an estimate and its interval, and between a measure and its unit: a
        blank, or a line break.

    Returns
    -------
    DataFrame
        Of text. Rows in which no group has a number are left out.
    """
    rows = comparison.assign(mark=standouts(comparison))
    rows = rows.assign(
        cell=[_cell(row, between) for row in rows.itertuples()],
        measure=[f"{measure_name(row)}{between}{_unit(row)}" for row in rows.itertuples()],
    )
    rows = rows[rows.groupby("measure")["value"].transform("count") > 0]
    wide = rows.pivot(index="measure", columns="group", values="cell")
    wide = wide.reindex(
        index=list(dict.fromkeys(rows["measure"])),
        columns=list(dict.fromkeys(comparison["group"])),
    )
    return wide.fillna(_NOTHING).rename_axis(index=None, columns=None)


def standouts(comparison: pd.DataFrame) -> list[str]:
    """A mark for each row of a comparison: whether the group lies above or below all others.

    It does if its interval touches that of no other group, and all that have a value have one.
    """
    marks = pd.Series("", index=comparison.index)
    for _, rows in comparison.assign(actor=comparison["actor"].fillna("")).groupby(
        ["lens", "actor", "voice"], sort=False
    ):
        rows = rows[rows["value"].notna()]
        if len(rows) < 2 or rows["low"].isna().any():
            continue
        for i in rows.index:
            others = rows.drop(index=i)
            if rows.at[i, "low"] > others["high"].max():
                marks[i] = _ABOVE
            elif rows.at[i, "high"] < others["low"].min():
                marks[i] = _BELOW
    return list(marks)


def legend(comparison: pd.DataFrame) -> list[str]:
    """What each lens counts, how to read a cell, and what made the table."""
    lenses: list[Any] = list(comparison.drop_duplicates("lens").itertuples())
    return [
        *(f"{row.lens}: {_KNOWN_LENSES.get(row.lens, row.unit)}." for row in lenses),
        _VOICE,
        _INTERVALS,
        _STANDS_OUT,
        _TOO_FEW,
        f"Made with stancekit {stancekit.__version__}.",
    ]


def measure_name(row: Any) -> str:
    """What a row of scores or of a comparison measures, as tables name it."""
    of = f" {row.actor}" if isinstance(row.actor, str) and row.actor else ""
    voice = "" if row.lens in WHOLE else f", {VOICE_NAMES[row.voice]}"
    return f"{row.lens}{of}{voice}"


def _unit(row: Any) -> str:
    """In what a row is counted, and which way is more."""
    return f"({row.unit}; ↑ {row.higher})"


def _cell(row: Any, between: str) -> str:
    if pd.isna(row.value):
        return _NOTHING
    value, low, high = (rounded(number, row.unit) for number in (row.value, row.low, row.high))
    mark = f" {row.mark}" if row.mark else ""
    bounds = f"(n={row.n})" if pd.isna(row.low) else f"[{low}, {high}]"
    return f"{value}{mark}{between}{bounds}"


def rounded(number: float, unit: str) -> str:
    """A number as tables print it: two decimals on a scale from -1 to 1, else one."""
    digits = 2 if "-1 to 1" in unit else 1
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
    table.index = pd.Index(
        [
            f"{clean(name)}\n{textwrap.fill(clean(unit), _LABEL_WIDTH)}".rstrip()
            for name, unit in _labels(table, "\n")
        ]
    )
    label = max(len(line) for name in table.index for line in name.split("\n"))
    at_once = len(table.columns)
    if width is not None:
        at_once = max(1, (width - label) // (_HEADER_WIDTH + 2))
    blocks = [
        _block(table.iloc[:, first : first + at_once])
        for first in range(0, len(table.columns), at_once)
    ]
    notes = [textwrap.fill(line, width or _LINE) for line in legend(comparison)]
    return "\n\n".join([*blocks, "\n".join(notes)])


def _labels(table: pd.DataFrame, between: str) -> list[tuple[str, str]]:
    """The measure and the unit of each row; the unit is empty where the row above has the same."""
    parted = [tuple(str(label).rsplit(between, 1)) for label in table.index]
    above = ["", *(unit for _, unit in parted)]
    return [
        (name, "" if unit == before else unit)
        for (name, unit), before in zip(parted, above, strict=False)
    ]


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


def clean(text: str) -> str:
    r"""The text without control characters, which could command a terminal.

    >>> clean("a\x1b[31mb")
    'a�[31mb'
    """
    return re.sub(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]", "\ufffd", text)


def markdown_table(comparison: pd.DataFrame) -> str:
    """The table in Markdown, with its legend below it."""
    table = readable_table(comparison, between=_BREAK)
    labels = [f"{name} {unit}" for name, unit in _labels(table, _BREAK)]
    table = table.map(lambda cell: cell.replace(_BREAK, " "))
    table.columns = pd.Index([_in_markdown(str(name)) for name in table.columns])
    table.index = pd.Index([_in_markdown(label) for label in labels])
    lines = "\n".join(f"- {_in_markdown(line)}" for line in legend(comparison))
    return f"{table.to_markdown(disable_numparse=True)}\n\n{lines}\n"


def _in_markdown(text: str) -> str:
    return re.sub(r"([|*_`\[\]])", r"\\\1", escape(" ".join(text.split()), quote=False))


def html_table(comparison: pd.DataFrame) -> str:
    """The table in HTML, with its legend below it; a part of a page."""
    readable = readable_table(comparison, between=_BREAK)
    # A unit spans the rows that it is of.
    labels = [str(name).rsplit(_BREAK, 1) for name in readable.index]
    readable.index = pd.MultiIndex.from_arrays(
        [[unit for _, unit in labels], [name for name, _ in labels]]
    )
    table = readable.to_html(border=0, escape=True).replace(_BREAK, "<br>")
    lines = "\n".join(f"<li>{escape(line)}</li>" for line in legend(comparison))
    return f'<div class="table">\n{table}\n</div>\n<ul>\n{lines}\n</ul>'


def html_page(comparison: pd.DataFrame) -> str:
    """The table as a page of its own."""
    return _PAGE.format(table=html_table(comparison))


def latex_table(comparison: pd.DataFrame) -> str:
    """The table in LaTeX, without any package, with its legend below it."""
    table = readable_table(comparison, between=_BREAK)
    rows = [
        [f"\\parbox{{14em}}{{\\raggedright {_in_latex(f'{name} {unit}')}}}", *map(_in_latex, cells)]
        for (name, unit), cells in zip(
            _labels(table, _BREAK), table.to_numpy().tolist(), strict=True
        )
    ]
    headers = ["", *(_in_latex(str(name)) for name in table.columns)]
    lines = "\n".join(f"\\item {_in_latex(line)}" for line in legend(comparison))
    made = tabulate(rows, headers=headers, tablefmt="latex_raw")
    return f"{made}\n\\begin{{itemize}}\n{lines}\n\\end{{itemize}}\n"


def _in_latex(text: str) -> str:
    return "".join(_LATEX.get(char, char) for char in " ".join(text.split()))
