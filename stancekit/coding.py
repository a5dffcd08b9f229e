"""The worksheet on which people code articles by hand, sentence by sentence."""

from __future__ import annotations

import csv
import io
import os
import warnings
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from stancekit.actors import as_actors
from stancekit.load import as_articles
from stancekit.model import Actor, Article, Reading, StancekitError, StancekitWarning
from stancekit.reading import not_english_message, read_quietly
from stancekit.reporting.files import safe_cell
from stancekit.reporting.tables import clean
from stancekit.tables import read_text, unknown_column

FRAMING = "framing: "  # before the name of an actor, in a column and as a measure
LIBRARY = "stancekit"  # stands for the library's own findings among the coders
ALL_CODERS = "all coders"
_PLACE = ("article", "outlet", "sentence", "text", "coder")
_OFFSETS = ("start", "end")  # last in a row: they are for the library, not for those who code
_YES_NO = ("loaded", "asides")
_REQUIRED = ("article", "sentence", "start", "end", "text")
_KNOWN = (*_PLACE, *_YES_NO, f"{FRAMING}NAME", *_OFFSETS)
_NOT_MENTIONED = "-"
_DASHES = (_NOT_MENTIONED, "–", "—")  # a spreadsheet may make the one into another
CODED_COLUMNS = ("article", "sentence", "start", "end", "text", "measure", "coder", "value")


def write_coding_sheet(
    articles: Article | Iterable[Article],
    path: str | Path,
    actors: str | Path | Iterable[Actor | str] = (),
) -> Path:
    r"""Write an empty worksheet for coding articles by hand.

    Parameters
    ----------
    articles
        The same that are scored.
    path
        Ends in ``.csv``. A file that is there already and has anything else in it is not replaced:
        somebody may have filled it in.
    actors
        Whose framing to code: actors, or anything that :func:`stancekit.load_actors` takes.

    Returns
    -------
    Path
        The file written: UTF-8 with a mark, as Excel needs it. It has a row for each sentence of
        headline and body, in the order of the text: ``article``, ``outlet``, ``sentence`` (number
        within the article, from 1), ``text``; to fill in, ``coder``, ``loaded`` and ``asides`` (1
        if the outlet's own words in the sentence have any, else 0), and for each actor
        ``framing: NAME`` (-1, 0 or 1; a dash stands where the sentence does not mention the actor);
        then ``start`` and ``end`` of the sentence in the text of the article. No articles: a sheet
        with a header only.

    Raises
    ------
    StancekitError
        If two articles have one id, the path is of another kind, is taken, or cannot be written.

    Warns
    -----
    StancekitWarning
        If articles are not English: the library will have nothing to compare with their codes.

    Examples
    --------
    >>> import tempfile, stancekit
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     sheet = write_coding_sheet(stancekit.load_sample(), f"{folder}/ana.csv", ["Orsolo"])
    ...     sheet.read_text("utf-8-sig").split("\n")[0]
    'article,outlet,sentence,text,coder,loaded,asides,framing: Orsolo,start,end'
    """
    articles = as_articles(articles, "write_coding_sheet")
    chosen = as_actors(actors)
    path = Path(path)
    if path.suffix.lower() != ".csv":
        raise StancekitError(f"{path}: a coding sheet is a .csv file; give it that ending")
    names = [actor.name for actor in chosen]
    readings = [read_quietly(article, chosen) for article in articles]
    foreign = [reading.article.id for reading in readings if not reading.english]
    if foreign:
        warnings.warn(not_english_message(foreign), StancekitWarning, stacklevel=2)
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([*_PLACE, *_YES_NO, *(FRAMING + name for name in names), *_OFFSETS])
    for reading in readings:
        writer.writerows(_rows(reading, names))
    _write(path, out.getvalue().encode("utf-8-sig", errors="replace"))
    return path


def as_written(text: str) -> str:
    """The text as a sheet can hold it, one code point for one: no control characters."""
    return clean(text).encode("utf-8", errors="replace").decode("utf-8")


def _rows(reading: Reading, names: Sequence[str]) -> Iterator[list[object]]:
    """A row for each sentence that tells the story."""
    article = reading.article
    sentences = [one for one in reading.sentences if reading.is_told(one.start)]
    mentioned = {
        (reading.sentence(mention.start), mention.actor)
        for mention in reading.mentions
        if mention.acting
    }
    for number, sentence in enumerate(sentences, start=1):
        text = _guarded(as_written(article.text[slice(*sentence)]))
        framing = ["" if (sentence, name) in mentioned else _NOT_MENTIONED for name in names]
        place = [_guarded(article.id), _guarded(article.outlet), number, text, ""]
        yield [*place, *("" for _ in _YES_NO), *framing, *sentence]


def _guarded(text: str) -> str:
    """The text so that no spreadsheet takes it for a formula, and that it can be read back."""
    bare = text.lstrip("'")
    return f"'{text}" if safe_cell(bare) != bare else text


def _unguarded(text: str) -> str:
    bare = text.lstrip("'")
    return text[1:] if text != bare and safe_cell(bare) != bare else text


def _write(path: Path, content: bytes) -> None:
    try:
        if path.exists() and path.read_bytes() != content:
            raise StancekitError(
                f"{path}: is there already, and may hold codes; give another name, or delete it"
            )
        path.write_bytes(content)
    except OSError as error:
        raise StancekitError(f"{path}: cannot be written: {error.strerror or error}") from error


class _Coded(NamedTuple):
    """A row of a sheet."""

    where: str
    article: str
    sentence: int
    start: int
    end: int
    text: str
    coder: str
    codes: dict[str, float]


def read_coding_sheet(
    paths: str | os.PathLike[str] | Iterable[str | os.PathLike[str]],
) -> pd.DataFrame:
    r"""Read worksheets that have been filled in.

    Parameters
    ----------
    paths
        One sheet or several: a file for each coder, or several coders in one file. Cells may be
        parted by commas, semicolons or tabs, and codes be written ``1``, ``1.0`` or ``1,0``.

    Returns
    -------
    DataFrame
        One row for each sentence, measure and coder: ``article``, ``sentence`` (its number),
        ``start`` and ``end`` (of the sentence), ``text``, ``measure`` (``loaded``, ``asides`` or
        ``framing: NAME``), ``coder``, and ``value``: 0 or 1, for framing -1, 0 or 1, NaN where the
        cell is empty or a dash. Where a file names no coder at all, the coder is the name of the
        file without its ending; where it names one, that one coded all its rows. A sheet without
        sentences: no rows.

    Raises
    ------
    StancekitError
        If a file cannot be read, a column is unknown, twice there or missing, a code is not one of
        those, a row has no coder though its file names several, one coder has one sentence twice,
        or the sheets were not written from the same articles. The message says in which line.

    Examples
    --------
    >>> import tempfile
    >>> from pathlib import Path
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     sheet = Path(folder, "ana.csv")
    ...     head, row = "article;sentence;start;end;text;loaded", "a;1;0;9;It burned.;1.0"
    ...     size = sheet.write_text(f"{head}\n{row}", encoding="utf-8")
    ...     read_coding_sheet(sheet)[["sentence", "measure", "coder", "value"]].values.tolist()
    [[1, 'loaded', 'ana', 1.0]]
    """
    given = [paths] if isinstance(paths, (str, os.PathLike)) else list(paths)
    for path in given:
        if not isinstance(path, (str, os.PathLike)):
            raise StancekitError(f"read_coding_sheet takes paths, not {type(path).__name__}")
    if not given:
        raise StancekitError("no coding sheet given; name at least one file")
    rows = [row for path in given for row in _with_coder(Path(path), _sheet(Path(path)))]
    _check_together(rows)
    table = [
        (*row[1:6], measure, row.coder, value)
        for row in rows
        for measure, value in row.codes.items()
    ]
    frame = pd.DataFrame(table, columns=list(CODED_COLUMNS))
    kinds = {**dict.fromkeys(("sentence", "start", "end"), "int64"), "value": "float64"}
    return frame.astype({name: kinds.get(name, "object") for name in CODED_COLUMNS})


def _sheet(path: Path) -> Iterator[_Coded]:
    lines = _lines(path)
    where, header = next(lines, (f"{path}:1", []))
    columns = _columns(where, header)
    for where, cells in lines:
        named = {column: _unguarded(cells[i]) for i, column in columns.items() if i < len(cells)}
        if any(cell.strip() for i, cell in enumerate(cells) if i not in columns):
            raise StancekitError(
                f"{where}: a cell without a column; put text that holds commas in quotation marks"
            )
        for name in ("article", "text"):
            if not named.get(name, "").strip():
                raise StancekitError(f"{where}: column {name!r}: empty; every row needs it")
        yield _Coded(
            where,
            named["article"],
            _whole(where, "sentence", named.get("sentence", ""), least=1),
            _whole(where, "start", named.get("start", ""), least=0),
            _whole(where, "end", named.get("end", ""), least=1),
            named["text"],
            named.get("coder", "").strip(),
            {
                name: _code(where, name, named.get(name, ""))
                for name in columns.values()
                if name in _YES_NO or name.startswith(FRAMING)
            },
        )


def _lines(path: Path) -> Iterator[tuple[str, list[str]]]:
    """The rows that are not blank, each with its place."""
    text = read_text(path)
    reader = csv.reader(io.StringIO(text), strict=True, delimiter=_delimiter(text))
    line = 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield f"{path}:{line}", cells
            line = reader.line_num + 1
    except csv.Error as error:
        raise StancekitError(f"{path}:{line}: {error}; save the sheet as CSV UTF-8") from error


def _delimiter(text: str) -> str:
    """The mark by which most of the columns are found: names of actors may hold the others."""
    header = text.lstrip().split("\n", 1)[0]
    names = {mark: [cell.strip(' "').lower() for cell in header.split(mark)] for mark in ",;\t"}
    return max(names, key=lambda mark: len(set(_KNOWN).intersection(names[mark])))


def _columns(where: str, header: Sequence[str]) -> dict[int, str]:
    """Which column is which; one without a name is left out."""
    columns: dict[int, str] = {}
    for i, cell in enumerate(header):
        kind, _, actor = (part.strip() for part in cell.partition(":"))
        name = FRAMING + actor if kind.lower() == "framing" and actor else cell.strip().lower()
        if not name:
            continue
        if name not in _KNOWN and not name.startswith(FRAMING):
            raise unknown_column(where, cell.strip(), _KNOWN)
        if name in columns.values():
            raise StancekitError(f"{where}: column {name!r} stands there twice; keep one of them")
        columns[i] = name
    for name in _REQUIRED:
        if name not in columns.values():
            raise StancekitError(
                f"{where}: column {name!r} is missing; keep the columns of write_coding_sheet"
            )
    return columns


def _number(cell: str) -> float:
    """A number as spreadsheets of many countries write it; NaN if it is none."""
    try:
        return float(cell.strip().replace(",", ".").replace("−", "-"))
    except ValueError:
        return float("nan")


def _whole(where: str, column: str, cell: str, *, least: int) -> int:
    number = _number(cell)
    if not (number >= least and number.is_integer()):
        raise StancekitError(
            f"{where}: column {column!r}: {cell!r} is not a whole number from {least} on;"
            " leave it as write_coding_sheet wrote it"
        )
    return int(number)


def _code(where: str, column: str, cell: str) -> float:
    """A code; NaN where there is none."""
    framing = column.startswith(FRAMING)
    if not cell.strip() or (framing and cell.strip() in _DASHES):
        return float("nan")
    number = _number(cell)
    if number in ((-1, 0, 1) if framing else (0, 1)):
        return number + 0.0  # makes -0.0 plain zero
    use = "-1, 0 or 1" if framing else "1 or 0"
    dash = ", or a dash where the actor is not mentioned" if framing else ""
    raise StancekitError(
        f"{where}: column {column!r}: {cell.strip()!r} is not a code; use {use},"
        f" leave it empty if it was not coded{dash}"
    )


def _with_coder(path: Path, sheet: Iterable[_Coded]) -> Iterator[_Coded]:
    """The rows of a file, each with its coder."""
    rows = list(sheet)
    coders = list(dict.fromkeys(row.coder for row in rows if row.coder)) or [path.stem.strip()]
    for row in rows:
        if row.coder:
            yield row
        elif len(coders) == 1:
            yield row._replace(coder=coders[0])
        elif any(value == value for value in row.codes.values()):
            raise StancekitError(
                f"{row.where}: column 'coder': empty, though the file has several coders:"
                f" {', '.join(coders)}; write whose codes these are"
            )


def _check_together(rows: Sequence[_Coded]) -> None:
    """Raise an error if the rows of all sheets contradict one another."""
    seen: dict[tuple[str, int, str], str] = {}
    places: dict[tuple[str, int], _Coded] = {}
    for row in rows:
        if row.coder in (LIBRARY, ALL_CODERS):
            raise StancekitError(
                f"{row.where}: column 'coder': {row.coder!r} stands for something else in the"
                " tables; write another name (for a file that names nobody, it is the file's)"
            )
        key = (row.article, row.sentence, row.coder)
        if key in seen:
            raise StancekitError(
                f"{row.where}: column 'coder': {row.coder!r} has sentence {row.sentence} of article"
                f" {row.article!r} in {seen[key]} already; delete one, or give each coder a name"
            )
        seen[key] = row.where
        first = places.setdefault((row.article, row.sentence), row)
        if (first.start, first.end) != (row.start, row.end):
            raise StancekitError(
                f"{row.where}: columns 'start' and 'end': sentence {row.sentence} of article"
                f" {row.article!r} is at {row.start} to {row.end} here, at {first.start} to"
                f" {first.end} in {first.where}; use sheets written from the same articles"
            )
