"""The text prepended to a passage for the encoder and BM25: nothing, the title, or title and date.

On news articles, which have dates. See `bench.support.silver` for the definition of a right passage; the
answer must be in a passage's own text, so one in its title does not count.
"""

import tempfile
from collections.abc import Sequence
from pathlib import Path

from bench.support.building import Before, RememberingEncoder, collect, compiled_encoder, cut
from bench.support.measures import recalls, words
from bench.support.report import Options, Report, Table, script
from bench.support.silver import QuizQuestion, quiz
from corpus.article import Article, Passage
from corpus.settings import ChunkingSettings
from index.store.rows import indexed_text

_QUESTIONS = 240
_EACH = 2
_K = 20


def measure(options: Options) -> Report:
    """Index the same passages three times."""
    encoder = compiled_encoder(options.cache)
    articles, questions = quiz(options.data, _QUESTIONS, _EACH)
    variants: dict[str, Before] = {"nothing": nothing, "title": title, "title and date": indexed_text}
    table = tuple((name, *_tried(articles, questions, encoder, before)) for name, before in variants.items())
    return Report(
        figures=(),
        tables=(Table(("before", "passages", "R@1", "R@5", "R@20"), table),),
        notes=(
            f"{len(articles)} news articles, {len(questions)} questions, fused. R@k: an answer's words in one of the "
            "first k passages that belong to an article found for the question.",
        ),
    )


def nothing(_title: str, _published: str | None, text: str) -> str:
    """Prepend nothing."""
    return text


def title(title: str, _published: str | None, text: str) -> str:
    """Prepend the title."""
    return indexed_text(title, None, text)


def _tried(
    articles: Sequence[Article], questions: Sequence[QuizQuestion], encoder: RememberingEncoder, before: Before
) -> tuple[str, ...]:
    with tempfile.TemporaryDirectory() as folder:
        passages = cut(articles, encoder, ChunkingSettings())
        collection = collect(Path(folder), articles, passages, encoder, before)
        retriever = collection.retriever(encoder)
        found = [(question, retriever.retrieve(question.text, _K)) for question in questions]
        ranks = [_rank(question, [hit.passage for hit in hits]) for question, hits in found]
        collection.store.close()
    return (f"{len(collection.passages):,}", *(f"{value:.3f}" for value in recalls(ranks)))


def _rank(question: QuizQuestion, found: Sequence[Passage]) -> int | None:
    for rank, passage in enumerate(found, start=1):
        text = words(passage.text)
        if passage.article_id in question.article_ids and any(answer in text for answer in question.answers):
            return rank
    return None


if __name__ == "__main__":
    script(measure, __doc__)
