"""The JSON of followed questions, notes and packs of evidence."""

from typing import Literal

from msgspec import field

from qa.output.answer_messages import AnswerJson
from qa.output.contract import Message

FOLLOW: Literal["quotewire.follow/1"] = "quotewire.follow/1"
CHANGE: Literal["quotewire.change/1"] = "quotewire.change/1"
NOTE: Literal["quotewire.note/1"] = "quotewire.note/1"
TAG: Literal["quotewire.tag/1"] = "quotewire.tag/1"
PACK: Literal["quotewire.pack/1"] = "quotewire.pack/1"
STANDING: Literal["quotewire.standing/1"] = "quotewire.standing/1"

ChangeKind = Literal["answered", "changed", "disputed", "unsaid"]
"""In the order of reporting: a refused question can now be answered; the answer changed; a new article gives
another answer; no article gives the answer any more."""
Found = Literal["there", "moved", "edited", "gone"]
"""The words are in the same place; in another; changed slightly; or gone. A note on a whole article is "there" as long
as the article is indexed."""
Standing = Literal["same file", "same words", "moved", "changed", "missing"]
"""The same file is in the archive; another file has the same text; the sentence is elsewhere in the article or in
another one; the article no longer contains it; there is no such article."""


class FollowJson(Message, frozen=True, kw_only=True):
    """A followed question, which is checked against new articles."""

    schema: Literal["quotewire.follow/1"] = FOLLOW
    follow_id: int = field(name="id")
    """From 1."""
    question: str
    """In full: a follow-up as it was rewritten."""
    where: dict[str, str] = field(name="filter")
    """The conditions of the filter by name, dates as days; empty without a filter."""
    open: bool
    """Whether there is no answer yet."""
    began: str
    """ISO 8601, UTC."""
    changed: str | None
    """When the answer last changed, ISO 8601, UTC; null if it has not."""
    answer: AnswerJson
    """The latest answer, without the passages that were read."""


class ChangeJson(Message, frozen=True, kw_only=True):
    """A change of the answer to a followed question."""

    schema: Literal["quotewire.change/1"] = CHANGE
    follow_id: int = field(name="id")
    """The number of the followed question."""
    question: str
    kind: ChangeKind
    """Answered: it was refused before; changed: another answer; disputed: a new article gives another; unsaid: no
    article gives it any more."""
    noticed: str
    """ISO 8601, UTC."""
    before: AnswerJson
    after: AnswerJson


class NoteJson(Message, frozen=True, kw_only=True):
    """A note with its current place in the articles."""

    schema: Literal["quotewire.note/1"] = NOTE
    note_id: int = field(name="id")
    """From 1."""
    text: str
    tags: tuple[str, ...]
    """Without number signs, in lower case."""
    question: str | None
    """The question whose answer it is on; null if it is not on an answer."""
    written: str
    """ISO 8601, UTC."""
    title: str
    """The title of the article when the note was written."""
    published: str | None
    """The article's date as stated, an ISO 8601 day."""
    url: str | None
    quote: str | None
    """The words it is on, as they were when it was written; null for a whole article."""
    found: Found
    """Whether the words are in the same place, in another, changed, or gone."""
    article_id: str | None
    """The article's current id; null if it is no longer indexed."""
    path: str | None
    start: int | None
    """Offset of the words in the article's text, in characters; null for a whole article, and if they are gone."""
    end: int | None
    line: int | None
    """Line of the words in the article's file, from 1."""


class TagJson(Message, frozen=True, kw_only=True):
    """A tag."""

    schema: Literal["quotewire.tag/1"] = TAG
    tag: str
    """Without the number sign."""
    notes: int
    """Number of notes with this tag."""


class PackJson(Message, frozen=True, kw_only=True):
    """A pack of evidence that was written; its contents have a schema of their own."""

    schema: Literal["quotewire.pack/1"] = PACK
    path: str
    """The .zip file or the folder."""
    seal: str
    """SHA-256, in hexadecimal, for the recipient to compare."""
    quotations: int
    articles: int


class StandingJson(Message, frozen=True, kw_only=True):
    """A quotation of a pack, checked against an archive."""

    schema: Literal["quotewire.standing/1"] = STANDING
    standing: Standing
    """Whether the same file is there, its words in another file or elsewhere in it, or they are changed or missing."""
    article_id: str
    """The article's id in the archive of the pack."""
    title: str
    quote: str
    sentence: str
    start: int
    """Offset of the quote in the article's text in the pack, in characters."""
    end: int
    path: str | None
    """The file in this archive with the quote, or else with the article; null if it is missing."""
    line: int | None
    """Line of the quote in that file, from 1; null if it is not there."""
