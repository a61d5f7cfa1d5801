"""The values that this package returns."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from corpus.article import FILE_TIME, Passage
from index.filters import Filter


@dataclass(frozen=True, slots=True)
class Hit:
    """One retrieved passage."""

    passage: Passage
    score: float
    """Fused, 0 to 1, higher is better."""
    rank: int
    """From 1."""
    scores: Mapping[str, float] = field(default_factory=dict)
    """The components: ``dense`` (cosine, -1 to 1), ``bm25`` (from 0, unbounded); higher is better."""
    story: str | None = None
    """If its article has copies: the id of the one that represents them. Hits of one story do not confirm each
    other."""


@dataclass(frozen=True, slots=True)
class RelatedArticle:
    """A reference to an article."""

    article_id: str
    title: str
    source: str | None
    published: date | None
    path: str


Relation = Literal["copy", "version", "same story"]
RELATIONS: dict[str, Relation] = {"copies": "copy", "versions": "version", "same_story": "same story"}
"""The fields of `RelatedArticles`, each with the relation that it lists, in the order in which they are shown."""


@dataclass(frozen=True, slots=True)
class RelatedArticles:
    """The articles related to an article, by relation."""

    copies: tuple[RelatedArticle, ...] = ()
    """Articles with nearly the same text, the best first; they are not confirmations."""
    versions: tuple[RelatedArticle, ...] = ()
    """Other texts of the same page, the newest first."""
    same_story: tuple[RelatedArticle, ...] = ()
    """Articles of the same days that report the event in their own words, the most similar first."""

    def __bool__(self) -> bool:
        """Return whether there are any."""
        return any(getattr(self, name) for name in RELATIONS)

    def __iter__(self) -> Iterator[tuple[Relation, RelatedArticle]]:
        """Yield each article with its relation, in the order of `RELATIONS`."""
        for name, relation in RELATIONS.items():
            for article in getattr(self, name):
                yield relation, article


@dataclass(frozen=True, slots=True)
class Scope:
    """The part of an index that a filter selects."""

    where: Filter
    articles: int
    """Articles that match it."""
    undated: int
    """Articles that would match it but have no date."""
    blamed: str | None = None
    """If no article matches: the condition without which some would; otherwise None."""
    there_are: tuple[str, ...] = ()
    """The existing values for that condition, most frequent first; for dates, the earliest and the
    latest."""


@dataclass(frozen=True, slots=True)
class ListedArticle:
    """An article in a list; the fields are those of `Article`."""

    published: date | None
    modified: date | None
    article_id: str
    title: str
    path: str
    url: str | None
    source: str | None
    author: str | None
    language: str | None
    row: int | None
    date_from: str | None

    @property
    def stated(self) -> date | None:
        """`published`, unless it is only the file's time."""
        return None if self.date_from == FILE_TIME else self.published


@dataclass(frozen=True, slots=True)
class Mention:
    """How many articles and passages mention some words."""

    words: str
    """The words as typed."""
    articles: int
    """Articles that have all of them, in the title or the text."""
    passages: int
    """Passages of these articles whose text has at least one of them."""
    exact: bool = True
    """Whether the counts are exact; otherwise they are upper bounds, because some articles were not examined."""


SearchOrder = Literal["best", "date"]
"""The order of search results: by relevance, or newest first."""


@dataclass(frozen=True, slots=True)
class FoundPassage:
    """A passage that contains some of the words."""

    passage: Passage
    score: float
    """BM25, from 0, unbounded; higher is better."""
    line: int
    """Line of the first word found, from 1; of the passage if only the title has them."""
    place: str | None
    """Its page or chapter; None if the format has none."""
    words: tuple[tuple[int, int], ...]
    """Where the words are: half-open offsets into the article's text, in order."""


@dataclass(frozen=True, slots=True)
class FoundArticle:
    """An article that contains the words."""

    article: ListedArticle
    score: float
    """The score of its best passage."""
    mentions: int
    """Its passages whose text has one of the words."""
    title_words: tuple[tuple[int, int], ...]
    """Where the words are in its title: half-open offsets."""
    passages: tuple[FoundPassage, ...]
    """The best of them, in the order of the text."""


@dataclass(frozen=True, slots=True)
class SearchResult:
    """The articles found for some words."""

    words: str
    """The words as typed."""
    order: SearchOrder
    total: Mention
    """The counts of everything that was found; `found` has only the first articles."""
    every: bool
    """Whether each article has all of the words; otherwise none has all, and each has at least one."""
    counts: tuple[Mention, ...]
    """Each word or quoted phrase by itself."""
    found: tuple[FoundArticle, ...]
    scope: Scope | None = None
    """The scope of the filter; None if there was none."""
    seconds: float = 0.0
    """Wall clock."""
