"""Fetch pages from the web, politely.

robots.txt is obeyed (Protego, BSD, which follows RFC 9309; the standard library's parser
knows no wildcards), one request is made at a time with a pause between those to one host, and
nothing is sent but the address, an honest user agent and the validators that the server sent.
Each hop of a redirect is checked like the first.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from importlib.metadata import version
from typing import TYPE_CHECKING
from urllib.parse import SplitResult

from corpus.settings import WebSettings
from corpus.web.connection import Bounds, Response, exchange
from corpus.web.hosts import FetchRefused, Named, joined

if TYPE_CHECKING:
    from protego import Protego

AGENT = "Quotewire"
_REDIRECTS = 5
_ROBOTS_BYTES = 500 * 1024
"""The least that RFC 9309 requires to be read; the rest is ignored."""
_LONGEST_PAUSE = 60.0
"""Seconds a server may ask to wait; for longer waits the page is refused."""
_MOVED = (301, 302, 303, 307, 308)
_SENT = {
    "User-Agent": f"{AGENT}/{version('quotewire')} (reads what its user names; obeys robots.txt)",
    "Accept": "text/html, application/xhtml+xml, application/rss+xml, application/atom+xml, */*;q=0.5",
    "Accept-Encoding": "gzip",
    "Connection": "close",
}


@dataclass(frozen=True, slots=True)
class Page:
    """A page as the server sent it."""

    url: str
    """The address that answered, after redirects."""
    content_type: str
    """In lower case, without parameters; empty if the server sent none."""
    charset: str | None
    body: bytes
    etag: str | None
    last_modified: str | None


class Fetcher:
    """Fetches one page at a time.

    Args:
        settings: Pauses and limits.
        named: The hosts that may be contacted.
        tell: Called with a line for the person before each request and each pause.
        accepts: Returns, by content type and address, whether a body is read.
    """

    def __init__(
        self, settings: WebSettings, named: Named, tell: Callable[[str], None], accepts: Callable[[str, str], bool]
    ) -> None:
        self._settings = settings
        self._named = named
        self._tell = tell
        self._accepts = accepts
        self._robots: dict[str, Protego | FetchRefused | None] = {}
        self._last: dict[str, float] = {}

    def fetch(self, url: str, etag: str | None = None, last_modified: str | None = None) -> Page | None:
        """Fetch a page, if it has changed.

        Args:
            url: Its address.
            etag: The ETag of the stored version.
            last_modified: The Last-Modified date of the stored version.

        Returns:
            The page; None if the server says that it has not changed.

        Raises:
            FetchRefused: If it is not fetched, for any reason.
        """
        asked = {"If-None-Match": etag, "If-Modified-Since": last_modified}
        headers = {name: value for name, value in asked.items() if value}
        response, parts = self._followed(url, headers)
        if response.status == 304 and headers:
            return None
        if response.status != 200:
            raise FetchRefused(f"the server answered {_phrase(response.status)}")
        sent = response.headers
        kind, charset = response.content_type, sent.get_content_charset()
        return Page(parts.geturl(), kind, charset, response.body, sent.get("ETag"), sent.get("Last-Modified"))

    def _followed(self, url: str, headers: dict[str, str]) -> tuple[Response, SplitResult]:
        url, before = joined("", url), None
        for _ in range(_REDIRECTS + 1):
            parts = self._named.checked(url, before)
            self._obey(parts)
            response = self._get(parts, headers, self._settings.max_megabytes * 1_000_000)
            if response.status not in _MOVED:
                return response, parts
            before, url = url, joined(url, response.headers.get("Location", ""))
        raise FetchRefused(f"more than {_REDIRECTS} redirects")

    # ---------------------------------------------------------------- politeness

    def _obey(self, parts: SplitResult) -> None:
        """Check robots.txt, and pause as long as it or the settings require."""
        origin = f"{parts.scheme}://{parts.netloc}"
        if origin not in self._robots:
            try:
                self._robots[origin] = self._read_robots(origin)
            except FetchRefused as refused:
                self._robots[origin] = refused
        robots = self._robots[origin]
        if isinstance(robots, FetchRefused):
            raise robots
        if robots is not None and not robots.can_fetch(parts.geturl(), AGENT):
            raise FetchRefused(f"robots.txt of {parts.netloc} forbids it")
        wanted = float((robots and robots.crawl_delay(AGENT)) or 0)
        if wanted > _LONGEST_PAUSE:
            raise FetchRefused(f"robots.txt of {parts.netloc} asks for {wanted:g} s between pages")
        last = self._last.get(parts.netloc)
        if last is not None:
            self._pause(parts.netloc, last + max(wanted, self._settings.delay) - time.monotonic())

    def _read_robots(self, origin: str) -> "Protego | None":
        """Read a host's rules; None where it has none. Where they cannot be read, nothing is allowed (RFC 9309)."""
        from protego import Protego  # 30 ms: only here

        url, before = f"{origin}/robots.txt", None
        for _ in range(_REDIRECTS + 1):
            parts = self._named.checked(url, before)
            response = self._get(parts, {}, _ROBOTS_BYTES, robots=True)
            if response.status in _MOVED:
                before, url = url, joined(url, response.headers.get("Location", ""))
            elif 400 <= response.status < 500 and response.status != 429:
                return None
            elif response.status == 200:
                return Protego.parse(response.body.decode("utf-8", errors="replace"))
            else:
                break
        raise FetchRefused(f"{origin}/robots.txt cannot be read, so nothing is fetched there")

    def _pause(self, host: str, seconds: float) -> None:
        if seconds > 0:
            if seconds >= 2:
                self._tell(f"waiting {seconds:.0f} s for {host}")
            time.sleep(seconds)

    # ---------------------------------------------------------------- one request

    def _get(self, parts: SplitResult, headers: dict[str, str], limit: int, *, robots: bool = False) -> Response:
        """Make a request; retry once if the server asks to come back soon."""
        private = self._named.may_be_private(parts)
        bounds = Bounds(self._settings.seconds, limit, cut=robots, private=private)
        for again in (True, False):
            self._tell(f"fetching {parts.geturl()}")
            try:
                response = exchange(parts, _SENT | headers, bounds, (lambda *_: True) if robots else self._accepts)
            finally:
                if not robots:
                    self._last[parts.netloc] = time.monotonic()
            wait = _retry_after(response)
            if wait is None:
                return response
            if not again or wait > _LONGEST_PAUSE:
                raise FetchRefused(f"{parts.netloc} answered {response.status} and asks to come back in {wait:.0f} s")
            self._pause(parts.netloc, wait)
        raise AssertionError


def _phrase(status: int) -> str:
    known = status in {item.value for item in HTTPStatus}
    return f"{status} {HTTPStatus(status).phrase}" if known else str(status)


def _retry_after(response: Response) -> float | None:
    """Read how many seconds a busy server asks to wait; None if it does not."""
    delay = response.headers.get("Retry-After")
    if response.status not in (429, 503) or not delay:
        return None
    try:
        return max(0.0, float(delay))
    except ValueError:
        pass
    try:
        when = parsedate_to_datetime(delay)
    except ValueError:
        return None
    return max(0.0, (when.replace(tzinfo=when.tzinfo or UTC) - datetime.now(UTC)).total_seconds())
