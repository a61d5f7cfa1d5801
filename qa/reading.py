"""Passages to the sentence that answers.

Until a trained reader stands here, the answer is the sentence nearest to the question. Its
score is the mean of three numbers from 0 to 1: the cosine of its embedding and the question's,
the share of the question's words it has, rare words counting for more, and its passage's own
score. Equal weights, the number of passages and the threshold were chosen by bench/sentences.py.
"""

import math
from collections import Counter
from collections.abc import Sequence
from typing import Protocol

from corpus.sentences import Span, paragraphs, sentences
from index.encoder import Encoder
from index.hits import Hit
from index.words import analysed
from qa.settings import ReadingSettings
from qa.types import Reading

ASKING = frozenset(
    "a about an and any are as at be been by can could did do does for from had has have how in into is it its "
    "many may me much of on or s say said should t tell than that the their them there these they this those to "
    "was we were what when where which while who whom whose why will with would you your".split()
)
"""Words that ask or join and say nothing about a passage."""


class Reader(Protocol):
    """Finds answers in passages; the tests have another."""

    @property
    def threshold(self) -> float:
        """The score from which a reading is an answer."""

    def read(self, question: str, hits: Sequence[Hit]) -> tuple[Reading, ...]:
        """Read passages, best reading first, one for each hit that was read."""


class SentenceReader:
    """Picks the sentence nearest to the question.

    Args:
        encoder: Embeds question and sentences.
        settings: How many passages, and the threshold.
    """

    def __init__(self, encoder: Encoder, settings: ReadingSettings) -> None:
        self._encoder = encoder
        self._settings = settings

    @property
    def threshold(self) -> float:
        """The score from which a reading is an answer."""
        return self._settings.threshold

    def read(self, question: str, hits: Sequence[Hit]) -> tuple[Reading, ...]:
        """Find the nearest sentence of each passage.

        Args:
            question: What the person typed.
            hits: Retrieved passages, best first.

        Returns:
            One reading for each passage read, best first. The score is 0 to 1.
        """
        read = hits[: self._settings.passages]
        found = [(hit, span) for hit in read for span in spans_of(hit)]
        texts = [_slice(hit, span) for hit, span in found]
        distinct = list(dict.fromkeys(texts))
        scores = dict(zip(distinct, self._nearness(question, distinct), strict=True))
        best: dict[int, Reading] = {}
        for (hit, span), text in zip(found, texts, strict=True):
            score = (scores[text] + hit.score) / 3
            if hit.rank not in best or score > best[hit.rank].score:
                best[hit.rank] = Reading(hit, score, *span, *span)
        return tuple(sorted(best.values(), key=lambda reading: (-reading.score, reading.hit.rank)))

    def _nearness(self, question: str, texts: Sequence[str]) -> list[float]:
        """Add up what tells of a text alone, 0 to 2."""
        if not texts:
            return []
        cosines = self._encoder.encode_passages(texts) @ self._encoder.encode_query(question)
        shares = shared_words(question, texts)
        return [min(max(float(cosine), 0.0), 1.0) + share for cosine, share in zip(cosines, shares, strict=True)]


def spans_of(hit: Hit) -> list[Span]:
    """Cut a passage into sentences, as offsets into its article."""
    text, offset = hit.passage.text, hit.passage.start
    cut = [sentence for start, end in paragraphs(text) for sentence in sentences(text, start, end)]
    return [(offset + start, offset + end) for start, end in cut]


def content_terms(question: str) -> list[str]:
    """Take the question's words that say what it is about, folded and stemmed, each once."""
    words = [term for term in dict.fromkeys(analysed(question)) if term not in ASKING]
    return words or list(dict.fromkeys(analysed(question)))


def shared_words(question: str, texts: Sequence[str]) -> list[float]:
    """Weigh how much of a question's words each text has.

    Args:
        question: The question.
        texts: The texts compared.

    Returns:
        For each text, the share of the question's words it has, 0 to 1, words that few of
        the texts have counting for more.
    """
    terms = [set(analysed(text)) for text in texts]
    wanted = content_terms(question)
    spread = Counter(term for has in terms for term in wanted if term in has)
    weights = {term: math.log1p(len(texts) / (spread[term] + 0.5)) for term in wanted}
    total = sum(weights.values()) or 1.0
    return [sum(weights[term] for term in wanted if term in has) / total for has in terms]


def _slice(hit: Hit, span: Span) -> str:
    return hit.passage.text[span[0] - hit.passage.start : span[1] - hit.passage.start]
