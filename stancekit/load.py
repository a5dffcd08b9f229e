"""Articles from whatever a user has, checked; and the sample corpus."""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from importlib.resources import files
from pathlib import Path
from typing import Any

import pandas as pd

from stancekit.model import Article, StancekitError
from stancekit.sources import FIELDS, KINDS, Source, is_missing, read_records, with_file
from stancekit.tables import read_tsv, unknown_column

_MOST_NAMED = 6  # rows with one and the same fault, in a message
_HALF_CHARACTER = re.compile("[\ud800-\udfff]")  # half a surrogate pair, which no file can hold


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
    records = list(read_records(source))
    if not records:
        raise StancekitError(
            f"{_named(source)}: no article in it; expected {', '.join(KINDS)} files or rows"
        )
    articles: list[Article] = []
    problems: dict[str, list[str]] = {}  # what is wrong, and where
    seen: dict[str, str] = {}
    for number, (where, record, folder) in enumerate(records, start=1):
        try:
            if isinstance(record, StancekitError):
                raise record
            record = with_file(where, _rename(where, record, columns or {}), folder)
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


def _rename(
    where: str, record: Mapping[str, Any], columns: Mapping[str, str | None]
) -> dict[str, Any]:
    renamed: dict[str, Any] = {}
    for name, value in record.items():
        field = columns.get(name, name)
        if field is None:
            continue
        if field not in (*FIELDS, "file"):
            error = unknown_column(where, field, (*FIELDS, "file"))
            if name in columns:
                raise StancekitError(f"{error} (in columns={{{name!r}: {field!r}}})")
            raise StancekitError(
                f"{error}; rename it there, or in Python with columns={{{field!r}: …}}"
                " (None leaves it out)"
            )
        renamed[field] = value
    return renamed


def _article(where: str, record: Mapping[str, Any], number: int, outlet: str | None) -> Article:
    fields = {name: _as_text(where, name, record.get(name)) for name in FIELDS}
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
    if is_missing(value):
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


def as_articles(articles: object, caller: str) -> list[Article]:
    """One article or several as a list; an error if they are none, or if two have one id."""
    if isinstance(articles, Article):
        return [articles]
    if isinstance(articles, str) or not isinstance(articles, Iterable):
        articles = [articles]
    listed = list(articles)
    for article in listed:
        if not isinstance(article, Article):
            raise StancekitError(
                f"{caller} takes articles, not {type(article).__name__};"
                " load them with load_articles"
            )
    for id_, count in Counter(article.id for article in listed).items():
        if count > 1:
            raise StancekitError(f"{count} articles have the id {id_!r}; give each one of its own")
    return listed
