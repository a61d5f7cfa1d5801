"""Haystack over passages: BM25 and embeddings combined, then its extractive reader.

Run by `bench.others` in an environment of its own: ``build`` makes an index of passages,
``ask`` answers questions from it, one JSON line each.
"""

import json
import sys
import time
from pathlib import Path

from haystack import Document
from haystack.components.embedders import SentenceTransformersDocumentEmbedder, SentenceTransformersTextEmbedder
from haystack.components.joiners import DocumentJoiner
from haystack.components.readers import ExtractiveReader
from haystack.components.retrievers.in_memory import InMemoryBM25Retriever, InMemoryEmbeddingRetriever
from haystack.document_stores.in_memory import InMemoryDocumentStore

_K = 20


def build(work: Path, encoder: str) -> None:
    """Index the passages."""
    lines = (work / "passages.jsonl").read_text(encoding="utf-8").splitlines()
    documents = [Document(content=json.loads(line)["text"]) for line in lines]
    embedder = SentenceTransformersDocumentEmbedder(model=encoder, progress_bar=False)
    embedder.warm_up()
    store = InMemoryDocumentStore()
    store.write_documents(embedder.run(documents)["documents"])
    store.save_to_disk(str(work / "haystack.json"))
    (work / "haystack.encoder").write_text(encoder, encoding="utf-8")


def ask(work: Path, questions: str, reader: str) -> None:
    """Answer each question; None if "no answer" is the likeliest."""
    store = InMemoryDocumentStore.load_from_disk(str(work / "haystack.json"))
    encoder = (work / "haystack.encoder").read_text(encoding="utf-8")
    embedder = SentenceTransformersTextEmbedder(model=encoder, progress_bar=False)
    answers = ExtractiveReader(model=reader, no_answer=True)
    for part in (embedder, answers):
        part.warm_up()
    words, meaning = InMemoryBM25Retriever(store, top_k=_K), InMemoryEmbeddingRetriever(store, top_k=_K)
    joiner = DocumentJoiner(join_mode="reciprocal_rank_fusion", top_k=_K)
    for line in (work / questions).read_text(encoding="utf-8").splitlines():
        begun = time.perf_counter()
        question = json.loads(line)["question"]
        near = meaning.run(query_embedding=embedder.run(question)["embedding"])["documents"]
        found = joiner.run(documents=[words.run(query=question)["documents"], near])["documents"]
        given = answers.run(query=question, documents=found)["answers"]
        first = max(given, key=lambda document: document.score)
        silent = next((document.score for document in given if document.data is None), 0.0)
        reply = {"answer": first.data, "confidence": 1 - silent, "seconds": time.perf_counter() - begun}
        print(json.dumps(reply), flush=True)


if __name__ == "__main__":
    command, folder, *more = sys.argv[1:]
    if command == "build":
        build(Path(folder), *more)
    else:
        ask(Path(folder), *more)
