"""What a build takes on disk, and whether the disk has it."""

import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus.errors import OperationFailed, QAError
from corpus.loading import SourceFile, find_files
from index.layout import BuildFolder

_OF_SOURCES = 3
"""Bytes of a build for each byte of articles, before anything better is known; bench/ tells the real ones."""
_LEXICAL = 0.3
"""Bytes of the lexical index for each of the stored articles."""


@dataclass(slots=True)
class Estimate:
    """What a rebuild will have written at its end, as well as it is known by now."""

    sources: Sequence[Path]
    build: BuildFolder | None = None
    """The build, once it has a folder; the encoder is the first thing in it."""
    passages: int = 0
    """0 until all articles are stored."""
    dim: int = 0

    def whole(self) -> int:
        """Estimate the bytes of the finished build, with the embeddings that are kept while it is made."""
        written = self.build.size() if self.build else 0
        if not self.passages or self.build is None:
            return written + _OF_SOURCES * _size_of(self.sources)
        stored = self.build.articles.stat().st_size if self.build.articles.exists() else 0
        return max(written, written - self._dense_written() + int(_LEXICAL * stored) + self.certain())

    def certain(self) -> int:
        """Count the bytes that are sure to be written yet, once the passages are known."""
        return 2 * self.dim * self.passages

    def told(self, path: Path) -> str:
        """Say what is needed and what there is, for a person."""
        written = self.build.size() if self.build else 0
        takes = f"The build takes about {_sized(self.whole())}, of which {_sized(written)} are written"
        try:
            free = shutil.disk_usage(path).free
        except OSError:
            return f"{takes}; the folder is gone."
        return f"{takes}; {_sized(free)} are free. The index that was there is untouched."

    def _dense_written(self) -> int:
        dense = self.build.dense if self.build else None
        return dense.stat().st_size if dense and dense.exists() else 0


def check_space(path: Path, estimate: Estimate) -> None:
    """Give up at once where the disk is sure to fill up, before an hour of embedding.

    Args:
        path: The index folder.
        estimate: What is known of the build.

    Raises:
        OperationFailed: With what is needed and what is free.
    """
    free = shutil.disk_usage(path).free
    if free < estimate.certain():
        raise OperationFailed(
            f"The disk of {path} is too full. {estimate.told(path)}",
            "free space or choose another folder with --index DIR, then qa rebuild",
        )


def _size_of(sources: Sequence[Path]) -> int:
    try:
        return sum(file.path.stat().st_size for file in find_files(sources) if isinstance(file, SourceFile))
    except (OSError, QAError):
        return 0


def _sized(count: int) -> str:
    return f"{count / 1e6:,.1f} MB" if count >= 1_000_000 else f"{count / 1e3:.0f} kB"
