"""The networks: one encoder over question and passage, with a span head and a relevance head.

The teacher has the same heads on a larger encoder, with the same token ids.
"""

from torch import Tensor, nn
from transformers import BertConfig, BertForQuestionAnswering, MPNetConfig, MPNetForQuestionAnswering

from training.features import CLS, MASK, PADDING, SEP

_BEFORE_BERT = 4
"""Entries of MPNet's vocabulary before BERT's first."""
_SPECIAL = {CLS: 0, SEP: 2, MASK: 30526, PADDING: 1}
"""BERT's special tokens in MPNet's vocabulary."""


class SpanReader(BertForQuestionAnswering):  # type: ignore[no-untyped-call]
    """BERT with start and end logits for every token, and one logit for "this passage answers".

    The span head has the layout of `AutoModelForQuestionAnswering`, which can therefore open a saved
    reader, without its relevance.

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


class Teacher(MPNetForQuestionAnswering):  # type: ignore[no-untyped-call]
    """MPNet with the reader's heads; the reader can be trained on its output for each token.

    Both have BERT's vocabulary: MPNet has four entries before it and special tokens of its own, so each
    token of one corresponds to a token of the other.

    Args:
        config: The encoder's configuration.

    Source:
        Song et al., "MPNet", 2020; Hinton et al., "Distilling the Knowledge in a Neural Network", 2015.
    """

    def __init__(self, config: MPNetConfig) -> None:
        super().__init__(config)
        self.relevance = nn.Linear(config.hidden_size, 1)
        self.post_init()  # type: ignore[no-untyped-call]

    def forward(
        self,
        input_ids: Tensor,
        attention_mask: Tensor,
        token_type_ids: Tensor,  # noqa: ARG002
    ) -> tuple[Tensor, Tensor, Tensor]:
        """Read a batch.

        Args:
            input_ids: BERT's token ids, shape ``(pairs, length)``.
            attention_mask: 1 for tokens, 0 for padding.
            token_type_ids: Not used: MPNet recognises a passage by the separator before it.

        Returns:
            The same as `SpanReader`.
        """
        ids = input_ids + _BEFORE_BERT
        for theirs, ours in _SPECIAL.items():
            ids = ids.masked_fill(input_ids == theirs, ours)
        hidden = self.mpnet(ids, attention_mask=attention_mask)[0]
        spans = self.qa_outputs(hidden)
        return spans[..., 0], spans[..., 1], self.relevance(hidden[:, 0])[:, 0]


Reader = SpanReader | Teacher
