"""An article that never mentions whom a question is about does not answer it, where others do mention them."""

import hashlib
from pathlib import Path
from typing import Any

import pytest

from corpus.article import Article, Passage
from index.store.articles import ArticleStore
from index.types import Hit
from qa.answering.subjects import named_subjects
from qa.reading.agreement import span_text
from qa.types import Reading

TEXTS = {
    "osei": "The Playhouse has a new director. She succeeds Julian Thwaite, who has led the house since 2013.",
    "solheim": "Ingrid Solheim will run Garrity's from August. She replaces Tom Breslin, who retires.",
    "army": "The army of the Philippines suspects the Abu Sayyaf group of the bombing in Jolo.",
    "unit": "A Philippine unit was moved to Basilan on Monday.",
    "leave": "The UK left in January 2020, and Mr Dole resigned. Britons had voted for it.",
    "britain": "Britain is to hold elections in May. The IRS had written to Tam Roe.",
    "tax": "The Internal Revenue Service wants 850,000 dollars of him.",
}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> ArticleStore:
    path: Path = tmp_path_factory.mktemp("store") / "articles.sqlite"
    draft = ArticleStore.create(path)
    for at, (name, text) in enumerate(TEXTS.items()):
        article = Article(name, "News", f"/{name}.txt", text, hashlib.sha256(text.encode()).hexdigest())
        draft.add(article, [Passage(name, 0, 0, len(text), text)], [bytes([at]) * 16])
    draft.finish()
    draft.close()
    return ArticleStore.open(path)


def hit(name: str) -> Hit:
    return Hit(Passage(name, 0, 0, len(TEXTS[name]), TEXTS[name]), 0.5, 1)


def reading(name: str, words: str, score: float) -> Reading:
    start = TEXTS[name].index(words)
    return Reading(hit(name), score, start, start + len(words), 0, len(TEXTS[name]), {"evidence": score})


def scores(store: ArticleStore, question: str, *readings: Any) -> list[tuple[str, float]]:
    found = named_subjects(question, readings, [hit(name) for name in TEXTS], store)
    return [(span_text(each), round(each.score, 2)) for each in found]


@pytest.mark.parametrize(
    "question", ["Whom did Solheim succeed?", "whom did solheim succeed", "Whom did Ingrid Solheim succeed?"]
)
def test_words_from_an_article_that_does_not_mention_the_subject_fall_behind(
    store: ArticleStore, question: str
) -> None:
    readings = reading("osei", "Julian Thwaite", 0.7), reading("solheim", "Tom Breslin", 0.4)
    assert scores(store, question, *readings) == [("Tom Breslin", 0.4), ("Julian Thwaite", 0.21)]


@pytest.mark.parametrize(
    ("question", "name", "words"),
    [
        ("Whom did Ness succeed?", "osei", "Julian Thwaite"),  # a name that no passage has
        ("When did the director start?", "osei", "2013"),  # no name
        ("Who succeeds Julian Thwaite?", "osei", "Julian Thwaite"),
        ("When did Britain leave?", "leave", "January 2020"),  # a name that articles have otherwise
        ("How much does the IRS want?", "tax", "850,000 dollars"),  # an abbreviation that articles spell out
        ("Whom does the Philippine army suspect?", "army", "the Abu Sayyaf group"),  # an adjective
        ("what did dole do", "leave", "resigned"),
    ],
)
def test_other_answers_keep_their_probability(store: ArticleStore, question: str, name: str, words: str) -> None:
    assert scores(store, question, reading(name, words, 0.7)) == [(words, 0.7)]
