"""Citation styles: ``--style``."""

from collections.abc import Callable
from typing import Any, TypeVar, get_args

import click

from qa.output.references import Style

F = TypeVar("F", bound=Callable[..., Any])


def style_option(command: F) -> F:
    """Add ``--style``; the command receives `style`, None without it."""
    help_text = "Print citations as references in this style; bibtex and csl-json print only the references."
    return click.option("--style", type=click.Choice(get_args(Style)), help=help_text)(command)


def check_alone(style: Style | None, *, others: bool) -> None:
    """Reject ``--style`` together with another output format."""
    if style is not None and others:
        raise click.UsageError("--style cannot be combined with --json, --explain or --batch.")
