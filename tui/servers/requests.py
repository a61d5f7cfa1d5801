"""Requests of other programs: arguments of an MCP tool, or the body of an HTTP request."""

from typing import Annotated, Any, TypeVar

import msgspec
from msgspec import Meta, Struct

from corpus.errors import QuestionInvalid
from index.filters import NAMES, Filter, read_filter
from index.store.catalogue import Order
from index.types import SearchOrder

Text = Annotated[str, Meta(min_length=1, max_length=2000)]
Condition = Annotated[str, Meta(max_length=200)]

R = TypeVar("R", bound="Request")


class Request(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Base of all requests."""


class Filtered(Request, frozen=True, kw_only=True):
    """A request that can be limited to some articles."""

    since: Condition | None = None
    """Only articles from this day or later: 2021, 2021-04, 2021-04-22, yesterday, 30d."""
    until: Condition | None = None
    """Only articles from this day or earlier."""
    on: Condition | None = None
    """Only articles from this day, month or year."""
    source: Condition | None = None
    """Only articles from sources with this in the name."""
    author: Condition | None = None
    """Only articles by authors with this in the name."""
    title: Condition | None = None
    """Only articles with this in the title."""
    path: Condition | None = None
    """Only articles with this in their file's path."""
    lang: Condition | None = None
    """Only articles in this language: en, de."""
    tag: Condition | None = None
    """Only articles with a note that has this tag."""

    def where(self) -> Filter:
        """Parse the filter.

        Returns:
            The filter.

        Raises:
            SettingsInvalid: If a value is invalid.
        """
        return read_filter({name: getattr(self, name) for name in NAMES})


class Turn(Request, frozen=True, kw_only=True):
    """An earlier question."""

    question: Text
    answer: Annotated[str, Meta(max_length=10_000)] | None = None
    """Its answer, if there was one."""


class AskRequest(Filtered, frozen=True, kw_only=True):
    """A question."""

    question: Text
    """A complete question, or a follow-up to `history`."""
    history: Annotated[tuple[Turn, ...], Meta(max_length=20)] = ()
    """Earlier questions, in order."""
    k: Annotated[int, Meta(ge=1, le=50)] | None = None
    """Passages to read; null uses the setting."""
    hits: bool = False
    """Whether to include the passages that were read."""


class SearchRequest(Filtered, frozen=True, kw_only=True):
    """A search for words."""

    words: Text
    """Words, and phrases in quotation marks; if no article contains all of them, one is enough."""
    n: Annotated[int, Meta(ge=1, le=50)] = 10
    """Maximum number of articles to return; all are counted."""
    sort: SearchOrder = "best"
    """Best match first, or newest first."""


class PassagesRequest(Filtered, frozen=True, kw_only=True):
    """A search for passages."""

    query: Text
    """A question or a few words; passages are found by meaning and by words."""
    k: Annotated[int, Meta(ge=1, le=50)] = 10
    """Maximum number of passages."""


class TimelineRequest(Filtered, frozen=True, kw_only=True):
    """A request for a timeline."""

    words: Text
    """The subject."""
    k: Annotated[int, Meta(ge=1, le=200)] = 100
    """Passages to search, those nearest to the words."""


class ShowRequest(Request, frozen=True, kw_only=True):
    """A request for lines of an article."""

    article: Annotated[str, Meta(min_length=1, max_length=1000)]
    """Id, path, address, or a part of the title that only one article has."""
    first_line: Annotated[int, Meta(ge=1)] = 1
    """First line, from 1, counted as in citations."""
    last_line: Annotated[int, Meta(ge=1)] | None = None
    """Last line; null for the end, or as many as one reply may have."""


class ListRequest(Filtered, frozen=True, kw_only=True):
    """A request for a list of articles."""

    sort: Order = "date"
    """The order; by date, the newest first."""
    reverse: bool = False
    most: Annotated[int, Meta(ge=1, le=200)] = 50
    """Maximum number of articles in one reply."""
    after: Annotated[int, Meta(ge=0)] = 0
    """Articles to skip: `next` of the previous reply."""


class StatusRequest(Request, frozen=True, kw_only=True):
    """A request without arguments."""


def read_request(kind: type[R], given: Any) -> R:
    """Parse a request.

    Args:
        kind: The type of the request.
        given: The decoded JSON.

    Returns:
        The request.

    Raises:
        QuestionInvalid: If it does not match the type; the message says where, and what was expected.
    """
    try:
        return msgspec.convert({} if given is None else given, kind)
    except msgspec.ValidationError as error:
        raise QuestionInvalid(f"{error}.") from None
