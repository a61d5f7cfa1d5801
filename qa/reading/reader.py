"""Reads passages with the network: for each the span that answers, and the probability that it is right."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from corpus.sentences import Span, all_sentences
from corpus.struck import readable
from index.store.articles import ArticleStore
from index.store.context import CONTEXT, widened
from index.store.formats import mails_among
from index.store.times import time_at
from index.types import Hit
from qa.questions import asks_yes_or_no, shared_words
from qa.questions.kind import asks_list, fits_of
from qa.questions.now import asks_for_now
from qa.reading.agreement import evidence_of, same_answer, span_text
from qa.reading.cells import without_other_cells
from qa.reading.confidence import Confidence, log_odds
from qa.reading.deciding import deciding_sentences
from qa.reading.model import CLOSE_MODELS, PassageCache, SpanModel
from qa.reading.named_cells import NAMED, named_value, with_named_cells
from qa.reading.promising import promising
from qa.reading.quotations import without_asked, without_quoted
from qa.reading.replies import with_replies
from qa.reading.spans import Found, best_spans
from qa.settings import ReadingSettings
from qa.types import Reading

_CANDIDATES = 3
"""Spans of one passage that compete where it is read closely: the other party of a sentence is one of them."""
_FIRST = 6
"""Passages that are read before the others, which are read only if none of these answers."""


class PassageReader(Protocol):
    """Finds answers in passages; the tests have another."""

    @property
    def threshold(self) -> float:
        """The probability from which a reading is an answer."""

    def read(self, question: str, hits: Sequence[Hit]) -> tuple[Reading, ...]:
        """Read passages, best reading first, one for each hit that was read."""


class SpanReader:
    """Finds the words of each passage that answer.

    Args:
        model: The network that reads every passage.
        store: Holds the articles, whose titles and foregoing sentences are read with their passages.
        settings: The threshold, and how many passages are read again.
        close: A larger network, which reads the most promising passages again; None reads none again.

    Raises:
        ModelMissing: If a model's card does not say how confidence is made.
    """

    def __init__(
        self, model: SpanModel, store: ArticleStore, settings: ReadingSettings, close: SpanModel | None = None
    ) -> None:
        self._model = model
        self._close = close if settings.close else None
        self._store = store
        self._settings = settings
        self._first = Confidence.of_card(model.card)
        self._confidence = self._first if self._close is None else Confidence.of_card(self._close.card)

    @classmethod
    def shipped(cls, store: ArticleStore, settings: ReadingSettings) -> "SpanReader":
        """Open the networks that ship, the larger one only where passages are read again.

        Args:
            store: Holds the articles.
            settings: The threshold, and how many passages are read again.

        Returns:
            The reader.

        Raises:
            ModelMissing: If a network's files are not those that were shipped.
        """
        return cls(SpanModel.open(), store, settings, SpanModel.open(CLOSE_MODELS) if settings.close else None)

    @property
    def threshold(self) -> float:
        """The probability from which a reading is an answer."""
        return self._settings.threshold

    def read(self, question: str, hits: Sequence[Hit]) -> tuple[Reading, ...]:
        """Find what each passage answers.

        Args:
            question: What the person asked. One that asks for a yes or no gets the sentences that decide it: the
                networks find words, not verdicts.
            hits: Retrieved passages.

        Returns:
            One reading for each hit that was read, best first; its score is the probability that it is right.
            Where passages are read again, only those give answers. The later passages are not read where an
            earlier one already answers, unless the question asks for a list or for what is newest.
        """
        prepared = _prepared(self._store, question, hits, CONTEXT)
        wants_all = asks_list(question) or asks_for_now(question)
        count = len(prepared) if wants_all else _FIRST
        close = PassageCache(self._close) if self._close else None
        found = _read(self._model, self._store, question, prepared[:count])
        if count < len(prepared):
            if any(evidence_of(reading) >= self._settings.enough for reading in self._first.judged(found)):
                judged = self._judged(question, found, close)
                if judged[0].score >= self.threshold:
                    return judged
            found += _read(self._model, self._store, question, prepared[count:])
        return self._judged(question, found, close)

    def _judged(self, question: str, found: list[Reading], close: PassageCache | None) -> tuple[Reading, ...]:
        """Read the most promising passages again and give each reading its probability; best first."""
        first = found
        if close is not None:
            found = read_again(close, self._store, question, self._first.judged(found), self._settings.close)
        if asks_yes_or_no(question):
            judged = self._confidence.judged(found)
            return self._with_replies(question, deciding_sentences(question, judged, first))
        judged = self._confidence.judged([_with_time(self._store, reading) for reading in found])
        return self._with_replies(question, with_named_cells(judged))

    def _with_replies(self, question: str, readings: Sequence[Reading]) -> tuple[Reading, ...]:
        """Raise replies to quoted questions, see `with_replies`; articles that are no mails are not fetched."""
        mails = mails_among(self._store, [reading.hit.passage.article_id for reading in readings])
        articles = [article for name in mails if (article := self._store.article(name))]
        said = {each.article_id: f"{each.author or ''}\n{each.title}\n{each.text}" for each in articles}
        return with_replies(question, said, readings) if said else tuple(readings)


@dataclass(frozen=True, slots=True)
class _Prepared:
    """A passage to read."""

    hit: Hit
    """As it was retrieved."""
    wide: Hit
    """The same with the sentences right before it."""
    words: float
    """Share of the question's words that it has, see `shared_words`."""


def found_spans(
    model: SpanModel, store: ArticleStore, question: str, hits: Sequence[Hit], context: int = CONTEXT
) -> list[Reading]:
    """Find the best span of each passage.

    Args:
        model: The network.
        store: Holds the articles, whose titles and foregoing sentences are read with their passages.
        question: What is asked.
        hits: Retrieved passages.
        context: Most characters read before each of them.

    Returns:
        One reading for each hit, in their order, not judged yet: scores are 0. Its passage is what
        was read, which begins before the one that was retrieved.
    """
    return _read(model, store, question, _prepared(store, question, hits, context))


def _prepared(store: ArticleStore, question: str, hits: Sequence[Hit], context: int) -> list[_Prepared]:
    """Widen passages, and compare the words of all of them with the question's."""
    wide = widened(store, [hit.passage for hit in hits], context)
    read = [replace(hit, passage=passage) for hit, passage in zip(hits, wide, strict=True)]
    shares = shared_words(question, [f"{title}\n{text}" for title, text in _pairs(store, read)])
    return [_Prepared(*each) for each in zip(hits, read, shares, strict=True)]


def _read(model: SpanModel, store: ArticleStore, question: str, prepared: Sequence[_Prepared]) -> list[Reading]:
    """Find the best span of each passage; not judged yet."""
    wide = [each.wide for each in prepared]
    found = []
    for each, reading in zip(prepared, _spans(model, store, question, wide, _pairs(store, wide)), strict=True):
        empty = reading.start is None
        scores = {**reading.scores, "words": each.words}
        found.append(Reading(each.hit, 0.0) if empty else replace(reading, scores=scores))
    return found


def read_again(
    model: SpanModel | PassageCache, store: ArticleStore, question: str, judged: Sequence[Reading], count: int
) -> list[Reading]:
    """Let another network read the most promising passages.

    Args:
        model: That network.
        store: Holds the articles.
        question: What is asked.
        judged: What the first network found, best first, with ``evidence`` among the scores.
        count: The most that are read, those with most evidence.

    Returns:
        One reading for each, those read again first, not judged yet. Their spans are the second network's,
        and their scores have ``close_span``, ``close_share`` and ``close_relevance`` beside those of the
        first, ``first``, the log-odds of its evidence, and ``same``, 1 if both found the same words. The others have
        no span any more.

    Source:
        Chen et al., "Reading Wikipedia to Answer Open-Domain Questions", 2017 (reading what was ranked);
        Nogueira et al., "Multi-Stage Document Ranking with BERT", 2019 (a larger network for the best few).
    """
    chosen = promising(judged)[:count]
    hits = [reading.hit for reading in chosen]
    read = {hit.rank for hit in hits}
    found = []
    read_closely = _spans(model, store, question, hits, _pairs(store, hits), _CANDIDATES)
    for first, again in zip(chosen, read_closely, strict=True):
        if again.start is None:
            found.append(Reading(first.hit, 0.0))
            continue
        whole, *more = (replace(each, scores=_both(first, each)) for each in (again, *again.more))
        found.append(replace(whole, more=tuple(more)))
    return found + [Reading(each.hit, 0.0, scores=each.scores) for each in judged if each.hit.rank not in read]


def _both(first: Reading, again: Reading) -> dict[str, float]:
    """Put the scores of a second reading beside those of the first."""
    known = {name: score for name, score in first.scores.items() if name != NAMED}
    own = {name if name == NAMED else f"close_{name}": score for name, score in again.scores.items()}
    both = {"first": log_odds(evidence_of(first)), "same": float(same_answer(span_text(first), span_text(again)))}
    return known | both | own


def _pairs(store: ArticleStore, hits: Sequence[Hit]) -> list[tuple[str, str]]:
    """Give each passage's title and the text that a network reads of it."""
    titles = store.titles([hit.passage.article_id for hit in hits])
    named = ((titles.get(hit.passage.article_id, ""), hit.passage.text) for hit in hits)
    return [(title, readable(text, title)) for title, text in named]


def _spans(
    model: SpanModel | PassageCache,
    store: ArticleStore,
    question: str,
    hits: Sequence[Hit],
    pairs: Sequence[tuple[str, str]],
    count: int = 1,
) -> list[Reading]:
    """Read passages as they are; for each the best span with the network's scores, and as `more` those after it."""
    mails = mails_among(store, [hit.passage.article_id for hit in hits])
    fits = fits_of(question)
    longest = model.limits.longest_answer
    found = []
    for hit, (title, text), windows in zip(hits, pairs, model.read(question, pairs), strict=True):
        offset = hit.passage.start
        cut = [(start - offset, end - offset) for start, end in spans_of(hit)]
        cell = named_value(question, title, hit.passage.text, cut, fits)
        cut = [cell[0]] if cell else without_other_cells(question, hit.passage.text, cut)
        if hit.passage.article_id in mails:
            cut = without_quoted(hit.passage.text, cut)
        cut = without_asked(hit.passage.text, cut)
        wanted = None if cell else fits
        spans = [_reading(hit, span) for span in best_spans(windows, text, cut, longest, count, fits=wanted)]
        spans = [_as_cell(spans[0], cell[1])] if cell and spans else spans
        found.append(replace(spans[0], more=tuple(spans[1:])) if spans else Reading(hit, 0.0))
    return found


def _reading(hit: Hit, found: Found) -> Reading:
    start, end, first, last = (hit.passage.start + place for place in (found.start, found.end, *found.sentence))
    scores = {"span": found.span, "share": found.share, "relevance": found.relevance}
    return Reading(hit, 0.0, start, end, first, last, scores)


def _as_cell(reading: Reading, value: Span) -> Reading:
    """Widen a reading to the whole value of the cell that its question names."""
    start, end = (reading.hit.passage.start + place for place in value)
    return replace(reading, start=start, end=end, scores={**reading.scores, NAMED: 1.0})


def _with_time(store: ArticleStore, reading: Reading) -> Reading:
    """Add the day that a reading's words mean, where they are an expression of time."""
    if reading.start is None:
        return reading
    time = time_at(store, reading.hit.passage.article_id, reading.start, span_text(reading))
    more = tuple(_with_time(store, each) for each in reading.more)
    return replace(reading, meant=time.resolved if time else None, more=more)


def whole_sentence(reading: Reading) -> Reading:
    """Widen a reading's words to their sentence."""
    return replace(reading, start=reading.sentence_start, end=reading.sentence_end, meant=None, more=())


def spans_of(hit: Hit) -> list[Span]:
    """Cut a passage into sentences, as offsets into its article."""
    offset = hit.passage.start
    return [(offset + start, offset + end) for start, end in all_sentences(hit.passage.text)]
