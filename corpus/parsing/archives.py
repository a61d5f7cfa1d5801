"""Read compressed files and archives in memory, with limits against decompression bombs."""

import errno
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import IO, Any, BinaryIO, cast

from corpus.draft import Unreadable, UnreadableFile
from corpus.settings import LoadingSettings

COMPRESSED = frozenset({".gz", ".bz2", ".xz"})
"""Endings of files that hold one other file, which has the name without the ending."""
ARCHIVES = frozenset({".zip"})
"""Endings of files that hold several others."""
DEEPEST = 3
"""Layers of packing that are unpacked, at most."""

_FREE = 64_000_000
"""Bytes that may be unpacked at any ratio."""
_LARGEST_RATIO = 300
"""Gzip shrinks text to about a tenth and xz to a twentieth; a much larger ratio is an attack."""


def is_the_disks(error: OSError) -> bool:
    """Distinguish an error of the disk from a parser's: those have no errno, or are from invalid offsets."""
    return error.errno not in (None, errno.EINVAL, errno.EOVERFLOW)


class Budget:
    """Counts what one file unpacks to, in all its layers.

    Args:
        packed: Bytes of the file itself.
        settings: The limit.
    """

    def __init__(self, packed: int, settings: LoadingSettings) -> None:
        self._packed = packed
        self._megabytes = settings.max_unpacked_megabytes
        self._spent = 0

    def spend(self, count: int) -> None:
        """Count bytes.

        Args:
            count: How many more have been unpacked.

        Raises:
            UnreadableFile: If they are too many.
        """
        self._spent += count
        if self._spent > self._megabytes * 1_000_000:
            raise UnreadableFile(
                Unreadable(f"unpacks to more than {self._megabytes:,} MB (loading.max_unpacked_megabytes)")
            )
        if self._spent > _FREE and self._spent > _LARGEST_RATIO * self._packed:
            raise UnreadableFile(Unreadable(f"unpacks to more than {_LARGEST_RATIO} times its size"))


class _Unpacked(io.RawIOBase):
    """A stream that is being unpacked: its bytes are counted, and damage raises `UnreadableFile`."""

    def __init__(self, stream: IO[bytes], budget: Budget, called: str) -> None:
        super().__init__()
        self._stream = stream
        self._budget = budget
        self._called = called

    def readable(self) -> bool:
        """Return True: it can be read."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Unpack as much as the buffer holds, or less.

        Args:
            buffer: Receives the bytes.

        Returns:
            Bytes unpacked; 0 at the end.

        Raises:
            UnreadableFile: If the data are damaged or too many.
            OSError: If the disk cannot be read.
            MemoryError: If there is not enough memory.
        """
        try:
            data = self._stream.read(len(buffer))
        except MemoryError:
            raise
        except OSError as error:
            if is_the_disks(error):
                raise
            raise UnreadableFile(Unreadable(f"damaged {self._called}")) from None
        except Exception:  # noqa: BLE001 - zlib's, lzma's, zipfile's and EOFError have no common base
            raise UnreadableFile(Unreadable(f"damaged {self._called}")) from None
        self._budget.spend(len(data))
        buffer[: len(data)] = data
        return len(data)


def decompressed(file: BinaryIO, ending: str, budget: Budget) -> BinaryIO:
    """Open the file within a compressed file.

    Args:
        file: The compressed file, open at its beginning.
        ending: One of `COMPRESSED`.
        budget: Counts the unpacked bytes.

    Returns:
        A stream that can be read once, from beginning to end.
    """
    stream: Any
    if ending == ".gz":
        import gzip

        stream = gzip.GzipFile(fileobj=file)
    elif ending == ".bz2":
        import bz2

        stream = bz2.BZ2File(file)
    else:
        import lzma

        stream = lzma.LZMAFile(file)  # noqa: SIM115 - closed by the reader together with the file
    return _buffered(stream, budget, f"{ending[1:]} file")


def _buffered(stream: IO[bytes], budget: Budget, called: str) -> BinaryIO:
    return cast("BinaryIO", io.BufferedReader(_Unpacked(stream, budget, called), 256 * 1024))


@dataclass(frozen=True, slots=True)
class Member:
    """A file in an archive."""

    name: str
    """Its path there, without steps that lead out of a folder; it is only shown, never opened."""
    file: BinaryIO | Unreadable
    """Its content, to be read before the next member is requested; or why it cannot be read."""


def members(file: BinaryIO, budget: Budget) -> Iterator[Member]:
    """List the files in a ZIP archive, in its own order; hidden ones are skipped.

    Args:
        file: The archive; it must be seekable.
        budget: Counts the unpacked bytes.

    Yields:
        The members.

    Raises:
        UnreadableFile: If it is not a ZIP archive.
    """
    import zipfile

    try:
        archive = zipfile.ZipFile(file)
    except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError):
        raise UnreadableFile(Unreadable("damaged zip file")) from None
    with archive:
        for info in archive.infolist():
            steps = [step for step in re.split(r"[/\\]", info.filename) if step not in ("", ".", "..")]
            if info.is_dir() or not steps or any(step.startswith((".", "__MACOSX")) for step in steps):
                continue
            name = "/".join(steps)
            if info.flag_bits & 1:
                yield Member(name, Unreadable("encrypted in its archive"))
                continue
            try:
                stream = archive.open(info)
            except (zipfile.BadZipFile, NotImplementedError, ValueError, EOFError):
                yield Member(name, Unreadable("damaged zip file"))
                continue
            with stream:
                yield Member(name, _buffered(stream, budget, "zip file"))


def inner_name(name: str) -> str:
    """Name the file within a compressed file: ``a.txt`` for ``a.txt.gz``."""
    return PurePosixPath(name).stem
