"""Exit codes, and how a failure is told on standard error."""

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
    """What a shell learns of a command."""

    ANSWERED = 0
    NOT_SAID = 1
    """The articles do not say."""
    USAGE = 2
    """Wrong usage or settings."""
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
    """Give the exit code of a failure."""
    return _CODES.get(type(error), ExitCode.FAILED)


def tell(error: QAError) -> None:
    """Say on standard error what happened and what mends it."""
    logging.getLogger(__name__).error("%s: %s", type(error).__name__, error.message)
    click.secho(f"qa: {harmless(error.message)}", fg="red", err=True)
    if error.remedy:
        click.echo(f"    {harmless(remedy_text(error.remedy))}", err=True)


def notice(text: str) -> None:
    """Say something beside the answer, on standard error."""
    click.secho(harmless(text), dim=True, err=True)
