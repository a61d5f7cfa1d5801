"""The direct speech of each article, detected while indexing and stored with it."""

from collections.abc import Sequence
from typing import Any

from corpus.article import Article, Passage
from corpus.speech.posts import posts_beside
from corpus.speech.speech import RULES_VERSION, Speech
from index.filters import Filter, folded
from index.store.articles import ArticleStore
from index.store.catalogue import passages_of
from index.store.conditions import condition_of
from index.store.findings import FindingsTable

_TABLE = FindingsTable("speech", RULES_VERSION, "speech")


def add_speech(store: ArticleStore, row: int, article: Article, passages: Sequence[Passage]) -> None:
    """Find an article's direct speech and store it.

    Args:
        store: A store that is being made.
        row: The article's row.
        article: The article.
        passages: Its passages; quotations elsewhere are left out.
    """
    kept = _kept(article, passages)
    _TABLE.add(store, row, article, [_fields(speech) for speech in kept], {"names": _names(article.text, kept)})


def speech_in_article(store: ArticleStore, article: Article) -> tuple[Speech, ...]:
    """Return an article's direct speech, in order.

    Args:
        store: The store it is from.
        article: The article.

    Returns:
        The stored speech; detected now if the index was made before it was stored, or by other rules.

    Raises:
        IndexDamaged: If the stored speech does not match its checksum.
    """
    found = _TABLE.read(store, article)
    return _kept(article, passages_of(store, article)) if found is None else tuple(Speech(*each) for each in found)


def articles_quoting(store: ArticleStore, name: str, where: Filter) -> list[str]:
    """Find the articles that may quote somebody of a name.

    Args:
        store: The store.
        name: A word of the name, or words that describe the speaker.
        where: Conditions that the articles meet.

    Returns:
        Their ids, newest first; if the index was made before speech was stored, all articles with the name.

    Raises:
        IndexDamaged: If the store cannot be read.
    """
    condition, values = condition_of(where)
    kept = _TABLE.is_in(store)
    holds = "instr(s.names, ?) > 0" if kept else "a.text LIKE '%' || ? || '%'"
    joined = "JOIN speech AS s ON s.article = a.row" if kept else ""
    query = f"""
        SELECT a.article_id FROM articles AS a {joined}
        WHERE {holds} AND a.row IN (SELECT article FROM facets WHERE {condition})
        ORDER BY a.stated IS NULL, a.stated DESC, a.row
    """  # noqa: S608 - names of this package only
    return [str(article_id) for (article_id,) in store.query(query, (folded(name) if kept else name, *values))]


def _kept(article: Article, passages: Sequence[Passage]) -> tuple[Speech, ...]:
    """Find the quotations that begin within a passage; the rules are for English."""
    if article.language not in (None, "en"):
        return ()
    from corpus.speech.attribution import speech_in  # compiles patterns, which a question need not wait for

    found = speech_in(article.text, article.body)
    return tuple(one for one in found if any(passage.start <= one.start < passage.end for passage in passages))


def _names(text: str, found: Sequence[Speech]) -> str:
    """List by what the speakers may be looked for, one a line: names, the words that name them, and their posts."""
    said = {
        name
        for one in found
        for name in (one.speaker, text[one.speaker_start : one.speaker_end], *posts_beside(text, one))
    }
    return "\n".join(sorted({" ".join(folded(name).split()) for name in said if name}))


def _fields(speech: Speech) -> tuple[Any, ...]:
    return speech.start, speech.end, speech.speaker_start, speech.speaker_end, speech.speaker, speech.is_named
