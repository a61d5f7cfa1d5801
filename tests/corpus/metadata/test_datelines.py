"""Date lines and datelines, as newspapers print them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.metadata.datelines import LineDates, agency_named, read_date_line, read_dateline

DAY = date(2021, 4, 22)
NEXT = date(2021, 4, 23)


@pytest.mark.parametrize(
    "line",
    [
        "Thursday, April 22, 2021",
        "Thursday, April 22, 2021\xa0",
        "22 April 2021",
        "April 22, 2021, 3:04 p.m. ET",
        "Thu 22 Apr 2021 09.15 BST",
        "22 April 2021, 09:15 CEST",
        "April 22, 2021 Thursday 9:15 AM GMT",
        "2021-04-22T10:00:00Z",
        "2021-04-22 10:00:00+00:00",
        "*April 22, 2021*",
        "By Jane Doe | April 22, 2021",
        "Story by Ian James | Photos and video by Steve Elfers | April 22, 2021",
        "5 min read · April 22, 2021",
    ],
)
def test_a_date_alone_on_its_line_is_read_without_a_label(line: str) -> None:
    assert read_date_line(line) == LineDates(DAY)


@pytest.mark.parametrize(
    "line",
    [
        "Published 22 April 2021",
        "Published: 22/4/2021 at 10:30",
        "PUBLISHED: APRIL 22, 2021",
        "First published on Thu 22 Apr 2021 10.15 BST",
        "Posted on April 22, 2021 by admin",
        "Published in The Harrow Fen Gazette on 22 April 2021",
        "This article was originally published on April 22, 2021.",
        "Editor’s note: This story was originally published April 22, 2021.",
        "Date: April 22, 2021",
        "Veröffentlicht am 22. April 2021",
        "Publié le 22 avril 2021",
        "Publicado el 22 de abril de 2021",
    ],
)
def test_a_line_that_says_published_is_labelled(line: str) -> None:
    assert read_date_line(line) == LineDates(DAY, labelled=True)


@pytest.mark.parametrize(
    "line",
    [
        "Updated April 22, 2021, 3:04 p.m. ET",
        "Updated: 22 April 2021",
        "Last modified on Thu 22 Apr 2021 10.15 BST",
        "Last updated at 10:30 on 22 April 2021",
        "This story was updated on April 22, 2021",
        "Aktualisiert am 22. April 2021",
        "Mis à jour le 22 avril 2021",
    ],
)
def test_a_change_is_never_taken_for_the_publication(line: str) -> None:
    assert read_date_line(line) == LineDates(modified=DAY)


@pytest.mark.parametrize(
    ("line", "labelled"),
    [
        ("April 22, 2021 Updated April 23, 2021, 3:04 p.m. ET", False),
        ("Published April 22, 2021 | Updated April 23, 2021", True),
        ("Published: 9:00, 22 April 2021; Updated: 10:00, 23 April 2021", True),
    ],
)
def test_publication_and_change_on_one_line_are_distinguished(line: str, labelled: bool) -> None:
    assert read_date_line(line) == LineDates(DAY, NEXT, labelled)


@pytest.mark.parametrize(
    "line",
    [
        "Leap day is on February 29, 2024.",
        "Ada Lovelace (December 10, 1815 - November 27, 1852)",
        "Birth date: March 3, 1990",
        "Release date: May 5, 2023",
        "Through June 1, 2023",
        "April 1, 2021 - June 2, 2021",
        "May 12, 2021: the hut is moved",
        "4:30 pm ET June 20, 2022 Share this update Fenmouth scores",
        "It was March 3, 2020.",
        "© 2021 Harrow Fen Gazette",
        "Copyright 22 April 2021 The Gazette",
        "Published 03/04/2021",
        "Published in 2021",
        "April 2021",
        "April 22",
        "yesterday",
        "3 hours ago",
        "",
    ],
)
def test_the_date_of_something_else_is_not_the_articles(line: str) -> None:
    assert read_date_line(line) is None


def test_a_date_in_figures_is_read_as_the_document_writes_them() -> None:
    assert read_date_line("Published 03/04/2021", "day first") == LineDates(date(2021, 4, 3), labelled=True)
    assert read_date_line("Published 03/04/2021", "month first") == LineDates(date(2021, 3, 4), labelled=True)


@pytest.mark.parametrize(
    ("paragraph", "day", "agency"),
    [
        ("LONDON, April 22, 2021 (Reuters) - MI5 has", DAY, "Reuters"),
        ("LONDON, April 22 (Reuters) - MI5 has", None, "Reuters"),
        ("BEIJING, April 22 (Xinhua) -- China", None, "Xinhua"),
        ("WASHINGTON (AP) — The Senate", None, "Associated Press"),
        ("BEIT MILLEIT, Lebanon (AP) — Rockets", None, "Associated Press"),
        ("London, 22 April 2021 (AFP) - The", DAY, "AFP"),
        ("NEW YORK, April 22, 2021 /PRNewswire/ -- Acme", DAY, "PR Newswire"),
        ("PIGEON FORGE, Tenn. (Thursday, April 22, 2021) — Dollywood", DAY, None),
        ("McLean, Va. (April 22, 2021) – Acme", DAY, None),
        ("CNN — The year", None, "CNN"),
        ("CNN —", None, "CNN"),
        ("Washington CNN — The", None, "CNN"),
        ("(CNN) The year", None, "CNN"),
        ("(Reuters) - A", None, "Reuters"),
    ],
)
def test_a_dateline_tells_day_and_agency(paragraph: str, day: date | None, agency: str | None) -> None:
    result = read_dateline(paragraph)
    assert result is not None
    assert (result.published, result.agency) == (day, agency)


@pytest.mark.parametrize(
    "paragraph",
    [
        "It was June 9, 2019 – a Sunday",
        "On Jan. 20, 2006, the world as we knew it changed — for good",
        "March 3 — the day the hut moved",
        "The historic move – one of four",
        "MI5 – the agency that never speaks",
        "Ada, 76, died on April 30, a day before the opening -- and so",
        "WASHINGTON – The Senate",
        "To celebrate the release on July 13 – a Friday",
        "The Gazette (a weekly) - was",
        "— ",
        "",
    ],
)
def test_the_first_words_of_a_sentence_are_no_dateline(paragraph: str) -> None:
    assert read_dateline(paragraph) is None


@pytest.mark.parametrize(
    ("year", "by", "day"),
    [
        (None, None, None),
        (2021, None, DAY),
        (None, date(2021, 4, 23), DAY),
        (None, date(2021, 4, 22), DAY),
        (None, date(2022, 1, 3), DAY),
    ],
)
def test_a_dateline_without_a_year_is_read_only_where_something_gives_the_year(
    year: int | None, by: date | None, day: date | None
) -> None:
    result = read_dateline("LONDON, April 22 (Reuters) - MI5 has", year, by)
    assert result is not None
    assert result.published == day


def test_the_29th_of_february_of_a_year_that_has_none_is_no_day() -> None:
    result = read_dateline("LONDON, Feb. 29 (Reuters) - MI5 has", 2021)
    assert result is not None
    assert result.published is None


def test_agencies_are_known_by_all_their_names() -> None:
    assert agency_named("The Associated Press") == agency_named("ap") == "Associated Press"
    assert agency_named("Harrow Fen Gazette") is None


@given(st.text(max_size=200))
def test_no_line_makes_reading_fail(line: str) -> None:
    read_date_line(line)
    read_dateline(line, 2021)


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)))
def test_every_day_is_read_back_from_the_line_it_is_written_on(day: date) -> None:
    for form in ("{:%B} {}, {:%Y}", "{:%A}, {:%B} {}, {:%Y}"):
        dates = (day,) * (form.count("{") - 1)
        written = form.format(*dates[:-1], day.day, day)
        assert read_date_line(written) == LineDates(day)
        assert read_date_line(f"Published: {written}") == LineDates(day, labelled=True)
        assert read_date_line(f"Updated: {written}") == LineDates(modified=day)
