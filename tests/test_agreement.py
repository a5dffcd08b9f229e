"""Coding by hand: the worksheet, what is read back, and how far it agrees with the findings."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from nltk.metrics.agreement import AnnotationTask
from nltk.metrics.distance import binary_distance, interval_distance

import stancekit
from stancekit import Actor, Article, StancekitError, StancekitWarning
from stancekit.agreement import (
    AGREEMENT_COLUMNS,
    DISAGREEMENT_COLUMNS,
    Agreement,
    agreement,
)
from stancekit.coding import CODED_COLUMNS, read_coding_sheet, write_coding_sheet
from stancekit.reliability import FEWEST_CODED

HEADER = "article,outlet,sentence,text,coder,loaded,asides,framing: Orland,start,end"
ORLAND = Actor("Orland", kind="place")
HOSTILE = (
    'Gull "wins", again\n\n=cmd|calc, said nobody. She said: "No, never, at all." -1 is a number.'
    " @all came; +2 stayed. It\x1bs\x00 odd, “curly” and é. '=quoted was a sign."
    " Orland met on\tMonday."
)


def sheet(folder: Path, *rows: str, header: str = HEADER, name: str = "ana.csv") -> Path:
    path = folder / name
    path.write_text("\n".join([header, *rows]), encoding="utf-8-sig")
    return path


def row(number: int = 1, coder: str = "Ana", codes: str = "1,0,-", article: str = "a") -> str:
    return f"{article},Daily,{number},It burned.,{coder},{codes},{number * 20},{number * 20 + 10}"


def cells(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_bytes().decode("utf-8-sig"))))


def frame(codes: Mapping[str, list[float]], measure: str = "loaded") -> pd.DataFrame:
    """Codes by coder, of an article of sentences "Sentence n.", 20 characters apart."""
    rows = [
        ("a", i + 1, 20 * i, 20 * i + 12, f"Sentence {i}.", measure, coder, value)
        for coder, values in codes.items()
        for i, value in enumerate(values)
    ]
    return pd.DataFrame(rows, columns=list(CODED_COLUMNS))


@pytest.fixture
def scored() -> stancekit.Scored:
    """Article a, with actors; of its sentences only the first is loaded."""
    text = "The thugs of Orland fled. " + "It rained on Monday in the town. " * 14
    return stancekit.score([Article("a", "Daily", text.strip())], [ORLAND])


def with_findings(
    scored: stancekit.Scored, says: list[float], lens: str = "loaded"
) -> stancekit.Scored:
    """A scoring of the sentences of `frame`, with one finding of a weight in each that has one."""
    rows = [
        {
            **dict.fromkeys(scored.evidence.columns, ""),
            "article": "a",
            "lens": lens,
            "voice": "outlet",
            "start": 20 * i,
            "end": 20 * i + 8,
            "text": "Sentence",
            "actor": "Orland",
            "weight": weight,
        }
        for i, weight in enumerate(says)
        if weight or lens == "framing"
    ]
    evidence = pd.DataFrame(rows, columns=list(scored.evidence.columns))
    return stancekit.Scored(scored.scores, evidence)


def line(found: Agreement, who: str, other: str = "") -> Any:
    (one,) = found.table[(found.table["who"] == who) & (found.table["with"] == other)].to_dict(
        "records"
    )
    return one


# The worksheet


def test_a_sheet_has_a_row_for_each_sentence_of_headline_and_body(tmp_path: Path) -> None:
    text = "Orland burns\n\nThe town of Orland met. It rained.\n\nRead more: all about it"
    article = Article("a", "Daily", text)
    path = write_coding_sheet([article], tmp_path / "sheet.csv", [ORLAND])
    assert path.read_bytes().startswith("\ufeff".encode())
    rows = cells(path)
    assert list(rows[0]) == HEADER.split(",")
    told = [one["text"] for one in rows]
    assert told[:3] == ["Orland burns", "The town of Orland met.", "It rained."]
    assert [one["sentence"] for one in rows] == [str(i + 1) for i in range(len(rows))]
    assert all(text[int(one["start"]) : int(one["end"])] == one["text"] for one in rows)
    assert [one["framing: Orland"] for one in rows][:3] == ["", "", "-"]
    assert {one["coder"] + one["loaded"] + one["asides"] for one in rows} == {""}
    assert not any("Read more" in words for words in told)


def test_the_sample_has_all_sentences_that_tell_the_story(tmp_path: Path) -> None:
    articles = stancekit.load_sample()
    coded = read_coding_sheet(write_coding_sheet(articles, tmp_path / "ana.csv", "sample"))
    assert tuple(coded.columns) == CODED_COLUMNS
    assert coded["value"].isna().all() and coded["value"].dtype == float
    assert coded["measure"].nunique() == 2 + len(stancekit.load_actors("sample"))
    assert set(coded["coder"]) == {"ana"}
    texts = {article.id: article.text for article in articles}
    for one in coded.drop_duplicates(["article", "sentence"]).itertuples():
        assert texts[one.article][one.start : one.end] == one.text


def test_hostile_text_comes_back_as_it_was(tmp_path: Path) -> None:
    article = Article("=1+1", "'=Gull", HOSTILE)
    path = write_coding_sheet(article, tmp_path / "sheet.csv", [Actor("A, “B”; C")])
    with path.open(encoding="utf-8-sig", newline="") as file:
        for raw in csv.reader(file):
            assert not any(cell.startswith(("=", "+", "@")) for cell in raw)
            assert not any(cell.startswith("-") and cell != "-" for cell in raw)
    coded = read_coding_sheet(path)
    assert set(coded["article"]) == {"=1+1"}
    assert set(coded["measure"]) == {"loaded", "asides", "framing: A, “B”; C"}
    odd = 0
    for one in coded.drop_duplicates("sentence").itertuples():
        original = HOSTILE[one.start : one.end]
        assert len(original) == len(one.text)
        assert original.replace("\x1b", "\ufffd").replace("\x00", "\ufffd") == one.text
        odd += original.startswith(("=", "-", "@", "'="))
    assert odd >= 2
    assert not agreement(
        stancekit.score(article), coded.assign(value=0.0).query("measure == 'loaded'")
    ).table.empty


@pytest.mark.parametrize("text", ["=x is", "'=x is", "''=x is", "-x is", "'-x is", "'tis", "+1 is"])
def test_what_guards_a_cell_is_undone(text: str, tmp_path: Path) -> None:
    path = write_coding_sheet([Article(text, "Daily", "It rained.")], tmp_path / "sheet.csv")
    assert set(read_coding_sheet(path)["article"]) == {text}


def test_half_characters_do_not_stop_a_sheet(tmp_path: Path) -> None:
    path = write_coding_sheet(Article("a", "Daily", "It \ud800 rained."), tmp_path / "sheet.csv")
    assert set(read_coding_sheet(path)["text"]) == {"It ? rained."}


def test_a_mention_that_only_describes_is_not_one(tmp_path: Path) -> None:
    iran = Actor("Iran", kind="place", demonyms=("Iranian",))
    text = "An Iranian-made drone fell on the town."
    path = write_coding_sheet([Article("a", "Daily", text)], tmp_path / "s.csv", [iran])
    assert [one["framing: Iran"] for one in cells(path)] == ["-"]


def test_nothing_to_code_gives_a_header(tmp_path: Path) -> None:
    path = write_coding_sheet([], tmp_path / "sheet.csv")
    coded = read_coding_sheet(path)
    assert coded.empty and tuple(coded.columns) == CODED_COLUMNS
    found = agreement(stancekit.score([]), coded)
    assert tuple(found.table.columns) == AGREEMENT_COLUMNS
    assert tuple(found.disagreements.columns) == DISAGREEMENT_COLUMNS
    assert str(found) == "Nothing was coded."


def test_a_filled_sheet_is_not_written_over(tmp_path: Path) -> None:
    article = Article("a", "Daily", "It rained.")
    path = write_coding_sheet([article], tmp_path / "sheet.csv")
    assert write_coding_sheet([article], path) == path  # still empty
    filled = path.read_text("utf-8-sig").replace(",,,", ",Ana,1,", 1)
    path.write_text(filled, encoding="utf-8-sig")
    with pytest.raises(StancekitError, match=r"sheet\.csv: is there already, and may hold codes"):
        write_coding_sheet([article], path)
    assert path.read_text("utf-8-sig") == filled


def test_what_cannot_be_a_sheet_is_said(tmp_path: Path) -> None:
    article = Article("a", "Daily", "It rained.")
    with pytest.raises(StancekitError, match=r"a coding sheet is a \.csv file"):
        write_coding_sheet([article], tmp_path / "sheet.xlsx")
    with pytest.raises(StancekitError, match="2 articles have the id 'a'"):
        write_coding_sheet([article, article], tmp_path / "sheet.csv")
    with pytest.raises(StancekitError, match="takes articles, not str; load them"):
        write_coding_sheet(["x.txt"], tmp_path / "sheet.csv")  # type: ignore[list-item]
    with pytest.raises(StancekitError, match="cannot be written"):
        write_coding_sheet([article], tmp_path / "none" / "sheet.csv")
    assert list(tmp_path.iterdir()) == []


def test_another_language_is_warned_of(tmp_path: Path) -> None:
    text = "Der Hafen wurde am Montag geöffnet, und die Schiffe kamen nicht zurück. " * 8
    article = Article("a", "Blatt", text)
    with pytest.warns(StancekitWarning, match="not English"):
        path = write_coding_sheet([article], tmp_path / "ana.csv")
    with pytest.warns(StancekitWarning, match="not English"):
        scored = stancekit.score([article])
    coded = read_coding_sheet(path).assign(value=0.0)
    found = agreement(scored, coded)
    assert set(found.table["n"]) == {0} and found.disagreements.empty


# Reading it


def test_codes_are_tidied(tmp_path: Path) -> None:
    coded = read_coding_sheet(sheet(tmp_path, row(1, codes="1,0,-1"), row(2, codes=",1,-")))
    assert coded["measure"].tolist() == ["loaded", "asides", "framing: Orland"] * 2
    np.testing.assert_array_equal(coded["value"], [1, 0, -1, np.nan, 1, np.nan])
    assert set(coded["coder"]) == {"Ana"}
    first = coded.iloc[0]
    assert (first["sentence"], first["start"], first["end"]) == (1, 20, 30)


@pytest.mark.parametrize("mark", [";", "\t"])
def test_other_separators_are_understood(mark: str, tmp_path: Path) -> None:
    header = HEADER.replace(",", mark).replace("Orland", "Orland, East")
    coded = read_coding_sheet(sheet(tmp_path, row().replace(",", mark), header=header))
    assert coded["measure"].tolist()[-1] == "framing: Orland, East"
    quoted = mark.join(f'"{name}"' for name in HEADER.split(","))
    assert len(read_coding_sheet(sheet(tmp_path, row().replace(",", mark), header=quoted))) == 3


@pytest.mark.parametrize(
    ("codes", "values"),
    [
        ("1.0; 0 ;-1.0", [1, 0, -1]),
        ("1,0;0,0;-1,0", [1, 0, -1]),
        (" ;-0;−1", [np.nan, 0, -1]),
        (" 1;+1;–", [1, 1, np.nan]),
        ("1;0;—", [1, 0, np.nan]),
        ("01;0;'-1", [1, 0, -1]),
    ],
)
def test_habits_of_spreadsheets_are_understood(
    codes: str, values: list[float], tmp_path: Path
) -> None:
    line_ = f"a;Daily;1.0;It burned.;Ana;{codes};20,0;30"
    path = sheet(tmp_path, line_, ";;;;;;;;;", "", header=HEADER.replace(",", ";") + ";;")
    np.testing.assert_array_equal(read_coding_sheet(path)["value"], values)


def test_header_may_be_in_capitals_and_short(tmp_path: Path) -> None:
    header = "Article,Sentence,Start,End,Text,LOADED,Framing:Orland"
    coded = read_coding_sheet(sheet(tmp_path, "a,1,0,9,It burned,1,-1", header=header))
    assert coded["measure"].tolist() == ["loaded", "framing: Orland"]


def test_lines_may_end_as_on_any_system(tmp_path: Path) -> None:
    path = tmp_path / "ana.csv"
    path.write_bytes(f"{HEADER}\r\n{row()}\r\n".encode())
    assert len(read_coding_sheet(path)) == 3


@pytest.mark.parametrize(
    ("rows", "header", "message"),
    [
        ([row()], HEADER.replace("loaded", "loadde"), ":1: unknown column 'loadde'; .*'loaded'"),
        ([row()], HEADER.replace("framing: Orland", "framing:"), ":1: unknown column 'framing:'"),
        ([row()], HEADER.replace("asides", "loaded"), ":1: column 'loaded' stands there twice"),
        ([row()], HEADER.replace("sentence,", ","), ":1: column 'sentence' is missing"),
        ([], "", ":1: column 'article' is missing"),
        (
            [row(), row(2, codes="x,0,-")],
            HEADER,
            ":3: column 'loaded': 'x' is not a code; use 1 or 0",
        ),
        ([row(codes="1,yes,-")], HEADER, ":2: column 'asides': 'yes' is not a code; use 1 or 0"),
        ([row(codes="2,0,-")], HEADER, ":2: column 'loaded': '2' is not a code"),
        ([row(codes="-1,0,-")], HEADER, ":2: column 'loaded': '-1' is not a code"),
        ([row(codes="-,0,-")], HEADER, ":2: column 'loaded': '-' is not a code"),
        ([row(codes="nan,0,-")], HEADER, ":2: column 'loaded': 'nan' is not a code"),
        ([row(codes="0.5,0,-")], HEADER, ":2: column 'loaded': '0.5' is not a code"),
        (
            [row(codes="1,0,+")],
            HEADER,
            ":2: column 'framing: Orland': '\\+' is not a code; use -1, 0",
        ),
        ([row(codes="1,0,2")], HEADER, ":2: column 'framing: Orland': '2' .* a dash where"),
        (
            [row().replace(",1,It", ",one,It")],
            HEADER,
            ":2: column 'sentence': 'one' is not a whole",
        ),
        (
            [row().replace(",1,It", ",0,It")],
            HEADER,
            ":2: column 'sentence': '0' .* number from 1 on",
        ),
        (
            [row().replace(",20,", ",2.5,")],
            HEADER,
            ":2: column 'start': '2.5' is not a whole number",
        ),
        ([row().replace(",30", ",inf")], HEADER, ":2: column 'end': 'inf' is not a whole number"),
        ([row().replace(",20,30", "")], HEADER, ":2: column 'start': '' is not a whole number"),
        ([row(article="")], HEADER, ":2: column 'article': empty; every row needs it"),
        ([row().replace("It burned.", " ")], HEADER, ":2: column 'text': empty"),
        ([row() + ",5"], HEADER, ":2: a cell without a column"),
        (
            [row().replace("It", '"It" x')],
            HEADER,
            ":2: .*expected after.*; save the sheet as CSV UTF-8",
        ),
        (
            [row(), row(2, "Ben"), row(3, "")],
            HEADER,
            ":4: column 'coder': empty.*: Ana, Ben; write",
        ),
        (
            [row(), row()],
            HEADER,
            r":3: column 'coder': 'Ana' has sentence 1 of article 'a' in .*:2",
        ),
        ([row(coder="stancekit")], HEADER, ":2: column 'coder': 'stancekit' stands for something"),
        (
            [row(coder="all coders")],
            HEADER,
            ":2: column 'coder': 'all coders' stands for something",
        ),
        (
            [row(), row(coder="Ben").replace("20,30", "21,30")],
            HEADER,
            r":3: columns 'start' and 'end': sentence 1 of article 'a' is at 21 to 30 here,"
            r" at 20 to 30 in .*:2; use sheets written from the same articles",
        ),
    ],
)
def test_mistakes_are_named_with_their_place(
    rows: list[str], header: str, message: str, tmp_path: Path
) -> None:
    with pytest.raises(StancekitError, match=rf"ana\.csv{message}") as error:
        read_coding_sheet(sheet(tmp_path, *rows, header=header))
    assert "\n" not in str(error.value)


def test_files_that_cannot_be_read_are_named(tmp_path: Path) -> None:
    with pytest.raises(StancekitError, match=r"none\.csv: No such file"):
        read_coding_sheet(tmp_path / "none.csv")
    (tmp_path / "latin.csv").write_bytes(b"article,\xe9")
    with pytest.raises(StancekitError, match=r"latin\.csv: not UTF-8"):
        read_coding_sheet([tmp_path / "latin.csv"])
    with pytest.raises(StancekitError, match="no coding sheet given"):
        read_coding_sheet([])
    with pytest.raises(StancekitError, match="takes paths, not int"):
        read_coding_sheet([1])  # type: ignore[list-item]


def test_coders_may_have_a_file_each_or_share_one(tmp_path: Path) -> None:
    ana = sheet(tmp_path, row(coder=""), row(2, ""))
    ben = sheet(tmp_path, row(coder="Benedikt"), row(2, ""), name="ben.csv")
    coded = read_coding_sheet([ana, str(ben)])
    assert coded["coder"].tolist() == ["ana"] * 6 + ["Benedikt"] * 6
    both = sheet(tmp_path, row(), row(coder=" Ben "), row(2, "", ",,"), name="both.csv")
    assert read_coding_sheet(both)["coder"].tolist() == ["Ana"] * 3 + ["Ben"] * 3


def test_files_of_one_name_are_one_coder_twice(tmp_path: Path) -> None:
    (tmp_path / "x").mkdir()
    paths = [sheet(tmp_path, row(coder="")), sheet(tmp_path / "x", row(coder=""))]
    with pytest.raises(StancekitError, match=r"'ana' has sentence 1 .* in .*ana\.csv:2 already"):
        read_coding_sheet(paths)
    with pytest.raises(StancekitError, match="'ana' has sentence 1"):
        read_coding_sheet([paths[0], paths[0]])


# Agreement


def test_numbers_are_what_one_counts(scored: stancekit.Scored) -> None:
    says = [1.0] * 4 + [0.0] * 8
    ana = [1.0, 1, 1, 0, 1, 1, 0, 0, 0, 0, 0, 0]
    found = agreement(with_findings(scored, says), frame({"Ana": ana}))
    one = line(found, "stancekit", "Ana")
    assert (one["n"], one["agree"]) == (12, 9 / 12)
    assert (one["precision"], one["recall"]) == (3 / 4, 3 / 5)
    assert one["f1"] == pytest.approx(6 / 9)
    expected = (4 * 5 + 8 * 7) / 144  # by chance
    assert one["kappa"] == pytest.approx((9 / 12 - expected) / (1 - expected), abs=1e-12)
    assert one["note"] == ""
    assert line(found, "all coders")["note"] == "one coder only"
    assert found.disagreements["sentence"].tolist() == [4, 5, 6]
    assert found.disagreements["said"].tolist() == [1, 0, 0]
    assert found.disagreements["words"].tolist() == ["Sentence", "", ""]


@pytest.mark.parametrize(
    ("measure", "classes", "distance"),
    [("loaded", 2, binary_distance), ("framing: Orland", 3, interval_distance)],
)
def test_kappa_and_alpha_are_nltks(
    measure: str, classes: int, distance: Callable[..., float], scored: stancekit.Scored
) -> None:
    random = np.random.default_rng(3)
    codes = {}
    for coder in ("Ana", "Ben", "Cem"):
        codes[coder] = random.integers(2 - classes, 2, size=60).astype(float)
        codes[coder][random.random(60) < 0.2] = np.nan
    says = random.integers(2 - classes, 2, size=60).astype(float)
    lens = measure.split(":")[0]
    table = {name: values.tolist() for name, values in codes.items()}
    found = agreement(with_findings(scored, says.tolist(), lens), frame(table, measure))
    assert tuple(found.table.columns) == AGREEMENT_COLUMNS
    assert len(found.table) == 3 + 3 + 1
    said = {"stancekit": says, **codes}
    for one in found.table.to_dict("records")[:-1]:
        pair = (one["who"], one["with"])
        both = [i for i in range(60) if not any(np.isnan(said[name][i]) for name in pair)]
        triples = [(name, str(i), int(said[name][i])) for i in both for name in pair]
        assert one["n"] == len(both)
        assert one["kappa"] == pytest.approx(AnnotationTask(data=triples).kappa(), abs=1e-9)
        alpha = AnnotationTask(data=triples, distance=distance).alpha()
        assert one["alpha"] == pytest.approx(alpha, abs=1e-9)
        assert np.isnan(one["f1"]) == (one["who"] != "stancekit")
    triples = [
        (name, str(i), int(value))
        for name, values in codes.items()
        for i, value in enumerate(values)
        if not np.isnan(value)
    ]
    everybody = line(found, "all coders")
    alpha = AnnotationTask(data=triples, distance=distance).alpha()
    assert everybody["alpha"] == pytest.approx(alpha, abs=1e-9)
    assert np.isnan(everybody["kappa"]) and everybody["note"] == ""


def test_framing_takes_the_sign_of_the_mean(scored: stancekit.Scored) -> None:
    weights = [-0.4, -0.39, 0.0, 0.39, 0.4]
    coded = frame({"Ana": [-1, -1, 0, 1, 1]}, "framing: Orland")
    found = agreement(with_findings(scored, weights, "framing"), coded)
    assert found.disagreements["sentence"].tolist() == [2, 4]
    assert found.disagreements["said"].tolist() == [0, 0]
    assert found.disagreements["words"].tolist()[0] == "Sentence -0.39 ()"
    one = line(found, "stancekit", "Ana")
    assert one["precision"] == pytest.approx((1 + 1 / 3 + 1) / 3)
    assert one["recall"] == pytest.approx((1 / 2 + 1 + 1 / 2) / 3)
    assert one["f1"] == pytest.approx((2 / 3 + 1 / 2 + 2 / 3) / 3)


def test_two_mentions_in_a_sentence_are_one_mean(scored: stancekit.Scored) -> None:
    both = with_findings(scored, [-0.9], "framing")
    again = both.evidence.assign(weight=0.5, start=2, text="ntence")
    both = stancekit.Scored(both.scores, pd.concat([both.evidence, again]))
    assert agreement(both, frame({"Ana": [0.0]}, "framing: Orland")).disagreements.empty


def test_a_class_that_nobody_used_is_left_out_of_the_mean(scored: stancekit.Scored) -> None:
    coded = frame({"Ana": [0.0, 0, -1]}, "framing: Orland")
    one = line(agreement(with_findings(scored, [0.0] * 3, "framing"), coded), "stancekit", "Ana")
    assert one["precision"] == pytest.approx(2 / 3)  # of 0 only: the library says nothing else
    assert (one["recall"], one["f1"]) == (1 / 2, pytest.approx((4 / 5 + 0) / 2))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("The thugs fled.", 1),
        ("“The thugs fled,” said Ana Tal.", 0),
        ("It rained on Monday.", 0),
    ],
)
def test_only_the_outlets_own_voice_counts(text: str, said: int, tmp_path: Path) -> None:
    article = Article("a", "Daily", text)
    coded = read_coding_sheet(write_coding_sheet(article, tmp_path / "ana.csv"))
    coded["value"] = 1.0 - said
    found = agreement(stancekit.score(article), coded.query("measure == 'loaded'"))
    assert found.disagreements["said"].tolist() == [said]
    assert found.disagreements["says"].tolist() == [1 - said]


def test_an_actor_whom_only_others_speak_of_is_not_framed(tmp_path: Path) -> None:
    article = Article("a", "Daily", "“Orland is a brutal, evil tyranny,” said Ana Tal.")
    scored = stancekit.score(article, [ORLAND])
    coded = read_coding_sheet(write_coding_sheet(article, tmp_path / "ana.csv", [ORLAND]))
    coded.loc[coded["measure"] == "framing: Orland", "value"] = 0.0
    found = agreement(scored, coded)
    framing = found.table[found.table["measure"] == "framing: Orland"].iloc[0]
    assert (framing["n"], framing["agree"]) == (1, 1.0)


def test_empty_codes_are_left_out_pairwise(scored: stancekit.Scored) -> None:
    nan = np.nan
    coded = frame({"Ana": [1.0, 0, nan, nan], "Ben": [nan, 0, 1, nan], "Cem": [nan] * 4})
    found = agreement(with_findings(scored, [1.0, 0, 0, 0]), coded)
    assert [line(found, "stancekit", name)["n"] for name in ("Ana", "Ben", "Cem")] == [2, 2, 0]
    assert line(found, "Ana", "Ben")["n"] == 1
    nothing = line(found, "Ana", "Cem")
    assert nothing["note"] == "no sentence coded by both" and np.isnan(nothing["agree"])
    assert (line(found, "all coders")["n"], line(found, "all coders")["agree"]) == (1, 1.0)


def test_too_little_gives_no_kappa_and_says_so(scored: stancekit.Scored) -> None:
    few = [1.0, 0.0] * 4 + [1.0]
    assert len(few) == FEWEST_CODED - 1
    found = agreement(with_findings(scored, few), frame({"Ana": few, "Ben": few}))
    for one in found.table.to_dict("records"):
        assert np.isnan(one["kappa"]) and np.isnan(one["alpha"]) and one["agree"] == 1
        assert one["note"] == "fewer than 10 sentences: no kappa, no alpha"
    enough = [*few, 0.0]
    found = agreement(with_findings(scored, enough), frame({"Ana": enough, "Ben": enough}))
    assert found.table["alpha"].tolist() == [1.0] * 4 and set(found.table["note"]) == {""}


def test_one_category_throughout_gives_no_kappa(scored: stancekit.Scored) -> None:
    none, some = [0.0] * 12, [1.0] + [0.0] * 11
    found = agreement(with_findings(scored, none), frame({"Ana": none, "Ben": none, "Cem": some}))
    note = "only one category used (0): no kappa, no alpha"
    one = line(found, "stancekit", "Ana")
    reasons = ["stancekit marks none: no precision", "Ana marks none: no recall"]
    assert one["note"] == "; ".join([note, *reasons])
    assert all(np.isnan(one[name]) for name in ("precision", "recall", "f1", "kappa", "alpha"))
    assert line(found, "Ana", "Ben")["note"] == note
    assert line(found, "Ana", "Cem")["kappa"] == 0.0  # as chance would give
    cem = line(found, "stancekit", "Cem")
    assert np.isnan(cem["precision"]) and (cem["recall"], cem["f1"]) == (0.0, 0.0)
    assert cem["note"] == "stancekit marks none: no precision"
    two = agreement(with_findings(scored, none), frame({"Ana": none, "Ben": none}))
    assert line(two, "all coders")["note"] == note


def test_a_measure_that_nobody_coded_is_said(scored: stancekit.Scored) -> None:
    found = agreement(scored, frame({"Ana": [np.nan] * 12}, "framing: Somebody"))
    assert found.table["n"].tolist() == [0, 0] and found.disagreements.empty
    assert found.table["note"].tolist() == ["no sentence coded by both", "one coder only"]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"article": "b"}, "coded, but not scored: article 'b'; score the articles"),
        ({"measure": "sourcing"}, "unknown measure 'sourcing'; known: loaded, asides"),
        ({"measure": "framing: Tal"}, r"the actor not scored \(scored: Orland\)"),
        ({"value": 0.5}, "'loaded' has the value 0.5; allowed: 0, 1"),
        ({"value": -1.0}, "'loaded' has the value -1.0; allowed: 0, 1"),
        ({"sentence": 1}, "'Ana' has 'loaded' twice for sentence 1 of article 'a'"),
        ({"coder": "stancekit"}, "no coder can be called 'stancekit'"),
    ],
)
def test_codes_that_cannot_be_compared_are_refused(
    change: dict[str, object], message: str, scored: stancekit.Scored
) -> None:
    with pytest.raises(StancekitError, match=message):
        agreement(scored, frame({"Ana": [1.0, 0.0]}).assign(**change))


def test_what_is_not_there_is_said(scored: stancekit.Scored) -> None:
    coded = frame({"Ana": [1.0]})
    with pytest.raises(StancekitError, match="agreement takes what score gives, not a DataFrame"):
        agreement(coded, coded)  # type: ignore[arg-type]
    with pytest.raises(StancekitError, match="column 'end' is missing"):
        agreement(scored, coded.drop(columns="end"))
    article = Article("a", "Daily", "It rained.")
    asides = [lens for lens in stancekit.DEFAULT_LENSES if lens.name == "asides"]
    with pytest.raises(StancekitError, match="'loaded' was coded, but not scored; score with the"):
        agreement(stancekit.score(article, lenses=asides), coded)
    with pytest.raises(StancekitError, match="lens 'framing' and with actors"):
        agreement(stancekit.score(article), coded.assign(measure="framing: Orland"))


def test_a_text_that_has_changed_is_noticed(tmp_path: Path) -> None:
    article = Article("a", "Daily", "It rained. The thugs fled.")
    coded = read_coding_sheet(write_coding_sheet(article, tmp_path / "ana.csv")).assign(value=0.0)
    changed = Article("a", "Daily", "It poured down. The thugs fled.")
    with pytest.raises(StancekitError, match="article 'a', sentence 2: the text of the sheet"):
        agreement(stancekit.score(changed), coded)


def test_findings_outside_the_sheet_are_left_alone(tmp_path: Path) -> None:
    article = Article("a", "Daily", "The thugs fled. It rained.")
    path = write_coding_sheet(article, tmp_path / "ana.csv")
    lines = path.read_text("utf-8-sig").split("\n")
    path.write_text("\n".join([lines[0], lines[2].replace(",,,", ",,0,")]), encoding="utf-8")
    found = agreement(stancekit.score(article), path)
    assert (found.table["n"].iloc[0], found.table["agree"].iloc[0]) == (1, 1.0)


def test_nothing_is_changed(scored: stancekit.Scored) -> None:
    coded = frame({"Ana": [1.0, np.nan, 0.0]})
    before = coded.copy(), scored.evidence.copy(), scored.scores.copy()
    agreement(with_findings(scored, [0.0] * 3), coded)
    for was, now in zip(before, (coded, scored.evidence, scored.scores), strict=True):
        pd.testing.assert_frame_equal(was, now)


def test_it_prints_as_a_table(scored: stancekit.Scored) -> None:
    codes = [1.0, 0.0] * 6
    found = agreement(with_findings(scored, codes), frame({"A\x1bna": codes}))
    printed = str(found).split("\n")
    assert printed[0].split()[:4] == ["measure", "who", "/", "with"]
    assert "stancekit / A\ufffdna" in printed[2] and "1.00" in printed[2]
    assert "all coders" in printed[3] and "–" in printed[3] and "one coder only" in printed[3]


def test_the_key_of_the_sample_can_be_coded(
    tmp_path: Path, sample_scored: stancekit.Scored
) -> None:
    path = write_coding_sheet(stancekit.load_sample(), tmp_path / "key.csv", "sample")
    coded = read_coding_sheet(path)
    key = stancekit.load_sample_key().query("voice == 'outlet'")
    loaded = coded["measure"] == "loaded"
    coded.loc[loaded, "value"] = [
        float(key.query("article == @one.article and @one.start <= start < @one.end").size > 0)
        for one in coded[loaded].itertuples()
    ]
    found = agreement(sample_scored, coded)
    one = found.table[found.table["measure"] == "loaded"].iloc[0]
    assert one["n"] == loaded.sum() and 0.5 < one["agree"] <= 1 and one["kappa"] > 0.3
    texts = {article.id: article.text for article in stancekit.load_sample()}
    assert all(row.text in texts[row.article] for row in found.disagreements.itertuples())
