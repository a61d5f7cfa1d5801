"""Corrections of the last question, with and without "I meant", and messages in a chat that ask nothing."""

from typing import Any

import pytest

from qa.conversation.rewriting import followed, rewrite
from qa.questions.small_talk import is_small_talk

PUMPS = ("How many of the pumps are in Belgium?", "4,800")
RESIGNED = ("Did the chief executive resign?", "no")
SEATS = ("How many seats did the Greens get in Ollerby in 2025?", "9")
PLAYS = ("What does Joan play?", None)


def asked(question: Any, *turns: Any) -> Any:
    """Rewrite a question after earlier ones with their answers; unchanged if nothing is added."""
    found = rewrite(question, followed(turns))
    return found.text if found else question


@pytest.mark.parametrize(
    "typed", ["no, germany", "No germany, sorry", "sorry, Germany", "germany i mean", "i meant germany", "no Germany"]
)
def test_a_country_is_corrected_however_it_is_typed(typed: str) -> None:
    assert asked(typed, PUMPS) == "How many of the pumps are in Germany?"


@pytest.mark.parametrize(
    ("typed", "turn", "full"),
    [
        ("no the chief engineer", RESIGNED, "Did the chief engineer resign?"),
        ("sorry, 2021", SEATS, "How many seats did the Greens get in Ollerby in 2021?"),
        ("orla i mean", PLAYS, "What does Orla play?"),
        ("i meant st oswins", ("how many wait four hours at queens", "81"), "how many wait four hours at st oswins?"),
        ("sorry, the mens winner i mean", ("Who won?", "Jo"), "Who won, the mens winner?"),
        ("i meant the brother", ("How long was he in prison?", "six years"), "How long was he in prison, the brother?"),
    ],
)
def test_the_like_of_what_was_meant_is_replaced(typed: str, turn: Any, full: str) -> None:
    assert asked(typed, turn) == full


@pytest.mark.parametrize("typed", ["no one?", "no 10?", "no idea who runs it?"])
def test_no_before_a_noun_corrects_nothing(typed: str) -> None:
    assert "How many of the pumps" not in asked(typed, PUMPS)


@pytest.mark.parametrize(
    "text", ["thanks!", "ok, got it", "Great, cheers", "hello? anyone there", "hi again", "ok then"]
)
def test_thanks_and_greetings_ask_nothing(text: str) -> None:
    assert is_small_talk(text)


@pytest.mark.parametrize(
    "text", ["why", "Great Britain", "who is there", "good wine", "then?s", "and Germany", "", "hi5"]
)
def test_whatever_can_be_searched_for_is_no_small_talk(text: str) -> None:
    assert not is_small_talk(text)


@pytest.mark.parametrize(
    ("typed", "full"),
    [
        ("and Greta, how strong was it?", "how strong was Greta?"),
        ("ok and novosel, how much did she win", "how much did novosel win?"),
        ("back to Ventus 2, what was its weight?", "what was Ventus 2's weight?"),
        ("and the outer dock, when will that one be done?", "when will the outer dock be done?"),
        ("In 2021, how many did they get?", None),
        ("well, how many did they get?", None),
    ],
)
def test_a_subject_before_its_question_takes_the_place_of_the_pronoun(typed: str, full: str | None) -> None:
    found = asked(typed, SEATS)
    assert found == full if full else "did the Greens get" in found


def test_that_airline_is_the_airline_just_named() -> None:
    named = ("Which company flies to Malmo?", "Nordavia")
    assert asked("when does that airline fly to Oslo?", named) == "when does Nordavia fly to Oslo?"
    person = ("Who was suspended after the blast?", "Colin Strand")
    assert "Colin Strand" not in asked("who owns that mill?", person).split(",")[0]


def test_now_takes_the_place_of_then_and_the_youngest_that_of_the_oldest_two_questions_before() -> None:
    assert asked("and now?", ("Who ran the house at that time?", "Inga Tol")) == "Who ran the house now?"
    assert asked("and today?", ("Who ran the mill in 2019?", "Inga Tol")) == "Who ran the mill today?"
    oldest = ("Who is the oldest gardener at Lark Hill?", "Ernest Tully")
    plot = ("since when has he had his plot?", "1987")
    assert asked("and the youngest?", oldest, plot) == "Who is the youngest gardener at Lark Hill?"
