"""Names typed in lower case get the capitals, and surnames the first names, of the cited articles."""

import pytest

from qa.conversation.casing import acts_as_person, named_in_full, names_written, recased
from qa.conversation.rewriting import rewrite
from qa.conversation.turns import Evidence, Said

PASSAGES = (
    "Storm Ysolde reached Cold Fell on Friday. The prison's roof held. Grandmaster Petra Novosel beat Ilse Brandt.",
    "Novosel's trainer is from the Bank of Varn. “Storms are like this,” he said. Storm Ysolde was the worst storm.",
    "Mr Halvorsen, whose brother Odd Halvorsen owns the mill, met Tor Halvorsen. It fell silent.",
)


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("how strong was storm ysolde", "how strong was Storm Ysolde"),
        ("who escaped from cold fell in may", "who escaped from Cold Fell in may"),
        ("was novosel's trainer at the bank of varn?", "was Novosel's trainer at the Bank of Varn?"),
        ("when did the roof fall", "when did the roof fall"),
        ("what was the worst storm", "what was the worst storm"),
        ("Did NOVOSEL win?", "Did NOVOSEL win?"),
        ("", ""),
    ],
)
def test_names_get_the_capitals_of_the_articles_and_other_words_keep_theirs(typed: str, written: str) -> None:
    assert recased(typed, names_written(PASSAGES)) == written


@pytest.mark.parametrize(
    ("question", "full"),
    [
        ("who beat Brandt?", "who beat Ilse Brandt?"),
        ("what is Novosel's title", "what is Petra Novosel's title"),
        ("when did Petra Novosel play", "when did Petra Novosel play"),
        ("what does Halvorsen own", "what does Halvorsen own"),  # two people have that surname
        ("where is Varn", "where is Varn"),
    ],
)
def test_a_surname_gets_its_first_name_where_the_articles_know_one_person_of_it(question: str, full: str) -> None:
    assert named_in_full(question, names_written(PASSAGES)) == full


def test_no_text_names_anybody() -> None:
    assert not names_written(())
    assert not names_written(("it rained. Then it stopped.",))
    assert recased("when did novosel play", names_written(())) == "when did novosel play"


def test_a_follow_up_in_lower_case_is_completed_as_one_with_capitals() -> None:
    turn = Said("how strong was Storm Ysolde", "171 km/h", evidence=Evidence(PASSAGES))
    found = rewrite("and where is novosel from", [turn])
    assert found is None or "Novosel" in found.text
    assert rewrite("how many did it kill", [turn]).text == "how many did Storm Ysolde kill?"
    assert rewrite("how many did it kill", [Said("how strong was storm ysolde", "171 km/h")]) is not None


@pytest.mark.parametrize(
    ("name", "is_one"),
    [("Odd Halvorsen", True), ("Petra Novosel", False), ("Cold Fell", False), ("Ilse Brandt", False)],
)
def test_a_title_an_age_or_said_shows_that_a_name_is_a_persons(name: str, *, is_one: bool) -> None:
    assert acts_as_person(name, PASSAGES) is is_one
    assert acts_as_person(name, [f"{name}, 41, said so."])
    assert not acts_as_person(name, ())


@pytest.mark.parametrize(
    ("question", "unclear"),
    [
        ("Who accused Odd Halvorsen of theft?", "he: Petra Novosel or Odd Halvorsen?"),
        ("Who won the Cold Fell race?", ""),
        ("Who accused Mary Halvorsen of theft?", ""),
    ],
)
def test_two_persons_of_whom_nothing_says_which_is_meant_are_both_offered(question: str, unclear: str) -> None:
    found = rewrite("where is he from?", [Said(question, "Petra Novosel", evidence=Evidence(PASSAGES))])
    assert found is not None
    assert (found.text, found.unclear) == ("where is Petra Novosel from?", unclear)
