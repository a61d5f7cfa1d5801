"""The standing of a pack's quotations in an archive: same file, same words, moved, changed, or missing."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpus.article import Article, line_at
from index.store.articles import ArticleStore
from index.store.identity import alike, saying
from qa.desk.packs.evidence import Evidence, PackedArticle, Quotation
from qa.desk.packs.gathering import file_sha256
from qa.output.contract import taken, written
from qa.output.desk_messages import Standing, StandingJson


@dataclass(frozen=True, slots=True)
class Stands:
    """The standing of a quotation in an archive."""

    article: PackedArticle
    quotation: Quotation
    standing: Standing
    path: str | None
    """The file in the archive with the quotation, or else with the article; None if it is missing."""
    line: int | None
    """Line of the quotation in that file, from 1; None if it is not there."""


def standings(evidence: Evidence, store: ArticleStore) -> list[Stands]:
    """Check every quotation of a pack against an archive.

    Args:
        evidence: The contents of the pack.
        store: The archive's articles.

    Returns:
        One for each quotation, in order.

    Raises:
        IndexDamaged: If the archive cannot be read.
    """
    known: dict[int, list[Article]] = {}
    hashes: dict[str, str | None] = {}
    results = []
    for article, quotation in evidence.quotations():
        if article.number not in known:
            known[article.number] = _candidates(article, store)
        results.append(_stands(article, quotation, known[article.number], store, hashes))
    return results


def standing_json(stands: Stands) -> dict[str, Any]:
    """Convert the standing of a quotation to JSON."""
    named = {"article_id": stands.article.article_id, "title": stands.article.title}
    own = {name: getattr(stands.quotation, name) for name in ("quote", "sentence", "start", "end")}
    return written(taken(StandingJson, stands, **named, **own))


def _candidates(article: PackedArticle, store: ArticleStore) -> list[Article]:
    named = (article.article_id, article.text_sha256 or "", article.url, article.title, article.published)
    return [other for key in alike(store, *named) if (other := store.article(key))]


def _stands(
    article: PackedArticle,
    quotation: Quotation,
    candidates: list[Article],
    store: ArticleStore,
    hashes: dict[str, str | None],
) -> Stands:
    here = slice(quotation.sentence_start, quotation.sentence_start + len(quotation.sentence))
    same = [candidate for candidate in candidates if candidate.sha256 == article.text_sha256]
    for candidate in same:
        if candidate.path not in hashes:
            hashes[candidate.path] = file_sha256(Path(candidate.path))
    same.sort(key=lambda candidate: hashes[candidate.path] != article.file_sha256)
    for candidate in same:
        if candidate.text[here] == quotation.sentence:
            alike_bytes = article.file_sha256 is not None and hashes[candidate.path] == article.file_sha256
            standing: Standing = "same file" if alike_bytes else "same words"
            line = line_at(candidate.text, quotation.start, candidate.row)
            return Stands(article, quotation, standing, candidate.path, line)
    elsewhere = candidates + [other for key in saying(store, quotation.sentence) if (other := store.article(key))]
    for candidate in elsewhere:
        at = _nearest(candidate.text, quotation.sentence, quotation.sentence_start)
        if at is not None:
            start = at + quotation.start - quotation.sentence_start
            return Stands(article, quotation, "moved", candidate.path, line_at(candidate.text, start, candidate.row))
    if candidates:
        return Stands(article, quotation, "changed", candidates[0].path, None)
    return Stands(article, quotation, "missing", None, None)


def _nearest(text: str, words: str, offset: int) -> int | None:
    """Find the occurrence of words that is nearest to an offset; None if there is none."""
    if not words:
        return None
    before = text.rfind(words, 0, offset + len(words))
    after = text.find(words, offset)
    places = [place for place in (before, after) if place >= 0]
    return min(places, key=lambda place: abs(place - offset), default=None)
