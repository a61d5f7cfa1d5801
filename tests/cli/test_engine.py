"""An index in Milvus on the command line: same answers, remembered engine, checks, and errors when it is away."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from index.store.layout import IndexFolder
from index.store.manifest import read_manifest

if TYPE_CHECKING:
    from tests.conftest import Run
    from tests.milvus import Milvus

pytestmark = pytest.mark.models

QUESTION = "How long is the mill's new oak shaft?"


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Any:
    return tmp_path_factory.mktemp("engine") / "index"


@pytest.fixture
def made(qa: "Run", data: Path, index: Any, restless_milvus: "Milvus") -> Path:
    """Index the test articles in a server for this module, once."""
    restless_milvus.revive()
    if not index.exists():
        done = qa(
            *("rebuild", data / "articles", "--index", index, "--engine", "milvus"),
            *("--url", restless_milvus.url, "--collection", "mill"),
        )
        assert done.code == 0, done.err
    return index


def collection_of(index: Any) -> Any:
    engine = read_manifest(IndexFolder(index).live()).engine
    assert engine is not None
    return engine["collection"]


@pytest.mark.parametrize("more", [(), ("--title", "mill"), ("--since", "2021", "--lang", "en")], ids=str)
def test_answers_and_citations_are_those_of_the_local_index(
    qa: "Run", made: Path, article_index: Path, more: tuple[str, ...]
) -> None:
    there, here = (
        json.loads(qa("ask", QUESTION, "--json", "--index", folder, *more).out) for folder in (made, article_index)
    )
    assert there["answer"] == here["answer"] == "5.2 metres"
    assert there["confidence"] == pytest.approx(here["confidence"], abs=1e-4)
    for result, expected in zip(there["citations"], here["citations"], strict=True):
        assert (result["title"], result["start"], result["quote"]) == (
            expected["title"],
            expected["start"],
            expected["quote"],
        )


def test_the_index_remembers_its_engine_and_embeds_nothing_again(qa: "Run", made: Path) -> None:
    done = qa("rebuild", "--index", made, "--json")
    assert done.code == 0, done.err
    assert json.loads(done.out)["embedded"] == 0
    assert collection_of(made).startswith("mill_")


def test_status_and_doctor_know_the_engine(qa: "Run", made: Path, restless_milvus: "Milvus") -> None:
    output = qa("status", "--index", made)
    assert f"at {restless_milvus.url}, {collection_of(made)}: " in output.out
    assert json.loads(qa("status", "--index", made, "--json").out)["engine"]["rows"] > 20
    done = qa("doctor", "--index", made)
    assert done.code == 0, done.out
    assert f"mill points to {collection_of(made)}" in done.out


def test_an_engine_that_is_away_ends_in_4_without_a_word_of_the_question(
    qa: "Run", made: Path, restless_milvus: "Milvus", monkeypatch: pytest.MonkeyPatch
) -> None:
    restless_milvus.kill()
    monkeypatch.setenv("QA_ENGINE_SECONDS", "0.5")
    done = qa("ask", QUESTION, "--index", made)
    assert done.code == 4
    assert done.out == ""
    assert f"The engine at {restless_milvus.url} did not answer" in done.err
    assert "engine.seconds" in done.err
    assert "shaft" not in done.err
    assert "Traceback" not in done.err
    assert "engine    unreachable: " in qa("status", "--index", made).out
    broken = qa("doctor", "--index", made)
    assert broken.code == 3
    assert "FAIL  engine" in broken.out


def test_a_collection_that_was_dropped_ends_in_3_and_a_rebuild_mends_it(
    qa: "Run", made: Path, restless_milvus: "Milvus"
) -> None:
    restless_milvus.client().drop_alias("mill")
    restless_milvus.client().drop_collection(collection_of(made))
    done = qa("ask", QUESTION, "--index", made)
    assert done.code == 3
    assert "was dropped, or this is another engine" in done.err
    assert "qa rebuild" in done.err
    assert qa("rebuild", "--index", made).code == 0
    assert qa("ask", QUESTION, "--index", made).out.startswith("5.2 metres")


def test_what_cannot_be_an_engine_ends_in_2(qa: "Run", data: Path, tmp_path: Path) -> None:
    for flags in (["--engine", "milvus"], ["--engine", "milvus", "--url", "http://x:1", "--collection", "a-b"]):
        done = qa("rebuild", data / "articles", "--index", tmp_path / "index", *flags)
        assert done.code == 2, done.err
        assert "engine." in done.err
    assert qa("rebuild", data / "articles", "--engine", "oracle").code == 2
