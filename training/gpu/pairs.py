"""Packed pairs on the device: batches of similar length, and word dropout."""

import lzma
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from training.gpu.network import CLS, MASK, PADDING, SEP
from training.gpu.weights import Arrays

GROUP = 4
"""Number of pairs of a group."""
_BLOCK = 12_000
"""Number of pairs sorted by length together."""


class Pairs:
    """Packed pairs on the device."""

    def __init__(self, held: Arrays, device: torch.device, group: int = 1) -> None:
        self.device, self.group = device, group
        self.lengths = held["lengths"].astype(np.int64)
        offsets = np.concatenate([[0], np.cumsum(self.lengths)])

        def give(array: NDArray[Any]) -> Tensor:
            return torch.from_numpy(np.ascontiguousarray(array)).to(device)

        self.ids = give(held["ids"].astype(np.int32))
        self.offsets, self.sizes = give(offsets), give(self.lengths)
        self.body, self.passage = give(held["body"].astype(np.int64)), give(held["passage"].astype(np.int64))
        self.stands = give(held["stands"].astype(bool))
        self.places = give(np.stack([held["starts"], held["ends"]]).astype(np.int64))
        self.shares = give(np.stack([held["start_shares"], held["end_shares"]]).astype(np.float32))
        self.labels: Tensor | None = None
        self.label_relevance: Tensor | None = None

    def __len__(self) -> int:
        return len(self.lengths)

    def batches(self, tokens: int, chance: np.random.Generator | None) -> list[NDArray[Any]]:
        """Divide all pairs into batches of similar length and about `tokens` tokens; shuffled if `chance` is given."""
        units = len(self) // self.group
        longest = self.lengths[: units * self.group].reshape(units, self.group).max(axis=1)
        order = chance.permutation(units) if chance is not None else np.arange(units)
        block = units if chance is None else _BLOCK // self.group
        found = []
        for low in range(0, units, block):
            held = order[low : low + block]
            held = held[np.argsort(longest[held], kind="stable")]
            at = 0
            while at < len(held):
                guess = max(1, tokens // (16 * -(-int(longest[held[at]]) // 16)) // self.group)
                end = min(len(held), at + guess)
                while end - at > 1 and (end - at) * self.group * 16 * -(-int(longest[held[end - 1]]) // 16) > tokens:
                    end -= 1
                rows = held[at:end, None] * self.group + np.arange(self.group)
                found.append(rows.ravel())
                at = end
        if chance is not None:
            chance.shuffle(found)
        return found

    def batch(self, rows: NDArray[Any]) -> dict[str, Tensor]:
        """Build a padded batch: ids, mask, types, targets, tokens that may answer, and labels if there are any."""
        length = 16 * -(-int(self.lengths[rows].max()) // 16)
        at = torch.from_numpy(rows).to(self.device)
        where = torch.arange(length, device=self.device)[None, :]
        mask = where < self.sizes[at][:, None]
        token = (self.offsets[at][:, None] + where).clamp(max=len(self.ids) - 1)
        given = {
            "ids": torch.where(mask, self.ids[token].long(), PADDING),
            "mask": mask,
            "types": ((where >= self.body[at][:, None]) & mask).long(),
            "stands": self.stands[at],
        }
        given["readable"] = (given["types"] == 1) | (where == 0)
        targets = torch.zeros((2, len(rows), length), device=self.device)
        targets.scatter_add_(2, self.places[:, at], self.shares[:, at])
        given["targets"] = targets
        given["answerable"] = 1 - targets[0, :, 0]
        if self.labels is not None and self.label_relevance is not None:
            given["labels"] = self.labels[:, token].float()
            given["label_relevance"] = self.label_relevance[at]
        return given


def hide(given: dict[str, Tensor], share: float, pairs: float) -> Tensor:
    """Mask a share of the wordpieces of some pairs, but none inside an answer."""
    ids, targets = given["ids"], given["targets"]
    where = torch.arange(ids.shape[1], device=ids.device)[None, :]
    marked = targets[0] > 0
    first = torch.where(marked, where, 10_000).amin(dim=1, keepdim=True)
    last = torch.where(targets[1] > 0, where, -1).amax(dim=1, keepdim=True)
    kept = (where >= first) & (where <= last) & (given["answerable"] > 0)[:, None]
    kept |= (ids == CLS) | (ids == SEP) | ~given["mask"]
    drawn = torch.rand(ids.shape, device=ids.device) < share
    drawn &= torch.rand((len(ids), 1), device=ids.device) < pairs
    return ids.masked_fill(drawn & ~kept, MASK)


def loaded(files: list[Path]) -> Iterator[tuple[str, Arrays]]:
    """Read packed pairs, by set."""
    for file in files:
        with np.load(BytesIO(lzma.decompress(file.read_bytes())) if file.suffix == ".xz" else file) as kept:
            for name in sorted({key.partition(".")[0] for key in kept.files}):
                yield name, {key.partition(".")[2]: kept[key] for key in kept.files if key.startswith(f"{name}.")}
