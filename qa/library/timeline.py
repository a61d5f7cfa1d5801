"""A subject's timeline: the dated statements of the articles about it, in chronological order."""

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
"""Share of common words from which two sentences of the same time say the same."""


def cited(statement: Statement) -> Citation:
    """Make a citation of a statement, at its expression of time."""
    at = statement.start + max(statement.sentence.find(statement.words), 0)
    return Citation(
        number=1,
        article_id=statement.article_id,
        title=statement.title,
        source=statement.source,
        published=statement.published,
        path=statement.path,
        start=at,
        end=at + len(statement.words),
        line=statement.line,
        quote=statement.words,
        sentence=statement.sentence,
        sentence_start=statement.start,
    )


def timeline(settings: Settings, words: str, where: Filter = EVERYTHING, k: int = PASSAGES) -> tuple[Statement, ...]:
    """Find the dated statements about a subject in the live build.

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
    """Collect the sentences about a subject that have a time from passages.

    A sentence counts that has a word of the subject, where it and its article's title have all of them.

    Args:
        store: The articles.
        subject: The subject.
        hits: Passages that may be about it.

    Returns:
        The statements, in order of their times; those that say the same are one.
    """
    terms = set(content_terms(subject))
    by_key: dict[tuple[str, int, str], Statement] = {}
    for hit in hits:
        article = store.article(hit.passage.article_id)
        if article is not None:
            for statement in _of_passage(store, article, hit, terms):
                by_key.setdefault((statement.article_id, statement.start, statement.resolved), statement)
    kept = _gathered(sorted(by_key.values(), key=_order))
    copies = RelatedFinder(store, None).related(list(dict.fromkeys(statement.article_id for statement in kept)))
    return tuple(
        replace(
            statement,
            copies=tuple(
                dict.fromkeys((*statement.copies, *(one.article_id for one in copies[statement.article_id].copies)))
            ),
        )
        for statement in kept
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


def _order(statement: Statement) -> tuple[date, date, date, str, int]:
    period, published = statement.period, statement.published or date.max
    return period.first, period.last, published, statement.article_id, statement.start


def _gathered(statements: Sequence[Statement]) -> list[Statement]:
    """Merge statements that say the same about the same time; the article published first represents them."""
    kept: list[Statement] = []
    for statement in statements:
        same = next(
            (
                at
                for at, one in enumerate(kept)
                if one.period == statement.period and _alike(one.sentence, statement.sentence)
            ),
            None,
        )
        if same is None:
            kept.append(statement)
        elif statement.article_id != kept[same].article_id:
            kept[same] = replace(kept[same], copies=tuple(dict.fromkeys((*kept[same].copies, statement.article_id))))
    return kept


def _alike(one: str, other: str) -> bool:
    first, second = set(analysed(one)), set(analysed(other))
    return len(first & second) >= _SAME * max(min(len(first), len(second)), 1)
