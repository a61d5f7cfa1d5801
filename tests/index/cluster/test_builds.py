"""A rebuild in an engine: a new collection, an alias that moves, a lock, and no leftovers of interrupted rebuilds."""

import json
from collections.abc import Callable
from dataclasses import asdict, replace
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

import pytest

from corpus.errors import IndexBusy, OperationFailed
from corpus.progress import Progress
from index.build import open_live
from index.cluster.client import Client
from index.cluster.collection import Collection
from index.cluster.lock import Owner
from index.rebuild.builder import rebuild
from index.rebuild.plan import plan
from index.settings import EngineSettings, IndexSettings, RetrievalSettings
from index.store.layout import IndexFolder
from index.store.manifest import read_manifest

if TYPE_CHECKING:
    from tests.fakes import FakeEncoder
    from tests.milvus import Milvus


def live_collection(folder: Any) -> Any:
    engine = read_manifest(IndexFolder(folder).live()).engine
    assert engine is not None
    return engine["collection"]


def alias_of(milvus: Any, name: Any) -> Any:
    return milvus.client().describe_alias(name)["collection_name"]


def test_a_rebuild_moves_the_alias_and_keeps_the_collection_before_for_who_still_reads_it(
    milvus: "Milvus",
    rebuilt: "Callable[..., FakeEncoder]",
    collections: Callable[[str], list[str]],
    tmp_path: Path,
    encoder: "FakeEncoder",
) -> None:
    rebuilt(milvus, "moving")
    reading = open_live(tmp_path / "index", encoder)
    before = live_collection(tmp_path / "index")
    rebuilt(milvus, "moving")
    now = live_collection(tmp_path / "index")
    assert alias_of(milvus, "moving") == now != before
    assert collections("moving") == [before, now]
    assert isinstance(reading.bm25.search("lighthouse lamp", 5), list)
    assert reading.dense.search(encoder.encode_query("lighthouse lamp"), 5)
    reading.store.close()
    rebuilt(milvus, "moving")
    assert collections("moving") == [now, live_collection(tmp_path / "index")]


def test_only_new_text_is_embedded_the_rest_is_taken_from_the_engine(
    milvus: "Milvus", rebuilt: "Callable[..., FakeEncoder]", articles: Path, tmp_path: Path
) -> None:
    first = rebuilt(milvus, "sparing")
    assert len(first.encoded) > 20
    mill = articles / "tide-mill-flour.md"
    mill.write_text(mill.read_text(encoding="utf-8").replace("5.2 metres", "6.1 metres"), encoding="utf-8")
    second = rebuilt(milvus, "sparing")
    assert 0 < len(second.encoded) < 5
    build = open_live(tmp_path / "index", second)
    hit = build.retriever(RetrievalSettings()).retrieve("the mill's new oak shaft of 6.1 metres", 1)[0]
    assert "6.1 metres" in hit.passage.text
    build.store.close()


def test_an_index_moves_into_the_engine_and_back_without_embedding_again(
    milvus: "Milvus",
    rebuilt: "Callable[..., FakeEncoder]",
    articles: Path,
    tmp_path: Path,
    index_settings: IndexSettings,
    fakes: ModuleType,
) -> None:
    rebuilt(milvus, "back")
    encoder = fakes.FakeEncoder()
    rebuild(tmp_path / "index", [articles], encoder, index_settings)
    assert encoder.encoded == []
    assert read_manifest(IndexFolder(tmp_path / "index").live()).engine is None
    assert rebuilt(milvus, "back").encoded == []


def test_a_rebuild_that_is_stopped_leaves_nothing_in_the_engine_and_the_next_goes_on(
    milvus: "Milvus", rebuilt: "Callable[..., FakeEncoder]", collections: Callable[[str], list[str]], tmp_path: Path
) -> None:
    class Enough(Exception):
        pass

    def stop(progress: Progress) -> None:
        if progress.stage == "checking":
            raise Enough

    with pytest.raises(Enough):
        rebuilt(milvus, "stopped", on_progress=stop)
    assert collections("stopped") == []
    assert rebuilt(milvus, "stopped").encoded == []  # they had been kept
    assert collections("stopped") == [live_collection(tmp_path / "index")]


def abandoned(milvus: Any, name: Any, owner: Any, dim: int = 256) -> Any:
    """Create what a killed writer leaves: a collection with its owner, and the lock on it."""
    collection = Collection(Client(EngineSettings("milvus", milvus.url, name)), f"{name}_20200101T000000_0badcafe")
    collection.create(dim, json.dumps(asdict(owner)))
    milvus.client().create_alias(collection.name, f"{name}_writing")
    return collection.name


def test_the_lock_of_a_killed_rebuild_of_the_same_folder_is_taken_over(
    milvus: "Milvus", rebuilt: "Callable[..., FakeEncoder]", collections: Callable[[str], list[str]], tmp_path: Path
) -> None:
    left = abandoned(milvus, "killed", Owner.here(tmp_path / "index"))
    rebuilt(milvus, "killed")
    assert left not in collections("killed")
    assert collections("killed") == [live_collection(tmp_path / "index")]


def test_another_writer_is_refused_with_its_owner_and_age_unless_the_lock_is_taken_over(
    milvus: "Milvus", rebuilt: "Callable[..., FakeEncoder]", collections: Callable[[str], list[str]], tmp_path: Path
) -> None:
    elsewhere = Owner(4711, "another.example", "/srv/index", "2026-01-01T00:00:00+00:00")
    left = abandoned(milvus, "taken", elsewhere)
    with pytest.raises(IndexBusy, match=r"process 4711 on another\.example for /srv/index, for [\d.]+ h") as refused:
        rebuilt(milvus, "taken")
    assert "taking over" in refused.value.remedy
    assert collections("taken") == [left]
    rebuilt(milvus, "taken", take_over=True)
    assert collections("taken") == [live_collection(tmp_path / "index")]


def test_a_rebuild_whose_lock_was_taken_over_does_not_become_live(
    milvus: "Milvus", rebuilt: "Callable[..., FakeEncoder]", collections: Callable[[str], list[str]], tmp_path: Path
) -> None:
    rebuilt(milvus, "fenced")
    live = live_collection(tmp_path / "index")

    def usurp(progress: Progress) -> None:
        if progress.stage == "checking" and "other" not in seen:
            seen.add("other")
            client = milvus.client()
            client.alter_alias(live, "fenced_writing")

    seen: set[str] = set()
    with pytest.raises(IndexBusy, match="taken over"):
        rebuilt(milvus, "fenced", on_progress=usurp)
    assert live_collection(tmp_path / "index") == alias_of(milvus, "fenced") == live
    milvus.client().drop_alias("fenced_writing")
    assert collections("fenced") == [live]


def test_a_collection_of_somebody_elses_is_not_touched(milvus: "Milvus", rebuilt: "Callable[..., FakeEncoder]") -> None:
    client = milvus.client()
    client.create_collection("theirs", dimension=4)
    with pytest.raises(OperationFailed, match="not an index of Quotewire"):
        rebuilt(milvus, "theirs")
    assert client.has_collection("theirs")


def test_a_dry_run_writes_nothing_to_the_engine(
    milvus: "Milvus",
    rebuilt: "Callable[..., FakeEncoder]",
    articles: Path,
    tmp_path: Path,
    index_settings: IndexSettings,
    fakes: ModuleType,
) -> None:
    rebuilt(milvus, "planned")
    before = milvus.client().list_collections()
    engine = EngineSettings("milvus", milvus.url, "planned")
    encoder = fakes.FakeEncoder()
    result = plan(tmp_path / "index", [articles], encoder, replace(index_settings, engine=engine))
    assert result.embedded == 0
    assert sorted(milvus.client().list_collections()) == sorted(before)
