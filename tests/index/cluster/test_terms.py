"""BM25 as an inner product: for any texts, the scores are those of the local index."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.cluster.terms import PassageTerms, QueryTerms
from index.lexical.bm25 import BM25Index
from index.store.articles import ArticleStore

WORDS = st.lists(
    st.sampled_from("the lamp lamps keeper fog 5.2 1,000 über naïve 山猫そば zeppelin".split()), max_size=90
)
TEXTS = st.lists(WORDS.map(" ".join), min_size=1, max_size=8)


def scores(texts: Any, query: Any, folder: Any) -> Any:
    """Score texts by the inner product of what would be written and what would be asked."""
    weights = PassageTerms(texts)
    store = ArticleStore.create(folder / "articles.sqlite")
    weights.keep(store)
    store.finish()
    store.close()
    store = ArticleStore.open(folder / "articles.sqlite")
    asked, ceiling = QueryTerms(store).weigh(query)
    store.close()
    passages = [weights.weigh(text) for text in texts]
    return [sum(weight * passage.get(term, 0) for term, weight in asked.items()) for passage in passages], ceiling


@settings(max_examples=40)
@given(texts=TEXTS, query=WORDS.map(" ".join))
def test_inner_products_are_the_scores_of_the_local_index(
    tmp_path_factory: pytest.TempPathFactory, texts: Any, query: str
) -> None:
    folder = tmp_path_factory.mktemp("terms")
    local = BM25Index.build(folder / "lexical", texts)
    expected = dict(local.search(query, len(texts)))
    result, ceiling = scores(texts, query, folder)
    assert ceiling == pytest.approx(local.ceiling(query))
    for row, score in enumerate(result):
        assert score == pytest.approx(expected.get(row, 0.0), abs=1e-4)
        assert score <= ceiling + 1e-6


def test_a_passage_without_words_has_a_weight_that_no_question_asks_for(tmp_path: Path) -> None:
    result, _ = scores(["* * *", "the lamp"], "* the lamp", tmp_path)
    assert result[0] == 0
    assert result[1] > 0


def test_long_passages_are_scored_as_the_local_index_rounds_their_lengths(tmp_path: Path) -> None:
    texts = [" ".join(["lamp", *["fog"] * length]) for length in (1, 39, 40, 41, 57, 200, 1_000, 20_000)]
    local = dict(BM25Index.build(tmp_path / "lexical", texts).search("lamp", len(texts)))
    result, _ = scores(texts, "lamp", tmp_path)
    assert result == pytest.approx([local[row] for row in range(len(texts))], abs=1e-6)
