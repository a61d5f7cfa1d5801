"""The HTTP interface: an application that refuses requests beyond its limits."""

import json
from functools import partial
from typing import Any

import anyio
import anyio.to_thread
from starlette.applications import Starlette
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Route

from corpus.errors import IndexBusy, IndexDamaged, IndexMissing, IndexStale, QAError, QuestionInvalid, SettingsInvalid
from tui.servers.http import MOST_BYTES, too_long
from tui.servers.openapi import openapi
from tui.servers.requests import AskRequest, PassagesRequest, SearchRequest, StatusRequest, read_request
from tui.servers.requests import Request as Asked
from tui.servers.service import Reply, Service, Work
from tui.text.remedies import remedy_text

MOST_WAITING = 64
"""Maximum number of requests in progress or waiting; further ones get 429."""
_AT_ONCE = 4
"""Number of threads; the engine answers one question at a time, so more would only wait."""
_SOON = "1"
"""Seconds after which a refused client may try again."""
_UNUSABLE = (IndexMissing, IndexStale, IndexDamaged, IndexBusy)


class Api:
    """The ASGI application of `qa serve --api`.

    Args:
        service: Does the work of each request.
        most_waiting: Maximum number of requests in progress or waiting.
    """

    def __init__(self, service: Service, most_waiting: int = MOST_WAITING) -> None:
        self._service = service
        self._most = most_waiting
        self._waiting = 0
        self._threads: anyio.CapacityLimiter | None = None

    def app(self) -> Starlette:
        """Create the ASGI application."""
        return Starlette(
            routes=[
                Route("/ask", partial(self._posted, AskRequest, self._service.ask), methods=["POST"]),
                Route("/search", partial(self._posted, SearchRequest, self._service.search), methods=["POST"]),
                Route("/passages", partial(self._posted, PassagesRequest, self._service.passages), methods=["POST"]),
                Route("/status", self._status, methods=["GET"]),
                Route("/health", _health, methods=["GET"]),
                Route("/openapi.json", _openapi, methods=["GET"]),
            ]
        )

    async def _posted(self, kind: type[Asked], work: Work, request: Request) -> Response:
        try:
            asked = read_request(kind, await _body(request))
        except ClientDisconnect:
            return Response(status_code=400)
        except _TooLong:
            return refused(413, too_long(MOST_BYTES))
        except QuestionInvalid as error:
            return refused(400, error.message)
        return await self._done(partial(work, asked))

    async def _status(self, _request: Request) -> Response:
        return await self._done(partial(self._service.status, StatusRequest()))

    async def _done(self, work: partial[Reply]) -> Response:
        if self._waiting >= self._most:
            return refused(429, f"{self._waiting} requests are waiting.", headers={"Retry-After": _SOON})
        if self._threads is None:
            self._threads = anyio.CapacityLimiter(_AT_ONCE)
        self._waiting += 1
        try:
            reply = await anyio.to_thread.run_sync(work, limiter=self._threads)
        except QAError as error:
            remedy = remedy_text(error.remedy) if error.remedy else None
            return refused(_status_of(error), error.message, remedy)
        finally:
            self._waiting -= 1
        return _json(reply.value)


class _TooLong(Exception):
    """A request body is too long."""


async def _body(request: Request) -> Any:
    """Read a body up to the limit; its Content-Length may be wrong."""
    whole = bytearray()
    async for piece in request.stream():
        whole += piece
        if len(whole) > MOST_BYTES:
            raise _TooLong
    try:
        return json.loads(whole)
    except (ValueError, RecursionError):
        raise QuestionInvalid("The body is not valid JSON.") from None


def _status_of(error: QAError) -> int:
    if isinstance(error, QuestionInvalid | SettingsInvalid):
        return 400
    return 503 if isinstance(error, _UNUSABLE) else 500


async def _health(_request: Request) -> Response:
    return _json({"status": "ok"})


async def _openapi(_request: Request) -> Response:
    return _json(openapi())


def _json(value: Any, status: int = 200, headers: dict[str, str] | None = None) -> Response:
    # Unpaired surrogates, which an article may contain, cannot be encoded as UTF-8; escaped they are valid JSON.
    body = json.dumps(value).encode("ascii")
    return Response(body, status, headers, media_type="application/json")


def refused(status: int, error: str, remedy: str | None = None, headers: dict[str, str] | None = None) -> Response:
    """Build an error response, under the schema `error`."""
    return _json({"schema": "quotewire.error/1", "error": error, "remedy": remedy}, status, headers)
