"""Metadata in addresses."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.metadata.urls import date_in, host_of, page_address, year_in

DAY = date(2018, 3, 15)


@pytest.mark.parametrize(
    "address",
    [
        "https://www.gazette.example/2018/03/15/hut/",
        "https://www.gazette.example/story/news/2018/3/15/hut-moved/7036/",
        "https://www.gazette.example/world/2018/mar/15/hut-moved",
        "https://gazette.example/news/2018-03-15-hut.html",
        "https://gazette.example/news/hut-2018-03-15",
        "https://gazette.example/20180315/hut",
        "https://gazette.example/2018/03/15/hut?updated=2019/01/01#2020/02/02",
        "https://gazette.example/2018/03/15",
    ],
)
def test_sites_that_put_the_date_in_their_addresses_are_read(address: str) -> None:
    assert date_in(address) == DAY


@pytest.mark.parametrize(
    "address",
    [
        None,
        "https://gazette.example/2018/03/hut",
        "https://gazette.example/2018/13/45/hut",
        "https://gazette.example/2018/02/30/hut",
        "https://gazette.example/story/20180315123/",
        "https://gazette.example/12018/03/15/",
        "https://gazette.example/2018/03/15/from/2017/01/01/",
        "https://gazette.example/hut?date=2018/03/15/",
    ],
)
def test_figures_that_are_no_date_or_two_dates_are_none(address: str | None) -> None:
    assert date_in(address) is None


def test_a_year_alone_helps_with_dates_that_name_none() -> None:
    assert year_in("https://gazette.example/2018/03/hut") == 2018
    assert year_in("https://gazette.example/2018/hut") == 2018
    assert year_in("https://gazette.example/hut-2018") is None
    assert year_in(None) is None


@pytest.mark.parametrize(
    ("address", "host"),
    [
        ("https://www.bbc.co.uk/news/1", "bbc.co.uk"),
        ("https://edition.cnn.com/x", "cnn.com"),
        ("https://m.gazette.example:8080/x", "gazette.example"),
        ("https://blog.gazette.example/x", "blog.gazette.example"),
        ("https://user@WWW.Gazette.example/x", "gazette.example"),
        ("https://m.example/x", "m.example"),
        ("http://intranet/x", None),
        ("file:///home/a.html", None),
        (None, None),
    ],
)
def test_a_site_is_called_by_its_host(address: str | None, host: str | None) -> None:
    assert host_of(address) == host


@pytest.mark.parametrize(
    "text",
    [
        "/a",
        "a.html",
        "mailto:a@b.example",
        "javascript:alert(1)",
        "https://",
        "ftp://a.example/",
        "https://[",
        "a b",
        3,
    ],
)
def test_what_is_no_address_of_a_page_is_none(text: str | int) -> None:
    assert page_address(text) is None


def test_an_archived_copy_is_called_by_the_originals_address() -> None:
    copy = "https://web.archive.org/web/20200101000000/https://gazette.example/2018/03/15/hut"
    assert page_address(copy) == "https://gazette.example/2018/03/15/hut"
    assert date_in(page_address(copy)) == DAY


@given(st.text(max_size=80))
def test_no_text_makes_reading_an_address_fail(text: str) -> None:
    for address in (text, f"https://{text}", f"https://a.example/{text}/2018/{text}"):
        page_address(address)
        host_of(address)
        date_in(address)
        year_in(address)
