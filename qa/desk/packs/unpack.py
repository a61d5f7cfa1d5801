"""Reads a received pack: only permitted files are read, and everything is verified against the seal."""

import hashlib
import re
import stat
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from corpus.errors import PackInvalid
from qa.desk.packs.evidence import Evidence
from qa.desk.packs.pack import EVIDENCE, NOTES, PAGE, SCHEMA_NAME, zipped
from qa.desk.packs.pack_json import unsealed
from qa.desk.packs.pack_page import page_of

_NAME = re.compile(rf"{'|'.join(map(re.escape, (EVIDENCE, PAGE, SCHEMA_NAME, NOTES)))}|texts/\d{{1,6}}\.txt")
_TEXTS = "texts"
_MOST_FILES = 10_000
_MOST_BYTES = 256 << 20
"""Maximum total size of the unpacked files."""


@dataclass(frozen=True, slots=True)
class Pack:
    """A pack whose seal is valid."""

    evidence: Evidence
    files: dict[str, bytes]
    seal: str
    """SHA-256 of the evidence, to compare with the one stated by the sender."""
    rewrapped: bool
    """Whether the .zip was written by another program, with unaltered files."""


def read_pack(path: Path, seal: str | None = None) -> Pack:
    """Read a pack and verify its seal.

    Args:
        path: A .zip or a folder.
        seal: The seal stated by the sender; None if unknown.

    Returns:
        The pack.

    Raises:
        PackInvalid: If it contains files that do not belong to a pack, lacks files, was altered, or has
            another seal.
    """
    try:
        data = None if path.is_dir() else _bytes_of(path)
        files = _from_folder(path) if data is None else _from_zip(data)
    except (OSError, zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, ValueError) as error:
        raise PackInvalid(f"{path} cannot be read as a pack: {error}.") from error
    if EVIDENCE not in files:
        raise PackInvalid(f"{path} is not a pack of evidence: it has no {EVIDENCE}.")
    evidence, hashes, actual_seal = unsealed(files[EVIDENCE])
    if seal is not None and seal.strip().lower() != actual_seal:
        raise PackInvalid(
            f"The pack's seal is {actual_seal}, not {seal.strip():.80}: it is not the pack that was sent."
        )
    _check_files(files, hashes)
    _check_page(evidence, files)
    _check_texts(evidence, files)
    ordered = {name: files[name] for name in (EVIDENCE, *_in_order(files))}
    return Pack(evidence, ordered, actual_seal, data is not None and zipped(ordered) != data)


def _in_order(files: Mapping[str, bytes]) -> list[str]:
    texts = sorted((name for name in files if name.startswith(_TEXTS)), key=lambda name: int(name[6:-4]))
    return [PAGE, SCHEMA_NAME, *([NOTES] if NOTES in files else []), *texts]


def _bytes_of(path: Path) -> bytes:
    size = path.stat().st_size
    if size > _MOST_BYTES:
        raise PackInvalid(f"{path} has {size:,} bytes; a pack has at most {_MOST_BYTES:,}.")
    return path.read_bytes()


def _from_zip(data: bytes) -> dict[str, bytes]:
    files: dict[str, bytes] = {}
    with zipfile.ZipFile(BytesIO(data)) as archive:
        entries = [entry for entry in archive.infolist() if entry.filename != f"{_TEXTS}/"]
        if len(entries) > _MOST_FILES:
            raise PackInvalid(f"The .zip has {len(entries):,} files; a pack has at most {_MOST_FILES:,}.")
        left = _MOST_BYTES
        for entry in entries:
            _check_entry(entry, files)
            left -= entry.file_size
            if left < 0:
                raise PackInvalid(f"The .zip unpacks to more than {_MOST_BYTES:,} bytes.")
            with archive.open(entry) as file:
                files[entry.filename] = file.read(entry.file_size + 1)
            if len(files[entry.filename]) != entry.file_size:
                raise PackInvalid(f"{entry.filename} does not have the length stated in the .zip.")
    return files


def _check_entry(entry: zipfile.ZipInfo, files: Mapping[str, bytes]) -> None:
    """Check that an entry is permitted: a known name, only once, and a plain file."""
    name, mode = entry.orig_filename, entry.external_attr >> 16
    if not _NAME.fullmatch(name) or name != entry.filename:
        raise PackInvalid(f"The .zip contains {name!r:.120}, which does not belong to a pack; nothing was written.")
    if name in files:
        raise PackInvalid(f"The .zip contains {name} twice.")
    if stat.S_IFMT(mode) not in (0, stat.S_IFREG):
        raise PackInvalid(f"{name} in the .zip is a link or a device, not a file.")
    if entry.flag_bits & 1:
        raise PackInvalid(f"{name} in the .zip is encrypted.")


def _from_folder(folder: Path) -> dict[str, bytes]:
    files: dict[str, bytes] = {}
    left = _MOST_BYTES
    inside = [*folder.iterdir(), *(folder / _TEXTS).glob("*")]
    for path in inside:
        name = path.relative_to(folder).as_posix()
        if path.is_symlink():
            raise PackInvalid(f"{name} in the pack is a link.")
        if name == _TEXTS and path.is_dir():
            continue
        if not _NAME.fullmatch(name) or not path.is_file():
            raise PackInvalid(f"The pack contains {name!r:.120}, which does not belong to a pack.")
        left -= path.stat().st_size
        if left < 0 or len(files) >= _MOST_FILES:
            raise PackInvalid(f"The pack has more than {_MOST_FILES:,} files or {_MOST_BYTES:,} bytes.")
        files[name] = path.read_bytes()
    return files


def _check_files(files: Mapping[str, bytes], hashes: Mapping[str, str]) -> None:
    here = files.keys() - {EVIDENCE}
    if other := sorted(here ^ hashes.keys()):
        state = "is missing" if other[0] in hashes else "was added"
        raise PackInvalid(f"{other[0]} {state}.")
    for name in sorted(here):
        if hashlib.sha256(files[name]).hexdigest() != hashes[name]:
            raise PackInvalid(f"{name} has been altered.")
    if missing := {PAGE, SCHEMA_NAME} - here:
        raise PackInvalid(f"{min(missing)} is missing.")


def _check_page(evidence: Evidence, files: Mapping[str, bytes]) -> None:
    """Check that the page shows exactly the evidence; a page of another version is verified only by its checksum."""
    from importlib.metadata import version

    if evidence.made_by == f"quotewire {version('quotewire')}" and files[PAGE] != page_of(evidence):
        raise PackInvalid(f"{PAGE} does not match {EVIDENCE}.")


def _check_texts(evidence: Evidence, files: Mapping[str, bytes]) -> None:
    """Verify the included texts by their checksums, and the quotations by the texts."""
    texts: dict[int, str] = {}
    for article in evidence.articles:
        if article.text is None:
            continue
        data = files.get(article.text, b"")
        if hashlib.sha256(data).hexdigest() != article.text_sha256:
            raise PackInvalid(f"{article.text} is not the quoted text.")
        texts[article.number] = data.decode("utf-8")
    if stray := {name for name in files if name.startswith(_TEXTS)} - {article.text for article in evidence.articles}:
        raise PackInvalid(f"{min(stray)} belongs to no article.")
    for _, quotation in evidence.quotations():
        text = texts.get(quotation.article)
        if text is not None and quotation.stands and text[quotation.start : quotation.end] != quotation.quote:
            raise PackInvalid(f"The quotation at {quotation.start} is not in the included text.")
