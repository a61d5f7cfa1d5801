"""The body that somebody heads, and whether they still do, is read from the words next to the name."""

from typing import Any

import pytest

from qa.questions.kind import fits_of
from qa.questions.parties import is_former, is_of_another, is_of_sibling, is_only_of


def asked(tell: Any, question: str, text: str, name: str) -> bool:
    start = text.index(name)
    return tell(question, text, start, start + len(name))


@pytest.mark.parametrize(
    ("question", "text", "name", "other"),
    [
        ("Who is the head of MI5?", "And the head of MI6 Richard Moore may tweet.", "Richard Moore", True),
        ("who is the head of mi5", "Richard Moore, the MI6 chief, began using Twitter.", "Richard Moore", True),
        ("Who is the head of MI6?", "And the head of MI6 Richard Moore may tweet.", "Richard Moore", False),
        ("Who heads GCHQ?", "MI5, GCHQ and Jeremy Fleming of GCHQ said so.", "Jeremy Fleming", False),
        ("Who heads GCHQ?", "GCHQ said so, and Ken McCallum of MI5 agreed.", "Ken McCallum", True),
        ("Who heads the dairy?", "The BBC asked Eva Holm, the head of the dairy.", "Eva Holm", False),
        ("Who is the head of MI5?", "Ken McCallum spoke of it.", "Ken McCallum", False),
    ],
)
def test_a_name_beside_the_initials_of_another_body_is_not_whom_the_question_asks_for(
    question: str, text: str, name: str, other: bool
) -> None:
    assert asked(is_of_another, question, text, name) is other


@pytest.mark.parametrize(
    ("question", "text", "name", "former"),
    [
        (
            "Who is the chief of MI5?",
            "It named Stella Rimington as its then chief.",
            "Stella Rimington",
            True,
        ),
        ("Who leads the town?", "The former mayor Ida Lind spoke.", "Ida Lind", True),
        ("Who leads the town?", "Ida Lind, mayor until 2019, spoke.", "Ida Lind", True),
        (
            "Who was the chief of MI5?",
            "It named Stella Rimington as its then chief.",
            "Stella Rimington",
            False,
        ),
        ("Who is the former mayor?", "The former mayor Ida Lind spoke.", "Ida Lind", False),
        ("Who leads the town?", "The mayor Ida Lind spoke, and then left.", "Ida Lind", False),
        ("Who is the mayor?", "Ida Lind, a former biathlete, spoke.", "Ida Lind", False),
        ("Who is the mayor?", "Ida Lind, a former mayor, spoke.", "Ida Lind", True),
    ],
)
def test_a_former_holder_is_not_who_holds_an_office(question: str, text: str, name: str, former: bool) -> None:
    assert asked(is_former, question, text, name) is former


@pytest.mark.parametrize(
    ("question", "text", "span", "other"),
    [
        ("when did MI6 join Instagram", "MI5 opened its account on Thursday. MI6 has none.", "Thursday", True),
        ("when did mi6 join instagram", "MI5 opened its account on Thursday.", "Thursday", True),
        ("when did MI5 join Instagram", "MI5 opened its account on Thursday.", "Thursday", False),
        ("when did MI6 join Instagram", "MI5 and MI6 opened accounts on Thursday.", "Thursday", False),
        ("when did MI6 join Instagram", "The agency opened its account on Thursday.", "Thursday", False),
        ("when did the A380 fly", "It flew on Monday. The A320 flew in 1987.", "1987", True),
        ("when did the A380 fly", "It flew on Monday. The A320 flew in 1987.", "Monday", True),
        ("when did the A380 fly", "It flew on Monday. The A380 is larger than the A320.", "Monday", False),
        ("when did the fire start", "MI5 opened its account on Thursday.", "Thursday", False),
    ],
)
def test_a_sentence_about_another_of_the_series_does_not_answer(
    question: str, text: str, span: str, other: bool
) -> None:
    start = text.index(span)
    assert is_of_sibling(question, text, start, start + len(span)) is other
    fits = fits_of(f"{question}?")
    assert fits is not None
    assert fits(text, start, start + len(span)) is not other


TRIAL = "The trial, led by Professor Abena Lassiter of the Volta Institute, begins in May."


@pytest.mark.parametrize(
    ("question", "text", "name", "only"),
    [
        ("Who heads the Volta Institute?", TRIAL, "Professor Abena Lassiter", True),
        ("who is the director of the Volta Institute", TRIAL, "Professor Abena Lassiter", True),
        ("Who leads the trial?", TRIAL, "Professor Abena Lassiter", False),
        ("Who heads the Volta Institute?", "The director, Bo Ek of the Volta Institute, spoke.", "Bo Ek", False),
        ("Who heads the Volta Institute?", "Director Bo Ek of the Volta Institute spoke.", "Director Bo Ek", False),
        ("Who heads the Volta Institute?", "The Volta Institute is led by Bo Ek.", "Bo Ek", False),
    ],
)
def test_somebody_of_a_body_is_not_its_head(question: str, text: str, name: str, only: bool) -> None:
    start = text.index(name)
    assert is_only_of(question, text, start, start + len(name)) is only
