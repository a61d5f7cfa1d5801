"""What programs are told of what a desk keeps and sends: followed questions, notes, packs of evidence."""

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
"""In the order in which they are told: a refusal that has become answerable; another answer; an answer
that stands while a new article gives another; an answer that the articles no longer give."""
Found = Literal["there", "moved", "edited", "gone"]
"""The words stand where they stood; elsewhere; in other words, much the same; or no more. A note on a whole article is
there as long as the article is."""
Standing = Literal["same file", "same words", "moved", "changed", "missing"]
"""The very file is in the archive; another file has the same text; the sentence stands elsewhere, in another text of
the article or in another article; the article is there, and no longer says it; there is no such article."""


class FollowJson(Message, frozen=True, kw_only=True):
    """A question that is asked again over what is new."""

    schema: Literal["quotewire.follow/1"] = FOLLOW
    follow_id: int = field(name="id")
    """From 1."""
    question: str
    """In full: what a follow-up was searched as."""
    where: dict[str, str] = field(name="filter")
    """The conditions by name, dates as days; empty where there are none."""
    open: bool
    """Whether the articles do not say yet."""
    began: str
    """ISO 8601, UTC."""
    changed: str | None
    """When a change was last noticed, ISO 8601, UTC; null where none was."""
    answer: AnswerJson
    """The last that was told, without the passages that were read."""


class ChangeJson(Message, frozen=True, kw_only=True):
    """What new articles did to the answer of a followed question."""

    schema: Literal["quotewire.change/1"] = CHANGE
    follow_id: int = field(name="id")
    """The followed question's number."""
    question: str
    kind: ChangeKind
    """Answered: it was refused before; changed: another answer; disputed: a new article gives another; unsaid: no
    article gives it any more."""
    noticed: str
    """ISO 8601, UTC."""
    before: AnswerJson
    after: AnswerJson


class NoteJson(Message, frozen=True, kw_only=True):
    """A note, and where it belongs in the articles as they are now."""

    schema: Literal["quotewire.note/1"] = NOTE
    note_id: int = field(name="id")
    """From 1."""
    text: str
    tags: tuple[str, ...]
    """Without their number signs, in small letters."""
    question: str | None
    """The question whose answer it is on; null where it is on what was read."""
    written: str
    """ISO 8601, UTC."""
    title: str
    """Of the article, when the note was written."""
    published: str | None
    """ISO 8601 day, as the article states it."""
    url: str | None
    quote: str | None
    """The words it is on, when it was written; null for a whole article."""
    found: Found
    """Whether the words stand where they stood, elsewhere, in other words, or no more."""
    article_id: str | None
    """Of the article as it is now; null if the archive does not have it."""
    path: str | None
    start: int | None
    """Offset of the words in the article's text, in characters; null for a whole article, and where they are gone."""
    end: int | None
    line: int | None
    """Line of the words in the article's file, from 1."""


class TagJson(Message, frozen=True, kw_only=True):
    """A tag of notes."""

    schema: Literal["quotewire.tag/1"] = TAG
    tag: str
    """Without its number sign."""
    notes: int
    """How many have it."""


class PackJson(Message, frozen=True, kw_only=True):
    """A pack of evidence that was written; what is in it is under the schema that it carries."""

    schema: Literal["quotewire.pack/1"] = PACK
    path: str
    """The .zip or the folder."""
    seal: str
    """SHA-256, in hexadecimal, which whoever receives it may compare."""
    quotations: int
    articles: int


class StandingJson(Message, frozen=True, kw_only=True):
    """A quotation of a pack, held against an archive."""

    schema: Literal["quotewire.standing/1"] = STANDING
    standing: Standing
    """Whether the very file is there, its words in another file or elsewhere in it, or they are changed or missing."""
    article_id: str
    """Where the pack was made."""
    title: str
    quote: str
    sentence: str
    start: int
    """Offset of the quote in the article's text where the pack was made, in characters."""
    end: int
    path: str | None
    """The file in the archive where it stands, or where the article is; null where it is missing."""
    line: int | None
    """Where it stands in that file, from 1; null where it does not."""
