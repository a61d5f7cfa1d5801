"""Options that several commands share, and the settings they lead to."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from qa.settings import Settings, load_settings, settings_file

F = TypeVar("F", bound=Callable[..., Any])


def index_option(command: F) -> F:
    """Add ``--index``."""
    return click.option(
        "--index",
        "index_folder",
        type=click.Path(file_okay=False, path_type=Path),
        metavar="DIR",
        help="The index folder (also QA_INDEX).",
    )(command)


def json_option(command: F) -> F:
    """Add ``--json``."""
    return click.option("--json", "as_json", is_flag=True, help="Print JSON.")(command)


def settings_of(index_folder: Path | None, **flags: Any) -> Settings:
    """Put the settings of a command together.

    Args:
        index_folder: ``--index``, if given.
        **flags: Other settings given on the command line, ``__`` standing for the dot.

    Returns:
        The settings.
    """
    given = {name.replace("__", "."): value for name, value in flags.items()} | {"index": index_folder}
    return load_settings(given, os.environ, settings_file())
