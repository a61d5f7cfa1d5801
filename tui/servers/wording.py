"""Replies to programs as text, in addition to JSON."""

from corpus.article import FILE_TIME
from index.store.catalogue import ListedArticle
from qa.output.article_json import ExcerptJson, ListedJson
from qa.output.passages_json import FoundJson
from tui.text.safe import counted, harmless, long_date, one_line

_NAMED = 10
"""Articles listed for an ambiguous name."""


def not_one(name: str, matching: list[ListedArticle]) -> str:
    """Say that a name matches no article, or several."""
    if not matching:
        return f"No article matches {one_line(name)}."
    named = "; ".join(one_line(article.article_id) for article in matching[:_NAMED])
    return f"{one_line(name)} matches {counted(len(matching), 'article')}, use an id: {named}"


def passage_text(passage: FoundJson) -> str:
    """Format a passage with its location."""
    day = passage.published and long_date(passage.published)
    head = ", ".join(one_line(part) for part in (passage.title, passage.source, day) if part)
    return f"[{passage.rank}] {head}\n{one_line(passage.article_id)}, line {passage.line}\n{harmless(passage.text)}"


def excerpt_text(message: ExcerptJson) -> str:
    """Format the lines of an article, with a heading."""
    article = message.article
    head = [article.title, article.source, article.published and long_date(article.published), article.article_id]
    until = f"lines {message.first_line} to {message.last_line} of {message.lines}{', cut short' * message.cut}"
    return f"{', '.join(one_line(part) for part in (*head, until) if part)}\n\n{harmless(message.text)}"


def listed_text(article: ListedJson) -> str:
    """Format an article on one line."""
    day = article.published.isoformat() if article.published and article.date_from != FILE_TIME else "undated"
    fields = [day, article.title, article.source, article.author, article.article_id]
    return " · ".join(one_line(part) for part in fields if part)
