"""The larger network reads the passages that can still become the answer, and no others."""

from collections.abc import Sequence

import pytest

from corpus.article import Passage
from index.types import Hit
from qa.reading.named_cells import NAMED
from qa.reading.promising import promising
from qa.types import Reading


def judged(evidence: float, *, named: bool = False, empty: bool = False) -> Reading:
    passage = Passage("a", 0, 0, 30, "Anna Vos has led it since 2017")
    scores = {"evidence": evidence} | ({NAMED: 1.0} if named else {})
    hit = Hit(passage, 0.5, 1)
    return Reading(hit, evidence, scores=scores) if empty else Reading(hit, evidence, 0, 8, 0, 30, scores)


@pytest.mark.parametrize(
    ("evidence", "read"),
    [
        ([0.9, 0.5, 0.3], [0.9, 0.5, 0.3]),
        ([0.3, 0.9, 0.1], [0.9, 0.3]),
        ([0.9, 0.17, 0.19], [0.9, 0.19]),
        ([0.05, 0.03, 0.01], [0.05, 0.03]),
        ([0.001, 0.0005], [0.001]),
        ([], []),
    ],
)
def test_passages_with_a_fifth_of_the_most_evidence_are_worth_another_reading(
    evidence: Sequence[float], read: Sequence[float]
) -> None:
    assert [each.score for each in promising([judged(each) for each in evidence])] == read


def test_the_cell_that_is_asked_for_is_always_read_and_first() -> None:
    readings = [judged(0.9), judged(0.01, named=True), judged(0.02)]
    assert [each.score for each in promising(readings)] == [0.01, 0.9]


def test_a_passage_without_an_answer_is_not_read_again() -> None:
    assert promising([judged(0.9, empty=True), judged(0.4)]) == [judged(0.4)]
