"""Quotations are given to whom their sentence or its neighbours name, and to nobody else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.speech.attribution import speech_in


def speakers_in(text: str) -> list[tuple[str, str]]:
    return [(text[speech.start : speech.end], speech.speaker) for speech in speech_in(text)]


@pytest.mark.parametrize(
    "text",
    [
        'Ken McCallum said: "We have to change our ways."',
        'Ken McCallum, the head of MI5, told reporters that "we have to change our ways".',
        'The head of MI5, Ken McCallum, wrote "we have to change our ways".',
        '"We have to change our ways," said Ken McCallum.',
        '"We have to change our ways," Ken McCallum said on Monday.',
        '"We have to change our ways," said MI5 director Ken McCallum, who was in London.',
        'According to Ken McCallum, "we have to change our ways".',
        '"We have to change our ways," according to Ken McCallum.',
        'On Monday, Ken McCallum told the BBC, "We have to change our ways."',
        'The plan was criticised by Ken McCallum as "a change of our very ways".',
    ],
)
def test_the_speaker_is_named_before_or_after(text: str) -> None:
    ((_, speaker),) = speakers_in(text)
    assert speaker == "Ken McCallum"


def test_a_surname_is_given_in_full_where_the_article_has_it() -> None:
    text = 'Ken McCallum spoke in London.\n\n"We have to change our ways," Mr McCallum said.'
    assert speakers_in(text)[0][1] == "Ken McCallum"


def test_two_of_one_surname_are_not_taken_for_each_other() -> None:
    text = 'Boris Johnson met Rachel Johnson.\n\n"We have to change our ways," Johnson said.'
    assert speakers_in(text)[0][1] == "Johnson"


def test_a_pronoun_means_the_only_person_of_its_paragraph() -> None:
    text = 'Mr Smith left at noon. "We have to change our ways," he said.'
    assert speakers_in(text)[0][1] == "Smith"


def test_a_pronoun_that_may_mean_several_stays_a_pronoun() -> None:
    text = 'The talks between Anna Berg and Clara Dahl ended. "We have to change our ways," she said.'
    (speech,) = speech_in(text)
    assert (speech.speaker, speech.is_named) == ("she", False)


def test_a_description_is_somebody_where_the_article_ties_it() -> None:
    text = 'Ken McCallum, the MI5 boss, spoke.\n\n"We have to change our ways," the MI5 boss said.'
    assert speakers_in(text)[0][1] == "Ken McCallum"
    (speech,) = speech_in('"We have to change our ways," the MI5 boss said.')
    assert (speech.speaker, speech.is_named) == ("the MI5 boss", False)


def test_pieces_of_one_sentence_and_the_sentence_after_are_the_same_speakers() -> None:
    text = '"We have to change," said Ken McCallum, "and we will." "Nobody is going to stop us now."'
    assert [speaker for _, speaker in speakers_in(text)] == ["Ken McCallum"] * 3


@pytest.mark.parametrize(
    "text",
    [
        'The troops began "Operation Peace Spring" on Monday.',
        'The film "The Long Way Home" was praised by Smith.',
        'He works in a process called "exfiltration" today.',
        "In the '90s, rock 'n' roll was all, Smith said.",
    ],
)
def test_names_of_things_are_no_speech(text: str) -> None:
    assert speakers_in(text) == []


def test_the_words_of_the_speaker_are_kept_where_they_stand() -> None:
    text = '"We have to change our ways," said Mr McCallum.'
    (speech,) = speech_in(text)
    assert text[speech.speaker_start : speech.speaker_end] == "Mr McCallum"


WORDS = st.sampled_from(
    ["said", "Smith", "he", "the", "minister", "told", "“Go", "now”", '"', "‘", "’", ",", ".", ":", "\n\n", "by", "of",
     "according to", "Mr", "MI5", "and", "was", "described", "as", "'s", "U.S.", "she", "Anna Berg", "(", ")", "—"]
)  # fmt: skip


@given(st.lists(WORDS, max_size=40).map(" ".join))
def test_any_words_give_speech_whose_places_hold(text: str) -> None:
    for speech in speech_in(text):
        assert 0 <= speech.start < speech.end <= len(text)
        assert 0 <= speech.speaker_start < speech.speaker_end <= len(text)
        assert speech.speaker.strip()
