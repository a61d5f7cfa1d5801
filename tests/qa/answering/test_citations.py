"""Citations: verbatim, on the right line, and rejected if the store does not contain them."""

import hashlib
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st

from corpus.article import Article, Passage
from corpus.errors import IndexDamaged
from index.build import Build, open_live
from index.store.articles import ArticleStore
from index.store.layout import IndexFolder
from index.stories.related import RelatedFinder
from index.types import Hit
from qa.answering.citations import Citer, cited_elsewhere, reopened
from qa.engine import Engine
from qa.settings import Settings
from qa.types import Citation, Reading

if TYPE_CHECKING:
    from tests.fakes import FakeEncoder


@pytest.fixture(scope="module")
def shared_store(shared_index: Path) -> Iterator[ArticleStore]:
    store = ArticleStore.open(IndexFolder(shared_index).live().articles)
    yield store
    store.close()


def hits(store: ArticleStore) -> list[Hit]:
    return [Hit(stored.passage, 1.0, 1) for stored in store.indexed()]


@examples(max_examples=80)
@given(st.data())
def test_a_quote_is_verbatim_and_stands_at_its_line_of_the_file(
    shared_store: ArticleStore, data: st.DataObject
) -> None:
    hit = data.draw(st.sampled_from(hits(shared_store)))
    passage = hit.passage
    start = data.draw(st.integers(passage.start, passage.end - 1))
    end = data.draw(st.integers(start + 1, passage.end))
    (citation,) = Citer(shared_store).cite([Reading(hit, 1.0, start, end, passage.start, passage.end)])
    article = shared_store.article(passage.article_id)
    assert citation.quote == article.text[citation.start : citation.end] == article.text[start:end]
    assert citation.sentence == passage.text
    assert citation.sentence_start == passage.start
    before, after = citation.around_quote()
    assert before + citation.quote + after == citation.sentence
    assert citation.sentence_start + len(before) == start
    assert (citation.title, citation.source, citation.published) == (article.title, article.source, article.published)
    if article.format in ("text", "markdown"):
        before = article.text[:start].replace("\r\n", "\n")
        assert citation.line == before.count("\n") + 1
    if article.format == "jsonl":
        assert citation.line == article.row


def test_where_nothing_was_found_the_passage_is_cited(shared_store: ArticleStore) -> None:
    hit = hits(shared_store)[3]
    _, citation = Citer(shared_store).cite([Reading(hit, 0.1)] * 2)
    assert citation.quote == citation.sentence == hit.passage.text
    assert citation.number == 2


@pytest.mark.parametrize("move", [(-1, 0), (0, 1), (5, 5), (6, 5)], ids=["before", "behind", "empty", "backwards"])
def test_a_reading_outside_its_passage_is_refused(shared_store: ArticleStore, move: tuple[int, int]) -> None:
    hit = hits(shared_store)[3]
    start, end = hit.passage.start + move[0], hit.passage.end + move[1]
    if move[0] >= 5:
        end = hit.passage.start + move[1]
    with pytest.raises(IndexDamaged, match="outside its passage"):
        Citer(shared_store).cite([Reading(hit, 1.0, start, end, hit.passage.start, hit.passage.end)])


def test_a_passage_of_an_unknown_article_is_refused(shared_store: ArticleStore) -> None:
    hit = Hit(Passage("nowhere.txt", 0, 0, 4, "text"), 1.0, 1)
    with pytest.raises(IndexDamaged, match=r"nowhere\.txt"):
        Citer(shared_store).cite([Reading(hit, 1.0)])


def test_a_passage_that_is_not_at_its_offsets_is_refused(shared_store: ArticleStore) -> None:
    passage = hits(shared_store)[3].passage
    moved = Passage(passage.article_id, passage.ordinal, passage.start + 1, passage.end + 1, passage.text)
    with pytest.raises(IndexDamaged, match="does not hold passage"):
        Citer(shared_store).cite([Reading(Hit(moved, 1.0, 1), 1.0)])


QUESTION = "How long is the mill's new oak shaft?"


def tampered(folder: Any, statement: str) -> None:
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
    index_folder: Path, encoder: "FakeEncoder", statement: str, pass_as_written: Callable[[Path], None]
) -> None:
    tampered(index_folder, statement)
    with pytest.raises(IndexDamaged, match=r"articles\.sqlite is not as it was written"):
        open_live(index_folder, encoder)
    pass_as_written(index_folder)
    build = open_live(index_folder, encoder)
    with pytest.raises(IndexDamaged, match="not what was indexed"):
        Engine.over(build, Settings()).ask(QUESTION)
    build.store.close()


# ---------------------------------------------------------------- related articles


class CountingFinder(RelatedFinder):
    """Records which articles were looked up together."""

    def __init__(self, store: ArticleStore) -> None:
        super().__init__(store, None)
        self.asked: list[list[str]] = []

    def related(self, article_ids: Any) -> Any:
        self.asked.append(list(article_ids))
        return super().related(article_ids)


def test_related_articles_are_looked_up_once_for_all_that_is_cited(shared_store: ArticleStore) -> None:
    finder = CountingFinder(shared_store)
    readings = [Reading(hit, 0.5) for hit in hits(shared_store)[:6]]
    citations = Citer(shared_store, finder).cite(readings)
    assert len(citations) == 6
    assert finder.asked == [[citation.article_id for citation in citations]]


@pytest.mark.parametrize("threshold", [0.0, 1.0], ids=["answer", "refusal"])
def test_an_answer_or_a_refusal_looks_related_articles_up_once(
    build: Build, fakes: ModuleType, threshold: float
) -> None:
    result = hits(build.store)[:5]
    finder = CountingFinder(build.store)
    readings = [Reading(replace(hit, rank=rank), 0.5) for rank, hit in enumerate(result, start=1)]
    readings = [replace(reading, start=reading.hit.passage.start, end=reading.hit.passage.end) for reading in readings]
    engine = Engine(fakes.FakeRetriever(result), fakes.FakeReader(readings, threshold), build.store, related=finder)
    answer = engine.ask(QUESTION)
    assert answer.citations if threshold == 0 else answer.refusal.nearest
    assert len(finder.asked) == 1


# ---------------------------------------------------------------- opened again, or in another article


def article(article_id: str, text: str, **more: Any) -> Article:
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    return Article(article_id, f"Title of {article_id}", f"/{article_id}", text, sha256, **more)


SENTENCE = "In 2015, only 5 people came."
TEXT = f"It rained. {SENTENCE} Nobody minded."


@pytest.fixture
def cited() -> Citation:
    """Cites the number of people, which is also a digit of the year."""
    own = article("own.txt", TEXT, author="Ann", url="https://own.example/a", date_from="front matter date")
    at = TEXT.index("5 people")
    first = TEXT.index(SENTENCE)
    quoted = Citation(1, "own.txt", own.title, None, None, own.path, at, at + 1, 1, "5", SENTENCE, first)
    return reopened(own, quoted).citation


def test_words_around_the_quote_are_those_around_its_own_place(cited: Citation) -> None:
    assert cited.around_quote() == ("In 2015, only ", " people came.")


def test_a_citation_of_another_article_says_who_wrote_that_one_and_when(cited: Citation) -> None:
    other = article(
        "other.txt",
        f"Reprinted.\n{TEXT}",
        author="Ben",
        source="Other Post",
        url="https://other.example/b",
        published=date(2016, 1, 2),
        date_from="byline",
        language="en",
    )
    opened = cited_elsewhere(other, cited)
    assert opened.found == "sentence"
    citation = opened.citation
    assert (citation.author, citation.source, citation.url) == ("Ben", "Other Post", "https://other.example/b")
    assert (citation.published, citation.date_from, citation.language) == (date(2016, 1, 2), "byline", "en")
    assert (citation.line, citation.quote, citation.around_quote()) == (2, "5", cited.around_quote())
    assert other.text[citation.start : citation.end + 7] == "5 people"


def test_a_quote_is_not_found_within_another_word(cited: Citation) -> None:
    opened = cited_elsewhere(article("other.txt", "In 2015 there were 15 boats, and 5 sank."), cited)
    assert opened.found == "quote"
    assert opened.article.text[opened.citation.start :] == "5 sank."
    nothing = cited_elsewhere(article("other.txt", "In 2015 there were 15 boats."), cited)
    assert (nothing.found, nothing.citation.quote) == ("nothing", "")


def test_an_article_that_is_not_what_was_indexed_is_not_cited(cited: Citation) -> None:
    damaged = replace(article("other.txt", TEXT), sha256="ff")
    with pytest.raises(IndexDamaged, match="not what was indexed"):
        cited_elsewhere(damaged, cited)
    with pytest.raises(IndexDamaged, match="not what was indexed"):
        reopened(replace(damaged, article_id="own.txt"), cited)


def test_words_that_no_longer_stand_there_are_reported(cited: Citation) -> None:
    assert reopened(article("own.txt", f"Changed. {TEXT}"), cited).found == "nothing"
