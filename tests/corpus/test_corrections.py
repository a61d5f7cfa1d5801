"""Statements that a correction takes back are found; other texts take nothing back."""

import pytest

from corpus.corrections import retractions, without_retracted

COLUMN = "Corrections and clarifications"


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        (
            "Correction: An earlier version of this article said that nine people had died. Four did.",
            "An earlier version of this article said that nine people had died.",
        ),
        ("The lock was built in 1963, not 1961 as we originally stated. This text was amended on 4 May.", "1961"),
        ("This story has been corrected to say the fire began at 5 p.m., not 3 p.m.", "3 p.m"),
        ("Correction: Ann Lee's title was incorrectly given as professor. She is a lecturer.", "professor."),
        ("Clarification: the grant was 4.2 million euros instead of 2.4 million.", "2.4 million"),
        ("We apologise: in our report on the lock we wrote that Ole Rud built it. Tor Rud did.", "Ole Rud built it."),
        ("Editor's note: the lock was built by Tor Rud, not by Ole Rud.", "by Ole Rud"),
        ("A note to readers: the kiln was made by Dunn Brothers rather than Pike and Sons.", "Pike and Sons"),
        ("A note to readers: it has 4 rooms, not 5 and a hall.", "5"),
        ("A note to readers: four people were hurt, not nine.", "nine"),
        ("It has since emerged that the pump was made in Voll, not in Leith.", "in Leith"),
    ],
)
def test_a_note_takes_back_what_was_stated(text: str, wrong: str) -> None:
    assert [text[each.wrong_start : each.wrong_end].strip() for each in retractions(text)] == [wrong]
    assert without_retracted(text) == text.replace(wrong, " " * len(wrong))


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        (
            "In a report on 11 November we wrote that the ferry was 28 years old. She was 38.",
            "the ferry was 28 years old.",
        ),
        (
            "We have several times credited the trawler Otter with having saved 21 people. It took 17.",
            "saved 21 people.",
        ),
        ("The lock was not opened in 1961, as we have written for years, but on 4 May 1963.", "opened in 1961"),
        (
            "In her column of 20 August our author stated that the bridge cost 540,000 crowns.",
            "the bridge cost 540,000 crowns.",
        ),
    ],
)
def test_in_a_column_of_corrections_no_paragraph_need_say_so(text: str, wrong: str) -> None:
    assert [text[each.wrong_start : each.wrong_end].strip() for each in retractions(text, COLUMN)] == [wrong]
    assert retractions(text, "The ferry and the lock") == []


@pytest.mark.parametrize(
    "text",
    [
        "The mayor said that the bridge would cost 4 million, not 5 million.",
        "We said that we would reopen in May, he added.",
        "He works at the house of correction, where he said nothing.",
        "The corrected figure is 12.",
        "Her editor noted that the novel has 300 pages, not 400.",
        "Correction officers said that the prison held 300 men, not 200.",
        "After the market correction shares cost 5 pounds, not 6. It was said that they had fallen.",
        "",
    ],
)
def test_what_people_say_of_others_takes_nothing_back(text: str) -> None:
    assert retractions(text) == []
    assert without_retracted(text) == text


@pytest.mark.parametrize(
    ("title", "corrects"),
    [
        ("Corrections", True),
        ("Corrections and clarifications", True),
        ("Clarification: the ferry", True),
        ("Errata, May 2024", True),
        ("Department of Corrections hires 200", False),
        ("Corrections officer attacked in Leeds", False),
    ],
)
def test_a_column_of_corrections_is_recognised_by_its_title(title: str, *, corrects: bool) -> None:
    assert bool(retractions("We wrote that the ferry was 28 years old. She was 38.", title)) is corrects


def test_a_negation_that_is_the_correction_itself_stays_readable() -> None:
    text = "Ann Lee is not the daughter of the hospital chairman Gus Lee, as was stated in a caption."
    assert without_retracted(text, COLUMN) == text
