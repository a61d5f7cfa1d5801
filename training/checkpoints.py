"""Checkpoints of a training run: the reader, and the state needed to continue."""

import json
import os
import shutil
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import torch
from safetensors.torch import load_file, save_file
from torch.optim import Optimizer

from training.model import save_reader
from training.networks import Reader

MEAN = "mean"
"""Folder of a checkpoint with the moving average of the weights."""
_WEIGHTS = "model.safetensors"


@dataclass(frozen=True, slots=True)
class Progress:
    """The progress of a run."""

    step: int = 0
    """Batches read."""
    examples: int = 0
    seconds: float = 0.0
    """Wall-clock time trained, pauses of a running process included."""
    loss: float | None = None
    """Running mean; None before the first batch."""
    relevance_loss: float | None = None


def save(
    folder: Path, reader: Reader, optimiser: Optimizer, progress: Progress, keep: int, mean: Reader | None = None
) -> None:
    """Write a checkpoint atomically unless it exists, and remove the oldest.

    Args:
        folder: The run's folder.
        reader: The reader.
        optimiser: Its optimiser; only the newest checkpoint keeps its state.
        progress: The progress of the run.
        keep: Checkpoints to keep, from 1.
        mean: The running mean of its weights, if the run has one.
    """
    target = folder / f"checkpoint-{progress.step:06}"
    if target.exists():  # nothing was trained since
        return
    half = folder / "writing"
    shutil.rmtree(half, ignore_errors=True)
    save_reader(reader, half)
    if mean is not None:
        save_reader(mean, half / MEAN)
    torch.save(optimiser.state_dict(), half / "optimiser.pt")
    (half / "progress.json").write_text(json.dumps(asdict(progress)), encoding="utf-8")
    older = listed(folder)
    os.replace(half, target)
    for checkpoint in older:
        (checkpoint / "optimiser.pt").unlink(missing_ok=True)
    for checkpoint in older[: max(0, len(older) + 1 - keep)]:
        shutil.rmtree(checkpoint)


def listed(folder: Path) -> list[Path]:
    """List a run's checkpoints, oldest first."""
    return sorted(folder.glob("checkpoint-*"))


def progress_of(checkpoint: Path) -> Progress:
    """Read the progress of a checkpoint."""
    return Progress(**json.loads((checkpoint / "progress.json").read_text(encoding="utf-8")))


def restore(checkpoint: Path, optimiser: Optimizer) -> None:
    """Restore an optimiser's state, which contains only tensors and numbers."""
    optimiser.load_state_dict(torch.load(checkpoint / "optimiser.pt", weights_only=True))


def average(checkpoints: Sequence[Path], target: Path) -> None:
    """Write the mean of several checkpoints' weights as a reader.

    Args:
        checkpoints: At least one.
        target: Folder to write to.

    Source:
        Vaswani et al., "Attention Is All You Need", 2017, section 6.1; Izmailov et al., "Averaging
        Weights Leads to Wider Optima", 2018.
    """
    weights = [load_file(each / _WEIGHTS) for each in checkpoints]
    mean = {name: torch.stack([each[name].float() for each in weights]).mean(dim=0) for name in weights[0]}
    target.mkdir(parents=True, exist_ok=True)
    save_file(mean, target / _WEIGHTS, metadata={"format": "pt"})
    shutil.copyfile(checkpoints[-1] / "config.json", target / "config.json")


def blend(trained: Path, start: Path, share: float, target: Path) -> None:
    """Write a reader between a trained one and the one it started from.

    Args:
        trained: The reader's folder.
        start: What it started from; weights it lacks are taken from `trained` alone.
        share: How much of `start`, 0 to 1.
        target: Folder to write to.

    Source:
        Wortsman et al., "Robust fine-tuning of zero-shot models", 2022.
    """
    ours, theirs = load_file(trained / _WEIGHTS), load_file(start / _WEIGHTS)
    for name in ours.keys() & theirs.keys():
        ours[name] = ((1 - share) * ours[name] + share * theirs[name].float()).contiguous()
    target.mkdir(parents=True, exist_ok=True)
    save_file(ours, target / _WEIGHTS, metadata={"format": "pt"})
    shutil.copyfile(trained / "config.json", target / "config.json")
