"""Questions to answers: reading hits, citing them, refusing, and measuring all of it.

The public names are listed in ``__all__`` and described in docs/python.md. Each name is
imported on first access (PEP 562), so that using one loads only what it needs. What qa logs is for
information only, so no logging handler is installed here: that would cost 20 ms.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from corpus.errors import (
        Cancelled,
        CorpusEmpty,
        IndexBusy,
        IndexDamaged,
        IndexMissing,
        IndexStale,
        ModelMissing,
        OperationFailed,
        QAError,
        QuestionInvalid,
        SettingsInvalid,
    )
    from corpus.files import samples_folder
    from corpus.progress import Progress
    from index.filters import Filter, read_filter
    from index.rebuild.builder import RebuildSummary
    from index.types import Hit, SearchResult
    from qa.conversation.conversation import Conversation
    from qa.conversation.turns import Said
    from qa.engine import Engine
    from qa.library.rebuild import rebuild_index
    from qa.settings import Settings, load_settings
    from qa.types import Answer, Citation, Refusal

__all__ = [
    "Answer",
    "Cancelled",
    "Citation",
    "Conversation",
    "CorpusEmpty",
    "Engine",
    "Filter",
    "Hit",
    "IndexBusy",
    "IndexDamaged",
    "IndexMissing",
    "IndexStale",
    "ModelMissing",
    "OperationFailed",
    "Progress",
    "QAError",
    "QuestionInvalid",
    "RebuildSummary",
    "Refusal",
    "Said",
    "SearchResult",
    "Settings",
    "SettingsInvalid",
    "load_settings",
    "read_filter",
    "rebuild_index",
    "samples_folder",
]

DISTRIBUTION = "quotewire"
"""The distribution that installs this package; see `qa.names`."""

_MODULES = {
    "Conversation": "qa.conversation.conversation",
    "Engine": "qa.engine",
    "Filter": "index.filters",
    "Hit": "index.types",
    "Progress": "corpus.progress",
    "RebuildSummary": "index.rebuild.builder",
    "Said": "qa.conversation.turns",
    "SearchResult": "index.types",
    "Settings": "qa.settings",
    "load_settings": "qa.settings",
    "read_filter": "index.filters",
    "rebuild_index": "qa.library.rebuild",
    "samples_folder": "corpus.files",
    **dict.fromkeys(("Answer", "Citation", "Refusal"), "qa.types"),
}
"""The module of each name; names not listed are in `corpus.errors`."""


def __getattr__(name: str) -> Any:
    """Import a public name on first access."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    if problem := import_module("qa.names").foreign_package():
        raise ImportError(problem)
    value = getattr(import_module(_MODULES.get(name, "corpus.errors")), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
