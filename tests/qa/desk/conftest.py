"""Answers over the test articles, as an engine would give them."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from corpus.article import Passage
from index.build import Build
from index.types import Hit
from qa.answering.citations import Citer
from qa.desk.packs.evidence import Stated
from qa.desk.packs.gathering import gather
from qa.desk.packs.pack import packed_files
from qa.types import Answer, Reading, Seconds


@pytest.fixture
def reading_of(build: Build) -> Callable[..., Reading]:
    """Make a reading of words of an article in their line."""

    def reading_of(article_id: str, quote: str, score: float = 0.9) -> Reading:
        article = build.store.article(article_id)
        start = article.text.index(quote)
        first = article.text.rindex("\n", 0, start) + 1
        last = article.text.index("\n", start)
        passage = Passage(article_id, 0, first, last, article.text[first:last])
        return Reading(Hit(passage, 1.0, 1), score, start, start + len(quote), first, last)

    return reading_of


@pytest.fixture
def answer_of(build: Build, reading_of: Callable[..., Reading]) -> Callable[..., Answer]:
    """Make an answer of words of an article, citing their sentence."""

    def answer_of(article_id: str, quote: str, question: str = "what?") -> Answer:
        citations = Citer(build.store).cite([reading_of(article_id, quote)])
        return Answer(question, quote, 0.912345, citations, (), None, Seconds())

    return answer_of


@pytest.fixture
def answers(answer_of: Callable[..., Answer]) -> list[Stated]:
    return [
        Stated(answer_of("tide-mill-flour.md", "eleven bags of flour", "how many bags?")),
        Stated(answer_of("tide-mill-flour.md", "5.2 metres long", "how long is the shaft?"), "again"),
        Stated(answer_of("skerrow-lighthouse.txt", "the", "which <b>one</b>?")),
    ]


@pytest.fixture
def packed(build: Build, answers: list[Stated]) -> Callable[..., dict[str, bytes]]:
    """Make the files of a pack."""

    def packed(**options: Any) -> dict[str, bytes]:
        sources = [Path(source) for source in build.manifest.sources]
        return packed_files(*gather("Mill and lighthouse", answers, build.store, sources, **options))

    return packed
