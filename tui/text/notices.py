"""What to know of an opened article: whether the cited words still stand there, and what became of its file."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from qa.answering.citations import OpenedCitation
    from qa.library.changes import FileChange

_REINDEXED = "The article has been indexed again since this was cited, and no longer contains the words there."
_OTHER_WORDS = "This article does not contain the cited sentence in the same words."
_FILES: "dict[FileChange, str]" = {
    "unchanged": "",
    "changed": "The file has changed since it was indexed; this is its text from then. F5 indexes it again.",
    "gone": "The file is gone; this is its text when it was indexed.",
}

SAMPLES_GONE = "The sample articles gave way to your own."
"""Told once, when a person's first folder is indexed."""


def cited_notice(opened: "OpenedCitation") -> str:
    """Say what to know of a cited article; empty if all is as it was."""
    return _FILES[opened.file] if opened.found == "sentence" else _REINDEXED


def related_notice(opened: "OpenedCitation") -> str:
    """Say the same of an article related to the cited one."""
    return _FILES[opened.file] if opened.found == "sentence" else _OTHER_WORDS
