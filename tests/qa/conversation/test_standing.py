"""Which questions are complete although they name nothing, and which depend on earlier ones."""

import pytest

from qa.conversation.rewriting import followed, rewrite

LIGHTHOUSE = ("When was the lighthouse lit?", "1886")
CRASH = ("How many people were killed in the bus crash in Leeds?", "seven")


@pytest.mark.parametrize(
    "question",
    [
        "How long is the oak shaft?",
        "what do sheep eat in winter?",
        "what causes cracked skin at the corners of your mouth",
        "who holds the world record for eating hot dogs",
        "what is the highest base on the ph scale",
        "how do bees make honey in a hive",
        "which vitamin prevents scurvy",
        "Does organic farming reduce global warming, and if so, how?",
    ],
)
def test_a_question_about_a_thing_of_its_own_is_left_as_it_is(question: str) -> None:
    for turn in (LIGHTHOUSE, CRASH):
        assert rewrite(question, followed([turn])) is None


@pytest.mark.parametrize(
    ("question", "full"),
    [
        ("who was the driver?", "who was the driver, in the bus crash in Leeds?"),
        ("who repaired the bridge?", "who repaired the bridge, in the bus crash in Leeds?"),
        ("what happened next?", "what happened next, in the bus crash in Leeds?"),
        (
            "Are there any other interesting aspects?",
            "Are there any other interesting aspects, in the bus crash in Leeds?",
        ),
    ],
)
def test_a_definite_noun_and_everyday_words_lean_on_the_topic(question: str, full: str) -> None:
    found = rewrite(question, followed([CRASH]))
    assert found is not None
    assert found.text == full


def test_a_participle_is_no_part_of_the_topic() -> None:
    found = rewrite("how tall is it?", followed([LIGHTHOUSE]))
    assert found is not None
    assert found.text == "how tall is the lighthouse?"


def test_one_plural_noun_is_the_whole_subject() -> None:
    found = rewrite("Are they ill?", followed([("Why do cats eat plastic?", None)]))
    assert found is not None
    assert found.text == "Are cats ill?"
