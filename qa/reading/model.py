r"""The reader's network: from a question and a passage to scores for where an answer starts and ends.

A pair is ``[CLS] question [SEP] title \n passage [SEP]``; wordpieces ignore white space, so the
parts are tokenised separately and joined. A passage longer than the window is read in overlapping
windows. As in the encoder, each pair is a separate run on one thread, and as many run in parallel as
there are cores: the other passages read then never change what is found in one.
"""

import hashlib
import json
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import pairwise, takewhile
from pathlib import Path
from typing import Any
from unicodedata import combining

import numpy as np
from numpy.typing import NDArray
from tokenizers import Encoding, Tokenizer

from corpus.errors import ModelMissing
from index.encoder.onnx_encoder import cores
from index.encoder.session import open_session

MODELS = Path(__file__).parents[1] / "models"
"""The files that ship: the model, its tokenizer, ``reader.json`` with their checksums, and its model card."""
CLOSE_MODELS = MODELS / "close"
"""The larger network that reads the best passages again: files of the same names, and its weights in parts."""
CARD, MODEL, TOKENIZER = "reader.json", "model.onnx", "tokenizer.json"
FORMAT = 1
"""Version of the card's format; readers with another version are used differently."""

_REMEDY = "pip install --force-reinstall --no-deps quotewire"
_OVERLAP = 64
"""Wordpieces that neighbouring windows of one passage share: more than twice the longest answer."""
_CLS, _SEP = 101, 102
_ACCENTS = 4
"""Combining characters after one letter, at most."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Limits of a pair and of its parts, in wordpieces."""

    window: int
    """The whole pair, special tokens included."""
    max_question: int
    max_title: int
    longest_answer: int


@dataclass(frozen=True, slots=True)
class Logits:
    """The network's scores for one window of a passage; higher is more likely, without a fixed scale."""

    offsets: tuple[tuple[int, int], ...]
    """For each token of the window, its half-open character range in the passage."""
    start: NDArray[np.float32]
    """Score that an answer starts at the token, shape ``(tokens,)``."""
    end: NDArray[np.float32]
    """Score that an answer ends with the token, shape ``(tokens,)``."""
    null: float
    """Sum of the two at [CLS]: score that there is no answer."""
    relevance: float
    """Score that the passage answers the question."""


class SpanModel:
    """A compiled reader. Safe to call from several threads: it does not change after opening.

    Args:
        card: The contents of ``reader.json``.
        model: The bytes of ``model.onnx``, or its path if its weights are in separate files next to it.
        tokenizer: The text of ``tokenizer.json``.
    """

    def __init__(self, card: dict[str, Any], model: bytes | Path, tokenizer: str) -> None:
        self.card = card
        named = ("window", "max_question", "max_title", "longest_answer")
        self.limits = Limits(**{name: int(card[name]) for name in named})
        self._session = open_session(model, mapped=isinstance(model, Path))
        self._inputs = tuple(tensor.name for tensor in self._session.get_inputs())
        self._tokenizer = Tokenizer.from_str(tokenizer)
        self._tokenizer.no_padding()
        self._tokenizer.no_truncation()

    @classmethod
    def open(cls, folder: Path = MODELS) -> "SpanModel":
        """Open a reader after checking its files against its card.

        Args:
            folder: Holds ``reader.json``, ``model.onnx`` and ``tokenizer.json``.

        Returns:
            The reader.

        Raises:
            ModelMissing: If a file is missing, altered, or of another version; it names which.
        """
        card = _card(folder / CARD)
        model, tokenizer = (_checked(folder / name, card) for name in (MODEL, TOKENIZER))
        parts = [folder / name for name in card["sha256"] if name not in (MODEL, TOKENIZER)]
        with ThreadPoolExecutor(1) as pool:
            # Weights in separate files are read here and by the session in parallel.
            checking = [pool.submit(_check, part, card) for part in parts]
            try:
                opened = cls(card, folder / MODEL if parts else model, tokenizer.decode("utf-8"))
            except Exception as error:  # two libraries, each with its own errors; all mean the same here
                for check in checking:
                    check.result()  # an altered part is the better explanation
                raise ModelMissing(f"{folder} does not hold a working reader: {error}", _REMEDY) from error
            for check in checking:
                check.result()
        return opened

    def read(self, question: str, passages: Sequence[tuple[str, str]]) -> list[list[Logits]]:
        """Read passages.

        Args:
            question: What is asked; truncated at the limit.
            passages: Title and text of each.

        Returns:
            For each passage its windows in order; a passage without words has none.
        """
        asked = self._ids(question, self.limits.max_question)
        jobs: list[tuple[int, list[int], list[tuple[int, int]]]] = []
        titles = {title: self._ids(title, self.limits.max_title) for title, _ in passages}
        bodies = self._tokenizer.encode_batch([text for _, text in passages], add_special_tokens=False)
        for place, ((title, _), body) in enumerate(zip(passages, bodies, strict=True)):
            head = [_CLS, *asked, _SEP, *titles[title]]
            offsets = _with_accents(passages[place][1], body.offsets)
            for low, high in _windows(len(body.ids), self.limits.window - len(head) - 1):
                jobs.append((place, [*head, *body.ids[low:high], _SEP], offsets[low:high]))
        windows: list[list[Logits]] = [[] for _ in passages]
        with ThreadPoolExecutor(cores()) as pool:
            ran = pool.map(lambda job: self._run(job[1], len(asked) + 2, job[2]), jobs)
            for (place, _, _), logits in zip(jobs, ran, strict=True):
                windows[place].append(logits)
        return windows

    def _ids(self, text: str, most: int) -> list[int]:
        # Wordpieces are seldom longer, so a huge text need not be tokenised to its end.
        encoded: Encoding = self._tokenizer.encode(text[: most * 32], add_special_tokens=False)
        return list(encoded.ids[:most])

    def _run(self, ids: list[int], body: int, offsets: list[tuple[int, int]]) -> Logits:
        row = np.array([ids], dtype=np.int64)
        types = np.zeros_like(row)
        types[0, body:] = 1
        given = {"input_ids": row, "attention_mask": np.ones_like(row), "token_type_ids": types}
        wanted = {name: given[name] for name in self._inputs}
        start, end, relevance = self._session.run(["start", "end", "relevance"], wanted)
        null = float(start[0, 0] + end[0, 0])
        first = len(ids) - 1 - len(offsets)
        inside = slice(first, first + len(offsets))
        return Logits(tuple(offsets), start[0, inside], end[0, inside], null, float(relevance[0]))


class PassageCache:
    """A reader that remembers what it has read, for as long as one question is answered.

    Args:
        model: The network that reads.
    """

    def __init__(self, model: SpanModel) -> None:
        self.limits = model.limits
        self._model = model
        self._read: dict[tuple[str, tuple[str, str]], list[Logits]] = {}

    def read(self, question: str, passages: Sequence[tuple[str, str]]) -> list[list[Logits]]:
        """Read passages as `SpanModel.read` does, each once."""
        new = [passage for passage in dict.fromkeys(passages) if (question, passage) not in self._read]
        for passage, windows in zip(new, self._model.read(question, new), strict=True):
            self._read[question, passage] = windows
        return [self._read[question, passage] for passage in passages]


def _with_accents(text: str, offsets: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Extend tokens over the accents of their last letter, which the tokenizer drops where they are characters."""
    if text.isascii():
        return offsets
    return [(start, end + sum(1 for _ in takewhile(combining, text[end : end + _ACCENTS]))) for start, end in offsets]


def _windows(count: int, room: int) -> list[tuple[int, int]]:
    """Cover `count` tokens with windows of at most `room`, each overlapping the one before."""
    if count <= room:
        return [(0, count)] if count else []
    step = max(1, room - _OVERLAP)
    starts = [*range(0, count - room, step), count - room]
    return [(low, low + room) for low, _ in pairwise([*starts, count])]


def _card(path: Path) -> dict[str, Any]:
    try:
        card: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        version = card["format"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ModelMissing(f"{path} is not the card of a reader: {error}", _REMEDY) from error
    if version != FORMAT:
        raise ModelMissing(f"{path} is of format {version}, this version reads format {FORMAT}.", _REMEDY)
    return card


def _checked(path: Path, card: dict[str, Any]) -> bytes:
    """Read a file and check it, so that the checked content is what is used."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise ModelMissing(f"{path} cannot be read: {error.strerror}.", _REMEDY) from error
    _compare(path, hashlib.sha256(content).hexdigest(), len(content), card)
    return content


def _check(path: Path, card: dict[str, Any]) -> None:
    """Check a file that the session maps itself, without holding it in memory."""
    try:
        with path.open("rb") as file:
            digest, size = hashlib.file_digest(file, "sha256").hexdigest(), file.tell()
    except OSError as error:
        raise ModelMissing(f"{path} cannot be read: {error.strerror}.", _REMEDY) from error
    _compare(path, digest, size, card)


def _compare(path: Path, digest: str, size: int, card: dict[str, Any]) -> None:
    try:
        expected = str(card["sha256"][path.name])
    except (KeyError, TypeError) as error:
        raise ModelMissing(f"{path.parent / CARD} has no checksum of {path.name}.", _REMEDY) from error
    if digest != expected:
        raise ModelMissing(
            f"{path} is not the file its card names: {size:,} bytes with SHA-256 {digest[:12]}..., "
            f"expected {expected[:12]}...",
            _REMEDY,
        )
