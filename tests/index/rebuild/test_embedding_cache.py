"""Embeddings of an interrupted rebuild: stored, reused, and never used if they fail their check."""

import shutil
import sqlite3
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from index.rebuild.embedding_cache import PendingVectors, count_pending, remove_pending

DIGESTS = [bytes([number]) * 16 for number in range(60)]
VECTORS = np.arange(60 * 4, dtype=np.float32).reshape(60, 4)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "pending.sqlite"


@pytest.fixture
def kept(path: Path) -> Path:
    """Sixty embeddings, kept in three steps and found in the log beside the file, as after a kill."""
    pending = PendingVectors(path, 4)
    for at in (0, 20, 40):
        pending.keep(DIGESTS[at : at + 20], VECTORS[at : at + 20])
        pending.commit()
    for name in ("pending.sqlite", "pending.sqlite-wal"):
        shutil.copyfile(path.with_name(name), path.with_name(f"saved-{name}"))
    pending.close()
    remove_pending(path)
    for name in ("pending.sqlite", "pending.sqlite-wal"):
        path.with_name(f"saved-{name}").rename(path.with_name(name))
    return path


def found_in(path: Any) -> dict[bytes, np.ndarray]:
    pending = PendingVectors(path, 4)
    try:
        return pending.known(DIGESTS)
    finally:
        pending.close()


def assert_true(vectors: Any) -> None:
    for digest, vector in vectors.items():
        assert vector.tolist() == VECTORS[DIGESTS.index(digest)].tolist()


def test_work_is_found_by_who_opens_the_file_next(kept: Path) -> None:
    result = found_in(kept)
    assert len(result) == 60
    assert_true(result)


def test_work_for_embeddings_of_another_length_is_not_taken(path: Path) -> None:
    first = PendingVectors(path, 4)
    first.keep([b"a"], np.ones((1, 4), np.float32))
    first.close()
    second = PendingVectors(path, 8)
    assert second.known([b"a"]) == {}
    second.close()


def test_each_commit_is_written_through_to_the_disk(path: Path) -> None:
    pending = PendingVectors(path, 4)
    ((level,),) = pending._connection.execute("PRAGMA synchronous")
    pending.close()
    assert level == 2, "a power cut costs what was kept since the last commit, a few seconds, and no more"


def test_a_log_cut_short_by_a_lost_power_gives_the_steps_before_it(kept: Path) -> None:
    log = kept.with_name("pending.sqlite-wal")
    whole = log.read_bytes()
    for share in (0.99, 0.7, 0.5, 0.2, 0.0):
        log.write_bytes(whole[: int(len(whole) * share)])
        shutil.copyfile(kept, kept.with_name("copy.sqlite"))
        shutil.copyfile(log, kept.with_name("copy.sqlite-wal"))
        result = found_in(kept.with_name("copy.sqlite"))
        assert len(result) in (0, 20, 40)
        assert_true(result)
        remove_pending(kept.with_name("copy.sqlite"))


@pytest.mark.parametrize("seed", range(30))
def test_a_flipped_bit_is_never_believed(kept: Path, seed: int) -> None:
    found_in(kept)
    data = bytearray(kept.read_bytes())
    place = np.random.default_rng(seed).integers(len(data) * 8)
    data[place // 8] ^= 1 << int(place % 8)
    kept.write_bytes(bytes(data))
    assert_true(found_in(kept))


def test_a_file_of_nonsense_is_begun_again(path: Path) -> None:
    path.write_bytes(b"nonsense " * 1000)
    assert count_pending(path) == 0
    pending = PendingVectors(path, 4)
    assert pending.known([b"a"]) == {}
    pending.keep([b"a"], np.ones((1, 4), np.float32))
    assert set(pending.known([b"a"])) == {b"a"}
    pending.close()


def test_a_file_of_other_tables_is_begun_again(path: Path) -> None:
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE vectors (digest BLOB PRIMARY KEY, vector BLOB)")
    other.close()
    pending = PendingVectors(path, 4)
    pending.keep([b"a"], np.ones((1, 4), np.float32))
    pending.close()
    assert count_pending(path) == 1


def test_finished_work_leaves_no_file_after(kept: Path, tmp_path: Path) -> None:
    found_in(kept)
    remove_pending(kept)
    assert list(tmp_path.iterdir()) == []
