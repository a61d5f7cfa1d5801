"""What an opened article shows: the words that were cited, there or in another telling."""

from dataclasses import replace
from typing import TYPE_CHECKING

from corpus.article import Article, line_at, place_at

if TYPE_CHECKING:
    from index.types import Telling
    from qa.engine import Engine
    from qa.types import Citation

_FILE_NOTICES = {
    "unchanged": "",
    "changed": "The file has changed since it was indexed; this is its text from then. F5 indexes it anew.",
    "gone": "The file is gone; this is its text when it was indexed.",
}


def as_cited(engine: "Engine", citation: "Citation") -> tuple[Article, "Citation", str]:
    """Fetch a cited article.

    Args:
        engine: Has the articles.
        citation: What was cited.

    Returns:
        The article, the citation, and a notice for the person, perhaps empty.

    Raises:
        IndexDamaged: If the index does not have it.
    """
    article = engine.article(citation.article_id)
    if article.text[citation.start : citation.end] != citation.quote:
        return (
            article,
            citation,
            "The article was indexed anew since this was cited, and the words no longer stand there.",
        )
    return article, citation, _FILE_NOTICES[engine.file_change(article)]


def as_told(engine: "Engine", telling: "Telling", citation: "Citation") -> tuple[Article, "Citation", str]:
    """Fetch an article that tells the same, and find there what was cited.

    Args:
        engine: Has the articles.
        telling: The other article.
        citation: What was cited.

    Returns:
        The article, a citation of it, and a notice for the person: empty if the sentence stands
        there too.

    Raises:
        IndexDamaged: If the index does not have it.
    """
    article = engine.article(telling.article_id)
    sentence = article.text.find(citation.sentence)
    inside = citation.sentence.find(citation.quote)
    start = sentence + inside if sentence >= 0 else article.text.find(citation.quote)
    found = start >= 0
    first, last = (start, start + len(citation.quote)) if found else (article.body, article.body)
    cited = replace(
        citation,
        article_id=article.article_id,
        title=article.title,
        source=article.source,
        published=article.published,
        path=article.path,
        start=first,
        end=last,
        line=line_at(article.text, first, article.row),
        quote=article.text[first:last],
        sentence=citation.sentence if sentence >= 0 else article.text[first:last],
        place=place_at(article.marks, first),
        copies=(),
        versions=(),
        retold=(),
    )
    return article, cited, "" if sentence >= 0 else "The sentence that was cited does not stand here in the same words."
