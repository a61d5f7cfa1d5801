"""The contents of a pack of evidence: quotations, and the articles they are from, so that both can be found again."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from qa.types import Answer, Citation

Role = Literal["answer", "alternative", "nearest"]
"""What a quotation supports: the answer, an alternative, or nothing, if it is one of the nearest passages."""


@dataclass(frozen=True, slots=True)
class Quotation:
    """A quotation with its place in the text of its article."""

    article: int
    """Number of the article in the pack, from 1."""
    role: Role
    answer: str | None
    """The answer that it supports; None if it supports none."""
    quote: str
    """Verbatim: ``text[start:end]``, offsets in characters, half-open."""
    start: int
    end: int
    line: int
    place: str | None
    """Page or chapter; None if the format has none."""
    sentence: str
    """The sentence around it, verbatim."""
    sentence_start: int
    stands: bool
    """Whether the archive had these words at these offsets when the pack was made; the answer may be older."""


@dataclass(frozen=True, slots=True)
class PackedArticle:
    """The article of a quotation."""

    number: int
    """From 1, in the order of first quotation."""
    article_id: str
    title: str
    source: str | None
    author: str | None
    published: str | None
    """ISO 8601 day, as stated by the article; a file's modification time does not count."""
    url: str | None
    path: str
    """Relative to its indexed folder, with ``/``, so that a pack does not reveal whose folder it is."""
    format: str | None
    file_sha256: str | None
    """SHA-256 of the whole file; None if it has changed since it was indexed, or no longer exists."""
    text_sha256: str | None
    """SHA-256 of the text read from it, in UTF-8; None if the archive no longer has the article."""
    text: str | None
    """The name of the file of the pack with its text; None if that was not requested."""


@dataclass(frozen=True, slots=True)
class Item:
    """A statement with its evidence: an answer, or a refusal."""

    heading: str | None
    """The heading, if it is more than an answer: ``Before 12 November 2026``."""
    question: str
    asked_as: str | None
    """The question as it was rewritten, for a follow-up."""
    where: dict[str, str]
    """The filter of the question."""
    answer: str | None
    """The answer; None for a refusal."""
    confidence: float | None
    quotations: tuple[Quotation, ...]


@dataclass(frozen=True, slots=True)
class Evidence:
    """The contents of a pack."""

    title: str
    made_by: str
    """Name and version of the program."""
    packed: str | None
    """When it was made, ISO 8601 in UTC, if requested; without it, equal packs consist of equal bytes."""
    articles: tuple[PackedArticle, ...]
    items: tuple[Item, ...]

    def quotations(self) -> Iterator[tuple[PackedArticle, Quotation]]:
        """Yield every quotation with its article, in order."""
        articles = {article.number: article for article in self.articles}
        for item in self.items:
            for quotation in item.quotations:
                yield articles[quotation.article], quotation


@dataclass(frozen=True, slots=True)
class Stated:
    """An answer to pack."""

    answer: Answer
    heading: str | None = None


def single(stated: Iterable[Stated]) -> Iterator[Stated]:
    """Yield answers singly: for a question with several parts, the answer to each."""
    for answer in stated:
        for part in answer.answer.parts or (answer.answer,):
            yield Stated(part, answer.heading)


def cited(answer: Answer) -> Iterator[tuple[Role, str | None, Citation]]:
    """Yield every citation of an answer or refusal, with what it supports."""
    for citation in answer.citations:
        yield "answer", answer.text, citation
    for item in answer.answers:
        for citation in item.citations:
            if citation not in answer.citations:
                yield "answer", item.text, citation
    for other in answer.alternatives:
        for citation in other.citations:
            yield "alternative", other.text, citation
    for citation in answer.refusal.nearest if answer.refusal else ():
        yield "nearest", None, citation
