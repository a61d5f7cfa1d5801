"""Indexes in Milvus whose tests may change them."""

import uuid
from dataclasses import replace

import pytest

from index.rebuild.builder import rebuild
from index.settings import EngineSettings


@pytest.fixture
def rebuilt(articles, tmp_path, index_settings, fakes):
    """Index the test's articles in a Milvus server; gives the encoder, which tells what it encoded."""
    own = f"own_{uuid.uuid4().hex[:8]}"

    def rebuilt(server, name=own, folder=tmp_path / "index", on_progress=lambda _: None, **more):
        options = {key: more.pop(key) for key in list(more) if key != "take_over"}
        engine = EngineSettings("milvus", server.url, name, **({"seconds": 5.0} | options))
        encoder = fakes.FakeEncoder()
        rebuild(folder, [articles], encoder, replace(index_settings, engine=engine), on_progress, **more)
        return encoder

    return rebuilt


@pytest.fixture
def collections(milvus):
    """Name the collections of one index in the shared server."""

    def collections(name):
        return sorted(each for each in milvus.client().list_collections() if each.startswith(f"{name}_2"))

    return collections
