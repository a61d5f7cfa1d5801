"""Words that people strike out by hand, and numbers that a paste leaves behind its sentences."""

import pytest

from corpus.struck import around_struck, first_struck, readable


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
