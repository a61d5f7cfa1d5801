"""txtai over passages: hybrid search and its extractive question answering.

Run by `bench.others` in an environment of its own: ``build`` makes an index of passages,
``ask`` answers questions from it, one JSON line each.
"""

import json
import sys
import time
from pathlib import Path

from txtai import Embeddings
from txtai.pipeline import RAG


def build(work: Path, encoder: str) -> None:
    """Index the passages."""
    lines = (work / "passages.jsonl").read_text(encoding="utf-8").splitlines()
    embeddings = Embeddings(path=encoder, hybrid=True, content=True)
    embeddings.index([(place, json.loads(line)["text"], None) for place, line in enumerate(lines)])
    embeddings.save(str(work / "txtai"))


def ask(work: Path, questions: str, reader: str) -> None:
    """Answer each question; None if its reader has no span."""
    embeddings = Embeddings()
    embeddings.load(str(work / "txtai"))
    answers = RAG(embeddings, reader, gpu=False, task="question-answering", output="flatten")
    for line in (work / questions).read_text(encoding="utf-8").splitlines():
        begun = time.perf_counter()
        try:
            (said,) = answers([json.loads(line)["question"]])
        except TypeError:  # its best token is outside the context, by which a reader predicts that there is no answer
            said = None
        reply = {"answer": said, "confidence": None, "seconds": time.perf_counter() - begun}
        print(json.dumps(reply), flush=True)


if __name__ == "__main__":
    command, folder, *more = sys.argv[1:]
    if command == "build":
        build(Path(folder), *more)
    else:
        ask(Path(folder), *more)
