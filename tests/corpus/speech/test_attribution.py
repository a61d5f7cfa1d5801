"""Quotations are attributed to the speaker named in their sentence or its neighbours, and to nobody else."""

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


@pytest.mark.parametrize("verb", ["fumed", "grinned", "sobbed", "stormed", "muttered", "blurted out", "shot back"])
def test_how_something_is_said_names_the_speaker_as_that_it_is_said(verb: str) -> None:
    assert speakers_in(f'"It will rain again," {verb} Ken McCallum.')[0][1] == "Ken McCallum"
    assert speakers_in(f'Ken McCallum {verb}. "It will rain again," said Ann Moss.')[0][1] == "Ann Moss"


def test_who_goes_on_says_what_follows_but_a_war_that_went_on_says_nothing() -> None:
    assert speakers_in('"It will rain again," Ken McCallum went on.')[0][1] == "Ken McCallum"
    assert speakers_in('The war in Old Crieff went on for "a hundred years".') == []


def test_who_says_nothing_is_no_speaker() -> None:
    text = 'Ann Moss said: "It will rain again." The farmer beside her says nothing. "It always has rained."'
    assert [speaker for _, speaker in speakers_in(text)] == ["Ann Moss", "Ann Moss"]


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


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        (
            'Anna Berg spoke of "a great loss to all." County clerk Clara Dahl said "We have to change our ways."',
            ["Anna Berg", "Clara Dahl"],
        ),
        (
            'Anna Berg called it "great." Oak Mills boss Clara Dahl said "It is small." She called it "no way out".',
            ["Anna Berg", "Clara Dahl", "Clara Dahl"],
        ),
        (
            'Of the word "mill", Anna Berg noted: "We have to," said Clara Dahl. "We have to change our ways."',
            ["Clara Dahl", "Clara Dahl"],
        ),
        (
            'Anna Berg said "we have to change it all."\n\nClara Dahl has milled for years, her "true and only joy".',
            ["Anna Berg"],
        ),
        (
            'Clara Dahl had left. According to Berg, many do. "We have to change," he said. Mr Anna Berg smiled.',
            ["Anna Berg"],
        ),
        (
            'The head of the police told the court "We have to change." She also said "it is our only way out".',
            ["The head of the police", "The head of the police"],
        ),
    ],
)
def test_a_quotation_that_ends_its_sentence_leaves_the_next_to_its_own_speaker(text: str, speakers: list[str]) -> None:
    assert [speaker for _, speaker in speakers_in(text)] == speakers


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ('"We have to change our ways," said University of Oakham, Dale\'s chancellor, Anna Berg.', "Anna Berg"),
        ('Oak Mills released a statement which read, in part, "We have to change our ways."', "Oak Mills"),
        ('Facebook further claimed, "We have to change our ways."', "Facebook"),
        ('Actress Anna Berg spoke. The actress recalled how "we have to change our ways".', "Anna Berg"),
        ('Anna Berg talked of "a change of all of our ways".', "Anna Berg"),
    ],
)
def test_who_wrote_it_is_named_and_not_what_was_written(text: str, speaker: str) -> None:
    assert [named for _, named in speakers_in(text)] == [speaker]


def test_a_day_or_a_premiere_before_a_quotation_says_nothing() -> None:
    assert speakers_in('Anna Berg came late. During the premiere, "we had to change all of our ways".') == []


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


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ('"Sit down, the lot of you!" someone shouted from the back.', "someone"),
        ('"She kept the boat and he kept the oars," muttered one.', "one"),
        ('Crieff fans in the lower stand sang "you will never see the sea".', "Crieff fans"),
        ('Under the last of them the clerk wrote: "I would not row this one across a pond."', "the clerk"),
        ('"I mend nets for a living," he can be heard to say. Ken McCallum left at noon.', "Ken McCallum"),
    ],
)
def test_people_without_a_name_are_described_as_the_article_does(text: str, speaker: str) -> None:
    if speaker == "Ken McCallum":
        text = f"Ken McCallum came at ten. {text}"
    assert speakers_in(text)[0][1] == speaker


def test_a_sentence_of_few_words_is_speech_after_the_speakers_other_words() -> None:
    text = '"We have to change our ways," Ken McCallum said. "All of us."'
    assert [words for words, _ in speakers_in(text)] == ["We have to change our ways,", "All of us."]
    assert len(speakers_in(text.replace('"All of us."', 'The "all of us" went home.'))) == 1


@pytest.mark.parametrize(
    "text",
    [
        "The players call him 'Grandad' in the showers.",
        "The town has promised a 'civic meadow' by the quay.",
        'A sign on the kettle says "Keep off the lid of it."',
    ],
)
def test_nicknames_things_promised_and_signs_are_no_speech(text: str) -> None:
    assert speakers_in(text) == []


def test_promises_and_calls_in_a_speakers_words_are_speech() -> None:
    assert len(speakers_in("Ken McCallum promised 'to mow the meadow myself'.")) == 1
    assert len(speakers_in("Ken McCallum called him 'a fool in boots'.")) == 1


def test_a_word_that_begins_a_sentence_is_nobody() -> None:
    for word in ("Rather", "Otherwise", "Nobody", "Sadly"):
        assert speakers_in(f'{word}, "we have to change all our ways of rowing".') == []


def test_police_and_officials_are_speakers() -> None:
    assert [speaker for _, speaker in speakers_in('Police said "we have to change our ways".')] == ["Police"]
