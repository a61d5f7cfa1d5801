"""The listening socket and the access control of both HTTP servers."""

import hmac
import ipaddress
import json
import os
import secrets
import socket
from collections.abc import Awaitable, Callable, MutableMapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from corpus.errors import OperationFailed, SettingsInvalid

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

TOKEN_VARIABLE = "QUOTEWIRE_TOKEN"  # noqa: S105 - a name
_SECONDS_TO_END = 5
"""Seconds for running requests to finish when the process is stopped."""


MOST_BYTES = 65_536
"""Maximum size of a request body, in bytes."""


@dataclass(frozen=True, slots=True)
class Listening:
    """A listening socket."""

    socket: socket.socket
    host: str
    port: int

    @property
    def address(self) -> str:
        """Host and port, as in a URL."""
        return f"[{self.host}]:{self.port}" if ":" in self.host else f"{self.host}:{self.port}"


def host_of(where: str) -> str:
    """The host of an address to listen on; 127.0.0.1 if it names none."""
    return where.rpartition(":")[0].strip("[]") or "127.0.0.1"


def listen(where: str) -> Listening:
    """Open a listening socket.

    Args:
        where: ``HOST:PORT``, ``[::1]:PORT``, or ``PORT`` for 127.0.0.1; port 0 chooses a free one.

    Returns:
        The socket.

    Raises:
        SettingsInvalid: If the address is malformed.
        OperationFailed: If the address is in use or does not belong to this machine.
    """
    host, port = host_of(where), where.rpartition(":")[2]
    if not port.isascii() or not port.isdigit() or int(port) > 65535:
        raise SettingsInvalid(f"Expected HOST:PORT such as 127.0.0.1:8766, found {where!r}.")
    try:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        opened = socket.create_server((host, int(port)), family=family)
    except OSError as error:
        raise OperationFailed(f"Cannot listen on {where}: {error.strerror or error}.") from error
    return Listening(opened, host, opened.getsockname()[1])


def is_loopback(host: str) -> bool:
    """Whether a host can be reached only from this machine."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def too_long(most_bytes: int) -> str:
    """Say that a request body exceeds a limit."""
    return f"A request has at most {most_bytes:,} bytes."


def new_token() -> str:
    """Return the token from the environment, or create one."""
    return os.environ.get(TOKEN_VARIABLE) or secrets.token_urlsafe(24)


@dataclass(frozen=True, slots=True)
class AccessControl:
    """Access control: the token, the Host header, and the origin of web pages."""

    token: str | None
    """The required token; None requires none."""
    listening: Listening
    open_paths: frozenset[str] = field(default_factory=frozenset)
    """Paths that need no token."""
    most_bytes: int = MOST_BYTES
    """Maximum size of a request body, in bytes."""

    def around(self, app: App) -> App:
        """Wrap an application.

        Args:
            app: An ASGI application.

        Returns:
            The application, which receives only permitted requests.
        """

        async def guarded(scope: Scope, receive: Receive, send: Send) -> None:
            if scope["type"] == "http" and (refused := self._refusal(scope)):
                await _say(send, *refused)
            elif scope["type"] == "websocket":
                await send({"type": "websocket.close", "code": 1008})
            else:
                await app(scope, receive, send)

        return guarded

    def _refusal(self, scope: Scope) -> tuple[int, str] | None:
        headers = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in scope["headers"]}
        if not self._is_own(f"//{headers.get('host', '')}"):
            return 403, "The Host header does not name this server."
        if (origin := headers.get("origin")) is not None and not self._is_own(origin):
            return 403, "Requests from pages of other sites are not allowed."
        length = headers.get("content-length", "0")
        if not length.isdigit() or int(length) > self.most_bytes:
            return 413, too_long(self.most_bytes)
        given = headers.get("authorization", "").removeprefix("Bearer ").strip()
        known = self.token is None or scope["path"] in self.open_paths
        if not known and not hmac.compare_digest(given.encode("latin-1"), (self.token or "").encode()):
            return 401, "The header Authorization: Bearer TOKEN is missing or wrong."
        return None

    def _is_own(self, url: str) -> bool:
        try:
            parts = urlsplit(url)
            host, port = parts.hostname or "", parts.port
        except ValueError:
            return False
        if is_loopback(self.listening.host):
            own = is_loopback(host)
        else:
            own = host == self.listening.host or self.listening.host in ("0.0.0.0", "::")  # noqa: S104 - asked for
        return own and (port or 80) == self.listening.port


async def _say(send: Send, status: int, error: str) -> None:
    body = json.dumps({"schema": "quotewire.error/1", "error": error, "remedy": None}).encode()
    headers = [(b"content-type", b"application/json"), (b"content-length", str(len(body)).encode())]
    headers += [(b"www-authenticate", b"Bearer")] if status == 401 else []
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})


def serve_until_stopped(app: App, listening: Listening) -> None:
    """Serve an application until the process is stopped.

    Args:
        app: An ASGI application.
        listening: The socket.
    """
    import uvicorn

    config = uvicorn.Config(
        app, log_level="warning", access_log=False, timeout_graceful_shutdown=_SECONDS_TO_END, server_header=False
    )
    with listening.socket:
        uvicorn.Server(config).run(sockets=[listening.socket])
