"""An article as JSON has it."""

from typing import Any

from index.types import ListedArticle


def described(article: ListedArticle) -> dict[str, Any]:
    """Give an article as JSON has it: the fields of `Article`, its line by the name citations use."""
    return {
        "article_id": article.article_id,
        "title": article.title,
        "source": article.source,
        "author": article.author,
        "published": article.published and article.published.isoformat(),
        "date_from": article.date_from,
        "modified": article.modified and article.modified.isoformat(),
        "language": article.language,
        "url": article.url,
        "path": article.path,
        "line": article.row,
    }
