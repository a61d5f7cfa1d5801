"""Variations of pairs: their answers are still right."""

import random
from dataclasses import replace

import pytest

from training.data import Example
from training.variations import Answers, opposed, stated, thinned, without_answer

PASSAGE = (
    "Oakhaven lies on the Ouse, some way below the weir. The mill was built in 1871 by the brothers Byron of Leeds. "
    "Its oak shaft is 5.2 metres long and was cut in the woods behind the church. It burnt down in the winter of 1903."
)


def asked(question: str, *answers: str) -> Example:
    spans = tuple((PASSAGE.index(answer), PASSAGE.index(answer) + len(answer)) for answer in answers)
    return Example("nq", question, "Mills", "Mills", PASSAGE, question, spans)


@pytest.mark.parametrize("answers", [("1871",), ("1871", "in 1871"), ("5.2 metres", "1903")])
def test_without_the_answers_sentences_nothing_answers(answers: tuple[str, ...]) -> None:
    made = without_answer(asked("When was the mill built?", *answers))
    assert made.spans == ()
    assert "Oakhaven lies on the Ouse" in made.passage
    assert not any(answer in made.passage for answer in answers)


def test_a_passage_that_says_it_twice_or_little_besides_is_not_left_without_its_answer() -> None:
    twice = asked("When was the mill built?", "1871")
    assert without_answer(replace(twice, passage=PASSAGE + " It still bears the number 1871.")) is None
    assert without_answer(replace(twice, passage="The mill was built in 1871.", spans=((22, 26),))) is None


def test_sentences_left_out_never_touch_an_answer_and_the_rest_still_points_at_it() -> None:
    example = asked("When did the mill burn down?", "the winter of 1903", "1903", "Ouse")
    lengths = set()
    for seed in range(20):
        made = thinned(example, random.Random(seed))
        if made:
            assert made.answers == example.answers
            assert len(made.passage) < len(PASSAGE)
            lengths.add(len(made.passage))
    assert len(lengths) == 3


def test_the_opposite_is_asked_of_what_the_passage_does_not_speak() -> None:
    made = opposed(asked("When was the mill opened?", "1871"), random.Random(1))
    assert made.question == "When was the mill closed?"
    assert made.spans == ()
    spoken = asked("Which is below the weir?", "Oakhaven")
    assert "above" in opposed(spoken, random.Random(1)).question
    changed = replace(spoken, passage=PASSAGE + " The church stands above it.", spans=((0, 8),))
    assert "above" not in getattr(opposed(changed, random.Random(1)), "question", "")


def test_an_answer_is_substituted_everywhere_by_one_of_its_kind() -> None:
    others = [
        replace(asked(question), passage=answer, spans=((0, len(answer)),))
        for question, answer in (("When did it rain?", "1999"), ("When?", "May 3"), ("How many arches has it?", "7321"))
    ]
    example = asked("When was the mill built?", "1871")
    twice = replace(example, passage=f"{PASSAGE} 1871 was a dry year.")
    made = Answers([twice, *others]).substituted(twice, random.Random(3))
    assert made.answers == ["1999"]
    assert "1871" not in made.passage
    assert made.passage.count("1999") == 2
    assert len(made.passage) == len(twice.passage)


@pytest.mark.parametrize(
    ("question", "answers"),
    [("What is long?", ("oak shaft",)), ("When was it built?", ("1871", "in 1871")), ("When did 1871 end?", ("1871",))],
)
def test_what_has_no_kind_or_is_in_the_question_or_was_marked_in_two_ways_is_not_substituted(
    question: str, answers: tuple[str, ...]
) -> None:
    example = asked(question, *answers)
    other = replace(asked("When?"), passage="1999", spans=((0, 4),))
    assert Answers([example, other]).substituted(example, random.Random(1)) is None


@pytest.mark.parametrize(
    ("question", "answer", "statement"),
    [
        ("Who built the mill?", "the brothers Byron", "the brothers Byron built the mill"),
        ("When was the mill built?", "1871", "The mill built was 1871"),
        ("When did the mill burn down?", "1903", "The mill burn down 1903"),
        ("What is its shaft made of?", "oak", "Its shaft made of is oak"),
    ],
)
def test_a_question_with_its_answer_is_made_a_statement(question: str, answer: str, statement: str) -> None:
    assert stated(asked(question, answer)) == statement


def test_a_question_of_another_form_or_without_an_answer_is_not_made_a_statement() -> None:
    assert stated(asked("What kind of shaft is in the mill?", "oak")) is None
    assert stated(asked("mill shaft length", "5.2 metres")) is None
    assert stated(asked("Who built the mill?")) is None
