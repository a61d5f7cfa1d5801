"""One writer at a time in an engine: an alias that only one can create, on a collection that names its owner."""

import json
import os
import platform
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from corpus.errors import IndexBusy, QAError
from index.cluster.client import Client, NotThere
from index.cluster.collection import OWNER

_MINUTE, _HOUR = 60, 3600


@dataclass(frozen=True, slots=True)
class Owner:
    """A process that writes a collection."""

    pid: int
    host: str
    index: str
    """Its index folder."""
    since: str
    """Coordinated universal time, ISO 8601."""

    @classmethod
    def here(cls, index: Path) -> "Owner":
        """Describe this process."""
        now = datetime.now(UTC).isoformat(timespec="seconds")
        return cls(os.getpid(), platform.node(), str(index.absolute()), now)

    def written(self) -> str:
        """Convert to a collection's property."""
        return json.dumps(asdict(self))

    def __str__(self) -> str:
        """Describe the process and since when it writes, for display."""
        return f"process {self.pid} on {self.host} for {self.index}, {_age(self.since)}"

    def is_gone(self, index: Path) -> bool:
        """Return whether the process has certainly ended.

        Args:
            index: The index folder whose own lock this process holds: nobody else writes for that.

        Returns:
            False if that cannot be determined from this machine.
        """
        if self.host != platform.node():
            return False
        if self.index == str(index.absolute()):
            return True
        return os.name != "nt" and not Path("/proc", str(self.pid)).exists() and Path("/proc/self").exists()


class WriterLock:
    """The lock of one index in an engine.

    Args:
        client: The engine.
        collection: What the index is called there.
    """

    def __init__(self, client: Client, collection: str) -> None:
        self._client = client
        self._alias = f"{collection}_writing"

    def take(self, name: str, index: Path, *, over: bool = False) -> str | None:
        """Take the lock for a new collection.

        Args:
            name: The collection, which names its owner.
            index: The index folder.
            over: Whether to take it from its holder.

        Returns:
            The collection of a writer that is gone, to be dropped; None if there was none.

        Raises:
            IndexBusy: If another has it, with who and for how long.
        """
        held = self._target()
        if held is None:
            with suppress(QAError):  # another was quicker, then
                self._client.call("create_alias", name, self._alias)
            held = self._target()
            if held == name:
                return None
        who = self.owner()
        if not over and (who is None or not who.is_gone(index)):
            raise IndexBusy(
                f"Another rebuild writes {self._alias.removesuffix('_writing')} in the engine at {self._client.url}"
                f"{f': {who}' if who else ''}.",
                "wait until it has ended; if it surely has, qa rebuild, taking over",
            )
        self._client.call("alter_alias", name, self._alias)
        return held

    def is_ours(self, name: str) -> bool:
        """Return whether a collection still holds the lock."""
        return self._target() == name

    def owner(self) -> Owner | None:
        """Return who holds the lock; None if nobody does, or it is unknown."""
        target = self._target()
        if target is None:
            return None
        try:
            description = self._client.call("describe_collection", target)
            return Owner(
                **json.loads(description.get("properties", {}).get(OWNER) or description.get("description") or "")
            )
        except (NotThere, ValueError, TypeError, AttributeError):
            return None

    def give_back(self, name: str) -> None:
        """Release the lock, if a collection still holds it."""
        if self.is_ours(name):
            with suppress(NotThere):
                self._client.call("drop_alias", self._alias)

    def _target(self) -> str | None:
        return alias_target(self._client, self._alias)


def alias_target(client: Client, alias: str) -> str | None:
    """Return the collection that an alias points to; None if there is no such alias."""
    try:
        return str(client.call("describe_alias", alias)["collection_name"])
    except NotThere:
        return None


def _age(since: str) -> str:
    try:
        seconds = (datetime.now(UTC) - datetime.fromisoformat(since)).total_seconds()
    except (ValueError, TypeError):
        return f"since {since}"
    if seconds < _HOUR:
        return f"for {max(seconds, 0) // _MINUTE:.0f} min"
    return f"for {seconds / _HOUR:.1f} h"
