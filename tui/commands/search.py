"""``qa search``: finds the passages that mention words, without a question."""

from pathlib import Path
from typing import get_args

import click

from index.filters import Filter
from index.types import SearchOrder, SearchResult
from qa.library.last_places import found_places, keep_places
from qa.library.search import open_searcher
from qa.locations import places_file
from qa.output.search_json import COLUMNS, search_json, search_rows
from qa.output.search_markdown import search_markdown
from tui.commands.exit_codes import ExitCode, notice
from tui.commands.formats import Form, format_options
from tui.commands.options import filter_options, index_option, settings_of
from tui.text.safe import as_json_line, harmless, one_line
from tui.text.search_results import counts_line, results_text
from tui.text.sources import nothing_matches, scope_line
from tui.text.tables import csv_lines

_EXAMPLES = """\b
Examples:
  qa search Instagram
  qa search '"Ken McCallum" Instagram' --since 2021 --sort date"""


@click.command(epilog=_EXAMPLES)
@click.argument("words", nargs=-1, required=True)
@click.option("-n", "most", type=click.IntRange(1, 1000), default=10, show_default=True, help="Articles to show.")
@click.option(
    "--sort",
    "order",
    type=click.Choice(get_args(SearchOrder)),
    default="best",
    show_default=True,
    help="Order: best match first, or newest first.",
)
@click.option("--files", is_flag=True, help="Print only the paths of the files.")
@format_options
@filter_options
@index_option
def search(
    words: tuple[str, ...],
    most: int,
    order: SearchOrder,
    files: bool,
    form: Form,
    where: Filter,
    index_folder: Path | None,
) -> int:
    """Find the articles that mention WORDS, and count them.

    An article must contain all of the words, in any inflected form; if no article does, one word is
    enough. Words in quotation marks must be adjacent. Exits 1 if nothing is found.
    """
    if files and form != "text":
        raise click.UsageError("--files prints only paths: leave out --json, --csv and --md.")
    settings = settings_of(index_folder)
    with open_searcher(settings) as searcher:
        result = searcher.search(_joined(words), most, order, where)
    keep_places(places_file(), found_places(result), keep=settings.history.last_places)
    _print(result, form, files=files)
    if form == "text":
        _tell(result)
    return ExitCode.ANSWERED if result.found else ExitCode.NO_RESULT


def _joined(words: tuple[str, ...]) -> str:
    """Join the words; one of several arguments that contains spaces was quoted in the shell, and is a phrase."""
    if len(words) == 1:
        return words[0]
    return " ".join(f'"{word}"' if " " in word and '"' not in word else word for word in words)


def _print(result: SearchResult, form: Form, *, files: bool) -> None:
    if form == "json":
        click.echo(as_json_line(search_json(result)))
    elif form == "csv":
        click.echo("\n".join(csv_lines(COLUMNS, search_rows(result))))
    elif form == "md":
        click.echo(harmless(search_markdown(result)), nl=False)
    elif files and result.found:
        click.echo("\n".join(dict.fromkeys(one_line(found.article.path) for found in result.found)))
    elif result.found:
        click.echo(results_text(result))


def _tell(result: SearchResult) -> None:
    if result.scope and not result.scope.articles:
        notice(nothing_matches(result.scope))
        return
    if result.scope:
        notice(scope_line(result.scope))
    notice(counts_line(result))
