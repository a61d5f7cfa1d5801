"""Read saved web pages: the main text and metadata that trafilatura finds."""

import re
from collections.abc import Iterator
from configparser import ConfigParser
from copy import deepcopy
from dataclasses import replace
from functools import cache
from typing import Any, BinaryIO

from corpus.draft import Draft, Unreadable, plain_value
from corpus.formats.charset import Undecodable, decode, decode_declared
from corpus.formats.front_matter import described, front_matter, title_in
from corpus.formats.markup import without_controls
from corpus.formats.streams import read_whole, too_large
from corpus.settings import LoadingSettings

_EMBEDDED = re.compile(r"data:[a-z]+/[^\"'\s>)]{200,}")
"""Pictures and fonts embedded in a page saved as one file."""
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{1,40})", re.IGNORECASE)
_SAVED_FROM = re.compile(r"<!--[^>]{0,80}?(?:saved from url=\(\d+\)|saved with SingleFile\s+url:\s*)(https?://[^\s>]+)")
_LEAST_FOUND = 80
"""Characters of main text from which a page counts as short, and not as a failed extraction."""
_HEAD = 4096
"""Characters at the beginning in which browsers note where and how a page was saved."""
_NO_GUESSES = {"extensive_search": False, "original_date": True, "max_date": None}
"""Switches off trafilatura's guesses at a date: see `corpus.metadata.web_page`."""


def read_html(file: BinaryIO, settings: LoadingSettings) -> Iterator[Draft | Unreadable]:
    """Read a web page as one article.

    The text is the page's main text, one paragraph per line; lines are counted in it and not
    in the markup.

    Args:
        file: The file, open at its beginning.
        settings: The size it may have with embedded pictures, and without them.

    Yields:
        The one article, or why there is none.
    """
    try:
        markup = decode_page(read_whole(file, settings))
    except Undecodable as error:
        yield Unreadable(str(error))
        return
    yield read_page(markup, settings)


def decode_page(data: bytes) -> str:
    """Decode a page in the encoding it declares, unless its bytes say otherwise.

    Args:
        data: The whole page.

    Returns:
        Its text.

    Raises:
        Undecodable: If it is binary.
    """
    declared = _CHARSET.search(data, 0, _HEAD)
    return decode(data) if declared is None else decode_declared(data, declared[1].decode("ascii"))


def read_page(markup: str, settings: LoadingSettings) -> Draft | Unreadable:
    """Find the article in a page.

    Args:
        markup: The page's text.
        settings: The size it may have without embedded pictures.

    Returns:
        The article, or why there is none.
    """
    markup = without_controls(_EMBEDDED.sub("data:,", markup))
    if len(markup) > settings.max_megabytes * 1_000_000:
        return too_large(settings.max_megabytes)
    if not markup.strip():
        return Unreadable("empty")
    from trafilatura import load_html  # 0.5 s: only for folders with web pages

    fields, begun = front_matter(markup) if markup.startswith(("---", "+++")) else ({}, 0)
    if not begun:
        return _article(markup, load_html(markup))
    markup = f"<html><body>{markup[begun:]}</body></html>"
    draft = _article(markup, load_html(markup))
    if isinstance(draft, Unreadable):
        return draft
    given = {name: value for name, value in described(fields).items() if value}
    return replace(draft, title=title_in(fields) or draft.title, **given)


def _article(markup: str, tree: Any) -> Draft | Unreadable:
    from trafilatura import bare_extraction

    from corpus.formats.web.page import blocks_of, make_ready, outside
    from corpus.formats.web.page_lines import own_lines
    from corpus.formats.web.page_title import page_title

    dropped: set[str] = set() if tree is None else make_ready(tree)
    blocks = [] if tree is None else blocks_of(tree)
    headings = [] if tree is None else [each.text_content() for each in tree.iter("h1")]
    page = bare_extraction(
        markup if tree is None else tree,
        with_metadata=True,
        include_comments=False,
        deduplicate=False,
        date_extraction_params=_NO_GUESSES,
        config=_finder(),
    )
    text = getattr(page, "text", None)
    if not text or not text.strip():
        return Unreadable("web page with no main text")
    if outside(blocks, text):
        dropped.add("page furniture")
    draft = _drafted(text, page, markup)
    if tree is not None:
        draft = replace(draft, title=page_title(draft.title, tree, headings))
    text, left = own_lines(text, [draft.title or "", *headings])
    return replace(draft, text=text, left_out=tuple(sorted(dropped | set(left))))


@cache
def _finder() -> ConfigParser:
    """Give trafilatura's settings with a smaller length below which it falls back to all text of a page."""
    from trafilatura.settings import DEFAULT_CONFIG

    settings: ConfigParser = deepcopy(DEFAULT_CONFIG)
    settings["DEFAULT"]["MIN_EXTRACTED_SIZE"] = str(_LEAST_FOUND)
    return settings


def _drafted(text: str, page: object, markup: str) -> Draft:
    """Make a draft from the text of a page and its metadata."""
    from corpus.metadata.web_page import page_metadata

    metadata = page_metadata(markup)
    saved_from = _SAVED_FROM.search(markup, 0, _HEAD)
    return Draft(
        text,
        "html",
        title=plain_value(getattr(page, "title", None)),
        published=metadata.published,
        source=metadata.source,
        author=metadata.author or plain_value(getattr(page, "author", None)),
        url=metadata.url or (saved_from and saved_from[1]),
        modified=metadata.modified,
        date_from=metadata.date_from,
        language=metadata.language,
    )
