"""Decode a reader's logits into the span that answers.

Of the most likely spans, the one is chosen that shares most words with all of them, each weighed
by its probability: if the network wavers between "Vos", "Anneke Vos" and "the palaeontologist
Anneke Vos", the middle one has the least risk. A span stays within one sentence and is extended to
whole words, with the currency before a number and the unit or the word of magnitude after it.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from corpus.sentences import Span
from qa.questions.kind import Fits
from qa.reading.model import Logits

_CONSIDERED = 40
"""Most likely spans that are weighed against one another."""
_EXAMINED = 1000
"""Most likely spans among which those that fit the question are sought."""
TEMPERATURE = 0.6
"""Divides the logits of that weighing, above 0: lower favours the most likely span. Chosen on sets that
neither train nor measure the reader, see ``bench.reader``: from 0.5 to 0.8 it makes little difference."""
_BACKED = re.compile(r"(?:\b(?:US|A|C|NZ|HK)\$|[$€£¥₹])\s?$")
"""The currency before a number."""
_CARRIED = re.compile(r"\s?%|\s?°\s?[CF]?|\s(?:per\s?cent|hundred|thousand|million|billion|trillion)\b", re.IGNORECASE)
"""The unit or scale after a number."""
_WORDS = re.compile(r"\d+(?:[.,:/]\d+)+\w*|\w+(?:[-'’.]\w+)*")
"""Words of a text: decimals, times, ``U.S``, ``o'clock`` and ``twenty-one`` are one each."""
_CLOSING = {'"': '"', "“": "”", "‘": "’", "(": ")", "[": "]", "«": "»"}


@dataclass(frozen=True, slots=True)
class Found:
    """The answer a passage gives."""

    start: int
    """First character in the passage; the range is half-open."""
    end: int
    sentence: Span
    """The sentence around it, in the passage."""
    span: float
    """Score of the most likely span minus that of no answer; unbounded, higher is better."""
    share: float
    """Probability of the spans that overlap this one, of all spans of the passage, 0 to 1."""
    relevance: float
    """Score of "this passage answers"; unbounded, higher is better."""


def best_span(
    windows: Sequence[Logits],
    text: str,
    sentences: Sequence[Span],
    longest: int,
    temperature: float = TEMPERATURE,
    fits: Fits | None = None,
) -> Found | None:
    """Find the span of a passage that answers best.

    Args:
        windows: The network's scores for the passage, window by window.
        text: The passage.
        sentences: Its sentences, in order, as half-open offsets into `text`.
        longest: Most tokens of an answer.
        temperature: See `TEMPERATURE`.
        fits: Returns whether a span can be an answer at all; None accepts any.

    Returns:
        The span, from the window that scores it highest; None for a passage without words that fit.

    Source:
        Kumar and Byrne, "Minimum Bayes-Risk Decoding for Statistical Machine Translation",
        2004, with the F1 of shared tokens as the gain; chosen on held-out questions, see
        ``bench.reader``.
    """
    return next(iter(best_spans(windows, text, sentences, longest, 1, temperature, fits)), None)


def best_spans(
    windows: Sequence[Logits],
    text: str,
    sentences: Sequence[Span],
    longest: int,
    count: int,
    temperature: float = TEMPERATURE,
    fits: Fits | None = None,
) -> list[Found]:
    """Find the spans of a passage that answer best and do not overlap.

    Args:
        windows: The network's scores for the passage, window by window.
        text: The passage.
        sentences: Its sentences, in order, as half-open offsets into `text`.
        longest: Most tokens of an answer.
        count: Most spans to return.
        temperature: See `TEMPERATURE`.
        fits: Returns whether a span can be an answer at all; None accepts any.

    Returns:
        Spans of the window with the highest-scoring best span, best first.
    """
    can_answer = _remembered(text, fits)

    def wanted(span: Span) -> bool:
        return all(span[1] <= other.start or other.end <= span[0] for other in spans) and can_answer(span)

    spans: list[Found] = []
    decoders = [_Decoder(logits, text, sentences, longest, temperature) for logits in windows]
    candidates = [(best, decoder) for decoder in decoders if (best := decoder.best(wanted if fits else None))]
    if not candidates:
        return []
    best, surest = max(candidates, key=lambda candidate: candidate[0].span)
    spans.append(best)
    while len(spans) < count and (further := surest.best(wanted)):
        spans.append(further)
    return spans


def _remembered(text: str, fits: Fits | None) -> Callable[[Span], bool]:
    """Look at the same words once: spans of tokens are extended to whole words, and often become the same."""
    known: dict[Span, bool] = {}

    def can_answer(span: Span) -> bool:
        if span not in known:
            known[span] = fits is None or fits(text, *span)
        return known[span]

    return can_answer


class _Decoder:
    """The spans of one window, most likely first."""

    def __init__(self, logits: Logits, text: str, sentences: Sequence[Span], longest: int, temperature: float) -> None:
        self._logits = logits
        self._text = text
        self._sentences = sentences
        self._temperature = temperature
        self._home = _sentence_of(logits.offsets, sentences)
        self._scores = _allowed(logits, self._home, longest)
        order = np.argsort(-self._scores, axis=None, kind="stable")[:_EXAMINED]
        self._order = order[np.isfinite(self._scores.ravel()[order])]
        self._weights = _word_weights(logits.offsets, text)
        self._words = [word.span() for word in _WORDS.finditer(text)]

    def best(self, wanted: Callable[[Span], bool] | None) -> Found | None:
        """Choose the span of least risk among the most likely that are wanted; None if there is none."""
        order = self._order[:_CONSIDERED]
        likeliest = self._scores.ravel()[order]
        if wanted is not None:
            fitting = (place for place in self._order if wanted(self._characters(int(place))))
            order = np.array(list(islice(fitting, _CONSIDERED)), dtype=np.intp)
        if not len(order):
            return None
        firsts, lengths = np.unravel_index(order, self._scores.shape)
        lasts, top = firsts + lengths, self._scores.ravel()[order]
        chosen = _least_risk(firsts, lasts, top / self._temperature, self._weights)
        first, last = int(firsts[chosen]), int(lasts[chosen])
        sentence = self._sentences[self._home[first]]
        offsets = self._logits.offsets
        start, end = whole_words(self._text, offsets[first][0], offsets[last][1], sentence)
        overlapping = np.exp(top[(firsts <= last) & (lasts >= first)] - likeliest[0]).sum()
        share = min(1.0, float(overlapping / np.exp(likeliest - likeliest[0]).sum()))
        return Found(start, end, sentence, float(top[0]) - self._logits.null, share, self._logits.relevance)

    def _characters(self, place: int) -> Span:
        """Return a span, extended to whole words, by its index into the scores."""
        first, length = divmod(place, self._scores.shape[1])
        start, end = self._logits.offsets[first][0], self._logits.offsets[first + length][1]
        at = bisect_right(self._words, (start, len(self._text))) - 1
        if at >= 0 and start < self._words[at][1]:
            start = self._words[at][0]
        at = bisect_left(self._words, (end, 0)) - 1
        return start, max(end, self._words[at][1]) if at >= 0 else end


def _allowed(logits: Logits, home: NDArray[np.intp], longest: int) -> NDArray[np.float32]:
    """Score every span that may be an answer, by first token and length minus one; the others are -inf."""
    count = len(home)
    lasts = np.arange(count)[:, None] + np.arange(longest)[None, :]
    inside = lasts < count
    lasts = np.minimum(lasts, count - 1)
    inside &= (home[lasts] == home[:, None]) & (home[:, None] >= 0)
    return np.where(inside, logits.start[:, None] + logits.end[lasts], -np.inf)


def _sentence_of(offsets: Sequence[Span], sentences: Sequence[Span]) -> NDArray[np.intp]:
    """Return the index of each token's sentence, -1 outside of all."""
    begins = np.array([start for start, _ in sentences])
    ends = np.array([end for _, end in sentences])
    tokens = np.array([start for start, _ in offsets])
    if not len(begins) or not len(tokens):
        return np.full(len(tokens), -1, dtype=np.intp)
    home = np.searchsorted(begins, tokens, side="right") - 1
    return np.where((home >= 0) & (tokens < ends[home]), home, -1)


def _word_weights(offsets: Sequence[Span], text: str) -> NDArray[np.float64]:
    """Weigh each word 1 at its first token; punctuation and articles weigh 0."""
    counted = [
        text[start:end][:1].isalnum()
        and not (start and text[start - 1].isalnum())
        and text[start:end].lower() not in ("a", "an", "the")
        for start, end in offsets
    ]
    return np.array(counted, dtype=np.float64)


def _least_risk(
    firsts: NDArray[np.intp], lasts: NDArray[np.intp], scores: NDArray[np.float32], weights: NDArray[np.float64]
) -> int:
    """Choose the span whose expected F1 with all of them is highest; ties go to the higher score."""
    chances = np.exp(scores - scores.max())
    before = np.concatenate([[0.0], np.cumsum(weights)])
    size = before[lasts + 1] - before[firsts]
    low = np.maximum(firsts[:, None], firsts[None, :])
    high = np.minimum(lasts[:, None], lasts[None, :])
    shared = np.maximum(before[np.maximum(high + 1, low)] - before[low], 0.0)
    both = size[:, None] + size[None, :]
    gain = np.divide(2 * shared, both, out=np.zeros_like(shared), where=both > 0)
    return int(np.argmax(gain @ chances))


def whole_words(text: str, start: int, end: int, sentence: Span) -> Span:
    """Extend a span to whole words, with a number's currency and unit, and balance its quotes and brackets.

    Args:
        text: The passage.
        start: First character, half-open.
        end: After the last one.
        sentence: The range that the span must stay within.

    Returns:
        The span, never empty if it was not.
    """
    for word in _WORDS.finditer(text, *sentence):
        if word.start() < start < word.end():
            start = word.start()
        if word.start() < end < word.end():
            end = word.end()
    if start > sentence[0] and text[start - 1] in "@#":
        start -= 1
    if text[start : start + 1].isdigit() and (backed := _BACKED.search(text, sentence[0], start)):
        start = backed.start()
    if text[end - 1 : end].isdigit() and (carried := _CARRIED.match(text, end, sentence[1])):
        end = carried.end()
    return _paired(text, start, end, sentence)


def _paired(text: str, start: int, end: int, sentence: Span) -> Span:
    """Include the other half of a quote or bracket if it is next to the span, else drop the unpaired half."""
    whole = start, end
    for opening, closing in _CLOSING.items():
        opened = text.count(opening, start, end)
        # Before a letter it is an apostrophe.
        closed = sum(text[at] == closing and not text[at + 1 : at + 2].isalpha() for at in range(start, end))
        if opened % 2 == 0 if opening == closing else opened == closed:
            continue
        if opened >= closed and end < sentence[1] and text.startswith(closing, end):
            end += 1
        elif opened <= closed and start > sentence[0] and text[start - 1] == opening:
            start -= 1
        elif text.startswith(opening, start):
            start += 1
        elif text.endswith(closing, start, end):
            end -= 1
    stripped = text[start:end].strip(" \t\r\n,;:")
    if not stripped:
        return whole
    first = start + text[start:end].index(stripped)
    return first, first + len(stripped)
