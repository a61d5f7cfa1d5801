"""Read ``.xml`` files: feeds, or pages that are XHTML; nothing else is an article."""

from collections.abc import Iterator
from typing import BinaryIO

from corpus.draft import Draft, Unreadable
from corpus.formats.streams import seekable
from corpus.formats.web.feed import read_feed
from corpus.formats.web.html import read_html
from corpus.settings import LoadingSettings

_HEAD = 4096


def read_xml(file: BinaryIO, settings: LoadingSettings) -> Iterator[Draft | Unreadable]:
    """Read a feed or page, recognised by its beginning.

    Args:
        file: The file, open at its beginning.
        settings: The size it may have.

    Returns:
        Articles and unreadable parts, in order.
    """
    file = seekable(file, settings)
    head = file.read(_HEAD).lower()
    file.seek(0)
    is_page = b"<html" in head and not any(name in head for name in (b"<rss", b"<feed", b"<rdf:rdf"))
    return read_html(file, settings) if is_page else read_feed(file, settings)
