"""Listed or compared items are selected by position, and added to a question that asks to choose."""

import pytest

from qa.conversation.ellipses.listed import items_of
from qa.conversation.rewriting import followed, rewrite

FLU = ("What are the symptoms of flu?", "Fever, cough and headache")
DRINKS = ("Which is better, tea or coffee?", None)
CLOUD = ("What is the difference between Cloud Functions and Code Engine?", None)
BALTIC = ("Which countries joined in 2004?", "Estonia, Latvia and Lithuania")


@pytest.mark.parametrize(
    ("question", "turn", "full"),
    [
        ("Tell me more about the second one.", FLU, "Tell me more about cough, of flu?"),
        ("how long does the last one last?", FLU, "how long does headache last, of flu?"),
        ("how is the latter made?", DRINKS, "how is coffee made?"),
        ("how is the first grown?", DRINKS, "how is tea grown?"),
        ("how do I deploy the second one?", CLOUD, "how do I deploy Code Engine?"),
        ("When did the second join the euro?", BALTIC, "When did Latvia join the euro?"),
        ("what about the first?", BALTIC, "what about Estonia?"),
    ],
)
def test_an_ordinal_is_the_thing_at_that_place_in_the_list(
    question: str, turn: tuple[str, str | None], full: str
) -> None:
    found = rewrite(question, followed([turn]))
    assert found is not None
    assert found.text == full


@pytest.mark.parametrize(
    ("question", "turn", "full"),
    [
        ("Which one is cheaper?", CLOUD, "Which one is cheaper, Cloud Functions or Code Engine?"),
        ("which is healthier?", DRINKS, "which is healthier, tea or coffee?"),
        ("which of them is largest?", BALTIC, "which of them is largest, Estonia, Latvia or Lithuania?"),
    ],
)
def test_a_choice_is_among_what_was_listed(question: str, turn: tuple[str, str | None], full: str) -> None:
    found = rewrite(question, followed([turn]))
    assert found is not None
    assert found.text == full


def test_an_ordinal_before_a_noun_is_no_place_in_a_list() -> None:
    found = rewrite("who planned the second attack?", followed([BALTIC]))
    assert found is None or "Latvia" not in found.text.split(",")[0]


@pytest.mark.parametrize(
    "question", ["Which of Finland's ports froze first?", "Which ministers in Helsinki were the first to resign?"]
)
def test_what_only_sounds_like_a_choice_or_a_place_is_none(question: str) -> None:
    assert rewrite(question, followed([BALTIC])) is None


def test_a_list_of_several_things_is_not_it() -> None:
    found = rewrite("how is it treated?", followed([FLU]))
    assert found is not None
    assert found.text == "how is flu treated?"


def test_a_sentence_lists_nothing() -> None:
    assert items_of("He was tired and went home early because the road had been closed, and nobody came") == []
    assert items_of("Fever, cough, and a sore throat.") == ["Fever", "cough", "a sore throat"]
    assert items_of("Fever") == []
    assert items_of("over 4,600") == []
