"""Weights packed for transfer: int8 in blocks or fp16, split into parts of limited size."""

from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

PART = 15 << 20
"""Maximum size of a part, in bytes."""
ROW = 64
"""Number of values that share a scale in int8."""

Arrays = dict[str, NDArray[Any]]


def packed(weights: dict[str, Tensor], bits: int) -> list[bytes]:
    """Serialise weights as int8, one scale for `ROW` values, or as fp16; vectors stay fp32. At most `PART` bytes."""
    parts: list[Arrays] = [{}]
    size = 0
    for name, weight in weights.items():
        held: Arrays = {}
        if weight.dim() < 2 or weight.shape[1] % ROW:
            held[name] = weight.numpy()
        elif bits == 16:
            for low in range(0, len(weight), 4096):
                held[f"{name}@{low}"] = weight[low : low + 4096].half().numpy()
        else:
            for low in range(0, len(weight), 4096):
                rows = weight[low : low + 4096].reshape(-1, ROW)
                scale = (rows.abs().amax(dim=1, keepdim=True) / 127).clamp(min=1e-6).half()
                held[f"{name}@{low}"] = (rows / scale.float()).round().clamp(-127, 127).to(torch.int8).numpy()
                held[f"{name}@{low}@scale"] = scale.numpy()
        for key, array in held.items():
            if size + array.nbytes > PART:
                parts.append({})
                size = 0
            parts[-1][key] = array
            size += array.nbytes
    written = []
    for part in parts:
        stream = BytesIO()
        np.savez(stream, allow_pickle=False, **part)
        written.append(stream.getvalue())
    return written


def unpacked(parts: list[Path]) -> dict[str, Tensor]:
    """Read what `packed` wrote."""
    held: Arrays = {}
    for part in parts:
        with np.load(part) as kept:
            held |= {name: kept[name] for name in kept.files}
    rows: dict[str, list[tuple[int, Tensor]]] = {}
    for key, array in held.items():
        name, _, rest = key.partition("@")
        if rest.endswith("@scale"):
            continue
        value = torch.from_numpy(array)
        if array.dtype == np.int8:
            value = value.float() * torch.from_numpy(held[f"{key}@scale"]).float()
        rows.setdefault(name, []).append((int(rest or 0), value.float()))
    found = {name: torch.cat([value for _, value in sorted(each, key=lambda at: at[0])]) for name, each in rows.items()}
    width = len(found[next(name for name in found if name.endswith("embeddings.LayerNorm.weight"))])
    inner = len(found[next(name for name in found if name.endswith("layer.0.intermediate.dense.bias"))])
    for name, value in found.items():
        if value.dim() == 2 and value.shape[1] == ROW and width != ROW:
            found[name] = value.reshape(-1, inner if name.endswith(".output.dense.weight") and
                                        "attention" not in name else width)  # fmt: skip
    return found
