"""How a build was made, and which build is live."""

import json
from pathlib import Path

import pytest

from corpus.errors import IndexDamaged, IndexMissing, IndexStale
from index.store.checksums import record_files
from index.store.layout import BuildFolder, IndexFolder
from index.store.manifest import FORMAT_VERSION, Manifest, read_manifest, read_origin


@pytest.fixture
def made(tmp_path: Path) -> BuildFolder:
    build = IndexFolder(tmp_path).new_build()
    (build.path / "lexical").mkdir()
    (build.path / "lexical" / "words").write_bytes(b"12345")
    build.dense.write_bytes(b"123")
    Manifest(
        format=FORMAT_VERSION,
        created="2026-01-02T03:04:05+00:00",
        sources=("/news", "/été"),
        settings={"chunking.size": 128},
        encoder={"name": "m", "fingerprint": "f", "dim": 4},
        dense_kind="float32",
        articles=2,
        passages=3,
        skipped={"empty": 1},
        files=record_files(build),
    ).write(build)
    return build


def changed(build: BuildFolder, **fields: object) -> None:
    stored = json.loads(build.manifest.read_text(encoding="utf-8"))
    build.manifest.write_text(json.dumps(stored | fields), encoding="utf-8")


def test_a_manifest_comes_back_as_it_was_written(made: BuildFolder) -> None:
    manifest = read_manifest(made)
    assert manifest.sources == ("/news", "/été")
    assert manifest.skipped == {"empty": 1}
    assert (manifest.articles, manifest.passages) == (2, 3)
    assert set(manifest.files) == {"dense.faiss", "lexical/words"}
    assert manifest.files["lexical/words"].size == 5


@pytest.mark.parametrize("other", [0, FORMAT_VERSION + 1, "1.0", None])
def test_another_format_is_stale_and_both_are_named(made: BuildFolder, other: int | str | None) -> None:
    changed(made, format=other)
    with pytest.raises(IndexStale, match=f"{other}.*{FORMAT_VERSION}") as caught:
        read_manifest(made)
    assert "qa rebuild" in caught.value.remedy


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"{}", b"null", b"\xff\xfe", b'{"format": 2}'])
def test_a_manifest_that_cannot_be_read_is_damage(made: BuildFolder, content: bytes) -> None:
    made.manifest.write_bytes(content)
    with pytest.raises(IndexDamaged, match=r"manifest\.json"):
        read_manifest(made)


def test_a_missing_manifest_is_damage(made: BuildFolder) -> None:
    made.manifest.unlink()
    with pytest.raises(IndexDamaged, match=r"manifest\.json"):
        read_manifest(made)


def test_a_file_of_another_size_is_damage_and_both_sizes_are_named(made: BuildFolder) -> None:
    (made.path / "lexical" / "words").write_bytes(b"1234")
    with pytest.raises(IndexDamaged, match=r"words has 4 bytes.*5"):
        read_manifest(made)


def test_a_missing_file_is_damage(made: BuildFolder) -> None:
    made.dense.unlink()
    with pytest.raises(IndexDamaged, match=r"dense\.faiss is missing"):
        read_manifest(made)


def test_what_was_indexed_is_reported_even_by_a_manifest_of_another_format(made: BuildFolder) -> None:
    changed(made, format=99, novelty=True)
    made.dense.unlink()
    assert read_origin(made) == (("/news", "/été"), {"chunking.size": 128})


def test_a_manifest_that_does_not_tell_what_was_indexed_is_damage(made: BuildFolder) -> None:
    changed(made, sources=None)
    with pytest.raises(IndexDamaged):
        read_origin(made)


# ---------------------------------------------------------------- the live build


def test_an_empty_folder_holds_no_index(tmp_path: Path) -> None:
    with pytest.raises(IndexMissing) as caught:
        IndexFolder(tmp_path).live()
    assert str(tmp_path) in caught.value.message
    assert "qa rebuild" in caught.value.remedy


def test_the_build_made_live_is_the_live_one(made: BuildFolder, tmp_path: Path) -> None:
    folder = IndexFolder(tmp_path)
    folder.make_live(made)
    assert folder.live() == made
    newer = folder.new_build()
    assert folder.live() == made
    folder.make_live(newer)
    assert folder.live() == newer


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"", id="nothing"),
        pytest.param(b"\n", id="an empty line"),
        pytest.param(b"nowhere", id="no such build"),
        pytest.param(b".", id="the folder of builds"),
        pytest.param(b"..", id="the folder above"),
        pytest.param(b"../..", id="two folders above"),
        pytest.param(b"/etc", id="a path"),
        pytest.param(b"\xff\xfe", id="no UTF-8"),
        pytest.param(b"a\0b", id="a NUL"),
        pytest.param(b"x" * 5000, id="longer than a name can be"),
    ],
)
def test_a_pointer_to_no_build_is_damage(made: BuildFolder, tmp_path: Path, content: bytes) -> None:
    folder = IndexFolder(tmp_path)
    folder.make_live(made)
    folder.current.write_bytes(content)
    with pytest.raises(IndexDamaged):
        folder.live()
