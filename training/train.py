"""Train the reader: ``python -m training.train OUT --minutes N [--start CHECKPOINT]``.

The learning rate falls with the wall clock, so a run ends on time however busy the machine is. If it is ended
early (SIGTERM, Ctrl+C), it writes a checkpoint first. A batch is divided into parts, each read by a separate
thread: threads that share one part wait for each other at every layer, which is slow if other processes use the
cores too. Called again with the same OUT, it continues from its newest checkpoint with the next pairs.
"""

import argparse
import itertools
import json
import logging
import signal
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import torch

from index.encoder.onnx_encoder import cores
from training import checkpoints
from training.checkpoints import Progress
from training.data import data_folder
from training.distil import Taught, beside, mixed, taught_losses
from training.features import ENCODER, Batch, collate, tokenizer
from training.groups import WEIGHT, Groups, group_losses
from training.labels import Labels, labelled, read
from training.labels import stream as labels_stream
from training.model import freeze, open_reader, save_reader
from training.stream import BESIDE_A_TEACHER, NEGATIVES, Stream

log = logging.getLogger("training")

_PART = 8
"""Number of pairs a thread reads at once; groups are not divided."""
_MEAN_PACE = 1 / 1500
"""Step size of the running mean of the weights."""


@dataclass(frozen=True, slots=True)
class Recipe:
    """What a run is asked to do."""

    data: Path
    out: Path
    minutes: float
    start: Path = ENCODER
    seed: int = 1
    rate: float = 8e-5
    """Peak learning rate, reached after `warmup` batches."""
    warmup: int = 40
    head_pace: float = 20.0
    """Learning rate of the relevance head, as a multiple of that of the rest."""
    save_minutes: float = 5.0
    keep: int = 6
    """Number of checkpoints kept."""
    averaged: int = 3
    """Number of newest checkpoints whose mean is the run's result."""
    short: float = 0.5
    """Share of the longer passages that are cut to the product's passage length."""
    frozen: int = 0
    """Number of frozen layers, counted from the embeddings; each saves two thirds of its time."""
    hardest: Path | None = None
    """The output of ``training.hardest``; without it, negatives are the passages that BM25 ranks highest."""
    claims: float = 0.0
    """Share of the questions without labels that are turned into statements, if that is possible."""
    groups: int = 0
    """One batch in this number consists of groups, in which passages are compared; 0 for none."""
    mean_teacher: bool = False
    """Whether the moving average of the weights labels pairs without labels, and is the run's result."""
    labels: tuple[Path, ...] = ()
    """Outputs of ``training.labels``: three batches in four are of these pairs; a folder named twice counts twice."""


@dataclass(frozen=True, slots=True)
class _Part:
    """A thread's results for its part of a batch."""

    gradients: tuple[torch.Tensor, ...]
    span: float
    relevance: float


class Training:
    """A run.

    Args:
        recipe: The settings of the run.
    """

    def __init__(self, recipe: Recipe) -> None:
        torch.manual_seed(recipe.seed)
        torch.set_num_threads(1)
        self._threads = ThreadPoolExecutor(cores(), initializer=torch.set_num_threads, initargs=(1,))
        self._recipe = recipe
        self._progress = Progress()
        self._ending = False
        found = checkpoints.listed(recipe.out)
        self._reader = open_reader(found[-1] if found else recipe.start).train()
        self._parameters = freeze(self._reader, recipe.frozen)
        self._mean = open_reader(_mean_of(found) or recipe.start) if recipe.mean_teacher else None
        self._means = freeze(self._mean, recipe.frozen) if self._mean is not None else []
        self._optimiser = torch.optim.AdamW(self._groups(), lr=0.0, weight_decay=0.01, fused=True)
        if found:
            checkpoints.restore(found[-1], self._optimiser)
            self._progress = checkpoints.progress_of(found[-1])
            torch.manual_seed(recipe.seed + self._progress.step)

    def _groups(self) -> list[dict[str, Any]]:
        """Separate the new head from the rest, because it needs a higher learning rate."""
        head = list(self._reader.relevance.parameters())
        rest = [weight for weight in self._parameters if all(weight is not each for each in head)]
        return [{"params": rest, "pace": 1.0}, {"params": head, "pace": self._recipe.head_pace}]

    def end(self, *_: object) -> None:
        """End after the current step, with a checkpoint; a signal handler."""
        self._ending = True

    def run(self) -> bool:
        """Train until the time is up, then average the newest checkpoints.

        Returns:
            Whether the whole time is up, not only this process's part of it.
        """
        hardest = json.loads(self._recipe.hardest.read_text(encoding="utf-8")) if self._recipe.hardest else None
        data, tokens, seed, labels = self._recipe.data, tokenizer(ENCODER), self._recipe.seed, self._recipe.labels
        kinds = BESIDE_A_TEACHER if labels else NEGATIVES
        fresh = Stream(data, tokens, seed, hardest, self._recipe.short, kinds, claims=self._recipe.claims)
        stream = mixed(fresh, [labelled(labels_stream(data, each), each) for each in labels], seed)
        if self._recipe.groups:
            stream = beside(stream, Groups(data, tokens, seed, self._recipe.hardest), self._recipe.groups)
        log.info("from step %d", self._progress.step)
        began = time.monotonic() - self._progress.seconds
        saved = self._progress.seconds
        for pairs in itertools.islice(stream, self._progress.step, None):
            seconds = time.monotonic() - began
            done = seconds / (self._recipe.minutes * 60)
            if done >= 1 or self._ending:
                break
            self._learn(pairs, done, seconds)
            if seconds - saved >= self._recipe.save_minutes * 60:
                self._save()
                saved = seconds
        self._save()
        if self._ending:
            log.info("ended at step %d; the same command goes on", self._progress.step)
            return False
        if self._mean is not None:
            save_reader(self._mean, self._recipe.out / "averaged")
        else:
            newest = checkpoints.listed(self._recipe.out)[-self._recipe.averaged :]
            checkpoints.average(newest, self._recipe.out / "averaged")
        save_reader(self._reader, self._recipe.out / "last")
        return True

    def _learn(self, pairs: list[Taught], done: float, seconds: float) -> None:
        """Take one step; the gradients of the parts are averaged by their sizes."""
        before = self._progress
        rate = self._recipe.rate * min(1.0, (before.step + 1) / self._recipe.warmup) * (1 - done)
        for group in self._optimiser.param_groups:
            group["lr"] = rate * group["pace"]
        parts = [pairs[low : low + _PART] for low in range(0, len(pairs), _PART)]
        read = list(self._threads.map(self._gradients, parts))
        shares = [len(part) / len(pairs) for part in parts]
        for weight, *gradients in zip(self._parameters, *(each.gradients for each in read), strict=True):
            weight.grad = sum(share * gradient for share, gradient in zip(shares, gradients, strict=True))
        torch.nn.utils.clip_grad_norm_(self._parameters, 1.0)
        self._optimiser.step()
        if self._means:
            with torch.no_grad():
                torch._foreach_lerp_(self._means, self._parameters, _MEAN_PACE)
        span, relevance = (
            sum(share * loss for share, loss in zip(shares, losses, strict=True))
            for losses in ([each.span for each in read], [each.relevance for each in read])
        )
        self._progress = Progress(
            before.step + 1,
            before.examples + len(pairs),
            seconds,
            _running(before.loss, span),
            _running(before.relevance_loss, relevance),
        )
        if before.step % 25 == 0:
            self._log(done)

    def _gradients(self, pairs: list[Taught]) -> "_Part":
        batch = collate([pair for pair, _ in pairs])
        given = {name: torch.from_numpy(getattr(batch, name)) for name in Batch.__slots__}
        with torch.autocast("cpu", dtype=torch.bfloat16, cache_enabled=False):
            outputs = self._reader(given["input_ids"], given["attention_mask"], given["token_type_ids"])
        span, relevance = taught_losses(outputs, given, self._labels(pairs))
        rivals = [pair.rival for pair, _ in pairs]
        if any(rivals):
            spans, ranks = group_losses(outputs, given, rivals)
            span, relevance = span + WEIGHT * spans, relevance + WEIGHT * ranks
        return _Part(torch.autograd.grad(span + relevance, self._parameters), span.item(), relevance.item())

    def _labels(self, pairs: list[Taught]) -> list[Labels | None]:
        """Return each pair's labels; for pairs without, those of the running mean of the weights, without masking."""
        given = [label for _, label in pairs]
        if self._mean is None:
            return given
        own = read(self._mean, [replace(pair, ids=pair.whole or pair.ids) for pair, _ in pairs])
        return [None if pair.marks_stand else label or said for (pair, label), said in zip(pairs, own, strict=True)]

    def _log(self, done: float) -> None:
        now = self._progress
        pace = now.examples / max(now.seconds, 1.0)
        log.info(
            "%5.1f %% step %d, %d examples, %.1f a second, span loss %.3f, relevance loss %.3f",
            done * 100, now.step, now.examples, pace, now.loss, now.relevance_loss,
        )  # fmt: skip

    def _save(self) -> None:
        recipe = self._recipe
        checkpoints.save(recipe.out, self._reader, self._optimiser, self._progress, recipe.keep, self._mean)


def _mean_of(found: list[Path]) -> Path | None:
    return found[-1] / checkpoints.MEAN if found else None


def _running(mean: float | None, value: float) -> float:
    return value if mean is None else 0.99 * mean + 0.01 * value


def run_to_the_end_or_a_signal(recipe: Recipe) -> bool:
    """Train; SIGTERM and Ctrl+C end it after the current step.

    Args:
        recipe: What is asked.

    Returns:
        Whether the whole time was used for training.
    """
    recipe.out.mkdir(parents=True, exist_ok=True)
    training = Training(recipe)
    before = {each: signal.signal(each, training.end) for each in (signal.SIGTERM, signal.SIGINT)}
    try:
        return training.run()
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)


def main() -> None:
    """Read the command line and train."""
    recipe = Recipe(Path(), Path(), 0)
    parser = argparse.ArgumentParser(description="Train the reader.")
    data_folder(parser)
    parser.add_argument("out", type=Path, help="the run's folder; an earlier run in it goes on")
    parser.add_argument("--minutes", type=float, required=True, help="wall-clock time of the whole run")
    parser.add_argument("--start", type=Path, default=recipe.start, help="reader or encoder to start from")
    parser.add_argument("--seed", type=int, default=recipe.seed)
    parser.add_argument("--rate", type=float, default=recipe.rate, help="peak learning rate")
    parser.add_argument("--frozen", type=int, default=recipe.frozen, help="lowest layers that stay as they are")
    parser.add_argument("--short", type=float, default=recipe.short, help="share of passages cut, 0 to 1")
    parser.add_argument("--save-minutes", type=float, default=recipe.save_minutes, help="between checkpoints")
    parser.add_argument("--hardest", type=Path, help="what training.hardest wrote")
    parser.add_argument("--claims", type=float, default=recipe.claims, help="share of questions made statements")
    parser.add_argument("--groups", type=int, default=recipe.groups, help="one batch of so many compares passages")
    parser.add_argument("--mean-teacher", action="store_true", help="learn from the running mean of the weights")
    parser.add_argument("--labels", type=Path, nargs="+", default=(), help="what training.labels wrote")
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    asked = vars(parser.parse_args())
    recipe = replace(recipe, **asked | {"labels": tuple(asked["labels"])})
    run_to_the_end_or_a_signal(recipe)


if __name__ == "__main__":
    main()
