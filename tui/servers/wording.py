"""What a reply to a program says in words, beside what it says under its schema."""

from corpus.article import FILE_TIME
from index.store.catalogue import ListedArticle
from qa.output.article_json import ExcerptJson, ListedJson
from qa.output.passages_json import FoundJson
from tui.text.safe import counted, harmless, long_date, one_line

_NAMED = 10
"""Articles named where a name may mean more than one."""


def not_one(name: str, found: list[ListedArticle]) -> str:
    """Say that a name means no article, or which it may mean."""
    if not found:
        return f"No article of the index is called {one_line(name)}."
    named = "; ".join(one_line(article.article_id) for article in found[:_NAMED])
    return f"{one_line(name)} may mean {counted(len(found), 'article')}, name one by its id: {named}"


def passage_text(found: FoundJson) -> str:
    """Say where a passage is from, and give it."""
    day = found.published and long_date(found.published)
    head = ", ".join(one_line(part) for part in (found.title, found.source, day) if part)
    return f"[{found.rank}] {head}\n{one_line(found.article_id)}, line {found.line}\n{harmless(found.text)}"


def excerpt_text(message: ExcerptJson) -> str:
    """Say which lines of which article are given, and give them."""
    article = message.article
    head = [article.title, article.source, article.published and long_date(article.published), article.article_id]
    until = f"lines {message.first_line} to {message.last_line} of {message.lines}{', cut short' * message.cut}"
    return f"{', '.join(one_line(part) for part in (*head, until) if part)}\n\n{harmless(message.text)}"


def listed_text(article: ListedJson) -> str:
    """Name an article on one line."""
    day = article.published.isoformat() if article.published and article.date_from != FILE_TIME else "undated"
    told = [day, article.title, article.source, article.author, article.article_id]
    return " · ".join(one_line(part) for part in told if part)
