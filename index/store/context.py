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
    """Begin passages with the whole sentences that stand right before them.

    Args:
        store: Holds their articles.
        passages: As they were indexed.
        most: Characters they may become longer by.

    Returns:
        The passages in their order; as they are where no whole sentence is so short.

    Raises:
        IndexDamaged: If the store cannot be read.
    """
    told = _before(store, passages, most)
    return [_begun_earlier(passage, before) for passage, before in zip(passages, told, strict=True)]


def _before(store: ArticleStore, passages: Sequence[Passage], most: int) -> list[str]:
    query = "SELECT substr(text, ?, ?) FROM articles WHERE article_id = ?"
    told = []
    for passage in passages:
        length = min(most, passage.start)
        values = (passage.start - length + 1, length, passage.article_id)
        told.append(str(next(store.query(query, values), ("",))[0]))
    return told


def _begun_earlier(passage: Passage, before: str) -> Passage:
    first = passage.start - len(before)
    cut = all_sentences(before)
    # Unless the article begins there, the first sentence has lost its own beginning.
    whole = cut if first == 0 else cut[1:]
    if not whole:
        return passage
    low = whole[0][0]
    return replace(passage, start=first + low, text=before[low:] + passage.text)
