"""Make one HTTP request to one checked address: the only module that opens a connection.

The address is checked at the moment of connecting, so that a name that resolves to a private
one is refused. This needs control of every socket: the standard library's ``http.client`` speaks
HTTP, and the features of a larger client (pools, retries, redirects, cookies, proxies) would have
to be switched off.
"""

import http.client
import socket
import ssl
import threading
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from email.message import Message
from urllib.parse import SplitResult, quote

from corpus.web.hosts import FetchRefused, is_public, port_of

_BLOCK = 64 * 1024
_PLAIN = "/%:@!$&'()*+,;=~?[]"
"""Characters that a path or query may hold; all others are percent-encoded."""


@dataclass(frozen=True, slots=True)
class Response:
    """The response of a server."""

    status: int
    headers: Message
    body: bytes
    """Unpacked; empty unless the status is 200."""

    @property
    def content_type(self) -> str:
        """The content type, in lower case, without parameters; empty if the server sent none."""
        return self.headers.get_content_type() if self.headers.get("Content-Type") else ""


@dataclass(frozen=True, slots=True)
class Bounds:
    """The limits of one request."""

    seconds: float
    """From connecting to the last byte."""
    bytes: int
    cut: bool = False
    """Whether a body over the limit is truncated instead of refused."""
    private: bool = False
    """Whether the address may be a private one."""


def exchange(
    parts: SplitResult, headers: Mapping[str, str], bounds: Bounds, accepts: Callable[[str, str], bool]
) -> Response:
    """Make one request, without following redirects.

    Args:
        parts: The address, http or https.
        headers: The headers sent; a body in another encoding than their ``Accept-Encoding`` is refused.
        bounds: The limits.
        accepts: Returns, by content type and path, whether a body is read.

    Returns:
        The response.

    Raises:
        FetchRefused: If there is none, or it is not wanted.
    """
    path = quote(parts.path or "/", safe=_PLAIN) + (f"?{quote(parts.query, safe=_PLAIN)}" if parts.query else "")
    connection = _Connection(parts, bounds)
    with _within(connection, bounds.seconds, parts.netloc):
        connection.request("GET", path, headers=dict(headers))
        with closing(connection.getresponse()) as answer:
            response = Response(answer.status, answer.headers, b"")
            if answer.status != 200:
                return response
            if not accepts(response.content_type, parts.path):
                raise FetchRefused(f"not a format that is read: {response.content_type or parts.path}")
            return Response(answer.status, answer.headers, b"".join(_body(answer, bounds)))


class _Connection(http.client.HTTPConnection):
    """A connection that refuses private addresses."""

    def __init__(self, parts: SplitResult, bounds: Bounds) -> None:
        try:
            host = (parts.hostname or "").encode("idna").decode("ascii")
            super().__init__(host, port_of(parts), timeout=bounds.seconds)
        except (UnicodeError, http.client.InvalidURL):
            raise FetchRefused(f"not the name of a host: {parts.hostname}") from None
        self._secure = parts.scheme == "https"
        self._may_be_private = bounds.private
        self.opened: socket.socket | None = None
        """The socket, which the base class forgets as soon as it has an answer."""
        self.default_port = 443 if self._secure else 80

    def connect(self) -> None:
        """Resolve the name, skip private addresses, and check the address that answers again."""
        infos = socket.getaddrinfo(self.host, self.port, type=socket.SOCK_STREAM)
        open_ones = [info for info in infos if self._may_be_private or is_public(str(info[4][0]))]
        if not open_ones:
            raise FetchRefused(f"{self.host} is at {infos[0][4][0]}, a private address (web.private_hosts)")
        for place, (family, kind, protocol, _, address) in enumerate(open_ones, start=1):
            sock = socket.socket(family, kind, protocol)
            sock.settimeout(self.timeout)
            try:
                sock.connect(address)
                break
            except OSError:
                sock.close()
                if place == len(open_ones):
                    raise
        self.sock = sock
        if not self._may_be_private and not is_public(str(sock.getpeername()[0])):
            raise FetchRefused(f"{self.host} answered from a private address")
        if self._secure:
            self.sock = ssl.create_default_context().wrap_socket(sock, server_hostname=self.host)
        self.opened = self.sock


@contextmanager
def _within(connection: _Connection, seconds: float, host: str) -> Iterator[None]:
    """Limit the total time of a request, and raise its errors as `FetchRefused`."""
    over = threading.Event()

    def cut() -> None:
        over.set()
        with suppress(OSError):  # it may just have ended
            if connection.opened is not None:
                connection.opened.shutdown(socket.SHUT_RDWR)

    timer = threading.Timer(seconds, cut)
    timer.daemon = True
    timer.start()
    late = f"{host}: took longer than {seconds} s (web.seconds)"
    try:
        yield
    except (OSError, http.client.HTTPException, ValueError, zlib.error, FetchRefused) as error:
        if over.is_set() or isinstance(error, TimeoutError):
            raise FetchRefused(late) from error
        if isinstance(error, FetchRefused):
            raise
        raise FetchRefused(f"{host}: {_reason(error)}") from error
    finally:
        timer.cancel()
        connection.close()
    if over.is_set():
        raise FetchRefused(late)


def _reason(error: Exception) -> str:
    if isinstance(error, ssl.SSLCertVerificationError):
        return f"its certificate does not hold: {error.verify_message}"
    if isinstance(error, socket.gaierror):
        return "there is no host of that name"
    return getattr(error, "strerror", None) or str(error) or type(error).__name__


def _body(response: http.client.HTTPResponse, bounds: Bounds) -> Iterator[bytes]:
    """Read a body in unpacked pieces, up to the limit."""
    coding = (response.headers.get("Content-Encoding") or "identity").lower()
    if coding not in ("identity", "gzip", "x-gzip"):
        raise FetchRefused(f"sent as {coding}, which was not requested")
    unpack = zlib.decompressobj(wbits=31) if coding != "identity" else None
    left = bounds.bytes
    while block := response.read1(_BLOCK):
        while block:
            piece = unpack.decompress(block, left + 1) if unpack else block
            block = unpack.unconsumed_tail if unpack else b""
            if len(piece) > left:
                if not bounds.cut:
                    raise FetchRefused(f"larger than {bounds.bytes // 1_000_000} MB (web.max_megabytes)")
                yield piece[:left]
                return
            left -= len(piece)
            yield piece
    if response.length:
        raise FetchRefused(f"the connection ended {response.length} bytes too early")
    if unpack is not None and not unpack.eof:
        raise FetchRefused("the compressed body ended too early")
