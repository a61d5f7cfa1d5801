"""Checks followed questions, and reports changed answers."""

import json
import os
import shlex
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from corpus.errors import QAError
from qa.desk.follow.follows import Change, Checked
from qa.locations import desk_file
from qa.settings import Settings
from tui.commands.exit_codes import notice, report_error
from tui.commands.progress_line import ProgressLine
from tui.text.follows import change_text, checked_line, headline
from tui.text.safe import as_json_line

F = TypeVar("F", bound=Callable[..., Any])

_PATIENCE = 30
"""Seconds after which the command of ``--notify`` is stopped."""


def notify_option(command: F) -> F:
    """Add ``--notify``; the command receives `notify`, a tuple of words, which may be empty."""
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
        raise click.BadParameter(f"{value!r} is not a command: {error}.") from error


def report_changes(
    settings: Settings, notify: tuple[str, ...] = (), show: Callable[[Change], None] | None = None
) -> Checked:
    """Check followed questions against the index, and report changes; instant if there are none.

    Args:
        settings: The settings, with the index folder.
        notify: The command to run for each change.
        show: Called with each change; None prints it to standard error.

    Returns:
        The changes; empty if the check failed, which is reported.
    """
    desk = desk_file()
    if not desk.is_file():
        return Checked()
    from qa.desk.follow.checking import check_follows  # loads the engine: only if there are followed questions

    try:
        with ProgressLine() as line:
            checked = check_follows(settings, desk, line)
    except QAError as error:
        report_error(error)
        return Checked()
    for change in checked.changes:
        (show or _show)(change)
        run_notice(notify, change)
    if checked.follows:
        notice(checked_line(checked))
    return checked


def change_line(change: Change) -> None:
    """Print a change as a line of JSON."""
    from qa.desk.follow.follow_json import change_json

    click.echo(as_json_line(change_json(change)))


def _show(change: Change) -> None:
    click.echo(change_text(change), err=True)


def run_notice(command: tuple[str, ...], change: Change) -> None:
    """Run the user's command for a change; its output goes to standard error, failures are reported.

    Args:
        command: The words of the command; empty for none.
        change: The change, passed as a summary line and as JSON.
    """
    if not command:
        return
    from qa.desk.follow.follow_json import change_json

    given = json.dumps(change_json(change), ensure_ascii=False).encode("utf-8", "replace")
    try:
        done = subprocess.run(  # noqa: S603 - the person's own command, by its words
            [*command, headline(change)], input=given, stdout=subprocess.PIPE, timeout=_PATIENCE, check=False
        )
        click.echo(done.stdout.decode("utf-8", "replace"), err=True, nl=False)
        if done.returncode:
            notice(f"{command[0]} exited with code {done.returncode}.")
    except (OSError, ValueError, subprocess.TimeoutExpired) as error:
        notice(f"{Path(command[0]).name} could not be run: {error}")
