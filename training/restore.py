"""A compiled reader to weights that can be trained on: ``python -m training.restore qa/models OUT``.

What ships is all that is needed to go on from it. The heads and the channels kept apart are in the
graph as they were; the rest of each layer comes back within a step of its eight bits, and the
embeddings, which training leaves as they are, are the plain encoder's.
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
from training.model import SpanReader, open_reader, save_reader
from training.smoothing import APART

_SHARED = {"key": "query", "value": "query"}
"""Layers that take their channels' factors from another, for the two have one input."""


def restore(source: Path, target: Path) -> None:
    """Write a compiled reader as a trained one.

    Args:
        source: The compiled reader's folder.
        target: Folder to write to, which `training.model.open_reader` then opens.

    Raises:
        ValueError: If the graph is not one that `training.compile_reader` wrote.
    """
    save_reader(restored(source / MODEL), target)


def restored(model: Path) -> SpanReader:
    """Take a compiled reader's weights out of its graph.

    Args:
        model: Its ``model.onnx``.

    Returns:
        The reader, in fp32; its spans are those of the compiled one but for rounding.

    Raises:
        ValueError: If the graph is not one that `training.compile_reader` wrote.
    """
    held = _Graph(model)
    reader = open_reader(ENCODER)
    if not isinstance(reader, SpanReader):
        raise ValueError(f"{ENCODER} is no encoder of a reader")
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
    """The numbers of a compiled graph, by name and by the node that uses them."""

    def __init__(self, model: Path) -> None:
        graph = onnx.load(str(model)).graph
        self._model = model
        self._held = {each.name: each for each in graph.initializer}
        self._nodes = {node.name: node for node in graph.node}

    def tensor(self, name: str) -> Tensor:
        if name not in self._held:
            raise ValueError(f"{self._model} has no {name}; it was not compiled by training.compile_reader")
        return torch.from_numpy(np.array(numpy_helper.to_array(self._held[name])))

    def factor(self, *parts: str) -> Tensor:
        """Give what the one product multiplies by whose node has all the parts in its name; shape ``(in, out)``."""
        found = [
            name
            for node in self._nodes.values()
            if ("MatMul" in node.op_type or node.op_type == "Gemm") and all(part in node.name for part in parts)
            for name in node.input
            if name in self._held and len(self._held[name].dims) == 2
        ]
        if len(found) != 1:
            raise ValueError(f"{self._model} has {len(found)} products {parts}; it was not compiled by this recipe")
        return self._dequantised(found[0]) if found[0].endswith("_quantized") else self.tensor(found[0])

    def _dequantised(self, name: str) -> Tensor:
        scale, zero = (self.tensor(name.replace("_quantized", end)) for end in ("_scale", "_zero_point"))
        return (self.tensor(name).float() - zero.float()) * scale

    def weight(self, layer: str) -> Tensor:
        """Put a linear layer's two products together again; shape ``(out, in)``."""
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
