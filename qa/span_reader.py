"""Reads passages with the network: for each the span that answers, and the probability that it is right."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from index.hits import Hit
from qa.confidence import Confidence
from qa.decoding import best_span
from qa.questions import asks_yes_or_no, shared_words
from qa.reading import spans_of
from qa.settings import ReadingSettings
from qa.span_model import SpanModel
from qa.types import Reading

TitlesOf = Callable[[Sequence[str]], dict[str, str]]
"""Gives the titles of articles by id."""


class SpanReader:
    """Finds the words of each passage that answer.

    Args:
        model: The network.
        titles_of: Gives articles' titles, which stand before their passages.
        settings: The threshold.

    Raises:
        ModelMissing: If the model's card does not say how confidence is made.
    """

    def __init__(self, model: SpanModel, titles_of: TitlesOf, settings: ReadingSettings) -> None:
        self._model = model
        self._titles_of = titles_of
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
        found = self._confidence.judged(found_spans(self._model, self._titles_of, question, hits))
        return tuple(map(_whole_sentence, found)) if asks_yes_or_no(question) else found


def found_spans(model: SpanModel, titles_of: TitlesOf, question: str, hits: Sequence[Hit]) -> list[Reading]:
    """Find the best span of each passage.

    Args:
        model: The network.
        titles_of: Gives articles' titles.
        question: What is asked.
        hits: Retrieved passages.

    Returns:
        One reading for each hit, in their order, not judged yet: scores are 0.
    """
    titles = titles_of([hit.passage.article_id for hit in hits])
    pairs = [(titles.get(hit.passage.article_id, ""), hit.passage.text) for hit in hits]
    found = []
    shares = shared_words(question, [f"{title}\n{text}" for title, text in pairs])
    for hit, windows, words in zip(hits, model.read(question, pairs), shares, strict=True):
        offset = hit.passage.start
        cut = [(start - offset, end - offset) for start, end in spans_of(hit)]
        best = best_span(windows, hit.passage.text, cut, model.limits.longest_answer)
        if best is None:
            found.append(Reading(hit, 0.0))
            continue
        start, end, first, last = (offset + place for place in (best.start, best.end, *best.sentence))
        scores = {"span": best.span, "share": best.share, "relevance": best.relevance, "words": words}
        found.append(Reading(hit, 0.0, start, end, first, last, scores))
    return found


def _whole_sentence(reading: Reading) -> Reading:
    return replace(reading, start=reading.sentence_start, end=reading.sentence_end)
