"""A local web server for the tests of fetching, whose replies the test defines."""

import contextlib
import gzip
import ssl
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path


@dataclass
class Reply:
    """The reply of one path."""

    body: bytes | str = b""
    kind: str | None = "text/html"
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    packed: bool = False
    slow: float = 0.0
    """Seconds before each byte."""
    raw: bytes | None = None
    """What goes over the wire instead of all this."""


class Site:
    """A running server: `replies` by path, and what it was `asked`."""

    def __init__(self, certificate: Path | None = None) -> None:
        self.replies: dict[str, Reply | Callable[[dict[str, str]], Reply]] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.times: list[float] = []
        self.certificate = certificate
        """What a client has to trust to fetch from here over TLS."""
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        if certificate is not None:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(certificate)
            self._server.socket = context.wrap_socket(self._server.socket, server_side=True)
            # A reader that does not trust us hangs up. One server's own, so it is put on the object.
            self._server.handle_error = lambda *_: None  # type: ignore[method-assign]
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05})
        self._thread.start()
        self.host = f"127.0.0.1:{self._server.server_port}"
        self.url = f"http{'s' if certificate else ''}://{self.host}"

    def paths(self) -> list[str]:
        """List what was asked for, in order, robots.txt apart."""
        return [path for path, _ in self.asked if path != "/robots.txt"]

    def end(self) -> None:
        if not self._thread.is_alive():
            return
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()


def _handler(site: Site) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            headers = {name.lower(): value for name, value in self.headers.items()}
            site.asked.append((self.path, headers))
            site.times.append(time.monotonic())
            reply = site.replies.get(self.path, Reply("not here", "text/plain", 404))
            with contextlib.suppress(OSError):  # the reader may have had enough
                _answer(self, reply(headers) if callable(reply) else reply)

        def log_message(self, *_: object) -> None:
            pass

    return Handler


def _answer(handler: BaseHTTPRequestHandler, reply: Reply) -> None:
    if reply.raw is not None:
        handler.wfile.write(reply.raw)
        return
    body = reply.body.encode() if isinstance(reply.body, str) else reply.body
    body = gzip.compress(body) if reply.packed else body
    mapping = {"Content-Type": reply.kind, "Content-Encoding": "gzip" if reply.packed else None}
    mapping |= {"Content-Length": str(len(body))} | reply.headers
    handler.send_response(reply.status)
    for name, value in mapping.items():
        if value is not None:
            handler.send_header(name, value)
    handler.end_headers()
    for at in range(len(body)) if reply.slow else ():
        time.sleep(reply.slow)
        handler.wfile.write(body[at : at + 1])
    handler.wfile.write(b"" if reply.slow else body)
