"""How far two people, or all of several, coded alike: shares, kappa and alpha."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeAlias

import pandas as pd

from stancekit.coding import ALL_CODERS, FRAMING, LIBRARY

# Fewer sentences give no kappa and no alpha: of nine, each alone is more than a tenth of all.
FEWEST_CODED = 10
_NAN = float("nan")

Item: TypeAlias = tuple[str, int]  # an article, and the number of a sentence in it
Codes: TypeAlias = Mapping[Item, int]


def shared_items(one: Codes, other: Codes) -> list[tuple[Item, int, int]]:
    """The sentences that both have coded, each with the two codes."""
    return [(item, one[item], other[item]) for item in one if item in other]


def pair_row(measure: str, who: str, other: str, one: Codes, two: Codes) -> tuple[object, ...]:
    """The row of a pair."""
    shared = shared_items(one, two)
    n = len(shared)
    if n == 0:
        return (measure, who, other, 0, *[_NAN] * 6, "no sentence coded by both")
    agree = sum(said == says for _, said, says in shared) / n
    triples = [
        (coder, item, code)
        for item, said, says in shared
        for coder, code in ((who, said), (other, says))
    ]
    notes = [_too_little(n, triples)]
    kappa = alpha = _NAN
    if not notes[0]:
        kappa, alpha = _kappa(triples), _alpha(measure, triples)
    against = (_NAN, _NAN, _NAN)
    if who == LIBRARY:
        against = _against([codes[1:] for codes in shared], framing=measure.startswith(FRAMING))
        notes += [
            reason
            for number, reason in zip(
                against, (f"{who} marks none: no precision", f"{other} marks none: no recall"),
                strict=False,
            )
            if pd.isna(number)
        ]  # fmt: skip
    note = "; ".join(filter(None, notes))
    return (measure, who, other, n, agree, *against, kappa, alpha, note)


def coders_row(measure: str, codes: Mapping[str, Codes]) -> tuple[object, ...]:
    """The row of all coders."""
    by_item: dict[Item, dict[str, int]] = {}
    for coder, coded in codes.items():
        for item, code in coded.items():
            by_item.setdefault(item, {})[coder] = code
    several = {item: inside for item, inside in by_item.items() if len(inside) > 1}
    n = len(several)
    triples = [(coder, item, code) for item in several for coder, code in several[item].items()]
    note = _too_little(n, triples) if n else "no sentence coded by two"
    if len(codes) < 2:
        note = "one coder only"
    agree = sum(len(set(inside.values())) == 1 for inside in several.values()) / n if n else _NAN
    alpha = _NAN if note else _alpha(measure, triples)
    return (measure, ALL_CODERS, "", n, agree, *[_NAN] * 4, alpha, note)


def _too_little(n: int, triples: Sequence[tuple[str, Item, int]]) -> str:
    """Why kappa and alpha would mean nothing; empty if they do."""
    if n < FEWEST_CODED:
        return f"fewer than {FEWEST_CODED} sentences: no kappa, no alpha"
    if len({code for _, _, code in triples}) == 1:
        return f"only one category used ({triples[0][2]}): no kappa, no alpha"
    return ""


def _kappa(triples: Sequence[tuple[str, Item, int]]) -> float:
    from nltk.metrics.agreement import AnnotationTask

    return float(AnnotationTask(data=triples).kappa())


def _alpha(measure: str, triples: Sequence[tuple[str, Item, int]]) -> float:
    from nltk.metrics.agreement import AnnotationTask
    from nltk.metrics.distance import binary_distance, interval_distance

    framing = measure.startswith(FRAMING)
    distance: Callable[[Any, Any], float] = interval_distance if framing else binary_distance
    return float(AnnotationTask(data=triples, distance=distance).alpha())


def _against(codes: Sequence[tuple[int, int]], *, framing: bool) -> tuple[float, float, float]:
    """Precision, recall and F1 of the first codes, the second ones being right.

    Means over the classes of framing; NaN of a class that was never said, or never was right, is
    left out of the mean.
    """
    classes = (-1, 0, 1) if framing else (1,)
    numbers = []
    for one in classes:
        both = sum(said == says == one for said, says in codes)
        said_it = sum(said == one for said, _ in codes)
        is_it = sum(says == one for _, says in codes)
        numbers.append(
            (_share(both, said_it), _share(both, is_it), _share(2 * both, said_it + is_it))
        )
    precision, recall, f1 = pd.DataFrame(numbers, dtype=float).mean()
    return float(precision), float(recall), float(f1)


def _share(part: int, whole: int) -> float:
    return part / whole if whole else _NAN
