"""The values an answer consists of."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from corpus.article import FILE_TIME, MetadataField
from corpus.times.expression import Basis
from index.types import Hit, Mention, RelatedArticles, Scope, SearchOrder
from qa.types.asked_time import AskedTime as AskedTime

RefusalReason = Literal[
    "asks for articles",
    "no article matches",
    "nothing retrieved",
    "nothing relevant",
    "no span",
    "low confidence",
    "not in the metadata",
]
"""In the order in which they are checked: the question asks for articles rather than for their content, so that
`Refusal.search` answers it; the filter lets no article through; no passage was retrieved; none seems to answer;
none has a span that could be the answer; the reader is not sure enough of the best span. The last: the question
asks about an article itself, and its metadata do not say it."""

Kind = Literal["span", "sentence", "metadata"]

SURE = 0.6
"""Confidence from which the answer's words are shown first; below it, their sentence is, and the words second."""

AlternativeRelation = Literal["other", "earlier", "disputed"]
"""How another answer relates to the first: one that comes close, one that was right earlier, or one that other
sources of the same time give."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What the reader found in one passage, or that it found nothing.

    `start` to `end` is the answer and lies within the sentence; all are half-open offsets into the
    article's text, and None if nothing was found.
    """

    hit: Hit
    """As it was read: if something was found, its passage may begin before the one retrieved."""
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
    """If the words are an expression of time, its value as an ISO 8601 day, month, year or interval."""
    more: "tuple[Reading, ...]" = ()
    """Other spans of the same passage that may answer, most likely first, each judged by itself."""


@dataclass(frozen=True, slots=True)
class When:
    """The time that the words of an answer express."""

    words: str
    """The expression of time, verbatim: the answer, or an expression that contains it."""
    resolved: str | None
    """ISO 8601 day, month or year, or an interval with ``/``; None if it could not be resolved."""
    basis: Basis | None = None
    """What it is relative to; None for ``3 May 2019``, which is absolute, and if it could not be resolved."""
    base: date | None = None
    """The day of the basis; None exactly if `basis` is."""
    lacks_date: bool = False
    """Whether it could not be resolved because its article has no date."""


@dataclass(frozen=True, slots=True)
class Citation:
    """The position of words in an article, checked against the stored text."""

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
    """The page or chapter it is on, for display; None if the format has none."""
    related: RelatedArticles = RelatedArticles()
    """Copies of the article, its other versions, and other reports of the same event."""
    author: str | None = None
    url: str | None = None
    modified: date | None = None
    """When the article was last changed, if it says so."""
    date_from: str | None = None
    """What `published` was read from; None exactly if `published` is."""
    language: str | None = None
    """ISO 639-1 code of the article's language; None if it could not be detected."""
    when: When | None = None
    """The time that the quote expresses; None if it is not a time."""

    @property
    def stated(self) -> date | None:
        """The date of publication; None if only the file's modification time gives it."""
        return None if self.date_from == FILE_TIME else self.published

    def around_quote(self) -> tuple[str, str]:
        """Return the parts of the sentence before and after the quote."""
        at = self.start - self.sentence_start
        return self.sentence[:at], self.sentence[at + len(self.quote) :]


@dataclass(frozen=True, slots=True)
class Governed:
    """How an answer's sentence qualifies its words, so that they cannot stand as a plain fact."""

    how: Literal["question", "denial", "condition", "rumour", "plan"]
    words: str
    """Verbatim from the sentence: ``denied having``, ``if no deal is reached by 10 June``."""

    @property
    def wholly(self) -> bool:
        """Whether the words would mislead without it, so that the whole sentence is the answer."""
        return self.how in ("question", "denial", "condition")


@dataclass(frozen=True, slots=True)
class Tellings:
    """How many articles give an answer."""

    articles: int
    """Articles that give it, including copies."""
    texts: int
    """How many of them are not copies of one another."""


@dataclass(frozen=True, slots=True)
class Alternative:
    """Another answer that comes close."""

    text: str
    """In an article's own words."""
    confidence: float
    """Probability that it is right, 0 to 1."""
    citations: tuple[Citation, ...]
    """Its citations, best first, never empty; numbers continue from the answer's."""
    relation: AlternativeRelation = "other"
    until: date | None = None
    """The last day on which an article says it is so; None if no article does or `relation` is not ``earlier``."""
    tellings: Tellings | None = None
    """How many articles give it."""


@dataclass(frozen=True, slots=True)
class ArticlesBy:
    """How many articles an author or a source wrote."""

    field: Literal["author", "source"]
    """Which of the articles' metadata has the name."""
    name: str
    articles: int
    """Copies included."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why there is no answer."""

    reason: RefusalReason
    threshold: float
    """The confidence an answer needed."""
    best: float
    """The confidence of the best candidate, 0 if nothing was retrieved."""
    nearest: tuple[Citation, ...]
    """The nearest passages, best first; if articles are asked for, the best passage of each of the first few."""
    missing_terms: tuple[str, ...]
    """Content words of the question that none of the passages has."""
    scattered_terms: tuple[str, ...] = ()
    """The other content words of the question, if no single passage has all of them."""
    mentions: tuple[Mention, ...] = ()
    """How many of the searched articles mention each content word of the question, in its order; words that occur in
    more than 5,000 passages are left out."""
    search: Mention | None = None
    """The words to search for instead: those that few articles mention together; None if no article does."""
    order: SearchOrder = "best"
    """How to sort that search."""
    by: ArticlesBy | None = None
    """Whose articles were asked for; None if the question named no author or source."""

    @property
    def is_count(self) -> bool:
        """Whether articles were asked for and some exist: then `search` or `by` is the answer."""
        return self.reason == "asks for articles" and (self.search is not None or self.by is not None)


@dataclass(frozen=True, slots=True)
class Seconds:
    """Wall-clock time of each stage, in seconds."""

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
    """The answer in the article's own words; None if the articles do not say."""
    confidence: float | None
    """Probability that the answer is right, 0 to 1; None exactly if `text` is."""
    citations: tuple[Citation, ...]
    """Its citations, best first; empty exactly if `text` is None."""
    hits: tuple[Hit, ...]
    """The passages that were read, those that seem to answer first."""
    refusal: Refusal | None
    """Why `text` is None; None otherwise."""
    seconds: Seconds
    scope: Scope | None = None
    """The part of the index that the filter selected; None if there was no filter."""
    alternatives: tuple[Alternative, ...] = ()
    """Other answers that come close, best first."""
    readings: tuple[Reading, ...] = ()
    """What was found in each passage, best first; not kept in JSON."""
    parts: "tuple[Answer, ...]" = ()
    """If the question asks several things: the answer to each, in order. The other fields are those of
    the first part that has an answer."""
    asked_as: str | None = None
    """The question as it was searched, if it depended on earlier ones; None if it was searched as typed."""
    unclear: str = ""
    """What was ambiguous in the question: ``he: McCallum or Moore?``; empty if nothing was."""
    tellings: Tellings | None = None
    """How many articles give the answer; None if there is no answer, and in answers saved before this was counted."""
    asked_time: AskedTime | None = None
    """The time that the question is about, if passages were weighed by it."""
    others: tuple[str, ...] = ()
    """Other possible meanings of the question, if something was ambiguous."""
    answers: tuple[Alternative, ...] = ()
    """If a list is asked for: every answer above the threshold, best first; empty if one answer is asked for."""
    read_as: tuple[str, ...] = ()
    """The words that replaced misspelt ones, in the question's order."""
    governed: Governed | None = None
    """How the answer's sentence qualifies its words; None if it states them as a fact."""
    metadata: MetadataField | None = None
    """Which of the cited article's metadata fields the answer is; None if it is from the text."""

    @property
    def sure(self) -> bool | None:
        """Whether the answer is likely enough and its sentence states it as a fact; None if there is no answer."""
        return None if self.confidence is None else self.confidence >= SURE and self.governed is None

    @property
    def when(self) -> When | None:
        """The time that the answer expresses; None if it is not a time."""
        return self.citations[0].when if self.citations else None

    @property
    def kind(self) -> Kind:
        """Whether the answer is the words asked for, a whole sentence, or an article's metadata."""
        if self.metadata:
            return "metadata"
        first = self.citations[0] if self.citations else None
        return "sentence" if first and first.quote == first.sentence else "span"
