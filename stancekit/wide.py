"""The outlets of a comparison next to one another: numbers underneath, readable when printed."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import ClassVar

import pandas as pd

from stancekit.comparison import COMPARISON_COLUMNS
from stancekit.model import StancekitError


class SideBySide(pd.DataFrame):
    """A frame of numbers that is printed with units, intervals and a legend.

    What is made of it (a row, a selection, a sum) is a plain frame. What is printed is the
    comparison, whatever is written into the frame afterwards.

    Attributes
    ----------
    comparison
        The comparison that it was made from, with intervals and notes.
    """

    _metadata: ClassVar[list[str]] = ["comparison"]
    comparison: pd.DataFrame

    @property
    def _constructor(self) -> Callable[..., pd.DataFrame]:
        return pd.DataFrame

    def __repr__(self) -> str:
        from stancekit.reporting.tables import terminal_table

        if "comparison" not in self.__dict__:  # made by hand
            return repr(pd.DataFrame(self))
        terminal = sys.stdout is not None and sys.stdout.isatty()
        width = shutil.get_terminal_size().columns if terminal else None
        return terminal_table(self.comparison, width)

    __str__ = __repr__

    def _repr_html_(self) -> str:
        from stancekit.reporting.tables import html_table

        return html_table(self.comparison)

    def write(self, path: str | Path) -> Path:
        """Write the table to a ``.md``, ``.html``, ``.tex``, ``.csv`` or ``.xlsx`` file.

        As :func:`stancekit.write_table` does with the comparison.
        """
        from stancekit.reporting.files import write_table

        return write_table(self.comparison, path)


def check_comparison(comparison: object, caller: str) -> None:
    """Raise an error if this is not what compare gives, or rows of it."""
    if not isinstance(comparison, pd.DataFrame):
        raise StancekitError(
            f"{caller} takes what compare gives, not a {type(comparison).__name__}"
        )
    missing = [name for name in COMPARISON_COLUMNS if name not in comparison.columns]
    if missing:
        raise StancekitError(
            f"{caller} takes what compare gives, not a frame without the column {missing[0]!r}"
        )
    if comparison.duplicated(subset=["group", "lens", "actor", "voice", "unit"]).any():
        raise StancekitError(f"{caller}: a group has two rows of one measure; keep one of them")


def side_by_side(comparison: pd.DataFrame) -> SideBySide:
    """Put the groups of a comparison next to one another.

    Parameters
    ----------
    comparison
        From :func:`compare`.

    Returns
    -------
    SideBySide
        A frame of the values, as numbers: a row for each lens, actor, voice and unit, which are its
        index, and a column for each group. NaN where there is nothing to measure. Printed, and in a
        notebook, it shows the intervals, the units, which way is more, and marks the group whose
        interval lies above or below those of all others. ``write`` makes a file of it.

    Raises
    ------
    StancekitError
        If this is not what compare gives.

    Examples
    --------
    >>> import stancekit
    >>> comparison = stancekit.compare(stancekit.score(stancekit.load_sample()))
    >>> table = stancekit.side_by_side(comparison)
    >>> len(table.columns), table.loc["asides"].idxmax(axis="columns").iloc[0]
    (6, 'The Free Keel')
    """
    check_comparison(comparison, "side_by_side")
    rows = comparison.assign(actor=comparison["actor"].fillna(""))
    order = ["lens", "actor", "voice", "unit"]
    wide = rows.pivot(index=order, columns="group", values="value")
    wide = wide.reindex(index=pd.MultiIndex.from_frame(rows[order].drop_duplicates()))
    wide = wide[list(dict.fromkeys(rows["group"]))]
    wide.columns.name = None
    table = SideBySide(wide)
    table.comparison = comparison
    return table
