"""Words struck out in plain text, and note numbers left after sentences of pasted text."""

import pytest

from corpus.struck import around_struck, as_said, first_struck, readable


def read(text: str) -> str:
    assert len(readable(text)) == len(text)
    return " ".join(readable(text).split())


@pytest.mark.parametrize(
    "text",
    [
        "It killed ~~nine~~ four people.",
        "It killed ~nine~ four people.",
        "It killed <del>nine</del> four people.",
        'It killed <s class="old">nine</s> four people.',
        "It killed {--nine--} {++four++} people.",
        "It killed {~~nine~>four~~} people.",
        "It killed n\u0336i\u0336n\u0336e\u0336 four people.",
        "It killed ~~nine men\nand a boy,~~ four people.",
    ],
)
def test_words_that_are_struck_out_by_hand_are_not_read(text: str) -> None:
    assert read(text) == "It killed four people."


@pytest.mark.parametrize(
    "text",
    [
        "It is ~100 km from ~Oslo to ~Bergen.",
        "It lies in ~/notes and ~/drafts.",
        "Lech Wa\u0335lesa came.",
        "A <b>bold</b> word.",
    ],
)
def test_a_tilde_a_tag_and_a_letter_with_a_stroke_strike_nothing(text: str) -> None:
    assert readable(text) == text
    assert first_struck(text) is None


def test_a_sentence_struck_out_by_hand_parts_what_stands_around_it() -> None:
    text = "It is green. <del>It is red.</del> It is blue."
    assert [text[start:end] for start, end in around_struck(text)] == ["It is green.", "It is blue."]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "It was built in 1931.2 It was run by Jan Petri.3 He died.",
            "It was built in 1931. It was run by Jan Petri. He died.",
        ),
        ("“It came at 4,”12 said Petri,3 who ran it.", "“It came at 4,” said Petri, who ran it."),
    ],
)
def test_a_number_right_after_a_sentence_points_to_a_note(text: str, expected: str) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    "text", ["See No.5 The rest, vol.3 The end.", "It rose by 3.2 It seems.", "It was 12.5 The end."]
)
def test_a_number_after_an_abbreviation_or_a_figure_stays(text: str) -> None:
    assert readable(text) == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It weighs 900^4^ kilos.", "It weighs 900 kilos."),
        ("It was lit in 1896<sup>3</sup>.", "It was lit in 1896 ."),
        ("It employs 340† people in Karvik*.", "It employs 340 people in Karvik ."),
        ("The keeper, Odd Vik\\*, is 71.", "The keeper, Odd Vik , is 71."),
    ],
)
def test_marks_of_notes_in_written_markup_are_not_read(text: str, expected: str) -> None:
    assert read(text) == expected


@pytest.mark.parametrize("text", ["It holds 10^5^ litres.", "It covers 30 km^2^.", "It covers 30 km<sup>2</sup>."])
def test_a_power_in_written_markup_stays(text: str) -> None:
    assert readable(text) == text


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("42[^tall] metres", "42 metres"),
        ("900 ~~euros~~ kroner", "900 kroner"),
        ("Mag\u00adnus Of\u00adstad", "Magnus Ofstad"),
        ("the o\ufb03ce", "the office"),
        ("Tana, 2023: 30.5 | Namsen", "Tana, 2023: 30.5 | Namsen"),
        ("~~nine~~", "~~nine~~"),
    ],
)
def test_an_answer_is_given_without_marks_and_broken_words(words: str, expected: str) -> None:
    assert as_said(words) == expected
