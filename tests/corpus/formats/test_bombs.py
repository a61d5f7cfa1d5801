"""Decompression bombs and encrypted files: only the file itself is lost."""

import bz2
import gzip
import io
import json
import lzma
import os
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from filemakers import BOMB, OUTSIDE, WORD, zipped

from corpus.article import Article
from corpus.files import Skip

# ---------------------------------------------------------------- bombs


@pytest.mark.parametrize("head", [BOMB, OUTSIDE], ids=["entities of entities", "an entity that is a file"])
@pytest.mark.parametrize("ending", ["docx", "odt", "rss", "xhtml", "epub"])
def test_entities_are_not_expanded(
    tmp_path: Path, load: Callable[..., list[Article | Skip]], head: str, ending: str
) -> None:
    words = "Mill &i; end"
    content = {
        "docx": zipped(word__document_xml=head + WORD.format(f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p>")),
        "odt": zipped(
            METAINF__manifest_xml="<manifest/>",
            content_xml=f'{head}<x xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0">'
            f"<text:p>{words}</text:p></x>",
        ),
        "rss": f"{head}<rss version='2.0'><channel><item><title>a</title><description>{words}</description>"
        "</item></channel></rss>".encode(),
        "xhtml": f"{head}<html><body><article><p>{words * 30}</p></article></body></html>".encode(),
        "epub": zipped(
            METAINF__container_xml='<container><rootfile full-path="a_xml"/></container>'.replace("_xml", ".xml"),
            a_xml='<package><item id="c" href="c.xml"/><itemref idref="c"/></package>',
            c_xml=f"{head}<html><body><p>{words}</p></body></html>",
        ),
    }[ending]
    path = tmp_path / f"a.{ending}"
    path.write_bytes(content)
    (outcome,) = load(path)
    if isinstance(outcome, Article):
        assert "Mill" in outcome.text
        assert "root:" not in outcome.text
        assert "lol" not in outcome.text
    else:
        assert outcome.reason.startswith(("malformed", "web page"))


AES = "http://www.w3.org/2001/04/xmlenc#aes256-cbc"
FONT = "http://www.idpf.org/2008/embedding"


def locked(*ways: str) -> str:
    text = "".join(f"<e:EncryptedData><e:EncryptionMethod Algorithm='{way}'/></e:EncryptedData>" for way in ways)
    return f"<encryption xmlns:e='http://www.w3.org/2001/04/xmlenc#'>{text}</encryption>"


def book(encryption: str) -> bytes:
    return zipped(
        METAINF__encryption_xml=encryption,
        METAINF__container_xml='<container><rootfile full-path="a.xml"/></container>',
        a_xml='<package><item id="c" href="c.xml"/><itemref idref="c"/></package>',
        c_xml="<html><body><p>The mill turned.</p></body></html>",
    )


def test_an_encrypted_book_is_skipped_and_one_whose_fonts_are_hidden_is_read(
    tmp_path: Path, load: Callable[..., list[Article | Skip]]
) -> None:
    for name, content in {"all": locked(AES), "some": locked(FONT, AES), "broken": "<e"}.items():
        (tmp_path / f"{name}.epub").write_bytes(book(content))
    (tmp_path / "fonts.epub").write_bytes(book(locked(FONT, FONT)))
    assert [skip.reason for skip in load(tmp_path / "all.epub")] == ["encrypted EPUB"]
    assert [skip.reason for skip in load(tmp_path / "some.epub")] == ["encrypted EPUB"]
    assert [skip.reason for skip in load(tmp_path / "broken.epub")] == ["malformed EPUB"]
    (article,) = load(tmp_path / "fonts.epub")
    assert article.text == "The mill turned."


def test_an_encrypted_text_is_skipped(tmp_path: Path, load: Callable[..., list[Article | Skip]]) -> None:
    entry = '<m:file-entry m:full-path="content.xml"><m:encryption-data m:checksum="a"/></m:file-entry>'
    path = tmp_path / "a.odt"
    path.write_bytes(zipped(METAINF__manifest_xml=f'<m xmlns:m="urn:m">{entry}</m>', content_xml=os.urandom(99)))
    assert [skip.reason for skip in load(path)] == ["encrypted OpenDocument text"]


ZEROS = bytes(70_000_000)


@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress, lzma.compress], ids=["gz", "bz2", "xz"])
def test_a_bomb_is_not_unpacked_further_than_its_limit(
    tmp_path: Path, load: Callable[..., list[Article | Skip]], pack: Any
) -> None:
    kind = {gzip.compress: "gz", bz2.compress: "bz2", lzma.compress: "xz"}[pack]
    lines = tmp_path / f"a.jsonl.{kind}"
    lines.write_bytes(pack(ZEROS))
    assert [skip.reason for skip in load(lines)] == ["unpacks to more than 300 times its size"]
    text = tmp_path / f"a.txt.{kind}"
    text.write_bytes(pack(ZEROS))
    assert [skip.reason for skip in load(text)] == ["larger than 16 MB (loading.max_megabytes)"]


def test_a_large_file_that_shrank_honestly_has_a_limit_too(
    tmp_path: Path, load: Callable[..., list[Article | Skip]]
) -> None:
    line = json.dumps({"text": "".join(chr(97 + number * number % 23) for number in range(1000))}).encode() + b"\n"
    path = tmp_path / "a.jsonl.bz2"
    path.write_bytes(bz2.compress(line * 1200))
    outcomes = load(path, max_unpacked_megabytes=1)
    assert outcomes[-1].reason == "unpacks to more than 1 MB (loading.max_unpacked_megabytes)"
    assert 200 < len(outcomes) < 1200


def test_a_document_that_unpacks_to_too_much_is_skipped(
    tmp_path: Path, load: Callable[..., list[Article | Skip]]
) -> None:
    path = tmp_path / "a.docx"
    text = "<w:p><w:r><w:t>" + "lol " * 5_000_000 + "</w:t></w:r></w:p>"
    path.write_bytes(zipped(word__document_xml=WORD.format(text)))
    assert [skip.reason for skip in load(path)] == ["larger than 16 MB (loading.max_megabytes)"]


def test_an_archive_within_archives_is_unpacked_three_layers_deep(
    tmp_path: Path, load: Callable[..., list[Article | Skip]]
) -> None:
    content = b"It turned."
    for layer in range(4):
        (tmp_path / f"{layer}.zip").write_bytes(content := zipped(**{"a_txt" if not layer else "a.zip": content}))
    assert [type(outcome) for outcome in load(tmp_path / "2.zip")] == [Article]
    assert [skip.reason for skip in load(tmp_path / "3.zip")] == ["packed more than 3 times"]


def test_nothing_in_an_archive_is_written_anywhere(tmp_path: Path, load: Callable[..., list[Article | Skip]]) -> None:
    packed = io.BytesIO()
    outside = tmp_path / "outside.txt"
    with zipfile.ZipFile(packed, "w") as archive:
        for name in ("../outside.txt", str(outside), "..\\outside.txt", "C:\\outside.txt", "/outside.txt"):
            archive.writestr(name, "It turned.")
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.zip").write_bytes(packed.getvalue())
    result = load(tmp_path / "in" / "a.zip")
    assert all(isinstance(article, Article) and ".." not in article.article_id for article in result)
    assert [path.name for path in tmp_path.rglob("*")] == ["in", "a.zip"]


def test_an_encrypted_member_costs_itself_only(tmp_path: Path, load: Callable[..., list[Article | Skip]]) -> None:
    packed = bytearray(zipped(a_txt="It turned.", b_txt="It stood."))
    for mark, flag in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        packed[packed.index(mark) + flag] |= 1
    path = tmp_path / "a.zip"
    path.write_bytes(packed)
    first, second = load(path)
    assert first == Skip(f"{path}/a.txt", "encrypted in its archive")
    assert second.text == "It stood."
