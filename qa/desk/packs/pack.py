"""Packs: evidence as a folder or a .zip; the same evidence gives the same bytes."""

import os
import zipfile
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path

from corpus.errors import OperationFailed
from qa.desk.packs.evidence import Evidence
from qa.desk.packs.pack_json import SCHEMA_FILE, sealed
from qa.desk.packs.pack_page import page_of

EVIDENCE, PAGE, SCHEMA_NAME, NOTES = "evidence.json", "index.html", "evidence.schema.json", "notes.json"
_FIRST_DAY = (1980, 1, 1, 0, 0, 0)
"""The earliest time that a .zip can represent, used for every file so that times carry no information."""
_REGULAR = 0o100644 << 16
_UNIX = 3


def packed_files(evidence: Evidence, texts: Mapping[str, str]) -> dict[str, bytes]:
    """Lay out the files of a pack.

    Args:
        evidence: Its contents.
        texts: Texts of articles, by the names that the evidence gives them, and `NOTES` if included.

    Returns:
        Name to bytes, the evidence first.
    """
    files = {PAGE: page_of(evidence), SCHEMA_NAME: SCHEMA_FILE.read_bytes()}
    files |= {name: text.encode("utf-8") for name, text in texts.items()}
    return {EVIDENCE: sealed(evidence, files), **files}


def zipped(files: Mapping[str, bytes]) -> bytes:
    """Put the files of a pack into one .zip.

    They are not compressed, because compressed bytes depend on the version of the compressor.

    Args:
        files: Name to bytes, in order.

    Returns:
        The bytes of the .zip, equal for equal files.
    """
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        for name, data in files.items():
            info = zipfile.ZipInfo(name, _FIRST_DAY)
            info.create_system, info.external_attr = _UNIX, _REGULAR
            archive.writestr(info, data)
    return buffer.getvalue()


def write_pack(path: Path, files: Mapping[str, bytes]) -> None:
    """Write a pack: a .zip if the name ends in .zip, otherwise a folder.

    Args:
        path: The path to create.
        files: Name to bytes.

    Raises:
        OperationFailed: If the path exists or cannot be written; nothing partial is left.
    """
    if path.exists():
        raise OperationFailed(f"{path} already exists.", "choose another name, or remove it")
    work = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        if path.suffix.lower() == ".zip":
            work.write_bytes(zipped(files))
        else:
            write_files(work, files)
        work.rename(path)
    except OSError as error:
        raise OperationFailed(f"{path} cannot be written: {error.strerror}.") from error
    finally:
        _remove(work)


def write_files(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write the files of a pack into a new folder.

    Args:
        folder: The folder to create.
        files: Name to bytes; the names have been checked, so that none leads outside the folder.
    """
    folder.mkdir()
    for name, data in files.items():
        target = folder / name
        target.parent.mkdir(exist_ok=True)
        target.write_bytes(data)


def _remove(work: Path) -> None:
    import shutil

    if work.is_dir():
        shutil.rmtree(work, ignore_errors=True)
    else:
        work.unlink(missing_ok=True)
