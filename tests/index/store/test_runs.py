"""Rows of passages, and their articles."""

from typing import Any

import numpy as np
import pytest

from index.build import Build
from index.store.runs import ArticleRuns, heads_of


@pytest.fixture
def runs(build: Build) -> ArticleRuns:
    return ArticleRuns(build.store)


def test_every_passage_leads_to_its_article(build: Build, runs: ArticleRuns) -> None:
    expected = list(build.store.articles_of_passages())
    assert runs.articles_of(np.arange(len(expected))).tolist() == expected
    assert len(set(expected)) > 5


def test_a_search_is_held_to_the_passages_of_the_articles_named(build: Build, runs: ArticleRuns) -> None:
    of = np.array(list(build.store.articles_of_passages()))
    allowed = runs.only(np.array([7, 2]))
    assert np.flatnonzero(allowed.mask).tolist() == np.flatnonzero(np.isin(of, [2, 7])).tolist()
    assert allowed.articles.tolist() == [2, 7]
    assert runs.only(np.array([], dtype=np.int64)).count == 0


def test_the_head_of_an_article_is_its_title_and_the_date_it_states(build: Build) -> None:
    heads = {head.title: head.stated for head in heads_of(build.store, range(1, 100))}
    listed = {article.title: article for article in map(build.store.article, ids_of(build))}
    assert heads == {title: article.stated and article.stated.isoformat() for title, article in listed.items()}
    assert any(heads.values())
    assert not all(heads.values())


def ids_of(build: Any) -> list[str]:
    return [str(name) for (name,) in build.store.query("SELECT article_id FROM articles")]
