"""Losses, and a training run of a given duration."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from training.gpu.network import HIDDEN, Reader
from training.gpu.pairs import Pairs, hide

TEMPERATURE, MARKED, GROUPS_WEIGHT = 2.0, 0.3, 0.5
"""Temperature of the labels; weight of the annotation in the loss of a labelled pair; weight of comparing passages."""
_WARMUP = 120
"""Number of steps until the peak rate."""
_HIDDEN = 0.06
"""Share of a masked pair's wordpieces."""
_SAID = 400
"""Number of steps between two lines of the log."""

Log = Callable[[str], None]


def loss_of(outputs: tuple[Tensor, Tensor, Tensor], given: dict[str, Tensor], group: int) -> Tensor:
    """Compute the loss against annotated spans and the teacher's labels, if any, and between passages of a group."""
    start, end, relevance = outputs
    hidden = ~given["readable"]
    logits = torch.stack([start, end]).masked_fill(hidden[None], HIDDEN)
    log = logits.log_softmax(dim=-1)
    marked = -(log * given["targets"]).sum(dim=-1).mean(dim=0)
    marked = marked + functional.binary_cross_entropy_with_logits(relevance, given["answerable"], reduction="none")
    whole = marked
    if "labels" in given:
        theirs = (given["labels"].masked_fill(hidden[None], HIDDEN) / TEMPERATURE).log_softmax(dim=-1)
        ours = (logits / TEMPERATURE).log_softmax(dim=-1)
        soft = (theirs.exp() * (theirs - ours)).sum(dim=-1).mean(dim=0) * TEMPERATURE**2
        said = given["label_relevance"].sigmoid()
        soft = soft + functional.binary_cross_entropy_with_logits(relevance, said, reduction="none")
        whole = torch.where(given["stands"], marked, MARKED * marked + (1 - MARKED) * soft)
    loss = whole.mean()
    if group > 1:
        words = given["readable"].clone()
        words[:, 0] = False
        right = given["answerable"].view(-1, group)[:, 0] > 0
        held = torch.stack([start, end]).masked_fill(~words[None], HIDDEN).view(2, len(right), -1)
        wanted = (given["targets"] * words[None]).view(2, len(right), -1)
        spans = -(held.log_softmax(dim=-1) * wanted).sum(dim=-1).mean(dim=0)
        ranks = -relevance.view(-1, group).log_softmax(dim=-1)[:, 0]
        loss = loss + GROUPS_WEIGHT * ((spans + ranks) * right).sum() / right.sum().clamp(min=1)
    return loss


@dataclass(frozen=True, slots=True)
class Pace:
    """The settings of a run."""

    until: float
    """When it ends, by `time.monotonic`; the rate falls to 0 by then."""
    rate: float
    """Peak learning rate."""
    tokens: int
    """Approximate number of tokens of a batch, padding included."""
    seed: int
    head: float
    """Learning rate of the heads, as a multiple of that of the rest."""
    masked: float
    """Share of the pairs in which wordpieces are masked."""


class Learner:
    """A reader's weights in sixteen bits on the device, with master weights in 32 bits for the optimiser.

    Args:
        reader: The reader, moved to the device.
        device: The device; on a CPU all weights have 32 bits.
        pace: The settings of the run.
    """

    def __init__(self, reader: Reader, device: torch.device, pace: Pace) -> None:
        self.masters = {name: weight.detach().clone().float().to(device) for name, weight in reader.named_parameters()}
        reader.to(device)
        for part in (*reader.layers, reader.word, reader.position, reader.norm, reader.kind, reader.distance):
            if part is not None and device.type == "cuda":
                part.to(torch.bfloat16)
        if reader.distance is not None:
            reader.distance.weight.requires_grad = False
        trained = {name: weight for name, weight in reader.named_parameters() if weight.requires_grad}
        self._weights, self._held = list(trained.values()), [self.masters[name] for name in trained]
        heads = [self.masters[name] for name in trained if name.startswith(("span", "relevance"))]
        rest = [each for each in self._held if all(each is not head for head in heads)]
        groups = [{"params": rest, "pace": 1.0}, {"params": heads, "pace": pace.head}]
        self._optimiser = torch.optim.AdamW(groups, lr=0.0, weight_decay=0.01, fused=device.type == "cuda")

    def step(self, loss: Tensor, rate: float) -> None:
        """Backpropagate a loss and update the weights."""
        loss.backward()
        for master, weight in zip(self._held, self._weights, strict=True):
            master.grad = weight.grad.float() if weight.grad is not None else None
            weight.grad = None
        torch.nn.utils.clip_grad_norm_(self._held, 1.0, foreach=True)
        for each in self._optimiser.param_groups:
            each["lr"] = rate * each["pace"]
        self._optimiser.step()
        with torch.no_grad():
            torch._foreach_copy_(self._weights, self._held)


def train(reader: Reader, sets: Sequence[Pairs], pace: Pace, log: Log) -> dict[str, Tensor]:
    """Train until the time is up.

    Args:
        reader: The reader; it stays on the device, in sixteen bits there.
        sets: Pairs to learn from; all are used once before any is repeated.
        pace: The settings of the run.
        log: Called with a line at intervals.

    Returns:
        The weights in 32 bits, under the reader's own names.
    """
    learner, chance, began = Learner(reader, sets[0].device, pace), np.random.default_rng(pace.seed), time.monotonic()
    reader.train()
    step = seen = 0
    while True:
        drawn = [(each, rows) for each in sets for rows in each.batches(pace.tokens, chance)]
        for place in chance.permutation(len(drawn)):
            now = time.monotonic()
            if now >= pace.until:
                log(f"trained {step} steps, {seen} pairs, {seen / max(now - began, 1e-6):.0f} a second")
                return learner.masters
            done = (now - began) / (pace.until - began)
            pairs, rows = drawn[place]
            given = pairs.batch(rows)
            loss = loss_of(reader(hide(given, _HIDDEN, pace.masked), given["mask"], given["types"]), given, pairs.group)
            learner.step(loss, pace.rate * min(1.0, (step + 1) / _WARMUP) * (1 - done))
            step, seen = step + 1, seen + len(rows)
            if step % _SAID == 0 or step == 1:
                log(f"{100 * done:.0f} % step {step}, {seen} pairs, loss {loss.item():.3f}")
