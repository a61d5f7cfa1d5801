"""A subject's timeline: what articles say of it with a time, in the order of the times that they tell of."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from corpus.article import Article, line_at
from corpus.sentences import all_sentences
from corpus.times.period import read_period
from index.filters import EVERYTHING, Filter
from index.lexical.analyzer import analysed
from index.store.articles import ArticleStore
from index.store.times import times_in_article
from index.stories.related import RelatedFinder
from index.types import Hit
from qa.questions import content_terms
from qa.settings import Settings
from qa.types import Citation
from qa.types.statement import Statement

PASSAGES = 100
"""Passages in which statements are looked for."""
_SAME = 0.6
"""Share of the words of two sentences of one time that they have in common, from which they say the same."""


def cited(told: Statement) -> Citation:
    """Make a citation of a statement, at the words that tell its time."""
    at = told.start + max(told.sentence.find(told.words), 0)
    return Citation(
        number=1,
        article_id=told.article_id,
        title=told.title,
        source=told.source,
        published=told.published,
        path=told.path,
        start=at,
        end=at + len(told.words),
        line=told.line,
        quote=told.words,
        sentence=told.sentence,
        sentence_start=told.start,
    )


def timeline(settings: Settings, words: str, where: Filter = EVERYTHING, k: int = PASSAGES) -> tuple[Statement, ...]:
    """Find what the articles of the live build say of a subject with a time.

    Args:
        settings: Where the index is.
        words: The subject, as ``MI5`` or ``the Coldwater dam``.
        where: Conditions that the articles meet.
        k: Passages looked at, those nearest to the words.

    Returns:
        The statements, in order of their times.

    Raises:
        QuestionInvalid: If the subject has no words.
        IndexMissing: If there is no index.
        IndexStale: If it was made under other settings or in another format.
        IndexDamaged: If its files are not those that were written.
    """
    from index.build import open_live  # the search engines take a third of a second
    from qa.library.status import check_fresh
    from qa.questions import cleaned

    subject = cleaned(words)
    build = open_live(settings.index)
    try:
        check_fresh(build.manifest, settings)
        hits = build.retriever(settings.retrieval).retrieve(subject, k, where)
        return statements(build.store, subject, hits)
    finally:
        build.store.close()


def statements(store: ArticleStore, subject: str, hits: Sequence[Hit]) -> tuple[Statement, ...]:
    """Take from passages the sentences about a subject that tell a time.

    A sentence counts that has a word of the subject, where it and its article's title have all of them.

    Args:
        store: The articles.
        subject: What is asked for.
        hits: Passages that may tell of it.

    Returns:
        The statements, in order of their times; those that say the same are one.
    """
    terms = set(content_terms(subject))
    found: dict[tuple[str, int, str], Statement] = {}
    for hit in hits:
        article = store.article(hit.passage.article_id)
        if article is not None:
            for each in _of_passage(store, article, hit, terms):
                found.setdefault((each.article_id, each.start, each.resolved), each)
    kept = _gathered(sorted(found.values(), key=_order))
    copies = RelatedFinder(store, None).related(list(dict.fromkeys(each.article_id for each in kept)))
    return tuple(
        replace(
            each,
            copies=tuple(dict.fromkeys((*each.copies, *(one.article_id for one in copies[each.article_id].copies)))),
        )
        for each in kept
    )


def _of_passage(store: ArticleStore, article: Article, hit: Hit, terms: set[str]) -> Iterator[Statement]:
    passage = hit.passage
    times = [
        (time, period)
        for time in times_in_article(store, article)
        if passage.start <= time.start < passage.end and (period := read_period(time.resolved or ""))
    ]
    if not times:
        return
    titled = set(analysed(article.title))
    for first, last in all_sentences(passage.text):
        start, end = passage.start + first, passage.start + last
        has = terms & set(analysed(passage.text[first:last]))
        if not has or terms - has - titled:
            continue
        for time, period in times:
            if start <= time.start < end:
                yield Statement(
                    period,
                    time.resolved or "",
                    time.words,
                    article.text[start:end],
                    article.article_id,
                    article.title,
                    article.source,
                    article.stated,
                    article.path,
                    line_at(article.text, start, article.row),
                    start,
                    end,
                )


def _order(told: Statement) -> tuple[date, date, date, str, int]:
    return told.period.first, told.period.last, told.published or date.max, told.article_id, told.start


def _gathered(told: Sequence[Statement]) -> list[Statement]:
    """Make one of statements that say the same of the same time; the article published first stands for them."""
    kept: list[Statement] = []
    for each in told:
        same = next(
            (at for at, one in enumerate(kept) if one.period == each.period and _alike(one.sentence, each.sentence)),
            None,
        )
        if same is None:
            kept.append(each)
        elif each.article_id != kept[same].article_id:
            kept[same] = replace(kept[same], copies=tuple(dict.fromkeys((*kept[same].copies, each.article_id))))
    return kept


def _alike(one: str, other: str) -> bool:
    first, second = set(analysed(one)), set(analysed(other))
    return len(first & second) >= _SAME * max(min(len(first), len(second)), 1)
