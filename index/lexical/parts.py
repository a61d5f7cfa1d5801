"""The parts of a lexical index, which let a rebuild rewrite only those that changed.

A part ends after a passage whose digest is a multiple of the desired size of parts, so adding
or removing an article changes only the part that contains it. Within a part, passages and
articles are counted from its first, so its files remain valid at any position. Each part is a
tantivy index of its own with one segment; the whole is their files in one folder with one list
of segments. Parts are made side by side, and each is as much as the writer holds in memory.
"""

import ctypes
import hashlib
import json
import shutil
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from tantivy import Document, Index, Schema, SchemaBuilder

from corpus.errors import IndexDamaged
from index.lexical.analyzer import analyzer, normalise_for_index

_PARTS = "parts.json"
_META = "meta.json"
_ANALYZER = "passage"
_LEAST = 16_384
"""Minimum number of passages in a part; a question searches every part."""
_MOST = 32
"""Maximum number of parts, on average."""
_HEAP = 4_000_000_000
"""Bytes that the writer may use before it starts a second segment; allocated as needed."""


@dataclass(frozen=True, slots=True)
class Part:
    """A run of passages indexed together."""

    key: int
    """Hash of its contents, from 0, below 2^63; unique in the index."""
    row: int
    """Its first passage."""
    passages: int
    article: int
    """The article of its first passage."""
    segments: tuple[str, ...] = ()
    """Its files' names, without their endings."""


def cut(passages: Iterable[tuple[bytes, int]], count: int) -> Iterator[Part]:
    """Cut an index into parts.

    Args:
        passages: Digest and article of every passage, in order of row.
        count: How many there are.

    Yields:
        The parts, none of them written yet.
    """
    size = max(_LEAST, 1 << (max(count // _MOST, 1) - 1).bit_length())
    used: set[int] = set()
    at, first, held, content = 0, 0, 0, hashlib.sha256()
    for digest, article in passages:
        if not held:
            first = article
        content.update(digest + (article - first).to_bytes(8))
        held += 1
        # Sooner once it is long enough: an end that length alone decides would move with every change before it.
        every = size if held < size else size // 4
        ends = int.from_bytes(digest[:8]) % every == 0 and held >= size // 4
        if ends or held >= 2 * size:
            yield Part(_key(content.digest(), used), at, held, first)
            at, held, content = at + held, 0, hashlib.sha256()
    if held:
        yield Part(_key(content.digest(), used), at, held, first)


def _key(content: bytes, used: set[int]) -> int:
    """Compute the key of a part; equal parts get different keys."""
    key = int.from_bytes(content[:8]) >> 1
    while key in used:
        content = hashlib.sha256(content).digest()
        key = int.from_bytes(content[:8]) >> 1
    used.add(key)
    return key


def write_part(folder: Path, part: Part, passages: Iterable[tuple[str, int]]) -> Part:
    """Index the passages of one part into a folder of its own below the index's.

    Args:
        folder: The lexical index's.
        part: What is to be written.
        passages: Text, with its title, and article of each passage.

    Returns:
        The part with its segments.
    """
    own = _own(folder, part)
    own.mkdir()
    index = Index(_schema(), str(own))
    index.register_tokenizer(_ANALYZER, analyzer())
    writer = index.writer(_HEAP, 1)
    count = 0
    try:
        for text, article in passages:
            document = Document()
            document.add_unsigned("part", part.key)
            document.add_unsigned("row", count)
            document.add_unsigned("article", article - part.article)
            document.add_text("body", normalise_for_index(text))
            writer.add_document(document)
            count += 1
        writer.commit()
    except BaseException:
        writer.rollback()
        raise
    finally:
        writer.wait_merging_threads()  # else its thread goes on writing into a folder that is removed
    del writer, index
    _give_back_memory()
    names = tuple(segment["segment_id"].replace("-", "") for segment in _meta(own)["segments"])
    return replace(part, passages=count, segments=names)


def take_part(folder: Path, part: Part, source: Path, segments: Sequence[str]) -> Part:
    """Copy a part that another index has.

    Args:
        folder: The lexical index's.
        part: What is wanted.
        source: The other's folder.
        segments: The files it has there.

    Returns:
        The part with its segments.
    """
    own = _own(folder, part)
    own.mkdir()
    for file in part_files(source, segments):
        shutil.copyfile(file, own / file.name)
    meta = _meta(source)
    meta["segments"] = [each for each in meta["segments"] if each["segment_id"].replace("-", "") in segments]
    (own / _META).write_text(json.dumps(meta), encoding="utf-8")
    return replace(part, segments=tuple(segments))


def part_files(folder: Path, segments: Sequence[str]) -> list[Path]:
    """List the files of some segments, in order of name."""
    return sorted(file for name in segments for file in folder.glob(f"{name}.*"))


def assemble(folder: Path, parts: Sequence[Part]) -> None:
    """Make one index of the parts that were written.

    Args:
        folder: The lexical index's.
        parts: All of them, in order of row.
    """
    listed = []
    for part in parts:
        own = _own(folder, part)
        meta = _meta(own)
        listed += meta["segments"]
        for file in part_files(own, part.segments):
            file.replace(folder / file.name)
        shutil.rmtree(own)
    (folder / _META).write_text(json.dumps(meta | {"segments": listed, "opstamp": 0}), encoding="utf-8")
    (folder / _PARTS).write_text(json.dumps([asdict(part) for part in parts], indent=1), encoding="utf-8")


def read_parts(folder: Path) -> list[Part]:
    """Read which parts an index has.

    Args:
        folder: The lexical index's.

    Returns:
        The parts, in order of row.

    Raises:
        IndexDamaged: If that cannot be read.
    """
    try:
        stored = json.loads((folder / _PARTS).read_text(encoding="utf-8"))
        if not stored:
            raise ValueError("no parts")
        return [Part(**{**part, "segments": tuple(part["segments"])}) for part in stored]
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise IndexDamaged(f"{folder / _PARTS} cannot be read: {error!r}", "qa rebuild") from error


def _give_back_memory() -> None:
    """Return freed memory to the system: glibc keeps the memory of threads that have ended."""
    if sys.platform == "linux":
        with suppress(OSError, AttributeError):  # another C library
            ctypes.CDLL(None).malloc_trim(0)


def _schema() -> Schema:
    builder = SchemaBuilder()
    for name in ("part", "row", "article"):
        builder = builder.add_unsigned_field(name, fast=name != "article", indexed=name != "row")
    return builder.add_text_field("body", tokenizer_name=_ANALYZER, index_option="freq").build()


def _own(folder: Path, part: Part) -> Path:
    return folder / f"part-{part.row}"


def _meta(folder: Path) -> dict[str, list[dict[str, str]]]:
    found: dict[str, list[dict[str, str]]] = json.loads((folder / _META).read_text(encoding="utf-8"))
    return found
