"""An engine that is away, slow, restarted or replaced: reported in time, with a remedy, and without loss."""

import shutil
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from corpus.errors import IndexDamaged, OperationFailed, SettingsInvalid
from index.build import open_live
from index.cluster.client import Client
from index.retrieval.retriever import Retriever
from index.settings import EngineSettings, RetrievalSettings
from index.store.layout import IndexFolder
from index.store.manifest import read_manifest

if TYPE_CHECKING:
    from tests.conftest import Run
    from tests.fakes import FakeEncoder
    from tests.milvus import Milvus

QUESTION = "the mill's new oak shaft"


@pytest.fixture
def opened(encoder: "FakeEncoder") -> Iterator[Callable[..., Retriever]]:
    """Open an index in an engine, to be closed after the test."""
    builds = []

    def opened(folder: Path, **options: Any) -> Any:
        builds.append(open_live(folder, encoder, EngineSettings(**({"seconds": 8.0} | options))))
        return builds[-1].retriever(RetrievalSettings())

    yield opened
    for build in builds:
        build.store.close()


def test_an_engine_that_is_away_is_reported_with_its_address_and_within_the_time_limit(
    own_milvus: "Milvus", rebuilt: "Callable[..., FakeEncoder]", opened: Callable[..., Retriever], tmp_path: Path
) -> None:
    rebuilt(own_milvus)
    own_milvus.kill()
    with pytest.raises(OperationFailed, match=rf"{own_milvus.url} did not answer \w+ within 0.5 s") as raised:
        opened(tmp_path / "index", seconds=0.5)
    assert "engine.url" in raised.value.remedy


def test_a_restart_between_and_in_the_middle_of_questions_is_waited_for(
    own_milvus: "Milvus", rebuilt: "Callable[..., FakeEncoder]", opened: Callable[..., Retriever], tmp_path: Path
) -> None:
    rebuilt(own_milvus)
    retriever = opened(tmp_path / "index", seconds=60.0)
    expected = retriever.retrieve(QUESTION, 5)
    own_milvus.kill()
    own_milvus.start()
    assert retriever.retrieve(QUESTION, 5) == expected
    own_milvus.kill()
    again = threading.Timer(0.5, own_milvus.start)
    again.start()
    assert retriever.retrieve(QUESTION, 5) == expected
    again.join()


def test_a_frozen_engine_is_given_up_in_time_and_answers_again_when_it_goes_on(
    own_milvus: "Milvus", rebuilt: "Callable[..., FakeEncoder]", opened: Callable[..., Retriever], tmp_path: Path
) -> None:
    rebuilt(own_milvus)
    retriever = opened(tmp_path / "index", seconds=1.5)
    expected = retriever.retrieve(QUESTION, 5)
    own_milvus.freeze()
    with pytest.raises(OperationFailed, match="did not answer"):
        retriever.retrieve(QUESTION, 5)
    own_milvus.thaw()
    assert retriever.retrieve(QUESTION, 5) == expected


def test_a_restart_in_the_middle_of_a_rebuild_loses_nothing(
    own_milvus: "Milvus", rebuilt: "Callable[..., FakeEncoder]", opened: Callable[..., Retriever], tmp_path: Path
) -> None:
    restarted: list[Any] = []

    def restart(progress: Any) -> None:
        if progress.stage in ("indexing", "embedding") and not restarted:
            restarted.append(progress)
            own_milvus.kill()
            own_milvus.start()

    rebuilt(own_milvus, seconds=60.0, on_progress=restart)
    assert restarted
    result = read_manifest(IndexFolder(tmp_path / "index").live())
    assert opened(tmp_path / "index").retrieve(QUESTION, 5)
    assert result.engine is not None
    assert own_milvus.client().query(
        result.engine["collection"], filter="row >= 0", output_fields=["row"], limit=10_000
    )
    assert own_milvus.client().get_collection_stats(result.engine["collection"])["row_count"] == result.passages


def test_a_rebuild_whose_engine_goes_away_leaves_the_index_as_it_was(
    own_milvus: "Milvus", rebuilt: "Callable[..., FakeEncoder]", opened: Callable[..., Retriever], tmp_path: Path
) -> None:
    rebuilt(own_milvus)
    before = IndexFolder(tmp_path / "index").live()

    def away(progress: Any) -> None:
        if progress.stage == "indexing":
            own_milvus.kill()

    with pytest.raises(OperationFailed, match="did not answer"):
        rebuilt(own_milvus, seconds=0.5, on_progress=away)
    assert IndexFolder(tmp_path / "index").live() == before
    own_milvus.start()
    assert opened(tmp_path / "index", seconds=60.0).retrieve(QUESTION, 5)
    assert rebuilt(own_milvus, seconds=60.0).encoded == []


def collection_of(index: Path) -> Any:
    engine = read_manifest(IndexFolder(index).live()).engine
    assert engine is not None
    return engine["collection"]


def test_a_collection_that_was_dropped_is_reported_as_damage(
    milvus: "Milvus", rebuilt: "Callable[..., FakeEncoder]", opened: Callable[..., Retriever], tmp_path: Path
) -> None:
    rebuilt(milvus, "dropped")
    milvus.client().drop_collection(collection_of(tmp_path / "index"))
    with pytest.raises(IndexDamaged, match="was dropped, or this is another engine") as raised:
        opened(tmp_path / "index")
    assert raised.value.remedy.startswith("qa rebuild")


def test_a_collection_with_other_rows_is_reported_as_damage(
    milvus: "Milvus", rebuilt: "Callable[..., FakeEncoder]", opened: Callable[..., Retriever], tmp_path: Path
) -> None:
    rebuilt(milvus, "fewer")
    milvus.client().delete(collection_of(tmp_path / "index"), ids=[0, 1, 2])
    with pytest.raises(IndexDamaged, match="count different numbers of passages"):
        opened(tmp_path / "index")


def test_an_engine_that_moved_is_found_at_the_address_of_the_settings(
    milvus: "Milvus", rebuilt: "Callable[..., FakeEncoder]", opened: Callable[..., Retriever], tmp_path: Path
) -> None:
    rebuilt(milvus, "moved")
    build = IndexFolder(tmp_path / "index").live()
    manifest = read_manifest(build)
    shutil.copyfile(build.manifest, tmp_path / "kept.json")
    assert manifest.engine is not None
    away = {**manifest.engine, "url": "http://127.0.0.1:9"}
    replace(manifest, engine=away).write(build)
    assert opened(tmp_path / "index", url=milvus.url).retrieve(QUESTION, 5)


def test_without_the_client_library_it_is_named(script: "Run", milvus: "Milvus") -> None:
    done = script(
        "import sys; sys.modules['pymilvus'] = None\n"
        "from index.cluster.client import Client; from index.settings import EngineSettings\n"
        "try: Client(EngineSettings('milvus', sys.argv[1]))\n"
        "except Exception as error: print(type(error).__name__, error.message, error.remedy)",
        milvus.url,
    )
    assert done.out.strip() == (
        'OperationFailed pymilvus, which speaks to Milvus, is not installed. pip install "quotewire[cluster]"'
    )


@pytest.mark.parametrize(
    "url", ["", "milvus.example:19530", "ftp://milvus.example", "http://", "http://user:pass@host:1"]
)
def test_an_address_that_cannot_be_used_is_reported_without_its_password(url: str) -> None:
    with pytest.raises(SettingsInvalid, match=r"engine\.url") as raised:
        Client(EngineSettings("milvus", url))
    assert "pass" not in raised.value.message.replace("password", "")
