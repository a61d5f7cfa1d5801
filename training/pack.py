"""Pairs as arrays, for a machine without this project: ``python -m training.pack OUT --pairs N --groups N``.

The input of a run on an accelerator is made beforehand by the stream that is also used for training on a CPU: token
ids as 16-bit integers, concatenated, and for each pair the positions of its segments and of the annotations.
`training.gpu` reads the file, an ``.npz`` inside ``.xz``, because passages are repeated often.
"""

import argparse
import itertools
import logging
import lzma
from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from training.data import data_folder
from training.features import ENCODER, Feature, feature, tokenizer
from training.groups import RIVALS, Groups
from training.held_out import measuring
from training.stream import Stream

PLACES = 6
"""Maximum number of positions of a start or an end that are stored."""
_SHORT = 0.8
"""Share of the longer passages that are cut to the product's passage length."""
_DICTIONARY = 1 << 28
"""Window of the compression in bytes, within which repeated passages are detected."""
MEASURED = ("contrast_dev", "own_dev", "squad2", "new_wiki")
"""Number of held-out questions with which a run is measured."""

log = logging.getLogger("training")


def arrays(pairs: Iterable[Feature]) -> dict[str, NDArray[np.generic]]:
    """Convert pairs to arrays.

    Args:
        pairs: The pairs; those of a group are consecutive.

    Returns:
        ``ids``, shape ``(tokens,)``, of all pairs, concatenated; ``lengths``, ``body``, ``passage`` and
        ``stands``, shape ``(pairs,)``; ``starts``, ``ends`` and their ``start_shares``, ``end_shares``, shape
        ``(pairs, PLACES)``, padded with shares of 0.
    """
    kept = [_compact(pair) for pair in pairs]
    ids, about, places, shares = zip(*kept, strict=True)
    starts_and_ends, their_shares = np.stack(places), np.stack(shares)
    columns = np.array(about, dtype=np.uint16)
    return {
        "ids": np.concatenate(ids),
        "lengths": np.array([len(each) for each in ids], dtype=np.uint16),
        "body": columns[:, 0],
        "passage": columns[:, 1],
        "stands": columns[:, 2].astype(bool),
        "starts": starts_and_ends[:, 0],
        "ends": starts_and_ends[:, 1],
        "start_shares": their_shares[:, 0],
        "end_shares": their_shares[:, 1],
    }


_Compact = tuple[NDArray[np.uint16], tuple[int, int, bool], NDArray[np.uint16], NDArray[np.float16]]


def _compact(pair: Feature) -> _Compact:
    """Extract what is stored of a pair: ids, segments, positions and shares of its target, shape ``(2, PLACES)``."""
    places, shares = np.zeros((2, PLACES), dtype=np.uint16), np.zeros((2, PLACES), dtype=np.float16)
    for side, target in enumerate((pair.starts, pair.ends)):
        most = sorted(target, key=lambda place: -target[place])[:PLACES]
        held = [target[place] for place in most]
        places[side, : len(most)] = most
        shares[side, : len(most)] = np.array(held) / sum(held)
    return (
        np.array(pair.whole or pair.ids, dtype=np.uint16),
        (pair.body, pair.passage, pair.marks_stand),
        places,
        shares,
    )


def write(path: Path, parts: dict[str, Iterable[Feature]]) -> None:
    """Write several sets of pairs as one file.

    Args:
        path: The file.
        parts: Pairs by the name of their set.
    """
    held: dict[str, NDArray[np.generic]] = {}
    for name, pairs in parts.items():
        held |= {f"{name}.{key}": array for key, array in arrays(pairs).items()}
        log.info("%s: %d pairs", name, len(held[f"{name}.lengths"]))
    written = BytesIO()
    np.savez(written, allow_pickle=False, **held)
    filters = [{"id": lzma.FILTER_LZMA2, "preset": 3, "dict_size": _DICTIONARY}]
    path.write_bytes(lzma.compress(written.getbuffer(), filters=filters))


def _flat(batches: Iterable[Sequence[Feature]], count: int) -> Iterator[Feature]:
    return itertools.islice(itertools.chain.from_iterable(batches), count)


def main() -> None:
    """Read the command line and write the file."""
    parser = argparse.ArgumentParser(description="Write the pairs that a run on an accelerator reads.")
    data_folder(parser)
    parser.add_argument("out", type=Path, help="file to write")
    parser.add_argument("--pairs", type=int, required=True, help="single pairs of the stream")
    parser.add_argument("--groups", type=int, required=True, help="groups, each of one pair and its rivals")
    parser.add_argument("--seed", type=int, default=1, help="of the stream")
    parser.add_argument("--unmeasured", action="store_true", help="leave the held-out questions out")
    given = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    tokens = tokenizer(ENCODER)
    stream = Stream(given.data, tokens, given.seed, short=_SHORT)
    parts: dict[str, Iterable[Feature]] = {"pairs": _flat(stream, given.pairs)}
    if given.groups:
        parts["groups"] = _flat(Groups(given.data, tokens, given.seed), given.groups * (RIVALS + 1))
    for name in () if given.unmeasured else MEASURED:
        parts[name] = (feature(tokens, example) for example in measuring(given.data, name))
    write(given.out, parts)


if __name__ == "__main__":
    main()
