"""The index, the history and the preferences that the chat works with, without widgets.

Everything is imported and opened when first needed, so that the first frame is drawn at once.
"""

import os
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from corpus.errors import OperationFailed
from corpus.progress import OnProgress, silent
from qa.locations import data_folder
from tui.text.preferences import preferences_file, read_preferences, write_preferences

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from index.filters import Filter
    from index.rebuild.builder import RebuildSummary
    from index.store.articles import ArticleStore
    from qa.conversation.history import History
    from qa.engine import Engine
    from qa.library.overview import Library
    from qa.output.references import Style
    from qa.settings import Settings


class Workspace:
    """Opens the index, the history, the notes and the preferences.

    Args:
        index_folder: ``--index``, if given; it takes precedence over the preference.
        private: Whether nothing is stored in the history.
        config: The folder of preferences; None for the default.
        data: The folder of the history; None for the default.
    """

    def __init__(
        self,
        index_folder: Path | None = None,
        *,
        private: bool = False,
        config: Path | None = None,
        data: Path | None = None,
    ) -> None:
        self._index_folder = index_folder
        self.private = private
        self._preferences_file = preferences_file(config)
        self._history_file = (data or data_folder()) / "history.sqlite"
        self.desk_file = (data or data_folder()) / "desk.sqlite"
        self._opened: tuple[Path, str] | None = None
        self.preferences = read_preferences(self._preferences_file)

    def prefer(self, **changes: Any) -> str:
        """Change preferences and save them.

        Args:
            **changes: Fields of `Preferences`.

        Returns:
            The reason why they could not be saved; empty on success.
        """
        self.preferences = replace(self.preferences, **changes)
        return write_preferences(self._preferences_file, self.preferences)

    @property
    def style(self) -> "Style":
        """The citation style for copying."""
        from typing import get_args

        from qa.output.references import Style

        chosen: Any = self.preferences.style
        return chosen if chosen in get_args(Style) else "markdown"

    def settings(self) -> "Settings":
        """Load the settings; flags override preferences, which override the environment and the settings file."""
        from qa.locations import settings_file
        from qa.settings import load_settings

        chosen = self.preferences
        flags = {
            "index": self._index_folder or chosen.index,
            "retrieval.k": chosen.k,
            "reading.threshold": chosen.threshold,
        }
        return load_settings(flags, os.environ, settings_file())

    def open_engine(self, on_progress: OnProgress = silent) -> tuple["Engine", str]:
        """Open the index; if there is none at all, build one of the sample articles.

        Args:
            on_progress: Called while the sample index is built.

        Returns:
            The engine, and a notice for the user, which may be empty.
        """
        from qa.engine import Engine
        from qa.first_run import open_or_make_samples

        settings = self.settings()
        self._note_build(settings)
        if self._index_folder is not None:
            return Engine.open(settings), ""
        made: list[RebuildSummary] = []

        def note_made(summary: "RebuildSummary") -> None:
            made.append(summary)
            self._note_build(settings)

        engine = open_or_make_samples(settings, on_progress, on_made=note_made)
        return engine, "These are the sample articles. Index your own with F5." if made else ""

    @contextmanager
    def articles(self) -> "Iterator[ArticleStore]":
        """Open the article store separately from the engine."""
        from index.store.catalogue import open_articles

        with open_articles(self.settings().index) as store:
            yield store

    def tagged(self, where: "Filter") -> "Filter":
        """Resolve the tag of a filter to articles; see `qa.desk.notes.tagged`."""
        if where.tag is None:
            return where
        from qa.desk.notes.tagged import tagged

        with self.articles() as store:
            return tagged(where, store, self.desk_file)

    def tags(self) -> tuple[str, ...]:
        """List the tags of the notes, the most frequent first; empty if they cannot be read."""
        from qa.desk.notes.store import all_tags

        try:
            return all_tags(self.desk_file)
        except OperationFailed:
            return ()

    def library(self) -> "Library":
        """Summarise what is indexed."""
        from index.store.overview import overview_of
        from qa.library.overview import library_of

        with self.articles() as store:
            return library_of(overview_of(store), self.settings().index)

    def examples(self, engine: "Engine", stopped: "Callable[[], bool]") -> "Iterator[str]":
        """Find example questions; see `qa.conversation.examples.tried_questions`."""
        from qa.conversation.examples import tried_questions

        with self.articles() as store:
            yield from tried_questions(engine, store, stopped)

    def outdated(self) -> bool:
        """Return whether the live build is not the opened one; reads one line."""
        if self._opened is None:
            return False
        from qa.library.status import live_build

        folder, build = self._opened
        return live_build(folder) not in ("", build)

    def _note_build(self, settings: "Settings") -> None:
        """Record the live build before opening it, so that a build made in the meantime is noticed."""
        from qa.library.status import live_build

        self._opened = settings.index, live_build(settings.index)

    def rebuild(self, paths: list[Path], on_progress: OnProgress) -> "RebuildSummary":
        """Index folders; see `qa.library.rebuild.rebuild_index`."""
        from qa.library.rebuild import rebuild_index

        settings = self.settings()
        summary = rebuild_index(settings, paths, on_progress)
        self._note_build(settings)  # the caller opens it, so it is not outdated
        return summary

    def add(self, name: Path | str, on_progress: OnProgress) -> "RebuildSummary":
        """Add a folder, a file, a web page or a feed to the index.

        Args:
            name: A path, or an address.
            on_progress: As for `qa.library.rebuild.rebuild_index`.

        Returns:
            The summary of the rebuild.

        Raises:
            OperationFailed: If nothing could be fetched from the address.
            QAError: As `qa.library.contents.add_paths` raises.
        """
        from qa.library.contents import add_paths

        settings = self.settings()
        paths = [name] if isinstance(name, Path) else _fetched(name, settings)
        summary = add_paths(settings, paths, on_progress)
        self._note_build(settings)
        return summary

    def own_sources(self) -> list[Path]:
        """List the sources of the last rebuild; empty if they are the sample articles."""
        from corpus.files import samples_folder
        from qa.library.rebuild import last_sources

        return [source for source in last_sources(self.settings().index) if source != samples_folder()]

    def replaces_samples(self, paths: list[Path]) -> bool:
        """Whether a rebuild of these paths would replace the sample articles."""
        from qa.library.rebuild import replaces_samples

        return replaces_samples(self.settings(), paths)

    def skipped_files(self, most: int = 200) -> list[str]:
        """List the files without an article in the last rebuild, each with its reason."""
        from qa.library.status import inspect_index

        skips = inspect_index(self.settings().index).skips
        lines = [f"{path}{f':{line}' if line else ''}: {reason}" for path, line, reason in skips[:most]]
        return [*lines, f"and {len(skips) - most:,} more: qa status --skipped"] if len(skips) > most else lines

    def open_history(self) -> "History":
        """Open the history; in private mode, one that is kept in memory."""
        from qa.conversation.history import History

        return History.private() if self.private else History.open(self._history_file)


def _fetched(url: str, settings: "Settings") -> list[Path]:
    """Fetch a page, or the pages of a feed, into the library."""
    from corpus.web.collect import collect

    collected = list(collect([url], (), settings.library, settings.web, settings.loading, lambda _: None))
    pages = [one.path for one in collected if one.path]
    if not pages:
        reasons = "; ".join(dict.fromkeys(one.reason for one in collected if one.reason))
        raise OperationFailed(f"{url} was not fetched: {reasons or 'there was nothing to fetch'}.")
    return [settings.library, *pages]
