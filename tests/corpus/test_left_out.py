# ruff: noqa: E501 - markup stands on one line
"""Parts of an article that are in no passage are listed, in every format."""

from collections.abc import Callable
from types import ModuleType

import pytest
from filemakers import PROSE, opendocument, page, word

from corpus.article import Article, line_at
from corpus.chunking import chunked
from corpus.settings import ChunkingSettings

PAGES = {
    "links to other articles": "<div class='related'><h4>Read also</h4><a href='1'>Twelve arrested</a></div>",
    "readers' comments": "<section id='comments'><h3>2 comments</h3><p><b>Troll</b>: Twelve did it.</p></section>",
    "sign-up, cookie and paywall boxes": "<div class='newsletter-box'><p>Sign up, as others did.</p></div>",
}
OTHERS = {
    "a.docx": (word(("It burnt.", ""), ("Not so.", "<w:vanish/>")), ("hidden text",)),
    "b.docx": (word(("It burnt.", ""), body="<w:p><w:del><w:r><w:delText>Nine died.</w:delText></w:r></w:del></w:p>"), ("deleted text",)),
    "a.odt": (opendocument("<text:p>It burnt.<office:annotation><text:p>Did it?</text:p></office:annotation></text:p>"), ("remarks",)),
    "a.rtf": (r"{\rtf1\ansi It burnt. {\deleted Nine died.}\par}", ("deleted text",)),
    "a.txt": ("The fire\n\nIt burnt.\n", ()),
}  # fmt: skip
TEXT = """The fire

It burnt on Friday, the police of Karst said.

~~Nine people died.~~

Share this article

Read also:
- Twelve arrested at the mill

3 comments

Troll says:
Bo did it.
"""


@pytest.mark.parametrize("kind", PAGES)
def test_what_is_taken_out_of_a_page_is_named(article_of: Callable[..., Article], kind: str) -> None:
    assert article_of(page(f"<p>It burnt.</p>{PROSE}{PAGES[kind]}"), "a.html").left_out == (kind,)


def test_what_stands_beside_a_pages_main_text_is_named(article_of: Callable[..., Article]) -> None:
    beside = "<footer><p>The Karst Post is printed by Karst Printers, Mill Street 4, and has been since the year 1903.</p></footer>"
    whole = page(f"<p>It burnt.</p>{PROSE}")
    assert article_of(whole, "a.html").left_out == ()
    assert article_of(whole.replace("</body>", f"{beside}</body>"), "a.html").left_out == ("page furniture",)


ENTRY = "<rss version='2.0'><channel><title>Karst Post</title><item><title>The fire</title><description><![CDATA[{}]]></description></item></channel></rss>"


@pytest.mark.parametrize("kind", [*PAGES, "hidden text"])
def test_what_is_taken_out_of_a_feeds_entry_is_named(article_of: Callable[..., Article], kind: str) -> None:
    beside = PAGES.get(kind) or "<p style='display:none'>Twelve were hidden.</p>"
    article = article_of(ENTRY.format(f"<p>It burnt.</p>{PROSE}{beside}"), "a.rss")
    assert article.text.startswith("It burnt.")
    assert not any(word in article.text for word in ("Twelve", "Sign up"))
    assert article.left_out == (kind,)


@pytest.mark.parametrize("line", ["The post The fire appeared first on Karst Post.", "Continue reading The fire →"])
def test_what_a_feed_adds_below_its_entries_is_in_no_passage(
    article_of: Callable[..., Article], fakes: ModuleType, line: str
) -> None:
    article = article_of(ENTRY.format(f"<p>It burnt on Friday.</p>{PROSE}<p>{line}</p>"), "a.rss")
    passages, left = chunked(article, ChunkingSettings(), fakes.FakeEncoder().count_wordpieces)
    assert not any(line in passage.text for passage in passages)
    assert list(left) == ["page furniture"]


@pytest.mark.parametrize("name", ["a.rss", "a.html"])
@pytest.mark.parametrize("character", ["&#1;", "&#x1F;", "&#11"])
def test_characters_that_no_tree_can_hold_are_read_as_unknown_ones(
    article_of: Callable[..., Article], name: str, character: str
) -> None:
    body = f"<p>It <sup>{character}</sup> burnt<time>{character}</time> on <q>Friday</q>.</p>{PROSE}"
    article = article_of(page(body) if name == "a.html" else ENTRY.format(body), name)
    assert "\ufffd" in article.text


@pytest.mark.parametrize("name", OTHERS)
def test_what_a_documents_reader_passes_over_is_named(article_of: Callable[..., Article], name: str) -> None:
    content, kinds = OTHERS[name]
    assert article_of(content, name).left_out == kinds


def test_what_of_a_text_is_in_no_passage_is_named_with_its_line(
    article_of: Callable[..., Article], fakes: ModuleType
) -> None:
    article = article_of(TEXT, "a.txt")
    passages, left = chunked(article, ChunkingSettings(), fakes.FakeEncoder().count_wordpieces)
    assert [passage.text for passage in passages] == ["It burnt on Friday, the police of Karst said."]
    assert {kind: line_at(TEXT, at) for kind, at in left.items()} == {
        "page furniture": 7,
        "links to other articles": 9,
        "readers' comments": 12,
        "words struck out": 5,
    }
