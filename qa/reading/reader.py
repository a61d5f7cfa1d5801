"""Reads passages with the network: for each the span that answers, and the probability that it is right."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol

from corpus.sentences import Span, all_sentences
from index.store.articles import ArticleStore
from index.store.context import CONTEXT, widened
from index.types import Hit
from qa.questions import asks_yes_or_no, shared_words
from qa.reading.confidence import Confidence
from qa.reading.model import SpanModel
from qa.reading.spans import best_span
from qa.settings import ReadingSettings
from qa.types import Reading


class PassageReader(Protocol):
    """Finds answers in passages; the tests have another."""

    @property
    def threshold(self) -> float:
        """The probability from which a reading is an answer."""

    def read(self, question: str, hits: Sequence[Hit]) -> tuple[Reading, ...]:
        """Read passages, best reading first, one for each hit that was read."""


class SpanReader:
    """Finds the words of each passage that answer.

    Args:
        model: The network.
        store: Holds the articles, whose titles and foregoing sentences are read with their passages.
        settings: The threshold.

    Raises:
        ModelMissing: If the model's card does not say how confidence is made.
    """

    def __init__(self, model: SpanModel, store: ArticleStore, settings: ReadingSettings) -> None:
        self._model = model
        self._store = store
        self._settings = settings
        self._confidence = Confidence.of_card(model.card)

    @property
    def threshold(self) -> float:
        """The probability from which a reading is an answer."""
        return self._settings.threshold

    def read(self, question: str, hits: Sequence[Hit]) -> tuple[Reading, ...]:
        """Find what each passage answers.

        Args:
            question: What the person asked. One that asks for a yes or no gets the sentences
                that decide it: the network knows words, not verdicts.
            hits: Retrieved passages.

        Returns:
            One reading for each hit, best first; its score is the probability that it is right.
        """
        found = self._confidence.judged(found_spans(self._model, self._store, question, hits))
        return tuple(map(_whole_sentence, found)) if asks_yes_or_no(question) else found


def found_spans(
    model: SpanModel, store: ArticleStore, question: str, hits: Sequence[Hit], context: int = CONTEXT
) -> list[Reading]:
    """Find the best span of each passage.

    Args:
        model: The network.
        store: Holds the articles, whose titles and foregoing sentences are read with their passages.
        question: What is asked.
        hits: Retrieved passages.
        context: Most characters read before each of them.

    Returns:
        One reading for each hit, in their order, not judged yet: scores are 0. Its passage is what
        was read, which begins before the one that was retrieved.
    """
    titles = store.titles([hit.passage.article_id for hit in hits])
    wide = widened(store, [hit.passage for hit in hits], context)
    read = [replace(hit, passage=passage) for hit, passage in zip(hits, wide, strict=True)]
    pairs = [(titles.get(hit.passage.article_id, ""), hit.passage.text) for hit in read]
    found = []
    shares = shared_words(question, [f"{title}\n{text}" for title, text in pairs])
    for own, hit, windows, words in zip(hits, read, model.read(question, pairs), shares, strict=True):
        offset = hit.passage.start
        cut = [(start - offset, end - offset) for start, end in spans_of(hit)]
        best = best_span(windows, hit.passage.text, cut, model.limits.longest_answer)
        if best is None:
            found.append(Reading(own, 0.0))
            continue
        start, end, first, last = (offset + place for place in (best.start, best.end, *best.sentence))
        scores = {"span": best.span, "share": best.share, "relevance": best.relevance, "words": words}
        found.append(Reading(hit, 0.0, start, end, first, last, scores))
    return found


def _whole_sentence(reading: Reading) -> Reading:
    return replace(reading, start=reading.sentence_start, end=reading.sentence_end)


def spans_of(hit: Hit) -> list[Span]:
    """Cut a passage into sentences, as offsets into its article."""
    offset = hit.passage.start
    return [(offset + start, offset + end) for start, end in all_sentences(hit.passage.text)]
