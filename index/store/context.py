"""What stands before a passage in its article."""

from collections.abc import Sequence
from dataclasses import replace

from corpus.article import Passage
from corpus.sentences import all_sentences
from index.store.articles import ArticleStore

CONTEXT = 250
"""Most characters that are read before a passage: what it speaks of is often named there. Chosen by
measurement, see ``bench.end_to_end``."""


def widened(store: ArticleStore, passages: Sequence[Passage], most: int = CONTEXT) -> list[Passage]:
    """Begin passages with the whole sentences right before them that are indexed too.

    What the article's cleaning left out (front matter, address lines, captions) is not read: neither it
    nor anything before it.

    Args:
        store: Holds their articles.
        passages: As they were indexed.
        most: Characters they may become longer by.

    Returns:
        The passages in their order; as they are where no whole sentence is so short.

    Raises:
        IndexDamaged: If the store cannot be read.
    """
    return [_begun_earlier(passage, *_before(store, passage, most)) for passage in passages]


_TEXT = "SELECT substr(text, ?, ?) FROM articles WHERE article_id = ?"
_INDEXED = """
    SELECT p.start, p."end" FROM articles AS a JOIN facets AS f ON f.article = a.row
    JOIN passages AS p ON p.row >= f.first AND p.row < f.last
    WHERE a.article_id = ? AND p.start < ? AND p."end" > ? ORDER BY p.start DESC
"""


def _before(store: ArticleStore, passage: Passage, most: int) -> tuple[str, bool]:
    """Give the indexed text right before a passage, and whether it begins where a sentence does."""
    low = max(0, passage.start - most)
    values = (low + 1, passage.start - low, passage.article_id)
    text = str(next(store.query(_TEXT, values), ("",))[0])
    first = passage.start
    for start, end in store.query(_INDEXED, (passage.article_id, passage.start, low)):
        if end < first and text[max(0, end - low) : first - low].strip():
            break
        first = min(first, start)
    return (text[first - low :], True) if first > low else (text, low == 0)


def _begun_earlier(passage: Passage, before: str, begun: bool) -> Passage:
    cut = all_sentences(before)
    # Unless the text begins where a sentence does, the first has lost its own beginning.
    whole = cut if begun else cut[1:]
    if not whole:
        return passage
    low = whole[0][0]
    return replace(passage, start=passage.start - len(before) + low, text=before[low:] + passage.text)
