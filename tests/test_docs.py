"""What the documents say is what the code does."""

import re
import runpy
import sys
from pathlib import Path

import pytest

from stancekit.agreement import AGREEMENT_COLUMNS, DISAGREEMENT_COLUMNS
from stancekit.comparison import COMPARISON_COLUMNS
from stancekit.coverage import COVERAGE_COLUMNS
from stancekit.differences import DIFFERENCE_COLUMNS
from stancekit.distinctive import DISTINCTIVE_COLUMNS
from stancekit.readability_table import READABILITY_COLUMNS
from stancekit.scoring import EVIDENCE_COLUMNS, SCORE_COLUMNS

ROOT = Path(__file__).parents[1]


@pytest.mark.parametrize(
    ("heading", "columns"),
    [
        ("scores", SCORE_COLUMNS),
        ("evidence", EVIDENCE_COLUMNS),
        ("comparison", COMPARISON_COLUMNS),
        ("differences", DIFFERENCE_COLUMNS),
        ("coverage", COVERAGE_COLUMNS),
        ("distinctive words", DISTINCTIVE_COLUMNS),
        ("readability", READABILITY_COLUMNS),
        ("agreement", AGREEMENT_COLUMNS),
        ("disagreements", DISAGREEMENT_COLUMNS),
    ],
)
def test_the_schema_page_has_the_columns(heading: str, columns: tuple[str, ...]) -> None:
    page = (ROOT / "docs" / "schema.md").read_text("utf-8")
    section = re.split(r"^## ", page, flags=re.MULTILINE)
    (text,) = [part for part in section if part.split("\n")[0] == heading]
    assert tuple(re.findall(r"^\| `(\w+)` \|", text, flags=re.MULTILINE)) == columns


def test_the_readmes_table_is_what_comes_out() -> None:
    make_table = runpy.run_path(str(ROOT / "tools" / "make_readme_table.py"))["make_table"]
    assert make_table() in (ROOT / "README.md").read_text("utf-8")


def test_the_two_commands_of_the_readme_are_those_that_are_checked() -> None:
    commands = re.findall(r"^pip install .*&&.*$", (ROOT / "README.md").read_text(), re.MULTILINE)
    checks = (ROOT / ".ci" / "run").read_text()
    assert len(commands) == 2 and all(command in checks for command in commands)


@pytest.mark.parametrize("page", sorted((ROOT / "docs").rglob("*.md")), ids=lambda page: page.name)
def test_links_between_pages_lead_somewhere(page: Path) -> None:
    targets = re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text("utf-8"))
    assert [target for target in targets if not (page.parent / target).exists()] == []


@pytest.mark.parametrize(
    "example", sorted((ROOT / "examples").glob("*.py")), ids=lambda path: path.stem
)
def test_an_example_runs_and_is_short(
    example: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "argv", [str(example)])
    runpy.run_path(str(example), run_name="__main__")
    assert len(capsys.readouterr().out.splitlines()) > 5
    assert len(example.read_text("utf-8").splitlines()) < 40
