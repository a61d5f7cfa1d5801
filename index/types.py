"""The values this layer makes."""

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
    """The parts: ``dense`` (cosine, -1 to 1), ``bm25`` (from 0, unbounded); higher is better."""
    story: str | None = None
    """Where its article has copies: the id of the one of them that stands for all. Hits of one
    story do not confirm each other."""


@dataclass(frozen=True, slots=True)
class RelatedArticle:
    """An article as another one refers to it."""

    article_id: str
    title: str
    source: str | None
    published: date | None
    path: str


Relation = Literal["copy", "version", "same story"]


@dataclass(frozen=True, slots=True)
class RelatedArticles:
    """The articles that an article has to do with, by how."""

    copies: tuple[RelatedArticle, ...] = ()
    """Articles that repeat it in much the same words, the best first; they confirm nothing."""
    versions: tuple[RelatedArticle, ...] = ()
    """Other texts of the same page, the newest first."""
    same_story: tuple[RelatedArticle, ...] = ()
    """Articles of the same days that tell of the event in their own words, the nearest first."""

    def __bool__(self) -> bool:
        """Tell whether there is any."""
        return bool(self.copies or self.versions or self.same_story)

    def __iter__(self) -> Iterator[tuple[Relation, RelatedArticle]]:
        """Give each with its relation: copies, then versions, then the others."""
        kinds: tuple[tuple[Relation, tuple[RelatedArticle, ...]], ...] = (
            ("copy", self.copies),
            ("version", self.versions),
            ("same story", self.same_story),
        )
        for relation, articles in kinds:
            for article in articles:
                yield relation, article


@dataclass(frozen=True, slots=True)
class Scope:
    """What a filter leaves of an index."""

    where: Filter
    articles: int
    """Articles that meet it."""
    undated: int
    """Articles that would meet it but for a date, which they lack."""
    blamed: str | None = None
    """Where no article meets it: the condition without which some would; else None."""
    there_are: tuple[str, ...] = ()
    """Of what is blamed: the values that articles have, the most frequent first; for dates the
    earliest and the latest."""


@dataclass(frozen=True, slots=True)
class ListedArticle:
    """An article as a list shows it; the fields are those of `Article`."""

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
        """`published`, unless only the file's own time stands for it."""
        return None if self.date_from == FILE_TIME else self.published


@dataclass(frozen=True, slots=True)
class Mention:
    """How many articles and passages mention some words."""

    words: str
    """As they were typed."""
    articles: int
    """Articles that have all of them, in the title or the text."""
    passages: int
    """Passages of these articles whose text has one of them at least."""
    exact: bool = True
    """Whether these are just so many; else so many at most, as some were not looked at one by one."""


SearchOrder = Literal["best", "date"]
"""What articles are sorted by that were searched for: how well they fit, or the newest first."""


@dataclass(frozen=True, slots=True)
class FoundPassage:
    """A passage that words were found in."""

    passage: Passage
    score: float
    """BM25, from 0, unbounded; higher is better."""
    line: int
    """Line of the first word found, from 1; of the passage where its title alone has them."""
    place: str | None
    """Its page or chapter; None where the format has none."""
    words: tuple[tuple[int, int], ...]
    """Where the words stand: half-open offsets into the article's text, in order."""


@dataclass(frozen=True, slots=True)
class FoundArticle:
    """An article that words were found in."""

    article: ListedArticle
    score: float
    """Of its best passage."""
    mentions: int
    """Its passages whose text has one of the words."""
    title_words: tuple[tuple[int, int], ...]
    """Where the words stand in its title: half-open offsets."""
    passages: tuple[FoundPassage, ...]
    """The best of them, in the order of the text."""


@dataclass(frozen=True, slots=True)
class SearchResult:
    """What was found for some words."""

    words: str
    """As they were typed."""
    order: SearchOrder
    total: Mention
    """Everything that was found, of which `found` shows the first."""
    every: bool
    """Whether each article has all of the words; else no article has, and each has one at least."""
    counts: tuple[Mention, ...]
    """Each word or quoted phrase by itself."""
    found: tuple[FoundArticle, ...]
    scope: Scope | None = None
    """What the filter in force left of the index; None where there was none."""
    seconds: float = 0.0
    """Wall clock."""
