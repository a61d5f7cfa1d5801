"""Records of where and when a page was fetched: a small hidden JSON file next to the page."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Fetched:
    """The record of one version of a page; the page itself is stored as the server sent it."""

    url: str
    """The address that was asked for."""
    final_url: str
    """The address that answered, after redirects."""
    fetched: str
    """When, in coordinated universal time, ISO 8601."""
    checked: str
    """When the server last confirmed this version; equal to `fetched` if it was never asked again."""
    content_type: str
    sha256: str
    """Of the body as it was sent, in hexadecimal."""
    etag: str | None = None
    """The server's name for this version, sent back to it when asking again."""
    last_modified: str | None = None
    """The server's date of this version, sent back to it when asking again."""
    updated: str | None = None
    """The time of its last change, as written in the feed that linked to it."""


def record_of(page: Path) -> Path:
    """Give the path of a page's record: hidden, so that it is not taken for an article."""
    return page.with_name(f".{page.name}.json")


def read_fetched(page: Path) -> Fetched | None:
    """Read where a file came from.

    Args:
        page: The file.

    Returns:
        Its record; None if it was not fetched, or the record cannot be read.
    """
    try:
        return Fetched(**json.loads(record_of(page).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None


def write_fetched(page: Path, fetched: Fetched) -> None:
    """Write a file's record atomically."""
    record = record_of(page)
    draft = record.with_suffix(".new")
    draft.write_text(json.dumps(asdict(fetched), indent=1, ensure_ascii=False), encoding="utf-8")
    draft.replace(record)
