"""Who wrote an article, from its byline and from what metadata lists."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.metadata.bylines import Byline, clean_authors, read_byline, read_credit


@pytest.mark.parametrize(
    ("line", "byline"),
    [
        ("By Jane Doe", Byline("Jane Doe")),
        ("by Jane Doe", Byline("Jane Doe")),
        ("Reported by Jane Doe and Ann Lee, Radio Seven Online", Byline("Jane Doe, Ann Lee", "Radio Seven Online")),
        ("**By Jane Doe**", Byline("Jane Doe")),
        ("By JANE DOE and JOHN ROE, Associated Press", Byline("Jane Doe, John Roe", "Associated Press")),
        ("BY JEAN-PAUL VERNE AND SIMONE DE LA TOUR", Byline("Jean-Paul Verne, Simone De La Tour")),
        ("By JANE O'NEILL, AP Science Writer", Byline("Jane O'Neill")),
        ("By Jane Doe, Staff Writer", Byline("Jane Doe")),
        ("By Jane Doe, CNN", Byline("Jane Doe", "CNN")),
        ("By Jane Doe | The Guardian", Byline("Jane Doe", "The Guardian")),
        ("By Jane Doe for MailOnline", Byline("Jane Doe", "MailOnline")),
        ("By Jane Doe in London", Byline("Jane Doe")),
        ("By J. K. Rowe and Ludwig van der Berg", Byline("J. K. Rowe, Ludwig van der Berg")),
        ("By Zoë Müller", Byline("Zoë Müller")),
        ("Story by Ian James", Byline("Ian James")),
        ("By Reuters", Byline(None, "Reuters")),
        ("By BBC News", Byline(None, "BBC News")),
        ("By Jane Doe @janedoe", Byline("Jane Doe")),
    ],
)
def test_a_byline_names_its_authors_and_their_paper(line: str, byline: Byline) -> None:
    assert read_byline(line) == byline


@pytest.mark.parametrize(
    "line",
    [
        "By the time he left, the lamp was out.",
        "By 2030, all buses will be electric.",
        "By contrast",
        "By Night and Day",
        "By Air and Sea",
        "By All Means Necessary",
        "By Staff",
        "Bystanders Saw It",
        "Jane Doe",
        "by jane doe",
        "By",
        "",
    ],
)
def test_a_sentence_that_begins_with_by_is_no_byline(line: str) -> None:
    assert read_byline(line) is None


@pytest.mark.parametrize(
    ("given_names", "author"),
    [
        ("Jane Doe", "Jane Doe"),
        ("By Jane Doe", "Jane Doe"),
        ("Chris Isaacs, Cnn Business", "Chris Isaacs"),
        ("Eva Perle Karo Scholl, Eva Perle, Karo Scholl", "Eva Perle, Karo Scholl"),
        ("Jane Doe, Jane Doe", "Jane Doe"),
        ("Jane Doe, jane@example.org", "Jane Doe"),
        ("BBC News", "BBC News"),
        ("Smith, John", "Smith, John"),
        ("admin", "admin"),
        ("李小龙", "李小龙"),
        ("https://social.example/janedoe", None),
        ("jane@example.org", None),
        ("", None),
        (None, None),
    ],
)
def test_names_in_metadata_are_cleaned(given_names: str | None, author: str | None) -> None:
    assert clean_authors(given_names) == author


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("(Reporting by Jane Doe in London; Editing by John Roe)", "Jane Doe"),
        ("Reporting by Jane Doe and Max Hunter; Editing by Ann Poe", "Jane Doe, Max Hunter"),
        ("Reporting by foot is slow.", None),
        ("She praised the reporting by Jane Doe.", None),
    ],
)
def test_the_credit_below_an_agencys_text_names_who_reported(line: str, author: str | None) -> None:
    assert read_credit(line) == author


@given(st.text(max_size=150))
def test_no_text_makes_reading_names_fail(text: str) -> None:
    read_byline(text)
    read_byline(f"By {text}")
    clean_authors(text)
    read_credit(f"Reporting by {text}")
