"""What an answer is made of."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from corpus.article import FILE_TIME, MetadataField
from corpus.times.expression import Basis
from corpus.times.period import Period
from index.types import Hit, Mention, RelatedArticles, Scope, SearchOrder

RefusalReason = Literal[
    "asks for articles",
    "no article matches",
    "nothing retrieved",
    "nothing relevant",
    "no span",
    "low confidence",
    "not in the metadata",
]
"""In the order in which they are looked for: a question for articles and not for what they say, so that
`Refusal.search` answers it; a filter that lets no article through; no passage at all; none that seems to answer;
none with words that could be the answer; words of which the reader is not sure enough. And where an article itself
is asked about, that its metadata do not say it."""

Kind = Literal["span", "sentence", "metadata"]

SURE = 0.6
"""Confidence from which an answer is told as one: below, its sentence is shown first and the words second."""

Relation = Literal["other", "earlier", "disputed"]
"""What another answer is to the first: one that comes close, one that was so before, or one that other sources of
the same time tell."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reader found in one passage, or that it found nothing.

    `start` to `end` is the answer and lies within the sentence; all are offsets into the
    article's text, half-open, and None where nothing was found.
    """

    hit: Hit
    """As it was read: where something was found, its passage may begin before the one retrieved."""
    score: float
    """Probability that it answers, 0 to 1."""
    start: int | None = None
    end: int | None = None
    sentence_start: int | None = None
    sentence_end: int | None = None
    scores: Mapping[str, float] = field(default_factory=dict)
    """What the reader saw: ``span`` (best span less no answer), ``share`` (of that span among all of
    the passage, 0 to 1), ``relevance``, ``words`` (of the question that title and passage have, 0 to
    1), ``evidence`` (probability that the passage by itself answers); higher is better."""
    meant: str | None = None
    """Where the words are an expression of time, the ISO 8601 day, month, year or span that it is."""
    more: "tuple[Reading, ...]" = ()
    """Other words of the same passage that may answer, likeliest first, each judged by itself."""


@dataclass(frozen=True, slots=True)
class When:
    """What time the words of an answer are."""

    words: str
    """The expression of time, verbatim: the answer, or what it is a part of."""
    resolved: str | None
    """ISO 8601 day, month or year, or the two ends of a span parted by ``/``; None where it is not settled."""
    basis: Basis | None = None
    """What it was counted from; None for ``3 May 2019``, which counts from nothing, and where it is not settled."""
    base: date | None = None
    """The day of the basis; None exactly if `basis` is."""
    lacks_date: bool = False
    """Whether it is not settled because its article has no date."""


@dataclass(frozen=True, slots=True)
class Citation:
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
    line: int
    """Line of the file to go to, from 1; for web pages, the line of their text."""
    quote: str
    """Verbatim: ``article.text[start:end]``."""
    sentence: str
    """The sentence the quote stands in, verbatim."""
    sentence_start: int
    """Offset of the sentence in the article's text, in characters."""
    place: str | None = None
    """The page or chapter it stands on, as a person would say it; None where the format has none."""
    related: RelatedArticles = RelatedArticles()
    """Copies of the article, its other versions, and other reports of the same event."""
    author: str | None = None
    url: str | None = None
    modified: date | None = None
    """When the article was last changed, where it says so."""
    date_from: str | None = None
    """What `published` was read from; None exactly if `published` is."""
    language: str | None = None
    """ISO 639-1 code of the article's language; None where that could not be told."""
    when: When | None = None
    """What time the quote is; None where it is none."""

    @property
    def stated(self) -> date | None:
        """The date of publication, if anything but the file's own time tells it."""
        return None if self.date_from == FILE_TIME else self.published

    def around_quote(self) -> tuple[str, str]:
        """Give the parts of the sentence before and after the quote."""
        at = self.start - self.sentence_start
        return self.sentence[:at], self.sentence[at + len(self.quote) :]


@dataclass(frozen=True, slots=True)
class Governed:
    """What an answer's sentence says of its words, so that they are no bare fact."""

    how: Literal["denial", "condition", "rumour", "plan"]
    words: str
    """Verbatim from the sentence: ``denied having``, ``if no deal is reached by 10 June``."""

    @property
    def wholly(self) -> bool:
        """Whether the words mean nothing without it, so that the whole sentence is the answer."""
        return self.how in ("denial", "condition")


@dataclass(frozen=True, slots=True)
class Tellings:
    """How often an answer is told."""

    articles: int
    """Articles that tell it, copies counted."""
    texts: int
    """How many of them are no copies of one another."""


@dataclass(frozen=True, slots=True)
class Alternative:
    """Another answer that comes close."""

    text: str
    """In an article's own words."""
    confidence: float
    """Probability that it is right, 0 to 1."""
    citations: tuple[Citation, ...]
    """Where it stands, best first, never empty; numbers go on from the answer's."""
    relation: Relation = "other"
    until: date | None = None
    """The last day on which an article tells that it is so; None unless it is earlier, and where none does."""
    tellings: Tellings | None = None
    """How many articles tell it."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why there is no answer."""

    reason: RefusalReason
    threshold: float
    """The confidence an answer needed."""
    best: float
    """The best there was, 0 if nothing was retrieved."""
    nearest: tuple[Citation, ...]
    """The passages that came nearest, best first; where articles are asked for, the best of the first of these."""
    missing_terms: tuple[str, ...]
    """Content words of the question that none of the passages has."""
    scattered_terms: tuple[str, ...] = ()
    """The other content words of the question, where no one passage has all of them."""
    mentions: tuple[Mention, ...] = ()
    """How many of the articles asked mention each content word of the question, in its order; words that over 5,000
    passages have are left out."""
    search: Mention | None = None
    """The words to search for instead: those that together few articles mention; None where none does."""
    order: SearchOrder = "best"
    """What that search is to be sorted by."""

    @property
    def is_count(self) -> bool:
        """Whether articles were asked for and there are some: then `search` is the answer."""
        return self.reason == "asks for articles" and self.search is not None


@dataclass(frozen=True, slots=True)
class AskedTime:
    """The time that a question is about."""

    words: str
    """As the question has them: ``last week``, ``before May``."""
    first: date | None
    """The first day of it; None where it has no beginning."""
    last: date | None
    """The last day of it; None where it has no end."""
    is_hard: bool = False
    """Whether what tells of another time is no answer at all, and not only a worse one."""
    counted_from: date | None = None
    """The day that the words count from; None for ``in 2019``, which counts from nothing."""

    @property
    def resolved(self) -> str:
        """The time as ISO 8601 has it, ``..`` standing for an end that it has not."""
        if self.first and self.last:
            return Period(self.first, self.last).written()
        return f"{self.first or '..'}/{self.last or '..'}"


@dataclass(frozen=True, slots=True)
class Seconds:
    """Where the time went, in seconds of wall clock."""

    load: float = 0.0
    """Opening the engine; counted in the first answer after it."""
    retrieve: float = 0.0
    read: float = 0.0
    total: float = 0.0


@dataclass(frozen=True, slots=True)
class Answer:
    """The engine's reply to one question."""

    question: str
    text: str | None
    """The answer in the article's own words; None: the articles do not say."""
    confidence: float | None
    """Probability that the answer is right, 0 to 1; None exactly if `text` is."""
    citations: tuple[Citation, ...]
    """Where it stands, best first; empty exactly if `text` is None."""
    hits: tuple[Hit, ...]
    """The passages that were read, those first that seem to answer."""
    refusal: Refusal | None
    """Why `text` is None; None otherwise."""
    seconds: Seconds
    scope: Scope | None = None
    """What the filter in force left of the index; None where there was none."""
    alternatives: tuple[Alternative, ...] = ()
    """Other answers that come close, best first."""
    readings: tuple[Reading, ...] = ()
    """What was found in each passage, best first; not kept in JSON."""
    parts: "tuple[Answer, ...]" = ()
    """Where the question asks several things: the answer to each, in order. The rest is that of
    the first of them that the articles say."""
    asked_as: str | None = None
    """The question as it was searched, where it leant on those before it; None where as it was typed."""
    unclear: str = ""
    """What of the question could not be told: ``he: McCallum or Moore?``; empty where all was clear."""
    tellings: Tellings | None = None
    """How many articles tell the answer; None where there is none, and in answers kept before it was counted."""
    asked_time: AskedTime | None = None
    """The time that the question is about, where passages were weighed by it."""
    others: tuple[str, ...] = ()
    """The question as it may have been meant instead, where something was unclear."""
    answers: tuple[Alternative, ...] = ()
    """Where a list is asked for: every answer that stands, best first; empty where one is asked for."""
    read_as: tuple[str, ...] = ()
    """The words that were read in place of misspelt ones, in the question's order."""
    governed: Governed | None = None
    """What the answer's sentence says of its words; None where they are told as a fact."""
    metadata: MetadataField | None = None
    """Which of the cited article's metadata the answer is; None where its text says it."""

    @property
    def sure(self) -> bool | None:
        """Whether the answer is likely enough and its sentence tells it as a fact; None where there is no answer."""
        return None if self.confidence is None else self.confidence >= SURE and self.governed is None

    @property
    def when(self) -> When | None:
        """What time the answer is; None where it is none."""
        return self.citations[0].when if self.citations else None

    @property
    def kind(self) -> Kind:
        """Whether the answer is the words asked for, the sentence that decides, or of an article's metadata."""
        if self.metadata:
            return "metadata"
        first = self.citations[0] if self.citations else None
        return "sentence" if first and first.quote == first.sentence else "span"
