"""The JSON of rebuilds and their plans. Does not import the code that rebuilds."""

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
    """The summary of a rebuild."""

    schema: Literal["quotewire.rebuild/1"] = REBUILD
    articles: int
    passages: int
    embedded: int
    """Passages that were embedded."""
    reused: int
    """Passages whose embedding was reused."""
    skipped: dict[str, int]
    """Reason to number of files, or of lines of a file with many articles."""
    seconds: float
    bytes: int
    """Size of the build on disk."""
    languages: dict[str, int]
    """ISO 639-1 code to number of articles, the most frequent first; `unknown` if it was not recognised."""
    undated: int
    """Articles without a date other than the file's modification time."""


class PlanJson(Message, frozen=True, kw_only=True):
    """The plan of a rebuild."""

    schema: Literal["quotewire.plan/1"] = PLAN
    files: int
    """Files that contain articles or are skipped because of their contents."""
    read: int
    """Files that are new or have changed since they were indexed."""
    articles: int
    passages: int
    embedded: int
    """Passages to embed; equal ones count once."""
    kept: int
    """Passages whose embedding is left from an interrupted rebuild."""
    dropped_articles: int
    """Indexed articles that would be removed."""
    dropped_passages: int
    """Indexed passages whose text would be removed."""
    skipped: dict[str, int]
    """Reason to number of files, or of lines of a file with many articles."""


class PageJson(Message, frozen=True, kw_only=True):
    """The result of fetching an address."""

    url: str
    state: str
    """new, changed, unchanged, feed or refused."""
    path: str | None
    """The file in which the page is stored."""
    reason: str
    """Why it was refused; empty if it was not."""
    unnamed_host: str
    """A host that must be allowed for it to be fetched; empty if that would not help."""
    named: bool
    """Whether the address was given on the command line; false for entries of a feed."""


class AddedJson(Message, frozen=True, kw_only=True):
    """What was fetched, and the rebuild that indexed it."""

    schema: Literal["quotewire.added/1"] = ADDED
    pages: tuple[PageJson, ...]
    summary: RebuildJson | None
    """Null if nothing had to be indexed."""


class FileChangesJson(Message, frozen=True, kw_only=True):
    """Changes of indexed files; absolute paths."""

    new: tuple[str, ...]
    changed: tuple[str, ...]
    moved: tuple[tuple[str, str], ...]
    """From and to."""
    gone: tuple[str, ...]


class WatchedJson(Message, frozen=True, kw_only=True):
    """Changes that were indexed."""

    schema: Literal["quotewire.watched/1"] = WATCHED
    file_changes: FileChangesJson = field(name="changes")
    summary: RebuildJson


def rebuild_json(done: "RebuildSummary") -> dict[str, Any]:
    """Convert the summary of a rebuild to JSON."""
    return written(taken(RebuildJson, done))


def plan_json(plan: "RebuildPlan") -> dict[str, Any]:
    """Convert the plan of a rebuild to JSON."""
    return written(taken(PlanJson, plan))


def added_json(collected: "Iterable[Collected]", done: "RebuildSummary | None") -> dict[str, Any]:
    """Convert the fetched pages and the summary of the rebuild to JSON."""
    pages = tuple(taken(PageJson, one, path=str(one.path) if one.path else None) for one in collected)
    return written(AddedJson(pages=pages, summary=taken(RebuildJson, done) if done else None))


def watched_json(changes: "FileChanges", done: "RebuildSummary") -> dict[str, Any]:
    """Convert changes of files and the summary of the rebuild to JSON."""
    return written(WatchedJson(file_changes=taken(FileChangesJson, changes), summary=taken(RebuildJson, done)))
