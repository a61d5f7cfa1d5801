"""Evaluation: the measures are those of the literature, and question files are validated."""

import json
import math
from pathlib import Path
from typing import Any

import pytest

from corpus.errors import SettingsInvalid
from qa.engine import Engine
from qa.evaluation.evaluate import Question, evaluate, holds, read_questions
from qa.evaluation.ranking import ndcg, recall, reciprocal_rank


def test_recall_is_the_share_of_the_relevant_that_was_found() -> None:
    assert recall(("a", "b"), ("x", "a")) == 0.5
    assert recall(("a", "a"), ("a",)) == 1
    assert recall(("a",), ()) == 0


def test_reciprocal_rank_looks_at_the_first_relevant_one() -> None:
    assert reciprocal_rank(("a", "b"), ("x", "b", "a")) == 0.5
    assert reciprocal_rank(("a",), ("x", "y")) == 0


def test_ndcg_is_one_where_the_relevant_come_first_and_falls_with_rank() -> None:
    assert ndcg(("a", "b"), ("b", "a", "x")) == pytest.approx(1)
    assert ndcg(("a",), ("x", "a")) == pytest.approx(1 / math.log2(3))
    assert ndcg(("a",), ("x", "y")) == 0
    assert ndcg(("a",), ()) == 0


def test_ndcg_misses_what_was_not_found_however_short_the_ranking() -> None:
    ideal = 1 + 1 / math.log2(3) + 1 / 2
    assert ndcg(("a", "b", "c"), ("a",)) == pytest.approx(1 / ideal)


@pytest.mark.parametrize(
    ("text", "answer", "held"),
    [
        ("It opened in 2018, they say.", "2018", True),
        ("ZOË MÜLLER paid", "Zoe\u0308 Mu\u0308ller", True),
        ("the oak\nshaft", "oak  shaft", True),
        ("the oak", "ash", False),
        ("anything", "", False),
        ("anything", "  ", False),
    ],
)
def test_an_answer_string_is_found_whatever_its_case_form_and_spacing(text: str, answer: str, held: bool) -> None:
    assert holds(text, answer) == held


@pytest.fixture
def questions_file(tmp_path: Path, data: Path) -> Path:
    """The test questions with the ids of their articles, as a user would write them."""
    lines = []
    for entry in map(json.loads, (data / "questions.jsonl").read_text(encoding="utf-8").splitlines()):
        ids = [entry["path"]] if entry["path"] and not entry["path"].endswith(".jsonl") else []
        lines.append(json.dumps({key: entry[key] for key in ("id", "question", "answers")} | {"article_ids": ids}))
    path = tmp_path / "questions.jsonl"
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def test_the_test_questions_are_measured(engine: Engine, questions_file: Path) -> None:
    collected: list[Any] = []
    result = evaluate(engine, read_questions(questions_file), on_progress=collected.append)
    assert result.questions == 20
    assert [progress.done for progress in collected] == list(range(1, 21))
    assert 0.5 < result.article_recall[1] <= result.article_recall[5] <= result.article_recall[20] <= 1
    assert result.article_recall[1] <= result.mrr <= 1
    assert result.article_recall[1] <= result.ndcg <= 1
    assert 0 < result.answer_recall[1] <= result.answer_recall[5] <= result.answer_recall[20] <= 1
    assert 0 <= result.answered <= 1
    assert 0 <= result.refused <= 1
    assert 0 < result.seconds_median <= result.seconds_p95
    assert result.unknown_articles == ()


def test_what_is_not_known_is_not_counted(engine: Engine, tmp_path: Path) -> None:
    path = tmp_path / "questions.jsonl"
    path.write_text('{"question": "Where is the mill?"}\n', encoding="utf-8")
    result = evaluate(engine, read_questions(path))
    assert (result.mrr, result.ndcg, result.answered, result.refused) == (None, None, None, None)
    assert set(result.article_recall.values()) == {None}


def test_ids_that_the_index_does_not_have_are_named(engine: Engine, tmp_path: Path) -> None:
    path = tmp_path / "questions.jsonl"
    path.write_text('{"question": "Where is the mill?", "article_ids": ["nowhere.txt"]}\n', encoding="utf-8")
    assert evaluate(engine, read_questions(path)).unknown_articles == ("nowhere.txt",)


@pytest.mark.parametrize(
    "line",
    [
        "{bad",
        "[]",
        "7",
        "{}",
        '{"question": 7}',
        '{"question": "x", "answers": "y"}',
        '{"question": "x", "article_ids": 7}',
    ],
)
def test_a_bad_line_is_named_by_its_number(tmp_path: Path, line: str) -> None:
    path = tmp_path / "questions.jsonl"
    path.write_text('{"question": "x"}\n\n' + line + "\n", encoding="utf-8")
    with pytest.raises(SettingsInvalid, match="line 3"):
        read_questions(path)


@pytest.mark.parametrize("content", [None, b"", b"\n \n", b"\xff\xfe\x00"])
def test_a_file_without_questions_is_refused_by_name(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "questions.jsonl"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(SettingsInvalid, match=r"questions\.jsonl"):
        read_questions(path)


def test_a_question_without_words_among_them_does_not_end_the_measuring(engine: Engine, tmp_path: Path) -> None:
    path = tmp_path / "questions.jsonl"
    path.write_text('{"question": "?!", "answers": []}\n{"question": "Where is the mill?"}\n', encoding="utf-8")
    try:
        questions = read_questions(path)
    except SettingsInvalid as refused:
        assert "line 1" in refused.message  # noqa: PT017 - refusing the line is as good
    else:
        assert evaluate(engine, questions).questions == 2


def test_a_copy_of_the_wanted_article_is_the_wanted_article(engine: Engine) -> None:
    for name in ("skerrow-lighthouse.txt", "skerrow-lighthouse-reposted.txt"):
        question = Question("1", "What did the Skerrow lighthouse repairs cost?", None, (name,))
        assert evaluate(engine, [question]).article_recall[1] == 1.0
