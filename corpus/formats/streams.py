"""Read files and streams as bytes or text, within size limits."""

import io
from typing import BinaryIO

from corpus.draft import Unreadable, UnreadableFile
from corpus.formats.charset import Undecodable, decode
from corpus.settings import LoadingSettings

_PIECE = 1 << 20


def read_text(file: BinaryIO, megabytes: int) -> str | Unreadable:
    """Read a whole file as text.

    Args:
        file: The file, open at its beginning.
        megabytes: Size it may have, in units of 10^6 bytes.

    Returns:
        Its text with its own line ends, or why there is none.
    """
    data = read_bytes(file, megabytes)
    if isinstance(data, Unreadable):
        return data
    try:
        text = decode(data)
    except Undecodable as error:
        return Unreadable(str(error))
    return text if text.strip() else Unreadable("empty")


def read_bytes(file: BinaryIO, megabytes: int, setting: str = "max_megabytes") -> bytes | Unreadable:
    """Read a whole file, unless it is too large.

    Args:
        file: The file, open at its beginning.
        megabytes: Size it may have, in units of 10^6 bytes.
        setting: The name of the loading setting with this limit.

    Returns:
        Its bytes, or why there are none; holds at most one byte over the limit.
    """
    limit = megabytes * 1_000_000
    if isinstance(file, io.BufferedReader) and file.seekable():  # a stream being unpacked cannot seek to its end
        if file.seek(0, io.SEEK_END) > limit:
            return too_large(megabytes, setting)
        file.seek(0)
    data = read_up_to(file, limit + 1)
    return too_large(megabytes, setting) if len(data) > limit else data


def read_whole(file: BinaryIO, settings: LoadingSettings) -> bytes:
    """Read the whole of a file that is held in memory while it is parsed.

    Args:
        file: The file, open at its beginning.
        settings: The size it may have with all that is in it besides text.

    Returns:
        Its bytes, some of which are not white space.

    Raises:
        UnreadableFile: If it is too large or empty.
    """
    data = read_bytes(file, settings.max_file_megabytes, "max_file_megabytes")
    if isinstance(data, Unreadable):
        raise UnreadableFile(data)
    if not data.strip():
        raise UnreadableFile(Unreadable("empty"))
    return data


def read_up_to(file: BinaryIO, count: int) -> bytes:
    """Read a number of bytes, or all there are.

    Args:
        file: The file.
        count: Bytes wanted.

    Returns:
        The bytes; fewer only at the file's end.
    """
    data = bytearray()
    # In pieces: a stream allocates as much as is requested at once.
    while len(data) < count and (piece := file.read(min(_PIECE, count - len(data)))):
        data += piece
    return bytes(data)


def joined(begin: bytes, rest: BinaryIO) -> io.BufferedReader:
    """Join bytes already read from a file and the rest of it into one stream."""
    return io.BufferedReader(_Joined(begin, rest))


class _Joined(io.RawIOBase):
    """Bytes already read, followed by the rest of the file."""

    def __init__(self, begin: bytes, rest: BinaryIO) -> None:
        super().__init__()
        self._begin = io.BytesIO(begin)
        self._rest = rest

    def readable(self) -> bool:
        """Return True: it can be read."""
        return True

    def readinto(self, buffer: "memoryview") -> int:  # type: ignore[override]
        """Fill a buffer from whichever of the two is not at its end."""
        data = self._begin.read(len(buffer)) or self._rest.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)


def seekable(file: BinaryIO, settings: LoadingSettings) -> BinaryIO:
    """Make a file seekable.

    Args:
        file: The file, open at its beginning.
        settings: The size it may have if it has to be held in memory.

    Returns:
        The file itself, or its bytes as a file.

    Raises:
        UnreadableFile: If it is too large to be held.
    """
    if file.seekable():
        return file
    data = read_bytes(file, settings.max_file_megabytes, "max_file_megabytes")
    if isinstance(data, Unreadable):
        raise UnreadableFile(data)
    return io.BytesIO(data)


def too_large(megabytes: int, setting: str = "max_megabytes") -> Unreadable:
    """Report that a file or text is over a limit, with the setting of that limit."""
    return Unreadable(f"larger than {megabytes} MB (loading.{setting})")
