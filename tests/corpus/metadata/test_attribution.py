"""Which evidence gives an article its date, author, source and address."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.article import FILE_TIME, Article
from corpus.draft import Draft
from corpus.files import Skip
from corpus.metadata.attribution import FileFacts, attribute

TODAY = date(2026, 11, 21)
DAY = date(2021, 4, 22)
PROSE = (
    "The lamp in Skerrow lighthouse was lit again at dusk on Thursday, 26 days after a storm broke four of its panes, "
    "and it was seen from the harbour, where some two hundred people had gathered with flasks of tea to watch it turn."
)


def draft_of(text: str = PROSE, name: str = "skerrow", day: date | None = None, **known: Any) -> Draft:
    return attribute(Draft(text, "text", **known), FileFacts(name, day), TODAY)


def dated(text: str = PROSE, **given_facts: Any) -> tuple[date | None, str | None]:
    facts = draft_of(text, **given_facts)
    return facts.published, facts.date_from


# ---------------------------------------------------------------- which date


def test_the_better_evidence_gives_the_date_and_is_named() -> None:
    url = "https://gazette.example/2021/04/23/lamp"
    text = f"Published 24 April 2021\n\n{PROSE}"
    known = {"published": DAY, "date_from": "front matter date"}
    assert dated(text, name="2021-04-25", url=url, **known) == (DAY, "front matter date")
    assert dated(text, name="2021-04-25", url=url) == (date(2021, 4, 23), "address")
    assert dated(text, name="2021-04-25") == (date(2021, 4, 24), "date line")
    assert dated(name="2021-04-25-skerrow", day=TODAY) == (date(2021, 4, 25), "file name")
    assert dated(day=date(2021, 4, 26)) == (date(2021, 4, 26), FILE_TIME)
    assert dated() == (None, None)


def test_when_a_file_was_made_says_less_than_what_its_text_says() -> None:
    known: dict[str, Any] = {"published": date(2024, 1, 1), "date_from": "Word file's creation date"}
    assert dated(f"Published 22 April 2021\n\n{PROSE}", **known) == (DAY, "date line")
    assert dated(**known) == (date(2024, 1, 1), "Word file's creation date")


@pytest.mark.parametrize("wrong", [date(2027, 1, 1), date(1970, 1, 1), date(1066, 10, 14)])
def test_an_impossible_date_is_refused_and_the_next_evidence_taken(wrong: date) -> None:
    assert dated(published=wrong) == (None, None)
    assert dated(published=wrong, url="https://gazette.example/2021/04/22/lamp") == (DAY, "address")
    assert dated(day=wrong) == (None, None)


def test_tomorrow_is_possible_for_it_has_begun_somewhere() -> None:
    assert dated(published=date(2026, 11, 22))[0] == date(2026, 11, 22)


def test_a_change_before_the_publication_is_no_change() -> None:
    assert draft_of(published=DAY, modified=date(2021, 4, 21)).modified is None
    assert draft_of(published=DAY, modified=date(2021, 4, 23)).modified == date(2021, 4, 23)


def test_where_only_a_change_is_reported_the_publication_stays_unknown() -> None:
    facts = draft_of(f"Updated April 22, 2021, 3:04 p.m. ET\n\n{PROSE}", day=TODAY)
    assert (facts.published, facts.date_from, facts.modified) == (None, None, DAY)


def test_a_date_without_a_year_is_read_with_the_address_or_the_change() -> None:
    text = f"LONDON, April 22 (Reuters) - {PROSE}"
    assert dated(text) == (None, None)
    assert dated(text, url="https://gazette.example/2021/lamp") == (DAY, "dateline")
    assert dated(f"Updated 23 April 2021\n{text}") == (DAY, "dateline")
    assert dated(f"{text}\n© 2021 Gazette") == (None, None)


@pytest.mark.parametrize(
    "text",
    [
        f"Lamp lit again\n\nThursday, April 22, 2021\xa0\n\n{PROSE}",
        f"Thursday, April 22, 2021\xa0\n\n\n{PROSE}",
        f"Lamp lit again\nBy Jane Doe\nThe Gazette\nApril 22, 2021, 9:15 a.m. ET\n{PROSE}",
        f"Lamp lit again\n\nSKERROW, April 22, 2021 (Reuters) - {PROSE}",
        f"Lamp lit again\n{PROSE}\n{PROSE}\nFirst published on 22 April 2021",
        f"Title: Lamp lit again\nSource: The Gazette\nDate: 2021-04-22\n\n{PROSE}",
        f"Lamp lit again\nPublished 22/04/2021 10:15\n{PROSE}",
        f"Lamp lit again\nPublished 04/05/2021\n{PROSE}\nLast updated 25/05/2021",
    ],
    ids=["below the title", "above all", "byline", "dateline", "at the foot", "fields", "figures", "decided"],
)
def test_the_text_itself_dates_an_article(text: str) -> None:
    assert dated(text, title="Lamp lit again")[0] in {DAY, date(2021, 5, 4)}


@pytest.mark.parametrize(
    "text",
    [
        f"{PROSE}\nApril 22, 2021\n{PROSE}",
        f"Timeline of the storm\nMarch 27, 2021\n{PROSE}\nApril 22, 2021\n{PROSE}",
        f"It began on April 22, 2021. {PROSE}",
        f"Regatta\nDate: April 22, 2021\nTime: 6:30 p.m.\n{PROSE}",
        f"Published 03/04/2021\n{PROSE}",
        f"{PROSE}\nCopyright 2021 The Gazette",
        f"Friday, April 22, 2021\n{PROSE}",
    ],
    ids=["below prose", "timeline", "sentence", "event", "two ways", "copyright", "wrong weekday"],
)
def test_dates_of_other_things_leave_the_article_undated(text: str) -> None:
    assert dated(text) == (None, None)


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("2021-04-22-lamp", DAY),
        ("20210422_lamp", DAY),
        ("lamp 2021_04_22", DAY),
        ("2021-04", None),
        ("12021042200", None),
        ("2021-04-22 to 2021-04-25", None),
        ("2021-13-45", None),
    ],
)
def test_a_file_name_dates_an_article_if_it_holds_one_day(name: str, day: date | None) -> None:
    assert dated(name=name)[0] == day


# ---------------------------------------------------------------- who and where


def test_byline_agency_and_address_tell_author_and_source() -> None:
    text = f"By JANE DOE and JOHN ROE, Associated Press\n\nSKERROW (AP) — {PROSE}"
    assert (draft_of(text).author, draft_of(text).source) == ("Jane Doe, John Roe", "Associated Press")
    assert draft_of(text, url="https://www.bbc.co.uk/news/1").source == "Associated Press"
    assert draft_of(f"SKERROW (AP) — {PROSE}", url="https://www.bbc.co.uk/news/1").source == "bbc.co.uk"
    assert draft_of(text, author="By Ann Poe", source="The Gazette").author == "Ann Poe"
    assert draft_of(text, source="The Gazette").source == "The Gazette"
    assert (draft_of().author, draft_of().source) == (None, None)


def test_fields_above_a_pasted_text_are_read() -> None:
    text = f"Source: The Gazette\nAuthor: Jane Doe\nURL: https://gazette.example/2021/04/22/lamp\n\n{PROSE}"
    facts = draft_of(text)
    assert (facts.source, facts.author, facts.url) == (
        "The Gazette",
        "Jane Doe",
        "https://gazette.example/2021/04/22/lamp",
    )
    assert (facts.published, facts.date_from) == (DAY, "address")


def test_what_is_no_address_is_not_kept_as_one() -> None:
    assert draft_of(url="javascript:alert(1)").url is None


def test_the_language_is_distinguished_from_the_text_and_else_from_what_the_format_says() -> None:
    assert draft_of().language == "en"
    assert draft_of("Die Lampe im Leuchtturm brennt seit Donnerstag wieder.", language="en").language == "de"
    assert draft_of("2018", language="de-AT").language == "de"
    assert draft_of("2018", language="nonsense").language is None
    assert draft_of("2018").language is None


# ---------------------------------------------------------------- in files


def test_an_undated_file_carries_its_own_time_marked_as_such_and_states_none(
    article_of: Callable[..., Article], tmp_path: Path, load: Callable[..., list[Article | Skip]]
) -> None:
    import os
    from datetime import datetime

    article_of(PROSE)
    noon = datetime(2021, 4, 22, 12).timestamp()  # noqa: DTZ001 - the local zone is meant
    os.utime(tmp_path / "article.txt", (noon, noon))
    (article,) = load(tmp_path / "article.txt")
    assert (article.published, article.date_from, article.stated) == (DAY, FILE_TIME, None)


def test_an_article_of_an_export_does_not_carry_the_exports_time(article_of: Callable[..., Article]) -> None:
    article = article_of('{"text": "The lamp was lit again."}', "export.jsonl")
    assert (article.published, article.date_from) == (None, None)


def test_front_matter_names_its_evidence_and_tells_the_change(article_of: Callable[..., Article]) -> None:
    article = article_of(f"---\ndate: 2021-04-22\nupdated: 2021-04-23\n---\n{PROSE}\n", "a.md")
    assert (article.published, article.date_from, article.modified) == (DAY, "front matter date", date(2021, 4, 23))
    assert article.stated == DAY


@given(
    st.text(max_size=300),
    st.one_of(st.none(), st.dates()),
    st.one_of(st.none(), st.dates()),
    st.one_of(st.none(), st.dates()),
)
def test_whatever_a_text_says_the_dates_are_possible_and_in_order(
    text: str, published: date | None, modified: date | None, day: date | None
) -> None:
    facts = draft_of(text, published=published, modified=modified, day=day)
    assert (facts.published is None) == (facts.date_from is None)
    assert facts.modified is None or facts.published is None or facts.published <= facts.modified
    for day in (facts.published, facts.modified):
        assert day is None or date(1450, 1, 1) <= day <= date(2026, 11, 22)
    assert replace(facts, text="") == replace(attribute(facts, FileFacts("skerrow", day), TODAY), text="")


def test_a_byline_below_the_first_paragraph_names_the_author() -> None:
    assert draft_of(f"{PROSE}\n\nBy Salote Fifita\n\n{PROSE}").author == "Salote Fifita"
    assert draft_of(f"{PROSE}\n\nBy dusk it turned again.\n\n{PROSE}").author is None


# ---------------------------------------------------------------- lines of the head in their variety


@pytest.mark.parametrize(
    "head",
    [
        "By Agnes Roe / 22 April 2021",
        "*By Agnes Roe // 22 April 2021*",
        "By [Agnes Roe](https://gazette.example/roe) · April 22, 2021 · 4 min read",
        "Agnes Roe, Harbour editor\nPublished April 22 2021, 6:00am",
        "Skip to content\nHome | News | Sport | Weather\nSubscribe\nShare\n\nBy Agnes Roe\n22 April 2021 · 14:20",
        "Compiled by Agnes Roe, 22 April 2021",
        "Agnes Roe. 22 April 2021",
    ],
)
def test_author_and_date_are_read_however_the_head_writes_them(head: str) -> None:
    facts = draft_of(f"{head}\n\n{PROSE}")
    assert (facts.author, facts.published) == ("Agnes Roe", DAY)


@pytest.mark.parametrize(
    "line",
    [
        "From our news service, 22 April 2021",
        "From our correspondent in Skerrow, 22 April 2021",
        "Our own reporters | 22 April 2021",
        "Minutes of the meeting held on Thursday 22 April 2021 at 7.30 p.m. in the hall",
        "*Thursday 22 April 2021. Newest entries are at the top.*",
    ],
)
def test_the_date_of_a_line_without_a_name_is_read(line: str) -> None:
    facts = draft_of(f"{line}\n\n{PROSE}")
    assert (facts.author, facts.published) == (None, DAY)


@pytest.mark.parametrize(
    "line",
    ["Minutes of the talks of 3 May 2020 and 22 April 2021 differ", "Thursday 22 April 2021. The lamp went out."],
)
def test_the_dates_of_a_sentence_are_not_the_articles(line: str) -> None:
    assert draft_of(f"{line}\n\n{PROSE}").published is None


@pytest.mark.parametrize("device", ["RICOH MP C4504", "Canon iR-ADV", "Scanner 2", "HP LaserJet", "Adobe InDesign CS6"])
def test_a_device_or_a_program_is_no_author(device: str) -> None:
    assert draft_of(author=device).author is None
