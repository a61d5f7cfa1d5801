"""The features of confidence: the reading of a passage, and its rank in retrieval."""

import math
from collections.abc import Sequence
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.calibrate import crossed, figures, fit
from corpus.article import Passage
from index.types import Hit
from qa.reading.confidence import ANSWER_FEATURES, PASSAGE_FEATURES, Confidence, passage_features
from qa.types import Reading

SCORES = st.lists(st.integers(0, 40), min_size=1, max_size=12)


def readings(dense: Sequence[float], bm25: Sequence[float], has_span: bool = True) -> list[Reading]:
    """Passages with equal readings, and given retrieval scores."""
    read = {"span": 1.0, "relevance": 1.0, "share": 0.5, "words": 0.5}
    collected = []
    for rank, (cosine, words) in enumerate(zip(dense, bm25, strict=True), start=1):
        hit = Hit(Passage(f"a{rank}", 0, 0, 5, "Words"), 0.5, rank, {"dense": cosine, "bm25": words})
        collected.append(Reading(hit, 0.0, 0, 5, 0, 5, read) if has_span else Reading(hit, 0.0))
    return collected


def test_a_passage_is_ranked_by_each_score_of_retrieval_and_equal_scores_share_the_best_rank() -> None:
    features = passage_features(readings([0.2, 0.6, 0.4], [0.0, 9.0, 0.0]))
    assert [math.exp(feature["dense_rank"]) for feature in features] == pytest.approx([3, 1, 2])
    assert [math.exp(feature["bm25_rank"]) for feature in features] == pytest.approx([2, 1, 2])
    assert all(list(feature) == list(PASSAGE_FEATURES) for feature in features)


@given(SCORES, st.integers(1, 9), st.integers(0, 30))
def test_ranks_say_the_same_of_a_question_whose_scores_are_all_higher(scores: list[int], times: int, more: int) -> None:
    ranks = [features["bm25_rank"] for features in passage_features(readings(scores, scores))]
    raised = [times * score + more for score in scores]
    assert ranks == [features["bm25_rank"] for features in passage_features(readings(raised, raised))]


def test_what_found_nothing_is_not_described_but_has_its_rank() -> None:
    nothing, something = readings([0.9], [9.0], has_span=False)[0], readings([0.2], [1.0])[0]
    empty, output = passage_features([nothing, something])
    assert empty == {}
    assert math.exp(output["dense_rank"]) == pytest.approx(2)


def test_of_two_passages_read_alike_the_one_that_retrieval_puts_first_is_likelier_to_answer() -> None:
    passage = dict.fromkeys(PASSAGE_FEATURES, 0.0) | {"dense_rank": -0.3, "bm25_rank": -0.3}
    judge = Confidence(passage, dict.fromkeys(ANSWER_FEATURES, 0.0) | {"evidence": 10.0})
    result = judge.judged(readings([0.2, 0.6], [3.0, 9.0]))
    assert [reading.hit.rank for reading in result] == [2, 1]
    assert result[0].scores["evidence"] > result[1].scores["evidence"]
    assert judge.judged([]) == ()


def test_halves_that_change_places_are_judged_by_what_the_other_fitted() -> None:
    """One half is always right and the other never: each promises the other what it has seen itself."""

    def half(answers: list[str]) -> Any:
        return [(SimpleNamespace(answers=answers), readings([0.5], [5.0])) for _ in range(40)]

    right, wrong = half(["Words"]), half([])
    pairs = crossed(right, wrong)
    assert pairs["questions"] == 80
    assert pairs["calibration_error"] > 0.9
    assert figures(right, fit(right))["calibration_error"] < 0.1
