"""Settings of loading, chunking and fetching articles."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ChunkingSettings:
    """How articles are cut into passages. Changing any of these makes an index stale."""

    size: int = 128
    """Maximum length of a passage in wordpieces, 16 to 480. Shorter passages are cited more precisely, longer ones
    keep more context; the encoder ignores what exceeds its window. Chosen by ``bench.ablation``."""
    overlap: int = 1
    """Whole sentences repeated from the previous passage, 0 to 8. With 0, a fact may be separated from the sentence
    that names its subject; each further sentence makes the index larger."""


@dataclass(frozen=True, slots=True)
class LoadingSettings:
    """Which files are read, and the resources that one file may take."""

    max_megabytes: int = 16
    """Maximum size of an article in megabytes (10^6 bytes), from 1; larger files are skipped and counted. In a file of
    many articles the limit applies to each, and in formats that contain pictures to the text."""
    max_file_megabytes: int = 256
    """Maximum size of a file that is read as a whole and may contain pictures (web page, PDF, Word, EPUB, e-mail), in
    megabytes, from 1."""
    max_unpacked_megabytes: int = 8000
    """Maximum size to which a compressed file or archive may unpack, in megabytes, from 1; the rest is skipped and
    counted. Nothing is unpacked to disk."""
    seconds: int = 30
    """Time limit of a parser for one article in seconds, from 1; a file that takes longer is skipped and counted."""
    memory_megabytes: int = 1024
    """Memory limit of a parser in megabytes, from 256; a file that needs more is skipped and counted. Enforced on
    Linux; other systems limit the address space or nothing."""
    fields: tuple[str, ...] = ()
    """Names of fields in JSON, CSV and Parquet exports, such as `text=Body`, `date=meta.day`. Fields that are not
    listed are searched for under the usual names; see docs/formats.md."""
    include: tuple[str, ...] = ()
    """Patterns in the syntax of `.gitignore`, relative to each folder; only matching files are read. Empty reads all.
    Files that are named explicitly are always read."""
    exclude: tuple[str, ...] = ()
    """Patterns of files and folders that are not read; takes precedence over `include`. `.qaignore` files are obeyed
    in any case."""
    removed: tuple[str, ...] = ()
    """What `qa remove` removed: absolute paths of files and folders; for one of several articles in a file, the path,
    `#` and the article's id. `qa add` restores them."""


@dataclass(frozen=True, slots=True)
class WebSettings:
    """How `qa add URL` fetches; nothing else uses a network."""

    delay: float = 1.0
    """Seconds between two pages of one host, 0 to 600; a longer `Crawl-delay` in robots.txt takes precedence."""
    seconds: int = 30
    """Time limit for one page in seconds, 1 to 600."""
    max_megabytes: int = 16
    """Maximum size of a page in megabytes (10^6 bytes), 1 to 2000; larger ones are refused."""
    pages: int = 50
    """Maximum number of pages fetched from a feed at a time, from 1; the newest come first."""
    private_hosts: tuple[str, ...] = ()
    """Names of hosts that may have private addresses, such as an intranet site. Other hosts with private addresses are
    refused, so that no page can direct a request into your network."""
