"""What a pack of evidence holds: quotations, and which articles they are from, told so that they can be found again."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from qa.types import Answer, Citation

Role = Literal["answer", "alternative", "nearest"]
"""What a quotation is to its item: its answer, another answer that comes close, or what came nearest to one."""


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words of an article, where they stand in its text."""

    article: int
    """Number of the article in the pack, from 1."""
    role: Role
    answer: str | None
    """The answer that it bears out; None where it bears out none."""
    quote: str
    """Verbatim: ``text[start:end]``, offsets in characters, half-open."""
    start: int
    end: int
    line: int
    place: str | None
    """Page or chapter, where the format has any."""
    sentence: str
    """The sentence around it, verbatim."""
    sentence_start: int
    stands: bool
    """Whether the archive had these words at these offsets when the pack was made; an answer may be older."""


@dataclass(frozen=True, slots=True)
class PackedArticle:
    """Which article a quotation is from."""

    number: int
    """From 1, in the order in which they are first quoted."""
    article_id: str
    title: str
    source: str | None
    author: str | None
    published: str | None
    """ISO 8601 day, as the article states it; a file's own time is not one."""
    url: str | None
    path: str
    """Below its indexed folder, with ``/``: a pack does not tell whose folder that is."""
    format: str | None
    file_sha256: str | None
    """Of the whole file; None where it was not as it was indexed, or is no longer there."""
    text_sha256: str | None
    """Of the text that was read from it, in UTF-8; None where the archive no longer has the article."""
    text: str | None
    """The file of the pack that holds its text; None where that was not asked for."""


@dataclass(frozen=True, slots=True)
class Item:
    """One statement with its evidence: an answer, or a refusal."""

    heading: str | None
    """What it is, where that is more than an answer: ``Before 12 November 2026``."""
    question: str
    asked_as: str | None
    """The question as it was searched, where it leant on another."""
    where: dict[str, str]
    """The filter it was asked under."""
    answer: str | None
    """None: the articles do not say."""
    confidence: float | None
    quotations: tuple[Quotation, ...]


@dataclass(frozen=True, slots=True)
class Evidence:
    """All that a pack says."""

    title: str
    made_by: str
    """Program and version."""
    packed: str | None
    """When it was made, ISO 8601 in UTC, where that was asked for: without it, the same pack is the same bytes."""
    articles: tuple[PackedArticle, ...]
    items: tuple[Item, ...]

    def quotations(self) -> Iterator[tuple[PackedArticle, Quotation]]:
        """Give every quotation with its article, in order."""
        articles = {article.number: article for article in self.articles}
        for item in self.items:
            for quotation in item.quotations:
                yield articles[quotation.article], quotation


@dataclass(frozen=True, slots=True)
class Stated:
    """An answer to be packed."""

    answer: Answer
    heading: str | None = None


def single(stated: Iterable[Stated]) -> Iterator[Stated]:
    """Give answers one by one: of a question that asks several things, the answer to each."""
    for answer in stated:
        for part in answer.answer.parts or (answer.answer,):
            yield Stated(part, answer.heading)


def cited(answer: Answer) -> Iterator[tuple[Role, str | None, Citation]]:
    """Give all that an answer, or a refusal, quotes."""
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
