"""Lines at an article's head that name its paper, place, date and authors together, in any order."""

from datetime import date

import pytest

from corpus.draft import Draft
from corpus.metadata.attribution import FileFacts, attribute
from corpus.metadata.credit_lines import CreditLine, read_credit_line

NOWHERE = FileFacts("article", None)
BODY = "The mill at Holmsea ground its first flour in sixty years on Saturday, and the miller was as white as his cat."


@pytest.mark.parametrize(
    ("line", "day", "author", "source"),
    [
        ("Holmsea Herald, 5 October 2024 - by Agnes Roe", date(2024, 10, 5), "Agnes Roe", "Holmsea Herald"),
        ("HOLMSEA HERALD | 12 DECEMBER 2024 | Tove Lind", date(2024, 12, 12), "Tove Lind", "Holmsea Herald"),
        ("The Evening Post, Monday 7 April 2025. By Jo Lee", date(2025, 4, 7), "Jo Lee", "The Evening Post"),
        (
            "Daily Echo - 12 and 13 August 2025 - reporting: Jo Lee, Ann Ko",
            date(2025, 8, 13),
            "Jo Lee, Ann Ko",
            "Daily Echo",
        ),
        ("Holmsea Mercury · 9 May 2024 · Jo Lee and Ann Ko", date(2024, 5, 9), "Jo Lee, Ann Ko", "Holmsea Mercury"),
        ("Jo Lee, 9 May 2024, Daily Echo", date(2024, 5, 9), "Jo Lee", "Daily Echo"),
        ("NWA - Holmsea, 7 November 2025, 15:10", date(2025, 11, 7), None, "NWA"),
        ("NWA (North Wire Agency), 3 May 2024", date(2024, 5, 3), None, "North Wire Agency"),
        ("Holmsea, 11 February 2025", date(2025, 2, 11), None, None),
        ("From our court reporter, Dora Finch", None, "Dora Finch", None),
        ("From our correspondent in Port Ann, Jo Reyk", None, "Jo Reyk", None),
    ],
)
def test_each_part_is_what_it_is(line: str, day: date | None, author: str | None, source: str | None) -> None:
    found = read_credit_line(line)
    assert found == CreditLine(day, author, source, is_placed_date=author is None and source is None)


@pytest.mark.parametrize(
    "line",
    [
        "The mill burned down on 3 May 2024.",
        "Born in Leeds, 3 May 1970",
        "Radio Holmsea, programme of 6 May 2025, transcript",
        "From the mayor, a letter",
        "3 May 2024",
        "Holmsea Herald",
        "From 3 May 2024 to 5 June 2025, Holmsea",
        "",
        "Holmsea Herald, 5 October 2024 " + "and so on " * 20,
    ],
)
def test_a_line_with_anything_else_is_none(line: str) -> None:
    assert read_credit_line(line) is None


@pytest.mark.parametrize(
    "head",
    [
        "The Holmsea Herald\n29 April 2025\nJo Stran and Ann Odell",
        "Jo Stran and Ann Odell\nThe Holmsea Herald, 29 April 2025",
    ],
)
def test_paper_and_names_next_to_the_date_are_the_articles(head: str) -> None:
    article = attribute(
        Draft(f"Flour again\n\n{head}\n\n{BODY}", "text", title="Flour again"), NOWHERE, date(2026, 1, 1)
    )
    assert (article.published, article.source) == (date(2025, 4, 29), "The Holmsea Herald")
    assert article.author == "Jo Stran, Ann Odell"


def test_a_deck_of_common_words_next_to_the_date_names_nobody() -> None:
    text = f"Flour again\n\nWhite Cat\n29 April 2025\n\n{BODY}"
    assert attribute(Draft(text, "text", title="Flour again"), NOWHERE, date(2026, 1, 1)).author is None


def test_letters_headed_by_places_and_days_have_no_day_of_their_own() -> None:
    text = f"Letters\n\nHolmsea, 3 May 1944\n\n{BODY}\n\nLeeds, 9 June 1944\n\n{BODY}"
    assert attribute(Draft(text, "text", title="Letters"), NOWHERE, date(2026, 1, 1)).published is None
