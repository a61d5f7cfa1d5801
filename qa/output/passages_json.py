"""The JSON of retrieved passages."""

from datetime import date
from typing import Literal

from msgspec import field

from qa.output.answer_messages import ScopeJson
from qa.output.contract import Message

PASSAGES: Literal["quotewire.passages/1"] = "quotewire.passages/1"


class FoundJson(Message, frozen=True, kw_only=True):
    """A retrieved passage."""

    rank: int
    """From 1."""
    score: float
    """The fused score of both rankings, 0 to 1; higher is better."""
    article_id: str
    title: str
    source: str | None
    published: date | None
    path: str
    line: int
    """Line of the file at which the passage begins, from 1."""
    place: str | None
    """The page or chapter; null if the format has none."""
    start: int
    """Offset in the article's text, in characters."""
    end: int
    text: str
    """Verbatim: the article's text from start to end."""


class PassagesJson(Message, frozen=True, kw_only=True):
    """Passages retrieved by meaning and by words, best first, without an answer."""

    schema: Literal["quotewire.passages/1"] = PASSAGES
    query: str
    scope: ScopeJson | None = field(name="filter")
    """What the filter selects; null without a filter."""
    passages: tuple[FoundJson, ...]
