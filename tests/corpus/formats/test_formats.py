"""The contents of each file format: text, title, date, source, author, address."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from corpus.article import Article
from corpus.files import Skip

FULL = """---
title: "Grinding again: the mill"
date: 2023-06-11
source: The Estuary Messenger
author: Rowena Tallis
url: https://example.org/mill
---

The waterwheel turned.
"""

PAGE = """<!DOCTYPE html><html><head><title>Sea dragon | Gazette</title>
<meta property="og:title" content="Sea dragon under the hut"><meta property="og:site_name" content="The Gazette">
<meta name="author" content="Beatrix Oyelaran">
<meta property="article:published_time" content="2022-05-14T07:30:00+01:00">
<meta property="og:url" content="https://gazette.example/sea-dragon"></head>
<body><nav><a href="/">Home</a></nav><article><h1>Sea dragon under the hut</h1>
<p>For thirty-eight years the men and women of the quarry drank their tea on top of a sea dragon, which they found on
2 May when the hut was moved.</p>
<p>There are 127 vertebrae in an almost unbroken line, and the skull still has teeth.</p>
</article><footer>Cookie policy</footer></body></html>"""


def line(**fields: object) -> str:
    return json.dumps(fields)


# ---------------------------------------------------------------- plain text


def test_a_text_file_takes_its_first_line_as_title(article_of: Callable[..., Article]) -> None:
    article = article_of("Light returns to Skerrow\n\nThe lamp was lit again.\n")
    assert article.title == "Light returns to Skerrow"
    assert article.text[article.body :].strip() == "The lamp was lit again."


@pytest.mark.parametrize(
    "text",
    ["The lamp was lit again.\n\nIt shone.", "Only one line", "x" * 201 + "\n\nBelow it."],
    ids=["a sentence", "nothing below it", "too long"],
)
def test_a_first_line_that_is_no_title_stays_in_the_article(article_of: Callable[..., Article], text: str) -> None:
    article = article_of(text, "skerrow.txt")
    assert article.title == "skerrow"
    assert article.body == 0


@pytest.mark.parametrize(
    "head",
    [
        "Thursday, April 22, 2021\xa0\n\nLight returns to Skerrow",
        "By Jane Doe\nApril 22, 2021\nLight returns to Skerrow",
        "https://gazette.example/2021/04/22/light\n\nLight returns to Skerrow",
        "Source: The Gazette\nTitle: Light returns to Skerrow\nDate: 2021-04-22",
    ],
    ids=["date", "byline", "address", "fields"],
)
def test_what_stands_above_a_title_is_not_taken_for_it(article_of: Callable[..., Article], head: str) -> None:
    article = article_of(f"{head}\n\nThe lamp was lit again, and it was seen from the harbour by two hundred people.\n")
    assert article.title == "Light returns to Skerrow"
    assert article.published == date(2021, 4, 22)


def test_a_date_above_prose_is_no_title(article_of: Callable[..., Article]) -> None:
    article = article_of("Thursday, April 22, 2021\n\nThe lamp was lit again.\n\nIt shone.\n", "skerrow.txt")
    assert (article.title, article.published) == ("skerrow", date(2021, 4, 22))


def test_a_text_keeps_what_the_file_says_to_the_character(article_of: Callable[..., Article]) -> None:
    text = "Title\r\n\r\n  Body,\twith space. \r\n\r\nLeave a Reply\r\n"
    assert article_of(text).text == text


# ---------------------------------------------------------------- Markdown


def test_front_matter_describes_the_article(article_of: Callable[..., Article]) -> None:
    article = article_of(FULL, "mill.md")
    assert article.title == "Grinding again: the mill"
    assert article.published == date(2023, 6, 11)
    assert article.source == "The Estuary Messenger"
    assert article.author == "Rowena Tallis"
    assert article.url == "https://example.org/mill"
    assert article.text == FULL
    assert article.text[article.body :].strip() == "The waterwheel turned."


def test_front_matter_with_windows_line_ends_is_read(article_of: Callable[..., Article]) -> None:
    article = article_of(FULL.replace("\n", "\r\n"), "mill.md")
    assert article.title == "Grinding again: the mill"
    assert article.text[article.body :].strip() == "The waterwheel turned."


def test_front_matter_after_a_byte_order_mark_is_read(article_of: Callable[..., Article]) -> None:
    assert article_of(b"\xef\xbb\xbf" + FULL.encode(), "mill.md").published == date(2023, 6, 11)


def test_front_matter_may_end_with_three_dots(article_of: Callable[..., Article]) -> None:
    assert article_of("---\ntitle: Mill\n...\nIt turned.\n", "a.md").title == "Mill"


def test_field_names_may_be_written_in_capitals_and_by_their_other_names(article_of: Callable[..., Article]) -> None:
    article = article_of("---\nTitle: Mill\nPublisher: Wire\nByline: Ada\nLink: http://a\n---\nIt turned.\n", "a.md")
    assert (article.title, article.source, article.author, article.url) == ("Mill", "Wire", "Ada", "http://a")


def test_several_authors_are_named_one_after_the_other(article_of: Callable[..., Article]) -> None:
    article = article_of("---\nauthors: [Ada, {name: Grace}]\n---\nIt turned.\n", "a.md")
    assert article.author == "Ada, Grace"


def test_a_heading_is_the_title_where_front_matter_has_none(article_of: Callable[..., Article]) -> None:
    article = article_of("---\ndate: 2020-01-02\n---\n\n# The mill turns #\n\nIt turned.\n", "a.md")
    assert article.title == "The mill turns"
    assert article.text[article.body :].strip() == "It turned."


def test_a_markdown_file_without_either_is_called_by_its_name(article_of: Callable[..., Article]) -> None:
    assert article_of("It turned.\n", "mill-news.md").title == "mill-news"


@pytest.mark.parametrize(
    "block",
    [
        "title: [unclosed",
        "title: a: b: c",
        "date: 2021-13-45",
        "\tx: 1",
        "just words",
        "- a\n- b",
        "? [a]\n: 1",
        "&a [*a]",
        "!!python/object/apply:os.system ['true']",
        "title: !!binary x",
    ],
)
def test_malformed_front_matter_loses_no_text(article_of: Callable[..., Article], block: str) -> None:
    article = article_of(f"---\n{block}\n---\n\nThe waterwheel turned.\n", "mill.md")
    assert "The waterwheel turned." in article.text[article.body :]


@pytest.mark.parametrize(
    "block",
    [
        "title: &a [*a]",
        "author: &a {name: *a}",
        "title: 0x" + "f" * 6000,
        "a: &a [x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b]\n"
        "title: [*c,*c,*c,*c,*c,*c,*c,*c]",
    ],
    ids=["a list in itself", "a mapping in itself", "a number of 7,000 digits", "a list of lists of lists"],
)
def test_front_matter_made_to_break_readers_breaks_nothing(
    tmp_path: Path, load: Callable[..., list[Article | Skip]], block: str
) -> None:
    path = tmp_path / "hostile.md"
    path.write_text(f"---\n{block}\n---\n\nThe waterwheel turned.\n", encoding="utf-8")
    (outcome,) = load(path)
    assert isinstance(outcome, Article | Skip)


def test_a_rule_in_the_middle_of_a_text_is_not_front_matter(article_of: Callable[..., Article]) -> None:
    article = article_of("It turned.\n\n---\ntitle: no\n---\n", "a.md")
    assert (article.title, article.body) == ("a", 0)


def test_a_markdown_file_with_a_title_and_nothing_else_is_skipped(
    tmp_path: Path, load: Callable[..., list[Article | Skip]]
) -> None:
    path = tmp_path / "a.md"
    path.write_text("---\ntitle: Mill\n---\n\n", encoding="utf-8")
    (skip,) = load(path)
    assert skip == Skip(str(path), "no text below its title")


# ---------------------------------------------------------------- web pages


def test_a_web_page_gives_its_main_text_and_what_it_says_of_itself(article_of: Callable[..., Article]) -> None:
    article = article_of(PAGE, "page.html")
    assert article.title == "Sea dragon under the hut"
    assert article.published == date(2022, 5, 14)
    assert article.source == "The Gazette"
    assert article.author == "Beatrix Oyelaran"
    assert article.url == "https://gazette.example/sea-dragon"
    assert "There are 127 vertebrae" in article.text
    assert "Cookie policy" not in article.text


def test_the_page_among_the_test_articles_is_read_without_its_furniture(
    data: Path, load: Callable[..., list[Article | Skip]]
) -> None:
    (article,) = load(data / "articles" / "quarry-sea-dragon.html")
    assert article.source == "Harrow Fen Gazette"
    assert article.published == date(2022, 5, 14)
    assert "6.4\u00a0metres" in article.text or "6.4 metres" in article.text
    assert "214 partners" not in article.text


@pytest.mark.parametrize(
    "markup",
    [
        "<html><body></body></html>",
        "<html><head><title>Nothing</title></head><body></body></html>",
        "<",
        "<!-- -->",
        "<html><body><script>var a = 1;</script></body></html>",
    ],
)
def test_a_page_with_no_main_text_is_skipped_with_its_reason(
    tmp_path: Path, load: Callable[..., list[Article | Skip]], markup: str
) -> None:
    path = tmp_path / "page.html"
    path.write_text(markup, encoding="utf-8")
    (skip,) = load(path)
    assert skip == Skip(str(path), "web page with no main text")


@pytest.mark.parametrize(
    "markup",
    [
        '<?xml version="1.0" encoding="utf-8"?>' + PAGE,
        "<div>" * 3000 + "The bottom of the page." + "</div>" * 3000,
        PAGE.replace("<p>", "<p>\x0b\x1b[31m"),
        PAGE.replace("2022-05-14T07:30:00+01:00", "Thu, 99 Foo 99999999999 99:99:99 +99999999999999"),
    ],
    ids=["XML declaration", "3,000 levels", "control characters", "absurd date"],
)
def test_a_strange_page_gives_an_article_or_a_skip(
    tmp_path: Path, load: Callable[..., list[Article | Skip]], markup: str
) -> None:
    path = tmp_path / "page.xhtml"
    path.write_text(markup, encoding="utf-8")
    (outcome,) = load(path)
    assert isinstance(outcome, Article | Skip)
