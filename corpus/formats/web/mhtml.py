"""Read web pages that browsers saved as one MHTML file: the page within is read as HTML."""

from collections.abc import Iterator
from dataclasses import replace
from typing import BinaryIO

from corpus.draft import Draft, Unreadable
from corpus.formats.mail.parts import parse_message, part_text
from corpus.formats.streams import read_whole
from corpus.formats.web.html import read_page
from corpus.settings import LoadingSettings


def read_mhtml(file: BinaryIO, settings: LoadingSettings) -> Iterator[Draft | Unreadable]:
    """Read a saved page as one article; frames and pictures saved with it are not read.

    Args:
        file: The file, open at its beginning.
        settings: The size it may have with its pictures, and its text.

    Yields:
        The one article, or why there is none.
    """
    data = read_whole(file, settings)
    message = parse_message(data)
    page = next((part for part in message.walk() if part.get_content_type() == "text/html"), None)
    if page is None:
        yield Unreadable("malformed MHTML")
        return
    draft = read_page(part_text(page), settings)
    if isinstance(draft, Draft):
        address = str(message["Snapshot-Content-Location"] or page["Content-Location"] or "")
        url = draft.url or (address if address.startswith(("http://", "https://")) else None)
        draft = replace(draft, format="mhtml", url=url)
    yield draft
