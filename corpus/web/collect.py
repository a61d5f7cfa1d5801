"""Fetch the web pages and feeds that a person names into the library folder."""

import io
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpus.errors import OperationFailed
from corpus.fetch_record import Fetched
from corpus.settings import LoadingSettings, WebSettings
from corpus.web.fetcher import Fetcher, Page
from corpus.web.hosts import FetchRefused, Named, joined
from corpus.web.page_store import FEEDS, PageLibrary, State, accepts

_HEAD = 1024
"""Bytes from the beginning in which a feed is recognised, whatever its content type."""


@dataclass(frozen=True, slots=True)
class Collected:
    """The result for one address."""

    url: str
    state: State | str
    """``new``, ``changed``, ``unchanged``, ``feed`` or ``refused``."""
    path: Path | None = None
    """The stored page; None if there is none."""
    reason: str = ""
    """Why it was refused, in a few words."""
    unnamed_host: str = ""
    """A host that must be named before it can be fetched; empty if that would not help."""
    named: bool = True
    """Whether the person named it; False for the entries of a feed."""


@dataclass(frozen=True, slots=True)
class _Entry:
    url: str
    updated: str | None


def collect(
    urls: Sequence[str],
    hosts: Sequence[str],
    library: Path,
    web: WebSettings,
    loading: LoadingSettings,
    tell: Callable[[str], None],
) -> Iterator[Collected]:
    """Fetch pages, and the pages that feeds link to, one after another.

    Nothing is fetched from hosts that were not named.

    Args:
        urls: Addresses of pages and feeds.
        hosts: Other hosts that redirects and feeds may lead to.
        library: The folder pages are stored in.
        web: How they are fetched.
        loading: How the articles in them are read.
        tell: Called with a line for the person before each request.

    Yields:
        The result for each address, as soon as it is known.

    Raises:
        OperationFailed: If a page cannot be written.
    """
    named = Named(urls, hosts, web.private_hosts)
    collector = _Collector(PageLibrary(library, loading), web.pages, named, Fetcher(web, named, tell, accepts))
    try:
        for url in dict.fromkeys(urls):
            yield from collector.collect(url)
    except OSError as error:
        raise OperationFailed(
            f"A page cannot be kept in {library}: {error.strerror or error}.",
            "free space, or choose another folder: QA_LIBRARY",
        ) from error


class _Collector:
    """Fetches addresses and stores the pages in the library."""

    def __init__(self, library: PageLibrary, most: int, named: Named, fetcher: Fetcher) -> None:
        self._most = most
        self._named = named
        self._fetcher = fetcher
        self._library = library

    def collect(self, url: str) -> Iterator[Collected]:
        """Fetch a page; if it is a feed, the pages of its entries."""
        try:
            url = joined("", url)
            self._named.checked(url)
            newest, feed = self._library.newest(url), self._library.feed(url)
            known = newest[1] if newest else feed
            page = self._fetch(url, known)
            entries = _entries(page) if page is not None else None
        except FetchRefused as refused:
            yield Collected(url, "refused", None, str(refused), refused.unnamed_host)
            return
        if page is None and feed is not None:
            yield Collected(url, "unchanged")
        elif page is None or entries is None:
            yield self._kept(url, page)
        else:
            yield Collected(url, "feed")
            whole = True
            for place, entry in enumerate(entries):
                one = self._collect_entry(entry, place)
                whole = whole and one.state != "refused"
                yield one
            if whole:  # otherwise the missing entries are fetched next time
                self._library.keep_feed(url, page)

    def _collect_entry(self, entry: _Entry, place: int) -> Collected:
        newest = self._library.newest(entry.url)
        if newest and entry.updated and newest[1].updated == entry.updated:
            return Collected(entry.url, "unchanged", newest[0], named=False)
        try:
            if place >= self._most:
                raise FetchRefused(f"beyond the first {self._most} entries (web.pages)")
            self._named.checked(entry.url)
            return self._kept(entry.url, self._fetch(entry.url, newest and newest[1]), entry.updated, named=False)
        except FetchRefused as refused:
            return Collected(entry.url, "refused", None, str(refused), refused.unnamed_host, named=False)

    def _fetch(self, url: str, known: Fetched | None) -> Page | None:
        return self._fetcher.fetch(url, known.etag, known.last_modified) if known else self._fetcher.fetch(url)

    def _kept(self, url: str, page: Page | None, updated: str | None = None, *, named: bool = True) -> Collected:
        kept = self._library.unchanged(url) if page is None else self._library.keep(url, page, updated)
        return Collected(url, kept.state, kept.path, named=named)


def _entries(page: Page) -> list[_Entry] | None:
    """Read the entries of a feed, each address once; None if it is a page."""
    head = page.body[:_HEAD].lower()
    if page.content_type not in FEEDS and not any(mark in head for mark in (b"<rss", b"<feed", b"<rdf:rdf")):
        return None
    import feedparser  # BSD; 75 ms: only for feeds

    # As a file, never as text: a text that looks like an address would be fetched.
    feed: Any = feedparser.parse(io.BytesIO(page.body))
    if not feed.version and b"<html" in head:
        return None
    if not feed.version:
        raise FetchRefused("XML that is neither a feed nor a page")
    entries: dict[str, _Entry] = {}
    for entry in feed.entries:
        link = str(entry.get("link") or "")
        if not link:
            continue
        with suppress(FetchRefused):
            url = joined(page.url, link)
            updated = entry.get("updated") or entry.get("published")
            entries.setdefault(url, _Entry(url, str(updated) if updated else None))
    return list(entries.values())
