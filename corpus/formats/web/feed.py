"""Read RSS and Atom feeds saved as files, with feedparser (BSD), which knows all dialects."""

import io
from collections.abc import Iterator
from typing import Any, BinaryIO

from lxml.html import HTMLParser

from corpus.draft import Draft, Unreadable, plain_value
from corpus.formats.markup import as_words, block_text, is_markup, parse_html
from corpus.formats.streams import read_whole
from corpus.formats.web.page_cards import drop_cards
from corpus.formats.web.page_foreign import drop_foreign
from corpus.formats.web.page_parts import drop_hidden
from corpus.formats.zip_documents import language_of, not_before
from corpus.metadata.dates import read_date
from corpus.settings import LoadingSettings


def read_feed(file: BinaryIO, settings: LoadingSettings) -> Iterator[Draft | Unreadable]:
    """Read one article from each entry: its whole text if it has it, else its summary.

    Args:
        file: The file, open at its beginning.
        settings: The size it may have.

    Yields:
        Articles and entries without text, in order.
    """
    data = read_whole(file, settings)
    import feedparser

    # As a file, never as text: a text that looks like an address would be fetched.
    feed: Any = feedparser.parse(io.BytesIO(data))
    if not feed.version:
        yield Unreadable("XML that is not a feed" if not feed.bozo else "malformed feed")
        return
    if not feed.entries:
        yield Unreadable("malformed feed" if feed.bozo else "feed without entries")
    for number, entry in enumerate(feed.entries, start=1):
        yield _draft(entry, feed.feed, f"entry {number}")


def _draft(entry: Any, feed: Any, part: str) -> Draft | Unreadable:
    whole = next((content.get("value") for content in entry.get("content", ()) if content.get("value")), None)
    text, dropped = _own_words(whole or entry.get("summary") or "")
    if not text:
        return Unreadable("feed entry without text", part=part)
    published = read_date(entry.get("published"))
    source = entry.get("source", {}).get("title") if isinstance(entry.get("source"), dict) else None
    return Draft(
        text,
        "feed",
        title=plain_value(as_words(entry.get("title") or "")),
        published=published,
        modified=not_before(read_date(entry.get("updated")), published),
        date_from="feed's publication date" if published else None,
        author=plain_value(entry.get("author")),
        source=plain_value(source or feed.get("title")),
        url=plain_value(entry.get("link")),
        given_id=plain_value(entry.get("id") or entry.get("link")),
        part=part,
        language=language_of(entry.get("language") or feed.get("language")),
        left_out=tuple(sorted(dropped)),
    )


def _own_words(content: str) -> tuple[str, set[str]]:
    """Give an entry's visible text without foreign boxes, and the kinds of what was dropped."""
    dropped: set[str] = set()
    if is_markup(content):
        tree = parse_html(content, HTMLParser(encoding="utf-8", no_network=True))
        dropped = drop_hidden(tree) | drop_foreign(tree) | drop_cards(tree)
        content = block_text(tree)
    return as_words(content).replace("\0", "\ufffd").strip(), dropped
