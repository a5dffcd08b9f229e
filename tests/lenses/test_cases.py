"""The cases of each lens, from tests/cases: what it must find, and what it must not."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import stancekit
from stancekit import Article
from stancekit.lenses.asides import ASIDES
from stancekit.lenses.loaded import LOADED
from stancekit.lenses.readability import plain_body
from stancekit.lenses.sourcing import SOURCING

ROOT = Path(__file__).parents[2]
CASES = ROOT / "tests" / "cases"
LENSES = [lens.name for lens in stancekit.DEFAULT_LENSES]


def cases(lens: str) -> list[Any]:
    rows = json.loads((CASES / f"{lens}.json").read_text("utf-8"))
    return [
        pytest.param(
            row,
            id=row["text"][:60],
            marks=pytest.mark.xfail(strict=True) if row.get("hard") else (),
        )
        for row in rows
    ]


def found(text: str, lens: stancekit.Lens) -> Any:
    return stancekit.score([Article("a", "Daily", text)], lenses=[lens]).evidence


def touch(one: tuple[int, int, str], other: tuple[int, int, str]) -> bool:
    return one[0] < other[1] and other[0] < one[1] and one[2] == other[2]


@pytest.mark.parametrize("case", cases("loaded"))
def test_loaded(case: dict[str, Any]) -> None:
    """All that is marked is touched, in its voice, and nothing else is found."""
    rows = found(case["text"], LOADED)
    ours = [(row.start, row.end, row.voice) for row in rows.itertuples()]
    wanted, at = [], 0
    for words, voice in case["found"]:
        at = case["text"].index(words, at)
        wanted.append((at, at + len(words), voice))
    assert all(any(touch(one, other) for other in ours) for one in wanted), ours
    assert all(any(touch(one, other) for other in wanted) for one in ours), ours


@pytest.mark.parametrize("case", cases("asides"))
def test_asides(case: dict[str, Any]) -> None:
    assert sorted(found(case["text"], ASIDES)["category"]) == sorted(case["kinds"])


@pytest.mark.parametrize("case", cases("framing"))
def test_framing(case: dict[str, Any]) -> None:
    start = case["text"].index(case["target"])
    stance = stancekit.stance_toward(case["text"], start, start + len(case["target"]))
    assert stance.label == case["sign"]


@pytest.mark.parametrize("case", cases("readability"))
def test_readability(case: dict[str, Any]) -> None:
    assert plain_body(stancekit.read(Article("a", "Daily", case["text"]))) == case["plain"]


@pytest.mark.parametrize("case", cases("sourcing"))
def test_sourcing(case: dict[str, Any]) -> None:
    columns = ["text", "weight", "rule", "category", "note"]
    assert found(case["text"], SOURCING)[columns].to_numpy().tolist() == case["found"]


@pytest.mark.parametrize("lens", LENSES)
def test_each_lens_has_a_module_cases_a_page_and_a_row(lens: str) -> None:
    assert (ROOT / "stancekit" / "lenses" / f"{lens}.py").is_file()
    assert (CASES / f"{lens}.json").is_file()
    assert (ROOT / "docs" / "lenses" / f"{lens}.md").is_file()
    assert f"| {lens} |" in (ROOT / "docs" / "accuracy.md").read_text("utf-8")
