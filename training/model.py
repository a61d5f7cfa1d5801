"""Opens, freezes and saves readers, and computes their losses."""

import json
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional

from training.networks import Reader, SpanReader, Teacher

HIDDEN = -1e4
"""Logit of a token that cannot start or end an answer."""


def open_reader(folder: Path, dropout: float = 0.1) -> Reader:
    """Open a reader, a span reader without relevance, or a plain encoder: BERT's kind, or MPNet's as a teacher.

    A missing relevance head is initialised as the negative null score if there is a span head,
    otherwise at random.

    Args:
        folder: ``config.json`` and ``model.safetensors``.
        dropout: Share of hidden values dropped in training; attention is never dropped, because
            that costs a tenth of the time on a CPU.

    Returns:
        The reader, in fp32, ready for inference.
    """
    config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    kind = Teacher if config["model_type"] == "mpnet" else SpanReader
    reader: Reader
    reader, about = kind.from_pretrained(
        str(folder),
        attn_implementation="eager",
        dtype=torch.float32,
        hidden_dropout_prob=dropout,
        attention_probs_dropout_prob=0.0,
        output_loading_info=True,
    )
    missing = {str(name) for name in about["missing_keys"]}
    if "relevance.weight" in missing and "qa_outputs.weight" not in missing:
        with torch.no_grad():
            reader.relevance.weight.copy_(-reader.qa_outputs.weight.sum(dim=0, keepdim=True) / 4)
            reader.relevance.bias.copy_(-reader.qa_outputs.bias.sum() / 4)
    reader.eval()  # type: ignore[no-untyped-call]
    return reader


def freeze(reader: Reader, layers: int = 0) -> list[nn.Parameter]:
    """Keep the embeddings and the lowest layers as they are; return the parameters that remain to be trained."""
    for weight in reader.base_model.parameters():
        weight.requires_grad = False
    for layer in reader.base_model.encoder.layer[layers:]:
        for weight in layer.parameters():
            weight.requires_grad = True
    return [weight for weight in reader.parameters() if weight.requires_grad]


def losses(outputs: tuple[Tensor, Tensor, Tensor], batch: dict[str, Tensor]) -> tuple[Tensor, Tensor]:
    """Compare a reading with its targets.

    Args:
        outputs: The reader's outputs.
        batch: Its inputs, and ``starts``, ``ends`` and ``answerable``.

    Returns:
        Cross entropy of the span against the soft targets over [CLS], title and passage, mean
        of start and end; and binary cross entropy of relevance.
    """
    start, end, relevance = (output.float() for output in outputs)
    hidden = ~readable(batch)
    span = sum(
        functional.cross_entropy(logits.masked_fill(hidden, HIDDEN), target)
        for logits, target in ((start, batch["starts"]), (end, batch["ends"]))
    )
    return span / 2, functional.binary_cross_entropy_with_logits(relevance, batch["answerable"])


def readable(batch: dict[str, Tensor]) -> Tensor:
    """Mark the tokens that may start or end an answer: [CLS], title and passage; shape ``(pairs, length)``."""
    held = (batch["attention_mask"] == 1) & (batch["token_type_ids"] == 1)
    held[:, 0] = True
    return held


def save_reader(reader: Reader, folder: Path, **kept: Any) -> None:
    """Write a reader so that `open_reader` and `AutoModelForQuestionAnswering` open it.

    Args:
        reader: The reader.
        folder: The target folder; created if it does not exist.
        **kept: Passed to ``save_pretrained``.
    """
    reader.config.architectures = [type(reader).__mro__[1].__name__]
    reader.save_pretrained(str(folder), **kept)
