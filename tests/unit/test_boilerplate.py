"""What belongs to the page and not to the article."""

import pytest

from corpus.boilerplate import is_boilerplate, kept_runs
from corpus.sentences import paragraphs


def kept(text: str) -> list[str]:
    return [text[start:end] for run in kept_runs(text, paragraphs(text)) for start, end in run]


@pytest.mark.parametrize(
    "line",
    [
        "Leave a Reply",
        "Leave a Reply Cancel reply",
        "Your email address will not be published. Required fields are marked *",
        "Save my name, email, and website in this browser for the next time I comment.",
        "Post a Comment",
        "3 Comments",
        "Name *",
        "License this content",
        "Licence this image",
        "© 2021 Harrow Fen Gazette. All rights reserved.",
        "Share this article",
        "Share on Facebook",
        "Tweet",
        "Click to share on Twitter (Opens in new window)",
        "Follow us on Instagram",
        "We use cookies to improve your experience. Accept all cookies",
        "This website uses cookies to ensure you get the best experience.",
        "Accept all cookies",
        "Cookie settings",
        "Sign up for our daily newsletter",
        "Advertisement",
        "Story continues below advertisement",
        "Related articles",
        "Skip to main content",
        "Back to top",
        "* * *",
        "—————",
        "**Leave a Reply**",
        "## Related articles",
    ],
)
def test_page_furniture_is_boilerplate(line):
    assert is_boilerplate(line)
    assert is_boilerplate(line.upper())
    assert kept(f"The bus will run until March.\n{line}\nIt leaves at 11.40pm.") == [
        "The bus will run until March.",
        "It leaves at 11.40pm.",
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "We use cookies in the kitchen every day, said the baker, because her grandmother did; the "
        "recipe, which she would not share, has butter, brown sugar and a pinch of salt, and it has been made in the "
        "same blue bowl since 1931, when the bakery opened behind the station and the first tray was given away to the "
        "engine drivers of the night train, who have had a tin of them at Christmas ever since, whatever the weather.",
        "The regulator fined the firm for the way it placed cookies on people's phones.",
        "Share prices fell by 3 per cent.",
        "The council will print this article of faith on every wall.",
        "Copyright was the subject of the ruling, in which five judges took part and two of them did not agree, and "
        "which the publishers had awaited for years.",
        "He left a reply on the machine.",
        "Related stories were told by two sailors.",
        "The name on the door had been painted over.",
        "Yes.",
        "2018",
    ],
)
def test_a_sentence_about_such_things_is_kept(sentence):
    assert not is_boilerplate(sentence)
    assert kept(sentence) == [sentence]


def test_a_caption_that_stands_twice_in_a_row_is_dropped_both_times():
    caption = "The lamp room at Skerrow on Thursday evening."
    assert kept(f"Before it.\n{caption}\n{caption}\nAfter it.") == ["Before it.", "After it."]


def test_a_paragraph_copied_further_down_is_kept_once():
    copied = (
        "The lamp in Skerrow lighthouse was lit again at dusk on Thursday, 26 days after a storm broke four of its "
    )
    copied += "panes and flooded the room below."
    assert kept(f"{copied}\nSomething else was said.\n{copied}") == [copied, "Something else was said."]


def test_the_lines_of_a_list_may_come_again():
    lines = ["Goals by Adeyemi-Wick (12)", "Fenmouth beat Castleby.", "Goals by Adeyemi-Wick (12)"]
    assert kept("\n".join(lines)) == lines


def test_short_lines_may_stand_twice():
    assert kept("Yes.\nYes.\nNo.") == ["Yes.", "Yes.", "No."]


def test_neighbours_of_what_was_left_out_are_in_different_runs():
    text = "One.\nTwo.\nLeave a Reply\nThree."
    assert [len(run) for run in kept_runs(text, paragraphs(text))] == [2, 1]
