"""BERT and MPNet with the reader's heads and fused attention, and their weights' names in transformers."""

from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

CLS, SEP, MASK, PADDING = 101, 102, 103, 0
BEFORE_BERT = 4
SPECIAL = {CLS: 0, SEP: 2, MASK: 30526, PADDING: 1}
"""BERT's special tokens in MPNet's vocabulary, which has four entries before BERT's."""
HIDDEN = -1e4
"""Logit of a token that cannot start or end an answer, and score of one that is not attended to."""


@dataclass(frozen=True)
class Shape:
    """The dimensions of an encoder."""

    layers: int
    width: int
    heads: int
    inner: int
    vocabulary: int
    positions: int
    relative: bool
    """Whether it is of MPNet's kind: a learned relative position bias, no token types, its own special tokens."""


class Layer(nn.Module):  # type: ignore[misc]
    """A layer of BERT or MPNet with fused attention."""

    def __init__(self, shape: Shape, eps: float, dropout: float) -> None:
        super().__init__()
        self.heads = shape.heads
        self.q, self.k, self.v, self.o = (nn.Linear(shape.width, shape.width) for _ in range(4))
        self.norm1, self.norm2 = (nn.LayerNorm(shape.width, eps=eps) for _ in range(2))
        self.up, self.down = nn.Linear(shape.width, shape.inner), nn.Linear(shape.inner, shape.width)
        self.drop = nn.Dropout(dropout)

    def forward(self, hidden: Tensor, bias: Tensor) -> Tensor:
        """Run the layer; `bias` is added to the attention scores."""
        rows, length, width = hidden.shape
        q, k, v = (each(hidden).view(rows, length, self.heads, -1).transpose(1, 2) for each in (self.q, self.k, self.v))
        seen = functional.scaled_dot_product_attention(q, k, v, attn_mask=bias)
        seen = seen.transpose(1, 2).reshape(rows, length, width)
        hidden = self.norm1(hidden + self.drop(self.o(seen)))
        return self.norm2(hidden + self.drop(self.down(functional.gelu(self.up(hidden)))))


class Reader(nn.Module):  # type: ignore[misc]
    """An encoder with start and end logits for every token, and one logit for "this passage answers"."""

    def __init__(self, shape: Shape, dropout: float = 0.1) -> None:
        super().__init__()
        self.shape = shape
        eps = 1e-5 if shape.relative else 1e-12
        self.word = nn.Embedding(shape.vocabulary, shape.width)
        self.position = nn.Embedding(shape.positions, shape.width)
        self.kind = None if shape.relative else nn.Embedding(2, shape.width)
        self.distance = nn.Embedding(32, shape.heads) if shape.relative else None
        self.norm = nn.LayerNorm(shape.width, eps=eps)
        self.drop = nn.Dropout(dropout)
        self.layers = nn.ModuleList(Layer(shape, eps, dropout) for _ in range(shape.layers))
        self.span = nn.Linear(shape.width, 2)
        self.relevance = nn.Linear(shape.width, 1)

    def forward(self, ids: Tensor, mask: Tensor, types: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Return start and end logits of a batch, shape ``(pairs, length)``, and relevance, ``(pairs,)``, in fp32."""
        length, where = ids.shape[1], torch.arange(ids.shape[1], device=ids.device)
        bias = torch.zeros(mask.shape, dtype=self.word.weight.dtype, device=ids.device).masked_fill(~mask, HIDDEN)
        bias = bias[:, None, None, :]
        if self.distance is None or self.kind is not None:
            hidden = self.word(ids) + self.position(where) + self.kind(types)  # type: ignore[misc]
            bias = bias.expand(-1, 1, length, -1)
        else:
            own = ids + BEFORE_BERT
            for theirs, ours in SPECIAL.items():
                own = own.masked_fill(ids == theirs, ours)
            hidden = self.word(own) + self.position(where + 2)
            with torch.no_grad():
                bias = (bias + relative_bias(self.distance, where)[None]).contiguous()
        hidden = self.drop(self.norm(hidden))
        for layer in self.layers:
            hidden = layer(hidden, bias)
        hidden = hidden.float()
        spans = self.span(hidden)
        return spans[..., 0], spans[..., 1], self.relevance(hidden[:, 0])[:, 0]


def relative_bias(distance: nn.Embedding, where: Tensor) -> Tensor:
    """Return the relative position bias of MPNet, shape ``(heads, length, length)``."""
    return distance(_bucket(where[None, :] - where[:, None])).permute(2, 0, 1)


def _bucket(distance: Tensor) -> Tensor:
    """MPNet's 32 buckets of relative positions (as T5's, both directions)."""
    found = (-distance < 0).long() * 16
    far = distance.abs()
    log = 8 + (torch.log(far.float().clamp(min=1) / 8) / np.log(128 / 8) * 8).long()
    return found + torch.where(far < 8, far, log.clamp(max=15))


def names(shape: Shape) -> dict[str, str]:
    """Map the names of `Reader`'s modules to those of a model saved by transformers."""
    base = "mpnet" if shape.relative else "bert"
    found = {
        "word": f"{base}.embeddings.word_embeddings",
        "position": f"{base}.embeddings.position_embeddings",
        "norm": f"{base}.embeddings.LayerNorm",
        "span": "qa_outputs",
        "relevance": "relevance",
    }
    found |= (
        {"distance": "mpnet.encoder.relative_attention_bias"}
        if shape.relative
        else {"kind": "bert.embeddings.token_type_embeddings"}
    )
    inside = (
        {"q": "attention.attn.q", "k": "attention.attn.k", "v": "attention.attn.v", "o": "attention.attn.o",
         "norm1": "attention.LayerNorm"}
        if shape.relative
        else {"q": "attention.self.query", "k": "attention.self.key", "v": "attention.self.value",
              "o": "attention.output.dense", "norm1": "attention.output.LayerNorm"}
    )  # fmt: skip
    inside |= {"up": "intermediate.dense", "down": "output.dense", "norm2": "output.LayerNorm"}
    for at in range(shape.layers):
        found |= {f"layers.{at}.{ours}": f"{base}.encoder.layer.{at}.{theirs}" for ours, theirs in inside.items()}
    return found


def shape_of(weights: dict[str, Tensor]) -> Shape:
    """Derive an encoder's dimensions from its weights, named as transformers names them."""
    relative = any(name.startswith("mpnet.") for name in weights)
    base = "mpnet" if relative else "bert"
    word = weights[f"{base}.embeddings.word_embeddings.weight"]
    layers = 1 + max(int(name.split(".")[3]) for name in weights if ".encoder.layer." in name)
    inner = weights[f"{base}.encoder.layer.0.intermediate.dense.weight"].shape[0]
    positions = weights[f"{base}.embeddings.position_embeddings.weight"].shape[0]
    return Shape(layers, word.shape[1], 12, inner, word.shape[0], positions, relative)


def made(weights: dict[str, Tensor], dropout: float = 0.1) -> Reader:
    """Build a reader from weights named as transformers names them; missing heads are initialised at random."""
    shape = shape_of(weights)
    reader = Reader(shape, dropout)
    with torch.no_grad():
        for head in (reader.span, reader.relevance):
            head.weight.normal_(0, 0.02)
            head.bias.zero_()
        for name, weight in reader.named_parameters():
            part, _, kind = name.rpartition(".")
            theirs = f"{names(shape)[part]}.{kind}"
            if theirs in weights:
                weight.copy_(weights[theirs])
            elif part not in ("span", "relevance"):
                raise ValueError(f"no weight named {theirs}")
    return reader


def weights_of(reader: Reader, masters: dict[str, Tensor] | None = None) -> dict[str, Tensor]:
    """Return a reader's weights under the names that transformers uses."""
    found = {}
    for name, weight in (masters or dict(reader.named_parameters())).items():
        part, _, kind = name.rpartition(".")
        found[f"{names(reader.shape)[part]}.{kind}"] = weight.detach().float().cpu()
    return found
