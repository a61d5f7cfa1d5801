"""Nearest passages by embedding."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from corpus.errors import IndexDamaged
from index.dense.faiss_index import DenseIndex, training_size
from index.encoder.onnx_encoder import Vectors
from index.store.scope import AllowedRows

DIM = 16
MANY = 20_001
"""One more than are kept exactly."""


@pytest.fixture(scope="module")
def vectors() -> Vectors:
    result = np.random.default_rng(7).normal(size=(200, DIM)).astype(np.float32)
    return result / np.linalg.norm(result, axis=1, keepdims=True)


KINDS = {"float32": (200, False), "float16": (MANY, False), "inverted lists": (200, True)}


@pytest.fixture(scope="module", params=KINDS)
def dense(request: pytest.FixtureRequest, vectors: Vectors) -> DenseIndex:
    count, in_lists = KINDS[request.param]
    built = DenseIndex.build([vectors[:120], vectors[120:]], DIM, count, vectors if in_lists else None)
    assert built.kind == request.param
    return built


def test_the_kind_is_chosen_by_how_many_passages_there_will_be(vectors: Vectors) -> None:
    assert DenseIndex.build([vectors], DIM, 20_000).kind == "float32"
    assert DenseIndex.build([vectors], DIM, MANY).kind == "float16"


def test_inverted_lists_are_learned_only_for_more_passages_than_are_quick_to_compare() -> None:
    assert training_size(100_000) == 0
    assert 0 < training_size(100_001) < 100_001
    assert training_size(5_000_000, exact=True) == 0


def test_what_the_lists_are_learned_from_grows_with_the_root_of_the_archive() -> None:
    assert training_size(16_000_000) == 4 * training_size(1_000_000)


def test_each_vector_finds_itself_first(dense: DenseIndex, vectors: Vectors) -> None:
    for row in (0, 119, 120, 199):
        (first, score), *_ = dense.search(vectors[row], 3)
        assert first == row
        assert score == pytest.approx(1, abs=2e-3)


def test_results_are_those_of_comparing_with_every_vector(dense: DenseIndex, vectors: Vectors) -> None:
    query = vectors[3] + vectors[4]
    query /= np.linalg.norm(query)
    cosines = vectors @ query
    results = dense.search(query, 10)
    assert {row for row, _ in results} == set(np.argsort(-cosines)[:10].tolist())
    assert [score for _, score in results] == pytest.approx(np.sort(cosines)[::-1][:10].tolist(), abs=2e-3)


def test_fewer_passages_than_k_give_fewer_results(dense: DenseIndex, vectors: Vectors) -> None:
    assert len(dense.search(vectors[0], 1000)) == len(dense) == 200


def test_k_below_one_gives_nothing(dense: DenseIndex, vectors: Vectors) -> None:
    assert dense.search(vectors[0], 0) == []


def test_equal_scores_come_in_order_of_row(vectors: Vectors) -> None:
    dense = DenseIndex.build([np.stack([vectors[0]] * 5)], DIM, 5)
    assert [row for row, _ in dense.search(vectors[0], 5)] == [0, 1, 2, 3, 4]


def clustered(count: int) -> Any:
    """Unit vectors around 40 centres, and queries near some of them."""
    random = np.random.default_rng(11)
    centres = random.normal(size=(40, DIM))
    result = centres[random.integers(40, size=count)] + 0.5 * random.normal(size=(count, DIM))
    asked = result[:: count // 50] + 0.2 * random.normal(size=(len(result[:: count // 50]), DIM))
    return [(rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32) for rows in (result, asked)]


def test_as_few_lists_are_searched_as_hold_what_comparing_all_finds() -> None:
    vectors, queries = clustered(4000)
    dense = DenseIndex.build([vectors], DIM, len(vectors), vectors)
    result = dense.tune(queries)
    assert (result.lists, result.queries) == (63, len(queries))
    assert 1 <= result.probed < result.lists
    exact = np.argsort(-(queries @ vectors.T), axis=1)[:, :20]
    same = [
        len({row for row, _ in dense.search(query, 20)} & set(best)) / 20
        for query, best in zip(queries, exact.tolist(), strict=True)
    ]
    assert result.recall >= 0.98
    assert np.mean(same) == pytest.approx(result.recall, abs=0.005)  # half precision may swap neighbours


def test_a_centroid_that_no_passage_is_nearest_to_does_no_harm() -> None:
    vectors, _ = clustered(4000)
    alike = np.repeat(vectors[:3], 100, axis=0)
    dense = DenseIndex.build([alike], DIM, len(vectors), vectors)
    assert {row for row, _ in dense.search(vectors[1], 100)} == set(range(100, 200))
    np.testing.assert_allclose(dense.vectors([250]), vectors[2:3], atol=1e-3)


def test_the_same_vectors_give_the_same_lists_whatever_blocks_they_come_in(tmp_path: Path) -> None:
    vectors, queries = clustered(3000)
    for name, size in (("once.faiss", 3000), ("often.faiss", 7)):
        dense = DenseIndex.build([vectors[at : at + size] for at in range(0, 3000, size)], DIM, 3000, vectors[::2])
        dense.tune(queries)
        dense.save(tmp_path / name)
    assert (tmp_path / "once.faiss").read_bytes() == (tmp_path / "often.faiss").read_bytes()
    assert (tmp_path / "once.places").read_bytes() == (tmp_path / "often.places").read_bytes()


def test_comparing_all_passages_needs_no_choice(vectors: Vectors) -> None:
    assert DenseIndex.build([vectors], DIM, 200).tune(vectors) is None


@pytest.mark.parametrize("content", [None, b"", b"\x00" * 8 * 199], ids=["missing", "empty", "short"])
def test_places_that_do_not_fit_the_index_are_damage(vectors: Vectors, tmp_path: Path, content: bytes | None) -> None:
    DenseIndex.build([vectors], DIM, 200, vectors).save(tmp_path / "dense.faiss")
    places = tmp_path / "dense.places"
    places.unlink()
    if content is not None:
        places.write_bytes(content)
    with pytest.raises(IndexDamaged, match=r"dense\.places"):
        DenseIndex.load(tmp_path / "dense.faiss")


@pytest.mark.parametrize("place", [-1, 2**62, 2**32 - 1, 0], ids=["negative", "no such list", "beyond", "another's"])
def test_a_place_where_the_passage_does_not_stand_is_damage(vectors: Vectors, tmp_path: Path, place: int) -> None:
    DenseIndex.build([vectors], DIM, 200, vectors).save(tmp_path / "dense.faiss")
    places = np.memmap(tmp_path / "dense.places", dtype="<i8", mode="r+")
    wrong = 7 if places[7] != place else 8
    places[wrong] = place
    places.flush()
    del places
    with pytest.raises(IndexDamaged, match=f"passage {wrong}"):
        DenseIndex.load(tmp_path / "dense.faiss").vectors([wrong])


def test_a_query_of_another_length_is_refused_with_both_numbers(dense: DenseIndex) -> None:
    with pytest.raises(ValueError, match=r"\(3,\).*\(16,\)"):
        dense.search(np.ones(3, np.float32), 1)


def test_what_was_saved_is_found_again(dense: DenseIndex, vectors: Vectors, tmp_path: Path) -> None:
    dense.save(tmp_path / "dense.faiss")
    loaded = DenseIndex.load(tmp_path / "dense.faiss")
    assert (loaded.kind, loaded.dim, len(loaded)) == (dense.kind, DIM, 200)
    assert loaded.search(vectors[5], 20) == dense.search(vectors[5], 20)


def test_vectors_come_back_in_the_order_asked_for(dense: DenseIndex, vectors: Vectors, tmp_path: Path) -> None:
    dense.save(tmp_path / "dense.faiss")
    for index in (dense, DenseIndex.load(tmp_path / "dense.faiss")):
        np.testing.assert_allclose(index.vectors([7, 3, 7]), vectors[[7, 3, 7]], atol=1e-3)
        assert index.vectors([]).shape == (0, DIM)


@pytest.mark.parametrize("content", [b"", b"nonsense", b"IxFI" + b"\xff" * 100])
def test_a_file_that_is_not_an_index_is_reported_as_damage(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "dense.faiss").write_bytes(content)
    with pytest.raises(IndexDamaged, match=r"dense\.faiss"):
        DenseIndex.load(tmp_path / "dense.faiss")


def test_a_missing_file_is_reported_as_damage(tmp_path: Path) -> None:
    with pytest.raises(IndexDamaged, match=r"dense\.faiss"):
        DenseIndex.load(tmp_path / "dense.faiss")


def allowing(rows: Any, count: int) -> AllowedRows:
    """Allow some rows, each an article of its own."""
    runs = np.array([(row, row + 1) for row in rows], dtype=np.int64).reshape(-1, 2)
    return AllowedRows(runs[:, 0], runs, count)


def nearest(rows: Sequence[int], vectors: Any, query: Any) -> list[int]:
    return sorted(rows, key=lambda row: -float(vectors[row] @ query))


@pytest.mark.parametrize("rows", [range(200), range(0, 200, 7), [3], []], ids=["all", "some", "one", "none"])
def test_only_allowed_rows_are_found_and_all_that_there_is_room_for(
    dense: DenseIndex, vectors: Vectors, rows: Any
) -> None:
    results = dense.search(vectors[3], 10, allowing(rows, 200))
    assert {row for row, _ in results} == set(nearest(rows, vectors, vectors[3])[:10])


@pytest.mark.parametrize("share", [1000, 100, 10, 2])
def test_inverted_lists_give_as_many_of_the_allowed_as_are_asked_for(share: int) -> None:
    vectors, queries = clustered(4000)
    dense = DenseIndex.build([vectors], DIM, len(vectors), vectors)
    dense.tune(queries)
    allowed = allowing(range(0, 4000, share), 4000)
    recall = []
    for query in queries:
        entries = [row for row, _ in dense.search(query, 20, allowed)]
        best = nearest(range(0, 4000, share), vectors, query)[:20]
        assert len(entries) == len(best)
        recall.append(len({*entries} & {*best}) / len(best))
    assert np.mean(recall) >= 0.95


def test_allowed_rows_that_all_lie_far_from_the_query_are_found() -> None:
    """None is in a list that is searched for this query."""
    vectors, queries = clustered(4000)
    dense = DenseIndex.build([vectors], DIM, len(vectors), vectors)
    dense.tune(queries)
    farthest = np.argsort(vectors @ queries[0])[:2000].tolist()
    assert len(dense.search(queries[0], 1500, allowing(farthest, 4000))) == 1500
