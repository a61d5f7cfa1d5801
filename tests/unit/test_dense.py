"""Nearest passages by embedding."""

import numpy as np
import pytest

from corpus.errors import IndexDamaged
from index.dense import DenseIndex

DIM = 16
MANY = 20_001
"""One more than are kept exactly."""


@pytest.fixture(scope="module")
def vectors():
    found = np.random.default_rng(7).normal(size=(200, DIM)).astype(np.float32)
    return found / np.linalg.norm(found, axis=1, keepdims=True)


@pytest.fixture(scope="module", params=[200, MANY], ids=["float32", "float16"])
def dense(request, vectors):
    return DenseIndex.build([vectors[:120], vectors[120:]], DIM, request.param)


def test_the_kind_is_chosen_by_how_many_passages_there_will_be(vectors):
    assert DenseIndex.build([vectors], DIM, 20_000).kind == "float32"
    assert DenseIndex.build([vectors], DIM, MANY).kind == "float16"


def test_each_vector_finds_itself_first(dense, vectors):
    for row in (0, 119, 120, 199):
        (first, score), *_ = dense.search(vectors[row], 3)
        assert first == row
        assert score == pytest.approx(1, abs=2e-3)


def test_results_are_those_of_comparing_with_every_vector(dense, vectors):
    query = vectors[3] + vectors[4]
    query /= np.linalg.norm(query)
    cosines = vectors @ query
    found = dense.search(query, 10)
    assert {row for row, _ in found} == set(np.argsort(-cosines)[:10].tolist())
    assert [score for _, score in found] == pytest.approx(np.sort(cosines)[::-1][:10].tolist(), abs=2e-3)


def test_fewer_passages_than_k_give_fewer_results(dense, vectors):
    assert len(dense.search(vectors[0], 1000)) == len(dense) == 200


def test_k_below_one_gives_nothing(dense, vectors):
    assert dense.search(vectors[0], 0) == []


def test_equal_scores_come_in_order_of_row(vectors):
    dense = DenseIndex.build([np.stack([vectors[0]] * 5)], DIM, 5)
    assert [row for row, _ in dense.search(vectors[0], 5)] == [0, 1, 2, 3, 4]


def test_a_query_of_another_length_is_refused_with_both_numbers(dense):
    with pytest.raises(ValueError, match=r"\(3,\).*\(16,\)"):
        dense.search(np.ones(3, np.float32), 1)


def test_what_was_saved_is_found_again(dense, vectors, tmp_path):
    dense.save(tmp_path / "dense.faiss")
    loaded = DenseIndex.load(tmp_path / "dense.faiss")
    assert (loaded.kind, loaded.dim, len(loaded)) == (dense.kind, DIM, 200)
    assert loaded.search(vectors[5], 20) == dense.search(vectors[5], 20)


def test_vectors_come_back_in_the_order_asked_for(dense, vectors, tmp_path):
    dense.save(tmp_path / "dense.faiss")
    for index in (dense, DenseIndex.load(tmp_path / "dense.faiss")):
        np.testing.assert_allclose(index.vectors([7, 3, 7]), vectors[[7, 3, 7]], atol=1e-3)
        assert index.vectors([]).shape == (0, DIM)


@pytest.mark.parametrize("content", [b"", b"nonsense", b"IxFI" + b"\xff" * 100])
def test_a_file_that_is_not_an_index_is_reported_as_damage(tmp_path, content):
    (tmp_path / "dense.faiss").write_bytes(content)
    with pytest.raises(IndexDamaged, match=r"dense\.faiss"):
        DenseIndex.load(tmp_path / "dense.faiss")


def test_a_missing_file_is_reported_as_damage(tmp_path):
    with pytest.raises(IndexDamaged, match=r"dense\.faiss"):
        DenseIndex.load(tmp_path / "dense.faiss")
