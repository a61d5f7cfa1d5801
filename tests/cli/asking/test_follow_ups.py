"""Follow-ups on the command line: after a question, after the chat's last conversation, and in a batch."""

import json
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from qa.conversation.history import History
from qa.engine import Engine
from qa.locations import history_file
from qa.settings import Settings

if TYPE_CHECKING:
    from tests.conftest import Run

pytestmark = pytest.mark.models

MI5 = "When did MI5 join Instagram?"
HEAD = "Who is the director general of MI5?"


def answer_of(done: Any) -> dict:
    return json.loads(done.out)


def test_a_follow_up_is_asked_in_full_and_the_rewrite_is_said(qa: "Run", sample_index: Path) -> None:
    done = qa("ask", "--index", sample_index, "--after", MI5, "and GCHQ?")
    assert done.code == 0
    assert "2018" in done.out
    assert done.err == "-> When did GCHQ join Instagram?\n"
    answer = answer_of(qa("ask", "--json", "--index", sample_index, "--after", MI5, "and GCHQ?"))
    assert answer["question"] == "and GCHQ?"
    assert answer["asked_as"] == "When did GCHQ join Instagram?"


def test_several_questions_may_be_named_and_their_answers_are_meant_too(qa: "Run", sample_index: Path) -> None:
    answer = answer_of(
        qa("ask", "--json", "--index", sample_index, "--after", MI5, "--after", HEAD, "where did he speak?")
    )
    assert answer["asked_as"] == "where did Ken McCallum speak?"


def test_a_question_that_stands_alone_is_searched_as_it_is(qa: "Run", sample_index: Path) -> None:
    done = qa("ask", "--index", sample_index, "--after", MI5, "When did Finland join NATO?")
    assert done.err == ""
    assert answer_of(qa("ask", "--json", "--index", sample_index, "When did Finland join NATO?"))["asked_as"] is None


def test_standalone_searches_a_follow_up_as_it_is_typed(qa: "Run", sample_index: Path) -> None:
    answer = answer_of(qa("ask", "--json", "--standalone", "--index", sample_index, "--after", MI5, "and GCHQ?"))
    assert answer["asked_as"] is None


def test_what_could_not_be_settled_is_said_with_the_other_question(
    qa: "Run", sample_index: Path, tmp_path: Path
) -> None:
    lines = {
        "question": "what did he say?",
        "history": [{"question": "Who did Ken McCallum meet?", "answer": "Bo Moore"}],
    }
    (tmp_path / "one.jsonl").write_text(json.dumps(lines), encoding="utf-8")
    answer = answer_of(qa("ask", "--index", sample_index, "--batch", tmp_path / "one.jsonl"))
    assert answer["unclear"] == {"words": "he: Bo Moore or Ken McCallum?", "others": ["what did Ken McCallum say?"]}


@pytest.mark.usefixtures("own_folders")
def test_the_chats_last_conversation_is_gone_on_with(qa: "Run", sample_index: Path) -> None:
    engine = Engine.open(Settings(index=sample_index))
    history = History.open(history_file())
    history.add(None, engine.ask("Who heads GCHQ?"))
    last = history.add(None, engine.ask(MI5))
    history.add(
        last,
        replace(
            engine.ask("When did GCHQ join Instagram?"), question="and GCHQ?", asked_as="When did GCHQ join Instagram?"
        ),
    )
    history.close()
    answer = answer_of(qa("ask", "--json", "--index", sample_index, "--continue", "and MI5?"))
    assert answer["asked_as"] == "When did MI5 join Instagram?"


@pytest.mark.usefixtures("own_folders")
def test_without_a_conversation_there_is_none_to_go_on_with(qa: "Run", sample_index: Path) -> None:
    done = qa("ask", "--index", sample_index, "--continue", "why?")
    assert done.code == 2
    assert "no conversation" in done.err
    assert not history_file().exists()


def test_a_batch_line_may_have_a_history(qa: "Run", sample_index: Path, tmp_path: Path) -> None:
    lines = [
        {"question": "and GCHQ?", "history": [{"question": MI5, "answer": "2021"}]},
        {"question": "and GCHQ?", "history": [{"question": HEAD}, {"question": MI5, "answer": None}]},
        {"question": "When did GCHQ join Instagram?", "history": []},
    ]
    file = tmp_path / "questions.jsonl"
    file.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    done = qa("ask", "--index", sample_index, "--batch", file)
    first, second, third = map(json.loads, done.out.splitlines())
    assert first["asked_as"] == second["asked_as"] == "When did GCHQ join Instagram?"
    assert third["asked_as"] is None
    assert first["answer"] == third["answer"]
    alone = qa("ask", "--index", sample_index, "--standalone", "--batch", file)
    assert json.loads(alone.out.splitlines()[0])["asked_as"] is None


@pytest.mark.parametrize("history", ["x", 5, [5], [{}], [{"question": 5}], [{"question": "a", "answer": 5}]])
def test_a_history_that_is_none_is_an_error_of_its_line(
    qa: "Run", sample_index: Path, tmp_path: Path, history: Any
) -> None:
    file = tmp_path / "questions.jsonl"
    file.write_text(json.dumps({"question": "and GCHQ?", "history": history, "id": 1}), encoding="utf-8")
    reply = answer_of(qa("ask", "--index", sample_index, "--batch", file))
    assert reply["id"] == 1
    assert "history" in reply["error"]


@pytest.mark.parametrize("flags", [("--after", MI5), ("--continue",)])
def test_a_batch_has_its_history_in_its_lines(
    qa: "Run", sample_index: Path, tmp_path: Path, flags: tuple[str, ...]
) -> None:
    (tmp_path / "none.jsonl").touch()
    done = qa("ask", "--index", sample_index, *flags, "--batch", tmp_path / "none.jsonl")
    assert done.code == 2
    assert "history" in done.err
