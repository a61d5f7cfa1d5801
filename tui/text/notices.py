"""Notices that several commands, or a command and the chat, show in the same words."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from index.filters import Filter
    from qa.answering.citations import OpenedCitation
    from qa.library.changes import FileChange

_REINDEXED = "The article has been indexed again since the citation, and no longer has these words in this place."
_OTHER_WORDS = "This article does not contain the cited sentence verbatim."
_FILES: "dict[FileChange, str]" = {
    "unchanged": "",
    "changed": "The file has changed since it was indexed; this is the indexed text. F5 indexes it again.",
    "gone": "The file no longer exists; this is the indexed text.",
}

NO_ANSWER = "The articles do not say."
FROM_METADATA = "from the metadata of the article"
INDEX_NOT_OPEN = "The index is not open yet."
NO_CITATION = "There is no citation to open yet."
NOT_INDEXED = "This article is no longer in the index."
STOPPED = "Stopped. Nothing was changed."
NOTE_STATES = {"there": "", "moved": "", "edited": " (edited since)", "gone": " (no longer there)"}
"""Whether the words of a note are still in its article, by `qa.desk.notes.notes.Placed.found`."""
SAMPLES_GONE = "Your own articles replace the samples."
"""Shown once, when the user's first folder is indexed."""


def filter_notice(where: "Filter") -> str:
    """State the filter of the questions that follow."""
    return f"Filter from now on: {where or 'every article'}."


def cited_notice(opened: "OpenedCitation") -> str:
    """The notice for a cited article; empty if nothing has changed."""
    return _FILES[opened.file] if opened.found == "sentence" else _REINDEXED


def related_notice(opened: "OpenedCitation") -> str:
    """The notice for an article related to the cited one."""
    return _FILES[opened.file] if opened.found == "sentence" else _OTHER_WORDS
