"""What a person's library is, as the first screen tells it."""

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
    """What is indexed, from where and since when."""

    holds: Overview
    folders: tuple[Path, ...] = ()
    """The folders and files that were indexed; none where the index does not tell."""
    made: datetime | None = None
    """When it was indexed last, in this machine's time; None where the index does not tell."""

    @property
    def is_samples(self) -> bool:
        """Whether these are the sample articles and nothing else."""
        return self.folders == (samples_folder(),)


def library_of(holds: Overview, path: Path) -> Library:
    """Say where what is indexed comes from.

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
