"""A sentence decides a yes or no only if one of its clauses has what the question names."""

import pytest

from corpus.article import Passage
from index.types import Hit
from qa.answering.rules.verdicts import decided
from qa.types import Reading


def reading(text: str) -> Reading:
    return Reading(Hit(Passage("a", 0, 0, len(text), text), 0.5, 1), 0.6, 0, len(text), 0, len(text))


APART = "MI5 has followed GCHQ onto Instagram, while Richard Moore, the MI6 chief, began using Twitter."


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("Did MI5 join Twitter?", APART),
        ("did mi5 join twitter", APART),
        ("Is the CIA on Instagram?", "GCHQ opened an Instagram account in 2018, while the CIA has one on Twitter."),
        ("Did Ida Lind go to Lodde?", "Ida Lind went to Almby; Sara Moreau went to Lodde."),
    ],
)
def test_a_sentence_that_tells_it_of_two_in_two_clauses_decides_nothing(question: str, text: str) -> None:
    (output,) = decided(question, [reading(text)])
    assert (output.start, output.score) == (None, 0.0)


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("Did MI5 follow GCHQ?", APART),
        ("Did Moore use Twitter?", APART),
        ("Did MI5 join Instagram and Twitter?", "MI5 joined Instagram in May, and it joined Twitter in June."),
        ("Did MI5 join Twitter?", "MI5 opened an account, but never joined Twitter."),
        ("Has Holm been suspended?", "Holm has been suspended, Quist has not."),
        ("Did it rain?", "It rained; the road was shut."),
    ],
)
def test_any_other_sentence_may_decide(question: str, text: str) -> None:
    given = reading(text)
    assert decided(question, [given]) == (given,)


def test_a_sentence_on_another_party_alone_decides_nothing_of_the_one_asked_about() -> None:
    other = reading("GCHQ launched its account in 2018, and the CIA has one on Twitter.")
    own = reading("The agency MI5 joined, as GCHQ had done.")
    pronoun = reading("It launched its account in 2018.")
    for question in ("Did MI5 launch an account?", "did mi5 launch an account"):
        assert decided(question, [other, own, pronoun])[:2] == (own, pronoun)
    assert decided("Did GCHQ launch an account?", [other, own])[0] == other
