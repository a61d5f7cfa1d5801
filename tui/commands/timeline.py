"""``qa timeline``: lists dated sentences about a subject."""

import sys
from pathlib import Path

import click

from index.filters import Filter
from qa.library.timeline import PASSAGES
from qa.library.timeline import timeline as find_timeline
from qa.output.timeline_formats import months, timeline_csv, timeline_markdown
from qa.questions import cleaned
from tui.commands.exit_codes import ExitCode, notice
from tui.commands.formats import Form, format_options
from tui.commands.options import filter_options, index_option, settings_of
from tui.text.safe import as_json_line, counted
from tui.text.timeline import columns, sparkline, timeline_line


@click.command()
@click.argument("words", nargs=-1, required=True)
@format_options
@click.option("-k", type=click.IntRange(1, 10_000), default=PASSAGES, show_default=True, help="Passages to search.")
@filter_options
@index_option
def timeline(
    words: tuple[str, ...],
    k: int,
    where: Filter,
    index_folder: Path | None,
    form: Form,
) -> int:
    """List dated sentences about WORDS, in order of time.

    Each line has the time that a sentence refers to, the sentence, and its location; articles that say the
    same share one line, which counts the others as +2. Exits 1 if there is no dated sentence.

    For example: qa timeline MI5 Instagram
    """
    subject = cleaned(" ".join(words))
    statements = find_timeline(settings_of(index_folder), subject, where, k)
    if form == "json":
        from qa.output.timeline_json import timeline_json  # not needed for text

        click.echo(as_json_line(timeline_json(subject, statements)))
    elif form == "csv":
        click.echo(timeline_csv(statements), nl=False)
    elif form == "md":
        click.echo(timeline_markdown(subject, statements), nl=False)
    else:
        width = columns() if sys.stdout.isatty() else None
        for statement in statements:
            click.echo(timeline_line(statement, width))
        if width and (bars := sparkline(months(statements), width)):
            click.echo(f"\n{bars}")
        notice(f"{counted(len(statements), 'statement')}.")
    return ExitCode.ANSWERED if statements else ExitCode.NO_RESULT
