# ruff: noqa: E501 - pastes as they come
"""Boilerplate, which belongs to the page and not to the article."""

import pytest

from corpus.boilerplate import kept_runs
from corpus.phrases import is_boilerplate
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
        "Need a break? Play the Gazette's daily crossword puzzle.",
        "Play the Gazette Quick Crossword",
        "Sign up for the Gazette's Harbour newsletter. Explore the sea with news on tides, wrecks and more.",
        "What's everyone talking about? Sign up for our trending newsletter to get the latest news of the day",
        "Get our free weekly newsletter Sign up here",
        "Thank you for supporting our journalism. You can subscribe to our print edition here.",
        "We may recommend products. If you buy through a link, we may earn a commission.",
        "Read more:",
        "READ MORE: Critics slam the solar farm at Fenmouth",
        "Related: Lamp lit again",
        "Up next",
        "Story highlights",
        "Click here to see them.",
        "Contributing: Jane Doe and John Roe, The Associated Press",
        "From Gazette staff and wire reports",
        "Staff reports",
        "(Reporting by Jane Doe in London; Editing by John Roe)",
        "Follow Jane Doe on Twitter: @janedoe.",
        "Jane Doe covers the harbour for the Gazette. Reach her at jane@gazette.example and follow her on X @janedoe.",
        "This story has been updated with additional details.",
        "Editor’s Note: A version of this story first appeared in the Gazette's Harbour newsletter.",
        "© 2021 The Gazette. All rights reserved. This may not be published, broadcast or redistributed.",
    ],
)
def test_page_furniture_is_boilerplate(line: str) -> None:
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
        "Contact the harbour master at lamp@skerrow.example to report a light that is out.",
        "Follow the path on the left to the lighthouse.",
        "He signed up for the navy at sixteen.",
        "Sign up at the town hall by Friday to march.",
        "Reporting by foot is slow; editing is slower.",
        "This story was updated to correct the height of the tower, which is 31 metres.",
        "The crossword was solved in four minutes, which is a record.",
        "By Friday the lamp was lit.",
        "Read more slowly, the teacher said.",
        "The mayor said more: the lamp would be lit again.",
        "A version of the story is told in every harbour on the coast.",
        "Reuters said that the lamp was lit.",
        "Yes.",
        "2018",
    ],
)
def test_a_sentence_about_such_things_is_kept(sentence: str) -> None:
    assert not is_boilerplate(sentence)
    assert kept(sentence) == [sentence]


def test_a_caption_that_stands_twice_in_a_row_is_dropped_both_times() -> None:
    caption = "The lamp room at Skerrow on Thursday evening."
    assert kept(f"Before it.\n{caption}\n{caption}\nAfter it.") == ["Before it.", "After it."]


def test_a_paragraph_copied_further_down_is_kept_once() -> None:
    copied = (
        "The lamp in Skerrow lighthouse was lit again at dusk on Thursday, 26 days after a storm broke four of its "
    )
    copied += "panes and flooded the room below."
    assert kept(f"{copied}\nSomething else was said.\n{copied}") == [copied, "Something else was said."]


def test_the_lines_of_a_list_may_come_again() -> None:
    lines = ["Goals by Adeyemi-Wick (12)", "Fenmouth beat Castleby.", "Goals by Adeyemi-Wick (12)"]
    assert kept("\n".join(lines)) == lines


def test_short_lines_may_stand_twice() -> None:
    assert kept("Yes.\nYes.\nNo.") == ["Yes.", "Yes.", "No."]


def test_neighbours_of_what_was_left_out_are_in_different_runs() -> None:
    text = "One.\nTwo.\nLeave a Reply\nThree."
    assert [len(run) for run in kept_runs(text, paragraphs(text))] == [2, 1]


@pytest.mark.parametrize(
    "head",
    [
        "By Jane Doe, Staff Writer",
        "Thursday, April 22, 2021",
        "Updated April 22, 2021, 3:04 p.m. ET",
        "CNN —",
        "Washington CNN —",
        "Associated Press",
        "By Jane Doe | April 22, 2021",
    ],
)
def test_what_stands_alone_at_the_head_is_no_passage(head: str) -> None:
    assert kept(f"{head}\nThe lamp was lit again.") == ["The lamp was lit again."]


def test_a_dateline_before_a_sentence_stays_with_it() -> None:
    sentence = "CNN — The lamp was lit again."
    assert kept(sentence) == [sentence]


def test_dates_that_head_the_parts_of_an_article_are_kept() -> None:
    lines = ["January 6, 2021", "The panes broke.", "April 22, 2021", "The lamp was lit again."]
    assert kept("\n".join(lines)) == lines


def test_a_name_further_down_is_kept() -> None:
    lines = [f"Line {number} of the list is here." for number in range(12)] + ["By Jane Doe"]
    assert kept("\n".join(lines)) == lines


COMMENTED = "A swan was shot on Sunday.\n\nThe police look for a man.\n\n"


@pytest.mark.parametrize(
    "below",
    [
        "Comments (2)\n\nBirdie77 on 4 April 2026 at 10:12\nIt was Foss, I saw him.\n\nAnon on 4 April 2026 at 11:30\nNo.",
        "Comments\n\nBirdie says:\nIt was Foss.\nReply",
        "Readers' comments\n\nBirdie | 3 hours ago\nIt was Foss.",
        "2 responses to “Swan shot”\n\nBirdie77 says:\n4 April 2026 at 10:12\nIt was Foss.",
        "### Kommentare (2)\n\n**Birdie77** schreibt am 4. April 2026 um 10:12\n\nIt was Foss.",
        "Read also:\n\nFoss arrested for the swan of Bru\n\nOwner: it was Foss",
        "Related stories\n- It was Foss, says owner\n- Foss denies it.",
        "To continue reading, subscribe or log in: Foss did.",
        "This article is for subscribers only. Foss.",
    ],
)
def test_comments_offers_and_paywalls_in_pasted_text_are_left_out(below: str) -> None:
    assert kept(COMMENTED + below) == COMMENTED.strip().split("\n\n")


@pytest.mark.parametrize(
    "below", ["Comments\n\nThe mayor made two of them on Sunday.", "Related: a word of Latin.\n\nIt means told."]
)
def test_words_about_comments_are_kept(below: str) -> None:
    assert kept(COMMENTED + below)[-1] == below.split("\n\n")[-1]


def test_sentences_go_on_below_an_offer() -> None:
    assert (
        kept(COMMENTED + "Read also\nFoss arrested\n\nIt was the third swan this year.")[-1]
        == "It was the third swan this year."
    )


@pytest.mark.parametrize(
    "line",
    [
        "Dear Ms Ek,",
        "Hello Kim,",
        "Mr Ek,",
        "Sehr geehrte Frau Ek,",
        "Hi all!",
        "Chère Kim,",
        "To whom it may concern:",
    ],
)
def test_the_line_that_greets_is_in_no_passage(line: str) -> None:
    assert kept(f"{line}\n\nWe found 23 cracks in the dam.") == ["We found 23 cracks in the dam."]


@pytest.mark.parametrize("line", ["Dear me, it rained.", "Hello, said Mr Ek.", "Hi there is a brand of tea"])
def test_a_sentence_that_begins_like_a_greeting_stays(line: str) -> None:
    assert kept(f"{line}\n\nWe found 23 cracks in the dam.")[0] == line
