"""The JSON of an index's status."""

from pathlib import Path
from typing import Any, Literal

from index.cluster.report import EngineReport
from index.store.lock import Holder
from index.store.manifest import ListSearch
from qa.library.status import IndexStatus
from qa.output.contract import Message, taken, written

STATUS: Literal["quotewire.status/1"] = "quotewire.status/1"


class SkippedJson(Message, frozen=True, kw_only=True):
    """A file, or a line of one, without an article."""

    path: str
    line: int | None
    """The line of the file, if it contains many articles."""
    reason: str


class LeftOutJson(Message, frozen=True, kw_only=True):
    """Something left out of an article."""

    path: str
    line: int | None
    """The line of the file, if it contains many articles."""
    kind: str


class FreshJson(Message, frozen=True, kw_only=True):
    """How many files have changed since they were indexed."""

    changed: int
    """Files with another size or modification time."""
    new: int
    gone: int


class StatusJson(Message, frozen=True, kw_only=True):
    """What is indexed, with what model, how large it is, and whether it is up to date."""

    schema: Literal["quotewire.status/1"] = STATUS
    index: str
    """The index folder."""
    build: str
    """The live build's name."""
    format: int
    articles: int
    passages: int
    sources: tuple[str, ...]
    """The indexed folders and files, absolute."""
    created: str
    """Coordinated universal time, ISO 8601."""
    encoder: dict[str, Any]
    """Name, fingerprint, dim and precision."""
    dense_kind: str
    dense_lists: ListSearch | None
    """Null if a question is compared with every passage."""
    engine: EngineReport | None
    """The index in its search engine; null if it uses none."""
    settings: dict[str, Any]
    """The settings that the index was made with, by dotted name."""
    languages: dict[str, int]
    """ISO 639-1 code to number of articles, the most frequent first."""
    undated: int
    """Articles without a date other than the file's modification time."""
    bytes: int
    rebuilding: Holder | None
    """The process that is rebuilding the index."""
    pending: int
    """Number of embeddings kept of an interrupted rebuild."""
    log: str
    """The path of the log file."""
    skipped: tuple[SkippedJson, ...]
    left_out: tuple[LeftOutJson, ...]
    fresh: FreshJson


def status_json(status: IndexStatus, log: Path) -> dict[str, Any]:
    """Convert the status of an index to JSON.

    Args:
        status: The status.
        log: The path of the log file.

    Returns:
        An object for `json.dumps`.
    """
    message = taken(
        StatusJson,
        status.manifest,
        schema=STATUS,
        index=str(status.path),
        build=status.build,
        engine=status.engine,
        bytes=status.bytes,
        rebuilding=status.rebuilding,
        pending=status.pending,
        log=str(log),
        skipped=tuple(SkippedJson(path=path, line=line, reason=reason) for path, line, reason in status.skips),
        left_out=tuple(LeftOutJson(path=path, line=line, kind=kind) for path, line, kind in status.left_out),
        fresh=taken(FreshJson, status),
    )
    return written(message)
