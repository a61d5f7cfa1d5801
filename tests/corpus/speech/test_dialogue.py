"""In a conversation whose paragraphs are only quotations, each turn is attributed to its speaker."""

from corpus.speech.attribution import speech_in

_HEARING = """Questioned by Karl Voss, for the guild, Ida Moll agreed that the hive was empty.

“You never saw the bees that night, did you?” asked Voss.

“No, sir.”

“Nor the next morning?”

“I heard them in June. They were two fields away.”
"""


def turns(text: str) -> list[tuple[str, str]]:
    return [(text[speech.start : speech.end], speech.speaker) for speech in speech_in(text)]


def test_turns_alternate_between_who_asks_and_who_is_asked() -> None:
    assert [speaker for _, speaker in turns(_HEARING)] == ["Karl Voss", "Ida Moll", "Karl Voss", "Ida Moll"]


def test_an_answer_is_given_to_nobody_if_two_may_have_been_asked() -> None:
    text = _HEARING.replace("Ida Moll agreed", "Ida Moll and Olga Brandt agreed")
    assert "No, sir." not in dict(turns(text))


def test_the_answer_to_the_writer_is_by_whom_the_writer_asks() -> None:
    text = (
        "Ida Moll shows me the smoker. “It calms them,” she says. “My mother made it.”\n\n"
        "“Out of what?” I ask.\n\n“An old kettle.”"
    )
    assert turns(text)[-1] == ("An old kettle.", "Ida Moll")


def test_a_paragraph_that_follows_no_question_is_no_answer() -> None:
    text = _HEARING.replace("did you?” asked", "I believe,” said")
    assert turns(text)[1][1] != "Ida Moll"


def test_a_question_in_a_paragraph_of_its_own_is_not_by_the_last_speaker() -> None:
    text = "“They left in the night,” Ida Moll said.\n\n“Which night was it that they left?”\n\n“The longest.”"
    assert turns(text) == [("They left in the night,", "Ida Moll"), ("The longest.", "Ida Moll")]
