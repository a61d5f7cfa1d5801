"""Compile a SentenceTransformer to a quantised ONNX encoder, once, in a separate process.

The whole model is exported, so pooling, dense layers and normalisation are those of its own
files. Weights become int8 per output channel, reduced to seven bits: a plain AVX2 processor
adds pairs of products in sixteen bits, and 2 * 255 * 64 is the most that never saturates
there; processors with VNNI give the same numbers. Activations are scaled dynamically.

Run as ``python -m index.encoder.compile NAME FINGERPRINT SOURCE TARGET``: importing
sentence-transformers takes seconds and half a gigabyte, which the caller is spared.
"""

import logging
import sys
import warnings
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from index.encoder.onnx_encoder import MODEL, TOKENIZER, EncoderCard, OnnxEncoder, Vectors, write_card

COMPILER_VERSION = 1
"""Increase this when the compiled file of the same model changes."""

_LEAST_COSINE = 0.985
"""Minimum mean cosine to the original for int8, below which fp32 is used; MiniLM reaches .993."""

_PROBE = (
    "when did the agency open its account",
    "The bridge was closed for eleven days after the storm of 4 March 2019, the council said.",
    "Shares in the company fell by 3.2 per cent to 417 pence.",
    "“We had no warning at all,” said the mayor, who has led the town since 2011.",
    "How many people work there?",
    "A court in the capital ordered the minister to publish the letters within two weeks, and "
    "lawyers for the newspaper that had asked for them said the ruling would be felt elsewhere.",
    "Le musée rouvrira au printemps prochain.",
    "Scientists measured the glacier from the air and found it 40 metres thinner than in 1990.",
)


def compile_encoder(name: str, fingerprint: str, source: Path, target: Path) -> EncoderCard:
    """Compile a model.

    Args:
        name: What the user calls it.
        fingerprint: Hash of its files and of this compiler's version.
        source: The SentenceTransformer's folder.
        target: An empty folder to write to.

    Returns:
        The card that was written.
    """
    model = _load(source)
    _export(model, target / "exported.onnx")
    logging.getLogger().setLevel(logging.ERROR)  # the quantiser warns about models that need no preparation
    quantise(target / "exported.onnx", target / "quantised.onnx")
    model.tokenizer.backend_tokenizer.save(str(target / TOKENIZER))
    original = np.asarray(model.encode(list(_PROBE), prompt="", normalize_embeddings=True), dtype=np.float32)
    card = EncoderCard(name=name, fingerprint=fingerprint, cosine=0.0, precision="int8", **_traits(model))
    for precision, exported in (("int8", "quantised.onnx"), ("fp32", "exported.onnx")):
        optimise(target / exported, target / MODEL)
        card = _measured(card, precision, target, original)
        if card.cosine >= _LEAST_COSINE:
            break
    for leftover in ("exported.onnx", "quantised.onnx"):
        (target / leftover).unlink()
    return card


def _load(source: Path) -> Any:
    from sentence_transformers import SentenceTransformer

    return SentenceTransformer(
        str(source), device="cpu", local_files_only=True, model_kwargs={"attn_implementation": "eager"}
    )


def _traits(model: Any) -> dict[str, Any]:
    prompts = model.prompts or {}
    default = prompts.get(model.default_prompt_name or "", "")
    return {
        "dim": model.get_embedding_dimension(),
        "window": int(model.max_seq_length or 512),
        "normalise": model.similarity_fn_name == "cosine",
        "lowercase": bool(getattr(model[0], "do_lower_case", False)),
        "query_prompt": prompts.get("query") or default,
        "passage_prompt": prompts.get("passage") or prompts.get("document") or default,
    }


def _export(model: Any, target: Path) -> None:
    import torch

    features = {
        name: value
        for name, value in model.preprocess(["a short text", "another text that is somewhat longer"]).items()
        if isinstance(value, torch.Tensor)
    }

    class Whole(torch.nn.Module):  # type: ignore[misc]
        """The model with tensors in and the sentence embedding out."""

        def __init__(self) -> None:
            super().__init__()
            self.model = model

        def forward(self, *tensors: torch.Tensor) -> torch.Tensor:
            embedding: torch.Tensor = self.model(dict(zip(features, tensors, strict=True)))["sentence_embedding"]
            return embedding

    axes = {name: {0: "batch", 1: "length"} for name in features} | {"embedding": {0: "batch"}}
    with torch.no_grad(), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.onnx.export(
            Whole().eval(),
            tuple(features.values()),
            str(target),
            input_names=list(features),
            output_names=["embedding"],
            dynamic_axes=axes,
            opset_version=17,
            dynamo=False,
        )


def quantise(source: Path, target: Path, exact: Sequence[str] = ()) -> None:
    """Quantise a graph's weights by output channel to seven bits of int8, except those of the nodes named `exact`."""
    from onnxruntime.quantization import QuantType, quantize_dynamic

    quantize_dynamic(
        source,
        target,
        op_types_to_quantize=["MatMul", "Gather"],
        per_channel=True,
        reduce_range=True,
        weight_type=QuantType.QInt8,
        nodes_to_exclude=list(exact),
    )


def optimise(source: Path, target: Path) -> None:
    """Write a graph as ONNX Runtime optimises it for any processor, so that it opens fast."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.log_severity_level = 3
    options.optimized_model_filepath = str(target)
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_EXTENDED
    onnxruntime.InferenceSession(str(source), options, providers=["CPUExecutionProvider"])


def _measured(card: EncoderCard, precision: str, folder: Path, original: Vectors) -> EncoderCard:
    from dataclasses import replace

    write_card(replace(card, precision=precision, query_prompt="", passage_prompt="", normalise=True), folder)
    compiled = OnnxEncoder(folder).encode_passages(_PROBE)
    measured = replace(card, precision=precision, cosine=float((compiled * original).sum(axis=1).mean()))
    write_card(measured, folder)
    return measured


if __name__ == "__main__":
    compile_encoder(sys.argv[1], sys.argv[2], Path(sys.argv[3]), Path(sys.argv[4]))
