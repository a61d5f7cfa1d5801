"""Formats search results as Markdown."""

import re

from index.types import FoundArticle, FoundPassage, SearchResult

_SYNTAX = re.compile(r"([\\`*_\[\]<>|#~])")


def search_markdown(result: SearchResult) -> str:
    """Format results, with matching words in bold.

    Args:
        result: The results.

    Returns:
        A document with a heading for each article, and its passages quoted below.
    """
    total = result.total
    parts = [f"# {plain(result.words)}", f"Articles: {total.articles}, passages: {total.passages}."]
    for rank, article in enumerate(result.found, start=1):
        parts += _article(rank, article)
    return "\n\n".join(parts) + "\n"


def plain(text: str) -> str:
    """Put text on one line, with Markdown escaped."""
    return _escaped(" ".join(text.split()))


def _article(rank: int, match: FoundArticle) -> list[str]:
    article = match.article
    day = article.stated and article.stated.isoformat()
    details = ", ".join(plain(part) for part in (article.source, article.author, day) if part)
    title = _marked(article.title, match.title_words)
    return [
        f"## {rank}. {title}",
        *([details] if details else []),
        *(_passage(article.path, passage) for passage in match.passages),
    ]


def _passage(path: str, passage: FoundPassage) -> str:
    first = passage.passage.start
    words = tuple((start - first, end - first) for start, end in passage.words)
    place = f", {plain(passage.place)}" if passage.place else ""
    return f"> {_marked(passage.passage.text, words)}\n>\n> `{path}:{passage.line}`{place}"


def _marked(text: str, words: tuple[tuple[int, int], ...]) -> str:
    """Put the matching words in bold."""
    pieces, at = [], 0
    for start, end in words:
        pieces += [_escaped(text[at:start]), f"**{_escaped(text[start:end])}**"]
        at = end
    return " ".join("".join([*pieces, _escaped(text[at:])]).split())


def _escaped(text: str) -> str:
    return _SYNTAX.sub(r"\\\1", text)
