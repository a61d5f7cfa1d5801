"""One module a file format; each turns an open file into drafts of articles."""

from collections.abc import Callable, Iterator
from typing import BinaryIO

from corpus.formats.draft import Draft, Unreadable
from corpus.formats.html import read_html
from corpus.formats.jsonlines import read_jsonl
from corpus.formats.markdown import read_markdown
from corpus.formats.plain import read_plain
from corpus.settings import LoadingSettings

Reader = Callable[[BinaryIO, LoadingSettings], Iterator[Draft | Unreadable]]

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

IN_PROCESS = frozenset({".txt", ".text", ".md", ".markdown", ".jsonl", ".ndjson"})
"""Endings whose readers are a few lines over Python's own decoding: they need no process of their own."""

__all__ = ["IN_PROCESS", "READERS", "Draft", "Reader", "Unreadable"]
