"""Settings of loading, chunking and fetching articles."""

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
    """What is read from disk, and what one file may cost."""

    max_megabytes: int = 16
    """Largest article, in megabytes (10^6 bytes), from 1. A file over it is skipped and counted; for
    files of many articles it bounds each of them, and for formats that carry pictures the text."""
    max_file_megabytes: int = 256
    """Largest file of a format that is read as a whole and carries pictures (web page, PDF, Word,
    EPUB, e-mail), in megabytes, from 1."""
    max_unpacked_megabytes: int = 8000
    """Most that one compressed file or archive may unpack to, in megabytes, from 1; the rest of it
    is skipped and counted. Nothing is unpacked to disk."""
    seconds: int = 30
    """Longest that a parser may work on one article, in seconds, from 1. Over it, its file is
    skipped and counted."""
    memory_megabytes: int = 1024
    """Memory a parser may take, in megabytes, from 256; a file that needs more is skipped and
    counted. Held on Linux; other systems bound the address space or nothing."""
    fields: tuple[str, ...] = ()
    """Own names of fields in JSON, CSV and Parquet exports, such as `text=Body`, `date=meta.day`. What
    is not named here is looked for under the usual names; see docs/formats.md."""
    include: tuple[str, ...] = ()
    """Patterns as `.gitignore` has them, relative to each folder; only files that match one are read.
    Empty reads all. Files named themselves are always read."""
    exclude: tuple[str, ...] = ()
    """Patterns of files and folders that are not read; beats `include`. Empty leaves it to
    `.qaignore` files, which are obeyed in any case."""
    removed: tuple[str, ...] = ()
    """What `qa remove` took out: absolute paths of files and folders; of a file with several
    articles, its path, `#` and the article's id. `qa add` takes them back in."""


@dataclass(frozen=True, slots=True)
class WebSettings:
    """How `qa add URL` fetches; nothing else uses a network."""

    delay: float = 1.0
    """Seconds between two pages of one host, 0 to 600; a longer `Crawl-delay` in robots.txt beats it."""
    seconds: int = 30
    """Longest that one page may take, in seconds, 1 to 600."""
    max_megabytes: int = 16
    """Largest page, in megabytes (10^6 bytes), 1 to 2000; a larger one is refused."""
    pages: int = 50
    """Most pages fetched of one feed at a time, the newest first, from 1."""
    private_hosts: tuple[str, ...] = ()
    """Names of hosts that may be at private addresses, such as a desk's own site. Others are refused
    there, so that no page can send a fetch into your network."""
