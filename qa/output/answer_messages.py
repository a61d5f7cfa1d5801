"""What a program is told of an answer. Where these types change, what was written before must still be read."""

from datetime import date
from typing import Any, Literal

from msgspec import field

from corpus.article import MetadataField
from corpus.times.expression import Basis
from index.types import Mention, RelatedArticle, SearchOrder
from qa.output.contract import Message, Probability
from qa.types import Governed, Kind, RefusalReason, Relation, Seconds, Tellings
from qa.types.phrased import Phrased

SCHEMA: Literal["quotewire.answer/1"] = "quotewire.answer/1"
"""Keys of a schema are stable; more may be added."""
NO_DATE = "the article has no date"
"""What the key ``from`` of a time says that cannot be counted."""


class WhenJson(Message, frozen=True, kw_only=True):
    """What time the words of an answer are."""

    words: str
    """The expression of time, verbatim: the answer, or what it is a part of."""
    resolved: str | None
    """ISO 8601 day, month or year, or the two ends of a span parted by a slash; null where it is not settled."""
    from_: str | None = field(name="from")
    """The day it was counted from, or that the article has no date; null where it counts from nothing."""
    basis: Basis | None
    """What that day is of."""


class CitationJson(Message, frozen=True, kw_only=True):
    """Where words stand, checked against the stored article."""

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
    """Offset behind the quote."""
    line: int
    """Line of the file to go to, from 1; for web pages, the line of their text."""
    quote: str
    """Verbatim: the article's text from start to end."""
    sentence: str
    """The sentence the quote stands in, verbatim."""
    sentence_start: int | None = None
    """Offset of the sentence in the article's text, in characters."""
    place: str | None = None
    """The page or chapter it stands on; null where the format has none."""
    copies: tuple[RelatedArticle, ...] = ()
    """Articles that repeat it in much the same words, the best first."""
    versions: tuple[RelatedArticle, ...] = ()
    """Other texts of the same page, the newest first."""
    same_story: tuple[RelatedArticle, ...] = ()
    """Articles of the same days that tell of the event in their own words, the nearest first."""
    author: str | None = None
    url: str | None = None
    modified: date | None = None
    date_from: str | None = None
    """What the date was read from; null exactly if there is none."""
    language: str | None = None
    """ISO 639-1 code of the article's language; null where that could not be told."""
    when: WhenJson | None = None
    """What time the quote is; null where it is none."""


class AlternativeJson(Message, frozen=True, kw_only=True):
    """Another answer that comes close."""

    text: str = field(name="answer")
    """In an article's own words."""
    when: WhenJson | None = None
    confidence: Probability
    """Probability that it is right."""
    citations: tuple[CitationJson, ...]
    """Where it stands, best first; numbers go on from the answer's."""
    relation: Relation = "other"
    """Whether it comes close, was so before, or is told by other sources of the same time."""
    until: date | None = None
    """The last day on which an article tells that it is so, where it was so before."""
    tellings: Tellings | None = None
    """How many articles tell it."""


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
    """The confidence an answer needed, 0 to 1."""
    best: float
    """The best there was, 0 to 1."""
    nearest: tuple[CitationJson, ...]
    """The passages that came nearest, best first."""
    missing_terms: tuple[str, ...]
    """Content words of the question that none of the passages has."""
    scattered_terms: tuple[str, ...] = ()
    """The other content words of the question, where no one passage has all of them."""
    mentions: tuple[Mention, ...] = ()
    """How many of the articles asked mention each content word of the question."""
    search: OfferedJson | None = None
    """The words to search for instead; null where no article mentions them."""


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
    """The parts of the score, and what the reader saw."""
    story: str | None = None
    """Where its article has copies: the id of the one of them that stands for all."""


class ScopeJson(Message, frozen=True, kw_only=True):
    """What a filter left of the index."""

    where: dict[str, str]
    """The conditions by name, dates as days."""
    articles: int
    """Articles that meet them."""
    undated: int
    """Articles that would meet them but for a date, which they lack."""
    blamed: str | None
    """Where no article meets them: the condition without which some would."""
    there_are: tuple[str, ...]
    """Values that articles have of what is blamed."""


class AskedTimeJson(Message, frozen=True, kw_only=True):
    """The time that a question is about."""

    words: str
    """As the question has them."""
    resolved: str
    """ISO 8601, two dots standing for an end that it has not."""
    first: date | None
    last: date | None
    counted_from: date | None = field(name="from")
    """The day that the words count from; null where they count from nothing."""
    is_hard: bool = field(name="hard")
    """Whether what tells of another time is no answer at all."""


class UnclearJson(Message, frozen=True, kw_only=True):
    """What of a question could not be told."""

    words: str
    others: tuple[str, ...]
    """The question as it may have been meant instead."""


class AnswerJson(Message, frozen=True, kw_only=True):
    """The reply to one question: an answer in the articles' own words with its citations, or a refusal."""

    schema: Literal["quotewire.answer/1"]
    id: Any = None
    """The id that a batch gave the question."""
    question: str
    asked_as: str | None = None
    """The question as it was searched, where it leant on those before it; null where as it was typed."""
    read_as: tuple[str, ...] = ()
    """The words that were read in place of misspelt ones, in the question's order."""
    unclear: UnclearJson | None = None
    """What of the question could not be told; null where all was clear."""
    scope: ScopeJson | None = field(name="filter", default=None)
    """What the filter in force left of the index; null where there was none."""
    asked_time: AskedTimeJson | None = None
    """The time that the question is about, where passages were weighed by it."""
    text: str | None = field(name="answer")
    """The answer in the article's own words; null: the articles do not say."""
    kind: Kind | None = None
    """Whether the answer is the words asked for, the sentence that decides, or of an article's metadata."""
    metadata: MetadataField | None = None
    """Which of the cited article's metadata the answer is; null where its text says it."""
    when: WhenJson | None = None
    """What time the answer is; null where it is none."""
    confidence: Probability | None
    """Probability that the answer is right; null exactly if there is none."""
    sure: bool | None = None
    """Whether it is likely enough and told as a fact; null where there is no answer."""
    governed: Governed | None = None
    """What the answer's sentence says of its words; null where they are told as a fact."""
    tellings: Tellings | None = None
    """How many articles tell the answer."""
    citations: tuple[CitationJson, ...]
    """Where it stands, best first; empty exactly if there is no answer."""
    answers: tuple[AlternativeJson, ...] = ()
    """Where a list is asked for: every answer that stands, best first."""
    alternatives: tuple[AlternativeJson, ...] = ()
    """Other answers that come close, best first."""
    refusal: RefusalJson | None
    """Why there is no answer; null where there is one."""
    parts: tuple["AnswerJson", ...] = ()
    """Where the question asks several things: the answer to each, in order."""
    hits: tuple[HitJson, ...]
    """The passages that were read, those first that seem to answer."""
    seconds: Seconds
    phrased: Phrased | None = None
    """The answer as a language model put it; null where that was not asked for."""


class ErrorJson(Message, frozen=True, kw_only=True):
    """What a batch says of a line that could not be answered."""

    schema: Literal["quotewire.answer/1"] = SCHEMA
    id: Any = None
    """The id that the line gave the question, if it could be read."""
    line: int
    """The line's number, from 1."""
    error: str
