# ruff: noqa: E501 - markup stands on one line
"""The text of a page is the whole visible article, without a repeated title and page furniture."""

from collections.abc import Callable

import pytest
from filemakers import PROSE, page

from corpus.article import Article

CHUNK = "<div class='grid body body__container article__body'>{}</div>"
LONG = (
    "<p>The {0} gate was opened at noon, which the engineers had asked for since the storm of the autumn before.</p>"
    * 2
)


def test_a_body_cut_by_advertisements_is_one(article_of: Callable[..., Article]) -> None:
    parts = "<div class='ad'></div>".join(CHUNK.format(LONG.format(name)) for name in ("first", "second", "third"))
    text = article_of(page(parts), "a.html").text
    assert all(f"The {name} gate was opened" in text for name in ("first", "second", "third"))


def test_what_a_page_hides_is_no_part_of_it_and_is_named(article_of: Callable[..., Article]) -> None:
    hidden = "<div style='display: none'><p>Erling Foss did it, as nobody is meant to read here at all.</p></div>"
    article = article_of(page(f"<p>It burnt on Friday.</p>{PROSE}{hidden}"), "a.html")
    assert "Erling Foss" not in article.text
    assert "hidden text" in article.left_out


def test_an_article_that_a_script_shows_is_read(article_of: Callable[..., Article]) -> None:
    markup = f"<html><head><title>The fire</title></head><body><main style='display:none'><article><p>It burnt on Friday.</p>{PROSE}</article></main></body></html>"
    assert "It burnt on Friday." in article_of(markup, "a.html").text


def test_the_title_is_not_said_again_and_furniture_is_no_line(article_of: Callable[..., Article]) -> None:
    article = article_of(page(f"<p>It burnt on Friday.</p>{PROSE}<p>Share this article</p>"), "a.html")
    assert article.title == "The flood"
    assert article.text.startswith("It burnt on Friday.")
    assert "Share" not in article.text


@pytest.mark.parametrize("name", ["paywall", "paywall-content"])
def test_an_articles_part_behind_a_paywall_is_read_and_the_box_that_asks_is_not(
    article_of: Callable[..., Article], name: str
) -> None:
    part = "<p>The owner was in the house when it burnt on Friday, as he told the police of Karst.</p>"
    box = "<div class='paywall-box'><p>Subscribe now and read on, from 9 crowns a month.</p></div>"
    text = article_of(page(f"{PROSE}<div class='{name}'>{part}</div>{box}"), "a.html").text
    assert "The owner was in the house" in text
    assert "9 crowns" not in text


def test_the_titles_of_other_videos_are_no_captions(article_of: Callable[..., Article]) -> None:
    listed = "<ul><li><a href='/v'><figure><img src='v'><figcaption>Twelve held after the fire in Bru</figcaption></figure></a></li></ul>"
    assert "Twelve" not in article_of(page(f"<p>It burnt.</p>{PROSE}{listed}"), "a.html").text


HEADLINE = "<a href='/b'>Twelve held after the fire in Bru</a>"
CARD = "<li><h3><a href='/b'>Twelve held in Bru</a></h3><h4>None of them wanted to say why</h4></li>"
POP = "<span><img src='f'><a href='/f'>Foss</a> <a href='/b'>Twelve held after the fire in Bru</a></span>"


@pytest.mark.parametrize(
    "offer",
    [
        f"<p>{HEADLINE}</p>",
        f"<p><strong>{HEADLINE} [MAP]</strong></p>",
        f"<ul><li>{HEADLINE}</li><li>{HEADLINE}</li></ul>",
        f"<ul>{CARD}{CARD}</ul>",
        f"<aside><h6>{HEADLINE}</h6><p>In recent weeks many were held after</p></aside>",
        "<div><a href='/b'><h3>Twelve held after the fire in Bru</h3></a><a href='/c'><h3>Rain over Karst</h3></a></div>",
        f"<article><h3>{HEADLINE}</h3><p>Twelve were held in Bru on Monday, as the police of Karst said at noon.</p></article>",
        "<article><p>Twelve held in Bru on Monday were asked by the police of Karst what …</p><a href='/b'>More</a></article>",
        f"<div class='title'>More great Karst stories</div><ul><li>Twelve held: {HEADLINE}</li><li>Rain: <a href='/c'>why?</a></li></ul>",
        f"<p>You may also like...</p><p>{HEADLINE}</p>",
        f"<p>The mayor, Olga Foss{POP}, came to the dam with the engineers of the town on Friday.</p>",
    ],
)  # fmt: skip
def test_links_to_other_articles_are_recognised_by_their_shape_and_named(
    article_of: Callable[..., Article], offer: str
) -> None:
    article = article_of(page(f"<p>It burnt on Friday.</p>{PROSE}{offer}{PROSE}"), "a.html")
    assert "Twelve held" not in article.text
    assert "It burnt on Friday." in article.text
    assert "links to other articles" in article.left_out


@pytest.mark.parametrize(
    "own",
    [
        f"<p>The papers of the court are these:</p><ul><li>{HEADLINE}</li><li>{HEADLINE}</li></ul>",
        f"<p>{HEADLINE}, the police of Karst said.</p>",
        "<p><a href='/b'>Twelve held after the fire in Bru.</a></p>",
        "<h3><a href='/b'>Twelve held after the fire in Bru</a></h3><p>They were let go on Sunday.</p>",
    ],
)
def test_links_that_are_the_articles_own_words_are_read(article_of: Callable[..., Article], own: str) -> None:
    assert "Twelve held" in article_of(page(f"<p>It burnt on Friday.</p>{PROSE}{own}{PROSE}"), "a.html").text


def test_an_article_alone_on_its_page_is_read_though_it_breaks_off(article_of: Callable[..., Article]) -> None:
    cut = "<article><p>It burnt on Friday, and those who saw it from the bridge of Karst said …</p><a href='/s'>Subscribe</a></article>"
    assert "It burnt on Friday" in article_of(f"<html><body><h1>The fire</h1>{cut}</body></html>", "a.html").text


def test_a_second_copy_of_the_article_that_is_hidden_is_left_out_with_its_title(
    article_of: Callable[..., Article],
) -> None:
    text = f"<p>It burnt on Friday.</p>{''.join(LONG.format(name) for name in range(12))}"
    copy = f"<div style='display:none'><h1>The flood</h1>{text}<p>Erling Foss was fetched.</p></div>"
    article = article_of(f"<html><body><h1>The flood</h1>{text}{copy}</body></html>", "a.html")
    assert "Erling Foss" not in article.text


def test_what_a_class_hides_is_no_part_of_the_article(article_of: Callable[..., Article]) -> None:
    article = article_of(page(f"{PROSE}<p class='sr-only'>An error has occurred in Karst, try it again.</p>"), "a.html")
    assert "An error" not in article.text


@pytest.mark.parametrize("between", ["<p></p>", "<br> <br>", "<br><br><img src='a.png'>"])
def test_loose_text_in_a_table_that_arranges_the_page_is_read_in_paragraphs(
    article_of: Callable[..., Article], between: str
) -> None:
    words = "The {} gate was opened at noon, which the engineers had asked for since the storm of autumn."
    entries = [words.format(text) for text in ("first", "second", "third", "fourth", "fifth", "sixth", "seventh")]
    markup = (
        f"<html><body><table><tr><td>Menu</td><td><div>{between.join(entries)}</div></td></tr></table></body></html>"
    )
    assert [line for line in article_of(markup, "a.html").text.split("\n") if "gate" in line] == entries


def test_posts_of_a_network_set_into_an_article_are_read(article_of: Callable[..., Article]) -> None:
    post = "<div class='social-media-embed'><blockquote class='twitter-tweet'><p>The dam held, and so did we.</p>Olga Foss (@foss)</blockquote><script>x</script></div>"
    assert "The dam held, and so did we." in article_of(page(f"{PROSE}{post}{PROSE}"), "a.html").text


def test_a_line_called_a_heading_is_read_as_one(article_of: Callable[..., Article]) -> None:
    before = "".join(LONG.format(name) for name in range(12))
    line = "<div class='story_subheadline'>Who pays for the dam?</div><p>The town pays for it, as it did before.</p>"
    assert "Who pays for the dam?" in article_of(page(f"{before}{line}{PROSE}"), "a.html").text


def test_the_title_of_a_film_is_no_caption(article_of: Callable[..., Article]) -> None:
    film = "<figure class='embed--type-video video'><figcaption><span>Volker speaks about the hearing in Karst</span></figcaption></figure>"
    assert "Volker" not in article_of(page(f"<main>{PROSE}{film}{PROSE}</main>"), "a.html").text


SHORT = "<p>The ferry ran aground off Karst on Tuesday with 84 people aboard.</p><p>The tug Bruno towed it in.</p>"
BESIDE = {
    "consent": ("boxes", "<div class='gdpr-banner'><p>We and 743 others store data on your device.</p></div>"),
    "wall": ("boxes", "<div class='regwall'><p>Create a free account to read on. It takes 30 seconds.</p></div>"),
    "reactions": ("comments", "<div><h3>3 reactions</h3><div><b>Troll</b><p>Twelve were drowned.</p></div></div>"),
    "buttons": ("comments", "<div><span>Troll</span><p>Twelve were drowned.</p><button>Reply</button></div>"),
    "read also": ("furniture", "<p><em>Read also: <a href='/b'>Twelve drowned in the ferry of Bru</a></em></p>"),
    "kicker": ("links", "<div><span>More on this</span><a href='/b'><h4>Twelve drowned in Bru</h4></a></div>"),
    "author": (
        "furniture",
        "<div class='author-bio'><p>Karin Lund writes about the coast. She lives in Bodal.</p></div>",
    ),
}


@pytest.mark.parametrize("beside", BESIDE)
@pytest.mark.parametrize("within", [True, False])
def test_a_short_article_is_read_in_its_paragraphs_and_what_stands_beside_it_is_named(
    article_of: Callable[..., Article], beside: str, within: bool
) -> None:
    kind, markup = BESIDE[beside]
    parts = (markup, "") if within else ("", markup)
    body = f"<main><article><h1>Ferry aground</h1>{SHORT}{parts[0]}</article>{parts[1]}</main>"
    article = article_of(
        f"<html lang='en'><head><title>Ferry aground</title></head><body>{body}</body></html>", "a.html"
    )
    assert (
        article.text == "The ferry ran aground off Karst on Tuesday with 84 people aboard.\nThe tug Bruno towed it in."
    )
    assert any(kind in left for left in article.left_out)


def test_a_post_that_can_be_replied_to_is_read(article_of: Callable[..., Article]) -> None:
    post = f"<div><h1>The flood</h1>{PROSE}<a href='#'>Reply</a></div>"
    assert "road office" in article_of(f"<html><body>{post}</body></html>", "a.html").text
