"""A teacher's logits for pairs of the stream: ``python -m training.labels TEACHER OUT --pairs N --hardest FILE``.

A stream with one seed always gives the same pairs, so only logits are written, in shards of `SHARD` batches, and
readers of the shards regenerate the pairs. Called again with the same OUT, it continues after the newest shard.
"""

import argparse
import itertools
import json
import logging
import shutil
import zlib
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray

from index.encoder.onnx_encoder import cores
from training.data import data_folder
from training.features import ENCODER, Batch, Feature, collate, tokenizer
from training.model import open_reader
from training.networks import Reader
from training.stream import BATCH, FOUND, SEARCHED, Stream

SHARD = 50
"""Number of batches of a shard."""
HARDEST = "hardest.json"
"""The output of ``training.hardest``, stored next to the shards."""
FOUND_BY_SEARCH = "searched"
"""A file of this name next to the shards marks them as made of pairs that a search returns."""
SEED = 100
"""Seed of the labelled stream; no run uses it for unlabelled pairs."""
_SHORT = 0.7
"""Share of the longer passages that are cut to the product's passage length."""
_PART = 8
"""Pairs a thread reads at once."""

log = logging.getLogger("training")
Labels = tuple[NDArray[np.float16], NDArray[np.float16], float]
"""A teacher's output for a pair: start and end logits, shape ``(length,)``, and the relevance logit."""


def stream(data: Path, folder: Path) -> Stream:
    """Open the stream that is labelled.

    Args:
        data: The folder of data sets.
        folder: The folder of the labels; negatives are drawn in the order of its `HARDEST`, if that exists.

    Returns:
        The stream, from its beginning.
    """
    hardest = folder / HARDEST
    order = json.loads(hardest.read_text(encoding="utf-8")) if hardest.exists() else None
    if (folder / FOUND_BY_SEARCH).exists():
        return Stream(data, tokenizer(ENCODER), SEED + 1, order, _SHORT, FOUND, SEARCHED)
    return Stream(data, tokenizer(ENCODER), SEED, order, _SHORT)


def label(data: Path, teacher: Path, out: Path, pairs: int, hardest: Path | None, *, searched: bool = False) -> None:
    """Label the stream of `SEED`; existing shards are kept.

    Args:
        data: The folder of data sets.
        teacher: A trained teacher's folder.
        out: Folder for the shards; made if it does not exist.
        pairs: Number of pairs to label, rounded up to a shard.
        hardest: The output of ``training.hardest``.
        searched: Whether new shards are made of the pairs that a search returns (`SEARCHED`).
    """
    out.mkdir(parents=True, exist_ok=True)
    if searched and not _shards(out):
        (out / FOUND_BY_SEARCH).touch()
    if hardest:
        shutil.copyfile(hardest, out / HARDEST)
    write(stream(data, out), teacher, out, -(-pairs // (SHARD * BATCH)))


def write(pairs: Iterable[list[Feature]], teacher: Path, out: Path, wanted: int) -> int:
    """Read the stream from the end of the newest shard, until enough pairs are labelled.

    Args:
        pairs: The stream that is labelled.
        teacher: The teacher's folder.
        out: Folder for the shards.
        wanted: Required number of shards.

    Returns:
        Number of shards.
    """
    done = len(_shards(out))
    reader = open_reader(teacher)
    batches = itertools.islice(pairs, done * SHARD, None)
    with ThreadPoolExecutor(cores(), initializer=torch.set_num_threads, initargs=(1,)) as threads:
        while done < wanted:
            taken = [pair for batch in itertools.islice(batches, SHARD) for pair in batch]
            parts = [taken[low : low + _PART] for low in range(0, len(taken), _PART)]
            labels = [each for part in threads.map(lambda part: read(reader, part), parts) for each in part]
            _save(out / f"{done:05}.npz", taken, labels)
            done += 1
            log.info("%d pairs", done * len(taken))
    return done


def labelled(pairs: Iterable[list[Feature]], folder: Path) -> Iterator[list[tuple[Feature, Labels | None]]]:
    """Regenerate the pairs of a labelled stream, batch by batch.

    Args:
        pairs: The stream that was labelled, from its beginning.
        folder: The folder of the shards.

    Yields:
        A batch's pairs, each with its labels; None where the annotation is used.

    Raises:
        ValueError: If the pairs of the stream are not those that were labelled.
    """
    batches = iter(pairs)
    for shard in _shards(folder):
        read = [list(batch) for batch in itertools.islice(batches, SHARD)]
        with np.load(shard) as kept:
            held = {name: kept[name] for name in kept.files}
        if held["check"] != _check([pair for batch in read for pair in batch]):
            raise ValueError(f"{shard} was written for another stream of pairs; label them again")
        at = token = 0
        for batch in read:
            taught: list[tuple[Feature, Labels | None]] = []
            for pair in batch:
                inside = slice(token, token + len(pair.ids))
                said = held["starts"][inside], held["ends"][inside], float(held["relevance"][at])
                taught.append((pair, None if pair.marks_stand else said))
                at, token = at + 1, inside.stop
            yield taught


def _shards(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.npz"))


def read(reader: Reader, pairs: list[Feature]) -> list[Labels]:
    """Label pairs.

    Args:
        reader: The teacher.
        pairs: At most as many as fit a batch.

    Returns:
        Its output for each, in order.
    """
    batch = collate(pairs)
    given = (torch.from_numpy(getattr(batch, name)) for name in Batch.__slots__[:3])
    with torch.inference_mode(), torch.autocast("cpu", dtype=torch.bfloat16, cache_enabled=False):
        starts, ends, relevance = (each.float().numpy() for each in reader(*given))
    return [
        (
            starts[row, : len(pair.ids)].astype(np.float16),
            ends[row, : len(pair.ids)].astype(np.float16),
            float(relevance[row]),
        )
        for row, pair in enumerate(pairs)
    ]


def _save(path: Path, pairs: list[Feature], read: list[Labels]) -> None:
    half = path.with_suffix(".part")
    with half.open("wb") as file:
        np.savez_compressed(
            file,
            check=np.uint32(_check(pairs)),
            starts=np.concatenate([each[0] for each in read]),
            ends=np.concatenate([each[1] for each in read]),
            relevance=np.array([each[2] for each in read], dtype=np.float32),
        )
    half.replace(path)


def _check(pairs: list[Feature]) -> int:
    return zlib.crc32(np.concatenate([pair.ids for pair in pairs]).astype(np.int64).tobytes())


def main() -> None:
    """Read the command line and label."""
    parser = argparse.ArgumentParser(description="Write a teacher's logits.")
    data_folder(parser)
    parser.add_argument("teacher", type=Path, help="a trained teacher's folder")
    parser.add_argument("out", type=Path, help="folder for the shards; those in it stay")
    parser.add_argument("--pairs", type=int, required=True, help="how many there shall be, rounded up to a shard")
    parser.add_argument("--hardest", type=Path, help="what training.hardest wrote")
    parser.add_argument("--searched", action="store_true", help="the pairs a search brings, when shards are begun")
    asked = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    label(asked.data, asked.teacher, asked.out, asked.pairs, asked.hardest, searched=asked.searched)


if __name__ == "__main__":
    main()
