"""What other programs may ask for: the arguments of a tool, the body of a request."""

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
    """What is asked for, as it came."""


class Filtered(Request, frozen=True, kw_only=True):
    """What is held to some articles."""

    since: Condition | None = None
    """Only articles from this day or later: 2021, 2021-04, 2021-04-22, yesterday, 30d."""
    until: Condition | None = None
    """Only articles from this day or earlier."""
    on: Condition | None = None
    """Only articles from this day, month or year."""
    source: Condition | None = None
    """Only articles of a source with this in its name."""
    author: Condition | None = None
    """Only articles by an author with this in the name."""
    title: Condition | None = None
    """Only articles with this in the title."""
    path: Condition | None = None
    """Only articles with this in their file's path."""
    lang: Condition | None = None
    """Only articles in this language: en, de."""
    tag: Condition | None = None
    """Only articles that a note of the person's own with this tag is on."""

    def where(self) -> Filter:
        """Read the conditions.

        Returns:
            The filter.

        Raises:
            SettingsInvalid: If one cannot be read.
        """
        return read_filter({name: getattr(self, name) for name in NAMES})


class Turn(Request, frozen=True, kw_only=True):
    """An earlier question."""

    question: Text
    answer: Annotated[str, Meta(max_length=10_000)] | None = None
    """The words of its answer, if there was one."""


class AskRequest(Filtered, frozen=True, kw_only=True):
    """A question."""

    question: Text
    """One question in full, or one that leans on `history`."""
    history: Annotated[tuple[Turn, ...], Meta(max_length=20)] = ()
    """What was asked before it, in order."""
    k: Annotated[int, Meta(ge=1, le=50)] | None = None
    """Passages to read; null takes the setting."""
    hits: bool = False
    """Whether to give the passages that were read, too."""


class SearchRequest(Filtered, frozen=True, kw_only=True):
    """What words are looked for."""

    words: Text
    """Words, and phrases in quotation marks; where no article has all of them, one is enough."""
    n: Annotated[int, Meta(ge=1, le=50)] = 10
    """Most articles to give; all are counted."""
    sort: SearchOrder = "best"
    """Those that fit the words best first, or by date the newest."""


class PassagesRequest(Filtered, frozen=True, kw_only=True):
    """What passages are looked for."""

    query: Text
    """A question or a few words: passages are found by meaning and by words."""
    k: Annotated[int, Meta(ge=1, le=50)] = 10
    """Most passages."""


class TimelineRequest(Filtered, frozen=True, kw_only=True):
    """What subject to tell of in order of time."""

    words: Text
    """The subject."""
    k: Annotated[int, Meta(ge=1, le=200)] = 100
    """Passages looked at, those nearest to the words."""


class ShowRequest(Request, frozen=True, kw_only=True):
    """Which article to show, and what of it."""

    article: Annotated[str, Meta(min_length=1, max_length=1000)]
    """Its id, path, address, or a part of its title that no other has."""
    first_line: Annotated[int, Meta(ge=1)] = 1
    """Line to begin at, from 1, as citations count lines."""
    last_line: Annotated[int, Meta(ge=1)] | None = None
    """Line to end with; null goes on to the end, or as far as one reply may."""


class ListRequest(Filtered, frozen=True, kw_only=True):
    """Which articles to list."""

    sort: Order = "date"
    """What they are sorted by; by date the newest come first."""
    reverse: bool = False
    most: Annotated[int, Meta(ge=1, le=200)] = 50
    """Most articles in one reply."""
    after: Annotated[int, Meta(ge=0)] = 0
    """Articles to pass over: `next` of the reply before."""


class StatusRequest(Request, frozen=True, kw_only=True):
    """Nothing needs to be said."""


def read_request(kind: type[R], given: Any) -> R:
    """Read a request.

    Args:
        kind: What is asked for.
        given: An object as JSON has it.

    Returns:
        The request.

    Raises:
        QuestionInvalid: If it is not such a request; says where, and what was expected.
    """
    try:
        return msgspec.convert({} if given is None else given, kind)
    except msgspec.ValidationError as error:
        raise QuestionInvalid(f"{error}.") from None
