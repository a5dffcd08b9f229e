"""How far stancekit's findings agree with people who coded the same articles."""

from __future__ import annotations

import os
import textwrap
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import NamedTuple

import pandas as pd
from tabulate import tabulate

from stancekit.cells import unread
from stancekit.coding import (
    ALL_CODERS,
    CODED_COLUMNS,
    FRAMING,
    LIBRARY,
    as_written,
    read_coding_sheet,
)
from stancekit.model import Scored, StancekitError
from stancekit.portraits import CLEAR
from stancekit.reliability import Item, coders_row, pair_row, shared_items
from stancekit.reporting.tables import clean

AGREEMENT_COLUMNS = (
    "measure", "who", "with", "n", "agree", "precision", "recall", "f1", "kappa", "alpha", "note",
)  # fmt: skip
DISAGREEMENT_COLUMNS = (
    "measure", "article", "sentence", "text", "who", "said", "with", "says", "words",
)  # fmt: skip
_LINE = 36  # characters of a line of a note, as it is printed
_NUMBERS = ("agree", "precision", "recall", "f1", "kappa", "alpha")


@dataclass(frozen=True)
class Agreement:
    """How far findings and codes agree, and where they do not; see ``docs/schema.md``.

    Attributes
    ----------
    table
        A row for each measure and pair, and one for all coders of a measure.
    disagreements
        A row for each sentence, measure and pair that differ about it.
    """

    table: pd.DataFrame
    disagreements: pd.DataFrame

    def __str__(self) -> str:
        """The table as it is printed."""
        if self.table.empty:
            return "Nothing was coded."
        cells = [
            [
                clean(row["measure"]),
                clean(f"{row['who']} / {row['with']}" if row["with"] else row["who"]),
                row["n"],
                *("–" if pd.isna(row[name]) else f"{row[name] + 0.0:.2f}" for name in _NUMBERS),
                textwrap.fill(clean(row["note"]), _LINE),
            ]
            for row in self.table.to_dict("records")
        ]
        headers = ["measure", "who / with", "n", *_NUMBERS, "note"]
        return tabulate(cells, headers=headers, tablefmt="simple", disable_numparse=True)


class _Finding(NamedTuple):
    start: int
    text: str
    weight: float
    note: str


class _Sentence(NamedTuple):
    start: int
    end: int
    number: int
    text: str


def agreement(
    scored: Scored,
    coded: pd.DataFrame | str | os.PathLike[str] | Iterable[str | os.PathLike[str]],
) -> Agreement:
    """Compare stancekit's findings with people's codes, and the coders with one another.

    Parameters
    ----------
    scored
        From :func:`stancekit.score`, with the lenses and actors that were coded.
    coded
        From :func:`read_coding_sheet`, or the path or paths of the sheets.

    Returns
    -------
    Agreement
        By sentence, over the ``n`` that both have coded. For ``loaded`` and ``asides`` the library
        says 1 if it found any that begins in the sentence in the outlet's own voice, else 0; for
        framing the sign of the mean weight of the actor's mentions there in the outlet's own voice:
        -1 from -0.4 down, 1 from 0.4 up, else 0, also where only others speak of the actor.

        ``agree`` is the share of sentences with one and the same code, 0 to 1. ``precision``,
        ``recall`` and ``f1`` take the coder for right; for framing they are means over the classes
        for which they can be told. ``kappa`` is Cohen's. ``alpha`` is Krippendorff's, nominal for 1
        and 0, by interval for framing: of the pair, and of all coders without the library in the
        row "all coders", whose ``n`` are the sentences that two or more have coded. Kappa and
        alpha are 1 for full agreement, 0 for what chance would give, and can be negative. Nothing
        coded: frames without rows, or with NaN and a ``note`` that says why.

    Raises
    ------
    StancekitError
        If an article, lens or actor that was coded is not in `scored`, if the sheets hold another
        text than was scored, or for what :func:`read_coding_sheet` raises.

    References
    ----------
    Cohen, J. (1960). A coefficient of agreement for nominal scales. Educational and Psychological
    Measurement 20. Krippendorff, K. (2004). Content Analysis, 2nd edition, chapter 11. Both as in
    ``nltk.metrics.agreement``. Precision and its kin as in scikit-learn with
    ``zero_division=nan``.

    Examples
    --------
    >>> import stancekit
    >>> articles = [stancekit.Article("a", "Daily", "Orland met. The thugs fled.")]
    >>> coded = pd.DataFrame(
    ...     {
    ...         "article": "a", "sentence": [1, 2], "start": [0, 12], "end": [11, 27],
    ...         "text": ["Orland met.", "The thugs fled."], "measure": "loaded", "coder": "Ana",
    ...         "value": [1.0, 1.0],
    ...     }
    ... )
    >>> found = agreement(stancekit.score(articles), coded)
    >>> found.table[["with", "n", "agree", "precision", "recall"]].values.tolist()[0]
    ['Ana', 2, 0.5, 1.0, 0.5]
    >>> found.disagreements["text"].tolist()
    ['Orland met.']
    """
    if not isinstance(scored, Scored):
        raise StancekitError(f"agreement takes what score gives, not a {type(scored).__name__}")
    frame = coded if isinstance(coded, pd.DataFrame) else read_coding_sheet(coded)
    _check(scored, frame)
    measures, coders = list(dict.fromkeys(frame["measure"])), list(dict.fromkeys(frame["coder"]))
    frame = frame.dropna(subset=["value"])
    sentences = _sentences(frame)
    texts = {(article, one.number): one.text for article in sentences for one in sentences[article]}
    not_read = unread(scored)
    table: list[tuple[object, ...]] = []
    disagreements: list[tuple[object, ...]] = []
    for measure in measures:
        rows = frame[frame["measure"] == measure]
        codes: dict[str, dict[Item, int]] = {coder: {} for coder in (LIBRARY, *coders)}
        for coder, article, number, value in zip(
            *(rows[name] for name in ("coder", "article", "sentence", "value")), strict=True
        ):
            codes[coder][article, int(number)] = int(value)
        found = _placed(scored, measure, sentences)
        codes[LIBRARY] = {
            item: _says(measure, found.get(item, [])) for item in texts if item[0] not in not_read
        }
        for who, other in [*((LIBRARY, one) for one in coders), *combinations(coders, 2)]:
            table.append(pair_row(measure, who, other, codes[who], codes[other]))
            disagreements += [
                (measure, *item, texts[item], who, said, other, says, _words(measure, found, item))
                for item, said, says in shared_items(codes[who], codes[other])
                if said != says
            ]
        table.append(coders_row(measure, {coder: codes[coder] for coder in coders}))
    return Agreement(
        pd.DataFrame(table, columns=list(AGREEMENT_COLUMNS)),
        pd.DataFrame(disagreements, columns=list(DISAGREEMENT_COLUMNS)),
    )


def _check(scored: Scored, frame: pd.DataFrame) -> None:
    """Raise an error for codes that cannot be compared with the scores."""
    missing = [name for name in CODED_COLUMNS if name not in frame.columns]
    if missing:
        raise StancekitError(
            f"coded: column {missing[0]!r} is missing; take the frame that read_coding_sheet gives"
        )
    twice = frame[frame.duplicated(["article", "sentence", "measure", "coder"])]
    if len(twice):
        article, sentence, measure, coder = twice.iloc[0][
            ["article", "sentence", "measure", "coder"]
        ]
        raise StancekitError(
            f"coded: {coder!r} has {measure!r} twice for sentence {sentence} of article"
            f" {article!r}; read several sheets in one call, each coder with a name"
        )
    for coder in (LIBRARY, ALL_CODERS):
        if coder in set(frame["coder"]):
            raise StancekitError(f"coded: no coder can be called {coder!r}; write another name")
    known = set(scored.scores["article"])
    unknown = [article for article in dict.fromkeys(frame["article"]) if article not in known]
    if unknown:
        raise StancekitError(
            f"coded, but not scored: article {', '.join(repr(article) for article in unknown)};"
            " score the articles that the sheet was written from (a spreadsheet may have changed"
            " an id, as 007 into 7)"
        )
    for measure in dict.fromkeys(frame.loc[frame["value"].notna(), "measure"]):
        _check_measure(scored, str(measure), frame.loc[frame["measure"] == measure, "value"])


def _check_measure(scored: Scored, measure: str, values: pd.Series[float]) -> None:
    lens, actor = _lens(measure)
    if lens not in ("loaded", "asides", "framing"):
        raise StancekitError(
            f"coded: unknown measure {measure!r}; known: loaded, asides, {FRAMING}NAME"
        )
    allowed = (0, 1) if actor is None else (-1, 0, 1)
    wrong = [value for value in values.dropna() if value not in allowed]
    if wrong:
        raise StancekitError(
            f"coded: {measure!r} has the value {wrong[0]}; allowed: {', '.join(map(str, allowed))}"
        )
    scores = scored.scores[scored.scores["lens"] == lens]
    if scores.empty:
        raise StancekitError(
            f"{measure!r} was coded, but not scored; score with the lens {lens!r}"
            + (" and with actors" if actor else "")
        )
    if actor is not None and actor not in set(scores["actor"]):
        named = ", ".join(dict.fromkeys(str(name) for name in scores["actor"]))
        raise StancekitError(
            f"{measure!r} was coded, but the actor not scored (scored: {named}); score with the"
            " actors that the sheet was written with"
        )


def _lens(measure: str) -> tuple[str, str | None]:
    """The lens that a measure is about, and the actor."""
    if measure.startswith(FRAMING):
        return "framing", measure.removeprefix(FRAMING)
    return measure, None


def _sentences(frame: pd.DataFrame) -> dict[str, list[_Sentence]]:
    """The sentences that were coded, by article, in the order of the text."""
    places = frame.drop_duplicates(["article", "sentence"])
    sentences: dict[str, list[_Sentence]] = {}
    for article, *place in zip(
        *(places[name] for name in ("article", "start", "end", "sentence", "text")), strict=True
    ):
        sentences.setdefault(article, []).append(_Sentence(*place))
    return {article: sorted(inside) for article, inside in sentences.items()}


def _placed(
    scored: Scored, measure: str, sentences: Mapping[str, Sequence[_Sentence]]
) -> dict[Item, list[_Finding]]:
    """What the lens found in the outlet's own voice, by the sentence in which it begins."""
    lens, actor = _lens(measure)
    evidence = scored.evidence
    found = evidence[(evidence["lens"] == lens) & (evidence["voice"] == "outlet")]
    if actor is not None:
        found = found[found["actor"] == actor]
    placed: dict[Item, list[_Finding]] = {}
    columns = ("article", "start", "text", "weight", "note")
    for article, *rest in zip(*(found[column] for column in columns), strict=True):
        finding = _Finding(*rest)
        inside = sentences.get(article, ())
        i = bisect_right(inside, finding.start, key=lambda sentence: sentence.start) - 1
        if i < 0 or finding.start >= inside[i].end:
            continue
        _check_text(article, inside[i], finding)
        placed.setdefault((article, inside[i].number), []).append(finding)
    return placed


def _check_text(article: str, sentence: _Sentence, finding: _Finding) -> None:
    here = sentence.text[finding.start - sentence.start :]
    words = as_written(finding.text)
    if not (here and (here.startswith(words) or words.startswith(here))):
        raise StancekitError(
            f"article {article!r}, sentence {sentence.number}: the text of the sheet is not the one"
            f" that was scored ({finding.text!r} is not where it was found); score the articles"
            " that the sheet was written from, and leave its texts as they are"
        )


def _says(measure: str, found: Sequence[_Finding]) -> int:
    """The library's code for a sentence."""
    if not measure.startswith(FRAMING):
        return int(bool(found))
    mean = sum(finding.weight for finding in found) / len(found) if found else 0.0
    return -1 if mean <= -CLEAR else 1 if mean >= CLEAR else 0


def _words(measure: str, found: Mapping[Item, Sequence[_Finding]], item: Item) -> str:
    """What the library found in a sentence, for those who discuss it."""
    framing = measure.startswith(FRAMING)
    return "; ".join(
        f"{one.text} {one.weight:+.2f} ({one.note})" if framing else one.text
        for one in found.get(item, ())
    )
