"""An overview of the user's library, for the first screen."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from corpus.errors import QAError
from corpus.files import samples_folder
from index.store.layout import IndexFolder
from index.store.manifest import read_manifest
from index.store.overview import Overview


@dataclass(frozen=True, slots=True)
class Library:
    """What is indexed, from where and when."""

    holds: Overview
    folders: tuple[Path, ...] = ()
    """The folders and files that were indexed; none if the index does not record them."""
    made: datetime | None = None
    """When it was last indexed, in local time; None if the index does not record it."""

    @property
    def is_samples(self) -> bool:
        """Whether these are the sample articles and nothing else."""
        return self.folders == (samples_folder(),)


def library_of(holds: Overview, path: Path) -> Library:
    """Describe where the indexed articles come from.

    Args:
        holds: What the index holds.
        path: The index folder.

    Returns:
        The library.
    """
    try:
        manifest = read_manifest(IndexFolder(path).live())
    except QAError:
        return Library(holds)
    made = datetime.fromisoformat(manifest.created).astimezone()
    return Library(holds, tuple(map(Path, manifest.sources)), made)
