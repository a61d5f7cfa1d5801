"""A reader's logits to the span that answers.

Of the likeliest spans, the one is chosen that shares most words with all of them, each weighed
by its probability: where the network wavers between "Vos", "Anneke Vos" and "the palaeontologist
Anneke Vos", the middle one risks least. A span stays within one sentence and is drawn to whole
words, with the currency before a number and the unit or the word of magnitude after it.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from corpus.sentences import Span
from qa.reading.model import Logits

_CONSIDERED = 40
"""Likeliest spans that are weighed against one another."""
TEMPERATURE = 0.6
"""Divides the logits of that weighing, above 0: lower comes nearer to the likeliest span. Chosen on
sets that neither train nor measure the reader, see ``bench.reader``: from 0.5 to 0.8 there is little to choose."""
_BACKED = re.compile(r"(?:\b(?:US|A|C|NZ|HK)\$|[$€£¥₹])\s?$")
"""What belongs to a number and stands before it."""
_CARRIED = re.compile(r"\s?%|\s?°\s?[CF]?|\s(?:per\s?cent|hundred|thousand|million|billion|trillion)\b", re.IGNORECASE)
"""What belongs to a number and follows it."""
_WORDS = re.compile(r"\d+(?:[.,:/]\d+)+\w*|\w+(?:[-'’.]\w+)*")
"""Words as a reader sees them: decimals, times, ``U.S``, ``o'clock`` and ``twenty-one`` are one each."""
_CLOSING = {'"': '"', "“": "”", "‘": "’", "(": ")", "[": "]", "«": "»"}


@dataclass(frozen=True, slots=True)
class Found:
    """The answer a passage gives."""

    start: int
    """First character in the passage; the range is half-open."""
    end: int
    sentence: Span
    """The sentence it stands in, in the passage."""
    span: float
    """Score of the likeliest span less that of no answer; unbounded, higher is better."""
    share: float
    """Probability of the spans that overlap this one among all of the passage, 0 to 1."""
    relevance: float
    """Score of "this passage answers"; unbounded, higher is better."""


def best_span(
    windows: Sequence[Logits], text: str, sentences: Sequence[Span], longest: int, temperature: float = TEMPERATURE
) -> Found | None:
    """Find the span of a passage that answers best.

    Args:
        windows: What the network said of the passage, window by window.
        text: The passage.
        sentences: Its sentences, in order, as half-open offsets into `text`.
        longest: Tokens an answer may have.
        temperature: As `TEMPERATURE`.

    Returns:
        The span, from the window that is surest of it; None for a passage without words.

    Source:
        Kumar and Byrne, "Minimum Bayes-Risk Decoding for Statistical Machine Translation",
        2004, with the F1 of shared tokens as the gain; chosen on held-out questions, see
        ``bench.reader``.
    """
    found = [each for logits in windows if (each := _of_window(logits, text, sentences, longest, temperature))]
    return max(found, key=lambda each: each.span, default=None)


def _of_window(logits: Logits, text: str, sentences: Sequence[Span], longest: int, temperature: float) -> Found | None:
    home = _sentence_of(logits.offsets, sentences)
    scores = _allowed(logits, home, longest)
    order = np.argsort(-scores, axis=None, kind="stable")[:_CONSIDERED]
    order = order[np.isfinite(scores.ravel()[order])]
    if not len(order):
        return None
    firsts, lengths = np.unravel_index(order, scores.shape)
    lasts, top = firsts + lengths, scores.ravel()[order]
    weights = _word_weights(logits.offsets, text)
    chosen = _least_risk(firsts, lasts, top / temperature, weights)
    first, last = int(firsts[chosen]), int(lasts[chosen])
    sentence = sentences[home[first]]
    start, end = whole_words(text, logits.offsets[first][0], logits.offsets[last][1], sentence)
    chances = np.exp(top - top[0])
    overlapping = (firsts <= last) & (lasts >= first)
    share = float(chances[overlapping].sum() / chances.sum())
    return Found(start, end, sentence, float(top[0]) - logits.null, share, logits.relevance)


def _allowed(logits: Logits, home: NDArray[np.intp], longest: int) -> NDArray[np.float32]:
    """Score every span that may be an answer, by first token and length less one; the others are -inf."""
    count = len(home)
    lasts = np.arange(count)[:, None] + np.arange(longest)[None, :]
    inside = lasts < count
    lasts = np.minimum(lasts, count - 1)
    inside &= (home[lasts] == home[:, None]) & (home[:, None] >= 0)
    return np.where(inside, logits.start[:, None] + logits.end[lasts], -np.inf)


def _sentence_of(offsets: Sequence[Span], sentences: Sequence[Span]) -> NDArray[np.intp]:
    """Give each token the number of its sentence, -1 outside of all."""
    begins = np.array([start for start, _ in sentences])
    ends = np.array([end for _, end in sentences])
    tokens = np.array([start for start, _ in offsets])
    if not len(begins) or not len(tokens):
        return np.full(len(tokens), -1, dtype=np.intp)
    home = np.searchsorted(begins, tokens, side="right") - 1
    return np.where((home >= 0) & (tokens < ends[home]), home, -1)


def _word_weights(offsets: Sequence[Span], text: str) -> NDArray[np.float64]:
    """Count a word once, at its first token, and neither punctuation nor articles."""
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
    """Choose the span whose expected F1 with all of them is highest; equal ones by score."""
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
    """Draw a span to whole words, its number's currency and unit kept, its quotes and brackets in pairs.

    Args:
        text: The passage.
        start: First character, half-open.
        end: Behind the last one.
        sentence: What the span may not leave.

    Returns:
        The span, never empty where it was not.
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
    """Take the other half of a quote or bracket in where it stands next to the span, else leave the one half out."""
    whole = start, end
    for opening, closing in _CLOSING.items():
        opened = text.count(opening, start, end)
        # What a letter follows is an apostrophe.
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
