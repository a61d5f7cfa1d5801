"""Which words can answer a question, and which cannot, whatever their score."""

import pytest

from qa.questions.kind import asks_list, fits_of, items_of
from qa.questions.options import options_of


@pytest.mark.parametrize(
    ("question", "fitting", "unfit"),
    [
        ("When did MI5 first name its head?", "1993", "Stella Rimington"),
        ("When did MI5 first name its head?", "after the war", "its head"),
        ("What year did it close?", "in 1993", "the mill"),
        ("At what time was it?", "twenty to ten", "the lyceum"),
        ("When was voting stopped?", "at 14:30", "an hour"),
        ("When did they stop?", "two hours later", "for two hours"),
        ("When did she leave?", "three weeks ago", "three weeks"),
        ("How many people live there?", "about two dozen", "8.6 per cent"),
        ("How many per cent voted?", "8.6 per cent", "the voters"),
        ("How many euros did it cost?", "€40", "the mill"),
        ("How old is the tree?", "112 years", "the oak"),
        ("How long was the ship stuck?", "six days", "400 metres"),
        ("How long is the tunnel?", "4.8 kilometres", "the tunnel"),
        ("What is the population of Lodde?", "9,200", "fishermen"),
        ("Who found the cracks?", "Inspector Lena Ruud", "We"),
        ("who found the cracks", "the inspectors", "they"),
        ("Who found the cracks?", "the Monday Club", "Monday"),
        ("Which countries signed the treaty?", "Sweden and Finland", "Four"),
        ("Who lost a boot below Hag Stone?", "Zara Pinnock", "in the bog below Hag Stone"),
        ("Who lost the final?", "Sara Moreau of Voll", "Ida Lind beat Sara Moreau"),
        ("Which is older, the Brae museum or the Falk museum?", "Falk", "the museum"),
        ("Has MI5 or GCHQ more staff?", "GCHQ", "MI6"),
        ("Was it red or blue?", "a blue one", "red and blue"),
        ("Did Skarvoy or Tindheim win the cup final?", "Skarvoy", "3-1"),
        ("How old is the tree?", "112 years", "1936"),
        ("captain of the fire brigade", "Ross Tindale", "in May"),
        ("norvik new chief executive", "Amara Osei", "1 May 2026"),
        ("fergal tuohy's wife", "Deirdre", "1983"),
        ("year in which he left", "in 2019", "the bank"),
        ("chairman of Marasi", "Sultan bin Rashid Al Kaabi", "Tuesday"),
        ("age of Tobias Lunt", "44", "Malta"),
        ("What is the title of the play with which she opens?", "The Salt Road", "the flood of 1953"),
        ("what's the name of her first novel", "1984", "about a lighthouse"),
        ("What is her second film called?", "“after the rain”", "last year"),
        ("ticket price for the concerts", "£90", "the verger"),
    ],
)
def test_words_of_the_kind_that_is_asked_for_fit_and_others_do_not(question: str, fitting: str, unfit: str) -> None:
    fits = fits_of(question)
    assert fits is not None
    assert fits(fitting, 0, len(fitting))
    assert not fits(unfit, 0, len(unfit))


def test_who_said_words_is_not_named_among_them() -> None:
    text = "The favourite, Elijah Rono, stopped twice. “I was beaten by my leg and by Joost,” he said."
    fits = fits_of("Who said he was beaten by his leg?")
    assert fits is not None
    assert fits(text, text.index("Elijah"), text.index("Elijah") + 11)
    assert not fits(text, text.index("Joost"), text.index("Joost") + 5)


@pytest.mark.parametrize(
    "question",
    [
        "Which years were dry?",
        "What did Moore say?",
        "Where is the mill?",
        "Why did it close?",
        "gchq instagram",
        "Tell me about the coach.",
        "the sacking of the coach",
        "park won-soon first elected mayor",
        "gauge reading by his daughter",
    ],
)
def test_where_no_kind_is_asked_for_any_words_may_answer(question: str) -> None:
    assert fits_of(question) is None


@pytest.mark.parametrize(
    ("question", "options"),
    [
        ("Which museum is older, the Brae or the Falk?", ("brae", "falk")),
        ("which has more staff, gchq or mi6", ("gchq", "mi6")),
        ("Which agency is it, MI5 or the National Crime Agency?", ("mi5", "nation crime agenc")),
        ("Was it MI5 or MI6 that joined first?", ("mi5", "mi6")),
        ("Did Ida Lind or Sara Moreau win the final in Voll?", ("ida lind", "sara moreau")),
        ("is julie aas or hanna bru the older player of the two", ("juli aa", "hanna bru")),
        ("When was it sold or let?", ()),
        ("Who put his or her name to the laboratory's letter?", ()),
        ("Who sold the mill?", ()),
    ],
)
def test_the_two_things_that_are_offered_are_reported(question: str, options: tuple[str, ...]) -> None:
    assert options_of(question) == options


@pytest.mark.parametrize(
    ("question", "several"),
    [
        ("Which agencies are on Instagram?", True),
        ("which british spy agencies joined Instagram", True),
        ("What countries have left the treaty?", True),
        ("Who are the members of the board?", True),
        ("What were its causes?", True),
        ("Name all the ships.", True),
        ("Who were Rudd & Sons' three owners in 2025?", True),
        ("What are Ann Lee's plans?", True),
        ("which two of the stolen pictures are missing", True),
        ("Which parties govern Velland?", True),
        ("names of the two sisters", True),
        ("Which series won?", False),
        ("which process makes steel", False),
        ("Who was Ann Lee's boss?", False),
        ("Name of the ship that sank?", False),
        ("Which agency is on Instagram?", False),
        ("What was the class of the ship?", False),
        ("What is the news?", False),
        ("Which bus was late?", False),
    ],
)
def test_a_question_for_several_things_is_distinguished_from_one_for_one(question: str, several: bool) -> None:
    assert asks_list(question) is several


def test_an_answer_of_several_items_is_cut_into_them() -> None:
    words = "MI5, GCHQ, and MI6 as well as the CIA"
    assert [words[start:end] for start, end in items_of(words)] == ["MI5", "GCHQ", "MI6", "the CIA"]


@pytest.mark.parametrize(
    ("text", "words", "fitting"),
    [
        ("It was lost in the bog below Hag Stone.", "the bog below Hag Stone", False),
        ("It was found by the bog wardens.", "the bog wardens", True),
        ("A woman in the crowd lost it.", "A woman in the crowd", True),
    ],
)
def test_a_place_loses_nothing(text: str, words: str, *, fitting: bool) -> None:
    fits = fits_of("Who lost a boot?")
    start = text.index(words)
    assert fits is not None
    assert fits(text, start, start + len(words)) is fitting
