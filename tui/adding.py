"""``qa add``: more folders, files and web pages beside those indexed so far."""

from dataclasses import asdict
from pathlib import Path

import click

from qa.library import add_paths
from tui.exits import ExitCode
from tui.options import index_option, json_option, settings_of
from tui.plain import as_json_line
from tui.progress_line import ProgressLine
from tui.rebuilding import summary_text


@click.command()
@click.argument("names", nargs=-1, required=True, metavar="PATH|URL...")
@index_option
@json_option
def add(names: tuple[str, ...], index_folder: Path | None, as_json: bool) -> int:
    """Index more folders and files beside those indexed so far."""
    settings = settings_of(index_folder)
    line = ProgressLine()
    try:
        summary = add_paths(settings, [Path(name) for name in names], line)
    finally:
        line.clear()
    click.echo(as_json_line(asdict(summary)) if as_json else summary_text(summary, settings.index))
    return ExitCode.ANSWERED
