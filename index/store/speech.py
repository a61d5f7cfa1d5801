"""The direct speech of each article, found while indexing and kept beside it."""

import hashlib
import json
from collections.abc import Sequence
from typing import Any

from corpus.article import Article, Passage
from corpus.errors import IndexDamaged
from corpus.speech.speech import RULES_VERSION, Speech
from index.filters import Filter, condition_of, folded
from index.store.articles import ArticleStore
from index.store.catalogue import passages_of


def add_speech(store: ArticleStore, row: int, article: Article, passages: Sequence[Passage]) -> None:
    """Find an article's direct speech and store it.

    Args:
        store: A store that is being made.
        row: The article's row.
        article: The article.
        passages: What of it is kept; quotations elsewhere are left out.
    """
    kept = _kept(article, passages)
    found = json.dumps([_fields(speech) for speech in kept], ensure_ascii=False)
    told = (row, RULES_VERSION, _names(article.text, kept), found, _checksum(article, found))
    store.write("INSERT INTO speech (article, version, names, found, checksum) VALUES (?, ?, ?, ?, ?)", [told])


def speech_in_article(store: ArticleStore, article: Article) -> tuple[Speech, ...]:
    """Give an article's direct speech, in order.

    Args:
        store: The store it is from.
        article: The article.

    Returns:
        What was stored; found now where the index was made before it was, or by other rules.

    Raises:
        IndexDamaged: If what is stored is not what was found.
    """
    stored = _stored(store, article.article_id)
    if stored is None or stored[0] != RULES_VERSION:
        return _kept(article, passages_of(store, article))
    _, found, checksum = stored
    if checksum != _checksum(article, found):
        raise IndexDamaged(f"The speech of {article.article_id!s:.200} is not what was found.", "qa rebuild")
    return tuple(Speech(*fields) for fields in json.loads(found))


def articles_quoting(store: ArticleStore, name: str, where: Filter) -> list[str]:
    """Find the articles that may quote somebody of a name.

    Args:
        store: The store.
        name: A word of the name, or words that describe the speaker.
        where: Conditions that the articles meet.

    Returns:
        Their ids, the newest first; where the index was made before speech was kept, all that have the name.

    Raises:
        IndexDamaged: If the store cannot be read.
    """
    condition, values = condition_of(where)
    kept = _has_table(store)
    holds = "instr(s.names, ?) > 0" if kept else "a.text LIKE '%' || ? || '%'"
    joined = "JOIN speech AS s ON s.article = a.row" if kept else ""
    query = f"""
        SELECT a.article_id FROM articles AS a {joined}
        WHERE {holds} AND a.row IN (SELECT article FROM facets WHERE {condition})
        ORDER BY a.stated IS NULL, a.stated DESC, a.row
    """  # noqa: S608 - names of this package only
    return [str(article_id) for (article_id,) in store.query(query, (folded(name) if kept else name, *values))]


def _kept(article: Article, passages: Sequence[Passage]) -> tuple[Speech, ...]:
    """Find the quotations that begin within a passage; the rules are of English."""
    if article.language not in (None, "en"):
        return ()
    from corpus.speech.attribution import speech_in  # compiles patterns, which asking does not wait for

    found = speech_in(article.text, article.body)
    return tuple(one for one in found if any(passage.start <= one.start < passage.end for passage in passages))


def _names(text: str, found: Sequence[Speech]) -> str:
    """List by what the speakers may be looked for, one a line: their names, and the words that name them."""
    said = {name for one in found for name in (one.speaker, text[one.speaker_start : one.speaker_end])}
    return "\n".join(sorted({" ".join(folded(name).split()) for name in said}))


def _has_table(store: ArticleStore) -> bool:
    query = "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'speech'"
    return next(store.query(query), None) is not None


def _stored(store: ArticleStore, article_id: str) -> tuple[Any, ...] | None:
    if not _has_table(store):
        return None
    query = """
        SELECT s.version, s.found, s.checksum FROM speech AS s JOIN articles AS a ON a.row = s.article
        WHERE a.article_id = ?
    """
    return next(store.query(query, (article_id,)), None)


def _checksum(article: Article, found: str) -> str:
    """Hash what was found with what it was found in; 32 hexadecimal digits."""
    return hashlib.sha256(f"{article.sha256}\n{found}".encode("utf-8", "surrogatepass")).hexdigest()[:32]


def _fields(speech: Speech) -> tuple[Any, ...]:
    return speech.start, speech.end, speech.speaker_start, speech.speaker_end, speech.speaker, speech.is_named
