"""What a person may choose of reading and cutting articles."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ChunkingSettings:
    """How articles are cut. Changing any of these makes an index stale."""

    size: int = 128
    """Wordpieces a passage may have, 16 to 480. Smaller points more exactly, larger keeps more
    context; above the encoder's window the rest is not seen. Chosen in bench/, see ablation."""
    overlap: int = 1
    """Whole sentences repeated from the passage before, 0 to 8. 0 may part a fact from the
    sentence that names its subject; each one more makes the index larger."""


@dataclass(frozen=True, slots=True)
class LoadingSettings:
    """What is read from disk."""

    max_megabytes: int = 16
    """Largest article, in megabytes (10^6 bytes), from 1. A file over it is skipped and counted;
    for exports with one article a line it bounds the line, not the file."""
    include: tuple[str, ...] = ()
    """Patterns as `.gitignore` has them, relative to each folder; only files that match one are read.
    Empty reads all. Files named themselves are always read."""
    exclude: tuple[str, ...] = ()
    """Patterns of files and folders that are not read; beats `include`. Empty leaves it to
    `.qaignore` files, which are obeyed in any case."""
    removed: tuple[str, ...] = ()
    """What `qa remove` took out: absolute paths of files and folders; of a file with several
    articles, its path, `#` and the article's id. `qa add` takes them back in."""
