"""Where an index keeps what: the only module that knows the names on disk."""

import os
import re
import secrets
import time
from dataclasses import dataclass
from pathlib import Path

from corpus.errors import IndexDamaged, IndexMissing

_BUILD_NAME = re.compile(r"[0-9T]{8,20}-[0-9a-f]{8}")


@dataclass(frozen=True, slots=True)
class BuildFolder:
    """The files of one build."""

    path: Path

    @property
    def manifest(self) -> Path:
        """What made the build, its counts and its files' checksums."""
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
        """List every file but the manifest and lock files, in order of name."""
        found = (path for path in self.path.rglob("*") if path.is_file())
        return sorted(path for path in found if path != self.manifest and path.suffix != ".lock")

    def size(self) -> int:
        """Add up the bytes of all files."""
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
        try:
            name = self.current.read_text(encoding="utf-8").strip()
        except FileNotFoundError:
            raise IndexMissing(f"There is no index at {self.path}.", "qa rebuild PATH") from None
        except (OSError, UnicodeDecodeError) as error:
            raise IndexDamaged(f"{self.current} cannot be read: {error}", "qa rebuild") from error
        build = BuildFolder(self.builds / name)
        if not _BUILD_NAME.fullmatch(name) or not build.path.is_dir():
            raise IndexDamaged(f"{self.current} names the build {name[:80]!r}, which is not there.", "qa rebuild PATH")
        return build

    def new_build(self) -> BuildFolder:
        """Make the folder of a new build, named by the time so that builds sort by age."""
        name = f"{time.strftime('%Y%m%dT%H%M%S', time.gmtime())}-{secrets.token_hex(4)}"
        build = BuildFolder(self.builds / name)
        build.path.mkdir(parents=True)
        return build

    def make_live(self, build: BuildFolder) -> None:
        """Move ``CURRENT`` to a build, at once and for good: readers see the old or the new."""
        draft = self.path / "CURRENT.new"
        with draft.open("w", encoding="utf-8") as file:
            file.write(build.path.name + "\n")
            file.flush()
            os.fsync(file.fileno())
        os.replace(draft, self.current)
        sync_folder(self.path)


def sync_folder(folder: Path) -> None:
    """Make the names in a folder survive a power cut, where the system can."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sync_file(path: Path) -> None:
    """Make a file's content survive a power cut."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())
