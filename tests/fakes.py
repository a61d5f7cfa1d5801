"""Stand-ins for the model boundaries: encoder, retriever and reader. Everything else in the tests is real."""

import math
import re
import zlib
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from index.encoder.onnx_encoder import Vectors
from index.filters import EVERYTHING, Filter
from index.types import Hit
from qa.types import Reading

WORD = re.compile(r"\w+")
PIECE = re.compile(r"\w+|[^\w\s]")


class FakeEncoder:
    """An encoder that is a function of the text: words to buckets, counted, scaled to unit length.

    The same text always has the same vector, and texts that share words lie near each other.
    """

    def __init__(self, dim: int = 256, fingerprint: str = "fake-1", name: str = "fake") -> None:
        self.dim = dim
        self.fingerprint = fingerprint
        self.name = name
        self.encoded: list[str] = []
        """Every passage that was encoded, in order: what a rebuild could not reuse."""

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        self.encoded += texts
        return np.stack([self._vector(text) for text in texts]) if texts else np.empty((0, self.dim), np.float32)

    def encode_query(self, text: str) -> Vectors:
        return self._vector(text)

    def count_wordpieces(self, texts: Sequence[str]) -> list[int]:
        return [sum(math.ceil(len(piece) / 6) for piece in PIECE.findall(text)) for text in texts]

    def save(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "encoder.json").write_text(self.fingerprint, encoding="utf-8")

    def _vector(self, text: str) -> Vectors:
        vector = np.zeros(self.dim, dtype=np.float32)
        for word in WORD.findall(text.casefold()):
            vector[zlib.crc32(word.encode("utf-8", errors="replace")) % self.dim] += 1
        length = float(np.linalg.norm(vector))
        return vector / np.float32(length) if length else vector


class FakeRetriever:
    """Returns fixed hits for every question."""

    def __init__(self, hits: Sequence[Hit]) -> None:
        self.hits = tuple(hits)
        self.asked: list[str] = []

    def retrieve(self, question: str, k: int, where: Filter = EVERYTHING) -> tuple[Hit, ...]:  # noqa: ARG002
        self.asked.append(question)
        return self.hits[:k]


class FakeReader:
    """Returns fixed readings for every question."""

    def __init__(self, readings: Sequence[Reading], threshold: float = 0.5) -> None:
        self.readings = tuple(readings)
        self.threshold = threshold

    def read(self, question: str, hits: Sequence[Hit]) -> tuple[Reading, ...]:  # noqa: ARG002
        return self.readings


class WholePassages:
    """Reads each passage as an answer, the best hit first."""

    threshold = 0.0

    def read(self, question: str, hits: Sequence[Hit]) -> tuple[Reading, ...]:  # noqa: ARG002
        return tuple(Reading(hit, hit.score, hit.passage.start, hit.passage.end) for hit in hits)
