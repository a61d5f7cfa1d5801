"""Passages after the first six are read only if these do not answer, or if a question has several answers."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.article import Article, Passage
from index.store.articles import ArticleStore
from index.types import Hit
from qa.reading.agreement import span_text
from qa.reading.model import PassageCache, SpanModel
from qa.reading.reader import SpanReader
from qa.settings import ReadingSettings

ANSWER = "The Port Trust of Fife was founded in 1899 by Karel Nagy, a shipwright of Leith."
OTHERS = [f"Ferry number {name} carried coal, timber and mail along the coast in those years." for name in "ABCDEFG"]
FOUNDED = "When was the Port Trust of Fife founded?"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[ArticleStore]:
    draft = ArticleStore.create(tmp_path / "articles.sqlite")
    for at, text in enumerate([ANSWER, *OTHERS]):
        article = Article(f"{at}", "Ports", f"/{at}.txt", text, hashlib.sha256(text.encode()).hexdigest())
        draft.add(article, [Passage(f"{at}", 0, 0, len(text), text)], [bytes([at]) * 16])
    draft.finish()
    draft.close()
    opened = ArticleStore.open(tmp_path / "articles.sqlite")
    yield opened
    opened.close()


def hits(*order: int) -> list[Hit]:
    texts = [ANSWER, *OTHERS]
    scores = {"dense": 0.5, "bm25": 5.0}
    passages = [Passage(f"{at}", 0, 0, len(texts[at]), texts[at]) for at in order]
    return [Hit(passage, 0.5, rank, scores=scores) for rank, passage in enumerate(passages, start=1)]


def read(store: ArticleStore, model: SpanModel, question: str, order: tuple[int, ...]) -> tuple[int, str | None]:
    """Return the number of passages read, and the best answer."""
    text = SpanReader(model, store, ReadingSettings(close=0)).read(question, hits(*order))
    return len(text), None if text[0].start is None else span_text(text[0])


def test_where_one_of_the_first_answers_the_rest_is_not_read(store: ArticleStore, reader_model: SpanModel) -> None:
    assert read(store, reader_model, FOUNDED, (0, 1, 2, 3, 4, 5, 6, 7)) == (6, "1899")


def test_where_none_of_the_first_answers_all_are_read(store: ArticleStore, reader_model: SpanModel) -> None:
    assert read(store, reader_model, FOUNDED, (1, 2, 3, 4, 5, 6, 7, 0)) == (8, "1899")


@pytest.mark.parametrize(
    "question", ["Which people founded the Port Trust of Fife?", "Who is the head of the Port Trust of Fife now?"]
)
def test_lists_and_what_is_newest_take_all_passages(
    store: ArticleStore, reader_model: SpanModel, question: str
) -> None:
    assert read(store, reader_model, question, (0, 1, 2, 3, 4, 5, 6, 7))[0] == 8


def test_a_passage_is_read_once_for_a_question(reader_model: SpanModel) -> None:
    cache = PassageCache(reader_model)
    first = cache.read(FOUNDED, [("", ANSWER), ("", OTHERS[0])])
    again = cache.read(FOUNDED, [("", OTHERS[0]), ("", ANSWER), ("", OTHERS[1])])
    assert again[0] is first[1]
    assert again[1] is first[0]
    assert cache.read("Who founded it?", [("", ANSWER)])[0] is not first[0]
    (fresh,) = reader_model.read(FOUNDED, [("", ANSWER)])
    assert [window.null for window in fresh] == [window.null for window in first[0]]
