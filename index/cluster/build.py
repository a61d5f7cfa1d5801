"""Write a build to the engine: as a separate collection, which becomes live once it is complete.

Readers ask the collection that their build names, so none ever sees half of one. An alias with the
index's name points to the newest complete one. The previous one is kept until the next rebuild, for readers
that still use it; older ones, and incomplete ones of killed rebuilds, are dropped.
"""

import re
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from corpus.errors import IndexBusy, IndexDamaged, OperationFailed, QAError, SettingsInvalid
from index.cluster.client import Client, NotThere
from index.cluster.collection import Collection
from index.cluster.lock import Owner, WriterLock, alias_target
from index.cluster.search import EngineDense, EngineWords
from index.cluster.terms import QueryTerms
from index.encoder.onnx_encoder import Vectors
from index.settings import EngineSettings
from index.store.articles import ArticleStore

_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]{0,127}")
_BENT = 1e-3
"""Maximum difference of a component of an embedding that is read back."""
_OF_BUILD = re.compile(r"_[0-9]{8}T[0-9]{6}_[0-9a-f]{8}")


class EngineBuild:
    """The collection that one rebuild writes to the engine.

    Args:
        settings: The engine.
        index: The index folder, whose lock is held.
        build: The build's name.
        exact: Whether questions are compared with every passage.

    Raises:
        OperationFailed: If the engine does not answer.
        SettingsInvalid: If the engine's address or collection cannot be used.
    """

    def __init__(self, settings: EngineSettings, index: Path, build: str, *, exact: bool) -> None:
        if not _NAME.fullmatch(settings.collection):
            raise SettingsInvalid(
                f"engine.collection should be letters, digits and underscores, found {settings.collection!r}."
            )
        self._settings = settings
        self._index = index
        self._client = Client(settings)
        self._lock = WriterLock(self._client, settings.collection)
        self.collection = Collection(self._client, f"{settings.collection}_{build.replace('-', '_')}", exact=exact)

    def begin(self, dim: int, *, over: bool = False) -> None:
        """Make the collection and take the lock.

        Args:
            dim: Length of an embedding.
            over: Whether to take the lock from its holder.

        Raises:
            IndexBusy: If another rebuild writes this index in the engine.
            OperationFailed: If a collection of that name belongs to another program.
        """
        alias = self._settings.collection
        if alias_target(self._client, alias) is None and self._client.call("has_collection", alias):
            raise OperationFailed(
                f"The engine at {self._client.url} has a collection {alias} that is not an index of Quotewire.",
                "choose another name with the setting engine.collection",
            )
        self.collection.create(dim, Owner.here(self._index).written())
        try:
            left = self._lock.take(self.collection.name, self._index, over=over)
        except BaseException:
            self._dropped(self.collection.name)
            raise
        live = alias_target(self._client, alias)
        if left not in (None, live):
            self._dropped(left)

    def check(self, count: int, rows: Sequence[int], vectors: Vectors) -> None:
        """Compare the engine's contents with what was written.

        Args:
            count: Passages written.
            rows: Some of them.
            vectors: Their embeddings, shape ``(len(rows), dim)``.

        Raises:
            OperationFailed: If it has another number of them, or other embeddings.
        """
        found = self.collection.count()
        if found != count:
            raise OperationFailed(
                f"The engine at {self._client.url} has {found:,} of {count:,} passages that were written.", "qa rebuild"
            )
        kept = self.collection.vectors(rows)
        for row, vector in zip(rows, vectors, strict=True):
            if row not in kept or not np.allclose(kept[row], vector, atol=_BENT):
                raise OperationFailed(
                    f"The engine at {self._client.url} returns passage {row} differently from what was written.",
                    "qa rebuild",
                )

    def make_live(self, before: str) -> None:
        """Point the index's alias to the new collection, and drop collections without readers.

        Args:
            before: The collection that was live until now; empty if none was. It is kept once more.

        Raises:
            IndexBusy: If another rebuild took the lock over meanwhile.
        """
        name, alias = self.collection.name, self._settings.collection
        self.check_lock()
        if alias_target(self._client, alias) is None:
            self._client.call("create_alias", name, alias)
        else:
            self._client.call("alter_alias", name, alias)
        for stale in self._stale({name, before}):
            self._dropped(stale)

    def check_lock(self) -> None:
        """Check that no other process has taken over the lock."""
        if not self._lock.is_ours(self.collection.name):
            raise IndexBusy("Another rebuild has taken over this index in the engine.", "qa rebuild")

    def end(self, *, live: bool) -> None:
        """Release the lock, and drop the collection of a build that did not become live.

        Args:
            live: Whether the build became live.
        """
        with suppress(QAError):  # what cannot be tidied now, the next rebuild does
            self._lock.give_back(self.collection.name)
            if not live:
                self._dropped(self.collection.name)

    def record(self) -> dict[str, Any]:
        """Return where the build's passages are, for its manifest."""
        address = {name: getattr(self._settings, name) for name in ("kind", "url", "database")}
        return address | {
            "alias": self._settings.collection,
            "collection": self.collection.name,
            "version": self._client.version(),
        }

    def _stale(self, kept: set[str]) -> list[str]:
        """List the index's collections that are no longer needed."""
        prefix = self._settings.collection
        names = [str(name) for name in self._client.call("list_collections")]
        ours = [name for name in names if name.startswith(prefix) and _OF_BUILD.fullmatch(name[len(prefix) :])]
        return sorted(set(ours) - kept)

    def _dropped(self, name: str | None) -> None:
        if name:
            with suppress(NotThere, OperationFailed):
                Collection(self._client, name).drop()


def open_collection(record: dict[str, Any], settings: EngineSettings, *, exact: bool) -> Collection:
    """Open the collection that a build names.

    Args:
        record: As `EngineBuild.record` gave it.
        settings: How to reach the engine; an address here takes precedence over the recorded one.
        exact: Whether questions are compared with every passage.

    Returns:
        The collection; nothing has been read from it yet.

    Raises:
        IndexDamaged: If the record cannot be read.
        OperationFailed: If the engine does not answer.
    """
    try:
        url, name = settings.url or str(record["url"]), str(record["collection"])
        database = settings.database or str(record["database"])
    except KeyError as error:
        raise IndexDamaged(f"The manifest does not contain the engine's {error}.", "qa rebuild") from error
    return Collection(Client(replace(settings, url=url, database=database)), name, exact=exact)


def open_searches(collection: Collection, store: ArticleStore, dim: int, kind: str) -> tuple[EngineDense, EngineWords]:
    """Open both searches of a build.

    Args:
        collection: The build's.
        store: Its finished store.
        dim: Length of an embedding.
        kind: How the embeddings are stored, for display.

    Returns:
        The dense and the lexical search.

    Raises:
        IndexDamaged: If the collection is not there, or the store is of no such build.
        OperationFailed: If the engine does not answer.
    """
    count = collection.count()
    return EngineDense(collection, count, dim, kind), EngineWords(collection, QueryTerms(store), count)
