"""Saved web pages: the main text and metadata that trafilatura finds."""

from collections.abc import Iterator
from typing import BinaryIO

from corpus.dates import read_date
from corpus.formats.draft import Draft, Unreadable, plain_value, read_text
from corpus.settings import LoadingSettings


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

    page = bare_extraction(markup, with_metadata=True, include_comments=False, deduplicate=False)
    text = getattr(page, "text", None)
    if not text or not text.strip():
        yield Unreadable("web page with no main text")
        return
    yield Draft(
        text,
        "html",
        title=plain_value(getattr(page, "title", None)),
        published=read_date(getattr(page, "date", None)),
        source=plain_value(getattr(page, "sitename", None) or getattr(page, "hostname", None)),
        author=plain_value(getattr(page, "author", None)),
        url=plain_value(getattr(page, "url", None)),
    )
