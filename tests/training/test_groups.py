"""Groups: which pairs belong to one question, and the loss of comparing them."""

import itertools
from collections.abc import Iterator
from typing import Any

import pytest
import torch

from training.distil import Taught, beside
from training.features import CLS, SEP, Batch, Feature, collate
from training.groups import group_losses

NONE = {0: 1.0}


def pair(answered: bool = False, rival: bool = False) -> Feature:
    """A question of one token over four, of which the second answers."""
    result = {4: 1.0} if answered else NONE
    places = [(at, at + 1) for at in range(4)]
    return Feature([CLS, 1045, SEP, 7, 8, 9, 10, SEP], 3, 3, places, result, result, rival=rival)


def inputs(*pairs: Feature) -> dict[str, torch.Tensor]:
    batch = collate(list(pairs), multiple=1)
    return {name: torch.from_numpy(getattr(batch, name)) for name in Batch.__slots__}


def logits(*best: int) -> torch.Tensor:
    """Give each pair 0 for every token, but 5 at one place."""
    result = torch.zeros(len(best), 8)
    result[range(len(best)), best] = 5.0
    return result


GROUP = (pair(answered=True), pair(rival=True), pair(rival=True))
RIVAL = [False, True, True]


def test_the_more_the_right_passage_stands_out_the_less_is_lost() -> None:
    """The scores of the other passages count: those of the right one are always the same."""
    given = inputs(*GROUP)
    spans = logits(4, 0, 0)
    quiet, loud = (group_losses((spans, spans, torch.tensor([1.0, *r])), given, RIVAL) for r in ((-2, -2), (-2, 3)))
    assert quiet[1] < loud[1]
    assert quiet[0] == loud[0]


def test_a_span_found_in_a_rival_costs_although_the_answers_own_is_found_too() -> None:
    given = inputs(*GROUP)
    ranks = torch.zeros(3)
    silent, wrong = (group_losses((each, each, ranks), given, RIVAL)[0] for each in (logits(4, 0, 0), logits(4, 0, 5)))
    assert silent < wrong - 0.3


def test_that_a_rival_says_nothing_itself_does_not_count() -> None:
    """That is predicted at [CLS], which is not in an answer."""
    given = inputs(*GROUP)
    ranks = torch.zeros(3)
    first, second = (group_losses((each, each, ranks), given, RIVAL)[0] for each in (logits(4, 0, 0), logits(4, 0, 2)))
    assert first == pytest.approx(float(second))


@pytest.mark.parametrize(
    ("pairs", "rivals"),
    [((pair(answered=True), pair()), [False, False]), ((pair(), pair(rival=True)), [False, True])],
    ids=["pairs that are no group", "a group whose first is not answered, for its answer was cut off"],
)
def test_without_something_to_compare_nothing_is_lost(pairs: Any, rivals: list[bool]) -> None:
    outputs = logits(2, 3), logits(1, 4), torch.tensor([0.5, 2.0])
    assert [float(loss) for loss in group_losses(outputs, inputs(*pairs), rivals)] == [0.0, 0.0]


def test_two_groups_count_alike() -> None:
    one = inputs(*GROUP)
    two = inputs(*GROUP, *GROUP)
    spans, ranks = logits(4, 0, 6), torch.tensor([1.0, 2.0, -1.0])
    alone = group_losses((spans, spans, ranks), one, RIVAL)
    both = group_losses((spans.repeat(2, 1), spans.repeat(2, 1), ranks.repeat(2)), two, RIVAL * 2)
    assert [float(loss) for loss in both] == pytest.approx([float(loss) for loss in alone])


def test_one_batch_of_so_many_is_of_groups() -> None:
    plain: Iterator[list[Taught]] = itertools.repeat([(pair(), None)])
    result = list(beside(plain, [[GROUP[0]], [GROUP[1]]], 3))
    assert [batch[0][0] for batch in result] == [pair(), pair(), GROUP[0], pair(), pair(), GROUP[1]]
