"""Fusion of two scores."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st

from index.retrieval.fusion import weighted_average

ROWS = st.integers(0, 50)
COSINES = st.dictionaries(ROWS, st.floats(-1, 1), max_size=20)
WORDS = st.dictionaries(ROWS, st.floats(0, 30), max_size=20)


@examples(max_examples=80)
@given(COSINES, WORDS, st.floats(30, 100), st.floats(0, 1))
def test_fused_scores_lie_between_0_and_1_and_come_best_first(
    dense: dict[int, float], bm25: dict[int, float], ceiling: float, weight: float
) -> None:
    fused = weighted_average(dense, bm25, ceiling, weight)
    scores = [score.fused for score in fused]
    assert all(-1e-9 <= score <= 1 + 1e-9 for score in scores)
    assert scores == sorted(scores, reverse=True)
    assert sorted(score.row for score in fused) == sorted(dense)


@examples(max_examples=60)
@given(COSINES, WORDS, st.floats(0, 1), st.randoms())
def test_the_order_in_which_passages_were_found_does_not_matter(
    dense: dict[int, float], bm25: dict[int, float], weight: float, random: Random
) -> None:
    items = list(dense.items())
    random.shuffle(items)
    assert weighted_average(dict(items), bm25, 40.0, weight) == weighted_average(dense, bm25, 40.0, weight)


@examples(max_examples=60)
@given(COSINES, WORDS, st.floats(30, 100))
def test_a_passages_score_does_not_depend_on_the_others(
    dense: dict[int, float], bm25: dict[int, float], ceiling: float
) -> None:
    together = {score.row: score.fused for score in weighted_average(dense, bm25, ceiling, 0.4)}
    for row, cosine in dense.items():
        (alone,) = weighted_average({row: cosine}, bm25, ceiling, 0.4)
        assert alone.fused == together[row]


def test_weight_1_ranks_by_meaning_alone_and_weight_0_by_words_alone() -> None:
    dense, bm25 = {1: 0.9, 2: 0.1}, {2: 5.0}
    assert [score.row for score in weighted_average(dense, bm25, 10.0, 1.0)] == [1, 2]
    assert [score.row for score in weighted_average(dense, bm25, 10.0, 0.0)] == [2, 1]


def test_both_halves_count_by_their_weight_and_are_reported() -> None:
    (score,) = weighted_average({7: 0.5}, {7: 8.0}, 10.0, 0.4)
    assert score.fused == pytest.approx(0.4 * 0.5 + 0.6 * 0.8)
    assert (score.row, score.dense, score.bm25) == (7, 0.5, 8.0)


def test_equal_scores_come_in_order_of_row() -> None:
    assert [score.row for score in weighted_average({5: 0.5, 2: 0.5, 9: 0.5}, {}, 0.0, 0.4)] == [2, 5, 9]


def test_a_query_without_words_leaves_bm25_out_instead_of_dividing_by_zero() -> None:
    (score,) = weighted_average({0: 1.0}, {}, 0.0, 0.4)
    assert score.fused == pytest.approx(0.4)
