"""``qa ask --batch``: JSON lines in, JSON lines out, one after the other."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.conftest import Run

pytestmark = pytest.mark.models

GCHQ = "when did GCHQ join Instagram"


def replies(done: Any) -> list[dict]:
    return [json.loads(line) for line in done.out.splitlines()]


@pytest.fixture
def batch(tmp_path: Path) -> Callable[..., Path]:
    def batch(*lines: object) -> Any:
        path = tmp_path / "questions.jsonl"
        pieces = [
            line
            if isinstance(line, bytes)
            else (line if isinstance(line, str) else json.dumps(line)).encode("utf-8", "surrogatepass")
            for line in lines
        ]
        path.write_bytes(b"\n".join(pieces) + b"\n")
        return path

    return batch


def test_answers_come_in_order_with_their_ids(qa: "Run", sample_index: Path, batch: Callable[..., Path]) -> None:
    file = batch(
        {"question": GCHQ, "id": "a"},
        {"question": "Which zeppelin crossed Antarctica carrying bagpipes?", "id": 7},
        {"question": "When did Finland join NATO?"},
    )
    done = qa("ask", "--index", sample_index, "--batch", file)
    assert (done.code, done.err) == (0, "")
    first, second, third = replies(done)
    assert (first["id"], second["id"], third["id"]) == ("a", 7, None)
    assert "2018" in first["answer"]
    assert second["answer"] is None
    assert second["refusal"]["reason"]
    assert "4 April 2023" in third["answer"]
    assert all(reply["schema"] == "quotewire.answer/1" for reply in (first, second, third))


@pytest.mark.parametrize(
    "bad",
    [
        "{not json",
        "[]",
        "7",
        "null",
        '"text"',
        "{}",
        '{"question": 5}',
        '{"question": null, "id": "x"}',
        '{"question": "?!", "id": "x"}',
        "[" * 100_000,
        '{"question": "caf\xe9"'.encode("latin-1"),
        b"\xff\xfe\x00",
    ],
    ids=lambda line: repr(line)[:24],
)
def test_a_bad_line_gets_an_error_and_the_run_goes_on(
    qa: "Run", sample_index: Path, batch: Callable[..., Path], bad: str | bytes
) -> None:
    file = batch({"question": GCHQ, "id": 1}, bad, {"question": GCHQ, "id": 3})
    done = qa("ask", "--index", sample_index, "--batch", file)
    assert done.code == 4
    assert qa("ask", "--index", sample_index, "--batch", file, "--keep-going").code == 0
    assert "Traceback" not in done.err
    first, second, third = replies(done)
    assert (first["id"], third["id"]) == (1, 3)
    assert first["answer"] == third["answer"]
    assert second["error"].startswith("line 2: ")
    assert second["line"] == 2
    assert "answer" not in second


def test_a_file_in_utf_16_is_named_as_what_it_is(qa: "Run", sample_index: Path, tmp_path: Path) -> None:
    (tmp_path / "questions.jsonl").write_bytes(f'{{"question": "{GCHQ}"}}\n'.encode("utf-16"))
    done = qa("ask", "--index", sample_index, "--batch", tmp_path / "questions.jsonl")
    assert done.code == 4
    (reply,) = replies(done)
    assert "UTF-16" in reply["error"]


def test_half_a_surrogate_pair_in_a_question_does_not_end_the_run(
    qa: "Run", sample_index: Path, batch: Callable[..., Path]
) -> None:
    file = batch('{"question": "when did GCHQ join Instagram \\ud83c", "id": "\\ud83c"}', {"question": GCHQ, "id": 2})
    done = qa("ask", "--index", sample_index, "--batch", file)
    assert done.code == 0
    first, second = replies(done)
    assert "2018" in first["answer"]
    assert second["id"] == 2


def test_blank_lines_are_passed_over_and_an_empty_file_is_no_failure(
    qa: "Run", sample_index: Path, batch: Callable[..., Path], tmp_path: Path
) -> None:
    done = qa("ask", "--index", sample_index, "--batch", batch("", {"question": GCHQ}, "   "))
    assert len(replies(done)) == 1
    (tmp_path / "none.jsonl").touch()
    done = qa("ask", "--index", sample_index, "--batch", tmp_path / "none.jsonl")
    assert (done.code, done.out) == (0, "")


def test_questions_may_come_from_standard_input(qa_process: "Run", sample_index: Path) -> None:
    done = qa_process("ask", "--index", sample_index, "--batch", "-", given=json.dumps({"question": GCHQ}) + "\n")
    assert (done.code, done.err) == (0, "")
    assert "2018" in json.loads(done.out)["answer"]


def test_a_file_that_is_not_there_is_wrong_usage(qa: "Run", sample_index: Path, tmp_path: Path) -> None:
    done = qa("ask", "--index", sample_index, "--batch", tmp_path / "nowhere.jsonl")
    assert (done.code, done.out) == (2, "")
    assert "nowhere.jsonl" in done.err


def test_a_line_may_say_which_articles_it_means(qa: "Run", sample_index: Path, batch: Callable[..., Path]) -> None:
    file = batch(
        {"question": GCHQ},
        {"question": GCHQ, "where": {"path": "finland"}},
        {"question": GCHQ, "where": {}},
        {"question": GCHQ, "where": {"since": "soon"}},
        {"question": GCHQ, "where": ["finland"]},
        {"question": GCHQ, "where": {"publisher": "finland"}},
    )
    done = qa("ask", "--index", sample_index, "--path", "mi5-joins", "--batch", file)
    flags, own, none, *bad = replies(done)
    assert flags["filter"]["where"] == {"path": "mi5-joins"}
    assert own["filter"]["where"] == {"path": "finland"}
    assert {hit["article_id"] for hit in own["hits"]} == {"finland-joins-nato.md"}
    assert none["filter"] is None
    assert [("2021-04-22" in line["error"], '"since"' in line["error"], "lang" in line["error"]) for line in bad] == [
        (True, False, False),
        (False, True, False),
        (False, False, True),
    ]
