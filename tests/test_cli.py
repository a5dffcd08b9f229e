"""The command: what it prints and writes, and one line for whatever the user can mend."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

import stancekit
from stancekit.cli import main
from stancekit.reporting.files import TABLE_FORMATS

TEXT = "The council of Orland met on Monday and said that it had agreed on a bridge. " * 12


@pytest.fixture
def article(tmp_path: Path) -> str:
    path = tmp_path / "gull.txt"
    path.write_text(f"---\noutlet: Daily Gull\n---\n{TEXT}", encoding="utf-8")
    return str(path)


def printed(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    main(arguments)
    captured = capsys.readouterr()
    assert captured.err == ""
    return captured.out


def test_speakers_are_printed_and_written(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert "Hanna Brill" in printed(capsys, "speakers", "sample", "--actors", "sample")
    path = tmp_path / "speakers.csv"
    assert printed(capsys, "speakers", "sample", "--out", str(path)) == f"{path}\n"
    assert pd.read_csv(path)["words"].sum() > 0
    assert "ends in .csv" in complaint(capsys, "speakers", "sample", "--out", "speakers.txt")


def test_nobody_quoted_is_said(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = tmp_path / "rain.txt"
    path.write_text("---\noutlet: Daily Gull\n---\nIt rained.", encoding="utf-8")
    assert printed(capsys, "speakers", str(path)) == "Nobody is quoted.\n"


def complaint(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    """The one line on stderr with which the command ends, status 2."""
    with pytest.raises(SystemExit) as stopped:
        main(arguments)
    captured = capsys.readouterr()
    assert stopped.value.code == 2
    assert captured.out == ""
    assert captured.err.startswith("stancekit") and captured.err.endswith("\n")
    assert captured.err.count("\n") == 1
    return captured.err


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "stancekit", *arguments],
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
        check=False,
    )


# What it does


def test_compare_prints_the_outlets_of_the_sample(capsys: pytest.CaptureFixture[str]) -> None:
    out = printed(capsys, "compare", "sample", "--actors", "sample")
    assert "The Free Keel" in out and "framing Halvany, own voice" in out


def test_score_prints_the_scores_as_csv(capsys: pytest.CaptureFixture[str]) -> None:
    out = printed(capsys, "score", "sample", "--actors", "sample")
    scores = pd.read_csv(io.StringIO(out))
    assert set(scores["article"]) == {article.id for article in stancekit.load_sample()}


def test_show_marks_one_article_of_the_sample(capsys: pytest.CaptureFixture[str]) -> None:
    out = printed(capsys, "show", "sample", "--id", "opinion")
    assert "]1" in out and "The Free Keel" in out and "Pan-Coastal Press:" not in out
    assert "\x1b" not in out


def test_show_without_id_shows_every_article(capsys: pytest.CaptureFixture[str]) -> None:
    out = printed(capsys, "show", "sample")
    assert all(article.outlet in out for article in stancekit.load_sample())


def test_show_needs_no_outlet(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (tmp_path / "gull.txt").write_text(TEXT)
    assert printed(capsys, "show", str(tmp_path / "gull.txt")).startswith("gull: gull\n")


def test_outlet_is_for_articles_without_one(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, article: str
) -> None:
    (tmp_path / "heron.txt").write_text(TEXT)
    out = printed(capsys, "score", str(tmp_path), "--outlet", "The Heron")
    assert set(pd.read_csv(io.StringIO(out))["outlet"]) == {"Daily Gull", "The Heron"}


@pytest.mark.parametrize("ending", TABLE_FORMATS)
def test_compare_writes_every_kind_of_table_and_prints_its_path(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, article: str, ending: str
) -> None:
    path = tmp_path / f"table{ending}"
    assert printed(capsys, "compare", article, "--out", str(path)) == f"{path}\n"
    assert path.stat().st_size > 100


def test_score_writes_both_frames_into_a_new_folder(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    folder = tmp_path / "new" / "results"
    paths = printed(capsys, "score", "sample", "--out", str(folder)).split()
    assert paths == [str(folder / "scores.csv"), str(folder / "evidence.csv")]
    scores, evidence = (pd.read_csv(path, encoding="utf-8-sig") for path in paths)
    assert tuple(scores.columns) == tuple(stancekit.score([]).scores.columns)
    texts = {a.id: a.text for a in stancekit.load_sample()}
    for row in evidence.itertuples():
        assert texts[row.article][row.start : row.end].startswith(str(row.text)[:20])


def test_two_jobs_print_what_one_prints(capsys: pytest.CaptureFixture[str]) -> None:
    assert printed(capsys, "score", "sample", "--jobs", "2") == printed(capsys, "score", "sample")


def test_a_folder_named_sample_comes_before_the_bundled_sample(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "sample").mkdir()
    (tmp_path / "sample" / "gull.txt").write_text(TEXT)
    monkeypatch.chdir(tmp_path)
    assert "Daily Gull" in printed(capsys, "compare", "sample", "--outlet", "Daily Gull")


@pytest.mark.filterwarnings("default::stancekit.StancekitWarning")
def test_a_warning_is_one_line_and_no_failure(
    capsys: pytest.CaptureFixture[str], article: str
) -> None:
    main(["compare", article, "--actors", "Nobody Atall"])
    captured = capsys.readouterr()
    assert captured.err.startswith("stancekit: mentioned in no article: Nobody Atall")
    assert captured.err.count("\n") == 1 and "Daily Gull" in captured.out


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["--version"])
    assert stopped.value.code == 0
    assert capsys.readouterr().out == f"stancekit {stancekit.__version__}\n"


@pytest.mark.parametrize("arguments", [["--help"], ["compare", "--help"], ["show", "--help"]])
def test_help_says_what_articles_may_be(
    capsys: pytest.CaptureFixture[str], arguments: list[str]
) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(arguments)
    assert stopped.value.code == 0
    assert ".jsonl" in capsys.readouterr().out


# As a program


def test_the_module_runs_as_a_program(article: str) -> None:
    done = run("compare", article)
    assert (done.returncode, done.stderr) == (0, "")
    assert "Daily Gull" in done.stdout


def test_a_failing_program_ends_with_2_and_one_line() -> None:
    done = run("compare", "none.txt")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "stancekit: none.txt: no such file or folder\n"


def test_names_that_the_terminal_cannot_show_are_no_failure(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.txt").write_text(f"---\noutlet: Łódź Post\n---\n{TEXT}", encoding="utf-8")
    stdout = io.TextIOWrapper(io.BytesIO(), encoding="cp1252")
    monkeypatch.setattr(sys, "stdout", stdout)
    main(["compare", str(tmp_path / "a.txt")])
    assert b"Post" in stdout.buffer.getvalue()


# What the user can mend


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "COMMAND"),
        (["compare"], "ARTICLES"),
        (["compare", "none.txt"], "none.txt: no such file or folder"),
        (["compare", "none\n.txt"], "none"),
        (["comprae", "sample"], "comprae"),
        (["compare", "sample", "--colour"], "--colour"),
        (["compare", "sample", "--jobs", "many"], "--jobs"),
        (["compare", "sample", "--jobs", "0"], "jobs"),
        (["compare", "sample", "--jobs", "-2"], "jobs"),
        (["compare", "sample", "--out"], "--out"),
        (["compare", "sample", "--out", "table.docx"], "unknown kind of table '.docx'"),
        (["compare", "none.txt", "--out", "table"], "unknown kind of table ''"),
        (["compare", "sample", "--out", "none/table.csv"], "cannot be written"),
        (["compare", "sample", "--out", "none/table.xlsx"], "cannot be written"),
        (["compare", "sample", "--actors", "none.tsv"], "none.tsv: no such file"),
        (["compare", "sample", "--actors", "US,United States"], "given twice"),
        (["compare", "sample", "--actors", "!!"], "no letter or digit"),
        (["show", "sample", "--id", "nobody"], "no article has the id 'nobody'"),
        (["show", "sample", "--id", ""], "no article has the id ''"),
        pytest.param(
            ["compare", "sample", "--actors", "Ana Tal, " * 40 + "Orland"],
            "given twice",
        ),
        pytest.param(
            ["compare", TEXT],
            "no such file",
        ),
    ],
)
def test_an_error_is_one_line_and_status_2(
    capsys: pytest.CaptureFixture[str], arguments: list[str], message: str
) -> None:
    assert message in complaint(capsys, *arguments)


def test_a_bad_actors_file_is_told_with_its_line(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, article: str
) -> None:
    path = tmp_path / "mine.tsv"
    path.write_text("name\tkind\nOrland\tcountry\n")
    assert "mine.tsv:2: unknown kind" in complaint(
        capsys, "compare", article, "--actors", str(path)
    )


def test_many_wrong_rows_are_one_line_with_their_number(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    path = tmp_path / "t.csv"
    path.write_text("outlet,text\nGull,\nGull,\nGull,\n")
    line = complaint(capsys, "compare", str(path))
    assert "row 1" in line and line.endswith("(and 2 more like it)\n")


@pytest.mark.parametrize("command", ["compare", "score"])
def test_a_file_without_an_outlet_asks_for_one(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, command: str
) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    assert "no outlet" in complaint(capsys, command, str(tmp_path / "a.txt"))


def test_results_cannot_go_into_a_file(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, article: str
) -> None:
    path = tmp_path / "taken"
    path.write_text("")
    assert "taken: cannot be written" in complaint(capsys, "score", article, "--out", str(path))


@pytest.mark.parametrize("command", ["compare", "score", "show"])
@pytest.mark.usefixtures("capsys")
def test_half_a_surrogate_pair_is_no_traceback(tmp_path: Path, command: str) -> None:
    path = tmp_path / "t.jsonl"
    path.write_text(json.dumps({"outlet": "Gull \ud83d", "text": TEXT}))
    try:
        main([command, str(path)])
    except SystemExit as stopped:
        assert stopped.code == 2
