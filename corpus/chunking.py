"""Chunk articles into passages.

A passage is as many whole sentences as fit a budget of the encoder's own wordpieces, and
begins with the last sentences of the one before it, so that a fact is found together with the
sentence it depends on. Passages never span boilerplate or struck-out sentences that were left out, nor
the end of an article or of an entry headed by a time. A sentence longer than the budget is cut between words.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from corpus.article import Article, Passage
from corpus.boilerplate import kept_runs
from corpus.sentences import Span, paragraphs, sentences
from corpus.settings import ChunkingSettings
from corpus.struck import around_struck, first_struck

CountWordpieces = Callable[[Sequence[str]], list[int]]
"""Counts each text's wordpieces without special tokens."""


@dataclass(frozen=True, slots=True)
class _Piece:
    """A sentence, or a part of one too long for a passage."""

    span: Span
    cost: int


def chunk(article: Article, settings: ChunkingSettings, count: CountWordpieces) -> list[Passage]:
    """Cut an article into passages; the same article always gives the same ones.

    Args:
        article: The article to cut.
        settings: The budget and overlap.
        count: The encoder's wordpiece counter.

    Returns:
        Passages in order; empty if the article is all boilerplate.
    """
    return chunked(article, settings, count)[0]


def chunked(
    article: Article, settings: ChunkingSettings, count: CountWordpieces
) -> tuple[list[Passage], dict[str, int]]:
    """Cut an article into passages, and report which kinds of content are in none.

    Args:
        article: The article to cut.
        settings: The budget and overlap.
        count: The encoder's wordpiece counter.

    Returns:
        Passages in order; and each kind of content left out, with the offset of the first.
    """
    text = article.text
    spans: list[Span] = []
    left_out: dict[str, int] = {}
    for run in kept_runs(text, paragraphs(text, article.body), left_out):
        for part in _unstruck(text, run):
            cut = [sentence for start, end in part for sentence in sentences(text, start, end)]
            spans += _pack(_pieces(text, cut, settings.size, count), settings)
    if (struck := first_struck(text)) is not None:
        left_out["words struck out"] = struck
    passages = [Passage(article.article_id, ordinal, *span, text[slice(*span)]) for ordinal, span in enumerate(spans)]
    return passages, left_out


def _unstruck(text: str, run: list[Span]) -> list[list[Span]]:
    """Leave out struck-out sentences, and split the run of paragraphs where they were."""
    parts: list[list[Span]] = [[]]
    for start, end in run:
        at = start
        for first, last in around_struck(text[start:end]):
            if start + first > at:
                parts.append([])
            parts[-1].append((start + first, start + last))
            at = start + last
        if at < end:
            parts.append([])
    return [part for part in parts if part]


def _pieces(text: str, cut: list[Span], size: int, count: CountWordpieces) -> list[_Piece]:
    costs = count([text[start:end] for start, end in cut])
    pieces: list[_Piece] = []
    for span, cost in zip(cut, costs, strict=True):
        pieces += [_Piece(span, cost)] if cost <= size else _parts(text, span, size, count)
    return pieces


def _parts(text: str, span: Span, size: int, count: CountWordpieces) -> list[_Piece]:
    """Cut an over-long sentence between words, or between characters if there are no spaces."""
    words = _words(text, span, size)
    costs = count([text[start:end] for start, end in words])
    parts: list[_Piece] = []
    for word, cost in zip(words, costs, strict=True):
        if parts and parts[-1].cost + cost <= size:
            parts[-1] = _Piece((parts[-1].span[0], word[1]), parts[-1].cost + cost)
        else:
            parts.append(_Piece(word, cost))
    return parts


def _words(text: str, span: Span, longest: int) -> list[Span]:
    words: list[Span] = []
    at = span[0]
    for word in text[span[0] : span[1]].split():
        start = text.index(word, at)
        at = start + len(word)
        bounds = [*range(start, at, longest), at]
        words += pairwise(bounds)
    return words


def _pack(pieces: list[_Piece], settings: ChunkingSettings) -> list[Span]:
    spans: list[Span] = []
    first = 0
    while first < len(pieces):
        last, cost = first, 0
        while last < len(pieces) and (last == first or cost + pieces[last].cost <= settings.size):
            cost += pieces[last].cost
            last += 1
        spans.append((pieces[first].span[0], pieces[last - 1].span[1]))
        if last == len(pieces):
            break
        first = _next_first(pieces, first, last, settings)
    return spans


def _next_first(pieces: list[_Piece], first: int, last: int, settings: ChunkingSettings) -> int:
    """Step back by the overlap, as far as the next new sentence still fits beside it."""
    start = max(first + 1, last - settings.overlap)
    while start < last and sum(piece.cost for piece in pieces[start : last + 1]) > settings.size:
        start += 1
    return start
