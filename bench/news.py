"""Recall on news-quiz questions over full news articles: BM25, dense and fused.

See `bench.support.silver` for the definition of a right passage.
"""

import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from bench.support.building import Collection, RememberingEncoder, collect, compiled_encoder, cut
from bench.support.measures import recalls, words
from bench.support.report import Options, Report, Table, script, shown
from bench.support.silver import QuizQuestion, quiz
from corpus.article import Passage
from corpus.settings import ChunkingSettings

_QUESTIONS = 480
_EACH = 3
_K = 20


def measure(options: Options) -> Report:
    """Index the articles of some questions, and ask all of these."""
    encoder = compiled_encoder(options.cache)
    articles, questions = quiz(options.data, _QUESTIONS, _EACH)
    with tempfile.TemporaryDirectory() as folder:
        collection = collect(Path(folder), articles, cut(articles, encoder, ChunkingSettings()), encoder)
        table = tuple(
            (name, *(f"{value:.3f}" for value in _recalls(questions, search)))
            for name, search in _searches(collection, encoder).items()
        )
        collection.store.close()
    head = ("", "answer in 1", "in 5", "in 20", "article in 1", "in 5", "in 20")
    return Report(
        figures=(
            shown("news, answer's words in the first 5 passages, fused", float(table[-1][2]), digits=3),
            shown("news, answer's words in the first 20 passages, fused", float(table[-1][3]), digits=3),
        ),
        notes=(
            f"{len(articles):,} articles, {len(collection.passages):,} passages, {len(questions)} questions. "
            "Silver relevance: an answer's words in any passage, or any passage of an article found for the question.",
        ),
        tables=(Table(head, table),),
    )


def _searches(collection: Collection, encoder: RememberingEncoder) -> dict[str, Callable[[str], list[Passage]]]:
    retriever = collection.retriever(encoder)
    passages = collection.passages
    return {
        "BM25": lambda text: [passages[row] for row, _ in collection.bm25.search(text, _K)],
        "dense": lambda text: [passages[row] for row, _ in collection.dense.search(encoder.encode_query(text), _K)],
        "fused": lambda text: [hit.passage for hit in retriever.retrieve(text, _K)],
    }


def _recalls(questions: Sequence[QuizQuestion], search: Callable[[str], list[Passage]]) -> list[float]:
    found = [(question, search(question.text)) for question in questions]
    answers = [_first([_says(passage, question) for passage in hits]) for question, hits in found]
    articles = [_first([passage.article_id in question.article_ids for passage in hits]) for question, hits in found]
    return recalls(answers) + recalls(articles)


def _says(passage: Passage, question: QuizQuestion) -> bool:
    text = words(passage.text)
    return any(answer in text for answer in question.answers)


def _first(right: Sequence[bool]) -> int | None:
    return right.index(True) + 1 if True in right else None


if __name__ == "__main__":
    script(measure, __doc__)
