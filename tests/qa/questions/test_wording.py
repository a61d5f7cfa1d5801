"""A refused question has another wording, if one is known."""

import pytest

from qa.questions.wording import second_wording

RAIL = "The Northern Rail Partnership (NRP) and the Ministry of Works (“MoW”) agreed. The Bar (Old Town) closed."


@pytest.mark.parametrize(
    ("question", "other"),
    [
        ("Who lost the final in Voll?", "Who was beaten in the final in Voll?"),
        ("who is the chief of MI5?", "who is the head of MI5?"),
        ("Who's the boss of the dairy?", "Who's the head of the dairy?"),
        ("Who is in charge of the dairy?", None),
        ("Who lost the key?", None),
        ("Who is the chief rival of MI5?", None),
        ("When did it close?", None),
    ],
)
def test_another_wording_is_given_where_one_is_known(question: str, other: str | None) -> None:
    assert second_wording(question) == other


@pytest.mark.parametrize(
    ("question", "other"),
    [
        ("Who chairs the Northern Rail Partnership?", "Who chairs the NRP?"),
        ("who chairs the northern rail partnership?", "who chairs the NRP?"),
        ("Who is the boss of the Northern Rail Partnership?", "Who is the head of the NRP?"),
        ("How many work for the Ministry of Works?", "How many work for the MoW?"),
        ("Who chairs the NRP?", None),
        ("Who chairs the Southern Rail Partnership?", None),
        ("Who owns The Bar?", None),
    ],
)
def test_a_name_is_abbreviated_as_a_text_defines_it(question: str, other: str | None) -> None:
    assert second_wording(question, [RAIL]) == other
