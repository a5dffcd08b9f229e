"""The command ``stancekit``."""

from __future__ import annotations

import argparse
import io
import os
import shutil
import sys
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

import pandas as pd

import stancekit
from stancekit.model import Article, Scored, StancekitError, StancekitWarning
from stancekit.reporting.files import check_format, for_sheets, write_table
from stancekit.reporting.tables import speakers_table, terminal_table
from stancekit.reporting.terminal import show_article

_ARTICLES = "a folder, or a .txt, .md, .html, .csv or .jsonl file"
_ACTORS = (
    "a .tsv file, a bundled set (states, organisations, russia-israel-iran, sample), or names"
    " parted by commas:"
    ' "Russia,Iran,United States"'
)
_SAMPLE = "sample"  # in the place of a path: the bundled sample corpus


class _Parser(argparse.ArgumentParser):
    """A parser whose errors are one line."""

    def error(self, message: str) -> NoReturn:
        self.exit(2, f"{self.prog}: {message}; see {self.prog} --help\n")


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command; exit with 2 and one line for an error that the user can mend."""
    options = _parser().parse_args(arguments)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # where the terminal cannot show a character
    try:
        with warnings.catch_warnings():
            warnings.showwarning = _show_warning
            options.run(options)
        sys.stdout.flush()
    except StancekitError as error:
        lines = str(error).split("\n")
        more = f" (and {len(lines) - 1} more like it)" if len(lines) > 1 else ""
        sys.exit(_fail(f"{lines[0]}{more}"))
    except BrokenPipeError:  # the reader of a pipe had enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except KeyboardInterrupt:
        print(file=sys.stderr)
        sys.exit(130)


def _fail(message: str) -> int:
    print(f"stancekit: {message}", file=sys.stderr)
    return 2


def _show_warning(
    message: Warning | str, category: type[Warning], *_: object, **__: object
) -> None:
    if issubclass(category, StancekitWarning):
        print(f"stancekit: {message}", file=sys.stderr)


def _parser() -> _Parser:
    parser = _Parser(
        prog="stancekit",
        description="How news outlets differ in the way they write.",
        epilog=f"ARTICLES is {_ARTICLES}, or '{_SAMPLE}' for the bundled sample corpus.",
    )
    parser.add_argument("--version", action="version", version=f"stancekit {stancekit.__version__}")
    commands = parser.add_subparsers(metavar="COMMAND", required=True)
    compare = _command(commands, "compare", _compare, "outlets side by side in a table")
    compare.add_argument(
        "--out", type=Path, help="write it to a .csv, .md, .html, .tex or .xlsx file instead"
    )
    score = _command(commands, "score", _score, "every score, and every finding, as CSV files")
    score.add_argument(
        "--out",
        type=Path,
        metavar="FOLDER",
        help="for scores.csv and evidence.csv; without it, scores are printed",
    )
    speakers = _command(
        commands, "speakers", _speakers, "who is quoted, how much, and by which verbs"
    )
    speakers.add_argument("--out", type=Path, help="write it to a .csv file instead")
    show = _command(commands, "show", _show, "an article with its findings marked")
    show.add_argument("--id", help="which article, where ARTICLES holds several")
    return parser


def _command(
    commands: argparse._SubParsersAction[_Parser],
    name: str,
    run: Callable[[argparse.Namespace], None],
    summary: str,
) -> argparse.ArgumentParser:
    command: argparse.ArgumentParser = commands.add_parser(
        name, help=summary, description=f"Show {summary}."
    )
    command.set_defaults(run=run)
    command.add_argument("articles", metavar="ARTICLES", nargs="+", help=_ARTICLES)
    command.add_argument("--actors", default="", help=_ACTORS)
    command.add_argument("--outlet", help="for articles that name no outlet of their own")
    command.add_argument("--jobs", type=int, default=1, help="processes at once; -1: every core")
    return command


def _load(options: argparse.Namespace, outlet: str | None = None) -> list[Article]:
    if options.articles == [_SAMPLE] and not Path(_SAMPLE).exists():
        return stancekit.load_sample()
    source = options.articles[0] if len(options.articles) == 1 else options.articles
    return stancekit.load_articles(source, outlet=options.outlet or outlet)


def _scored(options: argparse.Namespace, articles: Sequence[Article]) -> Scored:
    return stancekit.score(articles, options.actors, jobs=options.jobs)


def _compare(options: argparse.Namespace) -> None:
    if options.out:
        check_format(options.out)
    comparison = stancekit.compare(_scored(options, _load(options)))
    if options.out:
        print(write_table(comparison, options.out))
    else:
        width = shutil.get_terminal_size().columns if sys.stdout.isatty() else None
        print(terminal_table(comparison, width))


def _score(options: argparse.Namespace) -> None:
    scored = _scored(options, _load(options))
    if options.out is None:
        for_sheets(scored.scores).to_csv(sys.stdout, index=False, lineterminator="\n")
        return
    if options.out.suffix:
        raise StancekitError(f"{options.out}: give a folder, for scores.csv and evidence.csv")
    with _writing(options.out):
        options.out.mkdir(parents=True, exist_ok=True)
        for name, frame in (("scores", scored.scores), ("evidence", scored.evidence)):
            _write(frame, options.out / f"{name}.csv")


@contextmanager
def _writing(path: Path) -> Iterator[None]:
    """Turns a failure to write into one line."""
    try:
        yield
    except OSError as error:
        raise StancekitError(f"{path}: cannot be written: {error.strerror}") from error


def _write(frame: pd.DataFrame, path: Path) -> None:
    for_sheets(frame).to_csv(path, index=False, lineterminator="\n", encoding="utf-8-sig")
    print(path)


def _speakers(options: argparse.Namespace) -> None:
    table = stancekit.speakers(_scored(options, _load(options)))
    if options.out is None:
        print(speakers_table(table))
        return
    if options.out.suffix.lower() != ".csv":
        raise StancekitError(f"{options.out}: give a file that ends in .csv")
    with _writing(options.out):
        _write(table, options.out)


def _show(options: argparse.Namespace) -> None:
    articles = _load(options, outlet=Path(options.articles[0]).stem)
    if options.id is not None:
        articles = [article for article in articles if article.id == options.id]
        if not articles:
            raise StancekitError(f"{options.articles[0]}: no article has the id {options.id!r}")
    scored = _scored(options, articles)
    colour = sys.stdout.isatty() and "NO_COLOR" not in os.environ
    print("\n\n".join(show_article(article, scored, colour=colour) for article in articles))
