"""Answers from an article's metadata, cited to the article and marked as metadata."""

import re
from collections.abc import Sequence
from dataclasses import replace

from corpus.article import Article, MetadataField
from corpus.sentences import Span, all_sentences
from index.lexical.analyzer import analysed
from index.store.articles import ArticleStore
from index.types import Hit
from qa.answering.citations import Citer
from qa.answering.decide import Conclusion
from qa.questions import content_terms
from qa.types import Reading, Refusal

_ENDED = re.compile(r"[.!?…][\"'”’»)]*\s*$")
"""The end of a whole sentence; bylines and headings have none."""


def conclude_by_metadata(
    store: ArticleStore, citer: Citer, field: MetadataField, subject: str, hits: Sequence[Hit]
) -> Conclusion:
    """Answer from the metadata of the article that a subject names.

    Args:
        store: Holds the articles.
        citer: Makes and checks citations.
        field: What is asked for.
        subject: What the article is about.
        hits: Passages found for the subject, best first.

    Returns:
        The answer, with confidence 1: from the first article that has all words of the subject, cited where its text
        says the same and else by its first sentence. A refusal if there is no such article or it lacks the field.
    """
    wanted = set(content_terms(subject))
    for hit in hits:
        article = store.article(hit.passage.article_id)
        if article is not None and wanted <= set(analysed(f"{article.title} {article.text}")):
            value = _value(article, field)
            cited = citer.cite([_reading(article, hit, value)])
            if value:
                return Conclusion(cited, 1.0, text=value, metadata=field)
            return Conclusion(refusal=Refusal("not in the metadata", 1.0, 0.0, cited, ()))
    return Conclusion(refusal=Refusal("nothing retrieved", 1.0, 0.0, (), ()))


def _value(article: Article, field: MetadataField) -> str | None:
    if field == "published":
        return f"{article.stated.day} {article.stated:%B %Y}" if article.stated else None
    return {"author": article.author, "source": article.source, "url": article.url}[field]


def _reading(article: Article, hit: Hit, value: str | None) -> Reading:
    """Point at the value in the article's text, or at its first sentence."""
    said = value and re.search(rf"(?<!\w){re.escape(value)}(?!\w)", article.text)
    if said:
        start, end = said.span()
        line = article.text.rfind("\n", 0, start) + 1, article.text.find("\n", end)
        first, last = line[0], line[1] if line[1] >= 0 else len(article.text)
    else:
        return at_first_sentence(article, hit)
    return pointing(article, hit, (start, end), (first, last))


def at_first_sentence(article: Article, hit: Hit) -> Reading:
    """Point at an article's first whole sentence, after its title, byline and place.

    Args:
        article: The article.
        hit: A passage of it.

    Returns:
        A reading of the whole article with the sentence as its words; without a sentence, its first line of text.
    """
    cut = all_sentences(article.text[article.body :])
    whole = (span for span in cut if _ENDED.search(article.text, article.body + span[0], article.body + span[1]))
    start, end = next(whole, cut[0] if cut else (0, len(article.text) - article.body))
    span = article.body + start, article.body + end
    return pointing(article, hit, span, span)


def pointing(article: Article, hit: Hit, words: Span, sentence: Span) -> Reading:
    """Point at words and their sentence by their offsets in an article; the passage is all of it."""
    passage = replace(hit.passage, start=0, end=len(article.text), text=article.text)
    return Reading(replace(hit, passage=passage), 1.0, *words, *sentence)
