"""Embedding by Ray: the same vectors, and a worker that is killed loses nothing."""

import importlib.util
import json
import os
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from corpus.article import Passage
from corpus.errors import OperationFailed
from index.cluster.workers import Workers
from index.encoder.onnx_encoder import OnnxEncoder
from index.store.layout import IndexFolder
from index.store.rows import StoredPassage

if TYPE_CHECKING:
    from tests.conftest import Run

pytestmark = [
    pytest.mark.models,
    pytest.mark.skipif(importlib.util.find_spec("ray") is None, reason="ray is not installed"),
    pytest.mark.filterwarnings("ignore::ResourceWarning:ray"),
]


@pytest.fixture(scope="module")
def compiled(article_index: Path) -> OnnxEncoder:
    return OnnxEncoder(IndexFolder(article_index).live().encoder)


@pytest.fixture
def workers(compiled: OnnxEncoder) -> Iterator[Workers]:
    pool = Workers("2", compiled)
    yield pool
    pool.close()


def passages(count: Any) -> Any:
    texts = [
        f"Passage {place}: the keeper saw {place * 7} gulls over the harbour." * (1 + place % 3)
        for place in range(count)
    ]
    return [
        StoredPassage(row, Passage("a", row, 0, len(text), text), text, row.to_bytes(16))
        for row, text in enumerate(texts)
    ]


def by_row(blocks: Any) -> Any:
    return {passage.row: vector for block, vectors in blocks for passage, vector in zip(block, vectors, strict=True)}


@pytest.mark.skipif(os.name == "nt", reason="signals are POSIX's")
def test_vectors_are_those_of_the_plain_encoder_also_where_a_worker_is_killed_in_the_middle(
    workers: Workers, compiled: OnnxEncoder
) -> None:
    import ray

    asked = passages(500)
    mapping: dict[Any, Any] = {}
    killed = False
    for block, vectors in workers.encoded(asked):
        mapping |= by_row([(block, vectors)])
        if mapping and not killed:
            killed = True
            os.kill(ray.get(workers.actors[0].process.remote()), signal.SIGKILL)
    assert sorted(mapping) == list(range(500))
    expected = compiled.encode_passages([passage.indexed_text for passage in asked])
    assert min(float(mapping[row] @ expected[row]) for row in mapping) >= 0.9999


def test_a_rebuild_by_workers_embeds_all_and_the_next_nothing_again(
    qa_process: "Run", articles: Path, tmp_path: Path
) -> None:
    made = qa_process("rebuild", articles, "--index", tmp_path / "index", "--workers", "2", "--json")
    assert made.code == 0, made.err
    payload = json.loads(made.out)
    assert payload["embedded"] == payload["passages"] > 20
    again = qa_process("rebuild", "--index", tmp_path / "index", "--json")
    assert json.loads(again.out)["embedded"] == 0


def test_a_cluster_that_is_not_there_is_reported(compiled: OnnxEncoder) -> None:
    with pytest.raises(OperationFailed, match=r"Ray at 127\.0\.0\.1:9 does not answer") as raised:
        list(Workers("127.0.0.1:9", compiled).encoded(passages(1)))
    assert "encoder.workers" in raised.value.remedy
