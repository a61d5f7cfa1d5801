"""Packs: the same evidence gives the same bytes, and unpacking returns what was packed."""

import json
import zipfile
from collections.abc import Callable
from datetime import date
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import pytest

from corpus.errors import OperationFailed, PackInvalid
from index.build import Build
from qa.desk.packs.evidence import Stated
from qa.desk.packs.gathering import gather
from qa.desk.packs.pack import packed_files, write_pack, zipped
from qa.desk.packs.unpack import read_pack
from qa.output.answer_json import answer_from_json, answer_json
from qa.types import Answer


def test_the_same_pack_twice_is_the_same_bytes(packed: Callable[..., dict[str, bytes]]) -> None:
    assert zipped(packed()) == zipped(packed())
    assert zipped(packed(with_text=True)) == zipped(packed(with_text=True))
    assert packed(packed="2026-11-27T20:00:00+00:00") != packed()
    with zipfile.ZipFile(BytesIO(zipped(packed()))) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


@pytest.mark.parametrize("name", ["pack.zip", "pack"])
@pytest.mark.parametrize("with_text", [True, False])
def test_what_was_packed_is_read_again(
    packed: Callable[..., dict[str, bytes]], tmp_path: Path, name: str, with_text: bool
) -> None:
    files = packed(with_text=with_text)
    write_pack(tmp_path / name, files)
    pack = read_pack(tmp_path / name)
    assert pack.files == files
    assert not pack.rewrapped
    assert read_pack(tmp_path / name, pack.seal.upper()).seal == pack.seal
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_a_pack_tells_articles_by_what_they_are_and_not_whose_folder_they_lie_in(
    packed: Callable[..., dict[str, bytes]], build: Build, tmp_path: Path
) -> None:
    write_pack(tmp_path / "pack", packed())
    evidence = read_pack(tmp_path / "pack").evidence
    mill = evidence.articles[0]
    stored = build.store.article("tide-mill-flour.md")
    assert (mill.title, mill.published, mill.url) == (stored.title, "2023-06-11", stored.url)
    assert mill.path == "articles/tide-mill-flour.md"
    assert mill.text_sha256 == stored.sha256
    assert mill.file_sha256 == sha256(Path(stored.path).read_bytes()).hexdigest()
    assert str(Path(stored.path).parent).encode() not in b"".join(packed().values())
    assert [article.number for article, _ in evidence.quotations()] == [1, 1, 2]
    assert evidence.items[1].heading == "again"


def test_offsets_lead_to_the_words_in_the_text_that_comes_along(
    packed: Callable[..., dict[str, bytes]], tmp_path: Path
) -> None:
    write_pack(tmp_path / "pack", packed(with_text=True))
    for article, quotation in read_pack(tmp_path / "pack").evidence.quotations():
        text = (tmp_path / "pack" / article.text).read_bytes().decode("utf-8")
        assert text[quotation.start : quotation.end] == quotation.quote
    assert not [name for name in packed() if name.startswith("texts")]


def test_nothing_of_an_article_is_obeyed_on_the_page(packed: Callable[..., dict[str, bytes]]) -> None:
    page = packed()["index.html"].decode("utf-8")
    assert "which &lt;b&gt;one&lt;/b&gt;?" in page
    assert "<b>" not in page
    assert "<script" not in page
    assert "default-src 'none'" in page


def test_words_that_no_longer_stand_are_packed_as_such(build: Build, answers: list[Stated]) -> None:
    """An answer of the history may be of an earlier build, or of an article that is gone."""
    payload = answer_json(answers[0].answer)
    for change in (
        {"sentence": "eleven bags of flour, they say", "quote": "eleven bags of flour"},
        {"article_id": "gone"},
    ):
        old = json.loads(json.dumps(payload))
        old["citations"][0] |= change | ({"sentence_start": old["citations"][0]["start"]} if "quote" in change else {})
        evidence, _ = gather("old", [Stated(answer_from_json(old))], build.store, [])
        ((article, quotation),) = evidence.quotations()
        assert not quotation.stands
        assert (article.text_sha256 is None) == ("article_id" in change)
        assert b"no longer there" in packed_files(evidence, {})["index.html"]


def test_a_day_that_only_the_file_tells_is_not_told(build: Build, answer_of: Callable[..., Answer]) -> None:
    undated = answer_of("skerrow-lighthouse.txt", "the")
    assert undated.citations[0].published
    evidence, _ = gather("x", [Stated(undated)], build.store, [])
    stated = undated.citations[0].stated
    assert evidence.articles[0].published == (stated.isoformat() if isinstance(stated, date) else None)


def test_nothing_is_overwritten_and_nothing_is_left_half_done(
    packed: Callable[..., dict[str, bytes]], tmp_path: Path
) -> None:
    (tmp_path / "there.zip").write_text("mine")
    with pytest.raises(OperationFailed, match="already exists"):
        write_pack(tmp_path / "there.zip", packed())
    with pytest.raises(OperationFailed, match="cannot be written"):
        write_pack(tmp_path / "no" / "such" / "pack.zip", packed())
    assert (tmp_path / "there.zip").read_text() == "mine"
    assert len(list(tmp_path.iterdir())) == 1


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"no zip at all"])
def test_what_is_no_pack_is_reported(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "x.zip").write_bytes(content)
    with pytest.raises(PackInvalid, match="pack"):
        read_pack(tmp_path / "x.zip")
    (tmp_path / "folder").mkdir()
    with pytest.raises(PackInvalid, match="not a pack of evidence"):
        read_pack(tmp_path / "folder")
