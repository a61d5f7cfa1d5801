"""Articles and passages by row, and the embeddings of a rebuild under way."""

import dataclasses
import hashlib
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st

from corpus.article import Article, Mark, Passage
from corpus.errors import IndexDamaged
from index.store.articles import ArticleStore
from index.store.rows import FileState, indexed_text

TEXT = "Title\r\n\r\nCafe\u0301 at 山猫そば 🍜. 👩🏽‍🍳 left.\r\n"
FULL = Article(
    "2021/a.txt", "Title", "/news/2021/a.txt", TEXT, hashlib.sha256(TEXT.encode()).hexdigest(), date(2021, 4, 22),
    "The Wire", "Ada", "https://a.example", "markdown", 3, 7,
    date(2021, 5, 1), "front matter date", "en", (Mark(0, "page 1"), Mark(9, "chapter 2: 山")),
)  # fmt: skip
BARE = Article("b", "b", "/b.txt", "Only text.", "00")


def passage(article: Article, start: int, end: int, ordinal: int = 0) -> Passage:
    return Passage(article.article_id, ordinal, start, end, article.text[start:end])


@pytest.fixture
def store(tmp_path: Path) -> Iterator[ArticleStore]:
    draft = ArticleStore.create(tmp_path / "articles.sqlite")
    draft.add(FULL, [passage(FULL, 9, 24), passage(FULL, 25, 36, 1)], [b"1" * 16, b"2" * 16])
    draft.add(BARE, [passage(BARE, 0, 10)], [b"3" * 16])
    draft.add_files([FileState("/news/2021/a.txt", 10, 99), FileState("/b.txt", 5, 98)])
    draft.add_skip("/c.bin", None, "binary, not text")
    draft.add_skip("/d.jsonl", 4, "malformed JSON line")
    draft.finish()
    draft.close()
    opened = ArticleStore.open(tmp_path / "articles.sqlite")
    yield opened
    opened.close()


def test_an_article_comes_back_as_it_was_stored(store: ArticleStore) -> None:
    assert store.article("2021/a.txt") == FULL
    assert store.article("b") == BARE
    assert store.article("c") is None


def test_passages_come_back_in_the_order_asked_for(store: ArticleStore) -> None:
    passages = store.passages([2, 0, 1])
    assert passages == [passage(BARE, 0, 10), passage(FULL, 9, 24), passage(FULL, 25, 36, 1)]
    assert store.passages([]) == []


def test_a_row_that_is_not_there_is_reported_as_damage(store: ArticleStore) -> None:
    with pytest.raises(IndexDamaged, match="row 99"):
        store.passages([0, 99])


@examples(max_examples=60)
@given(
    st.text(alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=60),
    st.data(),
)
def test_offsets_count_characters_whatever_the_script(
    tmp_path_factory: pytest.TempPathFactory, text: str, data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    path = tmp_path_factory.mktemp("store") / "articles.sqlite"
    draft = ArticleStore.create(path)
    article = Article("a", "t", "/p", text, "")
    draft.add(article, [passage(article, start, end)], [b"1" * 16])
    draft.finish()
    draft.close()
    store = ArticleStore.open(path)
    assert store.passages([0])[0].text == text[start:end]
    store.close()


def test_counts_are_of_articles_and_passages(store: ArticleStore, tmp_path: Path) -> None:
    assert (store.count("articles"), store.count("passages")) == (2, 3)
    empty = ArticleStore.create(tmp_path / "empty.sqlite")
    assert (empty.count("articles"), empty.count("passages")) == (0, 0)
    empty.close()


def test_what_is_indexed_is_title_date_and_text(store: ArticleStore) -> None:
    first, _, last = store.indexed()
    assert first.indexed_text == f"Title\n22 April 2021\n{TEXT[9:24]}"
    assert last.indexed_text == "b\nOnly text."
    assert [stored.row for stored in store.indexed()] == [0, 1, 2]
    assert indexed_text("T", None, "x") == "T\nx"


def test_digests_lead_back_to_their_rows(store: ArticleStore) -> None:
    assert list(store.digests()) == [b"1" * 16, b"2" * 16, b"3" * 16]
    assert store.rows_of([b"3" * 16, b"1" * 16, b"9" * 16]) == {b"3" * 16: 2, b"1" * 16: 0}


def test_files_and_skips_are_remembered(store: ArticleStore) -> None:
    assert set(store.files()) == {FileState("/news/2021/a.txt", 10, 99), FileState("/b.txt", 5, 98)}
    assert set(store.skips()) == {("/c.bin", None, "binary, not text"), ("/d.jsonl", 4, "malformed JSON line")}


@pytest.mark.parametrize("content", [None, b"", b"not a database at all, but long enough to look at" * 50])
def test_a_file_that_is_no_store_is_reported_as_damage(tmp_path: Path, content: bytes | None) -> None:
    if content is not None:
        (tmp_path / "articles.sqlite").write_bytes(content)
    with pytest.raises(IndexDamaged, match=r"articles\.sqlite"):
        ArticleStore.open(tmp_path / "articles.sqlite")


def test_a_path_with_signs_that_mean_something_in_an_address_is_opened(tmp_path: Path) -> None:
    folder = tmp_path / "50% of #1? & more"
    folder.mkdir()
    draft = ArticleStore.create(folder / "articles.sqlite")
    draft.add(BARE, [passage(BARE, 0, 10)], [b"1" * 16])
    draft.finish()
    draft.close()
    store = ArticleStore.open(folder / "articles.sqlite")
    assert store.article("b") == BARE
    store.close()


def test_articles_are_values_that_cannot_be_changed() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        BARE.text = "other"  # type: ignore[misc]  # what a frozen dataclass forbids
