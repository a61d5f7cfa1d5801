"""Who said what: by surname, by full name, by an article's description; copies merged, the newest first."""

from collections.abc import Callable
from typing import Any

import pytest

from corpus.errors import QuestionInvalid
from index.build import Build
from index.filters import read_filter
from index.store.articles import ArticleStore
from qa.desk.quotations.said import said_by
from qa.output.said import said_csv, said_json, said_markdown

QUOTE = "We have to open the doors of this house to everybody."
ARTICLES = (
    {"id": "old", "title": "Doors", "date": "2026-01-02", "text": f'Ken McCallum spoke. "{QUOTE}" McCallum said.'},
    {
        "id": "copy",
        "title": "Doors again",
        "date": "2026-01-03",
        "text": f"MI5 chief Ken McCallum spoke in London on Monday. “{QUOTE}” Mr McCallum said.",
    },
    {
        "id": "new",
        "title": "Instagram",
        "date": "2026-02-01",
        "text": "Ken McCallum, the MI5 boss, posted a picture of his cat.\n\n"
        '"It is only a cat with a very long tail," the MI5 boss said.',
    },
    {
        "id": "other",
        "title": "Football",
        "date": "2026-03-01",
        "text": 'The coach was Ally McCallum. "We lost because we played too slowly," he said. '
        '"=1+1 is two and nothing else here," said Bo de la Cruz.',
    },
)


@pytest.fixture
def store(indexed: Callable[..., Build]) -> ArticleStore:
    return indexed(*ARTICLES).store


def summarised(reply: Any) -> Any:
    return [(quotation.citation.article_id, quotation.speaker, len(quotation.copies)) for quotation in reply.quotations]


def test_a_surname_finds_all_of_that_name_the_newest_first_with_copies_folded(store: ArticleStore) -> None:
    reply = said_by(store, "McCallum")
    assert summarised(reply) == [("other", "Ally McCallum", 0), ("new", "Ken McCallum", 0), ("copy", "Ken McCallum", 1)]
    assert reply.speakers == (("Ken McCallum", 3), ("Ally McCallum", 1))


@pytest.mark.parametrize("name", ["Ken McCallum", "ken mccallum", "Mr Ken McCallum", "K. McCallum"])
def test_a_name_in_full_finds_one_of_namesakes(store: ArticleStore, name: str) -> None:
    assert [summary[0] for summary in summarised(said_by(store, name))] == ["new", "copy"]


def test_a_description_finds_whom_the_article_ties_it_to(store: ArticleStore) -> None:
    assert summarised(said_by(store, "the MI5 boss")) == [("new", "Ken McCallum", 0)]
    (one,) = said_by(store, "MI5 boss").quotations
    assert one.named_as == "the MI5 boss"


def test_a_post_beside_the_name_finds_who_holds_it(indexed: Callable[..., Build]) -> None:
    text = (
        'MI5 boss Ken McCallum said: "It is only a cat." Anna Berg, the mayor of Oakham, said: "It is mine." He fled.'
    )
    store = indexed({"id": "cat", "title": "A cat", "text": text}).store
    assert summarised(said_by(store, "the MI5 boss")) == [("cat", "Ken McCallum", 0)]
    assert summarised(said_by(store, "the mayor of Oakham")) == [("cat", "Anna Berg", 0)]
    assert summarised(said_by(store, "boss of MI5")) == []


def test_names_with_particles_and_one_word_are_found(store: Any) -> None:
    for name in ("Cruz", "Bo de la Cruz", "de la Cruz"):
        assert [summary[0] for summary in summarised(said_by(store, name))] == ["other"], name


def test_words_hold_it_to_what_is_said_of_them(store: ArticleStore) -> None:
    assert [summary[0] for summary in summarised(said_by(store, "McCallum", "cats"))] == ["new"]
    assert [summary[0] for summary in summarised(said_by(store, "McCallum", "the open doors"))] == ["copy"]
    assert summarised(said_by(store, "McCallum", "submarines")) == []


def test_a_filter_holds_it_to_some_articles(store: ArticleStore) -> None:
    assert [
        summary[0] for summary in summarised(said_by(store, "McCallum", where=read_filter({"since": "2026-02"})))
    ] == [
        "other",
        "new",
    ]


def test_a_first_name_or_nobodys_finds_nothing(store: ArticleStore) -> None:
    assert summarised(said_by(store, "Ken")) == []
    assert summarised(said_by(store, "Smith")) == []
    with pytest.raises(QuestionInvalid):
        said_by(store, "???")


def test_every_quotation_is_verbatim_at_its_offsets(store: ArticleStore) -> None:
    for quotation in said_by(store, "McCallum").quotations:
        article = store.article(quotation.citation.article_id)
        assert article.text[quotation.citation.start : quotation.citation.end] == quotation.citation.quote


def test_json_csv_and_markdown_hold_the_same_quotations(store: ArticleStore) -> None:
    reply = said_by(store, "McCallum")
    written = said_json(reply)
    assert [quotation["quote"] for quotation in written["quotations"]] == [
        quotation.citation.quote for quotation in reply.quotations
    ]
    assert written["quotations"][2]["copies"][0]["article_id"] == "old"
    rows = said_csv(reply.quotations).splitlines()
    assert len(rows) == 4
    assert rows[3].startswith("2026-01-03,Ken McCallum,Mr McCallum,We have to open")
    assert said_markdown(reply).count("\n> We ") == 2


def test_no_cell_of_csv_is_a_formula(store: ArticleStore) -> None:
    assert "'=1+1 is two" in said_csv(said_by(store, "Cruz").quotations)
