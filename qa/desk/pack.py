"""A pack: evidence as a folder or one .zip, the same bytes for the same evidence."""

import os
import zipfile
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path

from corpus.errors import OperationFailed
from qa.desk.evidence import Evidence
from qa.desk.pack_json import SCHEMA_FILE, sealed
from qa.desk.pack_page import page_of

EVIDENCE, PAGE, SCHEMA_NAME, NOTES = "evidence.json", "index.html", "evidence.schema.json", "notes.json"
_FIRST_DAY = (1980, 1, 1, 0, 0, 0)
"""The earliest time that a .zip can hold, so that the time says nothing."""
_REGULAR = 0o100644 << 16
_UNIX = 3


def packed_files(evidence: Evidence, texts: Mapping[str, str]) -> dict[str, bytes]:
    """Lay out the files of a pack.

    Args:
        evidence: Its contents.
        texts: Texts of articles, by the names that the evidence has for them, and of `NOTES` if they come along.

    Returns:
        Name to bytes, the evidence first.
    """
    files = {PAGE: page_of(evidence), SCHEMA_NAME: SCHEMA_FILE.read_bytes()}
    files |= {name: text.encode("utf-8") for name, text in texts.items()}
    return {EVIDENCE: sealed(evidence, files), **files}


def zipped(files: Mapping[str, bytes]) -> bytes:
    """Put the files of a pack into one .zip.

    They are stored and not compressed: what a compressor makes of them depends on its version.

    Args:
        files: Name to bytes, in order.

    Returns:
        The .zip, the same for the same files.
    """
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        for name, data in files.items():
            info = zipfile.ZipInfo(name, _FIRST_DAY)
            info.create_system, info.external_attr = _UNIX, _REGULAR
            archive.writestr(info, data)
    return buffer.getvalue()


def write_pack(path: Path, files: Mapping[str, bytes]) -> None:
    """Write a pack: a .zip if the name ends in that, else a folder.

    Args:
        path: Where; it must not be there yet.
        files: Name to bytes.

    Raises:
        OperationFailed: If there is something already, or it cannot be written; nothing is left half done.
    """
    if path.exists():
        raise OperationFailed(f"{path} is there already.", "name another, or remove it")
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
        folder: A folder that is not there yet.
        files: Name to bytes; names are of a pack that was read or laid out, and lead nowhere else.
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
