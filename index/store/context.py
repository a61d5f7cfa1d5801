"""The sentences before a passage in its article."""

from collections.abc import Sequence
from dataclasses import replace

from corpus.article import Passage
from corpus.entries import begins_entry
from corpus.sentences import all_sentences
from index.store.articles import ArticleStore

_BEFORE = """
    SELECT p.start, p."end" FROM articles AS a JOIN facets AS f ON f.article = a.row
    JOIN passages AS p ON p.row >= f.first AND p.row < f.last
    WHERE a.article_id = ? AND p.start < ? ORDER BY p.row DESC LIMIT 16
"""
CONTEXT = 250
"""Maximum number of characters read before a passage, where its subject is often named. Chosen by measurement, see
``bench.end_to_end``."""


def widened(store: ArticleStore, passages: Sequence[Passage], most: int = CONTEXT) -> list[Passage]:
    """Extend passages by the whole sentences directly before them.

    Args:
        store: Holds their articles.
        passages: As they were indexed.
        most: Maximum number of characters added.

    Returns:
        The passages in their order; unchanged if no whole sentence is short enough.

    Raises:
        IndexDamaged: If the store cannot be read.
    """
    return [_begun_earlier(store, passage, most) for passage in passages]


def _begun_earlier(store: ArticleStore, passage: Passage, most: int) -> Passage:
    low = max(passage.start - most, 0)
    values = (low + 1, passage.start - low, passage.article_id)
    before = str(next(store.query("SELECT substr(text, ?, ?) FROM articles WHERE article_id = ?", values), ("",))[0])
    first = _begin(store, passage, before, low)
    kept = before[first - low :]
    cut = all_sentences(kept)
    # Unless something begins there, the first sentence is cut off at its beginning.
    whole = cut if first > low or low == 0 else cut[1:]
    if not whole:
        return passage
    start = first + whole[0][0]
    return replace(passage, start=start, text=before[start - low :] + passage.text)


def _begin(store: ArticleStore, passage: Passage, before: str, low: int) -> int:
    """Find how far back the text before a passage belongs to passages of the same entry.

    If two passages are separated by more than white space, something that is not part of the article
    was left out between them, and nothing before it is read.
    """
    first = passage.start
    if begins_entry(passage.text) or not before:
        return first
    for start, end in store.query(_BEFORE, (passage.article_id, first)):
        if first <= low or begins_entry(before[first - low :]):
            break
        if end < first and before[max(end - low, 0) : first - low].strip():
            break
        first = max(min(first, start), low)
    return first
