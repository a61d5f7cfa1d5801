"""The state of an index in its engine."""

from dataclasses import dataclass
from typing import Any

from corpus.errors import QAError
from index.cluster.build import open_collection
from index.cluster.client import NotThere
from index.cluster.collection import Collection
from index.cluster.lock import WriterLock, alias_target
from index.settings import EngineSettings


@dataclass(frozen=True, slots=True)
class EngineReport:
    """An engine and one index's collections in it."""

    url: str
    alias: str
    """The name of the index in the engine."""
    collection: str
    """The collection with the build's passages."""
    failure: str = ""
    """Why the engine could not be examined, in which case nothing below is known; empty if it could."""
    remedy: str = ""
    version: str = ""
    rows: int | None = None
    """Passages that can be searched; None if the collection is not there."""
    live: str | None = None
    """The collection that the alias points to; differs from `collection` if the index was rebuilt elsewhere."""
    writer: str | None = None
    """Who is writing a new one, and since when; None if nobody is."""

    @property
    def outdated(self) -> bool:
        """Whether the engine has a newer build than this index folder."""
        return self.live is not None and self.live > self.collection


def look_at_engine(record: dict[str, Any], settings: EngineSettings, *, exact: bool = False) -> EngineReport:
    """Examine the engine of a build.

    Args:
        record: The engine's entry in the build's manifest.
        settings: How to reach it.
        exact: Whether questions are compared with every passage.

    Returns:
        What was found; nothing is raised for an engine that is away.
    """
    url, alias = settings.url or str(record.get("url")), str(record.get("alias"))
    named = str(record.get("collection"))
    try:
        collection = open_collection(record, settings, exact=exact)
        client = collection.client
        owner = WriterLock(client, alias).owner()
        return EngineReport(
            url,
            alias,
            named,
            version=client.version(),
            rows=_rows(collection),
            live=alias_target(client, alias),
            writer=str(owner) if owner else None,
        )
    except QAError as error:
        return EngineReport(url, alias, named, error.message, error.remedy)


def _rows(collection: Collection) -> int | None:
    try:
        if not collection.client.call("has_collection", collection.name):
            return None
    except NotThere:
        return None
    return collection.count()
