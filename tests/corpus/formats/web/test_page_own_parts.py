# ruff: noqa: E501 - markup stands on one line
"""Parts of the article are read whatever a page calls them, and note marks are not."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from lxml.html import document_fromstring

from corpus.article import Article
from corpus.formats.tables.rows import table_lines
from corpus.metadata.page_head import signature_below_headline

FIRST = "<p>The first patients moved into the new hospital in Brekke on Monday, after nine years of work on it.</p>"
LAST = "<p>The helicopter pad is on the roof, and the lift goes straight from it to the surgery on the third floor.</p>"
OWN = {
    "a box of facts": ("<aside class='factbox'><h3>In numbers</h3><ul><li>Cost: 1.9 billion kroner</li></ul></aside>", "Cost: 1.9 billion kroner"),
    "a caption": ("<figure><img src='x'><figcaption>Head nurse Randi Foss shows the ward. <span>Photo: Jo Vold</span></figcaption></figure>", "Head nurse Randi Foss shows the ward."),
    "a list in a table of one column": ("<table><tr><td><ul><li>Maternity ward: fourth floor</li></ul></td></tr></table>", "Maternity ward: fourth floor"),
    "a table that only roles make": ("<div role='table'><div role='row'><div role='columnheader'>Vehicle</div><div role='columnheader'>Now</div></div><div role='rowgroup'><div role='row'><span role='cell'>Car</span><span role='cell'>97</span></div><div role='row'><span role='cell'>Lorry</span><span role='cell'>355</span></div></div></div>", "Lorry, Now: 355"),
    "a time in a list": ("<p>Visitors so far:</p><ul><li><time>June</time>: 4,100</li><li><time>July</time>: 7,900</li></ul>", "July: 7,900"),
    "a time in a sentence": ("<div>It is the largest one since <time>1964</time>, when the old one opened.</div>", "since 1964, when"),
}  # fmt: skip
FOREIGN = {
    "a stock picture": "<figure><figcaption>A doctor looks at a picture. (Photo: Getty Images)</figcaption></figure>",
    "a label": "<figure><figcaption>Another hospital, one that is far away</figcaption></figure>",
}


def plain(body: str, head: str = "") -> str:
    """Make a page without an article element."""
    return (
        f"<html lang='en'><head><title>Hospital opens</title>{head}</head><body><div class='a1'><div class='content'>"
        f"<h1>Hospital opens</h1>{body}</div></div></body></html>"
    )


@pytest.mark.parametrize("kind", OWN)
def test_parts_among_the_paragraphs_of_a_page_without_an_article_element_are_read(
    article_of: Callable[..., Article], kind: Any
) -> None:
    markup, words = OWN[kind]
    assert words in article_of(plain(f"{FIRST}{markup}{LAST}"), "a.html").text


@pytest.mark.parametrize("kind", FOREIGN)
def test_captions_there_that_are_no_sentence_of_the_article_are_not(
    article_of: Callable[..., Article], kind: Any
) -> None:
    article = article_of(plain(f"{FIRST}{FOREIGN[kind]}{LAST}"), "a.html")
    assert "hospital in Brekke" in article.text
    assert "Getty" not in article.text
    assert "far away" not in article.text


@pytest.mark.parametrize(
    "mark",
    [
        "The judges tasted<span class='mw-editsection'>[<a href='/e'>edit</a>]</span> each loaf",
        "<span class='lineno'>14</span>The judges tasted each loaf",
        "The judges tasted<a href='#p4'>¶</a> each loaf",
        "The judges<sup>b, c</sup> tasted each loaf",
        "The judges<sup><i>a</i></sup> tasted each loaf",
    ],
)
def test_line_numbers_anchors_and_letters_that_point_to_notes_are_no_part_of_a_word(
    article_of: Callable[..., Article], mark: str
) -> None:
    text = article_of(plain(f"{FIRST}<p>{mark} with salted butter and without it.</p>{LAST}"), "a.html").text
    assert "The judges tasted each loaf with salted butter" in " ".join(text.split())


def test_two_rows_of_names_that_repeat_below_each_other_are_joined() -> None:
    grid = [
        ["School", "Pupils", "Pupils", "Teachers", "Teachers"],
        ["School", "2023", "2024", "2023", "2024"],
        ["Gran", "310", "287", "24", "22"],
    ]
    assert "Gran, Pupils, 2024: 287" in table_lines(grid, "", True)
    assert "Gran, Teachers, 2023: 24" in table_lines(grid, "", True)


@pytest.mark.parametrize(
    "line",
    [
        "<p class='meta'>Av Siv Nor · 12. mai 2024</p>",
        "<div class='m'><span>By Siv Nor</span><span>12 May 2024</span></div>",
        "<div class='m'>Words: Siv Nor</div><div>Sunday, 12 May 2024</div>",
    ],
)
def test_who_and_when_below_the_headline_are_read_whatever_their_class(
    article_of: Callable[..., Article], line: str
) -> None:
    article = article_of(plain(f"{line}{FIRST}{LAST}"), "a.html")
    assert (article.author, article.published) == ("Siv Nor", date(2024, 5, 12))


def test_a_day_below_the_first_paragraph_dates_nothing() -> None:
    tree = document_fromstring(plain(f"{FIRST}{LAST}<div>By Siv Nor</div><div>12 May 2024</div>"))
    assert signature_below_headline(tree) == (None, None)
