"""Chunking: the effect of passage size, overlap, and the text prepended to passages.

Articles are 48 long ones from Wikipedia (1,800 to 10,800 words; paragraphs of one title
joined) and 60 from Wikinews as distractors. A passage is right if it contains a whole answer where
an annotator marked it, in the right article; the same words elsewhere do not count. Larger passages
contain more because of their size alone, so recall is also given at a fixed number of wordpieces
read, the last passage being cut at that limit.
"""

import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.prefix import nothing, title
from bench.support.building import Before, Collection, RememberingEncoder, collect, compiled_encoder, cut
from bench.support.data import Question, long_articles, sampled, wikinews
from bench.support.measures import recalls
from bench.support.report import Options, Report, Table, script
from corpus.article import Article
from corpus.settings import ChunkingSettings
from index.store.rows import indexed_text
from index.types import Hit

_SIZES = (64, 96, 128, 192, 256)
_OVERLAPS = (0, 1, 2)
_QUESTIONS = 1500
_DISTRACTORS = 60
_DEPTH = 80
"""Number of hits examined: 2,560 wordpieces of the smallest passages, and some more."""
_BUDGETS = (320, 640, 1280, 2560)
_CHOSEN = ChunkingSettings()
_HEAD = ("passages", "s", "R@1", "R@5", "R@20", "MRR@10", *(f"R@{budget:,}wp" for budget in _BUDGETS))


@dataclass(frozen=True, slots=True)
class _Outcome:
    """The rank of the first right passage for one question."""

    rank: int | None
    """From 1; None if it was not found."""
    read: float
    """Wordpieces read to the end of the answer; infinite if it was not found."""


def measure(options: Options) -> Report:
    """Compare every size with every overlap, then the texts prepended to a passage."""
    encoder = compiled_encoder(options.cache)
    articles, questions = long_articles(options.data)
    articles += wikinews(options.data)[:_DISTRACTORS]
    asked = sampled(questions, _QUESTIONS)
    rows = [
        (f"{size}", f"{overlap}", *_tried(articles, asked, encoder, ChunkingSettings(size, overlap), indexed_text))
        for size in _SIZES
        for overlap in _OVERLAPS
    ]
    variants: dict[str, Before] = {"nothing": nothing, "title": title}
    put = [(name, *_tried(articles, asked, encoder, _CHOSEN, before)) for name, before in variants.items()]
    return Report(
        figures=(),
        tables=(Table(("size", "overlap", *_HEAD), tuple(rows)), Table(("before", *_HEAD), tuple(put))),
        notes=(
            f"{len(articles)} articles, {len(asked)} questions, fused retrieval. R@k: share of questions with a right "
            "passage among the first k; R@n wp: within the first n wordpieces of hits. s: seconds to embed.",
        ),
    )


def _tried(
    articles: Sequence[Article],
    asked: Sequence[Question],
    encoder: RememberingEncoder,
    settings: ChunkingSettings,
    before: Before,
) -> tuple[str, ...]:
    begun = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        collection = collect(Path(folder), articles, cut(articles, encoder, settings), encoder, before)
        outcomes = _outcomes(collection, asked, encoder)
        collection.store.close()
    cells = (f"{len(collection.passages):,}", f"{collection.seconds:.1f}", *_measures(outcomes))
    spent = f"{time.perf_counter() - begun:.0f} s"
    print(settings.size, settings.overlap, before.__name__, *cells, spent, file=sys.stderr, flush=True)
    return cells


def _outcomes(collection: Collection, asked: Sequence[Question], encoder: RememberingEncoder) -> list[_Outcome]:
    counts = encoder.count_wordpieces([passage.text for passage in collection.passages])
    cost = {
        (passage.article_id, passage.ordinal): count for passage, count in zip(collection.passages, counts, strict=True)
    }
    retriever = collection.retriever(encoder)
    return [_outcome(question, retriever.retrieve(question.text, _DEPTH), cost) for question in asked]


def _outcome(question: Question, hits: Sequence[Hit], cost: dict[tuple[str, int], int]) -> _Outcome:
    read = 0.0
    for hit in hits:
        passage = hit.passage
        wordpieces = cost[passage.article_id, passage.ordinal]
        ends = [end for start, end in question.answers if passage.start <= start and end <= passage.end]
        if ends and passage.article_id == question.article_id:
            share = (min(ends) - passage.start) / (passage.end - passage.start)
            return _Outcome(hit.rank, read + share * wordpieces)
        read += wordpieces
    return _Outcome(None, float("inf"))


def _measures(outcomes: Sequence[_Outcome]) -> tuple[str, ...]:
    ranks = [outcome.rank for outcome in outcomes]
    reciprocal = sum(1 / rank for rank in ranks if rank is not None and rank <= 10) / len(ranks)
    budgets = [sum(outcome.read <= budget for outcome in outcomes) / len(outcomes) for budget in _BUDGETS]
    return tuple(f"{value:.3f}" for value in (*recalls(ranks), reciprocal, *budgets))


if __name__ == "__main__":
    script(measure, __doc__)
