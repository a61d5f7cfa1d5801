"""Parse one file into drafts: choose its reader, and turn the reader's errors into `Unreadable`."""

import os
from collections.abc import Iterator
from dataclasses import dataclass, replace
from io import BufferedReader
from pathlib import Path, PurePath
from typing import BinaryIO, cast

from corpus.article import Mark
from corpus.draft import Draft, Unreadable, UnreadableFile
from corpus.formats.endings import IN_PROCESS, NAMES
from corpus.formats.streams import seekable
from corpus.parsing.archives import (
    ARCHIVES,
    COMPRESSED,
    DEEPEST,
    Budget,
    decompressed,
    inner_name,
    is_the_disks,
    members,
)
from corpus.settings import LoadingSettings


def is_readable(name: str) -> bool:
    """Return, by a file's name, whether its format is read, compressed or not."""
    ending = _ending(name)
    return ending in NAMES or ending in ARCHIVES or (ending in COMPRESSED and is_readable(inner_name(name)))


def needs_isolation(name: str) -> bool:
    """Return, by a file's name, whether its parser could crash, hang or exhaust memory."""
    return _ending(name) not in IN_PROCESS


def parse(path: Path, settings: LoadingSettings) -> Iterator[Draft | Unreadable]:
    """Read the articles of one file.

    Args:
        path: A file for which `is_readable` holds.
        settings: Limits and names of fields.

    Yields:
        Articles and unreadable parts, in the file's order. Exceptions of the parser become
        `Unreadable`.

    Raises:
        OSError: If the system refuses to read the file.
        MemoryError: If there is not enough memory.
    """
    with path.open("rb") as file:
        budget = Budget(os.fstat(file.fileno()).st_size, settings)
        yield from _Parsing(settings, budget).parsed(file, path.name)


@dataclass(frozen=True, slots=True)
class _Parsing:
    """The settings and byte budget shared by all layers of one file."""

    settings: LoadingSettings
    budget: Budget

    def parsed(self, file: BinaryIO, name: str, depth: int = 0) -> Iterator[Draft | Unreadable]:
        """Read one layer; errors of its reader become `Unreadable`."""
        ending = _ending(name)
        called = NAMES.get(ending, f"{ending[1:]} file")
        try:
            yield from self._layer(file, name, ending, depth)
        except UnreadableFile as refusal:
            yield refusal.unreadable
        except RecursionError:
            yield Unreadable(f"{called} nested too deeply")
        except MemoryError:
            raise
        except OSError as error:
            if is_the_disks(error):
                raise
            yield Unreadable(f"malformed {called}")
        except Exception:  # noqa: BLE001 - third-party parsers raise anything
            yield Unreadable(f"malformed {called}")

    def _layer(self, file: BinaryIO, name: str, ending: str, depth: int) -> Iterator[Draft | Unreadable]:
        if depth > DEEPEST:
            yield Unreadable(f"packed more than {DEEPEST} times")
        elif not cast("BufferedReader", file).peek(1):
            yield Unreadable("empty")
        elif ending in ARCHIVES:
            yield from self._archive(seekable(file, self.settings), depth)
        elif ending in COMPRESSED:
            yield from self.parsed(decompressed(file, ending, self.budget), inner_name(name), depth + 1)
        else:
            from corpus.formats.readers import READERS  # loaded with the first file: asking needs none of them

            yield from self._bounded(READERS[ending](file, self.settings))

    def _archive(self, file: BinaryIO, depth: int) -> Iterator[Draft | Unreadable]:
        for member in members(file, self.budget):
            if isinstance(member.file, Unreadable):
                yield within(member.file, member.name)
            elif not is_readable(member.name):
                yield Unreadable(f"not a format that is read ({_ending(member.name) or 'no ending'})", part=member.name)
            else:
                for item in self.parsed(member.file, member.name, depth + 1):
                    yield within(item, member.name)

    def _bounded(self, drafts: Iterator[Draft | Unreadable]) -> Iterator[Draft | Unreadable]:
        """Refuse articles longer than the limit, also from small compressed files."""
        megabytes = self.settings.max_megabytes
        for draft in drafts:
            if isinstance(draft, Draft) and len(draft.text) > megabytes * 1_000_000:
                yield Unreadable(f"text larger than {megabytes} MB (loading.max_megabytes)", draft.row, draft.part)
            else:
                yield draft


def within(item: Draft | Unreadable, name: str) -> Draft | Unreadable:
    """Add the name of an archive's member to what was read from it.

    Args:
        item: A draft, or why there is none.
        name: The member's name.

    Returns:
        The same as a part of the archive; its marks, or the only one, begin with the name.
    """
    part = f"{name}/{item.part}" if item.part else name
    if isinstance(item, Unreadable):
        return replace(item, part=part)
    marks = tuple(replace(mark, label=f"{name}, {mark.label}") for mark in item.marks)
    return replace(item, part=part, marks=marks or (Mark(0, name),))


def _ending(name: str) -> str:
    return PurePath(name).suffix.lower()
