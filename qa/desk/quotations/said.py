"""Quotations by speaker, the newest first, with copies merged.

A name matches a speaker by surname, by full name, and by descriptions that articles use for the person:
"the MI5 boss" finds quotations of Ken McCallum in the articles that call him so.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from corpus.article import Article
from corpus.errors import QuestionInvalid
from corpus.sentences import Span, paragraphs
from corpus.speech.posts import posts_beside
from corpus.speech.speech import Speech
from index.filters import EVERYTHING, Filter, folded
from index.lexical.analyzer import analysed
from index.store.articles import ArticleStore
from index.store.speech import articles_quoting, speech_in_article
from index.types import RelatedArticle
from qa.desk.quotations.citing import cite_words
from qa.desk.quotations.speakers import name_words, names_agree
from qa.desk.quotations.words import Folded, without_ends
from qa.output.said import Quotation, SaidReply

_DETERMINER = re.compile(r"^(?:the|a|an|its|their|his|her|former)\s+")
_SMALL = frozenset("a an the of in on at by for from to with and or about what did".split())
_FOLDED = 5
"""Minimum number of words for a quotation to be a copy of a longer one that contains it."""


@dataclass(frozen=True, slots=True)
class _Match:
    article: Article
    speech: Speech
    words: str
    """The quotation's words in lower case, separated and surrounded by spaces."""


def said_by(store: ArticleStore, name: str, about: str = "", where: Filter = EVERYTHING) -> SaidReply:
    """Find the quotations of a speaker.

    Args:
        store: The articles.
        name: A surname, a full name, or a description that articles use.
        about: Words that all occur in the quotation, its paragraph or its article's title; empty for any.
        where: The filter.

    Returns:
        The quotations, the newest first.

    Raises:
        QuestionInvalid: If the name has no word.
        IndexDamaged: If the index cannot be read, or a quotation differs from the stored text.
    """
    asked = name_words(name)
    if not any(word[0].isalnum() for word in asked):
        raise QuestionInvalid(f"{name!r} is not a name.", "qa said NAME, as in: qa said McCallum")
    by_name = list(_of_name(store, name, asked, where))
    topic = [term for word in about.split() if folded(word) not in _SMALL for term in analysed(word)]
    kept = [one for one in by_name if not topic or _is_about(one, topic)]
    speakers = Counter(one.speech.speaker for one in kept)
    quotations = tuple(_quotation(number, *one) for number, one in enumerate(_copies_folded(kept), start=1))
    return SaidReply(name, about, quotations, tuple(speakers.most_common()))


def _of_name(store: ArticleStore, name: str, asked: Sequence[str], where: Filter) -> Iterator[_Match]:
    """Yield all quotations of speakers whom the name may mean, in the order of their articles."""
    description = _plain(name)
    # The words as typed match descriptions; the surname matches every form of a name.
    wanted = dict.fromkeys([*articles_quoting(store, asked[-1], where), *articles_quoting(store, description, where)])
    for article_id in wanted:
        article = store.article(article_id)
        if article is None:
            continue
        speeches = speech_in_article(store, article)
        meant = {one.speaker for one in speeches if _is_meant(article.text, one, asked, description)}
        for one in speeches:
            if one.speaker in meant:
                yield _Match(article, one, _words(article.text, one))


def _is_meant(text: str, speech: Speech, asked: Sequence[str], description: str) -> bool:
    if speech.is_named and names_agree(asked, name_words(speech.speaker)):
        return True
    if _plain(text[speech.speaker_start : speech.speaker_end]) == description:
        return True
    before, after = (_plain(words) for words in posts_beside(text, speech))
    return f" {before}".endswith(f" {description}") or after == description


def _plain(words: str) -> str:
    return _DETERMINER.sub("", " ".join(folded(words).split()))


def _words(text: str, speech: Speech) -> str:
    tokens = without_ends(Folded(text, speech.start, speech.end).tokens)
    return f" {' '.join(token.text.lower() for token in tokens)} "


def _is_about(one: _Match, topic: Sequence[str]) -> bool:
    first, last = _paragraph(one.article.text, one.speech)
    around = set(analysed(f"{one.article.title}\n{one.article.text[first:last]}"))
    return all(term in around for term in topic)


def _paragraph(text: str, speech: Speech) -> Span:
    for span in paragraphs(text):
        if span[0] <= speech.start < span[1]:
            return span
    return speech.start, speech.end


def _copies_folded(quotations: Sequence[_Match]) -> list[tuple[_Match, list[_Match]]]:
    """Merge equal quotations of one person into one: the newest, and of one day the longest."""
    ordered = sorted(quotations, key=_day_of, reverse=True)  # stable: keeps the order of articles within a day
    kept: list[tuple[_Match, list[_Match]]] = []
    known: dict[str, int] = {}
    for one in ordered:
        place = known.get(one.words)
        if place is None:
            place = next((at for at, (other, _) in enumerate(kept) if _holds(other, one)), None)
        if place is None:
            known[one.words] = len(kept)
            kept.append((one, []))
            continue
        kept[place][1].append(one)
    return kept


def _day_of(one: _Match) -> str:
    return one.article.stated.isoformat() if one.article.stated else ""


def _holds(one: _Match, other: _Match) -> bool:
    """Return whether a quotation contains another one of the same person from another article."""
    if one.article.article_id == other.article.article_id or len(other.words.split()) < _FOLDED:
        return False
    return other.words in one.words and names_agree(name_words(one.speech.speaker), name_words(other.speech.speaker))


def _quotation(number: int, one: _Match, others: Iterable[_Match]) -> Quotation:
    article, speech = one.article, one.speech
    named = " ".join(article.text[speech.speaker_start : speech.speaker_end].split())
    copies = {
        other.article.article_id: RelatedArticle(
            other.article.article_id,
            other.article.title,
            other.article.source,
            other.article.stated,
            other.article.path,
        )
        for other in others
        if other.article.article_id != article.article_id
    }
    cited = replace(cite_words(article, speech.start, speech.end), number=number)
    return Quotation(speech.speaker, named, cited, tuple(copies.values()))
