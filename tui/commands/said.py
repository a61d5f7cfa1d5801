"""``qa said``: who said what, and where."""

from dataclasses import replace
from pathlib import Path

import click

from index.filters import Filter
from qa.output.said import SaidReply, said_csv, said_json, said_markdown
from tui.commands.exit_codes import ExitCode, notice
from tui.commands.formats import Form, format_options
from tui.commands.options import filter_options, index_option, settings_of
from tui.text.safe import as_json_line, counted, harmless, one_line
from tui.text.said import said_lines, several_line

_ABOUT = "about"
_SHOWN = 50
"""Default number of quotations shown as text."""


@click.command()
@click.argument("name", nargs=-1, required=True, metavar="NAME [about WORDS]")
@format_options
@click.option("-k", type=click.IntRange(1), help="Quotations to show (50; all with --json, --csv and --md).")
@filter_options
@index_option
def said(
    name: tuple[str, ...],
    k: int | None,
    where: Filter,
    index_folder: Path | None,
    form: Form,
) -> int:
    """Show quotations of NAME, newest first: direct speech with its speaker.

    NAME is a surname, a full name, or a description used by articles: qa said McCallum about Instagram

    Words after "about" must occur in the quotation, its paragraph or its title. Copies are merged.
    Exits 1 if there are no such quotations.
    """
    who, about = _parted(" ".join(name).split())
    if not who:
        raise click.UsageError("Name somebody, as in: qa said McCallum about Instagram")
    from index.store.catalogue import open_articles
    from qa.desk.quotations.said import said_by

    with open_articles(settings_of(index_folder).index) as store:
        reply = said_by(store, who, about, where)
    shown = replace(reply, quotations=reply.quotations[: k or (_SHOWN if form == "text" else None)])
    _show(shown, form)
    _notices(reply, len(shown.quotations))
    return ExitCode.ANSWERED if reply.quotations else ExitCode.NO_RESULT


def _show(reply: SaidReply, form: Form) -> None:
    if form == "json":
        click.echo(as_json_line(said_json(reply)))
    elif form == "csv":
        click.echo(harmless(said_csv(reply.quotations)), nl=False)
    elif form == "md":
        click.echo(harmless(said_markdown(reply)), nl=False)
    else:
        lines = [line for one in reply.quotations for line in said_lines(one)]
        click.echo("\n".join(lines), nl=bool(lines))


def _notices(reply: SaidReply, shown: int) -> None:
    total, several = len(reply.quotations), several_line(reply)
    if several:
        notice(f"{several} Use a full name to select one.")
    if not total:
        notice(f"There are no quotations of {one_line(reply.name)}.")
    elif shown < total:
        notice(f"{shown:,} of {counted(total, 'quotation')}; -k {total} shows all.")
    else:
        notice(f"{counted(total, 'quotation')}.")


def _parted(words: list[str]) -> tuple[str, str]:
    """Split the words into the name and, after "about", the topic."""
    at = next((place for place, word in enumerate(words) if word.lower() == _ABOUT), len(words))
    return " ".join(words[:at]), " ".join(words[at + 1 :])
