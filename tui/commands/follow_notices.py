"""Telling what changed of the questions that stand: after a rebuild, while folders are followed, or when asked."""

import json
import os
import shlex
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from corpus.errors import QAError
from qa.desk.follows import Change, Checked
from qa.locations import desk_file
from qa.settings import Settings
from tui.commands.exit_codes import notice, tell
from tui.commands.progress_line import ProgressLine
from tui.text.follows import change_text, checked_line, headline
from tui.text.safe import as_json_line

F = TypeVar("F", bound=Callable[..., Any])

_PATIENCE = 30
"""Seconds that a command to run may take."""


def notify_option(command: F) -> F:
    """Add ``--notify``; the command is given `notify`, the words of it, perhaps none."""
    return click.option(
        "--notify",
        metavar="CMD",
        default="",
        callback=_words,
        help="Run CMD for each change of a followed question, with a one-line summary as its last argument and the "
        'change as JSON on standard input: --notify "notify-send Quotewire". CMD is not run in a shell.',
    )(command)


def _words(_ctx: click.Context, _parameter: click.Parameter, value: str) -> tuple[str, ...]:
    try:
        return tuple(shlex.split(value, posix=os.name != "nt"))
    except ValueError as error:
        raise click.BadParameter(f"{value!r} is no command: {error}.") from error


def tell_follows(
    settings: Settings, notify: tuple[str, ...] = (), show: Callable[[Change], None] | None = None
) -> Checked:
    """Hold the questions that stand against the index, and tell what changed; it costs nothing where none stands.

    Args:
        settings: Where the index is.
        notify: A command to run for each change.
        show: Shows a change; None lays it out on standard error.

    Returns:
        What changed; nothing where the look failed, which is told.
    """
    desk = desk_file()
    if not desk.is_file():
        return Checked()
    from qa.desk.checking import check_follows  # the engine's libraries: only where a question stands

    try:
        with ProgressLine() as line:
            checked = check_follows(settings, desk, line)
    except QAError as error:
        tell(error)
        return Checked()
    for change in checked.changes:
        (show or _show)(change)
        run_notice(notify, change)
    if checked.follows:
        notice(checked_line(checked))
    return checked


def change_line(change: Change) -> None:
    """Print a change as a line of JSON, on standard output."""
    from qa.desk.follow_json import change_json

    click.echo(as_json_line(change_json(change)))


def _show(change: Change) -> None:
    click.echo(change_text(change), err=True)


def run_notice(command: tuple[str, ...], change: Change) -> None:
    """Run a person's command for a change; what it prints goes to standard error, what it fails with is told.

    Args:
        command: Its words; none runs nothing.
        change: What it is told.
    """
    if not command:
        return
    from qa.desk.follow_json import change_json

    given = json.dumps(change_json(change), ensure_ascii=False).encode("utf-8", "replace")
    try:
        done = subprocess.run(  # noqa: S603 - the person's own command, by its words
            [*command, headline(change)], input=given, stdout=subprocess.PIPE, timeout=_PATIENCE, check=False
        )
        click.echo(done.stdout.decode("utf-8", "replace"), err=True, nl=False)
        if done.returncode:
            notice(f"{command[0]} ended with {done.returncode}.")
    except (OSError, ValueError, subprocess.TimeoutExpired) as error:
        notice(f"{Path(command[0]).name} could not be run: {error}")
