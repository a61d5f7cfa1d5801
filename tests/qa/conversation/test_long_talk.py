"""Conversations with a talkative bot: long answers, requests, asides, and changes of the subject."""

from typing import Any

import pytest

from qa.conversation.rewriting import followed, rewrite

CLUB = (
    "where do the arizona cardinals play this week",
    "The Arizona Cardinals are a professional football club based in the Phoenix area. They compete in the National "
    "Football League and were founded in Chicago in 1898.",
)
STORE = ("What is IBM Cloud Object Storage?", "A highly available, durable and secure platform for unstructured data.")
DUNE = (("Who wrote Dune?", "Frank Herbert"), ("When was it published?", "1965"))
FIRES = ("What causes wildfires in California?", "Lightning, downed power lines and campfires cause most of them.")
TAX = ("What are the tax implications of selling a house?", "You may owe capital gains tax on the sale.")
CANCER = (
    ("What is throat cancer?", None),
    ("Is it treatable?", "Yes."),
    ("Tell me about lung cancer.", "It is common."),
)


def asked(question: Any, *turns: Any) -> Any:
    """Rewrite a question after earlier ones with their answers; unchanged if nothing is added."""
    rewritten = rewrite(question, followed(turns))
    return rewritten.text if rewritten else question


@pytest.mark.parametrize(
    ("question", "full"),
    [
        ("Are they a popular team?", "Are the arizona cardinals a popular team?"),
        ("Why is that?", "why do the arizona cardinals play this week?"),
        ("What about its stadium?", "What about the arizona cardinals' stadium?"),
        ("and the Cowboys?", "where do the Cowboys play this week?"),
        ("Thanks! And who is the coach?", "who is the coach, in the arizona cardinals?"),
    ],
)
def test_a_long_answer_and_a_name_in_small_letters_hide_no_topic(question: str, full: str) -> None:
    assert asked(question, CLUB) == full


@pytest.mark.parametrize(
    ("question", "full"),
    [
        ("Tell me more", "Tell me more about IBM Cloud Object Storage?"),
        ("can you elaborate on that?", "can you elaborate about IBM Cloud Object Storage?"),
        ("Give me some examples.", "Give me some examples of IBM Cloud Object Storage?"),
        ("tell me more about pricing", "tell me more about pricing, of IBM Cloud Object Storage?"),
        ("What about its cost?", "What about IBM Cloud Object Storage's cost?"),
        ("how does it compare to S3?", "how does IBM Cloud Object Storage compare to S3?"),
    ],
)
def test_more_is_asked_for_of_what_was_spoken_of(question: str, full: str) -> None:
    assert asked(question, STORE) == full


def test_more_of_nothing_is_left_as_it_is() -> None:
    assert asked("tell me more", ("?", None)) == "tell me more"


def test_a_pronoun_stands_for_the_same_as_in_the_question_before() -> None:
    assert asked("how many copies did it sell?", *DUNE) == "how many copies did Dune sell?"
    assert asked("Tell me more about it", *DUNE) == "Tell me more about Dune?"
    turns = (("Bill Wade", None), ("Who was his wife?", "Lois Burnham"), ("When did he marry her?", "in 1918"))
    assert asked("Where did he work?", *turns) == "Where did Bill Wade work?"


def test_a_book_is_nobody() -> None:
    assert asked("What else did he write?", *DUNE) == "What else did Frank Herbert write?"


def test_a_verb_in_the_present_is_no_part_of_the_topic() -> None:
    assert asked("How can they be prevented?", FIRES) == "How can wildfires in California be prevented?"
    assert asked("and in Australia?", FIRES) == "What causes wildfires in Australia?"


def test_a_noun_that_may_be_a_verb_stays_in_its_phrase() -> None:
    cost = ("What is the environmental cost of food production?", None)
    assert asked("How is that for meat?", cost) == "How is the environmental cost of food production for meat?"
    effects = ("What are the short and long-term effects of alcohol?", None)
    assert asked("are there benefits?", effects) == "are there benefits, in the short and long-term effects of alcohol?"


def test_it_is_the_thing_and_not_its_history() -> None:
    history = ("What is the history of tagliatelle?", None)
    assert asked("What are its variations?", history) == "What are tagliatelle's variations?"


def test_a_new_thing_that_is_only_asked_for_begins_a_topic() -> None:
    assert asked("What are its symptoms?", *CANCER) == "What are lung cancer's symptoms?"
    assert asked("What is a stent?", *CANCER) == "What is a stent?"
    assert asked("What causes throat cancer?", *CANCER) == "What causes throat cancer?"
    back = (*CANCER, ("What causes throat cancer?", None))
    assert asked("Can it be cured?", *back) == "Can throat cancer be cured?"


def test_what_about_swaps_the_last_part_or_asks_of_the_topic() -> None:
    expected = "What are the tax implications of selling a second home?"
    assert asked("What about a second home?", TAX) == expected
    assert asked("what about the treatment", *CANCER) == "what about the treatment, of lung cancer?"


def test_an_answer_that_there_is_none_names_nobody() -> None:
    turns = (("Patrick O'Brian", None), ("Who published his books?", "I don't know."))
    assert asked("Was he successful?", *turns) == "Was Patrick O'Brian successful?"


def test_what_is_only_told_stays_in_front_of_the_question() -> None:
    ill = ("I heard Bernie Sanders was ill recently. What happened?", "He had a heart attack in October.")
    assert asked("Really? Where was he treated?", ill) == "Where was Bernie Sanders treated?"
    card = "I don't have a credit card. Can I still use it?"
    assert asked(card, STORE) == "I don't have a credit card. Can I still use IBM Cloud Object Storage?"
    genes = (("How do genes work?", None), ("That’s too basic, I’d like a more scientific explanation.", None))
    assert asked("What about its issues?", *genes) == "What about genes' issues?"


def test_it_at_the_end_needs_a_name_in_the_question_to_be_its_own() -> None:
    darwin = ("What is Darwin’s theory?", None)
    full = "How do sexual and asexual reproduction affect Darwin’s theory?"
    assert asked("How do sexual and asexual reproduction affect it?", darwin) == full


def test_a_correction_is_asked_in_the_words_of_the_question_before() -> None:
    cancer = ("What is the survival rate of throat cancer?", None)
    assert asked("No, I meant in women.", cancer) == "What is the survival rate of throat cancer, in women?"


def test_what_was_newly_named_is_it() -> None:
    turns = (("What are the mechanisms of depression?", None), ("What is the role of serotonin?", "It is a signal."))
    assert asked("How can I balance it?", *turns) == "How can I balance serotonin?"


def test_wrong_and_next_are_nothing_to_ask_about() -> None:
    dog = ("My dog has been shaking its head. What could be wrong?", "See a vet about its ears.")
    assert asked("Is it dangerous?", dog) == "Is it dangerous?"


def test_the_first_name_and_the_thing_are_both_filled_in() -> None:
    law = ("Which governor signed the Alabama Life Protection Act?", "Kay Ivey")
    assert asked("when did Ivey sign it", law) == "when did Kay Ivey sign the Alabama Life Protection Act?"


@pytest.mark.parametrize(
    "question", ["Who won the 2022 World Cup?", "who is Paul Atreides", "Is a 401k loan a good idea?"]
)
def test_another_subject_is_left_alone(question: str) -> None:
    assert asked(question, *DUNE) == question


CATS = ("Why do cats eat plastic?", "It may be pica.")
CATCHERS = (
    "Who are the greatest catchers?",
    "A card of Johnny Bench shows his glove. He was ranked ahead of Yogi Berra.",
)


def test_he_is_the_animal_or_whom_a_long_answer_names_first() -> None:
    assert asked("How do I get him to stop?", CATS) == "How do I get cats to stop?"
    assert asked("What was he known for?", CATCHERS) == "What was Johnny Bench known for?"


def test_it_of_a_phrase_is_nothing_that_was_spoken_of() -> None:
    assert asked("What does it mean to be tired?", FIRES).startswith("What does it mean to be tired")
    assert asked("how long does it take to heal?", STORE).startswith("how long does it take to heal")


@pytest.mark.parametrize(
    ("question", "full"),
    [
        ("Is that true for GCHQ?", "When did GCHQ join Instagram?"),
        ("is it the same for MI6?", "When did MI6 join Instagram?"),
        ("no, I meant MI6", "When did MI6 join Instagram?"),
        ("No, MI6.", "When did MI6 join Instagram?"),
        ("sorry, on Twitter", "When did MI5 join Twitter?"),
        ("not MI5, MI6", "When did MI6 join Instagram?"),
        ("MI6, not MI5", "When did MI6 join Instagram?"),
        ("I meant when did it leave Instagram", "when did MI5 leave Instagram?"),
        ("I meant when did MI6 leave Twitter", "when did MI6 leave Twitter?"),
    ],
)
def test_a_correction_or_a_comparison_swaps_the_like(question: str, full: str) -> None:
    assert asked(question, ("When did MI5 join Instagram?", "2021")) == full


@pytest.mark.parametrize("question", ["no, thanks", "sorry, what?", "no, I am fine"])
def test_what_only_sounds_like_a_correction_is_none(question: str) -> None:
    assert "join Instagram," not in asked(question, ("When did MI5 join Instagram?", "2021"))


def test_several_questions_are_completed_one_after_another() -> None:
    full = "What instruments did Dune use? Why is Dune long?"
    assert asked("What instruments did it use? Why is it long?", *DUNE) == full


def test_whom_it_is_for_is_put_after_and_what_else_asks_the_same() -> None:
    flu = ("What are the symptoms of flu?", "Fever, cough and headache")
    assert asked("What about children?", flu) == "What are the symptoms of flu for children?"
    assert asked("Does that apply to infants?", flu) == "What are the symptoms of flu for infants?"
    assert asked("What else?", flu) == "what else are the symptoms of flu?"


def test_a_keyword_alone_is_asked_of_the_topic() -> None:
    reef = ("Tell me about the Great Barrier Reef.", None)
    assert asked("coral bleaching", reef) == "coral bleaching, in the Great Barrier Reef?"
    full = "How does the Great Barrier Reef compare with the Belize reef?"
    assert asked("How does it compare with the Belize reef?", reef) == full
