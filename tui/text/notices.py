"""Notices about an opened article: whether it still contains the cited words, and whether its file has changed."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from qa.answering.citations import OpenedCitation
    from qa.library.changes import FileChange

_REINDEXED = "The article has been indexed again since the citation, and no longer has these words in this place."
_OTHER_WORDS = "This article does not contain the cited sentence verbatim."
_FILES: "dict[FileChange, str]" = {
    "unchanged": "",
    "changed": "The file has changed since it was indexed; this is the indexed text. F5 indexes it again.",
    "gone": "The file no longer exists; this is the indexed text.",
}

SAMPLES_GONE = "Your own articles replace the samples."
"""Shown once, when the user's first folder is indexed."""


def cited_notice(opened: "OpenedCitation") -> str:
    """The notice for a cited article; empty if nothing has changed."""
    return _FILES[opened.file] if opened.found == "sentence" else _REINDEXED


def related_notice(opened: "OpenedCitation") -> str:
    """The notice for an article related to the cited one."""
    return _FILES[opened.file] if opened.found == "sentence" else _OTHER_WORDS
