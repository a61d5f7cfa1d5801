"""Prepare a reader for quantisation to eight bits: separate its largest channels, and smooth the others.

A few channels of a BERT layer's input are many times larger than the rest, and one scale for all of them
leaves few steps for the rest. The largest get a small separate product in fp32. Each of the others is
divided by a factor before the product, by which its weights are multiplied; in fp32 this changes nothing.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from training.features import Batch
from training.networks import SpanReader

APART = "apart"
"""Name of the part of a layer that stays in fp32; it occurs in the names of its nodes in a graph."""
_FEWEST, _SHARE = 8, 96
"""Number of separate channels: this many, or one in this number if that is more."""


class SmoothedLinear(nn.Module):  # type: ignore[misc]
    """A linear layer whose largest input channels are multiplied separately, the others after smoothing.

    Args:
        linear: The layer; its weights are changed in place.
        spread: Factor of each input channel, shape ``(in,)``, above 0.
        largest: The separate channels, shape ``(few,)``.
    """

    def __init__(self, linear: nn.Linear, spread: Tensor, largest: Tensor) -> None:
        super().__init__()
        apart = nn.Linear(len(largest), linear.out_features, bias=False)
        evened = 1 / spread
        with torch.no_grad():
            apart.weight.copy_(linear.weight[:, largest])
            linear.weight.mul_(spread)
            linear.weight[:, largest] = 0.0
            evened[largest] = 0.0
        self.linear = linear
        self.apart = apart
        self.evened = nn.Parameter(evened, requires_grad=False)
        self.register_buffer("largest", largest)

    def forward(self, hidden: Tensor) -> Tensor:
        """Multiply and add."""
        product: Tensor = self.linear(hidden * self.evened) + self.apart(hidden[..., self.largest])
        return product


def smooth(reader: SpanReader, batches: Iterable[Batch], strength: float) -> None:
    """Prepare each linear layer of the encoder.

    Args:
        reader: The reader, changed in place; its outputs stay the same except for rounding.
        batches: Typical input; a hundred pairs are enough.
        strength: How much of the spread moves into the weights, 0 to 1.

    Source:
        Dettmers et al., "LLM.int8()", 2022, section 3.2 (separate channels; here they are chosen
        once, from typical input); Xiao et al., "SmoothQuant", 2023, equation 4.
    """
    layers = {name: layer for name, layer in reader.bert.encoder.named_modules() if isinstance(layer, nn.Linear)}
    run = lambda batch: reader(*(torch.from_numpy(each) for each in _inputs(batch)))  # noqa: E731
    inputs = largest_inputs(run, layers, batches)
    # Query, key and value share an input and must divide it by the same factors, so that it is divided once.
    shared: dict[str, tuple[Tensor, Tensor]] = {}
    for name in sorted(layers):
        group = name.rsplit(".", 1)[0]
        if group not in shared:
            own = [each for other, each in layers.items() if other.rsplit(".", 1)[0] == group]
            shared[group] = parted(own, inputs[name], strength, max(_FEWEST, len(inputs[name]) // _SHARE))
    for name, layer in layers.items():
        group, last = name.rsplit(".", 1)
        setattr(reader.bert.encoder.get_submodule(group), last, SmoothedLinear(layer, *shared[group]))


def parted(layers: Sequence[nn.Linear], inputs: Tensor, strength: float, apart: int) -> tuple[Tensor, Tensor]:
    """Compute the factors of the input channels of layers that share an input, and select the separate ones.

    Args:
        layers: The layers.
        inputs: The largest magnitude of each channel, shape ``(in,)``.
        strength: How much of the spread moves into the weights, 0 to 1.
        apart: Number of separate channels.

    Returns:
        The factors, shape ``(in,)``, and the places of the channels, shape ``(apart,)``.
    """
    largest = inputs.topk(apart).indices
    columns = torch.stack([each.weight.detach().abs().amax(dim=0) for each in layers]).amax(dim=0)
    spread = inputs.clamp(min=1e-5) ** strength / columns.clamp(min=1e-5) ** (1 - strength)
    return spread / spread.log().mean().exp(), largest


def _inputs(batch: Batch) -> tuple[NDArray[np.int64], ...]:
    return batch.input_ids, batch.attention_mask, batch.token_type_ids


def largest_inputs(
    run: Callable[[Batch], object], layers: Mapping[str, nn.Linear], batches: Iterable[Batch]
) -> dict[str, Tensor]:
    """Find the largest magnitude of each input channel of each layer, shape ``(in,)``.

    Args:
        run: Reads a batch with the model that contains the layers.
        layers: The layers by name.
        batches: Typical input.

    Returns:
        The magnitudes by name.
    """
    largest: dict[str, Tensor] = {}

    def watch(name: str) -> torch.utils.hooks.RemovableHandle:
        def keep(_: nn.Module, given: tuple[Tensor, ...]) -> None:
            seen = given[0].detach().abs().flatten(0, -2).amax(dim=0)
            largest[name] = torch.maximum(largest[name], seen) if name in largest else seen

        return layers[name].register_forward_pre_hook(keep)

    handles = [watch(name) for name in layers]
    with torch.inference_mode():
        for batch in batches:
            run(batch)
    for handle in handles:
        handle.remove()
    return {name: each.clone() for name, each in largest.items()}
