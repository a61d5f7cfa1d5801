"""The network that judges which words of a conversation belong into a question.

``python -m training.belonging`` trains it over the halves of CANARD, CAsT and the Wikinews conversations that are not
reported on, and writes ``qa/conversation/belonging.json``; a minute on one core.
"""

import argparse
import json
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn

from qa.conversation.belonging import FORMAT, WEIGHTS, digest
from qa.conversation.candidates import FEATURES, candidates, words_of
from qa.conversation.rewriting import by_rules, followed
from qa.questions import content_terms
from training.data import data_folder
from training.dialogues import FollowUp, of_others, over_wikinews

_HIDDEN, _EPOCHS, _RATE, _DECAY, _BATCH, _SEED = 48, 10, 4e-3, 1e-2, 512, 7
_DIGITS = 4
"""Decimals of a weight that are kept."""

Floats = NDArray[np.float32]


def examples(asked: Iterator[FollowUp]) -> tuple[Floats, Floats]:
    """Make features and labels.

    Args:
        asked: Follow-ups with the full questions of annotators.

    Returns:
        Features of each candidate word, shape ``(words, FEATURES)``, and 1 if the annotator's question has it, else 0.
    """
    features: list[tuple[float, ...]] = []
    belongs: list[bool] = []
    for each in asked:
        said = followed(each.said, by_rules)
        found = by_rules(each.question, said)
        seen = candidates(each.question, found.text if found else each.question, words_of(each.question, said))
        wanted = frozenset(content_terms(each.rewrite))
        features += seen.features
        belongs += [term in wanted for term in seen.terms]
    given = np.array(features, dtype=np.float32).reshape(len(features), FEATURES)
    return given, np.array(belongs, dtype=np.float32)


def trained(features: Floats, belongs: Floats, epochs: int = _EPOCHS) -> dict[str, list[float] | list[list[float]]]:
    """Train the network.

    Args:
        features: Shape ``(words, FEATURES)``.
        belongs: 1 or 0 for each.
        epochs: Number of passes over all words.

    Returns:
        Its weights by name, as `qa.conversation.belonging.Judge` takes them.
    """
    torch.manual_seed(_SEED)
    order = np.random.default_rng(_SEED)
    mean, scale = features.mean(axis=0), features.std(axis=0) + 1e-3
    given, wanted = torch.from_numpy((features - mean) / scale), torch.from_numpy(belongs)
    hidden, out = nn.Linear(FEATURES, _HIDDEN), nn.Linear(_HIDDEN, 1)
    network = nn.Sequential(hidden, nn.ReLU(), nn.Dropout(0.1), out)
    optimiser = torch.optim.AdamW(network.parameters(), lr=_RATE, weight_decay=_DECAY)
    steps = epochs * -(-len(features) // _BATCH)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, _RATE, total_steps=steps)
    for _ in range(epochs):
        shuffled = order.permutation(len(features))
        for start in range(0, len(features), _BATCH):
            rows = torch.from_numpy(shuffled[start : start + _BATCH])
            loss = nn.functional.binary_cross_entropy_with_logits(network(given[rows]).squeeze(1), wanted[rows])
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
            schedule.step()
    named = {"mean": mean, "scale": scale, "hidden": hidden.weight.detach().numpy().T}
    named |= {"hidden_bias": hidden.bias.detach().numpy(), "out": out.weight.detach().numpy()[0]}
    named |= {"out_bias": out.bias.detach().numpy()[0]}
    return {name: np.round(value.astype(float), _DIGITS).tolist() for name, value in named.items()}


def main() -> None:
    """Train and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    data_folder(parser)
    parser.add_argument("--out", type=Path, default=WEIGHTS)
    given = parser.parse_args()
    halves = (*over_wikinews(given.data), *of_others(given.data))
    weights = trained(*examples(each for reported, each in halves if not reported and each.said))
    card = {"format": FORMAT, "sha256": digest(weights), "weights": weights}
    given.out.write_text(json.dumps(card, sort_keys=True) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
