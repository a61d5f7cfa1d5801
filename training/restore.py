"""Turns a compiled reader into weights that can be trained: ``python -m training.restore qa/models OUT``.

The heads and the separate channels are exact; the rest of each layer is exact to one quantisation step. The
embeddings, which training does not change, are the plain encoder's.
"""

import argparse
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from torch import Tensor, nn

from training.compile_reader import MODEL
from training.features import ENCODER
from training.model import open_reader, save_reader
from training.networks import SpanReader
from training.smoothing import APART

_SHARED = {"key": "query", "value": "query"}
"""Layers that share the factors of another, because both have the same input."""


def restore(source: Path, target: Path) -> None:
    """Write a compiled reader as a trainable one.

    Args:
        source: The compiled reader's folder.
        target: Folder to write to, which `training.model.open_reader` then opens.
    """
    save_reader(restored(source / MODEL), target)


def restored(model: Path) -> SpanReader:
    """Read the weights of a compiled reader.

    Args:
        model: Its ``model.onnx``.

    Returns:
        The reader, in fp32; equal to the compiled one except for rounding.

    Raises:
        ValueError: If the graph is not one that `training.compile_reader` wrote.
    """
    held = _Graph(model)
    reader = open_reader(ENCODER)
    if not isinstance(reader, SpanReader):
        raise ValueError(f"{ENCODER} is not the encoder of a reader")
    encoder = reader.bert.encoder
    with torch.no_grad():
        for name, layer in encoder.named_modules():
            if isinstance(layer, nn.Linear):
                layer.weight.copy_(held.weight(f"bert.encoder.{name}"))
                layer.bias.copy_(held.tensor(f"bert.encoder.{name}.linear.bias"))
            elif isinstance(layer, nn.LayerNorm):
                layer.weight.copy_(held.tensor(f"bert.encoder.{name}.weight"))
                layer.bias.copy_(held.tensor(f"bert.encoder.{name}.bias"))
        reader.qa_outputs.weight.copy_(held.factor("/qa_outputs/").T)
        reader.qa_outputs.bias.copy_(held.tensor("qa_outputs.bias"))
        reader.relevance.weight.copy_(held.factor("/relevance/").T)
        reader.relevance.bias.copy_(held.tensor("relevance.bias"))
    return reader


class _Graph:
    """The tensors of a compiled graph, by name and by the node that uses them."""

    def __init__(self, model: Path) -> None:
        graph = onnx.load(str(model)).graph
        self._model = model
        self._held = {tensor.name: tensor for tensor in graph.initializer}
        self._nodes = {node.name: node for node in graph.node}

    def tensor(self, name: str) -> Tensor:
        if name not in self._held:
            raise ValueError(f"{self._model} has no {name}; it was not compiled by training.compile_reader")
        return torch.from_numpy(np.array(numpy_helper.to_array(self._held[name])))

    def factor(self, *parts: str) -> Tensor:
        """Return the factor of the only product whose node has all these parts in its name; shape ``(in, out)``."""
        factors = [
            name
            for node in self._nodes.values()
            if ("MatMul" in node.op_type or node.op_type == "Gemm") and all(part in node.name for part in parts)
            for name in node.input
            if name in self._held and len(self._held[name].dims) == 2
        ]
        if len(factors) != 1:
            raise ValueError(f"{self._model} has {len(factors)} products {parts}; it was not compiled by this recipe")
        return self._dequantised(factors[0]) if factors[0].endswith("_quantized") else self.tensor(factors[0])

    def _dequantised(self, name: str) -> Tensor:
        scale, zero = (self.tensor(name.replace("_quantized", end)) for end in ("_scale", "_zero_point"))
        return (self.tensor(name).float() - zero.float()) * scale

    def weight(self, layer: str) -> Tensor:
        """Join the two products of a linear layer; shape ``(out, in)``."""
        group, last = layer.rsplit(".", 1)
        shared = f"{group}.{_SHARED.get(last, last)}"
        path = f"/{layer.replace('.layer.', '.layer_').replace('.', '/').replace('layer_', 'layer.')}"
        even, largest = self.tensor(f"{shared}.evened"), self.tensor(f"{shared}.largest")
        whole = self.factor(f"{path}/linear/") * even[:, None]
        whole[largest] = self.factor(f"{path}/{APART}/")
        return whole.T


def main() -> None:
    """Read the command line and restore."""
    parser = argparse.ArgumentParser(description="Make a compiled reader fit to be trained on.")
    parser.add_argument("reader", type=Path, help="the compiled reader's folder")
    parser.add_argument("out", type=Path, help="folder to write to")
    asked = parser.parse_args()
    restore(asked.reader, asked.out)


if __name__ == "__main__":
    main()
