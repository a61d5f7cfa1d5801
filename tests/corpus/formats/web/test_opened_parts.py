# ruff: noqa: E501 - markup stands on one line
"""What a reader opens by a click, a slide show's box and a footer of the article are parts of it."""

from collections.abc import Callable

import pytest
from filemakers import PROSE, page

from corpus.article import Article

PARTS = {
    "hidden panel": "<div class='q'><button aria-controls='a1'>Who built it?</button><div id='a1' hidden><p>{}</p></div></div>",
    "classed panel": "<div><button>Who built it?</button><div class='accordion__panel' style='display:none'><p>{}</p></div></div>",
    "tab": "<div class='tabs'><ul role='tablist'><li role='tab'>One</li></ul><div role='tabpanel' aria-hidden='true' style='display:none'><p>{}</p></div></div>",
    "details": "<details><summary>Who built it?</summary><div>{}</div></details>",
    "footer": "<footer class='notes'><p>{}</p></footer>",
}


@pytest.mark.parametrize("name", PARTS)
def test_a_part_of_the_article_that_is_not_open_at_first_is_read(article_of: Callable[..., Article], name: str) -> None:
    told = "The bridge was built by Ada Moss of Wend, who was 24."
    text = article_of(page(f"{PROSE}{PARTS[name].format(told)}{PROSE.replace('road', 'sea')}"), "a.html").text
    assert told in text
    if "Who built it?" in PARTS[name]:
        assert "Who built it?" in text


HIDDEN = (
    "<nav><button aria-controls='m'>Menu</button><div id='m' hidden><p>The bridge was sold by Ada Moss.</p></div></nav>",
    "<button aria-controls='m'>Log in</button><div id='m' hidden><form><p>The bridge was sold by Ada Moss.</p></form></div>",
    "<div hidden><p>The bridge was sold by Ada Moss.</p></div>",
    "<button aria-controls='m'>More</button><div id='m' hidden><a href='/x'>The bridge was sold by Ada Moss.</a></div>",
    "<footer><p>© The Wend Post. The bridge was sold by Ada Moss.</p></footer>",
)


@pytest.mark.parametrize("part", HIDDEN)
def test_what_is_hidden_and_no_part_of_the_article_is_not_read(article_of: Callable[..., Article], part: str) -> None:
    assert "Ada Moss" not in article_of(page(f"{PROSE}{part}{PROSE.replace('road', 'sea')}" + 8 * PROSE), "a.html").text


def test_the_box_of_a_slide_show_is_read(article_of: Callable[..., Article]) -> None:
    slide = "<div class='slide'><img src='1.jpg'><div class='cap'>A whale of 60,000 dahlias won first prize for the bakers.</div></div>"
    body = f"<div class='show'><h1>The carnival</h1>{3 * slide}<aside><p>The carnival began in 1979 as a protest.</p></aside></div>"
    assert "began in 1979" in article_of(f"<html><body>{body}</body></html>", "a.html").text


def test_front_matter_above_a_page_is_its_metadata(article_of: Callable[..., Article]) -> None:
    head = "---\ntitle: The flood\nauthor: Ann Lee\ndate: 2021-04-22\nlayout: post\n---\n"
    article = article_of(f"{head}<article><h1>The flood</h1>{PROSE}</article>", "a.html")
    assert (article.title, article.author, str(article.published)) == ("The flood", "Ann Lee", "2021-04-22")
    assert "layout" not in article.text


@pytest.mark.parametrize("kind", ["correction-box", "editors-note", "article__clarification"])
@pytest.mark.parametrize("place", ["above", "below"])
def test_a_note_that_corrects_the_article_is_read(article_of: Callable[..., Article], kind: str, place: str) -> None:
    note = f"<div class='{kind}' role='note'><b>Note, 12 June:</b> Three people were hurt, not seven.</div>"
    head = "<h1>The lift</h1><p>Seven people were hurt in the lift.</p>"
    body = f"{note}{head}{PROSE}" if place == "above" else f"{head}{PROSE}{note}"
    text = article_of(
        f"<html><head><title>The lift</title></head><body><main>{body}</main></body></html>", "a.html"
    ).text
    assert "Note, 12 June: Three people were hurt, not seven." in text
    assert text.count("Seven people") == 1
