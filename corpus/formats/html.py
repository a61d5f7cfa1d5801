"""Saved web pages: the main text and metadata that trafilatura finds."""

from collections.abc import Iterator
from typing import BinaryIO

from corpus.formats.draft import Draft, Unreadable, plain_value, read_text
from corpus.settings import LoadingSettings

_NO_GUESSES = {"extensive_search": False, "original_date": True, "max_date": None}
"""For trafilatura, whose guesses at a date are not taken: see `corpus.metadata`."""


def read_html(file: BinaryIO, settings: LoadingSettings) -> Iterator[Draft | Unreadable]:
    """Read a web page as one article.

    Its text is the page's main text, one paragraph a line, so lines are counted there and
    not in the markup.

    Args:
        file: The file, open at its beginning.
        settings: The size limit.

    Yields:
        The one article, or why there is none.
    """
    markup = read_text(file, settings.max_megabytes)
    if isinstance(markup, Unreadable):
        yield markup
        return
    from trafilatura import bare_extraction  # 0.5 s: only folders with web pages pay it

    from corpus.metadata import page_metadata

    page = bare_extraction(
        markup, with_metadata=True, include_comments=False, deduplicate=False, date_extraction_params=_NO_GUESSES
    )
    text = getattr(page, "text", None)
    if not text or not text.strip():
        yield Unreadable("web page with no main text")
        return
    told = page_metadata(markup)
    yield Draft(
        text,
        "html",
        title=plain_value(getattr(page, "title", None)),
        published=told.published,
        source=told.source,
        author=told.author or plain_value(getattr(page, "author", None)),
        url=told.url,
        modified=told.modified,
        date_from=told.date_from,
        language=told.language,
    )
