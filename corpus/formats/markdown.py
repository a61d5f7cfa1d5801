"""Markdown, with YAML front matter if it has any."""

import re
from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO

import yaml

from corpus.draft import Draft, Unreadable, plain_value
from corpus.formats.streams import read_text
from corpus.metadata.dates import read_date
from corpus.settings import LoadingSettings

_FRONT_MATTER = re.compile(r"\A---[ \t]*\r?\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE)
_LONGEST_FRONT_MATTER = 64 * 1024
"""Characters; PyYAML takes about a second for them, and nobody describes an article in more."""
_HEADING = re.compile(r"\s*#[ \t]+([^\r\n]+)(?:\r?\n)?")


def read_markdown(file: BinaryIO, settings: LoadingSettings) -> Iterator[Draft | Unreadable]:
    """Read a Markdown file as one article.

    Front matter that is not YAML is left in the text, so that nothing is lost.

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
    title = plain_value(fields.get("title"))
    headline = heading and heading[1].rstrip(" \t#")
    if heading and headline and title in (None, headline):
        title, body = headline, heading.end()
    if not text[body:].strip():
        yield Unreadable("no text below its title")
        return
    yield Draft(text, "markdown", title=title, body=body, **described(fields))


def front_matter(text: str) -> tuple[Mapping[str, Any], int]:
    """Read the YAML block at the head of a text.

    Args:
        text: The whole text.

    Returns:
        Its fields, with names in lower case, and the offset after it; no fields and 0 if
        there is none.
    """
    found = _FRONT_MATTER.match(text, 0, _LONGEST_FRONT_MATTER)
    if found is None:
        return {}, 0
    try:
        fields = yaml.safe_load(found[1])
    except (yaml.YAMLError, ValueError, RecursionError):
        return {}, 0
    if not isinstance(fields, dict):
        return {}, 0
    return {str(key).lower(): value for key, value in fields.items()}, found.end()


def described(fields: Mapping[str, Any]) -> dict[str, Any]:
    """Pick date, source, author and address from metadata under the names people give them.

    Args:
        fields: Metadata with names in lower case.

    Returns:
        Keyword arguments for `Draft`.
    """

    def first(*names: str) -> object:
        return next((fields[name] for name in names if fields.get(name)), None)

    published = read_date(first("date", "published", "pubdate", "date_published", "published_at", "publishdate"))
    return {
        "published": published,
        "date_from": "front matter date" if published else None,
        "modified": read_date(first("modified", "updated", "lastmod", "last_modified", "date_modified", "updated_at")),
        "language": plain_value(first("language", "lang")),
        "source": plain_value(first("source", "publication", "publisher", "site", "sitename", "newspaper")),
        "author": plain_value(first("author", "authors", "byline", "creator")),
        "url": plain_value(first("url", "link", "canonical", "canonical_url", "permalink")),
    }
