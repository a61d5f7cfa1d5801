"""One module a file format; each turns a path into drafts of articles."""

from collections.abc import Callable, Iterator
from pathlib import Path

from corpus.formats.draft import Draft, Unreadable
from corpus.formats.html import read_html
from corpus.formats.jsonlines import read_jsonl
from corpus.formats.markdown import read_markdown
from corpus.formats.plain import read_plain

Reader = Callable[[Path, int], Iterator[Draft | Unreadable]]

READERS: dict[str, Reader] = {
    ".txt": read_plain,
    ".text": read_plain,
    ".md": read_markdown,
    ".markdown": read_markdown,
    ".html": read_html,
    ".htm": read_html,
    ".xhtml": read_html,
    ".jsonl": read_jsonl,
    ".ndjson": read_jsonl,
}
"""File endings, in lower case, to their readers."""

__all__ = ["READERS", "Draft", "Reader", "Unreadable"]
