"""Which of two has more: the question is split into one for each."""

import pytest

from qa.questions.comparison import comparison_of


@pytest.mark.parametrize(
    ("question", "asked", "by_most"),
    [
        ("Which is longer, the old Arden bridge or the new one?",
         ("How long is the old Arden bridge?", "How long is the new Arden bridge?"), True),
        ("Which museum is older, the Brae or the Falk?",
         ("How old is the Brae museum?", "How old is the Falk museum?"), True),
        ("Which is the older contest, the Game or the Regatta?",
         ("How old is the Game?", "How old is the Regatta?"), True),
        ("which is older orbis or lumen", ("How old is orbis?", "How old is lumen?"), True),
        ("Is Julie Aas or Hanna Bru younger?", ("How old is Julie Aas?", "How old is Hanna Bru?"), False),
        ("Was it hotter in Seville or Cordoba?", ("How hot was it in Seville?", "How hot was it in Cordoba?"), True),
        ("Where was it colder, in Roros or in Bergen?",
         ("How cold was it in Roros?", "How cold was it in Bergen?"), False),
        ("Which of the two, Fannie or Freddie, has the larger programme?",
         ("How large is the programme of Fannie?", "How large is the programme of Freddie?"), True),
        ("Which of Treen and Carn is deeper?", ("How deep is Treen?", "How deep is Carn?"), True),
        ("Which school has more pupils, Brenna or Fossum?",
         ("How many pupils does Brenna have?", "How many pupils does Fossum have?"), True),
        ("Has MI5 or GCHQ fewer staff?", ("How many staff does MI5 have?", "How many staff does GCHQ have?"), False),
        ("Who sold more cars, Orbis or Lumen?",
         ("How many cars did Orbis sell?", "How many cars did Lumen sell?"), True),
        ("Who got the longer sentence, Luc or Alain Marchetti?",
         ("How long is the sentence of Luc Marchetti?", "How long is the sentence of Alain Marchetti?"), True),
        ("Which has a higher proportion of minority staff, MI5 or GCHQ?",
         ("What proportion of minority staff does MI5 have?", "What proportion of minority staff does GCHQ have?"),
         True),
        ("Which had the bigger profit, Halden Bank or Mjosa Bank?",
         ("How big is the profit of Halden Bank?", "How big is the profit of Mjosa Bank?"), True),
        ("Which airline scrapped more flights, Oceanic or Air Vaitu?",
         ("How many flights were scrapped by Oceanic?", "How many flights were scrapped by Air Vaitu?"), True),
        ("Which was fuller in March, the Segre or the Guadiel?",
         ("How full is the Segre in March?", "How full is the Guadiel in March?"), True),
        ("What is quicker from Lund to Ystad, the train or the bus?",
         ("How long does the train take from Lund to Ystad?", "How long does the bus take from Lund to Ystad?"), False),
        ("Which of the two probes went up first, Merrow-1 or Merrow-2?",
         ("When did Merrow-1 go up?", "When did Merrow-2 go up?"), False),
        ("Who was born last, Ann or Bo?", ("When was Ann born?", "When was Bo born?"), True),
        ("Which cost more, the old mill or the new mill?",
         ("How much did the old mill cost?", "How much did the new mill cost?"), True),
    ],
)  # fmt: skip
def test_each_of_the_two_is_asked_about_by_itself(question: str, asked: tuple[str, str], by_most: bool) -> None:
    comparison = comparison_of(question)
    assert comparison is not None
    assert comparison.wordings[0].asked == asked
    assert comparison.wordings[0].by_most is by_most


def test_braces_in_a_question_are_words_like_others() -> None:
    comparison = comparison_of("Which has more {x}, {a} or {b}?")
    assert comparison is not None
    assert comparison.wordings[0].asked == ("How many {x} does {a} have?", "How many {x} does {b} have?")


def test_what_is_older_may_be_what_opened_first() -> None:
    comparison = comparison_of("Which museum is older, the Brae or the Falk?")
    assert comparison is not None
    wordings = {wording.asked[0]: wording.by_most for wording in comparison.wordings}
    assert wordings["When did the Brae museum open?"] is False


@pytest.mark.parametrize(
    "question",
    [
        "Was it red or blue?",
        "Did Skarvoy or Tindheim win the cup final?",
        "When was the older mill sold or let?",
        "Who is older?",
        "How many people live in Roros or Bergen?",
        "Which is the longest bridge?",
        "Is MI5 older than MI6?",
        f"Which is older, {'the very ' * 60}Brae or the Falk?",
        "Which is more common, lung or skin cancer?",
        "Which move more in the short run, prices or quantities?",
    ],
)
def test_other_questions_compare_nothing(question: str) -> None:
    assert comparison_of(question) is None
