"""Edited packs, and malicious .zip files."""

import json
import random
import stat
import zipfile
from collections.abc import Callable
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from corpus.errors import PackInvalid
from qa.desk.packs.pack import zipped
from qa.desk.packs.pack_json import _NO_SEAL, _with_seal
from qa.desk.packs.unpack import Pack, read_pack

DEEP = b'{"schema": ' + b"[" * 100_000


@pytest.fixture
def read(tmp_path: Path) -> Callable[[bytes | dict[str, bytes]], Pack]:
    def read(data: bytes | dict[str, bytes]) -> Any:
        path = tmp_path / "pack.zip"
        path.write_bytes(data if isinstance(data, bytes) else zipped(data))
        return read_pack(path)

    return read


def resealed(files: dict[str, bytes], edit: Any) -> dict[str, bytes]:
    """Edit the evidence and seal it again, as a knowledgeable forger would."""
    payload = json.loads(files["evidence.json"])
    edit(payload)
    payload["files"] = {
        name: sha256(data).hexdigest() for name, data in sorted(files.items()) if name != "evidence.json"
    }
    return {
        "evidence.json": _with_seal(payload | {"seal": _NO_SEAL}),
        **{n: d for n, d in files.items() if n != "evidence.json"},
    }


def test_a_flipped_bit_anywhere_in_a_pack_is_noticed(
    packed: Callable[..., dict[str, bytes]], read: Callable[[bytes | dict[str, bytes]], Pack]
) -> None:
    whole = zipped(packed(with_text=True))
    chance = random.Random(20)
    for _ in range(60):
        data = bytearray(whole)
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
        try:
            assert read(bytes(data)).rewrapped
        except PackInvalid:
            continue


EDITS = {
    "quote": lambda evidence: evidence["items"][0]["quotations"][0].update(quote="twelve bags of flour"),
    "sentence": lambda evidence: evidence["items"][0]["quotations"][0].update(sentence="It did not."),
    "offset": lambda evidence: evidence["items"][0]["quotations"][0].update(start=3, end=23),
    "length": lambda evidence: evidence["items"][0]["quotations"][0].update(end=9_999),
    "stands": lambda evidence: evidence["items"][0]["quotations"][0].update(stands=False),
    "role": lambda evidence: evidence["items"][0]["quotations"][0].update(role="nearest"),
    "answer": lambda evidence: evidence["items"][0].update(answer="twelve"),
    "question": lambda evidence: evidence["items"][0].update(question="how many sacks?"),
    "confidence": lambda evidence: evidence["items"][0].update(confidence=0.999),
    "heading": lambda evidence: evidence["items"][1].update(heading=None),
    "item": lambda evidence: evidence["items"].pop(),
    "order": lambda evidence: evidence["items"].reverse(),
    "title": lambda evidence: evidence["articles"][0].update(title="Another mill"),
    "day": lambda evidence: evidence["articles"][0].update(published="2023-06-12"),
    "address": lambda evidence: evidence["articles"][0].update(url="https://elsewhere.example/"),
    "file": lambda evidence: evidence["articles"][0].update(file_sha256="0" * 64),
    "text": lambda evidence: evidence["articles"][0].update(text_sha256="0" * 64),
    "article": lambda evidence: evidence["articles"].pop(),
    "number": lambda evidence: evidence["items"][0]["quotations"][0].update(article=7),
    "program": lambda evidence: evidence.update(title="Another"),
}


@pytest.mark.parametrize("edit", EDITS.values(), ids=EDITS)
def test_an_edit_breaks_the_seal(
    packed: Callable[..., dict[str, bytes]], read: Callable[[bytes | dict[str, bytes]], Pack], edit: Any
) -> None:
    files = packed(with_text=True)
    payload = json.loads(files["evidence.json"])
    edit(payload)
    with pytest.raises(PackInvalid, match=r"seal is broken|does not match its schema"):
        read(files | {"evidence.json": (json.dumps(payload, indent=1) + "\n").encode()})


@pytest.mark.parametrize("edit", [edit for name, edit in EDITS.items() if name not in ("stands", "file")])
def test_an_edit_that_is_sealed_again_contradicts_the_page_or_the_text(
    packed: Callable[..., dict[str, bytes]], read: Callable[[bytes | dict[str, bytes]], Pack], edit: Any
) -> None:
    """An edit that is shown nowhere and is in no text can be detected only by the seal that the sender states."""
    with pytest.raises(
        PackInvalid,
        match=r"not match|contradicts itself|not the quoted text|included text|to no article",
    ):
        read(resealed(packed(with_text=True), edit))


def test_a_pack_that_was_made_again_has_another_seal(
    packed: Callable[..., dict[str, bytes]], tmp_path: Path, read: Callable[[bytes | dict[str, bytes]], Pack]
) -> None:
    seal = read(packed()).seal
    forged = resealed(packed(), EDITS["file"])
    (tmp_path / "forged.zip").write_bytes(zipped(forged))
    with pytest.raises(PackInvalid, match="not the pack that was sent"):
        read_pack(tmp_path / "forged.zip", seal)


@pytest.mark.parametrize("name", ["index.html", "evidence.schema.json", "texts/1.txt", "texts/2.txt"])
def test_a_file_that_is_changed_missing_or_added_is_noticed(
    packed: Callable[..., dict[str, bytes]], read: Callable[[bytes | dict[str, bytes]], Pack], name: str
) -> None:
    files = packed(with_text=True)
    for tampered in (
        files | {name: files[name] + b" "},
        {other: data for other, data in files.items() if other != name},
        files | {name: files["texts/1.txt" if name != "texts/1.txt" else "texts/2.txt"]},
    ):
        with pytest.raises(PackInvalid, match=name):
            read(tampered)
    with pytest.raises(PackInvalid, match="was added"):
        read(files | {"texts/9.txt": b"more"})


@pytest.mark.parametrize(
    "data", [b"", b"[]", b"{}", b'{"schema": "quotewire.evidence/2", "seal": ""}', DEEP, b"\xff\xfe", b"null"]
)
def test_evidence_that_is_none_is_reported(
    packed: Callable[..., dict[str, bytes]], read: Callable[[bytes | dict[str, bytes]], Pack], data: bytes
) -> None:
    with pytest.raises(PackInvalid, match=r"evidence\.json"):
        read(packed() | {"evidence.json": data})


# ---------------------------------------------------------------- .zips made to do harm


def with_entry(files: dict[str, bytes], name: str, data: bytes = b"x", mode: int = stat.S_IFREG | 0o644) -> bytes:
    buffer = BytesIO(zipped(files))
    with zipfile.ZipFile(buffer, "a") as archive:
        info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
        info.filename, info.create_system, info.external_attr = name, 3, mode << 16
        archive.writestr(info, data)
    return buffer.getvalue()


@pytest.mark.parametrize(
    "name",
    ["../evil", "/etc/evil", "texts/../../evil", "C:\\evil", "..\\evil", "texts/1.txt/evil", "evil.exe", "TEXTS/1.TXT",
     "texts/1.txt\0.exe", "texts/٣.txt"],
)  # fmt: skip
def test_a_name_that_no_pack_holds_is_refused(
    packed: Callable[..., dict[str, bytes]], read: Callable[[bytes | dict[str, bytes]], Pack], tmp_path: Path, name: str
) -> None:
    with pytest.raises(PackInvalid):
        read(with_entry(packed(), name))
    assert [path.name for path in tmp_path.iterdir()] == ["pack.zip"]


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_file_that_comes_twice_is_refused(
    packed: Callable[..., dict[str, bytes]], read: Callable[[bytes | dict[str, bytes]], Pack]
) -> None:
    with pytest.raises(PackInvalid, match="twice"):
        read(with_entry(packed(), "index.html", b"<script>"))


@pytest.mark.parametrize("kind", [stat.S_IFLNK, stat.S_IFIFO, stat.S_IFCHR])
def test_links_and_devices_are_refused(
    packed: Callable[..., dict[str, bytes]], read: Callable[[bytes | dict[str, bytes]], Pack], kind: int
) -> None:
    with pytest.raises(PackInvalid, match="is a link or a device"):
        read(with_entry(packed(), "texts/8.txt", b"/etc/passwd", kind | 0o777))


def test_a_bomb_is_not_unpacked(
    packed: Callable[..., dict[str, bytes]], read: Callable[[bytes | dict[str, bytes]], Pack]
) -> None:
    buffer = BytesIO(zipped(packed()))
    with zipfile.ZipFile(buffer, "a", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name in ("texts/7.txt", "texts/8.txt"):
            archive.writestr(name, bytes(129 << 20))
    assert len(buffer.getvalue()) < 4 << 20
    with pytest.raises(PackInvalid, match="unpacks to more than"):
        read(buffer.getvalue())


def test_a_pack_zipped_by_another_program_is_whole_and_said_to_be_so(
    packed: Callable[..., dict[str, bytes]], read: Callable[[bytes | dict[str, bytes]], Pack]
) -> None:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.mkdir("texts")
        for name, data in packed(with_text=True).items():
            archive.writestr(name, data)
    assert read(buffer.getvalue()).rewrapped


def test_links_in_a_folder_are_not_followed(packed: Callable[..., dict[str, bytes]], tmp_path: Path) -> None:
    from qa.desk.packs.pack import write_files

    write_files(tmp_path / "pack", packed())
    (tmp_path / "secret").write_text("secret")
    (tmp_path / "pack" / "texts").symlink_to(tmp_path, target_is_directory=True)
    with pytest.raises(PackInvalid, match="is a link"):
        read_pack(tmp_path / "pack")
