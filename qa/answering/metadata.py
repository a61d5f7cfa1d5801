"""Answers from an article's metadata, cited to the article and marked as metadata."""

import re
from collections.abc import Sequence
from dataclasses import replace

from corpus.article import Article, MetadataField
from corpus.sentences import Span, all_sentences
from index.filters import folded
from index.lexical.analyzer import analysed
from index.store.articles import ArticleStore
from index.types import Hit
from qa.answering.citations import Citer
from qa.answering.decide import Conclusion
from qa.questions import content_terms
from qa.questions.metadata import MetadataAsked
from qa.types import Reading, Refusal

_LEAST, _UNSURE = 0.6, 0.5
"""The share of a subject's words that an article must have, and the confidence if it lacks some."""
_HEAD = 400
"""Characters of an article in which it names its outlet."""
_QUESTIONS = 3
"""Paragraphs that are questions, from which an article is an interview."""
_ASKS = re.compile(r"\?[*_\"”’]*[ \t]*$", re.MULTILINE)
_ENDED = re.compile(r"[.!?…][\"'”’»)]*\s*$")
"""The end of a whole sentence; bylines and headings have none."""


def conclude_by_metadata(store: ArticleStore, citer: Citer, asked: MetadataAsked, hits: Sequence[Hit]) -> Conclusion:
    """Answer from the metadata of the article that a question names.

    Args:
        store: Holds the articles.
        citer: Makes and checks citations.
        asked: What is asked for, and of which article.
        hits: Passages found for that article's subject, best first.

    Returns:
        The answer, cited where the article's text says the same and else by its first sentence. Its confidence is 1 for
        the first article that has all words of the subject; 0.5, which is unsure, if the best has only most of them,
        one in its title, or if the question only seems to ask for an author. A refusal if there is no such article, or
        it lacks the field.
    """
    first: dict[str, Hit] = {}
    for each in hits:
        first.setdefault(each.passage.article_id, each)
    found = [(article, own) for name, own in first.items() if (article := store.article(name))]
    shares = [(_share(asked, article), article, own) for article, own in found if _may_be_meant(asked, article)]
    share, article, hit = max(shares, key=lambda each: each[0], default=(0.0, None, None))
    if article is None or hit is None or share < _LEAST:
        return Conclusion(refusal=Refusal("nothing retrieved", 1.0, 0.0, (), ()))
    value = _value(article, asked.field)
    cited = citer.cite([_reading(article, hit, value)])
    if value:
        confidence = 1.0 if share == 1.0 and not asked.is_inferred else _UNSURE
        return Conclusion(cited, confidence, text=value, metadata=asked.field)
    return Conclusion(refusal=Refusal("not in the metadata", 1.0, 0.0, cited, ()))


def _share(asked: MetadataAsked, article: Article) -> float:
    """Return the share of a subject's words that an article has; 0 if it lacks some and none is in its title."""
    wanted, text = set(content_terms(asked.subject)), set(analysed(f"{article.title} {article.text}"))
    if not wanted:
        return 0.0
    share = len(wanted & text) / len(wanted)
    return share if share == 1.0 or wanted & set(analysed(article.title)) else 0.0


def _may_be_meant(asked: MetadataAsked, article: Article) -> bool:
    """Return whether an article is from the outlet, and of the form, that a question names."""
    head = folded(f"{article.source or ''}\n{article.text[:_HEAD]}")
    if folded(asked.outlet) not in head:
        return False
    return not asked.is_interview or "interview" in head or len(_ASKS.findall(article.text)) >= _QUESTIONS


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
