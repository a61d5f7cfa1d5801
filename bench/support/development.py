"""The development collection: held-out articles among unrelated ones, and questions of which a third has no answer.

The held-out articles of new_wiki and squad2, with a third of their paragraphs left out, together with 295
of Wikinews and 2,000 reviews and posts. A question whose paragraph was left out should be refused.
"""

import random
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bench.support.building import Collection, RememberingEncoder, collect, compiled_encoder, cut
from bench.support.data import article_of, rows, wikinews
from corpus.article import Article
from corpus.sentences import Span
from corpus.settings import ChunkingSettings
from index.retrieval.retriever import HybridRetriever
from index.store.context import CONTEXT
from index.types import Hit
from qa.reading.confidence import Confidence
from qa.reading.model import SpanModel
from qa.reading.reader import found_spans, read_again
from qa.types import Reading
from training.data import Example
from training.held_out import measuring

SOURCES = ("new_wiki", "squad2")
_UNRELATED = ("reading_amazon", "reading_reddit")
_EACH = 1000
"""Unrelated texts of each of two sources."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question put to the collection."""

    example: Example
    kept: bool
    """Whether its paragraph is in the collection."""

    @property
    def answers(self) -> list[str]:
        """What people answered; empty if the collection does not say."""
        return self.example.answers if self.kept else []


Read = tuple[Asked, list[Reading]]
"""A question, and what was found in each of its passages."""


@dataclass(frozen=True, slots=True)
class Development:
    """The collection, opened."""

    collection: Collection
    encoder: RememberingEncoder
    retriever: HybridRetriever
    asked: tuple[Asked, ...]
    """Questions that their own paragraph answers, in an order that is always the same."""
    adversarial: tuple[Asked, ...]
    """Questions of squad2 written so that the paragraph they seem to fit does not answer them."""
    news: tuple[Asked, ...]
    """Questions about the Wikinews articles, a third of them near misses; their articles' ids are places."""

    def hits(self, question: str, k: int) -> tuple[Hit, ...]:
        """Retrieve as the product does."""
        return self.retriever.retrieve(question, k)


@contextmanager
def development(data: Path, cache: Path) -> Iterator[Development]:
    """Make the collection in a temporary folder.

    Args:
        data: The folder of data sets.
        cache: Where compiled encoders are kept.

    Yields:
        The collection, open as long as the context is.
    """
    examples = {source: measuring(data, source) for source in SOURCES}
    left_out = _left_out([example for own in examples.values() for example in own])
    asked = [Asked(example, example.passage not in left_out) for own in examples.values() for example in own]
    random.Random(20).shuffle(asked)  # noqa: S311 - nothing secret
    articles = _joined(examples, left_out) + wikinews(data) + _unrelated(data)
    encoder = compiled_encoder(cache)
    with tempfile.TemporaryDirectory() as folder:
        made = collect(Path(folder), articles, cut(articles, encoder, ChunkingSettings()), encoder)
        answered = tuple(question for question in asked if question.example.spans)
        adversarial = tuple(question for question in asked if not question.example.spans)
        yield Development(made, encoder, made.retriever(encoder), answered, adversarial, _news(data))
        made.store.close()


def halves(asked: Sequence[Asked]) -> tuple[list[Asked], list[Asked]]:
    """Split questions by article into those for fitting parameters and those for reporting."""
    titles: dict[str, list[str]] = {}
    for source in SOURCES:
        titles[source] = sorted(
            {question.example.article_id for question in asked if question.example.source == source}
        )
    fitting = {title for own in titles.values() for title in own[::2]}
    return (
        [question for question in asked if question.example.article_id in fitting],
        [question for question in asked if question.example.article_id not in fitting],
    )


def news_halves(asked: Sequence[Asked]) -> tuple[list[Asked], list[Asked]]:
    """Part questions about news by article as `halves` does: every second article fits."""
    places = sorted({int(question.example.article_id) for question in asked})
    fitting = set(places[::2])
    return (
        [question for question in asked if int(question.example.article_id) in fitting],
        [question for question in asked if int(question.example.article_id) not in fitting],
    )


def _news(data: Path) -> tuple[Asked, ...]:
    """Read the questions about Wikinews, in an order that is always the same; absent data gives none."""
    if not (data / "wikinews_questions.jsonl.xz").exists():
        return ()
    found = []
    for row in rows(data, "wikinews_questions"):
        # Only the words count: retrieval and the reader have to find where they are.
        passage = "\n".join(row["answers"])
        spans: list[Span] = []
        for answer in row["answers"]:
            begin = spans[-1][1] + 1 if spans else 0
            spans.append((begin, begin + len(answer)))
        example = Example(
            "wikinews", row["id"], str(row["article"]), row["title"], passage, row["question"], tuple(spans)
        )
        found.append(Asked(example, kept=True))
    random.Random(20).shuffle(found)  # noqa: S311 - nothing secret
    return tuple(found)


def read_all(
    made: Development, model: SpanModel, asked: Sequence[Asked], k: int = 20, context: int = CONTEXT
) -> list[Read]:
    """Ask questions over the collection.

    Args:
        made: The collection.
        model: The reader's network.
        asked: The questions.
        k: Passages to read for each.
        context: Most characters read before each passage.

    Returns:
        Each question with its readings in the order of retrieval, not judged yet.
    """
    questions = [question.example.question for question in asked]
    found = [
        found_spans(model, made.collection.store, question, made.hits(question, k), context) for question in questions
    ]
    return list(zip(asked, found, strict=True))


def reread_all(made: Development, close: SpanModel, first: Confidence, read: Sequence[Read], count: int) -> list[Read]:
    """Let the larger network read the best passages of each question again.

    Args:
        made: The collection.
        close: The larger network.
        first: Judges what the first network found.
        read: The result of `read_all`.
        count: Passages to read again for each question.

    Returns:
        Each question with its readings, not judged yet.
    """
    store = made.collection.store
    return [
        (asked, read_again(close, store, asked.example.question, first.judged(readings), count))
        for asked, readings in read
    ]


def _left_out(examples: Sequence[Example]) -> set[str]:
    """Choose a third of all paragraphs."""
    paragraphs = list(dict.fromkeys(example.passage for example in examples))
    return set(random.Random(3).sample(paragraphs, len(paragraphs) // 3))  # noqa: S311 - nothing secret


def _joined(examples: dict[str, list[Example]], left_out: set[str]) -> list[Article]:
    """Join the paragraphs of each title to one article."""
    texts: dict[str, dict[str, None]] = {}
    for own in examples.values():
        for example in own:
            if example.passage not in left_out:
                texts.setdefault(example.title, {})[example.passage] = None
    return [article_of(title, title, "\n\n".join(paragraphs)) for title, paragraphs in texts.items()]


def _unrelated(data: Path) -> list[Article]:
    found = []
    for name in _UNRELATED:
        taken = [row["text"] for row in rows(data, name)][:_EACH]
        found += [article_of(f"{name}-{place:04}", "", text) for place, text in enumerate(taken)]
    return found
