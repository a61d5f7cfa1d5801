"""The JSON of an answer. If these types change, earlier output must remain readable."""

from datetime import date
from typing import Any, Literal

from msgspec import field

from corpus.article import MetadataField
from corpus.times.expression import Basis
from index.types import Mention, RelatedArticle, SearchOrder
from qa.output.contract import Message, Probability
from qa.types import AlternativeRelation, ArticlesBy, Governed, Kind, RefusalReason, Seconds, Tellings
from qa.types.phrased import Phrased

SCHEMA: Literal["quotewire.answer/1"] = "quotewire.answer/1"
"""Keys of a schema are stable; new ones may be added."""
NO_DATE = "the article has no date"
"""The value of ``from`` if a date cannot be resolved because its article has no date."""


class WhenJson(Message, frozen=True, kw_only=True):
    """The date that the words of an answer refer to."""

    words: str
    """The date expression, verbatim: the answer, or what it is part of."""
    resolved: str | None
    """ISO 8601 day, month or year, or the two ends of a range separated by a slash; null if it cannot be resolved."""
    from_: str | None = field(name="from")
    """The day it is relative to, or that the article has no date; null for absolute dates."""
    basis: Basis | None
    """What that day is the date of."""


class CitationJson(Message, frozen=True, kw_only=True):
    """The location of a quote, checked against the stored article."""

    number: int
    """From 1, in the order of the answer."""
    article_id: str
    title: str
    source: str | None
    published: date | None
    path: str
    start: int
    """Offset of the quote in the article's text, in characters."""
    end: int
    """Offset of the end of the quote, exclusive."""
    line: int
    """Line of the quote in the file, from 1; for web pages, in their text."""
    quote: str
    """Verbatim: the article's text from start to end."""
    sentence: str
    """The sentence that contains the quote, verbatim."""
    sentence_start: int | None = None
    """Offset of the sentence in the article's text, in characters."""
    place: str | None = None
    """The page or chapter; null if the format has none."""
    copies: tuple[RelatedArticle, ...] = ()
    """Articles that repeat this one nearly word for word, the most similar first."""
    versions: tuple[RelatedArticle, ...] = ()
    """Other texts of the same page, the newest first."""
    same_story: tuple[RelatedArticle, ...] = ()
    """Articles of the same days that report the event in other words, the most similar first."""
    author: str | None = None
    url: str | None = None
    modified: date | None = None
    date_from: str | None = None
    """Where the date was read from; null if and only if there is none."""
    language: str | None = None
    """ISO 639-1 code of the article's language; null if unknown."""
    when: WhenJson | None = None
    """The date that the quote refers to; null if it contains none."""


class AlternativeJson(Message, frozen=True, kw_only=True):
    """Another answer."""

    text: str = field(name="answer")
    """In the article's own words."""
    when: WhenJson | None = None
    confidence: Probability
    """Probability that it is right."""
    citations: tuple[CitationJson, ...]
    """Its citations, best first; their numbers continue those of the answer."""
    relation: AlternativeRelation = "other"
    """Whether it is another candidate, an earlier value, or reported by other sources at the same time."""
    until: date | None = None
    """For an earlier value: the last day on which an article reports it."""
    tellings: Tellings | None = None
    """How many articles give it."""


class OfferedJson(Message, frozen=True, kw_only=True):
    """Words to search for instead, and how many articles mention them."""

    words: str
    articles: int
    passages: int
    exact: bool
    sort: SearchOrder


class RefusalJson(Message, frozen=True, kw_only=True):
    """Why there is no answer."""

    reason: RefusalReason
    threshold: float
    """The minimum confidence of an answer, 0 to 1."""
    best: float
    """The confidence of the best candidate, 0 to 1."""
    nearest: tuple[CitationJson, ...]
    """The nearest passages, best first."""
    missing_terms: tuple[str, ...]
    """Content words of the question that none of the passages contains."""
    scattered_terms: tuple[str, ...] = ()
    """The other content words of the question, if no single passage contains all of them."""
    mentions: tuple[Mention, ...] = ()
    """How many of the articles asked mention each content word of the question."""
    search: OfferedJson | None = None
    """The words to search for instead; null if no article mentions them."""
    by: ArticlesBy | None = None
    """Whose articles were asked for, and how many there are; null if the question named no author or source."""


class HitJson(Message, frozen=True, kw_only=True):
    """A passage that was read."""

    rank: int
    """From 1."""
    score: float
    """Higher is better."""
    article_id: str
    start: int
    """Offset of the passage in the article's text, in characters."""
    end: int
    text: str
    scores: dict[str, float]
    """The components of the score, and the reader's scores."""
    story: str | None = None
    """If its article has copies: the id of the one that represents them."""


class ScopeJson(Message, frozen=True, kw_only=True):
    """What a filter selects."""

    where: dict[str, str]
    """The conditions by name; dates are days."""
    articles: int
    """Number of matching articles."""
    undated: int
    """Number of articles that match except that they have no date."""
    blamed: str | None
    """If none matches: the condition without which some would."""
    there_are: tuple[str, ...]
    """Values that articles have for that condition."""


class AskedTimeJson(Message, frozen=True, kw_only=True):
    """The date that a question refers to."""

    words: str
    """The words of the question."""
    resolved: str
    """ISO 8601; two dots for an open end."""
    first: date | None
    last: date | None
    counted_from: date | None = field(name="from")
    """The day that relative words are resolved from; null for absolute dates."""
    dated_by: str | None = None
    """The title of the article that dates an event in the question; null if the question names no event."""
    is_hard: bool = field(name="hard")
    """Whether sentences about other dates are not accepted as answers."""


class UnclearJson(Message, frozen=True, kw_only=True):
    """What remained ambiguous in a question."""

    words: str
    others: tuple[str, ...]
    """Other meanings of the question."""


class AnswerJson(Message, frozen=True, kw_only=True):
    """The reply to one question: an answer in the articles' own words with its citations, or a refusal."""

    schema: Literal["quotewire.answer/1"]
    id: Any = None
    """The id of the question in a batch."""
    question: str
    asked_as: str | None = None
    """The rewritten question, for a follow-up; null if it was searched as typed."""
    read_as: tuple[str, ...] = ()
    """The corrected spellings, in the order of the question."""
    unclear: UnclearJson | None = None
    """What remained ambiguous in the question; null if nothing."""
    scope: ScopeJson | None = field(name="filter", default=None)
    """What the filter selects; null without a filter."""
    asked_time: AskedTimeJson | None = None
    """The date that the question refers to, if passages were ranked by it."""
    text: str | None = field(name="answer")
    """The answer in the article's own words; null if the articles do not say."""
    kind: Kind | None = None
    """Whether the answer is a span, a sentence, or metadata of an article."""
    metadata: MetadataField | None = None
    """Which metadata of the cited article is the answer; null if it is from the text."""
    when: WhenJson | None = None
    """The date that the answer refers to; null if it contains none."""
    confidence: Probability | None
    """Probability that the answer is right; null if and only if there is none."""
    sure: bool | None = None
    """Whether it is likely enough, and reported as a fact; null if there is no answer."""
    governed: Governed | None = None
    """How the sentence qualifies the answer; null if it is reported as a fact."""
    tellings: Tellings | None = None
    """How many articles give the answer."""
    citations: tuple[CitationJson, ...]
    """Its citations, best first; empty if and only if there is no answer."""
    answers: tuple[AlternativeJson, ...] = ()
    """For a question that asks for a list: all answers, best first."""
    alternatives: tuple[AlternativeJson, ...] = ()
    """Other candidates with a confidence close to the answer's, best first."""
    refusal: RefusalJson | None
    """Why there is no answer; null if there is one."""
    parts: tuple["AnswerJson", ...] = ()
    """For a question with several parts: the answer to each, in order."""
    hits: tuple[HitJson, ...]
    """The passages that were read, in the order of their evidence."""
    seconds: Seconds
    phrased: Phrased | None = None
    """The answer as phrased by a language model; null if that was not requested."""


class ErrorJson(Message, frozen=True, kw_only=True):
    """The error of a batch line."""

    schema: Literal["quotewire.answer/1"] = SCHEMA
    id: Any = None
    """The id of the question, if it could be read."""
    line: int
    """The line's number, from 1."""
    error: str
