"""Calls to a Milvus server with a time limit, whose failures are raised as this project's errors.

If a server is temporarily unavailable, for example while it restarts, calls are repeated until the limit.
The library's output to logs and standard error is suppressed, because its messages may quote a question.
"""

import logging
import time
from typing import Any

from corpus.errors import IndexDamaged, OperationFailed, QAError
from index.cluster.credentials import TOKEN, checked_url, token_for
from index.settings import EngineSettings

_MISSING = {4, 100}
"""Error codes for a missing collection or alias, of older and newer servers."""
_NOT_LOADED = {101, 103, 106, 503}
_REFUSED = {1400, 1401, 1800, 1801, 1802, 2700}
"""Error codes for an unknown user or missing permission."""
_PAUSE = 0.2
"""Seconds before an interrupted call is repeated."""
_INSTALL = 'pip install "quotewire[cluster]"'

_log = logging.getLogger(__name__)


class NotThere(QAError):
    """The engine has no collection or alias of that name."""


class NotLoaded(QAError):
    """The collection exists but is not in the engine's memory, as after a restart."""


class Client:
    """A connection to one engine. Safe to use from several threads.

    Args:
        settings: Where it is, and how long a call may take.

    Raises:
        OperationFailed: If the client library is not installed, or nothing answers in time.
        SettingsInvalid: If the address or the credentials cannot be used.
    """

    def __init__(self, settings: EngineSettings) -> None:
        self.url = checked_url(settings.url)
        self.seconds = settings.seconds
        self._settings = settings
        self._library = _library()
        self._client = self._opened()

    def _opened(self) -> Any:
        options: dict[str, Any] = {"secure": True} if self.url.startswith("https") else {}
        if self._settings.certificate:
            options["ca_pem_path"] = self._settings.certificate
        if self._settings.database:
            options["db_name"] = self._settings.database
        token = token_for(self.url, self._settings.credentials)
        ends = time.monotonic() + self.seconds
        while True:
            left = max(ends - time.monotonic(), 0.1)
            try:
                return self._library.MilvusClient(self.url, token=token, timeout=left, dedicated=True, **options)
            except Exception as error:  # the library's own, grpc's, and of the files named
                if not _is_away(error) or time.monotonic() + _PAUSE >= ends:
                    raise self._failure(error, "connect") from error
            time.sleep(_PAUSE)

    def call(self, name: str, *arguments: Any, within: float | None = None, **named: Any) -> Any:
        """Make one call.

        Args:
            name: The method of the library's client.
            *arguments: Its arguments.
            within: Time limit in seconds including retries; None takes the setting.
            **named: Its named arguments.

        Returns:
            What it gives.

        Raises:
            NotThere: If the collection or alias is not there.
            NotLoaded: If the collection is not in memory.
            OperationFailed: If the engine is away, too slow, refuses, or fails otherwise.
        """
        seconds = within or self.seconds
        ends = time.monotonic() + seconds
        while True:
            try:
                return getattr(self._client, name)(*arguments, timeout=max(ends - time.monotonic(), 0.1), **named)
            except Exception as error:  # the library's own and grpc's
                failure = self._failure(error, name, seconds)
                if not _is_passing(error) or time.monotonic() + _PAUSE >= ends:
                    raise failure from error
            _log.info("%s: %s broke off; asked again", self.url, name)
            time.sleep(_PAUSE)

    def version(self) -> str:
        """Ask for the server's version."""
        return str(self.call("get_server_version"))

    def close(self) -> None:
        """Close the connection."""
        self._client.close()

    def _failure(self, error: Exception, name: str, seconds: float | None = None) -> QAError:
        """Describe what went wrong, without the question."""
        code, reason = _code(error), _reason(error)
        if code in _MISSING:
            return NotThere(f"The engine at {self.url} does not have it: {reason}.", "qa rebuild")
        if code in _NOT_LOADED:
            return NotLoaded(f"The engine at {self.url} has not loaded it: {reason}.", "qa rebuild")
        if code in _REFUSED or str(code).endswith(("UNAUTHENTICATED", "PERMISSION_DENIED")):
            return OperationFailed(
                f"The engine at {self.url} refuses this user.",
                f"name user:password in {TOKEN}, or a file in the setting engine.credentials",
            )
        if _is_away(error):
            return OperationFailed(
                f"The engine at {self.url} did not answer {name} within {seconds or self.seconds:g} s.",
                "start it, or wait until it answers; engine.url and engine.seconds are settings",
            )
        if str(code).endswith("UNIMPLEMENTED"):
            return OperationFailed(
                f"The engine at {self.url} does not know {name}: its version is another.", "use Milvus 2.4 or later"
            )
        return OperationFailed(f"The engine at {self.url} could not {name}: {reason}.", "qa doctor")


def missing(what: str, url: str) -> IndexDamaged:
    """Make the error for an index whose collection is gone."""
    return IndexDamaged(
        f"The engine at {url} has no collection {what}, which this index was written to: it was dropped, "
        "or this is another engine.",
        "qa rebuild, or another engine with the setting engine.url",
    )


def _library() -> Any:
    """Import the client; its log is suppressed, because it quotes questions."""
    try:
        import pymilvus
    except ImportError as error:
        raise OperationFailed("pymilvus, which speaks to Milvus, is not installed.", _INSTALL) from error
    for name in [name for name in logging.root.manager.loggerDict if name.split(".")[0] == "pymilvus"]:
        logging.getLogger(name).disabled = True
    return pymilvus


def _code(error: Exception) -> Any:
    code = getattr(error, "code", None)
    return code() if callable(code) else code


def _is_away(error: Exception) -> bool:
    """Return whether the server could not be reached, or did not answer in time."""
    if str(_code(error)).endswith(("UNAVAILABLE", "DEADLINE_EXCEEDED")):
        return True
    text = str(error)
    return any(word in text for word in ("Fail connecting", "Retry timeout", "illegal connection", "closed channel"))


def _is_passing(error: Exception) -> bool:
    """Return whether a retry may succeed: the server restarts, or a proxy closed the connection."""
    return _is_away(error) or str(_code(error)).endswith(("CANCELLED", "INTERNAL"))


def _reason(error: Exception) -> str:
    message = str(getattr(error, "message", "") or type(error).__name__)
    return " ".join(message.split())[:160].rstrip(".")
