"""Questions for articles and not for what they say: how many mention something, what there is on it, the latest.

No words of an article answer these. They are answered from the index: how many articles mention the words, and the
first of them, by the search that lists them all.
"""

import re
from dataclasses import dataclass

from corpus.sentences import all_sentences
from index.filters import Filter
from index.types import FoundArticle, FoundPassage, Hit, SearchOrder, SearchResult
from qa.answering.citations import Citer
from qa.library.search import Searcher
from qa.questions import ASKING
from qa.types import Citation, Reading, Refusal

_SHOWN = 3
"""Articles that are shown."""

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
_OTHERS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"how many {_ARTICLES} {_HAVE}?{_MENTION} (.+)",
        rf"(?:which|what) {_ARTICLES} {_HAVE}?{_MENTION} (.+)",
        rf"what (?!(?:is|are) there){_HAVE}{_ON} (.+)",
        rf"what (?:has|have) been (?:written|published|reported) {_ON} (.+)",
        rf"(?:do {_WE} have|have {_WE} got|is there|are there) (?:anything|something|any {_ARTICLES}) {_MENTION} (.+)",
        rf"{_SHOW}?(?:all |any |the |our )*(?:{_ARTICLES}|everything) (?:we have )?{_MENTION} (.+)",
        rf"(?:in )?(?:which|how many) {_ARTICLES} (?:is|are|was|were) (.+?) (?:mentioned|named|discussed)(?: in)?",
    )
)
_AFTER = re.compile(r"(?:,? (?:lately|recently|so far|please|now))*[\s?.!]*$", re.IGNORECASE)
_POINTING = ASKING | frozenset("he him his she her hers its ours".split())


@dataclass(frozen=True, slots=True)
class ArticlesAsked:
    """What articles are asked for."""

    words: str
    """The words they have to mention."""
    order: SearchOrder
    """Whether the newest are meant."""


def articles_asked(question: str) -> ArticlesAsked | None:
    """Tell whether a question is for articles.

    Args:
        question: The question, clean.

    Returns:
        What is asked for; None where the question is for something that articles say, or points at what was said
        before.
    """
    asked = _AFTER.sub("", question)
    forms: tuple[tuple[re.Pattern[str], SearchOrder], ...] = (
        (_LATEST, "date"),
        *((form, "best") for form in _OTHERS),
    )
    found = next(((match, order) for form, order in forms if (match := form.fullmatch(asked))), None)
    if found is None:
        return None
    words = found[0][1].strip()
    says = any(word.casefold() not in _POINTING for word in re.findall(r"\w+", words))
    return ArticlesAsked(words, found[1]) if says else None


def listed(asked: ArticlesAsked, searcher: Searcher, citer: Citer, where: Filter) -> tuple[tuple[Hit, ...], Refusal]:
    """Count the articles that are asked for, and show the first.

    Args:
        asked: What is asked for.
        searcher: Finds them.
        citer: Cites them.
        where: Conditions that they meet.

    Returns:
        The best passage of each article shown, and a refusal that tells how many there are.

    Raises:
        IndexDamaged: If the index cannot be read, or a citation does not hold.
    """
    found = searcher.search(asked.words, _SHOWN, asked.order, where)
    hits = tuple(_hit(rank, each) for rank, each in enumerate(found.found, start=1))
    refusal = Refusal(
        reason="asks for articles",
        threshold=0.0,
        best=0.0,
        nearest=cited(found, citer) if found.every else (),
        missing_terms=tuple(count.words for count in found.counts if not count.articles),
        mentions=found.counts,
        search=found.total if found.every else None,
        order=asked.order,
    )
    return hits, refusal


def cited(found: SearchResult, citer: Citer) -> tuple[Citation, ...]:
    """Cite the best passage of each article that words were found in.

    Args:
        found: What was found.
        citer: Cites.

    Returns:
        A citation for each article, in their order: the sentence that the first word found stands in.

    Raises:
        IndexDamaged: If the index is not what was indexed.
    """
    return citer.cite([_reading(_hit(rank, each), _best(each)) for rank, each in enumerate(found.found, start=1)])


def _best(found: FoundArticle) -> FoundPassage:
    return max(found.passages, key=lambda passage: passage.score)


def _hit(rank: int, found: FoundArticle) -> Hit:
    best = _best(found)
    return Hit(best.passage, 0.0, rank, {"bm25": best.score})


def _reading(hit: Hit, found: FoundPassage) -> Reading:
    """Take the sentence that the first word found stands in; the passage, where its title alone has them."""
    passage = hit.passage
    if not found.words:
        return Reading(hit, 0.0)
    at = found.words[0][0] - passage.start
    start, end = next((span for span in all_sentences(passage.text) if at < span[1]), (0, len(passage.text)))
    span = passage.start + start, passage.start + end
    return Reading(hit, 0.0, *span, *span)
