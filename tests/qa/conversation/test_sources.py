"""Questions that take a statement or a time from the previous answer: "who says so?", "when was that?"."""

from typing import Any

import pytest

from qa.conversation.rewriting import followed, rewrite

ROUTES = ("How many routes do Velair and Nordwind share?", "31")
SUED = ("Did Edwin Harper sue his employer?", "no")
WON = ("Who won the Lakeside race?", "Selma Worth")
YOUNGEST = ("Who was the youngest Dane to cross the strait?", "Mads Holm")
STORM = ("When was Storm Greta?", "12 March 2013")
BREAK = ("When did Ewa Lind break her arm?", "in 1993")
WHY = ("Why did Hugo Lassen drop out?", "a stomach bug")


def asked(question: Any, *turns: Any) -> Any:
    """Rewrite a question after earlier ones with their answers; unchanged if nothing is added."""
    found = rewrite(question, followed(turns))
    return found.text if found else question


@pytest.mark.parametrize(
    "typed",
    ["who says so?", "Who said so", "says who", "according to whom?", "who exactly said that", "and who claims that?"],
)
def test_who_says_so_asks_for_who_said_what_was_answered(typed: str) -> None:
    assert asked(typed, ROUTES).removeprefix("and ") == "who said that Velair and Nordwind share 31 routes?"


@pytest.mark.parametrize(
    ("turn", "stated"),
    [
        (("When did Velair join the pact?", "October 2018"), "Velair join the pact in October 2018"),
        (SUED, "Edwin Harper sue his employer"),
        (WON, "Selma Worth won the Lakeside race"),
        (WHY, "Hugo Lassen drop out because a stomach bug"),
        (STORM, "Storm Greta was on 12 March 2013"),
    ],
)
def test_what_was_answered_is_said_by_the_question_and_its_answer(turn: Any, stated: str) -> None:
    assert asked("who said so?", turn) == f"who said that {stated}?"


def test_who_said_something_new_is_another_question() -> None:
    assert asked("who said that the routes were empty?", ROUTES) != asked("who said so?", ROUTES)


@pytest.mark.parametrize(
    ("typed", "turn", "full"),
    [
        ("how fast was the wind then", STORM, "how fast was the wind on 12 March 2013, of Storm Greta?"),
        ("what happened in that year?", STORM, "what happened in 2013, of Storm Greta?"),
        ("what did she do after that", BREAK, "what did Ewa Lind do after 1993?"),
        ("where did she live at that time?", BREAK, "where did Ewa Lind live in 1993?"),
        ("and how old was she then?", BREAK, "how old was Ewa Lind in 1993?"),
    ],
)
def test_then_and_after_that_take_the_time_of_the_answer(typed: str, turn: Any, full: str) -> None:
    assert asked(typed, turn).removeprefix("and ") == full


def test_then_means_nothing_where_no_time_was_said() -> None:
    assert "in " not in asked("where did she live then?", WON).split("live", 1)[1].removesuffix("?").strip()


@pytest.mark.parametrize("typed", ["when was that?", "when exactly", "when did that happen?"])
def test_when_was_that_asks_when_what_was_answered_happened(typed: str) -> None:
    assert asked(typed, YOUNGEST) == "when was it that Mads Holm was the youngest Dane to cross the strait?"


def test_where_was_that_asks_for_the_place_of_what_was_asked() -> None:
    assert asked("where did that happen?", BREAK) == "where did Ewa Lind break her arm?"
