"""Reading the tab-separated files that hold lexicons and actors."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from stancekit.model import StancekitError


@dataclass(frozen=True)
class Row(Mapping[str, str]):
    """A row of a file; a column that the file does not have is empty."""

    path: Path
    line: int
    cells: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")

    def __iter__(self) -> Iterator[str]:
        return iter(self.cells)

    def __len__(self) -> int:
        return len(self.cells)

    def error(self, message: str) -> StancekitError:
        """An error that names the file and the line."""
        return StancekitError(f"{self.path.name}:{self.line}: {message}.")


def read_text(path: Path) -> str:
    r"""A UTF-8 file with or without a byte-order mark, its line ends made ``\n``.

    Raises
    ------
    StancekitError
        If there is no such file, it cannot be opened, or it is not UTF-8.
    """
    try:
        data = path.read_bytes()
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise StancekitError(
            f"{path}: not UTF-8 (byte {error.start}); save the file with the encoding UTF-8"
            " (in Excel: CSV UTF-8)."
        ) from error
    except OSError as error:
        raise StancekitError(f"{path}: {error.strerror or error}.") from error
    if data.count(0) > len(data) / 4:
        raise StancekitError(f"{path}: looks like UTF-16; save the file with the encoding UTF-8.")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def is_file(path: Path) -> bool:
    """Whether there is such a file; False for what cannot be the name of one."""
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False


def is_folder(path: Path) -> bool:
    """Whether there is such a folder; False for what cannot be the name of one."""
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False


def unknown_column(where: object, column: str, known: Iterable[str]) -> StancekitError:
    """An error for a column that nobody reads, with the one that was probably meant."""
    known = list(known)
    close = difflib.get_close_matches(column, known, n=1)
    meant = f"; did you mean {close[0]!r}?" if close else ""
    return StancekitError(f"{where}: unknown column {column!r}; known: {', '.join(known)}{meant}")


def read_tsv(
    path: Path, columns: Collection[str] | None = None, required: Collection[str] = ()
) -> Iterator[Row]:
    """The rows of a tab-separated file with a header line, read without quoting.

    Blank lines are skipped. Cells are stripped of white space.

    Raises
    ------
    StancekitError
        If the file cannot be read, a column is unknown, a required one missing or empty, or a row
        has more cells than the header.
    """
    lines = read_text(path).split("\n")
    header = [name.strip() for name in lines[0].split("\t")]
    for name in header:
        if columns is not None and name not in columns:
            raise unknown_column(f"{path.name}:1", name, columns)
    for name in required:
        if name not in header:
            raise StancekitError(
                f"{path.name}:1: column {name!r} is missing; the first line names the columns,"
                " parted by tabs."
            )
    for number, line in enumerate(lines[1:], start=2):
        if not line.strip():
            continue
        cells = [cell.strip() for cell in line.split("\t")]
        row = Row(path, number, dict(zip(header, cells, strict=False)))
        if len(cells) > len(header):
            raise row.error(f"{len(cells)} cells, but the header names {len(header)} columns")
        for name in required:
            if not row[name]:
                raise row.error(f"{name} is empty")
        yield row
