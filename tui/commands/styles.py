"""Citations in the styles of others: what ``--style`` prints."""

from collections.abc import Callable
from typing import Any, TypeVar, get_args

import click

from qa.output.references import Style

F = TypeVar("F", bound=Callable[..., Any])


def style_option(command: F) -> F:
    """Add ``--style``; the command is given `style`, None where none is asked for."""
    told = "Print citations as references in this style; bibtex and csl-json print only the references."
    return click.option("--style", type=click.Choice(get_args(Style)), help=told)(command)


def check_alone(style: Style | None, *, others: bool) -> None:
    """Let a style be no form beside others."""
    if style is not None and others:
        raise click.UsageError("--style is a form of its own: give it without --json, --explain and --batch.")
