"""Several questions in one are asked separately, if each is complete."""

from dataclasses import replace

import pytest

from qa.answering.compound import parts_of, several_note, together
from qa.output.answer_json import answer_from_json, answer_json
from qa.types import Answer, Citation, Refusal, Seconds

CITED = Citation(1, "a", "T", None, None, "/a.txt", 0, 4, 1, "lamp", "lamp", 0)
REFUSED = Answer("q", None, None, (), (), Refusal("low confidence", 0.4, 0.1, (), ()), Seconds(0.5, 0.1, 0.2, 0.8))


def answered(text: str | None) -> Answer:
    return replace(REFUSED, text=text, confidence=0.9, citations=(CITED,), refusal=None) if text else REFUSED


@pytest.mark.parametrize(
    ("question", "parts"),
    [
        (
            "Who is the head of MI6 and when did GCHQ join Instagram?",
            ("Who is the head of MI6", "when did GCHQ join Instagram?"),
        ),
        (
            "who lit the lamp at Skerrow, and how long is the oak shaft",
            ("who lit the lamp at Skerrow", "how long is the oak shaft"),
        ),
        ("Is Finland in NATO? When did Sweden join NATO?", ("Is Finland in NATO", "When did Sweden join NATO?")),
        ("What does MI5 do and who is Cumming?", ("What does MI5 do", "who is Cumming?")),
        ("how many oaks were there and who built the spire", ("how many oaks were there", "who built the spire")),
    ],
)
def test_a_question_that_asks_several_things_is_taken_apart(question: str, parts: tuple[str, str]) -> None:
    assert parts_of(question) == parts


@pytest.mark.parametrize(
    "question",
    [
        "When and where was Napoleon born?",
        "Who leads MI6 and who MI5?",
        "Where was Napoleon born and when Wellington?",
        "Who is the head of MI6, and when did he take office?",
        "What happened at the mill? Who was blamed?",
        "Did the minister say when and why the dam failed?",
        "Did the harbour master explain who paid and why?",
        "What did Hughes and Whitman publish?",
        "GCHQ Instagram date",
        "Who runs the mill? I have to know by Monday.",
        "when did GCHQ join Instagram??",
    ],
)
def test_a_question_that_cannot_be_taken_apart_stays_whole(question: str) -> None:
    assert parts_of(question) == (question,)


def test_of_the_answers_to_several_questions_the_first_given_stands_for_all() -> None:
    both = together("A and B", [answered(None), answered("oak")])
    assert (both.question, both.text, both.refusal) == ("A and B", "oak", None)
    assert [part.text for part in both.parts] == [None, "oak"]
    assert both.seconds.total == pytest.approx(1.6)
    neither = together("A and B", [answered(None), answered(None)])
    assert neither.text is None
    assert neither.refusal.reason == "low confidence"


def test_the_answers_to_several_questions_are_reported_in_json_and_read_back() -> None:
    both = together("A and B", [answered(None), answered("oak")])
    assert [part["answer"] for part in answer_json(both)["parts"]] == [None, "oak"]
    assert answer_from_json(answer_json(both)) == both
    assert answer_json(answered("oak"))["parts"] == []


@pytest.mark.parametrize("question", ["Who is the head of MI6, and when did he take office?", "Who won? Who lost?"])
def test_what_asks_several_things_and_stays_whole_is_remarked_on(question: str) -> None:
    assert "ask them separately" in several_note(replace(answered("oak"), question=question))


@pytest.mark.parametrize("question", ["When was the mill built?", "When and where was Napoleon born?", "mill and weir"])
def test_what_asks_one_thing_is_not_remarked_on(question: str) -> None:
    assert several_note(replace(answered("oak"), question=question)) == ""


def test_what_was_answered_in_parts_is_not_remarked_on() -> None:
    question = "Who is the head of MI6 and when did GCHQ join Instagram?"
    assert several_note(together(question, [answered("oak"), answered("elm")])) == ""
