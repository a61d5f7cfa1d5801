"""Texts to embeddings, with a compiled SentenceTransformer under ONNX Runtime.

The session has one thread and each text is a separate batch; several texts are encoded
concurrently by as many threads as there are cores. On two cores that is faster than one batch
on both (no padding, no waiting at each layer), and it makes an embedding a function of its text
alone: int8 activations are scaled by batch, so other texts in it would affect the result.
"""

import json
import os
import shutil
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from corpus.errors import IndexDamaged
from index.encoder.session import open_session

Vectors = NDArray[np.float32]
"""Embeddings, shape ``(n, dim)``, float32, unit length."""

CARD = "encoder.json"
MODEL = "model.onnx"
TOKENIZER = "tokenizer.json"


class Encoder(Protocol):
    """Turns texts into vectors whose inner product is their similarity; the tests have another."""

    @property
    def dim(self) -> int:
        """Length of an embedding."""

    @property
    def name(self) -> str:
        """The model's name as the user gives it."""

    @property
    def fingerprint(self) -> str:
        """Equal for two encoders exactly if they give the same embeddings."""

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        """Embed passages, shape ``(len(texts), dim)``."""

    def encode_query(self, text: str) -> Vectors:
        """Embed one query, shape ``(dim,)``."""

    def count_wordpieces(self, texts: Sequence[str]) -> list[int]:
        """Count each text's wordpieces, without special tokens and without cutting it."""

    def save(self, folder: Path) -> None:
        """Write the files that answering needs into `folder`."""


@dataclass(frozen=True, slots=True)
class EncoderCard:
    """Description of a compiled encoder; stored beside it."""

    name: str
    fingerprint: str
    dim: int
    window: int
    """Maximum number of tokens, including special ones; longer texts are cut."""
    precision: str
    """``int8``, or ``fp32`` if quantisation changed the embeddings too much."""
    cosine: float
    """Mean cosine between compiled and original on the probe sentences, -1 to 1."""
    normalise: bool
    """Whether embeddings are scaled to unit length after the model."""
    lowercase: bool
    query_prompt: str
    passage_prompt: str


class OnnxEncoder:
    """A compiled encoder. Safe to call from several threads: nothing is written after opening.

    Args:
        folder: Holds ``encoder.json``, ``model.onnx`` and ``tokenizer.json``.
        jobs: Texts to encode at once; 0 for as many as there are cores.

    Raises:
        IndexDamaged: If one of them is missing or cannot be read.
    """

    def __init__(self, folder: Path, jobs: int = 0) -> None:
        self._folder = folder
        self._jobs = jobs or cores()
        try:
            self.card = EncoderCard(**json.loads((folder / CARD).read_text(encoding="utf-8")))
            self._tokenizer = Tokenizer.from_file(str(folder / TOKENIZER))
            self._session = open_session(folder / MODEL)
        except Exception as error:  # each of three libraries has its own; all mean the same here
            raise IndexDamaged(f"{folder} does not hold a working encoder: {error}", "qa rebuild") from error
        self._tokenizer.no_padding()
        self._tokenizer.no_truncation()
        self._inputs = [put.name for put in self._session.get_inputs()]

    @property
    def dim(self) -> int:
        """Length of an embedding."""
        return self.card.dim

    @property
    def name(self) -> str:
        """The model's name as the user gives it."""
        return self.card.name

    @property
    def fingerprint(self) -> str:
        """Hash of the model's files and the compiler's version."""
        return self.card.fingerprint

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        """Embed passages.

        Args:
            texts: Passages, with any text prepended to them.

        Returns:
            Shape ``(len(texts), dim)``, float32, in the order of `texts`.
        """
        prompted = [self.card.passage_prompt + text for text in texts]
        if len(prompted) < 2:
            return self._stacked([self._encode(text) for text in prompted])
        with ThreadPoolExecutor(self._jobs) as pool:
            return self._stacked(list(pool.map(self._encode, prompted)))

    def encode_query(self, text: str) -> Vectors:
        """Embed one query.

        Args:
            text: The question; cut to the window if it is longer.

        Returns:
            Shape ``(dim,)``, float32.
        """
        return self._encode(self.card.query_prompt + text)

    def count_wordpieces(self, texts: Sequence[str]) -> list[int]:
        """Count each text's wordpieces, without special tokens and without cutting it."""
        return [len(encoding.ids) for encoding in self._tokenizer.encode_batch(list(texts), add_special_tokens=False)]

    def save(self, folder: Path) -> None:
        """Copy the compiled model, its tokenizer and its card into `folder`."""
        folder.mkdir(parents=True, exist_ok=True)
        for name in (CARD, MODEL, TOKENIZER):
            shutil.copyfile(self._folder / name, folder / name)

    def _encode(self, text: str) -> Vectors:
        ids = self._token_ids(text.lower() if self.card.lowercase else text)
        row = np.array([ids], dtype=np.int64)
        given = {"input_ids": row, "attention_mask": np.ones_like(row), "token_type_ids": np.zeros_like(row)}
        output: Vectors = self._session.run(None, {name: given[name] for name in self._inputs})[0][0]
        length = float(np.linalg.norm(output))
        return output / length if self.card.normalise and length else output

    def _token_ids(self, text: str) -> list[int]:
        """Cut to the window by hand: setting truncation on a shared tokenizer is not thread-safe."""
        special = self._tokenizer.num_special_tokens_to_add(False)
        # No wordpiece is shorter than a character, so no more of a huge text can be read.
        ids: list[int] = self._tokenizer.encode(text.strip()[: self.card.window * 64]).ids
        if len(ids) <= self.card.window:
            return ids
        keep = self.card.window - special
        first = special // 2 if special > 1 else 0
        return ids[: first + keep] + ids[len(ids) - (special - first) :]

    def _stacked(self, rows: list[Vectors]) -> Vectors:
        return np.stack(rows) if rows else np.empty((0, self.dim), dtype=np.float32)


def write_card(card: EncoderCard, folder: Path) -> None:
    """Store a card beside its model."""
    (folder / CARD).write_text(json.dumps(asdict(card), indent=1), encoding="utf-8")


def cores() -> int:
    """Count the cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
