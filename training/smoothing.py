"""Make a reader fit for eight bits: move the spread of its activations into its weights.

A few channels of a BERT layer's input are many times larger than the rest, and one scale for
all of them leaves the rest few steps. Each channel is divided by its share before a product
and the weights are multiplied by it, which changes nothing in fp32.
"""

from collections.abc import Iterable

import torch
from torch import Tensor, nn

from training.features import Batch
from training.model import SpanReader


class SmoothedLinear(nn.Module):  # type: ignore[misc]
    """A linear layer whose input channels are evened out first.

    Args:
        linear: The layer; its weights are changed in place.
        spread: Factor of each input channel, shape ``(in,)``, above 0.
    """

    def __init__(self, linear: nn.Linear, spread: Tensor) -> None:
        super().__init__()
        with torch.no_grad():
            linear.weight.mul_(spread)
        self.linear = linear
        self.evened = nn.Parameter(1 / spread, requires_grad=False)

    def forward(self, hidden: Tensor) -> Tensor:
        """Multiply and add."""
        product: Tensor = self.linear(hidden * self.evened)
        return product


def smooth(reader: SpanReader, batches: Iterable[Batch], strength: float) -> None:
    """Even out what enters each linear layer of the encoder.

    Args:
        reader: The reader, changed in place; its outputs stay the same but for rounding.
        batches: Typical input; a hundred pairs are enough.
        strength: How much of the spread moves into the weights, 0 to 1.

    Source:
        Xiao et al., "SmoothQuant", 2023, equation 4; its strength is 0.5, ours chosen by the
        difference between the logits of both precisions.
    """
    layers = {name: layer for name, layer in reader.bert.encoder.named_modules() if isinstance(layer, nn.Linear)}
    largest = _largest_inputs(reader, layers, batches)
    # Query, key and value have one input and must divide it alike, so that it is done once.
    shared: dict[str, Tensor] = {}
    for name in sorted(layers):
        group = name.rsplit(".", 1)[0]
        weights = [each.weight for other, each in layers.items() if other.rsplit(".", 1)[0] == group]
        columns = torch.stack([weight.detach().abs().amax(dim=0) for weight in weights]).amax(dim=0)
        if group not in shared:
            spread = largest[name].clamp(min=1e-5) ** strength / columns.clamp(min=1e-5) ** (1 - strength)
            shared[group] = spread / spread.log().mean().exp()
    for name, layer in layers.items():
        group, last = name.rsplit(".", 1)
        setattr(reader.bert.encoder.get_submodule(group), last, SmoothedLinear(layer, shared[group]))


def _largest_inputs(reader: SpanReader, layers: dict[str, nn.Linear], batches: Iterable[Batch]) -> dict[str, Tensor]:
    """Find the largest magnitude each input channel of each layer takes, shape ``(in,)``."""
    largest: dict[str, Tensor] = {}

    def watch(name: str) -> torch.utils.hooks.RemovableHandle:
        def keep(_: nn.Module, given: tuple[Tensor, ...]) -> None:
            seen = given[0].detach().abs().flatten(0, -2).amax(dim=0)
            largest[name] = torch.maximum(largest[name], seen) if name in largest else seen

        return layers[name].register_forward_pre_hook(keep)

    handles = [watch(name) for name in layers]
    with torch.inference_mode():
        for batch in batches:
            reader(*(torch.from_numpy(each) for each in (batch.input_ids, batch.attention_mask, batch.token_type_ids)))
    for handle in handles:
        handle.remove()
    return {name: each.clone() for name, each in largest.items()}
