"""The reader: one encoder over question and passage, a span head and a relevance head."""

from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional
from transformers import BertConfig, BertForQuestionAnswering

HIDDEN = -1e4
"""Logit of a token that cannot start or end an answer."""


class SpanReader(BertForQuestionAnswering):  # type: ignore[no-untyped-call]
    """BERT with start and end logits for every token, and one logit for "this passage answers".

    The span head is laid out as `AutoModelForQuestionAnswering` has it, so a saved reader also
    opens there, without its relevance.

    Args:
        config: The encoder's configuration.

    Source:
        Devlin et al., "BERT", 2019 (span head and null score); Karpukhin et al., "Dense Passage
        Retrieval", 2020 (passage selection from [CLS]).
    """

    def __init__(self, config: BertConfig) -> None:
        super().__init__(config)
        self.relevance = nn.Linear(config.hidden_size, 1)
        self.post_init()  # type: ignore[no-untyped-call]

    def forward(
        self, input_ids: Tensor, attention_mask: Tensor, token_type_ids: Tensor
    ) -> tuple[Tensor, Tensor, Tensor]:
        """Read a batch.

        Args:
            input_ids: Token ids, shape ``(pairs, length)``.
            attention_mask: 1 for tokens, 0 for padding.
            token_type_ids: 0 for the question, 1 for title and passage.

        Returns:
            Start logits and end logits, shape ``(pairs, length)``, and relevance logits,
            shape ``(pairs,)``. Nothing is masked.
        """
        hidden = self.bert(input_ids, attention_mask=attention_mask, token_type_ids=token_type_ids)[0]
        spans = self.qa_outputs(hidden)
        return spans[..., 0], spans[..., 1], self.relevance(hidden[:, 0])[:, 0]


def open_reader(folder: Path, dropout: float = 0.1) -> SpanReader:
    """Open a reader, a span reader without relevance, or a plain encoder.

    A missing relevance head begins as the opposite of the null score where a span head is
    there, else at random.

    Args:
        folder: ``config.json`` and ``model.safetensors``.
        dropout: Share of hidden values dropped in training; attention is never dropped, for
            that costs a tenth of the time on a processor.

    Returns:
        The reader, in fp32, ready for inference.
    """
    reader: SpanReader
    reader, about = SpanReader.from_pretrained(
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


def freeze_embeddings(reader: SpanReader) -> list[nn.Parameter]:
    """Keep the embeddings as they are; return the parameters that remain to be trained."""
    for weight in reader.bert.embeddings.parameters():
        weight.requires_grad = False
    return [weight for weight in reader.parameters() if weight.requires_grad]


def losses(outputs: tuple[Tensor, Tensor, Tensor], batch: dict[str, Tensor]) -> tuple[Tensor, Tensor]:
    """Compare a reading with its targets.

    Args:
        outputs: What the reader gave.
        batch: Its inputs, and ``starts``, ``ends`` and ``answerable``.

    Returns:
        Cross entropy of the span against the soft targets over [CLS], title and passage, mean
        of start and end; and binary cross entropy of relevance.
    """
    start, end, relevance = (output.float() for output in outputs)
    readable = (batch["attention_mask"] == 1) & (batch["token_type_ids"] == 1)
    readable[:, 0] = True
    span = sum(
        functional.cross_entropy(logits.masked_fill(~readable, HIDDEN), target)
        for logits, target in ((start, batch["starts"]), (end, batch["ends"]))
    )
    return span / 2, functional.binary_cross_entropy_with_logits(relevance, batch["answerable"])


def save_reader(reader: SpanReader, folder: Path, **kept: Any) -> None:
    """Write a reader so that `open_reader` and `AutoModelForQuestionAnswering` open it.

    Args:
        reader: The reader.
        folder: Where to; made if it does not exist.
        **kept: Passed to ``save_pretrained``.
    """
    reader.config.architectures = ["BertForQuestionAnswering"]
    reader.save_pretrained(str(folder), **kept)
