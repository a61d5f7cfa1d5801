"""The most promising passages are read again by a larger network, and only those give answers."""

import hashlib
from pathlib import Path
from typing import Any

import pytest

from corpus.article import Article, Passage
from corpus.errors import ModelMissing
from index.store.articles import ArticleStore
from index.types import Hit
from qa.reading.agreement import span_text
from qa.reading.model import CARD, CLOSE_MODELS, SpanModel
from qa.reading.reader import SpanReader
from qa.settings import ReadingSettings
from qa.types import SURE

TEXTS = (
    "The Harbour Board opened its Leith office in 2018, while the Port Trust of Fife runs ferries from Burntisland.",
    "Ferries from Burntisland carried 43,000 passengers in 2019, the Port Trust of Fife said on Tuesday.",
    "The sea took 7³ of the crew of the trawler Gannet in 1958, says a plaque in Anstruther.",
    "Anna Vos has led the Port Trust of Fife since March 2017, when Karel Nagy retired as its chairman.",
)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> ArticleStore:
    folder = tmp_path_factory.mktemp("store")
    draft = ArticleStore.create(folder / "articles.sqlite")
    for at, text in enumerate(TEXTS):
        article = Article(f"{at}", "Ports", f"/{at}.txt", text, hashlib.sha256(text.encode()).hexdigest())
        draft.add(article, [Passage(f"{at}", 0, 0, len(text), text)], [bytes([at]) * 16])
    draft.finish()
    draft.close()
    return ArticleStore.open(folder / "articles.sqlite")


@pytest.fixture(scope="module")
def close() -> SpanModel:
    return SpanModel.open(CLOSE_MODELS)


@pytest.fixture
def hits() -> list[Hit]:
    scores = {"dense": 0.5, "bm25": 5.0}
    return [Hit(Passage(f"{at}", 0, 0, len(text), text), 0.5, at + 1, scores=scores) for at, text in enumerate(TEXTS)]


def reader(store: Any, model: Any, close: Any, count: int) -> SpanReader:
    return SpanReader(model, store, ReadingSettings(close=count), close)


@pytest.mark.parametrize("count", [1, 2, 3, 20])
def test_no_more_passages_are_read_again_than_asked_for(
    store: ArticleStore, hits: list[Hit], reader_model: SpanModel, close: SpanModel, count: int
) -> None:
    text = reader(store, reader_model, close, count).read("Who leads the Port Trust of Fife?", hits)
    assert 1 <= sum("close_span" in reading.scores for reading in text) <= min(count, len(TEXTS))
    assert all("close_span" in reading.scores for reading in text if reading.start is not None)
    assert sorted(reading.hit.rank for reading in text) == [1, 2, 3, 4]


def test_without_any_read_again_the_first_network_answers(
    store: ArticleStore, hits: list[Hit], reader_model: SpanModel, close: SpanModel
) -> None:
    text = reader(store, reader_model, close, 0).read("Who leads the Port Trust of Fife?", hits)
    assert text == SpanReader(reader_model, store, ReadingSettings()).read("Who leads the Port Trust of Fife?", hits)
    assert not any("close_span" in reading.scores for reading in text)


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("Who leads the Port Trust of Fife?", "Anna Vos"),
        ("When did the Harbour Board open its office in Leith?", "2018"),
        ("How many passengers did the ferries carry in 2019?", "43,000"),
        ("How many of the trawler's crew did the sea take?", "7"),
    ],
)
def test_what_a_passage_says_is_answered_surely(
    store: ArticleStore, hits: list[Hit], reader_model: SpanModel, close: SpanModel, question: str, answer: str
) -> None:
    best = reader(store, reader_model, close, 4).read(question, hits)[0]
    assert span_text(best) == answer
    assert best.score >= 0.8


@pytest.mark.parametrize(
    "question",
    [
        "When did the Port Trust of Fife open its Leith office?",
        "How many passengers did the Harbour Board carry in 2019?",
        "When did Anna Vos retire?",
    ],
)
def test_what_is_said_of_the_other_party_is_never_a_sure_answer(
    store: ArticleStore, hits: list[Hit], reader_model: SpanModel, close: SpanModel, question: str
) -> None:
    best = reader(store, reader_model, close, 4).read(question, hits)[0]
    assert best.score < SURE


def test_every_reading_keeps_what_the_first_network_saw(
    store: ArticleStore, hits: list[Hit], reader_model: SpanModel, close: SpanModel
) -> None:
    text = reader(store, reader_model, close, 1).read("Who leads the Port Trust of Fife?", hits)
    assert all({"span", "share", "relevance", "words"} <= reading.scores.keys() for reading in text)


def test_a_part_of_its_weights_that_is_altered_is_named(tmp_path: Path) -> None:
    for path in CLOSE_MODELS.iterdir():
        (tmp_path / path.name).symlink_to(path)
    (tmp_path / "weights1.bin").unlink()
    (tmp_path / "weights1.bin").write_bytes(b"not the weights")
    with pytest.raises(ModelMissing, match=r"weights1\.bin is not the file its card names"):
        SpanModel.open(tmp_path)
    assert (tmp_path / CARD).exists()


def test_its_card_says_how_confidence_is_made(store: ArticleStore, close: SpanModel) -> None:
    bare = SpanModel.open()
    bare.card = {name: value for name, value in bare.card.items() if name != "confidence"}
    with pytest.raises(ModelMissing, match="confidence"):
        SpanReader(bare, store, ReadingSettings(), close)
