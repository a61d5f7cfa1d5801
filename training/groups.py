"""Groups: a question with the passage that answers it and others that a search ranks high.

Single pairs teach what an answer looks like; if several passages seem to have one, only comparing them shows
which the question refers to.
"""

import itertools
import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn import functional

from training.data import Example
from training.features import Feature, feature, masked
from training.hardest import READ
from training.held_out import trainable
from training.model import HIDDEN, readable
from training.negatives import negatives_of
from training.stream import BATCH, keywords

RIVALS = 3
"""Number of passages besides the one that answers."""
SOURCES = {
    "contrast": 8000, "own": 3500, "new_wiki": 4000, "squad2": 4000, "nq": 2500, "covid": 1000, "quoref_a": 700,
    "reddit": 1000, "amazon": 1000,
}  # fmt: skip
"""Maximum number of questions of each source in an epoch."""
_AMONG = 5
"""Number of highest-ranked passages from which rivals are drawn."""
_BLOCK = 160
"""Number of groups sorted by length together."""
_TITLED, _KEYWORDS, _MASKED, _HIDDEN, _SHORT = 0.8, 0.06, 0.5, 0.06, 0.9
"""Shares: of groups with titles, of questions reduced to keywords, of pairs masked, of their wordpieces, of passages
cut as the product cuts them."""
WEIGHT = 0.5
"""Weight of the loss of a group relative to that of its pairs."""


class Groups:
    """An endless stream of batches of groups; each group has the answered pair first, then its rivals.

    Args:
        folder: The folder of data sets.
        tokens: The tokenizer.
        seed: Equal seeds give equal batches.
        hardest: The output of ``training.hardest``; rivals are drawn from the first passages in its order.
    """

    def __init__(self, folder: Path, tokens: Tokenizer, seed: int, hardest: Path | None = None) -> None:
        self._order = json.loads(hardest.read_text(encoding="utf-8")) if hardest else {}
        self._negatives = negatives_of(folder, SOURCES)
        self._asked = {source: [each for each in trainable(folder, source) if each.spans] for source in SOURCES}
        self._tokens = tokens
        self._seed = seed

    def __iter__(self) -> Iterator[list[Feature]]:
        """Mix epoch after epoch; each item is the pairs of a batch, group by group."""
        for epoch in itertools.count():
            chance = random.Random(f"{self._seed} groups {epoch}")  # noqa: S311 - nothing secret
            drawn = [
                example
                for source, most in SOURCES.items()
                for example in chance.sample(self._asked[source], min(most, len(self._asked[source])))
            ]
            chance.shuffle(drawn)
            for low in range(0, len(drawn), _BLOCK):
                groups = [group for each in drawn[low : low + _BLOCK] if (group := self._group(each, chance))]
                groups.sort(key=lambda group: max(len(pair.ids) for pair in group))
                few = BATCH // (RIVALS + 1)
                batches = [groups[at : at + few] for at in range(0, len(groups), few)]
                chance.shuffle(batches)
                for batch in batches:
                    yield [pair for group in batch for pair in group]

    def _group(self, example: Example, chance: random.Random) -> list[Feature]:
        """Make a group; empty if too few other passages are retrieved for the question."""
        mined = self._negatives[example.source].mined(example)
        if kept := self._order.get(example.source, {}).get(example.example_id):
            mined = [mined[place] for place in kept] + mined[READ:]
        if len(mined) < RIVALS:
            return []
        beside = chance.sample(mined[:_AMONG], RIVALS)
        question = keywords(example.question) if chance.random() < _KEYWORDS else example.question
        titled = chance.random() < _TITLED
        pairs = []
        for each in (example, *beside):
            pair = feature(self._tokens, replace(each, question=question), titled, chance, _SHORT)
            pair = masked(pair, _HIDDEN, chance) if chance.random() < _MASKED else pair
            pairs.append(replace(pair, rival=each is not example))
        return pairs


def group_losses(
    outputs: tuple[Tensor, Tensor, Tensor], batch: dict[str, Tensor], rivals: Sequence[bool]
) -> tuple[Tensor, Tensor]:
    """Compare the passages of each group.

    Args:
        outputs: The reader's outputs.
        batch: Its inputs, and ``starts``, ``ends`` and ``answerable``.
        rivals: For each pair, whether it belongs to the group of the pair before it.

    Returns:
        Cross entropy of the answer's start and end over the words of all passages of a group, and
        of relevance over its passages; means over the groups, 0 if there are none.

    Source:
        Clark and Gardner, "Simple and Effective Multi-Paragraph Reading Comprehension", 2018
        (shared normalisation); Gao, Dai and Callan, "Rethink Training of BERT Rerankers", 2021
        (localised contrastive estimation).
    """
    start, end, relevance = (output.float() for output in outputs)
    words = readable(batch)
    words[:, 0] = False
    spans, ranks = [], []
    for rows in _groups(rivals):
        if len(rows) == 1 or not batch["answerable"][rows[0]]:
            continue
        for logits, target in ((start, batch["starts"]), (end, batch["ends"])):
            held = logits[rows].masked_fill(~words[rows], HIDDEN).flatten()
            spans.append(functional.cross_entropy(held, (target[rows] * words[rows]).flatten()))
        ranks.append(functional.cross_entropy(relevance[rows], torch.tensor(0)))
    if not ranks:
        return torch.zeros(()), torch.zeros(())
    return torch.stack(spans).mean(), torch.stack(ranks).mean()


def _groups(rivals: Sequence[bool]) -> list[list[int]]:
    found: list[list[int]] = []
    for row, rival in enumerate(rivals):
        if rival and found:
            found[-1].append(row)
        else:
            found.append([row])
    return found
