"""Notes anchored to words rather than offsets: they survive rebuilds, moved files and edited texts."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from corpus.article import Article, line_at
from corpus.sentences import Span, all_sentences
from index.store.articles import ArticleStore
from index.store.identity import alike

if TYPE_CHECKING:
    from qa.output.desk_messages import Found

_TAG = re.compile(r"(?<!\S)#(?=[\w-]*[^\W\d_])([\w-]+)")
_AROUND = 60
"""Characters stored on both sides of the words, to choose among several occurrences."""
_ALIKE = 0.7
"""Similarity, 0 to 1, from which one text is another, edited; by Ratcliff and Obershelp, 1988."""
_TELLING = 4
"""Length from which a shared run of characters is significant."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """Words of an article, with what identifies the words and the article."""

    article_id: str
    title: str
    published: str | None
    """ISO 8601 day, as stated by the article."""
    url: str | None
    sha256: str
    """SHA-256 of the article's text when the note was written."""
    start: int = 0
    """Offset of the words in that text, in characters."""
    quote: str = ""
    """Verbatim; empty for a note on the whole article."""
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """A note about words of an article, or about the whole article."""

    note_id: int
    """From 1."""
    text: str
    tags: tuple[str, ...]
    """Without number signs, in lower case, in order."""
    anchor: Anchor
    question: str | None
    """The question whose answer it is on; None if it is not on an answer."""
    written: datetime
    """UTC."""


@dataclass(frozen=True, slots=True)
class Placed:
    """The current place of a note in an archive."""

    found: "Found"
    article: Article | None
    """None if the archive no longer has it."""
    span: Span | None
    """Offsets of the words, half-open; None for a whole article, and if the words are gone."""

    @property
    def line(self) -> int | None:
        """The line of the words in the article's file, from 1."""
        if self.article is None or self.span is None:
            return None
        return line_at(self.article.text, self.span[0], self.article.row)


def tags_in(text: str) -> tuple[str, ...]:
    """Find the tags of a note: ``#flood-2026``; a number such as ``#1`` is not a tag."""
    return tuple(dict.fromkeys(tag.casefold() for tag in _TAG.findall(text)))


def anchored(article: Article, span: Span | None = None) -> Anchor:
    """Anchor a note to words of an article, or to the whole article.

    Args:
        article: The article.
        span: Offsets of the words, half-open; None for the whole article.

    Returns:
        The anchor.
    """
    stated = article.stated.isoformat() if article.stated else None
    known = (article.article_id, article.title, stated, article.url, article.sha256)
    if span is None:
        return Anchor(*known)
    start, end = span
    around = article.text[max(0, start - _AROUND) : start], article.text[end : end + _AROUND]
    return Anchor(*known, start, article.text[start:end], *around)


def placed(anchor: Anchor, store: ArticleStore) -> Placed:
    """Find the current position of a note.

    Args:
        anchor: The anchor of the note.
        store: The archive's articles.

    Returns:
        The place in the article that most likely is the same one.

    Raises:
        IndexDamaged: If the archive cannot be read.
    """
    keys = alike(store, anchor.article_id, anchor.sha256, anchor.url, anchor.title, anchor.published)
    return _placed_among(anchor, [article for key in keys if (article := store.article(key))])


def placed_in(anchor: Anchor, article: Article) -> Placed | None:
    """Find the position of a note in one article; None if it is on another."""
    stated = article.stated.isoformat() if article.stated else None
    same = (
        anchor.sha256 == article.sha256
        or anchor.article_id == article.article_id
        or (anchor.url is not None and anchor.url == article.url)
        or (anchor.title, anchor.published) == (article.title, stated)
    )
    return _placed_among(anchor, [article]) if same else None


def _placed_among(anchor: Anchor, articles: Sequence[Article]) -> Placed:
    if not articles:
        return Placed("gone", None, None)
    if not anchor.quote:
        return Placed("there", articles[0], None)
    for article in articles:
        if (start := _nearest(article.text, anchor)) is not None:
            same = article.sha256 == anchor.sha256 and start == anchor.start
            return Placed("there" if same else "moved", article, (start, start + len(anchor.quote)))
    for article in articles:
        if (span := _edited(article.text, anchor.quote)) is not None:
            return Placed("edited", article, span)
    return Placed("gone", articles[0], None)


def find_words(text: str, words: str) -> Span | None:
    """Find words in a text, whatever its line breaks; None if they do not occur.

    Args:
        text: The text.
        words: The words to find, exact except for white space.

    Returns:
        Offsets of the first place, half-open.
    """
    pattern = r"\s+".join(map(re.escape, words.split()))
    match = re.search(pattern, text) if pattern else None
    return match.span() if match else None


def _nearest(text: str, anchor: Anchor) -> int | None:
    """Find the words in a text; of several occurrences, the one with the most similar surroundings."""

    def likeness(start: int) -> tuple[int, int]:
        end = start + len(anchor.quote)
        before = _shared(anchor.before[::-1], text[max(0, start - _AROUND) : start][::-1])
        return before + _shared(anchor.after, text[end : end + _AROUND]), -abs(start - anchor.start)

    return max(_places(text, anchor.quote), key=likeness, default=None)


def _places(text: str, words: str) -> Iterator[int]:
    at = text.find(words)
    while at >= 0:
        yield at
        at = text.find(words, at + 1)


def _shared(one: str, other: str) -> int:
    """Count the characters of the common prefix of two texts."""
    return next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def _edited(text: str, quote: str) -> Span | None:
    """Find the run of sentences most similar to some words, if it is similar enough."""
    matcher = SequenceMatcher(b=quote, autojunk=False)
    best: tuple[float, Span | None] = (_ALIKE, None)
    for start, end in _runs(all_sentences(text), max(1, len(all_sentences(quote)))):
        matcher.set_seq1(text[start:end])
        most = matcher.quick_ratio() * (end - start + len(quote)) / (2 * len(quote))
        if most >= best[0]:
            alike_part = _alike_part(matcher, len(quote))
            if alike_part is not None and alike_part[0] >= best[0]:
                ratio, (first, last) = alike_part
                best = ratio, (start + first, start + last)
    return best[1]


def _alike_part(matcher: "SequenceMatcher[str]", length: int) -> tuple[float, Span] | None:
    """Trim the first text to the extent of the second in it, and compute their similarity."""
    blocks = [block for block in matcher.get_matching_blocks() if block.size >= _TELLING]
    if not blocks:
        return None
    first, last = blocks[0].a, blocks[-1].a + blocks[-1].size
    return 2 * sum(block.size for block in blocks) / (last - first + length), (first, last)


def _runs(sentences: Sequence[Span], count: int) -> Iterator[Span]:
    """Yield runs of `count` sentences, by their ends."""
    for first, last in zip(sentences, sentences[count - 1 :], strict=False):
        yield first[0], last[1]
