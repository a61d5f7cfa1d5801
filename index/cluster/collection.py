"""One build's passages as a collection of the engine."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from index.cluster.client import Client, NotLoaded, NotThere, missing
from index.encoder.onnx_encoder import Vectors

OWNER = "quotewire.owner"
"""Property of a collection: who writes it, as JSON."""
MOST = 16_384
"""Maximum number of passages that an engine returns for one question."""
_LONG = 24 * 3600.0
"""Time limit in seconds for preparing a collection: graphs over many millions of vectors take hours."""
_GRAPH_FROM = 100_000
"""Number of passages above which vectors are searched through a graph; up to it, all are compared."""
_GRAPH = {"M": 16, "efConstruction": 200}
_DEEPER = 4
"""Candidates collected from a graph for each passage wanted; the resulting recall has not been measured."""


class Collection:
    """A collection of passages: made once, written once, then only read.

    Args:
        client: The engine.
        name: The collection's own name; no alias.
        exact: Whether each question is compared with every passage, however many.
    """

    def __init__(self, client: Client, name: str, *, exact: bool = False) -> None:
        self.client = client
        self.name = name
        self._exact = exact

    def create(self, dim: int, owner: str) -> None:
        """Create the collection, empty.

        Args:
            dim: Length of an embedding.
            owner: Who writes it, as JSON.
        """
        from pymilvus import CollectionSchema, DataType, FieldSchema

        fields = [
            FieldSchema("row", DataType.INT64, is_primary=True),
            FieldSchema("article", DataType.INT64),
            FieldSchema("published", DataType.VARCHAR, max_length=10),
            FieldSchema("lang", DataType.VARCHAR, max_length=16),
            FieldSchema("dense", DataType.FLOAT_VECTOR, dim=dim),
            FieldSchema("words", DataType.SPARSE_FLOAT_VECTOR),
        ]
        schema = CollectionSchema(fields, description=owner)
        self.client.call("create_collection", self.name, schema=schema, properties={OWNER: owner})

    def write(self, rows: Sequence[Mapping[str, Any]]) -> None:
        """Write passages; an existing row is replaced, so writing may be repeated."""
        self.client.call("upsert", self.name, list(rows), within=10 * self.client.seconds)

    def finish(self, count: int) -> None:
        """Flush everything that was written, and prepare it for searching.

        Args:
            count: Passages written.
        """
        from pymilvus.milvus_client import IndexParams

        self.client.call("flush", self.name, within=_LONG)
        dense = {"index_type": "FLAT"} if self._compares_all(count) else {"index_type": "HNSW", "params": _GRAPH}
        indexes = IndexParams()
        indexes.add_index("dense", metric_type="IP", **dense)
        indexes.add_index("words", index_type="SPARSE_INVERTED_INDEX", metric_type="IP")
        self.client.call("create_index", self.name, indexes, within=_LONG)
        self.client.call("load_collection", self.name, within=_LONG)

    def kind(self, count: int) -> str:
        """Describe how embeddings are stored, for display."""
        return "float32 in Milvus" if self._compares_all(count) else "float32 in a graph (HNSW) in Milvus"

    def _compares_all(self, count: int) -> bool:
        return self._exact or count <= _GRAPH_FROM

    def count(self) -> int:
        """Count the passages that can be searched."""
        (found,) = self._asked("query", filter="", output_fields=["count(*)"], consistency_level="Strong")
        return int(found["count(*)"])

    def nearest(self, field: str, query: Any, k: int, where: str) -> list[tuple[int, float]]:
        """Find the passages with the greatest inner products.

        Args:
            field: ``dense`` or ``words``.
            query: A vector of that field.
            k: Most to give.
            where: A condition; empty for none.

        Returns:
            Rows and products, as the engine orders them.
        """
        few = max(min(k, MOST), 1)
        inner = {"ef": min(_DEEPER * few, 32_768)} if field == "dense" else {}
        found = self._asked(
            "search",
            [query],
            anns_field=field,
            limit=few,
            filter=where,
            output_fields=["row"],
            search_params={"metric_type": "IP", "params": inner},
            consistency_level="Eventually",  # nothing is written to it any more
        )
        return [(int(hit["row"]), float(hit["distance"])) for hit in found[0]]

    def vectors(self, rows: Sequence[int]) -> dict[int, Vectors]:
        """Fetch the embeddings of some rows; those that are not there are left out."""
        found = self._asked("query", ids=list(rows), output_fields=["dense"], consistency_level="Eventually")
        return {int(each["row"]): np.asarray(each["dense"], np.float32) for each in found}

    def drop(self) -> None:
        """Remove it."""
        self.client.call("drop_collection", self.name)

    def _asked(self, method: str, *arguments: Any, **named: Any) -> Any:
        """Make a call; if the engine has restarted and not loaded the collection, load it first."""
        try:
            try:
                return self.client.call(method, self.name, *arguments, **named)
            except NotLoaded:
                self.client.call("load_collection", self.name)
                return self.client.call(method, self.name, *arguments, **named)
        except NotThere as error:
            raise missing(self.name, self.client.url) from error
