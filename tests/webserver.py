"""A web server on this machine for the tests of fetching: what each path answers is the test's to say."""

import gzip
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass
class Reply:
    """What one path answers."""

    body: bytes | str = b""
    kind: str | None = "text/html"
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    packed: bool = False
    slow: float = 0.0
    """Seconds before each byte."""


class Site:
    """A running server: `replies` by path, and what it was `asked`."""

    def __init__(self) -> None:
        self.replies: dict[str, Reply | Callable[[dict[str, str]], Reply]] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.times: list[float] = []
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                headers = {name.lower(): value for name, value in self.headers.items()}
                site.asked.append((self.path, headers))
                site.times.append(time.monotonic())
                reply = site.replies.get(self.path, Reply("not here", "text/plain", 404))
                self._answer(reply(headers) if callable(reply) else reply)

            def _answer(self, reply: Reply) -> None:
                body = reply.body.encode() if isinstance(reply.body, str) else reply.body
                body = gzip.compress(body) if reply.packed else body
                self.send_response(reply.status)
                if reply.kind is not None:
                    self.send_header("Content-Type", reply.kind)
                if reply.packed:
                    self.send_header("Content-Encoding", "gzip")
                for name, value in reply.headers.items():
                    self.send_header(name, value)
                if "Content-Length" not in reply.headers:
                    self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                try:
                    for at in range(len(body)) if reply.slow else ():
                        time.sleep(reply.slow)
                        self.wfile.write(body[at : at + 1])
                    self.wfile.write(b"" if reply.slow else body)
                except OSError:  # the reader had enough
                    pass

            def log_message(self, *_: object) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05})
        self._thread.start()
        self.host = f"127.0.0.1:{self._server.server_port}"
        self.url = f"http://{self.host}"

    def paths(self) -> list[str]:
        """List what was asked for, in order, robots.txt apart."""
        return [path for path, _ in self.asked if path != "/robots.txt"]

    def end(self) -> None:
        if not self._thread.is_alive():
            return
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()
