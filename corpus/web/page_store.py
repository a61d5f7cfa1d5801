"""Store fetched pages as files in the library folder, every version in its own file.

A page is at ``<library>/<host>/<name>-<hash of its address>.<time>.<ending>``, as the server
sent it, with a hidden record of where and when next to it (`corpus.fetch_record`). A page that
has changed becomes a new file, so an article keeps its history and no citation loses its text;
if only the markup changed, the old file stays.
"""

import codecs
import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from typing import Literal
from urllib.parse import urlsplit

from corpus.article import Article
from corpus.fetch_record import Fetched, read_fetched, write_fetched
from corpus.files import SourceFile
from corpus.loading import load_file
from corpus.parsing.parse import is_readable
from corpus.settings import LoadingSettings
from corpus.web.fetcher import Page

_ENDINGS = {
    "text/html": ".html",
    "application/xhtml+xml": ".xhtml",
    "text/plain": ".txt",
    "text/markdown": ".md",
    "application/pdf": ".pdf",
    "application/rtf": ".rtf",
    "text/rtf": ".rtf",
    "application/epub+zip": ".epub",
    "message/rfc822": ".eml",
    "multipart/related": ".mhtml",
    "application/vnd.oasis.opendocument.text": ".odt",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
}
_UNSPECIFIC = {"", "application/octet-stream", "binary/octet-stream", "application/download"}
"""Content types that do not name a format; the address's ending decides."""
FEEDS = {"application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/xml", "text/xml"}
_LATIN = {"iso-8859-1", "latin-1", "latin1", "us-ascii", "ascii"}
"""Declared encodings that browsers read as windows-1252, because servers mean it."""

State = Literal["new", "changed", "unchanged"]


@dataclass(frozen=True, slots=True)
class Kept:
    """A page that is in the library."""

    path: Path
    state: State


def accepts(content_type: str, path: str) -> bool:
    """Return whether a body of a content type, at an address's path, could be an article or a feed."""
    return content_type in FEEDS or ending_of(content_type, path) is not None


def ending_of(content_type: str, path: str) -> str | None:
    """Choose the file ending of a stored page.

    Args:
        content_type: In lower case, without parameters; empty if the server sent none.
        path: The address's path.

    Returns:
        The ending; None if its format is not supported.
    """
    suffix = PurePosixPath(path).suffix.lower()
    if content_type in _UNSPECIFIC or (content_type == "text/plain" and is_readable(f"x{suffix}")):
        ending = suffix or (".html" if not content_type else "")
    else:
        ending = _ENDINGS.get(content_type, "")
    return ending if ending and is_readable(f"page{ending}") else None


class PageLibrary:
    """The folder of fetched pages.

    Args:
        folder: Its path; created when the first page is stored.
        settings: How articles are read: two versions with the same words are one.
    """

    def __init__(self, folder: Path, settings: LoadingSettings) -> None:
        self.folder = folder.absolute()
        self._settings = settings

    def newest(self, url: str) -> tuple[Path, Fetched] | None:
        """Find the newest version of a page; None if it was never fetched."""
        versions = [(path, fetched) for path in self._versions(url) if (fetched := read_fetched(path)) is not None]
        return versions[-1] if versions else None

    def unchanged(self, url: str) -> Kept:
        """Record that the newest version of a page is still current on the server."""
        newest = self.newest(url)
        assert newest is not None  # noqa: S101 - the server was asked about it
        path, fetched = newest
        write_fetched(path, replace(fetched, checked=_now().isoformat()))
        return Kept(path, "unchanged")

    def keep(self, url: str, page: Page, updated: str | None = None) -> Kept:
        """Store a page that was fetched.

        Args:
            url: The address that was asked for.
            page: The page.
            updated: The time of its last change, as its feed has it.

        Returns:
            Its path, and whether it is new, changed or unchanged.

        Raises:
            OSError: If it cannot be written.
        """
        now = _now().isoformat()
        digest = hashlib.sha256(page.body).hexdigest()
        version = (page.content_type, digest, page.etag, page.last_modified, updated)
        fetched = Fetched(url, page.url, now, now, *version)
        newest = self.newest(url)
        path = self._new_path(url, page)
        path.parent.mkdir(parents=True, exist_ok=True)
        draft = path.with_name(f".new-{path.name}")
        draft.write_bytes(_with_charset(page))
        if newest is not None and (newest[1].sha256 == digest or self._same_words(draft, newest[0])):
            draft.unlink()
            write_fetched(newest[0], replace(fetched, fetched=newest[1].fetched, sha256=newest[1].sha256))
            return Kept(newest[0], "unchanged")
        write_fetched(path, fetched)
        draft.replace(path)
        return Kept(path, "changed" if newest else "new")

    def feed(self, url: str) -> Fetched | None:
        """Read the record of a feed; None if it was never collected completely."""
        return read_fetched(self._feed(url))

    def keep_feed(self, url: str, page: Page) -> None:
        """Record that every entry of a feed was collected; the feed itself is not an article."""
        now, digest = _now().isoformat(), hashlib.sha256(page.body).hexdigest()
        self._host(url).mkdir(parents=True, exist_ok=True)
        version = (page.content_type, digest, page.etag, page.last_modified)
        write_fetched(self._feed(url), Fetched(url, page.url, now, now, *version))

    def _feed(self, url: str) -> Path:
        return self._host(url) / f"feed-{_hash(url)}"

    def _versions(self, url: str) -> list[Path]:
        """List the versions of a page, the oldest first."""
        paths = self._host(url).glob(f"*-{_hash(url)}.*")
        return sorted((path for path in paths if not path.name.startswith(".")), key=lambda path: path.name)

    def _new_path(self, url: str, page: Page) -> Path:
        stem = PurePosixPath(urlsplit(url).path).stem or "index"
        name = re.sub(r"[^a-z0-9]+", "-", stem.lower()).strip("-")[:60] or "page"
        ending = ending_of(page.content_type, urlsplit(page.url).path) or ".html"
        return self._host(url) / f"{name}-{_hash(url)}.{_now():%Y%m%dT%H%M%S%fZ}{ending}"

    def _host(self, url: str) -> Path:
        return self.folder / (re.sub(r"[^a-z0-9.-]+", "_", urlsplit(url).netloc.lower()).strip(".") or "page")

    def _same_words(self, one: Path, other: Path) -> bool:
        texts = [[article.sha256 for article in self._articles(path)] for path in (one, other)]
        return bool(texts[0]) and texts[0] == texts[1]

    def _articles(self, path: Path) -> Iterator[Article]:
        return (item for item in load_file(SourceFile(path, path.parent), self._settings) if isinstance(item, Article))


def _with_charset(page: Page) -> bytes:
    """Give a page's bytes; if only the HTTP header names their encoding, converted to UTF-8 with a byte order mark."""
    name = page.charset or ""
    if not page.content_type.startswith("text/") or name in ("", "utf-8", "utf8") or _is_marked(page.body):
        return page.body
    try:
        return codecs.BOM_UTF8 + page.body.decode("cp1252" if name in _LATIN else name, "replace").encode("utf-8")
    except (LookupError, UnicodeError):
        return page.body


def _is_marked(body: bytes) -> bool:
    return body.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))


def _hash(url: str) -> str:
    return hashlib.sha256(url.encode("utf-8", "replace")).hexdigest()[:10]


def _now() -> datetime:
    return datetime.now(UTC)
