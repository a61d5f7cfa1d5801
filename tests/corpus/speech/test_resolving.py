"""Pronouns and descriptions are resolved only if the article makes them unambiguous."""

import pytest

from corpus.speech.attribution import speech_in


def last_speaker(text: str) -> str:
    return speech_in(text)[-1].speaker


def test_a_pronoun_means_the_last_speaker_of_its_gender_not_the_last_of_all() -> None:
    text = (
        'Mrs Olga Brandt keeps bees. "They know my step by now," Brandt said.\n\n'
        'Mr Karl Voss buys her honey. "It tastes of the lime trees," Voss said.\n\n"I sell none in June," she said.'
    )
    assert last_speaker(text) == "Olga Brandt"


def test_a_paragraph_about_one_person_says_whether_that_is_he_or_she() -> None:
    text = (
        'Olga Brandt keeps bees, as she always has. "They know my step by now," Brandt said.\n\n'
        'Karl Voss buys the honey, and he pays in coin. "It tastes of the lime trees," Voss said.\n\n'
        '"I sell none in June," she said.'
    )
    assert last_speaker(text) == "Olga Brandt"


def test_a_pronoun_without_a_name_near_means_the_only_person_called_so() -> None:
    text = (
        "Mrs Olga Brandt, whom Brandt Honey is named for, keeps bees.\n\nThe hives stand in rows.\n\n"
        'Snow fell in the night. "They sleep through it all," she said.'
    )
    assert last_speaker(text) == "Olga Brandt"


def test_a_pronoun_for_which_there_are_two_far_away_stays_one() -> None:
    text = (
        "Mrs Olga Brandt keeps bees.\n\nMrs Ida Moll keeps goats.\n\nThe hives stand in rows.\n\n"
        'Snow fell in the night. "They sleep through it all," she said.'
    )
    assert last_speaker(text) == "she"


def test_who_writes_is_not_taken_for_the_last_speaker() -> None:
    text = 'Karl Voss buys honey. "It tastes of the lime trees," Voss said.\n\n"And of what else?" I ask.'
    assert last_speaker(text) == "I"


def test_a_pronoun_in_an_interposed_clause_means_another_than_the_person_around_it() -> None:
    text = (
        'Mrs Olga Brandt was cheered when she told the guild that the tax was "a thief in a good coat". '
        'Ms Moll, she added, had written to her "in purple ink on both sides".'
    )
    assert last_speaker(text) == "Olga Brandt"


@pytest.mark.parametrize(
    ("before", "speaker"),
    [
        ("Her uncle, Albin, sees it otherwise.", "Albin"),
        ("Olga's uncle Albin sees it otherwise.", "Albin"),
        ("Albin sees it otherwise.", "he"),
    ],
)
def test_a_relative_may_be_named_by_a_first_name_alone(before: str, speaker: str) -> None:
    text = f'Mrs Olga Brandt keeps bees.\n\n{before} "They sting the post at noon," he told us.'
    assert last_speaker(text) == speaker


def test_the_holder_of_a_post_is_who_a_sentence_about_the_post_is_about() -> None:
    text = (
        "Mayor Ida Moll came at noon. Karl Voss had left.\n\n"
        'The mayor said later that the town would fine Voss. "We like our honey clear," she said.'
    )
    assert last_speaker(text) == "Ida Moll"


@pytest.mark.parametrize(
    ("named", "words"),
    [
        ("Dr. Ida Moll", "the doctor"),
        ("Col. Ida Moll", "the colonel"),
        ("Prof. Ida Moll", "the professor"),
        ("Sheriff Ida Moll", "the sheriff"),
    ],
)
def test_a_title_is_what_its_only_holder_is_called(named: str, words: str) -> None:
    said = f'"It is a matter of patience," {words} said.'
    assert last_speaker(f"{named} came at noon.\n\n{said}") == "Ida Moll"
    both = f"{named} came at noon. {named.replace('Ida Moll', 'Karl Voss')} stayed.\n\n{said}"
    assert last_speaker(both) == words


def test_a_word_that_restates_a_person_means_the_one_just_named() -> None:
    text = 'Karl Voss had put the guests ahead. "I closed my eyes and hit it," said the {}.'
    assert last_speaker(text.format("winger")) == "Karl Voss"
    assert last_speaker(text.format("23-year-old")) == "Karl Voss"
    assert last_speaker(text.format("referee")) == "the referee"


def test_a_name_after_a_preposition_is_a_person_if_it_is_one_elsewhere() -> None:
    text = 'Behind the house of Ida Moll lies a yard with, she says, "nine sorts of moss".'
    assert last_speaker(f"{text}\n\nDr. Ida Moll is a botanist.") == "Ida Moll"
    assert last_speaker(text.replace("Ida Moll", "Ida County")) == "she"


def test_bill_begins_the_name_of_a_person() -> None:
    text = 'Bill Moll came at noon. "It is a matter of patience," he said.'
    assert last_speaker(text) == "Bill Moll"
    assert last_speaker(text.replace("Bill Moll", "Moll Bill")) == "he"


def test_a_pronoun_without_a_name_in_its_paragraph_means_whom_the_paragraph_before_is_about() -> None:
    text = (
        'Mr Karl Voss buys honey. "It tastes of the lime trees," he said.\n\n'
        'Dr. Albin Moll is leaving the bees to rest.\n\n"They know the way home," he said.'
    )
    assert last_speaker(text) == "Albin Moll"


def test_letters_after_a_name_are_no_part_of_it() -> None:
    text = 'Ida Moll KC came at noon.\n\n"It is a matter of patience," Ms Moll said.'
    assert last_speaker(text) == "Ida Moll"


def test_a_national_of_a_country_is_the_person_just_named() -> None:
    text = 'Marco Dahl played the last ten minutes. "My legs were of wood," said the {}.'
    assert last_speaker(text.format("Dane")) == "Marco Dahl"
    assert last_speaker(text.format("Danube Times")) == "Danube Times"


def test_it_means_what_the_sentence_is_about() -> None:
    text = 'OAKHAM, May 2 - Brandt Honey lost money, blaming what it called "a summer without any lime trees".'
    assert last_speaker(text) == "Brandt Honey"
    assert not speech_in('The new path is called "a summer without trees".')


@pytest.mark.parametrize("words", ["Passenger", "Skipper", "Prosecutor", "Executive of Hong Kong"])
def test_what_a_person_does_is_no_part_of_the_name(words: str) -> None:
    assert last_speaker(f'Chief {words} Ida Moll said: "It is a matter of patience."') == "Ida Moll"


def test_somebody_far_back_who_has_spoken_is_meant_if_nobody_else_is_called_so() -> None:
    text = (
        "Albin Moll lets me in. “You are late,” he says. “So are the bees.”\n\nHis daughter, Olga, brings tea.\n\n"
        "The hives stand in rows, each with a number. “That one bites,” he tells me."
    )
    assert last_speaker(text) == "Albin Moll"
    assert last_speaker(text.replace("His daughter, Olga,", "His brother, Ove,")) != "Albin Moll"
