"""Questions that ask for articles: how many mention something, which ones do, or the latest of them.

No span of an article answers these. They are answered from the index: the number of articles that mention the words,
and the first of them, from the search that lists them all.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.sentences import all_sentences
from index.filters import Filter
from index.store.articles import ArticleStore
from index.types import FoundArticle, FoundPassage, Hit, SearchOrder, SearchResult
from qa.answering.citations import Citer
from qa.answering.metadata import at_first_sentence
from qa.library.search import Searcher
from qa.questions import POINTING
from qa.types import Citation, Reading, Refusal

_SHOWN = 3
"""Articles shown."""

_ARTICLES = r"(?:(?:news )?(?:articles?|stor(?:y|ies)|reports?|pieces?|posts?)|news|coverage)"
_ON = r"(?:about|on|regarding|concerning|dealing with|mentioning)"
_MENTION = (
    rf"(?:(?:that |which )?(?:mentions?|names?|discuss(?:es)?|cover|covers|contains?|refers? to|(?:is |are )?{_ON}))"
)
_WE = r"(?:we|you|i|there)"
_HAVE = rf"(?:(?:do|did|have|are|is|were) {_WE} (?:have |got |written |write |published |publish |run )?)"
_SHOW = r"(?:(?:please )?(?:show|give|find|list|get)(?: me| us)? )"

_LATEST = re.compile(
    rf"{_SHOW}?(?:what(?:'s|’s| is| are| was) )?(?:the |our )?(?:latest|newest|most recent|recent)"
    rf"(?: {_ARTICLES}(?: {_HAVE})?(?: {_ON}| of| from)| {_ON}) (.+)",
    re.IGNORECASE,
)
_SUMMARY = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"what (?!(?:is|are) there){_HAVE}{_ON} (.+)",
        rf"what (?:has|have) been (?:written|published|reported) {_ON} (.+)",
    )
)
_OTHERS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"how many {_ARTICLES} {_HAVE}?{_MENTION} (.+)",
        rf"(?:which|what) {_ARTICLES} {_HAVE}?{_MENTION} (.+)",
        rf"(?:do {_WE} have|have {_WE} got|is there|are there) (?:anything|something|any {_ARTICLES}) {_MENTION} (.+)",
        rf"{_SHOW}?(?:all |any |the |our )*(?:{_ARTICLES}|everything) (?:we have )?{_MENTION} (.+)",
        rf"(?:in )?(?:which|how many) {_ARTICLES} (?:is|are|was|were) (.+?) (?:mentioned|named|discussed)(?: in)?",
        rf"in (?:which|how many)(?: of (?:my|our|the|these))? {_ARTICLES} (?:do|does|did) (.+?)"
        r" (?:turn up|appear|feature|occur|come up|figure|get a mention|show up)",
        rf"how many of (?:my|our|the|these) {_ARTICLES} {_MENTION} (.+)",
    )
)
_AFTER = re.compile(r"(?:,? (?:lately|recently|so far|please|now))*[\s?.!]*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ArticlesAsked:
    """Which articles a question asks for."""

    words: str
    """The words they must mention."""
    order: SearchOrder
    """``date`` if the newest are asked for, else ``best``."""
    content: bool = False
    """Whether what they say is asked for, and not only which they are."""


def articles_asked(question: str) -> ArticlesAsked | None:
    """Recognise a question that asks for articles.

    Args:
        question: The question, clean.

    Returns:
        What is asked for; None if the question asks for something that articles say, or refers to an earlier turn.
    """
    asked = _AFTER.sub("", question)
    forms: tuple[tuple[re.Pattern[str], SearchOrder, bool], ...] = (
        (_LATEST, "date", False),
        *((form, "best", True) for form in _SUMMARY),
        *((form, "best", False) for form in _OTHERS),
    )
    for form, order, content in forms:
        if match := form.fullmatch(asked):
            words = match[1].strip()
            says = any(word.casefold() not in POINTING for word in re.findall(r"\w+", words))
            return ArticlesAsked(words, order, content) if says else None
    return None


def listed(
    asked: ArticlesAsked, searcher: Searcher, citer: Citer, store: ArticleStore, where: Filter
) -> tuple[tuple[Hit, ...], Refusal]:
    """Count the articles that are asked for, and cite the first few.

    Where their content is asked for, they are cited at their first sentences: those of a news article sum it up.

    Args:
        asked: What is asked for.
        searcher: Finds them.
        citer: Cites them.
        store: Holds them.
        where: Conditions that they must meet.

    Returns:
        The best passage of each article shown, and a refusal with their number.

    Raises:
        IndexDamaged: If the index cannot be read, or a citation fails its check.
    """
    result = searcher.search(asked.words, _SHOWN, asked.order, where)
    hits = tuple(_hit(rank, article) for rank, article in enumerate(result.found, start=1))
    refusal = Refusal(
        reason="asks for articles",
        threshold=0.0,
        best=0.0,
        nearest=_shown(asked, result, hits, citer, store) if result.every else (),
        missing_terms=tuple(count.words for count in result.counts if not count.articles),
        mentions=result.counts,
        search=result.total if result.every else None,
        order=asked.order,
    )
    return hits, refusal


def _shown(
    asked: ArticlesAsked, result: SearchResult, hits: Sequence[Hit], citer: Citer, store: ArticleStore
) -> tuple[Citation, ...]:
    articles = [store.article(hit.passage.article_id) for hit in hits] if asked.content else []
    leads = [at_first_sentence(article, hit) for hit, article in zip(hits, articles, strict=False) if article]
    return citer.cite(leads) if leads else cited(result, citer)


def cited(result: SearchResult, citer: Citer) -> tuple[Citation, ...]:
    """Cite the best passage of each article in a search result.

    Args:
        result: Articles with their best passages.
        citer: Makes and checks citations.

    Returns:
        A citation for each article, in their order: the sentence with the first matching word.

    Raises:
        IndexDamaged: If a stored article differs from what was indexed.
    """
    hits = [(_hit(rank, article), _best(article)) for rank, article in enumerate(result.found, start=1)]
    return citer.cite([_reading(hit, best) for hit, best in hits])


def _best(article: FoundArticle) -> FoundPassage:
    return max(article.passages, key=lambda passage: passage.score)


def _hit(rank: int, article: FoundArticle) -> Hit:
    best = _best(article)
    return Hit(best.passage, 0.0, rank, {"bm25": best.score})


def _reading(hit: Hit, match: FoundPassage) -> Reading:
    """Take the sentence with the first matching word; the whole passage if only the title matches."""
    passage = hit.passage
    if not match.words:
        return Reading(hit, 0.0)
    at = match.words[0][0] - passage.start
    start, end = next((span for span in all_sentences(passage.text) if at < span[1]), (0, len(passage.text)))
    span = passage.start + start, passage.start + end
    return Reading(hit, 0.0, *span, *span)
