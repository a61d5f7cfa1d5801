"""The values this layer makes."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from corpus.article import Passage


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
class Telling:
    """An article as another one refers to it."""

    article_id: str
    title: str
    source: str | None
    published: date | None
    path: str
