"""Where articles come from: files, folders and tables, row by row."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import warnings
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, TypeAlias

import pandas as pd

from stancekit.model import StancekitError, StancekitWarning
from stancekit.tables import is_file, is_folder, read_text, unknown_column

FIELDS = ("id", "outlet", "text", "title", "author", "published", "url", "story")
_TEXT_FILES = (".txt", ".md")
_PAGE_FILES = (".html", ".htm")
KINDS = (*_TEXT_FILES, *_PAGE_FILES, ".csv", ".jsonl")
_FRONT_MATTER = re.compile(r"\s*---[ \t]*\n(.*?)^---[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_MARKDOWN = (
    (re.compile(r"^#{1,6}[ \t]+", re.MULTILINE), ""),
    (re.compile(r"!?\[([^\[\]\n]*)\]\([^()\s]*\)"), r"\1"),
    (re.compile(r"(\*\*|__)(?=\S)([^\n]*?\S)\1"), r"\2"),
    (re.compile(r"(?<![\w*])\*(?=\S)([^*\n]*?\S)\*(?![\w*])"), r"\1"),
)
# Where it comes from, its fields or what is wrong, and the folder that its file is relative to.
Record: TypeAlias = tuple[str, Mapping[str, Any] | StancekitError, Path]
Source: TypeAlias = str | os.PathLike[str] | pd.DataFrame | Iterable[str | os.PathLike[str]]


def read_records(source: Source) -> Iterator[Record]:
    """The rows of a source, unchecked; a row that cannot be read is the error that says why."""
    if isinstance(source, pd.DataFrame):
        yield from _table(source)
    elif isinstance(source, (str, os.PathLike)):
        yield from _path(Path(source))
    elif not isinstance(source, Iterable):
        raise StancekitError(f"load_articles takes a path, paths or a DataFrame, not {source!r}")
    else:
        for item in source:
            if not isinstance(item, (str, os.PathLike)):
                raise StancekitError(
                    f"load_articles takes paths or a DataFrame, not a list of {type(item).__name__}"
                )
            yield from _path(Path(item))


def _path(path: Path) -> Iterator[Record]:
    if is_folder(path):
        children = [child for child in sorted(path.iterdir()) if not child.name.startswith(".")]
        read = [child for child in children if child.suffix.lower() in _TEXT_FILES + _PAGE_FILES]
        for child in read:
            yield from _path(child)
        skipped = [child.name for child in children if child not in read]
        if skipped:
            warnings.warn(
                f"{path}: not read: {', '.join(skipped)}; of a folder only"
                f" {', '.join(_TEXT_FILES + _PAGE_FILES)} files are",
                StancekitWarning,
                stacklevel=2,
            )
    elif not is_file(path):
        raise StancekitError(f"{path}: no such file or folder")
    elif path.suffix.lower() == ".csv":
        yield from _csv(path)
    elif path.suffix.lower() == ".jsonl":
        yield from _json_lines(path)
    elif path.suffix.lower() in _TEXT_FILES + _PAGE_FILES:
        try:
            yield str(path), _file(path), path.parent
        except StancekitError as error:
            yield str(path), error, path.parent
    else:
        raise StancekitError(f"{path}: unknown kind of file; known: {', '.join(KINDS)}")


def _file(path: Path) -> dict[str, Any]:
    """One article from a text file or a page."""
    if path.suffix.lower() in _PAGE_FILES:
        return {"id": path.stem, **_page(path)}
    text = read_text(path)
    if path.suffix.lower() == ".md":
        text = _without_markdown(text)
    match = _FRONT_MATTER.match(text)
    if match is None:
        return {"id": path.stem, "text": text}
    record: dict[str, Any] = {"id": path.stem}
    first = text.count("\n", 0, match.start(1)) + 1
    for number, line in enumerate(match.group(1).split("\n"), start=first):
        name, colon, value = line.partition(":")
        if not line.strip():
            continue
        if not colon:
            raise StancekitError(
                f"{path}:{number}: {line!r} is not of the form 'outlet: Daily Gull'"
            )
        record[name.strip()] = _unquoted(value.strip())
    return {**record, "text": text[match.end() :]}


def _without_markdown(text: str) -> str:
    """Headings, emphasis and links as plain text."""
    for pattern, plain in _MARKDOWN:
        text = pattern.sub(plain, text)
    return text


def _unquoted(value: str) -> str:
    quoted = len(value) >= 2 and value[0] == value[-1] and value[0] in "\"'"
    return value[1:-1] if quoted else value


def _page(path: Path) -> dict[str, Any]:
    """Text and metadata of a saved web page."""
    try:
        import trafilatura
    except ModuleNotFoundError as error:
        if error.name != "trafilatura":
            raise StancekitError(f"{path}: trafilatura cannot be used: {error}") from error
        raise StancekitError(
            f"{path}: reading .html needs trafilatura; pip install 'stancekit[html]' brings it"
        ) from error
    found: Any = trafilatura.bare_extraction(
        read_text(path), with_metadata=True, include_comments=False, include_tables=False
    )
    if found is None:
        raise StancekitError(f"{path}: no article text found in this page; save it as .txt instead")
    return {
        "text": found.text,
        "title": found.title,
        "author": found.author,
        "published": found.date,
        "url": found.url,
        "outlet": found.sitename,
    }


def _csv(path: Path) -> Iterator[Record]:
    _lift_field_limit()
    text = read_text(path)
    reader = csv.DictReader(io.StringIO(text), strict=True, delimiter=_delimiter(text))
    try:
        for number, row in enumerate(reader, start=1):
            where = f"{path.name}, row {number}"
            yield where, row if None not in row else _too_many_cells(where), path.parent
    except csv.Error as error:
        raise StancekitError(f"{path.name}, line {reader.reader.line_num}: {error}") from error


def _delimiter(text: str) -> str:
    """The comma, or what stands in its place in a header without one, as Excel writes it."""
    header = text.split("\n", 1)[0]
    return next((mark for mark in (",", ";", "\t") if mark in header), ",")


def _too_many_cells(where: str) -> StancekitError:
    return StancekitError(
        f"{where}: more cells than the header has columns; put text that holds commas in quotation"
        " marks"
    )


def _lift_field_limit() -> None:
    csv.field_size_limit(2**31 - 1)  # an article may be longer than the 131,072 characters allowed


def _json_lines(path: Path) -> Iterator[Record]:
    for number, line in enumerate(read_text(path).split("\n"), start=1):
        if not line.strip():
            continue
        where = f"{path.name}, row {number}"
        yield where, _json_object(where, line), path.parent


def _json_object(where: str, line: str) -> dict[str, Any] | StancekitError:
    try:
        record = json.loads(line)
    except (ValueError, RecursionError) as error:
        return StancekitError(f"{where}: not JSON: {error}")
    if isinstance(record, dict):
        return record
    return StancekitError(f"{where}: expected an object {{…}}, found {type(record).__name__}")


def _table(table: pd.DataFrame) -> Iterator[Record]:
    for number, row in enumerate(table.to_dict("records"), start=1):
        record = {str(key): None if is_missing(value) else value for key, value in row.items()}
        yield f"DataFrame, row {number}", record, Path()


def is_missing(value: Any) -> bool:
    return value is None or (pd.api.types.is_scalar(value) and bool(pd.isna(value)))


def with_file(where: str, record: Mapping[str, Any], folder: Path) -> Mapping[str, Any]:
    """The row, its text and what else it leaves open read from its file."""
    file = record.get("file")
    if not file:
        return {key: value for key, value in record.items() if key != "file"}
    if record.get("text"):
        raise StancekitError(f"{where}: both 'text' and 'file'; keep one of them")
    path = folder / str(file)
    if not is_file(path):
        raise StancekitError(f"{where}: {path}: no such file")
    given = {key: value for key, value in record.items() if key not in ("file", "text") and value}
    of_file = _file(path)
    for name in of_file:
        if name not in FIELDS:
            raise unknown_column(path, name, FIELDS)
    return {**of_file, **given}
