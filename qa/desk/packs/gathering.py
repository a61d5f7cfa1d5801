"""Turn answers into evidence: check each quotation against the archive, and identify each article."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path

from corpus.article import Article
from index.store.articles import ArticleStore
from qa.desk.packs.evidence import Evidence, Item, PackedArticle, Quotation, Role, Stated, cited, single
from qa.library.changes import file_change
from qa.types import Citation

_BLOCK = 1 << 20
_DIGITS = 3
"""Decimal places of a confidence; further ones differ between machines."""


@dataclass(slots=True)
class _Gatherer:
    """Numbers the quoted articles."""

    store: ArticleStore
    sources: Sequence[Path]
    with_text: bool
    articles: dict[str, PackedArticle] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    stored: dict[str, Article | None] = field(default_factory=dict)

    def quotation(self, role: Role, answer: str | None, citation: Citation) -> Quotation:
        """Check a citation against the archive."""
        key = citation.article_id
        if key not in self.stored:
            self.stored[key] = self.store.article(key)
            self.articles[key] = self._packed(citation, self.stored[key])
        stored = self.stored[key]
        span = slice(citation.sentence_start, citation.sentence_start + len(citation.sentence))
        is_unchanged = stored is not None and stored.text[span] == citation.sentence
        return Quotation(
            article=self.articles[key].number,
            role=role,
            answer=answer,
            quote=citation.quote,
            start=citation.start,
            end=citation.end,
            line=citation.line,
            place=citation.place,
            sentence=citation.sentence,
            sentence_start=citation.sentence_start,
            stands=is_unchanged,
        )

    def _packed(self, citation: Citation, article: Article | None) -> PackedArticle:
        number, text = len(self.articles) + 1, None
        if article is not None and self.with_text:
            text = f"texts/{number}.txt"
            self.texts[text] = article.text
        return PackedArticle(
            number=number,
            article_id=citation.article_id,
            title=citation.title,
            source=citation.source,
            author=citation.author,
            published=citation.stated.isoformat() if citation.stated else None,
            url=citation.url,
            path=_below(Path(citation.path), self.sources),
            format=article.format if article else None,
            file_sha256=self._file_hash(citation.path) if article else None,
            text_sha256=article.sha256 if article else None,
            text=text,
        )

    def _file_hash(self, path: str) -> str | None:
        """Hash a file, if it has not changed since it was indexed."""
        return file_sha256(Path(path)) if file_change(path, self.store.file(path)) == "unchanged" else None


def gather(
    title: str,
    stated: Iterable[Stated],
    store: ArticleStore,
    sources: Sequence[Path],
    *,
    with_text: bool = False,
    packed: str | None = None,
) -> tuple[Evidence, dict[str, str]]:
    """Gather the evidence of answers.

    Args:
        title: The title of the pack.
        stated: The answers.
        store: The archive's articles.
        sources: The indexed folders and files, to which paths are relative.
        with_text: Whether to include the full texts of the articles.
        packed: The time of packing, ISO 8601; None leaves it out.

    Returns:
        The evidence, and the texts by the name of their file in the pack.
    """
    gatherer = _Gatherer(store, sources, with_text)
    items = [
        Item(
            heading=answer.heading,
            question=answer.answer.question,
            asked_as=answer.answer.asked_as,
            where=_without_tag(answer.answer.scope.where.written()) if answer.answer.scope else {},
            answer=answer.answer.text,
            confidence=None if answer.answer.confidence is None else round(answer.answer.confidence, _DIGITS),
            quotations=tuple(gatherer.quotation(*citation) for citation in cited(answer.answer)),
        )
        for answer in single(stated)
    ]
    made_by = f"quotewire {version('quotewire')}"
    return Evidence(title, made_by, packed, tuple(gatherer.articles.values()), tuple(items)), gatherer.texts


def _without_tag(where: dict[str, str]) -> dict[str, str]:
    """Remove the tag from a filter: a pack contains nothing of the user's notes unless requested."""
    return {name: value for name, value in where.items() if name != "tag"}


def file_sha256(path: Path) -> str | None:
    """Hash a file's bytes; None if it cannot be read."""
    digest = hashlib.sha256()
    try:
        with path.open("rb") as file:
            while block := file.read(_BLOCK):
                digest.update(block)
    except OSError:
        return None
    return digest.hexdigest()


def _below(path: Path, sources: Sequence[Path]) -> str:
    """Make a path relative to its indexed folder, with that folder's name first."""
    for source in sources:
        if path.is_relative_to(source):
            return Path(source.name, path.relative_to(source)).as_posix()
    return path.name
