"""Real articles and questions are ranked in Milvus as they are in files."""

import csv
import json
import lzma
import os
import shutil
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from index.build import Build, open_live
from index.encoder.onnx_encoder import OnnxEncoder
from index.filters import Filter
from index.rebuild.builder import rebuild
from index.settings import EngineSettings, IndexSettings, RetrievalSettings
from index.store.layout import IndexFolder
from qa.evaluation.ranking import ndcg

if TYPE_CHECKING:
    from tests.milvus import Milvus

DATA = Path(os.environ.get("QUOTEWIRE_DATA") or Path(__file__).parents[4] / "shared" / "data")
K = 20
QUESTIONS = 30

pytestmark = [
    pytest.mark.models,
    pytest.mark.skipif(not DATA.is_dir(), reason="the data sets are not beside the repository"),
]


@dataclass(frozen=True)
class Asked:
    """A question, and the titles of the articles that answer it."""

    text: str
    titles: frozenset[str]


def rows(name: str) -> Iterator[dict[str, Any]]:
    with lzma.open(DATA / f"{name}.jsonl.xz", "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def wikinews() -> tuple[list[dict[str, Any]], list[Asked]]:
    articles = list(islice(rows("wikinews"), 50))
    asked = [
        Asked(row["question"], frozenset([articles[int(row["article"])]["title"]]))
        for row in rows("wikinews_questions")
        if int(row["article"]) < len(articles) and row["answers"]
    ]
    return [{"title": row["title"], "text": row["text"]} for row in articles], asked[:QUESTIONS]


def scifact() -> tuple[list[dict[str, Any]], list[Asked]]:
    with (DATA / "scifact_qrels_test.tsv").open(encoding="utf-8", newline="") as file:
        judged = [(row["query-id"], row["corpus-id"]) for row in csv.DictReader(file, delimiter="\t")]
    queries = list(dict.fromkeys(query for query, _ in judged))[:QUESTIONS]
    relevant = {query: {document for own, document in judged if own == query} for query in queries}
    wanted = set().union(*relevant.values())
    documents = {row["_id"]: row for row in rows("scifact_corpus")}
    others = islice((name for name in documents if name not in wanted), 100)
    words = {row["_id"]: row["text"] for row in rows("scifact_queries") if row["_id"] in relevant}
    articles = [{"title": documents[name]["title"], "text": documents[name]["text"]} for name in [*wanted, *others]]
    asked = [Asked(words[query], frozenset(documents[name]["title"] for name in relevant[query])) for query in queries]
    return articles, asked


@pytest.fixture(scope="module", params=[wikinews, scifact], ids=["wikinews", "scifact"])
def both(
    request: pytest.FixtureRequest, milvus: "Milvus", article_index: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Build, Build, list[Asked]]]:
    """The same articles in files and in Milvus, with the encoder that ships."""
    articles, asked = request.param()
    folder = tmp_path_factory.mktemp("ranked")
    (folder / "articles").mkdir()
    lines = "".join(json.dumps(article) + "\n" for article in articles)
    (folder / "articles" / "all.jsonl").write_text(lines, encoding="utf-8")
    encoder = OnnxEncoder(IndexFolder(article_index).live().encoder)
    engine = EngineSettings("milvus", milvus.url, f"ranked_{uuid.uuid4().hex[:8]}")
    rebuild(folder / "files", [folder / "articles"], encoder, IndexSettings())
    shutil.copytree(folder / "files", folder / "milvus")  # takes its vectors from the first
    rebuild(folder / "milvus", [folder / "articles"], encoder, replace(IndexSettings(), engine=engine))
    files, there = open_live(folder / "files", encoder), open_live(folder / "milvus", encoder, engine)
    yield files, there, asked
    files.store.close()
    there.store.close()


def ranked(build: Build, question: str) -> list[tuple[str, int, float]]:
    """Retrieve; hits with the same score are put in an order of their own."""
    hits = build.retriever(RetrievalSettings()).retrieve(question, K)
    entries = [(hit.passage.article_id, hit.passage.start, round(hit.score, 4)) for hit in hits]
    return sorted(entries, key=lambda hit: (-hit[2], hit[0], hit[1]))


def titles(build: Build, question: str) -> list[str]:
    entries = [name for name, _, _ in ranked(build, question)]
    known = build.store.titles(entries)
    return list(dict.fromkeys(known[name] for name in entries))


def test_the_same_passages_come_in_the_same_order(both: tuple[Build, Build, list[Asked]]) -> None:
    files, there, asked = both
    assert len(asked) == QUESTIONS
    for question in asked:
        assert ranked(there, question.text) == ranked(files, question.text)


def test_the_relevant_articles_are_ranked_as_high(both: tuple[Build, Build, list[Asked]]) -> None:
    files, there, asked = both
    gains = [[ndcg(question.titles, titles(build, question.text)) for question in asked] for build in (files, there)]
    here, elsewhere = (sum(own) / len(own) for own in gains)
    assert here > 0.6
    assert abs(here - elsewhere) <= 0.003


def test_a_filter_by_named_articles_lets_the_same_through(both: tuple[Build, Build, list[Asked]]) -> None:
    files, there, asked = both
    names = list(dict.fromkeys(name for name, _, _ in ranked(files, asked[0].text)))[1:3]
    where = Filter(among=tuple(names))
    found = [build.retriever(RetrievalSettings()).retrieve(asked[0].text, K, where) for build in (files, there)]
    assert {hit.passage.article_id for hit in found[0]} == set(names)
    assert {hit.passage for hit in found[0]} == {hit.passage for hit in found[1]}
