"""The configured language model: any server with OpenAI's chat completions interface; no other is contacted."""

import json
import os
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from typing import Any
from urllib.parse import SplitResult, urlsplit

from corpus.errors import Cancelled, OperationFailed, SettingsInvalid
from qa.settings import LanguageModelSettings

KEY_VARIABLE = "QUOTEWIRE_LLM_KEY"
"""The environment variable with the API key, if the server needs one; the key is never stored."""
_MOST_BYTES = 1_000_000
"""Read of a reply; no phrasing is as long."""
_MOST_TOKENS = 400
_QUIET = 10.0
"""Seconds without a byte after which a streaming server counts as hung, unless less time is left."""


def address_of(settings: LanguageModelSettings) -> SplitResult:
    """Read the model's address from the settings.

    Args:
        settings: The user's settings.

    Returns:
        The address of its completions.

    Raises:
        SettingsInvalid: If none is set, or it is not a valid address.
    """
    if not settings.url or not settings.model:
        raise SettingsInvalid(
            "No language model is named. Set url and model in the section [llm] of qa.toml, such as "
            'url = "http://127.0.0.1:11434/v1" and model = "llama3.2".'
        )
    try:
        address = urlsplit(f"{settings.url.rstrip('/')}/chat/completions")
        named = bool(address.hostname) and address.scheme in ("http", "https") and address.port != 0
    except ValueError:
        named = False
    if not named:
        raise SettingsInvalid(
            f"llm.url should be an address such as http://127.0.0.1:11434/v1, found {settings.url!r}."
        )
    return address


def complete(
    settings: LanguageModelSettings, messages: list[dict[str, str]], stopped: Callable[[], bool] = lambda: False
) -> Iterator[str]:
    """Send messages and yield the reply as it arrives.

    Args:
        settings: Which model, and how long it may take.
        messages: Role and content of each, as in the interface.
        stopped: Called between pieces; if it returns True, the connection is closed.

    Yields:
        Pieces of text.

    Raises:
        SettingsInvalid: If no model is named.
        OperationFailed: If the server cannot be reached, refuses, takes too long, or sends an unreadable reply.
        Cancelled: If it was stopped.
    """
    address = address_of(settings)
    begun = time.monotonic()
    kind = HTTPSConnection if address.scheme == "https" else HTTPConnection
    connection = kind(address.hostname or "", address.port, timeout=settings.seconds)
    with closing(connection):
        try:
            connection.connect()
            sock = connection.sock  # the connection forgets it when the server closes after its reply
            with closing(_asked(connection, address, settings, messages)) as response:
                for piece in _pieces(response):
                    if stopped():
                        raise Cancelled
                    left = settings.seconds - (time.monotonic() - begun)
                    if left <= 0:
                        raise TimeoutError
                    sock.settimeout(min(left, max(_QUIET, settings.seconds / 2)))
                    yield piece
        except TimeoutError as error:
            raise OperationFailed(f"{settings.url} took longer than {settings.seconds:g} s (llm.seconds).") from error
        except (OSError, HTTPException) as error:
            raise OperationFailed(f"{settings.url} cannot be reached: {error or type(error).__name__}.") from error


def _asked(
    connection: HTTPConnection, address: SplitResult, settings: LanguageModelSettings, messages: list[dict[str, str]]
) -> HTTPResponse:
    body = {"model": settings.model, "messages": messages, "stream": True, "temperature": 0, "max_tokens": _MOST_TOKENS}
    headers = {"Content-Type": "application/json", "Accept": "text/event-stream"}
    if key := os.environ.get(KEY_VARIABLE):
        headers["Authorization"] = f"Bearer {key}"
    connection.request("POST", address.path, json.dumps(body).encode(), headers)
    response = connection.getresponse()
    if response.status != 200:
        with closing(response):
            message = " ".join(response.read(300).decode("utf-8", "replace").split())
        raise OperationFailed(f"{settings.url} refuses: {response.status} {response.reason}. {message}")
    return response


def _pieces(response: HTTPResponse) -> Iterator[str]:
    """Read the events of a streamed reply, or a reply in one piece."""
    if "json" in (response.headers.get("Content-Type") or ""):
        yield _text(response.read(_MOST_BYTES), "message")
        return
    left = _MOST_BYTES
    while left > 0 and (line := response.readline(left)):
        left -= len(line)
        if line.startswith(b"data:"):
            data = line.removeprefix(b"data:").strip()
            if data == b"[DONE]":
                return
            if piece := _text(data, "delta"):
                yield piece
    if left <= 0:
        raise OperationFailed(f"The reply of the language model is longer than {_MOST_BYTES:,} bytes.")


def _text(data: bytes, key: str) -> str:
    try:
        choices: list[dict[str, Any]] = json.loads(data).get("choices") or []
        content = (choices[0].get(key) or {}).get("content") if choices else ""
    except (ValueError, AttributeError, KeyError, TypeError, RecursionError) as error:
        raise OperationFailed("The reply of the language model's server is invalid.") from error
    return content if isinstance(content, str) else ""
