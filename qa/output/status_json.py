"""The contents of an index, as JSON."""

from pathlib import Path
from typing import Any, Literal

from index.cluster.report import EngineReport
from index.store.lock import Holder
from index.store.manifest import ListSearch
from qa.library.status import IndexStatus
from qa.output.contract import Message, taken, written

STATUS: Literal["quotewire.status/1"] = "quotewire.status/1"


class SkippedJson(Message, frozen=True, kw_only=True):
    """What gave no article."""

    path: str
    line: int | None
    """The file's line, where one file holds many articles."""
    reason: str


class LeftOutJson(Message, frozen=True, kw_only=True):
    """What was left out of an article."""

    path: str
    line: int | None
    """The file's line, where one file holds many articles."""
    kind: str


class FreshJson(Message, frozen=True, kw_only=True):
    """How many files are not as they were when they were indexed."""

    changed: int
    """Files whose size or time is not what it was."""
    new: int
    gone: int


class StatusJson(Message, frozen=True, kw_only=True):
    """What is indexed, with what, how big, and whether it is fresh."""

    schema: Literal["quotewire.status/1"] = STATUS
    index: str
    """The index folder."""
    build: str
    """The live build's name."""
    format: int
    articles: int
    passages: int
    sources: tuple[str, ...]
    """The folders and files that were indexed, absolute."""
    created: str
    """Coordinated universal time, ISO 8601."""
    encoder: dict[str, Any]
    """Name, fingerprint, dim and precision."""
    dense_kind: str
    dense_lists: ListSearch | None
    """Null where a question is compared with every passage."""
    engine: EngineReport | None
    """How the index stands in its engine; null where it has none."""
    settings: dict[str, Any]
    """The settings that shape an index, by dotted name."""
    languages: dict[str, int]
    """ISO 639-1 code to number of articles, the most frequent first."""
    undated: int
    """Articles that nothing but their file's own time dates."""
    bytes: int
    rebuilding: Holder | None
    """The process that is making the index anew."""
    pending: int
    """Embeddings kept of a rebuild that has not ended."""
    log: str
    """Where the log is, if one is kept."""
    skipped: tuple[SkippedJson, ...]
    left_out: tuple[LeftOutJson, ...]
    fresh: FreshJson


def status_json(status: IndexStatus, log: Path) -> dict[str, Any]:
    """Write what an index holds.

    Args:
        status: Its status.
        log: Where the log is kept.

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
