"""``qa watch``: keeps the index up to date with its folders."""

import sys
import threading
import time
from pathlib import Path

import click

from corpus.progress import silent
from qa.library.changes import FileChanges
from qa.library.watch import ChangesIndexed, IndexingFailed, Watcher, WatchEvent
from qa.output.rebuild_json import watched_json
from qa.settings import Settings
from tui.commands.exit_codes import ExitCode, notice, report_error
from tui.commands.follow_notices import change_line, notify_option, report_changes
from tui.commands.options import index_option, json_option, settings_of
from tui.commands.progress_line import ProgressLine
from tui.text.safe import as_json_line, one_line, short_path
from tui.text.summaries import summary_line

_NAMED = 3
"""Files named of each kind of change; the rest are counted."""


@click.command()
@notify_option
@index_option
@json_option
def watch(notify: tuple[str, ...], index_folder: Path | None, as_json: bool) -> int:
    """Watch the indexed folders: files saved, moved or deleted there are indexed at once.

    Prints one line for each change on standard error; --json prints one object for each. Followed questions
    are checked against new articles. Ctrl+C stops it (130); the index stays complete.
    """
    settings = settings_of(index_folder)
    reporter = _Reporter(settings, notify, as_json=as_json)
    # Progress is shown only in a terminal; a log contains the changes.
    watcher = Watcher(settings, reporter, reporter.line if sys.stderr.isatty() else silent)
    try:
        watcher.run(threading.Event())
    except KeyboardInterrupt:
        reporter.line.clear()
        notice("Stopped watching.")
    return ExitCode.INTERRUPTED


class _Reporter:
    """Reports events as text or as JSON."""

    def __init__(self, settings: Settings, notify: tuple[str, ...], *, as_json: bool) -> None:
        self.line = ProgressLine()
        self._settings = settings
        self._notify = notify
        self._as_json = as_json

    def __call__(self, event: WatchEvent) -> None:
        """Report one event."""
        self.line.clear()
        if isinstance(event, ChangesIndexed):
            if self._as_json:
                click.echo(as_json_line(watched_json(event.changes, event.summary)))
            notice(f"{time.strftime('%H:%M:%S')}  {_changes(event.changes)}; {summary_line(event.summary)}")
            self._report_changes()
        elif isinstance(event, IndexingFailed):
            report_error(event.error)
            notice(f"    Trying again in {event.again:g} s; the old index stays in use until then.")
        else:
            notice(f"Watching {', '.join(map(str, event.sources))}. Ctrl+C stops it.")
            self._report_changes()

    def _report_changes(self) -> None:
        report_changes(self._settings, self._notify, change_line if self._as_json else None)


def _changes(changes: FileChanges) -> str:
    kinds = {
        "new": [short_path(path) for path in changes.new],
        "changed": [short_path(path) for path in changes.changed],
        "moved": [f"{short_path(before)} to {short_path(after)}" for before, after in changes.moved],
        "gone": [short_path(path) for path in changes.gone],
    }
    return ", ".join(f"{kind} {_some(names)}" for kind, names in kinds.items() if names)


def _some(names: list[str]) -> str:
    more = [f"and {len(names) - _NAMED:,} more"] if len(names) > _NAMED else []
    return ", ".join([*map(one_line, names[:_NAMED]), *more])
