"""Sources of articles: files, folders, tables."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import warnings
from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib.resources import files
from pathlib import Path
from typing import Any, TypeAlias

import pandas as pd

from stancekit.model import Article, StancekitError, StancekitWarning
from stancekit.tables import is_file, is_folder, read_text, read_tsv, unknown_column

_FIELDS = ("id", "outlet", "text", "title", "author", "published", "url", "story")
_TEXT_FILES = (".txt", ".md")
_PAGE_FILES = (".html", ".htm")
_KINDS = (*_TEXT_FILES, *_PAGE_FILES, ".csv", ".jsonl")
_FRONT_MATTER = re.compile(r"\s*---[ \t]*\n(.*?)^---[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_MARKDOWN = (
    (re.compile(r"^#{1,6}[ \t]+", re.MULTILINE), ""),
    (re.compile(r"!?\[([^\[\]\n]*)\]\([^()\s]*\)"), r"\1"),
    (re.compile(r"(\*\*|__)(?=\S)([^\n]*?\S)\1"), r"\2"),
    (re.compile(r"(?<![\w*])\*(?=\S)([^*\n]*?\S)\*(?![\w*])"), r"\1"),
)
_MOST_NAMED = 6  # rows with one and the same fault, in a message
_HALF_CHARACTER = re.compile("[\ud800-\udfff]")  # half a surrogate pair, which no file can hold

# Where it comes from, its fields or what is wrong, and the folder that its file is relative to.
_Record: TypeAlias = tuple[str, Mapping[str, Any] | StancekitError, Path]
Source: TypeAlias = str | os.PathLike[str] | pd.DataFrame | Iterable[str | os.PathLike[str]]


def load_articles(
    source: Source,
    *,
    outlet: str | None = None,
    columns: Mapping[str, str | None] | None = None,
) -> list[Article]:
    r"""Load articles from files, a folder or a table.

    Parameters
    ----------
    source
        One of:

        - a folder, of which every ``.txt``, ``.md`` and ``.html`` file is an article, or such a
          file, or a list of them. A block between two lines ``---`` at the top of a text file
          holds its metadata, ``outlet: Daily Gull`` and so on, one a line;
        - a ``.csv`` file with a column ``text``, or a column ``file`` with paths relative to it;
        - a ``.jsonl`` file, one JSON object a line;
        - a DataFrame.

        The fields are ``id outlet text title author published url story``.
    outlet
        For articles that name no outlet of their own.
    columns
        Names of your columns, and the fields that they are: ``{"headline": "title"}``; None leaves
        a column out: ``{"wordcount": None}``.

    Returns
    -------
    list of Article
        In the order of the table or list; the files of a folder by name. An article without an id
        has the name of its file without the ending, or the number of its row. A title that the
        text does not begin with is put before it as a line of its own, so that it counts as the
        headline. Line ends become ``\n``.

    Raises
    ------
    StancekitError
        If there is nothing to load, a file is not UTF-8, a row has no outlet or no text, two
        articles have one id, or a column is unknown. The message says where, and all rows that
        are wrong, not only the first.
    """
    records = list(_records(source))
    if not records:
        raise StancekitError(
            f"{_named(source)}: no article in it; expected {', '.join(_KINDS)} files or rows"
        )
    articles: list[Article] = []
    problems: dict[str, list[str]] = {}  # what is wrong, and where
    seen: dict[str, str] = {}
    for number, (where, record, folder) in enumerate(records, start=1):
        try:
            if isinstance(record, StancekitError):
                raise record
            record = _with_file(where, _rename(where, record, columns or {}), folder)
            article = _article(where, record, number, outlet)
        except StancekitError as error:
            problems.setdefault(str(error).removeprefix(where), []).append(where)
            continue
        if article.id in seen:
            message = f": id {article.id!r} is also that of {seen[article.id]}; give each its own"
            problems.setdefault(message, []).append(where)
        seen.setdefault(article.id, where)
        articles.append(article)
    if problems:
        raise StancekitError("\n".join(_in_rows(*problem) for problem in problems.items()))
    return articles


def _in_rows(message: str, places: Sequence[str]) -> str:
    others = [*places[1:_MOST_NAMED], *["…"][: len(places) > _MOST_NAMED]]
    return f"{places[0]}{message}" + (f" (the same: {', '.join(others)})" if others else "")


def load_sample() -> list[Article]:
    """The sample corpus: one event as told by six invented outlets of invented countries.

    Its actors are ``load_actors("sample")``, its answer key :func:`load_sample_key`.

    Examples
    --------
    >>> [article.id for article in load_sample()]
    ['agency', 'broadsheet', 'tabloid', 'opinion', 'state', 'public']
    """
    order = ("agency", "broadsheet", "tabloid", "opinion", "state", "public")
    return load_articles([_SAMPLE / f"{name}.txt" for name in order])


def load_sample_key() -> pd.DataFrame:
    """What a careful reader marks in the sample corpus.

    Returns
    -------
    DataFrame
        A row for each planted device, with ``article``, the ``start`` and ``end`` of the words in
        its text, the ``words``, the ``device``, the ``voice``, the ``speaker`` of an attributed
        one, and a ``note``.

    Examples
    --------
    >>> load_sample_key().query("article == 'agency'").voice.unique().tolist()
    ['attributed']
    """
    texts = {article.id: article.text for article in load_sample()}
    rows = []
    for row in read_tsv(_SAMPLE / "key.tsv"):
        start = -1
        for _ in range(int(row["occurrence"])):
            start = texts[row["article"]].index(row["words"], start + 1)
        rows.append(
            {
                "article": row["article"],
                "start": start,
                "end": start + len(row["words"]),
                **{name: row[name] for name in ("words", "device", "voice", "speaker", "note")},
            }
        )
    return pd.DataFrame(rows)


_SAMPLE = Path(str(files("stancekit"))) / "sample"


def _named(source: Source) -> str:
    return str(source) if isinstance(source, (str, os.PathLike)) else f"the {type(source).__name__}"


def _records(source: Source) -> Iterator[_Record]:
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


def _path(path: Path) -> Iterator[_Record]:
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
        raise StancekitError(f"{path}: unknown kind of file; known: {', '.join(_KINDS)}")


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


def _csv(path: Path) -> Iterator[_Record]:
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


def _json_lines(path: Path) -> Iterator[_Record]:
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


def _table(table: pd.DataFrame) -> Iterator[_Record]:
    for number, row in enumerate(table.to_dict("records"), start=1):
        record = {str(key): None if _is_missing(value) else value for key, value in row.items()}
        yield f"DataFrame, row {number}", record, Path()


def _is_missing(value: Any) -> bool:
    return value is None or (pd.api.types.is_scalar(value) and bool(pd.isna(value)))


def _with_file(where: str, record: Mapping[str, Any], folder: Path) -> Mapping[str, Any]:
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
        if name not in _FIELDS:
            raise unknown_column(path, name, _FIELDS)
    return {**of_file, **given}


def _rename(
    where: str, record: Mapping[str, Any], columns: Mapping[str, str | None]
) -> dict[str, Any]:
    renamed: dict[str, Any] = {}
    for name, value in record.items():
        field = columns.get(name, name)
        if field is None:
            continue
        if field not in (*_FIELDS, "file"):
            error = unknown_column(where, field, (*_FIELDS, "file"))
            if name in columns:
                raise StancekitError(f"{error} (in columns={{{name!r}: {field!r}}})")
            raise StancekitError(
                f"{error}; rename it there, or in Python with columns={{{field!r}: …}}"
                " (None leaves it out)"
            )
        renamed[field] = value
    return renamed


def _article(where: str, record: Mapping[str, Any], number: int, outlet: str | None) -> Article:
    fields = {name: _as_text(where, name, record.get(name)) for name in _FIELDS}
    named = fields["id"] or str(number)
    text = fields["text"] or ""
    if not text.strip():
        raise StancekitError(f"{where} (id {named!r}): no text")
    outlet = fields["outlet"] or outlet
    if not outlet:
        raise StancekitError(
            f"{where} (id {named!r}): no outlet; add one to the article, or name one for all"
            " (outlet=…, in the terminal --outlet)"
        )
    title = fields["title"]
    return Article(
        id=named,
        outlet=outlet,
        text=_with_title(text, title),
        title=title,
        **{name: fields[name] for name in ("author", "published", "url", "story")},
    )


def _as_text(where: str, name: str, value: Any) -> str | None:
    """A field as text; a blank one is None."""
    if _is_missing(value):
        return None
    if isinstance(value, (list, tuple, set, dict)):
        raise StancekitError(f"{where}: {name} must be text, not a {type(value).__name__}")
    if isinstance(value, float) and value.is_integer():
        value = int(value)  # a column of whole numbers with gaps
    text = str(value).replace("\r\n", "\n").replace("\r", "\n")
    text = _HALF_CHARACTER.sub("\ufffd", text)
    return text if text.strip() else None


def _with_title(text: str, title: str | None) -> str:
    if title is None or _words(text.lstrip().split("\n", 1)[0]) == _words(title):
        return text
    return f"{title.strip()}\n\n{text}"


def _words(text: str) -> list[str]:
    """The words of a line: marks, spaces and capitals may differ."""
    return re.findall(r"\w+", text.lower())
