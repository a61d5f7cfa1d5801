"""What was done to an index, or would be, as JSON. Nothing of rebuilding is imported for it."""

from typing import TYPE_CHECKING, Any, Literal

from msgspec import field

from qa.output.contract import Message, taken, written

if TYPE_CHECKING:
    from collections.abc import Iterable

    from corpus.web.collect import Collected
    from index.rebuild.builder import RebuildSummary
    from index.rebuild.plan import RebuildPlan
    from qa.library.changes import FileChanges

REBUILD: Literal["quotewire.rebuild/1"] = "quotewire.rebuild/1"
PLAN: Literal["quotewire.plan/1"] = "quotewire.plan/1"
ADDED: Literal["quotewire.added/1"] = "quotewire.added/1"
WATCHED: Literal["quotewire.watched/1"] = "quotewire.watched/1"


class RebuildJson(Message, frozen=True, kw_only=True):
    """What a rebuild did."""

    schema: Literal["quotewire.rebuild/1"] = REBUILD
    articles: int
    passages: int
    embedded: int
    """Passages that had to be encoded."""
    reused: int
    """Passages whose embedding was at hand."""
    skipped: dict[str, int]
    """Reason to number of files, or of lines where a file holds many articles."""
    seconds: float
    bytes: int
    """Size of the build on disk."""
    languages: dict[str, int]
    """ISO 639-1 code to number of articles, the most frequent first; unknown where none was told."""
    undated: int
    """Articles that nothing but their file's own time dates."""


class PlanJson(Message, frozen=True, kw_only=True):
    """What a rebuild would do."""

    schema: Literal["quotewire.plan/1"] = PLAN
    files: int
    """Files that give articles or are skipped for what is in them."""
    read: int
    """Files that are new, or not as they were when they were indexed."""
    articles: int
    passages: int
    embedded: int
    """Passages that would have to be encoded; equal ones count once."""
    kept: int
    """Passages among the rest whose embedding an interrupted rebuild kept."""
    dropped_articles: int
    """Articles of the index that are not among the new ones."""
    dropped_passages: int
    """Passages of the index whose text is not among the new ones."""
    skipped: dict[str, int]
    """Reason to number of files, or of lines where a file holds many articles."""


class PageJson(Message, frozen=True, kw_only=True):
    """What became of one address."""

    url: str
    state: str
    """new, changed, unchanged, feed or refused."""
    path: str | None
    """Where the page is kept."""
    reason: str
    """Why it was refused; empty if it was not."""
    unnamed_host: str
    """A host that would have to be named for it to be fetched; empty where that would not help."""
    named: bool
    """Whether it was named; false for the entries of a feed."""


class AddedJson(Message, frozen=True, kw_only=True):
    """What was fetched and indexed beside what was there."""

    schema: Literal["quotewire.added/1"] = ADDED
    pages: tuple[PageJson, ...]
    summary: RebuildJson | None
    """Null where nothing had to be indexed."""


class FileChangesJson(Message, frozen=True, kw_only=True):
    """What became of the indexed files; absolute paths."""

    new: tuple[str, ...]
    changed: tuple[str, ...]
    moved: tuple[tuple[str, str], ...]
    """From and to."""
    gone: tuple[str, ...]


class WatchedJson(Message, frozen=True, kw_only=True):
    """A change of files that was indexed."""

    schema: Literal["quotewire.watched/1"] = WATCHED
    file_changes: FileChangesJson = field(name="changes")
    summary: RebuildJson


def rebuild_json(done: "RebuildSummary") -> dict[str, Any]:
    """Write what a rebuild did as an object for `json.dumps`."""
    return written(taken(RebuildJson, done))


def plan_json(plan: "RebuildPlan") -> dict[str, Any]:
    """Write what a rebuild would do as an object for `json.dumps`."""
    return written(taken(PlanJson, plan))


def added_json(collected: "Iterable[Collected]", done: "RebuildSummary | None") -> dict[str, Any]:
    """Write what was fetched, and what was then indexed, as an object for `json.dumps`."""
    pages = tuple(taken(PageJson, one, path=str(one.path) if one.path else None) for one in collected)
    return written(AddedJson(pages=pages, summary=taken(RebuildJson, done) if done else None))


def watched_json(changes: "FileChanges", done: "RebuildSummary") -> dict[str, Any]:
    """Write a change of files as an object for `json.dumps`."""
    return written(WatchedJson(file_changes=taken(FileChangesJson, changes), summary=taken(RebuildJson, done)))
