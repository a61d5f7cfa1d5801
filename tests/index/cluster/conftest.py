"""Indexes in Milvus whose tests may change them."""

import uuid
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

import pytest

from index.rebuild.builder import rebuild
from index.settings import EngineSettings, IndexSettings

if TYPE_CHECKING:
    from tests.fakes import FakeEncoder
    from tests.milvus import Milvus


@pytest.fixture
def rebuilt(
    articles: Path, tmp_path: Path, index_settings: IndexSettings, fakes: ModuleType
) -> "Callable[..., FakeEncoder]":
    """Index the test's articles in a Milvus server; return the encoder, which records what it encoded."""
    own = f"own_{uuid.uuid4().hex[:8]}"

    def rebuilt(
        server: Any, name: Any = own, folder: Any = tmp_path / "index", on_progress: Any = lambda _: None, **more: Any
    ) -> Any:
        options = {key: more.pop(key) for key in list(more) if key != "take_over"}
        engine = EngineSettings("milvus", server.url, name, **({"seconds": 5.0} | options))
        encoder = fakes.FakeEncoder()
        rebuild(folder, [articles], encoder, replace(index_settings, engine=engine), on_progress, **more)
        return encoder

    return rebuilt


@pytest.fixture
def collections(milvus: "Milvus") -> Callable[[str], list[str]]:
    """List the collections of one index in the shared server."""

    def collections(name: Any) -> Any:
        return sorted(
            collection for collection in milvus.client().list_collections() if collection.startswith(f"{name}_2")
        )

    return collections
