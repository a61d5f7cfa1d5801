"""Distillation: a teacher's labelled pairs among those of the stream, and their loss."""

import itertools
import random
from collections.abc import Iterable, Iterator, Sequence

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from training.features import Feature
from training.labels import Labels
from training.model import HIDDEN, losses, readable

TEMPERATURE = 2.0
"""Temperature by which both logits are divided, so that the teacher's second choices count too."""
MARKED = 0.3
"""Weight of the annotation in the loss of a labelled pair; the rest is the teacher's."""
FRESH = 4
"""One batch in this number has no labels: its pairs are new, whereas the labelled ones are repeated."""
Taught = tuple[Feature, Labels | None]
"""A pair, and the teacher's label if there is one."""


def mixed(
    fresh: Iterable[list[Feature]], taught: Iterable[Iterable[list[Taught]]], seed: int
) -> Iterator[list[Taught]]:
    """Yield labelled batches and occasionally a fresh one; labelled batches are repeated in a different order.

    Args:
        fresh: Batches without labels.
        taught: Labelled batches, of each folder of labels; none gives only the fresh ones.
        seed: Of the order.

    Yields:
        Batches without end.
    """
    kept = [list(batch) for each in taught for batch in each]
    if not kept:
        for batch in fresh:
            yield [(pair, None) for pair in batch]
        return
    again = _again(kept, seed)
    for batch in fresh:
        yield [(pair, None) for pair in batch]
        yield from itertools.islice(again, FRESH - 1)


def beside(stream: Iterable[list[Taught]], groups: Iterable[list[Feature]], every: int) -> Iterator[list[Taught]]:
    """Insert batches of groups into a stream at regular intervals.

    Args:
        stream: The others.
        groups: Batches of groups.
        every: One batch in this number consists of groups, from 2.

    Yields:
        Batches without end.
    """
    others = iter(stream)
    for batch in groups:
        yield from itertools.islice(others, every - 1)
        yield [(pair, None) for pair in batch]


def _again(batches: list[list[Taught]], seed: int) -> Iterator[list[Taught]]:
    for epoch in itertools.count():
        order = list(batches)
        random.Random(f"{seed} {epoch}").shuffle(order)  # noqa: S311 - nothing secret
        yield from order


def taught_losses(
    outputs: tuple[Tensor, Tensor, Tensor], batch: dict[str, Tensor], labels: Sequence[Labels | None]
) -> tuple[Tensor, Tensor]:
    """Compare a reading with the annotations and, if there are labels, with the teacher's.

    Args:
        outputs: The reader's outputs.
        batch: Its inputs, and ``starts``, ``ends`` and ``answerable``.
        labels: The teacher's, in order; None for pairs without one.

    Returns:
        The losses of span and relevance, means over the pairs.
    """
    labelled = [label for label in labels if label is not None]
    asked = torch.tensor([label is not None for label in labels])
    whole = torch.zeros(2)
    for rows, share in ((asked, MARKED), (~asked, 1.0)):
        if rows.any():
            ours = outputs[0][rows], outputs[1][rows], outputs[2][rows]
            given = {name: held[rows] for name, held in batch.items()}
            loss = share * torch.stack(losses(ours, given))
            if share < 1:
                loss = loss + (1 - share) * torch.stack(soft_losses(ours, given, labelled))
            whole = whole + loss * rows.float().mean()
    return whole[0], whole[1]


def soft_losses(
    outputs: tuple[Tensor, Tensor, Tensor], batch: dict[str, Tensor], labels: Sequence[Labels]
) -> tuple[Tensor, Tensor]:
    """Compare a reading with the teacher's.

    Args:
        outputs: The reader's outputs.
        batch: Its inputs.
        labels: The teacher's, in order.

    Returns:
        The divergence of the span from the teacher's at `TEMPERATURE`, times its square so that
        gradients keep their size, mean of start and end; and cross entropy of relevance against
        the teacher's probability.

    Source:
        Hinton et al., "Distilling the Knowledge in a Neural Network", 2015.
    """
    start, end, relevance = (output.float() for output in outputs)
    hidden = ~readable(batch)
    span = torch.zeros(())
    starts, ends, _ = zip(*labels, strict=True)
    for logits, side in ((start, starts), (end, ends)):
        said = np.full(logits.shape, HIDDEN, dtype=np.float32)
        for row, each in enumerate(side):
            said[row, : len(each)] = each
        ours, theirs = (
            (each.masked_fill(hidden, HIDDEN) / TEMPERATURE).log_softmax(dim=-1)
            for each in (logits, torch.from_numpy(said))
        )
        span = span + functional.kl_div(ours, theirs, reduction="batchmean", log_target=True)
    wanted = torch.tensor([each[2] for each in labels]).sigmoid()
    return span * TEMPERATURE**2 / 2, functional.binary_cross_entropy_with_logits(relevance, wanted)
