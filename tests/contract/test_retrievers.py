"""The contract of every retriever: the same tests for dense, BM25 and hybrid search, in files and in Milvus."""

import json
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from index.build import Build, open_live
from index.filters import read_filter
from index.retrieval.retriever import HybridRetriever
from index.settings import RetrievalSettings
from qa.engine import Engine

if TYPE_CHECKING:
    from tests.fakes import FakeEncoder


@pytest.fixture(params=["shared_index", "engine_index"], ids=["in files", "in Milvus"])
def build(request: pytest.FixtureRequest, encoder: "FakeEncoder") -> Iterator[Build]:
    opened = open_live(request.getfixturevalue(request.param), encoder)
    yield opened
    opened.store.close()


@pytest.fixture(params=[1.0, 0.0, 0.4], ids=["dense", "BM25", "hybrid"])
def retriever(request: pytest.FixtureRequest, build: Build) -> HybridRetriever:
    return build.retriever(RetrievalSettings(dense_weight=request.param))


QUESTIONS = (
    "How long is the mill's new oak shaft?",
    "When did the night bus leave Fenmouth station?",
    "the",
    "Old Mischief",
    "山猫そば",
    "zeppelin",
)


@pytest.mark.parametrize("question", QUESTIONS)
def test_hits_are_ranked_from_one_with_scores_that_never_rise(retriever: HybridRetriever, question: str) -> None:
    hits = retriever.retrieve(question, 10)
    assert [hit.rank for hit in hits] == list(range(1, len(hits) + 1))
    scores = [hit.score for hit in hits]
    assert scores == sorted(scores, reverse=True)
    assert all(-1e-6 <= score <= 1 + 1e-6 for score in scores)


@pytest.mark.parametrize("question", QUESTIONS)
def test_no_passage_is_given_twice(retriever: HybridRetriever, question: str) -> None:
    passages = [hit.passage for hit in retriever.retrieve(question, 50)]
    assert len(set(passages)) == len(passages)


@pytest.mark.parametrize("k", [1, 3, 10, 100_000])
def test_no_more_than_k_hits_come_back(retriever: HybridRetriever, build: Build, k: int) -> None:
    hits = retriever.retrieve("the lighthouse lamp", k)
    assert 1 <= len(hits) <= min(k, build.manifest.passages)


def test_fewer_hits_are_the_first_of_more(retriever: HybridRetriever) -> None:
    assert retriever.retrieve("lighthouse repairs", 3) == retriever.retrieve("lighthouse repairs", 10)[:3]


@pytest.mark.parametrize("question", QUESTIONS)
def test_the_same_question_has_the_same_hits(retriever: HybridRetriever, question: str) -> None:
    assert retriever.retrieve(question, 10) == retriever.retrieve(question, 10)


def test_each_hit_is_a_passage_of_its_article(retriever: HybridRetriever, build: Build) -> None:
    for hit in retriever.retrieve("the lighthouse lamp at dusk", 20):
        article = build.store.article(hit.passage.article_id)
        assert article.text[hit.passage.start : hit.passage.end] == hit.passage.text


def test_both_parts_of_a_score_are_reported(retriever: HybridRetriever) -> None:
    for hit in retriever.retrieve("lighthouse lamp", 10):
        assert set(hit.scores) == {"dense", "bm25"}
        assert -1 - 1e-6 <= hit.scores["dense"] <= 1 + 1e-6
        assert hit.scores["bm25"] >= 0


def test_the_passage_that_shares_the_questions_words_is_first(retriever: HybridRetriever) -> None:
    hit, *_ = retriever.retrieve("a new oak shaft, 5.2 metres long, which came from a sawmill in Pellerton", 5)
    assert "5.2 metres" in hit.passage.text


def test_most_questions_find_their_article_among_the_first_five(
    retriever: HybridRetriever, build: Build, data: Path
) -> None:
    lines = (data / "questions.jsonl").read_text(encoding="utf-8").splitlines()
    answered = [entry for entry in map(json.loads, lines) if entry["answers"]]
    result = 0
    for entry in answered:
        paths = [build.store.article(hit.passage.article_id).path for hit in retriever.retrieve(entry["question"], 5)]
        result += any(path.endswith(entry["path"]) for path in paths)
    assert result >= 0.8 * len(answered)


def test_threads_may_retrieve_side_by_side_over_one_build(engine: Engine) -> None:
    expected = engine.retrieve("lighthouse lamp", 5)
    collected: list[bool] = []

    def retrieve() -> None:
        collected.extend(engine.retrieve("lighthouse lamp", 5) == expected for _ in range(10))

    threads = [threading.Thread(target=retrieve) for _ in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert collected == [True] * 50


@pytest.mark.parametrize("asked", ["How long is the mill's new oak schaft?", "the lighthuose lamp", "the zepelin"])
def test_misspelt_words_are_read_the_same(
    shared_index: Path, engine_index: Path, encoder: "FakeEncoder", asked: str
) -> None:
    here, there = (open_live(folder, encoder) for folder in (shared_index, engine_index))
    assert there.speller().respelt(asked) == here.speller().respelt(asked)
    here.store.close()
    there.store.close()


FILTERS: tuple[dict[str, str], ...] = (
    {},
    {"since": "2020"},
    {"until": "2021-06-30"},
    {"since": "2019", "lang": "en"},
    {"title": "lighthouse"},
    {"path": "mill"},
    {"source": "nobody"},
)
NEAR = 1e-5
"""By how much scores may differ that were added up in another order."""


def by_passage(hits: Any, last: Any) -> Any:
    """Map each passage to its story and scores; hits with the last score are left out, as ties are arbitrary."""
    return {
        (hit.passage.article_id, hit.passage.start): (hit.story, *(hit.scores[name] for name in ("dense", "bm25")))
        for hit in hits
        if hit.score > last
    }


@pytest.mark.parametrize("where", FILTERS, ids=str)
@pytest.mark.parametrize("weight", [1.0, 0.0, 0.4], ids=["dense", "BM25", "hybrid"])
def test_files_and_milvus_give_the_same_hits_in_the_same_order(
    shared_index: Path, engine_index: Path, encoder: "FakeEncoder", data: Path, weight: float, where: dict[str, str]
) -> None:
    lines = (data / "questions.jsonl").read_text(encoding="utf-8").splitlines()
    here, there = (open_live(folder, encoder) for folder in (shared_index, engine_index))
    asked = [*QUESTIONS, *(json.loads(line)["question"] for line in lines)]
    settings = RetrievalSettings(dense_weight=weight)
    local, engine = here.retriever(settings), there.retriever(settings)
    for question in asked:
        expected, result = (retriever.retrieve(question, 20, read_filter(where)) for retriever in (local, engine))
        assert [hit.score for hit in result] == pytest.approx([hit.score for hit in expected], abs=NEAR), question
        last = expected[-1].score + NEAR if expected else 0
        first, second = by_passage(expected, last), by_passage(result, last)
        assert first.keys() == second.keys(), question
        for passage, (story, *scores) in first.items():
            assert second[passage][0] == story
            assert second[passage][1:] == pytest.approx(scores, abs=10 * NEAR)
    here.store.close()
    there.store.close()
