"""``qa eval``: measures on standard output, one line each, or one object."""

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.conftest import Run

pytestmark = pytest.mark.models


@pytest.fixture
def questions(tmp_path: Path) -> Path:
    path = tmp_path / "own.jsonl"
    lines = [
        {
            "question": "When did Finland join NATO?",
            "answers": ["4 April 2023", "Tuesday 4 April 2023"],
            "article_ids": ["finland-joins-nato.md"],
        },
        {"question": "Which zeppelin crossed Antarctica carrying bagpipes?", "answers": []},
    ]
    path.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    return path


def test_measures_are_reported_one_a_line(qa: "Run", sample_index: Path, questions: Path) -> None:
    done = qa("eval", "--index", sample_index, questions)
    assert done.code == 0
    pairs = (line.split("  ", 1) for line in done.out.splitlines() if "  " in line)
    mapping = {name: value.strip() for name, value in pairs}
    assert mapping["questions"] == "2"
    assert mapping["article recall@1"] == mapping["MRR@10"] == mapping["nDCG@10"] == "1.000"
    assert mapping["refused if unanswerable"] == "1.000"
    assert "seconds, median" in mapping
    assert mapping["exact match"].startswith("1.000")
    assert mapping["refusal precision"] == mapping["refusal recall"] == "1.000"
    assert "calibration error" in mapping
    assert mapping["when"].split() == ["1", "1.000", "1.000", "1.000"]
    assert "|" in done.out


def test_measures_as_json_are_one_object(qa: "Run", sample_index: Path, questions: Path) -> None:
    done = qa("eval", "--json", "--index", sample_index, questions)
    assert done.code == 0
    measured = json.loads(done.out)
    assert measured["article_recall"] == {"1": 1.0, "5": 1.0, "20": 1.0}
    assert measured["refused"] == 1.0


def test_a_run_is_held_against_an_earlier_one(
    qa: "Run", sample_index: Path, questions: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = tmp_path / "run.json"
    run.write_text(qa("eval", "--json", "--index", sample_index, questions).out, encoding="utf-8")
    same = qa("eval", "--index", sample_index, "--compare", run, questions)
    assert same.code == 0
    assert "Not worse" in same.out
    monkeypatch.setenv("QA_READING_THRESHOLD", "1")
    worse = qa("eval", "--index", sample_index, "--compare", run, "--margin", "0.2", questions)
    assert worse.code == 1
    assert "Worse by more than 0.2" in worse.out
    bad = qa("eval", "--index", sample_index, "--compare", questions, questions)
    assert (bad.code, bad.out) == (2, "")


@pytest.mark.parametrize("kind", ["missing", "empty", "malformed"])
def test_a_file_that_cannot_be_used_exits_2(qa: "Run", sample_index: Path, tmp_path: Path, kind: str) -> None:
    path = tmp_path / "own.jsonl"
    if kind != "missing":
        path.write_text("" if kind == "empty" else "{bad", encoding="utf-8")
    done = qa("eval", "--index", sample_index, path)
    assert (done.code, done.out) == (2, "")
    assert "own.jsonl" in done.err


def test_without_an_index_it_exits_3(qa: "Run", tmp_path: Path, questions: Path) -> None:
    done = qa("eval", "--index", tmp_path / "nowhere", questions)
    assert (done.code, done.out) == (3, "")


def test_a_filter_holds_the_measures_to_the_articles_that_meet_it(
    qa: "Run", sample_index: Path, questions: Path
) -> None:
    done = qa("eval", "--json", "--index", sample_index, "--until", "2020", questions)
    assert done.code == 0
    assert json.loads(done.out)["article_recall"]["20"] == 0.0
    assert "until 2020-12-31" in done.err
    done = qa("eval", "--json", "--index", sample_index, "--source", "Tass", questions)
    assert (done.code, done.out) == (2, "")
    assert "No article matches: source Tass." in done.err
