"""Citations: verbatim, at the right line, and refused where the store does not hold them."""

import sqlite3

import pytest
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st

from corpus.article import Passage
from corpus.errors import IndexDamaged
from index.build import open_live
from index.retrieval.retriever import Hit
from index.store.articles import ArticleStore
from index.store.layout import IndexFolder
from qa.answering.citations import Citer
from qa.engine import Engine
from qa.settings import Settings
from qa.types import Reading


@pytest.fixture(scope="module")
def shared_store(shared_index):
    store = ArticleStore.open(IndexFolder(shared_index).live().articles)
    yield store
    store.close()


def hits(store: ArticleStore) -> list[Hit]:
    return [Hit(stored.passage, 1.0, 1) for stored in store.indexed()]


@examples(max_examples=80)
@given(st.data())
def test_a_quote_is_verbatim_and_stands_at_its_line_of_the_file(shared_store, data):
    hit = data.draw(st.sampled_from(hits(shared_store)))
    passage = hit.passage
    start = data.draw(st.integers(passage.start, passage.end - 1))
    end = data.draw(st.integers(start + 1, passage.end))
    citation = Citer(shared_store).cite(1, Reading(hit, 1.0, start, end, passage.start, passage.end))
    article = shared_store.article(passage.article_id)
    assert citation.quote == article.text[citation.start : citation.end] == article.text[start:end]
    assert citation.sentence == passage.text
    assert citation.quote in citation.sentence
    assert (citation.title, citation.source, citation.published) == (article.title, article.source, article.published)
    if article.format in ("text", "markdown"):
        before = article.text[:start].replace("\r\n", "\n")
        assert citation.line == before.count("\n") + 1
    if article.format == "jsonl":
        assert citation.line == article.row


def test_where_nothing_was_found_the_passage_is_cited(shared_store):
    hit = hits(shared_store)[3]
    citation = Citer(shared_store).cite(2, Reading(hit, 0.1))
    assert citation.quote == citation.sentence == hit.passage.text
    assert citation.number == 2


@pytest.mark.parametrize("move", [(-1, 0), (0, 1), (5, 5), (6, 5)], ids=["before", "behind", "empty", "backwards"])
def test_a_reading_outside_its_passage_is_refused(shared_store, move):
    hit = hits(shared_store)[3]
    start, end = hit.passage.start + move[0], hit.passage.end + move[1]
    if move[0] >= 5:
        end = hit.passage.start + move[1]
    with pytest.raises(IndexDamaged, match="outside its passage"):
        Citer(shared_store).cite(1, Reading(hit, 1.0, start, end, hit.passage.start, hit.passage.end))


def test_a_passage_of_an_unknown_article_is_refused(shared_store):
    hit = Hit(Passage("nowhere.txt", 0, 0, 4, "text"), 1.0, 1)
    with pytest.raises(IndexDamaged, match=r"nowhere\.txt"):
        Citer(shared_store).cite(1, Reading(hit, 1.0))


def test_a_passage_that_is_not_at_its_offsets_is_refused(shared_store):
    passage = hits(shared_store)[3].passage
    moved = Passage(passage.article_id, passage.ordinal, passage.start + 1, passage.end + 1, passage.text)
    with pytest.raises(IndexDamaged, match="does not hold passage"):
        Citer(shared_store).cite(1, Reading(Hit(moved, 1.0, 1), 1.0))


QUESTION = "How long is the mill's new oak shaft?"


def tampered(folder, statement: str) -> None:
    connection = sqlite3.connect(IndexFolder(folder).live().articles)
    with connection:
        assert connection.execute(statement).rowcount > 0
    connection.close()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE articles SET text = replace(text, '5.2 metres', '7.9 metres')",
        "UPDATE articles SET text = text || ' And more.'",
        "UPDATE articles SET sha256 = 'ff'",
        "UPDATE articles SET checksum = 'ff'",
        "UPDATE articles SET title = title || '!'",
        "UPDATE articles SET published = '1999-12-31'",
        "UPDATE articles SET path = '/elsewhere'",
        "UPDATE articles SET source = 'The Other Paper'",
        "UPDATE articles SET marks = '[[0, \"page 9\"]]'",
        "UPDATE articles SET article_id = row",
        'UPDATE passages SET start = start + 3, "end" = "end" + 3',
        "UPDATE passages SET article = 12 - article",
        "UPDATE passages SET digest = 99999999999",
        "UPDATE passages SET digest = zeroblob(16)",
    ],
)
def test_an_answer_from_a_store_that_was_tampered_with_is_never_given(
    index_folder, encoder, statement, pass_as_written
):
    tampered(index_folder, statement)
    with pytest.raises(IndexDamaged, match=r"articles\.sqlite is not as it was written"):
        open_live(index_folder, encoder)
    pass_as_written(index_folder)
    build = open_live(index_folder, encoder)
    with pytest.raises(IndexDamaged, match="not what was indexed"):
        Engine.over(build, Settings()).ask(QUESTION)
    build.store.close()
