"""Exit codes, and error messages on standard error."""

import logging
from enum import IntEnum

import click

from corpus.errors import (
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
from tui.text.remedies import remedy_text
from tui.text.safe import harmless


class ExitCode(IntEnum):
    """The exit code of a command."""

    ANSWERED = 0
    NO_RESULT = 1
    """There is no answer or no result."""
    USAGE = 2
    """Wrong usage or invalid settings."""
    INDEX = 3
    """No index, or one that is stale or damaged."""
    FAILED = 4
    """The operation failed."""
    INTERRUPTED = 130


_CODES: dict[type[QAError], ExitCode] = {
    SettingsInvalid: ExitCode.USAGE,
    QuestionInvalid: ExitCode.USAGE,
    IndexMissing: ExitCode.INDEX,
    IndexStale: ExitCode.INDEX,
    IndexDamaged: ExitCode.INDEX,
    CorpusEmpty: ExitCode.FAILED,
    IndexBusy: ExitCode.FAILED,
    ModelMissing: ExitCode.FAILED,
    OperationFailed: ExitCode.FAILED,
}


def code_of(error: QAError) -> ExitCode:
    """Map an error to its exit code."""
    return _CODES.get(type(error), ExitCode.FAILED)


def report_error(error: QAError) -> None:
    """Print an error and its remedy to standard error."""
    logging.getLogger(__name__).error("%s: %s", type(error).__name__, error.message)
    click.secho(f"qa: {harmless(error.message)}", fg="red", err=True)
    if error.remedy:
        click.echo(f"    {harmless(remedy_text(error.remedy))}", err=True)


def notice(text: str) -> None:
    """Print a notice to standard error."""
    click.secho(harmless(text), dim=True, err=True)
