# ruff: noqa: E501 - markup stands on one line
"""A page's text is what is seen of the article, whole, without its title once more and without what surrounds it."""

import pytest
from filemakers import PROSE, page

CHUNK = "<div class='grid body body__container article__body'>{}</div>"
LONG = (
    "<p>The {0} gate was opened at noon, which the engineers had asked for since the storm of the autumn before.</p>"
    * 2
)


def test_a_body_cut_by_advertisements_is_one(article_of):
    parts = "<div class='ad'></div>".join(CHUNK.format(LONG.format(name)) for name in ("first", "second", "third"))
    text = article_of(page(parts), "a.html").text
    assert all(f"The {name} gate was opened" in text for name in ("first", "second", "third"))


def test_what_a_page_hides_is_no_part_of_it_and_is_named(article_of):
    hidden = "<div style='display: none'><p>Erling Foss did it, as nobody is meant to read here at all.</p></div>"
    article = article_of(page(f"<p>It burnt on Friday.</p>{PROSE}{hidden}"), "a.html")
    assert "Erling Foss" not in article.text
    assert "hidden text" in article.left_out


def test_an_article_that_a_script_shows_is_read(article_of):
    markup = f"<html><head><title>The fire</title></head><body><main style='display:none'><article><p>It burnt on Friday.</p>{PROSE}</article></main></body></html>"
    assert "It burnt on Friday." in article_of(markup, "a.html").text


def test_the_title_is_not_said_again_and_furniture_is_no_line(article_of):
    article = article_of(page(f"<p>It burnt on Friday.</p>{PROSE}<p>Share this article</p>"), "a.html")
    assert article.title == "The flood"
    assert article.text.startswith("It burnt on Friday.")
    assert "Share" not in article.text


@pytest.mark.parametrize("name", ["paywall", "paywall-content"])
def test_an_articles_part_behind_a_paywall_is_read_and_the_box_that_asks_is_not(article_of, name):
    part = "<p>The owner was in the house when it burnt on Friday, as he told the police of Karst.</p>"
    box = "<div class='paywall-box'><p>Subscribe now and read on, from 9 crowns a month.</p></div>"
    text = article_of(page(f"{PROSE}<div class='{name}'>{part}</div>{box}"), "a.html").text
    assert "The owner was in the house" in text
    assert "9 crowns" not in text


def test_the_titles_of_other_videos_are_no_captions(article_of):
    listed = "<ul><li><a href='/v'><figure><img src='v'><figcaption>Twelve held after the fire in Bru</figcaption></figure></a></li></ul>"
    assert "Twelve" not in article_of(page(f"<p>It burnt.</p>{PROSE}{listed}"), "a.html").text
