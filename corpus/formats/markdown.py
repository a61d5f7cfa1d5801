"""Markdown, with front matter if it has any."""

import re
from collections.abc import Iterator
from typing import BinaryIO

from corpus.draft import Draft, Unreadable
from corpus.formats.front_matter import described, front_matter, title_in
from corpus.formats.streams import read_text
from corpus.settings import LoadingSettings

_HEADING = re.compile(r"\s*#[ \t]+([^\r\n]+)(?:\r?\n)?")


def read_markdown(file: BinaryIO, settings: LoadingSettings) -> Iterator[Draft | Unreadable]:
    """Read a Markdown file as one article.

    Front matter that cannot be read is left in the text, so that nothing is lost.

    Args:
        file: The file, open at its beginning.
        settings: The size limit.

    Yields:
        The one article, or why there is none.
    """
    text = read_text(file, settings.max_megabytes)
    if isinstance(text, Unreadable):
        yield text
        return
    fields, body = front_matter(text)
    heading = _HEADING.match(text, body)
    title = title_in(fields)
    headline = heading and heading[1].rstrip(" \t#")
    if heading and headline and title in (None, headline):
        title, body = headline, heading.end()
    if not text[body:].strip():
        yield Unreadable("no text below its title")
        return
    yield Draft(text, "markdown", title=title, body=body, **described(fields))
