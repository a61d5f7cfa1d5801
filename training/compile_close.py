"""Compile a trained teacher to the network that reads again: ``python -m training.compile_close TEACHER OUT``.

As in `training.compile_reader` for the small reader: the largest channels separate, the others smoothed, int8
weights per output channel. Three things differ. MPNet's embeddings are put in the order of BERT's
vocabulary, so that both networks take the same token ids. Weights keep `LEVELS` steps either way of the 64
that int8 has here, which costs nothing that can be measured and lets the wheel compress them to 60 %. And
the weights are stored next to the graph in parts of at most `PART` bytes.
"""

import argparse
import json
import tempfile
from collections.abc import Iterable
from pathlib import Path

import onnx
import torch
from onnx import external_data_helper
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

from index.encoder.compile import optimise, quantise
from training.compile_reader import CARD, MODEL, TOKENIZER, card, export, typical
from training.data import data_folder
from training.features import ENCODER, WINDOW, Batch, tokenizer
from training.gpu.network import BEFORE_BERT, SPECIAL, Reader, made, relative_bias
from training.smoothing import APART, SmoothedLinear, largest_inputs, parted

LEVELS, EMBEDDED = 21, 32
"""Quantisation steps in each direction of a weight in a layer, and of one in the embeddings."""
PART = 40_000_000
"""Maximum size of a file of weights, in bytes."""
_FEWEST, _SHARE, _STRENGTH = 24, 32, 0.5
"""Separate channels: the minimum, and one in this number; and the share of the spread that moves into the weights."""
_VOCABULARY = 30_522
_TYPICAL_SOURCES, _TYPICAL = ("new_wiki", "contrast", "own"), 32
"""Sources of the pairs for measuring the spread of activations, and the number from each."""


class Compiled(nn.Module):  # type: ignore[misc]
    """The form in which a teacher is compiled: BERT's token ids, plain attention.

    Args:
        reader: The teacher, in fp32; its embeddings are replaced.
    """

    def __init__(self, reader: Reader) -> None:
        super().__init__()
        own = reader.word.weight.detach()
        words = own[BEFORE_BERT : BEFORE_BERT + _VOCABULARY].clone()
        for theirs, ours in SPECIAL.items():
            words[theirs] = own[ours]
        self.word = nn.Embedding.from_pretrained(words)
        self.position = nn.Embedding.from_pretrained(reader.position.weight.detach()[2 : 2 + WINDOW])
        self.distance, self.norm = reader.distance, reader.norm
        self.layers, self.span, self.relevance = reader.layers, reader.span, reader.relevance

    def forward(self, input_ids: Tensor, attention_mask: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Read a batch as `training.networks.SpanReader` does."""
        where = torch.arange(input_ids.shape[1])
        bias = relative_bias(self.distance, where)[None] + ((1 - attention_mask) * -1e4).float()[:, None, None, :]
        hidden = self.norm(self.word(input_ids) + self.position(where))
        for layer in self.layers:
            rows, length, width = hidden.shape
            q, k, v = (
                each(hidden).view(rows, length, layer.heads, width // layer.heads).transpose(1, 2)
                for each in (layer.q, layer.k, layer.v)
            )
            seen = ((q @ k.transpose(-1, -2)) * (width // layer.heads) ** -0.5 + bias).softmax(-1) @ v
            hidden = layer.norm1(hidden + layer.o(seen.transpose(1, 2).reshape(rows, length, width)))
            hidden = layer.norm2(hidden + layer.down(functional.gelu(layer.up(hidden))))
        spans = self.span(hidden)
        return spans[..., 0], spans[..., 1], self.relevance(hidden[:, 0])[:, 0]


def compile_close(data: Path, teacher: Path, target: Path) -> None:
    """Compile a teacher; write graph, weights, tokenizer and card.

    Args:
        data: The folder of data sets; the spread of activations is measured on passages of the training part.
        teacher: The trained teacher's folder.
        target: Folder to write to.
    """
    target.mkdir(parents=True, exist_ok=True)
    model = Compiled(made(load_file(str(teacher / "model.safetensors")))).eval()
    smooth_layers(model, typical(data, _TYPICAL_SOURCES, _TYPICAL))
    coarsen(model)
    with tempfile.TemporaryDirectory() as work:
        exported, quantised, optimised = (Path(work, name) for name in ("exported.onnx", "int8.onnx", "best.onnx"))
        export(model, ("input_ids", "attention_mask"), exported)
        quantise(exported, quantised, _exact(exported))
        optimise(quantised, optimised)
        in_parts(optimised, target)
    tokenizer(ENCODER).save(str(target / TOKENIZER))
    written = sorted(each.name for each in target.glob("weights*.bin"))
    (target / CARD).write_text(json.dumps(card(target, {}, (MODEL, TOKENIZER, *written)), indent=1) + "\n", "utf-8")


def smooth_layers(model: Compiled, batches: Iterable[Batch]) -> None:
    """Prepare each linear layer as in `training.smoothing.smooth`; outputs stay the same except for rounding."""
    layers = {name: each for name, each in model.layers.named_modules() if isinstance(each, nn.Linear)}
    run = lambda batch: model(torch.from_numpy(batch.input_ids), torch.from_numpy(batch.attention_mask))  # noqa: E731
    inputs = largest_inputs(run, layers, batches)
    for place, layer in enumerate(model.layers):
        for together in (("q", "k", "v"), ("o",), ("up",), ("down",)):
            own = [layers[f"{place}.{name}"] for name in together]
            seen = inputs[f"{place}.{together[0]}"]
            shared = parted(own, seen, _STRENGTH, max(_FEWEST, len(seen) // _SHARE))
            for name, each in zip(together, own, strict=True):
                setattr(layer, name, SmoothedLinear(each, *shared))


def coarsen(model: Compiled) -> None:
    """Round the weights to few levels: those of a layer by output channel, those of the embeddings with one scale."""
    with torch.no_grad():
        for each in model.modules():
            if isinstance(each, SmoothedLinear):
                largest = each.linear.weight.abs().amax(dim=1, keepdim=True).clamp(min=1e-9)
                each.linear.weight.copy_((each.linear.weight / largest * LEVELS).round() / LEVELS * largest)
        most = model.word.weight.abs().max()
        model.word.weight.copy_((model.word.weight / most * EMBEDDED).round() / EMBEDDED * most)


def in_parts(source: Path, target: Path) -> None:
    """Write a graph with its large tensors in separate files, ``weights0.bin`` and so on.

    Args:
        source: The graph in one file.
        target: Folder for ``model.onnx`` and the parts; existing parts are replaced.
    """
    for old in target.glob("weights*.bin"):
        old.unlink()
    model = onnx.load(str(source))
    number, written = 0, 0
    for tensor in model.graph.initializer:
        size = len(tensor.raw_data)
        if size < 1024:
            continue
        if written + size > PART and written:
            number, written = number + 1, 0
        part = target / f"weights{number}.bin"
        with part.open("ab") as file:
            file.write(tensor.raw_data)
        external_data_helper.set_external_data(tensor, part.name, written, size)
        tensor.ClearField("raw_data")
        written += size
    (target / MODEL).write_bytes(model.SerializeToString())


def _exact(model: Path) -> list[str]:
    """List the nodes that stay in fp32: the separate channels, the heads, and all gathers except that of the words."""
    nodes = onnx.load(str(model), load_external_data=False).graph.node
    names = [node.name for node in nodes if any(part in node.name for part in ("span", "relevance", f"/{APART}/"))]
    names += [node.name for node in nodes if node.op_type == "Gather" and "word" not in node.name]
    return names + [f"{name}_MatMul" for name in names]


def main() -> None:
    """Read the command line and compile."""
    parser = argparse.ArgumentParser(description="Compile a trained teacher to the network that reads again.")
    data_folder(parser)
    parser.add_argument("teacher", type=Path, help="the trained teacher's folder")
    parser.add_argument("out", type=Path, help="folder to write to")
    given = parser.parse_args()
    compile_close(given.data, given.teacher, given.out)


if __name__ == "__main__":
    main()
