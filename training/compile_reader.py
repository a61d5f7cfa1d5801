"""Compile a trained reader to the files that ship: ``python -m training.compile_reader READER OUT``.

As for the encoder: weights int8 per output channel reduced to seven bits, activations scaled dynamically, and the
graph stored as ONNX Runtime optimises it; before that, the largest channels are separated and the others smoothed,
without which the spans of one pair in six change. Inputs are ``input_ids``,
``attention_mask`` and ``token_type_ids``; outputs ``start``, ``end`` and ``relevance``.
"""

import argparse
import hashlib
import json
import random
import tempfile
import warnings
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import torch
from torch import nn

from index.encoder.compile import optimise, quantise
from training.data import data_folder
from training.evaluate import SUBSET, measure
from training.features import ENCODER, MAX_QUESTION, MAX_TITLE, WINDOW, Batch, collate, feature, tokenizer
from training.held_out import trainable
from training.model import open_reader
from training.networks import SpanReader
from training.reading import LONGEST, onnx_run, torch_run
from training.smoothing import APART, smooth

FORMAT = 1
"""Incremented when readers compiled earlier can no longer be used in the same way."""
MODEL, TOKENIZER, CARD = "model.onnx", "tokenizer.json", "reader.json"
INPUTS = ("input_ids", "attention_mask", "token_type_ids")
_OUTPUTS = ("start", "end", "relevance")
_LARGEST = 35_000_000
_TYPICAL = 64
_STRENGTH = 0.5
"""Mean change of the span logits by quantisation: 0.22 with smoothing alone, at its best strength, 0.85; 0.12 with the
largest channels separate, where strengths from 0 to 0.7 differ little. This makes reading 7 % slower."""


def compile_reader(data: Path, source: Path, target: Path) -> None:
    """Compile a reader and its tokenizer.

    Args:
        data: The folder of data sets; the spread of activations is measured on passages of the training part.
        source: The trained reader's folder.
        target: Folder to write ``model.onnx`` and ``tokenizer.json`` to.

    Raises:
        ValueError: If the model is larger than may ship, or a teacher.
    """
    target.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as work:
        exported, quantised = Path(work, "exported.onnx"), Path(work, "quantised.onnx")
        reader = open_reader(source)
        if not isinstance(reader, SpanReader):
            raise ValueError(f"{source} is a teacher, which does not ship")
        smooth(reader, typical(data, ("new_wiki",), _TYPICAL), _STRENGTH)
        export(reader, INPUTS, exported)
        quantise(exported, quantised, _exact(exported))
        optimise(quantised, target / MODEL)
    tokenizer(ENCODER).save(str(target / TOKENIZER))
    size = (target / MODEL).stat().st_size
    if size > _LARGEST:
        raise ValueError(f"the compiled reader has {size} bytes, {_LARGEST} are allowed")


def typical(data: Path, sources: Sequence[str], count: int) -> list[Batch]:
    """Sample pairs for measuring the spread of activations, always the same ones, each as a separate batch.

    Args:
        data: The folder of data sets.
        sources: The sources of the pairs.
        count: Maximum number from each source.

    Returns:
        The batches.
    """
    tokens, chance = tokenizer(ENCODER), random.Random(20)  # noqa: S311 - nothing secret
    found = [trainable(data, source) for source in sources]
    examples = [each for own in found for each in chance.sample(own, min(count, len(own)))]
    return [collate([feature(tokens, example)], multiple=1) for example in examples]


def export(model: nn.Module, inputs: Sequence[str], target: Path) -> None:
    """Write a network as an ONNX graph with dynamic batch size and length.

    Args:
        model: Takes the inputs in order, returns start, end and relevance.
        inputs: Their names.
        target: File to write.
    """
    example = tuple(torch.ones(2, 16, dtype=torch.long) for _ in inputs)
    both = {0: "batch", 1: "length"}
    axes = dict.fromkeys((*inputs, "start", "end"), both) | {"relevance": {0: "batch"}}
    with torch.no_grad(), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.onnx.export(
            model, example, str(target), input_names=list(inputs), output_names=list(_OUTPUTS), dynamic_axes=axes,
            opset_version=17, dynamo=False,
        )  # fmt: skip


def _exact(model: Path) -> list[str]:
    """List the nodes that stay in fp32: the separate channels, and the heads, which are cheap and give the scores.

    The quantiser splits a ``Gemm`` into a product and a sum before it compares names. Only the gathers of the
    embeddings are quantised, because the others select from computed values.
    """
    import onnx

    nodes = onnx.load(str(model)).graph.node
    exact = ("qa_outputs", "relevance", f"/{APART}/")
    names = [node.name for node in nodes if any(part in node.name for part in exact)]
    names += [node.name for node in nodes if node.op_type == "Gather" and "embeddings" not in node.name]
    return names + [f"{name}_MatMul" for name in names]


def card(target: Path, figures: dict[str, Any], names: Sequence[str] = (MODEL, TOKENIZER)) -> dict[str, Any]:
    """Describe how the compiled reader is used, and its figures.

    Args:
        target: The folder of the compiled reader.
        figures: The figures by precision.
        names: The names of its files.

    Returns:
        The contents of ``reader.json``.
    """
    files = {name: hashlib.sha256((target / name).read_bytes()).hexdigest() for name in names}
    return {
        "format": FORMAT,
        "sha256": files,
        "window": WINDOW,
        "max_question": MAX_QUESTION,
        "max_title": MAX_TITLE,
        "longest_answer": LONGEST,
        "title_joined_by": "\n",
        "precision": "int8",
        "metrics": figures,
    }


def main() -> None:
    """Read the command line, compile, measure both precisions and write the card."""
    parser = argparse.ArgumentParser(description="Compile a trained reader to int8 ONNX.")
    data_folder(parser)
    parser.add_argument("reader", type=Path, help="the trained reader's folder")
    parser.add_argument("out", type=Path, help="folder to write to")
    parser.add_argument("--full", action="store_true", help="measure on all held-out questions")
    asked = parser.parse_args()
    compile_reader(asked.data, asked.reader, asked.out)
    runs = {"int8": onnx_run(asked.out / MODEL), "fp32": torch_run(asked.reader)}
    subset = None if asked.full else SUBSET
    figures = {precision: measure(asked.data, run, subset=subset) for precision, run in runs.items()}
    written = json.dumps(card(asked.out, figures), indent=1)
    (asked.out / CARD).write_text(written + "\n", encoding="utf-8")
    print(written)  # noqa: T201 - the command's output


if __name__ == "__main__":
    main()
