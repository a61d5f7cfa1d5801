"""The layout of an index on disk; only this module knows the file names."""

import os
import re
import secrets
import shutil
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from corpus.errors import IndexDamaged, IndexMissing, QAError
from index.store.fsync import flush, sync_folder

T = TypeVar("T")

_BUILD_NAME = re.compile(r"[0-9T]{8,20}-[0-9a-f]{8}")
_PATIENCE = 200
"""Tries to replace a file that is being read, a hundredth of a second apart."""


@dataclass(frozen=True, slots=True)
class BuildFolder:
    """The files of one build."""

    path: Path

    @property
    def manifest(self) -> Path:
        """How the build was made, its counts and the checksums of its files."""
        return self.path / "manifest.json"

    @property
    def articles(self) -> Path:
        """Articles and passages by row, in SQLite."""
        return self.path / "articles.sqlite"

    @property
    def dense(self) -> Path:
        """The FAISS index."""
        return self.path / "dense.faiss"

    @property
    def lexical(self) -> Path:
        """The BM25 index's folder."""
        return self.path / "lexical"

    @property
    def encoder(self) -> Path:
        """The compiled query encoder's folder."""
        return self.path / "encoder"

    def files(self) -> list[Path]:
        """List every file except the manifest and lock files, in order of name."""
        found = (path for path in self.path.rglob("*") if path.is_file())
        return sorted(path for path in found if path != self.manifest and path.suffix != ".lock")

    def size(self) -> int:
        """Add up the bytes of all files; 0 if the build does not exist."""
        return sum(path.stat().st_size for path in self.path.rglob("*") if path.is_file())


@dataclass(frozen=True, slots=True)
class IndexFolder:
    """An index: its builds, and which of them is live."""

    path: Path

    @property
    def current(self) -> Path:
        """The file that names the live build."""
        return self.path / "CURRENT"

    @property
    def builds(self) -> Path:
        """The folder of builds."""
        return self.path / "builds"

    @property
    def lock(self) -> Path:
        """The file a rebuild locks."""
        return self.path / "lock"

    @property
    def holder(self) -> Path:
        """The record of the process that locked it."""
        return self.path / "holder.json"

    @property
    def pending(self) -> Path:
        """Embeddings of a rebuild that has not ended."""
        return self.path / "pending.sqlite"

    def live(self) -> BuildFolder:
        """Find the live build.

        Returns:
            Its folder.

        Raises:
            IndexMissing: If there is none.
            IndexDamaged: If ``CURRENT`` names no build.
        """
        name = self._named()
        while not (_BUILD_NAME.fullmatch(name) and (self.builds / name).is_dir()):
            # A rebuild may have ended since the name was read, and removed the build.
            before, name = name, self._named()
            if before == name:
                raise IndexDamaged(
                    f"{self.current} names the build {name[:80]!r}, which is not there.", "qa rebuild PATH"
                )
        return BuildFolder(self.builds / name)

    def with_live(self, use: Callable[[BuildFolder], T]) -> T:
        """Use the live build, and retry if a rebuild removed it meanwhile.

        Args:
            use: Called with the build.

        Returns:
            The result of `use`.

        Raises:
            IndexMissing: If there is none.
            IndexDamaged: As `use` and `live` raise it, and ``CURRENT`` has not moved.
        """
        live = self.live()
        while True:
            try:
                return use(live)
            except (IndexDamaged, FileNotFoundError) as error:
                before, live = live, self.live()
                if before != live:
                    continue
                if isinstance(error, IndexDamaged):
                    raise
                raise IndexDamaged(f"{error.filename} of the live build is missing.", "qa rebuild PATH") from error

    def latest(self) -> BuildFolder:
        """Find the live build, or the newest finished one if ``CURRENT`` is invalid.

        Returns:
            Its folder.

        Raises:
            IndexMissing: If there is none.
            IndexDamaged: If ``CURRENT`` is invalid, and no build is finished.
        """
        try:
            return self.live()
        except IndexDamaged:
            finished = self.finished()
            if not finished:
                raise
        return max(finished, key=lambda build: build.path.name)

    def finished(self) -> list[BuildFolder]:
        """List the builds that have a manifest, which is written last."""
        return [build for path in self.builds.glob("*") if (build := BuildFolder(path)).manifest.is_file()]

    def _named(self) -> str:
        try:
            return self.current.read_text(encoding="utf-8").strip()
        except FileNotFoundError:
            if self.finished():
                raise IndexDamaged(f"{self.current} is missing, so the live build is unknown.", "qa rebuild") from None
            raise IndexMissing(f"There is no index at {self.path}.", "qa rebuild PATH") from None
        except (OSError, UnicodeDecodeError) as error:
            raise IndexDamaged(f"{self.current} cannot be read: {error}", "qa rebuild") from error

    def new_build(self) -> BuildFolder:
        """Make the folder of a new build, named by the time so that builds sort by age."""
        name = f"{time.strftime('%Y%m%dT%H%M%S', time.gmtime())}-{secrets.token_hex(4)}"
        build = BuildFolder(self.builds / name)
        build.path.mkdir(parents=True)
        return build

    def make_live(self, build: BuildFolder) -> None:
        """Move ``CURRENT`` to a build atomically and durably: readers see the old or the new."""
        draft = self.path / "CURRENT.new"
        with draft.open("w", encoding="utf-8") as file:
            file.write(build.path.name + "\n")
            file.flush()
            flush(file.fileno())
        replace(draft, self.current)
        sync_folder(self.path)
        sync_folder(self.path.parent)


def replace(draft: Path, target: Path) -> None:
    """Replace a file with another; on Windows this fails while it is being read, so it is retried."""
    for left in reversed(range(_PATIENCE if os.name == "nt" else 1)):
        try:
            os.replace(draft, target)
            return
        except PermissionError:
            if not left:
                raise
            time.sleep(0.01)


def remove_leftovers(folder: IndexFolder) -> None:
    """Remove builds that are not live: older ones, and incomplete ones of killed rebuilds.

    If ``CURRENT`` is invalid, finished builds stay, because the next rebuild reuses their
    embeddings. If a reader still has a build open, it can continue on POSIX; on Windows the
    files remain, and the next rebuild tries again.

    Args:
        folder: The index, whose lock is held.
    """
    for build in leftovers(folder):
        shutil.rmtree(build, ignore_errors=True)


def leftovers(folder: IndexFolder) -> list[Path]:
    """List the builds that are no longer needed, in order of name.

    Args:
        folder: The index.

    Returns:
        Their folders, including that of a rebuild in progress.
    """
    try:
        kept = [folder.live()]
    except IndexDamaged:
        kept = folder.finished()
    except QAError:
        kept = []
    return sorted(set(folder.builds.glob("*")) - {build.path for build in kept})
