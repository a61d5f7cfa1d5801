"""A question for a time is answered with that of its own subject, if two sentences compete."""

from typing import Any

import pytest

from corpus.article import Passage
from index.types import Hit
from qa.answering.subjects import of_the_subject, subject_of
from qa.reading.agreement import span_text
from qa.types import Reading

OTHERS = "GCHQ launched its Instagram account in 2018."
OWN = "The intelligence agency, MI5, launched its Instagram account on Thursday."


def reading(text: Any, words: Any, score: Any, meant: str = "2018") -> Any:
    hit = Hit(Passage(text[:4], 0, 0, len(text), text), 0.5, 1)
    start = text.index(words)
    return Reading(hit, score, start, start + len(words), 0, len(text), {"evidence": score}, meant)


def answers(question: Any, *readings: Any) -> Any:
    return [(span_text(kept), kept.score) for kept in of_the_subject(question, readings)]


def test_the_time_of_the_subject_comes_before_that_of_another() -> None:
    candidates = answers("when did MI5 join Instagram", reading(OTHERS, "2018", 0.41), reading(OWN, "Thursday", 0.35))
    assert candidates == [("Thursday", 0.41), ("2018", 0.35)]


@pytest.mark.parametrize(
    ("question", "score"),
    [("when did GCHQ join Instagram", 0.35), ("who joined Instagram", 0.35), ("when did MI5 join Instagram", 0.1)],
)
def test_nothing_changes_places_without_need(question: str, score: float) -> None:
    candidates = answers(question, reading(OTHERS, "2018", 0.41), reading(OWN, "Thursday", score))
    assert candidates == [("2018", 0.41), ("Thursday", score)]


def test_a_sentence_that_does_not_name_another_keeps_its_place() -> None:
    candidates = answers(
        "when did MI5 join it", reading("It joined in 2018.", "2018", 0.4), reading(OWN, "Thursday", 0.3)
    )
    assert candidates[0][0] == "2018"


@pytest.mark.parametrize(
    ("question", "subject"),
    [
        ("When was the Forth Bridge opened?", "Forth Bridge"),
        ("When will the EU's vote be held?", "EU"),
        ("when did she leave", None),
        ("Instagram since when", None),
    ],
)
def test_the_subject_is_the_first_name_after_the_verb(question: str, subject: str | None) -> None:
    assert subject_of(question) == subject
